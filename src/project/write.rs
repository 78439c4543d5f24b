//! Writing files so that nobody ever sees half of one, and nobody's work is lost.
//!
//! New bytes lie in a folder of their own before the first file changes, with a journal of what is about to happen.
//! Then each file trades places with its new one in one step, and what came out is compared with what was read: a
//! page that somebody saved in that moment goes back to its place. Where the system has no such step, a save in the
//! moment between the last comparison and the change is lost if it, too, replaces the file.

mod disk;
mod journal;
mod scratch;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fs::{self, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use disk::{Disk, System, discard, store};
use journal::{BEGUN, Entry, FINISHED, Journal, PLANNED, Refused, hash};
use scratch::Scratch;

/// What is to happen to a file on the disk.
#[derive(Clone, Copy, Debug)]
pub struct Step<'a> {
    /// The file.
    pub path: &'a Path,
    /// The bytes it must hold for this to happen; `None` for a file that must not be there.
    pub before: Option<&'a [u8]>,
    /// What it will hold; `None` if it goes.
    pub after: Option<&'a [u8]>,
    /// The file whose mode a new one gets.
    pub like: Option<&'a Path>,
}

/// Why a file was not written.
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
    /// The file changes together with another one, which could not be written.
    #[error("`{}` can only change together with `{}`", .0.display(), .1.display())]
    Bound(PathBuf, PathBuf),
    /// The disk refused, and then refused to put back what was changed before.
    #[error(
        "`{}` could not be written ({}), and not all that was changed before could be put back: run the command again, \
         which puts it back first", .0.display(), .1
    )]
    Torn(PathBuf, io::Error),
}

impl StepError {
    fn new(path: &Path, refused: Refused) -> StepError {
        match refused {
            Refused::Changed => StepError::Changed(path.to_owned()),
            Refused::Taken => StepError::Taken(path.to_owned()),
            Refused::Io(error) => StepError::Io(path.to_owned(), error),
        }
    }
}

/// What was written.
#[derive(Debug, Default)]
pub struct Written {
    /// The files that stayed as they were, by their number among the steps, and why.
    pub left: Vec<(usize, StepError)>,
    /// What a person should know of files that were written.
    pub notices: Vec<String>,
}

/// Changes that were made together. Until this is dropped, a record on the disk says that the command has finished: if
/// it ends suddenly before it could report so, it can be run again and says it then.
#[must_use]
pub struct Done<'d> {
    /// What a person should know of files that were written.
    pub notices: Vec<String>,
    _record: Record<'d>,
}

/// The folder of a run, with the record of what has finished; both go when it is dropped.
struct Record<'d> {
    disk: &'d dyn Disk,
    scratch: Option<Scratch>,
}

impl Drop for Record<'_> {
    fn drop(&mut self) {
        if let Some(scratch) = self.scratch.take() {
            // Whatever stays is taken away by the next run.
            let _ = discard(self.disk, &scratch.folder.join(FINISHED));
            scratch.close(self.disk);
        }
    }
}

/// Changes several files together: all of them, or none if one of them cannot be changed. Files go last, so that even a
/// sudden end loses nothing. `command` is what a person has to run again after a sudden end.
///
/// # Errors
/// The file that could not be changed, and why. The others are as they were.
pub fn together(root: &Path, command: &str, steps: &[Step]) -> Result<Done<'static>, StepError> {
    together_on(&System, root, command, steps)
}

fn together_on<'d>(
    disk: &'d dyn Disk,
    root: &Path,
    command: &str,
    steps: &[Step],
) -> Result<Done<'d>, StepError> {
    let (written, record) = run(disk, root, command, steps, None)?;
    Ok(Done { notices: all_or_none(written)?, _record: record })
}

fn all_or_none(written: Written) -> Result<Vec<String>, StepError> {
    let mut left: Vec<StepError> = written.left.into_iter().map(|(_, error)| error).collect();
    // One of them is why the others stayed.
    let cause = left.iter().position(|error| !matches!(error, StepError::Bound(..))).unwrap_or_default();
    if cause < left.len() { Err(left.swap_remove(cause)) } else { Ok(written.notices) }
}

/// Changes several files, those of one number in `groups` together and each group on its own: one that cannot be
/// changed is left, and the others are not.
///
/// # Errors
/// There is no place for temporary files.
pub fn in_groups(root: &Path, command: &str, steps: &[Step], groups: &[usize]) -> Result<Written, StepError> {
    run(&System, root, command, steps, Some(groups)).map(|(written, _)| written)
}

/// What was left by runs that were killed, and what became of it.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Recovered {
    /// What was put back, in sentences.
    pub notices: Vec<String>,
    /// The commands that had made all their changes and could not report it.
    pub finished: Vec<String>,
}

/// Takes back what a run began that was killed, and takes its temporary files away. A run that had made all its
/// changes keeps them.
///
/// # Errors
/// The disk refused.
pub fn recover(root: &Path) -> io::Result<Recovered> {
    recover_on(&System, root)
}

fn recover_on(disk: &dyn Disk, root: &Path) -> io::Result<Recovered> {
    let mut recovered = Recovered::default();
    scratch::recover(disk, root, |left| tidy(disk, root, left, &mut recovered))?;
    Ok(recovered)
}

/// The commands that were killed while they changed files together, and whose work is half done.
#[must_use]
pub fn unfinished(root: &Path) -> Vec<String> {
    let journals = scratch::left(root).into_iter().filter_map(|left| read_journal(&left.join(BEGUN)));
    journals.filter(|journal| journal.whole).map(|journal| journal.command).collect()
}

fn read_journal(path: &Path) -> Option<Journal> {
    serde_json::from_slice(&fs::read(path).ok()?).ok()
}

/// Takes back what a killed run did, as far as it is to be taken back, and removes its folder.
fn tidy(disk: &dyn Disk, root: &Path, left: &Path, recovered: &mut Recovered) -> io::Result<()> {
    let [finished, begun, planned] = [FINISHED, BEGUN, PLANNED].map(|name| read_journal(&left.join(name)));
    let mut entries = finished.iter().chain(&begun).chain(&planned).flat_map(|journal| &journal.entries);
    if entries.any(|entry| !entry.stays_within(root, left)) {
        recovered.notices.push(format!(
            "`{}` was left by an interrupted run that changed files outside of this repository: see whether it holds \
             a text that is missing there, and remove the folder",
            left.display()
        ));
        return Ok(());
    }
    if let Some(journal) = begun {
        let half_done = journal.half_done(disk)?;
        for entry in journal.entries.iter().rev().filter(|entry| half_done.contains(&entry.group)) {
            if let Some(kept) = entry.take_back(disk)? {
                recovered.notices.push(keep(disk, &kept, &entry.target)?);
            }
        }
        if journal.whole {
            recovered
                .notices
                .push(format!("`{}` was interrupted, and what it had changed was put back", journal.command));
        }
        discard(disk, &left.join(BEGUN))?;
        journal.clear(disk)?;
    }
    if let Some(journal) = planned {
        journal.clear(disk)?;
    }
    if let Some(journal) = finished {
        journal.clear(disk)?;
        for entry in journal.entries.iter().filter(|entry| entry.after.is_none()) {
            remove_empty_folders(&entry.target, root);
        }
        recovered.finished.push(journal.command);
    }
    fs::remove_dir_all(left)
}

/// Gives what somebody saved in the moment of a change a place beside the file.
fn keep(disk: &dyn Disk, kept: &Path, target: &Path) -> io::Result<String> {
    let mut name = target.as_os_str().to_owned();
    name.push(".saved");
    journal::place(disk, kept, Path::new(&name))?;
    Ok(format!(
        "`{}` was saved twice while it was changed; the earlier text lies in `{}`",
        target.display(),
        Path::new(&name).display()
    ))
}

/// Changes files; those of one number in `groups` together, and without numbers all of them.
fn run<'d>(
    disk: &'d dyn Disk,
    root: &Path,
    command: &str,
    steps: &[Step],
    groups: Option<&[usize]>,
) -> Result<(Written, Record<'d>), StepError> {
    if steps.is_empty() {
        return Ok((Written::default(), Record { disk, scratch: None }));
    }
    let no_place = |error| StepError::Io(root.to_owned(), error);
    let notices = recover_on(disk, root).map_err(no_place)?.notices;
    let scratch = Scratch::open(disk, root).map_err(no_place)?;
    let mut run = Run { disk, scratch: &scratch, groups, refused: BTreeMap::new(), notices };
    let result = run.write(command, steps);
    let Run { mut refused, notices, .. } = run;
    let record = Record { disk, scratch: Some(scratch) };
    result?;
    let mut left: Vec<(usize, StepError)> = Vec::new();
    for (nth, step) in steps.iter().enumerate() {
        match refused.get_mut(&group_of(groups, nth)) {
            Some(Left { nth: cause, error, .. }) if *cause == nth => {
                left.extend(error.take().map(|error| (nth, error)))
            }
            Some(Left { path, .. }) => {
                left.push((nth, StepError::Bound(step.path.to_owned(), path.clone())));
            }
            None => {}
        }
    }
    Ok((Written { left, notices }, record))
}

fn group_of(groups: Option<&[usize]>, nth: usize) -> usize {
    groups.and_then(|groups| groups.get(nth)).copied().unwrap_or_default()
}

/// Why a group stays as it is.
struct Left {
    /// The step that could not be taken, and its file.
    nth: usize,
    path: PathBuf,
    error: Option<StepError>,
}

/// A step, as far as it was prepared.
struct Prepared<'a> {
    nth: usize,
    step: &'a Step<'a>,
    entry: Entry,
    /// The folder that was there before; those between it and the file are made.
    top: PathBuf,
}

/// A run that changes files.
struct Run<'a> {
    disk: &'a dyn Disk,
    scratch: &'a Scratch,
    groups: Option<&'a [usize]>,
    /// The groups that stay as they are.
    refused: BTreeMap<usize, Left>,
    notices: Vec<String>,
}

impl Run<'_> {
    fn write(&mut self, command: &str, steps: &[Step]) -> Result<(), StepError> {
        let mut ready = self.plan(steps);
        if ready.is_empty() {
            return Ok(());
        }
        let entries = ready.iter().map(|prepared| prepared.entry.clone()).collect();
        let journal = Journal { command: command.to_owned(), whole: self.groups.is_none(), entries };
        let (planned, begun) = (self.scratch.folder.join(PLANNED), self.scratch.folder.join(BEGUN));
        let result =
            self.begin(&journal, &mut ready, &planned, &begun).and_then(|()| self.apply(&ready, &begun));
        if self.is_torn() {
            // The next run needs all of it.
            return result;
        }
        // The next run removes what stays.
        let _ = discard(self.disk, &planned);
        let _ = discard(self.disk, &begun);
        let _ = journal.clear(self.disk);
        result
    }

    /// Leaves a group as it is.
    fn leave(&mut self, nth: usize, step: &Step, error: StepError) {
        let left = Left { nth, path: step.path.to_owned(), error: Some(error) };
        self.refused.entry(group_of(self.groups, nth)).or_insert(left);
    }

    /// Whether something could not be put back.
    fn is_torn(&self) -> bool {
        self.refused.values().any(|left| matches!(left.error, Some(StepError::Torn(..))))
    }

    fn is_left(&self, nth: usize) -> bool {
        self.refused.contains_key(&group_of(self.groups, nth))
    }

    /// Looks at each file, and names its temporary ones.
    fn plan<'s>(&mut self, steps: &'s [Step<'s>]) -> Vec<Prepared<'s>> {
        let mut ready: Vec<Prepared> = Vec::new();
        let mut known: HashMap<PathBuf, Option<String>> = HashMap::new();
        for (nth, step) in steps.iter().enumerate() {
            let (before, after) = (step.before.map(hash), step.after.map(hash));
            let target = match look(step) {
                Ok(target) => target,
                Err(refused) => {
                    self.leave(nth, step, StepError::new(step.path, refused));
                    continue;
                }
            };
            match known.get(&target) {
                // Two names of one file get one text.
                Some(text) if *text == after => continue,
                Some(_) => {
                    self.leave(nth, step, StepError::Changed(step.path.to_owned()));
                    continue;
                }
                None => {}
            }
            known.insert(target.clone(), after.clone());
            if before != after {
                let folder = existing_folder(&target);
                let temporary = self.scratch.temporary(&folder, &nth.to_string());
                let old = temporary.with_extension("old");
                let group = group_of(self.groups, nth);
                ready.push(Prepared {
                    nth,
                    step,
                    entry: Entry { target, group, temporary, old, before, after },
                    top: folder,
                });
            }
        }
        ready.retain(|prepared| !self.is_left(prepared.nth));
        ready
    }

    /// Writes all new bytes beside the files, and a journal of what is about to happen.
    fn begin(
        &mut self,
        journal: &Journal,
        ready: &mut Vec<Prepared>,
        planned: &Path,
        begun: &Path,
    ) -> Result<(), StepError> {
        let unwritten = |path: &Path, error| StepError::Io(path.to_owned(), error);
        let bytes = serde_json::to_vec(journal).map_err(|error| unwritten(planned, error.into()))?;
        store(self.disk, planned, &bytes).map_err(|error| unwritten(planned, error))?;
        for Prepared { nth, step, entry, .. } in ready.iter() {
            if self.is_left(*nth) {
                continue;
            }
            if let Err(error) = prepare(self.disk, step, entry, &mut self.notices) {
                self.leave(*nth, step, unwritten(step.path, error));
                // Half a text must never pass for one that somebody saved.
                discard(self.disk, &entry.temporary).map_err(|error| unwritten(step.path, error))?;
            }
        }
        ready.retain(|prepared| !self.is_left(prepared.nth));
        self.disk.rename(planned, begun).map_err(|error| unwritten(begun, error))?;
        let apart = ready.iter().filter_map(|prepared| prepared.entry.apart());
        let folders: BTreeSet<&Path> = apart.chain([self.scratch.folder.as_path()]).collect();
        for folder in folders {
            self.disk.sync_folder(folder).map_err(|error| unwritten(folder, error))?;
        }
        // A page goes before its old name does.
        let order = |Prepared { step, entry, .. }: &Prepared| {
            (entry.group, step.after.is_none(), step.before.is_some())
        };
        ready.sort_by_key(order);
        Ok(())
    }

    /// Changes the files, one group after the other.
    fn apply(&mut self, ready: &[Prepared], begun: &Path) -> Result<(), StepError> {
        for group in ready.chunk_by(|one, next| one.entry.group == next.entry.group) {
            for (done, Prepared { nth, step, entry, .. }) in group.iter().enumerate() {
                if let Err(refused) = entry.apply(self.disk) {
                    self.leave(*nth, step, StepError::new(step.path, refused));
                    self.take_back(group.get(..=done).unwrap_or_default());
                    break;
                }
            }
        }
        self.sync_folders(ready);
        if self.is_torn() {
            return Ok(());
        }
        // Without its journal a run counts as finished; one that changes everything together says so until it has
        // reported it.
        let ended = match self.groups {
            Some(_) => discard(self.disk, begun),
            None if ready.iter().any(|prepared| self.is_left(prepared.nth)) => discard(self.disk, begun),
            None => self.disk.rename(begun, &self.scratch.folder.join(FINISHED)),
        };
        let Err(error) = ended else {
            return Ok(());
        };
        if let (None, Some(first)) = (self.groups, ready.first().filter(|first| !self.is_left(first.nth))) {
            self.leave(first.nth, first.step, StepError::Io(begun.to_owned(), error));
            self.take_back(ready);
        }
        Ok(())
    }

    /// Waits until the new names lie on the disk. Where that fails in a folder, the groups with a file in it are put
    /// back.
    fn sync_folders(&mut self, ready: &[Prepared]) {
        // A folder that failed once says nothing true when it is asked again.
        let mut known: HashMap<&Path, Result<(), Option<i32>>> = HashMap::new();
        for group in ready.chunk_by(|one, next| one.entry.group == next.entry.group) {
            for Prepared { nth, step, entry, top } in group {
                if self.is_left(*nth) {
                    break;
                }
                let above = entry.target.ancestors().skip(1);
                let made = above.take_while(|folder| *folder != top.as_path() && folder.starts_with(top));
                let folders = made.chain([top.as_path()]);
                let synced = folders.map(|folder| {
                    let sync = || self.disk.sync_folder(folder).map_err(|error| error.raw_os_error());
                    *known.entry(folder).or_insert_with(sync)
                });
                if let Err(number) = synced.collect::<Result<(), _>>() {
                    let error = number.map_or(ErrorKind::Other.into(), io::Error::from_raw_os_error);
                    self.leave(*nth, step, StepError::Io(step.path.to_owned(), error));
                    self.take_back(group);
                }
            }
        }
    }

    /// Puts the files of a group back as they were, the last first.
    fn take_back(&mut self, group: &[Prepared]) {
        for Prepared { nth, step, entry, .. } in group.iter().rev() {
            let kept = entry
                .take_back(self.disk)
                .and_then(|kept| kept.map(|kept| keep(self.disk, &kept, &entry.target)).transpose());
            match kept {
                Ok(kept) => self.notices.extend(kept),
                Err(error) => {
                    if let Some(left) = self.refused.get_mut(&group_of(self.groups, *nth)) {
                        left.error = Some(StepError::Torn(step.path.to_owned(), error));
                    }
                    return;
                }
            }
        }
    }
}

/// The file that a step changes: what a link leads to.
fn look(step: &Step) -> Result<PathBuf, Refused> {
    match step.before {
        Some(before) => {
            // Removing a file removes its own name, also where it is a link.
            let target = match step.after {
                Some(_) => fs::canonicalize(step.path)?,
                None => step.path.to_owned(),
            };
            if step.after != step.before && fs::metadata(&target)?.permissions().readonly() {
                return Err(Refused::Io(ErrorKind::PermissionDenied.into()));
            }
            let now = fs::read(&target)?;
            if now == before { Ok(target) } else { Err(Refused::Changed) }
        }
        None if fs::symlink_metadata(step.path).is_ok() => Err(Refused::Taken),
        None => Ok(step.path.to_owned()),
    }
}

/// The folder of a file; of one that is still to be made, the nearest that is there.
fn existing_folder(file: &Path) -> PathBuf {
    let folder = file.ancestors().skip(1).find(|folder| folder.is_dir());
    folder.unwrap_or(Path::new(".")).to_owned()
}

/// Writes the new bytes of a file to its temporary one, with the mode and the owner of the old one.
fn prepare(disk: &dyn Disk, step: &Step, entry: &Entry, notices: &mut Vec<String>) -> io::Result<()> {
    if let Some(apart) = entry.apart() {
        scratch::make_apart(disk, apart)?;
    }
    let Some(bytes) = step.after else {
        return Ok(());
    };
    store(disk, &entry.temporary, bytes)?;
    if step.before.is_some() {
        let found = fs::metadata(&entry.target)?;
        notices.extend(own(&found, step.path, &entry.temporary));
        return fs::set_permissions(&entry.temporary, found.permissions());
    }
    if let Some(like) = step.like {
        fs::set_permissions(&entry.temporary, fs::metadata(like)?.permissions())?;
    }
    entry.target.parent().map_or(Ok(()), |folder| disk.make_folders(folder))
}

/// Gives a file the owner of the one whose place it takes; says what cannot be kept of that one.
#[cfg(unix)]
fn own(found: &fs::Metadata, path: &Path, temporary: &Path) -> Vec<String> {
    use std::os::unix::fs::{MetadataExt, chown};
    let mut notices = Vec::new();
    let other = fs::metadata(temporary).is_ok_and(|new| (new.uid(), new.gid()) != (found.uid(), found.gid()));
    if other && chown(temporary, Some(found.uid()), Some(found.gid())).is_err() {
        notices.push(format!("`{}` belongs to you now: it was another account's or group's", path.display()));
    }
    if found.nlink() > 1 {
        notices.push(format!(
            "`{}` has other names on this disk (hard links), which keep the old text",
            path.display()
        ));
    }
    notices
}

#[cfg(not(unix))]
fn own(_: &fs::Metadata, _: &Path, _: &Path) -> Vec<String> {
    Vec::new()
}

/// Makes a file, or replaces what it holds: readers see the old bytes or the new ones. What is no file of a disk,
/// such as a pipe, is written to as it is.
///
/// # Errors
/// The folder is not there, or it or the file cannot be written to.
pub fn put(path: &Path, bytes: &[u8]) -> io::Result<()> {
    put_on(&System, path, bytes)
}

/// The name of a report until it has its own.
const OUTPUT: &str = "output";

fn put_on(disk: &dyn Disk, path: &Path, bytes: &[u8]) -> io::Result<()> {
    let path = match fs::metadata(path) {
        Ok(there) if there.is_file() && there.permissions().readonly() => {
            return Err(ErrorKind::PermissionDenied.into());
        }
        Ok(there) if there.is_file() => fs::canonicalize(path)?,
        Ok(_) => return OpenOptions::new().write(true).open(path)?.write_all(bytes),
        Err(error) if error.kind() == ErrorKind::NotFound => path.to_owned(),
        Err(error) => return Err(error),
    };
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    if !folder.is_dir() {
        return Err(ErrorKind::NotFound.into());
    }
    // In a folder of all accounts the place for temporary files may be somebody else's.
    let scratch = Scratch::open(disk, folder).ok();
    let temporary = match &scratch {
        Some(scratch) => scratch.temporary(folder, OUTPUT),
        None => scratch::make_own_apart(disk, folder)?.join(OUTPUT),
    };
    let apart = temporary.parent().filter(|folder| scratch::is_apart(folder));
    let result = apart
        .map_or(Ok(()), |apart| scratch::make_apart(disk, apart))
        .and_then(|()| store(disk, &temporary, bytes))
        .and_then(|()| match fs::metadata(&path) {
            Ok(found) => fs::set_permissions(&temporary, found.permissions()),
            Err(_) => Ok(()),
        })
        .and_then(|()| disk.rename(&temporary, &path))
        .and_then(|()| disk.sync_folder(folder));
    if result.is_err() {
        let _ = discard(disk, &temporary);
    }
    if let Some(apart) = apart {
        let _ = discard(disk, &apart.join(scratch::IGNORE));
        let _ = disk.remove_folder(apart);
    }
    if let Some(scratch) = scratch {
        scratch.close(disk);
    }
    result
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
