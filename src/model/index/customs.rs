//! What a publisher's pages usually state.
//!
//! Nobody asks every publisher for every field. A field is asked of a page where the other pages show that it is the
//! publisher's custom to state it.

use super::people::{People, Reviewed};
use crate::base::span::DocId;
use crate::model::document::Format;
use crate::model::facts::{Article, Facts, Statements, Status};

/// So many pages have to state a field before it can be a custom: one or two are an attempt, or a typing error that
/// somebody has just corrected, and should bring no findings on all other pages.
const FEWEST: usize = 3;

/// The fields that are customary, of all pages that readers can see.
///
/// A custom is what at least half of the pages state. A lower share would ask the majority to follow a minority; with a
/// much higher one nothing would be reported of a repository with more than a few gaps, which needs the findings most.
/// Plain text has no fields, so it does not count; and only a page that was reviewed can say when it is reviewed next.
pub(super) fn of<'a>(documents: impl Iterator<Item = (DocId, &'a Facts)>, people: &People) -> Statements {
    let (mut fields, mut reviewed, mut disclaimers) = (Fields::default(), Share::default(), Share::default());
    for (doc, facts) in documents {
        let Some(article) = facts.article.as_ref().filter(|article| is_open(article)) else {
            continue;
        };
        disclaimers.count(article.states.disclaimer);
        if facts.format == Some(Format::Text) {
            continue;
        }
        fields.count(article.states);
        let record = match people.reviews(doc).state() {
            Reviewed::Whole(record) => Some(record),
            _ => None,
        };
        if article.last_reviewed.is_some() || record.is_some_and(|record| record.review.date.is_some()) {
            let due = record.is_some_and(|record| record.review.next_due.is_some());
            reviewed.count(article.states.next_review || due);
        }
    }
    Statements {
        funding: fields.funding.is_custom(),
        ai_assistance: fields.ai_assistance.is_custom(),
        audience: fields.audience.is_custom(),
        next_review: reviewed.is_custom(),
        disclaimer: disclaimers.is_nearly_all(),
    }
}

fn is_open(article: &Article) -> bool {
    matches!(article.status, Status::Published | Status::Unstated)
}

#[derive(Default)]
struct Fields {
    funding: Share,
    ai_assistance: Share,
    audience: Share,
}

impl Fields {
    fn count(&mut self, states: Statements) {
        self.funding.count(states.funding);
        self.ai_assistance.count(states.ai_assistance);
        self.audience.count(states.audience);
    }
}

/// How many pages state something, of how many.
#[derive(Clone, Copy, Default)]
struct Share {
    stating: usize,
    all: usize,
}

impl Share {
    fn count(&mut self, states: bool) {
        self.stating += usize::from(states);
        self.all += 1;
    }

    fn is_custom(self) -> bool {
        self.stating >= FEWEST && self.stating * 2 >= self.all
    }

    /// What a text says can be said by the template of the site as well, so that only very few exceptions stand out.
    fn is_nearly_all(self) -> bool {
        self.stating > 0 && self.stating * 5 >= self.all * 4
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_custom_is_what_half_of_the_pages_state_and_at_least_three() {
        let is_custom = |stating, all| Share { stating, all }.is_custom();
        assert_eq!(
            [(0, 0), (1, 2), (2, 3), (2, 4)].map(|(stating, all)| is_custom(stating, all)),
            [false; 4]
        );
        assert_eq!([(3, 4), (3, 6), (14, 28)].map(|(stating, all)| is_custom(stating, all)), [true; 3]);
        assert_eq!([(3, 7), (13, 28)].map(|(stating, all)| is_custom(stating, all)), [false; 2]);
    }
}
