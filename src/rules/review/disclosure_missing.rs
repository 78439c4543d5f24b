use crate::base::diagnostic::{Findings, Severity};
use crate::base::span::Place;
use crate::model::collection::Collection;
use crate::model::index::{EntityRef, Index, Page};
use crate::rules::rule::{Check, Rule, Scope, Standard};
use crate::rules::settings::Settings;

/// An author or reviewer of whom nobody knows whether there is a conflict of interest.
pub const RULE: Rule = Rule {
    severity: Severity::Warning,
    standards: &[Standard::Jama, Standard::Nhs],
    scope: Scope::Usual,
    options: &[],
    check: Check::Page(check),
};

fn check(settings: &Settings, index: &Index, page: Page<'_>, findings: &mut Findings<Place>) {
    let in_bio = settings.field(Collection::Person, "disclosures");
    let in_article = settings.field(Collection::Article, "disclosure");
    let Page { doc, facts, .. } = page;
    for (nth, (person, entity)) in (0u32..).zip(facts.people.iter().zip(&facts.entities)) {
        let has = |role: &str| person.roles.iter().any(|own| own.text == role);
        let speaks = has("author") || has("medical-reviewer");
        // Who has left can no longer be asked.
        let left = person.inactive.is_some() || person.active_until.is_some();
        if person.disclosed || person.group || left || !speaks || index.is_covered(EntityRef { doc, nth }) {
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
