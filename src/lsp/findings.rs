//! The findings of a repository by file, and what of them changed since they were last shown.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::path::Path;

use lsp_types::Diagnostic as Shown;

use super::diagnostics::Places;
use crate::base::span::DocId;
use crate::run::verdict::Verdict;

/// What is shown of one file.
#[derive(Debug, Default)]
pub(super) struct InFile {
    /// The findings, in order of place.
    pub(super) verdicts: Vec<Verdict>,
    /// The same, as they are shown; or what is wrong with a file of settings.
    pub(super) shown: Vec<Shown>,
    /// Counts how often what is shown changed.
    pub(super) revision: u64,
}

/// The path of a file on the disk. It is in normal form, so the bytes are compared: to take two paths apart for each
/// comparison takes longer than to judge a page again.
pub(super) type OnDisk = OsString;

/// What is shown, by the places of the files on the disk.
#[derive(Debug, Default)]
pub(super) struct Findings {
    files: BTreeMap<OnDisk, InFile>,
    revisions: u64,
}

impl Findings {
    pub(super) fn of(&self, disk: &Path) -> Option<&InFile> {
        self.files.get(disk.as_os_str())
    }

    /// The files that something was shown of.
    pub(super) fn files(&self) -> impl Iterator<Item = (&Path, &InFile)> {
        self.files.iter().map(|(disk, file)| (Path::new(disk), file))
    }

    /// Takes what is now found, by file, and returns the files of which something else is shown than before. In other files
    /// nothing is found where this is `everything`, and else the same as before. Findings that are as they were are
    /// written again only where one of their places is in a document that `is_edited` names. Of the file of `instead`, that
    /// is shown and no finding.
    pub(super) fn replace(
        &mut self,
        mut now: BTreeMap<OnDisk, Vec<Verdict>>,
        everything: bool,
        is_edited: impl Fn(DocId) -> bool,
        mut places: Option<Places>,
        mut instead: Option<(OnDisk, Vec<Shown>)>,
    ) -> Vec<OnDisk> {
        let all = everything.then_some(&self.files).into_iter().flatten();
        let shown = all.filter(|(_, file)| !(file.verdicts.is_empty() && file.shown.is_empty()));
        let others = shown.map(|(disk, _)| disk).chain(instead.iter().map(|(disk, _)| disk));
        let others: Vec<OnDisk> = others.filter(|disk| !now.contains_key(*disk)).cloned().collect();
        now.extend(others.into_iter().map(|disk| (disk, Vec::new())));
        let mut changed = Vec::new();
        for (disk, verdicts) in now {
            let known = self.files.entry(disk.clone()).or_default();
            let (verdicts, shown) = match instead.take_if(|(file, _)| *file == disk) {
                Some((_, shown)) => (Vec::new(), shown),
                None => {
                    let moved = || {
                        let labels = verdicts.iter().flat_map(|verdict| &verdict.diagnostic.labels);
                        let own = verdicts.iter().map(|verdict| verdict.diagnostic.at.doc);
                        own.chain(labels.map(|(at, _)| at.doc)).any(&is_edited)
                    };
                    if known.verdicts == verdicts && known.shown.len() == verdicts.len() && !moved() {
                        continue;
                    }
                    let places = places.as_mut();
                    let shown = places.map(|places| {
                        verdicts.iter().filter_map(|verdict| places.finding(verdict)).collect()
                    });
                    (verdicts, shown.unwrap_or_default())
                }
            };
            known.verdicts = verdicts;
            if known.shown != shown {
                known.shown = shown;
                self.revisions += 1;
                known.revision = self.revisions;
                changed.push(disk);
            }
        }
        changed
    }
}
