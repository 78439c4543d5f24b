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
            let regex = match self.text {
                Text::Written(text) => Regex::new(text),
                Text::Composed(text) => Regex::new(&text()),
            };
            regex.expect("the pattern is constant and tested")
        })
    }
}
