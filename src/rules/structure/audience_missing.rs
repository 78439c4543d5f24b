use crate::base::diagnostic::{Findings, Severity};
use crate::base::span::Place;
use crate::model::collection::Collection;
use crate::model::index::{Index, Page};
use crate::rules::rule::{Check, Rule, Scope, Standard};
use crate::rules::settings::Settings;

/// A page that does not say for whom it is written.
pub const RULE: Rule = Rule {
    severity: Severity::Advice,
    standards: &[Standard::SchemaOrg],
    scope: Scope::Publication,
    options: &[],
    check: Check::Page(check),
};

fn check(settings: &Settings, index: &Index, page: Page<'_>, findings: &mut Findings<Place>) {
    let Some(article) = index.article_without(page.facts, |states| states.audience) else {
        return;
    };
    let field = settings.field(Collection::Article, "audience");
    findings
        .report(article.gap, "this page does not say for whom it is written")
        .help(format!("Add the field {field} to the front matter, such as patient or caregiver."));
}
