use crate::base::diagnostic::{Findings, Severity};
use crate::base::span::Place;
use crate::model::collection::Collection;
use crate::model::index::{Index, Page};
use crate::rules::rule::{Check, Rule, Scope, Standard};
use crate::rules::settings::Settings;

/// A medical reviewer or author whose bio states no qualification.
pub const RULE: Rule = Rule {
    severity: Severity::Error,
    standards: &[Standard::Hon],
    scope: Scope::Usual,
    options: &[],
    check: Check::Page(check),
};

fn check(settings: &Settings, _: &Index, page: Page<'_>, findings: &mut Findings<Place>) {
    let field = settings.field(Collection::Person, "credentials");
    let Page { facts, .. } = page;
    for (person, entity) in facts.people.iter().zip(&facts.entities) {
        if person.group || person.credentials.is_some() {
            continue;
        }
        let has = |role: &str| person.roles.iter().any(|own| own.text == role);
        let shown = entity.title.as_ref().unwrap_or(&entity.id);
        let name = &shown.text;
        let (severity, message) = if has("medical-reviewer") {
            (Severity::Error, format!("no qualification is given for {name}, who reviews medical content"))
        } else if has("author") {
            (Severity::Advice, format!("no qualification is given for the author {name}"))
        } else {
            continue;
        };
        findings.report(shown.place, message).severity(severity).help(format!(
            "Add `{field}`, such as `PT, DPT`, or state the qualification in the bio, so that readers can judge the text."
        ));
    }
}
