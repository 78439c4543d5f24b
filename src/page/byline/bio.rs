//! A paragraph that describes the person who wrote or reviewed the text.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::name;
use crate::base::phrase::one_line;
use crate::page::body::Bio;
use crate::words::list::CLINICIANS;
use crate::words::prose::Prose;

/// Whether it is a heading above a description of the author or reviewer.
#[must_use]
pub fn announces_author(heading: &str) -> bool {
    static ABOUT: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"(?i)^(?:about|meet|who is) (?:the|our|your) (?:medical )?(?:authors?|writers?|reviewers?|editors?|experts?|contributors?)(?-u:\b)|^(?:author|reviewer)s? ?(?:bio|biography|information|profile)?:?$",
        )
        .expect("the pattern is valid")
    });
    ABOUT.is_match(heading.trim())
}

/// The person whom a paragraph describes: `Ron Miller is a licensed physical therapist …`. None of
/// any other paragraph. Below a heading that announces the author a name is enough.
#[must_use]
pub fn bio(prose: &Prose, announced: bool) -> Option<Bio> {
    let text = prose.text();
    let (head, verb) = opening(text)?;
    let [named] = <[name::Named; 1]>::try_from(name::list(text, head)?).ok()?;
    if named.group {
        return None;
    }
    let behind = text.get(verb..)?;
    // "Parkinson Disease is a disorder": what is said must be said of a person.
    let stated = QUALIFICATION.captures(behind).and_then(|found| found.get(1));
    let described = stated.is_some() || PERSONAL.is_match(behind);
    if !described && !announced {
        return None;
    }
    let in_words = stated.map(|range| verb + range.start()..verb + range.end());
    let credentials = named.credentials.or(in_words);
    Some(Bio {
        name: one_line(text.get(named.name.clone())?),
        name_span: prose.span(named.name),
        credentials: credentials
            .and_then(|range| Some((one_line(text.get(range.clone())?), prose.span(range)))),
        span: prose.whole(),
    })
}

/// The person whom a line names and nothing else: `Ron Miller, PT`.
#[must_use]
pub fn named(prose: &Prose) -> Option<Bio> {
    let text = prose.text();
    if text.len() > 80 || text.contains('\n') {
        return None;
    }
    let [named] = <[name::Named; 1]>::try_from(name::list(text, 0..text.len())?).ok()?;
    let all = named.end >= text.trim_end_matches(['.', ' ']).len() && named.words > 1 && !named.group;
    let credentials =
        named.credentials.and_then(|range| Some((one_line(text.get(range.clone())?), prose.span(range))));
    all.then(|| Bio {
        name: one_line(text.get(named.name.clone()).unwrap_or("")),
        name_span: prose.span(named.name),
        credentials,
        span: prose.whole(),
    })
}

/// A name with what is after it, and where the verb begins that is said of it.
fn opening(text: &str) -> Option<(Range<usize>, usize)> {
    const VERBS: [&str; 17] = [
        "is",
        "was",
        "has",
        "holds",
        "works",
        "worked",
        "practices",
        "practises",
        "serves",
        "earned",
        "received",
        "trained",
        "specializes",
        "specialises",
        "writes",
        "joined",
        "graduated",
    ];
    let start = text.len() - text.trim_start().len();
    let mut blank = false;
    for (count, (at, c)) in text.get(start..)?.char_indices().enumerate() {
        let at = start + at;
        if blank && !c.is_whitespace() {
            let verb = text.get(at..)?.split(|c: char| !c.is_ascii_alphabetic()).next()?;
            let whole = !text.get(at + verb.len()..)?.starts_with(|c: char| c.is_ascii_digit() || c == '_');
            if whole && VERBS.contains(&verb) {
                let head = text.get(start..at)?.trim_end();
                let head = head.strip_suffix(',').unwrap_or(head);
                return (head.chars().count() >= 3).then_some((start..start + head.len(), at));
            }
        }
        let of_name = c.is_alphabetic() || matches!(c, '’' | '\'' | '.' | ',' | '-');
        if count > 90 || !(of_name || c.is_whitespace()) {
            return None;
        }
        blank = c.is_whitespace();
    }
    None
}

/// A qualification in words.
static QUALIFICATION: LazyLock<Regex> = LazyLock::new(|| {
    let (licensed, alone) = (CLINICIANS.pattern("licensed"), CLINICIANS.pattern("alone"));
    Regex::new(&format!(
        r"(?ix)(?-u:\b)(
        (?:(?:licensed|registered|certified|board[-\ ]certified|double[-\ ]board[-\ ]certified|chartered|accredited|qualified
            |practicing|practising|consultant|doctor\ of)\s+)+
        (?:[\p{{L}}-]+\s+){{0,3}}?
        (?:{licensed}|physical\ therapy|medicine|pharmacy|nursing)
        |(?:orthopedic|orthopaedic|spine|general|plastic|vascular|neuro)\s*surgeon
        |{alone}
        )(?-u:\b)",
    ))
    .expect("the pattern is valid")
});

/// What is said of persons only.
static PERSONAL: LazyLock<Regex> = LazyLock::new(|| {
    let clinicians = CLINICIANS.pattern("person");
    Regex::new(&format!(
        r"(?i)(?-u:\b)(?:{clinicians}|writer|journalist|author|editor|professor|lecturer|researcher|fellow|degree|bachelor|master|years of experience|he|she|his|her|they)(?-u:\b)",
    ))
    .expect("the pattern is valid")
});

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::span::Span;

    fn read(text: &str, announced: bool) -> Option<(String, Option<String>)> {
        let mut prose = Prose::default();
        prose.push(text, Span::new(0, text.len()));
        let bio = bio(&prose, announced)?;
        assert_eq!(bio.name_span.slice(text), bio.name);
        Some((bio.name, bio.credentials.map(|(text, _)| text)))
    }

    #[test]
    fn a_description_of_a_person_is_a_bio() {
        for (text, name, credentials) in [
            (
                "Tom Baker is a licensed physical therapist with 20 years of experience.",
                "Tom Baker",
                Some("licensed physical therapist"),
            ),
            ("Dr. Amy Lee, MD, is a board-certified physician.", "Amy Lee", Some("MD")),
            ("Amy Lee, PT, DPT, works in a spine clinic. She teaches.", "Amy Lee", Some("PT, DPT")),
            ("Jane M. Doe is a freelance medical writer.", "Jane M. Doe", None),
            ("Dr. Ana García is an orthopaedic surgeon.", "Ana García", Some("orthopaedic surgeon")),
        ] {
            assert_eq!(read(text, false), Some((name.to_owned(), credentials.map(str::to_owned))), "{text}");
        }
    }

    /// Every clinician of the list that a bio may name.
    #[test]
    fn clinicians_of_all_kinds_are_qualified() {
        for clinician in CLINICIANS.tagged("licensed") {
            let licensed = format!("certified {clinician}");
            let bio = read(&format!("Amy Lee is a {licensed} in Graz."), false);
            assert_eq!(bio, Some(("Amy Lee".to_owned(), Some(licensed))));
        }
        for clinician in CLINICIANS.tagged("alone") {
            let bio = read(&format!("Amy Lee works as a {clinician}."), false);
            assert_eq!(bio, Some(("Amy Lee".to_owned(), Some(clinician.to_owned()))));
        }
        for clinician in CLINICIANS.tagged("person") {
            let bio = read(&format!("Amy Lee works with a {clinician}."), false);
            assert_eq!(bio, Some(("Amy Lee".to_owned(), None)), "{clinician}");
        }
    }

    #[test]
    fn a_description_of_a_disease_is_no_bio() {
        for text in [
            "Parkinson Disease is a disorder of movement.",
            "Cervical dystonia is a rare disorder.",
            "Neck Pain has many causes.",
            "Most people recover within a week. He is one of them.",
            "Vitamin D is a hormone.",
        ] {
            assert_eq!(read(text, false), None, "{text}");
        }
    }

    #[test]
    fn headings_announce_authors() {
        assert!(announces_author("About the author"));
        assert!(announces_author("Author:"));
        assert!(!announces_author("About the disease"));
        assert!(!announces_author("Authorities"));
    }
}
