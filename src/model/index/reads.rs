//! What a rule looked at in the index, so that it is asked again only where that changed.
//!
//! Every method of the index notes what it reads; what is noted on a thread while [`record`] runs belongs to the rule that
//! runs there.

use std::cell::RefCell;
use std::collections::HashSet;

use crate::base::span::DocId;

/// A part of the index as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// The facts of all documents.
    Documents,
    /// Ids, titles, aliases, redirects.
    Names,
    /// Reviews and how people stand to them.
    People,
    /// Which references are one source.
    Works,
    /// Which ids are used where.
    Uses,
    /// The redirects that lead nowhere.
    DeadRedirects,
    /// What pages and bios state of people, and what pages are filed under.
    Statements,
    /// The repository as a whole: what it has, what cannot be read, what its pages usually state.
    Whole,
}

/// What a rule reads of the facts of all documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Aspect {
    /// Paths, ids, titles and how far documents are.
    Names,
    /// These and references.
    Sources,
    /// These, references, and all ids that are used, as those of citations.
    Citations,
    /// Paths, ids, titles, bios, authors, reviewers and whether conflicts of interest are declared, names of bylines,
    /// records of reviews, and topics.
    Statements,
}

impl Aspect {
    pub(super) fn note(self) {
        part(Part::Names);
        match self {
            Aspect::Names => {}
            Aspect::Sources => part(Part::Works),
            Aspect::Citations => {
                part(Part::Works);
                part(Part::Uses);
            }
            Aspect::Statements => part(Part::Statements),
        }
    }
}

/// What a rule looked at.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reads {
    parts: u8,
    /// Documents whose facts it saw.
    documents: Vec<DocId>,
    /// Documents of which it saw where their links lead, or who leads to them.
    targets: Vec<DocId>,
}

/// What changed in an index since it was last asked.
#[derive(Clone, Debug, Default)]
pub struct Changed {
    /// Whether anything may have.
    pub(super) everything: bool,
    pub(super) parts: u8,
    pub(super) documents: HashSet<DocId>,
    pub(super) targets: HashSet<DocId>,
    /// The number of documents whose links were followed again.
    pub(super) followed: usize,
}

impl Changed {
    pub(super) fn part(&mut self, part: Part, changed: bool) {
        if changed {
            self.parts |= 1 << part as u8;
        }
    }

    /// The number of documents whose links were followed again.
    #[must_use]
    pub fn followed(&self) -> usize {
        self.followed
    }

    /// Whether anything may have changed.
    #[must_use]
    pub fn is_everything(&self) -> bool {
        self.everything
    }

    /// Whether a document itself changed.
    #[must_use]
    pub fn is_of(&self, doc: DocId) -> bool {
        self.everything || self.documents.contains(&doc)
    }

    /// Whether something that a rule looked at may have changed.
    #[must_use]
    pub fn concerns(&self, reads: &Reads) -> bool {
        self.everything
            || self.parts & reads.parts != 0
            || meet(&self.documents, &reads.documents)
            || meet(&self.targets, &reads.targets)
    }
}

/// Whether some document is in both; those of the list are in order. Mostly few documents changed.
fn meet(changed: &HashSet<DocId>, list: &[DocId]) -> bool {
    const FEW: usize = 8;
    if changed.len() <= FEW {
        changed.iter().any(|doc| list.binary_search(doc).is_ok())
    } else {
        list.iter().any(|doc| changed.contains(doc))
    }
}

thread_local! {
    static READS: RefCell<Option<Reads>> = const { RefCell::new(None) };
}

/// Runs `look`, and returns what it returns and what it looked at.
pub fn record<T>(look: impl FnOnce() -> T) -> (T, Reads) {
    // Where one rule is asked while another is, on the same thread, each has its own.
    let outer = READS.replace(Some(Reads::default()));
    let seen = look();
    let mut reads = READS.replace(outer).unwrap_or_default();
    for list in [&mut reads.documents, &mut reads.targets] {
        list.sort_unstable();
        list.dedup();
    }
    (seen, reads)
}

fn note(take: impl FnOnce(&mut Reads)) {
    READS.with_borrow_mut(|reads| reads.as_mut().map(take));
}

/// Notes that a part of the index is read.
pub(super) fn part(part: Part) {
    note(|reads| reads.parts |= 1 << part as u8);
}

/// Notes that the facts of a document are read.
pub(super) fn document(doc: DocId) {
    note(|reads| {
        if reads.documents.last() != Some(&doc) {
            reads.documents.push(doc);
        }
    });
}

/// Notes that it is read where a document leads, or who leads to it.
pub(super) fn targets(doc: DocId) {
    note(|reads| {
        if reads.targets.last() != Some(&doc) {
            reads.targets.push(doc);
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_is_concerned_by_what_it_looked_at() {
        let ((), reads) = record(|| {
            part(Part::Names);
            document(DocId(3));
            document(DocId(1));
            document(DocId(3));
            let ((), inner) = record(|| targets(DocId(7)));
            assert_eq!(inner, Reads { targets: vec![DocId(7)], ..Reads::default() });
        });
        assert_eq!(reads.documents, [DocId(1), DocId(3)]);
        assert_eq!(reads.targets, []);
        let mut changed = Changed::default();
        changed.part(Part::Works, true);
        changed.part(Part::Names, false);
        changed.documents.insert(DocId(2));
        changed.targets.insert(DocId(1));
        assert!(!changed.concerns(&reads));
        changed.documents.insert(DocId(3));
        assert!(changed.concerns(&reads));
        let mut names = Changed::default();
        names.part(Part::Names, true);
        assert!(names.concerns(&reads));
        assert!(Changed { everything: true, ..Changed::default() }.concerns(&Reads::default()));
    }
}
