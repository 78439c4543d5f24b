use crate::base::diagnostic::{Findings, Severity};
use crate::base::slug::slug;
use crate::base::span::Place;
use crate::base::title;
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
    for (mention, cause) in index.causes(facts) {
        if cause == Cause::Unknown {
            report(index, facts, mention, findings);
        }
    }
}

fn report(index: &Index, article: &Facts, mention: &Mention, findings: &mut Findings<Place>) {
    let id = &mention.text;
    let finding =
        findings.report(mention.place, format!("`{id}` is neither a heading of this page nor a known cause"));
    finding.sought(id.as_str());
    let files = index.names().ids_like(Collection::Cause, id, 2);
    let mut near: Vec<&str> = files.iter().map(|file| file.name.as_str()).collect();
    let headings = article.headings.iter().map(|heading| heading.anchor.as_str());
    let slugged = slug(id);
    match article.headings.iter().find(|heading| heading.anchor == slugged) {
        // The title of the section where its address is meant.
        Some(heading) => near = vec![heading.anchor.as_str()],
        None => near.extend(title::nearest_ids(id, headings, 2)),
    }
    near.dedup();
    match near.as_slice() {
        [] => {
            finding
                .help("Write a section with this heading or a file for this cause, or take the entry out.");
        }
        [only] => {
            finding.help(format!("Did you mean `{only}`?")).suggest(mention.place, *only);
        }
        [one, other, ..] => {
            finding.help(format!("Did you mean `{one}` or `{other}`?"));
        }
    }
}
