use std::cmp::Ordering;

use crate::base::date::PartialDate;
use crate::base::diagnostic::{Findings, Severity};
use crate::base::span::Place;
use crate::model::facts::{CitedForm, Dated, Facts, Outcome};
use crate::model::index::{Index, Page};
use crate::rules::rule::{Check, Rule, Scope, Standard};
use crate::rules::settings::Settings;

/// A source that was read after the page was signed off.
pub const RULE: Rule = Rule {
    severity: Severity::Error,
    standards: &[Standard::Nhs],
    scope: Scope::Publication,
    options: &[],
    check: Check::Page(check),
};

fn check(settings: &Settings, index: &Index, page: Page<'_>, findings: &mut Findings<Place>) {
    let Page { facts, .. } = page;
    let Some(reviewed) = index.last_reviewed(facts) else {
        return;
    };
    for cited in facts.references.iter().filter(|cited| cited.form != CitedForm::Registry) {
        let Some(accessed) = cited.fields.as_ref().and_then(|fields| fields.accessed.as_ref()) else {
            continue;
        };
        let later = |date: PartialDate| accessed.value.compare(date) == Ordering::Greater;
        // A day that has not come yet is a slip, which `citation/accessed-future` names.
        if later(settings.today.into()) {
            continue;
        }
        if later(reviewed.date) && signatures(index, facts).all(|signed| later(signed.date)) {
            findings
                .report(
                    accessed.at,
                    format!(
                        "{} was accessed on {}, after the page was reviewed on {}",
                        cited.title(),
                        accessed.value,
                        reviewed.date
                    ),
                )
                .label(reviewed.place, "the last review")
                .help("Have the page reviewed again: the reviewer has not seen what the source says now.");
        }
    }
}

/// The days on which somebody signed the text or its evidence, in whole or in part.
fn signatures<'a>(index: &'a Index, facts: &'a Facts) -> impl Iterator<Item = Dated> + 'a {
    let signs = |kind: &str| matches!(kind, "medical" | "evidence");
    let reviews = index.reviews(facts.start.doc).records.iter().map(|record| &record.review);
    reviews
        .filter(move |review| {
            review.outcome == Some(Outcome::Approved) && review.kind.as_deref().is_some_and(signs)
        })
        .filter_map(|review| review.date)
}
