use std::cmp::Ordering;

use crate::base::date::PartialDate;
use crate::base::diagnostic::{Findings, Severity};
use crate::base::span::Place;
use crate::model::facts::{Article, Mention, Outcome};
use crate::model::index::{Index, Page, Record, Reviews};
use crate::rules::rule::{Check, Rule, Scope, Standard};
use crate::rules::settings::Settings;

/// A page whose front matter says something else of its review than the records do.
pub const RULE: Rule = Rule {
    severity: Severity::Error,
    standards: &[Standard::Nhs],
    scope: Scope::Usual,
    options: &[],
    check: Check::Page(check),
};

fn check(settings: &Settings, index: &Index, page: Page<'_>, findings: &mut Findings<Place>) {
    let Page { doc, facts, .. } = page;
    let reviews = index.reviews(doc);
    // Without a record of the whole text the front matter speaks alone.
    if let (Some(article), Some(whole)) = (&facts.article, reviews.last_whole()) {
        dates(settings, article, reviews, whole, findings);
        reviewers(index, article, reviews, whole, findings);
    }
}

fn dates(
    settings: &Settings,
    article: &Article,
    reviews: &Reviews,
    whole: &Record,
    findings: &mut Findings<Place>,
) {
    let (Some(shown), Some(recorded)) = (article.last_reviewed, whole.review.date) else {
        return;
    };
    if shown.date.compare(recorded.date) == Ordering::Equal {
        return;
    }
    // A day that has not come yet is a slip, which `review/dates-out-of-order` names.
    let today = PartialDate::from(settings.today);
    if [shown, recorded].iter().any(|dated| dated.date.compare(today) == Ordering::Greater) {
        return;
    }
    let of_that_day = |record: &&Record| {
        record.review.date.is_some_and(|dated| dated.date.compare(shown.date) == Ordering::Equal)
    };
    // The day of a review that does not count: why it does not is for another rule to say.
    let uncounted = reviews.medical().filter(of_that_day).find(|record| !record.counts_as(Outcome::Approved));
    if uncounted.is_some_and(|record| record.review.whole) {
        return;
    }
    let part = reviews.approved().filter(of_that_day).find(|record| !record.review.whole);
    let finding = findings.report(
        shown.place,
        format!("the page says it was last reviewed on {}, its records say {}", shown.date, recorded.date),
    );
    finding.label(recorded.place, "the last review of the whole text");
    match part {
        Some(part) => finding.label(part.review.place, "this review covers only part of it").help(format!(
            "Give {} as the date: a review of part of the text does not move it.",
            recorded.date
        )),
        None => finding.help(
            "Correct the date if the record is right. If a later review was not recorded, add its record.",
        ),
    };
}

fn reviewers(
    index: &Index,
    article: &Article,
    reviews: &Reviews,
    whole: &Record,
    findings: &mut Findings<Place>,
) {
    let Some(reviewer) = &whole.review.reviewer else {
        return;
    };
    let same = |one: &Mention, other: &Mention| {
        one.text == other.text
            || index.person(&one.text).is_some_and(|person| index.person(&other.text) == Some(person))
    };
    let recorded = |named: &Mention| {
        reviews
            .records
            .iter()
            .filter_map(|record| record.review.reviewer.as_ref())
            .any(|own| same(own, named))
    };
    let unknown = |named: &&Mention| index.person(&named.text).is_some() && !recorded(named);
    for named in article.reviewers.iter().filter(unknown) {
        findings
            .report(
                named.place,
                format!("the page names {} as reviewer, its records do not", name(index, named)),
            )
            .label(whole.review.place, "the last review of the whole text")
            .help("Remove the name if the records are right. If a review was not recorded, add its record.");
    }
    if let Some(first) = article.reviewers.first()
        && article.reviewers.iter().any(recorded)
        && !article.reviewers.iter().any(|named| same(named, reviewer))
    {
        findings
            .report(
                first.place,
                format!("the page does not name {}, who reviewed it last", name(index, reviewer)),
            )
            .label(whole.review.place, "the last review of the whole text")
            .help(format!("Add `{}` to the reviewers.", reviewer.text));
    }
}

fn name<'a>(index: &'a Index, person: &'a Mention) -> &'a str {
    let entity = index.person(&person.text).and_then(|person| index.entity(person));
    &entity.and_then(|entity| entity.title.as_ref()).unwrap_or(person).text
}
