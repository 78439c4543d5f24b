//! The findings of a change: what is new, what it broke elsewhere, what was there before, what it fixed.

use std::cmp::Reverse;

use super::{Entry, Section, code, escape, item, linked};
use crate::report::{Links, Report, Repository, sanitise};
use crate::rules;
use crate::run::impact::{KnownFinding, Novelty};
use crate::run::verdict::Verdict;

/// What a change did to the findings, each kind below its heading; the gravest first.
pub(super) fn sections(report: &Report) -> Vec<Section> {
    let links = report.links.as_ref();
    let kinds = [
        (Novelty::New, "New in this change"),
        (Novelty::Broken, "Broken by this change in other files"),
        (Novelty::Before, "There before, in files of this change"),
    ];
    let of_kind = |kind: Novelty| {
        let entries = report.repositories.iter().flat_map(move |repository| {
            let of_kind = move |verdict: &&Verdict| {
                let change = repository.change.as_ref();
                change.is_some_and(|change| change.novelty(verdict, repository.session) == kind)
            };
            repository.open().filter(of_kind).filter_map(move |verdict| entry(repository, verdict, links))
        });
        entries.collect::<Vec<Entry>>()
    };
    let mut sections: Vec<(&str, Vec<Entry>)> =
        kinds.into_iter().map(|(kind, heading)| (heading, of_kind(kind))).collect();
    let fixed = report.repositories.iter().flat_map(|repository| {
        let fixed = repository.change.iter().flat_map(|change| &change.fixed);
        fixed.map(move |finding| gone(repository, finding, links))
    });
    sections.push(("Fixed by this change", fixed.collect()));
    let sections = sections.into_iter().filter(|(_, entries)| !entries.is_empty());
    let sections = sections.map(|(heading, mut entries)| {
        entries.sort_by_key(|entry| Reverse(entry.severity));
        Section { heading: format!("{heading}: {}", entries.len()), entries }
    });
    sections.collect()
}

fn entry(repository: &Repository, verdict: &Verdict, links: Option<&Links>) -> Option<Entry> {
    let at = repository.region(verdict.diagnostic.at)?;
    let name = format!("{} line {}", code(&sanitise::path(&at.path)), at.start.line);
    let place = linked(&name, &at.path, at.start.line, None, links);
    Some(Entry { severity: verdict.severity, text: item(repository, verdict, &at, &place, links) })
}

/// A finding that is no longer there, at its place before the change.
fn gone(repository: &Repository, finding: &KnownFinding, links: Option<&Links>) -> Entry {
    let path = format!("{}{}", repository.checkout, finding.path);
    let name = format!("{} line {}", code(&sanitise::path(&path)), finding.line);
    // Without the commit from before, its line is somewhere else.
    let links = links.filter(|_| repository.base.is_some());
    let text = format!(
        "- {}: {} ([{}]({}))\n",
        linked(&name, &path, finding.line, repository.base.as_deref(), links),
        escape(&sanitise::sentence(&finding.message)),
        finding.rule,
        rules::url(finding.rule),
    );
    Entry { severity: finding.severity, text }
}
