//! Papers that are online before they have a place in their journal, and pages that stand for one.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use crate::base::date::{self, PartialDate, SlashOrder};

/// A date that ends what is left of it, and the number that stands for pages.
#[derive(Clone, Debug)]
pub(super) struct Ahead {
    pub(super) date: (PartialDate, Range<usize>),
    /// Where what the other readers know ends: after the date, or its year and semicolon.
    pub(super) end: usize,
    pub(super) pages: Option<Range<usize>>,
}

/// `2023 Sep 20:emermed-2023-213222.` as PubMed writes it, with `Sect. A:2 (col. 4)` of a newspaper too.
static NUMBERED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"[.?!\])]\s+((?:19|20)\d\d\s[A-Z][a-z]{2}(?:\s\d{1,2})?)(?::(\S+)|;\s?(Sect\.\s[A-Z0-9]{1,3}(?::\s?[0-9, -]+)?(?:\(col\.\s\d+\))?))",
    )
    .expect("the pattern is constant and tested")
});

/// `2021; published online March 6` as the Lancet writes it.
static YEAR_FIRST: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?-u:\b)((?:19|20)\d\d);\s+(?:[Pp]ublished|[Ee]pub) online\s+([A-Z][a-z]{2,8})\.?\s+(\d{1,2})(?:[.;]|\s*$)")
        .expect("the pattern is constant and tested")
});

/// Finds such a date.
pub(super) fn find(text: &str, order: SlashOrder) -> Option<Ahead> {
    numbered(text, order).or_else(|| year_first(text, order))
}

fn numbered(text: &str, order: SlashOrder) -> Option<Ahead> {
    if !text.contains(':') && !text.contains("Sect.") {
        return None;
    }
    let groups = NUMBERED.captures(text)?;
    let written = groups.get(1)?;
    let (date, length) = date::read(written.as_str(), order)?;
    let pages = groups.get(2).or_else(|| groups.get(3))?;
    let number = pages.as_str().trim_end_matches(['.', ',', ';', ' ']);
    // `2024 Jan 5:1-9` are pages like any.
    let is_number = groups.get(3).is_some()
        || number.len() > 9
        || number.bytes().filter(u8::is_ascii_lowercase).count() > 2;
    let pages = pages.start()..pages.start() + number.len();
    let end = written.start() + length;
    is_number.then_some(Ahead { date: (date, written.start()..end), end, pages: Some(pages) })
}

fn year_first(text: &str, order: SlashOrder) -> Option<Ahead> {
    if !text.contains(" online") {
        return None;
    }
    let groups = YEAR_FIRST.captures(text)?;
    let (year, month, day) = (groups.get(1)?, groups.get(2)?, groups.get(3)?);
    let whole = format!("{} {}, {}", month.as_str(), day.as_str(), year.as_str());
    let (date, _) = date::read(&whole, order).filter(|(date, _)| date.day().is_some())?;
    Some(Ahead { date: (date, year.start()..day.end()), end: year.end() + 1, pages: None })
}
