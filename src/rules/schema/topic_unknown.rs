use crate::base::diagnostic::{Findings, Severity};
use crate::base::span::Place;
use crate::model::collection::Collection;
use crate::model::index::{Custom, Index, Page};
use crate::rules::rule::{Check, Rule, Scope, Standard};
use crate::rules::settings::Settings;

/// A topic that the glossary, or the list of topics, does not have.
pub const RULE: Rule = Rule {
    severity: Severity::Warning,
    standards: &[Standard::Pemat],
    scope: Scope::Usual,
    options: &[],
    check: Check::Page(check),
};

fn check(_: &Settings, index: &Index, page: Page<'_>, findings: &mut Findings<Place>) {
    let names = index.names();
    // A repository without a glossary uses topics in its own way.
    let glossary = index.has_terms();
    // In a file that cannot be read any term may be: then only one that comes near to a known one is reported.
    let complete = index.is_complete(Collection::Term);
    // Tags are free words, unless most of them are terms.
    let tags = || index.is_custom(Custom::Topics, Custom::HALF);
    for topic in page.facts.uses.iter().filter(|used| match used.field.name {
        "topic" => glossary,
        "topics" => glossary && tags(),
        _ => false,
    }) {
        let id = &topic.id;
        let known = match topic.field.name {
            "topic" => names.by_id(Collection::Term, &id.text),
            _ => names.topic(&id.text),
        };
        if known.is_some() {
            continue;
        }
        let meant = names.term(&id.text).and_then(|term| index.entity(term)).map(|term| term.id.text.clone());
        let near = match meant {
            Some(meant) => vec![meant],
            None => names.ids_like(Collection::Term, &id.text, 3).into_iter().map(|near| near.name).collect(),
        };
        if !complete && near.len() != 1 {
            continue;
        }
        let (message, help) = match topic.field.name {
            "topic" => (
                format!("the glossary has no term `{}`", id.text),
                "Name a term of the glossary by its id, or add the term.",
            ),
            _ => (
                format!("the site has no topic `{}`", id.text),
                "Name a topic that the site has, or add it to the others.",
            ),
        };
        let finding = findings.report(id.place, message);
        if !finding.did_you_mean(Some(id.place), &near) {
            finding.help(help);
        }
    }
}
