use crate::base::diagnostic::{Findings, Severity};
use crate::base::span::Place;
use crate::model::collection::Collection;
use crate::model::index::{Custom, Index, Page};
use crate::rules::option::{Number, Opt};
use crate::rules::rule::{Check, Rule, Scope, Standard};
use crate::rules::settings::Settings;

/// A page that does not say for whom it is written.
pub const RULE: Rule = Rule {
    severity: Severity::Advice,
    standards: &[Standard::SchemaOrg],
    scope: Scope::Publication,
    options: &[&SHARE],
    check: Check::Page(check),
};

const SHARE: Opt<Number> = Opt {
    rule: "structure/audience-missing",
    name: "share",
    kind: Number { unit: "percent", least: 0, most: 100, default: Custom::HALF },
    about: "How many of the pages have to have the field before it is asked of all, three at least; 0 asks for it always.",
    setting: None,
};

fn check(settings: &Settings, index: &Index, page: Page<'_>, findings: &mut Findings<Place>) {
    let is_custom = index.is_custom(Custom::Audience, settings.options.number(&SHARE));
    let Some(article) = index.article_without(page.facts, |states| states.audience).filter(|_| is_custom)
    else {
        return;
    };
    let field = settings.field(Collection::Article, "audience");
    findings
        .report(article.gap, "this page does not say for whom it is written")
        .help(format!("Add the field `{field}` to the front matter, such as patient or caregiver."));
}
