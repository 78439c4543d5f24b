//! `--output`.

use std::fs;

use snapbox::str;

use super::sample;

#[test]
fn several_formats_are_written_at_once() {
    let repo = sample();
    let words = [
        "--select",
        "link",
        "--format",
        "concise",
        "--output",
        "sarif=out.sarif",
        "--output",
        "gl.json",
        "--output",
        "gitlab=quality.json",
        "--output",
        "junit.xml",
        "--output",
        "comment.md",
        "--output",
        "plain.txt",
    ];
    repo.check(&words).code(1).stderr_eq("").stdout_eq(str![[r#"
content/articles/nacken.md:9:34: error link/target-missing there is no page at `content/articles/neck-pian.md`

"#]]);
    let read = |path: &str| fs::read_to_string(repo.path(path)).unwrap();
    for (path, format) in [
        ("out.sarif", "sarif"),
        ("gl.json", "json"),
        ("quality.json", "gitlab"),
        ("junit.xml", "junit"),
        ("comment.md", "markdown"),
        ("plain.txt", "concise"),
    ] {
        let printed =
            repo.check(&["--select", "link", "--format", format]).code(1).get_output().stdout.clone();
        assert_eq!(String::from_utf8(printed).unwrap(), read(path), "{path}");
    }
}

#[test]
fn a_file_ends_as_the_format_of_stdout_or_has_its_own() {
    let repo = sample();
    repo.check(&["--format", "gitlab", "--output", "a.json", "--output", "b.sarif", "--output", "c"]).code(1);
    let begins = |path: &str, text: &str| {
        let file = fs::read_to_string(repo.path(path)).unwrap();
        assert!(file.starts_with(text), "{path}: {file}");
    };
    begins("a.json", "[\n");
    begins("b.sarif", "{\n  \"$schema\":");
    begins("c", "[\n");
}

#[test]
fn a_file_without_findings_is_written_too() {
    let repo = crate::repo::Repo::with_clean_page(&[("out.json", "old")]);
    repo.check(&["--output", "gitlab=out.json", "--output", "out.xml"]).code(0).stdout_eq("").stderr_eq("");
    assert_eq!(fs::read_to_string(repo.path("out.json")).unwrap(), "[]\n");
    snapbox::assert_data_eq!(
        fs::read_to_string(repo.path("out.xml")).unwrap(),
        str![[r#"
<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="medproof" tests="1" failures="0" errors="0">
  <testsuite name="medproof" tests="1" failures="0" errors="0" skipped="0" time="0">
    <testcase name="nothing to report" classname="medproof" time="0"/>
  </testsuite>
</testsuites>

"#]]
    );
}

#[test]
fn what_cannot_be_written_is_refused_before_the_work() {
    let repo = sample();
    repo.check(&["--output", "sarif=reports/out.sarif"]).code(2).stdout_eq("").stderr_eq(str![[r#"
medproof: there is no folder `reports`, so `reports/out.sarif` cannot be written

"#]]);
    repo.check(&["--output", "sarf=out.sarif"]).code(2).stdout_eq("").stderr_eq(str![[r#"
medproof: there is no format `sarf`; did you mean `sarif`?

"#]]);
    repo.check(&["--output", "html=out.html"]).code(2).stdout_eq("").stderr_eq(str![[r#"
medproof: there is no format `html`; the formats are human, concise, json, sarif, github, gitlab, junit, rdjson, markdown, suggestions.

"#]]);
    repo.check(&["--output", "sarif="]).code(2).stdout_eq("").stderr_eq(str![[r#"
medproof: --output sarif= names no file

"#]]);
    repo.check(&["--output", "content"]).code(2).stdout_eq("").stderr_eq(str![[r#"
medproof: --output has to name a file, but `content` is a folder

"#]]);
    repo.check(&["--output", "a.json", "--output", "sarif=a.json"]).code(2).stdout_eq("").stderr_eq(str![[
        r#"
medproof: `a.json` is named by --output twice

"#
    ]]);
    assert!(!repo.path("out.sarif").exists());
}

#[test]
fn counts_take_the_place_of_findings_for_people_alone() {
    let repo = sample();
    let first = |words: &[&str]| {
        let words = [&["--statistics", "--output", "a.txt", "--select", "link"], words].concat();
        let output = repo.check(&words).code(1).get_output().stdout.clone();
        String::from_utf8(output).unwrap().lines().next().unwrap().to_owned()
    };
    let count = "  1  error  link/target-missing  Reports a link to a page or file that is not there.";
    assert_eq!(first(&[]), count);
    assert_eq!(first(&["--format", "human"]), count);
    assert_eq!(first(&["--format", "gitlab"]), "[");
    assert!(fs::read_to_string(repo.path("a.txt")).unwrap().starts_with("[\n"), "a file holds the findings");
}

#[test]
fn changes_are_shown_on_a_terminal_alone() {
    sample().check(&["--diff", "--output", "a.sarif"]).code(2).stdout_eq("").stderr_eq(str![[r#"
error: the argument '--diff' cannot be used with '--output <[FORMAT=]FILE>'

Usage: medproof check --today <DATE> --diff [PATH]...

For more information, try '--help'.

"#]]);
}

#[test]
fn the_format_never_changes_the_exit_code() {
    let repo = sample();
    let clean = crate::repo::Repo::with_clean_page(&[]);
    for format in [
        "human",
        "concise",
        "json",
        "sarif",
        "github",
        "gitlab",
        "junit",
        "rdjson",
        "markdown",
        "suggestions",
    ] {
        repo.check(&["--format", format]).code(1);
        repo.check(&["--format", format, "--fail-on", "never"]).code(0);
        clean.check(&["--format", format]).code(0).stderr_eq("");
    }
}
