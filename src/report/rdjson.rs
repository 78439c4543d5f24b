//! The Diagnostic Format of reviewdog, which comments on pull requests of many hosts.
//!
//! Columns are bytes, from 1: reviewdog cuts lines as they lie on the disk, so a
//! byte order mark takes three of them.

use std::io;

use serde::Serialize;

use super::region::Region;
use super::{Report, Repository, in_full, json, sanitise};
use crate::base::diagnostic::{Diagnostic, Edit, Location, Severity};
use crate::base::source::Source;
use crate::base::span::Span;
use crate::rules;
use crate::run::verdict::Verdict;

/// Writes one object with all findings.
///
/// # Errors
/// Those of `out`.
pub fn write(report: &Report, out: &mut dyn io::Write) -> io::Result<()> {
    let diagnostics = report.repositories.iter().flat_map(|repository| {
        repository.open().filter_map(move |verdict| diagnostic_object(repository, verdict))
    });
    let result = ResultObject {
        source: Tool { name: env!("CARGO_PKG_NAME"), url: env!("CARGO_PKG_REPOSITORY") },
        diagnostics: diagnostics.collect(),
    };
    json::pretty(&result, out)
}

fn diagnostic_object(repository: &Repository, verdict: &Verdict) -> Option<DiagnosticObject> {
    let diagnostic = &verdict.diagnostic;
    let related = diagnostic.labels.iter().filter_map(|(at, message)| {
        let location = location(&repository.region(*at)?);
        Some(Related { message: sanitise::sentence(message).into_owned(), location })
    });
    Some(DiagnosticObject {
        message: in_full(diagnostic),
        location: location(&repository.region(diagnostic.at)?),
        severity: match verdict.severity {
            Severity::Error => "ERROR",
            Severity::Warning => "WARNING",
            Severity::Advice => "INFO",
        },
        code: Code { value: diagnostic.rule.0, url: rules::url(diagnostic.rule) },
        suggestions: suggestion(repository, diagnostic).into_iter().collect(),
        related_locations: related.collect(),
    })
}

/// The fix as one replacement: two suggestions would be two ways to fix it. None of a fix that changes other
/// files than the one it is shown in.
fn suggestion(repository: &Repository, diagnostic: &Diagnostic<Location>) -> Option<Suggestion> {
    let fix = diagnostic.fix.as_ref()?;
    let source = repository.session.source(diagnostic.at.doc)?;
    let mut edits: Vec<&Edit<Location>> = fix.edits.iter().collect();
    edits.sort_by_key(|edit| edit.at);
    if edits.iter().any(|edit| edit.at.doc != diagnostic.at.doc) {
        return None;
    }
    let (first, last) = (edits.first()?, edits.last()?);
    let whole = first.at.span.to(last.at.span);
    let mut text = String::new();
    let mut behind = whole.start;
    for edit in edits {
        text.push_str(source.text.get(behind as usize..edit.at.span.start as usize)?);
        text.push_str(&edit.text);
        behind = edit.at.span.end;
    }
    Some(Suggestion { range: range(source, whole), text })
}

fn location(at: &Region) -> LocationObject {
    LocationObject { path: at.path.clone(), range: range(at.source, at.at.span) }
}

fn range(source: &Source, span: Span) -> Range {
    Range { start: position(source, span.start), end: position(source, span.end) }
}

fn position(source: &Source, offset: u32) -> Position {
    let line = source.line_of(offset);
    let column = offset.saturating_sub(source.line(line).start) as usize + 1;
    Position { line: line + 1, column }
}

#[derive(Serialize)]
struct ResultObject {
    source: Tool,
    diagnostics: Vec<DiagnosticObject>,
}

#[derive(Serialize)]
struct Tool {
    name: &'static str,
    url: &'static str,
}

#[derive(Serialize)]
struct DiagnosticObject {
    message: String,
    location: LocationObject,
    severity: &'static str,
    code: Code,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    suggestions: Vec<Suggestion>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Related>,
}

#[derive(Serialize)]
struct Code {
    value: &'static str,
    url: String,
}

#[derive(Serialize)]
struct Suggestion {
    range: Range,
    text: String,
}

#[derive(Serialize)]
struct Related {
    message: String,
    location: LocationObject,
}

#[derive(Serialize)]
struct LocationObject {
    path: String,
    range: Range,
}

#[derive(Serialize)]
struct Range {
    start: Position,
    end: Position,
}

#[derive(Serialize)]
struct Position {
    line: usize,
    column: usize,
}
