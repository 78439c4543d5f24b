use crate::diagnostic::{Findings, Severity};
use crate::index::{Index, Signed};
use crate::rule::{Check, Rule, Scope, Standard};
use crate::settings::Settings;
use crate::span::Place;

/// A page that says something else than what its reviewer signed.
pub const RULE: Rule = Rule {
    severity: Severity::Error,
    standards: &[Standard::Nhs],
    scope: Scope::Publication,
    check: Check::Repository(check),
};

fn check(_: &Settings, index: &Index, findings: &mut Findings<Place>) {
    for (doc, facts) in index.documents() {
        let (Some(article), Signed::Changed(record)) = (&facts.article, index.signed(doc)) else {
            continue;
        };
        let place = article.last_reviewed.map_or(article.gap, |dated| dated.place);
        let on = record.day().map(|day| format!(" on {day}")).unwrap_or_default();
        let finding = findings.report(
            place,
            format!("the text was changed after it was reviewed{on}, so no review stands behind it"),
        );
        if let Some(hash) = &record.review.content_hash {
            finding.label(hash.place, "the text that was signed");
        }
        finding.help(
            "Have the changes reviewed and signed with `medproof sign`; a review of the part that changed is enough. A changed cause or source counts as a change of the text.",
        );
    }
}
