//! Lists of references at the end of a text.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::line::Chunk;
use crate::date::SlashOrder;
use crate::markdown::number;
use crate::reference;
use crate::steps::step;

/// A reference, or a part of one, within a chunk of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Item {
    /// The number, and its bytes; none of a part that goes on with the reference before it, and
    /// in lists without numbers.
    pub(super) mark: Option<(u32, Range<usize>)>,
    /// The bytes of the reference.
    pub(super) range: Range<usize>,
    /// True where it goes on with the reference before it.
    pub(super) goes_on: bool,
}

/// How the chunks of a list fall into references, one list of items for each chunk.
pub(super) fn items(section: &[&Chunk], order: SlashOrder) -> Vec<Vec<Item>> {
    let marked = section.first().is_some_and(|first| mark(first.text(), 0, true).is_some());
    let mut last = 0;
    let mut all = Vec::with_capacity(section.len());
    let mut begun = false;
    // A number alone in its line: its reference stands in the next.
    let mut pending: Option<(usize, u32)> = None;
    for (nth, chunk) in section.iter().enumerate() {
        let text = chunk.text();
        if !marked {
            // What says no title right below a reference is the rest of it: an address, a DOI.
            let goes_on = nth > 0 && !chunk.opens && !chunk.bullet && !has_title(text, order);
            all.push(vec![Item { mark: None, range: 0..text.len(), goes_on }]);
            continue;
        }
        let mut items = Vec::new();
        let mut from = 0;
        let mut goes_on = true;
        let mut current: Option<(u32, Range<usize>)> = None;
        if let Some((number, digits, behind)) = mark(text, 0, true).filter(|(number, ..)| fits(*number, last))
        {
            last = number;
            current = Some((number, digits));
            from = behind;
            goes_on = false;
        }
        let _ = pending.take().filter(|(before, _)| *before + 1 == nth);
        for (at, number, digits, behind) in inner_marks(text, from) {
            if number != last + 1 {
                continue;
            }
            push(&mut items, current.take(), from..at, goes_on && begun, text);
            last = number;
            current = Some((number, digits));
            from = behind;
            goes_on = false;
        }
        if from >= text.len() && !goes_on {
            pending = Some((nth, last));
        }
        push(&mut items, current, from..text.len(), goes_on && begun, text);
        begun = true;
        all.push(items);
    }
    all
}

fn push(
    items: &mut Vec<Item>,
    mark: Option<(u32, Range<usize>)>,
    range: Range<usize>,
    goes_on: bool,
    text: &str,
) {
    let part = text.get(range.clone()).unwrap_or("");
    let start = range.start + part.len() - part.trim_start().len();
    let end = start + part.trim().len();
    if mark.is_some() || start < end {
        items.push(Item { mark, range: start..end.max(start), goes_on });
    }
}

/// Gives the references of a list that lost its numbers the numbers they had: their places. `cited` are
/// the numbers that the text names; where it names none, or more than there are references, nothing is changed.
pub(super) fn number<'a>(items: impl Iterator<Item = &'a mut Item> + 'a, cited: &[u32], count: usize) {
    let highest = cited.iter().max().map_or(0, |highest| *highest as usize);
    if highest == 0 || highest > count {
        return;
    }
    for (number, item) in (1..).zip(items.filter(|item| !item.goes_on)) {
        item.mark = Some((number, item.range.start..item.range.start));
    }
}

/// Numbers of a list rise; one may have been left out.
fn fits(number: u32, last: u32) -> bool {
    number > last && number <= last + 3 || (last == 0 && number <= 3)
}

/// The number at the start of a reference: its value, its bytes, and where the reference begins.
fn mark(text: &str, at: usize, glued: bool) -> Option<(u32, Range<usize>, usize)> {
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

/// True of a text that begins with the number of a reference.
pub(super) fn begins_with_mark(text: &str) -> bool {
    mark(text, 0, true).is_some()
}

/// True of a sentence or several that are no reference: they name no year, no address and no number.
pub(super) fn is_prose(text: &str, order: SlashOrder) -> bool {
    let options = reference::text::Options { slash_order: order, linked: false };
    text.len() >= 60
        && text.ends_with(['.', '!', ':'])
        && !text.contains(|c: char| c.is_ascii_digit())
        && !text.contains("://")
        && reference::read(text, options).is_none()
}

/// Marks within a chunk: a list that was pasted as one paragraph.
fn inner_marks(text: &str, from: usize) -> Vec<(usize, u32, Range<usize>, usize)> {
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

fn has_title(text: &str, order: SlashOrder) -> bool {
    let options = reference::text::Options { slash_order: order, linked: true };
    let address = !text.contains(char::is_whitespace) && text.contains('/');
    !address
        && text.starts_with(|c: char| c.is_uppercase() || !c.is_alphabetic())
        && reference::read(text, options).is_some_and(|read| read.title.is_some())
}

/// True of a chunk that can be nothing but a reference.
pub(super) fn is_strong(text: &str, order: SlashOrder) -> bool {
    if text.len() > 1200 || !text.contains(|c: char| c.is_ascii_digit()) {
        return false;
    }
    let start = mark(text, 0, true).map_or(0, |(.., behind)| behind);
    let Some(rest) = text.get(start..) else {
        return false;
    };
    // A sentence that ends in a spliced reference has prose before the number.
    if start == 0 && !super::splice::find(text, 0, order).found.is_empty() {
        return false;
    }
    let options = reference::text::Options { slash_order: order, linked: false };
    reference::read(rest, options).is_some_and(|read| {
        read.accessed.is_some()
            || read.doi.is_some()
            || read.pmid.is_some()
            || read.pmcid.is_some()
            || (read.container.is_some() && read.volume.is_some())
            || (read.url.is_some()
                && read.title.is_some()
                && (read.publisher.is_some() || !read.authors.is_empty()))
    })
}

/// True of a chunk that bears a number and reads like a reference.
pub(super) fn is_numbered_reference(text: &str, order: SlashOrder) -> bool {
    let Some((.., behind)) = mark(text, 0, false) else {
        return false;
    };
    let options = reference::text::Options { slash_order: order, linked: false };
    text.get(behind..).and_then(|rest| reference::read(rest, options)).is_some()
}
