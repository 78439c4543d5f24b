//! A pool of texts that can be asked for those near another without looking at each.

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
    pairs: Lists,
    /// Of texts that a long one may be near to.
    threes: Lists,
}

/// The texts that have each run, as one list in order: by the run's [key], then by the text. A map of lists took ten times
/// as long to make, and most repositories ask a few questions or none.
#[derive(Clone, Debug, Default)]
struct Lists(Vec<(u64, u32)>);

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
                pool.pairs.record::<2>(&text, letters, nth);
            }
            if letters.length() + MOST_SLIPS >= LONG {
                pool.threes.record::<3>(&text, letters, nth);
            }
            pool.texts.push((text, letters));
        }
        pool.pairs.order();
        pool.threes.order();
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
            true => self.threes.rarest::<3>(&runs(text, letters), 4 * slips + 1),
            false => self.pairs.rarest::<2>(&runs(text, letters), 3 * slips + 1),
        };
        // Two letters in turn share no pair where they are the whole text.
        let reversed: String = text.chars().rev().collect();
        let turned = (letters.length() == 2).then(|| runs::<2>(&reversed, letters));
        lists.extend(turned.iter().flatten().map(|pair| self.pairs.of(pair)));
        let mut found: Vec<usize> =
            lists.into_iter().flatten().take(MOST).map(|(_, nth)| *nth as usize).collect();
        steps::count(found.len());
        found.sort_unstable();
        found.dedup();
        found
    }
}

impl Lists {
    fn record<const N: usize>(&mut self, text: &str, letters: Letters, nth: u32) {
        let digits = letters.digits();
        self.0.extend(windows::<N>(text).map(|run| (key(&(digits, run)), nth)));
    }

    /// Puts what was recorded in order, each text once for each run.
    fn order(&mut self) {
        self.0.sort_unstable();
        self.0.dedup();
    }

    fn of<const N: usize>(&self, run: &Run<N>) -> &[(u64, u32)] {
        let key = key(run);
        let from = self.0.partition_point(|(known, _)| *known < key);
        let length = self.0.get(from..).unwrap_or_default().partition_point(|(known, _)| *known == key);
        self.0.get(from..from + length).unwrap_or_default()
    }

    /// The texts of the rarest `enough` runs, the rarest first; runs that occur nowhere are among them.
    fn rarest<const N: usize>(&self, runs: &[Run<N>], enough: usize) -> Vec<&[(u64, u32)]> {
        let mut found: Vec<&[(u64, u32)]> =
            runs.iter().map(|run| self.of(run)).filter(|list| !list.is_empty()).collect();
        let unknown = runs.len() - found.len();
        found.sort_unstable_by_key(|list| list.len());
        found.truncate(enough.saturating_sub(unknown));
        found
    }
}

/// A number for a run. Two runs that share one would only be looked at together.
fn key<const N: usize>((digits, run): &Run<N>) -> u64 {
    /// 2^64 by the golden ratio, as in Fibonacci hashing.
    const GOLDEN: u64 = 0x9e37_79b9_7f4a_7c15;
    let mix = |key: u64, part: u64| (key.rotate_left(23) ^ part).wrapping_mul(GOLDEN);
    run.iter().fold(mix(0, *digits), |key, c| mix(key, u64::from(*c)))
}

/// Each `N` neighbouring characters of a text, its edges included.
fn windows<const N: usize>(text: &str) -> impl Iterator<Item = [char; N]> {
    let mut run = [EDGE; N];
    text.chars().chain(std::iter::repeat_n(EDGE, N - 1)).map(move |c| {
        run.rotate_left(1);
        run[N - 1] = c;
        run
    })
}

/// The runs of `N` neighbouring characters of a text, its edges included, each once.
fn runs<const N: usize>(text: &str, letters: Letters) -> Vec<Run<N>> {
    let digits = letters.digits();
    let mut runs: Vec<Run<N>> = windows::<N>(text).map(|run| (digits, run)).collect();
    runs.sort_unstable();
    runs.dedup();
    runs
}
