//! Writing files so that nobody ever sees half of one, and nobody's work is lost.

use std::fs::{self, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

/// Replaces what a file holds: readers see the old bytes or the new ones. The file keeps its mode, and a link
/// stays a link to the file that is replaced.
///
/// # Errors
/// The file is not there, or its folder cannot be written to; then it is as it was.
pub fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let (file, path) = prepared(path, bytes)?;
    file.persist(&path)?;
    Ok(())
}

/// A file whose new bytes lie beside it on the disk already, and the place where they belong.
fn prepared(path: &Path, bytes: &[u8]) -> io::Result<(NamedTempFile, PathBuf)> {
    let path = fs::canonicalize(path)?;
    let mode = fs::metadata(&path)?.permissions();
    if mode.readonly() {
        return Err(ErrorKind::PermissionDenied.into());
    }
    let folder = path.parent().ok_or(ErrorKind::InvalidInput)?;
    // Hidden, so that one that a sudden end leaves behind is no content.
    let mut file = tempfile::Builder::new().prefix(".medproof-").tempfile_in(folder)?;
    file.as_file_mut().write_all(bytes)?;
    file.as_file().set_permissions(mode)?;
    file.as_file().sync_all()?;
    Ok((file, path))
}

/// What is to happen to a file on the disk.
#[derive(Clone, Copy, Debug)]
pub struct Step<'a> {
    /// The file.
    pub path: &'a Path,
    /// The bytes it must hold for this to happen; none of a file that must not be there.
    pub before: Option<&'a [u8]>,
    /// What it will hold; none where it goes.
    pub after: Option<&'a [u8]>,
}

/// Why nothing was written.
#[derive(Debug, thiserror::Error)]
pub enum StepError {
    /// The file is not as it was when it was read.
    #[error("`{}` was changed by somebody else at this moment", .0.display())]
    Changed(PathBuf),
    /// A new file would lie where one lies.
    #[error("`{}` is there already", .0.display())]
    Taken(PathBuf),
    /// The disk refused.
    #[error("`{}` could not be written ({})", .0.display(), .1)]
    Io(PathBuf, io::Error),
}

/// Changes several files together: all of them, or none where one of them cannot be. All new bytes lie on the disk
/// before the first file changes, and files go last, so that even a sudden end loses nothing.
///
/// # Errors
/// The file that could not be changed, and why. The others are as they were.
pub fn together(steps: &[Step]) -> Result<(), StepError> {
    let mut ready = Vec::new();
    for step in steps {
        let failed = |error| StepError::Io(step.path.to_owned(), error);
        match (step.before, step.after) {
            (Some(before), after) => {
                // Two names of one file get one text.
                let now = fs::read(step.path).map_err(failed)?;
                if now != before && Some(now.as_slice()) != after {
                    return Err(StepError::Changed(step.path.to_owned()));
                }
                ready
                    .push((step, after.map(|after| prepared(step.path, after)).transpose().map_err(failed)?));
            }
            (None, Some(_)) if fs::symlink_metadata(step.path).is_ok() => {
                return Err(StepError::Taken(step.path.to_owned()));
            }
            (None, _) => ready.push((step, None)),
        }
    }
    ready.sort_by_key(|(step, _)| (step.after.is_none(), step.before.is_some()));
    let mut done: Vec<&Step> = Vec::new();
    for (step, prepared) in ready {
        let result = match (prepared, step.after) {
            (Some((file, path)), _) => file.persist(path).map(drop).map_err(io::Error::from),
            (None, Some(bytes)) => new_file(step.path, bytes),
            (None, None) if step.before.is_some() => fs::remove_file(step.path),
            (None, None) => Ok(()),
        };
        if let Err(error) = result {
            done.into_iter().rev().for_each(take_back);
            return Err(StepError::Io(step.path.to_owned(), error));
        }
        done.push(step);
    }
    Ok(())
}

/// Puts a file back as it was. Where even that fails, its new text is as whole as the old one.
fn take_back(step: &Step) {
    let _ = match (step.before, step.after) {
        (Some(before), Some(_)) => replace(step.path, before),
        (Some(before), None) => new_file(step.path, before),
        (None, _) => fs::remove_file(step.path),
    };
}

fn new_file(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = path.parent().ok_or(ErrorKind::InvalidInput)?;
    fs::create_dir_all(folder)?;
    // Under its name only once it is whole.
    let mut builder = tempfile::Builder::new();
    usual_mode(builder.prefix(".medproof-"));
    let mut file = builder.tempfile_in(folder)?;
    file.as_file_mut().write_all(bytes)?;
    file.as_file().sync_all()?;
    file.persist_noclobber(path)?;
    Ok(())
}

/// A temporary file is for its owner alone; content has the mode that the account gives new files.
fn usual_mode(builder: &mut tempfile::Builder) {
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    #[cfg(not(unix))]
    let _ = builder;
}

/// Makes a file, or replaces what it holds, as [`replace`] does. What is no file of a disk, such as a pipe, is
/// written to as it is.
///
/// # Errors
/// The folder is not there, or it or the file cannot be written to.
pub fn put(path: &Path, bytes: &[u8]) -> io::Result<()> {
    match fs::metadata(path) {
        Ok(there) if there.is_file() => replace(path, bytes),
        Ok(_) => OpenOptions::new().write(true).open(path)?.write_all(bytes),
        Err(error) if error.kind() == ErrorKind::NotFound => {
            let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
            let mut builder = tempfile::Builder::new();
            usual_mode(builder.prefix(".medproof-"));
            let mut file = builder.tempfile_in(folder.unwrap_or(Path::new(".")))?;
            file.write_all(bytes)?;
            file.as_file().sync_all()?;
            file.persist(path)?;
            Ok(())
        }
        Err(error) => Err(error),
    }
}

/// Adds to the end of a file, which is made if need be.
///
/// # Errors
/// The file cannot be written to.
pub fn append(path: &Path, bytes: &[u8]) -> io::Result<()> {
    OpenOptions::new().append(true).create(true).open(path)?.write_all(bytes)
}

/// Removes the folder of a file that is gone, and those above it as far as `top`, where nothing is left in them.
pub fn remove_empty_folders(file: &Path, top: &Path) {
    for folder in file.ancestors().skip(1).take_while(|folder| *folder != top && folder.starts_with(top)) {
        // Only an empty folder can be removed so.
        if fs::remove_dir(folder).is_err() {
            return;
        }
    }
}

/// Writes a new file in a folder, which is made if need be, under the first of the names that no file bears.
/// However many do so at once, each gets a file of its own.
///
/// # Errors
/// The folder or the file cannot be written to, or every name is taken.
pub fn create(folder: &Path, names: impl IntoIterator<Item = String>, bytes: &[u8]) -> io::Result<PathBuf> {
    fs::create_dir_all(folder)?;
    for name in names {
        let path = folder.join(name);
        let mut file = match OpenOptions::new().write(true).create_new(true).open(&path) {
            Ok(file) => file,
            Err(error) if error.kind() == ErrorKind::AlreadyExists => continue,
            Err(error) => return Err(error),
        };
        let written = file.write_all(bytes).and_then(|()| file.sync_all());
        if let Err(error) = written {
            // What was written in part is no file anybody asked for.
            let _ = fs::remove_file(&path);
            return Err(error);
        }
        return Ok(path);
    }
    Err(ErrorKind::AlreadyExists.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_file_never_replaces_another() {
        let folder = tempfile::tempdir().expect("a folder");
        let reviews = folder.path().join("content/reviews");
        let names = || (1..).map(|nth| format!("a-{nth}.yaml"));
        let paths: Vec<PathBuf> = std::thread::scope(|scope| {
            let writers: Vec<_> = (0..8u8)
                .map(|nth| {
                    let reviews = &reviews;
                    scope.spawn(move || create(reviews, names(), &[nth]).expect("it can be written"))
                })
                .collect();
            writers.into_iter().map(|writer| writer.join().expect("it ends")).collect()
        });
        let mut bytes: Vec<u8> = paths.iter().flat_map(|path| fs::read(path).expect("it is there")).collect();
        bytes.sort_unstable();
        assert_eq!(bytes, [0, 1, 2, 3, 4, 5, 6, 7]);
        assert_eq!(fs::read_dir(&reviews).expect("it is there").count(), 8);
        assert!(create(&reviews, ["a-1.yaml".to_owned()], b"").is_err());
    }

    #[cfg(unix)]
    #[test]
    fn a_file_is_made_or_replaced_and_others_may_read_it() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().expect("a folder");
        let (file, plain) = (folder.path().join("a.json"), folder.path().join("plain"));
        fs::write(&plain, "").expect("it can be written");
        let mode = |path: &Path| fs::metadata(path).expect("it is there").permissions().mode();
        for text in ["new", "newer"] {
            put(&file, text.as_bytes()).expect("it can be written");
            assert_eq!(fs::read_to_string(&file).expect("it is there"), text);
            assert_eq!(mode(&file), mode(&plain));
        }
        assert_eq!(
            fs::read_dir(folder.path()).expect("it is there").count(),
            2,
            "nothing else is left behind"
        );
        put(Path::new("/dev/null"), b"gone").expect("it takes everything");
        assert!(put(&folder.path().join("missing/a.json"), b"").is_err());
        assert!(put(folder.path(), b"").is_err(), "a folder is no file");
    }

    #[cfg(unix)]
    #[test]
    fn a_replaced_file_keeps_its_mode_and_its_links() {
        use std::os::unix::fs::{PermissionsExt, symlink};
        let folder = tempfile::tempdir().expect("a folder");
        let (file, link) = (folder.path().join("a.md"), folder.path().join("b.md"));
        fs::write(&file, "old").expect("it can be written");
        fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).expect("it is ours");
        symlink("a.md", &link).expect("a link");
        replace(&link, b"new").expect("it can be written");
        assert_eq!(fs::read(&file).expect("it is there"), b"new");
        assert_eq!(fs::metadata(&file).expect("it is there").permissions().mode() & 0o777, 0o640);
        assert!(fs::symlink_metadata(&link).expect("it is there").is_symlink());
        assert_eq!(
            fs::read_dir(folder.path()).expect("it is there").count(),
            2,
            "nothing else is left behind"
        );
        assert!(replace(&folder.path().join("c.md"), b"new").is_err());
    }

    /// A folder with two files; returns their paths.
    fn two_files(folder: &Path) -> (PathBuf, PathBuf) {
        let (a, b) = (folder.join("a.md"), folder.join("b.md"));
        fs::write(&a, "a").expect("it can be written");
        fs::write(&b, "b").expect("it can be written");
        (a, b)
    }

    fn read(path: &Path) -> String {
        fs::read_to_string(path).unwrap_or_else(|_| "gone".to_owned())
    }

    #[test]
    fn files_change_together() {
        let folder = tempfile::tempdir().expect("a folder");
        let (a, b) = two_files(folder.path());
        let c = folder.path().join("new/c.md");
        let steps = [
            Step { path: &a, before: Some(b"a"), after: None },
            Step { path: &b, before: Some(b"b"), after: Some(b"B") },
            Step { path: &c, before: None, after: Some(b"a") },
        ];
        together(&steps).expect("nothing stands against it");
        assert_eq!((read(&a), read(&b), read(&c)), ("gone".into(), "B".into(), "a".into()));
        assert_eq!(
            fs::read_dir(folder.path()).expect("it is there").count(),
            2,
            "nothing else is left behind"
        );
    }

    #[test]
    fn nothing_changes_where_one_of_them_cannot() {
        let folder = tempfile::tempdir().expect("a folder");
        let (a, b) = two_files(folder.path());
        let change_a = Step { path: &a, before: Some(b"a"), after: Some(b"A") };
        let somebody_was_faster = Step { path: &b, before: Some(b"old"), after: Some(b"B") };
        let error = together(&[change_a, somebody_was_faster]).expect_err("b is another");
        assert!(matches!(error, StepError::Changed(path) if path == b));
        let taken = Step { path: &b, before: None, after: Some(b"B") };
        assert!(
            matches!(together(&[change_a, taken]).expect_err("b is there"), StepError::Taken(path) if path == b)
        );
        // What only fails while it happens is taken back: a new file below a file.
        let below = a.join("c.md");
        let impossible = Step { path: &below, before: None, after: Some(b"c") };
        let gone = Step { path: &b, before: Some(b"b"), after: None };
        together(&[change_a, gone, impossible]).expect_err("a is no folder");
        assert_eq!((read(&a), read(&b)), ("a".into(), "b".into()));
        assert_eq!(
            fs::read_dir(folder.path()).expect("it is there").count(),
            2,
            "nothing else is left behind"
        );
    }
}
