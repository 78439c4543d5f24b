use crate::base::diagnostic::{Findings, Severity};
use crate::base::span::Place;
use crate::model::collection::Collection;
use crate::model::facts::Facts;
use crate::model::index::Index;
use crate::rules::rule::{Check, Rule, Scope, Standard};
use crate::rules::settings::Settings;

/// An article on a symptom or condition that never says when to seek help.
pub const RULE: Rule = Rule {
    severity: Severity::Warning,
    standards: &[Standard::Nhs, Standard::Hon],
    scope: Scope::Usual,
    check: Check::Repository(check),
};

fn check(_: &Settings, index: &Index, findings: &mut Findings<Place>) {
    for (_, facts) in index.documents() {
        if facts.lacks_care_advice && is_clinical(index, facts) {
            let title = facts.page().and_then(|page| page.title.as_ref());
            findings
                .report(
                    title.map_or(facts.start, |title| title.place),
                    "this page does not say when to seek medical help",
                )
                .help("Add a section such as “When to see a doctor” with the signs that call for one.");
        }
    }
}

/// True of an article that describes causes, or whose topic is a term of the glossary.
fn is_clinical(index: &Index, facts: &Facts) -> bool {
    let topic = facts.article.as_ref().and_then(|article| article.topic.as_ref());
    topic.is_some_and(|topic| index.names().by_id(Collection::Term, &topic.text).is_some())
        || !index.causes_of(facts).is_empty()
}
