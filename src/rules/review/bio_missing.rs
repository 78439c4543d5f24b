use crate::base::diagnostic::{Findings, Severity};
use crate::base::span::Place;
use crate::model::collection::Collection;
use crate::model::index::{Index, Page};
use crate::rules::rule::{Check, Rule, Scope, Standard};
use crate::rules::settings::Settings;

/// An author or medical reviewer whom no bio describes.
pub const RULE: Rule = Rule {
    severity: Severity::Warning,
    standards: &[Standard::Google],
    scope: Scope::Usual,
    options: &[],
    check: Check::Page(check),
};

fn check(settings: &Settings, index: &Index, page: Page<'_>, findings: &mut Findings<Place>) {
    let field = settings.field(Collection::Person, "bio");
    // Where nobody has one, it is not this publisher’s custom.
    if !index.has_bios() {
        return;
    }
    let facts = page.facts;
    for (person, entity) in facts.people.iter().zip(&facts.entities) {
        let named = person.roles.iter().any(|role| role.text == "author" || role.text == "medical-reviewer");
        let left = person.inactive.is_some() || person.active_until.is_some();
        if person.described || person.group || left || !named {
            continue;
        }
        let shown = entity.title.as_ref().unwrap_or(&entity.id);
        findings.report(shown.place, format!("there is no bio of {}", shown.text)).help(format!(
            "Add the field `{field}` with a few sentences on who the person is, and why readers can trust the text."
        ));
    }
}
