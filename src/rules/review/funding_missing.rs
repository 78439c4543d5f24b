use crate::base::diagnostic::{Findings, Severity};
use crate::base::span::Place;
use crate::model::collection::Collection;
use crate::model::index::{Index, Page};
use crate::rules::rule::{Check, Rule, Scope, Standard};
use crate::rules::settings::Settings;

/// A page that does not say who paid for it.
pub const RULE: Rule = Rule {
    severity: Severity::Warning,
    standards: &[Standard::Hon],
    scope: Scope::Publication,
    options: &[],
    check: Check::Page(check),
};

fn check(settings: &Settings, index: &Index, page: Page<'_>, findings: &mut Findings<Place>) {
    let Some(article) = index.article_without(page.facts, |states| states.funding) else {
        return;
    };
    let field = settings.field(Collection::Article, "funding");
    findings.report(article.gap, "this page does not say who paid for it").help(format!(
        "Add the field {field} to the front matter, also if nobody but the publisher paid for the page."
    ));
}
