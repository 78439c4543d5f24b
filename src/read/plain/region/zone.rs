//! What lines say together of the list they are in: where a run of them ends, what introduces the list, where the text of
//! the page goes on.

use std::ops::Range;

use super::LONGEST;
use super::unit::{Part, Unit};
use crate::base::date::SlashOrder;
use crate::base::span::Span;
use crate::read::plain::line::{Line, behind_bullet};
use crate::read::plain::{listed, shape, splice};
use crate::words::link_words;

/// Of each unit, the run of lines it is in: no list goes over a heading of one, nor over what no list goes over.
pub(super) fn zones(units: &[Unit]) -> Vec<Range<usize>> {
    let mut zones: Vec<Range<usize>> = Vec::with_capacity(units.len());
    let mut from = 0;
    for (nth, unit) in units.iter().enumerate() {
        if matches!(unit.part, Part::Heading | Part::Button | Part::Wall) {
            zones.extend((from..nth).map(|_| from..nth));
            zones.push(nth..nth + 1);
            from = nth + 1;
        }
    }
    zones.extend((from..units.len()).map(|_| from..units.len()));
    zones
}

/// Of each unit, whether it stands below the last item of a list whose items are a line each. What is there goes on with
/// the last item only if it cannot stand alone.
pub(super) fn below_lists(units: &[Unit], zones: &[Range<usize>]) -> Vec<bool> {
    let mut below = vec![false; units.len()];
    let mut at = 0;
    while at < units.len() {
        let zone = zones.get(at).cloned().unwrap_or(at..at + 1);
        let run = units.get(zone.clone()).unwrap_or_default();
        let number = |nth: usize| run.get(nth).and_then(|unit| unit.mark.as_ref()).map(|(number, _)| *number);
        if let Some(first) = (0..run.len()).find(|nth| number(*nth) == Some(1)) {
            let mut last = first;
            let mut end = first + 1;
            while end < run.len()
                && number(end).is_some_and(|next| number(last).is_some_and(|above| listed::fits(next, above)))
            {
                last = end;
                end += 1;
            }
            // An item of several lines further down, and the items are not a line each.
            let goes_on = (end..run.len()).any(|nth| {
                number(nth).is_some_and(|next| number(last).is_some_and(|above| listed::fits(next, above)))
            });
            if end > first + 1 && !goes_on {
                below.get_mut(zone.start + end..zone.end).unwrap_or_default().fill(true);
            }
        } else if let Some(end) = end_of_lines(run) {
            below.get_mut(zone.start + end..zone.end).unwrap_or_default().fill(true);
        }
        at = zone.end.max(at + 1);
    }
    below
}

/// Makes marks of numbers that count the items of a list with a heading and are a line each: `1`, and below it the first
/// reference.
pub(super) fn mark_number_lines(source: &str, units: &mut [Unit], zones: &[Range<usize>]) {
    let mut at = 0;
    while let Some(zone) = zones.get(at).cloned() {
        let run = units.get(zone.clone()).unwrap_or_default();
        let is_number = |unit: &Unit, number: usize| {
            unit.part == Part::Free && unit.span.slice(source).parse() == Ok(number)
        };
        let mut counted: Vec<usize> = Vec::new();
        for (nth, unit) in run.iter().enumerate() {
            let near = counted.last().is_none_or(|last| nth - last <= LONGEST);
            if near && is_number(unit, counted.len() + 1) {
                counted.push(nth);
            }
        }
        if counted.len() >= LEAST_BEGUN && is_headed(units, &zone) {
            for (nth, number) in counted.into_iter().zip(1..) {
                if let Some(unit) = units.get_mut(zone.start + nth) {
                    unit.mark = Some((number, unit.span));
                    unit.text = Span::at(unit.span.end as usize);
                    (unit.opening, unit.ending, unit.piece) = (0, 0, true);
                    (unit.strong, unit.whole, unit.prose, unit.loose) = (false, false, false, false);
                }
            }
        }
        at = zone.end.max(at + 1);
    }
}

/// Of each unit, whether a reference begins with it, where the list tells: its numbers count its items, or the same words
/// that link to journals are below each.
pub(super) fn begins(source: &str, units: &[Unit], zones: &[Range<usize>]) -> Vec<Option<bool>> {
    let mut begins = vec![None; units.len()];
    let mut at = 0;
    while let Some(zone) = zones.get(at).cloned() {
        let counted = counted(source, units, &zone);
        // Sections and steps are counted as well.
        let is_counted = counted.len() >= LEAST_BEGUN && is_headed(units, &zone);
        let starts = if is_counted { counted } else { below_links(source, units, &zone) };
        if starts.len() >= LEAST_BEGUN {
            for pair in starts.windows(2) {
                let [start, next] = *pair else { continue };
                if next - start > LONGEST {
                    continue;
                }
                let item = units.get(start..next).unwrap_or_default();
                // Not every reference has its links: two between the same links are two.
                if is_counted || item.iter().filter(|unit| unit.whole).count() < 2 {
                    begins.get_mut(start + 1..next).unwrap_or_default().fill(Some(false));
                }
                for at in [start, next] {
                    if let Some(begun) = begins.get_mut(at) {
                        *begun = Some(true);
                    }
                }
            }
        }
        at = zone.end.max(at + 1);
    }
    begins
}

/// So many items show how the items of a list begin.
const LEAST_BEGUN: usize = 3;

/// Whether a heading of references is right above a zone.
fn is_headed(units: &[Unit], zone: &Range<usize>) -> bool {
    let above = zone.start.checked_sub(1).and_then(|above| units.get(above));
    above.is_some_and(|above| matches!(above.part, Part::Heading | Part::Button))
}

/// The units of a zone that are counted from 1 on, each written as the first.
fn counted(source: &str, units: &[Unit], zone: &Range<usize>) -> Vec<usize> {
    let form = |digits: Span| {
        let before = source.get(..digits.start as usize).and_then(|before| before.chars().next_back());
        let below = source.get(digits.end as usize..).and_then(|below| below.chars().next());
        let is_sign = |c: &char| matches!(c, '[' | ']' | '(' | ')' | '.' | ':');
        (before.filter(is_sign), below.filter(is_sign))
    };
    let mut counted: Vec<usize> = Vec::new();
    let mut first = None;
    for nth in zone.clone() {
        let mark = units.get(nth).filter(|unit| unit.part == Part::Free).and_then(|unit| unit.mark);
        let Some((number, digits)) = mark else { continue };
        let is_next = usize::try_from(number) == Ok(counted.len() + 1);
        if is_next && first.is_none_or(|first| first == form(digits)) {
            first = first.or(Some(form(digits)));
            counted.push(nth);
        }
    }
    counted
}

/// The units of a zone that are right below a line of words that link, and the first one of a list below its heading.
fn below_links(source: &str, units: &[Unit], zone: &Range<usize>) -> Vec<usize> {
    let is_link = |nth: usize| {
        units
            .get(nth)
            .is_some_and(|unit| unit.part == Part::Site && link_words::is_all(unit.text.slice(source)))
    };
    let is_free = |nth: &usize| units.get(*nth).is_some_and(|unit| unit.part == Part::Free);
    let mut starts: Vec<usize> =
        zone.clone().filter(|nth| is_free(nth) && *nth > zone.start && is_link(nth - 1)).collect();
    let last = zone.clone().rev().find(|nth| is_link(*nth)).unwrap_or(0);
    // What is below the last link words may be text as well.
    starts.retain(|nth| *nth < last);
    let headed = is_headed(units, zone);
    let opens = zone.clone().find(|nth| is_free(nth) && units.get(*nth).is_some_and(|unit| !unit.introduces));
    if let (true, Some(opens), Some(first)) = (headed, opens, starts.first())
        && opens < *first
    {
        starts.insert(0, opens);
    }
    starts
}

/// Where a list that has a whole reference on nearly every line ends: at the first line below its last reference that has
/// nothing of one, neither a number nor an address nor a stop.
fn end_of_lines(run: &[Unit]) -> Option<usize> {
    const LEAST: usize = 2;
    let is_strong = |unit: &Unit| unit.strong || unit.whole;
    let last = run.iter().rposition(is_strong)?;
    let listed = run.get(..=last)?.iter().filter(|unit| unit.part == Part::Free && !unit.introduces);
    let (all, strong) =
        listed.fold((0, 0), |(all, strong), unit| (all + 1, strong + usize::from(is_strong(unit))));
    if strong < LEAST || strong * 5 < all * 4 {
        return None;
    }
    let below = run.get(last + 1..)?;
    below.iter().position(|unit| unit.part == Part::Free && unit.loose).map(|nth| last + 1 + nth)
}

/// A sentence about the list, above it, may have been broken at its links: what goes on with it introduces the list too.
/// So does a tab above it, such as `History`.
pub(super) fn introduce(source: &str, units: &mut [Unit]) {
    let mut open = false;
    // Whether everything from the heading on introduces.
    let mut below_heading = false;
    for nth in 0..units.len() {
        let next = units.get(nth + 1).filter(|next| next.part == Part::Free);
        let next_small = next.is_some_and(|next| next.text.slice(source).starts_with(char::is_lowercase));
        let next_speaks = next.is_some_and(|next| next.intro || next.prose);
        let Some(unit) = units.get_mut(nth) else { break };
        if matches!(unit.part, Part::Heading | Part::Button) {
            (open, below_heading) = (false, true);
            continue;
        }
        let text = unit.text.slice(source);
        let ended = text.ends_with(['.', '!', '?', ':']);
        let plain = unit.part == Part::Free && !unit.strong && unit.mark.is_none() && !unit.bullet;
        let unfinished = below_heading && !ended && next_small && text.len() >= 60;
        // `Our information has been based on the sources below`
        let leads = text.ends_with("below") || text.ends_with("below.") || text.ends_with("following");
        let speaks = unit.prose || ((unit.intro || unfinished || leads) && is_about_sources(text));
        let tab = below_heading && next_speaks && !ended && !open && text.split_whitespace().count() < 3;
        unit.introduces = below_heading && plain && (tab || speaks || open);
        unit.intro |= unit.introduces;
        open = unit.introduces && !tab && !ended;
        below_heading = unit.introduces;
    }
}

/// Whether a sentence is about the sources of a page.
fn is_about_sources(text: &str) -> bool {
    ["our ", "we ", "this article", "this page", "sources", "references", "relies"]
        .iter()
        .any(|word| text.contains(word))
}

/// Makes each of several addresses in a row a reference of its own: after a title one goes on with it.
pub(super) fn part_addresses(units: &mut [Unit]) {
    const LEAST: usize = 3;
    for run in units.chunk_by_mut(|one, next| one.address == next.address) {
        if run.len() >= LEAST && run.iter().all(|unit| unit.address) {
            for unit in run {
                (unit.opening, unit.piece, unit.whole, unit.strong) = (0, false, true, true);
            }
        }
    }
}

/// Finds the headings of the page: what looks like one and is above a sentence. Below a list of whole lines the first
/// sentence may be as short as it likes.
pub(super) fn find_headings(source: &str, units: &mut [Unit], zones: &[Range<usize>]) {
    let mut at = 0;
    while let Some(zone) = zones.get(at) {
        let headed = zone.start.checked_sub(1).and_then(|above| units.get(above));
        let headed = headed.is_some_and(|above| matches!(above.part, Part::Heading | Part::Button));
        let run = units.get_mut(zone.clone()).unwrap_or_default();
        let last = run.iter().rposition(|unit| unit.strong);
        let first = run.iter().position(|unit| unit.whole);
        let listed = first.zip(last).and_then(|(first, last)| run.get(first..=last)).unwrap_or_default();
        let is_list = listed.len() > 1 && listed.iter().all(|unit| !unit.piece);
        // Where no list is, nothing has to be told from one.
        let end = if headed || last.is_some() { run.len() } else { 0 };
        for nth in 0..end {
            let Some(next) = run.get(nth + 1).filter(|next| next.part == Part::Free && next.opening == 0)
            else {
                // The title of a reference that was broken at its links is no heading.
                continue;
            };
            let says = next.prose && next.mark.is_none();
            let below_list = is_list && last.is_some_and(|last| nth > last);
            let listed = next.bullet || next.mark.as_ref().is_some_and(|(number, _)| *number == 1);
            let follows =
                below_list && !next.strong && (listed || is_short_sentence(next.text.slice(source)));
            let Some(unit) = run.get_mut(nth) else { break };
            let text = unit.text.slice(source);
            let plain = unit.part == Part::Free
                && !unit.strong
                && unit.mark.is_none()
                && !unit.bullet
                && text.len() < 110;
            let looks = || !text.ends_with('.') && shape::heading_look(text) == shape::HeadingGuess::Heading;
            unit.heads = plain
                && (shape::is_usual_section(text)
                    || (shape::is_usual_heading(text) && !text.contains(" of "))
                    || ((says || follows) && looks()));
        }
        at = zone.end.max(at + 1);
    }
}

/// Whether a text is a sentence without anything that references have: `Soft food helps.`
fn is_short_sentence(text: &str) -> bool {
    text.ends_with(['.', '!'])
        && text.split_whitespace().count() > 2
        && text.split_whitespace().skip(1).all(|word| !word.starts_with(char::is_uppercase))
        && !text.contains("://")
}

/// Whether a line that announces a list is an entry of a table of contents: short lines right above it, and what is right
/// below it is no reference.
pub(super) fn is_entry(source: &str, lines: &[Line], nth: usize, order: SlashOrder) -> bool {
    const ENTRIES: usize = 2;
    let text = |nth: usize| lines.get(nth).map_or("", |line| line.text(source));
    let is_short = |nth: usize| text(nth).len() < 70 && !text(nth).ends_with(['.', ',', ';']);
    let above = nth.saturating_sub(ENTRIES)..nth;
    let below = text(nth + 1);
    let bare = behind_bullet(below);
    let listed = listed::mark(bare, 0, true).is_some() || bare.len() < below.len();
    above.len() == ENTRIES
        && above.into_iter().all(is_short)
        && !listed
        && !splice::ends_reference(below, order)
}

/// Of each line, whether it begins an item of a list that has one item a line: a number with the next or the last one at
/// the beginning of another line, or a bullet among others.
pub(super) fn begun(source: &str, lines: &[Line]) -> Vec<bool> {
    let mut begun = vec![false; lines.len()];
    let mut above: Option<(usize, Option<u32>)> = None;
    for (nth, line) in lines.iter().enumerate() {
        let text = line.text(source);
        let bare = behind_bullet(text);
        let number = listed::mark(bare, 0, false).map(|(number, ..)| number);
        if number.is_none() && bare.len() == text.len() {
            continue;
        }
        let here = (nth, number);
        if let Some((last, before)) = above
            && nth - last <= LONGEST
            && before.map(|before| before + 1) == number
        {
            for nth in [last, nth] {
                if let Some(line) = begun.get_mut(nth) {
                    *line = true;
                }
            }
        }
        above = Some(here);
    }
    begun
}
