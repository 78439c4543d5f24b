//! Maps and sets that hash quickly.
//!
//! The standard library's hash withstands anybody who chooses keys that collide, and takes three times as long. This one is
//! seeded again in each run, which is enough for a program that reads the files of the person who starts it.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::hash::Hash;

use foldhash::fast::RandomState;

/// A map that hashes quickly; [`Default`] makes an empty one.
pub type QuickMap<K, V> = HashMap<K, V, RandomState>;

/// A set that hashes quickly; [`Default`] makes an empty one.
pub type QuickSet<T> = HashSet<T, RandomState>;

/// Counts things once more.
pub fn count<K: Hash + Eq>(counts: &mut QuickMap<K, usize>, all: impl Iterator<Item = K>) {
    all.for_each(|one| *counts.entry(one).or_default() += 1);
}

/// Counts some things in place of others, and returns those that are now there or no longer are.
pub fn exchange<K: Hash + Eq + Clone>(
    counts: &mut QuickMap<K, usize>,
    before: Vec<K>,
    now: Vec<K>,
) -> Vec<K> {
    if before == now {
        return Vec::new();
    }
    let all: QuickMap<K, bool> =
        before.iter().chain(&now).map(|one| (one.clone(), counts.contains_key(one))).collect();
    for one in before {
        if let Some(number) = counts.get_mut(&one) {
            *number -= 1;
            if *number == 0 {
                counts.remove(&one);
            }
        }
    }
    count(counts, now.into_iter());
    all.into_iter().filter(|(one, was)| counts.contains_key(one) != *was).map(|(one, _)| one).collect()
}

/// Counts one thing of another once less, and forgets what is not there any more.
pub fn count_once_less<A: Eq + Hash, B: Ord>(counts: &mut QuickMap<A, BTreeMap<B, usize>>, of: &A, one: &B) {
    if let Some(known) = counts.get_mut(of) {
        if let Some(number) = known.get_mut(one) {
            *number -= 1;
            if *number == 0 {
                known.remove(one);
            }
        }
        if known.is_empty() {
            counts.remove(of);
        }
    }
}
