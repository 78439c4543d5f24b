//! Lists in `[ ]` and mappings in `{ }`.

use super::{Stop, quoted, unreadable};
use crate::base::problem::Problem;
use crate::base::span::Span;
use crate::read::yaml::KEY_LENGTH;
use crate::read::yaml::around::{Open, Opened, document_end, line_ink, opened, stray, visible, word};

/// A bracket that is still open at the end of the text. The parser stopped at that bracket.
pub(super) fn unclosed(stop: &Stop) -> Problem {
    let mark = stop.ahead().bytes().next().unwrap_or(b'[');
    never_closed(stop.at, mark, run_into(stop))
}

/// A bracket closed by the other kind. The parser stopped at the bracket that is open.
pub(super) fn mismatched(stop: &Stop) -> Problem {
    let found = opened(stop.text, stop.at, stop.text.len());
    let place = visible(stop.text, Span::at(found.end));
    let mark = stop.ahead().bytes().next().unwrap_or(b'[');
    let close = closer(mark);
    unreadable(place, format!("`{}` is closed by {}", char::from(mark), quoted(place.slice(stop.text))))
        .label(Span::new(stop.at, stop.at + 1), "opened here")
        .help(format!("Close it with `{close}`, or open it with the other bracket."))
}

/// A bracket that closes nothing.
pub(super) fn closes_nothing(stop: &Stop) -> Problem {
    let place = stop.character();
    unreadable(place, format!("{} closes nothing", quoted(place.slice(stop.text))))
        .help("Delete it, or put quotes around the whole value.")
}

/// Anything else between brackets: mostly a bracket that is not closed, or a comma that is missing.
pub(super) fn inside(stop: &Stop) -> Problem {
    let (text, at) = (stop.text, stop.at);
    let found = context(stop);
    let Some(open) = found.open.last() else {
        return super::unclear(stop);
    };
    if enclosed(stop, open.at)
        && let Some(place) = stray(text, open.at, at)
    {
        return never_closed(open.at, open.mark, place);
    }
    match stop.ahead().as_bytes() {
        [b',', ..] => unreadable(stop.character(), "nothing stands before this comma")
            .help("Delete the comma, or write what is missing."),
        [b'-', ..] => unreadable(stop.character(), "`-` cannot begin an item inside brackets")
            .help("Separate the items with commas, without dashes."),
        [b':', b'[' | b'{', ..] => unreadable(stop.character(), "a space is missing after this colon")
            .help("Put a space after the colon."),
        [b':', ..] if stop.before().trim().is_empty() => super::colon_first(stop),
        [b':', ..] => {
            let key = before_colon(stop, open);
            if key.slice(text).chars().count() > KEY_LENGTH {
                super::long_key(stop.character())
            } else {
                comma_missing(stop, key)
            }
        }
        _ => comma_missing(stop, word(text, at)),
    }
}

/// What is open where the parser stopped.
pub(super) fn context(stop: &Stop) -> Opened {
    opened(stop.text, stop.flow.unwrap_or(stop.cursor), stop.at)
}

/// Whether the bracket at `at` is in a block, whose next line would show that it should have been closed.
fn enclosed(stop: &Stop, at: usize) -> bool {
    let ink = line_ink(stop.text, at);
    stop.block.is_some() || stop.text.get(ink..at).is_some_and(|before| before.starts_with("- "))
}

/// What the bracket or quote the parser stopped at runs into, since it is not closed: the next entry of the
/// block around it, the mark of the next document, or the last character.
pub(super) fn run_into(stop: &Stop) -> Span {
    let text = stop.text;
    let end = document_end(text, stop.at);
    let entry = enclosed(stop, stop.at).then(|| stray(text, stop.at, end)).flatten();
    match entry {
        Some(entry) => entry,
        None if end < text.len() => word(text, end),
        None => visible(text, Span::at(end)),
    }
}

pub(super) fn comma_missing(stop: &Stop, place: Span) -> Problem {
    unreadable(place, format!("a comma is missing before {}", quoted(place.slice(stop.text))))
        .help("Put a comma between the two.")
}

/// The key before the colon at which the parser stopped: what is on the colon's own line, else the last
/// word, which with the value before it was read as one text.
fn before_colon(stop: &Stop, open: &Open) -> Span {
    let text = stop.text;
    let from = line_ink(text, stop.at).max(open.at + 1);
    let line = text.get(from..stop.at).unwrap_or_default().trim_end();
    let value = line.rfind([',', '[', '{']).map_or(0, |mark| mark + 1);
    let value = line.get(value..).and_then(|tail| tail.rfind(": ")).map_or(value, |colon| value + colon + 2);
    let tail = line.get(value..).unwrap_or_default();
    let start = if from > open.at + 1 && value == 0 {
        0
    } else if let Some(quote) = tail.find(" \"").or_else(|| tail.find(" '")) {
        value + quote + 1
    } else {
        value + tail.rfind(' ').map_or(0, |blank| blank + 1)
    };
    visible(text, Span::new(from + start, from + line.len()))
}

fn never_closed(at: usize, mark: u8, place: Span) -> Problem {
    let open = Span::new(at, at + 1);
    let problem = unreadable(place, format!("`{}` is never closed", char::from(mark))).help(format!(
        "Put `{}` where the {} ends.",
        closer(mark),
        if mark == b'[' { "list" } else { "block" }
    ));
    if place == open {
        return problem;
    }
    problem.label(open, "opened here")
}

fn closer(mark: u8) -> char {
    if mark == b'[' { ']' } else { '}' }
}
