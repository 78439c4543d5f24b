//! A line, or a part of one, as a piece of a list of references: how it may open a reference, end one, or be neither.

use std::cell::OnceCell;
use std::sync::LazyLock;

use regex::Regex;

use super::found::Found;
use super::{NEVER, WIDEST};
use crate::base::date::SlashOrder;
use crate::base::span::Span;
use crate::read::plain::line::{self, Line, behind_bullet};
use crate::read::plain::{listed, splice};

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
pub(super) fn is_stop(text: &str) -> bool {
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
pub(super) fn is_address(text: &str) -> bool {
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

/// Whether a text may be a house and a title and no more: `Mayo Clinic. Noise and the inner ear.`
fn may_be_house_and_title(text: &str) -> bool {
    text.len() < 200
        && text.ends_with(['.', '?'])
        && text.matches(". ").count() == 1
        && text.starts_with(char::is_uppercase)
        && !text.contains(|c: char| c.is_ascii_digit())
}

/// Whether a text has nothing of a reference: `Latest news`, `By Gwen Tarrow`.
fn is_loose(text: &str) -> bool {
    const MOST: usize = 12;
    !text.contains(|c: char| c.is_ascii_digit() || matches!(c, '"' | '“' | ';' | ':' | '@'))
        && !text.contains("://")
        && !text.contains(". ")
        && !text.ends_with(['.', ',', ')', ']', '/'])
        && text.split_whitespace().count() <= MOST
        && text.starts_with(char::is_uppercase)
        && !is_address(text)
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

/// Whether a text is a paragraph that cites in brackets, as papers do, though names and years are in it as in a reference:
/// `… as others found (Lee et al., 2003; Roe, 2004), and it was not …`.
fn is_body_text(text: &str) -> bool {
    const SHORTEST: usize = 250;
    if text.len() < SHORTEST || is_address_word(last_word(text)) {
        return false;
    }
    let (mut words, mut small, mut others) = (0_usize, 0_usize, 0_usize);
    let mut before = "";
    for word in text.split_whitespace() {
        words += 1;
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        small += usize::from(is_small(bare));
        others += usize::from(bare == "al" && before == "et");
        before = word;
    }
    (small >= 3 && small * 20 >= words) || others >= 2
}

/// Whether a line is a row of a table: after its number no reference has a tab.
fn is_row(text: &str) -> bool {
    text.trim_matches('\t').contains('\t')
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

/// Whether a text ends as references do: in a stop, a bracket, a number or an address.
pub(super) fn may_end(text: &str) -> bool {
    text.ends_with(['.', '/', ')', ']', '"', '”'])
        || text.ends_with(|c: char| c.is_ascii_digit())
        || is_address_word(last_word(text))
}

pub(super) fn last_word(text: &str) -> &str {
    text.rsplit(char::is_whitespace).next().unwrap_or("")
}

/// Whether a word is a part of an address or of a DOI.
pub(super) fn is_address_word(word: &str) -> bool {
    word.contains("://") || word.starts_with("www.") || word.starts_with("10.")
}
