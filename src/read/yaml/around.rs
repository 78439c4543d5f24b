//! What stands around the place where the parser gave up: lines, words, open brackets and quotes.

pub(super) use crate::base::lines::{line_end, line_start};
use crate::base::span::Span;
use crate::base::steps::step;

/// The first byte of the line of `at` that is no white space; the line's end where there is none.
pub(super) fn line_ink(text: &str, at: usize) -> usize {
    let start = line_start(text, at);
    let line = text.get(start..line_end(text, at)).unwrap_or_default();
    start + line.find(|char| !matches!(char, ' ' | '\t')).unwrap_or(line.len())
}

/// How far the line of `at` is indented.
pub(super) fn indentation(text: &str, at: usize) -> usize {
    line_ink(text, at) - line_start(text, at)
}

/// How many bytes are before `at` in its line.
pub(super) fn column(text: &str, at: usize) -> usize {
    at - line_start(text, at)
}

/// From `at` to the end of its line, without a comment and the blanks before it.
pub(super) fn rest(text: &str, at: usize) -> Span {
    let line = text.get(at..line_end(text, at)).unwrap_or_default();
    let comment = line.find(" #").or_else(|| line.find("\t#")).unwrap_or(line.len());
    let length = line.get(..comment).unwrap_or(line).trim_end_matches([' ', '\t']).len();
    visible(text, Span::new(at, at + length))
}

/// From `at` to the end of the word: a quoted text, or all up to a blank, a colon before a blank, a bracket or
/// a comma. A dash takes the word after it along.
pub(super) fn word(text: &str, at: usize) -> Span {
    let line = text.get(at..line_end(text, at)).unwrap_or_default();
    let body = match line.strip_prefix("- ") {
        Some(item) => item.trim_start_matches(' '),
        None => line,
    };
    let length = match body.chars().next() {
        Some(quote @ ('"' | '\'')) => {
            body.char_indices().skip(1).find(|(_, char)| *char == quote).map_or(body.len(), |(at, _)| at + 1)
        }
        _ => {
            let mut chars = body.char_indices().peekable();
            loop {
                match (chars.next(), chars.peek()) {
                    (None, _) => break body.len(),
                    (Some((at, ' ' | '\t' | ',' | '[' | ']' | '{' | '}')), _) => break at,
                    (Some((at, ':')), None | Some((_, ' ' | '\t'))) => break at,
                    _ => {}
                }
            }
        }
    };
    visible(text, Span::new(at, at + line.len() - body.len() + length))
}

/// The span, or where it is empty, one visible character: the one after it, else the last before it.
pub(super) fn visible(text: &str, span: Span) -> Span {
    let at = (span.start as usize).min(text.len());
    if !span.is_empty() && (span.end as usize) <= text.len() {
        return span;
    }
    let behind = text.get(at..).unwrap_or_default().chars().next();
    if let Some(char) = behind.filter(|char| !char.is_whitespace()) {
        return Span::new(at, at + char.len_utf8());
    }
    let before = text.get(..at).unwrap_or_default().trim_end();
    let last = before.chars().next_back().map_or(0, char::len_utf8);
    Span::new(before.len() - last, before.len())
}

/// The first line after the line of `from` and up to `to` that looks like a new entry of the block around:
/// not indented deeper than the line of `from`, and begun with a key and a colon, or a dash.
pub(super) fn stray(text: &str, from: usize, to: usize) -> Option<Span> {
    let indented = indentation(text, from);
    let mut at = next_line(text, from)?;
    while at <= to {
        step();
        let ink = line_ink(text, at);
        if ink - at <= indented && begins_entry(text.get(ink..line_end(text, at)).unwrap_or_default()) {
            return Some(word(text, ink));
        }
        at = next_line(text, at)?;
    }
    None
}

/// Whether a line looks like `key: value` or `- item`.
pub(super) fn begins_entry(line: &str) -> bool {
    if line == "-" || line.starts_with("- ") {
        return true;
    }
    let key = line.strip_suffix(':').or_else(|| line.split_once(": ").map(|(key, _)| key));
    key.is_some_and(|key| !key.is_empty() && !key.contains(['#', ',', '[', ']', '{', '}']))
}

/// Where the document ends that `from` is in: at the next line that begins with `---` or `...`.
pub(super) fn document_end(text: &str, from: usize) -> usize {
    let mut at = next_line(text, from);
    while let Some(start) = at {
        step();
        let line = text.get(start..line_end(text, start)).unwrap_or_default();
        let behind = line.strip_prefix("---").or_else(|| line.strip_prefix("..."));
        if behind.is_some_and(|behind| behind.is_empty() || behind.starts_with([' ', '\t'])) {
            return start;
        }
        at = next_line(text, start);
    }
    text.len()
}

/// The start of the line after the one `at` is in.
pub(super) fn next_line(text: &str, at: usize) -> Option<usize> {
    let end = line_end(text, at);
    let behind = text.get(end..)?;
    let length = if behind.starts_with("\r\n") { 2 } else { 1 };
    (!behind.is_empty()).then_some(end + length)
}

/// A bracket or quote that is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Open {
    /// Where it stands.
    pub at: usize,
    /// Which it is: `[`, `{`, `"` or `'`.
    pub mark: u8,
    /// In `{`: whether a colon was read since the last comma.
    pub keyed: bool,
}

/// What a look over a stretch of text found.
#[derive(Debug, Default)]
pub(super) struct Opened {
    /// The open brackets and a quote, outermost first.
    pub open: Vec<Open>,
    /// The last quoted text, if it is closed.
    pub quote: Option<Span>,
    /// Where the look ended: at a bracket that closes another than the one that is open, else at the end.
    pub end: usize,
}

/// Reads the brackets and quotes between `from`, which is outside of all of them, and `to`.
///
/// Errors come from the parser; this only finds what the parser does not tell, and need not notice others.
pub(super) fn opened(text: &str, from: usize, to: usize) -> Opened {
    let bytes = text.as_bytes().get(..to).unwrap_or(text.as_bytes());
    let mut found = Opened::default();
    let mut at = from;
    // At the start of a token; a quote or comment mark within a word is a letter like any other.
    let mut fresh = true;
    while let Some(&byte) = bytes.get(at) {
        step();
        let blank = bytes.get(at + 1).is_none_or(u8::is_ascii_whitespace);
        let mut next_fresh = true;
        match byte {
            b' ' | b'\t' | b'\r' | b'\n' => {
                // Inside a plain text of several words, white space begins no new token on the same line.
                next_fresh = fresh || matches!(byte, b'\r' | b'\n') || bytes.get(at + 1) == Some(&b'#');
            }
            b'#' if fresh => at = line_end(text, at).min(bytes.len()) - 1,
            b'"' | b'\'' if fresh => {
                let Some(end) = closing(bytes, at) else {
                    found.open.push(Open { at, mark: byte, keyed: false });
                    break;
                };
                found.quote = Some(Span::new(at, end + 1));
                at = end;
            }
            b'[' | b'{' if fresh || !found.open.is_empty() => {
                found.open.push(Open { at, mark: byte, keyed: false })
            }
            b']' | b'}' if !found.open.is_empty() => {
                if found.open.last().is_some_and(|open| open.mark + 2 != byte) {
                    break;
                }
                found.open.pop();
            }
            b',' if !found.open.is_empty() => key(&mut found.open, false),
            b':' if blank || !found.open.is_empty() => key(&mut found.open, true),
            b'-' | b'?' if fresh && blank => {}
            b'&' | b'!' | b'*' if fresh => {
                let length = bytes
                    .iter()
                    .skip(at)
                    .take_while(|byte| !byte.is_ascii_whitespace() && !b",[]{}".contains(byte))
                    .count();
                at += length - 1;
            }
            _ => next_fresh = false,
        }
        fresh = next_fresh;
        at += 1;
    }
    found.end = at.min(bytes.len());
    found
}

fn key(open: &mut [Open], keyed: bool) {
    if let Some(open) = open.last_mut() {
        open.keyed = keyed;
    }
}

/// Where the quoted text that begins at `open` is closed.
fn closing(bytes: &[u8], open: usize) -> Option<usize> {
    let quote = *bytes.get(open)?;
    let mut at = open + 1;
    loop {
        step();
        match *bytes.get(at)? {
            b'\\' if quote == b'"' => at += 2,
            byte if byte == quote && quote == b'\'' && bytes.get(at + 1) == Some(&quote) => at += 2,
            byte if byte == quote => return Some(at),
            _ => at += 1,
        }
    }
}
