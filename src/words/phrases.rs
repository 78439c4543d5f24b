//! Words and phrases that are looked for together, in one pass.

use std::collections::HashMap;
use std::ops::Range;

use super::finder::{Before, Finder};

/// Phrases, ready to be looked for. Letters of ASCII are found in either case; each space of a phrase is found as a
/// no-break space and as a line break too.
#[derive(Clone, Debug)]
pub(crate) struct Phrases {
    /// Looks for one word of each phrase.
    finder: Finder,
    /// The phrases of each word of the finder.
    phrases: Vec<Vec<Phrase>>,
}

/// A phrase, by the word that is looked for.
#[derive(Clone, Debug)]
struct Phrase {
    /// Its number among all.
    nth: usize,
    /// The words before that word, the nearest first.
    before: Vec<String>,
    /// The words after it.
    after: Vec<String>,
}

impl Phrases {
    /// Phrases that are numbered in their order. An empty one is found nowhere.
    pub(crate) fn new(texts: impl IntoIterator<Item = impl AsRef<str>>) -> Phrases {
        Phrases::after(texts.into_iter().map(|text| (text, Before::Anything)))
    }

    /// As [`Phrases::new`], each with what may be before it. More may be found: who asks for it judges what is before.
    pub(super) fn after(texts: impl IntoIterator<Item = (impl AsRef<str>, Before)>) -> Phrases {
        let mut wanted: Vec<(String, Vec<Before>)> = Vec::new();
        let mut known: HashMap<String, usize> = HashMap::new();
        let mut phrases: Vec<Vec<Phrase>> = Vec::new();
        for (nth, (text, outside)) in texts.into_iter().enumerate() {
            let words: Vec<String> = text.as_ref().split(' ').map(str::to_owned).collect();
            // Long words are rare, so that the others are seldom compared.
            let longest = words.iter().map(String::len).max().unwrap_or(0);
            let at = words.iter().position(|word| word.len() == longest && longest > 0);
            let Some((at, word)) = at.and_then(|at| Some((at, words.get(at)?.to_ascii_lowercase()))) else {
                continue;
            };
            let number = *known.entry(word).or_insert_with_key(|word| {
                wanted.push((word.clone(), Vec::new()));
                phrases.push(Vec::new());
                phrases.len() - 1
            });
            // A blank is before every word but the first.
            let before = if at == 0 { outside } else { Before::NoWord };
            if let Some((_, befores)) = wanted.get_mut(number).filter(|(_, own)| !own.contains(&before)) {
                befores.push(before);
            }
            let before = words.iter().take(at).rev().cloned().collect();
            let after = words.iter().skip(at + 1).cloned().collect();
            if let Some(own) = phrases.get_mut(number) {
                own.push(Phrase { nth, before, after });
            }
        }
        let finder = Finder::new(wanted.iter().map(|(word, before)| (word.as_str(), before.as_slice())));
        Phrases { finder, phrases }
    }

    /// Calls `found` with the number of each phrase that is in a text and where it is, those that overlap too, in no order.
    pub(crate) fn find(&self, text: &str, mut found: impl FnMut(usize, Range<usize>)) {
        self.finder.find(text, |word, at| {
            let phrases = self.phrases.get(word).map_or(&[][..], Vec::as_slice);
            for phrase in phrases {
                if let Some(at) = phrase.around(text, at..at + self.finder.length(word)) {
                    found(phrase.nth, at);
                }
            }
        });
    }
}

impl Phrase {
    /// Where the phrase is in a text that has, in this place, the word that is looked for.
    fn around(&self, text: &str, word: Range<usize>) -> Option<Range<usize>> {
        let (mut start, mut end) = (word.start, word.end);
        for word in &self.after {
            let rest = text.get(end..)?;
            let joint = rest.chars().next().filter(is_joint)?.len_utf8();
            let written = rest.get(joint..joint + word.len())?;
            if !written.eq_ignore_ascii_case(word) {
                return None;
            }
            end += joint + word.len();
        }
        for word in &self.before {
            let rest = text.get(..start)?;
            let joint = rest.chars().next_back().filter(is_joint)?.len_utf8();
            let begin = (start - joint).checked_sub(word.len())?;
            if !rest.get(begin..start - joint)?.eq_ignore_ascii_case(word) {
                return None;
            }
            start = begin;
        }
        Some(start..end)
    }
}

fn is_joint(sign: &char) -> bool {
    matches!(sign, ' ' | '\u{a0}' | '\n')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(phrases: &[&str], text: &str) -> Vec<(usize, Range<usize>)> {
        let mut found = Vec::new();
        Phrases::new(phrases).find(text, |nth, at| found.push((nth, at)));
        found.sort_by_key(|(nth, at)| (at.start, *nth));
        found
    }

    #[test]
    fn a_space_may_be_written_in_three_ways() {
        assert_eq!(found(&["in order to"], "In\norder\u{a0}TO, in order  to, in  order to"), [(0, 0..12)]);
        assert_eq!(found(&["in order to"], "order to"), []);
        assert_eq!(found(&["in order to"], "in order"), []);
        assert_eq!(found(&["à la"], "À la, à la"), [(0, 7..12)]);
    }

    #[test]
    fn phrases_may_share_words_and_overlap() {
        let phrases = ["health care", "care", "care provider", "CARE"];
        assert_eq!(found(&phrases, "health care provider"), [(0, 0..11), (1, 7..11), (2, 7..20), (3, 7..11)]);
        // The wanted word may be a part of another, as the ends of the phrase may be.
        assert_eq!(found(&["o a", "abc"], "no a abcd"), [(0, 1..4), (1, 5..8)]);
        assert_eq!(found(&["", "  "], "a  b"), []);
    }

    #[test]
    fn a_long_phrase_is_looked_for_by_one_word() {
        let long = "a ".repeat(40) + "b";
        let phrases = Phrases::new([&long, "a b"]);
        assert_eq!(phrases.phrases.len(), 1);
        let mut found = 0;
        phrases.find(&long, |_, _| found += 1);
        assert_eq!(found, 2);
    }
}
