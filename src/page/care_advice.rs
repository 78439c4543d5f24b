//! Whether a text says when to seek help.

pub(crate) mod turning;

use crate::page::body::{Block, BlockRole, Body};
use crate::words::lexicon::{Scan, Topic, parts, words};
use crate::words::list::{CARE_ADVICE, CLINICIANS};
use crate::words::pattern::Pattern;
use crate::words::sentence::sentences;

/// Whether a text nowhere advises its readers to see, call or ask somebody who can help. A text in a language without
/// words for that is not judged, nor an English one without so much as a "the": it is too short, or in another language.
pub fn is_missing(body: &Body, scan: &Scan, language: &str) -> bool {
    if language == "en" { is_missing_in_english(body, scan) } else { is_missing_in(body, language) }
}

/// Whether no sentence has both a word of turning to somebody and one of somebody who can help.
fn is_missing_in(body: &Body, language: &str) -> bool {
    let Some(list) = CARE_ADVICE.in_language(language) else {
        return false;
    };
    let [turn, who] = ["turn", "who"].map(|tag| list.tagged(tag).collect::<Vec<_>>());
    let advises = |sentence: &str| {
        let small = sentence.to_lowercase();
        let has = |words: &[&str]| words.iter().any(|word| occurs(&small, word));
        has(&turn) && has(&who)
    };
    let read = body
        .blocks
        .iter()
        .filter(|block| matches!(block.role, BlockRole::Text | BlockRole::See) && !body.is_bio(block));
    let mut texts = read.map(|block| block.prose.text()).peekable();
    texts.peek().is_some()
        && !texts.any(|text| sentences(text).into_iter().any(|at| advises(text.get(at).unwrap_or(""))))
}

/// Whether some words are in a text as words of their own.
fn occurs(text: &str, words: &str) -> bool {
    text.match_indices(words).any(|(start, found)| {
        let before = text.get(..start).and_then(|before| before.chars().next_back());
        let after = text.get(start + found.len()..).and_then(|after| after.chars().next());
        !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
    })
}

fn is_missing_in_english(body: &Body, scan: &Scan) -> bool {
    // A page on when to see a doctor that this one sends its readers to says so as well.
    let is_read =
        |block: &&Block| matches!(block.role, BlockRole::Text | BlockRole::See) && !body.is_bio(block);
    if !body.blocks.iter().filter(is_read).any(|block| is_english(block.prose.text())) {
        return false;
    }
    let with_hits = scan.hits(&HELP).chunk_by(|one, next| one.block == next.block);
    let blocks = with_hits.filter_map(|hits| body.blocks.get(hits.first()?.block));
    // Pages end with when to seek help. In other words it is said more seldom, and these patterns take long to compile.
    let texts: Vec<&str> = blocks.rev().filter(is_read).map(|block| block.prose.text()).collect();
    !texts.iter().any(|text| turns_to_somebody(text)) && !texts.iter().any(|text| OTHERWISE.is_match(text))
}

/// Whether an English text tells a reader to turn to somebody who can help.
fn turns_to_somebody(text: &str) -> bool {
    turning::any(text, |verb| !is_report(text.get(..verb.start).unwrap_or(""), text.get(verb).unwrap_or("")))
}

/// Whether the words before a verb tell what people do or need not do, and advise nothing:
/// `Most people never see a doctor`.
fn is_report(before: &str, verb: &str) -> bool {
    let verb = verb.to_ascii_lowercase();
    let needless = verb.starts_with("need") || verb.starts_with("require");
    let told = before.trim_end();
    let last = told.rsplit(char::is_whitespace).next().unwrap_or("").to_lowercase();
    let denies = || ["not", "n’t", "n't", "never"].iter().any(|no| last.ends_with(no));
    let is_apart = told.len() < before.len();
    is_apart && turning::reports(told) || needless && denies()
}

fn is_english(text: &str) -> bool {
    text.split(|c: char| !c.is_alphabetic()).any(|word| word.eq_ignore_ascii_case("the"))
}

/// Advice in other words.
pub(crate) static OTHERWISE: Pattern = Pattern::composed(|| {
    let at_once = CLINICIANS.pattern_with_plurals("at-once");
    let examines = CLINICIANS.pattern("examines");
    format!(
        r"(?ix)(?-u:\b)(?:
                (?:when|where|how)\s+to\s+(?:get|seek|call\s+for|ask\s+for)\s+(?:\w+\s+){{0,3}}(?:help|care|advice|attention|support)
                |seek(?:ing)?\s+(?:\w+\s+){{0,3}}(?:help|care|advice|attention|treatment|support)
                |(?:get|call\s+for|need|needs)\s+(?:\w+\s+){{0,2}}(?:help|care|attention)\s+(?:right\s+away|now|at\s+once|immediately|urgently|straight\s+away|if|when|quickly|fast)
                |get\s+(?:emergency|urgent|immediate|medical|professional)\s+(?:help|care)
                |medical\s+(?:attention|emergency)
                |{at_once}\s+(?:right\s+away|immediately|at\s+once|straight\s+away)
                |(?:should|must|needs?\s+to|has\s+to|have\s+to|ought\s+to)\s+(?:always\s+|also\s+)?be\s+(?:\w+ly\s+)?(?:evaluated|checked|examined|seen|assessed|looked\s+at)
                |(?:a|your|the)\s+(?:{examines}|health\s*-?care\s+(?:provider|professional))\s+(?:should|must)\s+(?:evaluate|check|examine|assess|see|look)
                |(?:have|get)\s+(?:it|them|this|yourself|your\s+\w+|the\s+\w+)\s+(?:checked|evaluated|examined|looked\s+at)
                |(?:make|book|schedule|arrange)\s+(?:an?|the)\s+(?:\w+\s+)?appointment
            )(?-u:\b)"
    )
});

/// Words of which all advice has one, so that the long patterns, which are slow, are seldom tried.
pub(crate) static HELP: Topic = Topic::new("care advice", || {
    let mut triggers = parts(&[
        "doctor",
        "physician",
        "pcp",
        "practitioner",
        "provider",
        "clinic",
        "nurse",
        "midwi",
        "pharmac",
        "dentist",
        "therapist",
        "specialist",
        "surge",
        "opti",
        "optom",
        "ologist",
        "psychiatrist",
        "diatrist",
        "diatrician",
        "chiropractor",
        "osteopath",
        "counsel",
        "visitor",
        "team",
        "professional",
        "help",
        "care",
        "attention",
        "advice",
        "evaluat",
        "assist",
        "treatment",
        "service",
        "support",
        "room",
        "department",
        "assessment",
        "number",
        "opinion",
        "examin",
        "emergency",
        "a&e",
        "hospital",
        "walk-in",
        "ambulance",
        "paramedic",
        "911",
        "999",
        "111",
        "112",
        "000",
        "988",
        "222",
        "poison",
        "line",
        "samaritan",
        "medical",
        "checked",
        "seen",
        "assessed",
        "looked",
        "check",
        "assess",
        "see",
        "look",
        "appointment",
    ]);
    triggers.extend(words(&["gp", "gps", "vet", "vets", "er"]));
    triggers
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn advice_is_known_in_many_words() {
        for text in [
            "it is advised to visit a doctor for further evaluation",
            "See your GP",
            "See a doctor if:",
            "Call 911",
            "Call your health care provider if you have a fever.",
            "seek medical help",
            "Seek immediate medical attention.",
            "talk to your pharmacist",
            "When to see a doctor",
            "When to get help",
            "Ask for an urgent GP appointment or call 111 if:",
            "Make an appointment with your dermatologist.",
            "Go to A&E or call 999",
            "Go to the nearest emergency room",
            "Contact your care team.",
            "The lump should be evaluated by somebody with experience.",
            "Get it checked.",
            "Don't wait to call your doctor.",
            "Patients should consult a cardiologist.",
            "Call one two three four, five six doctors.",
            "Most people never see a doctor, but see one of the clinic's nurses.",
            "ask, see\u{a0}the\u{2009}GP",
            "The women’s see a doctor.",
            "Most-see a doctor.",
        ] {
            assert!(turns_to_somebody(text) || OTHERWISE.is_match(text), "{text}");
        }
    }

    #[test]
    fn reports_are_no_advice() {
        for text in [
            "Most people never see a doctor.",
            "It is a common reason to see a doctor.",
            "A doctor may ask about your work.",
            "See Diagnosing Neck Pain",
            "You do not need to see a GP.",
            "Rest helps.",
            "Call the office for a new chair.",
            "Call one two three four five six seven doctors.",
            "Most people never see friends who ask a doctor.",
            "You don’t need to see a GP.",
            "There are two reasons to\ncall a nurse.",
        ] {
            assert!(!turns_to_somebody(text) && !OTHERWISE.is_match(text), "{text}");
        }
    }
}
