//! Patterns of the language rules. Each stands where all tests can reach it, so that one test holds for all of them:
//! every alternative fires.

use std::ops::Deref;
use std::sync::OnceLock;

use regex::Regex;

/// A pattern that is compiled when it is first used.
pub(crate) struct Pattern {
    text: Text,
    regex: OnceLock<Regex>,
}

enum Text {
    Written(&'static str),
    Composed(fn() -> String),
}

impl Pattern {
    /// A pattern that is written out.
    pub(crate) const fn new(text: &'static str) -> Pattern {
        Pattern { text: Text::Written(text), regex: OnceLock::new() }
    }

    /// A pattern that is composed of lists of words.
    pub(crate) const fn composed(text: fn() -> String) -> Pattern {
        Pattern { text: Text::Composed(text), regex: OnceLock::new() }
    }
}

impl Deref for Pattern {
    type Target = Regex;

    fn deref(&self) -> &Regex {
        self.regex.get_or_init(|| {
            let text = match self.text {
                Text::Written(text) => with_latin_words(text),
                Text::Composed(text) => with_latin_words(&text()),
            };
            Regex::new(&text).expect("the pattern is constant and tested")
        })
    }
}

/// The letters, digits and signs of words that the patterns know: those of all Latin scripts.
const WORD: &str = "0-9A-Za-z_À-ÖØ-öø-ɏ";

/// A pattern whose `\w` stands for the letters of Latin scripts, which are all that the words in these patterns are
/// written in. Unicode has nearly eight hundred ranges of letters: a pattern with a few of them took longer to compile
/// than a page to check, and each of its searches was as slow.
fn with_latin_words(pattern: &str) -> String {
    let mut written = String::with_capacity(pattern.len());
    let mut depth = 0_usize;
    let mut signs = pattern.chars();
    while let Some(sign) = signs.next() {
        match sign {
            '\\' => match signs.next() {
                Some('w') if depth > 0 => written.push_str(WORD),
                Some('w') => {
                    written.push('[');
                    written.push_str(WORD);
                    written.push(']');
                }
                escaped => {
                    written.push('\\');
                    written.extend(escaped);
                }
            },
            sign => {
                match sign {
                    '[' => depth += 1,
                    ']' => depth = depth.saturating_sub(1),
                    _ => {}
                }
                written.push(sign);
            }
        }
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_latin() {
        static PATTERN: Pattern = Pattern::new(r"^\w+[\w’-]*\\w[^\w.]\[?$");
        assert!(PATTERN.is_match(r"Œdème’s-\w,["));
        assert!(PATTERN.is_match(r"a\w "));
        assert!(!PATTERN.is_match(r"a\wb"));
        assert!(!PATTERN.is_match(r"頸\w,"));
        assert!(!PATTERN.is_match(r"2×\w,"));
    }
}
