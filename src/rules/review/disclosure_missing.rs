use std::collections::HashMap;

use crate::base::diagnostic::{Findings, Severity};
use crate::base::span::Place;
use crate::model::collection::Collection;
use crate::model::facts::Status;
use crate::model::index::{Aspect, EntityRef, Index};
use crate::rules::rule::{Check, Rule, Scope, Standard};
use crate::rules::settings::Settings;

/// An author or reviewer of whom nobody knows whether there is a conflict of interest.
pub const RULE: Rule = Rule {
    severity: Severity::Warning,
    standards: &[Standard::Jama, Standard::Nhs],
    scope: Scope::Usual,
    options: &[],
    check: Check::Repository(check),
};

fn check(settings: &Settings, index: &Index, findings: &mut Findings<Place>) {
    let in_bio = settings.field(Collection::Person, "disclosures");
    let in_article = settings.field(Collection::Article, "disclosure");
    let covered = covered_by_articles(index);
    for (doc, facts) in index.documents_for(Aspect::Statements) {
        for (nth, (person, entity)) in (0u32..).zip(facts.people.iter().zip(&facts.entities)) {
            let has = |role: &str| person.roles.iter().any(|own| own.text == role);
            let speaks = has("author") || has("medical-reviewer");
            // Who has left can no longer be asked.
            let left = person.inactive.is_some() || person.active_until.is_some();
            let covered = covered.get(&EntityRef { doc, nth }).copied().unwrap_or(false);
            if person.disclosed || person.group || left || !speaks || covered {
                continue;
            }
            let name = &entity.title.as_ref().unwrap_or(&entity.id).text;
            findings
                .report(person.disclosures, format!("{name} has not declared whether there is a conflict of interest"))
                .help(format!(
                    "Ask the person, and write the answer with its date under `{in_bio}`, also if there is nothing to declare, or state it as `{in_article}` in each article."
                ));
        }
    }
}

/// For each person who wrote or reviewed a page: whether every such page states the conflicts itself.
fn covered_by_articles(index: &Index) -> HashMap<EntityRef, bool> {
    let mut covered = HashMap::new();
    for (doc, facts) in index.documents_for(Aspect::Statements) {
        let Some(article) = facts.article.as_ref().filter(|article| article.status != Status::Retired) else {
            continue;
        };
        let records = index.reviews(doc).medical().filter_map(|record| record.review.reviewer.as_ref());
        for name in article.authors.iter().chain(&article.reviewers).chain(records) {
            if let Some(person) = index.person(&name.text) {
                *covered.entry(person).or_insert(true) &= article.disclosed;
            }
        }
    }
    covered
}
