//! `medproof explain`, `rules` and `schema`: what medproof knows of itself.

use std::io;

use clap::ValueEnum;
use serde::Serialize;

use super::check::unknown_rule;
use super::{Failure, Streams, pager};
use crate::base::diagnostic::Severity;
use crate::model::schema::{self, SchemaKind};
use crate::report;
use crate::rules;
use crate::rules::rule::Entry;

/// How to print the list of rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum ListFormat {
    /// A line for each rule
    Human,
    /// For programs
    Json,
}

/// What has a schema: every kind of content, and what programs are told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SchemaName {
    /// A kind of content.
    Content(SchemaKind),
    /// `check --format json`.
    Report,
    /// `inspect --format json`.
    Inspect,
    /// `diff --format json`.
    Diff,
    /// `due --format json`.
    Due,
}

impl ValueEnum for SchemaName {
    fn value_variants<'a>() -> &'a [SchemaName] {
        const KINDS: usize = SchemaKind::ALL.len();
        const ALL: [SchemaName; KINDS + 4] = {
            let mut all = [SchemaName::Report; KINDS + 4];
            let mut nth = 0;
            while nth < KINDS {
                all[nth] = SchemaName::Content(SchemaKind::ALL[nth]);
                nth += 1;
            }
            all[KINDS + 1] = SchemaName::Inspect;
            all[KINDS + 2] = SchemaName::Diff;
            all[KINDS + 3] = SchemaName::Due;
            all
        };
        &ALL
    }

    fn to_possible_value(&self) -> Option<clap::builder::PossibleValue> {
        Some(match self {
            SchemaName::Content(kind) => clap::builder::PossibleValue::new(kind.name()),
            SchemaName::Report => {
                clap::builder::PossibleValue::new("report").help("What check --format json prints")
            }
            SchemaName::Inspect => {
                clap::builder::PossibleValue::new("inspect").help("What inspect --format json prints")
            }
            SchemaName::Diff => {
                clap::builder::PossibleValue::new("diff").help("What diff --format json prints")
            }
            SchemaName::Due => clap::builder::PossibleValue::new("due").help("What due --format json prints"),
        })
    }
}

/// Prints a rule's page: as it is written, or on a terminal for somebody who reads it there.
pub(super) fn explain(rule: &str, streams: &Streams) -> Result<(), Failure> {
    let entry = rules::by_id(rule).ok_or_else(|| unknown_rule(rule))?;
    let page = entry.page.trim_end();
    let facts = report::book::facts(entry);
    let text = match page.split_once('\n') {
        Some((title, rest)) => format!("{title}\n\n{facts}\n{rest}\n"),
        None => format!("{page}\n\n{facts}\n"),
    };
    let style = streams.out_style();
    if style.terminal {
        pager::show(&report::terminal::shown(&text, style), streams)?;
    } else {
        streams.print(|out| out.write_all(text.as_bytes()))?;
    }
    Ok(())
}

/// Prints the address of a rule's page.
pub(super) fn address(rule: &str, streams: &Streams) -> Result<(), Failure> {
    let entry = rules::by_id(rule).ok_or_else(|| unknown_rule(rule))?;
    streams.print(|out| writeln!(out, "{}", rules::url(entry.id)))?;
    Ok(())
}

/// Prints the table of rules.
pub(super) fn rules(format: ListFormat, streams: &Streams) -> Result<(), Failure> {
    let width = streams.out_style().table_width();
    streams.print(|out| match format {
        ListFormat::Human => out.write_all(table(width).as_bytes()),
        ListFormat::Json => {
            let rules: Vec<ListedRule> = rules::ALL.iter().map(ListedRule::new).collect();
            serde_json::to_writer_pretty(&mut *out, &rules).map_err(io::Error::from)?;
            writeln!(out)
        }
    })?;
    Ok(())
}

/// The table of rules in so many columns.
fn table(width: usize) -> String {
    let longest = rules::ALL.iter().map(|entry| entry.id.0.len()).max().unwrap_or_default();
    rules::ALL.iter().map(|entry| row("", longest, entry, entry.rule.severity, width)).collect()
}

/// A line of a table of rules, in which names take so many columns.
pub(super) fn row(indent: &str, longest: usize, entry: &Entry, severity: Severity, width: usize) -> String {
    let lead = format!("{indent}{:longest$}  {:7}", entry.id.0, severity.name());
    let columns = indent.len() + longest + 2 + 7;
    let sentence = entry.page().summary;
    let row =
        report::Row { lead: &lead, columns, name: entry.id.0, facts: severity.name(), sentence: &sentence };
    format!("{}\n", row.shown(width))
}

/// Prints a JSON Schema.
pub(super) fn schema(name: SchemaName, streams: &Streams) -> Result<(), Failure> {
    let text = match name {
        SchemaName::Content(kind) => schema::text(kind),
        SchemaName::Report => report::json::SCHEMA,
        SchemaName::Inspect => report::inspect::SCHEMA,
        SchemaName::Diff => report::wording::SCHEMA,
        SchemaName::Due => report::due::SCHEMA,
    };
    streams.print(|out| writeln!(out, "{}", text.trim_end()))?;
    Ok(())
}

/// A rule as programs list it.
#[derive(Serialize)]
struct ListedRule {
    id: &'static str,
    group: &'static str,
    severity: &'static str,
    summary: String,
    standards: Vec<&'static str>,
    url: String,
}

impl ListedRule {
    fn new(entry: &Entry) -> ListedRule {
        ListedRule {
            id: entry.id.0,
            group: entry.id.group(),
            severity: Severity::name(entry.rule.severity),
            summary: entry.page().summary,
            standards: standards(entry),
            url: rules::url(entry.id),
        }
    }
}

fn standards(entry: &Entry) -> Vec<&'static str> {
    entry.rule.standards.iter().map(|standard| standard.name()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The lines of one rule in a table of so many columns.
    fn lines(rule: &str, width: usize) -> Vec<String> {
        let table = table(width);
        let lines: Vec<&str> = table.lines().collect();
        assert!(lines.iter().all(|line| line.chars().count() <= width), "{table}");
        let first = lines.iter().position(|line| line.starts_with(rule)).expect("the rule is listed");
        let rest = lines[first + 1..].iter().take_while(|line| line.starts_with(' '));
        lines[first..=first].iter().chain(rest).map(|line| line.trim_end().to_owned()).collect()
    }

    #[test]
    fn rules_are_listed_in_narrow_and_wide_terminals() {
        let sentence = "Reports a link or See line that leads to the page it is on.";
        assert_eq!(
            lines("link/self-link", 40),
            [
                "link/self-link",
                "    warning: Reports a link or See line",
                "    that leads to the page it is on."
            ]
        );
        assert_eq!(
            lines("link/self-link", 80),
            [
                "link/self-link                      warning  Reports a link or See line that",
                "                                             leads to the page it is on.",
            ]
        );
        assert_eq!(
            lines("link/self-link", 200),
            [format!("link/self-link                      warning  {sentence}")]
        );
    }
}
