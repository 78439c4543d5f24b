//! Character references of HTML: `&amp;`, `&#8212;`, `&eacute;`.

use std::borrow::Cow;
use std::ops::Range;

use pulldown_cmark::{Event, Parser};

use crate::base::steps::step;

/// The text with character references undone.
pub fn decode(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let mut decoded = String::with_capacity(text.len());
    for (part, value) in references(text) {
        match value {
            Some(value) => decoded.push_str(&value),
            None => decoded.push_str(text.get(part).unwrap_or("")),
        }
    }
    Cow::Owned(decoded)
}

/// Splits a text into plain runs and character references, these with their value.
pub fn references(text: &str) -> impl Iterator<Item = (Range<usize>, Option<String>)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = text.get(at..).filter(|rest| !rest.is_empty())?;
        let start = at;
        if let Some(length) = reference(rest)
            && let Some(value) = rest.get(..length).and_then(value)
        {
            at += length;
            return Some((start..at, Some(value)));
        }
        let skip = rest.chars().next().map_or(1, char::len_utf8);
        let mut end = rest.get(skip..).and_then(|rest| rest.find('&')).map_or(rest.len(), |next| skip + next);
        // An ampersand that opens nothing belongs to the run before it.
        while let Some(tail) = rest.get(end..).filter(|tail| !tail.is_empty() && reference(tail).is_none()) {
            step();
            end += tail.get(1..).and_then(|tail| tail.find('&')).map_or(tail.len(), |next| next + 1);
        }
        at += end;
        Some((start..at, None))
    })
}

/// The length of what has the shape of a character reference at the start of a text.
fn reference(text: &str) -> Option<usize> {
    let body = text.strip_prefix('&')?;
    let length =
        body.bytes().take(40).take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'#').count();
    (length > 0 && body.as_bytes().get(length) == Some(&b';')).then_some(length + 2)
}

/// The value of a character reference. Markdown's parser knows all 2,231 names, and gives a text
/// back that is none.
fn value(reference: &str) -> Option<String> {
    match reference {
        "&amp;" => return Some("&".to_owned()),
        "&nbsp;" => return Some("\u{a0}".to_owned()),
        _ => {}
    }
    let text: String = Parser::new(reference)
        .filter_map(|event| match event {
            Event::Text(text) => Some(text.into_string()),
            _ => None,
        })
        .collect();
    (text != reference && !text.is_empty()).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn character_references_are_undone() {
        for (text, expected) in [
            ("a&amp;b&AMP;c", "a&b&c"),
            ("?a=1&b=2&copy=3", "?a=1&b=2&copy=3"),
            ("&mdash;&#8212;&#x2014;", "———"),
            ("&nosuch; &; & &#; &#xZ;", "&nosuch; &; & &#; &#xZ;"),
            ("caf&eacute; &quot;x&quot;", "café \"x\""),
            ("&#38;amp;", "&amp;"),
            ("é&lt;é", "é<é"),
            ("&", "&"),
            ("", ""),
        ] {
            assert_eq!(decode(text), expected, "{text}");
        }
    }
}
