//! What git says of a repository of content: which files differ between two states of it, and what was in them.
//!
//! Everything is asked of the program `git` itself, so that its settings, work trees and formats of the future hold.
//! It is asked through commands that write nothing, and with everything switched off that starts a program: hooks,
//! filters, monitors, external diffs, pagers, prompts and the network. Only [`run`] starts it. Paths are those that
//! reports write: relative to the folder that was opened, with `../` before what lies outside it.

mod blob;
mod difference;
mod history;
mod origin;
mod run;

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

pub use blob::Blob;
pub use difference::{Difference, Entry, Kind};
pub use history::Commit;

use run::Run;

/// A folder of content in a work tree of git.
#[derive(Clone, Debug)]
pub struct Git {
    run: Run,
    /// The folder itself.
    folder: PathBuf,
    /// What leads from the top of the work tree to the folder: `docs/`.
    prefix: String,
    /// The folder that all work trees of the repository share.
    common: PathBuf,
    /// Whether a clone holds only the last commits.
    shallow: bool,
}

/// The name of a commit, tree or blob: hexadecimal digits.
pub type ObjectId = String;

/// Why git cannot answer.
#[derive(Debug, thiserror::Error)]
pub enum GitError {
    /// There is no such program.
    #[error(
        "git was not found, and without it nobody knows what changed. Install git, or leave --changed and --staged out."
    )]
    NoGit,
    /// The folder is in no work tree.
    #[error(
        "`{}` is not in a work tree of git, so nobody knows what changed there. Leave --changed and --staged out, or \
         run `git init` first.", .0.display()
    )]
    NoWorkTree(PathBuf),
    /// Nothing has this name.
    #[error("there is no commit `{0}` in this repository. Correct the name, or fetch the commit first.")]
    NoCommit(String),
    /// The common ancestor is beyond what was cloned.
    #[error(
        "this clone is shallow, and where `{0}` and the commit that is checked out parted is not in it. Fetch more \
         history: `git fetch --unshallow`, or `fetch-depth: 0` for actions/checkout, or `GIT_DEPTH: 0` on GitLab."
    )]
    TooShallow(String),
    /// There is no common ancestor.
    #[error(
        "`{0}` and the commit that is checked out have no history in common. Name a commit that this work started from."
    )]
    Unrelated(String),
    /// A file whose two versions nobody has brought together yet.
    #[error(
        "`{0}` is in conflict, so it is not known what would be committed. Resolve the conflict and `git add` the file."
    )]
    Conflict(String),
    /// Git could not do it, for a reason of its own.
    #[error("git could not say what changed: {0}")]
    Said(String),
}

impl Git {
    /// Opens a folder.
    ///
    /// # Errors
    /// There is no git, or the folder is in no work tree.
    pub fn open(folder: &Path) -> Result<Git, GitError> {
        let folder = nearest_that_exists(folder);
        let (run, answer) = match Run::of_environment(folder)? {
            Some(run) => {
                let answer = run.describe()?;
                (run, answer)
            }
            None => {
                let run = Run::found_from(folder);
                let answer = run.describe()?;
                (run, answer)
            }
        };
        let run = run.without_filters()?;
        Ok(Git {
            run,
            folder: folder.to_owned(),
            prefix: answer.prefix,
            common: answer.common,
            shallow: answer.shallow,
        })
    }

    /// The commit that is checked out; none before the first.
    ///
    /// # Errors
    /// Git could not say.
    pub fn head(&self) -> Result<Option<ObjectId>, GitError> {
        self.commit("HEAD")
    }

    /// The commit at which the work that is checked out parted from `revision`.
    ///
    /// # Errors
    /// There is no such commit or no common history, or the clone does not reach back that far.
    pub fn base(&self, revision: &str) -> Result<ObjectId, GitError> {
        let missing = || GitError::NoCommit(revision.to_owned());
        // What begins like an option would be taken for one.
        let known = if revision.starts_with('-') { None } else { self.commit(revision)? };
        let other = known.ok_or_else(missing)?;
        let Some(head) = self.head()? else {
            return Ok(other);
        };
        match self.run.line_if_any(&["merge-base", &other, &head])? {
            Some(base) => Ok(base),
            None if self.shallow => Err(GitError::TooShallow(revision.to_owned())),
            None => Err(GitError::Unrelated(revision.to_owned())),
        }
    }

    /// Whether the clone holds the last commits alone.
    #[must_use]
    pub fn is_shallow(&self) -> bool {
        self.shallow
    }

    /// The files that git tracks and a sparse checkout keeps off the disk.
    ///
    /// # Errors
    /// Git could not say.
    pub fn kept_off_the_disk(&self) -> Result<Vec<String>, GitError> {
        let left_out = self.left_out()?.into_iter();
        Ok(left_out.filter_map(|difference| difference.old).map(|entry| entry.path).collect())
    }

    /// Whether a work tree that a folder is in may have been told to keep files off the disk. Asks the disk alone.
    #[must_use]
    pub fn may_be_sparse(folder: &Path) -> bool {
        let Some(git) = folder.ancestors().map(|folder| folder.join(".git")).find(|git| git.exists()) else {
            return false;
        };
        // Of a second work tree it is a file that says where git keeps what belongs to it.
        let folder = match fs::read_to_string(&git) {
            Ok(text) => match text.trim().strip_prefix("gitdir:") {
                Some(place) => git.parent().unwrap_or(folder).join(place.trim()),
                None => return false,
            },
            Err(_) => git,
        };
        folder.join("info/sparse-checkout").is_file()
    }

    fn commit(&self, revision: &str) -> Result<Option<ObjectId>, GitError> {
        let commit = format!("{revision}^{{commit}}");
        self.run.line_if_any(&["rev-parse", "--verify", "--quiet", &commit])
    }
}

/// Git can only be started in a folder that is there.
fn nearest_that_exists(folder: &Path) -> &Path {
    folder.ancestors().find(|folder| folder.is_dir()).unwrap_or(folder)
}

/// Whether both paths lead to one place.
fn is_same_place(left: &Path, right: &Path) -> bool {
    matches!((fs::canonicalize(left), fs::canonicalize(right)), (Ok(left), Ok(right)) if left == right)
}

/// What a name of the system is for git: its bytes.
#[cfg(unix)]
fn os_text(bytes: &[u8]) -> &OsStr {
    std::os::unix::ffi::OsStrExt::from_bytes(bytes)
}

/// What a name of the system is for git: UTF-8.
#[cfg(not(unix))]
fn os_text(bytes: &[u8]) -> &OsStr {
    OsStr::new(std::str::from_utf8(bytes).unwrap_or_default())
}
