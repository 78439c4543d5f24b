//! Writing a value where another stood.

use super::parse;
use crate::base::node::{ScalarKind, Style, Value};

/// A text as the scalar that takes the place of `old`, a scalar as it is written now: in the quotes that stand
/// there, or without quotes where the text then still is that text and no number, list or comment. `None` if it
/// cannot be written on its own: in place of a block scalar, or where the old one goes over several lines.
#[must_use]
pub fn scalar_like(old: &str, text: &str) -> Option<String> {
    if old.starts_with(['|', '>']) || old.contains(['\n', '\r']) {
        return None;
    }
    if old.starts_with('\'') && !text.contains(char::is_control) {
        return Some(format!("'{}'", text.replace('\'', "''")));
    }
    if !old.starts_with('"') && is_plain(text) {
        return Some(text.to_owned());
    }
    // A JSON string is a YAML text in double quotes.
    serde_json::to_string(text).ok()
}

/// Whether a text needs no quotes, neither on a line of its own nor between brackets.
#[must_use]
pub fn is_plain(text: &str) -> bool {
    let one_line = !text.contains(char::is_control) && !text.starts_with("---") && !text.starts_with("...");
    // What tools of YAML 1.1 take for a truth value or a number in base 60.
    let truth = ["yes", "no", "on", "off", "y", "n"].iter().any(|word| word.eq_ignore_ascii_case(text));
    let clock =
        text.contains([':', '_']) && text.chars().all(|c| c.is_ascii_digit() || matches!(c, ':' | '_' | '.'));
    if truth || clock {
        return false;
    }
    let parsed = parse(&format!("[{text}]"));
    let root = parsed.root.filter(|_| one_line && parsed.problems.is_empty());
    match root.as_ref().map(|root| &root.value) {
        Some(Value::Sequence(items)) => matches!(
            items.as_slice(),
            [only] if only.scalar().is_some_and(|scalar| {
                scalar.style == Style::Plain && scalar.kind == ScalarKind::String && &*scalar.text == text
            })
        ),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_stay_as_they_are() {
        for (old, text, expected) in [
            ("neck", "neck-pain", Some("neck-pain")),
            ("neck", "Neck: pain", Some("\"Neck: pain\"")),
            ("neck", "Neck, or back", Some("\"Neck, or back\"")),
            ("neck", "no", Some("\"no\"")),
            ("neck", "12", Some("\"12\"")),
            ("neck", "a # b", Some("\"a # b\"")),
            ("neck", "a#b", Some("a#b")),
            ("neck", "", Some("\"\"")),
            ("neck", " a", Some("\" a\"")),
            ("neck", "--- a", Some("\"--- a\"")),
            ("'neck'", "it's", Some("'it''s'")),
            ("\"neck\"", "a \"b\" \\", Some("\"a \\\"b\\\" \\\\\"")),
            ("|\n  neck", "a", None),
            ("neck\n  pain", "a", None),
            ("", "a", Some("a")),
        ] {
            assert_eq!(scalar_like(old, text).as_deref(), expected, "{old:?} {text:?}");
        }
    }
}
