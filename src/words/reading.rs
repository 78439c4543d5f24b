//! How hard a text is to read, by the published formulas.

mod syllables;
#[cfg(test)]
mod tests;

use syllables::syllables;

/// What the formulas count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    /// Sentences.
    pub(crate) sentences: u32,
    /// Words.
    pub(crate) words: u32,
    /// Letters and digits of all words.
    pub(crate) letters: u32,
    /// Syllables of all words.
    pub(crate) syllables: u32,
    /// Words of three or more syllables.
    pub(crate) long_words: u32,
}

/// The grades of school in the United States for which a text is easy enough.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Grades {
    /// By Flesch and Kincaid (Kincaid and others, 1975).
    pub flesch_kincaid: f64,
    /// By SMOG (McLaughlin, 1969); `None` of a text with fewer than three sentences.
    pub smog: Option<f64>,
    /// By Coleman and Liau (1975).
    pub coleman_liau: f64,
}

/// The formula of SMOG is made for thirty sentences, and of one or two it says nothing.
const FEWEST_SENTENCES: u32 = 3;

impl Counts {
    /// Adds the counts of a paragraph, an item or another text that ends with its last sentence.
    pub(crate) fn add_text(&mut self, text: &str) {
        let mut open = false;
        let mut letters = Vec::new();
        let mut words = text.split_whitespace().peekable();
        while let Some(word) = words.next() {
            let signs = spell(word, &mut letters);
            // A number is a word; `[2]` is the mark of a citation.
            let is_number = letters.is_empty()
                && word.bytes().any(|sign| sign.is_ascii_digit())
                && !word.starts_with('[');
            if letters.is_empty() && !is_number {
                continue;
            }
            let in_word = if is_number { 1 } else { syllables(&letters) };
            self.words += 1;
            self.letters += number(signs);
            self.syllables += in_word;
            self.long_words += u32::from(in_word >= 3);
            let bare = word.trim_end_matches(['"', '”', '’', '\'', ')', ']']);
            let goes_on = words.peek().is_some_and(|next| next.starts_with(char::is_lowercase));
            let stops = bare.ends_with('.') && (letters.len() > 1 || is_number) && !is_abbreviated(bare);
            let ends = (bare.ends_with(['!', '?']) || stops) && !goes_on;
            self.sentences += u32::from(ends);
            open = !ends;
        }
        self.sentences += u32::from(open);
    }

    /// Adds the counts of another text.
    pub(crate) fn add(&mut self, other: Counts) {
        self.sentences += other.sentences;
        self.words += other.words;
        self.letters += other.letters;
        self.syllables += other.syllables;
        self.long_words += other.long_words;
    }

    /// The grades; `None` of a text without words.
    pub(crate) fn grades(self) -> Option<Grades> {
        if self.words == 0 || self.sentences == 0 {
            return None;
        }
        let [sentences, words, letters, syllables, long_words] =
            [self.sentences, self.words, self.letters, self.syllables, self.long_words].map(f64::from);
        let smog = 1.043 * (30.0 * long_words / sentences).sqrt() + 3.1291;
        Some(Grades {
            flesch_kincaid: 0.39 * words / sentences + 11.8 * syllables / words - 15.59,
            smog: (self.sentences >= FEWEST_SENTENCES).then_some(smog),
            coleman_liau: (5.88 * letters - 29.6 * sentences) / words - 15.8,
        })
    }
}

/// Puts the letters of a word in place of others, in small ones. Returns the number of its letters and digits.
fn spell(word: &str, letters: &mut Vec<u8>) -> usize {
    letters.clear();
    if word.is_ascii() {
        letters.extend(word.bytes().filter(u8::is_ascii_alphabetic).map(|sign| sign.to_ascii_lowercase()));
        return letters.len() + word.bytes().filter(u8::is_ascii_digit).count();
    }
    for sign in word.chars().filter(|sign| sign.is_alphabetic()).flat_map(char::to_lowercase) {
        letters.extend_from_slice(sign.encode_utf8(&mut [0; 4]).as_bytes());
    }
    word.chars().filter(|sign| sign.is_alphanumeric()).count()
}

/// Whether a word with a stop is one that seldom ends a sentence. Cutting sentences as the language rules do is slow, and
/// a grade does not change with one of them.
fn is_abbreviated(word: &str) -> bool {
    ["dr.", "e.g.", "fig.", "i.e.", "mr.", "mrs.", "ms.", "no.", "prof.", "st.", "vs."]
        .iter()
        .any(|short| word.trim_start_matches(['(', '[']).eq_ignore_ascii_case(short))
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
