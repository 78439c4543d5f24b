//! Numbers in running text that point at the references of the list: `[1]`, `¹`, `spasms.1`, `spasms. 1`.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use crate::base::steps::step;
use crate::page::body::CitationForm;
use crate::read::markdown::number::{self, Cited, Style};

/// A mark in the prose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Mark {
    /// How it is written.
    pub(super) form: CitationForm,
    /// The whole mark.
    pub(super) range: Range<usize>,
    /// Its numbers.
    pub(super) numbers: Vec<Cited>,
    /// Whether it is bare digits, which are no part of what a reader reads as the sentence.
    pub(super) bare: bool,
}

/// The numbers that marks of a text may name.
#[derive(Clone, Debug, Default)]
pub(super) struct Listed {
    /// Those of the list.
    pub(super) known: HashSet<u32>,
    /// Where the list is not on the page, or only its first items are, those that its marks in parentheses count up to.
    pub(super) lost: HashSet<u32>,
}

/// The numbers of a list that was left out when the page was pasted: its marks in parentheses count up from 1, as those
/// of no other thing do. `texts` are the paragraphs in order.
pub(super) fn lost<'t>(texts: impl Iterator<Item = &'t str>) -> HashSet<u32> {
    /// So many sources have no accidental order.
    const LEAST: u32 = 5;
    static ALL: LazyLock<HashSet<u32>> = LazyLock::new(|| (1..=200).collect());
    /// So many at once are a count, not a range of sources.
    const MOST_AT_ONCE: u32 = 12;
    /// So many marks that each go on are no accident.
    const LEAST_RISING: u32 = 3;
    /// So many in a row may be marks in the midst of a sentence, which are not looked for.
    const MOST_MISSED: u32 = 2;
    let (mut next, mut astray, mut rising) = (1, 0, 0);
    let marks = texts.flat_map(|text| parenthesised(text, &ALL));
    for number in marks.flat_map(|mark| mark.numbers) {
        let (first, last) = (number.first, number.last.map_or(number.first, |(last, _)| last));
        // `(3-6)` is the first mention of 4, 5 and 6 too.
        // The first one begins the list: `(3-6)` alone counts days.
        if first > next + MOST_MISSED || last > first + MOST_AT_ONCE || next == 1 && first > 1 {
            astray += 1;
        } else if last >= next {
            next = last + 1;
            rising += 1;
        }
    }
    if next > LEAST && rising >= LEAST_RISING && astray * 5 < next {
        (1..next + astray).collect()
    } else {
        HashSet::new()
    }
}

/// The marks of a paragraph, in order. Bare numbers count where the list has all of them.
/// `raised` are numbers that were alone in their lines, which cites any entry of the list.
pub(super) fn find(text: &str, numbers: &Listed, raised: &[Range<usize>]) -> Vec<Mark> {
    let listed = &numbers.known;
    let mut marks = Vec::new();
    for range in raised {
        let (numbers, end) = number::list(text, range.start, Style::Plain);
        if !numbers.is_empty() && end <= range.end {
            let range = range.start..end;
            marks.push(Mark { form: CitationForm::Superscript, range, numbers, bare: true });
        }
    }
    marks.extend(bracketed(text));
    marks.extend(parenthesised(text, if numbers.lost.is_empty() { listed } else { &numbers.lost }));
    if listed.is_empty() {
        marks.extend(last(text));
    } else {
        let alone = |mark: &Mark| {
            raised.iter().any(|range| range.start < mark.range.end && mark.range.start < range.end)
        };
        marks.extend(bare(text, listed).into_iter().filter(|mark| !alone(mark)));
    }
    marks.sort_by_key(|mark| mark.range.start);
    marks
}

/// Numbers in brackets and digits that are written raised.
fn bracketed(text: &str) -> Vec<Mark> {
    let mut marks = Vec::new();
    if text.is_ascii() && !text.contains('[') {
        return marks;
    }
    let mut at = 0;
    for (start, c) in text.char_indices() {
        if start < at {
            continue;
        }
        let (form, found) = match c {
            '[' => (CitationForm::Number, number::bracketed(text, start)),
            _ if number::superscript(c).is_some() => {
                let (numbers, end) = number::list(text, start, Style::Raised);
                let power =
                    numbers.first().is_some_and(|first| number::is_exponent(text, start..end, first.first));
                (CitationForm::Superscript, (!numbers.is_empty() && !power).then_some((numbers, end)))
            }
            _ => continue,
        };
        if let Some((numbers, end)) = found {
            at = end;
            marks.push(Mark { form, range: start..end, numbers, bare: false });
        }
    }
    marks
}

/// `(1)` and `(2Trusted Source)` at the end of a sentence or a clause. In the midst of one it counts
/// what the sentence lists.
fn parenthesised(text: &str, listed: &HashSet<u32>) -> Vec<Mark> {
    static PARENTHESISED: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"\((\d[\d,\s–-]{0,20}?)((?:\s?Trusted Source(?:,\s?\d{1,3})*)*)\)(?:[.,;:!?]|\s*$)")
            .expect("the pattern is valid")
    });
    const TRUSTED: &str = "Trusted Source";
    let mut marks = Vec::new();
    if !text.contains('(') {
        return marks;
    }
    for found in PARENTHESISED.captures_iter(text) {
        let (Some(all), Some(digits), Some(more)) = (found.get(0), found.get(1), found.get(2)) else {
            continue;
        };
        // `2022;105(4):368-376`: the issue of a journal. `Women 45 (51)`: a count and its share.
        let before = text.get(..all.start()).unwrap_or("");
        let counted = before
            .split_whitespace()
            .next_back()
            .is_some_and(|word| word.bytes().all(|b| b.is_ascii_digit()));
        if counted || before.ends_with(|c: char| c.is_ascii_digit()) {
            continue;
        }
        let (mut numbers, end) = number::list(text, digits.start(), Style::Plain);
        // `(2Trusted Source, 3)`
        for (at, _) in more.as_str().match_indices(TRUSTED) {
            let behind = more.start() + at + TRUSTED.len();
            let rest = text.get(behind..more.end()).unwrap_or("");
            let start = behind + rest.len() - rest.trim_start_matches([',', ' ']).len();
            numbers.extend(number::list(text.get(..more.end()).unwrap_or(""), start, Style::Plain).0);
        }
        if !numbers.is_empty()
            && end == digits.end()
            && numbers.iter().all(|number| is_listed(number, listed))
        {
            let close = all.as_str().find(')').map_or(all.len(), |at| at + 1);
            let range = all.start()..all.start() + close;
            marks.push(Mark { form: CitationForm::Number, range, numbers, bare: false });
        }
    }
    marks
}

fn is_listed(number: &Cited, listed: &HashSet<u32>) -> bool {
    listed.contains(&number.first) && number.last.as_ref().is_none_or(|(last, _)| listed.contains(last))
}

/// The numbers that brackets, parentheses and raised digits of a text name: marks without a doubt.
pub(super) fn certain(text: &str) -> Vec<u32> {
    static ALL: LazyLock<HashSet<u32>> = LazyLock::new(|| (1..=200).collect());
    bracketed(text)
        .into_iter()
        .chain(parenthesised(text, &ALL))
        .flat_map(|mark| mark.numbers)
        .flat_map(ends)
        .collect()
}

/// The numbers of a list that are glued to words of a text.
pub(super) fn glued(text: &str, listed: &HashSet<u32>) -> Vec<u32> {
    bare(text, listed).into_iter().flat_map(|mark| mark.numbers).flat_map(ends).collect()
}

/// The first and the last number of a range; of a single number, that.
fn ends(number: Cited) -> impl Iterator<Item = u32> {
    [Some(number.first), number.last.map(|(last, _)| last)].into_iter().flatten()
}

/// A number glued to the last word of a paragraph, in a text that lost its list: `the narrowing grows worse1`.
fn last(text: &str) -> Option<Mark> {
    static LAST: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"\s\p{Ll}{4,}[.]?(\d)$").expect("the pattern is valid"));
    let digit = LAST.captures(text.trim_end()).filter(|_| text.len() > 80)?.get(1)?;
    let (numbers, end) = number::list(text, digit.start(), Style::Plain);
    let counts = names_something(text, digit.start()) || numbers.is_empty();
    (!counts).then(|| Mark { form: CitationForm::Number, range: digit.start()..end, numbers, bare: true })
}

/// The numbers in a line of its own.
pub(super) fn raised(text: &str, range: Range<usize>) -> Vec<u32> {
    let (numbers, _) = number::list(text.get(..range.end).unwrap_or(""), range.start, Style::Plain);
    numbers.into_iter().flat_map(ends).collect()
}

/// Digits that lost their raised position: glued to the word or its stop, or after the stop.
fn bare(text: &str, listed: &HashSet<u32>) -> Vec<Mark> {
    static BARE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r#"(?x)(?:(?:\p{Ll}{3}|\p{Ll}[.,;:!?)”"’]|[)\]”’][.,;]?)(?P<glued>\d)|\p{Ll}[.!?][)”’]?[\ \u{a0}](?P<parted>\d))"#,
        )
        .expect("the pattern is valid")
    });
    let mut marks = Vec::new();
    if !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return marks;
    }
    let mut at = 0;
    while let Some(found) = BARE.captures_at(text, at) {
        step();
        at = found.get(0).map_or(text.len(), |all| all.end());
        let Some(first) = found.name("glued").or_else(|| found.name("parted")) else {
            continue;
        };
        let (numbers, end) = number::list(text, first.start(), Style::Plain);
        let behind = text.get(end..).unwrap_or("");
        let parted = found.name("parted").is_some();
        // `spasms. 2 The` cites, `spasms. 2 weeks` counts; a glued number ends its word.
        let ends = if parted {
            behind.is_empty()
                || behind.trim_start().starts_with(char::is_uppercase)
                    && behind.starts_with([' ', '\n', '\u{a0}'])
        } else {
            behind.chars().next().is_none_or(|c| {
                c.is_whitespace() || matches!(c, '.' | ',' | ';' | ':' | ')' | '?' | '!' | '—' | '–')
            }) && !behind
                .strip_prefix(['.', ',', ':'])
                .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
        };
        if numbers.is_empty()
            || !ends
            || !numbers.iter().all(|number| is_listed(number, listed))
            || names_something(text, first.start())
        {
            continue;
        }
        at = end;
        let range = first.start()..end;
        marks.push(Mark { form: CitationForm::Number, range, numbers, bare: true });
    }
    marks
}

/// Whether the word before a glued number is one that numbers belong to: `omega3`, `page12`.
fn names_something(text: &str, at: usize) -> bool {
    const WORDS: [&str; 16] = [
        "omega",
        "interleukin",
        "factor",
        "type",
        "grade",
        "stage",
        "page",
        "table",
        "figure",
        "fig",
        "phase",
        "group",
        "vitamin",
        "covid",
        "version",
        "step",
    ];
    let before = text.get(..at).unwrap_or("");
    let word = before.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
    WORDS.iter().any(|known| known.eq_ignore_ascii_case(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        let listed = Listed { known: HashSet::from([1, 2, 3, 4]), ..Listed::default() };
        find(text, &listed, &[]).into_iter().map(|mark| &text[mark.range]).collect()
    }

    #[test]
    fn numbers_that_lost_their_place_cite() {
        assert_eq!(found("It causes spasms.1 The pain fades,2,3 mostly."), ["1", "2,3"]);
        assert_eq!(
            found("It causes spasms. 1 The pain fades.¹ Rest [2] helps (a lot).3"),
            ["1", "¹", "[2]", "3"]
        );
        assert_eq!(found("It causes spasms1-3 and pain."), ["1-3"]);
        assert_eq!(
            found("It helps (2Trusted Source). It lasts (1, 3), too (4)"),
            ["(2Trusted Source)", "(1, 3)", "(4)"]
        );
        assert_eq!(found("It helps (2Trusted Source, 3)."), ["(2Trusted Source, 3)"]);
        assert_eq!(found("It helps (2Trusted Source, 9)."), Vec::<&str>::new());
    }

    #[test]
    fn numbers_that_belong_to_words_do_not() {
        for text in [
            "COVID-19 and T4",
            "vitamin B12",
            "omega3 oil",
            "It takes long. 2 weeks at least.",
            "at 3.5 mg",
            "in2 out",
            "spasms.9",
            "(1) pain and (2) fever, or (9).",
        ] {
            assert_eq!(found(text), Vec::<&str>::new(), "{text}");
        }
    }

    #[test]
    fn marks_in_parentheses_go_on_where_a_list_shows_its_first_items() {
        let numbers = Listed { known: HashSet::from([1, 2]), lost: (1..=9).collect() };
        let found = |text: &str| find(text, &numbers, &[]).len();
        assert_eq!((found("Rest helps (2, 7)."), found("It helps.7 So does sleep.2")), (1, 1));
    }

    #[test]
    fn marks_that_count_up_have_lost_their_list() {
        let page = [
            "Binges are common (1).",
            "They hurt the heart (2, 3).",
            "Rest helps (2).",
            "So does sleep (4, 5).",
        ];
        assert_eq!(lost(page.into_iter()), HashSet::from([1, 2, 3, 4, 5]));
        let ranges = ["They are common (1–3).", "They hurt (3-6).", "Rest helps (2, 7)."];
        assert_eq!(lost(ranges.into_iter()), (1..=7).collect());
        let missed = ["They are common (1–3).", "In one study (4) they hurt.", "They last (5, 6)."];
        assert_eq!(lost(missed.into_iter()), (1..=6).collect());
        for counts in
            [["Most colds last a few days (3–6).", ""], ["Boys relapsed (3).", "Girls relapsed (5)."]]
        {
            assert_eq!(lost(counts.into_iter()), HashSet::new());
        }
        assert_eq!(lost(["It took weeks (1–90)."].into_iter()), HashSet::new());
        let steps = ["Do (1) this.", "Women 45 (51).", "Of the patients (12).", "At grade (3)."];
        assert_eq!(lost(steps.into_iter()), HashSet::new());
        let numbers = Listed { lost: HashSet::from([1, 2]), ..Listed::default() };
        let found = |text: &str| find(text, &numbers, &[]).len();
        assert_eq!((found("Rest helps (2)."), found("Women, 45 (2)."), found("Vitamins2 help.")), (1, 0, 0));
    }
}
