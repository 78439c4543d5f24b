//! A repository under git, with nothing of the account's own settings.

use std::path::Path;
use std::process::Command;

use snapbox::cmd::OutputAssert;

use crate::repo::{Repo, medproof};

/// The variables that would let a hook that runs these tests reach into them.
const OF_HOOKS: [&str; 5] =
    ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "PRE_COMMIT_FROM_REF"];

impl Repo {
    /// A repository whose first commit holds these files.
    pub fn committed(files: &[(&str, &str)]) -> Repo {
        let repo = Repo::new(files);
        repo.git(&["init", "--quiet", "--initial-branch=main"]);
        repo.commit("first");
        repo
    }

    /// Runs git in the repository; returns what it prints.
    pub fn git(&self, words: &[&str]) -> String {
        git(&self.path(""), words)
    }

    /// Puts all that lies on the disk into a commit.
    pub fn commit(&self, message: &str) {
        self.git(&["add", "--all"]);
        self.git(&["commit", "--quiet", "--allow-empty", "--message", message]);
    }

    /// Runs `medproof check --changed`.
    pub fn changed(&self) -> OutputAssert {
        self.check_in_git(&["--changed"])
    }

    /// Runs `medproof check --staged`.
    pub fn staged(&self) -> OutputAssert {
        self.check_in_git(&["--staged"])
    }

    /// Runs `medproof check` where git knows nobody.
    pub fn check_in_git(&self, words: &[&str]) -> OutputAssert {
        check_below(&self.path(""), words, &[])
    }
}

/// Runs `medproof check` in a folder, with variables.
pub fn check_below(folder: &Path, words: &[&str], variables: &[(&str, &str)]) -> OutputAssert {
    let mut command = medproof(folder).args(["check", "--today", "2026-11-22"]).args(words);
    for name in OF_HOOKS {
        command = command.env_remove(name);
    }
    let fixed = [("GIT_CONFIG_GLOBAL", "/dev/null"), ("GIT_CONFIG_NOSYSTEM", "1")];
    for (name, value) in fixed.iter().chain(variables) {
        command = command.env(name, value);
    }
    command.assert()
}

/// Runs git in a folder; returns what it prints.
pub fn git(folder: &Path, words: &[&str]) -> String {
    let output = started(folder, words);
    assert!(output.status.success(), "git {words:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap().trim_end().to_owned()
}

/// Runs git in a folder where it stops half-way.
pub fn git_stops(folder: &Path, words: &[&str]) {
    assert!(!started(folder, words).status.success(), "git {words:?} went through");
}

fn started(folder: &Path, words: &[&str]) -> std::process::Output {
    let mut command = Command::new("git");
    without_account(&mut command);
    command.args(["-c", "protocol.file.allow=always", "-c", "commit.gpgsign=false"]).args(words);
    command.env("GIT_EDITOR", "true").current_dir(folder).output().unwrap()
}

/// Lets git know nothing of the account, nor of a hook that runs these tests, and fixes who commits and when.
pub fn without_account(command: &mut Command) {
    for name in OF_HOOKS {
        command.env_remove(name);
    }
    for who in ["AUTHOR", "COMMITTER"] {
        command.env(format!("GIT_{who}_NAME"), "Amy Lee").env(format!("GIT_{who}_EMAIL"), "lee@example.org");
        command.env(format!("GIT_{who}_DATE"), "2026-11-01T12:00:00Z");
    }
    command.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1");
}

/// A page whose text is this, without a flaw of its own.
pub fn page(title: &str, text: &str) -> String {
    format!("---\ntitle: {title}\nstatus: published\nauthors: [ron]\nreviewers: [lee]\n---\n\n{text}\n")
}
