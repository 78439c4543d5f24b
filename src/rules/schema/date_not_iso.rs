use crate::base::diagnostic::{Findings, Severity};
use crate::base::node::{Node, Value};
use crate::base::span::Span;
use crate::base::steps::step;
use crate::model::document::Document;
use crate::model::schema::date;
use crate::rules::rule::{Check, Rule, Scope, Standard};
use crate::rules::settings::Settings;

/// A field whose date is not written as ISO 8601 does.
pub const RULE: Rule = Rule {
    severity: Severity::Error,
    standards: &[Standard::Nhs],
    scope: Scope::Always,
    options: &[],
    check: Check::Document(check),
};

fn check(settings: &Settings, document: &Document, findings: &mut Findings) {
    if !has_other_date(document) {
        return;
    }
    for violation in settings.check_records(document, document.records()) {
        if is_date(document, violation.span) {
            let written = violation.span.slice(&document.source.text);
            let finding = findings.report(violation.span, violation.message);
            // Generators read what readers read in one way only, Quarto takes the month for the first, and R Markdown prints
            // whatever is there.
            let path = &document.source.path;
            let is_clear = written.contains(|sign: char| sign.is_alphabetic()) || is_clear(written);
            if has_ending(path, "qmd") || (settings.addresses || is_printed(path)) && is_clear {
                finding.severity(Severity::Advice);
            } else if is_printed(path) {
                finding.severity(Severity::Warning);
            }
            finding.labels = violation.labels;
            finding.help = violation.help;
        }
    }
}

/// Whether the date of a page is words that are printed as they are: in R Markdown and Quarto.
pub(super) fn is_printed(path: &str) -> bool {
    has_ending(path, "rmd") || has_ending(path, "qmd")
}

fn has_ending(path: &str, ending: &str) -> bool {
    path.rsplit_once('.').is_some_and(|(_, own)| own.eq_ignore_ascii_case(ending))
}

/// Whether a day in digits can be read in one way only, as `4/24/2021` can.
fn is_clear(written: &str) -> bool {
    let parts: Vec<u16> = written
        .trim_matches(['"', '\''])
        .split(['/', '.', '-'])
        .filter_map(|part| part.trim().parse().ok())
        .collect();
    match parts.as_slice() {
        [first, second, year] if *year > 31 => (*first > 12) != (*second > 12) || first == second,
        _ => false,
    }
}

/// Whether some value of the document is a date in another form. Schemas are asked only then.
fn has_other_date(document: &Document) -> bool {
    let mut waiting: Vec<&Node> = document.records().iter().collect();
    while let Some(node) = waiting.pop() {
        step();
        match &node.value {
            Value::Sequence(items) => waiting.extend(items),
            Value::Mapping(entries) => waiting.extend(entries.iter().map(|entry| &entry.value)),
            Value::Scalar(scalar) if date::is_written_otherwise(&scalar.text) => return true,
            _ => {}
        }
    }
    false
}

/// Whether a value that a schema refuses is a date in another form.
pub(super) fn is_date(document: &Document, value: Span) -> bool {
    let written = value.slice(&document.source.text);
    date::is_written_otherwise(written.trim_matches(['"', '\'', '{', '}']))
}
