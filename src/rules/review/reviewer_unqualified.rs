use crate::base::date::PartialDate;
use crate::base::diagnostic::{Findings, Severity};
use crate::base::span::Place;
use crate::model::facts::Mention;
use crate::model::index::{Index, Page, ReviewerStatus};
use crate::rules::rule::{Check, Rule, Scope, Standard};
use crate::rules::settings::Settings;

/// A medical review by somebody who is not a medical reviewer.
pub const RULE: Rule = Rule {
    severity: Severity::Error,
    standards: &[Standard::Urac, Standard::WebMd],
    scope: Scope::Usual,
    options: &[],
    check: Check::Page(check),
};

fn check(_: &Settings, index: &Index, page: Page<'_>, findings: &mut Findings<Place>) {
    let Page { doc, facts, .. } = page;
    let Some(article) = &facts.article else {
        return;
    };
    let reviews = index.reviews(doc);
    let mut report = |reviewer: &Mention, standing: ReviewerStatus, on: Option<PartialDate>| {
        unqualified(index, reviewer, standing, on, article.gap, findings);
    };
    if reviews.medical().next().is_some() {
        // Records are never changed: once a review that counts has followed, nothing rests on this one.
        let since = reviews.last_whole().and_then(|whole| whole.day());
        for record in reviews.medical().filter(|record| since.is_none() || record.day() > since) {
            if let Some(reviewer) = &record.review.reviewer {
                report(reviewer, record.standing, record.review.date.map(|dated| dated.date));
            }
        }
        return;
    }
    let enough = reviews.named.iter().any(|standing| standing.counts());
    for (reviewer, standing) in article.reviewers.iter().zip(&reviews.named) {
        // A team may stand beside a person who signs.
        if !(enough && *standing == ReviewerStatus::Group) {
            report(reviewer, *standing, article.last_reviewed.map(|dated| dated.date));
        }
    }
}

fn unqualified(
    index: &Index,
    reviewer: &Mention,
    standing: ReviewerStatus,
    on: Option<PartialDate>,
    page: Place,
    findings: &mut Findings<Place>,
) {
    let entity = index.person(&reviewer.text).and_then(|person| index.entity(person));
    let name = entity.and_then(|entity| entity.title.as_ref()).unwrap_or(reviewer).text.as_str();
    let (message, label, help) = match standing {
        ReviewerStatus::Qualified
        | ReviewerStatus::Unjudged
        | ReviewerStatus::Unknown
        | ReviewerStatus::Author => return,
        ReviewerStatus::Group => (
            format!("{name} is a team, and a review needs a person who answers for it"),
            None,
            "Have a medical reviewer review the page, and name that person.",
        ),
        ReviewerStatus::WithoutRole(place) => (
            format!("{name} is not a medical reviewer"),
            Some((place, "the roles in the bio".to_owned())),
            "Have a medical reviewer review the page. If this person is qualified, add the role `medical-reviewer` to the bio.",
        ),
        ReviewerStatus::Inactive(place) => (
            match on {
                Some(on) => format!("{name} was no longer active as a reviewer on {on}"),
                None => format!("{name} is no longer active as a reviewer"),
            },
            Some((place, "the bio says so".to_owned())),
            "Have an active reviewer review the page. If this person was still active on that day, give the last day in the bio as `active-until`.",
        ),
    };
    let finding = findings.report(reviewer.place, message);
    finding.about(page).help(help);
    if let Some((place, text)) = label {
        finding.label(place, text);
    }
}
