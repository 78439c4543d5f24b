//! Qualifications as people state them in running text: "a licensed physical therapist",
//! "Amy Lee, MD, FACP".

use crate::words::list::{CLINICIANS, CREDENTIALS};
use crate::words::pattern::Pattern;

/// The qualification that a bio states in words; `None` if it states none.
///
/// A profession counts where it is licensed, registered or certified, or where the person is said to be one
/// (`is a physiotherapist`, `works as a nurse`), so that "she writes for nurses" states nothing. Degrees count
/// wherever they are.
#[must_use]
pub fn stated(bio: &str) -> Option<&str> {
    let found = |pattern: &Pattern| {
        pattern
            .captures_iter(bio)
            .filter(|found| {
                let between = found.name("between").map_or("", |words| words.as_str());
                between.split_whitespace().all(|word| !LEADS_AWAY.contains(&word.to_lowercase().as_str()))
            })
            .find_map(|found| found.name("what"))
            .map(|what| what.as_str())
    };
    [&TITLED, &BEING, &DEGREE].into_iter().find_map(found)
}

/// The letters after a name: `MD, FACP` of `Amy Lee, MD, FACP`.
#[must_use]
pub fn behind_name(name: &str) -> Option<&str> {
    let (_, behind) = name.split_once(',')?;
    let behind = behind.trim();
    let letters = |part: &str| {
        let part = part.trim();
        let capitals = part.chars().filter(|c| c.is_uppercase()).count();
        capitals >= 2 && !part.contains(char::is_whitespace) && part.chars().count() <= 12
    };
    (!behind.is_empty() && behind.split(',').all(letters)).then_some(behind)
}

/// Words after which the profession is somebody else's: "is a writer for nurses".
const LEADS_AWAY: [&str; 13] =
    ["of", "for", "to", "by", "with", "about", "who", "whose", "where", "among", "from", "like", "not"];

/// A profession with a title.
pub(crate) static TITLED: Pattern = Pattern::composed(|| {
    let professions = CLINICIANS.pattern("profession");
    format!(
        r"(?xi)(?-u:\b)(?P<what> (?: board[\s-]certified | state[\s-]registered | licen[sc]ed | registered | chartered
            | certified | accredited | qualified | consultant )
            (?P<between> (?: \s+ [a-z][a-z/-]* ){{0,4}}? ) \s+ {professions} )(?-u:\b)"
    )
});

/// A profession that somebody is said to have.
pub(crate) static BEING: Pattern = Pattern::composed(|| {
    let professions = CLINICIANS.pattern("profession");
    format!(
        r"(?xi)(?-u:\b) (?: is | was | am | being | as | worked | works | practi[cs]es \s+ as ) \s+ (?: an? | the | our ) \s+
            (?P<between> (?: [a-z][a-z/-]* ,? \s+ ){{0,5}}? ) (?P<what> {professions} | doctor )(?-u:\b)"
    )
});

/// A degree, in letters or in words.
pub(crate) static DEGREE: Pattern = Pattern::composed(|| {
    let letters = CREDENTIALS.pattern("text");
    // `M.D`, `Ph.D`: a stop before each capital but the first.
    let with_stop = |letters: &str| {
        let capital = letters.rfind(char::is_uppercase).unwrap_or(0);
        let (first, last) = letters.split_at(capital);
        regex::escape(&format!("{first}.{last}"))
    };
    let with_stops: Vec<String> = CREDENTIALS.tagged("stops").map(with_stop).collect();
    let with_stops = with_stops.join("|");
    format!(
        r"(?x)(?-u:\b)(?P<what> {letters} | {with_stops}
        | (?i: board[\s-]certified \s+ in | (?: medical | nursing | doctoral | pharmacy ) \s+ degree
            | doctorate \s+ in \s+ [a-z]+
            | (?: doctor | bachelor | master ) \s+ of \s+ (?: medicine | nursing | pharmacy | science | philosophy
                | physical \s+ therapy | physiotherapy | public \s+ health | osteopathic \s+ medicine ) ) )(?-u:\b)"
    )
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_qualification_is_stated_in_many_ways() {
        for (bio, what) in [
            ("Ron Miller is a licensed physical therapist.", "licensed physical therapist"),
            (
                "A chartered musculoskeletal physiotherapist in Leeds.",
                "chartered musculoskeletal physiotherapist",
            ),
            ("She is a physical therapist who writes about the neck.", "physical therapist"),
            ("In this sample she is a doctor for physical medicine.", "doctor"),
            ("He works as a nurse.", "nurse"),
            ("Ann is an award-winning writer and family physician.", "physician"),
            ("She received her medical degree in Graz.", "medical degree"),
            ("Ann Lee, M.D., runs a clinic.", "M.D"),
            ("Board-certified in neurology since 2010.", "Board-certified in"),
        ] {
            assert_eq!(stated(bio), Some(what), "{bio}");
        }
    }

    #[test]
    fn writing_about_doctors_is_no_qualification() {
        for bio in [
            "Ron Miller is a writer for nurses and doctors.",
            "She is a reporter who has followed a surgeon around.",
            "He is the author of a novel about a physician.",
            "Always see a doctor if pain lasts.",
            "Her work has won awards. She lives in Oslo.",
            "",
        ] {
            assert_eq!(stated(bio), None, "{bio}");
        }
    }

    #[test]
    fn letters_stand_behind_a_name() {
        assert_eq!(behind_name("Amy Lee, MD, FACP"), Some("MD, FACP"));
        assert_eq!(behind_name("Amy Lee, PharmD"), Some("PharmD"));
        for name in ["Amy Lee", "Lee, Amy", "Amy Lee, Jr.", "Amy Lee, Editor in Chief", "Amy Lee,"] {
            assert_eq!(behind_name(name), None, "{name}");
        }
    }
}
