//! How good a reference a group of lines makes: what its lines say apart, and what is read in them together.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::found::Found;
use super::unit::{Part, Unit, is_address_word, is_stop, last_word, may_end};
use super::zone::below_lists;
use crate::base::date::SlashOrder;
use crate::base::span::Span;
use crate::read::plain::{shape, splice};
use crate::words::prose::Prose;

/// What a heading of references is worth to each line below it.
pub(super) const HEADED: i32 = 25;
/// A group of lines that scores less is no reference.
const LEAST: i32 = -75;
/// The most that what is read in a group of lines is worth.
const BEST: i32 = 75;
/// The most among lines that are pieces of references.
const BEST_BROKEN: i32 = 45;
/// What a group gains that ends in the stop after a linked title.
const STOPPED: i32 = 30;

/// What is known of a group before it is read.
#[derive(Clone, Copy, Debug)]
pub(super) struct Outline {
    /// What its lines are worth.
    score: i32,
    /// No reading makes it worth more.
    pub(super) most: i32,
    broken: bool,
    /// Whether it is known that it is an item, and all of one.
    item: bool,
}

/// The lines of a text, for groups of them.
pub(super) struct Groups<'a> {
    source: &'a str,
    pub(super) units: &'a [Unit],
    /// Of the units up to each place: how many are pieces of references, and how many may be.
    pieces: Vec<(usize, usize)>,
    /// Of each unit, the run of lines it is in.
    zones: Vec<Range<usize>>,
    /// Of each unit, whether it is below the last item of a list whose items are a line each.
    below_list: Vec<bool>,
    order: SlashOrder,
}

impl<'a> Groups<'a> {
    /// Groups of units that lie in these runs.
    pub(super) fn of(
        source: &'a str,
        units: &'a [Unit],
        zones: Vec<Range<usize>>,
        order: SlashOrder,
    ) -> Groups<'a> {
        let below_list = below_lists(units, &zones);
        let mut pieces = Vec::with_capacity(units.len() + 1);
        let mut counted = (0, 0);
        pieces.push(counted);
        for (unit, below) in units.iter().zip(&below_list) {
            let counts = unit.part == Part::Free && !unit.prose && !(*below && unit.loose);
            counted = (counted.0 + usize::from(counts && unit.piece), counted.1 + usize::from(counts));
            pieces.push(counted);
        }
        Groups { source, units, pieces, zones, below_list, order }
    }
}

impl Groups<'_> {
    /// What the lines of a group say apart; `None` if they cannot be a reference together.
    pub(super) fn outline(&self, at: usize, length: usize, item: bool) -> Option<Outline> {
        let units = self.units.get(at..at + length)?;
        let (first, last) = (units.first()?, units.last()?);
        let mut score = if first.mark.is_some() || first.bullet { first.opening / 3 } else { first.opening };
        score += last.ending;
        // What follows must be able to be alone.
        let next = self.units.get(at + length).filter(|next| next.part == Part::Free);
        if let Some(next) = next.filter(|next| !next.opens && next.mark.is_none() && !next.bullet) {
            score += next.opening / 3;
        }
        if score < LEAST || is_menu(units) {
            return None;
        }
        let broken = self.is_broken(at, length);
        // What introduces the list is no part of an item.
        let is_introduced = units.iter().any(|unit| unit.introduces);
        let strong = units.iter().any(|unit| unit.strong);
        let restarts = !strong && self.below_list.get(at).is_some_and(|below| *below);
        let ends = !item && (self.ends_before(at, length, broken) || (first.heads && !broken));
        if ends || restarts || is_introduced {
            return None;
        }
        for (nth, pair) in units.windows(2).enumerate() {
            let [above, below] = pair else { continue };
            score -= 2;
            if below.prose {
                score -= 40;
            }
            if item {
                continue;
            }
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
            let score = score - if first.mark.is_some() { 40 } else { 70 };
            return Some(Outline { score, most: score, broken, item });
        }
        if score + BEST < LEAST {
            return None;
        }
        let stopped = broken && length > 1 && is_stop(last.text.slice(self.source));
        let most = score + if broken { BEST_BROKEN } else { BEST } + if stopped { STOPPED } else { 0 };
        Some(Outline { score, most, broken, item })
    }

    /// How good a reference a group makes, given its outline; `None` if it has no word.
    pub(super) fn score(&self, at: usize, length: usize, outline: Outline) -> Option<i32> {
        let Outline { mut score, broken, item, .. } = outline;
        let units = self.units.get(at..at + length)?;
        let (first, last) = (units.first()?, units.last()?);
        if units.iter().all(|unit| unit.prose) {
            return Some(score);
        }
        let strong = units.iter().any(|unit| unit.strong);
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
        let quality = if length == 1 {
            first.found(self.source, self.order).quality
        } else {
            Found::of(text, self.order).quality
        };
        let quality = quality.unwrap_or(if first.intro { -70 } else { -10 });
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
        if ends > 1 && !item {
            score -= 45 * (ends - 1);
        }
        if may_end(text) {
            score += 5;
        } else if broken {
            score -= 20;
        }
        // `Northgate Clinic.`, the linked title, and the stop behind it.
        if broken && length > 1 && is_stop(last.text.slice(self.source)) {
            score += STOPPED;
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
    pub(super) fn prose(&self, units: &[Unit]) -> Prose {
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
}

/// Whether lines are rather a menu than a reference: many in a row, or all of several, have nothing of one.
fn is_menu(units: &[Unit]) -> bool {
    const MANY: usize = 5;
    const SEVERAL: usize = 3;
    let runs =
        units.chunk_by(|one, next| one.loose && next.loose).filter(|run| run.iter().all(|unit| unit.loose));
    let longest = runs.map(<[Unit]>::len).max().unwrap_or(0);
    longest >= MANY || (longest >= SEVERAL && longest == units.len())
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
