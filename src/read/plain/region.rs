//! References by region: where the lists of a text lie, and how their lines fall into references.
//!
//! A list is found by its heading or by its density, wherever it lies, with or without text after it. All lines of the text
//! are weighed together: a path over them says of each whether it stands outside, opens a reference or goes on with
//! one, and the path that explains the lines best wins. What [`reference::read`] finds in a group of lines, whether the
//! group is complete, and how it opens are the weights; so a weak item within a list stays, and a sentence after it
//! does not become a part of it.

use std::cell::LazyCell;
use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::line::{self, Line, behind_bullet};
use super::{listed, shape, splice};
use crate::base::date::{self, SlashOrder};
use crate::base::span::Span;
use crate::biblio::reference::{self, Kind, Reference};
use crate::page::byline;
use crate::page::outline;
use crate::page::see::Reading;
use crate::words::list::BACK_MATTER;
use crate::words::prose::Prose;

/// The most lines one reference has.
const LONGEST: usize = 12;
/// The most bytes one reference has.
const WIDEST: usize = 1600;
/// The most bytes a line has that is cut into several references.
const LONGEST_LINE: usize = 16 * 1024;
/// What it costs to begin a list that no heading announces.
const ENTRY: i32 = 50;
/// What a heading of references is worth to each line below it.
const HEADED: i32 = 25;
/// A group of lines that scores less is no reference.
const LEAST: i32 = -75;
/// The most that what is read in a group of lines is worth.
const BEST: i32 = 75;
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
    // `Works Cited  3` in a table of contents announces no list where `Works Cited` comes further down.
    let is_counted = |text: &str| text.ends_with(|c: char| c.is_ascii_digit());
    let last_plain = LazyCell::new(|| {
        lines.iter().rposition(|line| {
            let text = line.text(source);
            !is_counted(text) && matches!(announces(text, reading), Some(Announced::Heading))
        })
    });
    let begun = begun(source, lines);
    let above_is_address = |nth: usize| {
        nth.checked_sub(1)
            .and_then(|above| lines.get(above))
            .is_some_and(|line| is_address(line.text(source)))
    };
    for (nth, line) in lines.iter().enumerate() {
        let text = line.text(source);
        let announced = announces(text, reading);
        let announced =
            announced.filter(|_| !(is_counted(text) && last_plain.is_some_and(|plain| nth < plain)));
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
            // A stop that stood behind a linked title goes on with the reference.
            None if line.site && !(headed && text == "." && !above_is_address(nth)) => Part::Site,
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
    introduce(source, &mut units);
    find_headings(source, &mut units);
    let mut pieces = Vec::with_capacity(units.len() + 1);
    let mut counted = (0, 0);
    pieces.push(counted);
    for unit in &units {
        let counts = unit.part == Part::Free && !unit.prose;
        counted = (counted.0 + usize::from(counts && unit.piece), counted.1 + usize::from(counts));
        pieces.push(counted);
    }
    let zones = zones(&units);
    let last_numbers = last_numbers(&units, &zones);
    let body = units.iter().position(|unit| unit.prose).unwrap_or(0);
    Path { source, units: &units, pieces, zones, last_numbers, body, order }.best()
}

/// Of each unit, the run of lines it is in: no list goes over a heading of one, nor over what no list goes over.
fn zones(units: &[Unit]) -> Vec<Range<usize>> {
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

/// Of each unit, whether it stands below the last item of a list whose numbered items are a line each. What is there goes
/// on with the last item only if it cannot stand alone.
fn last_numbers(units: &[Unit], zones: &[Range<usize>]) -> Vec<bool> {
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
        }
        at = zone.end.max(at + 1);
    }
    below
}

/// A sentence about the list, above it, may have been broken at its links: what goes on with it introduces the list too.
/// So does a tab above it, such as `History`.
fn introduce(source: &str, units: &mut [Unit]) {
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
        let speaks = unit.prose || ((unit.intro || unfinished) && is_about_sources(text));
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

/// Finds the headings of the page: what looks like one and is above a sentence. Below a list of whole lines the first
/// sentence may be as short as it likes.
fn find_headings(source: &str, units: &mut [Unit]) {
    let zones = zones(units);
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

/// What a line is, as far as lists of references are concerned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
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
struct Unit {
    line: usize,
    span: Span,
    part: Part,
    opens: bool,
    indent: usize,
    bullet: bool,
    /// The number before it, its bytes, and where the text begins.
    mark: Option<(u32, Span)>,
    /// The bytes without bullet and number.
    text: Span,
    /// How well it opens a reference.
    opening: i32,
    /// How well a reference may end after it.
    ending: i32,
    /// Whether it holds what only references have.
    strong: bool,
    /// Whether it is a sentence or several without anything of a reference.
    prose: bool,
    /// Whether it may introduce a list: a sentence without a number and an address.
    intro: bool,
    /// Whether it is a whole reference alone.
    whole: bool,
    /// Whether it is an address and nothing else.
    address: bool,
    /// Whether it looks like a piece of a reference rather than a whole one.
    piece: bool,
    /// Whether it looks like a heading of the page.
    heads: bool,
    /// Whether it stands between the heading and the list and is about the list.
    introduces: bool,
}

impl Unit {
    fn plain(nth: usize, line: Line, span: Span, part: Part) -> Unit {
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
            address: false,
            piece: false,
            heads: false,
            introduces: false,
        }
    }

    fn of(source: &str, nth: usize, line: Line, span: Span, order: SlashOrder) -> Unit {
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
        let strong = splice::ends_reference(text, order) && !is_contact(text);
        let prose = !strong && (is_prose(text) || is_dose(text)) && !is_dated(text, order);
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
            whole: (strong && opening == 0) || is_quoted(text),
            address: is_address(text),
            part: Part::Free,
            ..Unit::plain(nth, line, span, Part::Free)
        }
    }
}

/// Of each line, whether it begins an item of a list that has one item a line: a number with the next or the last one at
/// the beginning of another line, or a bullet among others.
fn begun(source: &str, lines: &[Line]) -> Vec<bool> {
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

/// Cuts a line of a list where one reference in it ends and the next begins.
fn split(source: &str, nth: usize, line: Line, span: Span, order: SlashOrder, units: &mut Vec<Unit>) {
    let text = span.slice(source);
    let base = span.start as usize;
    let mut cuts = Vec::new();
    if text.len() > 60 {
        let first = listed::mark(text, 0, true);
        let marks = listed::inner_marks(text, first.as_ref().map_or(0, |(.., behind)| *behind));
        let mut last = first.map_or(0, |(number, ..)| number);
        for (at, number, ..) in marks {
            // `American Diabetes Association. 2. Pharmacologic approaches …`: too little is before the number.
            let from = cuts.last().copied().unwrap_or(0);
            if number == last + 1 && text.get(from..at).is_some_and(holds_year_or_address) {
                last = number;
                cuts.push(at);
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

/// Whether a text is a reference with its date, though its title is a sentence: `Sample I. Naps are bad, study
/// suggests. The Guardian. May 3, 2017.`
fn is_dated(text: &str, order: SlashOrder) -> bool {
    if text.len() > WIDEST || !holds_year_or_address(text) {
        return false;
    }
    let options = reference::text::Options { slash_order: order, linked: false };
    reference::read(text, options).is_some_and(|read| {
        let says = read.publisher.is_some() || read.container.is_some() || !read.authors.is_empty();
        read.title.is_some() && read.issued.is_some() && says
    })
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
        let parted = text.get(..end).is_some_and(|before| before.ends_with(['.', ']', ')', ';']));
        if parted && next.len() > 25 && opening(next) == 0 && all.peek().is_some() {
            ends.push(end + behind.len() - next.len());
        }
    }
    ends
}

/// How a line announces a list of references.
enum Announced {
    Heading,
    Button,
}

/// Whether a line announces a list of references: `References`, `--- REFERENCES ---`, `Show References`.
fn announces(text: &str, reading: &Reading) -> Option<Announced> {
    if text.len() > 60 {
        return None;
    }
    let bare = text.trim_matches(|c: char| c.is_whitespace() || "-–—=*_#:[]()+•▾▼".contains(c));
    let bare = bare.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, '(' | ' ' | '\t'));
    if reading.is_reference_heading(bare) {
        return Some(Announced::Heading);
    }
    let lower = bare.to_ascii_lowercase();
    for verb in ["show ", "view ", "open ", "hide ", "see ", "expand "] {
        if let Some(rest) = lower.strip_prefix(verb) {
            let rest =
                rest.trim_start_matches("all ").trim_start_matches("the ").trim_start_matches("article ");
            return reading.is_reference_heading(rest).then_some(Announced::Button);
        }
    }
    let counted = text.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '+' | ' '));
    if counted.len() < text.len() && reading.is_reference_heading(counted) && !text.contains('.') {
        // `3 Sources` is a heading, `3 sources` a button.
        let named = counted.starts_with(char::is_uppercase) && !text.starts_with('+');
        return Some(if named { Announced::Heading } else { Announced::Button });
    }
    // `Reference / sources`, `Sources & references`, `Selected references`.
    let words = |text: &str| text.split(['/', '&', ',', '+']).count() > 1;
    let parts_of = lower.replace(" and ", "/");
    if words(&parts_of)
        && parts_of.split(['/', '&', ',', '+']).all(|part| {
            reading.is_reference_heading(part.trim())
                || matches!(part.trim(), "further reading" | "notes" | "resources" | "footnotes")
        })
    {
        return Some(Announced::Heading);
    }
    let qualified = [
        "selected ",
        "key ",
        "medical ",
        "main ",
        "our ",
        "additional ",
        "scientific ",
        "cited ",
        "the ",
        "page ",
        "article ",
        "image ",
        "information ",
        "primary ",
    ];
    let named = qualified
        .iter()
        .any(|word| lower.strip_prefix(word).is_some_and(|rest| reading.is_reference_heading(rest)));
    let other = matches!(
        lower.as_str(),
        "footnotes"
            | "endnotes"
            | "suggested references"
            | "references cited"
            | "works consulted"
            | "sources of information"
            | "sources used"
            | "where we got this information"
            | "article references"
            | "resources and references"
            | "journal reference"
            | "journal references"
            | "story source"
            | "citation"
    );
    (named || other).then_some(Announced::Heading)
}

/// The end of a label such as `Sources:` that is in the line of its list.
fn inline_label(text: &str, reading: &Reading, order: SlashOrder) -> Option<usize> {
    let colon = text.get(..text.len().min(40))?.find(':').or_else(|| {
        let cut = (0..=text.len().min(40)).rev().find(|at| text.is_char_boundary(*at))?;
        text.get(..cut)?.find(':')
    })?;
    let label = text.get(..colon)?;
    let rest = text.get(colon + 1..)?;
    let list = rest.trim_start();
    let plural = label.to_ascii_lowercase().ends_with('s') || label.eq_ignore_ascii_case("bibliography");
    (announces(label, reading).is_some()
        && list.len() > 20
        && (listed::mark(list, 0, false).is_some()
            || splice::ends_reference(list, order)
            || (plural && list.contains(|c: char| c.is_ascii_digit()))))
    .then(|| text.len() - list.len())
}

/// Whether no list of references goes over this line.
fn is_wall(text: &str, line: Line, order: SlashOrder) -> bool {
    static NOTE: LazyLock<Regex> = LazyLock::new(|| {
        let back_matter = BACK_MATTER.pattern("wall");
        Regex::new(&format!(
            r"(?ix)^(?:{back_matter}|this\ (?:article|page|content|information|leaflet|fact\ sheet)|related\ .{{3,40}})(?:\s*[:.]|\s*$)",
        ))
        .expect("the pattern is valid")
    });
    static SPEAKS: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)^(?:this (?:article|page|content|information|leaflet|site) |the (?:information|content) (?:on|in|provided) |what you read |always (?:ask|seek|consult) |disclosure\b|disclaimer\b)")
            .expect("the pattern is valid")
    });
    if NOTE.is_match(text)
        || SPEAKS.is_match(text)
        || shape::is_list_lead(text)
        || byline::announces_author(text)
    {
        return true;
    }
    if outline::announces_contents(text) {
        return true;
    }
    let dated = date::written(text.trim_end_matches('.'), order).is_some_and(|date| date.day().is_some());
    if dated {
        return true;
    }
    let mut prose = Prose::default();
    prose.push(text, line.span);
    byline::line(&prose, 0..text.len(), order, false).is_some()
        || shape::labels_a_date(text)
        || (text.len() > 60 && byline::bio(&prose, false).is_some() && !splice::ends_reference(text, order))
}

/// How well a text opens a reference: 0 or less.
fn opening(text: &str) -> i32 {
    static CONTINUES: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"(?x)^(?:
            In:|<\s?(?:https?:|www\.|doi)|\[(?:[Pp]ublished|cited|updated|reviewed|[Ee]pub|[Cc]orrection|[Ee]rratum|[Rr]etract|doi:|PMID|PMC|[Mm]edline|FREE)
            |(?:Published\ |Author\ |Publisher\ )?(?:[Ee]rrat(?:um|a)|[Cc]orrections?|[Cc]orrigendum|Comments?|Retraction|Retracted|Expression\ of\ concern|Update|Republished|Reprint|Summary|Partial\ retraction)
              \ (?:in|of|for|on|to|from|appears?)(?:\ in)?:|Discussion\ (?:\d|[A-Z]\d)|[^.\[\]]{3,90};\ \[(?:reviewed|updated|cited|modified)
            |Available|Accessed|Retrieved|Viewed|Updated|Published|Reviewed|Epub|Last\ (?:accessed|updated|reviewed|modified)
            |accessed|doi|DOI|PMID|PMCID|ISBN|https?:|www\.|URL|pp?\.?\s?\d|[Vv]ol(?:ume)?\.?\s?\d|[Cc]hap(?:ter)?\.?\s?\d
            |\d{1,2}(?:st|nd|rd|th)\ (?:ed|Ed)|\d{1,2}(?:st|nd|rd|th)\ [A-Z][a-z]{2,8}\.?,?\ \d{4}|(?:19|20)\d\d\s?;|\d+\s?[–-]\s?\d+|\d+\s?\(\d+\)
            |(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?\ \d|Journal\ of\ .{0,60}\d{1,3}$|(?:St\.\ )?[A-Z][\p{L}\ ]{2,20},\ [A-Z]{2}:
            |(?:19|20)\d\d[.;:,]?(?:\s|$)|\[?(?:PubMed|PMC|CrossRef|Google\ Scholar|Full\ text|Article)(?-u:\b)
            )",
        )
        .expect("the pattern is valid")
    });
    let Some(first) = text.chars().next() else {
        return 0;
    };
    if matches!(first, ',' | '.' | ';' | ':' | ')' | ']' | '&') {
        return -90;
    }
    if first == '(' || is_bare_address(text) {
        return -60;
    }
    if CONTINUES.is_match(text) {
        return -60;
    }
    if first.is_lowercase() {
        // `eMedicine`, `iHeart`, `van der Berg`, `de Vries`
        let named = text.starts_with("van ")
            || text.starts_with("von ")
            || text.starts_with("de ")
            || text.chars().nth(1).is_some_and(char::is_uppercase);
        return if named { 0 } else { -60 };
    }
    0
}

/// Whether a text is the stop after a linked title, with what may follow it: `.`, `. 2018;11(1):31-37.`
fn is_stop(text: &str) -> bool {
    text == "." || text.starts_with(". ")
}

/// Whether a text is an address without its scheme: `ncbi.nlm.nih.gov/pmc/articles/PMC1/`.
fn is_bare_address(text: &str) -> bool {
    let host = text.split('/').next().unwrap_or("");
    !text.contains(char::is_whitespace)
        && host.len() < text.len()
        && host.contains('.')
        && !host.starts_with('.')
}

/// Whether a text is an address and nothing else, be it without its scheme.
fn is_address(text: &str) -> bool {
    let scheme = text.starts_with("https://") || text.starts_with("http://") || text.starts_with("www.");
    !text.contains(char::is_whitespace) && (scheme || is_bare_address(text))
}

/// Whether a text names a house and in quotation marks a page of it: `Harrow Clinic: "Slipped Rib."`.
fn is_quoted(text: &str) -> bool {
    let named = text.contains(": \"") || text.contains(": “");
    let year = text.trim_end_matches('.');
    let dated = year.len() > 6
        && year.bytes().rev().take(4).all(|byte| byte.is_ascii_digit())
        && (text.contains(",\" ") || text.contains(",” ") || text.contains("\", ") || text.contains("”, "));
    named && (text.ends_with(['"', '”']) || dated) && text.len() < 200
}

/// Whether a text says where a house is on the web and no more: `Office for Clean Water: www.ocw.example/lead`.
fn is_contact(text: &str) -> bool {
    let address = text.rsplit(char::is_whitespace).next().unwrap_or("");
    let label = text.get(..text.len() - address.len()).unwrap_or("").trim_end();
    let begins = ["www.", "http"].iter().any(|scheme| address.starts_with(scheme));
    begins && label.ends_with(':') && label.len() < 90 && !label.contains(['.', '"', '“', ','])
}

/// How well a reference may end with a text: 0 or less.
fn ending(text: &str) -> i32 {
    let word = last_word(text);
    if text.ends_with([',', ':', '(', '&', ';', '–', '—']) || (text.ends_with('-') && !word.contains('/'))
    {
        return -60;
    }
    if line::leads_on(text)
        || matches!(
            word,
            "eds." | "ed." | "editors." | "editor." | "In" | "et" | "al" | "No." | "Vol." | "vol." | "pp."
        )
    {
        let edition = text.contains("th ed.")
            || text.contains("nd ed.")
            || text.contains("rd ed.")
            || text.contains("st ed.");
        return if edition { -15 } else { -60 };
    }
    if text.ends_with('/') || text.ends_with('_') || (word.contains("://") && word.ends_with('-')) {
        return -10;
    }
    0
}

/// Whether a text is a sentence addressed to the reader, and not a reference.
fn is_prose(text: &str) -> bool {
    let mut words = 0_usize;
    let mut small = 0_usize;
    for word in text.split_whitespace() {
        words += 1;
        small += usize::from(is_small(word.trim_matches(|c: char| !c.is_alphanumeric())));
    }
    let ended = text.ends_with(['.', '!', '?', ':']);
    words >= 6 && ((ended && small * 9 >= words && small >= 2) || small * 4 >= words)
}

/// Whether a short text says how much of a medicine is taken: `Paracetamol 500 mg`.
fn is_dose(text: &str) -> bool {
    static DOSE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"\d\s?(?:mg|mcg|µg|ml|mL|g|IU|tablets?)(?-u:\b)").expect("the pattern is valid")
    });
    text.len() < 120 && !text.contains(['"', '“']) && DOSE.is_match(text)
}

/// Whether it is one of the words that sentences are full of and references have few of.
fn is_small(word: &str) -> bool {
    matches!(
        word,
        "is" | "are"
            | "was"
            | "were"
            | "may"
            | "can"
            | "you"
            | "your"
            | "it"
            | "they"
            | "this"
            | "these"
            | "have"
            | "has"
            | "will"
            | "should"
            | "do"
            | "does"
            | "be"
            | "been"
            | "if"
            | "when"
            | "that"
            | "which"
            | "who"
            | "their"
            | "them"
            | "we"
            | "there"
            | "most"
            | "some"
            | "but"
            | "not"
            | "or"
    )
}

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

struct Path<'a> {
    source: &'a str,
    units: &'a [Unit],
    /// Of the units up to each place: how many are pieces of references, and how many may be.
    pieces: Vec<(usize, usize)>,
    /// Of each unit, the run of lines it is in.
    zones: Vec<Range<usize>>,
    /// Of each unit, whether it is below the last item of a list whose items are a line each.
    last_numbers: Vec<bool>,
    /// The first sentence of the text.
    body: usize,
    order: SlashOrder,
}

impl Path<'_> {
    fn best(&self) -> Regions {
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
        let restarts =
            self.last_numbers.get(at).is_some_and(|below| *below) && !units.iter().any(|unit| unit.strong);
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
            if below.indent > first.indent + 1 {
                score += 10;
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
            if (above.whole && below.whole) || (above.address && below.opening == 0) {
                score -= 60;
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
        if !units.iter().any(|unit| unit.strong) && length == 1 && first.mark.is_none() && !first.bullet {
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
            let below_last = self.last_numbers.get(at + nth + 1).is_some_and(|last| *last);
            let text = below.heads || (below.prose && !broken && below.mark.is_none());
            ended && alone && (text || below_last)
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

/// Whether a text ends as references do: in a stop, a bracket, a number or an address.
fn may_end(text: &str) -> bool {
    text.ends_with(['.', '/', ')', ']', '"', '”'])
        || text.ends_with(|c: char| c.is_ascii_digit())
        || is_address_word(last_word(text))
}

fn last_word(text: &str) -> &str {
    text.rsplit(char::is_whitespace).next().unwrap_or("")
}

/// Whether a word is a part of an address or of a DOI.
fn is_address_word(word: &str) -> bool {
    word.contains("://") || word.starts_with("www.") || word.starts_with("10.")
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
