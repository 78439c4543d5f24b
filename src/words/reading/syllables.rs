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
pub(super) fn syllables(small: &str) -> u32 {
    let signs = small.as_bytes();
    let groups = signs.chunk_by(|one, next| is_vowel(*one) == is_vowel(*next));
    let groups = groups.filter(|group| group.first().copied().is_some_and(is_vowel)).count();
    // `TB`, `mg`: letters are spoken one by one.
    if groups == 0 {
        return super::number(small.chars().count());
    }
    let (mut more, mut fewer) = (groups, 0);
    for at in 0..signs.len() {
        let rest = signs.get(at..).unwrap_or(&[]);
        let opening = rest.first().map_or(&[][..], |first| PARTS.of(*first));
        for part in opening.iter().filter(|part| rest.starts_with(part.letters)) {
            *(if part.is_apart { &mut more } else { &mut fewer }) += 1;
        }
    }
    more += usize::from(UNWRITTEN.iter().any(|end| small.ends_with(end)));
    fewer += usize::from(groups > 1 && ends_silently(signs, small))
        + usize::from(SUFFIXES.iter().any(|end| small.strip_suffix(end).is_some_and(is_silent_within)));
    super::number(more.saturating_sub(fewer).max(1))
}

/// [`APART`] and [`JOINED`] by their first letters: a word is gone through once, and not once for each of them.
static PARTS: Parts = Parts::new();

/// Letters that change the count.
#[derive(Clone, Copy)]
struct Part {
    letters: &'static [u8],
    /// Whether they are one syllable more; else they are one fewer.
    is_apart: bool,
}

struct Parts {
    /// All parts, sorted by first letter.
    parts: [Part; APART.len() + JOINED.len()],
    /// Where the parts of each letter from a to z begin, and where the last of them end.
    begins: [usize; 27],
}

impl Parts {
    const fn new() -> Parts {
        let mut parts = [Part { letters: &[], is_apart: false }; APART.len() + JOINED.len()];
        let mut begins = [0; 27];
        let (mut letter, mut filled) = (0, 0);
        while letter < 26 {
            let mut nth = 0;
            while nth < parts.len() {
                let is_apart = nth < APART.len();
                let letters =
                    if is_apart { APART[nth].as_bytes() } else { JOINED[nth - APART.len()].as_bytes() };
                if letters[0] as usize == letter + b'a' as usize {
                    parts[filled] = Part { letters, is_apart };
                    filled += 1;
                }
                nth += 1;
            }
            letter += 1;
            begins[letter] = filled;
        }
        Parts { parts, begins }
    }

    /// The parts that begin with a letter.
    fn of(&self, first: u8) -> &[Part] {
        let letter = usize::from(first.wrapping_sub(b'a'));
        let ends = self.begins.get(letter).zip(self.begins.get(letter + 1));
        ends.and_then(|(from, to)| self.parts.get(*from..*to)).unwrap_or(&[])
    }
}

fn is_vowel(sign: u8) -> bool {
    matches!(sign, b'a' | b'e' | b'i' | b'o' | b'u' | b'y')
}

/// Whether the last e is silent: `take`, `moved`, `makes`, but not `table`, `treated`, `doses`.
fn ends_silently(signs: &[u8], small: &str) -> bool {
    // The nth sign from the end, where it is no vowel.
    let consonant = |nth: usize| {
        signs.len().checked_sub(nth).and_then(|at| signs.get(at)).copied().filter(|sign| !is_vowel(*sign))
    };
    let hisses = ["ses", "zes", "xes", "ches", "shes", "ces", "ges"];
    if small.ends_with('e') {
        let spoken = small.ends_with("le") && consonant(3).is_some();
        consonant(2).is_some() && !spoken || small.ends_with("gue") || small.ends_with("que")
    } else if small.ends_with("ed") {
        let spoken = consonant(4).is_some_and(|sign| !matches!(sign, b'l' | b'r')) && small.ends_with("led");
        consonant(3).is_some_and(|sign| !matches!(sign, b't' | b'd')) && !spoken
    } else if small.ends_with("es") {
        let spoken = consonant(4).is_some_and(|sign| !matches!(sign, b'l' | b'r')) && small.ends_with("les");
        consonant(3).is_some() && !spoken && !hisses.iter().any(|end| small.ends_with(end))
    } else {
        false
    }
}

/// Whether a word before a suffix ends in a silent e: `move` of `movement`.
fn is_silent_within(stem: &str) -> bool {
    let mut signs = stem.bytes().rev();
    let (last, before) = (signs.next(), signs.next());
    let third = stem.bytes().rev().nth(2);
    let spoken = before == Some(b'l') && third.is_some_and(|sign| !is_vowel(sign));
    stem.len() > 3
        && last == Some(b'e')
        && before.is_some_and(|sign| !is_vowel(sign))
        && signs.any(is_vowel)
        && !spoken
}
