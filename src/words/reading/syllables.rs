//! The syllables of English words. Groups of vowels are counted, and what English spells otherwise than it says is put
//! right. Of the words of health pages 1 in 100 is counted otherwise than a dictionary of pronunciation does.

/// Vowels that are side by side and spoken apart.
const APART: [&str; 20] = [
    "ia", "io", "iu", "eo", "ua", "uo", "iet", "ying", "oing", "eing", "uing", "creat", "area", "react",
    "fluid", "nausea", "apnea", "rrhea", "rrhoea", "diabetes",
];

/// What is spoken as one syllable fewer than [`APART`] or the vowels say.
const JOINED: [&str; 23] = [
    "tion", "sion", "cion", "xion", "gion", "cial", "tial", "cian", "tian", "ciou", "tiou", "giou", "xiou",
    "geon", "geou", "gua", "guo", "qua", "quo", "people", "llion", "behavio", "several",
];

/// Endings after which an e that ended the word stays silent: `movement`.
const SUFFIXES: [&str; 19] = [
    "back", "ful", "fully", "hold", "less", "line", "lines", "ly", "ment", "ments", "ness", "one", "some",
    "style", "styles", "thing", "times", "where", "work",
];

/// Endings with a syllable that no vowel writes: `rhythm`.
const UNWRITTEN: [&str; 6] = ["asm", "asms", "ism", "isms", "thm", "thms"];

/// The syllables of a word: its letters alone, in small ones. Signs beyond ASCII are taken for consonants.
pub(super) fn syllables(small: &[u8]) -> u32 {
    let (mut groups, mut after_vowel) = (0, false);
    let (mut more, mut fewer) = (0, 0);
    for (at, sign) in small.iter().enumerate() {
        let vowel = is_vowel(*sign);
        groups += usize::from(vowel && !after_vowel);
        after_vowel = vowel;
        let rest = small.get(at..).unwrap_or(&[]);
        let opening = rest.get(..2).map_or(&[][..], |pair| PARTS.of(pair));
        for part in opening.iter().filter(|part| rest.starts_with(part.letters)) {
            *(if part.is_apart { &mut more } else { &mut fewer }) += 1;
        }
    }
    // `TB`, `mg`: letters are spoken one by one.
    if groups == 0 {
        let is_within = |byte: &&u8| **byte & 0b1100_0000 == 0b1000_0000;
        return super::number(small.len() - small.iter().filter(is_within).count());
    }
    more += groups + usize::from(UNWRITTEN.iter().any(|end| small.ends_with(end.as_bytes())));
    fewer += usize::from(groups > 1 && ends_silently(small));
    // A stem with a silent e has four letters, and the shortest ending two.
    if groups > 1 && small.len() > 5 {
        let stems = SUFFIXES.iter().filter_map(|end| small.strip_suffix(end.as_bytes()));
        fewer += usize::from(stems.into_iter().any(is_silent_within));
    }
    super::number(more.saturating_sub(fewer).max(1))
}

/// [`APART`] and [`JOINED`] by their first two letters: few places of a word begin as one of them does.
static PARTS: Parts = Parts::new();

/// Letters that change the count.
#[derive(Clone, Copy)]
struct Part {
    letters: &'static [u8],
    /// Whether they are one syllable more; else they are one fewer.
    is_apart: bool,
}

/// The pairs of letters from a to z.
const PAIRS: usize = 26 * 26;

struct Parts {
    /// All parts, sorted by their first two letters.
    parts: [Part; APART.len() + JOINED.len()],
    /// Where the parts of each pair of letters begin, and where the last of them end.
    begins: [u8; PAIRS + 1],
}

impl Parts {
    const fn new() -> Parts {
        let mut parts = [Part { letters: &[], is_apart: false }; APART.len() + JOINED.len()];
        let mut begins = [0; PAIRS + 1];
        let (mut pair, mut filled) = (0, 0);
        while pair < PAIRS {
            let mut nth = 0;
            while nth < parts.len() {
                let is_apart = nth < APART.len();
                let letters =
                    if is_apart { APART[nth].as_bytes() } else { JOINED[nth - APART.len()].as_bytes() };
                if letter(letters[0]) * 26 + letter(letters[1]) == pair {
                    parts[filled] = Part { letters, is_apart };
                    filled += 1;
                }
                nth += 1;
            }
            pair += 1;
            begins[pair] = filled as u8;
        }
        Parts { parts, begins }
    }

    /// The parts that begin with two letters.
    fn of(&self, pair: &[u8]) -> &[Part] {
        let &[first, second] = pair else {
            return &[];
        };
        if !first.is_ascii_lowercase() || !second.is_ascii_lowercase() {
            return &[];
        }
        let pair = letter(first) * 26 + letter(second);
        let ends = self.begins.get(pair).zip(self.begins.get(pair + 1));
        ends.and_then(|(from, to)| self.parts.get(usize::from(*from)..usize::from(*to))).unwrap_or(&[])
    }
}

/// The number of a small letter.
const fn letter(sign: u8) -> usize {
    sign.wrapping_sub(b'a') as usize
}

fn is_vowel(sign: u8) -> bool {
    matches!(sign, b'a' | b'e' | b'i' | b'o' | b'u' | b'y')
}

/// Whether the last e is silent: `take`, `moved`, `makes`, but not `table`, `treated`, `doses`.
fn ends_silently(small: &[u8]) -> bool {
    // The nth sign from the end, where it is no vowel.
    let consonant = |nth: usize| {
        small.len().checked_sub(nth).and_then(|at| small.get(at)).copied().filter(|sign| !is_vowel(*sign))
    };
    let hisses: [&[u8]; 7] = [b"ses", b"zes", b"xes", b"ches", b"shes", b"ces", b"ges"];
    if small.ends_with(b"e") {
        let spoken = small.ends_with(b"le") && consonant(3).is_some();
        consonant(2).is_some() && !spoken || small.ends_with(b"gue") || small.ends_with(b"que")
    } else if small.ends_with(b"ed") {
        let spoken = consonant(4).is_some_and(|sign| !matches!(sign, b'l' | b'r')) && small.ends_with(b"led");
        consonant(3).is_some_and(|sign| !matches!(sign, b't' | b'd')) && !spoken
    } else if small.ends_with(b"es") {
        let spoken = consonant(4).is_some_and(|sign| !matches!(sign, b'l' | b'r')) && small.ends_with(b"les");
        consonant(3).is_some() && !spoken && !hisses.iter().any(|end| small.ends_with(end))
    } else {
        false
    }
}

/// Whether a word before a suffix ends in a silent e: `move` of `movement`.
fn is_silent_within(stem: &[u8]) -> bool {
    let [.., third, before, b'e'] = stem else {
        return false;
    };
    let spoken = *before == b'l' && !is_vowel(*third);
    let earlier = stem.get(..stem.len() - 2).unwrap_or(&[]);
    stem.len() > 3 && !is_vowel(*before) && earlier.iter().copied().any(is_vowel) && !spoken
}
