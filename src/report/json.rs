//! For programs: one object, with every finding on a line of its own.
//!
//! Texts are the content's own, nothing in them is replaced. What a terminal would
//! obey is written as an escape, which means the same to every reader of JSON.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::ser::Formatter;

use super::{Report, Repository, sanitise};
use crate::base::diagnostic::Location;
use crate::base::source::Source;
use crate::rules;
use crate::run::verdict::{Summary, Verdict};

/// The version of the format; it grows when a field changes its meaning or goes.
const VERSION: u32 = 1;

/// The JSON Schema of what [`write()`] writes.
pub const SCHEMA: &str = include_str!("../../schema/report.schema.json");

/// Writes the report. Paths are relative to the repository's root; where there are several repositories, they
/// begin at the folder that people call them from.
///
/// # Errors
/// Those of `out`.
pub fn write(report: &Report, out: &mut dyn io::Write) -> io::Result<()> {
    let several = report.repositories.len() > 1;
    let counts = Summary::of(report.repositories.iter().flat_map(|repository| &repository.verdicts));
    let head = Head {
        version: VERSION,
        tool: Tool { name: env!("CARGO_PKG_NAME"), version: env!("CARGO_PKG_VERSION") },
        summary: Counts {
            files: report.repositories.iter().map(|repository| repository.session.size().0).sum(),
            errors: counts.errors,
            warnings: counts.warnings,
            advice: counts.advice,
            allowed: counts.allowed,
            known: counts.known,
        },
    };
    let mut object = Vec::new();
    serialize(&head, &mut object)?;
    // The list is the last field and is written as it is made: it may be large.
    out.write_all(object.strip_suffix(b"}").unwrap_or(&object))?;
    write!(out, ",\"findings\":[")?;
    let mut separator = "\n";
    for repository in &report.repositories {
        let paths = Paths { repository, several };
        for verdict in &repository.verdicts {
            let Some(finding) = paths.finding(verdict) else {
                continue;
            };
            write!(out, "{separator}")?;
            serialize(&finding, out)?;
            separator = ",\n";
        }
    }
    writeln!(out, "\n]}}")
}

/// Writes one object over several lines, with the same escapes.
pub(super) fn pretty(value: &impl Serialize, mut out: &mut dyn io::Write) -> io::Result<()> {
    // Outside of strings JSON is ASCII, so a line can be escaped as a whole.
    for line in serde_json::to_string_pretty(value)?.lines() {
        Escaping.write_string_fragment(&mut out, line)?;
        writeln!(out)?;
    }
    Ok(())
}

/// Writes one object in a line.
pub(super) fn serialize(value: &impl Serialize, out: &mut (impl Write + ?Sized)) -> io::Result<()> {
    value.serialize(&mut serde_json::Serializer::with_formatter(out, Escaping)).map_err(io::Error::from)
}

#[derive(Serialize)]
struct Head {
    version: u32,
    tool: Tool,
    summary: Counts,
}

#[derive(Serialize)]
struct Tool {
    name: &'static str,
    version: &'static str,
}

#[derive(Serialize)]
struct Counts {
    files: usize,
    errors: usize,
    warnings: usize,
    advice: usize,
    allowed: usize,
    known: usize,
}

#[derive(Serialize)]
struct Finding<'a> {
    rule: &'static str,
    severity: &'static str,
    message: &'a str,
    path: String,
    start: Point,
    end: Point,
    labels: Vec<Label<'a>>,
    help: Option<&'a str>,
    fix: Option<Fix<'a>>,
    fingerprint: Option<&'a str>,
    url: String,
    status: &'static str,
}

#[derive(Serialize)]
struct Label<'a> {
    path: String,
    start: Point,
    end: Point,
    message: &'a str,
}

#[derive(Serialize)]
struct Fix<'a> {
    title: &'a str,
    safe: bool,
    edits: Vec<Edit<'a>>,
}

#[derive(Serialize)]
struct Edit<'a> {
    path: String,
    start: Point,
    end: Point,
    text: &'a str,
}

/// A place in a file: bytes from 0, lines and characters from 1.
#[derive(Serialize)]
struct Point {
    offset: u32,
    line: usize,
    column: usize,
}

/// Names files and places of one repository.
struct Paths<'a> {
    repository: &'a Repository<'a>,
    several: bool,
}

impl<'a> Paths<'a> {
    fn finding(&self, verdict: &'a Verdict) -> Option<Finding<'a>> {
        let diagnostic = &verdict.diagnostic;
        let (path, start, end) = self.place(diagnostic.at)?;
        let labels = diagnostic.labels.iter().filter_map(|(at, message)| {
            let (path, start, end) = self.place(*at)?;
            Some(Label { path, start, end, message })
        });
        let fix = diagnostic.fix.as_ref().map(|fix| {
            let edits = fix.edits.iter().filter_map(|edit| {
                let (path, start, end) = self.place(edit.at)?;
                Some(Edit { path, start, end, text: &edit.text })
            });
            Fix { title: &fix.title, safe: fix.safe, edits: edits.collect() }
        });
        Some(Finding {
            rule: diagnostic.rule.0,
            severity: verdict.severity.name(),
            message: &diagnostic.message,
            path,
            start,
            end,
            labels: labels.collect(),
            help: diagnostic.help.as_deref(),
            fix,
            fingerprint: self.repository.fingerprints.get(diagnostic),
            url: rules::url(diagnostic.rule),
            status: verdict.fate.name(),
        })
    }

    fn place(&self, at: Location) -> Option<(String, Point, Point)> {
        let source = self.repository.session.source(at.doc)?;
        let prefix = if self.several { self.repository.prefix.as_str() } else { "" };
        Some((format!("{prefix}{}", source.path), point(source, at.span.start), point(source, at.span.end)))
    }
}

fn point(source: &Source, offset: u32) -> Point {
    let position = source.position(offset);
    Point { offset, line: position.line, column: position.column }
}

/// Compact, but what [`sanitise`] would replace is an escape, beyond what JSON asks for, and so is what makes a
/// command of a line in the log of a CI.
struct Escaping;

/// Whether a text is one that a runner of CI looks for anywhere in a line.
fn begins_command(text: &str) -> bool {
    text.starts_with("##[") || text.starts_with("##vso[")
}

impl Formatter for Escaping {
    fn write_string_fragment<W: ?Sized + Write>(&mut self, writer: &mut W, fragment: &str) -> io::Result<()> {
        if fragment.is_ascii() && !fragment.contains('\u{7f}') && !fragment.contains("##") {
            return writer.write_all(fragment.as_bytes());
        }
        let mut plain = 0;
        for (at, c) in fragment.char_indices() {
            let commands = c == '#' && fragment.get(at..).is_some_and(begins_command);
            if !commands && sanitise::stand_in(c, None).is_none() {
                continue;
            }
            writer.write_all(fragment.get(plain..at).unwrap_or("").as_bytes())?;
            let mut units = [0; 2];
            for unit in c.encode_utf16(&mut units) {
                write!(writer, "\\u{unit:04x}")?;
            }
            plain = at + c.len_utf8();
        }
        writer.write_all(fragment.get(plain..).unwrap_or("").as_bytes())
    }
}
