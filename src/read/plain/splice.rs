//! References that were spliced into the prose after their number when the page was pasted.
//!
//! Such a reference is read from the right: what ends it says so (an access date, a DOI, the
//! volume and pages of a journal). From there it goes back over publisher and title to the
//! number after the end of a sentence. Numbers rise through the text, which settles most doubts.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use crate::base::date::{self, SlashOrder};
use crate::base::identifier::Doi;
use crate::base::steps::step;
use crate::biblio::reference;
use crate::words::needles::Needles;

/// A reference in the prose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Splice {
    /// The number before it.
    pub(super) number: u32,
    /// The bytes of the number.
    pub(super) mark: Range<usize>,
    /// The bytes of the reference.
    pub(super) range: Range<usize>,
    /// Another number that could be its mark as well.
    pub(super) rival: Option<Range<usize>>,
}

/// What was found in a paragraph.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Splices {
    /// The references, in order.
    pub(super) found: Vec<Splice>,
    /// Ends of references whose beginning no number shows.
    pub(super) headless: Vec<Range<usize>>,
}

/// Finds the references in a paragraph; `last` is the highest number so far.
pub(super) fn find(text: &str, last: u32, order: SlashOrder) -> Splices {
    let mut splices = Splices::default();
    // A digit and one of these signs are in every reference that ends in something telling.
    if !text.contains(|c: char| c.is_ascii_digit()) {
        return splices;
    }
    let mut from = 0;
    let mut last = last;
    let mut tails = Tails::of(text);
    while let Some(tail) = tails.next(text, from, order) {
        step();
        let end = tail_end(text, tail.end, order);
        let marks = marks(text, from..tail.start);
        match choose(text, &marks, tail.start, end, last, order, tail.certain) {
            Some((mark, rival)) => {
                last = mark.number;
                splices.found.push(Splice {
                    number: mark.number,
                    mark: mark.digits.clone(),
                    range: mark.behind..end,
                    rival: rival.map(|rival| rival.digits.clone()),
                });
            }
            None if tail.certain => splices.headless.push(tail.start..end),
            None => {}
        }
        from = end;
    }
    splices
}

/// Whether a text holds what only references have: a day of access, a DOI, the volume and pages of a journal, or an
/// address that no sentence runs into.
pub(super) fn ends_reference(text: &str, order: SlashOrder) -> bool {
    ends(text, order).next().is_some() || is_located(text)
}

/// Where the things that end references end, with what follows them there.
pub(super) fn ends(text: &str, order: SlashOrder) -> impl Iterator<Item = usize> {
    let mut tails = Tails::of(text);
    let mut from = 0;
    std::iter::from_fn(move || {
        let tail = tails.next(text, from, order)?;
        let end = tail_end(text, tail.end, order);
        from = end.max(from + 1);
        while !text.is_char_boundary(from.min(text.len())) {
            from += 1;
        }
        Some(end)
    })
}

/// Whether a text names a volume and pages as other styles write them: `, 84, 31–40`, `12(4), 259–261`, `(2015) 2:11`,
/// `2019;11:203`, `2020:chap 9`.
fn is_located(text: &str) -> bool {
    static LOCATED: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"(?x)\d{1,4}\s?(?:\(\d[^()]{0,12}\))?\s?[,:]\s?(?:pp?\.?\s?)?e?\d+\s?[-–]\s?e?\d+|\((?:19|20)\d\d[a-z]?\)[.,:]?\s.{0,80}\d+\s?[:(]\s?\d
            |(?:19|20)\d\d\s?[;:]\s?(?:chap|\d|[pS]\.?\s?\d)|(?:\bet\ al\b|\(eds?\.\)|\beds?\.).{0,200}(?:19|20)\d\d|(?:19|20)\d\d.{0,60}\bet\ al\b",
        )
        .expect("the pattern is valid")
    });
    text.bytes().filter(u8::is_ascii_digit).nth(2).is_some() && LOCATED.is_match(text)
}

/// A number that may be before a reference.
#[derive(Clone, Debug)]
struct Mark {
    number: u32,
    digits: Range<usize>,
    /// Where the reference begins.
    behind: usize,
}

/// The right end of a reference.
#[derive(Clone, Copy)]
struct Tail {
    start: usize,
    end: usize,
    /// Whether it is an access date, which nothing but a reference has.
    certain: bool,
}

/// The numbers after the end of a sentence and before a capital, in a part of the text.
fn marks(text: &str, part: Range<usize>) -> Vec<Mark> {
    static MARK: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r#"(?x)(?:^|\(|[.!?…][”"’')\]]{0,2})\s*
            (?:\[(?P<a>\d{1,3})\]|(?P<b>\d{1,3})[.)]?|(?P<c>[¹²³⁰⁴-⁹]{1,3}))\s*
            (?P<next>["“‘'\p{Lu}\p{N}])"#,
        )
        .expect("the pattern is valid")
    });
    let mut marks = Vec::new();
    // The stop that ends the reference before is the end of the sentence before the next number.
    let stop = text.get(..part.start).is_some_and(|before| before.ends_with(['.', '?', '!']));
    let mut from = part.start - usize::from(stop);
    // Matches may share the letter after a number with the sentence end before the next.
    while let Some(found) = text.get(..part.end).and_then(|text| MARK.captures_at(text, from)) {
        step();
        let (Some(all), Some(next)) = (found.get(0), found.name("next")) else {
            break;
        };
        from = next.start().max(from + 1);
        while !text.is_char_boundary(from) {
            from += 1;
        }
        let Some(digits) = found.name("a").or_else(|| found.name("b")).or_else(|| found.name("c")) else {
            continue;
        };
        let parted =
            all.as_str().trim_end_matches(next.as_str()).ends_with(|c: char| c.is_whitespace() || c == ']');
        let raised = found.name("c").is_some();
        // `2.5 Litres` and `spasms.1Title`: a number is parted from what follows.
        if !parted && !raised {
            continue;
        }
        // The stop of a decimal or an enumeration is no sentence end.
        let before = text.get(..digits.start()).unwrap_or("");
        let glued = before.ends_with(['.', '!', '?']);
        let decimal = glued && before.trim_end_matches('.').ends_with(|c: char| c.is_ascii_digit());
        if decimal {
            continue;
        }
        if let Some(number) = value(digits.as_str()).filter(|number| *number > 0) {
            marks.push(Mark { number, digits: digits.range(), behind: next.start() });
        }
    }
    marks
}

fn value(digits: &str) -> Option<u32> {
    digits
        .chars()
        .map(|c| c.to_digit(10).or_else(|| crate::read::markdown::number::superscript(c)))
        .try_fold(0, |value: u32, digit| Some(value * 10 + digit?))
}

/// The mark of a reference, and one that could be it as well.
fn choose<'a>(
    text: &str,
    marks: &'a [Mark],
    tail: usize,
    end: usize,
    last: u32,
    order: SlashOrder,
    certain: bool,
) -> Option<(&'a Mark, Option<&'a Mark>)> {
    // Longer than any reference in running text.
    let near: Vec<&Mark> = marks.iter().filter(|mark| tail.saturating_sub(mark.behind) < 600).collect();
    let options = reference::text::Options { slash_order: order, linked: false };
    let reads = |mark: &Mark| {
        text.get(mark.behind..end)
            .and_then(|text| reference::read(text, options))
            .is_some_and(|read| read.title.is_some())
    };
    if let Some(next) = near.iter().rev().find(|mark| mark.number == last + 1)
        && (certain || reads(next))
    {
        return Some((next, None));
    }
    let readable: Vec<&&Mark> = near.iter().filter(|mark| reads(mark)).collect();
    if certain {
        // A number that is named again, or one out of order: the nearest that makes a reference.
        let chosen = readable.last()?;
        let rival = readable.len().checked_sub(2).and_then(|nth| readable.get(nth));
        return Some((chosen, rival.map(|rival| **rival)));
    }
    let rising = readable.into_iter().rev().find(|mark| mark.number > last && mark.number <= last + 3)?;
    Some((rising, None))
}

/// The next thing of each kind that ends a reference, so that a long paragraph is searched once.
struct Tails {
    /// By kind: not looked for yet, or found, or known not to come any more.
    known: [Option<Option<Tail>>; 4],
}

impl Tails {
    /// Kinds of which a text has no word are not looked for.
    fn of(text: &str) -> Tails {
        const KINDS: [u32; 3] = [1, 2, 4];
        static WORDS: LazyLock<Needles> = LazyLock::new(|| {
            let [accessed, identified, addressed] = KINDS;
            Needles::new(&[
                (accessed, &["accessed", "retrieved", "viewed", "cited"]),
                (identified, &["10.", "pmid", "pmcid"]),
                (addressed, &["http", "www."]),
            ])
        });
        let held = WORDS.held_by(text);
        let [accessed, identified, addressed] = KINDS.map(|kind| (held & kind == 0).then_some(None));
        let located = (!text.contains(';')).then_some(None);
        Tails { known: [accessed, identified, addressed, located] }
    }

    fn next(&mut self, text: &str, from: usize, order: SlashOrder) -> Option<Tail> {
        for (kind, known) in self.known.iter_mut().enumerate() {
            if known.is_some_and(|known| known.is_none_or(|tail| tail.start >= from)) {
                continue;
            }
            *known = Some(match kind {
                0 => accessed(text, from, order),
                1 => identifier(text, from),
                2 => address(text, from),
                _ => locator(text, from),
            });
        }
        self.known.iter().filter_map(|known| (*known)?).min_by_key(|tail| tail.start)
    }
}

/// `Accessed January 10, 2020`.
fn accessed(text: &str, from: usize, order: SlashOrder) -> Option<Tail> {
    static ACCESSED: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"(?i)(?-u:\b)(?:(?:last|date|page)\s+)?(?:accessed|retrieved|viewed|cited)(?-u:\b):?\s*(?:on\s+|date:?\s*)?",
        )
        .expect("the pattern is valid")
    });
    let mut at = from;
    while let Some(found) = ACCESSED.find_at(text, at) {
        step();
        at = found.end();
        if let Some((_, length)) = text.get(found.end()..).and_then(|rest| date::read(rest, order)) {
            // "The records were retrieved 5 May 2020 and …" is a sentence; a reference's begins one.
            let opens = text.get(..found.start()).is_some_and(|before| {
                before.trim_end().ends_with(['.', ',', ';', '[', '(', '?', '!', ')', '”', '"', '/'])
            });
            if opens {
                return Some(Tail { start: found.start(), end: found.end() + length, certain: true });
            }
        }
    }
    None
}

/// A DOI or a PubMed number.
fn identifier(text: &str, from: usize) -> Option<Tail> {
    static IDENTIFIER: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)(?:https?://(?:dx\.)?doi\.org/|(?-u:\b)doi:?\s*)?(?-u:\b)10\.\d{4,9}/\S+|(?-u:\b)PMID:?\s*\d{1,8}(?-u:\b)|(?-u:\b)PMCID:?\s*PMC\d+")
            .expect("the pattern is valid")
    });
    let found = IDENTIFIER.find_at(text, from)?;
    let length = Doi::trimmed_length(found.as_str());
    Some(Tail { start: found.start(), end: found.start() + length, certain: false })
}

/// A web address.
fn address(text: &str, from: usize) -> Option<Tail> {
    static ADDRESS: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"(?i)\b(?:https?://|www\.)\S+").expect("the pattern is valid"));
    let found = ADDRESS.find_at(text, from)?;
    let length = Doi::trimmed_length(found.as_str());
    Some(Tail { start: found.start(), end: found.start() + length.max(1), certain: false })
}

/// `2019;44(2):101-109`.
fn locator(text: &str, from: usize) -> Option<Tail> {
    static LOCATOR: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"(?x)(?-u:\b)(?:19|20)\d{2}(?:\s+[A-Z][a-z]{2}(?:-[A-Z][a-z]{2})?(?:\s+\d{1,2})?)?\s*;\s*\d{1,4}(?:\s*\([^()]{1,20}\))?\s*:\s*[eE]?\d+(?:\s*[-–]\s*[eE]?\d+)?",
        )
        .expect("the pattern is valid")
    });
    let found = LOCATOR.find_at(text, from)?;
    Some(Tail { start: found.start(), end: found.end(), certain: false })
}

/// The end of a reference after the first thing that ends it: over its stop, and over what else
/// is there (`Available at: …`, `doi: …`, `Accessed …`).
fn tail_end(text: &str, at: usize, order: SlashOrder) -> usize {
    static ADDRESS: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)^(?:(?:available|retrieved|accessed)?\s*(?:at|from|online|via)\s*:?\s*|url:?\s*|https?:?\s*)?(?:https?://|www\.)\S+")
            .expect("the pattern is valid")
    });
    let mut end = at;
    loop {
        step();
        let rest = text.get(end..).unwrap_or("");
        let stops = rest.len() - rest.trim_start_matches(['.', ']', ')', ';', ',']).len();
        let behind = rest.get(stops..).unwrap_or("");
        let gap = behind.len() - behind.trim_start().len();
        let next = end + stops + gap;
        let rest = text.get(next..).unwrap_or("");
        let more = if let Some(found) = ADDRESS.find(rest) {
            let length = Doi::trimmed_length(found.as_str());
            Some(next + length)
        } else {
            // Nothing that ends a reference is longer than this.
            let near = rest.char_indices().nth(300).map_or(text.len(), |(at, _)| next + at);
            let text = text.get(..near).unwrap_or(text);
            let tail = match rest.bytes().next().map(|byte| byte.to_ascii_lowercase()) {
                Some(b'a' | b'r' | b'v' | b'c' | b'l') => accessed(text, next, order),
                Some(b'd' | b'p') => [accessed(text, next, order), identifier(text, next)]
                    .into_iter()
                    .flatten()
                    .find(|tail| tail.start == next),
                Some(b'h') => identifier(text, next),
                Some(b'0'..=b'9') => [identifier(text, next), locator(text, next)]
                    .into_iter()
                    .flatten()
                    .find(|tail| tail.start == next),
                _ => None,
            };
            tail.filter(|tail| tail.start == next).map(|tail| tail.end)
        };
        match more {
            Some(further) if further > end => end = further,
            _ => return end + stops,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str, last: u32) -> Vec<(u32, &str)> {
        let splices = find(text, last, SlashOrder::MonthFirst);
        splices
            .found
            .iter()
            .map(|splice| {
                assert_eq!(value(&text[splice.mark.clone()]), Some(splice.number), "{text}");
                (splice.number, &text[splice.range.clone()])
            })
            .collect()
    }

    #[test]
    fn a_reference_begins_behind_the_number_that_comes_next() {
        assert_eq!(
            found(
                "It often starts after age 40. 3 Cervical Dystonia. Rare Disorders (NORD). Accessed March 26, 2019. The cause is unclear.",
                2
            ),
            [(3, "Cervical Dystonia. Rare Disorders (NORD). Accessed March 26, 2019.")]
        );
        assert_eq!(
            found(
                "Heat adds to it. 1 Muscle Cramps. National Institutes of Health, Institute of Aging. Accessed 10 January 2020.",
                0
            ),
            [(
                1,
                "Muscle Cramps. National Institutes of Health, Institute of Aging. Accessed 10 January 2020."
            )]
        );
        assert_eq!(
            found("It lasts up to 2. 4 Neck Pain. 12 Facts. Mayo Clinic. Accessed 2020-01-10.", 3),
            [(4, "Neck Pain. 12 Facts. Mayo Clinic. Accessed 2020-01-10.")]
        );
    }

    #[test]
    fn journals_and_what_follows_an_end_belong_to_the_reference() {
        assert_eq!(
            found(
                "It helps. 1 Smith J, Lee K. Neck pain and rest. Spine. 2019;44(2):101-109. doi:10.1097/BRS.1234. 2 Gout. NHS. https://www.nhs.uk/gout. Accessed 3 May 2021. More text.",
                0
            ),
            [
                (1, "Smith J, Lee K. Neck pain and rest. Spine. 2019;44(2):101-109. doi:10.1097/BRS.1234."),
                (2, "Gout. NHS. https://www.nhs.uk/gout. Accessed 3 May 2021."),
            ]
        );
        assert_eq!(
            found(
                "It helps. 1 Gout. NHS. Accessed 3 May 2021. Available at: https://www.nhs.uk/gout. It is common.",
                0
            ),
            [(1, "Gout. NHS. Accessed 3 May 2021. Available at: https://www.nhs.uk/gout.")]
        );
    }

    #[test]
    fn numbers_in_prose_begin_no_reference() {
        for text in [
            "About 1 in 5. 2 People recover.",
            "The records were accessed on 5 May 2020 and read.",
            "The dose is 2.5 mg. 3 Tablets a day.",
            "See 10.1000/xyz for more.",
            "It helps in 3 weeks. 2 Visit https://www.example.org for more.",
        ] {
            assert_eq!(found(text, 0), [], "{text}");
        }
    }

    #[test]
    fn an_end_without_a_beginning_is_said() {
        let text = "It hurts. Neck Pain. Mayo Clinic. Accessed May 3, 2020. It stops.";
        let splices = find(text, 0, SlashOrder::MonthFirst);
        assert_eq!(splices.found, []);
        assert_eq!(
            splices.headless.iter().map(|range| &text[range.clone()]).collect::<Vec<_>>(),
            ["Accessed May 3, 2020."]
        );
    }
}
