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
    /// What was looked at, in order.
    pub fn keys(&self) -> impl Iterator<Item = Key> + '_ {
        self.0.iter().copied()
    }
}

/// Who looked at something, of those whom [`ask_as`] tells apart.
pub type Asker = u8;

/// What each of several askers looked at: keys in order, and for each key the askers in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReadsOfEach {
    keys: Box<[Key]>,
    askers: Box<[Asker]>,
}

impl ReadsOfEach {
    fn of(mut all: Vec<(Key, Asker)>) -> ReadsOfEach {
        // A stable sort: what is put together of parts in order takes no more than to merge them.
        all.sort();
        all.dedup();
        let (keys, askers): (Vec<Key>, Vec<Asker>) = all.into_iter().unzip();
        ReadsOfEach { keys: keys.into(), askers: askers.into() }
    }

    /// What was looked at, in order, each once.
    pub fn keys(&self) -> impl Iterator<Item = Key> + '_ {
        self.keys.chunk_by(|one, other| one == other).filter_map(|same| same.first()).copied()
    }

    /// Those who looked at something.
    pub fn askers(&self, key: Key) -> &[Asker] {
        let first = self.keys.partition_point(|known| *known < key);
        let same = self.keys.iter().skip(first).take_while(|known| **known == key).count();
        self.askers.get(first..first + same).unwrap_or_default()
    }

    /// What those look at who do not ask again, together with what those look at now who do.
    #[must_use]
    pub fn replaced(&self, asked_again: impl Fn(Asker) -> bool, mut now: Vec<ReadsOfEach>) -> ReadsOfEach {
        fn pairs(reads: &ReadsOfEach) -> impl Iterator<Item = (Key, Asker)> + '_ {
            reads.keys.iter().copied().zip(reads.askers.iter().copied())
        }
        let kept: Vec<(Key, Asker)> = pairs(self).filter(|(_, asker)| !asked_again(*asker)).collect();
        now.retain(|reads| !reads.keys.is_empty());
        // As of a page that was not judged before: these are in order.
        if kept.is_empty() && now.len() < 2 {
            return now.pop().unwrap_or_default();
        }
        ReadsOfEach::of(kept.into_iter().chain(now.iter().flat_map(pairs)).collect())
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
    /// All readers, each with what it looked at, each key once.
    pub fn of<K: Iterator<Item = Key>>(all: impl Iterator<Item = (R, K)>) -> Readers<R> {
        let mut readers: QuickMap<Key, Vec<R>> = QuickMap::default();
        for (reader, keys) in all {
            for key in keys {
                readers.entry(key).or_default().push(reader);
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

    /// Whether anybody looked at something.
    #[must_use]
    pub fn has(&self, key: Key) -> bool {
        self.0.contains_key(&key)
    }

    /// Takes in what somebody looked at who looked at something else before; both in order.
    pub fn replace(&mut self, reader: R, old: impl Iterator<Item = Key>, new: impl Iterator<Item = Key>) {
        let (mut old, mut new) = (old.peekable(), new.peekable());
        loop {
            match (old.peek().copied(), new.peek().copied()) {
                (None, None) => break,
                (Some(before), Some(now)) if before == now => {
                    old.next();
                    new.next();
                }
                (Some(before), now) if now.is_none_or(|now| before < now) => {
                    self.take_out(reader, before);
                    old.next();
                }
                (_, now) => {
                    if let Some(now) = now {
                        self.0.entry(now).or_default().push(reader);
                    }
                    new.next();
                }
            }
        }
    }

    fn take_out(&mut self, reader: R, key: Key) {
        if let Some(readers) = self.0.get_mut(&key) {
            if let Some(place) = readers.iter().position(|known| *known == reader) {
                readers.swap_remove(place);
            }
            if readers.is_empty() {
                self.0.remove(&key);
            }
        }
    }
}

/// What is looked at on a thread, and who does so.
#[derive(Default)]
struct Recorder {
    seen: Vec<(Key, Asker)>,
    asker: Asker,
}

thread_local! {
    static RECORDER: RefCell<Option<Recorder>> = const { RefCell::new(None) };
}

/// Runs `look`, and returns what it returns and what it looked at.
pub fn record<T>(look: impl FnOnce() -> T) -> (T, Reads) {
    let (looked, seen) = recorded(look);
    let mut keys: Vec<Key> = seen.into_iter().map(|(key, _)| key).collect();
    keys.sort_unstable();
    keys.dedup();
    (looked, Reads(keys.into_boxed_slice()))
}

/// As [`record`], and tells apart who looked at what, as [`ask_as`] says within it.
pub fn record_each<T>(look: impl FnOnce() -> T) -> (T, ReadsOfEach) {
    let (looked, seen) = recorded(look);
    (looked, ReadsOfEach::of(seen))
}

/// Says who looks at things from now on, within [`record_each`].
pub fn ask_as(asker: Asker) {
    RECORDER.with_borrow_mut(|recorder| {
        if let Some(recorder) = recorder {
            recorder.asker = asker;
        }
    });
}

fn recorded<T>(look: impl FnOnce() -> T) -> (T, Vec<(Key, Asker)>) {
    // Where one rule is asked while another is, on the same thread, each has its own.
    let outer = RECORDER.replace(Some(Recorder::default()));
    let looked = look();
    let recorder = RECORDER.replace(outer).unwrap_or_default();
    (looked, recorder.seen)
}

/// Notes that something is looked at.
pub(super) fn note(asked: Asked<'_>) {
    RECORDER.with_borrow_mut(|recorder| {
        if let Some(Recorder { seen, asker }) = recorder {
            let read = (asked.key(), *asker);
            // Rules ask the same over and over.
            if seen.last() != Some(&read) {
                seen.push(read);
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
        let mut readers = Readers::of([('a', reads.keys()), ('b', other.keys())].into_iter());
        let by = |readers: &Readers<char>, asked: Asked<'_>| readers.by(asked.key()).to_vec();
        assert_eq!(by(&readers, Asked::Document(DocId(3))), ['a', 'b']);
        assert_eq!(by(&readers, Asked::Id(Collection::Source, "lee")), ['b']);
        assert_eq!(by(&readers, Asked::Id(Collection::Person, "lee")), [] as [char; 0]);
        assert_eq!(by(&readers, Asked::Targets(DocId(7))), [] as [char; 0]);
        readers.replace('a', reads.keys(), other.keys());
        assert_eq!(by(&readers, Asked::Document(DocId(1))), [] as [char; 0]);
        assert_eq!(by(&readers, Asked::Id(Collection::Source, "lee")), ['b', 'a']);
    }

    #[test]
    fn those_who_look_at_things_on_one_page_are_told_apart() {
        let key = |doc| Asked::Document(DocId(doc)).key();
        let look = |seen: &[(Asker, u32)]| {
            record_each(|| {
                for (asker, doc) in seen {
                    ask_as(*asker);
                    document(DocId(*doc));
                }
            })
            .1
        };
        let reads = look(&[(1, 5), (2, 5), (2, 6), (1, 5), (3, 7)]);
        assert_eq!([5, 6, 7, 8].map(|doc| reads.askers(key(doc))), [&[1, 2][..], &[2], &[3], &[]]);
        assert_eq!(reads.keys().count(), 3);
        let again = reads.replaced(|asker| asker == 2, vec![look(&[(2, 8)]), look(&[(2, 7)])]);
        assert_eq!([5, 6, 7, 8].map(|doc| again.askers(key(doc))), [&[1][..], &[], &[2, 3], &[2]]);
    }
}
