//! The path over the lines of a text that explains best which of them are references.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::unit::{Part, Unit, is_address_word, is_stop, last_word, may_end};
use super::zone::below_lists;
use super::{Group, LONGEST, NEVER, Regions, WIDEST};
use crate::base::date::SlashOrder;
use crate::base::span::Span;
use crate::biblio::reference::{self, Kind, Reference};
use crate::read::plain::line::behind_bullet;
use crate::read::plain::{listed, shape, splice};
use crate::words::prose::Prose;

/// What it costs to begin a list that no heading announces.
const ENTRY: i32 = 50;
/// What a heading of references is worth to each line below it.
const HEADED: i32 = 25;
/// A group of lines that scores less is no reference.
const LEAST: i32 = -75;
/// The most that what is read in a group of lines is worth.
const BEST: i32 = 75;

/// In which kind of list a path stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Style {
    Plain,
    Number,
    Bullet,
}

const STYLES: [Style; 3] = [Style::Plain, Style::Number, Style::Bullet];

/// Outside of every list; right below a heading; and in a list of each style.
const STATES: usize = 5;

const OUT: usize = 0;

const BELOW: usize = 1;

/// Where a path came from.
#[derive(Clone, Copy, Debug)]
struct Step {
    score: i32,
    from: usize,
    state: usize,
    /// Whether a reference is on the way.
    group: bool,
    /// The last number of the list.
    number: u32,
    /// Whether the list is below its heading.
    headed: bool,
}

const NOWHERE: Step = Step { score: NEVER * 10, from: 0, state: OUT, group: false, number: 0, headed: false };

pub(super) struct Path<'a> {
    source: &'a str,
    units: &'a [Unit],
    /// Of the units up to each place: how many are pieces of references, and how many may be.
    pieces: Vec<(usize, usize)>,
    /// Of each unit, the run of lines it is in.
    zones: Vec<Range<usize>>,
    /// Of each unit, whether it is below the last item of a list whose items are a line each.
    below_list: Vec<bool>,
    /// The first sentence of the text.
    body: usize,
    order: SlashOrder,
}

impl<'a> Path<'a> {
    /// The path over units that lie in these runs.
    pub(super) fn over(
        source: &'a str,
        units: &'a [Unit],
        zones: Vec<Range<usize>>,
        order: SlashOrder,
    ) -> Path<'a> {
        let below_list = below_lists(units, &zones);
        let mut pieces = Vec::with_capacity(units.len() + 1);
        let mut counted = (0, 0);
        pieces.push(counted);
        for (unit, below) in units.iter().zip(&below_list) {
            let counts = unit.part == Part::Free && !unit.prose && !(*below && unit.loose);
            counted = (counted.0 + usize::from(counts && unit.piece), counted.1 + usize::from(counts));
            pieces.push(counted);
        }
        let body = units.iter().position(|unit| unit.prose).unwrap_or(0);
        Path { source, units, pieces, zones, below_list, body, order }
    }
}

impl Path<'_> {
    /// The references on it.
    pub(super) fn best(&self) -> Regions {
        let count = self.units.len();
        let mut steps = vec![[NOWHERE; STATES]; count + 1];
        if let Some(first) = steps.first_mut().and_then(|first| first.get_mut(OUT)) {
            first.score = 0;
        }
        for at in 0..count {
            self.advance(at, &mut steps);
        }
        self.trace(&steps)
    }

    /// All steps from one place on.
    fn advance(&self, at: usize, steps: &mut [[Step; STATES]]) {
        let (Some(unit), Some(here)) = (self.units.get(at), steps.get(at).copied()) else {
            return;
        };
        let mut relax = |to: usize, state: usize, step: Step| {
            if let Some(slot) = steps.get_mut(to).and_then(|row| row.get_mut(state))
                && step.score > slot.score
            {
                *slot = step;
            }
        };
        for (state, step) in here.iter().enumerate().filter(|(_, step)| step.score > NEVER) {
            let stay = Step { from: at, state, group: false, ..*step };
            match unit.part {
                Part::Heading | Part::Button => {
                    relax(at + 1, BELOW, Step { headed: true, number: 0, ..stay });
                }
                Part::Wall => relax(at + 1, OUT, Step { headed: false, number: 0, ..stay }),
                Part::Site => relax(at + 1, state, stay),
                Part::Free => {
                    // What introduces a list may be below its heading.
                    if state == BELOW && (unit.prose || unit.intro) {
                        relax(at + 1, BELOW, stay);
                    }
                    relax(at + 1, OUT, Step { headed: false, number: 0, ..stay });
                }
            }
        }
        if unit.part != Part::Free || unit.opening <= -90 {
            return;
        }
        // Where the page itself appeared is said above its first sentence.
        let is_top = unit.line < 10 && unit.mark.is_none();
        let inside = here.iter().skip(BELOW).any(|step| step.score > NEVER);
        let mut wholes = 0;
        for length in 1..=LONGEST {
            let Some(last) = self.units.get(at + length - 1).filter(|last| last.part == Part::Free) else {
                break;
            };
            let size = last.span.end - unit.span.start;
            if size as usize > WIDEST || (length > 1 && last.opens && last.opening == 0 && self.gaps_part(at))
            {
                break;
            }
            // Another reference lies in the group by now.
            wholes += usize::from(last.whole);
            let next = last.mark.zip(unit.mark).is_some_and(|((last, _), (first, _))| last == first + 1);
            if wholes > 1 || (length > 1 && next) {
                break;
            }
            let strong =
                self.units.get(at..at + length).is_some_and(|units| units.iter().any(|unit| unit.strong));
            if !inside && !strong {
                // Without a heading a reference must say that it is one, and soon.
                if length > 4 || last.prose {
                    break;
                }
                continue;
            }
            let Some(score) = self.group(at, length) else {
                continue;
            };
            for (state, step) in here.iter().enumerate().filter(|(_, step)| step.score > NEVER) {
                for (nth, style) in STYLES.into_iter().enumerate() {
                    let to = nth + 2;
                    // Nothing that could be a sentence opens a list that no heading announces; and what stands above the
                    // text says where the page itself appeared.
                    if (state >= 2 && state != to)
                        || (state == OUT && (!strong || (at < self.body && is_top)))
                    {
                        continue;
                    }
                    let Some((styled, number)) = self.styled(at, length, style, step.number) else {
                        continue;
                    };
                    // `2 Neck sprain. …` alone among sentences was spliced into them.
                    let spliced = state == OUT && style == Style::Number && (number != 1 || self.is_bare(at));
                    let entry = if state == OUT { -ENTRY - if spliced { 60 } else { 0 } } else { 0 };
                    // Below a blank line that parts no items the list has ended, unless what is there says otherwise.
                    let apart = unit.opens && state >= 2 && !strong && !self.is_parted(at);
                    let headed = match i32::try_from(length) {
                        Ok(length) if step.headed && !apart => HEADED * length,
                        _ if apart => -ENTRY,
                        _ => 0,
                    };
                    relax(
                        at + length,
                        to,
                        Step {
                            score: step.score + score + styled + entry + headed,
                            from: at,
                            state,
                            group: true,
                            number,
                            headed: step.headed,
                        },
                    );
                }
            }
        }
    }

    /// Whether nothing but a blank parts the number of a unit from its text.
    fn is_bare(&self, at: usize) -> bool {
        self.units.get(at).is_some_and(|unit| {
            let behind = unit.mark.as_ref().and_then(|(_, digits)| self.source.get(digits.end as usize..));
            behind.is_some_and(|behind| behind.starts_with(char::is_whitespace))
        })
    }

    /// Whether blank lines part the items around a unit.
    fn gaps_part(&self, at: usize) -> bool {
        self.units.get(at).is_some_and(|unit| unit.opens)
    }

    /// Whether blank lines part the lines above a unit as well.
    fn is_parted(&self, at: usize) -> bool {
        let above = self.units.get(at.saturating_sub(3)..at).unwrap_or_default();
        // What is right below the heading is parted from the heading.
        above.windows(2).any(|pair| {
            matches!(pair, [before, unit] if before.part == Part::Free && unit.part == Part::Free && unit.opens)
        })
    }

    /// How well a group fits a list of a style, and the number it leaves the list at.
    fn styled(&self, at: usize, length: usize, style: Style, number: u32) -> Option<(i32, u32)> {
        let unit = self.units.get(at)?;
        let below = self.units.get(at + 1..at + length)?;
        let mark = unit.mark.as_ref().map(|(number, _)| *number);
        Some(match style {
            Style::Number => {
                let fits = mark.filter(|mark| listed::fits(*mark, number));
                let next = |unit: &Unit| {
                    unit.mark.as_ref().is_some_and(|(mark, _)| *mark == fits.unwrap_or(number) + 1)
                };
                let swallowed = below.iter().filter(|unit| next(unit)).count();
                let opening = match fits {
                    Some(_) => 25,
                    None if number == 0 => return None,
                    None => -60,
                };
                (opening - 60 * i32::try_from(swallowed).unwrap_or(9), fits.unwrap_or(number))
            }
            Style::Bullet => {
                let swallowed = below.iter().filter(|unit| unit.bullet).count();
                if !unit.bullet && number == 0 {
                    return None;
                }
                let opening = if unit.bullet { 15 } else { -50 };
                (opening - 60 * i32::try_from(swallowed).unwrap_or(9), 1)
            }
            Style::Plain => {
                let swallowed = below.iter().filter(|unit| unit.bullet).count();
                let opening = if unit.bullet { -30 } else { 0 };
                (opening - 30 * i32::try_from(swallowed).unwrap_or(9), 0)
            }
        })
    }

    /// How good a reference some lines make together; `None` if they cannot be one.
    fn group(&self, at: usize, length: usize) -> Option<i32> {
        let units = self.units.get(at..at + length)?;
        let (first, last) = (units.first()?, units.last()?);
        let mut score = if first.mark.is_some() || first.bullet { first.opening / 3 } else { first.opening };
        score += last.ending;
        // What follows must be able to be alone.
        let next = self.units.get(at + length).filter(|next| next.part == Part::Free);
        if let Some(next) = next.filter(|next| !next.opens && next.mark.is_none() && !next.bullet) {
            score += next.opening / 3;
        }
        if score < LEAST {
            return None;
        }
        let broken = self.is_broken(at, length);
        // What introduces the list is no part of an item.
        let is_introduced = units.iter().any(|unit| unit.introduces);
        let strong = units.iter().any(|unit| unit.strong);
        let restarts = !strong && self.below_list.get(at).is_some_and(|below| *below);
        if self.ends_before(at, length, broken) || (first.heads && !broken) || restarts || is_introduced {
            return None;
        }
        for (nth, pair) in units.windows(2).enumerate() {
            let [above, below] = pair else { continue };
            score -= 2;
            if below.opens {
                // What stands below a blank line gains nothing from the heading of the list.
                let rest = i32::try_from(length - nth - 1).unwrap_or(0);
                score -= if below.opening < 0 { 10 } else { 60 + HEADED * rest };
            }
            if below.indent + 1 < above.indent && below.opening == 0 {
                score -= 30;
            }
            // The stop behind a linked title ends it, and the name below it opens the next reference.
            if broken
                && is_stop(above.text.slice(self.source))
                && below.opening == 0
                && may_end(below.text.slice(self.source))
            {
                score -= 80;
            }
            // Where lines are whole references the next one begins a new one.
            let hangs = below.indent > first.indent + 1;
            if !hangs && ((above.whole && below.whole) || (above.address && below.opening == 0)) {
                score -= 60;
            } else if hangs {
                // A line that hangs goes on with the one above it, and is paid for.
                score += 10;
            } else if !broken
                && !above.text.is_empty()
                && below.opening == 0
                && above.ending == 0
                && below.indent <= first.indent
            {
                score -= 30;
            }
            if below.prose {
                score -= 40;
            }
        }
        if first.indent > 1
            && at > 0
            && self.units.get(at - 1).is_some_and(|above| {
                above.part == Part::Free && !first.opens && above.indent + 1 < first.indent
            })
            && first.mark.is_none()
            && !first.bullet
        {
            score -= 40;
        }
        if units.iter().all(|unit| unit.prose) {
            // Below a heading of references a number outweighs the verb of a title.
            return Some(score - if first.mark.is_some() { 40 } else { 70 });
        }
        if score + BEST < LEAST {
            return None;
        }
        let prose = self.prose(units);
        let text = prose.text();
        if !text.contains(char::is_alphanumeric) {
            return None;
        }
        if !strong && length == 1 && first.mark.is_none() && !first.bullet {
            // A heading above a sentence is no item, wherever it is.
            if shape::heading_look(text) == shape::HeadingGuess::Heading
                && self.units.get(at + 1).is_some_and(|next| next.prose && next.part == Part::Free)
            {
                score -= 80;
            }
            if shape::is_usual_section(text) {
                score -= 40;
            }
        }
        let options = reference::text::Options { slash_order: self.order, linked: false };
        let read = reference::read(text, options);
        let quality = read.as_ref().map_or(if first.intro { -70 } else { -10 }, quality);
        // What ends in an address of its own is whole, even where no scheme tells that it is one.
        let addressed = length > 1 && last.address && quality > 0;
        let quality = if addressed { quality.max(65) } else { quality };
        score += match quality {
            // Among pieces of references one that is whole tells itself from one that is not.
            _ if !broken => quality,
            65.. => 40,
            45.. => -15,
            15.. => -40,
            _ => -50,
        };
        // A sentence whose number cites a reference spliced after it is no item of a list.
        if quality > 0 && !first.bullet && first.mark.is_none() && text.len() > 80 {
            let spliced = splice::find(text, 0, self.order);
            if !spliced.found.is_empty() && splice_is_late(&spliced) {
                score -= 80;
            }
        }
        let ends = count_ends(text, self.order);
        if ends > 1 {
            score -= 45 * (ends - 1);
        }
        if may_end(text) {
            score += 5;
        } else if broken {
            score -= 20;
        }
        // `Northgate Clinic.`, the linked title, and the stop behind it.
        if broken && length > 1 && is_stop(last.text.slice(self.source)) {
            score += 30;
        }
        if text.len() > 900 {
            score -= 30;
        }
        Some(score)
    }

    /// Whether the text of the page goes on within a group: at a heading, at a sentence among whole references, or below
    /// the last of the numbered lines.
    fn ends_before(&self, at: usize, length: usize, broken: bool) -> bool {
        let units = self.units.get(at..at + length).unwrap_or_default();
        units.windows(2).enumerate().any(|(nth, pair)| {
            let [above, below] = pair else { return false };
            let ended = above.ending == 0 && may_end(above.text.slice(self.source));
            let alone = below.opening == 0 && below.indent <= above.indent;
            let below_last = self.below_list.get(at + nth + 1).is_some_and(|last| *last);
            let text = below.heads || (below.prose && !broken && below.mark.is_none());
            (ended && alone && (text || below_last)) || (below_last && below.loose && above.ending == 0)
        })
    }

    /// Whether the lines around a place are pieces of references rather than whole ones.
    fn is_broken(&self, at: usize, length: usize) -> bool {
        let zone = self.zones.get(at).cloned().unwrap_or(at..at + length);
        let from = at.saturating_sub(4).max(zone.start);
        let to = (at + length + 5).min(zone.end);
        let counted = |nth: usize| self.pieces.get(nth).copied().unwrap_or((0, 0));
        let ((pieces_to, all_to), (pieces_from, all_from)) = (counted(to), counted(from));
        (pieces_to - pieces_from) * 5 >= (all_to - all_from) * 2
    }

    /// The text of a group: its lines joined as they were before they were broken.
    fn prose(&self, units: &[Unit]) -> Prose {
        let mut prose = Prose::default();
        for unit in units {
            let text = unit.text.slice(self.source);
            if !prose.is_empty() {
                let gap = Span::new(prose.whole().end as usize, unit.text.start as usize);
                let tight =
                    text.starts_with([',', '.', ';', ':', ')', ']']) || breaks_address(prose.text(), text);
                if !tight {
                    prose.push("\n", gap);
                }
            }
            prose.push(text, unit.text);
        }
        prose
    }

    /// The references on the best path.
    fn trace(&self, steps: &[[Step; STATES]]) -> Regions {
        let mut regions = Regions::default();
        let mut at = self.units.len();
        let last = steps.get(at).copied().unwrap_or([NOWHERE; STATES]);
        let mut state =
            (0..STATES).max_by_key(|state| last.get(*state).map_or(NEVER, |step| step.score)).unwrap_or(OUT);
        while at > 0 {
            let Some(step) = steps.get(at).and_then(|row| row.get(state)).copied() else {
                break;
            };
            let units = self.units.get(step.from..at).unwrap_or_default();
            if let (true, Some(first), Some(last)) = (step.group, units.first(), units.last()) {
                let numbered = state == 3;
                let (prose, mark) = if numbered || first.mark.is_none() {
                    (self.prose(units), first.mark)
                } else {
                    // In a list without numbers, one that begins a text belongs to it.
                    let mut units = units.to_vec();
                    if let Some(first) = units.first_mut() {
                        let text = first.span.slice(self.source);
                        let start = first.span.end as usize - behind_bullet(text).len();
                        first.text = Span::new(start, first.span.end as usize);
                    }
                    (self.prose(&units), None)
                };
                regions.groups.push(Group {
                    lines: first.line..last.line + 1,
                    mark,
                    prose,
                    span: first.span.to(last.span),
                });
            } else if let Some(unit) =
                units.first().filter(|unit| unit.part == Part::Heading && !unit.span.is_empty())
            {
                regions.headings.push(unit.line);
            }
            at = step.from;
            state = step.state;
        }
        regions.groups.reverse();
        regions.headings.reverse();
        regions
    }
}

/// How much of a reference was read.
fn quality(read: &Reference<Range<usize>>) -> i32 {
    // `In: Hart WR, ed. Sports Medicine. 4th ed. Corvid; 2020:chap 33.`
    let is_chapter = read.kind == Some(Kind::Chapter) && read.publisher.is_some();
    let located = read.volume.is_some() || read.pages.is_some() || read.issue.is_some() || is_chapter;
    let says = read.publisher.is_some() || read.container.is_some() || !read.authors.is_empty();
    let certain = read.accessed.is_some()
        || read.doi.is_some()
        || read.pmid.is_some()
        || read.pmcid.is_some()
        || (read.container.is_some() && located && read.issued.is_some())
        || (read.url.is_some() && read.title.is_some() && says);
    let likely = read.title.is_some() && (read.url.is_some() || (read.issued.is_some() && says));
    let title = i32::from(read.title.is_some()) * 5;
    title
        + if certain {
            65
        } else if likely {
            45
        } else {
            15
        }
}

/// Whether the reference in a sentence begins far after its start.
fn splice_is_late(splices: &splice::Splices) -> bool {
    splices.found.first().is_some_and(|splice| splice.range.start > 40)
}

/// How many references end in a text, by what ends them.
fn count_ends(text: &str, order: SlashOrder) -> i32 {
    static BOOK: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?:19|20)\d\d\s*[:;,]\s*(?:chap|p)|\bIn:\s").expect("the pattern is valid")
    });
    let mut ends = 0;
    let mut last = 0;
    for end in splice::ends(text, order) {
        // An address and the day of access end one reference between them.
        if ends == 0
            || text.get(last..end).is_some_and(|between| between.len() > 60 && between.contains(". "))
        {
            ends += 1;
        }
        last = end;
    }
    let chapters =
        i32::try_from(BOOK.find_iter(text).filter(|found| found.as_str().starts_with("In")).count())
            .unwrap_or(9);
    ends.max(chapters)
}

/// Whether an address was broken between two lines.
fn breaks_address(above: &str, below: &str) -> bool {
    const WORDS: [&str; 9] =
        ["accessed", "retrieved", "viewed", "cited", "available", "last", "and", "on", "in"];
    let word = last_word(above);
    let first = below.split(char::is_whitespace).next().unwrap_or("");
    let bare = first.trim_matches(|c: char| !c.is_alphanumeric()).to_ascii_lowercase();
    is_address_word(word)
        && word.ends_with(['/', '-', '_', '=', '&', '?', '.'])
        && (!word.ends_with('.') || first.contains(['/', '.']))
        && first.starts_with(|c: char| c.is_lowercase() || c.is_ascii_digit())
        && !WORDS.contains(&bare.as_str())
}
