//! Findings in their context, as many as the report has room for.

use std::cmp::Reverse;
use std::collections::HashMap;

use super::super::data;
use super::super::model::{Changed, Excerpt, File, Finding, Fix, Label};
use super::texts::Texts;
use super::{Gathered, column};
use crate::base::diagnostic::{Diagnostic, Edit, Location};
use crate::base::source::Source;
use crate::base::span::DocId;
use crate::run::verdict::{Fate, Verdict};

/// Bytes of JSON that findings may take, however much room there is: more would only be slow to open.
const MOST_BYTES: usize = 9_000_000;

/// The most characters of an excerpt on either side of what it is about, and of that.
const LONGEST: usize = 300;

/// The most other places of a finding.
const MOST_LABELS: usize = 8;

/// The most changes of a fix that are shown.
const MOST_CHANGES: usize = 6;

/// Puts the findings into their files, the gravest of all files first until there is no room, which is in bytes.
pub(super) fn put(gathered: &Gathered, files: &mut [File], texts: &mut Texts, room: usize) {
    let mut order: Vec<&Verdict> = gathered.verdicts.iter().collect();
    order.sort_by_key(|verdict| (!verdict.is_open(), Reverse(verdict.severity)));
    let mut room = room.min(MOST_BYTES);
    for verdict in order {
        let Some(file) = gathered.numbers.get(&verdict.diagnostic.at.doc).and_then(|nth| files.get_mut(*nth))
        else {
            continue;
        };
        if verdict.is_open() {
            file.counts[column(verdict.severity)] += 1;
        }
        let diagnostic = &verdict.diagnostic;
        let said = [Some(&diagnostic.message), diagnostic.help.as_ref()];
        let said: usize = said.into_iter().flatten().filter(|text| !texts.has(text)).map(String::len).sum();
        let finding = finding(gathered, verdict, texts);
        let size = finding.as_ref().map_or(0, data::size) + said;
        match finding {
            Some(finding) if size <= room => {
                room -= size;
                file.findings.push(finding);
            }
            _ => {
                room = 0;
                file.more += 1;
            }
        }
    }
    for file in files {
        file.findings.sort_by_key(|finding| (finding.fate.is_some(), finding.line));
    }
}

fn finding(gathered: &Gathered, verdict: &Verdict, texts: &mut Texts) -> Option<Finding> {
    let diagnostic = &verdict.diagnostic;
    let source = gathered.session.source(diagnostic.at.doc)?;
    let others = diagnostic.labels.iter().filter_map(|(at, text)| label(gathered, diagnostic, *at, text));
    Some(Finding {
        rule: *gathered.rules.get(diagnostic.rule.0)?,
        severity: verdict.severity.name(),
        line: source.position(diagnostic.at.span.start).line,
        message: texts.number(&diagnostic.message),
        help: diagnostic.help.as_ref().map(|help| texts.number(help)),
        excerpt: excerpt(source, diagnostic.at),
        labels: others.take(MOST_LABELS).collect(),
        fix: diagnostic.fix.as_ref().and_then(|fix| {
            let lines = changed(gathered, diagnostic.at.doc, &fix.edits)?;
            Some(Fix { title: fix.title.clone(), safe: fix.safe, lines })
        }),
        fate: (!verdict.is_open()).then(|| verdict.fate.name()),
        reason: match &verdict.fate {
            Fate::Allowed { reason, .. } => Some(reason.clone()),
            Fate::Open | Fate::Known => None,
        },
        new: verdict.is_open()
            && gathered.since.is_some_and(|since| {
                gathered.fingerprints.get(diagnostic).is_some_and(|fingerprint| !since.has(fingerprint))
            }),
    })
}

fn label(gathered: &Gathered, diagnostic: &Diagnostic<Location>, at: Location, text: &str) -> Option<Label> {
    let source = gathered.session.source(at.doc)?;
    let path = if at.doc == diagnostic.at.doc { String::new() } else { source.path.clone() };
    Some(Label { path, line: source.position(at.span.start).line, text: text.to_owned() })
}

/// The line before what a finding is about, its own lines, and the line after.
fn excerpt(source: &Source, at: Location) -> Option<Excerpt> {
    let span = source.fit(at.span);
    let (first, last) = (source.line_of(span.start), source.line_of(span.end));
    let line = |nth: usize| source.line(nth).slice(&source.text);
    // A line that says nothing tells nobody where they are.
    let above = first.checked_sub(1).filter(|above| !line(*above).trim().is_empty()).unwrap_or(first);
    let from = source.line(above).start as usize;
    let to = source.line((last + 1).min(source.line_count().saturating_sub(1))).end as usize;
    let text = |start: usize, end: usize| source.text.get(start..end.max(start)).unwrap_or("");
    let before = text(from, span.start as usize);
    let shown = tail(before, LONGEST);
    let skipped = before.get(..before.len() - shown.len()).unwrap_or("");
    Some(Excerpt {
        line: above + 1 + skipped.matches('\n').count(),
        before: shown.to_owned(),
        mark: head(text(span.start as usize, span.end as usize), LONGEST),
        after: head(text(span.end as usize, to).trim_end_matches(['\r', '\n']), LONGEST),
    })
}

/// The end of a text.
fn tail(text: &str, most: usize) -> &str {
    match text.char_indices().rev().nth(most) {
        Some((at, _)) => text.get(at..).unwrap_or(""),
        None => text,
    }
}

/// The beginning of a text, with a sign if that is not all.
fn head(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((at, _)) => format!("{}…", text.get(..at).unwrap_or("")),
        None => text.to_owned(),
    }
}

/// The lines that edits touch, and what they become. `None` if a file of theirs is not there.
fn changed(gathered: &Gathered, own: DocId, edits: &[Edit<Location>]) -> Option<Vec<Changed>> {
    let mut by_doc: HashMap<DocId, Vec<&Edit<Location>>> = HashMap::new();
    for edit in edits {
        by_doc.entry(edit.at.doc).or_default().push(edit);
    }
    let mut docs: Vec<DocId> = by_doc.keys().copied().collect();
    docs.sort_by_key(|doc| (*doc != own, doc.0));
    let mut all = Vec::new();
    for doc in docs {
        let source = gathered.session.source(doc)?;
        let mut edits = by_doc.remove(&doc).unwrap_or_default();
        edits.sort_by_key(|edit| edit.at.span);
        let mut rest = edits.as_slice();
        while let Some((first, _)) = rest.split_first() {
            let line = source.line_of(first.at.span.start);
            let mut last = source.line_of(first.at.span.end);
            let mut count = 1;
            while let Some(next) = rest.get(count).filter(|next| source.line_of(next.at.span.start) <= last) {
                last = last.max(source.line_of(next.at.span.end));
                count += 1;
            }
            let (group, others) = rest.split_at(count);
            rest = others;
            let (start, end) = (source.line(line).start as usize, source.line(last).end as usize);
            let old = source.text.get(start..end)?;
            let mut new = String::new();
            let mut at = start;
            for edit in group {
                new.push_str(source.text.get(at..edit.at.span.start as usize).unwrap_or(""));
                new.push_str(&edit.text);
                at = edit.at.span.end as usize;
            }
            new.push_str(source.text.get(at..end).unwrap_or(""));
            all.push(Changed {
                path: if doc == own { String::new() } else { source.path.clone() },
                line: line + 1,
                old: head(old.trim_end_matches(['\r', '\n']), 2 * LONGEST),
                new: head(new.trim_end_matches(['\r', '\n']), 2 * LONGEST),
            });
        }
    }
    all.truncate(MOST_CHANGES);
    Some(all)
}
