//! `check --watch`: checks again whenever a file changes.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Component, Path, PathBuf};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::Duration;

use notify::{Event, EventKind, RecursiveMode, Watcher};

use super::Arguments;
use super::asked;
use super::choice::Choice;
use super::output::Targets;
use super::view::{Found, View};
use crate::cli::{Failure, Outcome, Reader, Streams};
use crate::project::discover::Root;

/// Editors write a file in several steps, and switching a branch touches many: it is over when nothing happened for so
/// long.
const QUIET: Duration = Duration::from_millis(150);

/// However busy the disk, nobody waits longer for an answer.
const PATIENCE: u32 = 20;

const WAITING: &str = "watching for changes; end with Ctrl-C";

/// Checks until somebody ends the program, or reads its output no more.
pub(super) fn run(
    arguments: &Arguments,
    choice: &Choice,
    targets: &Targets,
    streams: &Streams,
) -> Result<Outcome, Failure> {
    let (sender, events) = mpsc::channel();
    let failed = |error: notify::Error| Failure::Message(format!("the files cannot be watched ({error})"));
    let mut watcher = notify::recommended_watcher(sender).map_err(failed)?;
    let mut roots: Vec<(Root, PathBuf)> = Vec::new();
    for (root, _) in asked::by_root(arguments)? {
        watcher.watch(&root.folder, RecursiveMode::Recursive).map_err(failed)?;
        // Some systems tell where a file really lies.
        let real = fs::canonicalize(&root.folder).unwrap_or_else(|_| root.folder.clone());
        roots.push((root, real));
    }
    let mut views = None;
    let mut touched = BTreeSet::new();
    loop {
        if refresh(&mut views, &touched, arguments, streams)?
            && show(views.as_deref_mut(), choice, targets, streams)? == Reader::Gone
        {
            return Ok(Outcome::Clean);
        }
        match next(&events, &roots) {
            Some(paths) => touched = paths,
            None => return Ok(Outcome::Clean),
        }
    }
}

/// Brings what was read up to date. True where anything is not as it was.
fn refresh(
    views: &mut Option<Vec<View>>,
    touched: &BTreeSet<PathBuf>,
    arguments: &Arguments,
    streams: &Streams,
) -> Result<bool, Failure> {
    if let Some(views) = views.as_mut()
        && !touched.iter().any(|path| steers(views, path))
    {
        let changed = views.iter_mut().map(|view| view.world.refresh(&view.extra, touched));
        // Every one of them, whatever the first says.
        return Ok(changed.fold(false, |any, changed| any | changed));
    }
    let opened = asked::by_root(arguments)?
        .into_iter()
        .map(|(root, asked)| View::open(root, asked, arguments, streams))
        .collect::<Result<Vec<View>, Failure>>();
    match opened {
        Ok(opened) => *views = Some(opened),
        // Settings are broken while somebody writes them: that is to be said, and the watch goes on.
        Err(failure @ (Failure::Config(_) | Failure::Message(_))) if !touched.is_empty() => {
            clear(streams)?;
            streams.tell(&failure)?;
            streams.notice(WAITING)?;
            *views = None;
            return Ok(false);
        }
        Err(failure) => return Err(failure),
    }
    Ok(true)
}

/// True of a file that is no content and may be one that the settings name, or the settings themselves.
fn steers(views: &[View], path: &Path) -> bool {
    let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
    ["yaml", "yml", "json", "csv"].contains(&ending) && !views.iter().any(|view| view.world.is_content(path))
}

fn show(
    views: Option<&mut [View]>,
    choice: &Choice,
    targets: &Targets,
    streams: &Streams,
) -> Result<Reader, Failure> {
    let Some(views) = views else {
        return Ok(Reader::Reading);
    };
    let mut found = Found::default();
    for view in views.iter_mut() {
        let judged = view.judge();
        found.add(view, judged, choice);
    }
    clear(streams)?;
    let reader = found.write(views, targets, streams)?;
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

/// Waits until files change, and until they no longer do. None where nothing will ever be told again.
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

/// The visible paths of an event, as the repositories name them. Whoever only reads changes nothing; what is said of
/// no path in particular may concern any.
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
