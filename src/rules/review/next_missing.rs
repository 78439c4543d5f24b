use crate::base::diagnostic::{Findings, Severity};
use crate::base::span::Place;
use crate::model::collection::Collection;
use crate::model::document::Format;
use crate::model::index::{Custom, Index, Page};
use crate::rules::option::{Number, Opt};
use crate::rules::review::overdue;
use crate::rules::rule::{Check, Rule, Scope, Standard};
use crate::rules::settings::Settings;

/// A reviewed page that does not say when it is to be reviewed next.
pub const RULE: Rule = Rule {
    severity: Severity::Warning,
    standards: &[Standard::Nhs],
    scope: Scope::Publication,
    options: &[&SHARE],
    check: Check::Page(check),
};

const SHARE: Opt<Number> = Opt {
    rule: "review/next-missing",
    name: "share",
    kind: Number { unit: "percent", least: 0, most: 100, default: Custom::HALF },
    about: "How many of the reviewed pages have to have the field before it is asked of all, three at least; 0 asks for it always.",
    setting: None,
};

fn check(settings: &Settings, index: &Index, page: Page<'_>, findings: &mut Findings<Place>) {
    let Page { doc, facts, .. } = page;
    let Some(article) = facts.article.as_ref().filter(|_| facts.format != Some(Format::Text)) else {
        return;
    };
    let reviews = index.reviews(doc);
    // Where reviews never expire none is to come, and what was never reviewed is for other rules to report. A
    // publisher whose pages have no such day goes by the age of their reviews.
    let expires = overdue::review_age(settings, article).is_some();
    let reviewed = index.last_reviewed(facts).is_some();
    let stated = article.states.next_review || overdue::states_next(article, reviews);
    let is_custom = index.is_custom(Custom::NextReview, settings.options.number(&SHARE));
    if !expires || !reviewed || stated || !is_custom {
        return;
    }
    let field = settings.field(Collection::Article, "next-review");
    findings
        .report(article.gap, "this page does not say when it is to be reviewed next")
        .help(format!("Add the field `{field}` with the day by which the page is to be reviewed again."));
}
