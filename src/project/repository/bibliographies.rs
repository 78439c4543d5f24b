//! The registries that pages and book projects name under `bibliography`, wherever they lie, and exports of reference
//! managers that lie beside registries and are read by nobody.

use std::collections::{BTreeMap, BTreeSet};

use super::Project;
use crate::base::source::Source;
use crate::model::collection::Collection;
use crate::model::document::{self, Format};
use crate::model::index::address;
use crate::project::discover::{Files, Unclaimed};

impl Project {
    /// Reads the registries that the documents and project files name and that are not read yet, and those that
    /// `is_touched` names; forgets those that nothing names any more. Returns whether anything changed.
    pub(super) fn follow_bibliographies(
        &mut self,
        files: &Files,
        unclaimed: &Unclaimed,
        is_touched: impl Fn(&Project, &str) -> bool,
    ) -> bool {
        let wanted = self.wanted(files, unclaimed);
        let gone: Vec<String> =
            self.followed.iter().filter(|path| !wanted.contains_key(*path)).cloned().collect();
        gone.iter().for_each(|path| self.session.remove(path));
        let mut sources = Vec::new();
        for (path, read) in &wanted {
            let known = self.session.doc(path).and_then(|doc| self.session.source(doc));
            if known.is_some_and(|known| known.refused.is_none() == *read) && !is_touched(self, path) {
                continue;
            }
            sources.push(match read {
                true => files.read_file(&self.root.folder.join(path), path.clone()),
                false => unread(path),
            });
        }
        let changed = !gone.is_empty() || !sources.is_empty();
        self.followed = wanted.into_keys().collect();
        self.session.set(sources.into_iter().map(|source| (source, Collection::Source)).collect());
        changed
    }

    /// The files that are to be registries besides those of the layout, each with whether it is read; the others are only
    /// reported.
    fn wanted(&mut self, files: &Files, unclaimed: &Unclaimed) -> BTreeMap<String, bool> {
        let mut wanted = BTreeMap::new();
        let mut missing = Vec::new();
        let named = |source: &Source| -> Vec<(String, Option<String>)> {
            let here = address::parent(&source.path);
            let is_there = |path: &String| files.is_file(&self.root.folder.join(path));
            let places =
                |name: &str| [address::joined(here, name), address::joined("", name)].into_iter().flatten();
            names_in(source)
                .into_iter()
                .map(|name| {
                    let place = places(&name).find(is_there);
                    (name, place)
                })
                .collect()
        };
        let pages = self.session.files().filter(|(_, collection)| *collection == Collection::Article);
        let mut found: Vec<String> =
            pages.flat_map(|(source, _)| named(source)).filter_map(|(_, place)| place).collect();
        for path in &unclaimed.projects {
            let source = files.read_file(&self.root.folder.join(path), path.clone());
            for (name, place) in named(&source) {
                match place {
                    Some(place) => found.push(place),
                    None => missing
                        .push(format!("`{path}` names the bibliography `{name}`, but there is no such file")),
                }
            }
        }
        let is_content = |path: &str| self.session.doc(path).is_some() && !self.followed.contains(path);
        for path in found {
            if Format::of(&path) == Some(Format::Data) && !is_content(&path) {
                wanted.insert(path, true);
            }
        }
        let registries = self.session.files().filter(|(_, collection)| *collection == Collection::Source);
        let folders: BTreeSet<&str> = registries
            .filter(|(source, _)| !self.followed.contains(&source.path))
            .map(|(source, _)| address::parent(&source.path))
            .filter(|folder| !folder.is_empty())
            .collect();
        for path in unclaimed.exports.iter().filter(|path| !is_content(path)) {
            if folders.iter().any(|folder| address::below(path, folder).is_some()) {
                wanted.entry(path.clone()).or_insert(false);
            }
        }
        self.missing_bibliographies = missing;
        wanted
    }

    /// Sentences about bibliographies that project files name and that are not there.
    #[must_use]
    pub fn missing_bibliographies(&self) -> &[String] {
        &self.missing_bibliographies
    }
}

/// Whether two texts of a file name different bibliographies.
pub(super) fn names_others(old: &Source, new: &Source) -> bool {
    names_in(old) != names_in(new)
}

/// What a page or a project file names as its bibliography.
fn names_in(source: &Source) -> Vec<String> {
    if source.refused.is_some() || !source.text.contains("bibliography") {
        return Vec::new();
    }
    let root = match Format::of(&source.path) {
        Some(Format::Data) => document::data(source),
        Some(Format::Text) => None,
        Some(Format::Markdown) | None => document::front_matter(source.without_mark().0).flatten(),
    };
    let names = root.as_ref().and_then(|root| root.get("bibliography"));
    let texts = names.into_iter().flat_map(|names| names.one_or_many()).filter_map(|name| name.text());
    texts
        .filter(|name| !address::is_external(name) && !address::is_template(name))
        .map(str::to_owned)
        .collect()
}

fn unread(path: &str) -> Source {
    Source::unreadable(
        path,
        "this file is in a folder of sources, but it was not read, because `collections` in medproof.yaml does not claim it",
        "Add a pattern for it under `collections`, `citations`, `files`, or list it under `exclude`.",
    )
}
