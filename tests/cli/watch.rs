//! `medproof check --watch`: what it says after each change.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command};
use std::sync::mpsc::{self, Receiver};
use std::time::Duration;

use snapbox::cmd::cargo_bin;
use snapbox::str;

use crate::repo::Repo;

/// A program that watches; it ends with the test.
struct Watching {
    child: Child,
    lines: Receiver<String>,
}

impl Watching {
    fn start(repo: &Repo) -> Watching {
        // Findings and notices share one pipe, so that they arrive in the order they are written.
        let (output, input) = std::io::pipe().unwrap();
        let child = Command::new(cargo_bin!("medproof"))
            .args(["check", "--watch", "--today", "2026-11-22", "--format", "concise"])
            .current_dir(repo.path(""))
            .stdout(input.try_clone().unwrap())
            .stderr(input)
            .spawn()
            .unwrap();
        let (sender, lines) = mpsc::channel();
        std::thread::spawn(move || {
            for line in BufReader::new(output).lines().map_while(Result::ok) {
                let _ = sender.send(line);
            }
        });
        Watching { child, lines }
    }

    /// What is said until it waits again: findings in the order they are printed. `None` if nothing comes.
    fn said(&self) -> Option<Vec<String>> {
        let mut said = Vec::new();
        loop {
            let line = self.lines.recv_timeout(Duration::from_secs(60)).ok()?;
            if line.contains("watching for changes") {
                return Some(said);
            }
            said.push(line);
        }
    }

    /// Waits until it says what is right. A busy machine may be slow between the steps of one change (a file is emptied
    /// before it is written), and then it may say something else first.
    fn until(&self, is_right: impl Fn(&[String]) -> bool) {
        let mut last = Vec::new();
        loop {
            let said = self.said().unwrap_or_else(|| panic!("the last answer was {last:#?}"));
            if is_right(&said) {
                return;
            }
            last = said;
        }
    }
}

impl Drop for Watching {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn changes_are_checked_as_they_come() {
    let repo = Repo::with_clean_page(&[]);
    let watching = Watching::start(&repo);
    assert_eq!(watching.said(), Some(Vec::new()));

    let page = "---\ntitle: Neck Spasm\nstatus: published\nauthors: [ron]\nreviewers: [lee]\n---\n\n";
    repo.write("content/articles/neck-spasm.md", format!("{page}[Gone](gone.md)\n"));
    let gone = "content/articles/neck-spasm.md:8:8: error link/target-missing there is no page at `content/articles/gone.md`";
    watching.until(|said| said == [gone]);

    repo.write("content/articles/gone.md", format!("{page}Here it is.\n"));
    watching.until(<[_]>::is_empty);

    std::fs::rename(repo.path("content/articles"), repo.path("content/moved")).unwrap();
    std::fs::rename(repo.path("content/moved"), repo.path("content/articles")).unwrap();
    repo.remove("content/articles/gone.md");
    watching.until(|said| said == [gone]);

    // The settings are read again, and while they are wrong the watch goes on.
    repo.write("medproof.yaml", "rules: {link/target-missing: of}\n");
    let refused = "medproof: `medproof.yaml` cannot be used, so nothing was checked";
    watching.until(|said| said.last().is_some_and(|line| line == refused));
    repo.write("medproof.yaml", "rules: {link/target-missing: off}\n");
    watching.until(<[_]>::is_empty);
    repo.remove("medproof.yaml");
    watching.until(|said| said == [gone]);
}

#[test]
fn what_does_not_go_together_is_refused() {
    let repo = Repo::with_clean_page(&[]);
    repo.check(&["--watch", "--fix"]).code(2).stdout_eq("").stderr_eq(str![[r#"
error: the argument '--watch' cannot be used with '--fix'

Usage: medproof check --today <DATE> --watch [PATH]...

For more information, try '--help'.

"#]]);
    repo.check(&["--watch", "nowhere"]).code(2).stdout_eq("").stderr_eq(str![[r#"
medproof: there is no file or folder `nowhere`

"#]]);
}
