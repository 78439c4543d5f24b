//! What is worked out of single documents, or of single things in them, each again only where something that it looked at
//! changed.

use std::collections::BTreeSet;
use std::hash::Hash;

use super::reads::{Changed, Readers, Reads};
use crate::base::quick::QuickMap;

/// What was worked out, by document or thing, with what was looked at for it.
#[derive(Debug)]
pub(super) struct Worked<K, T> {
    all: QuickMap<K, (T, Reads)>,
    /// Who looked at what; made for the first change.
    readers: Option<Readers<K>>,
}

impl<K, T> Default for Worked<K, T> {
    fn default() -> Worked<K, T> {
        Worked { all: QuickMap::default(), readers: None }
    }
}

impl<K: Copy + Hash + Ord, T> Worked<K, T> {
    /// What was worked out of one.
    pub(super) fn get(&self, of: K) -> Option<&T> {
        self.all.get(&of).map(|(worked, _)| worked)
    }

    /// Takes in what was worked out of one, and what was looked at for it; returns what it was before.
    pub(super) fn set(&mut self, of: K, now: Option<T>, reads: Reads) -> Option<T> {
        if let Some(readers) = &mut self.readers {
            let old = self.all.get(&of).into_iter().flat_map(|(_, reads)| reads.keys());
            let new = now.iter().flat_map(|_| reads.keys());
            readers.replace(of, old, new);
        }
        let before = match now {
            Some(now) => self.all.insert(of, (now, reads)),
            None => self.all.remove(&of),
        };
        before.map(|(before, _)| before)
    }

    /// Makes ready for edits, so that the first takes no longer than others.
    pub(super) fn expect_edits(&mut self) {
        let Worked { all, readers } = self;
        readers.get_or_insert_with(|| Readers::of(all.iter().map(|(of, (_, reads))| (*of, reads.keys()))));
    }

    /// Those of which something that was looked at changed.
    pub(super) fn stale(&mut self, changed: &Changed) -> BTreeSet<K> {
        self.expect_edits();
        let readers = self.readers.iter();
        readers.flat_map(|readers| changed.keys().flat_map(|key| readers.by(key))).copied().collect()
    }
}
