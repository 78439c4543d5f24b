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

/// Names prepared for many questions: tens of thousands of them, thousands of times.
#[derive(Clone, Debug)]
pub struct Candidates {
    prepared: Prepared,
    /// The names that were changed since, by their places.
    changed: BTreeMap<usize, String>,
    /// These, prepared.
    changes: Prepared,
}

#[derive(Clone, Debug)]
enum Prepared {
    Ids(ids::Ids),
    Titles(titles::Titles),
}

impl Candidates {
    /// Short names without blanks: ids, keys, anchors, rules.
    pub fn ids<'a>(names: impl IntoIterator<Item = &'a str>) -> Candidates {
        Candidates::of(Prepared::ids(names))
    }

    /// Titles and other names of several words.
    pub fn titles<'a>(names: impl IntoIterator<Item = &'a str>) -> Candidates {
        Candidates::of(Prepared::titles(names))
    }

    fn of(prepared: Prepared) -> Candidates {
        let changes = prepared.alike([]);
        Candidates { prepared, changed: BTreeMap::new(), changes }
    }

    /// Puts another name in the place of one, and returns how many were changed since all were prepared. What is found
    /// is what would be found if all were prepared again, but where too many names are near for all to be looked at.
    pub fn rename(&mut self, nth: usize, name: &str) -> usize {
        self.changed.insert(nth, name.to_owned());
        self.changes = self.prepared.alike(self.changed.values().map(String::as_str));
        self.changed.len()
    }

    /// The places of the names that `name` may stand for, in the order they were given in,
    /// best first, at most `limit`. Equally near ones keep their order.
    #[must_use]
    pub fn nearest(&self, name: &str, limit: usize) -> Vec<usize> {
        let mut found = self.prepared.near(name);
        if !self.changed.is_empty() {
            found.retain(|near| !self.changed.contains_key(&near.nth));
            let places: Vec<usize> = self.changed.keys().copied().collect();
            let late = self.changes.near(name).into_iter();
            found.extend(late.filter_map(|near| Some(Near { nth: *places.get(near.nth)?, ..near })));
        }
        found.sort_unstable();
        found.truncate(limit);
        found.into_iter().map(|near| near.nth).collect()
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
