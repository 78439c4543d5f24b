//! A page whose body was pasted twice.

use std::collections::{HashMap, HashSet};

use super::line::Line;
use crate::base::problem::{Problem, ProblemKind};

/// A line shorter than this may well stand twice on a page.
const TELLING: usize = 60;

/// Marks the second copy of a body as no part of the page, and says so.
pub(super) fn mark(source: &str, lines: &mut [Line], problems: &mut Vec<Problem>) {
    let Some((first, second)) = repetition(source, lines) else {
        return;
    };
    if let (Some(copy), Some(original)) = (lines.get(second), lines.get(first)) {
        problems.push(
            Problem::new(
                ProblemKind::Ambiguous,
                copy.span,
                "from here on the text repeats what stands above",
            )
            .label(original.span, "the same text")
            .help("Delete the second copy if the page was pasted twice by mistake; it was not read."),
        );
    }
    let (original, copy) = lines.split_at_mut(second);
    let known: HashSet<&str> = original.iter().map(|line| line.text(source)).collect();
    for line in copy {
        line.site |= known.contains(line.text(source));
    }
}

/// Where the text begins to say again what it has said, and where it said so first.
fn repetition(source: &str, lines: &[Line]) -> Option<(usize, usize)> {
    let telling = |line: &Line| line.span.len() >= TELLING && !line.site;
    let mut seen: HashMap<&str, usize> = HashMap::new();
    let mut pair = None;
    for (nth, line) in lines.iter().enumerate().filter(|(_, line)| telling(line)) {
        if let Some(first) = seen.get(line.text(source)) {
            pair = Some((*first, nth));
            break;
        }
        seen.insert(line.text(source), nth);
    }
    let (first, second) = pair?;
    // Of what is between the two, most must come again: a warning that is printed twice is no second copy.
    let original: Vec<&str> =
        lines.get(first..second)?.iter().filter(|line| telling(line)).map(|line| line.text(source)).collect();
    let again: HashSet<&str> =
        lines.get(second..)?.iter().filter(|line| telling(line)).map(|line| line.text(source)).collect();
    let repeated = original.iter().filter(|text| again.contains(*text)).count();
    if repeated < 2 || repeated * 10 < original.len() * 6 {
        return None;
    }
    // The headings right before the first repeated paragraph belong to the copy.
    let same = |one: usize, other: usize| {
        lines.get(one).map(|line| line.text(source)) == lines.get(other).map(|line| line.text(source))
    };
    let (mut first, mut second) = (first, second);
    while first > 0 && second > first + 1 && same(first - 1, second - 1) {
        first -= 1;
        second -= 1;
    }
    Some((first, second))
}
