//! A repository in a temporary folder, and the program run in it.

use std::fs;
use std::path::{Path, PathBuf};

use snapbox::cmd::{Command, OutputAssert, cargo_bin};
use tempfile::TempDir;

/// A repository that is deleted when the test ends.
pub struct Repo {
    folder: TempDir,
}

impl Repo {
    /// A repository with these files.
    pub fn new(files: &[(&str, &str)]) -> Repo {
        let repo = Repo { folder: TempDir::with_prefix("medproof-").unwrap() };
        for (path, text) in files {
            repo.write(path, text);
        }
        repo
    }

    /// A page that has nothing wrong with it, beside `files`.
    pub fn with_clean_page(files: &[(&str, &str)]) -> Repo {
        let repo =
            Repo::new(&[("content/articles/neck-pain.md", CLEAN_PAGE), ("content/people/lee.yaml", PERSON)]);
        for (path, text) in files {
            repo.write(path, text);
        }
        repo
    }

    pub fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    pub fn write(&self, path: &str, bytes: impl AsRef<[u8]>) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    pub fn remove(&self, path: &str) {
        fs::remove_file(self.path(path)).unwrap();
    }

    /// Runs `medproof` with these words in the repository.
    pub fn run(&self, words: &[&str]) -> OutputAssert {
        medproof(self.folder.path()).args(words).assert()
    }

    /// Runs `medproof check` on a fixed day, so that no result depends on the clock.
    pub fn check(&self, words: &[&str]) -> OutputAssert {
        self.run(&[&["check", "--today", "2026-11-22"], words].concat())
    }

    /// As [`Repo::check`], with a text on standard input.
    pub fn check_stdin(&self, words: &[&str], text: &str) -> OutputAssert {
        let words = [&["check", "--today", "2026-11-22"], words].concat();
        medproof(self.folder.path()).args(words).stdin(text).assert()
    }
}

/// The program, started in a folder, with nothing of the environment that changes what it prints.
pub fn medproof(folder: &Path) -> Command {
    Command::new(cargo_bin!("medproof"))
        .current_dir(folder)
        .env_remove("NO_COLOR")
        .env_remove("CLICOLOR_FORCE")
        .env_remove("CLICOLOR")
        .env_remove("GITHUB_ACTIONS")
        .env_remove("GITHUB_STEP_SUMMARY")
}

/// A page without a flaw.
pub const CLEAN_PAGE: &str = "---\ntitle: All About Neck Pain\nstatus: published\nauthors: [ron]\nreviewers: [lee]\n---\n\nMost neck pain goes away.\n";

/// The people the page names, who lack nothing.
pub const PERSON: &str = "\
- {id: lee, name: Amy Lee, roles: [medical-reviewer], credentials: MD, disclosures: [{text: None}]}
- {id: ron, name: Ron Miller, roles: [author], credentials: PT, disclosures: [{text: None}]}
";
