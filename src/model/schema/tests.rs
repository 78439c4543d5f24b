//! What the embedded schemas are, and what is said of records that break them.

use serde_json::{Value, json};

use super::*;
use crate::read::syntax::Syntax;

mod anything;
mod embedded;
mod keywords;
mod own;
mod records;
mod suite;

/// Violations as text, one to a line, each with what it marks; indented below it all else it says.
fn rendered(text: &str, violations: &[Violation]) -> String {
    let mut out = String::new();
    for violation in violations {
        let range = violation.span.range();
        let mark = match violation.span.is_empty() {
            false => violation.span.slice(text).to_owned(),
            true => {
                let line = text[..range.start].rsplit('\n').next().unwrap();
                let rest = text[range.start..].split('\n').next().unwrap();
                format!("{line}‸{rest}")
            }
        };
        let mild = if violation.mild { " (mild)" } else { "" };
        out += &format!("[{mark}] {}{mild}\n", violation.message);
        for (span, label) in &violation.labels {
            out += &format!("  [{}] {label}\n", span.slice(text));
        }
        if let Some(help) = &violation.help {
            out += &format!("  {help}\n");
        }
        if let Some((span, word)) = &violation.suggestion {
            out += &format!("  {} -> {word}\n", span.slice(text));
        }
    }
    out
}

fn parsed(text: &str) -> Node {
    let parsed = Syntax::Yaml.parse(text);
    assert_eq!(parsed.problems, [], "{text}");
    parsed.root.unwrap_or_else(|| panic!("no record: {text}"))
}

/// Asserts what is said of a text.
#[track_caller]
fn said(text: &str, violations: &[Violation], expected: &str) {
    assert_eq!(rendered(text, violations), expected);
}

/// Asserts what medproof's schema of a collection says of a record.
#[track_caller]
fn check(collection: Collection, text: &str, expected: &str) {
    let found =
        Schemas::embedded().check(collection, &parsed(text), &BTreeSet::new(), &Naming::default(), None);
    said(text, &found, expected);
}

/// Asserts what a schema of the repository's own says of an article.
#[track_caller]
fn check_own(schema: &Value, text: &str, expected: &str) {
    let path = "schema/article.json";
    let schemas = Schemas::with_own(&[(Collection::Article, path)], &[(path, &schema.to_string())])
        .unwrap_or_else(|error| panic!("{error}"));
    said(
        text,
        &schemas.check(Collection::Article, &parsed(text), &BTreeSet::new(), &Naming::default(), None),
        expected,
    );
}
