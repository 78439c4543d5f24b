//! Finds many words in one pass over a text.
//!
//! Most of the words that rules look for begin where a word of the text does, and units follow numbers. So what is before
//! a byte says which words may begin there, and two letters of them rule out nearly all. An automaton that finds all words
//! everywhere took five times as long on running text.

/// What may be before a word that is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Before {
    /// Anything: the word may be a part of another.
    Anything,
    /// No letter, digit or `_`, of ASCII.
    NoWord,
    /// A number, perhaps with a blank, a hyphen, a point or a comma after it; the start of the text.
    Number,
}

/// Words, ready to be looked for. Letters of ASCII are found in either case.
#[derive(Clone, Debug)]
pub(super) struct Finder {
    words: Vec<Box<[u8]>>,
    /// Those that may begin within a word.
    within: Table,
    /// Those that may follow a digit at once.
    after_digit: Table,
    /// All of them: where a word begins, any may.
    at_start: Table,
}

/// Words by their first letters.
#[derive(Clone, Debug)]
struct Table {
    /// From the classes of two letters to a bucket; 0 is empty.
    pairs: Box<[u16; PAIRS]>,
    buckets: Vec<Bucket>,
    /// The words of each bucket by the class of their third letter: where they begin and end in `numbers`.
    thirds: Vec<(u32, u32)>,
    numbers: Vec<u32>,
}

/// Words that share their first two letters.
#[derive(Clone, Copy, Debug, Default)]
struct Bucket {
    /// The classes of the third letters of the longer words.
    mask: u64,
    /// Where the longer words are in `thirds`: an entry for each bit of the mask.
    thirds: u32,
    /// The words of one or two letters, in `numbers`.
    short: (u32, u32),
}

/// The number of classes that bytes are in. Small and capital letters share one.
const CLASSES: usize = 64;

/// The number of pairs of classes.
const PAIRS: usize = CLASSES * CLASSES;

/// What a byte says of the words that may begin after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sign {
    /// Any word begins there.
    Outside,
    /// It is within a word.
    Letter,
    /// As [`Sign::Letter`], unless it ends a number in words.
    LastOfNumber,
    Digit,
}

static SIGN: [Sign; 256] = {
    let mut signs = [Sign::Outside; 256];
    let mut byte = 0;
    while byte < 256 {
        signs[byte] = match byte as u8 {
            b'd' | b'n' | b'l' | b'o' => Sign::LastOfNumber,
            b'a'..=b'z' | b'A'..=b'Z' | b'_' => Sign::Letter,
            b'0'..=b'9' => Sign::Digit,
            _ => Sign::Outside,
        };
        byte += 1;
    }
    signs
};

/// The class of what is after the end of a text.
const END: u8 = 63;

static CLASS: [u8; 256] = {
    let mut classes = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        let sign = byte as u8;
        classes[byte] = match sign {
            b'a'..=b'z' => 1 + sign - b'a',
            b'A'..=b'Z' => 1 + sign - b'A',
            b'0'..=b'9' => 27 + sign - b'0',
            b' ' => 37,
            b'-' => 38,
            b'&' => 39,
            128..=255 => 40 + sign % 23,
            _ => 0,
        };
        byte += 1;
    }
    classes
};

fn class(text: &[u8], at: usize) -> u8 {
    text.get(at).map_or(END, |byte| CLASS[usize::from(*byte)])
}

impl Finder {
    /// A finder of words that are numbered in their order, each with what may be before it. An empty one is found nowhere.
    pub(super) fn new<'a>(words: impl IntoIterator<Item = (&'a str, &'a [Before])>) -> Finder {
        let (mut texts, mut before): (Vec<Box<[u8]>>, Vec<&[Before]>) = (Vec::new(), Vec::new());
        for (word, befores) in words {
            texts.push(word.bytes().collect());
            before.push(befores);
        }
        let table = |wanted: fn(&Before) -> bool| {
            let numbered = (0..).zip(texts.iter().zip(&before));
            let own = numbered.filter(|(_, (_, before))| before.iter().any(wanted));
            Table::new(own.map(|(number, (word, _))| (number, word.as_ref())))
        };
        let within = table(|before| *before == Before::Anything);
        let after_digit = table(|before| *before != Before::NoWord);
        let at_start = table(|_| true);
        Finder { words: texts, within, after_digit, at_start }
    }

    /// Calls `found` with the number of each word that is in a text and where it begins, those that overlap too.
    pub(super) fn find(&self, text: &str, mut found: impl FnMut(usize, usize)) {
        let text = text.as_bytes();
        let mut pair = usize::from(class(text, 0)) * CLASSES + usize::from(class(text, 1));
        let mut before = Sign::Outside;
        for (at, byte) in text.iter().enumerate() {
            let third = class(text, at + 2);
            let table = match before {
                Sign::Outside => &self.at_start,
                Sign::Letter => &self.within,
                Sign::Digit => &self.after_digit,
                Sign::LastOfNumber if follows_large_number(text, at) => &self.after_digit,
                Sign::LastOfNumber => &self.within,
            };
            let bucket = table.pairs[pair % PAIRS];
            if bucket != 0 {
                table.candidates(bucket, third, |number| {
                    // The classes of the first three letters are those of the word.
                    let is_here = |word: &[u8]| {
                        text.get(at..at + word.len()).is_some_and(|here| {
                            let last = |text: &[u8]| text.last().map(u8::to_ascii_lowercase);
                            last(here) == last(word) && here.eq_ignore_ascii_case(word)
                        })
                    };
                    if self.words.get(number).is_some_and(|word| is_here(word)) {
                        found(number, at);
                    }
                });
            }
            pair = pair * CLASSES % PAIRS + usize::from(third);
            before = SIGN[usize::from(*byte)];
        }
    }

    /// The length of a word in bytes.
    pub(super) fn length(&self, number: usize) -> usize {
        self.words.get(number).map_or(0, |word| word.len())
    }
}

/// Whether the bytes before a place may end a number in words: `million`, `mio`.
fn follows_large_number(text: &[u8], at: usize) -> bool {
    let before = text.get(..at).unwrap_or_default();
    matches!(before.last_chunk::<4>(), Some(b"sand" | b"lion" | b"mill"))
        || matches!(before.last_chunk::<3>(), Some(b"mio"))
}

impl Table {
    fn new<'a>(words: impl Iterator<Item = (u32, &'a [u8])>) -> Table {
        let mut table = Table {
            pairs: Box::new([0; PAIRS]),
            buckets: vec![Bucket::default()],
            thirds: Vec::new(),
            numbers: Vec::new(),
        };
        let mut keyed: Vec<([u8; 3], u32)> = Vec::new();
        for (number, word) in words {
            let of = |at: usize| class(word, at);
            match word {
                [] => {}
                // What follows a word of one letter may be anything.
                [_] => keyed.extend((0..=END).map(|second| ([of(0), second, SHORT], number))),
                [_, _] => keyed.push(([of(0), of(1), SHORT], number)),
                _ => keyed.push(([of(0), of(1), of(2)], number)),
            }
        }
        keyed.sort_unstable();
        for pair in keyed.chunk_by(|(one, _), (next, _)| one[..2] == next[..2]) {
            let mut bucket = Bucket { thirds: count(table.thirds.len()), ..Bucket::default() };
            for third in pair.chunk_by(|(one, _), (next, _)| one == next) {
                let from = count(table.numbers.len());
                table.numbers.extend(third.iter().map(|(_, number)| *number));
                let range = (from, count(table.numbers.len()));
                match third.first() {
                    Some(([_, _, SHORT], _)) => bucket.short = range,
                    Some(([_, _, class], _)) => {
                        bucket.mask |= 1 << class;
                        table.thirds.push(range);
                    }
                    None => {}
                }
            }
            let place = pair
                .first()
                .map_or(0, |([first, second, _], _)| usize::from(*first) * CLASSES + usize::from(*second));
            if let Some(place) = table.pairs.get_mut(place) {
                *place = u16::try_from(table.buckets.len()).expect("there are 4,096 pairs");
            }
            table.buckets.push(bucket);
        }
        table
    }

    /// Calls `ask` with each word of a bucket that may have a third letter of this class.
    fn candidates(&self, bucket: u16, third: u8, mut ask: impl FnMut(usize)) {
        let Some(bucket) = self.buckets.get(usize::from(bucket)) else {
            return;
        };
        let mut ask_all = |(from, to): (u32, u32)| {
            let numbers = self.numbers.get(from as usize..to as usize).unwrap_or_default();
            numbers.iter().for_each(|number| ask(*number as usize));
        };
        if bucket.short.0 < bucket.short.1 {
            ask_all(bucket.short);
        }
        if bucket.mask >> third & 1 == 1 {
            let rank = (bucket.mask & ((1 << third) - 1)).count_ones();
            self.thirds.get((bucket.thirds + rank) as usize).copied().map(ask_all);
        }
    }
}

/// Stands for the third letter of a word that has none, after those of all others.
const SHORT: u8 = u8::MAX;

fn count(length: usize) -> u32 {
    u32::try_from(length).expect("lists are files that people write, with by far fewer words")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn found(words: &[(&str, &[Before])], text: &str) -> Vec<(usize, usize)> {
        let mut all = Vec::new();
        Finder::new(words.iter().copied()).find(text, |number, at| all.push((at, number)));
        all.sort_unstable();
        all
    }

    #[test]
    fn what_is_before_a_word_says_whether_it_is_found() {
        let words: &[(&str, &[Before])] = &[
            ("mg", &[Before::Number]),
            ("g", &[Before::Number]),
            ("care", &[Before::NoWord]),
            ("care", &[Before::Anything]),
            ("", &[Before::Anything]),
            ("é", &[Before::NoWord, Before::Number]),
        ];
        assert_eq!(found(words, "5mg"), [(1, 0)]);
        assert_eq!(found(words, "5 g, 2-MG"), [(2, 1), (7, 0)]);
        assert_eq!(found(words, "mg img"), [(0, 0)]);
        assert_eq!(found(words, "2 milliong, 2 thousandmg"), [(9, 1), (22, 0)]);
        assert_eq!(found(words, "Care, scared 1care"), [(0, 2), (0, 3), (7, 3), (14, 3)]);
        assert_eq!(found(words, "é 1é aé"), [(0, 5), (4, 5)]);
    }

    proptest! {
        #[test]
        fn words_anywhere_are_all_found(
            words in prop::collection::vec("[a-cé-]{0,4}", 0..8),
            text in "[a-cA-Cé .-]{0,40}",
        ) {
            let anything: &[Before] = &[Before::Anything];
            let listed: Vec<(&str, &[Before])> = words.iter().map(|word| (word.as_str(), anything)).collect();
            let mut expected = Vec::new();
            for at in 0..text.len() {
                for (number, word) in words.iter().enumerate().filter(|(_, word)| !word.is_empty()) {
                    let here = text.as_bytes().get(at..at + word.len());
                    if here.is_some_and(|here| here.eq_ignore_ascii_case(word.as_bytes())) {
                        expected.push((at, number));
                    }
                }
            }
            prop_assert_eq!(found(&listed, &text), expected);
        }
    }
}
