//! The places of documents in order of path, with room between any two for files that come.

use std::collections::{BTreeMap, VecDeque};
use std::ops::Bound;

use crate::base::span::DocId;

/// The place of a document in order of path. It keeps its rank once it is gone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Rank(u64);

impl Rank {
    /// Leaves the other bits of an [`Order`] to the things of a document.
    const BITS: u32 = 40;

    /// After all documents, and before a last one that none has.
    pub(super) const LAST: Rank = Rank((1 << Rank::BITS) - 2);

    /// The rank in the opposite order.
    pub(super) fn reversed(self) -> Rank {
        Rank(Rank::LAST.0 - self.0)
    }
}

/// The place of a thing in order of path and text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct Order(u64);

impl Order {
    const BITS: u32 = u64::BITS - Rank::BITS;
    const MOST: u64 = (1 << Order::BITS) - 1;

    /// The place of the nth thing of a document.
    pub(super) fn new(rank: Rank, nth: usize) -> Order {
        let nth = u64::try_from(nth).map_or(Order::MOST, |nth| nth.min(Order::MOST));
        Order(rank.0 << Order::BITS | nth)
    }

    /// The places of all things of a document are from the first of these up to the second.
    pub(super) fn all_of(rank: Rank) -> [Order; 2] {
        [Order::new(rank, 0), Order::new(Rank(rank.0 + 1), 0)]
    }

    pub(super) fn rank(self) -> Rank {
        Rank(self.0 >> Order::BITS)
    }

    /// Which thing of its document it is.
    pub(super) fn nth(self) -> usize {
        usize::try_from(self.0 & Order::MOST).unwrap_or(usize::MAX)
    }
}

/// There is no place for a document, so all have to be read into an index again.
#[derive(Debug)]
pub(super) struct NoRoom;

/// The ranks of all documents that are there, or were.
#[derive(Debug)]
pub(super) struct Ranks {
    by_doc: Vec<Option<Rank>>,
    by_path: BTreeMap<Box<str>, Rank>,
    /// Where files came last, the newest first.
    runs: VecDeque<Run>,
}

/// Files that came at one place, in order or in the opposite order.
#[derive(Clone, Copy, Debug)]
struct Run {
    first: Rank,
    last: Rank,
    /// How often files came next to the last ones, on the same side.
    length: u32,
    side: Option<Side>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    After,
    Before,
}

/// So many places are remembered: an article may come with its review record, its sources and its pictures.
const MOST_RUNS: usize = 8;

/// The longest run takes one part in 2¹² of the room for its next file, and leaves the rest to those that follow it.
const LEAST_SHARE: u32 = 12;

impl Ranks {
    /// Ranks of documents in order of path, of so many numbers of documents.
    pub(super) fn new(sorted: &[(&str, DocId)], numbers: usize) -> Ranks {
        let gap = (Rank::LAST.0 / (sorted.len() as u64 + 2)).max(1);
        let mut by_doc = vec![None; numbers];
        let mut by_path = Vec::with_capacity(sorted.len());
        for (nth, (path, doc)) in (1u64..).zip(sorted) {
            let rank = Rank((nth * gap).min(Rank::LAST.0));
            by_path.push(((*path).into(), rank));
            if let Some(place) = by_doc.get_mut(doc.0 as usize) {
                *place = Some(rank);
            }
        }
        Ranks { by_doc, by_path: by_path.into_iter().collect(), runs: VecDeque::new() }
    }

    /// The rank of a document that is there, or was.
    pub(super) fn get(&self, doc: DocId) -> Option<Rank> {
        self.by_doc.get(doc.0 as usize).copied().flatten()
    }

    /// Gives ranks to documents that come together and have none yet.
    pub(super) fn take_in(&mut self, mut new: Vec<(&str, DocId)>) -> Result<(), NoRoom> {
        new.retain(|(_, doc)| self.get(*doc).is_none());
        new.sort_unstable();
        let mut new = new.as_slice();
        while let Some((first, _)) = new.first() {
            let bounds = |from, to| self.by_path.range::<str, _>((from, to));
            let before = bounds(Bound::Unbounded, Bound::Excluded(*first)).next_back();
            let before = before.map_or(Rank(0), |(_, rank)| *rank);
            let after = bounds(Bound::Excluded(*first), Bound::Unbounded).next();
            let number = match after {
                Some((path, _)) => new.partition_point(|(new, _)| *new < &**path),
                None => new.len(),
            };
            let after = after.map_or(Rank::LAST, |(_, rank)| *rank);
            let (together, others) = new.split_at(number);
            self.place(together, before, after)?;
            new = others;
        }
        Ok(())
    }

    /// Gives ranks to documents that come together between two others.
    fn place(&mut self, new: &[(&str, DocId)], before: Rank, after: Rank) -> Result<(), NoRoom> {
        let number = new.len() as u64;
        let room = after.0.saturating_sub(before.0);
        if room <= number {
            return Err(NoRoom);
        }
        let known = self.runs.iter().position(|run| run.last == before || run.first == after);
        let run = known.and_then(|nth| self.runs.remove(nth));
        let side = run.map(|run| if run.last == before { Side::After } else { Side::Before });
        let length = run.filter(|run| run.side == side || run.side.is_none()).map_or(0, |run| run.length + 1);
        // What comes next most likely comes on the same side. Who is mistaken in that has spent no more room than the run
        // before is long.
        let share = |halvings: u32| (room >> halvings.min(LEAST_SHARE)).max(number + 1);
        let (start, share) = match side {
            Some(Side::After) => (before.0, share(length)),
            Some(Side::Before) => (after.0 - share(length), share(length)),
            // In the middle, with as much room before and after them.
            None => (before.0 + (room - share(1)) / 2, share(1)),
        };
        let mut ranks = Vec::with_capacity(new.len());
        for (nth, (path, doc)) in (1u64..).zip(new) {
            let rank = Rank(start + share * nth / (number + 1));
            ranks.push(rank);
            self.by_path.insert((*path).into(), rank);
            let at = doc.0 as usize;
            if self.by_doc.len() <= at {
                self.by_doc.resize(at + 1, None);
            }
            self.by_doc[at] = Some(rank);
        }
        if let (Some(first), Some(last)) = (ranks.first(), ranks.last()) {
            self.runs.push_front(Run { first: *first, last: *last, length, side });
            self.runs.truncate(MOST_RUNS);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Files, each with a path, that come in groups among 10,000 others, and whether there is room for all of them.
    fn have_room(groups: impl Iterator<Item = Vec<String>>) -> bool {
        let paths: Vec<String> = (0..10_000).map(|nth| format!("articles/{nth:05}.md")).collect();
        let sorted: Vec<(&str, DocId)> = paths.iter().map(String::as_str).zip((0..).map(DocId)).collect();
        let mut ranks = Ranks::new(&sorted, sorted.len());
        let mut docs: BTreeMap<String, DocId> =
            sorted.iter().map(|(path, doc)| ((*path).to_owned(), *doc)).collect();
        for group in groups {
            let start = docs.len();
            let new: Vec<(&str, DocId)> =
                group.iter().map(String::as_str).zip((u32::try_from(start).unwrap()..).map(DocId)).collect();
            docs.extend(new.iter().map(|(path, doc)| ((*path).to_owned(), *doc)));
            if ranks.take_in(new).is_err() {
                return false;
            }
        }
        let in_order: Vec<Option<Rank>> = docs.values().map(|doc| ranks.get(*doc)).collect();
        assert!(in_order.is_sorted_by(|one, other| one < other), "not in order of path");
        true
    }

    fn one_by_one(paths: impl Iterator<Item = String>) -> impl Iterator<Item = Vec<String>> {
        paths.map(|path| vec![path])
    }

    #[test]
    fn files_that_come_in_order_or_reversed_have_room() {
        for place in ["articles/0", "articles/04711.md.", "articles/x", "z"] {
            let path = |nth: usize| format!("{place}{nth:06}.md");
            assert!(have_room(one_by_one((0..10_000).map(path))), "{place}: in order");
            assert!(have_room(one_by_one((0..10_000).rev().map(path))), "{place}: reversed");
            let outside = |nth: usize| if nth.is_multiple_of(2) { 20_000 + nth } else { 20_000 - nth };
            assert!(have_room(one_by_one((0..10_000).map(outside).map(path))), "{place}: on both sides");
            let by_fifty = |nth: usize| (0..50).map(|more| path(nth * 50 + more)).collect();
            assert!(have_room((0..200).map(by_fifty)), "{place}: fifty at a time");
            assert!(have_room((0..200).rev().map(by_fifty)), "{place}: fifty at a time, reversed");
            assert!(have_room([(0..10_000).map(path).collect()].into_iter()), "{place}: at once");
            // Each with others in other folders.
            let several = |nth: usize| ["a", "b", "c"].map(|folder| format!("{place}/{folder}/{nth:06}.md"));
            assert!(have_room(one_by_one((0..3_000).flat_map(several))), "{place}: three folders by turns");
        }
    }

    #[test]
    fn files_that_come_at_one_place_in_no_order_have_room() {
        let shuffled = |nth: usize| nth * 7_919 % 10_007;
        let path = |nth: usize| format!("articles/04711.md.{:06}", shuffled(nth));
        assert!(have_room(one_by_one((0..500).map(path))));
        // Each between the two before it.
        let inside = |nth: usize| if nth.is_multiple_of(2) { nth } else { 10_000 - nth };
        assert!(have_room(one_by_one((0..20).map(inside).map(path_of))));
        fn path_of(nth: usize) -> String {
            format!("articles/04711.md.{nth:06}")
        }
    }

    /// What comes between two neighbours, over and over, is out of room in the end.
    #[test]
    fn ranks_that_are_out_of_room_say_so() {
        let inside = |nth: usize| if nth.is_multiple_of(2) { nth } else { 10_000 - nth };
        assert!(!have_room(one_by_one((0..100).map(inside).map(|nth| format!("b{nth:06}")))));
    }

    #[test]
    fn an_order_has_the_rank_and_the_number() {
        let order = Order::new(Rank(7), 3);
        assert_eq!((order.rank(), order.nth()), (Rank(7), 3));
        assert!(order < Order::new(Rank(7), 4) && Order::new(Rank(7), usize::MAX) < Order::new(Rank(8), 0));
        let [from, to] = Order::all_of(Rank::LAST);
        assert!((from..to).contains(&Order::new(Rank::LAST, usize::MAX)));
    }
}
