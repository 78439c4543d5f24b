use crate::base::diagnostic::{Findings, Severity};
use crate::base::span::Place;
use crate::model::index::{Custom, Index, Page};
use crate::rules::rule::{Check, Rule, Scope, Standard};
use crate::rules::settings::Settings;

/// A page that does not say that it replaces no advice from a clinician, where other pages do.
pub const RULE: Rule = Rule {
    severity: Severity::Warning,
    standards: &[Standard::Hon],
    scope: Scope::Publication,
    options: &[],
    check: Check::Page(check),
};

fn check(_: &Settings, index: &Index, page: Page<'_>, findings: &mut Findings<Place>) {
    let Some(article) = &page.facts.article else {
        return;
    };
    let english = page
        .facts
        .page()
        .and_then(|page| page.language.as_deref())
        .is_none_or(|language| language.starts_with("en"));
    // Where many pages do not say so the site does, in its template.
    if article.states.disclaimer || !index.is_custom(Custom::Disclaimer, Custom::NEARLY_ALL) || !english {
        return;
    }
    let title = page.facts.page().and_then(|page| page.title.as_ref());
    findings
        .report(
            title.map_or(article.gap, |title| title.place),
            "this page does not say that it replaces no medical advice",
        )
        .help("Add the note that other pages of the site have.");
}
