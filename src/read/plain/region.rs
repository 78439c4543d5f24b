//! References by region: where the lists of a text lie, and how their lines fall into references.
//!
//! A list is found by its heading or by its density, wherever it lies, with or without text after it. All lines of the text
//! are weighed together: a path over them says of each whether it stands outside, opens a reference or goes on with
//! one, and the path that explains the lines best wins. What [`reference::read`] finds in a group of lines, whether the
//! group is complete, and how it opens are the weights; so a weak item within a list stays, and a sentence after it
//! does not become a part of it.

mod announce;
mod found;
mod group;
mod path;
mod unit;
mod zone;

use std::cell::LazyCell;
use std::ops::Range;

use super::line::Line;
use crate::base::date::SlashOrder;
use crate::base::span::Span;
use crate::page::see::Reading;
use crate::words::prose::Prose;

use announce::{Announced, announces, inline_label, is_wall};
use path::Path;
use unit::{Part, Unit, labels, split};
use zone::{begins, begun, find_headings, introduce, is_entry, mark_number_lines, part_addresses, zones};

/// The most lines one reference has.
const LONGEST: usize = 12;
/// The most bytes one reference has.
const WIDEST: usize = 1600;
/// Never.
const NEVER: i32 = -100_000;

/// A reference: the lines or parts of lines it was cut from.
#[derive(Clone, Debug)]
pub(super) struct Group {
    /// The lines it takes: their numbers.
    pub(super) lines: Range<usize>,
    /// The number before it, and its bytes.
    pub(super) mark: Option<(u32, Span)>,
    /// Its text.
    pub(super) prose: Prose,
    /// All its bytes, number and bullet included.
    pub(super) span: Span,
}

/// What was found in a text.
#[derive(Clone, Debug, Default)]
pub(super) struct Regions {
    /// The headings of lists: the numbers of their lines.
    pub(super) headings: Vec<usize>,
    /// The references, in order.
    pub(super) groups: Vec<Group>,
}

/// Finds the references of a text.
pub(super) fn find(source: &str, lines: &[Line], reading: &Reading, order: SlashOrder) -> Regions {
    let mut units = Vec::with_capacity(lines.len());
    let mut headed = false;
    // `Works Cited  3` and `5 References` in a table of contents announce no list where `Works Cited` comes further down.
    let is_counted = |text: &str| {
        let digits = text.bytes().take_while(u8::is_ascii_digit).count();
        text.ends_with(|c: char| c.is_ascii_digit())
            || (digits > 0 && text.get(digits..).is_some_and(|rest| rest.starts_with([' ', '.', '\t'])))
    };
    let last_plain = LazyCell::new(|| {
        lines.iter().rposition(|line| {
            let text = line.text(source);
            !is_counted(text) && matches!(announces(text, reading), Some(Announced::Heading))
        })
    });
    let begun = LazyCell::new(|| begun(source, lines));
    let labels = labels(source, lines);
    for (nth, line) in lines.iter().enumerate() {
        if labels.get(nth).is_some_and(|label| *label) {
            units.push(Unit::label(nth, *line));
            continue;
        }
        let text = line.text(source);
        let announced = announces(text, reading);
        let announced = announced.filter(|_| {
            let later = last_plain.is_some_and(|plain| nth < plain);
            !(later && (is_counted(text) || is_entry(source, lines, nth, order)))
        });
        if let Some(label) = inline_label(text, reading, order) {
            let span = Span::new(line.span.start as usize + label, line.span.end as usize);
            units.push(Unit::plain(nth, *line, Span::at(line.span.start as usize), Part::Heading));
            split(source, nth, *line, span, order, &mut units);
            headed = true;
            continue;
        }
        let part = match announced {
            Some(Announced::Heading) if !line.site => Part::Heading,
            Some(_) => Part::Button,
            None if line.site => Part::Site,
            // `editorial process`, where a sentence was broken at its link, is no line of its own.
            None if !text.starts_with(char::is_lowercase) && is_wall(text, *line, order) => Part::Wall,
            None => Part::Free,
        };
        match part {
            // In a list with one item a line, an item begins where a line does.
            Part::Free if headed && !begun.get(nth).is_some_and(|begun| *begun) => {
                split(source, nth, *line, line.span, order, &mut units);
            }
            Part::Free => units.push(Unit::of(source, nth, *line, line.span, order)),
            _ => units.push(Unit::plain(nth, *line, line.span, part)),
        }
        headed = match part {
            Part::Heading | Part::Button => true,
            Part::Wall => false,
            _ => headed,
        };
    }
    part_addresses(&mut units);
    introduce(source, &mut units);
    let zones = zones(&units);
    mark_number_lines(source, &mut units, &zones);
    find_headings(source, &mut units, &zones);
    let begins = begins(source, &units, &zones);
    Path::over(source, &units, zones, begins, order).best()
}
