//! Names of journals, their volumes and issues, in full and abbreviated.

use crate::base::title::fold;

/// A journal, book or site by the words of its name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Container {
    words: Vec<String>,
    /// Whether the name is one word in capitals: `JAMA`, and `PAIN` as well.
    is_acronym: bool,
}

impl Container {
    pub(super) fn of(name: &str) -> Option<Container> {
        // `BMJ (Clinical research ed.)`, `Spine (Phila Pa 1976)`, `European spine journal : official publication of …`.
        let name = name.split(['(', ':', '=']).map(str::trim).find(|part| !part.is_empty())?;
        let words: Vec<String> = fold(name)
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty() && !is_function_word(word))
            .map(str::to_owned)
            .collect();
        let is_acronym = words.len() == 1
            && (2..=6).contains(&name.chars().count())
            && name.chars().all(|c| c.is_ascii_uppercase());
        (!words.is_empty()).then_some(Container { words, is_acronym })
    }

    /// What abbreviations and the full name have in common: the initials. An acronym may be a word too.
    pub(super) fn initials(&self) -> Vec<String> {
        let initials: String = self.words.iter().filter_map(|word| word.chars().next()).collect();
        match self.words.first() {
            Some(word) if self.is_acronym => vec![initials, word.clone()],
            _ => vec![initials],
        }
    }

    /// Whether the two names may be one: word by word one abbreviates the other.
    pub(super) fn may_be(&self, other: &Container) -> bool {
        if self.words == other.words || self.abbreviates(other) || other.abbreviates(self) {
            return true;
        }
        self.words.len() == other.words.len()
            && self
                .words
                .iter()
                .zip(&other.words)
                .all(|(mine, theirs)| shortens(mine, theirs) || shortens(theirs, mine))
    }

    /// Whether this is the acronym of the other.
    fn abbreviates(&self, other: &Container) -> bool {
        let spelled = |word: &String| other.initials().first() == Some(word);
        self.is_acronym && other.words.len() > 1 && self.words.first().is_some_and(spelled)
    }
}

/// `rehabil` of `rehabilitation`, `natl` of `national` (ISO 4).
fn shortens(short: &str, long: &str) -> bool {
    const CONTRACTIONS: [(&str, &str); 5] = [
        ("natl", "national"),
        ("intl", "international"),
        ("dtsch", "deutsche"),
        ("dtsch", "deutsches"),
        ("schweiz", "schweizerische"),
    ];
    long.starts_with(short) || CONTRACTIONS.contains(&(short, long))
}

fn is_function_word(word: &str) -> bool {
    matches!(
        word,
        "the"
            | "of"
            | "and"
            | "for"
            | "in"
            | "on"
            | "a"
            | "an"
            | "de"
            | "la"
            | "le"
            | "des"
            | "du"
            | "et"
            | "der"
            | "die"
            | "das"
            | "für"
            | "und"
    )
}

/// The number of a volume: `66` of `66 (Supplement 1)`, `58` of `58(1)`, `12` of `Vol. 12`.
pub(super) fn volume(text: &str) -> Option<String> {
    let folded = fold(text);
    let digits = folded.split(|c: char| !c.is_ascii_digit()).find(|run| !run.is_empty());
    match digits {
        Some(digits) => Some(digits.trim_start_matches('0').to_owned()),
        None => (!folded.is_empty()).then_some(folded),
    }
}

/// An issue: as its field says, else as the volume says in brackets. `Suppl 1` and `Supplement 1` are `s1`.
pub(super) fn issue(issue: Option<&str>, volume: Option<&str>) -> Option<String> {
    let in_volume = || {
        let (_, rest) = volume?.split_once('(')?;
        rest.split(')').next()
    };
    let folded = fold(issue.or_else(in_volume)?);
    let is_supplement = folded.contains("supp") || folded.starts_with('s');
    let numbers: Vec<&str> =
        folded.split(|c: char| !c.is_ascii_digit()).filter(|run| !run.is_empty()).collect();
    match numbers.split_first() {
        _ if folded.is_empty() => None,
        Some((first, _)) if is_supplement => Some(format!("s{}", first.trim_start_matches('0'))),
        Some((first, _)) => Some(first.trim_start_matches('0').to_owned()),
        None => Some(folded),
    }
}

/// `s45` of `S45-S50`, `221` of `221-8`.
pub(super) fn first_page(pages: &str) -> Option<String> {
    let mut parts = pages.trim().split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty());
    let first =
        parts.find(|part| !matches!(part.to_ascii_lowercase().as_str(), "p" | "pp" | "page" | "pages"))?;
    Some(first.to_lowercase())
}

/// Whether two first pages are two places. `e1234` and `1234` are one number.
pub(super) fn pages_differ(left: &str, right: &str) -> bool {
    let digits = |page: &str| page.trim_start_matches(|c: char| c.is_alphabetic()).to_owned();
    let has_letter = |page: &str| page.starts_with(|c: char| c.is_alphabetic());
    match has_letter(left) == has_letter(right) {
        true => left != right,
        false => digits(left) != digits(right),
    }
}
