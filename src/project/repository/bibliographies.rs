//! The registries that pages and book projects name under `bibliography`, wherever they lie, and exports of reference
//! managers that lie beside registries and are read by nobody.

use std::cell::LazyCell;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::Project;
use crate::base::diagnostic::{Findings, Location, RuleId, Severity};
use crate::base::source::Source;
use crate::base::span::{DocId, Span};
use crate::base::steps::step;
use crate::model::collection::Collection;
use crate::model::document::{self, Format};
use crate::model::facts::Facts;
use crate::model::index::address;
use crate::page::body::CitationForm;
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
        let is_there = |path: &String| files.is_file(&self.root.folder.join(path));
        let place = |here: &str, name: &str| {
            let places = [address::joined(here, name), address::joined("", name)];
            places.into_iter().flatten().find(is_there)
        };
        let pages = self.session.files().filter(|(_, collection)| *collection == Collection::Article);
        let named =
            pages.flat_map(|(source, _)| names_in(source).into_iter().map(move |name| (source, name)));
        let mut found: Vec<String> =
            named.filter_map(|(source, (name, _))| place(address::parent(&source.path), &name)).collect();
        let mut missing: Vec<(Source, Vec<(String, Span)>)> = Vec::new();
        // The folders of projects that name one.
        let mut named_in: BTreeSet<&str> = BTreeSet::new();
        let exports = LazyCell::new(|| unclaimed.exports_by_name());
        let elsewhere = |name: &str| {
            let only = *exports.get(name.rsplit('/').next().unwrap_or(name))?;
            only.map(str::to_owned)
        };
        let mut registries: HashMap<String, u32> = HashMap::new();
        for (path, number) in unclaimed.projects.iter().zip(1..) {
            let source = files.read_file(&self.root.folder.join(path), path.clone());
            let here = address::parent(path);
            let mut gone = Vec::new();
            for (name, span) in names_in(&source) {
                named_in.insert(here);
                // What is copied there when the site is built lies elsewhere until then.
                match place(here, &name).or_else(|| elsewhere(&name)) {
                    Some(place) => {
                        registries.entry(place.clone()).or_insert(number);
                        found.push(place);
                    }
                    None => gone.push((name, span)),
                }
            }
            if !gone.is_empty() && Unclaimed::is_project(path) {
                missing.push((source, gone));
            }
        }
        found.extend(self.nearest_exports(unclaimed, &named_in));
        let is_content = |path: &str| self.session.doc(path).is_some() && !self.followed.contains(path);
        let first = u32::try_from(unclaimed.projects.len()).unwrap_or(u32::MAX).saturating_add(1);
        found.sort_unstable();
        // One more page that names a file changes no number.
        found.dedup();
        for (path, number) in found.into_iter().zip(first..) {
            // What belongs to the layout is in its registry, also if a page names it.
            match is_content(&path) {
                true => drop(registries.remove(&path)),
                false => {
                    registries.entry(path.clone()).or_insert(number);
                }
            }
            if Format::of(&path) == Some(Format::Data) && !is_content(&path) {
                wanted.insert(path, true);
            }
        }
        let claimed = self.session.files().filter(|(_, collection)| *collection == Collection::Source);
        let folders: BTreeSet<&str> = claimed
            .filter(|(source, _)| !self.followed.contains(&source.path))
            .map(|(source, _)| address::parent(&source.path))
            .filter(|folder| !folder.is_empty())
            .collect();
        for path in unclaimed.exports.iter().filter(|path| !is_content(path)) {
            if folders.iter().any(|folder| address::below(path, folder).is_some()) {
                wanted.entry(path.clone()).or_insert(false);
            }
        }
        self.tell_missing(missing);
        self.session.know_registries(registries);
        wanted
    }

    /// The exports in the nearest folder above each page that cites by key, where neither the page nor a project above it
    /// names a bibliography, and no folder holds a registry.
    fn nearest_exports(&self, unclaimed: &Unclaimed, named_in: &BTreeSet<&str>) -> BTreeSet<String> {
        let has_registry = self.session.files().any(|(source, collection)| {
            collection == Collection::Source && !self.followed.contains(&source.path)
        });
        let mut nearest = BTreeSet::new();
        if has_registry || unclaimed.exports.is_empty() {
            return nearest;
        }
        let by_folder = unclaimed.exports_by_folder();
        let cites = |facts: &Facts| {
            let names_none = facts.article.as_ref().is_some_and(|article| article.bibliography.is_empty());
            names_none && facts.citations.iter().any(|citation| citation.form == CitationForm::Key)
        };
        let citing = self.session.documents().filter(|(_, facts)| cites(facts));
        let folders: BTreeSet<&str> = citing.map(|(_, facts)| address::parent(&facts.path)).collect();
        for start in folders {
            let mut folder = start;
            while !named_in.contains(folder) {
                step();
                if let Some(exports) = by_folder.get(folder) {
                    nearest.extend(exports.iter().map(|path| (*path).to_owned()));
                    break;
                }
                if folder.is_empty() {
                    break;
                }
                folder = address::parent(folder);
            }
        }
        nearest
    }

    /// Says once for each file of a project which of the bibliographies that it names are not there.
    fn tell_missing(&mut self, missing: Vec<(Source, Vec<(String, Span)>)>) {
        let mut findings = Findings::new(MISSING, Severity::Warning);
        let mut folders = Vec::new();
        for (source, gone) in missing {
            folders.push(address::parent(&source.path).to_owned());
            let doc = self.attached(source);
            let Some((name, span)) = gone.first() else { continue };
            let words = match gone.len() {
                1 => format!(
                    "the bibliography `{name}` is not in this repository, so the citations of these pages were not checked"
                ),
                count => format!(
                    "{count} bibliographies that are named here are not in this repository, so the citations of these pages were not checked; the first is `{name}`"
                ),
            };
            let finding = findings.report(Location { doc, span: *span }, words);
            finding.help(
                "Add the file, or correct its name. If a program makes it when the site is built, run that before medproof.",
            );
            finding.missing(name);
        }
        self.told = findings.into_list();
        self.session.know_missing_sources(folders);
    }

    /// The document that stands for a file of a project.
    fn attached(&mut self, source: Source) -> DocId {
        let known = self.projects.get(&source.path).copied();
        let same = |doc: &DocId| self.session.source(*doc).is_some_and(|known| known.text == source.text);
        if let Some(doc) = known.filter(same) {
            return doc;
        }
        let path = source.path.clone();
        let doc = self.session.attach(source);
        self.projects.insert(path, doc);
        doc
    }
}

/// Whether two texts of a file name different bibliographies.
pub(super) fn names_others(old: &Source, new: &Source) -> bool {
    let names = |source: &Source| names_in(source).into_iter().map(|(name, _)| name).collect::<Vec<_>>();
    names(old) != names(new)
}

/// The rule that bibliographies are there.
const MISSING: RuleId = RuleId("citation/bibliography-missing");

/// What a page or a project file names as its bibliography, and where.
fn names_in(source: &Source) -> Vec<(String, Span)> {
    if source.refused.is_some() || !source.text.contains("bibliography") {
        return Vec::new();
    }
    let root = match Format::of(&source.path) {
        Some(Format::Data) => document::data(source),
        Some(Format::Text) => None,
        Some(Format::Markdown) | None => document::front_matter(source.without_mark().0).flatten(),
    };
    let names = root.as_ref().and_then(|root| root.get("bibliography"));
    let nodes = names.into_iter().flat_map(|names| names.one_or_many());
    nodes
        .filter_map(|node| Some((node.text()?, node.span)))
        .filter(|(name, _)| !address::is_external(name) && !address::is_template(name))
        .map(|(name, span)| (name.to_owned(), span))
        .collect()
}

fn unread(path: &str) -> Source {
    Source::unreadable(
        path,
        "this file is in a folder of sources, but it was not read, because `collections` in medproof.yaml does not claim it",
        "Add a pattern for it under `collections`, `citations`, `files`, or list it under `exclude`.",
    )
}
