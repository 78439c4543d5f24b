//! The parsers of the floor: what any program has to run that reads a content repository with them.

use std::path::Path;

use granit_parser::Parser;
use pulldown_cmark::{BrokenLink, Options};

/// Parses the text of a file as what its name says, and counts what the parsers yield.
pub fn parse(path: &Path, text: &str) -> usize {
    let (front, body) = split(path, text);
    yaml(front) + markdown(body)
}

/// Front matter and body of a page; a data file is front matter alone.
pub fn split<'a>(path: &Path, text: &'a str) -> (&'a str, &'a str) {
    if !is_markdown(path) {
        return (text, "");
    }
    text.strip_prefix("---\n").and_then(|rest| rest.split_once("\n---\n")).unwrap_or(("", text))
}

/// Number of events up to the end or the first error.
pub fn yaml(text: &str) -> usize {
    Parser::new_from_str(text).take_while(Result::is_ok).count()
}

/// Number of events with their bytes.
pub fn markdown(text: &str) -> usize {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_STRIKETHROUGH;
    // Citations are links without a definition to this parser, so whoever wants them has to ask.
    let mut unresolved = 0;
    let ask = |_: BrokenLink<'_>| {
        unresolved += 1;
        None
    };
    let parser = pulldown_cmark::Parser::new_with_broken_link_callback(text, options, Some(ask));
    let events = parser.into_offset_iter().count();
    events + unresolved
}

fn is_markdown(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "md")
}
