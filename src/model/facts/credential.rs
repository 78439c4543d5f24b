//! Qualifications as people state them in running text: "a licensed physical therapist",
//! "Amy Lee, MD, FACP".

use crate::words::pattern::Pattern;

/// The qualification that a bio states in words; none where it states none.
///
/// A profession counts where it is licensed, registered or certified, or where the person is said to be one
/// (`is a physiotherapist`, `works as a nurse`), so that "she writes for nurses" states nothing. Degrees count
/// wherever they stand.
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

/// The letters behind a name: `MD, FACP` of `Amy Lee, MD, FACP`.
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

/// Words behind which the profession is somebody else's: "is a writer for nurses".
const LEADS_AWAY: [&str; 13] =
    ["of", "for", "to", "by", "with", "about", "who", "whose", "where", "among", "from", "like", "not"];

/// A profession with a title.
pub(crate) static TITLED: Pattern = Pattern::composed(|| {
    format!(
        r"(?xi)(?-u:\b)(?P<what> (?: board[\s-]certified | state[\s-]registered | licen[sc]ed | registered | chartered
            | certified | accredited | qualified | consultant )
            (?P<between> (?: \s+ [a-z][a-z/-]* ){{0,4}}? ) \s+ (?: {PROFESSIONS} ) )(?-u:\b)"
    )
});

/// A profession that somebody is said to have.
pub(crate) static BEING: Pattern = Pattern::composed(|| {
    format!(
        r"(?xi)(?-u:\b) (?: is | was | am | being | as | worked | works | practi[cs]es \s+ as ) \s+ (?: an? | the | our ) \s+
            (?P<between> (?: [a-z][a-z/-]* ,? \s+ ){{0,5}}? ) (?P<what> {PROFESSIONS} | doctor )(?-u:\b)"
    )
});

/// A degree, in letters or in words.
pub(crate) static DEGREE: Pattern = Pattern::new(
    r"(?x)(?-u:\b)(?P<what> (?: M\.?D | Ph\.?D | D\.O | MBBS | MBChB | BSN | MSN | DNP | FNP | PA-C | DPT | MPT
            | RPh | PharmD | DDS | DMD | MPH | RDN | PsyD | LCSW | FRCP | FRCS | FACP | FACS | MRCP | MRCGP | RN )
        | (?i: board[\s-]certified \s+ in | (?: medical | nursing | doctoral | pharmacy ) \s+ degree
            | doctorate \s+ in \s+ [a-z]+
            | (?: doctor | bachelor | master ) \s+ of \s+ (?: medicine | nursing | pharmacy | science | philosophy
                | physical \s+ therapy | physiotherapy | public \s+ health | osteopathic \s+ medicine ) ) )(?-u:\b)",
);

const PROFESSIONS: &str = r"physician | surgeon | nurse | nurse \s+ practitioner | midwife | physical \s+ therapist
    | physiotherapist | (?: occupational | speech | manual ) \s+ therapist | pharmacist | dentist | dieti[ct]ian
    | nutritionist | psychologist | psychotherapist | general \s+ practitioner | GP | pa?ediatrician | psychiatrist
    | physiatrist | osteopath | chiropractor | optometrist | podiatrist | paramedic | epidemiologist | radiographer
    | obstetrician | orthopa?edist | geriatrician | ana?esthetist | internist | radiologist | pathologist
    | (?: cardi | neur | rheumat | dermat | onc | gastroenter | endocrin | ur | nephr | ha?emat | pulmon | immun
        | gyna?ec | ophthalm | ana?esthesi | geront ) ologist";

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
