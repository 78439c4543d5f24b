//! The words of all pages: what a reader searches, in a tenth of the room of the texts.

use std::collections::{BTreeMap, BTreeSet};

use data_encoding::BASE64;
use rayon::prelude::*;

use super::super::model::Words;

/// Bytes that the words may take in the report.
const MOST_WORDS: usize = 7_000_000;

/// Lists the words of `texts`, each of which has the number of its file, and which of the `files` have each. `None` if
/// that takes more room than there is.
pub(super) fn words(texts: &[(usize, &str)], files: usize) -> Option<Words> {
    let of_each: Vec<(usize, BTreeSet<String>)> =
        texts.par_iter().map(|(file, text)| (*file, distinct(text))).collect();
    let mut having: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (file, words) in of_each {
        for word in words {
            having.entry(word).or_default().push(file);
        }
    }
    let mut places = Vec::new();
    for having in having.values() {
        put_files(having, files, &mut places);
    }
    let list: Vec<String> = having.into_keys().collect();
    let words = Words { list: list.join(" "), places: BASE64.encode(&places) };
    (words.list.len() + words.places.len() <= MOST_WORDS).then_some(words)
}

/// The files that have a word. In few files: how many, and the distance of each from the one before. Else a zero, and a
/// bit for every file.
fn put_files(having: &[usize], files: usize, out: &mut Vec<u8>) {
    let bits = files.div_ceil(8);
    if having.len() >= bits {
        out.push(0);
        let start = out.len();
        out.resize(start + bits, 0);
        for file in having {
            if let Some(byte) = out.get_mut(start + file / 8) {
                *byte |= 1 << (file % 8);
            }
        }
        return;
    }
    put_number(having.len(), out);
    let mut before = 0;
    for file in having {
        put_number(file - before, out);
        before = *file;
    }
}

/// A number in groups of seven bits, the lowest first; all but the last have the eighth bit set.
fn put_number(mut number: usize, out: &mut Vec<u8>) {
    while number >= 0x80 {
        out.push(low_bits(number) | 0x80);
        number >>= 7;
    }
    out.push(low_bits(number));
}

fn low_bits(number: usize) -> u8 {
    u8::try_from(number & 0x7f).unwrap_or(0)
}

/// The words of a text in lower case, each once. The script of the report cuts what is searched in the same way: letters
/// and digits, and a stop or comma between two digits (`2.5`).
fn distinct(text: &str) -> BTreeSet<String> {
    let mut words = BTreeSet::new();
    let mut start = None;
    let mut before = None;
    let mut signs = text.char_indices().peekable();
    while let Some((at, sign)) = signs.next() {
        let next = signs.peek().map(|(_, next)| *next);
        let joins = matches!(sign, '.' | ',')
            && before.is_some_and(char::is_numeric)
            && next.is_some_and(char::is_numeric);
        if joins || sign.is_alphanumeric() {
            start.get_or_insert(at);
        } else if let Some(start) = start.take() {
            words.insert(text.get(start..at).unwrap_or_default().to_lowercase());
        }
        before = Some(sign);
    }
    if let Some(start) = start {
        words.insert(text.get(start..).unwrap_or_default().to_lowercase());
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The words with the files that have them, read as the script of a report reads them.
    fn read(words: &Words, files: usize) -> Vec<(String, Vec<usize>)> {
        let bytes = BASE64.decode(words.places.as_bytes()).unwrap();
        let mut rest = bytes.as_slice();
        let mut read = Vec::new();
        for word in words.list.split(' ') {
            let mut having = Vec::new();
            match number(&mut rest) {
                0 => {
                    let bits = rest.split_off(..files.div_ceil(8)).unwrap();
                    having.extend((0..files).filter(|file| bits[file / 8] >> (file % 8) & 1 == 1));
                }
                count => {
                    for _ in 0..count {
                        having.push(having.last().unwrap_or(&0) + number(&mut rest));
                    }
                }
            }
            read.push((word.to_owned(), having));
        }
        assert!(rest.is_empty(), "{rest:?}");
        read
    }

    fn number(rest: &mut &[u8]) -> usize {
        let (mut number, mut shift) = (0, 0);
        loop {
            let byte = usize::from(*rest.split_off_first().unwrap());
            number |= (byte & 0x7f) << shift;
            if byte < 0x80 {
                return number;
            }
            shift += 7;
        }
    }

    #[test]
    fn words_lead_to_the_files_that_have_them() {
        let texts = [(0, "Neck pain. Take 2.5 mg, or 3,75."), (300, "Back-pain; Ärzte. 2.5"), (7, "")];
        let words = words(&texts, 400).unwrap();
        let expected: [(&str, &[usize]); 9] = [
            ("2.5", &[0, 300]),
            ("3,75", &[0]),
            ("back", &[300]),
            ("mg", &[0]),
            ("neck", &[0]),
            ("or", &[0]),
            ("pain", &[0, 300]),
            ("take", &[0]),
            ("ärzte", &[300]),
        ];
        assert_eq!(read(&words, 400), expected.map(|(word, files)| (word.to_owned(), files.to_vec())));
    }

    #[test]
    fn a_word_of_most_files_takes_a_bit_a_file() {
        let texts: Vec<(usize, &str)> = (0..7).map(|file| (file, "pain")).collect();
        let words = words(&texts, 8).unwrap();
        assert_eq!(words.places, BASE64.encode(&[0, 0b0111_1111]));
        assert_eq!(read(&words, 8), [("pain".to_owned(), (0..7).collect())]);
    }

    #[test]
    fn more_words_than_there_is_room_for_are_none() {
        let text: String = (0..1_200_000).map(|number| format!("w{number} ")).collect();
        assert!(words(&[(0, &text)], 1).is_none());
    }
}
