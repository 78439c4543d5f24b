use crate::base::diagnostic::{Findings, Severity};
use crate::base::span::{DocId, Place};
use crate::base::title;
use crate::model::collection::Collection;
use crate::model::index::{Custom, DeadRedirect, EntityRef, Index, Page};
use crate::rules::rule::{Check, Rule, Scope, Standard};
use crate::rules::settings::Settings;

/// A person, cause, topic or redirect that no page uses.
pub const RULE: Rule = Rule {
    severity: Severity::Advice,
    standards: &[Standard::Nhs],
    scope: Scope::Usual,
    options: &[],
    check: Check::Page(check),
};

fn check(_: &Settings, index: &Index, page: Page<'_>, findings: &mut Findings<Place>) {
    let Page { doc, facts, .. } = page;
    let of_rule = [Collection::Person, Collection::Cause, Collection::Term].contains(&facts.collection);
    // What a file that cannot be read uses, nobody knows; one of many files seldom matters.
    if !of_rule && facts.redirects.is_empty() || !index.is_nearly_all_read() {
        return;
    }
    if !facts.redirects.is_empty() {
        redirects(index, doc, findings);
    }
    for (nth, entity) in (0u32..).zip(&facts.entities).filter(|_| of_rule) {
        let id = entity.id.text.as_str();
        let name = entity.title.as_ref().unwrap_or(&entity.id);
        let unused = || index.uses(facts.collection, id).is_empty();
        match facts.collection {
            Collection::Person => {
                let Some(person) = facts.people.get(nth as usize) else { continue };
                // Editors and teams are named nowhere, and who has left is kept for the record.
                let writes = person.roles.iter().any(|role| role.text != "editor");
                let left = person.inactive.is_some() || person.active_until.is_some();
                if unused()
                    && writes
                    && !person.group
                    && !left
                    && !index.is_named(&title::fold(&name.text))
                    && index.names_anybody()
                {
                    findings
                        .report(name.place, format!("no page and no review names {}", name.text))
                        .help("Remove the bio, or say in it that the person is no longer active.");
                }
            }
            Collection::Cause if unused() && index.uses_any(Collection::Cause) => {
                findings
                    .report(name.place, format!("no article includes the cause “{}”", name.text))
                    .help("Name its id among the causes of an article, or remove the file.");
            }
            // What a term of the glossary means is of use without any page on it.
            Collection::Term
                if !entity.glossed
                    && index.is_custom(Custom::Topics, Custom::HALF)
                    && index.files_anything()
                    && !index.is_filed(EntityRef { doc, nth }) =>
            {
                findings
                    .report(name.place, format!("no page is filed under “{}”", name.text))
                    .help("Remove the topic, or name it on the pages that belong to it.");
            }
            _ => {}
        }
    }
}

/// The redirects in a file, of addresses that pages have.
fn redirects(index: &Index, doc: DocId, findings: &mut Findings<Place>) {
    for dead in index.dead_redirects() {
        let DeadRedirect::Taken(redirect, page) = dead else { continue };
        if redirect.from.place.doc != doc {
            continue;
        }
        let Some(page) = index.facts(*page) else { continue };
        let title = page.page().and_then(|page| page.title.as_ref());
        let from = &redirect.from;
        findings
            .report(from.place, format!("`{}` is a page itself, so nobody needs this redirect", from.text))
            .help("Remove the redirect, or the page if the redirect is to take its place.")
            .label(title.map_or(page.start, |title| title.place), "the page");
    }
}
