//! Titles: several words, found through an index of words.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::Near;
use super::pool::Pool;
use super::slips::{Letters, near_word};
use crate::base::steps;
use crate::base::title::{fold, similarity};

/// Below this Jaro-Winkler similarity, a title with a word more or less is not meant.
const LEAST: f64 = 0.87;

/// Words that a title may have or lack without meaning something else.
const LIGHT: [&str; 14] =
    ["a", "an", "and", "for", "in", "of", "on", "or", "the", "to", "vs", "versus", "with", "your"];

#[derive(Clone, Debug)]
pub(super) struct Titles {
    titles: Vec<Title>,
    words: Pool,
    /// Places of the titles that have each of `words`.
    with_word: Vec<Vec<usize>>,
    /// Places of the titles whose rarest word it is.
    known_by: Vec<Vec<usize>>,
    /// Places of the titles that are equal without their blanks.
    joined: HashMap<String, Vec<usize>>,
}

#[derive(Clone, Debug)]
struct Title {
    /// The words without blanks.
    joined: String,
    letters: Letters,
    /// Places of its different words of weight.
    words: Vec<usize>,
}

/// How many titles one word of a question leads to at most.
const MOST: usize = 512;

impl Titles {
    pub(super) fn new<'a>(names: impl IntoIterator<Item = &'a str>) -> Titles {
        let mut titles: Vec<Title> = Vec::new();
        let mut words: Vec<String> = Vec::new();
        let mut with_word: Vec<Vec<usize>> = Vec::new();
        let mut joined: HashMap<String, Vec<usize>> = HashMap::new();
        let mut known: HashMap<String, usize> = HashMap::new();
        for (nth, name) in names.into_iter().enumerate() {
            let folded = fold(name);
            let mut title = Title::new(&folded);
            for word in weighty(&folded) {
                let place = *known.entry(word.to_owned()).or_insert_with(|| {
                    words.push(word.to_owned());
                    with_word.push(Vec::new());
                    words.len() - 1
                });
                with_word[place].push(nth);
                title.words.push(place);
            }
            joined.entry(title.joined.clone()).or_default().push(nth);
            titles.push(title);
        }
        let mut known_by = vec![Vec::new(); words.len()];
        for (nth, title) in titles.iter().enumerate() {
            if let Some(&rarest) = title.words.iter().min_by_key(|&&word| with_word[word].len()) {
                known_by[rarest].push(nth);
            }
        }
        Titles { titles, words: Pool::new(words), with_word, known_by, joined }
    }

    pub(super) fn near(&self, name: &str) -> Vec<Near> {
        self.near_among(name, |near, weight| self.candidates(near, weight))
    }

    /// What [`Titles::near`] finds, by looking at every title.
    #[cfg(test)]
    pub(super) fn near_by_scan(&self, name: &str) -> Vec<Near> {
        self.near_among(name, |_, _| (0..self.titles.len()).collect())
    }

    fn near_among(
        &self,
        name: &str,
        candidates: impl Fn(&BTreeMap<usize, u64>, u32) -> BTreeSet<usize>,
    ) -> Vec<Near> {
        let folded = fold(name);
        let asked = Title::new(&folded);
        if asked.joined.is_empty() {
            return Vec::new();
        }
        let weight = u32::try_from(weighty(&folded).len()).unwrap_or(u32::MAX);
        let same = self.joined.get(&asked.joined).into_iter().flatten().take(MOST);
        let mut found: Vec<Near> = same.map(|&nth| Near { distance: 0, nth }).collect();
        let near = self.near_words(&weighty(&folded));
        for nth in candidates(&near, weight) {
            let Some(title) = self.titles.get(nth) else {
                continue;
            };
            let shared = title.shared(&near);
            let accounted = (shared.asked.count_ones() == weight, shared.own == title.words.len());
            // Two words each without a counterpart, and it is another title; so is one without any shared word.
            if shared.own == 0 || accounted == (false, false) || title.joined == asked.joined {
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

    /// The known words near to those asked for: for each a bit for every word that it may stand for.
    fn near_words(&self, asked: &[&str]) -> BTreeMap<usize, u64> {
        let mut near: BTreeMap<usize, u64> = BTreeMap::new();
        for (bit, text) in asked.iter().take(64).enumerate() {
            let letters = Letters::of(text);
            for place in self.words.near(text) {
                if let Some((word, its)) = self.words.get(place)
                    && letters.may_be_near(&its)
                    && near_word(text, word)
                {
                    *near.entry(place).or_default() |= 1 << bit;
                }
            }
        }
        near
    }

    /// Places of the titles that may have all the words asked for, or no other words: those with the rarest word
    /// asked for, and those whose rarest word was asked for. In order.
    fn candidates(&self, near: &BTreeMap<usize, u64>, weight: u32) -> BTreeSet<usize> {
        let titles = |lists: &[Vec<usize>], word: usize| -> Vec<usize> {
            lists.get(word).into_iter().flatten().take(MOST).copied().collect()
        };
        let known_by = near.keys().flat_map(|&word| titles(&self.known_by, word));
        let mut found: BTreeSet<usize> = known_by.collect();
        let bits = 0..weight.min(64);
        let with =
            |bit: u32| near.iter().filter(move |(_, bits)| *bits & (1 << bit) != 0).map(|(&word, _)| word);
        let count =
            |bit: u32| with(bit).filter_map(|word| self.with_word.get(word)).map(Vec::len).sum::<usize>();
        if let Some(rarest) = bits.min_by_key(|&bit| count(bit)) {
            found.extend(with(rarest).flat_map(|word| titles(&self.with_word, word)));
        }
        steps::count(found.len());
        found
    }
}

#[derive(Clone, Copy, Debug, Default)]
struct Shared {
    /// A bit for each word asked for, because one may be near to two of the title's.
    asked: u64,
    /// Number of the title's own words.
    own: usize,
}

impl Title {
    fn new(folded: &str) -> Title {
        let joined: String = folded.chars().filter(|c| c.is_alphanumeric()).collect();
        Title { letters: Letters::of(&joined), words: Vec::new(), joined }
    }

    /// How many of the words asked for it has, and how many of its own words were asked for, slips allowed.
    fn shared(&self, near: &BTreeMap<usize, u64>) -> Shared {
        let mut shared = Shared::default();
        for asked in self.words.iter().filter_map(|word| near.get(word)) {
            shared.asked |= asked;
            shared.own += 1;
        }
        shared
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
