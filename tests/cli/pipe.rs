//! Readers that close the pipe: what they leave unread changes no verdict.

#![cfg(unix)]

use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

use snapbox::cmd::cargo_bin;

use crate::repo::Repo;

/// More findings than a pipe holds.
fn repository(link: &str) -> Repo {
    let link = format!("[where it is]({link})\n\n").repeat(2_000);
    let page = format!(
        "---\ntitle: All About It\nstatus: published\nauthors: [ron]\nreviewers: [lee]\n---\n\n{link}"
    );
    Repo::with_clean_page(&[("content/articles/a.md", &page)])
}

/// Runs the program, reads one line of what it prints, and closes the pipe. Returns the line and the exit code.
fn first_line(repo: &Repo, words: &[&str]) -> (String, Option<i32>) {
    let mut command = Command::new(cargo_bin!("medproof"));
    command.args(words).args(["--color", "never"]).current_dir(repo.path("")).env_remove("GITHUB_ACTIONS");
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut line = String::new();
    BufReader::with_capacity(64, child.stdout.take().unwrap()).read_line(&mut line).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(String::from_utf8(output.stderr).unwrap(), "");
    (line, output.status.code())
}

#[test]
fn a_closed_pipe_exits_with_the_verdict() {
    let repo = repository("gone.md");
    let check = ["check", "--today", "2026-11-22"];
    let formats = [
        ("human", "error link/target-missing\n"),
        (
            "concise",
            "content/articles/a.md:8:15: error link/target-missing there is no page at `content/articles/gone.md`\n",
        ),
        ("json", "{\"version\":1,"),
    ];
    for (format, first) in formats {
        let of = |more: &[&str]| first_line(&repo, &[check.as_slice(), &["--format", format], more].concat());
        let (line, code) = of(&[]);
        assert!(line.starts_with(first), "{line}");
        assert_eq!(code, Some(1), "{format}");
        assert_eq!(of(&["--exit-zero"]).1, Some(0), "{format}");
        assert_eq!(of(&["--fail-on", "never"]).1, Some(0), "{format}");
    }
    assert_eq!(first_line(&repo, &["rules"]).1, Some(0));
    assert_eq!(first_line(&repo, &["schema", "article"]), ("{\n".to_owned(), Some(0)));
}
