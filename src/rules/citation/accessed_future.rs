use std::cmp::Ordering;

use crate::base::date::PartialDate;
use crate::base::diagnostic::{Findings, Severity};
use crate::base::span::Place;
use crate::model::index::{Index, Page};
use crate::rules::rule::{Check, Rule, Scope, Standard};
use crate::rules::settings::Settings;

/// An access date in the future.
pub const RULE: Rule = Rule {
    severity: Severity::Error,
    standards: &[Standard::Ama],
    scope: Scope::Usual,
    options: &[],
    check: Check::Page(check),
};

fn check(settings: &Settings, _: &Index, page: Page<'_>, findings: &mut Findings<Place>) {
    let today = PartialDate::from(settings.today);
    let Page { facts, .. } = page;
    for cited in &facts.references {
        let accessed = cited.fields.as_ref().and_then(|fields| fields.accessed.as_ref());
        if let Some(accessed) = accessed.filter(|date| date.value.compare(today) == Ordering::Greater) {
            findings
                .report(
                    accessed.at,
                    format!("the access date of {} is in the future: today is {today}", cited.title()),
                )
                .help("Write the day on which somebody opened the source. If nobody knows, open it again and write today's date.");
        }
    }
}
