//! What a publisher's pages usually state.
//!
//! Nobody asks every publisher for every field. A field is asked of a page where the other pages show that it is the
//! publisher's custom to state it.

use super::Documents;
use super::names::Names;
use super::people::{People, Reviewed};
use super::reads::{self, Asked, Changed};
use super::worked::Worked;
use crate::base::span::DocId;
use crate::model::collection::Collection;
use crate::model::document::Format;
use crate::model::facts::Facts;

/// So many pages have to state a field before it can be a custom: one or two are an attempt, or a typing error that
/// somebody has just corrected, and should bring no findings on all other pages.
const FEWEST: u32 = 3;

/// What pages may state.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Custom {
    /// Who paid for the page.
    Funding,
    /// Whether a program wrote part of it.
    AiAssistance,
    /// For whom it is written.
    Audience,
    /// When it is to be reviewed next; of pages that were reviewed.
    NextReview,
    /// That it replaces no advice from a clinician.
    Disclaimer,
    /// A term for what it is filed under; of all that pages are filed under.
    Topics,
}

impl Custom {
    const ALL: [Custom; 6] = [
        Custom::Funding,
        Custom::AiAssistance,
        Custom::Audience,
        Custom::NextReview,
        Custom::Disclaimer,
        Custom::Topics,
    ];

    /// The percentage from which on something is a custom, where the settings say nothing else. A lower one would ask the
    /// majority to follow a minority; with a much higher one nothing would be reported of a repository with more than a
    /// few gaps, which needs the findings most.
    pub const HALF: u32 = 50;

    /// Stands for the percentage of what nearly all pages state. What a text says can be said by the template of the site as
    /// well, so that only very few exceptions stand out.
    pub const NEARLY_ALL: u32 = u32::MAX;
}

/// How many pages that readers can see state what.
#[derive(Debug, Default)]
pub(super) struct Customs {
    shares: Shares,
    by_page: Worked<DocId, Shares>,
}

/// How many pages state each thing, in the order of [`Custom`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Shares([Share; Custom::ALL.len()]);

/// How many pages state something, of how many.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Share {
    stating: u32,
    all: u32,
}

impl Customs {
    pub(super) fn new(documents: &Documents, people: &People, names: &Names) -> Customs {
        let mut customs = Customs::default();
        for (doc, facts) in documents.iter() {
            let (shares, reads) = reads::record(|| Shares::of(doc, facts, people, names));
            if let Some(shares) = shares {
                customs.shares.take(&shares, true);
                customs.by_page.set(doc, Some(shares), reads);
            }
        }
        customs
    }

    /// Makes ready for edits, so that the first takes no longer than others.
    pub(super) fn expect_edits(&mut self) {
        self.by_page.expect_edits();
    }

    /// Counts again what edited pages state, and pages of which the reviews or the topics are others. Notes what is a
    /// custom now, or no longer is.
    pub(super) fn renew(
        &mut self,
        documents: &Documents,
        people: &People,
        names: &Names,
        edited: &[(DocId, &Facts, &Facts)],
        changed: &mut Changed,
    ) {
        let before = self.shares;
        let mut again = self.by_page.stale(changed);
        again.extend(edited.iter().map(|(doc, ..)| *doc));
        for doc in again {
            let (now, reads) = reads::record(|| Shares::of(doc, documents.get(doc)?, people, names));
            self.shares.take(&now.unwrap_or_default(), true);
            let old = self.by_page.set(doc, now, reads);
            self.shares.take(&old.unwrap_or_default(), false);
        }
        if before == self.shares {
            return;
        }
        for custom in Custom::ALL {
            let (before, now) = (before.share(custom), self.shares.share(custom));
            for percent in (0..=100).chain([Custom::NEARLY_ALL]) {
                if before.is_custom(percent) != now.is_custom(percent) {
                    changed.note(Asked::Custom(custom, percent));
                }
            }
        }
    }

    /// Whether so many percent of the pages state it that it is asked of all.
    pub(super) fn has(&self, custom: Custom, percent: u32) -> bool {
        reads::note(Asked::Custom(custom, percent));
        self.shares.share(custom).is_custom(percent)
    }
}

impl Shares {
    /// What a page states; `None` of what counts for nothing. Plain text has no fields, so it does not count for those.
    fn of(doc: DocId, facts: &Facts, people: &People, names: &Names) -> Option<Shares> {
        let mut shares = Shares::default();
        for topic in facts.topics().filter(|_| names.has_any(Collection::Term)) {
            shares.count(Custom::Topics, names.topic(&topic.text).is_some());
        }
        let open = facts.article.as_ref().filter(|_| facts.status().is_seen());
        let counts = open.is_some() || facts.topics().next().is_some();
        let Some(article) = open else {
            return counts.then_some(shares);
        };
        let states = article.states;
        shares.count(Custom::Disclaimer, states.disclaimer);
        if facts.format == Some(Format::Text) {
            return Some(shares);
        }
        shares.count(Custom::Funding, states.funding);
        shares.count(Custom::AiAssistance, states.ai_assistance);
        shares.count(Custom::Audience, states.audience);
        let record = match people.reviews(doc).state() {
            Reviewed::Whole(record) => Some(record),
            _ => None,
        };
        if article.last_reviewed.is_some() || record.is_some_and(|record| record.review.date.is_some()) {
            let due = record.is_some_and(|record| record.review.next_due.is_some());
            shares.count(Custom::NextReview, states.next_review || due);
        }
        Some(shares)
    }

    fn share(&self, custom: Custom) -> Share {
        self.0[custom as usize]
    }

    fn count(&mut self, custom: Custom, states: bool) {
        let share = &mut self.0[custom as usize];
        share.stating += u32::from(states);
        share.all += 1;
    }

    /// Counts those of a page, or no longer does.
    fn take(&mut self, page: &Shares, counts: bool) {
        for (share, own) in self.0.iter_mut().zip(&page.0) {
            let change =
                |number: &mut u32, by: u32| *number = if counts { *number + by } else { *number - by };
            change(&mut share.stating, own.stating);
            change(&mut share.all, own.all);
        }
    }
}

impl Share {
    /// Whether so many percent of the pages state it that it is asked of all; 0 asks for it always.
    fn is_custom(self, percent: u32) -> bool {
        if percent == Custom::NEARLY_ALL {
            return self.stating > 0 && self.stating * 5 >= self.all * 4;
        }
        let is_share = u64::from(self.stating) * 100 >= u64::from(self.all) * u64::from(percent);
        percent == 0 || self.stating >= FEWEST && is_share
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_custom_is_what_half_of_the_pages_state_and_at_least_three() {
        let is_custom = |stating, all| Share { stating, all }.is_custom(Custom::HALF);
        assert_eq!(
            [(0, 0), (1, 2), (2, 3), (2, 4)].map(|(stating, all)| is_custom(stating, all)),
            [false; 4]
        );
        assert_eq!([(3, 4), (3, 6), (14, 28)].map(|(stating, all)| is_custom(stating, all)), [true; 3]);
        assert_eq!([(3, 7), (13, 28)].map(|(stating, all)| is_custom(stating, all)), [false; 2]);
        assert!(Share { stating: 0, all: 9 }.is_custom(0));
        assert!(!Share { stating: 8, all: 9 }.is_custom(90));
    }
}
