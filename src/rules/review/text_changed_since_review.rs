use std::borrow::Cow;

use crate::base::diagnostic::{Findings, Severity, TextHash};
use crate::base::span::Place;
use crate::model::index::{Index, Page, Signed};
use crate::rules::rule::{Check, Rule, Scope, Standard};
use crate::rules::settings::Settings;

/// A page that says something else than what its reviewer signed.
pub const RULE: Rule = Rule {
    severity: Severity::Error,
    standards: &[Standard::Nhs],
    scope: Scope::Publication,
    options: &[],
    check: Check::Page(check),
};

fn check(_: &Settings, index: &Index, page: Page<'_>, findings: &mut Findings<Place>) {
    let Page { doc, facts, .. } = page;
    let (Some(article), Signed::Changed(record, hash)) = (&facts.article, index.signed(doc)) else {
        return;
    };
    let place = article.last_reviewed.map_or(article.gap, |dated| dated.place);
    let on = record.day().map(|day| format!(" on {day}")).unwrap_or_default();
    let text = TextHash::from(hash);
    let message = format!(
        "the text was changed after it was reviewed{on}, and nobody has signed it as it is now ({})",
        text.short
    );
    let finding = findings.report(place, message);
    if let Some(signed) = &record.review.content_hash {
        finding.label(signed.place, "the text that was signed");
    }
    finding.of_text(text).help(format!(
        "`medproof diff {0}` shows what changed. Have it reviewed, and sign it with `medproof sign {0} --reviewer ID`; a review of the part that changed is enough. A changed cause or source counts as a change of the text.",
        as_argument(&facts.path)
    ));
}

/// A path as a shell takes it for one argument.
fn as_argument(path: &str) -> Cow<'_, str> {
    let is_plain =
        |c: char| c.is_alphanumeric() || matches!(c, '/' | '.' | '-' | '_' | '+' | ',' | '@' | '%');
    if path.chars().all(is_plain) { path.into() } else { format!("'{}'", path.replace('\'', r"'\''")).into() }
}
