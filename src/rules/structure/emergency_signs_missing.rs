use crate::base::diagnostic::{Findings, Severity};
use crate::base::span::{Place, Span};
use crate::model::collection::Collection;
use crate::model::document::Document;
use crate::model::index::{Index, Page};
use crate::model::notes::NoteTaker;
use crate::page::body::BlockRole;
use crate::page::care_advice;
use crate::page::topics::URGENT;
use crate::rules::rule::{Check, Rule, Scope, Standard};
use crate::rules::settings::Settings;

/// An article about causes of a symptom that says when to see a doctor, and not when it is urgent.
pub const RULE: Rule = Rule {
    severity: Severity::Advice,
    standards: &[Standard::Nhs],
    scope: Scope::Usual,
    options: &[],
    check: Check::NotedPage { note, page: check },
};

/// Notes an English article that says when to seek help, and nowhere that something cannot wait.
fn note(_: &Settings, document: &Document, notes: &mut NoteTaker) {
    let is_read = |block: usize| {
        document
            .body
            .blocks
            .get(block)
            .is_some_and(|block| matches!(block.role, BlockRole::Text | BlockRole::See))
    };
    let lacks = document.collection == Collection::Article
        && document.is_english()
        && !document.scan.hits(&URGENT).iter().any(|hit| is_read(hit.block))
        && !care_advice::is_missing(&document.body, &document.scan, &document.language);
    if lacks {
        notes.note(Span::at(0), "");
    }
}

fn check(_: &Settings, index: &Index, page: Page<'_>, findings: &mut Findings<Place>) {
    let Page { facts, notes, .. } = page;
    if notes.is_empty() || index.causes_of(facts).is_empty() {
        return;
    }
    let title = facts.page().and_then(|page| page.title.as_ref());
    findings
        .report(
            title.map_or(facts.start, |title| title.place),
            "this page does not say which signs are an emergency",
        )
        .help("Add a list of the signs that cannot wait, and what to do: whom to call, or where to go.");
}
