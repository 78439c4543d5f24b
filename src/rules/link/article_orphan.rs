use crate::base::diagnostic::{Findings, Severity};
use crate::base::span::Place;
use crate::model::collection::Collection;
use crate::model::facts::{Facts, Status};
use crate::model::index::{Index, Page};
use crate::rules::compared::{Count, Mode, Modes, Total};
use crate::rules::rule::{Check, Rule, Scope, Standard};
use crate::rules::settings::Settings;

/// A published page to which no other page leads.
pub const RULE: Rule = Rule {
    severity: Severity::Advice,
    standards: &[Standard::Pif],
    scope: Scope::Publication,
    options: &[],
    check: Check::Compared { note: None, count, at_once, page },
};

fn count(_: &Settings, index: &Index, page: Page<'_>) -> Vec<Count> {
    // A link may be in a file that cannot be read; one of many files seldom matters.
    if !is_page(page.facts) || !index.is_nearly_all_read() {
        return Vec::new();
    }
    let some = usize::from(!index.inbound(page.doc).is_empty());
    vec![Count { subject: None, some, all: 1, joins: true }]
}

/// Where some pages have no link to them, menus have, which nobody sees here: one that stands out is one of few.
fn at_once(_: &Settings, _: Option<&str>, total: &Total) -> bool {
    total.some * 5 < total.all * 4
}

fn page(_: &Settings, index: &Index, page: Page<'_>, modes: Modes<'_>, findings: &mut Findings<Place>) {
    let Page { doc, facts, .. } = page;
    if modes.whole == Mode::Alone
        && is_page(facts)
        && index.is_nearly_all_read()
        && index.inbound(doc).is_empty()
    {
        let title = facts.page().and_then(|page| page.title.as_ref());
        findings
            .report(title.map_or(facts.start, |title| title.place), "no other page leads to this one")
            .help("Link to it from a page on which readers would look for it.");
    }
}

/// Whether it is an article that readers are to find by links: a page at the top of a folder is found by its address.
fn is_page(facts: &Facts) -> bool {
    let name = facts.path.rsplit('/').next().unwrap_or("").to_lowercase();
    let top = ["index.", "_index.", "readme.", "home.", "404."].iter().any(|start| name.starts_with(start));
    let open = matches!(facts.status(), Status::Published | Status::Unstated);
    facts.collection == Collection::Article && open && !top
}
