//! The calls by which files change, so that a test can let each of them fail.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// What writing asks of the system.
pub(super) trait Disk {
    /// Reads a whole file.
    fn read(&self, path: &Path) -> io::Result<Vec<u8>>;

    /// Makes a folder, and those above it that are missing.
    fn make_folders(&self, path: &Path) -> io::Result<()>;

    /// Makes a folder of a name that nothing else has.
    fn make_own_folder(&self, above: &Path, prefix: &str) -> io::Result<PathBuf>;

    /// Takes away a folder that is empty.
    fn remove_folder(&self, path: &Path) -> io::Result<()>;

    /// Opens a file that is only there to be locked, and makes it if need be.
    fn open_lock(&self, path: &Path) -> io::Result<File>;

    /// Opens a file that is not there yet.
    fn open_new(&self, path: &Path) -> io::Result<File>;

    /// Writes all of the bytes.
    fn write(&self, file: &mut File, bytes: &[u8]) -> io::Result<()>;

    /// Waits until what was written lies on the disk.
    fn sync(&self, file: &File) -> io::Result<()>;

    /// Waits until the names in a folder lie on the disk as well, where the system knows such a call.
    fn sync_folder(&self, folder: &Path) -> io::Result<()>;

    /// Lets two files trade their places in one step. An error of the kind `Unsupported` means that this system or
    /// disk has no such call.
    fn exchange(&self, one: &Path, other: &Path) -> io::Result<()>;

    /// Gives a file a second name, which must not be taken.
    fn link(&self, from: &Path, to: &Path) -> io::Result<()>;

    /// Gives a file another name and replaces the file that has it.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;

    /// Takes a file away.
    fn unlink(&self, path: &Path) -> io::Result<()>;
}

/// The disk itself.
#[derive(Debug)]
pub(super) struct System;

impl Disk for System {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        fs::read(path)
    }

    fn make_folders(&self, path: &Path) -> io::Result<()> {
        fs::create_dir_all(path)
    }

    fn make_own_folder(&self, above: &Path, prefix: &str) -> io::Result<PathBuf> {
        let made = tempfile::Builder::new().prefix(prefix).disable_cleanup(true).tempdir_in(above)?;
        Ok(made.path().to_owned())
    }

    fn remove_folder(&self, path: &Path) -> io::Result<()> {
        fs::remove_dir(path)
    }

    fn open_lock(&self, path: &Path) -> io::Result<File> {
        OpenOptions::new().read(true).write(true).create(true).truncate(false).open(path)
    }

    fn open_new(&self, path: &Path) -> io::Result<File> {
        OpenOptions::new().write(true).create_new(true).open(path)
    }

    fn write(&self, file: &mut File, bytes: &[u8]) -> io::Result<()> {
        file.write_all(bytes)
    }

    fn sync(&self, file: &File) -> io::Result<()> {
        file.sync_all()
    }

    #[cfg(unix)]
    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        use io::ErrorKind::{InvalidInput, PermissionDenied, Unsupported};
        match File::open(folder).and_then(|folder| folder.sync_all()) {
            // Some folders may be written to and not be read, and some disks know no such call.
            Err(error) if matches!(error.kind(), PermissionDenied | InvalidInput | Unsupported) => Ok(()),
            synced => synced,
        }
    }

    #[cfg(not(unix))]
    fn sync_folder(&self, _: &Path) -> io::Result<()> {
        Ok(())
    }

    #[cfg(any(target_os = "linux", target_vendor = "apple"))]
    fn exchange(&self, one: &Path, other: &Path) -> io::Result<()> {
        use rustix::fs::{CWD, RenameFlags, renameat_with};
        use rustix::io::Errno;
        renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE).map_err(|error| match error {
            Errno::NOSYS | Errno::INVAL | Errno::NOTSUP => io::ErrorKind::Unsupported.into(),
            error => error.into(),
        })
    }

    #[cfg(not(any(target_os = "linux", target_vendor = "apple")))]
    fn exchange(&self, _: &Path, _: &Path) -> io::Result<()> {
        Err(io::ErrorKind::Unsupported.into())
    }

    fn link(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::hard_link(from, to)
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)
    }

    fn unlink(&self, path: &Path) -> io::Result<()> {
        fs::remove_file(path)
    }
}

/// Writes a new file, and closes it: however many there are, one is open at a time.
pub(super) fn store(disk: &dyn Disk, path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = disk.open_new(path)?;
    disk.write(&mut file, bytes)?;
    disk.sync(&file)
}

/// Takes a file away that may be gone already.
pub(super) fn discard(disk: &dyn Disk, path: &Path) -> io::Result<()> {
    match disk.unlink(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}
