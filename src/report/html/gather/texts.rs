//! Texts that are said many times, kept once.

use std::collections::HashMap;

/// Texts, each with a number.
#[derive(Default)]
pub(super) struct Texts {
    /// The texts in the order of their numbers.
    pub(super) all: Vec<String>,
    numbers: HashMap<String, usize>,
}

impl Texts {
    /// The number of a text.
    pub(super) fn number(&mut self, text: &str) -> usize {
        if let Some(number) = self.numbers.get(text) {
            return *number;
        }
        let number = self.all.len();
        self.all.push(text.to_owned());
        self.numbers.insert(text.to_owned(), number);
        number
    }

    /// Whether it has a text already.
    pub(super) fn has(&self, text: &str) -> bool {
        self.numbers.contains_key(text)
    }
}
