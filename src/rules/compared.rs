//! What a rule counts on pages, to judge each by how all of them are.

use crate::model::index::Page;

/// What a rule counts on a page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// What it counts, where it counts several things apart.
    pub subject: Option<Box<str>>,
    /// How many things are such that the rule compares them with all.
    pub some: usize,
    /// How many there are.
    pub all: usize,
    /// Whether the page has something that may be said at once for all such pages.
    pub joins: bool,
}

impl Count {
    /// Things of a page that are all compared; nothing where it has none, or readers do not see it.
    #[must_use]
    pub fn of_each(page: Page<'_>, some: usize) -> Vec<Count> {
        if some == 0 || !page.facts.status().is_seen() {
            return Vec::new();
        }
        vec![Count { subject: None, some, all: some, joins: true }]
    }
}

/// What a rule counts on all pages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Total {
    /// How many things are such that the rule compares them with all.
    pub some: usize,
    /// How many there are.
    pub all: usize,
    /// How many pages have something that may be said at once.
    pub pages: usize,
}

/// How a page is to be judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// By itself.
    Alone,
    /// It is the first of those of which all is said at once: here.
    First(Total),
    /// What is to be said is said at the first of such pages.
    Elsewhere,
}

/// How a page is to be judged, for each of the things that a rule counts.
#[derive(Clone, Copy)]
pub struct Modes<'a> {
    /// For all of them together.
    pub whole: Mode,
    pub(crate) subjects: &'a dyn Fn(&str) -> Mode,
}

impl Modes<'_> {
    /// For one of them.
    #[must_use]
    pub fn of(&self, subject: &str) -> Mode {
        (self.subjects)(subject)
    }
}
