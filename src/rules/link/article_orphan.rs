use crate::base::diagnostic::{Findings, Severity};
use crate::base::span::Place;
use crate::model::collection::Collection;
use crate::model::facts::{Facts, Status};
use crate::model::index::{Aspect, Index};
use crate::rules::rule::{Check, Rule, Scope, Standard};
use crate::rules::settings::Settings;

/// A published page to which no other page leads.
pub const RULE: Rule = Rule {
    severity: Severity::Advice,
    standards: &[Standard::Pif],
    scope: Scope::Publication,
    options: &[],
    check: Check::Repository(check),
};

fn check(_: &Settings, index: &Index, findings: &mut Findings<Place>) {
    // A link may be in a file that cannot be read; one of many files seldom matters.
    if !index.is_nearly_all_read() {
        return;
    }
    let pages: Vec<_> = index.documents_for(Aspect::Names).filter(|(_, facts)| is_page(facts)).collect();
    let is_linked = |facts: &Facts| !index.inbound(facts.start.doc).is_empty();
    let linked = pages.iter().filter(|(_, facts)| is_linked(facts)).count();
    // Where some pages have no link to them, menus have, which nobody sees here: one that stands out is one of few.
    if linked * 5 < pages.len() * 4 {
        return;
    }
    for (_, facts) in pages.iter().filter(|(_, facts)| !is_linked(facts)) {
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
