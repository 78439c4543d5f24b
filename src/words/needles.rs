//! Words that a text must hold for a slow pattern to be worth trying.

use aho_corasick::{AhoCorasick, MatchKind};

/// Groups of words, looked for together in one pass. A group is a bit of the answer.
#[derive(Debug)]
pub struct Needles {
    automaton: AhoCorasick,
    /// The bit of each pattern of the automaton.
    bits: Vec<u32>,
    all: u32,
}

impl Needles {
    /// Groups of words; letters of ASCII are found in either case, and within words too.
    #[must_use]
    pub fn new(groups: &[(u32, &[&str])]) -> Needles {
        let words: Vec<&str> = groups.iter().flat_map(|(_, words)| words.iter().copied()).collect();
        let bits: Vec<u32> = groups.iter().flat_map(|(bit, words)| words.iter().map(|_| *bit)).collect();
        let automaton = AhoCorasick::builder()
            .ascii_case_insensitive(true)
            // Words overlap: one group may have a part of what another has.
            .match_kind(MatchKind::Standard)
            .build(&words)
            .expect("the groups have by far fewer words than an automaton can hold");
        let all = bits.iter().fold(0, |all, bit| all | bit);
        Needles { automaton, bits, all }
    }

    /// The groups of which a text holds a word.
    #[must_use]
    pub fn held_by(&self, text: &str) -> u32 {
        let mut held = 0;
        for found in self.automaton.find_overlapping_iter(text) {
            held |= self.bits.get(found.pattern().as_usize()).copied().unwrap_or(0);
            if held == self.all {
                break;
            }
        }
        held
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_holds_the_groups_of_its_words() {
        let needles = Needles::new(&[(1, &["access", "view"]), (2, &["cited"]), (4, &["excited"])]);
        assert_eq!(needles.held_by("Reviewed in May"), 1);
        assert_eq!(needles.held_by("EXCITED cells"), 2 | 4);
        assert_eq!(needles.held_by("nothing"), 0);
        assert_eq!(needles.held_by("accessed, excited"), 1 | 2 | 4);
    }
}
