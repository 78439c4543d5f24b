//! The letters of a word, and how many syllables they are.

use std::cell::RefCell;

use super::syllables::syllables;

/// The letters of a word in small ones, without all other signs.
#[derive(Debug, Default)]
pub(super) struct Spelling {
    /// Those of a short word; zero after the last.
    short: [u8; SHORT],
    /// The number of bytes of the letters.
    length: usize,
    /// Those of a longer word.
    long: Vec<u8>,
    /// The number of letters and digits.
    pub(super) signs: usize,
}

/// Hardly any word has more letters.
const SHORT: usize = 16;

/// The words of a text, with blanks between them: what [`str::split_whitespace`] finds, which reads each byte as a sign.
pub(super) fn words(text: &str) -> impl Iterator<Item = &str> {
    let bytes = text.as_bytes();
    let sign_at = |at: usize| text.get(at..).and_then(|rest| rest.chars().next());
    // The length of the blank at a place; 0 of another sign.
    let blank = move |at: usize| match bytes.get(at) {
        Some(b' ' | b'\t'..=b'\r') => 1,
        Some(128..) => sign_at(at).filter(|sign| sign.is_whitespace()).map_or(0, char::len_utf8),
        _ => 0,
    };
    let mut at = 0;
    std::iter::from_fn(move || {
        while let length @ 1.. = blank(at) {
            at += length;
        }
        let start = at;
        while let Some(byte) = bytes.get(at).filter(|_| blank(at) == 0) {
            at += if byte.is_ascii() { 1 } else { sign_at(at).map_or(1, char::len_utf8) };
        }
        text.get(start..at).filter(|word| !word.is_empty())
    })
}

impl Spelling {
    /// Spells a word in place of the one before.
    pub(super) fn read(&mut self, word: &str) {
        self.short = [0; SHORT];
        (self.length, self.signs) = (0, 0);
        self.long.clear();
        if word.len() > SHORT || !word.is_ascii() {
            self.read_slowly(word);
            return;
        }
        for sign in word.bytes() {
            let small = sign | 0x20;
            let is_letter = small.is_ascii_lowercase();
            // There are no more bytes than places.
            self.short[self.length % SHORT] = if is_letter { small } else { 0 };
            self.length += usize::from(is_letter);
            self.signs += usize::from(is_letter | sign.is_ascii_digit());
        }
    }

    fn read_slowly(&mut self, word: &str) {
        for sign in word.chars().filter(|sign| sign.is_alphabetic()).flat_map(char::to_lowercase) {
            self.long.extend_from_slice(sign.encode_utf8(&mut [0; 4]).as_bytes());
        }
        self.length = self.long.len();
        self.signs = word.chars().filter(|sign| sign.is_alphanumeric()).count();
        if let Some(short) = self.short.get_mut(..self.length) {
            short.copy_from_slice(&self.long);
        }
    }

    /// Whether the word has no letters.
    pub(super) fn is_empty(&self) -> bool {
        self.length == 0
    }

    /// The bytes of its letters.
    pub(super) fn len(&self) -> usize {
        self.length
    }

    /// Its syllables. A short word is counted once, as texts say the same few words over and over.
    pub(super) fn syllables(&self) -> u32 {
        let Some(letters) = self.short.get(..self.length) else {
            return syllables(&self.long);
        };
        KNOWN.with_borrow_mut(|known| known.syllables(&self.short, letters))
    }
}

thread_local! {
    static KNOWN: RefCell<Known> = RefCell::new(Known::default());
}

/// The words counted last, each at the place that its letters give it.
struct Known(Vec<([u8; SHORT], u8)>);

/// More words than a page has; a power of two.
const PLACES: usize = 1 << 11;

impl Default for Known {
    fn default() -> Known {
        Known(vec![([0; SHORT], 0); PLACES])
    }
}

impl Known {
    fn syllables(&mut self, word: &[u8; SHORT], letters: &[u8]) -> u32 {
        let number = u128::from_le_bytes(*word);
        // The number of Fibonacci hashing: 2^64 by the golden ratio.
        let mixed = ((number as u64) ^ (number >> 64) as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let Some((known, count)) = self.0.get_mut((mixed >> 53) as usize) else {
            return syllables(letters);
        };
        if known != word {
            let found = syllables(letters);
            // More than 255 syllables fit in no sixteen letters.
            (*known, *count) = (*word, u8::try_from(found).unwrap_or(u8::MAX));
        }
        u32::from(*count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        #[test]
        fn words_are_what_is_between_blanks(text in "[a-c’é \\u{a0}\\u{2003}\\n\\u{85}.]{0,20}") {
            let found: Vec<&str> = words(&text).collect();
            proptest::prop_assert_eq!(found, text.split_whitespace().collect::<Vec<_>>());
        }
    }

    #[test]
    fn a_word_is_spelled_in_small_letters() {
        let mut spelling = Spelling::default();
        for (word, letters, signs) in [
            ("Neck-pain,", "neckpain", 8),
            ("B12", "b", 3),
            ("[2]", "", 1),
            ("naïve", "naïve", 5),
            ("electroencephalography", "electroencephalography", 22),
            ("It’s", "its", 3),
        ] {
            spelling.read(word);
            let written = spelling.short.get(..spelling.length).unwrap_or(&spelling.long);
            assert_eq!((std::str::from_utf8(written), spelling.signs), (Ok(letters), signs), "{word}");
            if !letters.is_empty() {
                let counted = [spelling.syllables(), spelling.syllables()];
                assert_eq!(counted, [syllables(letters.as_bytes()); 2], "{word}");
            }
        }
    }
}
