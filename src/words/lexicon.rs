//! The words that rules and readers look for, found in one pass over a text.
//!
//! A rule about language begins where one of its trigger words is, and most texts have none of them. So each rule
//! declares its trigger words as a [`Topic`], one [`Lexicon`] is built of all topics, and a [`Scan`] finds them all in
//! one pass, however many rules there are. What is slow (sentences, patterns) is worked out where a hit is.

use crate::words::phrases::Phrases;

mod limit;
mod scan;

use limit::{Limit, Limits};
pub use scan::{Hit, Scan};

/// A word, or a part of one, that a topic looks for. Letters of ASCII are found in either case; a space in it is found
/// as a no-break space and as a line break too.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trigger {
    text: String,
    limits: Limits,
}

impl Trigger {
    fn all(texts: &[&str], before: Limit, after: Limit) -> Vec<Trigger> {
        let limits = Limits { before, after };
        texts.iter().map(|text| Trigger { text: (*text).to_owned(), limits }).collect()
    }

    /// What it looks for.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether a text has it.
    #[cfg(test)]
    pub(crate) fn is_in(&self, text: &str) -> bool {
        let mut is_in = false;
        Phrases::new([&self.text]).find(text, |_, at| is_in |= self.limits.allow(text, at));
        is_in
    }
}

/// Triggers that are found within words too: `analys` in `meta-analysis`.
#[must_use]
pub fn parts(texts: &[&str]) -> Vec<Trigger> {
    Trigger::all(texts, Limit::None, Limit::None)
}

/// Triggers that are whole words.
#[must_use]
pub fn words(texts: &[&str]) -> Vec<Trigger> {
    Trigger::all(texts, Limit::Word, Limit::Word)
}

/// Triggers that are units: whole words after a number, or at the start of a text, as in the cell of a table whose
/// neighbour has the number.
#[must_use]
pub fn units(texts: &[&str]) -> Vec<Trigger> {
    Trigger::all(texts, Limit::Number, Limit::Word)
}

/// What one rule or one reader looks for.
#[derive(Debug)]
pub struct Topic {
    name: &'static str,
    triggers: fn() -> Vec<Trigger>,
}

impl Topic {
    /// A topic. Its name has to be its own: by it, its hits are found.
    #[must_use]
    pub const fn new(name: &'static str, triggers: fn() -> Vec<Trigger>) -> Topic {
        Topic { name, triggers }
    }

    /// Its name.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// Its trigger words.
    #[must_use]
    pub fn triggers(&self) -> Vec<Trigger> {
        (self.triggers)()
    }
}

/// The trigger words of several topics, ready to be looked for together.
#[derive(Debug)]
pub struct Lexicon {
    topics: Vec<&'static Topic>,
    phrases: Phrases,
    /// The number of the topic of each phrase, with what it asks of its sides.
    wanted: Vec<(usize, Limits)>,
}

impl Lexicon {
    /// A lexicon of these topics.
    #[must_use]
    pub fn new(topics: impl IntoIterator<Item = &'static Topic>) -> Lexicon {
        let topics: Vec<&'static Topic> = topics.into_iter().collect();
        let (mut texts, mut wanted) = (Vec::new(), Vec::new());
        for (nth, topic) in topics.iter().enumerate() {
            for trigger in topic.triggers() {
                texts.push(trigger.text);
                wanted.push((nth, trigger.limits));
            }
        }
        let before = wanted.iter().map(|(_, limits): &(usize, Limits)| limits.before());
        let phrases = Phrases::after(texts.iter().zip(before));
        Lexicon { topics, phrases, wanted }
    }

    fn number_of(&self, topic: &Topic) -> Option<usize> {
        self.topics.iter().position(|known| known.name == topic.name)
    }
}

#[cfg(test)]
pub(crate) use scan::bytes_scanned;

#[cfg(test)]
mod tests;
