//! The commit that is built, where anybody says it. `tests/release.rs` tests this file.

use std::fs;
use std::path::{Path, PathBuf};

/// As many digits of a commit as are shown.
const DIGITS: usize = 12;

/// The commit, and the files that say so: once one of them changes, it may be another.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Commit {
    /// The first digits; `None` if nobody says which commit this is.
    pub digits: Option<String>,
    /// What was read.
    pub files: Vec<PathBuf>,
}

/// The commit of a package: what `given` says, else the file that cargo puts into a published package, else, where
/// `ask_git`, the git folder in the package's own folder. Git itself is not started: it need not be there.
pub fn of(package: &Path, given: Option<&str>, ask_git: bool) -> Commit {
    if let Some(digits) = given.and_then(digits) {
        return Commit { digits: Some(digits), files: Vec::new() };
    }
    let published = package.join(".cargo_vcs_info.json");
    if let Ok(text) = fs::read_to_string(&published) {
        let sha1 = text.split_once("\"sha1\"").and_then(|(_, rest)| rest.split('"').nth(1));
        return Commit { digits: sha1.and_then(digits), files: vec![published] };
    }
    if ask_git { of_checkout(package).unwrap_or_default() } else { Commit::default() }
}

/// The commit that is checked out. A git folder above the package is that of somebody else's project.
fn of_checkout(package: &Path) -> Option<Commit> {
    let link = package.join(".git");
    // In a linked work tree it is a file that names the folder.
    let folder = match fs::read_to_string(&link) {
        Ok(text) => package.join(text.trim().strip_prefix("gitdir:")?.trim()),
        Err(_) => link,
    };
    let common = match fs::read_to_string(folder.join("commondir")) {
        Ok(text) => folder.join(text.trim()),
        Err(_) => folder.clone(),
    };
    let head = folder.join("HEAD");
    let text = fs::read_to_string(&head).ok()?;
    let mut files = vec![head];
    let digits = match text.trim().strip_prefix("ref:") {
        None => digits(&text),
        Some(branch) => {
            let branch = branch.trim();
            let loose = common.join(branch);
            let packed = common.join("packed-refs");
            let in_packed = |text: String| {
                let line = text.lines().find(|line| line.ends_with(&format!(" {branch}")))?;
                digits(line)
            };
            let found = match fs::read_to_string(&loose) {
                Ok(text) => digits(&text),
                Err(_) => fs::read_to_string(&packed).ok().and_then(in_packed),
            };
            // The log grows with every commit, even where the branch lies in one file with others.
            files.extend([loose, packed, folder.join("logs/HEAD")].into_iter().filter(|file| file.is_file()));
            found
        }
    };
    Some(Commit { digits, files })
}

/// The first digits of a commit, if a text begins with one.
fn digits(text: &str) -> Option<String> {
    let commit = text.trim().split([' ', '\t']).next()?;
    let is_commit = commit.len() >= 7 && commit.bytes().all(|byte| byte.is_ascii_hexdigit());
    is_commit.then(|| commit.chars().take(DIGITS).collect::<String>().to_lowercase())
}
