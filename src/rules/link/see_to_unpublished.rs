use crate::base::diagnostic::{Findings, Severity};
use crate::base::span::{DocId, Place};
use crate::model::collection::Collection;
use crate::model::facts::{Facts, Status};
use crate::model::index::{Index, Page, SeeTarget, Target};
use crate::rules::rule::{Check, Rule, Scope, Standard};
use crate::rules::settings::Settings;

/// A See line that sends readers to a page they cannot open.
pub const RULE: Rule = Rule {
    severity: Severity::Error,
    standards: &[Standard::Urac],
    scope: Scope::Publication,
    options: &[],
    check: Check::Page(check),
};

fn check(_: &Settings, index: &Index, page: Page<'_>, findings: &mut Findings<Place>) {
    let Page { doc, facts, .. } = page;
    for (nth, see) in facts.sees.iter().enumerate() {
        for page in pages(index, doc, nth) {
            if let Some((target, state)) =
                index.facts(page).and_then(|target| Some((target, hidden(index, target)?)))
            {
                let title = target.page().and_then(|page| page.title.as_ref());
                let name = title.map_or(see.label.text.as_str(), |title| title.text.as_str());
                findings
                    .report(see.label.place, format!("“{name}” {state}, so readers cannot open it"))
                    .label(title.map_or(target.start, |title| title.place), format!("this page {state}"))
                    .help("Name a published page, publish this one first, or remove the line.");
            }
        }
    }
}

/// The pages that a See line leads to.
fn pages(index: &Index, doc: DocId, see: usize) -> Vec<DocId> {
    match index.see(doc, see) {
        SeeTarget::Link(link) => match index.target(doc, *link) {
            Target::Page { doc: page, .. } if *page != doc => vec![*page],
            _ => Vec::new(),
        },
        SeeTarget::Pages(pages) => pages.iter().map(|page| page.doc).collect(),
        SeeTarget::Ambiguous(_) | SeeTarget::Unknown | SeeTarget::Prose => Vec::new(),
    }
}

/// What keeps readers from a page. One that a redirect answers for is answered.
fn hidden(index: &Index, target: &Facts) -> Option<&'static str> {
    let state = match target.status() {
        Status::Draft => "is a draft",
        Status::InReview => "is still in review",
        Status::Retired => "has been retired",
        Status::Published | Status::Unstated => return None,
    };
    let page = target.page().filter(|_| target.collection == Collection::Article)?;
    index.names().redirected(&page.id.text).is_none().then_some(state)
}
