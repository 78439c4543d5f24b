use std::collections::HashSet;

use crate::base::diagnostic::{Findings, Severity};
use crate::base::slug::slug;
use crate::base::span::Place;
use crate::base::steps::count;
use crate::base::title::Candidates;
use crate::model::collection::Collection;
use crate::model::facts::{Facts, Mention};
use crate::model::index::{Cause, Index, Page};
use crate::rules::rule::{Check, Rule, Scope, Standard};
use crate::rules::settings::Settings;

/// An entry of `causes` that names no cause.
pub const RULE: Rule = Rule {
    severity: Severity::Error,
    standards: &[Standard::SchemaOrg],
    scope: Scope::Usual,
    options: &[],
    check: Check::Page(check),
};

fn check(_: &Settings, index: &Index, page: Page<'_>, findings: &mut Findings<Place>) {
    let is_complete = index.is_complete(Collection::Cause);
    let Page { facts, .. } = page;
    if !is_complete {
        return;
    }
    let mut sections: Option<Sections> = None;
    for (mention, cause) in index.causes(facts) {
        if cause == Cause::Unknown {
            let sections = sections.get_or_insert_with(|| Sections::of(facts));
            report(index, sections, mention, findings);
        }
    }
}

/// The anchors of a page that a cause may have been meant for, prepared once.
struct Sections<'a> {
    anchors: Vec<&'a str>,
    known: HashSet<&'a str>,
    candidates: Candidates,
}

impl<'a> Sections<'a> {
    fn of(article: &'a Facts) -> Sections<'a> {
        let anchors: Vec<&str> = article.headings.iter().map(|heading| heading.anchor.as_str()).collect();
        count(anchors.len());
        Sections {
            known: anchors.iter().copied().collect(),
            candidates: Candidates::ids(anchors.iter().copied()),
            anchors,
        }
    }

    fn nearest(&self, id: &str) -> impl Iterator<Item = &'a str> {
        self.candidates.nearest(id, 2).into_iter().filter_map(|nth| self.anchors.get(nth).copied())
    }
}

fn report(index: &Index, sections: &Sections, mention: &Mention, findings: &mut Findings<Place>) {
    let id = &mention.text;
    let finding =
        findings.report(mention.place, format!("`{id}` is neither a heading of this page nor a known cause"));
    finding.missing(id.as_str());
    let files = index.names().ids_like(Collection::Cause, id, 2);
    let mut near: Vec<&str> = files.iter().map(|file| file.name.as_str()).collect();
    match sections.known.get(slug(id).as_str()) {
        // The title of the section where its address is meant.
        Some(anchor) => near = vec![anchor],
        None => near.extend(sections.nearest(id)),
    }
    near.dedup();
    near.truncate(2);
    if !finding.did_you_mean(Some(mention.place), &near) {
        finding.help("Write a section with this heading or a file for this cause, or remove the entry.");
    }
}
