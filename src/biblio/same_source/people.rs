//! Surnames of authors, to tell two works of one title apart.

use unicode_normalization::UnicodeNormalization;

use crate::base::title::is_combining;

/// The words of a name that may be its surname, in lower case and without accents: `Lee, K`, `Lee K`, `K. Lee` and
/// `Kim Lee` all have `lee`.
pub(super) fn surnames(author: &str) -> Vec<String> {
    let family = match author.split_once(',') {
        Some((family, _)) => family,
        None => author,
    };
    let words = || {
        family
            .split(|c: char| !c.is_alphabetic() && !matches!(c, '\'' | '’' | '.'))
            .filter(|word| !word.is_empty())
    };
    let is_initials =
        |word: &str| word.contains('.') || word.chars().count() <= 3 && word.chars().all(char::is_uppercase);
    let full: Vec<&str> = words().filter(|word| !is_initials(word)).collect();
    // `LI X`, `WHO`: all of it looks like initials.
    let kept = if full.is_empty() { words().collect() } else { full };
    kept.into_iter().map(plain).filter(|word| !word.is_empty()).collect()
}

/// `muller` of `Müller` and `Mueller`.
fn plain(word: &str) -> String {
    let letters: String =
        word.to_lowercase().nfd().filter(|c| c.is_alphabetic() && !is_combining(*c)).collect();
    letters.replace("ae", "a").replace("oe", "o").replace("ue", "u").replace('ø', "o").replace('ß', "ss")
}
