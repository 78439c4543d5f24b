use crate::base::diagnostic::{Findings, Severity};
use crate::base::span::Place;
use crate::model::facts::{Article, Mention};
use crate::model::index::{Index, Page, Record, ReviewerStatus};
use crate::rules::rule::{Check, Rule, Scope, Standard};
use crate::rules::settings::Settings;

/// A page that nobody but its author reviewed.
pub const RULE: Rule = Rule {
    severity: Severity::Error,
    standards: &[Standard::Veritas],
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
    let records: Vec<&Record> = reviews.medical().collect();
    let (reviewer, standings): (Option<&Mention>, Vec<ReviewerStatus>) = if records.is_empty() {
        let own = reviews.named.iter().position(|standing| *standing == ReviewerStatus::Author);
        (own.and_then(|nth| article.reviewers.get(nth)), reviews.named.clone())
    } else {
        let own = records.iter().rfind(|record| record.standing == ReviewerStatus::Author);
        let reviewer = own.and_then(|record| record.review.reviewer.as_ref());
        (reviewer, records.iter().map(|record| record.standing).collect())
    };
    // A second, qualified pair of eyes is all that is asked for.
    let Some(reviewer) = reviewer.filter(|_| !standings.iter().any(|standing| standing.counts())) else {
        return;
    };
    report(article, reviewer, findings);
}

fn report(article: &Article, reviewer: &Mention, findings: &mut Findings<Place>) {
    let finding = findings.report(reviewer.place, "nobody but the author has reviewed this page");
    finding.about(article.gap);
    if let Some(author) = article.authors.first() {
        finding.label(author.place, "the author");
    }
    finding.help("Have a medical reviewer who did not write the page review it.");
}
