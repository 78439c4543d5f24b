//! Acts that lie in the future, and reviews planned for a day that nobody can mean.

use std::cmp::Ordering;

use crate::base::date::PartialDate;
use crate::base::diagnostic::{Diagnostic, Findings, Severity};
use crate::base::span::Place;
use crate::model::collection::Collection;
use crate::model::facts::{Article, Dated, Facts, Review};
use crate::model::index::Index;
use crate::rules::review::overdue::review_age;
use crate::rules::settings::Settings;

/// The farthest that a next review may lie ahead, in months. No publisher or certifier lets a text stand for longer
/// than five years; twice that is a slip of the keyboard (2092 for 2029), unless the settings ask for it.
const MONTHS_AHEAD: u32 = 120;

/// Reports the dates of one document that lie ahead and cannot.
pub(super) fn check(settings: &Settings, index: &Index, facts: &Facts, findings: &mut Findings<Place>) {
    if let Some(article) = &facts.article {
        of_article(settings, article, findings);
    }
    for person in &facts.people {
        for declared in &person.declared_on {
            act(
                settings,
                Some(*declared),
                "the day of this declaration",
                "Give the day on which the person declared it.",
                findings,
            );
        }
        let verified = person.licence_verified_on;
        act(
            settings,
            verified,
            "the day on which the licence was verified",
            "Give the day on which somebody last verified the licence.",
            findings,
        );
    }
    for review in &facts.reviews {
        of_record(settings, index, review, findings);
    }
}

/// Whether a date certainly lies after today.
pub(super) fn is_ahead(settings: &Settings, dated: Dated) -> bool {
    dated.date.compare(PartialDate::from(settings.today)) == Ordering::Greater
}

/// So many months ahead a page may be meant to be published; a day in 2062 is a slip.
const PLANNED: u32 = 120;

fn of_article(settings: &Settings, article: &Article, findings: &mut Findings<Place>) {
    let next = settings.field(Collection::Article, "next-review");
    act(
        settings,
        article.last_reviewed,
        "the last review",
        &format!(
            "Give the day on which the page was last reviewed. A review that is planned belongs in `{next}`."
        ),
        findings,
    );
    let published = act(
        settings,
        article.published,
        "the day of publication",
        "Give the day on which readers first saw the page. Leave the date out of a page that is not published yet.",
        findings,
    );
    // Generators show a page from that day on, and some publishers keep a page on top by it.
    let is_planned =
        article.published.is_some_and(|dated| dated.date.earliest() <= settings.today.months_later(PLANNED));
    if let Some(finding) = published.filter(|_| is_planned) {
        finding.severity(Severity::Advice);
    }
    act(
        settings,
        article.modified,
        "the last change of the text",
        "Give the day on which the text was last changed.",
        findings,
    );
    let allowed = review_age(settings, article);
    // A next review is counted from the last: where that is a slip, so is this one.
    let slip = article.last_reviewed.is_some_and(|last| is_ahead(settings, last));
    if let Some(next_review) = article.next_review.filter(|_| !slip) {
        let help = format!("Give the day by which the page is to be reviewed again as `{next}`.");
        far_ahead(settings, next_review, allowed, &help, findings);
    }
}

fn of_record(settings: &Settings, index: &Index, review: &Review, findings: &mut Findings<Place>) {
    let reviewed = index.reviewed_articles(review);
    let article = reviewed.first().and_then(|page| index.facts(page.doc)?.article.as_ref());
    let about = |finding: Option<&mut Diagnostic<Place>>| {
        if let (Some(finding), Some(article)) = (finding, article) {
            finding.about(article.gap);
        }
    };
    let help = "Give the day on which the review took place.";
    about(act(settings, review.date, "the day of this review", help, findings));
    let allowed = article.and_then(|article| review_age(settings, article));
    let slip = review.date.is_some_and(|date| is_ahead(settings, date));
    if let Some(due) = review.next_due.filter(|_| !slip) {
        let help = "Give the day by which the page is to be reviewed again.";
        about(far_ahead(settings, due, allowed, help, findings));
    }
}

/// Reports an act in the future.
fn act<'f>(
    settings: &Settings,
    dated: Option<Dated>,
    what: &str,
    help: &str,
    findings: &'f mut Findings<Place>,
) -> Option<&'f mut Diagnostic<Place>> {
    let dated = dated.filter(|dated| is_ahead(settings, *dated))?;
    let message = format!("{what}, {}, is in the future: today is {}", dated.date, settings.today);
    Some(findings.report(dated.place, message).help(help))
}

/// Reports a next review that is farther away than anybody plans; `allowed` are the months that the settings allow.
fn far_ahead<'f>(
    settings: &Settings,
    dated: Dated,
    allowed: Option<u32>,
    help: &str,
    findings: &'f mut Findings<Place>,
) -> Option<&'f mut Diagnostic<Place>> {
    let months = allowed.unwrap_or(MONTHS_AHEAD).max(MONTHS_AHEAD);
    if dated.date.earliest() <= settings.today.months_later(months) {
        return None;
    }
    let years = months.div_ceil(12);
    let message = format!("the next review, {}, is more than {years} years away", dated.date);
    Some(findings.report(dated.place, message).help(help))
}
