use std::cell::LazyCell;

use crate::base::diagnostic::{Findings, Severity};
use crate::base::span::Place;
use crate::base::title;
use crate::biblio::same_source::{Likeness, MatchKey, likeness};
use crate::model::facts::CitedForm;
use crate::model::index::{Index, Listed, Owner, Page, address, by_keeper};
use crate::page::body::EntryForm;
use crate::rules::rule::{Check, Rule, Scope, Standard};
use crate::rules::settings::Settings;

mod keys;
mod merge;

/// One source that is listed twice.
pub const RULE: Rule = Rule {
    severity: Severity::Error,
    standards: &[Standard::Ama],
    scope: Scope::Usual,
    options: &[],
    check: Check::Page(check),
};

fn check(_: &Settings, index: &Index, page: Page<'_>, findings: &mut Findings<Place>) {
    let mut merger = merge::Merger::new(index);
    let is_text = |kept: &[Listed]| kept.iter().any(|listed| matches!(listed.owner, Owner::Text(_)));
    for listed in index.sources_repeated_in(page.doc) {
        for kept in by_keeper(&listed).iter().filter(|kept| is_text(kept)) {
            within(&mut merger, kept, findings);
        }
    }
    // knitr writes a package and its book, which have one address.
    if address::last_part(&page.facts.path) == address::LISTED_BY_KNITR {
        return;
    }
    for listed in index.sources_first_in(page.doc) {
        let owners = by_keeper(&listed);
        for kept in owners.iter().filter(|kept| !is_text(kept)) {
            within(&mut merger, kept, findings);
        }
        if owners.len() > 1 {
            across(&owners, findings);
        }
    }
    keys::check(index, page, findings);
}

/// One article, or the registry, lists the source twice.
fn within(merger: &mut merge::Merger, kept: &[Listed], findings: &mut Findings<Place>) {
    let Some((first, others)) = kept.split_first() else {
        return;
    };
    for other in
        others.iter().filter(|other| !differ_in_locator_alone(first, other) && !has_same_key(first, other))
    {
        let finding = findings
            .report(mark(other), format!("{} is already listed as {}", other.cited.title(), name(first)));
        // A note that is written in its place cannot be cited from another one.
        let is_inline =
            |listed: &Listed| listed.cited.key.as_ref().is_some_and(|key| key.text.starts_with('^'));
        // Two notes that are an address and nothing else hold no reference that could differ.
        let is_bare = |listed: &Listed| {
            listed.cited.form == CitedForm::Text(EntryForm::Footnote)
                && listed.fields.title.is_none()
                && listed.fields.authors.is_empty()
        };
        // A program and the book on it share a home page.
        let is_other_list = begins_again(first, other);
        let is_home = other.rung == Some(MatchKey::Url) && !are_alike(first, other);
        if is_inline(first)
            || is_inline(other)
            || (is_bare(first) && is_bare(other))
            || is_home
            || is_other_list
        {
            finding.severity(Severity::Advice);
        }
        if let Some(rung) = other.rung {
            finding.label(mark(other), format!("the same source: {}", rung.in_words()));
        }
        finding.label(mark(first), "first listed here");
        let likeness = LazyCell::new(|| likeness(first.fields, other.fields));
        let is_doubtful = other.rung.is_some_and(MatchKey::is_identifier) && *likeness == Likeness::Doubtful;
        finding.help(match first.owner {
            _ if is_doubtful => {
                "Look the identifier up. If both entries are one source, keep one of them. If not, correct the identifier of the other."
                    .to_owned()
            }
            Owner::Registry(_) => format!(
                "Keep one of the two entries, and cite it by its key wherever the other, {}, is cited.",
                name(other)
            ),
            Owner::Text(_) => {
                format!("Keep {}, and cite it wherever {} is cited now.", name(first), name(other))
            }
        });
        let offer = merger.offer(first, other, || *likeness);
        finding.fix = offer.fix;
        finding.merge = offer.merge;
    }
}

/// Whether a page has several lists, and the numbers begin again between two references: each chapter has its own.
fn begins_again(first: &Listed, other: &Listed) -> bool {
    let number = |listed: &Listed| listed.cited.key.as_ref().and_then(|key| key.text.parse::<u32>().ok());
    matches!((number(first), number(other)), (Some(first), Some(other)) if other <= first)
}

/// Whether the title of one reference holds that of the other, or one of them has none.
fn are_alike(first: &Listed, other: &Listed) -> bool {
    let folded = |listed: &Listed| listed.fields.title.as_ref().map(|title| title::fold(&title.value));
    match (folded(first), folded(other)) {
        (Some(first), Some(other)) => first.contains(&other) || other.contains(&first),
        _ => true,
    }
}

/// Several articles write the source out, or one does and the registry has it.
fn across(owners: &[Vec<Listed>], findings: &mut Findings<Place>) {
    let [first, others @ ..] = owners else {
        return;
    };
    // Two registries are those of two projects, each of which needs all that it cites.
    let is_text = |listed: &&Listed| !matches!(listed.owner, Owner::Registry(_));
    let (Some(first), Some(other)) = (first.first(), others.iter().flatten().find(is_text)) else {
        return;
    };
    let in_registry = matches!(first.owner, Owner::Registry(_));
    let message = if in_registry {
        format!("{} is in the registry of sources as {}", other.cited.title(), name(first))
    } else {
        format!("{} is written out in {} articles", other.cited.title(), owners.len())
    };
    let finding = findings.report(mark(other), message);
    finding.severity(Severity::Advice);
    finding.label(mark(first), format!("also in `{}`", first.path));
    // Enough to see what it is about; a source may be cited on every page.
    for further in others.iter().skip(1).take(4).filter_map(|kept| kept.first()) {
        finding.label(mark(further), format!("also in `{}`", further.path));
    }
    finding.help(if in_registry {
        "Cite the entry of the registry by its key, so that the source is kept in one place."
    } else {
        "Add the source to the registry and cite it by its key, so that it is kept in one place."
    });
}

/// Two footnotes may point at two places of one source: nothing else tells them apart.
fn differ_in_locator_alone(first: &Listed, other: &Listed) -> bool {
    let footnote = |listed: &Listed| listed.cited.form == CitedForm::Text(EntryForm::Footnote);
    footnote(first) && footnote(other) && first.cited.pinpoint != other.cited.pinpoint
}

/// Whether two entries of a registry have one key, which `schema/duplicate-id` reports.
fn has_same_key(first: &Listed, other: &Listed) -> bool {
    let key = |listed: &Listed| listed.cited.key.as_ref().map(|key| key.text.clone());
    matches!(first.owner, Owner::Registry(_)) && key(first).is_some() && key(first) == key(other)
}

/// The key or number of a reference, else its title, else all of it.
fn mark(listed: &Listed) -> Place {
    let title = listed.fields.title.as_ref().map(|title| title.at);
    let key = listed.cited.key.as_ref().map(|key| key.place);
    match listed.owner {
        Owner::Registry(_) => key.or(title),
        Owner::Text(_) => title.or(key),
    }
    .unwrap_or(listed.cited.place)
}

/// What citations call a reference.
fn name(listed: &Listed) -> String {
    match (&listed.cited.key, listed.owner) {
        (Some(key), Owner::Registry(_)) => format!("`{}`", key.text),
        (Some(key), Owner::Text(_)) => format!("reference {}", key.text),
        (None, _) => "an entry without a number".to_owned(),
    }
}
