//! Titles as their words, and how near two of them are.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

use crate::base::character_reference;
use crate::base::title::{fold, is_combining};

/// The words of a title that carry its meaning, and what else tells two works apart.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(super) struct Title {
    /// The title as [`key`] writes it.
    pub(super) key: String,
    /// Its words without function words and numbers, in one spelling, in order.
    content: Vec<String>,
    /// Its numbers, Roman ones too, sorted: `Part II` has 2.
    numbers: Vec<String>,
    /// What the title says that its work is about another work.
    notice: Option<Notice>,
    /// Whether all of it is in brackets, as PubMed writes translated titles.
    is_bracketed: bool,
    /// The languages whose function words it has, as bits of [`LANGUAGES`].
    languages: u8,
    /// The folded title up to its first colon, dash, stop or bracket.
    main: Option<String>,
}

/// What a work says about another one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Notice {
    /// An erratum or addendum.
    Correction,
    /// A notice of retraction or concern.
    Retraction,
    /// A letter about it, or the reply to one.
    Reply,
}

/// How near two titles are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Nearness {
    /// Equal but for spelling, plural, a missing subtitle or a cut end.
    Same,
    /// One word in four is one letter off.
    Typo,
    /// Anything else.
    Far,
}

/// The form in which writings of one title are equal: words and numbers alone, Greek letters by name, without
/// the language that catalogues put after a title (`[French]`). Empty if nothing is left.
pub(super) fn key(title: &str) -> String {
    let folded = fold(&without_language(&character_reference::decode(title)));
    let mut key = String::with_capacity(folded.len());
    // Whether the next sign is the first of a word.
    let mut opens = true;
    for c in folded.chars() {
        // No end of a word: `patient's`, `{TNF}` from BibTeX.
        if matches!(c, '\'' | '"' | '{' | '}') || is_combining(c) {
            continue;
        }
        let name = greek(c);
        if name.is_none() && is_separator(c) {
            opens = true;
            continue;
        }
        if (opens || name.is_some()) && !key.is_empty() {
            key.push(' ');
        }
        match name {
            Some(name) => key.push_str(name),
            None => key.push(c),
        }
        opens = name.is_some();
    }
    key
}

/// The first words of a key that carry meaning, in one spelling: what titles have in common that resemble each other.
pub(super) fn opening(key: &str) -> String {
    const WORDS: usize = 3;
    let words = key.split(' ').filter(|word| !is_function_word(word)).take(WORDS).map(spelling);
    words.collect::<Vec<_>>().join(" ")
}

impl Title {
    pub(super) fn of(title: &str) -> Title {
        let key = key(title);
        let words: Vec<&str> = key.split(' ').filter(|word| !word.is_empty()).collect();
        let folded = fold(title);
        let (mut content, mut numbers) = (Vec::new(), Vec::new());
        let mut is_counted = false;
        for (nth, word) in words.iter().enumerate() {
            // `RETRACTED: …` is the paper itself under the label that its publisher put on it.
            if nth == 0 && matches!(*word, "retracted" | "withdrawn") {
                continue;
            }
            match number(word, is_counted) {
                Some(value) => numbers.push(value),
                None => {
                    numbers.extend(digits_of(word));
                    let letters: String = word.chars().filter(|c| !c.is_numeric()).collect();
                    if letters.chars().nth(1).is_some() && !is_function_word(&letters) {
                        content.push(spelling(&letters));
                    }
                }
            }
            is_counted = COUNTED.contains(word);
        }
        numbers.sort_unstable();
        let trimmed = title.trim().trim_end_matches('.');
        Title {
            languages: languages(&words),
            key,
            content,
            numbers,
            notice: notice(&folded),
            is_bracketed: trimmed.starts_with('[') && trimmed.ends_with(']'),
            main: main_title(&folded),
        }
    }

    /// Whether the title has too few words to name one work: `Editorial`, `Poster abstracts`.
    pub(super) fn is_generic(&self) -> bool {
        self.content.len() <= 2
    }

    /// Whether the numbers of the two are equal: years and parts tell works of one title apart.
    pub(super) fn has_numbers_of(&self, other: &Title) -> bool {
        self.numbers == other.numbers
    }

    /// Whether the title names a work among others of the same author.
    pub(super) fn is_long(&self) -> bool {
        self.content.len() >= 5
    }

    /// Whether four of five words of the shorter title, and four at least, occur in the other.
    pub(super) fn shares_nearly_all(&self, other: &Title) -> bool {
        let (shared, least) = (self.shared(other), self.content.len().min(other.content.len()));
        shared >= 4 && shared * 5 >= least * 4
    }

    /// Whether one of the two is an erratum, a retraction or a reply and the other is not.
    pub(super) fn differs_in_notice(&self, other: &Title) -> bool {
        self.notice != other.notice
    }

    /// Whether the numbers of the two differ: parts 1 and 2 of a series, years of a report. A cut title may lack
    /// some.
    pub(super) fn differs_in_numbers(&self, other: &Title) -> bool {
        let (few, many) = match self.numbers.len() <= other.numbers.len() {
            true => (&self.numbers, &other.numbers),
            false => (&other.numbers, &self.numbers),
        };
        let mut rest = many.iter();
        // Both are sorted.
        !few.iter().all(|number| rest.any(|known| known == number))
    }

    /// Whether the titles are written in different languages, as far as their function words tell.
    pub(super) fn differs_in_language(&self, other: &Title) -> bool {
        let is_foreign = |title: &Title| title.languages != 0 && title.languages & ENGLISH == 0;
        self.is_bracketed != other.is_bracketed
            || self.languages & other.languages == 0 && (is_foreign(self) || is_foreign(other))
            || is_ascii_letters(&self.key) != is_ascii_letters(&other.key) && self.shared(other) == 0
    }

    pub(super) fn nearness(&self, other: &Title) -> Nearness {
        let is_one = self.key == other.key || self.content == other.content && !self.content.is_empty();
        // `in vitro` and `invitro`.
        if is_one || letters(&self.key).eq(letters(&other.key)) {
            return Nearness::Same;
        }
        let (short, long) = match self.content.len() <= other.content.len() {
            true => (self, other),
            false => (other, self),
        };
        let has_cut_end = |(short, long): (&str, &str)| short.len() >= 4 && long.starts_with(short);
        let begins = match short.content.split_last() {
            Some((last, before)) => {
                long.content.starts_with(before)
                    && long
                        .content
                        .get(before.len())
                        .is_some_and(|word| word == last || has_cut_end((last, word)))
            }
            None => false,
        };
        let is_subtitle_missing = long.main.as_deref() == Some(short.key.as_str());
        if begins && (is_subtitle_missing || short.content.len() >= 5) {
            return Nearness::Same;
        }
        if self.content.len() == other.content.len() && !self.content.is_empty() {
            let differing: Vec<(&String, &String)> =
                self.content.iter().zip(&other.content).filter(|(mine, theirs)| mine != theirs).collect();
            let is_typo = |&(mine, theirs): &(&String, &String)| {
                mine.chars().count().min(theirs.chars().count()) >= 5
                    && strsim::osa_distance(mine, theirs) == 1
            };
            if differing.len() * 4 <= self.content.len().max(4) && differing.iter().all(is_typo) {
                return Nearness::Typo;
            }
        }
        Nearness::Far
    }

    /// Whether less than half of the words of the shorter title occur in the other. `None` if a title has none.
    pub(super) fn shares_little(&self, other: &Title) -> Option<bool> {
        let least = self.content.len().min(other.content.len());
        (least > 0).then(|| self.shared(other) * 2 < least)
    }

    fn shared(&self, other: &Title) -> usize {
        let (short, long) = match self.content.len() <= other.content.len() {
            true => (self, other),
            false => (other, self),
        };
        short.content.iter().filter(|word| long.content.contains(word)).count()
    }
}

/// A key without its blanks.
fn letters(key: &str) -> impl Iterator<Item = char> + '_ {
    key.chars().filter(|c| *c != ' ')
}

fn is_separator(c: char) -> bool {
    c.is_whitespace()
        || c.is_ascii_punctuation() && !matches!(c, '+' | '%' | '#')
        || matches!(c, '\u{2000}'..='\u{206f}' | '\u{3000}'..='\u{303f}' | '¿' | '¡' | '·')
}

/// A title without `[French]`, `(in German)`, `[Abstract]` after it.
fn without_language(title: &str) -> Cow<'_, str> {
    let trimmed = title.trim_end_matches(|c: char| c.is_whitespace() || c == '.');
    let open = match trimmed.chars().next_back() {
        Some(']') => trimmed.rfind('['),
        Some(')') => trimmed.rfind('('),
        _ => None,
    };
    let Some((before, bracket)) = open.filter(|&at| at > 0).and_then(|at| trimmed.split_at_checked(at))
    else {
        return Cow::Borrowed(title);
    };
    let inner = fold(bracket);
    let inner = inner.strip_prefix("article in ").or_else(|| inner.strip_prefix("in ")).unwrap_or(&inner);
    // `[Abstract]`: databases say what they have.
    if LANGUAGE_NAMES.contains(&inner) || inner == "abstract" { before.into() } else { title.into() }
}

fn greek(c: char) -> Option<&'static str> {
    if c.is_ascii() {
        return None;
    }
    GREEK.iter().find(|(letter, _)| *letter == c).map(|(_, name)| *name)
}

/// Folding makes the micro sign a Greek letter too.
const GREEK: [(char, &str); 24] = [
    ('α', "alpha"),
    ('β', "beta"),
    ('γ', "gamma"),
    ('δ', "delta"),
    ('ε', "epsilon"),
    ('ζ', "zeta"),
    ('η', "eta"),
    ('θ', "theta"),
    ('ι', "iota"),
    ('κ', "kappa"),
    ('λ', "lambda"),
    ('μ', "mu"),
    ('ν', "nu"),
    ('ξ', "xi"),
    ('ο', "omicron"),
    ('π', "pi"),
    ('ρ', "rho"),
    ('σ', "sigma"),
    ('τ', "tau"),
    ('υ', "upsilon"),
    ('φ', "phi"),
    ('χ', "chi"),
    ('ψ', "psi"),
    ('ω', "omega"),
];

const LANGUAGE_NAMES: [&str; 20] = [
    "chinese",
    "croatian",
    "czech",
    "danish",
    "dutch",
    "english",
    "finnish",
    "french",
    "german",
    "hungarian",
    "italian",
    "japanese",
    "korean",
    "norwegian",
    "polish",
    "portuguese",
    "russian",
    "spanish",
    "swedish",
    "turkish",
];

/// Words after which a word or letter is a number: `part one`, `phase I`.
const COUNTED: [&str; 12] = [
    "book", "chapter", "number", "part", "parts", "phase", "pt", "section", "stage", "type", "vol", "volume",
];

/// The number that a word is, in digits.
fn number(word: &str, is_counted: bool) -> Option<String> {
    const WORDS: [&str; 10] = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
    const ROMAN: [&str; 12] = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"];
    if word.chars().all(|c| c.is_ascii_digit()) {
        return Some(word.trim_start_matches('0').to_owned());
    }
    let nth = |names: &[&str]| names.iter().position(|name| *name == word).map(|nth| (nth + 1).to_string());
    // A single letter is a number only where one is expected: vitamin C, factor X.
    let roman = nth(&ROMAN).filter(|_| is_counted || word.len() > 1);
    roman.or_else(|| nth(&WORDS).filter(|_| is_counted))
}

/// `12` of `b12`.
fn digits_of(word: &str) -> impl Iterator<Item = String> + '_ {
    word.split(|c: char| !c.is_ascii_digit()).filter(|run| !run.is_empty()).map(str::to_owned)
}

/// A word in one spelling for Britain and America, singular and plural, with and without accents.
fn spelling(word: &str) -> String {
    const SPELLINGS: [(&str, &str); 5] = [("z", "s"), ("ae", "e"), ("oe", "e"), ("our", "or"), ("ll", "l")];
    let mut plain = match word.is_ascii() {
        true => word.to_owned(),
        false => word.nfd().filter(|c| !is_combining(*c)).collect(),
    };
    // Most words have none of them.
    let pairs = plain.as_bytes().windows(2);
    if plain.contains('z') || pairs.into_iter().any(|pair| matches!(pair, b"ae" | b"oe" | b"ou" | b"ll")) {
        for (one, other) in SPELLINGS {
            plain = plain.replace(one, other);
        }
    }
    for (ending, other) in
        [("ies", "y"), ("mme", "m"), ("tre", "ter"), ("bre", "ber"), ("ss", "ss"), ("s", "")]
    {
        if let Some(stem) = plain.strip_suffix(ending).filter(|stem| stem.chars().count() >= 3) {
            return format!("{stem}{other}");
        }
    }
    plain
}

/// What a folded title says that its work is about another one.
fn notice(folded: &str) -> Option<Notice> {
    const LABELS: [(&str, Notice); 21] = [
        ("author correction", Notice::Correction),
        ("publisher correction", Notice::Correction),
        ("correction", Notice::Correction),
        ("corrections", Notice::Correction),
        ("corrigendum", Notice::Correction),
        ("corrigenda", Notice::Correction),
        ("erratum", Notice::Correction),
        ("errata", Notice::Correction),
        ("addendum", Notice::Correction),
        ("retraction", Notice::Retraction),
        ("retraction note", Notice::Retraction),
        ("retraction notice", Notice::Retraction),
        ("notice of retraction", Notice::Retraction),
        ("expression of concern", Notice::Retraction),
        ("reply", Notice::Reply),
        ("in reply", Notice::Reply),
        ("author reply", Notice::Reply),
        ("authors' reply", Notice::Reply),
        ("author's reply", Notice::Reply),
        ("response", Notice::Reply),
        ("comment", Notice::Reply),
    ];
    let opens = |label: &str| {
        let rest = folded.strip_prefix(label)?;
        // `Correction of scoliosis` is a title of its own.
        let is_label = rest.is_empty()
            || rest.trim_start().starts_with([':', '.', '-', '(', '['])
            || [" to", " on", " from"].iter().any(|word| {
                rest.strip_prefix(word).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
            });
        is_label.then_some(())
    };
    let closes = |label: &str| {
        let before = folded.strip_suffix(label)?.trim_end();
        before.ends_with([':', '.', '-', '(', '[', '?']).then_some(())
    };
    if folded.starts_with("re: ") {
        return Some(Notice::Reply);
    }
    LABELS
        .iter()
        .find(|(label, _)| opens(label).or_else(|| closes(label)).is_some())
        .map(|(_, notice)| *notice)
}

/// The key of what is before a subtitle.
fn main_title(folded: &str) -> Option<String> {
    let ends = [": ", ". ", "? ", "! ", " - ", " (", "; "];
    let end = ends.iter().filter_map(|end| folded.find(end)).min()?;
    Some(key(folded.get(..end)?))
}

const ENGLISH: u8 = 1;

/// Function words by language; what several languages share is in each of them. English comes first. What is an English
/// word, a letter or an abbreviation as well is left out: Portuguese `do`, Italian `per`, German `im`.
const LANGUAGES: [&[&str]; 6] = [
    &[
        "the", "of", "and", "for", "with", "from", "to", "by", "on", "is", "are", "an", "among", "after",
        "what",
    ],
    &["el", "los", "las", "del", "con", "para", "por", "una", "en", "de", "la"],
    &["le", "les", "des", "du", "et", "pour", "chez", "dans", "une", "en", "de", "la", "au", "aux", "sur"],
    &["der", "das", "und", "von", "bei", "mit", "für", "zur", "eine", "einer", "zum", "den", "dem", "nach"],
    &["il", "di", "della", "delle", "nel", "nella", "con", "una", "la", "dei", "dello"],
    &["da", "das", "dos", "em", "para", "com", "uma", "de"],
];

fn languages(words: &[&str]) -> u8 {
    let mut bits = 0;
    for (nth, language) in LANGUAGES.iter().enumerate() {
        if words.iter().any(|word| language.contains(word)) {
            bits |= 1 << nth;
        }
    }
    bits
}

fn is_function_word(word: &str) -> bool {
    /// None has more bytes.
    const LONGEST: usize = 7;
    word.len() <= LONGEST
        && (LANGUAGES.iter().any(|language| language.contains(&word))
            || matches!(word, "in" | "at" | "as" | "or" | "its" | "their" | "between" | "versus" | "vs"))
}

fn is_ascii_letters(key: &str) -> bool {
    key.chars().all(|c| c.is_ascii() || !c.is_alphabetic() || c < '\u{250}')
}
