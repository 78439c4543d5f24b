//! A pool of texts that can be asked for those near another without looking at each.

use std::collections::HashMap;

use super::slips::{Letters, allowed};
use crate::base::steps;

/// Texts by their runs of neighbouring characters.
///
/// A letter wrong breaks two pairs, a letter missing or too many at most two, two in turn three; of runs of three
/// characters each breaks one more. So a text with `k` slips shares one of any `3k + 1` pairs, and one of any `4k + 1`
/// runs of three, with the one that was meant: it is enough to look at the texts that have one of the rarest. Runs of
/// three are rarer by far, and short texts do not have enough of them. Digits never slip, so each number has runs of
/// its own.
#[derive(Clone, Debug, Default)]
pub(super) struct Pool {
    texts: Vec<(String, Letters)>,
    /// Of texts that a short one may be near to.
    pairs: HashMap<Run<2>, Vec<u32>>,
    /// Of texts that a long one may be near to.
    threes: HashMap<Run<3>, Vec<u32>>,
}

/// Neighbouring characters, edges included, of a text with these digits.
type Run<const N: usize> = (u64, [char; N]);

/// Stands for what is before and after a text.
const EDGE: char = '\0';

/// How many texts one question looks at. The rarest runs come first, so what is left out beyond this number has
/// nothing but the most common runs in common with the text asked for.
pub(super) const MOST: usize = 128;

/// The least number of characters of a text that is asked for by runs of three: it has `4k + 1` of them for the slips
/// that a text of three characters more may have.
const LONG: u32 = 11;

/// How many characters more or less a text may have than the one that was meant.
const MOST_SLIPS: u32 = 3;

impl Pool {
    pub(super) fn new(texts: impl IntoIterator<Item = String>) -> Pool {
        let mut pool = Pool::default();
        for text in texts {
            let letters = Letters::of(&text);
            let nth = u32::try_from(pool.texts.len()).unwrap_or(u32::MAX);
            if letters.length() < LONG + MOST_SLIPS {
                record(&mut pool.pairs, runs(&text, letters), nth);
            }
            if letters.length() + MOST_SLIPS >= LONG {
                record(&mut pool.threes, runs(&text, letters), nth);
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
        let slips = allowed(letters.length().saturating_add(MOST_SLIPS)) as usize;
        let mut lists = match letters.length() >= LONG {
            true => rarest(&self.threes, &runs(text, letters), 4 * slips + 1),
            false => rarest(&self.pairs, &runs(text, letters), 3 * slips + 1),
        };
        // Two letters in turn share no pair where they are the whole text.
        let reversed: String = text.chars().rev().collect();
        let turned = (letters.length() == 2).then(|| runs::<2>(&reversed, letters));
        lists.extend(turned.iter().flatten().filter_map(|pair| self.pairs.get(pair)).map(Vec::as_slice));
        let mut found: Vec<usize> = lists.into_iter().flatten().take(MOST).map(|nth| *nth as usize).collect();
        steps::count(found.len());
        found.sort_unstable();
        found.dedup();
        found
    }
}

fn record<const N: usize>(lists: &mut HashMap<Run<N>, Vec<u32>>, runs: Vec<Run<N>>, nth: u32) {
    for run in runs {
        lists.entry(run).or_default().push(nth);
    }
}

/// The texts of the rarest `enough` runs, the rarest first; runs that occur nowhere are among them.
fn rarest<'a, const N: usize>(
    lists: &'a HashMap<Run<N>, Vec<u32>>,
    runs: &[Run<N>],
    enough: usize,
) -> Vec<&'a [u32]> {
    let mut found: Vec<&[u32]> = runs.iter().filter_map(|run| lists.get(run)).map(Vec::as_slice).collect();
    let unknown = runs.len() - found.len();
    found.sort_unstable_by_key(|list| list.len());
    found.truncate(enough.saturating_sub(unknown));
    found
}

/// The runs of `N` neighbouring characters of a text, its edges included, each once.
fn runs<const N: usize>(text: &str, letters: Letters) -> Vec<Run<N>> {
    let digits = letters.digits();
    let edge = || std::iter::repeat_n(EDGE, N - 1);
    let characters: Vec<char> = edge().chain(text.chars()).chain(edge()).collect();
    let windows = characters.windows(N).filter_map(|run| run.try_into().ok());
    let mut runs: Vec<Run<N>> = windows.map(|run| (digits, run)).collect();
    runs.sort_unstable();
    runs.dedup();
    runs
}
