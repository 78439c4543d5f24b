use std::cell::LazyCell;
use std::collections::HashSet;

use crate::base::diagnostic::{Findings, Severity};
use crate::base::span::{DocId, Place};
use crate::base::title;
use crate::model::collection::Collection;
use crate::model::index::{Aspect, DeadRedirect, Index, Share};
use crate::rules::rule::{Check, Rule, Scope, Standard};
use crate::rules::settings::Settings;

/// A person, cause, topic or redirect that no page uses.
pub const RULE: Rule = Rule {
    severity: Severity::Advice,
    standards: &[Standard::Nhs],
    scope: Scope::Usual,
    options: &[],
    check: Check::Repository(check),
};

fn check(_: &Settings, index: &Index, findings: &mut Findings<Place>) {
    // What a file that cannot be read uses, nobody knows; one of many files seldom matters.
    if !index.is_nearly_all_read() {
        return;
    }
    redirects(index, findings);
    // Found out where some bio or term is named by no id.
    let named = LazyCell::new(|| people_of_pages(index));
    let topics = LazyCell::new(|| topics_of_pages(index));
    let some_cause = index.used_ids(Collection::Cause).next().is_some();
    for (doc, facts) in index.documents_for(Aspect::Statements) {
        for (nth, entity) in facts.entities.iter().enumerate() {
            let id = entity.id.text.as_str();
            let name = entity.title.as_ref().unwrap_or(&entity.id);
            let unused = index.uses(facts.collection, id).is_empty();
            match facts.collection {
                Collection::Person => {
                    let Some(person) = facts.people.get(nth) else { continue };
                    // Editors and teams are named nowhere, and who has left is kept for the record.
                    let writes = person.roles.iter().any(|role| role.text != "editor");
                    let left = person.inactive.is_some() || person.active_until.is_some();
                    if unused
                        && writes
                        && !person.group
                        && !left
                        && !named.contains(&title::fold(&name.text))
                        && !named.is_empty()
                    {
                        findings
                            .report(name.place, format!("no page and no review names {}", name.text))
                            .help("Remove the bio, or say in it that the person is no longer active.");
                    }
                }
                Collection::Cause if unused && some_cause => {
                    findings
                        .report(name.place, format!("no article includes the cause “{}”", name.text))
                        .help("Name its id among the causes of an article, or remove the file.");
                }
                // What a term of the glossary means is of use without any page on it.
                Collection::Term
                    if !entity.glossed && !topics.is_empty() && !topics.contains(&(doc, nth)) =>
                {
                    findings
                        .report(name.place, format!("no page is filed under “{}”", name.text))
                        .help("Remove the topic, or name it on the pages that belong to it.");
                }
                _ => {}
            }
        }
    }
}

/// The redirects of addresses that pages have.
fn redirects(index: &Index, findings: &mut Findings<Place>) {
    for dead in index.dead_redirects() {
        let DeadRedirect::Taken(redirect, page) = dead else { continue };
        let Some(page) = index.facts(*page) else { continue };
        let title = page.page().and_then(|page| page.title.as_ref());
        let from = &redirect.from;
        findings
            .report(from.place, format!("`{}` is a page itself, so nobody needs this redirect", from.text))
            .help("Remove the redirect, or the page if the redirect is to take its place.")
            .label(title.map_or(page.start, |title| title.place), "the page");
    }
}

/// The terms that pages are filed under. Tags that are no terms lead to none.
fn topics_of_pages(index: &Index) -> HashSet<(DocId, usize)> {
    if !index.customs().topics.is_custom(Share::HALF) {
        return HashSet::new();
    }
    let topics = index.documents_for(Aspect::Statements).flat_map(|(_, facts)| facts.topics());
    let terms = topics.filter_map(|topic| index.names().topic(&topic.text));
    terms.map(|term| (term.doc, term.nth as usize)).collect()
}

/// The names and ids of all who wrote or reviewed a page, folded.
fn people_of_pages(index: &Index) -> HashSet<String> {
    let mut names = HashSet::new();
    for (_, facts) in index.documents_for(Aspect::Statements) {
        let article =
            facts.article.iter().flat_map(|article| article.authors.iter().chain(&article.reviewers));
        let reviews = facts.reviews.iter().filter_map(|review| review.reviewer.as_ref());
        names.extend(article.chain(reviews).map(|name| title::fold(&name.text)));
        names.extend(facts.bylines.iter().map(|byline| title::fold(&byline.name.text)));
    }
    names
}
