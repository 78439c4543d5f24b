//! Text in quotes.

use super::brackets::{comma_missing, context, run_into};
use super::{Stop, quoted, unreadable};
use crate::base::problem::Problem;
use crate::base::span::Span;
use crate::base::steps::step;
use crate::read::yaml::around::{begins_entry, line_end, rest, word};

/// A quote that is still open at the end of the text. The parser stopped at that quote.
pub(super) fn unclosed(stop: &Stop) -> Problem {
    never_closed(stop, stop.at, run_into(stop))
}

/// A line of a quoted text that is not indented: mostly the next entry, because the quote is not closed.
pub(super) fn line(stop: &Stop) -> Problem {
    let text = stop.text;
    let ahead = text.get(stop.at..line_end(text, stop.at)).unwrap_or_default();
    let found = context(stop);
    let Some(open) = found.open.last() else {
        return super::unclear(stop);
    };
    let closed = stop.ahead().contains(char::from(open.mark));
    if !closed || begins_entry(ahead) || ahead.starts_with("---") {
        return never_closed(stop, open.at, word(text, stop.at));
    }
    unreadable(stop.rest(), "this line of a text in quotes is not indented")
        .label(Span::new(open.at, open.at + 1), "the quotes are opened here")
        .help("Indent all lines of the text deeper than its key.")
}

/// Text after a closing quote.
pub(super) fn trailing(stop: &Stop) -> Problem {
    let text = stop.text;
    let found = context(stop);
    let Some(quote) = found.quote else {
        return super::unclear(stop);
    };
    let end = Span::new(quote.end as usize - 1, quote.end as usize);
    if stop.ahead().starts_with(':') {
        return unreadable(quote, "a key must stand on one line").help("Write the key on one line.");
    }
    if let Some(open) = found.open.last()
        && stop.at > quote.end as usize
    {
        return if open.mark == b'{' && !open.keyed {
            unreadable(quote, format!("a colon is missing after {}", quoted(quote.slice(text))))
                .help("Put a colon between the key and its value.")
        } else {
            comma_missing(stop, word(text, stop.at))
        };
    }
    let help = match end.slice(text) {
        "'" => "Write an apostrophe twice inside single quotes, or put double quotes around the whole value.",
        _ => {
            "Write a backslash before each quote inside the text, or put single quotes around the whole value."
        }
    };
    unreadable(rest(text, stop.at), "the text goes on after its closing quote")
        .label(end, "this quote ends the text")
        .help(help)
}

/// A backslash in double quotes with something after it that means nothing. The parser stopped at the quote.
pub(super) fn escape(stop: &Stop) -> Problem {
    let mut from = stop.at + 1;
    while let Some(start) = stop.text.get(from..).and_then(|ahead| ahead.find('\\')).map(|at| from + at) {
        step();
        let Some(escaped) = stop.text.get(start + 1..).and_then(|ahead| ahead.chars().next()) else {
            break;
        };
        let digits = match escaped {
            'x' => 2,
            'u' => 4,
            'U' => 8,
            _ => 0,
        };
        if digits == 0 && !"0abt\tnvfre \"/\\N_LP\r\n".contains(escaped) {
            let place = Span::new(start, start + 1 + escaped.len_utf8());
            return unreadable(
                place,
                format!("{} means nothing inside double quotes", quoted(place.slice(stop.text))),
            )
            .help("Write two backslashes for one, or put single quotes around the whole value.");
        }
        from = start + 1 + escaped.len_utf8();
        if digits == 0 {
            continue;
        }
        let Some(length) = code(stop.text, from, digits) else {
            let ahead = stop.text.get(from..).unwrap_or_default();
            let length = ahead.chars().take(digits).take_while(char::is_ascii_alphanumeric).count();
            let place = Span::new(start, from + length);
            return unreadable(place, format!("{} names no character", quoted(place.slice(stop.text))))
                .help("Write the character itself.");
        };
        from += length;
    }
    unclosed(stop)
}

/// The length of the digits at `from`, where they name a character; of a pair of halves (`\ud83d\ude00`),
/// that of both.
fn code(text: &str, from: usize, digits: usize) -> Option<usize> {
    let number = |from: usize| {
        let hex =
            text.get(from..from + digits).filter(|hex| hex.bytes().all(|byte| byte.is_ascii_hexdigit()))?;
        u32::from_str_radix(hex, 16).ok()
    };
    match number(from)? {
        0xD800..=0xDBFF if digits == 4 && text.get(from + 4..from + 6) == Some("\\u") => {
            matches!(number(from + 6), Some(0xDC00..=0xDFFF)).then_some(10)
        }
        number => char::from_u32(number).map(|_| digits),
    }
}

fn never_closed(stop: &Stop, at: usize, place: Span) -> Problem {
    let open = Span::new(at, at + 1);
    let quote = open.slice(stop.text);
    let problem = unreadable(place, format!("`{quote}` is never closed")).help(if quote == "'" {
        "Put `'` where the text ends, or double quotes around a text that begins with an apostrophe."
    } else {
        "Put `\"` where the text ends."
    });
    if place == open { problem } else { problem.label(open, "opened here") }
}
