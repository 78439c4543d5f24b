//! The Diagnostic Format of reviewdog, which comments on pull requests of many hosts.
//!
//! Columns are bytes, from 1: reviewdog cuts lines as they lie on the disk, so a
//! byte order mark takes three of them.

use std::io;

use serde::Serialize;

use super::region::Region;
use super::{Report, Repository, in_full, json, replacement, sanitise};
use crate::base::diagnostic::{Diagnostic, Location, Severity};
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

fn suggestion(repository: &Repository, diagnostic: &Diagnostic<Location>) -> Option<Suggestion> {
    let (span, text) = replacement::of(repository, diagnostic)?;
    Some(Suggestion { range: range(repository.session.source(diagnostic.at.doc)?, span), text })
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
