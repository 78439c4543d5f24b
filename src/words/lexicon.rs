//! The words that rules and readers look for, found in one pass over a text.
//!
//! A rule about language begins where one of its trigger words is, and most texts have none of them. So each rule
//! declares its trigger words as a [`Topic`], one [`Lexicon`] is built of all topics, and a [`Scan`] finds them all in
//! one pass, however many rules there are. What is slow (sentences, patterns) is worked out where a hit is.

use aho_corasick::{AhoCorasick, MatchKind};

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
        automaton(spellings(&self.text))
            .find_overlapping_iter(text)
            .any(|found| self.limits.allow(text, found.range()))
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
    automaton: AhoCorasick,
    /// What each pattern of the automaton is.
    patterns: Vec<Pattern>,
}

/// A pattern of the automaton: one spelling of a trigger.
#[derive(Debug)]
struct Pattern {
    /// The number of its topic.
    topic: usize,
    limits: Limits,
}

impl Lexicon {
    /// A lexicon of these topics.
    #[must_use]
    pub fn new(topics: impl IntoIterator<Item = &'static Topic>) -> Lexicon {
        let topics: Vec<&'static Topic> = topics.into_iter().collect();
        let (mut texts, mut patterns) = (Vec::new(), Vec::new());
        for (nth, topic) in topics.iter().enumerate() {
            for trigger in topic.triggers() {
                for text in spellings(&trigger.text) {
                    texts.push(text);
                    patterns.push(Pattern { topic: nth, limits: trigger.limits });
                }
            }
        }
        Lexicon { topics, automaton: automaton(texts), patterns }
    }

    fn number_of(&self, topic: &Topic) -> Option<usize> {
        self.topics.iter().position(|known| known.name == topic.name)
    }
}

/// Finds words of lists, letters of ASCII in either case.
pub(super) fn automaton(texts: impl IntoIterator<Item = impl AsRef<[u8]>>) -> AhoCorasick {
    AhoCorasick::builder()
        .ascii_case_insensitive(true)
        // Words overlap: a topic may look for a part of what another looks for.
        .match_kind(MatchKind::Standard)
        // Of few words the library makes a table of every step, of many a smaller automaton: with the words of all rules
        // the table took 15 ms to build at every start, and was no faster on running text.
        .build(texts)
        .expect("lists are files that people write, with by far fewer words than an automaton can hold")
}

/// The ways to write a trigger: each space may be a no-break space or a line break.
pub(super) fn spellings(text: &str) -> Vec<String> {
    let mut words = text.split(' ');
    let mut spellings = vec![words.next().unwrap_or("").to_owned()];
    for word in words {
        let joined = |joint: &str| spellings.iter().map(|start| format!("{start}{joint}{word}")).collect();
        let longer: [Vec<String>; 3] = [" ", "\u{a0}", "\n"].map(joined);
        spellings = longer.concat();
    }
    spellings
}

#[cfg(test)]
pub(crate) use scan::bytes_scanned;

#[cfg(test)]
mod tests;
