//! `check --fix`, `--unsafe-fixes` and `--diff`.

use std::collections::BTreeSet;
use std::io;
use std::path::PathBuf;

use clap::Args;

use crate::cli::{Failure, Streams, count, on_actions, steps};
use crate::project::Project;
use crate::project::write;
use crate::report::diff;
use crate::run::change::Change;
use crate::run::fix::Fixed;
use crate::run::session::Session;
use crate::run::verdict::Verdict;

#[derive(Debug, Args)]
pub(super) struct FixArguments {
    /// Apply the safe fixes: addresses, the spelling of data, tables of contents, numbers of citations
    #[arg(long)]
    fix: bool,
    /// Apply the safe fixes, and also those that a person has to look at
    #[arg(long)]
    unsafe_fixes: bool,
    /// Show what the fixes would change, and change nothing
    #[arg(long)]
    diff: bool,
}

impl FixArguments {
    /// How fixes are applied; `None` if nobody asked for them.
    pub(super) fn mode(&self) -> Option<FixMode> {
        let wanted = self.fix || self.unsafe_fixes || self.diff;
        wanted.then_some(FixMode { unsafe_too: self.unsafe_fixes, shows: self.diff })
    }
}

/// How fixes are applied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct FixMode {
    /// Whether unsafe fixes are applied too.
    unsafe_too: bool,
    /// Whether the changes are shown and not written.
    pub(super) shows: bool,
}

impl FixMode {
    /// Works out the fixes of the findings that `wanted` chooses; the project's session holds the fixed texts.
    /// Where a text replaces the file at the path `stdin`, only that text can change.
    pub(super) fn work_out(
        self,
        project: &mut Project,
        wanted: impl Fn(&Verdict, &Session) -> bool,
        stdin: Option<&str>,
    ) -> Fixed {
        let own = |verdict: &Verdict, session: &Session| {
            let is_own =
                |doc| stdin.is_none_or(|own| session.source(doc).is_some_and(|source| source.path == own));
            let mut edits = verdict.diagnostic.fix.iter().flat_map(|fix| &fix.edits);
            let merges_own = verdict.diagnostic.merge.is_none() || is_own(verdict.diagnostic.at.doc);
            merges_own && edits.all(|edit| is_own(edit.at.doc)) && wanted(verdict, session)
        };
        project.fix(own, self.unsafe_too)
    }
}

/// The most files that are named as not written: on a full disk there may be thousands.
const MOST_NAMED: usize = 20;

/// Writes the changed files to the disk; files that one fix edits change together. A file that cannot be written is
/// named, and the project's session keeps its old text; returns whether there is one.
pub(super) fn write(project: &mut Project, fixed: &mut Fixed, streams: &Streams) -> Result<bool, Failure> {
    let changes = &fixed.changes;
    let paths: Vec<PathBuf> = changes.iter().map(|change| project.on_disk(&change.path)).collect();
    let steps = steps::of(changes, &paths);
    let written = write::in_groups(&project.root.folder, "medproof check --fix", &steps, &fixed.groups)
        .map_err(|error| Failure::Message(format!("{error}; no file was changed")))?;
    for notice in &written.notices {
        streams.notice(notice)?;
    }
    for (_, error) in written.left.iter().take(MOST_NAMED) {
        streams.notice(&format!("{error}; it was left as it was"))?;
    }
    if let Some(more @ 1..) = written.left.len().checked_sub(MOST_NAMED) {
        streams.notice(&format!("{} more could not be written", count(more, "file")))?;
    }
    let left: BTreeSet<usize> = written.left.iter().map(|(nth, _)| *nth).collect();
    let left = fixed.take_unwritten(&left, &project.session);
    project.put_back(&left);
    Ok(!left.is_empty())
}

/// Prints the text that replaced a file, with its fixes.
pub(super) fn print_text(text: &[u8], changes: &[Change], streams: &Streams) -> io::Result<()> {
    let fixed = changes.first().map_or(text, |change| change.after.as_bytes());
    streams.print(|out| out.write_all(fixed)).map(drop)
}

/// Says what was fixed, or would be, and what was left out.
pub(super) fn tell(fixed: &Fixed, mode: FixMode, streams: &Streams) -> io::Result<()> {
    for refused in &fixed.refused {
        streams.notice(&format!(
            "`{}`: a fix of {} was left out ({}), because {} would then have something new to report",
            refused.path, refused.rule, refused.title, refused.because
        ))?;
    }
    if fixed.left > 0 {
        streams.notice(&format!(
            "{} left, because one run applies fixes in a limited number of rounds: run the command again",
            if fixed.left == 1 { "1 fix is".to_owned() } else { format!("{} fixes are", fixed.left) }
        ))?;
    }
    let total: usize = fixed.counts.values().sum();
    let rules: Vec<String> = fixed.counts.iter().map(|(rule, number)| format!("{rule}: {number}")).collect();
    let (findings, files) = (count(total, "finding"), count(fixed.changes.len(), "file"));
    let rules = rules.join(", ");
    match (total, mode.shows) {
        (0, false) => streams.notice("no finding could be fixed"),
        (0, true) => streams.notice("no fix would change anything"),
        (_, false) => streams.notice(&format!("{findings} fixed in {files} ({rules})")),
        (_, true) => streams.notice(&format!("{findings} would be fixed in {files} ({rules})")),
    }
}

/// Prints what the fixes would change.
pub(super) fn print_diff(project: &Project, changes: &[Change], streams: &Streams) -> io::Result<()> {
    let style = streams.out_style();
    let top = project.below_git();
    streams
        .print(|out| match on_actions() {
            true => diff::write_on_runner(changes, &top, style, out),
            false => diff::write(changes, &top, style, out),
        })
        .map(drop)
}
