//! Sentences: where running text falls apart, and what of it is quoted.

use std::ops::Range;

use crate::base::steps::{count, step};

/// The sentences of a text, in order, without the blanks between them. Marks of citations after a
/// stop (`spasms. [2]`, `spasms.²`) belong to the sentence before them.
#[must_use]
pub fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut sentences = Vec::new();
    let mut start = text.len() - text.trim_start().len();
    let mut from = 0;
    while let Some(stop) = Stop::find(text, from) {
        from = stop.end;
        let before = text.get(start..stop.start).unwrap_or("");
        let behind = text.get(stop.end..).unwrap_or("");
        let next = behind.chars().next();
        let begins = next.is_none_or(|next| !next.is_lowercase() && !matches!(next, ',' | ';' | '–' | '-'));
        // `0.85`, `.5`, but `spasms.2`: digits that follow a stop at once are a mark after a word alone.
        let decimal = stop.is_point
            && stop.has_glued_mark
            && !before.ends_with(|c: char| !c.is_ascii_digit() && !c.is_whitespace());
        let abbreviated = stop.is_point && next.is_some() && is_abbreviated(before, behind);
        if !begins || decimal || abbreviated {
            continue;
        }
        sentences.push(start..stop.blank);
        start = stop.end;
    }
    let end = text.trim_end().len();
    if start < end {
        sentences.push(start..end);
    }
    sentences
}

/// A place where a sentence may end: one or more of `.`, `!`, `?` and `…`, closing quotes and brackets, citations in
/// brackets, the mark of a citation, and blanks or the end of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Stop {
    /// Where the signs begin.
    start: usize,
    /// Whether they are a single point.
    is_point: bool,
    /// Whether the mark of a citation follows them at once.
    has_glued_mark: bool,
    /// Where the blanks after it begin.
    blank: usize,
    /// Where they end.
    end: usize,
}

/// No citation in brackets has more signs.
const LONGEST_CITATION: usize = 80;

impl Stop {
    /// The first stop that begins at or after a byte.
    fn find(text: &str, mut from: usize) -> Option<Stop> {
        loop {
            step();
            let rest = text.as_bytes().get(from..)?;
            // `…` begins with 0xe2, as other signs do.
            let at = rest.iter().position(|byte| matches!(byte, b'.' | b'!' | b'?' | 0xe2))?;
            let start = from + at;
            let signs = text.get(start..)?;
            let stop = length_of(signs, |sign| matches!(sign, '.' | '!' | '?' | '…'));
            if stop == 0 {
                from = start + signs.chars().next().map_or(1, char::len_utf8);
                continue;
            }
            match Stop::after(text, start, start + stop) {
                Some(stop) => return Some(stop),
                None => from = start + stop,
            }
        }
    }

    /// The stop whose signs are at these bytes, if what follows them is as it has to be.
    fn after(text: &str, start: usize, signs: usize) -> Option<Stop> {
        let rest = |at: usize| text.get(at..).unwrap_or("");
        let closed =
            signs + length_of(rest(signs), |sign| matches!(sign, '"' | '”' | '’' | '\'' | ')' | ']'));
        let ends_at = |at: usize| {
            let mark = mark_length(rest(at));
            let blank = at + mark;
            let blanks = length_of(rest(blank), char::is_whitespace);
            (blanks > 0 || blank == text.len()).then(|| Stop {
                start,
                is_point: text.get(start..signs) == Some("."),
                has_glued_mark: mark > 0 && at == signs,
                blank,
                end: blank + blanks,
            })
        };
        // Of several places the last counts: a blank before a bracket may be what follows the sentence.
        let mut found = ends_at(closed);
        let mut at = closed;
        while let Some(length) = citation(rest(at)) {
            step();
            at += length;
            found = ends_at(at).or(found);
        }
        found
    }
}

/// The bytes at the start of a text that are signs of a kind.
fn length_of(text: &str, kind: impl Fn(char) -> bool) -> usize {
    text.len() - text.trim_start_matches(kind).len()
}

/// The length of a citation in brackets at the start of a text, with at most one blank before it: ` [2]`, `[@lee2020]`.
fn citation(text: &str) -> Option<usize> {
    let first = text.chars().next()?;
    let blank = if first.is_whitespace() { first.len_utf8() } else { 0 };
    let within = text.get(blank..)?.strip_prefix('[')?;
    let named = within.strip_prefix('-').unwrap_or(within);
    if !named.starts_with(|sign: char| matches!(sign, '@' | '^') || sign.is_ascii_digit()) {
        return None;
    }
    let opened = text.len() - named.len();
    // The sign that says what it is comes before those that are counted.
    let mut signs = named.char_indices().take(LONGEST_CITATION + 2);
    let (end, _) = signs.find(|(_, sign)| *sign == ']')?;
    Some(opened + end + 1)
}

/// The length of the mark of a citation at the start of a text: `²`, `1,2`, `3–5`.
fn mark_length(text: &str) -> usize {
    let is_raised = |sign: char| matches!(sign, '⁰' | '¹' | '²' | '³' | '⁴'..='⁹' | ',' | '–');
    let raised: usize = text.chars().take_while(|sign| is_raised(*sign)).take(9).map(char::len_utf8).sum();
    if raised > 0 {
        return raised;
    }
    let digits = |at: usize| {
        let rest = text.as_bytes().get(at..).unwrap_or_default();
        rest.iter().take(3).take_while(|byte| byte.is_ascii_digit()).count()
    };
    let mut length = digits(0);
    if length == 0 {
        return 0;
    }
    for _ in 0..4 {
        let joint = text.get(length..).and_then(|rest| rest.chars().next());
        let Some(joint) = joint.filter(|sign| matches!(sign, ',' | '–' | '-')) else {
            break;
        };
        let more = digits(length + joint.len_utf8());
        if more == 0 {
            break;
        }
        length += joint.len_utf8() + more;
    }
    length
}

/// The quotation marks of a text, found once for all questions about it.
#[derive(Debug)]
pub struct Quotations {
    /// Marks that only open or only close, in order: where each is, and whether it opens.
    curled: Vec<(usize, bool)>,
    /// Marks that do both, in order.
    straight: Vec<usize>,
}

impl Quotations {
    /// Finds the quotation marks of a text.
    #[must_use]
    pub fn of(text: &str) -> Quotations {
        count(text.len());
        let (mut curled, mut straight) = (Vec::new(), Vec::new());
        for (at, c) in text.char_indices() {
            match c {
                '“' | '«' | '„' => curled.push((at, true)),
                '”' | '»' => curled.push((at, false)),
                '"' => straight.push(at),
                _ => {}
            }
        }
        Quotations { curled, straight }
    }

    /// Whether the bytes at `at` are between quotation marks.
    #[must_use]
    pub fn hold(&self, at: usize) -> bool {
        let before = self.curled.partition_point(|(mark, _)| *mark < at);
        let curled =
            before.checked_sub(1).and_then(|last| self.curled.get(last)).is_some_and(|(_, opens)| *opens);
        let opened = self.straight.partition_point(|mark| *mark < at);
        curled || (opened % 2 == 1 && opened < self.straight.len())
    }
}

/// Whether the stop between two texts ends a word and no sentence.
fn is_abbreviated(before: &str, behind: &str) -> bool {
    let mut words = before.split_whitespace().rev();
    let last = words.next().unwrap_or("").trim_start_matches(['(', '[', '“', '‘', '"', '\'']);
    // `1. Rest.` at the start of a text: the number counts the sentence.
    if words.clone().next().is_none() && !last.is_empty() && last.bytes().all(|byte| byte.is_ascii_digit()) {
        return true;
    }
    if last.len() > LONGEST_ABBREVIATION && !last.contains('.') {
        return false;
    }
    let lowered = last.to_lowercase();
    let next = behind.split(|c: char| !c.is_alphanumeric() && c != '’').next().unwrap_or("");
    // `J. A. Smith`: a letter with a stop opens nothing.
    let opens =
        OPENERS.contains(&next) && !behind.get(next.len()..).is_some_and(|rest| rest.starts_with('.'));
    let number_follows = behind.starts_with(|c: char| c.is_ascii_digit() || c == '°' || c == '#');
    // `Ms. Lee`, but `of MS. The`: an acronym is no title.
    let acronym = !last.is_empty() && last.chars().all(char::is_uppercase);
    if NEVER_LAST.contains(&lowered.as_str()) && !acronym {
        return true;
    }
    if COUNTED.contains(&lowered.as_str()) && !acronym {
        return number_follows;
    }
    if OFTEN_LAST.contains(&lowered.as_str()) {
        // `5 mg p.o. QD`, `5 mg p.o. Q.D.`
        return FREQUENCIES.iter().any(|how_often| {
            behind.strip_prefix(how_often).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
        });
    }
    let dotted = last.contains('.')
        && last.split('.').all(|part| part.chars().count() <= 2 && part.chars().all(char::is_alphabetic));
    if dotted || MAYBE_LAST.contains(&lowered.as_str()) && !acronym {
        return !opens;
    }
    // `J. Smith`, but `vitamin C.`
    let initial = last.chars().count() == 1 && last.chars().all(char::is_uppercase) && last != "I";
    initial && !opens && words.next().is_none_or(|word| !LETTERED.contains(&word.to_lowercase().as_str()))
}

/// How many bytes the longest abbreviation without a point has.
const LONGEST_ABBREVIATION: usize = 6;

/// Abbreviations that are before something, so that no sentence ends with one.
const NEVER_LAST: [&str; 40] = [
    "adj", "approx", "assoc", "asst", "ca", "capt", "cf", "col", "dr", "drs", "e.g", "eg", "esp", "fig",
    "figs", "gen", "gov", "hon", "i.e", "ie", "incl", "lt", "messrs", "mr", "mrs", "ms", "mt", "mx", "prof",
    "profs", "rep", "resp", "rev", "sen", "sgt", "viz", "v", "vs", "s.v", "spp",
];

/// Abbreviations that belong to a number after them: `No. 5`, but `No. Rest.`
const COUNTED: [&str; 36] = [
    "apr", "art", "aug", "c", "ch", "chap", "dec", "ed", "eq", "feb", "jan", "jul", "jun", "mar", "max",
    "min", "no", "nos", "nov", "nr", "oct", "p", "par", "para", "pp", "pt", "ref", "refs", "sec", "sect",
    "sep", "sept", "suppl", "tab", "vol", "vols",
];

/// Abbreviations after which a capital begins a sentence.
const OFTEN_LAST: [&str; 18] = [
    "a.c", "a.m", "b.d", "b.i.d", "etc", "h.s", "i.m", "i.v", "o.d", "p.c", "p.m", "p.o", "p.r.n", "q.d",
    "q.i.d", "q.o.d", "s.c", "t.i.d",
];

/// How often something is taken, in capitals that begin no sentence.
const FREQUENCIES: [&str; 10] = ["BID", "B.I.D", "OD", "PRN", "QD", "Q.D", "QID", "QOD", "Q.O.D", "TID"];

/// Abbreviations that end a sentence where a word follows that opens one.
const MAYBE_LAST: [&str; 15] =
    ["al", "ave", "bros", "co", "corp", "dept", "ft", "inc", "jr", "ltd", "nat", "ph.d", "sr", "st", "univ"];

/// Nouns that a single letter belongs to.
const LETTERED: [&str; 16] = [
    "appendix",
    "class",
    "factor",
    "figure",
    "grade",
    "group",
    "hepatitis",
    "influenza",
    "part",
    "plan",
    "stage",
    "table",
    "type",
    "vitamin",
    "vitamins",
    "box",
];

/// Words that begin a sentence and no name.
const OPENERS: [&str; 84] = [
    "A", "After", "All", "Although", "Always", "An", "And", "Any", "Ask", "As", "At", "Avoid", "Because",
    "Before", "Both", "But", "By", "Call", "Can", "Children", "Do", "Does", "Doctors", "During", "Each",
    "Eat", "Even", "Every", "For", "From", "Get", "Give", "Go", "Have", "He", "Her", "Here", "His", "How",
    "However", "If", "In", "Is", "It", "Its", "Keep", "Many", "Most", "My", "Never", "No", "Not", "Of", "On",
    "One", "Or", "Other", "Our", "People", "Rest", "See", "She", "Since", "So", "Some", "Such", "Take",
    "Talk", "Tell", "That", "The", "Their", "Then", "There", "These", "They", "This", "Those", "To", "Use",
    "We", "What", "When", "You",
];

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use regex::Regex;

    use super::*;

    fn split(text: &str) -> Vec<&str> {
        sentences(text).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn text_falls_into_sentences() {
        assert_eq!(split("One. Two? Three!"), ["One.", "Two?", "Three!"]);
        assert_eq!(
            split("Take 2.5 mg, e.g. at night. Dr. Lee agrees."),
            ["Take 2.5 mg, e.g. at night.", "Dr. Lee agrees."]
        );
        assert_eq!(
            split("In the U.S. Army. Take vitamin C. Rest"),
            ["In the U.S. Army.", "Take vitamin C.", "Rest"]
        );
        assert_eq!(split(" a "), ["a"]);
        assert_eq!(split(""), Vec::<&str>::new());
    }

    /// One text a line, with a bar wherever a sentence ends.
    #[test]
    fn hard_breaks_are_found() {
        let mut decisions = 0;
        let mut wrong = Vec::new();
        for line in include_str!("sentence/breaks.txt").lines().filter(|line| !line.is_empty()) {
            let expected: Vec<&str> = line.split(" | ").collect();
            let text = expected.join(" ");
            decisions += 1;
            if split(&text) != expected {
                wrong.push((expected.join(" | "), split(&text).join(" | ")));
            }
        }
        assert_eq!(wrong, []);
        assert!(decisions >= 150, "{decisions}");
    }

    #[test]
    fn a_mark_behind_the_stop_belongs_to_its_sentence() {
        assert_eq!(split("It helps. [1, 2] Rest too."), ["It helps. [1, 2]", "Rest too."]);
        assert_eq!(split("It helps.² Rest too."), ["It helps.²", "Rest too."]);
        assert_eq!(split("It helps.1,2 Rest too."), ["It helps.1,2", "Rest too."]);
        assert_eq!(split("It helps. [@lee2020] Rest"), ["It helps. [@lee2020]", "Rest"]);
    }

    /// The stops of a text, as a pattern says them.
    fn stops_by_pattern(text: &str) -> Vec<Stop> {
        static STOP: LazyLock<Regex> = LazyLock::new(|| {
            Regex::new(
                r#"(?x)(?P<stop>[.!?…]+)["”’')\]]*
                (?:\s?\[-?[@^0-9][^\]]{0,80}\])*
                (?P<mark>[⁰¹²³⁴-⁹,–]{1,9}|[0-9]{1,3}(?:[,–-][0-9]{1,3}){0,4})?
                (?P<blank>\s+|$)"#,
            )
            .unwrap()
        });
        let stops = STOP.captures_iter(text).map(|found| {
            let (stop, blank) = (found.name("stop").unwrap(), found.name("blank").unwrap());
            Stop {
                start: stop.start(),
                is_point: stop.as_str() == ".",
                has_glued_mark: found.name("mark").is_some_and(|mark| mark.start() == stop.end()),
                blank: blank.start(),
                end: blank.end(),
            }
        });
        stops.collect()
    }

    fn stops(text: &str) -> Vec<Stop> {
        let mut from = 0;
        std::iter::from_fn(|| {
            let stop = Stop::find(text, from)?;
            from = stop.end;
            Some(stop)
        })
        .collect()
    }

    proptest::proptest! {
        #[test]
        fn stops_are_those_of_the_pattern(
            text in "([a-c]{0,2}[.!?…—]{0,2}[\"”’)\\]]{0,1}( ?\\[-?[@^1-3a][a, .]{0,3}\\]){0,2}[²⁴,–1-3-]{0,4}[ \u{a0}\n]{0,2}){0,6}"
        ) {
            proptest::prop_assert_eq!(stops(&text), stops_by_pattern(&text));
        }
    }

    #[test]
    fn long_citations_are_none() {
        for length in [79, 80, 81] {
            for text in
                [format!("It. [1{}]² So", "a".repeat(length)), format!("It.[@{}] So", "é".repeat(length))]
            {
                assert_eq!(stops(&text), stops_by_pattern(&text), "{length}");
            }
        }
        for length in [8, 9, 10] {
            let text = format!("It.{} So", "²".repeat(length));
            assert_eq!(stops(&text), stops_by_pattern(&text), "{length}");
        }
        assert!(
            NEVER_LAST
                .iter()
                .chain(&COUNTED)
                .chain(&MAYBE_LAST)
                .all(|short| short.len() <= LONGEST_ABBREVIATION || short.contains('.'))
        );
    }

    #[test]
    fn quotations_are_known() {
        let is_quoted = |text: &str, at: usize| Quotations::of(text).hold(at);
        assert!(is_quoted("She says “studies show” it.", "She says “stu".len()));
        assert!(!is_quoted("She says “well” studies show it.", "She says “well” stu".len()));
        assert!(is_quoted("He said \"studies show\" it.", "He said \"st".len()));
        assert!(!is_quoted("A 6\" cut: studies show it.", "A 6\" cut: st".len()));
        assert!(!is_quoted("“a” b „c", "“a” ".len()));
        assert!(is_quoted("“a” b „c", "“a” b „".len()));
    }
}
