//! `check --watch`: checks again whenever a file changes.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Component, Path, PathBuf};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::Duration;

use notify::{Event, EventKind, RecursiveMode, Watcher};

use super::plan::Plan;
use super::run::{Reported, Run};
use crate::cli::{Failure, Outcome, Reader, Streams};
use crate::project::discover::Root;

/// Editors write a file in several steps, and switching a branch touches many files: a change is over when nothing
/// happened for this long.
const QUIET: Duration = Duration::from_millis(150);

/// The most quiet periods that an answer waits for on a busy disk.
const PATIENCE: u32 = 20;

const WAITING: &str = "watching for changes; end with Ctrl-C";

/// Checks until somebody stops the program, or closes its output.
pub(super) fn run(plan: &Plan, streams: &Streams) -> Result<Outcome, Failure> {
    let (sender, events) = mpsc::channel();
    let failed = |error: notify::Error| Failure::Message(format!("the files cannot be watched ({error})"));
    let mut watcher = notify::recommended_watcher(sender).map_err(failed)?;
    let mut roots: Vec<(Root, PathBuf)> = Vec::new();
    for (root, _) in &plan.repositories {
        watcher.watch(&root.folder, RecursiveMode::Recursive).map_err(failed)?;
        // Some systems report the real path of a file.
        let real = fs::canonicalize(&root.folder).unwrap_or_else(|_| root.folder.clone());
        roots.push((root.clone(), real));
    }
    let mut runs = None;
    let mut touched = BTreeSet::new();
    loop {
        if refresh(&mut runs, &touched, plan, streams)?
            && show(runs.as_deref_mut(), plan, streams)? == Reader::Gone
        {
            return Ok(Outcome::Clean);
        }
        match next(&events, &roots) {
            Some(paths) => touched = paths,
            None => return Ok(Outcome::Clean),
        }
    }
}

/// Reads again what changed. Returns whether anything did.
fn refresh(
    runs: &mut Option<Vec<Run>>,
    touched: &BTreeSet<PathBuf>,
    plan: &Plan,
    streams: &Streams,
) -> Result<bool, Failure> {
    if let Some(runs) = runs.as_mut()
        && !touched.iter().any(|path| may_be_settings(runs, path))
    {
        let changed = runs.iter_mut().map(|run| run.project.refresh(&run.overrides, touched));
        // All of them are refreshed, also after the first that changed.
        return Ok(changed.fold(false, |any, changed| any | changed));
    }
    let opened = plan.repositories.iter().map(|repository| Run::open(plan, repository, streams));
    match opened.collect::<Result<Vec<Run>, Failure>>() {
        Ok(opened) => *runs = Some(opened),
        // Settings are often broken while somebody types: the error is shown, and the watch goes on.
        Err(failure @ (Failure::Config(_) | Failure::Message(_))) if !touched.is_empty() => {
            clear(streams)?;
            streams.tell(&failure)?;
            streams.notice(WAITING)?;
            *runs = None;
            return Ok(false);
        }
        Err(failure) => return Err(failure),
    }
    Ok(true)
}

/// Whether a file is content of no repository and may be a settings file, or one that the settings name.
fn may_be_settings(runs: &[Run], path: &Path) -> bool {
    runs.iter().all(|run| run.project.may_be_settings(path))
}

fn show(runs: Option<&mut [Run]>, plan: &Plan, streams: &Streams) -> Result<Reader, Failure> {
    let Some(runs) = runs else {
        return Ok(Reader::Reading);
    };
    let mut reported = Reported::default();
    for run in runs.iter_mut() {
        let judged = run.judge();
        reported.add(run, judged, &plan.selection);
    }
    clear(streams)?;
    let reader = reported.write(runs, plan, streams)?;
    if reader == Reader::Reading {
        streams.notice(WAITING)?;
    }
    Ok(reader)
}

/// Takes the last report off a terminal.
fn clear(streams: &Streams) -> Result<(), Failure> {
    if streams.out_style().terminal {
        streams.print(|out| write!(out, "\u{1b}[2J\u{1b}[3J\u{1b}[H"))?;
    }
    Ok(())
}

/// Waits until files change, and until they no longer do. `None` if no more events can come.
fn next(events: &Receiver<notify::Result<Event>>, roots: &[(Root, PathBuf)]) -> Option<BTreeSet<PathBuf>> {
    let mut touched = BTreeSet::new();
    while touched.is_empty() {
        touched.extend(paths(events.recv().ok()?, roots));
        for _ in 0..PATIENCE {
            match events.recv_timeout(QUIET) {
                Ok(event) => touched.extend(paths(event, roots)),
                Err(RecvTimeoutError::Timeout) => break,
                Err(RecvTimeoutError::Disconnected) => return None,
            }
        }
    }
    Some(touched)
}

/// The visible paths of an event, as the repositories name them. Reading changes nothing; an event without a path may
/// concern any file.
fn paths(event: notify::Result<Event>, roots: &[(Root, PathBuf)]) -> Vec<PathBuf> {
    let all = || roots.iter().map(|(root, _)| root.folder.clone()).collect();
    let Ok(event) = event else {
        return all();
    };
    if event.need_rescan() {
        return all();
    }
    if matches!(event.kind, EventKind::Access(_)) {
        return Vec::new();
    }
    let named = |path: &PathBuf| {
        let below = roots.iter().find_map(|(root, real)| {
            let below = path.strip_prefix(&root.folder).or_else(|_| path.strip_prefix(real)).ok()?;
            Some((root, below))
        });
        let (root, below) = below?;
        let is_hidden = |part: Component| part.as_os_str().as_encoded_bytes().starts_with(b".");
        (!below.components().any(is_hidden)).then(|| root.folder.join(below))
    };
    event.paths.iter().filter_map(named).collect()
}
