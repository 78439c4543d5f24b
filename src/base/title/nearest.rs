//! The names somebody may have meant, best first.
//!
//! A wrong suggestion is worse than none: it sends an editor to the wrong page. So every
//! word must be accounted for, and words that differ as a whole (`neck-pain`, `back-pain`)
//! are no slip of the pen, however near the letters are.

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
pub struct Candidates(Prepared);

#[derive(Clone, Debug)]
enum Prepared {
    Ids(ids::Ids),
    Titles(titles::Titles),
}

impl Candidates {
    /// Short names without blanks: ids, keys, anchors, rules.
    pub fn ids<'a>(names: impl IntoIterator<Item = &'a str>) -> Candidates {
        Candidates(Prepared::Ids(ids::Ids::new(names)))
    }

    /// Titles and other names of several words.
    pub fn titles<'a>(names: impl IntoIterator<Item = &'a str>) -> Candidates {
        Candidates(Prepared::Titles(titles::Titles::new(names)))
    }

    /// The places of the names that `name` may stand for, in the order they were given in,
    /// best first, at most `limit`. Equally near ones keep their order.
    #[must_use]
    pub fn nearest(&self, name: &str, limit: usize) -> Vec<usize> {
        let mut found = match &self.0 {
            Prepared::Ids(ids) => ids.near(name),
            Prepared::Titles(titles) => titles.near(name),
        };
        found.sort_unstable();
        found.truncate(limit);
        found.into_iter().map(|near| near.nth).collect()
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
