//! The words, numbers and marks of a sentence.

use std::ops::Range;

use crate::base::steps::step;

/// A word, a number or a mark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Token<'a> {
    /// What is written.
    pub(crate) text: &'a str,
    /// Where it is in the text.
    pub(crate) at: Range<usize>,
    /// What it is.
    pub(crate) kind: TokenKind,
}

/// What a [`Token`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TokenKind {
    /// Letters, with the digits, hyphens and apostrophes among them: `B12`, `co-trimoxazole`, `Crohn’s`.
    Word,
    /// Digits, with the points and commas among them, or a fraction in one sign: `0.5`, `1,000`, `.5`, `½`.
    Number,
    /// Any other sign.
    Mark,
}

impl Token<'_> {
    /// Whether it is this word, in any case.
    pub(crate) fn is(&self, word: &str) -> bool {
        self.text.eq_ignore_ascii_case(word)
    }

    /// Whether it is one of these words, in any case.
    pub(crate) fn is_any(&self, words: &[&str]) -> bool {
        words.iter().any(|word| self.is(word))
    }

    /// Whether it is a word.
    pub(crate) fn is_word(&self) -> bool {
        self.kind == TokenKind::Word
    }

    /// Whether it is a number.
    pub(crate) fn is_number(&self) -> bool {
        self.kind == TokenKind::Number
    }
}

/// The tokens of a text, in order.
pub(crate) fn tokens(text: &str) -> Vec<Token<'_>> {
    each_token(text).collect()
}

/// The tokens of a text, one after the other: for what needs few of them at once.
pub(crate) fn each_token(text: &str) -> impl Iterator<Item = Token<'_>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            step();
            let first = *text.as_bytes().get(at)?;
            let (kind, length) = match first {
                b' ' | b'\t'..=b'\r' => {
                    at += 1;
                    continue;
                }
                b'a'..=b'z' | b'A'..=b'Z' => (TokenKind::Word, plain_word_length(text, at)),
                b'0'..=b'9' => (TokenKind::Number, number_length(text.get(at..)?)),
                b'.' => {
                    let before = text.get(..at).and_then(|before| before.chars().next_back());
                    let rest = text.get(at..)?;
                    match opens_decimal(rest, before) {
                        true => (TokenKind::Number, number_length(rest)),
                        false => (TokenKind::Mark, 1),
                    }
                }
                0..=127 => (TokenKind::Mark, 1),
                _ => {
                    let rest = text.get(at..)?;
                    let sign = rest.chars().next()?;
                    if sign.is_whitespace() {
                        at += sign.len_utf8();
                        continue;
                    }
                    match sign {
                        _ if sign.is_alphabetic() => (TokenKind::Word, word_length(rest)),
                        _ if is_fraction(sign) => (TokenKind::Number, sign.len_utf8()),
                        _ => (TokenKind::Mark, sign.len_utf8()),
                    }
                }
            };
            let range = at..at + length;
            at += length;
            return Some(Token { text: text.get(range.clone())?, at: range, kind });
        }
    })
}

/// Whether a sign is a fraction.
pub(crate) fn is_fraction(c: char) -> bool {
    matches!(c, '½' | '¼' | '¾' | '⅓' | '⅔' | '⅛')
}

fn opens_decimal(rest: &str, before: Option<char>) -> bool {
    let mut signs = rest.chars();
    signs.next() == Some('.')
        && signs.next().is_some_and(|next| next.is_ascii_digit())
        && before.is_none_or(|before| before.is_whitespace() || matches!(before, '(' | '-' | '–' | '/'))
}

fn number_length(rest: &str) -> usize {
    let bytes = rest.as_bytes();
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let mut length = 1;
    while digit(length) || matches!(bytes.get(length), Some(b'.' | b',')) && digit(length + 1) {
        step();
        length += 1;
    }
    length
}

/// The length of a word that begins with a letter of ASCII.
fn plain_word_length(text: &str, at: usize) -> usize {
    let rest = text.as_bytes().get(at..).unwrap_or_default();
    let length = rest.iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
    match rest.get(length) {
        Some(b'-' | b'\'' | 128..) => word_length(text.get(at..).unwrap_or("")),
        _ => length,
    }
}

fn word_length(rest: &str) -> usize {
    let bytes = rest.as_bytes();
    let mut length = 0;
    loop {
        step();
        while bytes.get(length).is_some_and(u8::is_ascii_alphanumeric) {
            length += 1;
        }
        let mut signs = rest.get(length..).unwrap_or("").chars();
        let Some(sign) = signs.next() else {
            return length;
        };
        let joins = matches!(sign, '-' | '’' | '\'' | '‑') && signs.next().is_some_and(char::is_alphanumeric);
        if !sign.is_alphanumeric() && !joins || is_fraction(sign) {
            return length;
        }
        length += sign.len_utf8();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_is_words_numbers_and_marks() {
        let text = "Take 0.5–1,000 mg/5mL (.5 µg), ½ of co-trimoxazole’s B12. 2. A-";
        let found: Vec<&str> = tokens(text).iter().map(|token| token.text).collect();
        assert_eq!(
            found,
            [
                "Take",
                "0.5",
                "–",
                "1,000",
                "mg",
                "/",
                "5",
                "mL",
                "(",
                ".5",
                "µg",
                ")",
                ",",
                "½",
                "of",
                "co-trimoxazole’s",
                "B12",
                ".",
                "2",
                ".",
                "A",
                "-"
            ]
        );
        assert!(tokens(text).iter().all(|token| text.get(token.at.clone()) == Some(token.text)));
        let numbers = tokens(text).into_iter().filter(Token::is_number).count();
        assert_eq!(numbers, 6);
    }

    /// Sign by sign, as the rules above say it.
    fn slowly(text: &str) -> Vec<Token<'_>> {
        let mut tokens = Vec::new();
        let mut at = 0;
        while let Some(first) = text.get(at..).and_then(|rest| rest.chars().next()) {
            if first.is_whitespace() {
                at += first.len_utf8();
                continue;
            }
            let rest = &text[at..];
            let (kind, length) = if first.is_alphabetic() {
                let mut length = 0;
                let mut signs = rest.char_indices().peekable();
                while let Some((at, sign)) = signs.next() {
                    let joins = matches!(sign, '-' | '’' | '\'' | '‑')
                        && signs.peek().is_some_and(|(_, next)| next.is_alphanumeric());
                    if !sign.is_alphanumeric() && !joins || is_fraction(sign) {
                        break;
                    }
                    length = at + sign.len_utf8();
                }
                (TokenKind::Word, length)
            } else if is_fraction(first) {
                (TokenKind::Number, first.len_utf8())
            } else if first.is_ascii_digit() || opens_decimal(rest, text[..at].chars().next_back()) {
                (TokenKind::Number, number_length(rest))
            } else {
                (TokenKind::Mark, first.len_utf8())
            };
            tokens.push(Token { text: &rest[..length], at: at..at + length, kind });
            at += length;
        }
        tokens
    }

    proptest::proptest! {
        #[test]
        fn bytes_give_the_tokens_that_signs_give(text in "([a-zA-Z0-9]{0,3}[ .,’'‑½²é\u{a0}\u{2003}α(/–-]?){0,12}") {
            proptest::prop_assert_eq!(tokens(&text), slowly(&text));
        }
    }
}
