//! Nothing that content, names of files, settings, git or arguments say is ever obeyed: not by a terminal, not by a
//! runner of CI, whichever command and format shows it.

use std::path::Path;

use super::FORMATS;
use crate::formats::hostile;
use crate::git::page;
use crate::repo::{Repo, medproof};

/// What a terminal and a runner of CI would obey. It can be an argument, and part of a name on unix.
const HOSTILE: &str = "\u{1b}]0;owned\u{7}\u{1b}[38;5;201m\u{9b}31m\u{202e}\u{2066}\u{2028}##[error]a ##vso[task.complete]b \
                       %0A::warning::c ]]>\n::error::d\r::add-mask::e";

#[test]
fn content_and_names_of_files_are_never_obeyed() {
    let repo = content();
    for format in FORMATS {
        harmless(&repo, &["check", "--advice", "--format", format]);
    }
    harmless(&repo, &["check", "--statistics"]);
    harmless(&repo, &["check", "--unsafe-fixes", "--diff", "--color", "always"]);
    for page in pages(&repo) {
        harmless(&repo, &["inspect", &page]);
        harmless(&repo, &["inspect", "--format", "json", &page]);
    }
    harmless(&repo, &["baseline", "--file", "debt.json"]);
    harmless(&repo, &["baseline", "--file", "debt.json", "--explain"]);
    harmless(&repo, &["check", "--unsafe-fixes", "--color", "always"]);
    harmless(&repo, &["baseline", "--file", "debt.json", "--prune"]);
    for page in pages(&repo) {
        harmless(&repo, &["sign", &page, "--reviewer", "mallory"]);
    }
}

#[test]
fn arguments_are_never_obeyed() {
    let repo = content();
    repo.git(&["init", "--quiet"]);
    repo.commit("first");
    let below = format!("{HOSTILE}/below");
    let as_format = format!("{HOSTILE}=x");
    let as_revision = format!("--changed={HOSTILE}");
    let as_page = format!("{HOSTILE}.md");
    let as_option = format!("--{HOSTILE}");
    let commands: [&[&str]; 19] = [
        &["check", HOSTILE],
        &["check", &below],
        &["check", &as_page],
        &["check", &as_option],
        &["check", "--select", HOSTILE],
        &["check", "--format", HOSTILE],
        &["check", "--today", HOSTILE],
        &["check", "--baseline", HOSTILE],
        &["check", "--output", &below],
        &["check", "--output", &as_format],
        &["check", "--stdin-filename", HOSTILE],
        &["check", &as_revision],
        &["inspect", HOSTILE],
        &["explain", HOSTILE],
        &["schema", HOSTILE],
        &["sign", HOSTILE, "--reviewer", HOSTILE],
        &["sign", "content/articles/neck-pain.md", "--reviewer", HOSTILE],
        &["baseline", "--file", &below],
        &[HOSTILE],
    ];
    for words in commands {
        harmless(&repo, words);
    }
}

#[test]
fn settings_are_never_obeyed() {
    let quoted = quoted();
    let settings = [
        HOSTILE.to_owned(),
        format!("# {HOSTILE}\nx: 1\n"),
        format!("{quoted}: 1\n"),
        format!("extends: {quoted}\n"),
        format!("baseline: {quoted}\n"),
        format!("retractions: {quoted}\n"),
        format!("rules: {{{quoted}: error}}\n"),
        format!("rules: {{link: {quoted}}}\n"),
        format!("fail-on: {quoted}\n"),
        format!("exclude: [{quoted}]\n"),
        format!("overrides: [{{files: {quoted}, rules: {{link: off}}}}]\n"),
        format!("allow: [{{path: {quoted}, rule: {quoted}, reason: {quoted}}}]\n"),
        format!("collections: {{articles: {{files: {quoted}}}}}\n"),
        format!("collections: {{articles: {{schema: {quoted}}}}}\n"),
        format!("collections: {{articles: {{schema: own.json}}}}\nfields: {{extra: [{quoted}]}}\n"),
    ];
    for text in settings {
        let repo = content();
        repo.write(
            "own.json",
            format!("{{\"$ref\": {quoted}, \"title\": {quoted}, \"required\": [{quoted}]}}"),
        );
        repo.write("medproof.yaml", text);
        harmless(&repo, &["check", "--format", "human"]);
        harmless(&repo, &["check", "--format", "github"]);
    }
}

#[cfg(unix)]
#[test]
fn the_words_of_git_and_of_its_environment_are_never_obeyed() {
    let repo = content();
    repo.write(".git", format!("gitdir: {HOSTILE}\n"));
    harmless(&repo, &["check", "--changed"]);
    harmless(&repo, &["check", "--staged"]);
    repo.remove(".git");
    repo.git(&["init", "--quiet"]);
    repo.commit("first");
    repo.git(&[
        "mv",
        "content/articles/a.md",
        "content/articles/\u{1b}]0;owned\u{7}##[error]\n::error::moved.md",
    ]);
    repo.write("content/articles/b.md", page("B", "[x](a.md)"));
    repo.git(&["add", "--all"]);
    for format in FORMATS {
        harmless(&repo, &["check", "--staged", "--format", format]);
    }
    harmless(&repo, &["check", "--changed"]);
    repo.commit("second");
    let command = medproof(&repo.path("")).env("PRE_COMMIT_FROM_REF", HOSTILE).args(["check", "--staged"]);
    assert_harmless("PRE_COMMIT_FROM_REF", &command.output().unwrap());
    repo.write(".git/config", format!("[core\n{HOSTILE}"));
    harmless(&repo, &["check", "--changed"]);
}

/// A patch holds what the files hold, so a runner has to be told to pass over it.
#[test]
fn a_patch_is_not_obeyed_by_a_runner() {
    let repo = Repo::with_clean_page(&[]);
    repo.git(&["init", "--quiet"]);
    repo.write("content/articles/b.md", page("B", "[x](NECK-PAIN.md)\n::error::pwned\n"));
    let command = medproof(&repo.path("")).env("GITHUB_ACTIONS", "true");
    let output = command.args(["check", "--unsafe-fixes", "--diff"]).output().unwrap();
    let patch = String::from_utf8(output.stdout).unwrap();
    let lines: Vec<&str> = patch.lines().collect();
    let word = lines[0].strip_prefix("::stop-commands::").unwrap();
    assert_eq!(word.len(), 64);
    assert!(lines.iter().any(|line| line.trim() == "::error::pwned"), "{patch}");
    let ends = format!("::{word}::");
    assert_eq!(lines.iter().filter(|line| line.contains(word)).count(), 2, "{patch}");
    assert_eq!(*lines.last().unwrap(), ends);
    repo.write("fix.patch", &patch);
    repo.git(&["apply", "fix.patch"]);
    let mended = std::fs::read_to_string(repo.path("content/articles/b.md")).unwrap();
    assert!(mended.contains("[x](neck-pain.md)\n::error::pwned\n"), "{mended}");
}

/// On a real terminal, where the program finds out for itself that it is one.
#[cfg(target_os = "linux")]
#[test]
fn a_terminal_is_shown_nothing_that_it_obeys() {
    let program = snapbox::cmd::cargo_bin!("medproof");
    let repo = content();
    for words in
        ["check --advice", "check --unsafe-fixes --diff", "check --format concise", "check --statistics"]
    {
        let command = format!("'{}' {words} 2>errors", program.display());
        let script = std::process::Command::new("script")
            .args(["--quiet", "--return", "--command", &command, "/dev/null"])
            .current_dir(repo.path(""))
            .env("TERM", "xterm")
            .env_remove("GITHUB_ACTIONS")
            .env_remove("NO_COLOR")
            .stdin(std::process::Stdio::null())
            .output();
        let Ok(script) = script else {
            return super::skip("there is no program `script`, which would give us a terminal");
        };
        let shown = String::from_utf8(script.stdout).unwrap().replace("\r\n", "\n");
        assert!(shown.contains("\u{1b}["), "no colours, so this was no terminal: {shown}");
        assert!(
            shown.contains("owned") || words.contains("statistics"),
            "nothing hostile was shown: {shown}"
        );
        assert_text_is_harmless(words, &shown);
    }
}

/// Pages full of what would be obeyed, and one that fixes can mend.
fn content() -> Repo {
    let repo = hostile::repo();
    let quoted = quoted();
    repo.write(
        "content/articles/c.md",
        format!(
            "---\ntitle: {quoted}\nstatus: published\nauthors: [{quoted}]\nreviewers: [lee]\nupdated: {quoted}\n{quoted}: x\n---\n\n\
             ## {HOSTILE}\n\n::error::pwned [mend](neck-pian.md) {HOSTILE}\n::error::pwned\n\n[x](<{HOSTILE}.md>) [@{HOSTILE}]\n"
        ),
    );
    repo.write(
        "content/citations/a.yaml",
        format!("- {{id: {quoted}, type: webpage, title: {quoted}, URL: {quoted}, accessed: 2026-08-24}}\n"),
    );
    let roles = "roles: [medical-reviewer], credentials: MD, disclosures: [{text: None}]";
    repo.write("content/people/mallory.yaml", format!("- {{id: mallory, name: {quoted}, {roles}}}\n"));
    repo
}

/// As a scalar of YAML or JSON in which every character that would be refused is an escape.
fn quoted() -> String {
    let escaped = HOSTILE.chars().map(|c| match c {
        ' '..='~' if c != '"' && c != '\\' => c.to_string(),
        _ => format!("\\u{:04x}", u32::from(c)),
    });
    format!("\"{}\"", escaped.collect::<String>())
}

fn pages(repo: &Repo) -> Vec<String> {
    let entries = std::fs::read_dir(repo.path("content/articles")).unwrap();
    let mut pages: Vec<String> = entries
        .map(|entry| format!("content/articles/{}", entry.unwrap().file_name().to_str().unwrap()))
        .collect();
    pages.sort();
    assert!(pages.len() >= 3);
    pages
}

/// Runs a command, with and without colours.
fn harmless(repo: &Repo, words: &[&str]) {
    let folder = repo.path("");
    let output = |folder: &Path, words: &[&str]| medproof(folder).args(words).output().unwrap();
    assert_harmless(&format!("{words:?}"), &output(&folder, words));
    // Only what is for people has colours.
    let for_people = !words.contains(&"--format") || words.contains(&"human");
    if for_people && !words.contains(&"--color") && words[0] != "baseline" {
        assert_harmless(
            &format!("{words:?} in colour"),
            &output(&folder, &[words, &["--color", "always"]].concat()),
        );
    }
}

fn assert_harmless(what: &str, output: &std::process::Output) {
    let said = output.stdout.len() + output.stderr.len();
    assert!(said > 0 || output.status.success(), "{what}: nothing was said");
    for stream in [&output.stdout, &output.stderr] {
        assert_text_is_harmless(what, std::str::from_utf8(stream).unwrap());
    }
}

fn assert_text_is_harmless(what: &str, text: &str) {
    let plain = without_our_colours(text);
    let obeyed = |c: char| {
        (c.is_control() && c != '\n')
            || matches!(c, '\u{200e}' | '\u{200f}' | '\u{61c}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
            || matches!(c, '\u{2028}' | '\u{2029}')
    };
    assert!(!plain.contains(obeyed), "{what}: {plain:?}");
    assert!(!plain.contains("##[") && !plain.contains("##vso["), "{what}: {plain}");
    for line in plain.lines().map(str::trim_start).filter(|line| line.starts_with("::")) {
        let ours = ["::error file=", "::warning file=", "::notice file="];
        assert!(ours.iter().any(|start| line.starts_with(start)), "{what}: {line}");
        let (fields, message) = line[2..].split_once("::").unwrap();
        // A name holds no end of a field, and nothing that is put back into one.
        assert!(fields.split(',').all(|field| field.contains('=')), "{what}: {line}");
        assert!(!fields.contains("%0A") && !message.contains("%0A::"), "{what}: {line}");
    }
    if text.starts_with("<?xml") {
        assert!(!text.contains("]]>"), "{what}: {text}");
        roxmltree::Document::parse(text).unwrap();
    }
}

/// The text without the sequences that set colours, as far as they are those of the program.
fn without_our_colours(text: &str) -> String {
    let sequences = regex::Regex::new("\u{1b}\\[[0-9;]*m").unwrap();
    assert!(!text.contains("\u{1b}[38;5;201m"), "a colour of the content: {text:?}");
    sequences.replace_all(text, "").into_owned()
}
