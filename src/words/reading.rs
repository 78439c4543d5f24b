//! How hard a text is to read, by the published formulas.

mod spelling;
mod syllables;
#[cfg(test)]
mod tests;

use spelling::Spelling;

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
        let mut spelling = Spelling::default();
        let mut words = spelling::words(text).peekable();
        while let Some(word) = words.next() {
            spelling.read(word);
            // A number is a word; `[2]` is the mark of a citation.
            let is_number = spelling.is_empty()
                && word.bytes().any(|sign| sign.is_ascii_digit())
                && !word.starts_with('[');
            if spelling.is_empty() && !is_number {
                continue;
            }
            let in_word = if is_number { 1 } else { spelling.syllables() };
            self.words += 1;
            self.letters += number(spelling.signs);
            self.syllables += in_word;
            self.long_words += u32::from(in_word >= 3);
            open = !ends_sentence(word, spelling.len() > 1 || is_number, words.peek().copied());
            self.sentences += u32::from(!open);
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

/// Whether a sentence ends with a word. `may_stop` is whether a point after it may end one, which it may not after a
/// single letter.
fn ends_sentence(word: &str, may_stop: bool, next: Option<&str>) -> bool {
    // Most words end in a letter.
    if word.as_bytes().last().is_some_and(u8::is_ascii_alphanumeric) {
        return false;
    }
    let bare = word.trim_end_matches(['"', '”', '’', '\'', ')', ']']);
    let stops = bare.ends_with('.') && may_stop && !is_abbreviated(bare);
    (bare.ends_with(['!', '?']) || stops) && !next.is_some_and(|next| next.starts_with(char::is_lowercase))
}

/// Whether a word with a stop is one that seldom ends a sentence. Cutting sentences as the language rules do is slow, and
/// a grade does not change with one of them.
fn is_abbreviated(word: &str) -> bool {
    let bare = word.trim_start_matches(['(', '[']);
    // Longer words are none of them.
    bare.len() <= 5
        && ["dr.", "e.g.", "fig.", "i.e.", "mr.", "mrs.", "ms.", "no.", "prof.", "st.", "vs."]
            .iter()
            .any(|short| bare.eq_ignore_ascii_case(short))
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
