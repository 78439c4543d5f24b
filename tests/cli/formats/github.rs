//! On GitHub Actions.

use std::fmt::Write as _;
use std::fs;

use snapbox::cmd::OutputAssert;
use snapbox::str;

use crate::repo::{Repo, medproof};

/// Runs a check as a step of a job.
fn step(repo: &Repo, words: &[&str]) -> OutputAssert {
    medproof(&repo.path(""))
        .env("GITHUB_ACTIONS", "true")
        .env("GITHUB_STEP_SUMMARY", repo.path("summary.md"))
        .args(["check", "--today", "2026-11-22", "--select", "link"])
        .args(words)
        .assert()
}

/// A page with so many dead links, each in a paragraph of its own.
fn with_dead_links(number: usize) -> Repo {
    let mut page = "---\ntitle: A\nstatus: published\nauthors: [ron]\nreviewers: [lee]\n---\n".to_owned();
    for nth in 0..number {
        writeln!(page, "\n[x](gone-{nth}.md)").unwrap();
    }
    Repo::with_clean_page(&[("content/articles/a.md", &page)])
}

#[test]
fn annotations_are_the_default_and_the_summary_gets_the_whole() {
    let repo = with_dead_links(1);
    repo.write("summary.md", "what another command wrote\n");
    step(&repo, &[]).code(1).stderr_eq("").stdout_eq(str![[r#"
::error file=content/articles/a.md,line=8,endLine=8,col=5,endColumn=14,title=link/target-missing::content/articles/a.md:8:5: there is no page at `content/articles/gone-0.md`%0ACorrect the address, create the page, or remove the link.

"#]]);
    snapbox::assert_data_eq!(
        fs::read_to_string(repo.path("summary.md")).unwrap(),
        str![[r#"
what another command wrote
<!-- medproof -->
### medproof

1 error in 1 of 3 files.

#### `content/articles/a.md`

- **error** line 8: there is no page at `content/articles/gone-0.md` ([link/target-missing](https://github.com/medproof/medproof/blob/v0.2.0/src/rules/link/target_missing.md))
  - Correct the address, create the page, or remove the link.

"#]]
    );
}

#[test]
fn other_formats_leave_the_summary_alone() {
    let repo = with_dead_links(1);
    step(&repo, &["--format", "concise"]).code(1).stdout_eq(str![[r#"
content/articles/a.md:8:5: error link/target-missing there is no page at `content/articles/gone-0.md`

"#]]);
    step(&repo, &["--statistics"]).code(1).stdout_eq(str![[r#"
  1  error  link/target-missing  Reports a link to a page or file that is not there.
1 error in 1 of 3 files.

"#]]);
    assert!(!repo.path("summary.md").exists());
}

#[test]
fn a_summary_that_cannot_be_written_hides_nothing() {
    let repo = with_dead_links(1);
    fs::create_dir(repo.path("summary.md")).unwrap();
    let output = step(&repo, &[]).code(1);
    let output = output.get_output();
    assert!(output.stdout.starts_with(b"::error file=content/articles/a.md,"));
    let notice = String::from_utf8_lossy(&output.stderr);
    assert!(notice.starts_with("medproof: the summary of the job could not be written ("), "{notice}");
}

#[test]
fn a_full_summary_is_left_as_it_is() {
    let repo = with_dead_links(1);
    repo.write("summary.md", "x".repeat(1024 * 1024 - 100));
    step(&repo, &[]).code(1).stderr_eq("medproof: the summary of the job has no room for the findings\n");
    assert_eq!(fs::metadata(repo.path("summary.md")).unwrap().len(), 1024 * 1024 - 100);
}

#[test]
fn the_last_line_says_what_github_does_not_show() {
    let repo = with_dead_links(13);
    let output = step(&repo, &[]).code(1).get_output().stdout.clone();
    let output = String::from_utf8(output).unwrap();
    assert_eq!(output.lines().filter(|line| line.starts_with("::error ")).count(), 13);
    snapbox::assert_data_eq!(
        output.lines().last().unwrap().to_owned(),
        str![
            "GitHub shows 10 findings of each severity beside the text; 3 more errors can be read in this log and in the summary of the job."
        ]
    );
}

#[test]
fn a_comment_and_a_summary_are_as_long_as_github_takes_them() {
    let repo = with_dead_links(500);
    repo.write("summary.md", "x".repeat(1000 * 1024));
    let output = step(&repo, &["--output", "comment.md"]).code(1);
    output.stderr_eq("");
    let comment = fs::read_to_string(repo.path("comment.md")).unwrap();
    assert!((64_000..=65_000).contains(&comment.len()), "{}", comment.len());
    let items = comment.lines().filter(|line| line.starts_with("- **error** ")).count();
    let last = format!("{} more findings in 1 file did not fit here.", 500 - items);
    assert_eq!(comment.lines().last(), Some(last.as_str()));
    let summary = fs::read_to_string(repo.path("summary.md")).unwrap();
    assert!((1_047_000..=1024 * 1024).contains(&summary.len()), "{}", summary.len());
    assert!(summary.ends_with(" more findings in 1 file did not fit here.\n"));
}

#[cfg(unix)]
#[test]
fn a_file_keeps_its_name_whatever_it_is() {
    let page = "---\ntitle: A\nstatus: published\nauthors: [ron]\nreviewers: [lee]\n---\n\n[x](gone.md)\n";
    let repo = Repo::with_clean_page(&[("content/articles/::error file=a,b%::c.md", page)]);
    step(&repo, &[]).code(1).stderr_eq("").stdout_eq(str![[r#"
::error file=content/articles/%3A%3Aerror file=a%2Cb%25%3A%3Ac.md,line=8,endLine=8,col=5,endColumn=12,title=link/target-missing::content/articles/: :error file=a,b%25: :c.md:8:5: there is no page at `content/articles/gone.md`%0ACorrect the address, create the page, or remove the link.

"#]]);
    // Other formats for programs escape by rules of their own.
    for (format, name) in [
        ("json", "\"content/articles/::error file=a,b%::c.md\""),
        ("gitlab", "\"content/articles/::error file=a,b%::c.md\""),
        ("rdjson", "\"content/articles/::error file=a,b%::c.md\""),
        ("sarif", "\"content/articles/%3A%3Aerror%20file%3Da%2Cb%25%3A%3Ac.md\""),
    ] {
        let output = step(&repo, &["--format", format]).code(1);
        let text = String::from_utf8(output.get_output().stdout.clone()).unwrap();
        assert!(text.contains(name), "{format}: {text}");
    }
}
