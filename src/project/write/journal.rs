//! What a run is about to change, on the disk before the first change: anyone who comes after a run that was killed can
//! take back what it did.

use std::collections::BTreeSet;
use std::io::{self, ErrorKind};
use std::path::{Component, Path, PathBuf};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::disk::{Disk, discard};
use super::scratch;
use crate::base::digest::hex;

/// What a run changes.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Journal {
    /// The command, as a person wrote it.
    pub(super) command: String,
    /// Whether all of it is to be taken back where a part is missing.
    pub(super) whole: bool,
    pub(super) entries: Vec<Entry>,
}

/// What happens to one file.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Entry {
    /// The file.
    pub(super) target: PathBuf,
    /// Files of one number change together or not at all.
    pub(super) group: usize,
    /// Where its new bytes lie first, and its old ones once both have traded places.
    pub(super) temporary: PathBuf,
    /// Where its old bytes lie, where it goes or the system cannot let files trade places.
    pub(super) old: PathBuf,
    /// The hash of the bytes it holds; `None` for a file that is not there.
    pub(super) before: Option<String>,
    /// The hash of the bytes it will hold; `None` for one that goes.
    pub(super) after: Option<String>,
}

/// Why a file stays as it is.
#[derive(Debug)]
pub(super) enum Refused {
    /// It does not hold what it held when it was read.
    Changed,
    /// It is there, and should not be.
    Taken,
    /// The disk refused.
    Io(io::Error),
}

impl From<io::Error> for Refused {
    fn from(error: io::Error) -> Refused {
        Refused::Io(error)
    }
}

/// A journal whose temporary files are not all written.
pub(super) const PLANNED: &str = "planned";
/// A journal whose changes have begun.
pub(super) const BEGUN: &str = "begun";
/// A journal whose changes are all made, and which the command has not reported yet.
pub(super) const FINISHED: &str = "finished";

pub(super) fn hash(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// The hash of what a file holds; `None` if it is not there.
fn held(disk: &dyn Disk, path: &Path) -> io::Result<Option<String>> {
    match disk.read(path) {
        Ok(bytes) => Ok(Some(hash(&bytes))),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

impl Journal {
    /// Takes all temporary files away, and the folders that were made for them alone.
    pub(super) fn clear(&self, disk: &dyn Disk) -> io::Result<()> {
        let mut result = Ok(());
        for entry in &self.entries {
            for path in [&entry.temporary, &entry.old] {
                result = result.and(discard(disk, path));
            }
        }
        let apart: BTreeSet<&Path> = self.entries.iter().filter_map(Entry::apart).collect();
        for folder in apart {
            let _ = discard(disk, &folder.join(scratch::IGNORE));
            // It may never have been made.
            let _ = disk.remove_folder(folder);
        }
        result
    }

    /// The groups of which a part is changed and a part is not, or of which somebody saved a file in the moment of its
    /// change; all of them where the run was to change everything together.
    pub(super) fn half_done(&self, disk: &dyn Disk) -> io::Result<BTreeSet<usize>> {
        let mut groups = BTreeSet::new();
        for entry in &self.entries {
            if self.whole || !entry.is_applied(disk)? || entry.holds_a_save(disk)? {
                groups.insert(entry.group);
            }
        }
        Ok(groups)
    }
}

impl Entry {
    /// Changes the file, and looks whether it still held what it should in the moment of the change.
    pub(super) fn apply(&self, disk: &dyn Disk) -> Result<(), Refused> {
        match (&self.before, &self.after) {
            (Some(_), Some(_)) => self.exchange(disk),
            (None, Some(_)) => {
                Ok(place(disk, &self.temporary, &self.target).map_err(|error| match error.kind() {
                    ErrorKind::AlreadyExists => Refused::Taken,
                    _ => Refused::Io(error),
                })?)
            }
            (Some(_), None) => {
                self.expect(disk, &self.target)?;
                disk.rename(&self.target, &self.old)?;
                self.expect(disk, &self.old)
            }
            (None, None) => Ok(()),
        }
    }

    fn expect(&self, disk: &dyn Disk, path: &Path) -> Result<(), Refused> {
        if hash(&disk.read(path)?) == self.before.as_deref().unwrap_or_default() {
            Ok(())
        } else {
            Err(Refused::Changed)
        }
    }

    fn exchange(&self, disk: &dyn Disk) -> Result<(), Refused> {
        self.expect(disk, &self.target)?;
        match disk.exchange(&self.temporary, &self.target) {
            Ok(()) => self.expect(disk, &self.temporary),
            Err(error) if error.kind() == ErrorKind::Unsupported => {
                // The old file keeps a name, so that what is written into it in this moment is still found.
                disk.link(&self.target, &self.old)?;
                self.expect(disk, &self.target)?;
                disk.rename(&self.temporary, &self.target)?;
                self.expect(disk, &self.old)
            }
            Err(error) => Err(error.into()),
        }
    }

    /// Puts back what the file held before, or what somebody saved in the moment of the change. A file that was
    /// changed since is left alone. Returns the path of what somebody saved and what has no place any more.
    pub(super) fn take_back(&self, disk: &dyn Disk) -> io::Result<Option<PathBuf>> {
        let kept = match held(disk, &self.old)? {
            Some(kept) => Some((&self.old, kept)),
            None => held(disk, &self.temporary)?.map(|kept| (&self.temporary, kept)),
        };
        let now = held(disk, &self.target)?;
        match (&self.before, &self.after) {
            (None, Some(_)) => {
                // Where the disk knows one name of a file alone, the temporary name is gone.
                let is_ours = kept.is_none_or(|(path, _)| is_one_file(path, &self.target));
                if now.is_some() && now == self.after && is_ours {
                    disk.unlink(&self.target)?;
                }
                Ok(None)
            }
            (Some(_), _) => {
                // New bytes that lie there still have never been in the place of the file.
                let Some((path, kept)) = kept.filter(|(_, kept)| Some(kept) != self.after.as_ref()) else {
                    return Ok(None);
                };
                if now == self.after {
                    return match now {
                        Some(_) => self.return_to_its_place(disk, path),
                        None => place(disk, path, &self.target).map(|()| None),
                    };
                }
                let is_old = Some(kept) == self.before;
                Ok((!is_old).then(|| path.clone()))
            }
            (None, None) => Ok(None),
        }
    }

    /// Puts a file back in the place of the new one; somebody may save once more in that moment.
    fn return_to_its_place(&self, disk: &dyn Disk, path: &Path) -> io::Result<Option<PathBuf>> {
        match disk.exchange(path, &self.target) {
            Ok(()) if held(disk, path)? == self.after => Ok(None),
            Ok(()) => disk.exchange(path, &self.target).map(|()| Some(path.to_owned())),
            Err(error) if error.kind() == ErrorKind::Unsupported => {
                disk.rename(path, &self.target).map(|()| None)
            }
            Err(error) => Err(error),
        }
    }

    /// Whether its new bytes have left their first place.
    fn is_applied(&self, disk: &dyn Disk) -> io::Result<bool> {
        Ok(self.after.is_some() && held(disk, &self.temporary)? != self.after)
    }

    /// Whether a temporary file holds what somebody saved in the moment of the change.
    fn holds_a_save(&self, disk: &dyn Disk) -> io::Result<bool> {
        for path in [&self.temporary, &self.old] {
            let kept = held(disk, path)?;
            if kept.is_some() && kept != self.before && kept != self.after {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// The folder of its temporary files, where it was made for them beside the file.
    pub(super) fn apart(&self) -> Option<&Path> {
        self.temporary.parent().filter(|folder| scratch::is_apart(folder))
    }

    /// Whether all that it names lies in the repository and is none of git's. A journal is a file like others: anyone who
    /// can add files to a repository can add one, and what it says must not reach further than that.
    pub(super) fn stays_within(&self, root: &Path, run: &Path) -> bool {
        let real = |path: &Path| path.parent().and_then(|folder| folder.canonicalize().ok());
        let (Ok(root), Ok(run)) = (root.canonicalize(), run.canonicalize()) else {
            return false;
        };
        let is_git = |part: Component| part.as_os_str().eq_ignore_ascii_case(".git");
        let is_ours = |path: &Path| {
            if path.components().any(|part| part == Component::ParentDir) {
                return false;
            }
            // What lies in a folder that is not there is not there either.
            real(path).is_none_or(|folder| {
                let below = folder.strip_prefix(&root).is_ok_and(|below| !below.components().any(is_git));
                below && path.file_name().is_some_and(|name| !name.eq_ignore_ascii_case(".git"))
            })
        };
        let is_temporary = |path: &Path| {
            let of_run = real(path).is_some_and(|folder| folder == run);
            of_run || path.parent().is_some_and(scratch::is_apart) && is_ours(path)
        };
        is_ours(&self.target) && is_temporary(&self.temporary) && is_temporary(&self.old)
    }
}

/// Gives a file a name that must not be taken; it keeps the one it has.
pub(super) fn place(disk: &dyn Disk, from: &Path, to: &Path) -> io::Result<()> {
    match disk.link(from, to) {
        // Some disks, such as memory cards, know one name of a file alone.
        Err(error) if matches!(error.kind(), ErrorKind::Unsupported | ErrorKind::PermissionDenied) => {
            if to.symlink_metadata().is_ok() {
                return Err(ErrorKind::AlreadyExists.into());
            }
            disk.rename(from, to)
        }
        linked => linked,
    }
}

fn is_one_file(one: &Path, other: &Path) -> bool {
    same_file::is_same_file(one, other).unwrap_or(false)
}
