//! The names that an unknown one may have been meant to be.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use super::Suggestion;
use crate::base::quick::QuickMap;
use crate::base::steps::count;
use crate::base::title::Candidates;
use crate::model::index::Order;

/// The names of one collection that can be suggested.
#[derive(Debug)]
pub(super) struct Suggested {
    pub(super) ids: NearNames,
    pub(super) titles: NearNames,
}

impl Default for Suggested {
    fn default() -> Suggested {
        Suggested {
            ids: NearNames::new(|names| Candidates::keyed_ids(names)),
            titles: NearNames::new(|names| Candidates::keyed_titles(names)),
        }
    }
}

impl Suggested {
    /// Prepares all names, so that the first that is not found takes no longer than others.
    pub(super) fn prepare(&self) {
        self.ids.expect_edits();
        self.titles.expect_edits();
    }
}

type Prepare = fn(Vec<(Order, &str)>) -> Candidates<Order>;

/// Names of one kind, in order of path; prepared when the first is not found.
#[derive(Debug)]
pub(super) struct NearNames {
    names: BTreeMap<Order, String>,
    prepare: Prepare,
    prepared: OnceLock<Candidates<Order>>,
    /// What was answered before, by question: a page that is gone is asked for by every page that links to it.
    answers: Mutex<Answers>,
}

/// What was answered, by question.
#[derive(Debug, Default)]
struct Answers {
    known: QuickMap<String, Arc<[Order]>>,
    /// How many of them somebody still asked for when that was last looked at.
    asked_for: usize,
}

/// More suggestions than any message shows.
const MOST_SUGGESTED: usize = 8;

/// So many more answers are kept before those that nobody asks for any more are looked for.
const FEW_ANSWERS: usize = 8;

/// So many names are changed one by one before all are prepared again.
const MOST_CHANGED: usize = 64;

impl NearNames {
    fn new(prepare: Prepare) -> NearNames {
        NearNames { names: BTreeMap::new(), prepare, prepared: OnceLock::new(), answers: Mutex::default() }
    }

    /// Adds a name, before anybody asked for one.
    pub(super) fn add(&mut self, order: Order, name: &str) {
        self.names.insert(order, name.to_owned());
    }

    fn prepared(&self) -> &Candidates<Order> {
        let all = || self.names.iter().map(|(order, name)| (*order, name.as_str())).collect();
        self.prepared.get_or_init(|| (self.prepare)(all()))
    }

    fn expect_edits(&self) {
        self.prepared();
        let mut answers = self.answers.lock().unwrap_or_else(PoisonError::into_inner);
        answers.asked_for = answers.known.len();
    }

    /// The names near a name, best first.
    pub(super) fn like(&self, name: &str, limit: usize) -> Vec<Suggestion> {
        let prepared = self.prepared();
        // A thread that panicked while it held the answers left none half-written.
        let answers = || self.answers.lock().unwrap_or_else(PoisonError::into_inner);
        let known = answers().known.get(name).cloned();
        let nearest = known.unwrap_or_else(|| {
            let nearest: Arc<[Order]> = prepared.nearest(name, MOST_SUGGESTED + 1).into();
            answers().known.insert(name.to_owned(), Arc::clone(&nearest));
            nearest
        });
        let mut near: Vec<&String> =
            nearest.iter().take(limit + 1).filter_map(|order| self.names.get(order)).collect();
        near.dedup();
        let clear = near.len() == 1;
        near.into_iter().take(limit).map(|name| Suggestion { name: name.clone(), clear }).collect()
    }

    /// Forgets the answers that nobody asks for any more, once there are more of these than a few.
    pub(super) fn forget_unasked(&mut self, is_asked_for: impl Fn(&str) -> bool) {
        let answers = self.answers.get_mut().unwrap_or_else(PoisonError::into_inner);
        if answers.known.len() > answers.asked_for + answers.asked_for / 8 + FEW_ANSWERS {
            count(answers.known.len());
            answers.known.retain(|name, _| is_asked_for(name));
            answers.asked_for = answers.known.len();
        }
    }

    /// Gives a thing another name, or none, and returns the names that were asked for and have another answer now.
    pub(super) fn set(&mut self, order: Order, name: Option<&str>) -> Vec<String> {
        match name {
            Some(name) => drop(self.names.insert(order, name.to_owned())),
            None => drop(self.names.remove(&order)),
        }
        if self.prepared.get_mut().is_some_and(|prepared| prepared.set(order, name) > MOST_CHANGED) {
            self.prepared = OnceLock::new();
        }
        let alone = (self.prepare)(name.map(|name| (order, name)).into_iter().collect());
        let answers = self.answers.get_mut().unwrap_or_else(PoisonError::into_inner);
        let is_other =
            |asked: &str, near: &[Order]| near.contains(&order) || !alone.nearest(asked, 1).is_empty();
        let others: Vec<String> = answers
            .known
            .iter()
            .filter(|(asked, near)| is_other(asked, near))
            .map(|(asked, _)| asked.clone())
            .collect();
        for asked in &others {
            answers.known.remove(asked);
        }
        others
    }
}
