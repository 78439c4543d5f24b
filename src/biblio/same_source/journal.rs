//! Names of journals, their volumes and issues, in full and abbreviated.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::base::title::fold;

/// A journal, book or site by the words of its names; a journal may have one in each of several languages.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Container {
    names: Vec<Name>,
}

/// One name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
struct Name {
    words: Vec<String>,
    /// Whether the name is one word in capitals: `JAMA`, and `PAIN` as well.
    is_acronym: bool,
}

impl Container {
    pub(super) fn of(name: &str) -> Option<Container> {
        let mut names: Vec<Name> = Vec::new();
        names.extend(known_names(name).iter().copied().flat_map(Name::all));
        // `Gan to kagaku ryoho = Japanese journal of cancer`, `Gan to Kagaku Ryoho [Japanese Journal of Cancer]`.
        for part in name.split(['=', '[', '/']) {
            // `BMJ (Clinical research ed.)`, `Spine (Phila Pa 1976)`, `European spine journal : official publication of …`.
            let mut pieces = part.split(['(', ':', ']']).map(str::trim).filter(|piece| !piece.is_empty());
            let Some(first) = pieces.next() else { continue };
            names.extend(Name::all(first));
            // `JPEN: Journal of parenteral and enteral nutrition`, `JPEN. Journal of …`.
            let is_short = !first.contains(' ') && part.contains(':');
            names.extend(pieces.next().filter(|_| is_short).map(Name::all).into_iter().flatten());
            if let Some((acronym, rest)) = first.split_once(". ")
                && !acronym.contains(' ')
                && rest.contains(' ')
            {
                names.extend(Name::all(rest));
            }
        }
        names.dedup();
        (!names.is_empty()).then_some(Container { names })
    }

    /// What abbreviations and the full name have in common: the initials. An acronym may be a word too.
    pub(super) fn initials(&self) -> Vec<String> {
        let mut initials: Vec<String> = self.names.iter().flat_map(Name::initials).collect();
        initials.sort_unstable();
        initials.dedup();
        initials
    }

    /// Whether the two may be one journal: word by word one name abbreviates the other.
    pub(super) fn may_be(&self, other: &Container) -> bool {
        self.names.iter().any(|mine| other.names.iter().any(|theirs| mine.may_be(theirs)))
    }
}

impl Name {
    /// A name as its words; `des` is a French article, or short for `design`.
    fn all(name: &str) -> Vec<Name> {
        let read = |is_kept: fn(&str) -> bool| {
            let words: Vec<String> = fold(name)
                .split(|c: char| !c.is_alphanumeric())
                .filter(|word| !word.is_empty() && (is_kept(word) || !is_function_word(word)))
                .map(str::to_owned)
                .collect();
            let is_acronym = words.len() == 1
                && (2..=6).contains(&name.chars().count())
                && name.chars().all(|c| c.is_ascii_uppercase());
            Name { words, is_acronym }
        };
        let mut names = vec![read(|_| false), read(|word| word == "des")];
        names.dedup();
        names.retain(|name| !name.words.is_empty());
        names
    }

    fn initials(&self) -> Vec<String> {
        let initials: String = self.words.iter().filter_map(|word| word.chars().next()).collect();
        match self.words.first() {
            Some(word) if self.is_acronym => vec![initials, word.clone()],
            _ => vec![initials],
        }
    }

    fn may_be(&self, other: &Name) -> bool {
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
    fn abbreviates(&self, other: &Name) -> bool {
        let spelled = |word: &String| other.initials().first() == Some(word);
        self.is_acronym && other.words.len() > 1 && self.words.first().is_some_and(spelled)
    }
}

/// Names of journals and institutions that no rule of abbreviation gives: how one is called in full, and in short.
const KNOWN: [&[&str]; 9] = [
    &[
        "Proceedings of the National Academy of Sciences of the United States of America",
        "Proceedings of the National Academy of Sciences",
        "Proc Natl Acad Sci U S A",
        "Proc Natl Acad Sci USA",
        "Proc Natl Acad Sci",
        "PNAS",
    ],
    &["Deutsches Ärzteblatt international", "Deutsches Ärzteblatt", "Dtsch Arztebl Int", "Dtsch Arztebl"],
    &["Nederlands Tijdschrift voor Geneeskunde", "Ned Tijdschr Geneeskd", "NTVG"],
    &[
        "MMWR. Morbidity and Mortality Weekly Report",
        "Morbidity and Mortality Weekly Report",
        "MMWR Morb Mortal Wkly Rep",
        "MMWR",
    ],
    &[
        "Tidsskrift for den Norske Laegeforening",
        "Tidsskrift for den Norske Lægeforening",
        "Tidsskr Nor Laegeforen",
        "Tidsskr Nor Legeforen",
    ],
    &["Ugeskrift for laeger", "Ugeskrift for læger", "Ugeskr Laeger"],
    &[
        "Centers for Disease Control and Prevention",
        "US Centers for Disease Control and Prevention",
        "Centers for Disease Control",
        "CDC",
    ],
    &[
        "National Institute for Health and Care Excellence",
        "National Institute for Health and Clinical Excellence",
        "NICE",
    ],
    &["US Food and Drug Administration", "Food and Drug Administration", "FDA"],
];

/// All names of a journal that has several which are no abbreviations of one another; none of others.
fn known_names(name: &str) -> &'static [&'static str] {
    fn letters(name: &str) -> String {
        fold(name).chars().filter(|c| c.is_alphanumeric()).collect()
    }
    static NAMES: LazyLock<HashMap<String, &'static [&'static str]>> = LazyLock::new(|| {
        KNOWN.iter().flat_map(|names| names.iter().map(|name| (letters(name), *names))).collect()
    });
    NAMES.get(&letters(name)).copied().unwrap_or_default()
}

/// `rehabil` of `rehabilitation`, `natl` of `national` (ISO 4).
fn shortens(short: &str, long: &str) -> bool {
    const CONTRACTIONS: [(&str, &str); 6] = [
        ("natl", "national"),
        ("intl", "international"),
        ("ctries", "countries"),
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

/// Volume and issue. Where a journal counts its volumes by years, others take its issue for the volume.
pub(super) fn volume_and_issue(
    volume_text: Option<&str>,
    issue_text: Option<&str>,
    year: Option<i16>,
) -> (Option<String>, Option<String>) {
    let (volume, issue) = (volume_text.and_then(volume), issue(issue_text, volume_text));
    let is_year = volume.as_ref().zip(year).is_some_and(|(volume, year)| *volume == year.to_string());
    match issue {
        Some(issue) if is_year => (Some(issue), None),
        issue => (volume, issue),
    }
}

/// The number of a volume: `66` of `66 (Supplement 1)`, `58` of `58(1)`, `12` of `Vol. 12`, `143` of
/// `22nd World Congress. 143`.
fn volume(text: &str) -> Option<String> {
    let folded = fold(text);
    let runs = |text: &str| {
        let first = text.split(|c: char| !c.is_ascii_digit()).find(|run| !run.is_empty());
        first.map(|digits| digits.trim_start_matches('0').to_owned())
    };
    // Databases put the name of a congress before the number.
    let is_sentence = folded.split(' ').filter(|word| word.len() > 4).count() > 2;
    if is_sentence && let Some(last) = folded.rsplit(' ').next().and_then(runs) {
        return Some(last);
    }
    runs(&folded).or_else(|| roman(&folded)).or_else(|| {
        let says_something = !folded.is_empty() && !folded.contains("pagination");
        says_something.then_some(folded)
    })
}

/// `34` of `xxxiv`.
fn roman(text: &str) -> Option<String> {
    const LONGEST: usize = 12;
    let text = text.strip_prefix("vol.").or(text.strip_prefix("vol")).unwrap_or(text).trim();
    let value = |letter: char| {
        Some(match letter {
            'i' => 1_u32,
            'v' => 5,
            'x' => 10,
            'l' => 50,
            'c' => 100,
            'd' => 500,
            'm' => 1000,
            _ => return None,
        })
    };
    let values: Vec<u32> = text.chars().take(LONGEST).map(value).collect::<Option<_>>()?;
    let of_pair = |pair: &[u32]| match *pair {
        [value, next] if value < next => -i64::from(value),
        [value, _] => i64::from(value),
        _ => 0,
    };
    let sum = values.windows(2).map(of_pair).sum::<i64>() + i64::from(*values.last()?);
    Some(sum.to_string())
}

/// An issue: as its field says, else as the volume says in brackets. `Suppl 1` and `Supplement 1` are `s1`.
fn issue(issue: Option<&str>, volume: Option<&str>) -> Option<String> {
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
    let first = first.to_lowercase();
    let number = first.trim_start_matches('0');
    Some(if number.is_empty() { first } else { number.to_owned() })
}

/// Whether the pages are one small number: databases state how many there are in place of which.
pub(super) fn may_be_count(pages: &str) -> bool {
    const MOST: u32 = 60;
    pages.trim().parse::<u32>().is_ok_and(|pages| pages <= MOST)
}

/// Whether two first pages are two places. `e1234` and `1234` are one number.
pub(super) fn pages_differ(left: &str, right: &str) -> bool {
    let digits =
        |page: &str| page.trim_start_matches(|c: char| c.is_alphabetic()).trim_start_matches('0').to_owned();
    let has_letter = |page: &str| page.starts_with(|c: char| c.is_alphabetic());
    match has_letter(left) == has_letter(right) {
        true => left != right,
        false => digits(left) != digits(right),
    }
}
