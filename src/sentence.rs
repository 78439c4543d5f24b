//! Sentences: where running text falls apart, and what of it is quoted.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

/// The sentences of a text, in order, without the blanks between them. Marks of citations behind a
/// stop (`spasms. [2]`, `spasms.²`) belong to the sentence before them.
#[must_use]
pub fn sentences(text: &str) -> Vec<Range<usize>> {
    static STOP: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r#"(?x)(?P<stop>[.!?…]+)["”’')\]]*
            (?:\s?\[-?[@^\d][^\]]{0,80}\])*
            (?:[⁰¹²³⁴-⁹,–]{1,9}|\d{1,3}(?:[,–-]\d{1,3}){0,4})?
            (?P<blank>\s+|$)"#,
        )
        .expect("the pattern is valid")
    });
    let mut sentences = Vec::new();
    let mut start = text.len() - text.trim_start().len();
    for found in STOP.captures_iter(text) {
        let (Some(stop), Some(blank)) = (found.name("stop"), found.name("blank")) else {
            continue;
        };
        let behind = text.get(blank.end()..).unwrap_or("").chars().next();
        let begins = behind.is_none_or(|next| !next.is_lowercase() && !matches!(next, ',' | ';' | '–' | '-'));
        let before = text.get(start..stop.start()).unwrap_or("");
        if !begins || (stop.as_str() == "." && behind.is_some() && is_abbreviated(before)) {
            continue;
        }
        sentences.push(start..blank.start());
        start = blank.end();
    }
    let end = text.trim_end().len();
    if start < end {
        sentences.push(start..end);
    }
    sentences
}

/// True where the bytes at `at` stand between quotation marks.
#[must_use]
pub fn is_quoted(text: &str, at: usize) -> bool {
    let (Some(before), Some(behind)) = (text.get(..at), text.get(at..)) else {
        return false;
    };
    let open = before.rfind(['“', '«', '„']);
    let curled = open.is_some_and(|open| before.get(open..).is_some_and(|part| !part.contains(['”', '»'])));
    let straight = before.matches('"').count() % 2 == 1 && behind.contains('"');
    curled || straight
}

/// True of the text before a stop that ends a word and no sentence.
fn is_abbreviated(before: &str) -> bool {
    const SHORT: [&str; 22] = [
        "al", "approx", "ca", "cf", "dr", "drs", "e.g", "fig", "figs", "i.e", "incl", "jr", "mr", "mrs",
        "ms", "no", "prof", "sr", "st", "vol", "vs", "viz",
    ];
    let mut words = before.split_whitespace().rev();
    let last = words.next().unwrap_or("").trim_start_matches(['(', '[', '“', '"']);
    let lowered = last.to_lowercase();
    if SHORT.contains(&lowered.as_str())
        || last.contains('.') && last.chars().all(|c| c.is_alphabetic() || c == '.')
    {
        return lowered != "no" || last == "No";
    }
    // `J. Smith`, but not `vitamin C.`
    let initial = last.chars().count() == 1 && last.chars().all(char::is_uppercase) && last != "I";
    const LETTERED: [&str; 7] = ["vitamin", "hepatitis", "type", "group", "vitamins", "factor", "stage"];
    initial && words.next().is_none_or(|word| !LETTERED.contains(&word.to_lowercase().as_str()))
}

#[cfg(test)]
mod tests {
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

    #[test]
    fn a_mark_behind_the_stop_belongs_to_its_sentence() {
        assert_eq!(split("It helps. [1, 2] Rest too."), ["It helps. [1, 2]", "Rest too."]);
        assert_eq!(split("It helps.² Rest too."), ["It helps.²", "Rest too."]);
        assert_eq!(split("It helps.1,2 Rest too."), ["It helps.1,2", "Rest too."]);
        assert_eq!(split("It helps. [@lee2020] Rest"), ["It helps. [@lee2020]", "Rest"]);
    }

    #[test]
    fn quotations_are_known() {
        assert!(is_quoted("She says “studies show” it.", "She says “stu".len()));
        assert!(!is_quoted("She says “well” studies show it.", "She says “well” stu".len()));
        assert!(is_quoted("He said \"studies show\" it.", "He said \"st".len()));
        assert!(!is_quoted("A 6\" cut: studies show it.", "A 6\" cut: st".len()));
    }
}
