//! The words that a publisher's house style avoids.

use std::ops::Range;

use super::phrases::Phrases;

/// Words that are avoided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HouseWord {
    /// The words.
    pub avoid: String,
    /// What is written instead; nothing where they are left out.
    pub instead: Option<String>,
    /// Why, in a sentence.
    pub reason: String,
    /// The language of the pages they are looked for in: `es`; `None` for all.
    pub language: Option<String>,
    /// Whether only these capitals are meant.
    pub match_case: bool,
}

/// All words that a house style avoids, ready to be looked for.
#[derive(Clone, Debug, Default)]
pub struct HouseWords {
    words: Vec<HouseWord>,
    /// `None` if there are no words.
    phrases: Option<Phrases>,
}

impl HouseWords {
    /// A house style of these words.
    #[must_use]
    pub fn new(words: Vec<HouseWord>) -> HouseWords {
        let phrases = (!words.is_empty()).then(|| Phrases::new(words.iter().map(|word| &word.avoid)));
        HouseWords { words, phrases }
    }

    /// The avoided words of a text, in order, each as words of its own; of two that overlap the longer.
    pub fn find(&self, text: &str) -> Vec<(Range<usize>, &HouseWord)> {
        let Some(phrases) = &self.phrases else {
            return Vec::new();
        };
        let mut found: Vec<(Range<usize>, &HouseWord)> = Vec::new();
        phrases.find(text, |nth, at| {
            let (Some(word), Some(written)) = (self.words.get(nth), text.get(at.clone())) else {
                return;
            };
            let meant = !word.match_case || written.replace(['\u{a0}', '\n'], " ") == word.avoid;
            if meant && is_alone(text, &at) {
                found.push((at, word));
            }
        });
        found.sort_by_key(|(at, _)| (at.start, std::cmp::Reverse(at.end)));
        let mut end = 0;
        found.retain(|(at, _)| {
            let free = at.start >= end;
            if free {
                end = at.end;
            }
            free
        });
        found
    }
}

/// Whether no letter, digit or hyphen joins a part of a text to its neighbours.
fn is_alone(text: &str, at: &Range<usize>) -> bool {
    let joins = |sign: char| sign.is_alphanumeric() || sign == '-' || sign == '_';
    let before = text.get(..at.start).and_then(|before| before.chars().next_back());
    let after = text.get(at.end..).and_then(|after| after.chars().next());
    !before.is_some_and(joins) && !after.is_some_and(joins)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(words: &[(&str, bool)], text: &str) -> Vec<String> {
        let word = |(avoid, match_case): &(&str, bool)| HouseWord {
            avoid: (*avoid).to_owned(),
            instead: None,
            reason: String::new(),
            language: None,
            match_case: *match_case,
        };
        let house = HouseWords::new(words.iter().map(word).collect());
        house.find(text).into_iter().map(|(at, _)| text[at].to_owned()).collect()
    }

    #[test]
    fn words_are_found_in_any_case_as_words_of_their_own() {
        let disc = [("slipped disc", false)];
        assert_eq!(
            found(&disc, "A Slipped\u{a0}disc, a slipped\nDISC."),
            ["Slipped\u{a0}disc", "slipped\nDISC"]
        );
        assert_eq!(found(&disc, "slipped discs, non-slipped disc"), Vec::<String>::new());
        assert_eq!(found(&[("us", true)], "Ask us in the US, us"), ["us", "us"]);
        assert_eq!(found(&[], "a text"), Vec::<String>::new());
    }

    #[test]
    fn of_two_words_that_overlap_the_longer_is_found() {
        let words = [("disc", false), ("slipped disc", false), ("disc pain", false)];
        assert_eq!(found(&words, "slipped disc pain, disc"), ["slipped disc", "disc"]);
    }
}
