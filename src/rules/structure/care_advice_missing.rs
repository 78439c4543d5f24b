use crate::base::diagnostic::{Findings, Severity};
use crate::base::span::{Place, Span};
use crate::model::collection::Collection;
use crate::model::document::Document;
use crate::model::facts::Facts;
use crate::model::index::{Index, Page};
use crate::model::notes::NoteTaker;
use crate::page::care_advice;
use crate::rules::rule::{Check, Rule, Scope, Standard};
use crate::rules::settings::Settings;

/// An article on a symptom or condition that never says when to seek help.
pub const RULE: Rule = Rule {
    severity: Severity::Warning,
    standards: &[Standard::Nhs, Standard::Hon],
    scope: Scope::Usual,
    options: &[],
    check: Check::NotedPage { note, page: check },
};

/// Notes an article that nowhere says when to seek help.
fn note(_: &Settings, document: &Document, notes: &mut NoteTaker) {
    let lacks_advice = document.collection == Collection::Article
        && !document.is_for_clinicians()
        && care_advice::is_missing(&document.body, &document.scan, &document.language);
    if lacks_advice {
        notes.note(Span::at(0), "");
    }
}

fn check(_: &Settings, index: &Index, page: Page<'_>, findings: &mut Findings<Place>) {
    let Page { facts, notes, .. } = page;
    if !notes.is_empty() && is_clinical(index, facts) {
        let title = facts.page().and_then(|page| page.title.as_ref());
        findings
            .report(
                title.map_or(facts.start, |title| title.place),
                "this page does not say when to seek medical help",
            )
            .help("Add a section such as “When to see a doctor” with the signs that call for one.");
    }
}

/// Whether it is an article that describes causes, or whose topic is a term of the glossary.
fn is_clinical(index: &Index, facts: &Facts) -> bool {
    let topic = facts.article.as_ref().and_then(|article| article.topic.as_ref());
    topic.is_some_and(|topic| index.names().by_id(Collection::Term, &topic.text).is_some())
        || !index.causes_of(facts).is_empty()
}
