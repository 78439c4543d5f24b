//! The numbers of a list of references.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use crate::base::steps::step;
use crate::read::markdown::number;

/// Numbers of a list rise; one may have been left out.
pub(super) fn fits(number: u32, last: u32) -> bool {
    number > last && number <= last + 3 || (last == 0 && number <= 3)
}

/// The number at the start of a reference: its value, its bytes, and where the reference begins.
pub(super) fn mark(text: &str, at: usize, glued: bool) -> Option<(u32, Range<usize>, usize)> {
    static MARK: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^\s*(?:\[(\d{1,3})\][.:]?\s*|\((\d{1,3})\)\s+|(\d{1,3})[.):]+(?:\s+|$)|(\d{1,3})[.)]|([¹²³⁰⁴-⁹]{1,3})\s*|(\d{1,3})\s+|(\d{1,2}))")
            .expect("the pattern is valid")
    });
    let rest = text.get(at..)?;
    let found = MARK.captures(rest)?;
    let digits = (1..=7).find_map(|group| found.get(group))?;
    let behind = rest.get(found.get(0)?.end()..)?;
    let bare = found.get(6).is_some();
    let stuck = found.get(4).is_some() || found.get(7).is_some();
    // `2020 guidelines` and `3 steps` begin with numbers that are no marks; `1Smith` is one.
    let capital = behind.starts_with(|c: char| c.is_uppercase() || matches!(c, '“' | '"' | '‘'));
    if (bare && !capital && !behind.is_empty()) || (stuck && !(glued && capital)) {
        return None;
    }
    let value = digits
        .as_str()
        .chars()
        .map(|c| c.to_digit(10).or_else(|| number::superscript(c)))
        .try_fold(0_u32, |value, digit| Some(value * 10 + digit?))?;
    (value > 0).then(|| {
        (value, at + digits.start()..at + digits.end(), at + found.get(0).map_or(0, |all| all.end()))
    })
}

/// Marks within a chunk: a list that was pasted as one paragraph.
pub(super) fn inner_marks(text: &str, from: usize) -> Vec<(usize, u32, Range<usize>, usize)> {
    static INNER: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"[.\])/\w]\s+(?:\[(\d{1,3})\]\s*|(\d{1,3})[.)]\s+)[\p{Lu}“]")
            .expect("the pattern is valid")
    });
    let mut marks = Vec::new();
    let mut at = from;
    while let Some(found) = INNER.captures_at(text, at) {
        step();
        let (Some(all), Some(digits)) = (found.get(0), found.get(1).or_else(|| found.get(2))) else {
            break;
        };
        let behind = all.end() - all.as_str().chars().next_back().map_or(0, char::len_utf8);
        let bracket = usize::from(found.get(1).is_some());
        if let Ok(number) = digits.as_str().parse() {
            marks.push((digits.start() - bracket, number, digits.range(), behind));
        }
        at = behind;
    }
    marks
}
