//! The path over the lines of a text that explains best which of them are references.

use std::ops::Range;

use super::group::{Groups, HEADED, Outline};
use super::unit::{Part, Unit};
use super::{Group, LONGEST, NEVER, Regions, WIDEST};
use crate::base::date::SlashOrder;
use crate::base::span::Span;
use crate::read::plain::line::behind_bullet;
use crate::read::plain::listed;

/// What it costs to begin a list that no heading announces.
const ENTRY: i32 = 50;

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

/// A group of lines that may be a reference, and how paths get to its end over it.
#[derive(Debug)]
struct Candidate {
    at: usize,
    length: usize,
    outline: Outline,
    /// What it is worth, once it was read.
    score: Option<i32>,
    ways: Vec<Way>,
}

impl Candidate {
    /// What it is worth, or at most, as long as it was not read.
    fn most(&self) -> i32 {
        self.score.unwrap_or(self.outline.most)
    }
}

/// How a path gets over a group.
#[derive(Clone, Copy, Debug)]
struct Way {
    /// The state it gets to.
    to: usize,
    /// The step but for what the group is worth.
    step: Step,
}

pub(super) struct Path<'a> {
    source: &'a str,
    groups: Groups<'a>,
    /// Of each unit, whether a reference begins with it, where that is known.
    begins: Vec<Option<bool>>,
    /// The first sentence of the text.
    body: usize,
}

impl<'a> Path<'a> {
    /// The path over units that lie in these runs.
    pub(super) fn over(
        source: &'a str,
        units: &'a [Unit],
        zones: Vec<Range<usize>>,
        begins: Vec<Option<bool>>,
        order: SlashOrder,
    ) -> Path<'a> {
        let body = units.iter().position(|unit| unit.prose).unwrap_or(0);
        Path { source, groups: Groups::of(source, units, zones, order), begins, body }
    }
}

impl Path<'_> {
    fn units(&self) -> &[Unit] {
        self.groups.units
    }

    /// The references on it.
    pub(super) fn best(&self) -> Regions {
        let count = self.units().len();
        let mut steps = Vec::with_capacity(count + 1);
        let mut start = [NOWHERE; STATES];
        if let Some(out) = start.get_mut(OUT) {
            out.score = 0;
        }
        steps.push(start);
        // The groups that end behind each unit.
        let mut candidates: Vec<Vec<Candidate>> = Vec::new();
        candidates.resize_with(count + 1, Vec::new);
        for at in 0..count {
            let here = steps.get(at).copied().unwrap_or([NOWHERE; STATES]);
            self.begin(at, &here, &mut candidates);
            let mut ended = candidates.get_mut(at + 1).map(std::mem::take).unwrap_or_default();
            steps.push(self.settle(at, &here, &mut ended));
        }
        self.trace(&steps)
    }

    /// The best steps to the place after a unit. A group is read only if it may be on the best way to one of them.
    fn settle(&self, at: usize, here: &[Step; STATES], ended: &mut [Candidate]) -> [Step; STATES] {
        let mut row = [NOWHERE; STATES];
        let stays = self.stays(at, here);
        for (state, slot) in row.iter_mut().enumerate() {
            // Of equal steps the one counts that begins first, and of those the one that takes in no group.
            let stay = stays.iter().filter(|(to, _)| *to == state).map(|(_, step)| (*step, None));
            let stay = stay.reduce(better);
            while let Some((step, group)) = (ended.iter().enumerate())
                .flat_map(|(nth, candidate)| {
                    let ways = candidate.ways.iter().filter(|way| way.to == state);
                    ways.map(move |way| {
                        let score = way.step.score + candidate.most();
                        (Step { score, ..way.step }, Some(nth))
                    })
                })
                .chain(stay)
                .reduce(better)
            {
                let candidate = group.and_then(|nth| ended.get_mut(nth));
                match candidate.filter(|candidate| candidate.score.is_none()) {
                    Some(candidate) => {
                        let Candidate { at, length, outline, .. } = *candidate;
                        let score = self.groups.score(at, length, outline);
                        candidate.score = Some(score.unwrap_or(NEVER * 10));
                    }
                    None => {
                        if step.score > slot.score {
                            *slot = step;
                        }
                        break;
                    }
                }
            }
        }
        row
    }

    /// The steps over a unit that take in no group, each with the state it gets to.
    fn stays(&self, at: usize, here: &[Step; STATES]) -> Vec<(usize, Step)> {
        let mut stays = Vec::with_capacity(STATES);
        let Some(unit) = self.units().get(at) else {
            return stays;
        };
        for (state, step) in here.iter().enumerate().filter(|(_, step)| step.score > NEVER) {
            let stay = Step { from: at, state, group: false, ..*step };
            match unit.part {
                Part::Heading | Part::Button => {
                    stays.push((BELOW, Step { headed: true, number: 0, ..stay }));
                }
                Part::Wall => stays.push((OUT, Step { headed: false, number: 0, ..stay })),
                Part::Site => stays.push((state, stay)),
                Part::Free => {
                    // What introduces a list may be below its heading.
                    if state == BELOW && (unit.prose || unit.intro) {
                        stays.push((BELOW, stay));
                    }
                    stays.push((OUT, Step { headed: false, number: 0, ..stay }));
                }
            }
        }
        stays
    }

    /// How many lines an item has from a unit on, where it is known that it begins there and where the next one does.
    fn item(&self, at: usize) -> Option<usize> {
        let known = |at: usize| self.begins.get(at).copied().flatten();
        if known(at) != Some(true) {
            return None;
        }
        let below = (at + 1..=at + LONGEST).take_while(|at| known(*at) == Some(false)).count();
        let free = |at: &usize| self.units().get(*at).is_some_and(|unit| unit.part == Part::Free);
        let lines = (at..=at + below).take_while(free).count();
        (known(at + below + 1) == Some(true)).then_some(lines.max(1))
    }

    /// Adds the groups that begin at a unit to those that end where each does.
    fn begin(&self, at: usize, here: &[Step; STATES], candidates: &mut [Vec<Candidate>]) {
        let Some(unit) = self.units().get(at) else {
            return;
        };
        let known = |at: usize| self.begins.get(at).copied().flatten();
        let item = self.item(at);
        if unit.part != Part::Free || unit.opening <= -90 || known(at) == Some(false) {
            return;
        }
        let inside = here.iter().skip(BELOW).any(|step| step.score > NEVER);
        let mut strong = false;
        let mut wholes = 0;
        for length in 1..=LONGEST {
            let Some(last) = self.units().get(at + length - 1).filter(|last| last.part == Part::Free) else {
                break;
            };
            if length > 1 && known(at + length - 1) == Some(true) {
                break;
            }
            strong |= last.strong;
            if item.is_some_and(|item| length < item) {
                continue;
            }
            let size = last.span.end - unit.span.start;
            let parted = length > 1 && last.opens && last.opening == 0 && unit.opens;
            // Another reference lies in the group by now.
            wholes += usize::from(last.whole);
            let next = last.mark.zip(unit.mark).is_some_and(|((last, _), (first, _))| last == first + 1);
            let ends = parted || wholes > 1 || (length > 1 && next);
            if size as usize > WIDEST || (ends && item.is_none()) {
                break;
            }
            if !inside && !strong {
                // Without a heading a reference must say that it is one, and soon.
                if length > 4 || last.prose {
                    break;
                }
                continue;
            }
            let Some(outline) = self.groups.outline(at, length, item.is_some()) else {
                continue;
            };
            let ways = self.ways(at, length, strong, here);
            if let Some(ended) = candidates.get_mut(at + length).filter(|_| !ways.is_empty()) {
                ended.push(Candidate { at, length, outline, score: None, ways });
            }
        }
    }

    /// How paths get over a group.
    fn ways(&self, at: usize, length: usize, strong: bool, here: &[Step; STATES]) -> Vec<Way> {
        let mut ways = Vec::new();
        let Some(unit) = self.units().get(at) else {
            return ways;
        };
        // Where the page itself appeared is said above its first sentence.
        let is_top = unit.line < 10 && unit.mark.is_none();
        for (state, step) in here.iter().enumerate().filter(|(_, step)| step.score > NEVER) {
            for (nth, style) in STYLES.into_iter().enumerate() {
                let to = nth + 2;
                // Nothing that could be a sentence opens a list that no heading announces; and what stands above the
                // text says where the page itself appeared.
                if (state >= 2 && state != to) || (state == OUT && (!strong || (at < self.body && is_top))) {
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
                let score = step.score + styled + entry + headed;
                let headed = step.headed;
                ways.push(Way { to, step: Step { score, from: at, state, group: true, number, headed } });
            }
        }
        ways
    }

    /// Whether nothing but a blank parts the number of a unit from its text.
    fn is_bare(&self, at: usize) -> bool {
        self.units().get(at).is_some_and(|unit| {
            let behind = unit.mark.as_ref().and_then(|(_, digits)| self.source.get(digits.end as usize..));
            behind.is_some_and(|behind| behind.starts_with(char::is_whitespace))
        })
    }

    /// Whether blank lines part the lines above a unit as well.
    fn is_parted(&self, at: usize) -> bool {
        let above = self.units().get(at.saturating_sub(3)..at).unwrap_or_default();
        // What is right below the heading is parted from the heading.
        above.windows(2).any(|pair| {
            matches!(pair, [before, unit] if before.part == Part::Free && unit.part == Part::Free && unit.opens)
        })
    }

    /// How well a group fits a list of a style, and the number it leaves the list at.
    fn styled(&self, at: usize, length: usize, style: Style, number: u32) -> Option<(i32, u32)> {
        let unit = self.units().get(at)?;
        let below = self.units().get(at + 1..at + length)?;
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

    /// The references on the best path.
    fn trace(&self, steps: &[[Step; STATES]]) -> Regions {
        let mut regions = Regions::default();
        let mut at = self.units().len();
        let last = steps.get(at).copied().unwrap_or([NOWHERE; STATES]);
        let mut state =
            (0..STATES).max_by_key(|state| last.get(*state).map_or(NEVER, |step| step.score)).unwrap_or(OUT);
        while at > 0 {
            let Some(step) = steps.get(at).and_then(|row| row.get(state)).copied() else {
                break;
            };
            let units = self.units().get(step.from..at).unwrap_or_default();
            if let (true, Some(first), Some(last)) = (step.group, units.first(), units.last()) {
                let numbered = state == 3;
                let (prose, mark) = if numbered || first.mark.is_none() {
                    (self.groups.prose(units), first.mark)
                } else {
                    // In a list without numbers, one that begins a text belongs to it.
                    let mut units = units.to_vec();
                    if let Some(first) = units.first_mut() {
                        let text = first.span.slice(self.source);
                        let start = first.span.end as usize - behind_bullet(text).len();
                        first.text = Span::new(start, first.span.end as usize);
                    }
                    (self.groups.prose(&units), None)
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

/// A step, and the group that it takes in.
type Choice = (Step, Option<usize>);

/// The better of two steps; of equal ones the first.
fn better(one: Choice, other: Choice) -> Choice {
    let key = |(step, group): &Choice| (-step.score, step.from, group.is_some(), step.state);
    if key(&other) < key(&one) { other } else { one }
}

#[cfg(test)]
mod tests {
    use crate::base::date::SlashOrder;
    use crate::base::steps::{assert_linear, taken};
    use crate::biblio::reference;
    use crate::page::see::Reading;
    use crate::read::plain::{line, region};

    /// References that were broken at their links, below their heading.
    fn list(items: usize) -> String {
        let item = |nth: usize| {
            format!(
                "Roe A, Vale P.\nNaps in ward {nth} and the heart of nurses\n. Journal of Rest. 2019;{nth}(3):44-51.\nAccessed March 3, 2021.\n"
            )
        };
        let items: String = (1..=items).map(item).collect();
        format!("Naps\nReferences\n{items}")
    }

    fn find(text: &str) -> usize {
        let lines = line::lines(text, 0);
        region::find(text, &lines, &Reading::default(), SlashOrder::default()).groups.len()
    }

    #[test]
    fn the_work_grows_with_the_list() {
        assert_linear("references in pieces", 50, |items| {
            find(&list(items));
        });
    }

    #[test]
    fn few_groups_of_lines_are_read() {
        const ITEMS: usize = 100;
        let text = list(ITEMS);
        assert_eq!(find(&text), ITEMS);
        let whole = "Roe A, Vale P. Naps in ward 9 and the heart of nurses. Journal of Rest. 2019;9(3):44-51. Accessed March 3, 2021.";
        let one = taken(|| drop(reference::read(whole, reference::text::Options::default())));
        let all = taken(|| {
            find(&text);
        });
        assert!(
            all < 7 * ITEMS * one,
            "{} times the work of reading each reference once",
            all / (ITEMS * one)
        );
    }
}
