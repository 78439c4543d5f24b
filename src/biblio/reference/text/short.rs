//! References of a house and a title and hardly more, as health sites write them: `Mayo Clinic: "High blood pressure."`,
//! `Mayo Clinic. High blood pressure.`, `High blood pressure; Primary Care Summaries, September 2022`.

use std::ops::Range;

use super::super::{Field, Reference};
use crate::base::date::{self, PartialDate, SlashOrder};
use crate::base::phrase::one_line;

/// The longest name of a house, in bytes, and the most words it has.
const LONGEST: usize = 110;
const MOST: usize = 12;

/// A house, and in quotation marks what it published; of several titles the first counts.
pub(super) fn quoted(text: &str, start: usize, order: SlashOrder) -> Option<Reference<Range<usize>>> {
    let rest = text.get(start..)?;
    let colon = [": \"", ": “"].iter().filter_map(|sign| rest.find(sign)).min()?;
    let house = start..start + colon;
    if colon > LONGEST || !is_name(text.get(house.clone())?) {
        return None;
    }
    let (title, mut at) = in_quotes(text, start + colon + 2)?;
    loop {
        let behind = text.get(at..)?;
        let next = at + behind.len() - behind.trim_start_matches([' ', ',', ';', '\n']).len();
        match in_quotes(text, next) {
            Some((_, end)) => at = end,
            None => {
                at = next;
                break;
            }
        }
    }
    let issued = whole_date(text, at..text.len(), order);
    let ended = !text.get(at..)?.contains(char::is_alphanumeric);
    (ended || issued.is_some()).then(|| reference(text, title, house, issued))?
}

/// The bytes within the quotation marks that begin at a place, without the stop at their end, and where they close.
fn in_quotes(text: &str, at: usize) -> Option<(Range<usize>, usize)> {
    let rest = text.get(at..)?;
    let close = match rest.chars().next()? {
        '"' => '"',
        '“' => '”',
        _ => return None,
    };
    let open = rest.chars().next()?.len_utf8();
    let length = rest.get(open..)?.find(close)?;
    let inner = rest.get(open..open + length)?.trim_end_matches(['.', ',', ' ']);
    let start = at + open;
    (inner.len() > 2).then_some((start..start + inner.len(), start + length + close.len_utf8()))
}

/// A house and a title without quotation marks, where nothing else says that the text is a reference. `is_house` says
/// whether some bytes name an organisation or a site.
pub(super) fn unquoted(
    text: &str,
    start: usize,
    order: SlashOrder,
    is_house: impl Fn(Range<usize>) -> bool,
) -> Option<Reference<Range<usize>>> {
    let rest = text.get(start..)?.trim_end();
    if rest.len() > 300 || rest.contains(['"', '“', '\n']) {
        return None;
    }
    if let Some((title, house)) = rest.split_once("; ") {
        let (name, behind) = match house.find([',', '(']) {
            Some(at) => (house.get(..at)?.trim_end(), house.get(at..)?),
            None => (house.trim_end_matches('.'), ""),
        };
        let from = start + title.len() + 2;
        let date = behind.trim_start_matches([',', ' ']);
        let begin = from + house.len() - date.len();
        let end = begin + date.find('(').unwrap_or(date.len());
        let issued = whole_date(text, begin..end, order);
        // `Mayo Clinic says so` is a sentence.
        let says =
            name.split_whitespace().any(|word| word.starts_with(char::is_lowercase) && !is_joint(word));
        let small = |word: &str| word.len() > 3 && word.starts_with(char::is_lowercase);
        let is_title = title.split_whitespace().count() > 1 && title.split_whitespace().any(small);
        let known = issued.is_some() || is_house(from..from + name.len());
        if !is_title || says || !is_name(name) || !known || title.contains([';', '.']) {
            return None;
        }
        return reference(text, start..start + title.len(), from..from + name.len(), issued);
    }
    let (house, title) = rest.split_once(". ")?;
    let bare = title.trim_end_matches(['.', '?', '!']);
    let is_title = bare.len() < title.len()
        && !bare.contains(". ")
        && bare.split_whitespace().count() > 1
        && bare.starts_with(char::is_uppercase)
        && !speaks(bare);
    let house = start..start + house.len();
    if !is_title || !is_name(text.get(house.clone())?) || !is_house(house.clone()) {
        return None;
    }
    let begin = house.end + 2;
    let end = begin + if title.ends_with('?') { title.len() } else { bare.len() };
    reference(text, begin..end, house, None)
}

/// Whether a text is written like the name of a house.
fn is_name(text: &str) -> bool {
    let long = |word: &&str| word.chars().filter(|c| c.is_alphabetic()).count() > 4;
    text.starts_with(char::is_uppercase)
        && text.len() <= LONGEST
        && (1..=MOST).contains(&text.split_whitespace().count())
        && !text.contains(|c: char| c.is_ascii_digit() || matches!(c, '?' | '!' | ':' | ';' | '"' | '“'))
        && text.split_whitespace().filter(long).all(|word| !word.starts_with(char::is_lowercase))
}

/// Whether it is a small word within the name of a house: `Institute for Care`.
fn is_joint(word: &str) -> bool {
    ["of", "for", "and", "the", "in", "on", "de", "für", "und", "et", "pour", "la", "del"].contains(&word)
}

/// Whether a sentence speaks to the reader or of the house, as no title does: `See above`, `This is our partner`.
fn speaks(text: &str) -> bool {
    const FIRST: [&str; 12] =
        ["see", "this", "these", "it", "we", "they", "our", "please", "call", "visit", "you", "ask"];
    let first = text.split_whitespace().next().unwrap_or("");
    FIRST.iter().any(|word| word.eq_ignore_ascii_case(first))
}

/// The date that some bytes hold and nothing else.
fn whole_date(text: &str, range: Range<usize>, order: SlashOrder) -> Option<(PartialDate, Range<usize>)> {
    let part = text.get(range.clone())?;
    let bare = part.trim_start_matches(|c: char| !c.is_alphanumeric());
    let begin = range.start + part.len() - bare.len();
    let (date, length) = date::read_any(bare, order)?;
    let rest = bare.get(length..)?;
    (!rest.contains(char::is_alphanumeric)).then_some((date, begin..begin + length))
}

fn reference(
    text: &str,
    title: Range<usize>,
    house: Range<usize>,
    issued: Option<(PartialDate, Range<usize>)>,
) -> Option<Reference<Range<usize>>> {
    let field = |range: Range<usize>| Some(Field::new(one_line(text.get(range.clone())?).into(), range));
    Some(Reference {
        title: field(title),
        publisher: field(house),
        issued: issued.map(|(date, at)| Field::new(date, at)),
        ..Reference::default()
    })
}
