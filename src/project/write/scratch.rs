//! The folder in which temporary files lie until they take the place of others.
//!
//! It lies where git never looks for content: in the folder of git itself, and where there is none, or none that can
//! be written to, in `.medproof` at the root, with a `.gitignore` that takes in everything. Every run that writes holds
//! a shared lock on one file there. Anyone who gets the lock for itself alone knows that no other run is alive, and that
//! every file there was left by one that was killed.

use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use fs4::FileExt;

use super::disk::{Disk, discard, store};

/// The folder of all runs, and the lock of this one.
#[derive(Debug)]
pub(super) struct Scratch {
    home: PathBuf,
    lock: File,
    /// The folder of this run alone.
    pub(super) folder: PathBuf,
    /// What tells this run from others in names of files.
    run: String,
}

/// How often the folder of all runs is made again where others take it away at the same time.
const MOST_TRIES: usize = 100;
/// The name of the file that is locked.
const LOCK: &str = "lock";
/// The name of the file that keeps git from adding what lies beside it.
pub(super) const IGNORE: &str = ".gitignore";
/// The name of the folder at the root of a repository without git.
const OUTSIDE_GIT: &str = ".medproof";
/// The name of a file that nobody makes.
const NOTHING: &str = "nothing";
/// How the name of the folder of one run begins.
const RUN: &str = "run-";
/// How the name of a folder begins that was made beside files of another disk.
const APART: &str = ".medproof-";

impl Scratch {
    /// Makes the folder of a run in the first place that can be written to.
    pub(super) fn open(disk: &dyn Disk, root: &Path) -> io::Result<Scratch> {
        let mut refused = ErrorKind::NotFound.into();
        for home in homes(root) {
            match Scratch::open_in(disk, &home) {
                Ok(scratch) => return Ok(scratch),
                Err(error) => refused = error,
            }
            // Made for nothing.
            let _ = disk.remove_folder(&home);
        }
        Err(refused)
    }

    fn open_in(disk: &dyn Disk, home: &Path) -> io::Result<Scratch> {
        for _ in 0..MOST_TRIES {
            make_home(disk, home)?;
            let lock = match disk.open_lock(&home.join(LOCK)) {
                Err(error) if error.kind() == ErrorKind::NotFound => continue,
                lock => lock?,
            };
            match FileExt::lock_shared(&lock) {
                // Its last holder took the file away.
                Ok(()) if !is_at(&lock, home) => continue,
                // Where nothing can be locked, nobody knows who is alive, and all is left as it is.
                Err(error) if error.kind() != ErrorKind::Unsupported => return Err(error),
                _ => {}
            }
            let folder = disk.make_own_folder(home, RUN)?;
            let run = folder.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            return Ok(Scratch { home: home.to_owned(), lock, folder, run });
        }
        Err(ErrorKind::NotFound.into())
    }

    /// Where a temporary file of this run lies that is to take the place of a file in `folder`: no file can be moved
    /// from one disk to another, so on another one it lies in a folder beside that file.
    pub(super) fn temporary(&self, folder: &Path, name: &str) -> PathBuf {
        let on_another_disk = match (device(folder), device(&self.folder)) {
            (Some(one), Some(other)) if one != other => true,
            // A folder that is mounted may be on the same disk and still be apart: moving a file that is not there
            // shows it.
            _ => {
                let moved = fs::rename(self.folder.join(NOTHING), folder.join(format!("{APART}{NOTHING}")));
                moved.is_err_and(|error| error.kind() == ErrorKind::CrossesDevices)
            }
        };
        match on_another_disk {
            true => folder.join(format!("{APART}{}", self.run)).join(name),
            false => self.folder.join(name),
        }
    }

    /// Takes away the folder of this run, which must be empty, and that of all runs where nobody else is in it.
    pub(super) fn close(self, disk: &dyn Disk) {
        // The next run removes what stays.
        let _ = disk.remove_folder(&self.folder);
        drop(self.lock);
        let _ = sweep(disk, &self.home, &mut |_| Ok(()));
    }
}

/// Hands over each folder that a killed run left, and takes away what nobody needs.
pub(super) fn recover(
    disk: &dyn Disk,
    root: &Path,
    mut recover: impl FnMut(&Path) -> io::Result<()>,
) -> io::Result<()> {
    homes(root).iter().filter(|home| home.is_dir()).try_for_each(|home| sweep(disk, home, &mut recover))
}

/// Does so in one folder of all runs, where no run is alive.
fn sweep(disk: &dyn Disk, home: &Path, recover: &mut dyn FnMut(&Path) -> io::Result<()>) -> io::Result<()> {
    // Somebody else's folder is somebody else's to sweep.
    let Ok(lock) = disk.open_lock(&home.join(LOCK)) else {
        return Ok(());
    };
    if FileExt::try_lock(&lock).is_err() || !is_at(&lock, home) {
        return Ok(());
    }
    runs(home).iter().try_for_each(|left| recover(left))?;
    if runs(home).is_empty() {
        let _ = discard(disk, &home.join(IGNORE));
        let _ = discard(disk, &home.join(LOCK));
        let _ = disk.remove_folder(home);
    }
    Ok(())
}

/// Makes a folder for temporary files beside the files of another disk; git adds nothing of it.
pub(super) fn make_apart(disk: &dyn Disk, folder: &Path) -> io::Result<()> {
    disk.make_folders(folder)?;
    ignore_all(disk, folder)
}

/// Makes a folder for a temporary file where there is no run to have one.
pub(super) fn make_own_apart(disk: &dyn Disk, above: &Path) -> io::Result<PathBuf> {
    disk.make_own_folder(above, &format!("{APART}{RUN}"))
}

/// Whether a folder was made for temporary files beside others.
pub(super) fn is_apart(folder: &Path) -> bool {
    folder.file_name().is_some_and(|name| name.to_string_lossy().starts_with(&format!("{APART}{RUN}")))
}

/// The folders that killed runs left, where no run is alive.
pub(super) fn left(root: &Path) -> Vec<PathBuf> {
    let dead = |home: &PathBuf| {
        let Ok(lock) = OpenOptions::new().read(true).open(home.join(LOCK)) else {
            return false;
        };
        // Closing the file gives the lock back.
        FileExt::try_lock(&lock).is_ok()
    };
    homes(root).iter().filter(|home| dead(home)).flat_map(|home| runs(home)).collect()
}

/// Where the folder of all runs may lie, the best place first.
fn homes(root: &Path) -> Vec<PathBuf> {
    let git = git_folder(root).filter(|git| device(git) == device(root));
    let mut homes: Vec<PathBuf> = git.into_iter().map(|git| git.join("medproof")).collect();
    homes.push(root.join(OUTSIDE_GIT));
    homes
}

/// The folder of git for the files at a path. In a work tree of its own and in a submodule `.git` is a file that
/// names it.
fn git_folder(root: &Path) -> Option<PathBuf> {
    let root = fs::canonicalize(root).ok()?;
    let git = root.ancestors().map(|folder| folder.join(".git")).find(|git| git.exists())?;
    if git.is_dir() {
        // A folder without a head is none of git's.
        return git.join("HEAD").is_file().then_some(git);
    }
    let named = fs::read_to_string(&git).ok()?;
    let named = git.parent()?.join(named.strip_prefix("gitdir:")?.trim());
    named.join("HEAD").is_file().then_some(named)
}

fn make_home(disk: &dyn Disk, home: &Path) -> io::Result<()> {
    disk.make_folders(home)?;
    // A link could lead anywhere.
    if !fs::symlink_metadata(home)?.is_dir() {
        return Err(ErrorKind::NotADirectory.into());
    }
    if home.ends_with(OUTSIDE_GIT) { ignore_all(disk, home) } else { Ok(()) }
}

fn ignore_all(disk: &dyn Disk, folder: &Path) -> io::Result<()> {
    const ALL: &[u8] = b"*\n";
    let path = folder.join(IGNORE);
    if fs::read(&path).is_ok_and(|there| there == ALL) {
        return Ok(());
    }
    // One that is there and says something else was left by a run that was killed.
    discard(disk, &path)?;
    match store(disk, &path, ALL) {
        Err(error) if error.kind() != ErrorKind::AlreadyExists => Err(error),
        _ => Ok(()),
    }
}

fn runs(home: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(home).into_iter().flatten().flatten();
    let is_run = |path: &PathBuf| {
        path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(RUN)) && path.is_dir()
    };
    let mut runs: Vec<PathBuf> = entries.map(|entry| entry.path()).filter(is_run).collect();
    runs.sort_unstable();
    runs
}

/// Whether the file that is locked is the one that others find.
fn is_at(lock: &File, home: &Path) -> bool {
    let own = lock.try_clone().and_then(same_file::Handle::from_file);
    let there = same_file::Handle::from_path(home.join(LOCK));
    matches!((own, there), (Ok(own), Ok(there)) if own == there)
}

/// The disk on which a file lies, where the system numbers them.
fn device(path: &Path) -> Option<u64> {
    #[cfg(unix)]
    return fs::metadata(path).ok().map(|found| std::os::unix::fs::MetadataExt::dev(&found));
    #[cfg(not(unix))]
    {
        let _ = path;
        None
    }
}
