//! Maps and sets that hash quickly.
//!
//! The standard library's hash withstands anybody who chooses keys that collide, and takes three times as long. This one is
//! seeded again in each run, which is enough for a program that reads the files of the person who starts it.

use std::collections::{HashMap, HashSet};

use foldhash::fast::RandomState;

/// A map that hashes quickly; [`Default`] makes an empty one.
pub type QuickMap<K, V> = HashMap<K, V, RandomState>;

/// A set that hashes quickly; [`Default`] makes an empty one.
pub type QuickSet<T> = HashSet<T, RandomState>;
