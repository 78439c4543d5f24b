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

/// The syllables of a word of letters alone.
pub(super) fn syllables(word: &str) -> u32 {
    let small = word.to_lowercase();
    let signs: Vec<char> = small.chars().collect();
    let groups = signs.chunk_by(|one, next| is_vowel(*one) == is_vowel(*next));
    let groups = groups.filter(|group| group.first().copied().is_some_and(is_vowel)).count();
    // `TB`, `mg`: letters are spoken one by one.
    if groups == 0 {
        return super::number(signs.len());
    }
    let count = |parts: &[&str]| parts.iter().map(|part| small.matches(part).count()).sum::<usize>();
    let unwritten = UNWRITTEN.iter().any(|end| small.ends_with(end));
    let more = groups + count(&APART) + usize::from(unwritten);
    let fewer = count(&JOINED)
        + usize::from(groups > 1 && ends_silently(&signs, &small))
        + usize::from(SUFFIXES.iter().any(|end| small.strip_suffix(end).is_some_and(is_silent_within)));
    super::number(more.saturating_sub(fewer).max(1))
}

fn is_vowel(sign: char) -> bool {
    matches!(sign, 'a' | 'e' | 'i' | 'o' | 'u' | 'y')
}

/// Whether the last e is silent: `take`, `moved`, `makes`, but not `table`, `treated`, `doses`.
fn ends_silently(signs: &[char], small: &str) -> bool {
    // The nth sign from the end, where it is no vowel.
    let consonant = |nth: usize| {
        signs.len().checked_sub(nth).and_then(|at| signs.get(at)).copied().filter(|sign| !is_vowel(*sign))
    };
    let hisses = ["ses", "zes", "xes", "ches", "shes", "ces", "ges"];
    if small.ends_with('e') {
        let spoken = small.ends_with("le") && consonant(3).is_some();
        consonant(2).is_some() && !spoken || small.ends_with("gue") || small.ends_with("que")
    } else if small.ends_with("ed") {
        let spoken = consonant(4).is_some_and(|sign| !matches!(sign, 'l' | 'r')) && small.ends_with("led");
        consonant(3).is_some_and(|sign| !matches!(sign, 't' | 'd')) && !spoken
    } else if small.ends_with("es") {
        let spoken = consonant(4).is_some_and(|sign| !matches!(sign, 'l' | 'r')) && small.ends_with("les");
        consonant(3).is_some() && !spoken && !hisses.iter().any(|end| small.ends_with(end))
    } else {
        false
    }
}

/// Whether a word before a suffix ends in a silent e: `move` of `movement`.
fn is_silent_within(stem: &str) -> bool {
    let mut signs = stem.chars().rev();
    let (last, before) = (signs.next(), signs.next());
    let third = stem.chars().rev().nth(2);
    let spoken = before == Some('l') && third.is_some_and(|sign| !is_vowel(sign));
    stem.len() > 3
        && last == Some('e')
        && before.is_some_and(|sign| !is_vowel(sign))
        && signs.any(is_vowel)
        && !spoken
}
