use crate::base::diagnostic::{Findings, Severity};
use crate::base::phrase;
use crate::base::span::Place;
use crate::base::title;
use crate::model::collection::Collection;
use crate::model::facts::Mention;
use crate::model::index::{Cause, Index, Page};
use crate::rules::rule::{Check, Rule, Scope};
use crate::rules::settings::Settings;

/// A cause under a name that the glossary has as a synonym.
pub const RULE: Rule = Rule {
    severity: Severity::Advice,
    standards: &[],
    scope: Scope::Usual,
    options: &[],
    check: Check::Page(check),
};

fn check(_: &Settings, index: &Index, page: Page<'_>, findings: &mut Findings<Place>) {
    let facts = page.facts;
    match facts.collection {
        Collection::Article => {
            for cause in index.causes_of(facts) {
                // A cause that several articles share is reported once, in its own file.
                if matches!(cause.cause, Cause::Section(_)) {
                    report(index, cause.name, findings);
                }
            }
        }
        Collection::Cause => {
            for name in facts.entities.iter().filter_map(|cause| cause.title.as_ref()) {
                report(index, name, findings);
            }
        }
        _ => {}
    }
}

fn report(index: &Index, name: &Mention, findings: &mut Findings<Place>) {
    let term = index.names().term(&name.text).and_then(|term| index.entity(term));
    let Some(preferred) = term.and_then(|term| term.title.as_ref()) else {
        return;
    };
    if title::fold(&preferred.text) == title::fold(&name.text) {
        return;
    }
    // A heading begins with a capital as the one before did.
    let shown = phrase::capitalised_as(&name.text, "", &preferred.text);
    let finding =
        findings.report(name.place, format!("the glossary prefers “{}” to “{}”", preferred.text, name.text));
    finding.help(format!("Write “{shown}”.")).fix_unsafe(name.place, shown);
    finding.label(preferred.place, "the preferred term");
}
