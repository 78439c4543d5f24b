use crate::base::diagnostic::{Findings, Severity};
use crate::base::span::Place;
use crate::model::collection::Collection;
use crate::model::document::Format;
use crate::model::facts::{Article, Facts, Mention, Use};
use crate::model::index::address::below;
use crate::model::index::{Index, Page};
use crate::rules::rule::{Check, Rule, Scope, Standard};
use crate::rules::settings::Settings;

/// An author or reviewer whom nobody knows, or an article without an author.
pub const RULE: Rule = Rule {
    severity: Severity::Error,
    standards: &[Standard::Jama, Standard::Urac],
    scope: Scope::Usual,
    options: &[],
    check: Check::Page(check),
};

fn check(settings: &Settings, index: &Index, page: Page<'_>, findings: &mut Findings<Place>) {
    let Page { facts, .. } = page;
    if let Some(article) = &facts.article {
        let is_of_book = settings.authored.iter().any(|folder| below(&facts.path, folder).is_some());
        if article.authors.is_empty() && !is_of_book {
            without_author(settings, index, facts, article, findings);
        }
        let named = article.authors.iter().map(|author| ("author", author));
        for (role, person) in named.chain(article.reviewers.iter().map(|reviewer| ("reviewer", reviewer))) {
            // Whom a text describes or calls a team is no stranger, and names in a text that stands
            // alone can be held against nothing.
            let in_text = facts.bylines.iter().any(|byline| byline.name == *person);
            let known = facts.describes(&person.text) || (in_text && !index.has_people());
            if !known {
                check_person(index, role, person, findings);
            }
        }
    }
    let of_pages = |used: &&Use| used.field.collection == Collection::Article;
    for used in facts.uses.iter().filter(|used| !of_pages(used)) {
        if used.field.kind.refers_to() == Some(Collection::Person) {
            check_person(index, used.field.name, &used.id, findings);
        }
    }
}

fn without_author(
    settings: &Settings,
    index: &Index,
    facts: &Facts,
    article: &Article,
    findings: &mut Findings<Place>,
) {
    let finding = findings.report(article.gap, "nobody is named as author");
    if facts.format == Some(Format::Text) {
        finding.help(
            "Add a line such as `Written by` with a name below the title, so that readers know who is responsible for the text.",
        );
    } else {
        let field = settings.field(Collection::Article, "authors");
        let what = if index.has_people() { "id" } else { "name" };
        finding.help(format!(
            "Add `{field}` with the {what} of a person, so that readers know who is responsible for the text."
        ));
    }
}

fn check_person(index: &Index, role: &str, person: &Mention, findings: &mut Findings<Place>) {
    let names = index.names();
    let known = names
        .by_id(Collection::Person, &person.text)
        .or_else(|| names.by_title(Collection::Person, &person.text));
    // Where no bios are kept, a name is all that is to be known of a person.
    if known.is_some() || !index.is_complete(Collection::Person) || !index.has_people() {
        return;
    }
    let finding =
        findings.report(person.place, format!("the {role} `{}` has no bio in this repository", person.text));
    finding.missing(person.text.as_str());
    let near = names.ids_like(Collection::Person, &person.text, 1);
    let near = near.first();
    let place = near.filter(|near| near.clear).map(|_| person.place);
    let word: Vec<&str> = near.map(|near| near.name.as_str()).into_iter().collect();
    if !finding.did_you_mean(place, &word) {
        finding.help("Add a file for this person to the people, or name somebody who has one.");
    }
}
