//! A line, or a part of one, as a piece of a list of references: how it may open a reference, end one, or be neither.

mod words;

use std::cell::OnceCell;

use super::found::Found;
use super::{NEVER, WIDEST};
use crate::base::date::SlashOrder;
use crate::base::span::Span;
use crate::read::plain::line::{Line, behind_bullet};
use crate::read::plain::{listed, splice};

use words::{
    ending, is_address, is_body_text, is_contact, is_dose, is_loose, is_prose, is_quoted, is_row,
    may_be_house_and_title, opening,
};
pub(super) use words::{is_address_word, is_stop, last_word, may_end};

/// The most bytes a line has that is cut into several references.
const LONGEST_LINE: usize = 16 * 1024;

/// What a line is, as far as lists of references are concerned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// The heading of a list.
    Heading,
    /// A button that opens one: `Show References`.
    Button,
    /// A line of the site, which may stand within a list.
    Site,
    /// What no list goes over: people, dates, other pages.
    Wall,
    /// Anything else.
    Free,
}

/// A line, or a part of one where several references are in it.
#[derive(Clone, Debug)]
pub(super) struct Unit {
    pub(super) line: usize,
    pub(super) span: Span,
    pub(super) part: Part,
    pub(super) opens: bool,
    pub(super) indent: usize,
    pub(super) bullet: bool,
    /// The number before it, its bytes, and where the text begins.
    pub(super) mark: Option<(u32, Span)>,
    /// The bytes without bullet and number.
    pub(super) text: Span,
    /// How well it opens a reference.
    pub(super) opening: i32,
    /// How well a reference may end after it.
    pub(super) ending: i32,
    /// Whether it holds what only references have.
    pub(super) strong: bool,
    /// Whether it is a sentence or several without anything of a reference.
    pub(super) prose: bool,
    /// Whether it may introduce a list: a sentence without a number and an address.
    pub(super) intro: bool,
    /// Whether it is a whole reference alone.
    pub(super) whole: bool,
    /// Whether it has nothing of a reference: no number, no address, no stop, no name before a title.
    pub(super) loose: bool,
    /// Whether it is an address and nothing else.
    pub(super) address: bool,
    /// Whether it looks like a piece of a reference rather than a whole one.
    pub(super) piece: bool,
    /// Whether it looks like a heading of the page.
    pub(super) heads: bool,
    /// Whether it stands between the heading and the list and is about the list.
    pub(super) introduces: bool,
    /// What reading it alone finds, once it was read.
    found: OnceCell<Found>,
}

impl Unit {
    pub(super) fn plain(nth: usize, line: Line, span: Span, part: Part) -> Unit {
        Unit {
            line: nth,
            span,
            part,
            opens: line.opens,
            indent: line.indent,
            bullet: false,
            mark: None,
            text: span,
            opening: NEVER,
            ending: 0,
            strong: false,
            prose: false,
            intro: false,
            whole: false,
            loose: false,
            address: false,
            piece: false,
            heads: false,
            introduces: false,
            found: OnceCell::new(),
        }
    }

    /// What opens a reference and is no part of its text.
    pub(super) fn label(nth: usize, line: Line) -> Unit {
        let text = Span::at(line.span.end as usize);
        Unit { bullet: true, opening: 0, piece: true, text, ..Unit::plain(nth, line, line.span, Part::Free) }
    }

    pub(super) fn of(source: &str, nth: usize, line: Line, span: Span, order: SlashOrder) -> Unit {
        let text = span.slice(source);
        let bare = behind_bullet(text);
        let bullet = bare.len() < text.len();
        let mut start = span.end as usize - bare.len();
        let mut mark = None;
        if let Some((number, digits, behind)) = listed::mark(bare, 0, true) {
            // `11th ed.` and `12 June` are no marks; neither is a year.
            mark = Some((number, Span::new(start + digits.start, start + digits.end)));
            start += behind;
        }
        let inner = Span::new(start.min(span.end as usize), span.end as usize);
        let text = inner.slice(source).trim_end();
        let body = is_body_text(text) || is_row(text);
        let strong = !body && splice::ends_reference(text, order) && !is_contact(text);
        let found = OnceCell::new();
        let read = || *found.get_or_init(|| Found::of(text, order));
        let prose =
            body || !strong && (is_prose(text) || is_dose(text)) && !(may_be_dated(text) && read().dated);
        let (opening, ending) = (opening(text), ending(text));
        let goes_on = mark.is_none() && !may_end(inner.slice(source));
        Unit {
            bullet,
            mark,
            text: inner,
            opening,
            ending,
            piece: opening < 0 || ending < 0 || goes_on,
            strong,
            prose,
            intro: text.len() >= 60
                && text.ends_with(['.', '!', ':'])
                && !text.contains(|c: char| c.is_ascii_digit())
                && !text.contains("://"),
            whole: (strong && opening == 0)
                || is_quoted(text)
                || (may_be_house_and_title(text) && read().published),
            loose: mark.is_none() && !bullet && !strong && is_loose(text),
            address: is_address(text),
            part: Part::Free,
            found,
            ..Unit::plain(nth, line, span, Part::Free)
        }
    }

    /// What reading it alone finds.
    pub(super) fn found(&self, source: &str, order: SlashOrder) -> Found {
        *self.found.get_or_init(|| Found::of(self.text.slice(source), order))
    }
}

/// Of each line, whether it labels the reference below it: `Bach et al., 2009`, above authors with their initials before
/// their names. A few of them make a list of labels.
pub(super) fn labels(source: &str, lines: &[Line]) -> Vec<bool> {
    const LEAST: usize = 3;
    let text = |nth: usize| lines.get(nth).map_or("", |line| line.text(source));
    let is_of =
        |label: &str, authors: &str| begins_with_initial(authors) || begins_with_name_of(label, authors);
    let mut labels: Vec<bool> =
        (0..lines.len()).map(|nth| is_label(text(nth)) && is_of(text(nth), text(nth + 1))).collect();
    if labels.iter().filter(|label| **label).count() < LEAST {
        labels.fill(false);
    }
    labels
}

/// `Alary and Gollier, 2013`, `Bach et al., 2011a`, `Aram 1997`
fn is_label(text: &str) -> bool {
    let Some((names, year)) = text.rsplit_once(' ').filter(|_| text.len() < 90) else {
        return false;
    };
    let digits = year.strip_suffix(|c: char| c.is_ascii_lowercase()).unwrap_or(year);
    let is_year = digits.len() == 4 && (digits.starts_with("19") || digits.starts_with("20"));
    is_year
        && digits.bytes().all(|byte| byte.is_ascii_digit())
        && names.starts_with(char::is_alphabetic)
        && !names.contains(|c: char| c.is_ascii_digit() || matches!(c, ':' | ';' | '('))
        && names.split_whitespace().count() <= 8
}

/// Whether authors begin with the name that their label begins with: `Bach et al., 2009`, and below it `Bach P., Vale H.`
fn begins_with_name_of(label: &str, authors: &str) -> bool {
    let name = label.split([' ', ',']).next().unwrap_or("");
    let behind = authors.strip_prefix(name);
    name.chars().count() > 1
        && authors.len() < 600
        && behind.is_some_and(|behind| behind.starts_with([' ', ',']) && behind.contains('.'))
}

/// `D. Alary`, `J.-P. Boulenger`
fn begins_with_initial(text: &str) -> bool {
    let mut signs = text.chars();
    signs.next().is_some_and(char::is_uppercase) && signs.next() == Some('.') && text.len() < 600
}

/// Cuts a line of a list where one reference in it ends and the next begins.
pub(super) fn split(
    source: &str,
    nth: usize,
    line: Line,
    span: Span,
    order: SlashOrder,
    units: &mut Vec<Unit>,
) {
    let text = span.slice(source);
    let base = span.start as usize;
    let mut cuts = Vec::new();
    if text.len() > 60 {
        let first = listed::mark(text, 0, true);
        let marks = listed::inner_marks(text, first.as_ref().map_or(0, |(.., behind)| *behind));
        let mut last = first.map_or(0, |(number, ..)| number);
        // `American Diabetes Association. 2. Pharmacologic approaches …`: too little is before the number.
        let (mut holds, mut seen) = (false, 0);
        for (at, number, ..) in marks {
            if number != last + 1 {
                continue;
            }
            holds = holds || text.get(seen..at).is_some_and(holds_year_or_address);
            seen = at;
            if holds {
                last = number;
                cuts.push(at);
                holds = false;
            }
        }
        if cuts.is_empty() {
            cuts = ends_within(text, order);
        }
    }
    let mut from = 0;
    for cut in cuts.into_iter().chain([text.len()]) {
        let part = text.get(from..cut).unwrap_or("");
        let bare = part.trim();
        if !bare.is_empty() {
            let start = base + from + part.len() - part.trim_start().len();
            let mut unit = Unit::of(source, nth, line, Span::new(start, start + bare.len()), order);
            unit.opens &= from == 0;
            units.push(unit);
        }
        from = cut;
    }
}

/// Whether a text says when or where something appeared.
fn holds_year_or_address(text: &str) -> bool {
    let mut words = text.split(|c: char| !c.is_ascii_alphanumeric());
    let is_year = |word: &str| word.len() == 4 && (word.starts_with("19") || word.starts_with("20"));
    text.contains("://")
        || text.contains("www.")
        || words.any(|word| is_year(word) && word.bytes().all(|byte| byte.is_ascii_digit()))
}

/// Whether a text may be a reference with its date, though its title is a sentence: `Sample I. Naps are bad, study
/// suggests. The Guardian. May 3, 2017.`
fn may_be_dated(text: &str) -> bool {
    text.len() <= WIDEST && holds_year_or_address(text)
}

/// Where a reference ends within a line and a capital follows: `… 2013;7:44-49. Winter feet. …`. A line that holds
/// one end holds one reference.
fn ends_within(text: &str, order: SlashOrder) -> Vec<usize> {
    let mut ends = Vec::new();
    // Longer than any paragraph of references, and every end is looked for from the last one on.
    if text.len() > LONGEST_LINE {
        return ends;
    }
    let mut all = splice::ends(text, order).peekable();
    while let Some(end) = all.next() {
        let behind = text.get(end..).unwrap_or("");
        let next = behind.trim_start();
        let before = text.get(..end).unwrap_or("");
        // `Sprains (https://www.harrow.example/sprains). J Sport Med. 2017;67(6):479.`: the address of a title ends nothing.
        let bracketed = before
            .trim_end_matches(['.', ' '])
            .strip_suffix(')')
            .is_some_and(|inner| inner.rsplit_once('(').is_some_and(|(_, inner)| is_address(inner)));
        let parted = before.ends_with(['.', ']', ')', ';']) && !bracketed;
        if parted && next.len() > 25 && opening(next) == 0 && all.peek().is_some() {
            ends.push(end + behind.len() - next.len());
        }
    }
    ends
}
