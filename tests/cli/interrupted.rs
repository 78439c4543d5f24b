//! Fixes that end in the middle: whatever happens, every file is the old one or the new one.

#![cfg(unix)]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use snapbox::cmd::cargo_bin;

use crate::repo::Repo;

const FILES: usize = 60;

fn old(nth: usize) -> String {
    // Long enough that it is not written at one go.
    let filler = format!("  note: {}\n", "words ".repeat(4_000));
    format!("- id: source-{nth}\n  type: book\n  title: Book {nth}\n  DOI: doi:10.1000/book.{nth}\n{filler}")
}

fn new(nth: usize) -> String {
    old(nth).replace("DOI: doi:10", "DOI: 10")
}

fn repository() -> Repo {
    let repo = Repo::with_clean_page(&[]);
    for nth in 0..FILES {
        repo.write(&format!("content/citations/source-{nth}.yaml"), old(nth));
    }
    repo
}

/// The visible files of a folder with what they hold.
fn files(folder: &Path) -> BTreeMap<String, String> {
    fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap())
        .map(|entry| (entry.file_name().into_string().unwrap(), fs::read_to_string(entry.path()).unwrap()))
        .filter(|(name, _)| !name.starts_with('.'))
        .collect()
}

/// Every file is whole; returns how many are new.
fn whole(repo: &Repo) -> usize {
    let files = files(&repo.path("content/citations"));
    assert_eq!(files.len(), FILES);
    (0..FILES)
        .filter(|nth| {
            let text = &files[&format!("source-{nth}.yaml")];
            assert!(*text == old(*nth) || *text == new(*nth), "source-{nth}.yaml is neither old nor new");
            *text == new(*nth)
        })
        .count()
}

fn check(repo: &Repo) -> Command {
    let mut command = Command::new(cargo_bin!("medproof"));
    command.args(["check", "--fix", "--today", "2026-11-22"]).current_dir(repo.path(""));
    command.stdout(Stdio::null()).stderr(Stdio::null());
    command
}

#[test]
fn a_program_that_is_killed_leaves_whole_files_and_goes_on_where_it_was() {
    for milliseconds in [0, 20, 60, 100, 140, 180, 220, 260, 300, 350, 400, 500] {
        let repo = repository();
        let mut child = check(&repo).spawn().unwrap();
        std::thread::sleep(Duration::from_millis(milliseconds));
        // It may have ended by itself.
        let _ = child.kill();
        child.wait().unwrap();
        whole(&repo);
        check(&repo).status().unwrap();
        assert_eq!(whole(&repo), FILES);
    }
}

/// A limit on the size of files stands for a full disk: writing fails in the middle of a file.
#[test]
fn a_full_disk_changes_no_file() {
    let repo = repository();
    let program = cargo_bin!("medproof");
    let script =
        format!("trap '' XFSZ; ulimit -f 8; exec '{}' check --fix --today 2026-11-22", program.display());
    let output = Command::new("sh").args(["-c", &script]).current_dir(repo.path("")).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(
        told.contains("could not be written (File too large (os error 27)); no file was changed"),
        "{told}"
    );
    assert_eq!(whole(&repo), 0);
    let left = fs::read_dir(repo.path("content/citations")).unwrap().count();
    assert_eq!(left, FILES, "nothing is left behind");
}

/// macOS opens 256 files at once.
#[test]
fn more_files_are_written_than_can_be_open() {
    let repo = Repo::with_clean_page(&[]);
    let old = |nth: usize| {
        format!("- id: source-{nth}\n  type: book\n  title: Book {nth}\n  DOI: doi:10.1000/book.{nth}\n")
    };
    for nth in 0..300 {
        repo.write(&format!("content/citations/source-{nth}.yaml"), old(nth));
    }
    let program = cargo_bin!("medproof");
    let script = format!("ulimit -n 64; exec '{}' check --fix --today 2026-11-22", program.display());
    let output = Command::new("sh").args(["-c", &script]).current_dir(repo.path("")).output().unwrap();
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(told.contains("300 findings fixed in 300 files"), "{told}");
    for (name, text) in files(&repo.path("content/citations")) {
        assert!(!text.contains("doi:10"), "{name}: {text}");
    }
}

/// What a killed run left lies where git never looks, and the next run takes it away.
#[test]
fn what_a_killed_run_left_is_taken_away() {
    let repo = repository();
    let left = repo.path(".medproof/run-left");
    fs::create_dir_all(&left).unwrap();
    fs::write(repo.path(".medproof/.gitignore"), "*\n").unwrap();
    fs::write(left.join("0"), "half a te").unwrap();
    check(&repo).status().unwrap();
    assert_eq!(whole(&repo), FILES);
    assert!(!repo.path(".medproof").exists());
}
