//! One document, read: what stays of it once its rules have run.

use std::collections::HashSet;
use std::sync::Arc;

use rayon::prelude::*;

use super::entries::{Entries, Merged};
use crate::base::diagnostic::{Diagnostic, Findings, Fix, Location};
use crate::base::node::Node;
use crate::base::problem::{Problem, ProblemKind};
use crate::base::source::Source;
use crate::base::span::{DocId, Span};
use crate::model::collection::Collection;
use crate::model::content_hash::{self, LazyDigest};
use crate::model::document::{Document, OWN_KEY};
use crate::model::facts::{self, Facts, Recorded};
use crate::model::notes::{NoteTaker, Notes};
use crate::read::allow::Allow;
use crate::rules;
use crate::rules::rule::{Check, Entry};
use crate::rules::settings::Settings;
use crate::run::policy::Silent;
use crate::words::list;

/// A file with so many records is worked on by all threads: a library of sources is one file.
pub(super) const MANY_RECORDS: usize = 1_000;

/// What stays of a document once its rules have run.
#[derive(Debug)]
pub(super) struct Slot {
    pub(super) source: Arc<Source>,
    pub(super) facts: Arc<Facts>,
    /// What it says, as a signature covers it; `None` of what nobody signs.
    pub(super) text: Option<Arc<LazyDigest>>,
    pub(super) places: Vec<Span>,
    pub(super) allows: Vec<Allow>,
    /// The publisher's own fields that occur in it.
    pub(super) own_fields: Vec<String>,
    pub(super) findings: Vec<Diagnostic<Location>>,
    /// What page rules noted of the text, by the number of the rule in the catalogue.
    pub(super) notes: Vec<(usize, Notes)>,
    /// The entries of a file of sources that can be read one by one.
    pub(super) entries: Option<Entries>,
    /// Whether it cannot be read, and its facts are those of the text before it.
    pub(super) is_broken: bool,
}

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

/// What page rules note of the text of a document that could be read; their places follow those of its facts.
pub(super) fn notes(
    settings: &Settings,
    document: &Document,
    heard: impl Fn(usize) -> bool,
    places: &mut Vec<Span>,
) -> Vec<(usize, Notes)> {
    if !document.is_readable() {
        return Vec::new();
    }
    let mut all = Vec::new();
    for (rule, entry) in rules::ALL.iter().enumerate().filter(|(rule, _)| heard(*rule)) {
        let Some(note) = entry.rule.check.note() else {
            continue;
        };
        let mut taker = NoteTaker::default();
        note(settings, document, &mut taker);
        let noted = taker.finish(document.id, places);
        if !noted.is_empty() {
            all.push((rule, noted));
        }
    }
    all
}

/// What the readers and the document rules have to say of one document. Of one that cannot be parsed only
/// the readers report: what was not read cannot be missed.
pub(super) fn check_document(
    settings: &Settings,
    document: &Document,
    heard: impl Fn(usize) -> bool + Sync,
) -> Vec<Diagnostic> {
    let check = |entry: &Entry| {
        let mut findings = Findings::new(entry.id, entry.rule.severity);
        match entry.rule.check {
            Check::Reader(kind) => {
                if document.is_readable() || kind == ProblemKind::Unreadable {
                    let problems = document.problems.iter().filter(|problem| problem.kind == kind);
                    problems.for_each(|problem| report(problem, &mut findings));
                }
            }
            Check::Document(check) if document.is_readable() => check(settings, document, &mut findings),
            Check::Language { lists, check, .. } if is_prose_in(document, lists) => {
                check(settings, document, &mut findings);
            }
            Check::Document(_)
            | Check::Language { .. }
            | Check::Page(_)
            | Check::NotedPage { .. }
            | Check::Compared { .. }
            | Check::Repository(_)
            | Check::Verdict => {}
        }
        findings.into_list()
    };
    let asked = |(rule, _): &(usize, &Entry)| heard(*rule);
    if document.records().len() < MANY_RECORDS {
        return rules::ALL.iter().enumerate().filter(asked).flat_map(|(_, entry)| check(entry)).collect();
    }
    let all = rules::ALL.par_iter().enumerate().filter(asked);
    all.flat_map_iter(|(_, entry)| check(entry)).collect()
}

/// Whether a document is what a rule of language knows: an article or a cause, in a language that has its word lists.
fn is_prose_in(document: &Document, lists: &[&str]) -> bool {
    let known = || !lists.is_empty() && lists.iter().all(|name| list::has(name, &document.language));
    document.is_readable()
        && matches!(document.collection, Collection::Article | Collection::Cause)
        && (document.is_english() || known())
}

fn report(problem: &Problem, findings: &mut Findings) {
    let finding = findings.report(problem.span, problem.message.clone());
    finding.labels.clone_from(&problem.labels);
    finding.help.clone_from(&problem.help);
}
