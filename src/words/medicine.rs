//! Medicines by name, and the words that say that one is given.

use std::collections::HashMap;
use std::sync::LazyLock;

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
static NAMES: LazyLock<HashMap<String, Name>> = LazyLock::new(|| {
    let generic = DRUGS.everywhere().flat_map(WordList::with_tags).filter(|(.., tags)| *tags != "ending");
    let generic = generic.map(|(name, _, tags)| (name.to_owned(), Name { brand: false, two: tags == "two" }));
    let brands = BRANDS.everywhere().flat_map(WordPairs::all);
    let brands =
        brands.map(|pair| (pair.words.to_lowercase(), Name { brand: true, two: pair.other.contains('+') }));
    generic.chain(brands).collect()
});

static ENDINGS: LazyLock<Vec<&'static str>> =
    LazyLock::new(|| DRUGS.everywhere().flat_map(|list| list.tagged("ending")).collect());

static WORDS: LazyLock<HashMap<&'static str, Giving>> = LazyLock::new(|| {
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
    let small = word.to_lowercase();
    if let Some(name) = NAMES.get(&small) {
        let capital = word.starts_with(char::is_uppercase);
        return (!name.brand || capital).then_some(*name);
    }
    let parts: Vec<&str> = small.split(['-', '‑']).collect();
    if parts.len() > 1 {
        let known = parts.iter().filter(|part| named(part).is_some()).count();
        return (known > 0).then_some(Name { brand: false, two: known > 1 });
    }
    let ends = ENDINGS.iter().any(|ending| small.len() > ending.len() + 2 && small.ends_with(ending));
    ends.then_some(Name { brand: false, two: false })
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
    WORDS.get(token.text.to_lowercase().as_str()).copied()
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
