//! What a publisher's pages usually state.
//!
//! Nobody asks every publisher for every field. A field is asked of a page where the other pages show that it is the
//! publisher's custom to state it.

use super::names::Names;
use super::people::{People, Reviewed};
use crate::base::span::DocId;
use crate::model::collection::Collection;
use crate::model::document::Format;
use crate::model::facts::{Facts, Status};

/// So many pages have to state a field before it can be a custom: one or two are an attempt, or a typing error that
/// somebody has just corrected, and should bring no findings on all other pages.
const FEWEST: usize = 3;

/// How many pages that readers can see state each field.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Customs {
    /// Who paid for the page.
    pub funding: Share,
    /// Whether a program wrote part of it.
    pub ai_assistance: Share,
    /// For whom it is written.
    pub audience: Share,
    /// When it is to be reviewed next; of pages that were reviewed.
    pub next_review: Share,
    /// That it replaces no advice from a clinician.
    pub disclaimer: Share,
    /// A term for what it is filed under; of all that pages are filed under.
    pub topics: Share,
}

/// How many pages state something, of how many.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Share {
    stating: usize,
    all: usize,
}

impl Customs {
    /// Counts what pages state. Plain text has no fields, so it does not count for those.
    pub(super) fn of<'a>(
        documents: impl Iterator<Item = (DocId, &'a Facts)>,
        people: &People,
        names: &Names,
    ) -> Customs {
        let mut customs = Customs::default();
        let has_terms = names.has_any(Collection::Term);
        for (doc, facts) in documents {
            for topic in facts.topics().filter(|_| has_terms) {
                customs.topics.count(names.topic(&topic.text).is_some());
            }
            let open = matches!(facts.status(), Status::Published | Status::Unstated);
            let Some(article) = facts.article.as_ref().filter(|_| open) else {
                continue;
            };
            let states = article.states;
            customs.disclaimer.count(states.disclaimer);
            if facts.format == Some(Format::Text) {
                continue;
            }
            customs.funding.count(states.funding);
            customs.ai_assistance.count(states.ai_assistance);
            customs.audience.count(states.audience);
            let record = match people.reviews(doc).state() {
                Reviewed::Whole(record) => Some(record),
                _ => None,
            };
            if article.last_reviewed.is_some() || record.is_some_and(|record| record.review.date.is_some()) {
                let due = record.is_some_and(|record| record.review.next_due.is_some());
                customs.next_review.count(states.next_review || due);
            }
        }
        customs
    }
}

impl Share {
    /// The percentage from which on a field is a custom, where the settings say nothing else. A lower one would ask the
    /// majority to follow a minority; with a much higher one nothing would be reported of a repository with more than a
    /// few gaps, which needs the findings most.
    pub const HALF: u32 = 50;

    fn count(&mut self, states: bool) {
        self.stating += usize::from(states);
        self.all += 1;
    }

    /// Whether so many percent of the pages state it that it is asked of all; 0 asks for it always.
    #[must_use]
    pub fn is_custom(self, percent: u32) -> bool {
        percent == 0 || self.stating >= FEWEST && self.stating * 100 >= self.all * percent as usize
    }

    /// Whether nearly all pages state it. What a text says can be said by the template of the site as well, so that only
    /// very few exceptions stand out.
    #[must_use]
    pub fn is_nearly_all(self) -> bool {
        self.stating > 0 && self.stating * 5 >= self.all * 4
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_custom_is_what_half_of_the_pages_state_and_at_least_three() {
        let is_custom = |stating, all| Share { stating, all }.is_custom(Share::HALF);
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
