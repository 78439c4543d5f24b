use std::collections::HashSet;

use crate::base::diagnostic::{Findings, Severity};
use crate::base::span::Place;
use crate::model::collection::Collection;
use crate::model::facts::{Entity, Facts};
use crate::model::index::Index;
use crate::rules::rule::{Check, Rule, Scope, Standard};
use crate::rules::settings::Settings;

/// Two entities of a kind with one id.
pub const RULE: Rule = Rule {
    severity: Severity::Error,
    standards: &[Standard::Pif],
    scope: Scope::Always,
    check: Check::Repository(check),
};

fn check(_: &Settings, index: &Index, findings: &mut Findings<Place>) {
    let mut named = None;
    for group in index.duplicate_ids() {
        let mut group =
            group.iter().filter_map(|member| Some((index.facts(member.doc)?, index.entity(*member)?)));
        let Some((first_file, first)) = group.next() else {
            continue;
        };
        for (file, entity) in group {
            let written = entity.id_written || first.id_written;
            // Two files of one name in two folders share an id that nobody wrote. That matters once somebody uses it.
            let matters =
                written || named.get_or_insert_with(|| ids_in_use(index)).contains(&used(file, entity));
            report(file, entity, (first_file, first), matters, findings);
        }
    }
}

fn report(
    file: &Facts,
    entity: &Entity,
    first: (&Facts, &Entity),
    matters: bool,
    findings: &mut Findings<Place>,
) {
    let noun = file.collection.noun();
    let id = &entity.id.text;
    let finding =
        findings.report(entity.id.place, format!("the id `{id}` already belongs to another {noun}"));
    if !matters {
        finding.severity(Severity::Advice);
    }
    if !entity.id_written {
        finding.label(entity.id.place, "without an `id`, the file's name is the id");
    }
    finding
        .label(first.1.id.place, format!("`{id}` in `{}`", first.0.path))
        .help(format!("Give one of the two {noun}s another id, and correct what refers to it."));
}

/// An id with the kind of content it names.
type Used<'a> = (Collection, &'a str);

fn used<'a>(file: &Facts, entity: &'a Entity) -> Used<'a> {
    (file.collection, &entity.id.text)
}

/// Every id that some document refers to.
fn ids_in_use(index: &Index) -> HashSet<Used<'_>> {
    let mut used = HashSet::new();
    for (_, facts) in index.documents() {
        used.extend(facts.sees.iter().map(|see| (Collection::Article, see.label.text.as_str())));
        // A page that lists its own former addresses means itself, whatever others are called.
        let redirects = facts.redirects.iter().filter(|_| facts.article.is_none());
        used.extend(redirects.map(|redirect| (Collection::Article, redirect.to.text.as_str())));
        used.extend(facts.citations.iter().map(|citation| (Collection::Source, citation.key.text.as_str())));
        for review in &facts.reviews {
            used.extend(review.article.iter().map(|article| (Collection::Article, article.text.as_str())));
            used.extend(review.reviewer.iter().map(|person| (Collection::Person, person.text.as_str())));
        }
        if let Some(article) = &facts.article {
            let people = article.authors.iter().chain(&article.reviewers);
            used.extend(people.map(|person| (Collection::Person, person.text.as_str())));
            used.extend(article.causes.iter().map(|cause| (Collection::Cause, cause.text.as_str())));
        }
    }
    used
}
