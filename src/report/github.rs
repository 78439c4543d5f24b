//! Commands to GitHub Actions: annotations beside the text of a pull request.
//!
//! A line is a command where it begins with `::`, so content must neither begin a
//! line nor end the field it stands in.

use std::io;

use super::{Report, Repository, elsewhere, sanitise};
use crate::base::diagnostic::Severity;
use crate::run::verdict::{Summary, Verdict};

/// GitHub keeps so many annotations of each level of a step, and cuts the rest in silence.
const MOST_OF_A_LEVEL: usize = 10;

/// Writes an annotation for each finding, the gravest first. All are written: those that GitHub keeps no
/// annotation of can still be read in the log, and the last line says how many they are.
///
/// # Errors
/// Those of `out`.
pub fn write(report: &Report, out: &mut dyn io::Write) -> io::Result<()> {
    for (repository, verdict) in report.worst_first() {
        annotate(repository, verdict, out)?;
    }
    let counts = Summary::of(report.repositories.iter().flat_map(|repository| &repository.verdicts));
    match left_out(counts) {
        Some(sentence) => writeln!(out, "{sentence}"),
        None => Ok(()),
    }
}

fn annotate(repository: &Repository, verdict: &Verdict, out: &mut dyn io::Write) -> io::Result<()> {
    let diagnostic = &verdict.diagnostic;
    let Some(at) = repository.region(diagnostic.at) else {
        return Ok(());
    };
    let command = match verdict.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Advice => "notice",
    };
    write!(out, "::{command} file={},line={},endLine={}", property(&at.path), at.start.line, at.end.line)?;
    // Columns of different lines are refused.
    if at.start.line == at.end.line {
        write!(out, ",col={},endColumn={}", at.start.column, at.end.column)?;
    }
    // The log shows nothing but the message, so it begins with the place.
    let place = format!("{}:{}:{}", sanitise::path(&at.path), at.start.line, at.start.column);
    let mut message = format!("{place}: {}", sanitise::sentence(&diagnostic.message));
    for line in elsewhere(repository, diagnostic) {
        message.push('\n');
        message.push_str(&line);
    }
    if let Some(help) = &diagnostic.help {
        message.push('\n');
        message.push_str(&sanitise::sentence(help));
    }
    writeln!(out, ",title={}::{}", property(diagnostic.rule.0), data(&message))
}

/// How many findings get no annotation.
fn left_out(counts: Summary) -> Option<String> {
    let levels = [
        (counts.errors, "error", "errors"),
        (counts.warnings, "warning", "warnings"),
        (counts.advice, "piece of advice", "pieces of advice"),
    ];
    let more: Vec<String> = levels
        .into_iter()
        .map(|(number, one, several)| (number.saturating_sub(MOST_OF_A_LEVEL), one, several))
        .filter(|(more, ..)| *more > 0)
        .map(|(more, one, several)| format!("{more} more {}", if more == 1 { one } else { several }))
        .collect();
    let (last, rest) = more.split_last()?;
    let more = if rest.is_empty() { last.clone() } else { format!("{} and {last}", rest.join(", ")) };
    Some(format!(
        "GitHub shows {MOST_OF_A_LEVEL} findings of each severity beside the text; {more} can be read in this log and in the \
         summary of the job."
    ))
}

/// The message of a command.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// A field of a command. The runner turns escapes back into characters, so a file called `::error.md` keeps its name.
fn property(text: &str) -> String {
    data(&sanitise::path_with_colons(text)).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_ends_a_field_or_a_command() {
        assert_eq!(data("50 % of\r\n::error::it, %0A"), "50 %25 of%0D%0A::error::it, %250A");
        assert_eq!(property("a,b:c%\n::error\u{1b}"), "a%2Cb%3Ac%25␊%3A%3Aerror␛");
        assert_eq!(property("::error file=x::y.md"), "%3A%3Aerror file=x%3A%3Ay.md");
    }

    #[test]
    fn what_github_cuts_is_said() {
        let counts = |errors, warnings, advice| Summary { errors, warnings, advice, ..Summary::default() };
        assert_eq!(left_out(counts(10, 10, 10)), None);
        let said = |errors, warnings, advice| left_out(counts(errors, warnings, advice)).unwrap();
        assert!(said(11, 0, 0).contains("; 1 more error can be read"), "{}", said(11, 0, 0));
        assert!(
            said(30, 12, 11).contains("; 20 more errors, 2 more warnings and 1 more piece of advice can be")
        );
    }
}
