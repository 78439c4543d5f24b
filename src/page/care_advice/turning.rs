//! Sentences that tell a reader to turn to somebody: `call the office of your doctor`.
//!
//! Words are compared in place. As a pattern, the verbs and all who help took half of a start to compile.

use std::ops::Range;
use std::sync::LazyLock;

use crate::words::list::{CARE_ADVICE, CLINICIANS};

/// How many words may be between a verb and somebody.
const MOST_BETWEEN: usize = 6;

/// The words of the list, by what they are.
struct Words {
    /// The verbs by their first letters.
    turn: ByFirst,
    /// Who helps, by the first letters.
    who: ByFirst,
    team: Vec<&'static str>,
    kind: Vec<&'static str>,
    help: Vec<&'static str>,
    report: Vec<&'static str>,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let tagged = |tag| CARE_ADVICE.tagged(tag).collect();
    let places = CARE_ADVICE.tagged("who").map(str::to_owned);
    Words {
        turn: ByFirst::of(CARE_ADVICE.tagged("turn").map(str::to_owned)),
        who: ByFirst::of(CLINICIANS.with_plurals("care").chain(places)),
        team: tagged("team"),
        kind: tagged("kind"),
        help: tagged("help"),
        report: tagged("report"),
    }
});

/// Words of ASCII by their first letters or digits: a text is compared with few of them.
struct ByFirst(Vec<Vec<String>>);

impl ByFirst {
    fn of(words: impl Iterator<Item = String>) -> ByFirst {
        let mut by_first = vec![Vec::new(); 128];
        for word in words {
            let first = word.bytes().next().map_or(0, |byte| usize::from(byte.to_ascii_lowercase()));
            if let Some(same) = by_first.get_mut(first) {
                same.push(word);
            }
        }
        ByFirst(by_first)
    }

    /// Those that a text may begin with.
    fn of_text(&self, text: &str) -> &[String] {
        let first = text.bytes().next().map_or(0, |byte| usize::from(byte.to_ascii_lowercase()));
        self.0.get(first).map_or(&[], Vec::as_slice)
    }
}

/// Calls `found` with the verb of each passage that turns to somebody, up to the first for which it returns `true`, and
/// returns whether there is one.
pub(super) fn any(text: &str, mut found: impl FnMut(Range<usize>) -> bool) -> bool {
    let bytes = text.as_bytes();
    let mut at = 0;
    let mut in_word = false;
    // The windows of verbs that are near each other overlap: what names nobody is looked at once.
    let mut nobody_to = 0;
    while let Some(byte) = bytes.get(at).copied() {
        let begins = !in_word;
        in_word = byte.is_ascii_alphanumeric() || byte == b'_';
        if begins
            && let Some(verb) = verb(text, at)
            && let Some(end) = somebody(text, verb.end, &mut nobody_to)
        {
            if found(verb) {
                return true;
            }
            at = end;
            in_word = true;
            continue;
        }
        at += 1;
    }
    false
}

/// The verb that begins at a place, before which no word goes on.
fn verb(text: &str, at: usize) -> Option<Range<usize>> {
    let rest = text.get(at..)?;
    WORDS.turn.of_text(rest).iter().find_map(|verb| {
        let length = begins_with(rest, verb)?;
        rest.get(length..)?.starts_with(char::is_whitespace).then_some(at..at + length)
    })
}

/// Where somebody who can help ends who is named after a place, or few words later. Up to `nobody_to`, where words begin
/// that were looked at before, nobody is named.
fn somebody(text: &str, mut at: usize, nobody_to: &mut usize) -> Option<usize> {
    for nth in 0..=MOST_BETWEEN {
        if nth > 0 {
            let rest = text.get(at..)?;
            let word = rest.find(|c| !is_of_word(c)).filter(|end| *end > 0)?;
            at += word + usize::from(rest.get(word..)?.starts_with(','));
        }
        at = behind_blank(text, at)?;
        if at <= *nobody_to {
            continue;
        }
        if let Some(length) = helper(text.get(at..)?) {
            return Some(at + length);
        }
        *nobody_to = at;
    }
    None
}

/// How long the name is of somebody who can help that a text begins with.
fn helper(text: &str) -> Option<usize> {
    let words = &*WORDS;
    (words.who.of_text(text).iter().find_map(|who| length_of_whole(text, who)))
        .or_else(|| specialist(text))
        .or_else(|| words.team.iter().find_map(|team| team_of(text, team)))
        .or_else(|| words.kind.iter().find_map(|kind| help_of(text, kind, &words.help)))
}

/// `dermatologist`
fn specialist(text: &str) -> Option<usize> {
    const SHORTEST: usize = 4;
    const END: &str = "ologist";
    let end = text.find(|c| !is_letter(c)).unwrap_or(text.len());
    let word = text.get(..end)?;
    let one = word.strip_suffix(['s', 'S']).unwrap_or(word);
    let stem = one.len().checked_sub(END.len())?;
    let is_one = one.get(stem..)?.eq_ignore_ascii_case(END);
    (is_one && one.get(..stem)?.chars().count() >= SHORTEST).then_some(end)
}

/// `care team`, `health-teams`
fn team_of(text: &str, team: &str) -> Option<usize> {
    let at = begins_with(text, team)?;
    let rest = text.get(at..)?.trim_start_matches(|c: char| c == '-' || c.is_whitespace());
    let joint = text.len() - rest.len();
    let length = length_of_whole(rest, "teams").or_else(|| length_of_whole(rest, "team"))?;
    (joint > at).then_some(joint + length)
}

/// `medical help`, `urgent dental care`
fn help_of(text: &str, kind: &str, helps: &[&str]) -> Option<usize> {
    let mut at = behind_blank(text, begins_with(text, kind)?)?;
    for nth in 0..2 {
        let rest = text.get(at..)?;
        if let Some(length) = helps.iter().find_map(|help| length_of_whole(rest, help)) {
            return Some(at + length);
        }
        let word = rest.find(|c| !is_letter(c)).filter(|end| nth == 0 && *end > 0)?;
        at = behind_blank(text, at + word)?;
    }
    None
}

/// Whether a text ends with words that tell what people do: `Most people never` see a doctor.
pub(super) fn reports(text: &str) -> bool {
    // No wording has more words.
    const MOST: usize = 3;
    let mut last: Vec<&str> = text.split_whitespace().rev().take(MOST).collect();
    last.reverse();
    let last = last.join(" ").to_lowercase();
    WORDS.report.iter().any(|words| ends_with(&last, words))
}

/// Whether a text ends with words that no letter is before. The ending of a verb, `n't need to`, has one.
fn ends_with(text: &str, words: &str) -> bool {
    text.strip_suffix(words).is_some_and(|before| {
        let is_ending = words.starts_with("n't") || words.starts_with("n’t");
        is_ending || !before.ends_with(|c: char| c.is_ascii_alphanumeric() || c == '_')
    })
}

/// How long the words are that a text begins with, in any case and with any white space between them.
fn begins_with(text: &str, words: &str) -> Option<usize> {
    // Two letters rule out nearly all.
    let head = text.as_bytes().get(..2)?;
    if !words.as_bytes().get(..2).is_some_and(|two| two.eq_ignore_ascii_case(head)) {
        return None;
    }
    let mut at = 0;
    for (nth, word) in words.split(' ').enumerate() {
        if nth > 0 {
            at = behind_blank(text, at)?;
        }
        let end = at + word.len();
        text.get(at..end).filter(|written| written.eq_ignore_ascii_case(word))?;
        at = end;
    }
    Some(at)
}

/// As [`begins_with`], of words that do not go on.
fn length_of_whole(text: &str, words: &str) -> Option<usize> {
    let length = begins_with(text, words)?;
    let goes_on = text.get(length..)?.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '_');
    (!goes_on).then_some(length)
}

/// The place after white space; `None` if there is none.
fn behind_blank(text: &str, at: usize) -> Option<usize> {
    let rest = text.get(at..)?.trim_start();
    let behind = text.len() - rest.len();
    (behind > at).then_some(behind)
}

/// Whether a sign is a letter of a Latin script, or a digit.
fn is_letter(sign: char) -> bool {
    sign.is_ascii_alphanumeric()
        || sign == '_'
        || (sign > '\u{bf}' && sign < '\u{250}' && sign.is_alphabetic())
}

/// Whether a sign may be in a word that is in between.
fn is_of_word(sign: char) -> bool {
    is_letter(sign) || matches!(sign, '’' | '\'' | '/' | '-')
}

/// Every wording by which somebody is named, for the tests of trigger words.
#[cfg(test)]
pub(crate) fn wordings() -> Vec<String> {
    let words = &*WORDS;
    let teams = words.team.iter().map(|team| format!("{team} team"));
    let helps =
        words.kind.iter().flat_map(|kind| words.help.iter().map(move |help| format!("{kind} {help}")));
    let who = words.who.0.iter().flatten().cloned();
    who.chain(teams).chain(helps).chain(["neurologist".to_owned()]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn verbs(text: &str) -> Vec<&str> {
        let mut verbs = Vec::new();
        any(text, |verb| {
            verbs.push(&text[verb]);
            false
        });
        verbs
    }

    #[test]
    fn every_verb_turns_to_everybody() {
        for verb in CARE_ADVICE.tagged("turn") {
            assert_eq!(verbs(&format!("If it lasts, {verb} your doctor.")), [verb]);
        }
        for who in wordings() {
            let text = format!("If it lasts, Call {who}.");
            assert_eq!(verbs(&text), ["Call"], "{text}");
        }
    }

    #[test]
    fn every_report_is_one() {
        for words in CARE_ADVICE.tagged("report") {
            assert!(reports(&format!("the {words}")), "{words}");
            assert!(!reports(&format!("the {words} of")), "{words}");
        }
        assert!(!reports("non-germany") && !reports("reason  too") && !reports(""));
        assert!(reports("they don't need\u{a0}to") && reports("there is a reason\nto"));
    }

    #[test]
    fn few_words_may_be_between() {
        assert_eq!(verbs("Call one two, three/four five’s six-a doctors"), ["Call"]);
        assert_eq!(verbs("Call one two three four five six seven doctors"), [""; 0]);
        assert_eq!(verbs("see\u{a0}the\u{2009}GP"), ["see"]);
        assert_eq!(verbs("Talk  to\nan urgent dental service, call the sick"), ["Talk  to"]);
    }

    #[test]
    fn words_are_whole() {
        for text in [
            "oversee a doctor",
            "see doctoral work",
            "see",
            "call",
            "get an error",
            "see an ologist",
            "Call x. Doctor",
        ] {
            assert_eq!(verbs(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn passages_do_not_overlap() {
        assert_eq!(verbs("ask to see a doctor, then see a nurse"), ["ask", "see"]);
    }
}
