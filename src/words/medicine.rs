//! Medicines by name, and the words that say that one is given.

use std::sync::LazyLock;

use crate::base::quick::QuickMap;

use super::list::{BRANDS, DRUGS, GIVING, WordList, WordPairs};
use super::token::{Token, tokens};

/// What a word says of a medicine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Giving {
    /// Somebody takes or gives something.
    Verb,
    /// What a medicine comes in.
    Form,
    /// How often.
    Often,
    /// How it gets into the body.
    Way,
    /// The word for an amount to be taken.
    Dose,
}

/// The names of medicines in small letters, each with whether it is a brand and whether its product has two medicines.
static NAMES: LazyLock<QuickMap<String, Name>> = LazyLock::new(|| {
    let generic = DRUGS.everywhere().flat_map(WordList::with_tags).filter(|(.., tags)| *tags != "ending");
    let generic = generic.map(|(name, _, tags)| (name.to_owned(), Name { brand: false, two: tags == "two" }));
    let brands = BRANDS.everywhere().flat_map(WordPairs::all);
    let brands =
        brands.map(|pair| (pair.words.to_lowercase(), Name { brand: true, two: pair.other.contains('+') }));
    generic.chain(brands).collect()
});

/// Endings of generic names, by their last byte.
static ENDINGS: LazyLock<Vec<Vec<&'static str>>> = LazyLock::new(|| {
    let mut endings = vec![Vec::new(); 256];
    for ending in DRUGS.everywhere().flat_map(|list| list.tagged("ending")) {
        let last = ending.as_bytes().last().map_or(0, |last| usize::from(*last));
        endings[last].push(ending);
    }
    endings
});

/// Medicines that are given in units, so that a small `u` beside an amount is one.
const IN_UNITS: [&str; 8] =
    ["insulin", "heparin", "glargine", "lispro", "aspart", "detemir", "degludec", "glulisine"];

/// The brands of these, in small letters.
static BRANDS_IN_UNITS: LazyLock<Vec<String>> = LazyLock::new(|| {
    let brands = BRANDS.everywhere().flat_map(WordPairs::all);
    let in_units = brands.filter(|pair| IN_UNITS.iter().any(|name| pair.other.contains(name)));
    in_units.map(|pair| pair.words.to_lowercase()).collect()
});

/// Whether a text names a medicine that is given in units: insulin, heparin, or one of them by its kind or brand.
pub(crate) fn is_in_units(text: &str) -> bool {
    let text = text.to_lowercase();
    IN_UNITS.iter().copied().chain(BRANDS_IN_UNITS.iter().map(String::as_str)).any(|name| text.contains(name))
}

static WORDS: LazyLock<QuickMap<&'static str, Giving>> = LazyLock::new(|| {
    let kinds = [
        ("verb", Giving::Verb),
        ("form", Giving::Form),
        ("often", Giving::Often),
        ("way", Giving::Way),
        ("dose", Giving::Dose),
    ];
    let of_kind = |(tag, kind)| {
        let words = GIVING.everywhere().flat_map(move |list| list.tagged(tag));
        words.map(move |word| (word, kind))
    };
    kinds.into_iter().flat_map(of_kind).collect()
});

/// The name of a medicine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Name {
    /// Whether it is a brand. A word is one only with a capital: `soma` is the body of a nerve cell.
    pub(crate) brand: bool,
    /// Whether a product of this name has two medicines.
    pub(crate) two: bool,
}

/// The medicine that a word names.
pub(crate) fn named(word: &str) -> Option<Name> {
    in_small_letters(word, |small| {
        if let Some(name) = NAMES.get(small) {
            let capital = word.starts_with(char::is_uppercase);
            return (!name.brand || capital).then_some(*name);
        }
        let hyphens = ['-', '‑'];
        if small.contains(hyphens) {
            let known = small.split(hyphens).filter(|part| named(part).is_some()).count();
            let two = known > 1 || known == 1 && small.split(hyphens).all(may_be_medicine);
            return (known > 0).then_some(Name { brand: false, two });
        }
        let last = small.as_bytes().last()?;
        let endings = ENDINGS.get(usize::from(*last))?;
        let ends = endings.iter().any(|ending| small.len() > ending.len() + 2 && small.ends_with(ending));
        ends.then_some(Name { brand: false, two: false })
    })
}

/// Whether a word in small letters that is joined to the name of a medicine may name a second one, as in
/// `amoxicillin-clavulanate`: no word of what a medicine does, as in `penicillin-resistant`, and no short one for its form.
pub(crate) fn may_be_medicine(word: &str) -> bool {
    const SHORT: usize = 6;
    const OTHERS: [&str; 12] =
        ["ed", "ing", "ive", "ent", "ant", "free", "like", "only", "release", "spray", "tablet", "ets"];
    word.len() >= SHORT
        && word.bytes().all(|letter| letter.is_ascii_alphabetic())
        && (named(word).is_some() || !OTHERS.iter().any(|ending| word.ends_with(ending)))
}

/// Calls `ask` with a word in small letters. Most words are short and of ASCII: these are not copied to the heap.
fn in_small_letters<T>(word: &str, ask: impl FnOnce(&str) -> T) -> T {
    let mut letters = [0; 32];
    match letters.get_mut(..word.len()).filter(|_| word.is_ascii()) {
        Some(letters) => {
            letters.copy_from_slice(word.as_bytes());
            letters.make_ascii_lowercase();
            ask(std::str::from_utf8(letters).unwrap_or_default())
        }
        None => ask(&word.to_lowercase()),
    }
}

/// Whether a text names a medicine.
pub(crate) fn is_named_in(text: &str) -> bool {
    tokens(text).iter().any(|token| token.is_word() && named(token.text).is_some())
}

/// What a word says of the giving of a medicine.
pub(crate) fn giving(token: &Token<'_>) -> Option<Giving> {
    if !token.is_word() || token.text.len() > 16 {
        return None;
    }
    in_small_letters(token.text, |small| WORDS.get(small).copied())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn medicines_are_known_by_name_brand_and_ending() {
        let generic = Some(Name { brand: false, two: false });
        assert_eq!(named("Ibuprofen"), generic);
        assert_eq!(named("olmesartan"), generic);
        assert_eq!(named("Advil"), Some(Name { brand: true, two: false }));
        assert_eq!(named("Bactrim"), Some(Name { brand: true, two: true }));
        assert_eq!(named("hydrocodone-acetaminophen"), Some(Name { brand: false, two: true }));
        assert_eq!(named("co-codamol"), Some(Name { brand: false, two: true }));
        assert_eq!(named("soma"), None);
        assert_eq!(named("statin"), None);
        assert_eq!(named("water"), None);
    }

    #[test]
    fn words_of_giving_are_known() {
        let found: Vec<_> = tokens("Take one tablet orally twice").iter().map(giving).collect();
        let expected = [Some(Giving::Verb), None, Some(Giving::Form), Some(Giving::Way), Some(Giving::Often)];
        assert_eq!(found, expected);
    }
}
