//! Documents, read: what is kept of each once its rules have run.

use std::collections::HashSet;
use std::sync::Arc;

use super::Slot;
use super::document_rules::{MANY_RECORDS, check_document, notes};
use super::entries::{Entries, Merged};
use crate::base::diagnostic::{Fix, Location};
use crate::base::node::Node;
use crate::base::source::Source;
use crate::base::span::{DocId, Span};
use crate::model::collection::Collection;
use crate::model::content_hash::{self, LazyDigest};
use crate::model::document::{Document, OWN_KEY};
use crate::model::facts::{self, Facts, Recorded};
use crate::rules::settings::Settings;
use crate::run::policy::Silent;

/// Reads a document whose facts are known once more.
pub(super) fn read_again(
    doc: DocId,
    source: &Source,
    collection: Collection,
    settings: &Settings,
) -> Document {
    let source = Source::new(source.path.clone(), source.text.clone());
    Document::parse(doc, source, collection, &settings.read)
}

/// The articles whose text some review record signs, by id.
#[derive(Debug, Default)]
pub(super) struct Signed(HashSet<String>);

impl Signed {
    pub(super) fn by<'a>(slots: impl Iterator<Item = &'a Slot>) -> Signed {
        let records = slots.flat_map(|slot| &slot.facts.reviews);
        let signing = records.filter(|record| record.content_hash.is_some());
        Signed(signing.filter_map(|record| Some(record.article.as_ref()?.text.clone())).collect())
    }

    /// Whether the hash of a document is likely to be asked for: then it is worked out while the document is at hand.
    fn covers(&self, facts: &Facts) -> bool {
        let is_signed = || facts.page().is_some_and(|page| self.0.contains(&page.id.text));
        !self.0.is_empty() && (facts.collection == Collection::Cause || is_signed())
    }
}

impl Slot {
    pub(super) fn read(
        id: DocId,
        source: Source,
        collection: Collection,
        settings: &Arc<Settings>,
        signed: &Signed,
        silent: &Silent,
    ) -> Slot {
        if let Some(library) = Merged::read(id, &source, collection, settings, silent) {
            return library.into_slot(source);
        }
        let mut document = Document::parse(id, source, collection, &settings.read);
        // A rule that nobody hears has to be asked where a comment may be for it.
        let heard = |rule: usize| !document.allows.is_empty() || !silent.has(rule);
        let is_large = document.records().len() >= MANY_RECORDS;
        let take = || facts::recorded(&document, &settings.read);
        let check = || check_document(settings, &document, heard);
        let (recorded, findings) = if is_large { rayon::join(take, check) } else { (take(), check()) };
        let Recorded { facts, mut places, starts } = recorded;
        let facts = Arc::new(facts);
        let is_signed = matches!(collection, Collection::Article | Collection::Cause) && facts.readable;
        let digest = (is_signed && signed.covers(&facts)).then(|| content_hash::text(&document, &facts));
        let notes = notes(settings, &document, heard, &mut places);
        // They stay as long as the session, in as many copies as there are documents.
        places.shrink_to_fit();
        let findings =
            findings.into_iter().map(|finding| finding.map(|span| Location { doc: id, span })).collect();
        let own_fields = own_fields(&document, settings);
        let entries = Entries::of(&document, starts, settings).filter(|_| notes.is_empty());
        let allows = std::mem::take(&mut document.allows);
        let source = Arc::new(document.source);
        let text = is_signed.then(|| match digest {
            Some(digest) => LazyDigest::known(digest),
            None => {
                let (source, facts, settings) =
                    (Arc::clone(&source), Arc::clone(&facts), Arc::clone(settings));
                LazyDigest::new(move || {
                    content_hash::text(&read_again(id, &source, collection, &settings), &facts)
                })
            }
        });
        let mut slot = Slot {
            source,
            facts,
            text: text.map(Arc::new),
            places,
            allows,
            own_fields,
            findings,
            notes,
            entries,
            is_broken: false,
        };
        slot.fit_spans();
        slot
    }

    /// Goes on with what an earlier text said, where this one cannot be read. Where that stood is no longer known.
    pub(super) fn keep(&mut self, old: &Slot) {
        let is_lost = !self.facts.readable && old.facts.readable;
        if is_lost && self.facts.collection == old.facts.collection {
            self.facts = Arc::clone(&old.facts);
            self.text.clone_from(&old.text);
            self.notes.clone_from(&old.notes);
            self.places = vec![Span::default(); old.places.len()];
            self.is_broken = true;
        }
    }

    /// Moves every span that a reader or a rule got wrong into the text and between two characters, since reports and
    /// fixes count on it; a fix at such a place is none. Nothing after this looks at it again.
    pub(super) fn fit_spans(&mut self) {
        let source = &self.source;
        let fit = |span: &mut Span| {
            let holds = source.holds(*span);
            assert!(
                holds || !cfg!(checks_itself),
                "{}: {span:?} is no part of {:?}",
                source.path,
                source.text
            );
            *span = source.fit(*span);
            holds
        };
        for span in &mut self.places {
            fit(span);
        }
        for allow in &mut self.allows {
            fit(&mut allow.span);
            fit(&mut allow.rule_span);
            allow.covers.span.as_mut().map(fit);
        }
        for finding in &mut self.findings {
            fit(&mut finding.at.span);
            finding.labels.iter_mut().for_each(|(at, _)| {
                fit(&mut at.span);
            });
            let fits = |fix: &Fix<Location>| fix.edits.iter().all(|edit| fit(&mut edit.at.span.clone()));
            finding.fix = finding.fix.take().filter(fits);
        }
    }
}

/// The publisher's own fields that occur in a document.
fn own_fields(document: &Document, settings: &Settings) -> Vec<String> {
    if settings.extra_fields.is_empty() {
        return Vec::new();
    }
    let keys = document.records().iter().flat_map(Node::entries).filter_map(|entry| entry.key.text());
    let extra = &settings.extra_fields;
    let is_own = |key: &&str| extra.contains(*key) || extra.iter().any(|own| own.eq_ignore_ascii_case(key));
    // A key that the model would read otherwise was given another name.
    let keys = keys.map(|key| key.strip_prefix(OWN_KEY).filter(is_own).unwrap_or(key));
    let mut fields: Vec<String> = keys.filter(is_own).map(str::to_owned).collect();
    fields.sort_unstable();
    fields.dedup();
    fields
}
