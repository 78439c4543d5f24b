//! The findings of a repository by file, and what of them changed since they were last shown.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

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

/// What is shown, by the places of the files on the disk.
#[derive(Debug, Default)]
pub(super) struct Findings {
    files: BTreeMap<PathBuf, InFile>,
    revisions: u64,
}

impl Findings {
    pub(super) fn of(&self, disk: &Path) -> Option<&InFile> {
        self.files.get(disk)
    }

    /// The files that something was shown of.
    pub(super) fn files(&self) -> impl Iterator<Item = (&PathBuf, &InFile)> {
        self.files.iter()
    }

    /// Takes what is now found, by file, and returns the files of which something else is shown than before. In other files
    /// nothing is found where this is `everything`, and else the same as before. Findings that are as they were are
    /// written again only where one of their places is in a document that `is_edited` names. Of the file of `instead`, that
    /// is shown and no finding.
    pub(super) fn replace(
        &mut self,
        mut now: BTreeMap<PathBuf, Vec<Verdict>>,
        everything: bool,
        is_edited: impl Fn(DocId) -> bool,
        mut places: Option<Places>,
        mut instead: Option<(PathBuf, Vec<Shown>)>,
    ) -> Vec<PathBuf> {
        let shown = self
            .files
            .iter()
            .filter(|(_, file)| everything && !(file.verdicts.is_empty() && file.shown.is_empty()));
        let others = shown.map(|(disk, _)| disk).chain(instead.iter().map(|(disk, _)| disk));
        let others: Vec<PathBuf> = others.filter(|disk| !now.contains_key(*disk)).cloned().collect();
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
