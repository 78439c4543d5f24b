//! What is read, shown as text: every position as the characters it covers.

mod blocks;
mod citations;
mod links;
mod references;
mod robust;
mod sees;

use crate::base::span::Span;
use crate::page::body::Body;
use crate::page::see::Reading;
use crate::read::markdown::read;

fn body(text: &str) -> Body {
    read(text, 0, &Reading::default())
}

/// Checks a table of texts and of what is seen in them, and shows all that differs.
fn check(cases: &[(&str, &[&str])], seen: impl Fn(&str, &Body) -> Vec<String>) {
    let wrong: Vec<String> = cases
        .iter()
        .map(|(text, expected)| (text, expected, seen(text, &body(text))))
        .filter(|(_, expected, found)| found != *expected)
        .map(|(text, expected, found)| format!("{text:?}\n  expected {expected:?}\n     found {found:?}"))
        .collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// The characters of a span, marked where it is a gap.
fn at(text: &str, span: Span) -> String {
    if span.is_empty() { format!("^{}", span.start) } else { span.slice(text).to_owned() }
}
