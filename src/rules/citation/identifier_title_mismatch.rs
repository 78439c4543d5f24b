use crate::base::diagnostic::{Findings, Severity};
use crate::base::span::Place;
use crate::base::title;
use crate::biblio::reference::Reference;
use crate::model::index::{Index, Listed, Owner, Page};
use crate::rules::rule::{Check, Rule, Scope, Standard};
use crate::rules::settings::Settings;

/// A reference in a text whose identifier belongs to a work with another title, as an imported record shows.
pub const RULE: Rule = Rule {
    severity: Severity::Error,
    standards: &[Standard::Icmje],
    scope: Scope::Usual,
    options: &[],
    check: Check::Page(check),
};

fn check(_: &Settings, index: &Index, page: Page<'_>, findings: &mut Findings<Place>) {
    for [first, other] in index.conflicting_sources(page.doc) {
        let Some((record, reference)) = record_and_reference(&first, &other) else {
            continue;
        };
        let (Some(real), Some(written)) = (&record.fields.title, &reference.fields.title) else {
            continue;
        };
        let identifier = shared(record.fields, reference.fields);
        let message = format!("{identifier} is that of “{}”, not of “{}”", real.value, written.value);
        let finding = findings.report(written.at, message);
        finding.label(real.at, format!("the title in the imported record, in `{}`", record.path));
        finding.help(
            "Find the work that the statement rests on. If it is that of the record, correct the title; if not, the identifier. If there is no such work, take the reference out.",
        );
    }
}

/// The imported record of two works that share an identifier, and the reference in a text: of a record that a database or
/// a reference manager wrote, the title is known to be right. `None` if the two are of one kind, or have one title.
pub(super) fn record_and_reference<'a>(
    first: &'a Listed<'a>,
    other: &'a Listed<'a>,
) -> Option<(&'a Listed<'a>, &'a Listed<'a>)> {
    let (Some(left), Some(right)) = (&first.fields.title, &other.fields.title) else {
        return None;
    };
    let is_reference = |listed: &Listed<'_>| matches!(listed.owner, Owner::Text(_));
    let pair = match (first.is_imported(), other.is_imported()) {
        (true, false) if is_reference(other) => (first, other),
        (false, true) if is_reference(first) => (other, first),
        _ => return None,
    };
    (title::fold(&left.value) != title::fold(&right.value)).then_some(pair)
}

/// The name of the identifier that two references share.
fn shared(one: &Reference<Place>, other: &Reference<Place>) -> &'static str {
    let pmid = one.pmid.as_ref().zip(other.pmid.as_ref());
    let doi = one.doi.as_ref().zip(other.doi.as_ref());
    if pmid.is_some_and(|(one, other)| one.value == other.value) {
        "this PMID"
    } else if doi.is_some_and(|(one, other)| one.value == other.value) {
        "this DOI"
    } else {
        "this identifier"
    }
}
