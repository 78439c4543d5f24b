//! The names somebody may have meant, best first.
//!
//! A wrong suggestion is worse than none: it sends an editor to the wrong page. So every
//! word must be accounted for, and words that differ as a whole (`neck-pain`, `back-pain`)
//! are no slip of the pen, however near the letters are.

use std::collections::BTreeMap;

mod ids;
mod pool;
mod slips;
mod titles;

/// The ids or keys among `names` that `name` may stand for, best first, at most `limit`.
#[must_use]
pub fn nearest_ids<'a>(name: &str, names: impl IntoIterator<Item = &'a str>, limit: usize) -> Vec<&'a str> {
    nearest(name, names, limit, Candidates::ids)
}

/// The titles among `names` that `name` may stand for, best first, at most `limit`.
#[must_use]
pub fn nearest_titles<'a>(
    name: &str,
    names: impl IntoIterator<Item = &'a str>,
    limit: usize,
) -> Vec<&'a str> {
    nearest(name, names, limit, Candidates::titles)
}

fn nearest<'a>(
    name: &str,
    names: impl IntoIterator<Item = &'a str>,
    limit: usize,
    prepare: fn(Vec<&'a str>) -> Candidates,
) -> Vec<&'a str> {
    let names: Vec<&str> = names.into_iter().collect();
    let nearest = prepare(names.clone()).nearest(name, limit);
    nearest.into_iter().filter_map(|nth| names.get(nth).copied()).collect()
}

/// Names prepared for many questions: tens of thousands of them, thousands of times. Each has a key, whose order is that
/// of the names.
#[derive(Clone, Debug)]
pub struct Candidates<K = usize> {
    prepared: Prepared,
    /// The keys of the names that were prepared.
    keys: Vec<K>,
    /// The names that were changed since; `None` of one that is gone.
    changed: BTreeMap<K, Option<String>>,
    /// Those of them that are there, prepared, and their keys.
    changes: Prepared,
    late: Vec<K>,
}

#[derive(Clone, Debug)]
enum Prepared {
    Ids(ids::Ids),
    Titles(titles::Titles),
}

impl Candidates {
    /// Short names without blanks: ids, keys, anchors, rules.
    pub fn ids<'a>(names: impl IntoIterator<Item = &'a str>) -> Candidates {
        Candidates::keyed_ids(names.into_iter().enumerate())
    }

    /// Titles and other names of several words.
    pub fn titles<'a>(names: impl IntoIterator<Item = &'a str>) -> Candidates {
        Candidates::keyed_titles(names.into_iter().enumerate())
    }
}

impl<K: Copy + Ord> Candidates<K> {
    /// Short names with their keys, in the order of these.
    pub fn keyed_ids<'a>(names: impl IntoIterator<Item = (K, &'a str)>) -> Candidates<K> {
        let (keys, names): (Vec<K>, Vec<&str>) = names.into_iter().unzip();
        Candidates::of(keys, Prepared::ids(names))
    }

    /// Titles with their keys, in the order of these.
    pub fn keyed_titles<'a>(names: impl IntoIterator<Item = (K, &'a str)>) -> Candidates<K> {
        let (keys, names): (Vec<K>, Vec<&str>) = names.into_iter().unzip();
        Candidates::of(keys, Prepared::titles(names))
    }

    fn of(keys: Vec<K>, prepared: Prepared) -> Candidates<K> {
        let changes = prepared.alike([]);
        Candidates { prepared, keys, changed: BTreeMap::new(), changes, late: Vec::new() }
    }

    /// Puts another name in the place of one, adds one or takes one out, and returns how many were changed since all were
    /// prepared. What is found is what would be found if all were prepared again, but where too many names are near for
    /// all to be looked at.
    pub fn set(&mut self, key: K, name: Option<&str>) -> usize {
        self.changed.insert(key, name.map(str::to_owned));
        let there = self.changed.iter().filter_map(|(key, name)| Some((*key, name.as_deref()?)));
        let (late, names): (Vec<K>, Vec<&str>) = there.unzip();
        self.changes = self.prepared.alike(names);
        self.late = late;
        self.changed.len()
    }

    /// The keys of the names that `name` may stand for, best first, at most `limit`. Equally near ones are in the order of
    /// their keys.
    #[must_use]
    pub fn nearest(&self, name: &str, limit: usize) -> Vec<K> {
        let found = self.prepared.near(name).into_iter();
        let found = found.filter_map(|near| Some((near.distance, *self.keys.get(near.nth)?)));
        let mut found: Vec<(u32, K)> = found.filter(|(_, key)| !self.changed.contains_key(key)).collect();
        if !self.late.is_empty() {
            let late = self.changes.near(name).into_iter();
            found.extend(late.filter_map(|near| Some((near.distance, *self.late.get(near.nth)?))));
        }
        found.sort_unstable();
        found.truncate(limit);
        found.into_iter().map(|(_, key)| key).collect()
    }
}

impl Prepared {
    fn ids<'a>(names: impl IntoIterator<Item = &'a str>) -> Prepared {
        Prepared::Ids(ids::Ids::new(names))
    }

    fn titles<'a>(names: impl IntoIterator<Item = &'a str>) -> Prepared {
        Prepared::Titles(titles::Titles::new(names))
    }

    /// Other names, of the same kind.
    fn alike<'a>(&self, names: impl IntoIterator<Item = &'a str>) -> Prepared {
        match self {
            Prepared::Ids(_) => Prepared::ids(names),
            Prepared::Titles(_) => Prepared::titles(names),
        }
    }

    fn near(&self, name: &str) -> Vec<Near> {
        match self {
            Prepared::Ids(ids) => ids.near(name),
            Prepared::Titles(titles) => titles.near(name),
        }
    }
}

/// A name that may be meant. The order is that of suggestions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Near {
    /// From 0; comparable only among the answers to one question.
    distance: u32,
    /// Its place among the names that were given.
    nth: usize,
}

#[cfg(test)]
mod tests;
