use crate::base::diagnostic::{Findings, Severity};
use crate::base::span::Place;
use crate::model::collection::Collection;
use crate::model::index::{Custom, Index, Page};
use crate::rules::option::{Number, Opt};
use crate::rules::rule::{Check, Rule, Scope, Standard};
use crate::rules::settings::Settings;

/// A page that does not say who paid for it.
pub const RULE: Rule = Rule {
    severity: Severity::Warning,
    standards: &[Standard::Hon],
    scope: Scope::Publication,
    options: &[&SHARE],
    check: Check::Page(check),
};

const SHARE: Opt<Number> = Opt {
    rule: "review/funding-missing",
    name: "share",
    kind: Number { unit: "percent", least: 0, most: 100, default: Custom::HALF },
    about: "How many of the pages have to have the field before it is asked of all, three at least; 0 asks for it always.",
    setting: None,
};

fn check(settings: &Settings, index: &Index, page: Page<'_>, findings: &mut Findings<Place>) {
    let is_custom = index.is_custom(Custom::Funding, settings.options.number(&SHARE));
    let Some(article) = index.article_without(page.facts, |states| states.funding).filter(|_| is_custom)
    else {
        return;
    };
    let field = settings.field(Collection::Article, "funding");
    findings.report(article.gap, "this page does not say who paid for it").help(format!(
        "Add the field `{field}` to the front matter, also if nobody but the publisher paid for the page."
    ));
}
