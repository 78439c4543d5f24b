mod ahead;

use std::cmp::Ordering;

use crate::base::diagnostic::{Findings, Severity};
use crate::base::span::Place;
use crate::model::collection::Collection;
use crate::model::facts::{Article, Dated};
use crate::model::index::{Index, Page, Reviews};
use crate::rules::rule::{Check, Rule, Scope, Standard};
use crate::rules::settings::Settings;

/// A page that was reviewed before it was written or on a day that has not come yet, or that is to be reviewed again
/// before it was reviewed last.
pub const RULE: Rule = Rule {
    severity: Severity::Error,
    standards: &[Standard::Jama],
    scope: Scope::Usual,
    options: &[],
    check: Check::Page(check),
};

/// A page is reviewed before readers first see it, but no longer before than this: in half a year a text that is
/// being written becomes another one.
const MONTHS_BEFORE_PUBLICATION: u32 = 6;

fn check(settings: &Settings, index: &Index, page: Page<'_>, findings: &mut Findings<Place>) {
    let Page { doc, facts, .. } = page;
    ahead::check(settings, index, facts, findings);
    if let Some(article) = &facts.article {
        let reviews = index.reviews(doc);
        next_before_last(settings, article, reviews, findings);
        reviewed_before_written(settings, article, findings);
    }
    for review in &facts.reviews {
        if let (Some(date), Some(due)) = (review.date, review.next_due)
            && !ahead::is_ahead(settings, date)
            && due.date.compare(date.date) != Ordering::Greater
        {
            let message = format!("the next review, {}, is not after this one, {}", due.date, date.date);
            let finding = findings.report(due.place, message);
            finding.label(date.place, "the day of the review");
            finding.help("Give the day by which the page is to be reviewed again.");
            if let Some(page) = index.reviewed_articles(review).first()
                && let Some(article) = index.facts(page.doc).and_then(|facts| facts.article.as_ref())
            {
                finding.about(article.gap);
            }
        }
    }
}

fn next_before_last(
    settings: &Settings,
    article: &Article,
    reviews: &Reviews,
    findings: &mut Findings<Place>,
) {
    let recorded = reviews.last_whole().and_then(|record| record.review.date);
    let (Some(next), Some(last)) = (article.next_review, article.last_reviewed.or(recorded)) else {
        return;
    };
    if !ahead::is_ahead(settings, last) && certainly(next, last, &[Ordering::Less, Ordering::Equal]) {
        let field = settings.field(Collection::Article, "next-review");
        findings
            .report(
                next.place,
                format!("the next review, {}, is not after the last one, {}", next.date, last.date),
            )
            .label(last.place, "the last review")
            .help(format!("Give the day by which the page is to be reviewed again as `{field}`."));
    }
}

fn reviewed_before_written(settings: &Settings, article: &Article, findings: &mut Findings<Place>) {
    let (Some(published), Some(last)) = (article.published, article.last_reviewed) else {
        return;
    };
    let latest = last.date.day().map(|day| day.months_later(MONTHS_BEFORE_PUBLICATION));
    if let (Some(latest), Some(day)) = (latest, published.date.day())
        && latest < day
        && !ahead::is_ahead(settings, published)
    {
        let (reviewed, first) = (
            settings.field(Collection::Article, "last-reviewed"),
            settings.field(Collection::Article, "published"),
        );
        findings
            .report(
                last.place,
                format!("the last review, on {}, is long before the page was first published", last.date),
            )
            .label(published.place, format!("published on {day}"))
            .help(format!(
                "Correct `{reviewed}` or `{first}`; if both are right, have the page reviewed as it is now."
            ));
    }
}

/// Whether the first date stands so to the second, and both are whole dates.
fn certainly(first: Dated, second: Dated, orders: &[Ordering]) -> bool {
    match (first.date.day(), second.date.day()) {
        (Some(first), Some(second)) => orders.contains(&first.cmp(&second)),
        _ => false,
    }
}
