//! What rules that compare pages counted on all of them.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::span::DocId;
use crate::model::index::{Index, Rank};
use crate::rules;
use crate::rules::compared::{Count, Mode, Total};
use crate::rules::rule::Check;
use crate::rules::settings::Settings;

/// The counts of the rules that compare pages, by their numbers in the catalogue.
#[derive(Debug, Default)]
pub(super) struct Tallies(BTreeMap<usize, Tally>);

/// What rules counted on a page, each by its number in the catalogue.
pub(super) type Counts = Vec<(usize, Count)>;

#[derive(Debug, Default)]
struct Tally {
    whole: Group,
    subjects: BTreeMap<Box<str>, Group>,
}

/// What was counted of one thing, or of all.
#[derive(Debug, Default)]
struct Group {
    total: Total,
    /// The pages with something that may be said at once, in order of path, each with how much of it.
    joined: BTreeMap<(Rank, DocId), usize>,
    /// What is said at once, and where.
    said: Option<(Total, DocId)>,
}

impl Tallies {
    /// Takes in what was counted on a page in place of what was counted before.
    pub(super) fn replace(&mut self, index: &Index, doc: DocId, old: &Counts, new: &Counts) {
        if old == new {
            return;
        }
        let place = (index.rank(doc), doc);
        for (counts, is_new) in [(new, true), (old, false)] {
            for (rule, count) in counts {
                let tally = self.0.entry(*rule).or_default();
                tally.whole.take(place, count, is_new);
                if let Some(subject) = &count.subject {
                    tally.subjects.entry(subject.clone()).or_default().take(place, count, is_new);
                }
            }
        }
    }

    /// Settles what is said at once, and returns the pages of which something else is to be said than before, each with the
    /// rule that says it.
    pub(super) fn settle(&mut self, settings: &Settings) -> BTreeSet<(usize, DocId)> {
        let mut all = BTreeSet::new();
        for (rule, tally) in &mut self.0 {
            let Some(Check::Compared { at_once, .. }) = rules::ALL.get(*rule).map(|entry| entry.rule.check)
            else {
                continue;
            };
            let mut others = BTreeSet::new();
            tally.whole.settle(|total| at_once(settings, None, total), &mut others);
            tally.subjects.retain(|subject, group| {
                group.settle(|total| at_once(settings, Some(subject), total), &mut others);
                group.is_something()
            });
            all.extend(others.into_iter().map(|doc| (*rule, doc)));
        }
        all
    }

    /// How a rule is to judge a page in all that it counts.
    pub(super) fn whole(&self, rule: usize, doc: DocId, index: &Index) -> Mode {
        self.0.get(&rule).map_or(Mode::Alone, |tally| tally.whole.mode((index.rank(doc), doc)))
    }

    /// How a rule is to judge a page in one thing that it counts.
    pub(super) fn subject(&self, rule: usize, doc: DocId, index: &Index, subject: &str) -> Mode {
        let group = self.0.get(&rule).and_then(|tally| tally.subjects.get(subject));
        group.map_or(Mode::Alone, |group| group.mode((index.rank(doc), doc)))
    }
}

impl Group {
    fn take(&mut self, place: (Rank, DocId), count: &Count, is_new: bool) {
        let total = &mut self.total;
        if is_new {
            total.some += count.some;
            total.all += count.all;
        } else {
            total.some -= count.some;
            total.all -= count.all;
        }
        if count.joins {
            let number = self.joined.entry(place).or_default();
            *number = if is_new { *number + 1 } else { number.saturating_sub(1) };
            if *number == 0 {
                self.joined.remove(&place);
            }
        }
        self.total.pages = self.joined.len();
    }

    /// Whether anything is counted of it.
    fn is_something(&self) -> bool {
        self.total != Total::default() || self.said.is_some()
    }

    fn settle(&mut self, at_once: impl FnOnce(&Total) -> bool, others: &mut BTreeSet<DocId>) {
        let first = self.joined.keys().next().map(|(_, doc)| *doc);
        let now = first.filter(|_| at_once(&self.total)).map(|first| (self.total, first));
        match (std::mem::replace(&mut self.said, now), now) {
            (None, None) => {}
            (Some(before), Some(now)) if before == now => {}
            (Some((_, first)), Some((_, other))) => others.extend([first, other]),
            _ => others.extend(self.joined.keys().map(|(_, doc)| *doc)),
        }
    }

    fn mode(&self, place: (Rank, DocId)) -> Mode {
        match self.said {
            Some((total, first)) if self.joined.contains_key(&place) => {
                if first == place.1 {
                    Mode::First(total)
                } else {
                    Mode::Elsewhere
                }
            }
            _ => Mode::Alone,
        }
    }
}
