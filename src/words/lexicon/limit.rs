//! What has to be before or after a trigger word.

use std::ops::Range;

use crate::words::finder::Before;

/// What a trigger asks of one of its sides. Word characters are those of `(?-u:\b)`, as in the patterns that run where
/// a trigger is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Limit {
    /// Nothing.
    None,
    /// No letter, digit or `_`, of ASCII.
    Word,
    /// A number, also one in words (`2.4 million`), with at most one space or hyphen after it; or the start of the text.
    Number,
}

/// What a trigger asks of both its sides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Limits {
    pub(super) before: Limit,
    pub(super) after: Limit,
}

impl Limits {
    /// What may be before a trigger.
    pub(super) fn before(self) -> Before {
        match self.before {
            Limit::None => Before::Anything,
            Limit::Word => Before::NoWord,
            Limit::Number => Before::Number,
        }
    }

    /// Whether a trigger counts at this range of a text.
    pub(super) fn allow(self, text: &str, range: Range<usize>) -> bool {
        text.get(range.end..).is_some_and(|after| self.after.allows_after(after))
            && text.get(..range.start).is_some_and(|before| self.before.allows_before(before))
    }
}

impl Limit {
    /// Whether the end of a text is as the limit asks.
    fn allows_before(self, before: &str) -> bool {
        match self {
            Limit::None => true,
            Limit::Word => !before.as_bytes().last().is_some_and(is_word),
            Limit::Number => before.is_empty() || ends_with_number(before),
        }
    }

    /// Whether the start of a text is as the limit asks.
    fn allows_after(self, after: &str) -> bool {
        match self {
            Limit::None => true,
            Limit::Word => !after.as_bytes().first().is_some_and(is_word),
            Limit::Number => after.starts_with(char::is_numeric),
        }
    }
}

fn is_word(byte: &u8) -> bool {
    byte.is_ascii_alphanumeric() || *byte == b'_'
}

/// Whether a text ends as an amount does: `5`, `1,000 `, `.5`, `5-`, `2.4 million `.
fn ends_with_number(text: &str) -> bool {
    const LARGE: [&str; 5] = ["thousand", "million", "billion", "mill", "mio"];
    let Some(last) = text.chars().next_back() else {
        return false;
    };
    let text = if last.is_whitespace() || matches!(last, '-' | '‑') {
        text.get(..text.len() - last.len_utf8()).unwrap_or("")
    } else {
        text
    };
    let text = text.trim_end_matches(['.', ',']);
    text.ends_with(char::is_numeric) || LARGE.iter().any(|word| text.ends_with(word))
}
