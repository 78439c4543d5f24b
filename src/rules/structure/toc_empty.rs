use crate::diagnostic::{Findings, Severity};
use crate::index::Index;
use crate::rule::{Check, Rule, Scope, Standard};
use crate::settings::Settings;
use crate::span::Place;

/// A table of contents that lists nothing.
pub const RULE: Rule = Rule {
    severity: Severity::Warning,
    standards: &[Standard::Nhs],
    scope: Scope::Usual,
    check: Check::Repository(check),
};

fn check(_: &Settings, index: &Index, findings: &mut Findings<Place>) {
    for (_, facts) in index.documents() {
        if let Some(contents) = facts.contents.as_ref().filter(|contents| contents.entries.is_empty()) {
            findings
                .report(contents.place, "this table of contents lists nothing")
                .help("List the headings of the page below it, or take these words out.");
        }
    }
}
