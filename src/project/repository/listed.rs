//! Which files of a repository are content, in one state of it.

use std::collections::{BTreeSet, HashSet};
use std::path::{Path, PathBuf};

use super::Overrides;
use crate::base::source::Source;
use crate::model::collection::Collection;
use crate::model::document::Format;
use crate::project::config::Layout;
use crate::project::discover::{Files, Found, Unclaimed, Walked, normal};
use crate::read::syntax::Syntax;

/// The files of one state of a repository that are content.
#[derive(Default)]
pub(super) struct Listed {
    pub(super) found: Vec<Found>,
    /// What could not even be looked at.
    refused: Vec<(Source, Collection)>,
    /// The patterns of the layout, by number, because of which a file was left out.
    pub(super) excluded: BTreeSet<usize>,
    /// The settings files in all folders.
    pub(super) settings: Vec<String>,
    /// The files that no collection claims and that may hold sources.
    pub(super) unclaimed: Unclaimed,
}

impl Listed {
    pub(super) fn of(files: &Files, layout: &Layout, overrides: &Overrides) -> Listed {
        let Walked { mut found, refused, excluded, settings, unclaimed } = files.walk(layout);
        for (path, disk) in &overrides.named {
            let is_unclaimed = layout.claim(path).is_none() && Format::of(path).is_some();
            if is_unclaimed && files.is_file(&on_disk(disk)) {
                let (path, disk) = (path.clone(), disk.clone());
                let collection = without_claim(&path);
                found.push(Found { path, disk, collection });
            }
        }
        let stands_in = |file: &Found| overrides.stdin.as_ref().is_some_and(|(path, _)| *path == file.path);
        found.retain(|file| !stands_in(file));
        let refused = refused.into_iter().map(|source| {
            let collection = claim(layout, &source.path);
            (source, collection)
        });
        Listed { found, refused: refused.collect(), excluded, settings, unclaimed }
    }

    /// Those whose path is `wanted`, and the others.
    pub(super) fn split(self, wanted: impl Fn(&str) -> bool) -> (Listed, Listed) {
        let (found, other_found) = self.found.into_iter().partition(|file| wanted(&file.path));
        let (refused, other_refused) = self.refused.into_iter().partition(|(source, _)| wanted(&source.path));
        let part = |found, refused| Listed {
            found,
            refused,
            excluded: self.excluded.clone(),
            settings: self.settings.clone(),
            unclaimed: self.unclaimed.clone(),
        };
        (part(found, refused), part(other_found, other_refused))
    }

    pub(super) fn paths(&self) -> HashSet<String> {
        let refused = self.refused.iter().map(|(source, _)| &source.path);
        self.found.iter().map(|file| &file.path).chain(refused).cloned().collect()
    }

    pub(super) fn read(self, files: &Files) -> Vec<(Source, Collection)> {
        let mut documents = files.read(self.found);
        documents.extend(self.refused);
        documents
    }
}

/// The collection of a file: one that was named by path and that no collection claims is an article, unless only sources
/// are written so.
pub(super) fn claim(layout: &Layout, path: &str) -> Collection {
    layout.claim(path).unwrap_or_else(|| without_claim(path))
}

fn without_claim(path: &str) -> Collection {
    if Syntax::of(path).is_export() { Collection::Source } else { Collection::Article }
}

/// A path of the command line as a place on the disk.
pub(super) fn on_disk(path: &Path) -> PathBuf {
    std::path::absolute(path).map_or_else(|_| path.to_owned(), |path| normal(&path))
}
