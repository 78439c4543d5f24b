//! In which documents something was found, and which findings rest on places in others.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::diagnostic::Diagnostic;
use crate::base::quick::{QuickMap, count_once_less};
use crate::base::span::{DocId, Place};

/// Who looked at something, and may have found something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reader {
    /// The page rules, on a page.
    Page(DocId),
    /// A repository rule.
    Rule(usize),
}

/// Findings by document.
#[derive(Debug, Default)]
pub(super) struct Placed {
    /// Who found something in a document.
    readers: QuickMap<DocId, Vec<Reader>>,
    /// The documents with findings that name a place in another, by the other; with the number of these.
    naming: QuickMap<DocId, BTreeMap<DocId, usize>>,
}

impl Placed {
    /// Who found something in a document.
    pub(super) fn readers(&self, doc: DocId) -> &[Reader] {
        self.readers.get(&doc).map(Vec::as_slice).unwrap_or_default()
    }

    /// The documents with findings that name a place in this one.
    pub(super) fn naming(&self, doc: DocId) -> impl Iterator<Item = DocId> + '_ {
        self.naming.get(&doc).into_iter().flat_map(|naming| naming.keys().copied())
    }

    /// Takes in what somebody found in place of what was found before. Where that is something else, the documents of both
    /// are touched.
    pub(super) fn replace(
        &mut self,
        reader: Reader,
        old: &[Diagnostic<Place>],
        new: &[Diagnostic<Place>],
        touched: &mut BTreeSet<DocId>,
    ) {
        if old == new {
            return;
        }
        let docs = |findings: &[Diagnostic<Place>]| -> BTreeSet<DocId> {
            findings.iter().map(|finding| finding.at.doc).collect()
        };
        let (before, now) = (docs(old), docs(new));
        for doc in before.difference(&now) {
            if let Some(readers) = self.readers.get_mut(doc) {
                readers.retain(|known| *known != reader);
            }
        }
        for doc in now.difference(&before) {
            self.readers.entry(*doc).or_default().push(reader);
        }
        touched.extend(before);
        touched.extend(now);
        for (doc, other) in old.iter().flat_map(named) {
            count_once_less(&mut self.naming, &other, &doc);
        }
        for (doc, other) in new.iter().flat_map(named) {
            *self.naming.entry(other).or_default().entry(doc).or_default() += 1;
        }
    }
}

/// The document of a finding with each place that the finding names in another.
fn named(finding: &Diagnostic<Place>) -> impl Iterator<Item = (DocId, DocId)> + '_ {
    let labels = finding.labels.iter().map(|(at, _)| at);
    let edits = finding.fix.iter().flat_map(|fix| &fix.edits).map(|edit| &edit.at);
    let doc = finding.at.doc;
    let others = labels.chain(edits).chain(&finding.page).map(|place| place.doc);
    others.filter(move |other| *other != doc).map(move |other| (doc, other))
}
