use std::collections::BTreeSet;

use crate::base::diagnostic::{Findings, Severity};
use crate::base::span::Place;
use crate::base::title;
use crate::model::collection::Collection;
use crate::model::facts::Facts;
use crate::model::index::{Index, Page};
use crate::rules::rule::{Check, Rule, Scope, Standard};
use crate::rules::settings::Settings;
use crate::words::list::{AREAS, SPECIALTIES};

/// A medical reviewer whose specialty is another part of medicine than the page's.
pub const RULE: Rule = Rule {
    severity: Severity::Advice,
    standards: &[Standard::WebMd],
    scope: Scope::Usual,
    options: &[],
    check: Check::Page(check),
};

fn check(_: &Settings, index: &Index, page: Page<'_>, findings: &mut Findings<Place>) {
    let facts = page.facts;
    let Some(article) = facts.article.as_ref().filter(|article| !article.reviewers.is_empty()) else {
        return;
    };
    let about = areas(index, facts);
    if about.is_empty() {
        return;
    }
    // Of several reviewers one who knows the field is enough.
    let known: Vec<_> = article
        .reviewers
        .iter()
        .filter_map(|reviewer| {
            let person = index.person(&reviewer.text)?;
            let specialty = index.facts(person.doc)?.people.get(person.nth as usize)?.specialty.as_ref()?;
            Some((reviewer, specialty, fields(&specialty.text)))
        })
        .collect();
    let fits = |(_, _, fields): &(_, _, BTreeSet<&str>)| fields.is_empty() || !fields.is_disjoint(&about);
    if known.len() < article.reviewers.len() || known.iter().any(fits) {
        return;
    }
    if let Some((reviewer, specialty, _)) = known.first() {
        let finding = findings.report(
            reviewer.place,
            format!("the reviewer's specialty is {}, and this page is about something else", specialty.text),
        );
        finding.label(specialty.place, "the specialty");
        finding.help("Ask a reviewer of the field as well, or check that this one knows it.");
    }
}

/// The parts of medicine that a specialty is about; none of a generalist.
fn fields(specialty: &str) -> BTreeSet<&'static str> {
    let small = specialty.to_lowercase();
    const GENERAL: [&str; 8] =
        ["general", "family", "internal", "emergency", "primary", "nurs", "pharm", "pediatric"];
    if GENERAL.iter().any(|word| small.contains(word)) {
        return BTreeSet::new();
    }
    let named = SPECIALTIES.with_tags().filter(|(word, ..)| small.contains(word));
    named.flat_map(|(_, _, tags)| tags.split(' ')).filter(|tag| !tag.is_empty()).collect()
}

/// The parts of medicine that a page is about, by its topic and title.
fn areas(index: &Index, facts: &Facts) -> BTreeSet<&'static str> {
    let topic = facts.article.as_ref().and_then(|article| article.topic.as_ref());
    let term = topic
        .and_then(|topic| index.names().by_id(Collection::Term, &topic.text))
        .and_then(|term| index.entity(term));
    let named = term.and_then(|term| term.title.as_ref()).map(|name| name.text.clone());
    let topic = named.or_else(|| topic.map(|topic| topic.text.replace('-', " ")));
    let title = facts.page().and_then(|page| page.title.as_ref()).map(|title| title.text.clone());
    let text = title::fold(&[topic, title].into_iter().flatten().collect::<Vec<_>>().join(" "));
    let words: Vec<&str> = text.split(|sign: char| !sign.is_alphanumeric()).collect();
    let is_there = |word: &str| words.iter().any(|own| *own == word || own.strip_suffix('s') == Some(word));
    let named = AREAS.with_tags().filter(|(word, ..)| is_there(word));
    named.flat_map(|(_, _, tags)| tags.split(' ')).filter(|tag| !tag.is_empty()).collect()
}
