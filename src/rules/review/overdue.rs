use crate::base::date::{Date, PartialDate};
use crate::base::diagnostic::{Findings, Severity};
use crate::base::span::{DocId, Place};
use crate::model::collection::Collection;
use crate::model::facts::{Article, Dated};
use crate::model::index::{Index, Page, Reviewed, Reviews};
use crate::rules::option::{Age, Ages, Names, Opt};
use crate::rules::rule::{Check, Rule, Scope, Standard};
use crate::rules::settings::Settings;

/// A page whose last medical review is too old.
pub const RULE: Rule = Rule {
    severity: Severity::Error,
    standards: &[Standard::Pif, Standard::Nhs],
    scope: Scope::Publication,
    options: &[&MAX_AGE, &MAX_AGE_BY_TOPIC],
    check: Check::Page(check),
};

/// When a review is too old.
const MAX_AGE: Opt<Age> = Opt {
    rule: "review/overdue",
    name: "max-age",
    kind: Age { unit: "months", most: 1200, default: 36 },
    about: "How old a review may be.",
    setting: Some(["review", "max-age"]),
};

/// The same for articles on a topic.
const MAX_AGE_BY_TOPIC: Opt<Ages> = Opt {
    rule: "review/overdue",
    name: "max-age-by-topic",
    kind: Ages { unit: "months", most: 1200, of: Names::Ids(Collection::Term) },
    about: "How old the review of an article on a topic may be. What the article says in `max-review-age` counts before it.",
    setting: Some(["review", "max-age-by-topic"]),
};

/// Months after which a review of this article is overdue: by what it says itself, else by its topic. `None` if
/// reviews never expire.
#[must_use]
pub fn review_age(settings: &Settings, article: &Article) -> Option<u32> {
    let by_topic = || settings.options.age_of(&MAX_AGE_BY_TOPIC, &article.topic.as_ref()?.text);
    article.max_review_age.map(Some).or_else(by_topic).unwrap_or_else(|| settings.options.age(&MAX_AGE))
}

/// When a page is to be reviewed next. The rules on overdue, near and missing reviews and the calendar of reviews all
/// go by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Schedule {
    /// Months after which a review is too old.
    pub months: u32,
    /// The last review of the whole text, and where its day is written.
    pub last: Option<(Date, Place)>,
    /// The day that the page or its newest record plans, and where it is written. A day before the last review is out
    /// of order and no plan.
    pub planned: Option<(Date, Place)>,
}

impl Schedule {
    /// The schedule of an article. `None` if its reviews never expire, since a day that was planned once binds nobody
    /// then, and if its review was taken back or does not count, which other rules report.
    #[must_use]
    pub fn of(settings: &Settings, index: &Index, doc: DocId, article: &Article) -> Option<Schedule> {
        let months = review_age(settings, article)?;
        let reviews = index.reviews(doc);
        if matches!(reviews.state(), Reviewed::Revoked(_) | Reviewed::Uncounted) {
            return None;
        }
        let last = last_review(article, reviews);
        let is_later = |(due, _): &(Date, Place)| last.is_none_or(|(reviewed, _)| *due > reviewed);
        let planned = next_review(article, reviews).filter(is_later);
        Some(Schedule { months, last, planned })
    }

    /// The day on which the last review is too old, and where the day of that review is written.
    #[must_use]
    pub fn expires(&self) -> Option<(Date, Place)> {
        self.last.map(|(reviewed, place)| (reviewed.months_later(self.months), place))
    }

    /// The last day for the next review: the planned one or the one on which the last review is too old, of which the
    /// earlier binds. `None` if the page was never reviewed and plans nothing.
    #[must_use]
    pub fn due(&self) -> Option<(Date, Place)> {
        [self.planned, self.expires()].into_iter().flatten().min_by_key(|(due, _)| *due)
    }
}

/// Whether the page or its newest record says when it is to be reviewed next, in a whole date or not.
#[must_use]
pub fn states_next(article: &Article, reviews: &Reviews) -> bool {
    next_review(article, reviews).is_some() || article.next_review.is_some()
}

fn check(settings: &Settings, index: &Index, page: Page<'_>, findings: &mut Findings<Place>) {
    let Page { doc, facts, .. } = page;
    let Some(article) = &facts.article else {
        return;
    };
    let Some(schedule) = Schedule::of(settings, index, doc, article) else {
        return;
    };
    let (place, message) = match (schedule.planned, schedule.last) {
        (Some((due, place)), _) if due < settings.today => {
            (place, format!("the review of this page was due on {due}"))
        }
        (_, Some((reviewed, place))) if schedule.expires().is_some_and(|(due, _)| due < settings.today) => (
            place,
            format!(
                "the last medical review of this page, on {reviewed}, is more than {} old",
                spelled(schedule.months)
            ),
        ),
        _ => return,
    };
    // The finding stands in the article, whose date it is, wherever the date is written.
    let finding = findings.report(if place.doc == doc { place } else { article.gap }, message);
    if place.doc != doc {
        finding.label(place, "this review");
    }
    let field = settings.field(Collection::Article, "last-reviewed");
    finding.help(format!(
        "Have a medical reviewer review the page against today's evidence, and sign it with `medproof sign` or update `{field}`."
    ));
}

/// The day of the last review of the whole text, and where it is written.
fn last_review(article: &Article, reviews: &Reviews) -> Option<(Date, Place)> {
    let recorded = reviews.last_whole().and_then(|record| record.review.date);
    whole_date(recorded.or(article.last_reviewed)).map(|(day, place)| match article.last_reviewed {
        // A date that the article shows as well is easier found there.
        Some(shown) if shown.date == PartialDate::Day(day) => (day, shown.place),
        _ => (day, place),
    })
}

/// The day of the next review: what the front matter says, else the newest record of the whole text.
fn next_review(article: &Article, reviews: &Reviews) -> Option<(Date, Place)> {
    let recorded = || reviews.last_whole().and_then(|record| record.review.next_due);
    whole_date(article.next_review.or_else(recorded))
}

fn whole_date(dated: Option<Dated>) -> Option<(Date, Place)> {
    dated.and_then(|dated| Some((dated.date.day()?, dated.place)))
}

fn spelled(months: u32) -> String {
    match months {
        12 => "a year".to_owned(),
        months if months % 12 == 0 => format!("{} years", months / 12),
        1 => "a month".to_owned(),
        months => format!("{months} months"),
    }
}
