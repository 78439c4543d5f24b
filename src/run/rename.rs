//! Giving a page, a cause, a person or a source another name, everywhere.
//!
//! Everything is worked out in memory: which files move, which words of which files change. What comes of it is a
//! second repository, and [`proof`] compares the two: a rename that would make a link lead elsewhere, void a
//! signature or bring a finding is refused as a whole.

mod address;
pub mod baseline;
mod mentions;
mod moves;
pub mod proof;
mod redirects;
mod settings;
mod subject;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use crate::base::diagnostic::{Edit, Location};
use crate::base::source::Source;
use crate::base::span::{DocId, Place};
use crate::model::collection::Collection;
use crate::model::document;
use crate::model::facts::Facts;
use crate::model::index::{EntityRef, Index};
use crate::read::syntax::Syntax;
use crate::run::change::{Change, Edits};
use crate::run::session::Session;

pub use moves::Moves;
pub use subject::{KINDS, Subject, find, is_known};

/// Why something is not renamed, in a sentence without its stop.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Refusal(pub String);

/// What something is to be called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NewName {
    /// By this id; a file that has the old id as its name gets the new one.
    Id(String),
    /// By the name of this file, relative to the root.
    Path(String),
}

/// A rename, worked out.
#[derive(Clone, Debug, Default)]
pub struct Renaming {
    /// The id so far, and the one from now on; they may be the same where only a file moves.
    pub ids: (String, String),
    /// What happens to the files that are read, in order of path.
    pub changes: Vec<Change>,
    /// What moves.
    pub moves: Moves,
    /// How many entries, links and marks change.
    pub counts: Counts,
    /// What the person who renames has to know.
    pub notices: Vec<String>,
}

/// How many places of each kind change.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Links of any form.
    pub links: usize,
    /// See lines that name the page by its id, and entries of `see:`.
    pub sees: usize,
    /// Entries of `causes`.
    pub causes: usize,
    /// Entries of `authors` and `reviewers`.
    pub bylines: usize,
    /// Entries of other fields.
    pub fields: usize,
    /// Review records.
    pub records: usize,
    /// Citations.
    pub citations: usize,
    /// Redirects that were added or changed.
    pub redirects: usize,
    /// Settings in `medproof.yaml`.
    pub settings: usize,
}

/// What renaming needs besides the content.
pub struct Surroundings<'a> {
    /// The configuration files that lie in the repository, the nearest first.
    pub configs: &'a [Source],
    /// The collection that a path belongs to.
    pub claim: &'a dyn Fn(&str) -> Option<Collection>,
}

/// Works out what it takes to give `subject` a new name.
///
/// # Errors
/// The name cannot be given, and why.
pub fn rename(
    session: &mut Session,
    subject: &Subject,
    name: &NewName,
    around: &Surroundings,
) -> Result<Renaming, Refusal> {
    session.index();
    let session = &*session;
    let index = session.known_index().ok_or_else(|| Refusal("nothing was read".to_owned()))?;
    let target = subject::target(index, subject, name, around.claim)?;
    let mut plan = Plan {
        session,
        index,
        subject,
        new: &target.id,
        moves: &target.moves,
        edits: Edits::default(),
        texts: BTreeMap::new(),
        counts: Counts::default(),
        notices: Vec::new(),
    };
    plan.own_ids()?;
    plan.mentions();
    plan.links();
    let mut made = Vec::new();
    if subject.collection == Collection::Article {
        made = plan.redirects(around)?;
    }
    let configs = plan.settings(around.configs);
    plan.unreadable_files();
    Ok(plan.finish(made, configs))
}

/// A rename that is being worked out.
struct Plan<'a> {
    session: &'a Session,
    index: &'a Index,
    subject: &'a Subject,
    /// The id from now on.
    new: &'a str,
    moves: &'a Moves,
    edits: Edits,
    /// Files that are written again as a whole.
    texts: BTreeMap<DocId, String>,
    counts: Counts,
    notices: Vec<String>,
}

impl<'a> Plan<'a> {
    fn old(&self) -> &'a str {
        &self.subject.id
    }

    /// Whether the thing has another id from now on.
    fn is_renamed(&self) -> bool {
        self.subject.id != self.new
    }

    fn is_subject(&self, entity: EntityRef) -> bool {
        self.subject.entities.contains(&entity)
    }

    /// Whether a document defines only the thing, and is not a list of many.
    fn is_subject_file(&self, doc: DocId) -> bool {
        self.subject.collection != Collection::Source
            && self.subject.entities.iter().any(|entity| entity.doc == doc)
    }

    fn documents(&self) -> impl Iterator<Item = (DocId, &'a Facts)> + use<'a> {
        self.index.documents().filter(|(_, facts)| facts.readable)
    }

    /// The bytes at a place, as they are written.
    fn written(&self, place: Place) -> &'a str {
        let Location { doc, span } = self.session.location(place);
        self.session.source(doc).map_or("", |source| span.slice(&source.text))
    }

    /// Replaces a value in data. Returns whether that was possible.
    fn write_value(&mut self, place: Place, value: &str) -> bool {
        let at = self.session.location(place);
        let Some(source) = self.session.source(at.doc) else {
            return false;
        };
        if !document::holds_data(source, at.span) {
            return false;
        }
        document::value_like(source, at.span, value).is_some_and(|text| self.write(place, text))
    }

    /// Replaces characters. Returns whether that was possible.
    fn write(&mut self, place: Place, text: impl Into<String>) -> bool {
        let at = self.session.location(place);
        !at.span.is_empty() && self.edits.take(&[Edit::verbatim(at, text)])
    }

    fn own_ids(&mut self) -> Result<(), Refusal> {
        if !self.is_renamed() {
            return Ok(());
        }
        for entity in &self.subject.entities {
            let Some(written) = self.index.entity(*entity).filter(|entity| entity.id_written) else {
                continue;
            };
            let path = self.index.facts(entity.doc).map_or("", |facts| facts.path.as_str());
            let is_export = Syntax::of(path).is_export();
            if is_export && self.written(written.id.place) != self.old() {
                return Err(Refusal(format!(
                    "the entry in `{path}` has no key of its own: it goes by its identifier, `{}`, which cannot be another",
                    self.old()
                )));
            }
            if !self.write_value(written.id.place, self.new) {
                return Err(Refusal(format!("`{}` cannot be written as an id in `{path}`", self.new)));
            }
        }
        Ok(())
    }

    /// Files that break off before their end may name the thing where nobody can see it.
    fn unreadable_files(&mut self) {
        let unread = self.index.documents().filter(|(_, facts)| !facts.readable);
        for (doc, facts) in unread {
            let Some(source) = self.session.source(doc) else {
                continue;
            };
            let silent = !source.text.is_empty() && !source.text.contains(self.old());
            if !silent && self.is_renamed() {
                self.notices.push(format!(
                    "`{}` cannot be read, so what it says of `{}` was not changed",
                    facts.path,
                    self.old()
                ));
            }
        }
    }

    fn finish(self, made: Vec<Change>, configs: Vec<Change>) -> Renaming {
        let mut changes: Vec<Change> = made;
        changes.extend(configs);
        for (doc, facts) in self.index.documents() {
            let Some(source) = self.session.source(doc) else {
                continue;
            };
            let to = self.moves.of(&facts.path).filter(|to| *to != facts.path);
            let text = match self.texts.get(&doc) {
                Some(text) => text.clone(),
                None => self.edits.apply(doc, &source.text),
            };
            if source.refused.is_some() {
                // A text that was not read as it is must not be written either: it moves as bytes.
                changes.extend(to.map(|to| Change::moved(facts.path.clone(), to)));
            } else if to.is_some() || text != source.text {
                changes.push(Change {
                    path: facts.path.clone(),
                    to,
                    before: Some(source.text.clone()),
                    after: text,
                });
            }
        }
        changes.sort_by(|a, b| a.path.cmp(&b.path));
        Renaming {
            ids: (self.subject.id.clone(), self.new.to_owned()),
            changes,
            moves: self.moves.clone(),
            counts: self.counts,
            notices: self.notices,
        }
    }
}

/// The word for a thing that can be renamed.
#[must_use]
pub fn noun(collection: Collection) -> &'static str {
    match collection {
        Collection::Article => "page",
        other => other.noun(),
    }
}
