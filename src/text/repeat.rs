//! A page whose body was pasted twice.

use std::collections::{HashMap, HashSet};

use super::line::Chunk;
use crate::problem::{Problem, ProblemKind};
use crate::title;

/// A paragraph shorter than this may well stand twice on a page.
const TELLING: usize = 60;

/// Takes the second copy of a body out, and says so.
pub(super) fn drop_repeated(chunks: &mut Vec<Chunk>, problems: &mut Vec<Problem>) {
    let folded: Vec<String> = chunks.iter().map(|chunk| title::fold(chunk.text())).collect();
    let Some((first, second)) = repetition(&folded) else {
        return;
    };
    let known: HashSet<&String> = folded.iter().take(second).collect();
    let mut nth = 0;
    if let (Some(copy), Some(original)) = (chunks.get(second), chunks.get(first)) {
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
    chunks.retain(|_| {
        let keep = nth < second || folded.get(nth).is_none_or(|text| !known.contains(text));
        nth += 1;
        keep
    });
}

/// Where the text begins to say again what it has said, and where it said so first.
fn repetition(folded: &[String]) -> Option<(usize, usize)> {
    let mut seen: HashMap<&str, usize> = HashMap::new();
    let mut pair = None;
    for (nth, text) in folded.iter().enumerate().filter(|(_, text)| text.len() >= TELLING) {
        match seen.get(text.as_str()) {
            Some(first) => {
                pair = Some((*first, nth));
                break;
            }
            None => drop(seen.insert(text, nth)),
        }
    }
    let (first, second) = pair?;
    // Of what stands between the two, most must come again: a warning that is printed twice is no second copy.
    let telling = |from: usize, to: usize| {
        folded.iter().take(to).skip(from).filter(|text| text.len() >= TELLING).collect::<Vec<_>>()
    };
    let original = telling(first, second);
    let again: HashSet<&String> = telling(second, folded.len()).into_iter().collect();
    let repeated = original.iter().filter(|text| again.contains(*text)).count();
    if repeated < 2 || repeated * 10 < original.len() * 6 {
        return None;
    }
    // The headings right before the first repeated paragraph belong to the copy.
    let (mut first, mut second) = (first, second);
    while first > 0 && second > first + 1 && folded.get(first - 1) == folded.get(second - 1) {
        first -= 1;
        second -= 1;
    }
    Some((first, second))
}
