//! What readers and rules say of one document, and what page rules note of it, while it is at hand.

use rayon::prelude::*;

use crate::base::diagnostic::{Diagnostic, Findings};
use crate::base::problem::{Problem, ProblemKind};
use crate::base::span::Span;
use crate::model::collection::Collection;
use crate::model::document::Document;
use crate::model::notes::{NoteTaker, Notes};
use crate::rules;
use crate::rules::rule::{Check, Entry};
use crate::rules::settings::Settings;
use crate::words::list;

/// A file with so many records is worked on by all threads: a library of sources is one file.
pub(super) const MANY_RECORDS: usize = 1_000;

/// What page rules note of the text of a document that could be read; their places follow those of its facts.
pub(super) fn notes(
    settings: &Settings,
    document: &Document,
    heard: impl Fn(usize) -> bool,
    places: &mut Vec<Span>,
) -> Vec<(usize, Notes)> {
    if !document.is_readable() {
        return Vec::new();
    }
    let mut all = Vec::new();
    for (rule, entry) in rules::ALL.iter().enumerate().filter(|(rule, _)| heard(*rule)) {
        let Some(note) = entry.rule.check.note() else {
            continue;
        };
        let mut taker = NoteTaker::default();
        note(settings, document, &mut taker);
        let noted = taker.finish(document.id, places);
        if !noted.is_empty() {
            all.push((rule, noted));
        }
    }
    all
}

/// What the readers and the document rules have to say of one document. Of one that cannot be parsed only
/// the readers report: what was not read cannot be missed.
pub(super) fn check_document(
    settings: &Settings,
    document: &Document,
    heard: impl Fn(usize) -> bool + Sync,
) -> Vec<Diagnostic> {
    let check = |entry: &Entry| {
        let mut findings = Findings::new(entry.id, entry.rule.severity);
        match entry.rule.check {
            Check::Reader(kind) => {
                if document.is_readable() || kind == ProblemKind::Unreadable {
                    let problems = document.problems.iter().filter(|problem| problem.kind == kind);
                    problems.for_each(|problem| report(problem, &mut findings));
                }
            }
            Check::Document(check) if document.is_readable() => check(settings, document, &mut findings),
            Check::Language { lists, check, .. } if is_prose_in(document, lists) => {
                check(settings, document, &mut findings);
            }
            Check::Document(_)
            | Check::Language { .. }
            | Check::Page(_)
            | Check::NotedPage { .. }
            | Check::Compared { .. }
            | Check::Repository(_)
            | Check::Verdict => {}
        }
        findings.into_list()
    };
    let asked = |(rule, _): &(usize, &Entry)| heard(*rule);
    if document.records().len() < MANY_RECORDS {
        return rules::ALL.iter().enumerate().filter(asked).flat_map(|(_, entry)| check(entry)).collect();
    }
    let all = rules::ALL.par_iter().enumerate().filter(asked);
    all.flat_map_iter(|(_, entry)| check(entry)).collect()
}

/// Whether a document is what a rule of language knows: an article or a cause, in a language that has its word lists.
fn is_prose_in(document: &Document, lists: &[&str]) -> bool {
    let known = || !lists.is_empty() && lists.iter().all(|name| list::has(name, &document.language));
    document.is_readable()
        && matches!(document.collection, Collection::Article | Collection::Cause)
        && (document.is_english() || known())
}

fn report(problem: &Problem, findings: &mut Findings) {
    let finding = findings.report(problem.span, problem.message.clone());
    finding.labels.clone_from(&problem.labels);
    finding.help.clone_from(&problem.help);
}
