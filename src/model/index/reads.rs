//! What a rule looked at in the index, so that it is asked again only where that changed.
//!
//! Every method of the index notes what it reads, as a [`Key`]; what is noted on a thread while [`record`] runs belongs to
//! the rule that runs there. An edit of the index says which keys it changed, and [`Readers`] leads from these to those who
//! looked at them.

use std::cell::RefCell;
use std::collections::HashSet;
use std::hash::{BuildHasher, Hash};

use foldhash::fast::FixedState;

use super::{Custom, EntityRef, Identity};
use crate::base::quick::{QuickMap, QuickSet};
use crate::base::span::{DocId, Place};
use crate::base::steps::count;
use crate::model::collection::Collection;

/// A part of the index as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Part {
    /// The facts of all documents.
    Documents,
    /// Which ids are used where.
    Uses,
    /// The redirects that lead nowhere.
    DeadRedirects,
    /// Whether pages name people, and whether they are filed under terms.
    Mentioned,
    /// Whether notes are tied together by wiki links.
    Unwritten,
    /// Whether tags of Manubot's are cited.
    Tags,
    /// The repository as a whole: what it has, and what cannot be read.
    Whole,
    /// Whether files lie in a folder `content`.
    Content,
    /// Whether there are redirects.
    Redirects,
}

/// What can be looked at in the index. A name is looked at whether or not anything has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Asked<'a> {
    Part(Part),
    /// The facts of a document.
    Document(DocId),
    /// Where the links of a document lead, or who leads to it.
    Targets(DocId),
    /// The reviews of an article.
    Reviews(DocId),
    /// A thing with an id.
    Entity(EntityRef),
    /// What a bio says of a person.
    Bio(EntityRef),
    /// Who made an article, and when it was last reviewed.
    Makers(DocId),
    /// Whether it is a custom to state something, where so many percent of the pages have to.
    Custom(Custom, u32),
    /// The file at a path.
    File(&'a str),
    /// The paths of the files of a collection.
    Paths(Collection),
    /// The files with a name, in small letters, with or without its ending.
    Called(&'a str),
    /// The page that a path leads to, whether or not it names the ending.
    Served(&'a str),
    /// The page at an address of the site.
    SitePath(&'a str),
    /// Whether pages answer to addresses in a folder.
    Answered(&'a str),
    /// The note of a vault with a name, in small letters.
    Note(&'a str),
    /// The pages with a section or a target.
    Section(&'a str),
    /// Whether a collection has anything.
    Any(Collection),
    /// Where a redirect leads.
    Redirect(&'a str),
    /// The pages that redirects from addresses with this end lead to.
    LedFrom(&'a str),
    /// The ids that lead to an article.
    FormerIds(&'a str),
    /// The key of the registry's source with an identifier.
    RegisteredAs(&'a Identity),
    /// The keys that name a source by an identifier.
    CitedAs(&'a Identity),
    /// A reference, by its number in a document.
    Reference(DocId, usize),
    /// The sources that are first written down in a document, those that it has more than once, and what its references
    /// are to others.
    Works(DocId),
    /// The source of a reference that is written down more than once.
    Work(Place),
    /// The things of a collection that have an id.
    Id(Collection, &'a str),
    /// The things of a collection that have a title, folded.
    Title(Collection, &'a str),
    /// The pages that have an alias, folded.
    Alias(&'a str),
    /// The term of the glossary that is called so, folded.
    Term(&'a str),
    /// The ids of a collection near one.
    IdsLike(Collection, &'a str),
    /// The titles of pages near a name.
    TitlesLike(&'a str),
    /// The places where an id is used.
    Uses(Collection, &'a str),
    /// Whether any id of a collection is used.
    UsesAny(Collection),
    /// Whether a page names somebody, folded.
    Named(&'a str),
    /// Whether a page is filed under a term.
    Filed(EntityRef),
    /// Whether all pages of a person state the conflicts of interest.
    Covered(EntityRef),
    /// Whether a source is cited by a key.
    Cited(&'a str),
    /// Whether a source is cited by an identifier.
    CitedBy(&'a Identity),
    /// Whether a source is near to a key that no source has.
    Meant(&'a str),
    /// Whether a source is called so, or what it appeared in, or its publisher; folded.
    SourceName(&'a str),
}

/// A number that stands for something that can be looked at. Where two things share one, somebody is asked again for
/// nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Key(u64);

impl Asked<'_> {
    pub(super) fn key(self) -> Key {
        // The same in every run, so that work does not differ from run to run.
        Key(FixedState::with_seed(0x6d65_6470_726f_6f66).hash_one(self))
    }
}

/// What a rule looked at: keys in order, each once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reads(Box<[Key]>);

impl Reads {
    /// What was looked at here and there.
    #[must_use]
    pub fn and(&self, other: &Reads) -> Reads {
        let mut keys: Vec<Key> = self.0.iter().chain(&other.0).copied().collect();
        keys.sort_unstable();
        keys.dedup();
        Reads(keys.into_boxed_slice())
    }
}

/// What changed in an index since it was last asked.
#[derive(Clone, Debug, Default)]
pub struct Changed {
    pub(super) keys: QuickSet<Key>,
    pub(super) documents: HashSet<DocId>,
    /// The number of documents whose links were followed again.
    pub(super) followed: usize,
    /// The documents that came, and those that went.
    pub(super) came_or_went: QuickSet<DocId>,
    /// The documents whose findings have another weight, since they are parts of pages now, or no longer are.
    pub(super) regraded: Vec<DocId>,
}

impl Changed {
    pub(super) fn part(&mut self, part: Part, changed: bool) {
        if changed {
            self.note(Asked::Part(part));
        }
    }

    pub(super) fn note(&mut self, asked: Asked<'_>) {
        self.keys.insert(asked.key());
    }

    /// The number of documents whose links were followed again.
    #[must_use]
    pub fn followed(&self) -> usize {
        self.followed
    }

    /// The documents that changed themselves.
    pub fn documents(&self) -> impl Iterator<Item = DocId> + '_ {
        self.documents.iter().copied()
    }

    /// The documents whose findings have another weight than before.
    pub fn regraded(&self) -> impl Iterator<Item = DocId> + '_ {
        self.regraded.iter().copied()
    }

    /// What changed.
    pub fn keys(&self) -> impl Iterator<Item = Key> + '_ {
        self.keys.iter().copied()
    }
}

/// Who looked at what.
#[derive(Debug)]
pub struct Readers<R>(QuickMap<Key, Vec<R>>);

impl<R: Copy + PartialEq> Readers<R> {
    /// All readers, each with what it looked at.
    pub fn of<'a>(all: impl Iterator<Item = (R, &'a Reads)>) -> Readers<R> {
        let mut readers: QuickMap<Key, Vec<R>> = QuickMap::default();
        for (reader, reads) in all {
            for key in &reads.0 {
                readers.entry(*key).or_default().push(reader);
            }
        }
        Readers(readers)
    }

    /// Those who looked at something.
    pub fn by(&self, key: Key) -> &[R] {
        let readers = self.0.get(&key).map(Vec::as_slice).unwrap_or_default();
        count(readers.len());
        readers
    }

    /// Takes in what somebody looked at who looked at something else before.
    pub fn replace(&mut self, reader: R, old: &Reads, new: &Reads) {
        for key in old.0.iter().filter(|key| new.0.binary_search(key).is_err()) {
            if let Some(readers) = self.0.get_mut(key) {
                if let Some(place) = readers.iter().position(|known| *known == reader) {
                    readers.swap_remove(place);
                }
                if readers.is_empty() {
                    self.0.remove(key);
                }
            }
        }
        for key in new.0.iter().filter(|key| old.0.binary_search(key).is_err()) {
            self.0.entry(*key).or_default().push(reader);
        }
    }
}

thread_local! {
    static READS: RefCell<Option<Vec<Key>>> = const { RefCell::new(None) };
}

/// Runs `look`, and returns what it returns and what it looked at.
pub fn record<T>(look: impl FnOnce() -> T) -> (T, Reads) {
    // Where one rule is asked while another is, on the same thread, each has its own.
    let outer = READS.replace(Some(Vec::new()));
    let seen = look();
    let mut keys = READS.replace(outer).unwrap_or_default();
    keys.sort_unstable();
    keys.dedup();
    (seen, Reads(keys.into_boxed_slice()))
}

/// Notes that something is looked at.
pub(super) fn note(asked: Asked<'_>) {
    READS.with_borrow_mut(|reads| {
        if let Some(keys) = reads {
            let key = asked.key();
            // Rules ask the same over and over.
            if keys.last() != Some(&key) {
                keys.push(key);
            }
        }
    });
}

/// Notes that a part of the index is read.
pub(super) fn part(part: Part) {
    note(Asked::Part(part));
}

/// Notes that the facts of a document are read.
pub(super) fn document(doc: DocId) {
    note(Asked::Document(doc));
}

/// Notes that it is read where a document leads, or who leads to it.
pub(super) fn targets(doc: DocId) {
    note(Asked::Targets(doc));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_leads_to_those_who_looked_at_it() {
        let ((), reads) = record(|| {
            part(Part::Whole);
            document(DocId(3));
            document(DocId(1));
            document(DocId(3));
            let ((), inner) = record(|| targets(DocId(7)));
            assert_eq!(*inner.0, [Asked::Targets(DocId(7)).key()]);
        });
        assert_eq!(reads.0.len(), 3);
        let ((), other) = record(|| {
            document(DocId(3));
            note(Asked::Id(Collection::Source, "lee"));
        });
        let mut readers = Readers::of([('a', &reads), ('b', &other)].into_iter());
        let by = |readers: &Readers<char>, asked: Asked<'_>| readers.by(asked.key()).to_vec();
        assert_eq!(by(&readers, Asked::Document(DocId(3))), ['a', 'b']);
        assert_eq!(by(&readers, Asked::Id(Collection::Source, "lee")), ['b']);
        assert_eq!(by(&readers, Asked::Id(Collection::Person, "lee")), [] as [char; 0]);
        assert_eq!(by(&readers, Asked::Targets(DocId(7))), [] as [char; 0]);
        readers.replace('a', &reads, &other);
        assert_eq!(by(&readers, Asked::Document(DocId(1))), [] as [char; 0]);
        assert_eq!(by(&readers, Asked::Id(Collection::Source, "lee")), ['b', 'a']);
    }
}
