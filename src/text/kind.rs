//! What each chunk is.

use std::collections::HashSet;
use std::ops::Range;

use super::line::Chunk;
use super::listed;
use super::marks;
use super::shape::{self, Look};
use crate::body::Bio;
use crate::byline::{self, Said};
use crate::date::{self, SlashOrder};
use crate::outline;
use crate::problem::{Problem, ProblemKind};
use crate::see::{Passage, Reading, names_a_page, see_lines};
use crate::span::Span;
use crate::title;

/// What a chunk is.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Kind {
    /// The title of the page.
    Title,
    /// A heading.
    Heading,
    /// Running text.
    Paragraph,
    /// An item of a list.
    Item,
    /// An item of a list of references, and how it falls into references.
    Reference(Vec<listed::Item>),
    /// The heading of a list of references.
    References,
    /// A line that names people or dates.
    Said(Said),
    /// A description of a person.
    Bio(Bio),
    /// The words above a table of contents; entries that stand in the same line are theirs.
    Contents,
    /// A line of a table of contents.
    Entry,
    /// The words above a list of pages, such as `Learn more:`.
    Lead,
    /// A page in such a list, with the bytes of its lead.
    Page(Span),
    /// A page behind a label in its own line, `Read more: Gout and Your Kidneys`, with the end of the label
    /// and the bytes of the name.
    Labelled(usize, Range<usize>),
    /// A page that a button below it leads to, with the bytes of the button.
    CallOut(Span),
    /// Such a button, and what says nothing.
    Nothing,
}

/// The kind of every chunk.
pub(super) fn kinds(
    chunks: &[Chunk],
    reading: &Reading,
    order: SlashOrder,
    problems: &mut Vec<Problem>,
) -> Vec<Kind> {
    let mut sorter = Sorter {
        chunks,
        reading,
        order,
        kinds: vec![None; chunks.len()],
        problems,
        listed: HashSet::new(),
        title: None,
    };
    sorter.bylines();
    sorter.references();
    sorter.bios();
    sorter.contents();
    sorter.leads();
    sorter.headings();
    sorter.kinds.into_iter().map(|kind| kind.unwrap_or(Kind::Paragraph)).collect()
}

struct Sorter<'a> {
    chunks: &'a [Chunk],
    reading: &'a Reading,
    order: SlashOrder,
    kinds: Vec<Option<Kind>>,
    problems: &'a mut Vec<Problem>,
    /// The lines of the table of contents, told as [`fold_heading`] tells them.
    listed: HashSet<String>,
    /// The title, told likewise.
    title: Option<String>,
}

impl Sorter<'_> {
    fn text(&self, nth: usize) -> &str {
        self.chunks.get(nth).map_or("", Chunk::text)
    }

    fn is_open(&self, nth: usize) -> bool {
        self.kinds.get(nth).is_some_and(Option::is_none)
    }

    fn set(&mut self, nth: usize, kind: Kind) {
        if let Some(slot) = self.kinds.get_mut(nth) {
            *slot = Some(kind);
        }
    }

    /// The next chunk behind `nth` that has no kind yet or one that stands in the text.
    fn next(&self, nth: usize) -> Option<usize> {
        (nth + 1..self.chunks.len()).find(|next| {
            !matches!(
                self.kinds.get(*next),
                Some(Some(Kind::Nothing | Kind::Said(_) | Kind::Contents | Kind::Entry))
            )
        })
    }

    fn bylines(&mut self) {
        let long = self.chunks.iter().position(|chunk| chunk.text().len() > 300).unwrap_or(self.chunks.len());
        for nth in 0..self.chunks.len() {
            let Some(chunk) = self.chunks.get(nth) else {
                break;
            };
            let whole = chunk.prose.len();
            let near_top = nth <= long.max(6);
            if !self.is_open(nth) {
                continue;
            }
            if let Some(said) = byline::line(&chunk.prose, 0..whole, self.order, near_top) {
                self.set(nth, Kind::Said(said));
            } else if let Some(said) = self.byline_below(nth, near_top) {
                let value = Said { doubtful: said.doubtful, bare: said.bare, ..Said::default() };
                self.set(nth, Kind::Said(said));
                self.set(nth + 1, Kind::Said(value));
            } else if says_reviewed(chunk.text()) {
                self.set(nth, Kind::Said(Said::default()));
            } else if is_affiliations(chunk.text()) {
                let listed = |nth: &usize| self.text(*nth).starts_with(|c: char| c.is_ascii_digit());
                let end = (nth + 1..self.chunks.len()).find(|nth| !listed(nth)).unwrap_or(self.chunks.len());
                (nth..end).for_each(|nth| self.set(nth, Kind::Paragraph));
            } else if chunk.is_line() {
                self.bare_date(nth);
            }
        }
    }

    /// A label and what it announces in two lines: `Medically reviewed by`, and below it the name.
    fn byline_below(&self, nth: usize, near_top: bool) -> Option<Said> {
        let (label, value) = (self.chunks.get(nth)?, self.chunks.get(nth + 1)?);
        let words = label.text().trim_end_matches(':').trim_end();
        if !label.is_line() || !value.is_line() || words.len() > 40 || words.split_whitespace().count() > 5 {
            return None;
        }
        let mut joined = label.prose.part(0..words.len());
        // `Medically reviewed`, and below it `by Amy Lee`.
        let head = value.text().get(..3);
        let by = head.is_some_and(|head| head.eq_ignore_ascii_case("by ")) && !words.ends_with("by");
        joined.push(
            if by { " " } else { ": " },
            Span::new(joined.whole().end as usize, value.span.start as usize),
        );
        joined.push_part(&value.prose, 0..value.prose.len());
        byline::line(&joined, 0..joined.len(), self.order, near_top)
    }

    /// A date that stands alone: nothing says of what it is the date.
    fn bare_date(&mut self, nth: usize) {
        let Some(chunk) = self.chunks.get(nth) else {
            return;
        };
        if date::written(chunk.text(), self.order).is_some_and(|date| date.day().is_some()) {
            self.problems.push(
                Problem::new(
                    ProblemKind::Ambiguous,
                    chunk.prose.whole(),
                    "nothing says whether the page was published, changed or reviewed on this day",
                )
                .help("Write what happened before the date, as in `Last reviewed`."),
            );
            self.set(nth, Kind::Paragraph);
        }
    }

    fn references(&mut self) {
        let headings: Vec<usize> = (0..self.chunks.len())
            .filter(|nth| {
                let chunk = self.chunks.get(*nth);
                self.is_open(*nth)
                    && chunk.is_some_and(|chunk| chunk.is_line() && !chunk.bullet && chunk.text().len() < 60)
                    && self.reading.is_reference_heading(self.text(*nth))
            })
            .collect();
        // The table of contents may name the list before it comes.
        let leads_on =
            |nth: &&usize| self.text(**nth + 1).len() > 30 || listed::begins_with_mark(self.text(**nth + 1));
        let heading = headings.iter().find(leads_on).or(headings.last()).copied();
        let (start, end) = match heading {
            Some(heading) => {
                self.set(heading, Kind::References);
                (heading + 1, self.references_end(heading + 1))
            }
            None => match self.tail_references() {
                Some(range) => range,
                None => return,
            },
        };
        let mut open: Vec<usize> = (start..end).filter(|nth| self.is_open(*nth)).collect();
        // A publisher may say below the heading what sources it uses.
        let is_prose = |nth: &usize| listed::is_prose(self.text(*nth), self.order);
        let prose: Vec<usize> = open.iter().copied().take_while(is_prose).collect();
        open.retain(|nth| !prose.contains(nth));
        prose.into_iter().for_each(|nth| self.set(nth, Kind::Paragraph));
        let section: Vec<&Chunk> = open.iter().filter_map(|nth| self.chunks.get(*nth)).collect();
        let mut items = listed::items(&section, self.order);
        if items.iter().flatten().all(|item| item.mark.is_none()) {
            let count = items.iter().flatten().filter(|item| !item.goes_on).count();
            let prose = self.chunks.iter().take(start);
            let cited: Vec<u32> = prose.flat_map(|chunk| marks::certain(chunk.text())).collect();
            listed::number(items.iter_mut().flatten(), &cited, count);
        }
        for (nth, items) in open.into_iter().zip(items) {
            self.set(nth, Kind::Reference(items));
        }
    }

    /// Where the section of references ends: at a heading, a bio, or the end of the text.
    fn references_end(&self, start: usize) -> usize {
        let numbered = listed::begins_with_mark(self.text(start));
        let ends = |nth: &usize| {
            let Some(chunk) = self.chunks.get(*nth) else {
                return true;
            };
            let text = chunk.text();
            // People and dates, other pages, and in a numbered list a heading stand behind the list.
            let behind = *nth > start
                && (!self.is_open(*nth)
                    || is_list_lead(text)
                    || (numbered
                        && chunk.opens
                        && chunk.is_line()
                        && !listed::begins_with_mark(text)
                        && shape::heading_look(text) == Look::Heading
                        && text.len() < 60));
            if behind {
                return true;
            }
            let heading = chunk.is_line()
                && chunk.opens
                && !chunk.bullet
                && (byline::announces_author(text)
                    || (shape::heading_look(text) == Look::Heading
                        && outline::is_no_cause(text)
                        && self.chunks.get(nth + 1).is_some_and(|next| {
                            next.text().len() > 120 && !listed::is_strong(next.text(), self.order)
                        })));
            let note =
                ["Disclosure", "Conflict of interest", "Conflicts of interest", "Funding:", "Copyright"]
                    .iter()
                    .any(|word| text.starts_with(word));
            heading
                || note
                || (byline::bio(&chunk.prose, false).is_some() && !listed::is_strong(text, self.order))
        };
        (start..self.chunks.len()).find(ends).unwrap_or(self.chunks.len())
    }

    /// References at the end of the text without a heading.
    fn tail_references(&self) -> Option<(usize, usize)> {
        let mut end = self.chunks.len();
        // A bio and the date of the page may stand behind them.
        let passes = |nth: usize| {
            !self.is_open(nth)
                || self.chunks.get(nth).is_some_and(|chunk| byline::bio(&chunk.prose, false).is_some())
        };
        while end > 0 && passes(end - 1) {
            end -= 1;
        }
        let mut start = end;
        let mut strong = 0;
        while start > 0 {
            let text = self.text(start - 1);
            if !self.is_open(start - 1) {
                break;
            }
            if listed::is_strong(text, self.order) {
                strong += 1;
            } else if !listed::is_numbered_reference(text, self.order) {
                break;
            }
            start -= 1;
        }
        (strong > 0 && strong * 2 >= end - start).then_some((start, end))
    }

    fn bios(&mut self) {
        let last_open =
            (0..self.chunks.len()).rev().filter(|nth| self.is_open(*nth)).take(3).collect::<Vec<_>>();
        let mut about = false;
        for nth in 0..self.chunks.len() {
            if !self.is_open(nth) {
                about = false;
                continue;
            }
            let Some(chunk) = self.chunks.get(nth) else {
                break;
            };
            if byline::announces_author(chunk.text()) {
                about = true;
                continue;
            }
            if about && let Some(bio) = byline::named(&chunk.prose) {
                self.set(nth, Kind::Bio(bio));
                continue;
            }
            if (about || last_open.contains(&nth))
                && let Some(bio) = byline::bio(&chunk.prose, about)
            {
                self.set(nth, Kind::Bio(bio));
            }
        }
    }

    /// The table of contents: its words, and the lines below that name headings further down.
    fn contents(&mut self) {
        let Some(nth) = (0..self.chunks.len()).find(|nth| {
            let text = self.text(*nth);
            let head = text.split_once(':').map_or(text, |(head, _)| head);
            self.is_open(*nth) && outline::announces_contents(head)
        }) else {
            return;
        };
        self.set(nth, Kind::Contents);
        let Some(announced) = self.chunks.get(nth) else {
            return;
        };
        if announced.text().trim_end_matches(':').contains(':') {
            return;
        }
        let folded: Vec<String> = self.chunks.iter().map(|chunk| fold_heading(chunk.text())).collect();
        let in_one_line = self.chunks.get(nth + 1).is_some_and(|next| {
            let parts: Vec<&str> = next.text().split(['|', '•', '·']).collect();
            let known = |part: &&str| folded.contains(&fold_heading(part));
            self.is_open(nth + 1)
                && parts.len() > 1
                && parts.iter().filter(|part| known(part)).count() * 2 >= parts.len()
        });
        if in_one_line {
            self.set(nth + 1, Kind::Entry);
            return;
        }
        let mut together = !announced.closes;
        for below in nth + 1..self.chunks.len() {
            let Some(chunk) = self.chunks.get(below) else {
                break;
            };
            let comes_again = folded.get(below).is_some_and(|text| {
                !text.is_empty() && folded.iter().skip(below + 1).any(|other| other == text)
            });
            let short = chunk.is_line() && chunk.text().len() <= 120 && !chunk.text().ends_with('.');
            if !(self.is_open(below) && short && (comes_again || (together && below > nth) || chunk.bullet)) {
                break;
            }
            // Without a blank line in between, the last line of the block may already be the first heading.
            if !comes_again
                && !chunk.bullet
                && !chunk.closes
                && self.chunks.get(below + 1).is_none_or(|next| next.text().len() > 120)
            {
                break;
            }
            self.set(below, Kind::Entry);
            together = together && !chunk.closes;
        }
    }

    /// Lists of pages below `Learn more:`, and pages above a button.
    fn leads(&mut self) {
        let mut nth = 0;
        while nth < self.chunks.len() {
            if self.is_open(nth) && is_button(self.text(nth)) && self.call_out(nth) {
                nth += 1;
                continue;
            }
            if self.is_open(nth)
                && let Some((label, name)) = labelled(self.text(nth))
                && !self.see_lines(nth).1
            {
                self.set(nth, Kind::Labelled(label, name));
            }
            if self.is_open(nth) && (is_list_lead(self.text(nth)) || self.is_bare_lead(nth)) {
                nth = self.page_list(nth);
                continue;
            }
            nth += 1;
        }
    }

    /// Reads a page and the button below it; false where there is no such page.
    fn call_out(&mut self, button: usize) -> bool {
        let page = button.checked_sub(1).filter(|page| self.is_open(*page));
        let chunks = page.and_then(|page| Some((page, self.chunks.get(page)?, self.chunks.get(button)?)));
        let Some((page, above, below)) = chunks else {
            return false;
        };
        let text = above.text();
        let named =
            above.is_line() && names_a_page(text) && !text.ends_with(['.', ':', ',']) && text.len() <= 160;
        if named && below.closes && !below.text().ends_with(':') {
            self.set(page, Kind::CallOut(below.prose.whole()));
            self.set(button, Kind::Nothing);
            return true;
        }
        false
    }

    fn page_list(&mut self, lead: usize) -> usize {
        let Some(opening) = self.chunks.get(lead) else {
            return lead + 1;
        };
        let span = opening.prose.span(0..opening.text().trim_end_matches(':').len());
        let mut pages = Vec::new();
        let mut together = !opening.closes;
        // A list that follows its lead without an empty line ends at the first one.
        let ends_at_gap = together;
        for below in lead + 1..self.chunks.len() {
            let Some(chunk) = self.chunks.get(below) else {
                break;
            };
            let text = chunk.text();
            let page = self.is_open(below)
                && !byline::announces_author(text)
                && chunk.is_line()
                && text.len() <= 160
                && !text.ends_with(['.', ':', ',', ';'])
                && names_a_page(text)
                && shape::heading_look(text) == Look::Heading;
            // A page that stands alone between empty lines, with a paragraph below, is the next heading.
            let headed = chunk.closes
                && self
                    .chunks
                    .get(below + 1)
                    .is_some_and(|next| next.text().len() > 120 || next.text().ends_with('.'));
            let listed = chunk.bullet || together || (!headed && !ends_at_gap);
            if !page || !listed {
                break;
            }
            pages.push(below);
            together = together && !chunk.closes;
        }
        if pages.is_empty() {
            return lead + 1;
        }
        self.set(lead, Kind::Lead);
        let behind = pages.last().map_or(lead + 1, |last| last + 1);
        for page in pages {
            self.set(page, Kind::Page(span));
        }
        behind
    }

    fn headings(&mut self) {
        let entries = self.chunks.iter().zip(&self.kinds).filter(|(_, kind)| **kind == Some(Kind::Entry));
        self.listed =
            entries.flat_map(|(chunk, _)| chunk.text().split(['|', '•', '·'])).map(fold_heading).collect();
        let mut titled = false;
        let mut begun = false;
        let mut nth = 0;
        while nth < self.chunks.len() {
            if !self.is_open(nth) {
                begun |= !matches!(self.kinds.get(nth), Some(Some(Kind::Said(_) | Kind::Nothing)));
                nth += 1;
                continue;
            }
            let run = self.run_of_lines(nth);
            if run > 1 {
                (nth..nth + run).for_each(|nth| self.set(nth, Kind::Item));
                begun = true;
                nth += run;
                continue;
            }
            let kind = self.single(nth, begun, &mut titled);
            begun = true;
            self.set(nth, kind);
            nth += 1;
        }
    }

    fn single(&mut self, nth: usize, begun: bool, titled: &mut bool) -> Kind {
        let Some(chunk) = self.chunks.get(nth) else {
            return Kind::Paragraph;
        };
        let text = chunk.text();
        if let Some(level) =
            chunk.underline.filter(|_| chunk.is_line() && shape::heading_look(text) != Look::No)
        {
            if level == 1 && !begun && !*titled {
                *titled = true;
                return Kind::Title;
            }
            return Kind::Heading;
        }
        if chunk.bullet {
            return Kind::Item;
        }
        if is_question_mark(text) {
            return Kind::Heading;
        }
        // What the table of contents lists is a heading, whatever it looks like.
        if self.listed.contains(&fold_heading(text)) {
            return Kind::Heading;
        }
        let look = if chunk.is_line() || text.len() < 110 {
            shape::heading_look(&text.replace('\n', " "))
        } else {
            Look::No
        };
        if let Some(bio) = byline::named(&chunk.prose).filter(|bio| bio.credentials.is_some()) {
            self.problems.push(
                Problem::new(
                    ProblemKind::Ambiguous,
                    bio.span,
                    format!("nothing says whether {} wrote or reviewed this page", bio.name),
                )
                .help("Write what the person did before the name, as in `Medically reviewed by`."),
            );
            return Kind::Paragraph;
        }
        if look == Look::No || self.is_see_line(nth) {
            return if is_numbered(text) && text.len() < 300 { Kind::Item } else { Kind::Paragraph };
        }
        let next = self.next(nth);
        if !begun && !shape::is_usual_section(text) && look == Look::Heading && next.is_some() {
            *titled = true;
            self.title = Some(fold_heading(text));
            return Kind::Title;
        }
        let Some(next) = next else {
            return Kind::Paragraph;
        };
        if is_numbered(text) && self.chunks.get(next).is_some_and(|next| is_numbered(next.text())) {
            return Kind::Item;
        }
        if look == Look::Sentence {
            let above = self.chunks.get(nth).is_some_and(|chunk| chunk.opens);
            if above {
                self.problems.push(
                    Problem::new(
                        ProblemKind::Ambiguous,
                        chunk.prose.whole(),
                        "this line may be a heading or a sentence without its full stop",
                    )
                    .help("It was read as a sentence. Add the full stop, or shorten the line to a heading."),
                );
            }
            return Kind::Paragraph;
        }
        // Pages repeat their title above the text.
        if *titled && self.title.as_ref() == Some(&fold_heading(text)) {
            return Kind::Nothing;
        }
        Kind::Heading
    }

    /// How many lines from here on are a list without bullets: short lines that follow each other
    /// without a blank line, or below a colon.
    fn run_of_lines(&self, nth: usize) -> usize {
        let below_colon = nth.checked_sub(1).is_some_and(|above| {
            self.text(above).ends_with(':') && shape::heading_look(self.text(above)) == Look::No
        });
        let short = |nth: usize| {
            self.is_open(nth)
                && self.chunks.get(nth).is_some_and(|chunk| {
                    let text = chunk.text();
                    chunk.is_line()
                        && !chunk.bullet
                        && chunk.underline.is_none()
                        && text.chars().count() <= 110
                        && !text.ends_with(['.', ':', '?', '!'])
                        && !self.is_see_line(nth)
                        && !self.listed.contains(&fold_heading(text))
                })
        };
        // Below a colon the items may stand apart, as long as all of them do.
        let apart = below_colon && self.chunks.get(nth).is_some_and(|chunk| chunk.closes);
        let mut length = 0;
        while short(nth + length) {
            let chunk = self.chunks.get(nth + length);
            length += 1;
            if !apart && chunk.is_some_and(|chunk| chunk.closes) {
                break;
            }
        }
        if length == 0 {
            return 0;
        }
        // The last of them heads the paragraph that follows.
        let last = self.chunks.get(nth + length - 1);
        let next = self.chunks.get(nth + length);
        let heads = self.is_open(nth + length)
            && next.is_some_and(|next| {
                let text = next.text();
                text.len() > 80
                    || text.ends_with('.')
                    || (text.ends_with(':') && shape::heading_look(text) == Look::No)
            });
        let stands_apart = last.is_some_and(|last| last.opens) || !last.is_some_and(|last| last.closes);
        if heads && stands_apart {
            length -= 1;
        }
        let enough = if below_colon { 2 } else { 3 };
        if length >= enough { length } else { 0 }
    }

    /// True of a lead that stands alone in its line: the page stands in the next.
    fn is_bare_lead(&self, nth: usize) -> bool {
        self.see_lines(nth).0
    }

    fn is_see_line(&self, nth: usize) -> bool {
        let (lead, found) = self.see_lines(nth);
        lead || found
    }

    /// Whether a chunk is the lead of a See line and nothing else, and whether it holds See lines.
    fn see_lines(&self, nth: usize) -> (bool, bool) {
        let Some(chunk) = self.chunks.get(nth) else {
            return (false, false);
        };
        let mut sees = Vec::new();
        let passage = Passage {
            prose: &chunk.prose,
            links: &[],
            spots: &[],
            citations: &[],
            holes: &[],
            breaks: &[],
            bare: true,
            wraps: true,
            colons: true,
        };
        let lead = see_lines(passage, &self.reading.leads, None, &mut sees);
        (lead.is_some(), !sees.is_empty())
    }
}

/// A heading and its line in a table of contents, told alike.
pub(super) fn fold_heading(text: &str) -> String {
    title::fold(text.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ')' | ' ')))
}

/// `Q: What causes gout?`
fn is_question_mark(text: &str) -> bool {
    let rest = ["Q:", "Q.", "Question:"].iter().find_map(|mark| text.strip_prefix(mark));
    rest.is_some_and(|rest| rest.trim_end().ends_with('?') && rest.len() < 200)
}

/// `1. Rest`, `2) Ice`.
fn is_numbered(text: &str) -> bool {
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    (1..=2).contains(&digits)
        && text.get(digits..).is_some_and(|rest| {
            rest.starts_with(['.', ')'])
                && rest.get(1..).is_some_and(|rest| rest.starts_with(char::is_whitespace))
        })
}

/// True of a line that says that somebody reviewed the page, and not who.
fn says_reviewed(text: &str) -> bool {
    let text = text.trim_end_matches(|c: char| !c.is_alphanumeric());
    [
        "peer reviewed",
        "peer-reviewed",
        "medically reviewed",
        "clinically reviewed",
        "fact checked",
        "fact-checked",
        "evidence based",
        "evidence-based",
        "expert reviewed",
        "doctor reviewed",
    ]
    .iter()
    .any(|known| known.eq_ignore_ascii_case(text))
}

/// True of the line above the places where the authors work.
fn is_affiliations(text: &str) -> bool {
    let text = text.trim_end_matches(':');
    ["affiliations", "affiliation", "author affiliations", "author information"]
        .iter()
        .any(|known| known.eq_ignore_ascii_case(text))
}

/// Buttons below the name of a page.
fn is_button(text: &str) -> bool {
    const BUTTONS: [&str; 12] = [
        "read now",
        "read more",
        "read article",
        "read the article",
        "learn more",
        "watch now",
        "watch video",
        "find out more",
        "read on",
        "read story",
        "view article",
        "read full article",
    ];
    let text = text.trim_end_matches(|c: char| !c.is_alphanumeric());
    BUTTONS.iter().any(|button| button.eq_ignore_ascii_case(text))
}

/// A page behind a label that otherwise stands above a list: the end of the label, and the name.
fn labelled(text: &str) -> Option<(usize, Range<usize>)> {
    let (label, rest) = text.split_once(':')?;
    let name = rest.trim();
    let start = label.len() + 1 + rest.len() - rest.trim_start().len();
    let is_name = is_list_lead(label) && names_a_page(name) && !name.ends_with(['.', ':', ',', ';']);
    (is_name && name.starts_with(char::is_uppercase)).then(|| (label.len() + 1, start..start + name.len()))
}

/// Words above a list of pages.
fn is_list_lead(text: &str) -> bool {
    const LEADS: [&str; 22] = [
        "learn more",
        "read more",
        "see also",
        "related",
        "related articles",
        "related pages",
        "related topics",
        "related information",
        "related content",
        "related conditions",
        "related reading",
        "related health topics",
        "read next",
        "more on this topic",
        "more information",
        "more to explore",
        "you may also like",
        "recommended reading",
        "find out more",
        "see also these pages",
        "more articles",
        "watch",
    ];
    let bare = text.trim_end_matches(|c: char| c == ':' || c.is_whitespace());
    // `Related MedlinePlus Health Topics`
    let words: Vec<&str> = bare.split_whitespace().collect();
    let related = (2..=5).contains(&words.len())
        && words.first().is_some_and(|first| first.eq_ignore_ascii_case("related"))
        && words.last().is_some_and(|last| {
            [
                "articles",
                "pages",
                "topics",
                "information",
                "content",
                "conditions",
                "links",
                "stories",
                "reading",
            ]
            .iter()
            .any(|known| known.eq_ignore_ascii_case(last))
        });
    related || LEADS.iter().any(|lead| lead.eq_ignore_ascii_case(bare))
}
