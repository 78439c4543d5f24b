//! The names that an unknown one may have been meant to be.

use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use super::Suggestion;
use crate::base::quick::QuickMap;
use crate::base::title::Candidates;
use crate::model::index::EntityRef;

/// The names of one collection that can be suggested.
#[derive(Debug)]
pub(super) struct Suggested {
    pub(super) ids: NearNames,
    /// Each thing has one, if only an empty one, which is near to nothing.
    pub(super) titles: NearNames,
    /// The places of the things among the ids, and among the titles.
    pub(super) places: QuickMap<EntityRef, usize>,
}

impl Default for Suggested {
    fn default() -> Suggested {
        let ids = NearNames::new(|names| Candidates::ids(names.iter().map(String::as_str)));
        let titles = NearNames::new(|names| Candidates::titles(names.iter().map(String::as_str)));
        Suggested { ids, titles, places: QuickMap::default() }
    }
}

/// Names of one kind, in order of path; prepared when the first is not found.
#[derive(Debug)]
pub(super) struct NearNames {
    pub(super) names: Vec<String>,
    prepare: fn(&[String]) -> Candidates,
    prepared: OnceLock<Candidates>,
    /// What was answered before, by question: a page that is gone is asked for by every page that links to it.
    answers: Mutex<QuickMap<String, Arc<[usize]>>>,
}

/// More suggestions than any message shows.
const MOST_SUGGESTED: usize = 8;

/// So many names are changed one by one before all are prepared again.
const MOST_CHANGED: usize = 64;

impl NearNames {
    fn new(prepare: fn(&[String]) -> Candidates) -> NearNames {
        NearNames { names: Vec::new(), prepare, prepared: OnceLock::new(), answers: Mutex::default() }
    }

    /// The names near a name, best first.
    pub(super) fn like(&self, name: &str, limit: usize) -> Vec<Suggestion> {
        let prepared = self.prepared.get_or_init(|| (self.prepare)(&self.names));
        // A thread that panicked while it held the answers left none half-written.
        let answers = || self.answers.lock().unwrap_or_else(PoisonError::into_inner);
        let known = answers().get(name).cloned();
        let nearest = known.unwrap_or_else(|| {
            let nearest: Arc<[usize]> = prepared.nearest(name, MOST_SUGGESTED + 1).into();
            answers().insert(name.to_owned(), Arc::clone(&nearest));
            nearest
        });
        let mut near: Vec<&String> =
            nearest.iter().take(limit + 1).filter_map(|nth| self.names.get(*nth)).collect();
        near.dedup();
        let clear = near.len() == 1;
        near.into_iter().take(limit).map(|name| Suggestion { name: name.clone(), clear }).collect()
    }

    /// Gives the nth another name, and returns the names that were asked for and have another answer now.
    pub(super) fn rename(&mut self, nth: usize, name: &str) -> Vec<String> {
        let Some(known) = self.names.get_mut(nth) else {
            return Vec::new();
        };
        name.clone_into(known);
        if self.prepared.get_mut().is_some_and(|prepared| prepared.rename(nth, name) > MOST_CHANGED) {
            self.prepared = OnceLock::new();
        }
        let alone = (self.prepare)(&[name.to_owned()]);
        let answers = self.answers.get_mut().unwrap_or_else(PoisonError::into_inner);
        let is_other =
            |asked: &str, near: &[usize]| near.contains(&nth) || !alone.nearest(asked, 1).is_empty();
        let others: Vec<String> = answers
            .iter()
            .filter(|(asked, near)| is_other(asked, near))
            .map(|(asked, _)| asked.clone())
            .collect();
        for asked in &others {
            answers.remove(asked);
        }
        others
    }
}
