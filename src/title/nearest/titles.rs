//! Titles: several words, found through an index of words.

use std::collections::{BTreeMap, HashMap};

use super::Near;
use super::slips::{Letters, allowed, near_word};
use crate::title::{fold, similarity};

/// Below this Jaro-Winkler similarity, a title with a word more or less is not meant.
const LEAST: f64 = 0.87;

/// Words that a title may have or lack without meaning something else.
const LIGHT: [&str; 14] =
    ["a", "an", "and", "for", "in", "of", "on", "or", "the", "to", "vs", "versus", "with", "your"];

#[derive(Clone, Debug)]
pub(super) struct Titles {
    titles: Vec<Title>,
    /// In order of length.
    words: Vec<Word>,
    /// Places of the titles that are equal without their blanks.
    joined: HashMap<String, Vec<usize>>,
}

#[derive(Clone, Debug)]
struct Title {
    /// The words without blanks.
    joined: String,
    letters: Letters,
    /// How many different words of weight it has.
    weight: u32,
}

#[derive(Clone, Debug)]
struct Word {
    text: String,
    letters: Letters,
    /// Places of the titles that have it.
    titles: Vec<usize>,
}

impl Titles {
    pub(super) fn new<'a>(names: impl IntoIterator<Item = &'a str>) -> Titles {
        let mut titles = Vec::new();
        let mut words: Vec<Word> = Vec::new();
        let mut joined: HashMap<String, Vec<usize>> = HashMap::new();
        let mut known: HashMap<String, usize> = HashMap::new();
        for (nth, name) in names.into_iter().enumerate() {
            let folded = fold(name);
            let title = Title::new(&folded);
            for word in weighty(&folded) {
                let place = *known.entry(word.to_owned()).or_insert_with(|| {
                    words.push(Word {
                        text: word.to_owned(),
                        letters: Letters::of(word),
                        titles: Vec::new(),
                    });
                    words.len() - 1
                });
                if let Some(word) = words.get_mut(place) {
                    word.titles.push(nth);
                }
            }
            joined.entry(title.joined.clone()).or_default().push(nth);
            titles.push(title);
        }
        words.sort_by_key(|word| word.letters.length());
        Titles { titles, words, joined }
    }

    pub(super) fn near(&self, name: &str) -> Vec<Near> {
        let folded = fold(name);
        let asked = Title::new(&folded);
        if asked.joined.is_empty() {
            return Vec::new();
        }
        let same = self.joined.get(&asked.joined).into_iter().flatten();
        let mut found: Vec<Near> = same.map(|&nth| Near { distance: 0, nth }).collect();
        for (nth, shared) in self.shared_words(&weighty(&folded)) {
            let Some(title) = self.titles.get(nth) else {
                continue;
            };
            let accounted = (shared.asked.count_ones() == asked.weight, shared.own == title.weight);
            // Two words each without a counterpart, and it is another title.
            if accounted == (false, false) || title.joined == asked.joined {
                continue;
            }
            let similarity = similarity(&asked.joined, &title.joined);
            // The same words in another order are meant, however far the letters are.
            let meant = similarity >= LEAST || accounted == (true, true);
            if meant && asked.letters.same_digits(&title.letters) {
                // From 0 to 1, so the product fits.
                #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
                let distance = ((1.0 - similarity) * 1000.0) as u32 + 1;
                found.push(Near { distance, nth });
            }
        }
        found
    }

    /// Of each title that has one of the words asked for: how many of them it has, and how
    /// many of its own words were asked for, slips allowed.
    fn shared_words(&self, asked: &[&str]) -> Vec<(usize, Shared)> {
        let mut near: BTreeMap<usize, u64> = BTreeMap::new();
        for (bit, text) in asked.iter().take(64).enumerate() {
            let letters = Letters::of(text);
            for (place, word) in self.words_of_similar_length(letters.length()) {
                if letters.may_be_near(&word.letters) && near_word(text, &word.text) {
                    *near.entry(place).or_default() |= 1 << bit;
                }
            }
        }
        let mut shared = vec![Shared::default(); self.titles.len()];
        let mut touched = Vec::new();
        for (place, asked) in near {
            for &nth in self.words.get(place).map_or(&[][..], |word| &word.titles) {
                if let Some(shared) = shared.get_mut(nth) {
                    if shared.own == 0 {
                        touched.push(nth);
                    }
                    shared.asked |= asked;
                    shared.own += 1;
                }
            }
        }
        touched.into_iter().filter_map(|nth| Some((nth, *shared.get(nth)?))).collect()
    }

    fn words_of_similar_length(&self, length: u32) -> impl Iterator<Item = (usize, &Word)> {
        let reach = allowed(length.saturating_add(3));
        let start = self.words.partition_point(|word| word.letters.length() + reach < length);
        let end = self.words.partition_point(|word| word.letters.length() <= length.saturating_add(reach));
        (start..end).zip(self.words.get(start..end).unwrap_or(&[]))
    }
}

#[derive(Clone, Copy, Debug, Default)]
struct Shared {
    /// A bit for each word asked for, because one may be near to two of the title's.
    asked: u64,
    /// Number of the title's own words.
    own: u32,
}

impl Title {
    fn new(folded: &str) -> Title {
        let joined: String = folded.chars().filter(|c| c.is_alphanumeric()).collect();
        Title {
            letters: Letters::of(&joined),
            weight: u32::try_from(weighty(folded).len()).unwrap_or(u32::MAX),
            joined,
        }
    }
}

/// The different words of weight of a folded title.
fn weighty(folded: &str) -> Vec<&str> {
    let mut words: Vec<&str> = folded
        .split(|c: char| !c.is_alphanumeric() && c != '\'')
        .map(|word| word.trim_matches('\''))
        .filter(|word| !word.is_empty() && !LIGHT.contains(word))
        .collect();
    words.sort_unstable();
    words.dedup();
    words
}
