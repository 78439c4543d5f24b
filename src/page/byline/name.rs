//! Names of people and groups, with what is after them.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use crate::base::steps::step;
use crate::words::list::{CLINICIANS, CREDENTIALS, ORGANISATIONS};

/// A person or group in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// The name, without title and credentials.
    pub name: Range<usize>,
    /// What is after it: `MD, PhD`.
    pub credentials: Option<Range<usize>>,
    /// Whether it is an editorial team.
    pub group: bool,
    /// The number of words of the name.
    pub words: usize,
    /// Where the name and what belongs to it ends.
    pub end: usize,
    /// Whether it is somebody whose job is said to be editorial.
    pub edits: bool,
}

/// The people in `Jane Doe, MD, Professor of Medicine, and John Roe, PT`; `None` if the part of the
/// text is no such list.
pub fn list(text: &str, range: Range<usize>) -> Option<Vec<Named>> {
    let mut people: Vec<Named> = Vec::new();
    // After a job or a place, two capitalised words are a town as likely as a person.
    let mut in_affiliation = false;
    let mut pieces = Pieces::new(text, range).peekable();
    while let Some(piece) = pieces.next() {
        let written = text.get(piece.range.clone())?;
        if is_credentials(written) {
            let last = people.last_mut()?;
            if !in_affiliation && !last.group {
                let start = last.credentials.as_ref().map_or(piece.range.start, |known| known.start);
                last.credentials = Some(start..piece.range.end);
            }
            last.end = piece.range.end;
            continue;
        }
        if is_group(written) {
            people.push(Named {
                name: piece.range.clone(),
                credentials: None,
                group: true,
                words: written.split_whitespace().count(),
                end: piece.range.end,
                edits: says_editor(written),
            });
            in_affiliation = false;
            continue;
        }
        let next = pieces.peek().and_then(|next| text.get(next.range.clone()));
        let vouched = piece.behind_and || next.is_some_and(|next| is_credentials(next) || is_job(next));
        match person(text, without_job(text, piece.range.clone())) {
            Some(named)
                if !in_affiliation || (vouched && !people.is_empty()) || named.credentials.is_some() =>
            {
                people.push(named);
                in_affiliation = false;
            }
            _ => {
                let last = people.last_mut()?;
                if !is_affiliation(written) {
                    return None;
                }
                last.end = piece.range.end;
                last.edits |= !in_affiliation && says_editor(written);
                in_affiliation = true;
            }
        }
    }
    (!people.is_empty()).then_some(people)
}

/// Without the job in brackets: `Olu Adebayo (Pharmacist)`.
fn without_job(text: &str, range: Range<usize>) -> Range<usize> {
    let piece = text.get(range.clone()).unwrap_or("");
    let bracket = piece.strip_suffix(')').and_then(|open| open.rsplit_once(" ("));
    let is_what = |job: &str| {
        job.split_whitespace().count() <= 4
            && job.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | '-' | ','))
    };
    match bracket.filter(|(name, job)| name.contains(' ') && is_what(job)) {
        Some((name, _)) => range.start..range.start + name.len(),
        None => range,
    }
}

/// The words that a name has at least, where a job is before it.
const NAMES: usize = 2;
/// The words that a job before a name has at most.
const JOB: usize = 3;

/// The person that a part of the text names and nothing else: `Dr. Jane Doe MD`.
pub fn person(text: &str, range: Range<usize>) -> Option<Named> {
    let mut words = words(text, range.clone());
    while words.len() > 1
        && words.first().is_some_and(|word| is_honorific(text.get(word.clone()).unwrap_or("")))
    {
        words.remove(0);
    }
    // `Superintendent Pharmacist Amrit Dhesi`, `Practice Nurse Rhoda Penhallow`
    let names = words.len().saturating_sub(NAMES);
    let jobs = words.iter().take(names.min(JOB)).rposition(|word| {
        let word = text.get(word.clone()).unwrap_or("");
        word.starts_with(char::is_uppercase) && is_clinician(word)
    });
    // `Consultant Hand Surgeon` names nobody.
    let jobs = jobs.filter(|_| {
        words.last().and_then(|last| text.get(last.clone())).is_some_and(|last| !is_clinician(last))
    });
    words.drain(..jobs.map_or(0, |last| last + 1));
    let mut credentials: Option<Range<usize>> = None;
    while words.len() > 1 {
        step();
        let last = words.last()?.clone();
        let written = text.get(last.clone())?;
        if !is_credential(written) || is_initial(written) {
            break;
        }
        credentials = Some(last.start..credentials.map_or(last.end, |known| known.end));
        words.pop();
    }
    let (first, last) = (words.first()?, words.last()?);
    let name = first.start..last.end;
    let name = name.start..name.start + text.get(name.clone())?.trim_end_matches([',', ';']).len();
    let plausible = (1..=6).contains(&words.len())
        && words.iter().all(|word| is_part_of_name(text.get(word.clone()).unwrap_or("")))
        && text.get(first.clone())?.starts_with(char::is_uppercase)
        && text.get(last.clone())?.contains(char::is_lowercase);
    let honorific = first.start > range.start;
    (plausible && (words.len() > 1 || honorific)).then(|| Named {
        end: credentials.as_ref().map_or(name.end, |range| range.end),
        name,
        credentials,
        group: false,
        words: words.len(),
        edits: false,
    })
}

/// A list of names in capitals and with credentials as others write it, byte for byte in the same places: `Ann T. Ostrom, MD,
/// and Devin Rao, DO` of `ANN T. OSTROM, MD, AND DEVIN RAO, DO`. `None` of other texts.
pub fn unshouted(text: &str) -> Option<String> {
    let small = |word: &str| word != "and" && word.contains(|c: char| c.is_ascii_lowercase());
    if !text.is_ascii() || text.split_whitespace().any(small) {
        return None;
    }
    let mut quiet = String::with_capacity(text.len());
    for word in text.split_inclusive(|c: char| c.is_whitespace() || c == '-') {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        if bare == "AND" {
            quiet.push_str(&word.to_ascii_lowercase());
        } else if bare.len() < 2 || is_known_credential(bare) || bare.contains('.') {
            quiet.push_str(word);
        } else {
            let (first, rest) = word.split_at(1);
            quiet.push_str(first);
            quiet.push_str(&rest.to_ascii_lowercase());
        }
    }
    Some(quiet)
}

/// A list of the authors of a paper without what journals put between and after the names, byte for byte in the same places:
/// addresses of mail, a mark for those left out, a button that shows all. `None` of other texts.
pub fn without_buttons(text: &str) -> Option<String> {
    static BUTTONS: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"(?x)\[(?:…|\.{3})\]|\b[\w.+-]+@[\w-]+(?:\.[A-Za-z]+)+(?:\+\d+-\d+)?
            |,?\s*et\ al\.?$|(?:View|Show|See)\ (?:all|more)(?:\ authors?)?(?:\ and\ affiliations)?$
            |Authors?\ (?:Info|Information|Affiliations)(?:\ &\ Affiliations)?$",
        )
        .expect("the pattern is valid")
    });
    let mut bare = text.to_owned();
    for found in BUTTONS.find_iter(text) {
        bare.replace_range(found.range(), &" ".repeat(found.len()));
    }
    (bare != text).then_some(bare)
}

/// The people of a list in capitals: `CLARA WENDT and MILO FARR`.
pub fn shouted(text: &str, range: Range<usize>) -> Option<Vec<Named>> {
    all_of(text, range, |written| {
        let words = written.split_whitespace();
        (2..=3).contains(&words.clone().count())
            && words.clone().all(|word| {
                let bare = word.trim_end_matches('.');
                !bare.is_empty()
                    && bare.chars().all(|c| c.is_uppercase() || matches!(c, '-' | '\'' | '’'))
                    && (word.len() > bare.len() || bare.chars().count() > 2)
                    && !is_of_organisations(bare)
            })
    })
}

/// The people of a list as libraries write them: `Oduya O, Lindqvist A`.
pub fn indexed(text: &str, range: Range<usize>) -> Option<Vec<Named>> {
    all_of(text, range, |written| {
        let Some((surname, initials)) = written.rsplit_once(' ') else { return false };
        (1..=3).contains(&initials.chars().count())
            && initials.chars().all(char::is_uppercase)
            && surname.split_whitespace().count() <= 3
            && surname.split_whitespace().all(is_part_of_name)
            && surname.contains(char::is_lowercase)
    })
}

/// A list of people each of whom is written in one way.
fn all_of(text: &str, range: Range<usize>, is_name: impl Fn(&str) -> bool) -> Option<Vec<Named>> {
    let mut people = Vec::new();
    for piece in Pieces::new(text, range) {
        let written = text.get(piece.range.clone())?;
        if !is_name(written) {
            return None;
        }
        let words = written.split_whitespace().count();
        people.push(Named {
            end: piece.range.end,
            name: piece.range,
            credentials: None,
            group: false,
            words,
            edits: false,
        });
    }
    (!people.is_empty()).then_some(people)
}

/// A piece of a list.
struct Piece {
    range: Range<usize>,
    /// True after `and` and after a semicolon.
    behind_and: bool,
}

/// The pieces between commas, semicolons and `and`, cut as they are asked for: of most lines the first is no name.
struct Pieces<'a> {
    text: &'a str,
    /// What is not cut yet.
    rest: Option<Range<usize>>,
    behind_and: bool,
}

impl<'a> Pieces<'a> {
    fn new(text: &'a str, range: Range<usize>) -> Pieces<'a> {
        Pieces { text, rest: Some(range), behind_and: false }
    }

    /// A piece without the signs around it; `None` of one that says nothing.
    fn piece(&self, range: Range<usize>, behind_and: bool) -> Option<Piece> {
        let piece = self.text.get(range.clone()).unwrap_or("");
        let edge = |c: char| {
            c.is_whitespace() || matches!(c, '|' | '·' | '•' | '—' | '–' | '-' | '*' | '/' | '>' | ':')
        };
        let bare = piece.trim_start_matches(edge);
        let begin = range.start + piece.len() - bare.len();
        let bare = bare.trim_end_matches(edge);
        // The stop of `M.D.` and of an initial stays; that of the line does not.
        let short = bare.strip_suffix('.').filter(|short| {
            let word = short.rsplit(char::is_whitespace).next().unwrap_or("");
            !word.contains('.') && word.chars().count() > 2
        });
        let bare = short.unwrap_or(bare);
        // `Nina Park1`: the number of the place where she works.
        let mark = |c: char| c.is_ascii_digit() || matches!(c, '¹' | '²' | '³' | '⁴'..='⁹' | '*' | '†' | '‡');
        let unmarked = bare.trim_end_matches(mark).trim_end();
        // `Henrik Solberg 2`, and the `*` of a piece of its own
        let bare =
            if unmarked.ends_with(char::is_alphabetic) || unmarked.is_empty() { unmarked } else { bare };
        let bare = without_letters(bare);
        // The sign of who answers letters: `Aditya Rao 1,✉`
        let says = bare.contains(char::is_alphanumeric) && !is_letter_of_place(bare);
        says.then(|| Piece { range: begin..begin + bare.len(), behind_and })
    }
}

/// Without the letters of the places where somebody works: `Nina Park a b 1`.
fn without_letters(mut piece: &str) -> &str {
    while let Some((before, last)) = piece.rsplit_once(' ')
        && (is_letter_of_place(last) || last.bytes().all(|byte| byte.is_ascii_digit()))
        && before.trim_end().ends_with(char::is_alphanumeric)
    {
        piece = before.trim_end();
    }
    piece
}

/// Whether it is a letter that stands for a place in a list of authors.
fn is_letter_of_place(word: &str) -> bool {
    word.len() == 1 && word.bytes().all(|byte| byte.is_ascii_lowercase())
}

/// How many signs of the places where people work are in a list: `Park1,2, Roe a b` has four.
pub fn places(text: &str) -> usize {
    let numbers = text.split(|c: char| !c.is_ascii_digit()).filter(|digits| (1..=2).contains(&digits.len()));
    let letters = text.split([' ', ',']).filter(|word| is_letter_of_place(word));
    numbers.count() + letters.count()
}

impl Iterator for Pieces<'_> {
    type Item = Piece;

    fn next(&mut self) -> Option<Piece> {
        while let Some(range) = self.rest.take() {
            let part = self.text.get(range.clone()).unwrap_or("");
            let joint = part.bytes().enumerate().find_map(|(at, byte)| {
                step();
                Some((at, joint(byte, part.get(at..)?)?))
            });
            let behind_and = self.behind_and;
            let end = range.start + joint.map_or(part.len(), |(at, _)| at);
            if let Some((at, joint)) = joint {
                let dash = joint.ends_with("- ") || joint.ends_with("– ");
                self.behind_and = !(joint.starts_with(',') || dash) || joint.contains("and");
                self.rest = Some(range.start + at + joint.len()..range.end);
            }
            if let Some(piece) = self.piece(range.start..end, behind_and) {
                return Some(piece);
            }
        }
        None
    }
}

/// What joins two pieces at the start of a text, whose first byte is given.
fn joint(first: u8, text: &str) -> Option<&'static str> {
    let joints: &[&'static str] = match first {
        b',' => &[", and ", ", ", ","],
        b';' => &["; ", ";"],
        // `Adam Fenwick MD - Family Medicine`
        b' ' => &[" and ", " & ", " with ", " - ", " – "],
        _ => return None,
    };
    joints
        .iter()
        .find(|joint| text.get(..joint.len()).is_some_and(|head| head.eq_ignore_ascii_case(joint)))
        .copied()
}

fn words(text: &str, range: Range<usize>) -> Vec<Range<usize>> {
    let part = text.get(range.clone()).unwrap_or("");
    let mut words = Vec::new();
    let mut start = None;
    for (at, c) in part.char_indices().chain(std::iter::once((part.len(), ' '))) {
        match (start, c.is_whitespace()) {
            (None, false) => start = Some(at),
            (Some(from), true) => {
                words.push(range.start + from..range.start + at);
                start = None;
            }
            _ => {}
        }
    }
    words
}

fn is_part_of_name(word: &str) -> bool {
    const PARTICLES: [&str; 16] = [
        "van", "von", "de", "der", "den", "del", "della", "di", "da", "dos", "la", "le", "bin", "al", "ten",
        "y",
    ];
    let bare = word.trim_matches(|c: char| matches!(c, '.' | ',' | '"' | '“' | '”' | '(' | ')'));
    if PARTICLES.contains(&bare) {
        return true;
    }
    let letters = |c: char| c.is_alphabetic() || matches!(c, '\'' | '’' | '-' | '‐' | '‑' | '.');
    bare.starts_with(char::is_uppercase) && bare.chars().all(letters) && !is_of_organisations(bare)
}

fn is_initial(word: &str) -> bool {
    let bare = word.trim_end_matches('.');
    bare.chars().count() == 1 && bare.starts_with(char::is_uppercase)
}

/// Whether a text begins with a title: `Dr Amy Lee`.
pub fn begins_with_honorific(text: &str) -> bool {
    text.split_whitespace()
        .next()
        .is_some_and(|word| word.starts_with(char::is_uppercase) && is_honorific(word))
}

/// Whether a word is what somebody who cares for the sick is called: `Pharmacist`.
fn is_clinician(word: &str) -> bool {
    static WORDS: LazyLock<HashSet<&str>> =
        LazyLock::new(|| CLINICIANS.tagged("job").chain(CLINICIANS.tagged("profession")).collect());
    WORDS.contains(word.to_ascii_lowercase().as_str())
}

fn is_honorific(word: &str) -> bool {
    let bare = word.trim_end_matches('.').to_ascii_lowercase();
    // `Dr. med. dent. Theo Marsden`
    if word.ends_with('.') && ["med", "dent", "rer", "nat", "phil", "vet", "habil"].contains(&bare.as_str()) {
        return true;
    }
    [
        "dr",
        "prof",
        "professor",
        "mr",
        "mrs",
        "ms",
        "mx",
        "doctor",
        "sir",
        "dame",
        "sister",
        "dra",
        "drs",
        "pr",
        "dott",
        "mme",
        "herr",
        "frau",
    ]
    .contains(&bare.as_str())
}

/// Words of jobs, departments and places of work, which no name of a person holds.
fn is_of_organisations(word: &str) -> bool {
    static WORDS: LazyLock<HashSet<&str>> =
        LazyLock::new(|| ORGANISATIONS.all().chain(CLINICIANS.tagged("job")).collect());
    let word = word.trim_end_matches(['.', ',']).to_ascii_lowercase();
    WORDS.contains(word.as_str())
}

/// Whether it is `the Hill Editorial team`, `Mayo Clinic Staff`.
fn is_group(piece: &str) -> bool {
    const ENDS: [&str; 9] =
        ["staff", "team", "editors", "board", "committee", "group", "reviewers", "contributors", "writers"];
    /// Groups of those whom a text is about: `By Age Group`.
    const OF_OTHERS: [&str; 8] =
        ["age", "blood", "control", "ethnic", "food", "patient", "risk", "treatment"];
    let mut words = piece.split_whitespace().rev();
    let last = words.next().unwrap_or("").trim_end_matches('.');
    let of_others = words.next().is_some_and(|word| OF_OTHERS.contains(&word.to_ascii_lowercase().as_str()));
    ENDS.iter().any(|end| end.eq_ignore_ascii_case(last))
        && !(of_others && last.eq_ignore_ascii_case("group"))
        && (2..=8).contains(&piece.split_whitespace().count())
        && piece.split_whitespace().any(|word| word.starts_with(char::is_uppercase) || word.contains('.'))
}

/// Whether a text names those who write for a site and nothing else: `Harrow Clinic Staff`.
pub fn is_staff(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    is_group(text)
        && [" staff", " editors", " editorial team", " staff writers"].iter().any(|end| lower.ends_with(end))
}

/// Whether a text begins with the title of a physician or a scholar: `Dr. Jane Doe`.
pub fn is_titled(text: &str) -> bool {
    text.split_whitespace()
        .next()
        .is_some_and(|first| ["Dr", "Dr.", "Prof", "Prof.", "Professor", "Dra.", "Dra"].contains(&first))
}

/// Whether what follows a bare `von`, `par`, `por` or `door` names people, and no disease: `Von Willebrand Disease`.
pub fn may_follow_bare(text: &str) -> bool {
    const NEVER: [&str; 10] = [
        "disease",
        "syndrome",
        "factor",
        "sign",
        "test",
        "tumor",
        "tumour",
        "favor",
        "avion",
        "pharmaceutical",
    ];
    let names = text.split(',').next().unwrap_or("");
    let of_disease = names.split_whitespace().any(|word| NEVER.contains(&word.to_lowercase().as_str()));
    !of_disease && (text == names || is_job_abroad(text))
}

/// Whether a text names a job of those who write or review, in another language than English.
pub fn is_job_abroad(text: &str) -> bool {
    const STEMS: [&str; 24] = [
        "redakt",
        "journalist",
        "arzt",
        "ärzt",
        "autor",
        "auteur",
        "médecin",
        "rédact",
        "dermatolog",
        "periodista",
        "médic",
        "medic",
        "redactor",
        "pharma",
        "apothek",
        "psycholog",
        "psicólog",
        "biolog",
        "ernährung",
        "nutri",
        "physio",
        "docteur",
        "dr.",
        "dra.",
    ];
    let lower = text.to_lowercase();
    STEMS.iter().any(|stem| lower.contains(stem))
}

fn says_editor(piece: &str) -> bool {
    piece.to_ascii_lowercase().contains("editor")
}

/// Whether a piece says what somebody is: `Medical Director`.
pub fn is_job(piece: &str) -> bool {
    let first = piece.split_whitespace().next().unwrap_or("");
    first.starts_with(char::is_uppercase) && holds_job(piece) && piece.len() < 120
}

/// Whether a text holds a word of jobs: `our medical adviser`.
pub fn holds_job(text: &str) -> bool {
    text.split_whitespace().any(is_of_organisations)
}

/// Whether a piece can be after a person: a job, a department, a town, a state.
fn is_affiliation(piece: &str) -> bool {
    // Sentences hold verbs, and none of these pieces does.
    const VERBS: [&str; 14] = [
        "is", "are", "was", "were", "has", "have", "had", "can", "may", "will", "found", "says", "said",
        "the",
    ];
    const ADVICE: [&str; 9] = ["take", "takes", "taking", "avoid", "never", "not", "dose", "daily", "twice"];
    let advises = |word: &str| ADVICE.iter().any(|known| known.eq_ignore_ascii_case(word));
    // `sleep physician`, `dermatologist`
    let job = || {
        piece.split_whitespace().last().is_some_and(is_of_organisations)
            && piece.split_whitespace().count() < 5
    };
    let starts = piece.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
        || piece.starts_with("board")
        || job();
    starts
        && piece.len() < 120
        && !piece.split_whitespace().any(|word| VERBS.contains(&word) || advises(word))
}

/// Whether it is `MD`, `M.D.`, `PhD, FACS`, `PA-C`, `board-certified`.
pub fn is_credentials(piece: &str) -> bool {
    let mut any = false;
    for word in
        piece.split(|c: char| c.is_whitespace() || matches!(c, '/' | ',')).filter(|word| !word.is_empty())
    {
        if !is_credential(word) {
            return false;
        }
        any = true;
    }
    any
}

/// Whether it is one of the letters after names that we know: `MD`.
fn is_known_credential(bare: &str) -> bool {
    static KNOWN: LazyLock<HashSet<String>> =
        LazyLock::new(|| CREDENTIALS.tagged("name").map(str::to_ascii_lowercase).collect());
    KNOWN.contains(&bare.to_ascii_lowercase())
}

fn is_credential(word: &str) -> bool {
    let bare: String = word.chars().filter(|c| *c != '.').collect();
    // `Ed` and `Do` are names and words; credentials are written with two capitals or with stops.
    let shouted = bare.chars().filter(|c| c.is_uppercase()).count() >= 2 || word.contains('.');
    if !shouted || !bare.starts_with(char::is_uppercase) {
        return false;
    }
    if is_known_credential(&bare) {
        return true;
    }
    // Letters after a name that we do not know: three to six capitals.
    (3..=8).contains(&bare.len()) && bare.chars().all(|c| c.is_ascii_uppercase() || c == '-')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn credentials_are_told_from_words() {
        for text in ["MD", "M.D.", "PhD", "Ph.D.", "PA-C", "FRCP", "MD, FACS", "RD LDN", "FRCPC"] {
            assert!(is_credentials(text), "{text}");
        }
        for text in ["Md", "Professor", "do", "Ed", "", "WA", "Seattle", "A"] {
            assert!(!is_credentials(text), "{text}");
        }
    }

    #[test]
    fn every_known_credential_counts() {
        for letters in CREDENTIALS.tagged("name").filter(|letters| !matches!(*letters, "Ed" | "Sc")) {
            assert!(is_credentials(letters), "{letters}");
        }
        // With one capital only a stop shows what is meant.
        assert!(is_credentials("Ed.") && is_credentials("Sc.") && !is_credentials("Sc"));
    }

    #[test]
    fn words_of_jobs_and_places_are_in_no_name() {
        for word in ORGANISATIONS.all().chain(CLINICIANS.tagged("job")) {
            let capital: String = word[..1].to_uppercase() + &word[1..];
            assert!(is_job(&format!("Chief {capital}")), "{word}");
            assert_eq!(person(&format!("Jane {capital}"), 0..5 + word.len()), None, "{word}");
        }
    }

    #[test]
    fn persons_are_told_from_things() {
        let name = |text: &'static str| person(text, 0..text.len()).map(|named| &text[named.name]);
        assert_eq!(name("Dr. Jane Doe MD"), Some("Jane Doe"));
        assert_eq!(name("Siân O’Neill-Roberts"), Some("Siân O’Neill-Roberts"));
        assert_eq!(name("J. R. Smith"), Some("J. R. Smith"));
        assert_eq!(name("Dr Patel"), Some("Patel"));
        assert_eq!(name("Superintendent Pharmacist Amrit Dhesi"), Some("Amrit Dhesi"));
        assert_eq!(name("Practice Nurse Rhoda Penhallow"), Some("Rhoda Penhallow"));
        assert_eq!(name("Consultant Hand Surgeon"), None);
        for text in
            ["Medical Director", "School of Medicine", "Monday", "the time", "Family Medicine", "A 2020", ""]
        {
            assert_eq!(person(text, 0..text.len()), None, "{text}");
        }
    }
}
