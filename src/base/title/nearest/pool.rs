//! A pool of texts that can be asked for those near another without looking at each.

use std::collections::HashMap;

use super::slips::{Letters, allowed};
use crate::base::steps;

/// Texts by their pairs of neighbouring characters.
///
/// A letter wrong breaks two pairs, a letter missing or too many at most two, two in turn three. So a text with `k`
/// slips shares one of any `3k + 1` pairs with the one that was meant: it is enough to look at the texts that have one
/// of the rarest. Digits never slip, so each number has pairs of its own.
#[derive(Clone, Debug, Default)]
pub(super) struct Pool {
    texts: Vec<(String, Letters)>,
    pairs: HashMap<Pair, Vec<u32>>,
}

/// Two neighbouring characters, or one and the edge of the text, of a text with these digits.
type Pair = (u64, char, char);

/// Stands for either edge of a text.
const EDGE: char = '\0';

/// How many texts one question looks at. The rarest pairs come first, so what is left out beyond this number has
/// nothing but the most common pairs in common with the text asked for.
pub(super) const MOST: usize = 2048;

impl Pool {
    pub(super) fn new(texts: impl IntoIterator<Item = String>) -> Pool {
        let mut pool = Pool::default();
        for text in texts {
            let letters = Letters::of(&text);
            let nth = u32::try_from(pool.texts.len()).unwrap_or(u32::MAX);
            for pair in pairs(&text, letters) {
                let with = pool.pairs.entry(pair).or_default();
                if with.last() != Some(&nth) {
                    with.push(nth);
                }
            }
            pool.texts.push((text, letters));
        }
        pool
    }

    /// The nth text.
    pub(super) fn get(&self, nth: usize) -> Option<(&str, Letters)> {
        self.texts.get(nth).map(|(text, letters)| (text.as_str(), *letters))
    }

    /// Places of the texts that may be near, in order: all that are, and some others.
    pub(super) fn near(&self, text: &str) -> Vec<usize> {
        let letters = Letters::of(text);
        let mut lists: Vec<&[u32]> =
            pairs(text, letters).iter().filter_map(|pair| self.pairs.get(pair)).map(Vec::as_slice).collect();
        // Of `3k + 1` pairs one is shared; those that occur nowhere are among them.
        let unknown = pairs(text, letters).len() - lists.len();
        lists.sort_unstable_by_key(|list| list.len());
        let slips = allowed(letters.length().saturating_add(3)) as usize;
        lists.truncate((3 * slips + 1).saturating_sub(unknown));
        // Two letters in turn share no pair where they are the whole text.
        let reversed: String = text.chars().rev().collect();
        let turned = (letters.length() == 2).then(|| pairs(&reversed, letters));
        lists.extend(turned.iter().flatten().filter_map(|pair| self.pairs.get(pair)).map(Vec::as_slice));
        let mut found: Vec<usize> = lists.into_iter().flatten().take(MOST).map(|nth| *nth as usize).collect();
        steps::count(found.len());
        found.sort_unstable();
        found.dedup();
        found
    }
}

/// The pairs of a text, its edges included, each once.
fn pairs(text: &str, letters: Letters) -> Vec<Pair> {
    let digits = letters.digits();
    let before = std::iter::once(EDGE).chain(text.chars());
    let after = text.chars().chain(std::iter::once(EDGE));
    let mut pairs: Vec<Pair> = before.zip(after).map(|(left, right)| (digits, left, right)).collect();
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}
