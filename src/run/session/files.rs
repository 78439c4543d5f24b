//! The files of a session, and what is known of each.

use super::Session;
use super::slot::read_again;
use crate::base::diagnostic::{Diagnostic, Location, Writing};
use crate::base::source::Source;
use crate::base::span::{DocId, Place};
use crate::base::steps::step;
use crate::model::collection::Collection;
use crate::model::content_hash::{self, Words};
use crate::model::document::{self, Document};
use crate::model::facts::{Facts, Status};
use crate::read::allow::Allow;
use crate::rules::settings::Settings;

impl Session {
    /// Takes in a file that no rule reads, so that something can be said of it.
    pub fn attach(&mut self, source: Source) -> DocId {
        let nth = u32::try_from(self.attached.len()).unwrap_or(u32::MAX);
        self.attached.push(source);
        DocId(u32::MAX - nth)
    }

    /// The text and path of a document, or of a file that was attached.
    #[must_use]
    pub fn source(&self, doc: DocId) -> Option<&Source> {
        let attached = || self.attached.get((u32::MAX - doc.0) as usize);
        self.slot(doc).map(|slot| slot.source.as_ref()).or_else(attached)
    }

    /// The path of a document, also of one that is gone, or of a file that was attached.
    #[must_use]
    pub fn path(&self, doc: DocId) -> Option<&str> {
        let known = self.paths.get(doc.0 as usize).map(String::as_str);
        known.or_else(|| self.source(doc).map(|source| source.path.as_str()))
    }

    /// What comments in a document allow, in the order of the text.
    #[must_use]
    pub fn allows(&self, doc: DocId) -> &[Allow] {
        self.slot(doc).map(|slot| slot.allows.as_slice()).unwrap_or_default()
    }

    /// The documents, in the order they were first seen.
    pub fn documents(&self) -> impl Iterator<Item = (DocId, &Facts)> {
        // What goes over all documents shows where steps are counted.
        let numbered = (0u32..).map(DocId).zip(&self.slots).inspect(|_| step());
        numbered.filter_map(|(doc, slot)| Some((doc, slot.as_ref()?.facts.as_ref())))
    }

    /// Whether some document has a field that the settings list as the publisher's own.
    #[must_use]
    pub fn uses_field(&self, name: &str) -> bool {
        self.slots
            .iter()
            .flatten()
            .any(|slot| slot.own_fields.iter().any(|own| own.eq_ignore_ascii_case(name)))
    }

    /// The document at a path.
    #[must_use]
    pub fn doc(&self, path: &str) -> Option<DocId> {
        self.ids.get(path).copied().filter(|doc| self.slot(*doc).is_some())
    }

    /// The files, each with its kind of content.
    pub fn files(&self) -> impl Iterator<Item = (&Source, Collection)> {
        self.slots.iter().flatten().map(|slot| (slot.source.as_ref(), slot.facts.collection))
    }

    /// Whether a document cannot be read and counts as what it said when it last could.
    pub(super) fn is_broken(&self, doc: DocId) -> bool {
        self.slot(doc).is_some_and(|slot| slot.is_broken)
    }

    /// How far a document is; unstated of one that cannot be read, and `None` if there is none.
    #[must_use]
    pub fn status(&self, doc: DocId) -> Option<Status> {
        let facts = self.facts(doc)?;
        Some(if self.is_broken(doc) { Status::Unstated } else { facts.status() })
    }

    /// What is recorded of a document.
    #[must_use]
    pub fn facts(&self, doc: DocId) -> Option<&Facts> {
        self.slot(doc).map(|slot| slot.facts.as_ref())
    }

    /// What an article or a cause says, as its signature covers it.
    #[must_use]
    pub fn words(&self, doc: DocId) -> Option<Words> {
        let slot = self.slot(doc).filter(|slot| slot.facts.readable)?;
        content_hash::words(&self.document(doc)?, &slot.facts)
    }

    /// A document, read again: facts keep what rules need, and this has all of it. `None` if there is none.
    #[must_use]
    pub fn document(&self, doc: DocId) -> Option<Document> {
        let slot = self.slot(doc)?;
        Some(read_again(doc, &slot.source, slot.facts.collection, &self.settings))
    }

    /// The folders that hold review records, in order of path.
    #[must_use]
    pub fn review_folders(&self) -> Vec<String> {
        let records = self.slots.iter().flatten().filter(|slot| slot.facts.collection == Collection::Review);
        let mut folders: Vec<String> = records
            .filter_map(|slot| slot.source.path.rsplit_once('/'))
            .map(|(folder, _)| folder.to_owned())
            .collect();
        folders.sort_unstable();
        folders.dedup();
        folders
    }

    /// The number of files, and of their bytes.
    #[must_use]
    pub fn size(&self) -> (usize, usize) {
        let slots = self.slots.iter().flatten();
        slots.fold((0, 0), |(files, bytes), slot| (files + 1, bytes + slot.source.text.len()))
    }

    /// The settings it judges by.
    #[must_use]
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// Puts the values that a fix writes into the quotes their places need. A fix that cannot be written is none.
    pub(super) fn write_values(&self, finding: &mut Diagnostic<Location>) {
        let Some(fix) = &mut finding.fix else {
            return;
        };
        let written = fix.edits.iter_mut().filter(|edit| edit.writing == Writing::Value).all(|edit| {
            let Some(source) = self.source(edit.at.doc).filter(|_| !self.is_broken(edit.at.doc)) else {
                return false;
            };
            edit.writing = Writing::Verbatim;
            if document::holds_data(source, edit.at.span) {
                match document::value_like(source, edit.at.span, &edit.text) {
                    Some(text) => edit.text = text,
                    None => return false,
                }
            }
            true
        });
        if !written {
            finding.fix = None;
        }
    }

    /// The bytes of a recorded place.
    #[must_use]
    pub fn location(&self, place: Place) -> Location {
        let span = self.slot(place.doc).and_then(|slot| slot.places.get(place.nth as usize));
        Location { doc: place.doc, span: span.copied().unwrap_or_default() }
    }
}
