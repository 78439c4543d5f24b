//! Lists of other pages as sites show them: each page with its topic, day, people, first sentence or button.
//!
//! `Related articles`, and below it `March 3, 2024/Sleep`, `How naps help`, `A short nap restores you.`, and so on.

use std::collections::HashMap;

use super::Sorter;
use super::lists::may_name_page;
use crate::base::date;
use crate::base::steps::step;
use crate::page::byline;
use crate::read::plain::cue::{is_button, is_loud};
use crate::read::plain::feature::Feature;
use crate::read::plain::shape::{self, HeadingGuess};

/// More lines no list has.
const MOST: usize = 80;

/// A longer line is no first sentence of another page.
const TEASER: usize = 350;

/// The pages of a list, and the lines between them.
#[derive(Debug, Default)]
pub(super) struct Cards {
    pub(super) pages: Vec<usize>,
    pub(super) notes: Vec<usize>,
}

/// A line of a list.
#[derive(Clone, Copy, Debug)]
struct Line {
    nth: usize,
    /// Whether it says something of a page and names none.
    is_note: bool,
}

impl Sorter<'_> {
    /// The pages below a lead, where every one has lines of its own about it; `None` of a plain list.
    pub(super) fn cards(&self, lead: usize) -> Option<Cards> {
        let lines = self.lines_of_cards(lead);
        let first = lines.first()?;
        let mut cards = match first.is_note {
            true => self.below_notes(&lines),
            false => self.above_notes(&lines),
        };
        let is_note = |nth: usize| {
            lines
                .binary_search_by_key(&nth, |line| line.nth)
                .is_ok_and(|at| lines.get(at).is_some_and(|line| line.is_note))
        };
        let between = |pair: &[usize], any: &dyn Fn(usize) -> bool| matches!(*pair, [page, next] if cards.notes.iter().any(|note| (page..next).contains(note) && any(*note)));
        let gaps = || cards.pages.windows(2);
        let parted = gaps().filter(|pair| between(pair, &|_| true)).count();
        let noted = gaps().filter(|pair| between(pair, &is_note)).count();
        // Sentences alone may be those of the page, and `Read more` may lead on from what is above it.
        let enough = match noted > 0 && !is_button(self.text(lead)) {
            true => parted * 2 + 1 >= cards.pages.len(),
            false => parted > 1 && parted + 1 == cards.pages.len(),
        };
        // What stands below a list without people or days is of this page.
        let says = |nth: &usize| self.said(*nth).is_some();
        let last = cards.pages.last().copied().unwrap_or(0);
        let said = cards.notes.iter().any(|note| *note < last && says(note));
        cards.notes.retain(|note| *note < last || said || !says(note));
        enough.then_some(cards)
    }

    /// The lines that may be of the list: up to the next part of the page.
    fn lines_of_cards(&self, lead: usize) -> Vec<Line> {
        let mut lines: Vec<usize> = Vec::new();
        for nth in (lead + 1..self.chunks.len()).take(MOST) {
            step();
            let text = self.text(nth);
            if self.has(nth, Feature::Site) {
                continue;
            }
            let leads = self.has(nth, Feature::ListLead) && !is_button(text);
            let ends = leads
                || self.has(nth, Feature::UsualHeading)
                || self.has(nth, Feature::PageHeading)
                || self.has(nth, Feature::Reference)
                || self.has(nth, Feature::ReferencesHeading)
                || self.has(nth, Feature::AnnouncesContents)
                || byline::announces_author(text)
                || text.len() > TEASER;
            if ends {
                break;
            }
            lines.push(nth);
        }
        // The topic of several pages, the name of the house.
        let mut times: HashMap<&str, usize> = HashMap::new();
        for nth in &lines {
            *times.entry(self.text(*nth)).or_default() += 1;
        }
        let is_note =
            |nth: usize| self.is_note(nth) || times.get(self.text(nth)).is_some_and(|times| *times > 1);
        lines.into_iter().map(|nth| Line { nth, is_note: is_note(nth) }).collect()
    }

    /// The pages of a list in which notes are above each: the line below the notes is a page, what is below that its first
    /// sentence.
    fn below_notes(&self, lines: &[Line]) -> Cards {
        const SENTENCES: usize = 2;
        let mut cards = Cards::default();
        let mut below_page = None;
        let mut held = Vec::new();
        for &Line { nth, is_note } in lines {
            if is_note {
                below_page = None;
                held.push(nth);
                continue;
            }
            match below_page {
                None if self.may_be_page(nth) => {
                    cards.pages.push(nth);
                    cards.notes.append(&mut held);
                    below_page = Some(0);
                }
                // Two pages of one topic.
                Some(0) if self.may_be_page(nth) && self.is_title(nth) => cards.pages.push(nth),
                Some(count) if count < SENTENCES && !self.is_open_end(nth) => {
                    cards.notes.push(nth);
                    below_page = Some(count + 1);
                }
                _ => break,
            }
        }
        cards
    }

    /// Whether a line below a page is another page, and not its first sentence.
    fn is_title(&self, nth: usize) -> bool {
        const WORDS: usize = 7;
        let text = self.text(nth);
        !self.chunks.get(nth).is_some_and(|chunk| chunk.opens)
            && text.split_whitespace().count() <= WORDS
            && shape::heading_look(text) == HeadingGuess::Heading
    }

    /// Whether a line leads to other text: of the page, or of another list.
    fn is_open_end(&self, nth: usize) -> bool {
        self.text(nth).ends_with(':')
    }

    /// The pages of a list in which each is above its notes and its first sentence.
    fn above_notes(&self, lines: &[Line]) -> Cards {
        if let Some(cards) = self.in_turn(lines) {
            return cards;
        }
        let mut cards = Cards::default();
        let mut held = Vec::new();
        let mut told = 0;
        for &Line { nth, is_note } in lines {
            let text = self.text(nth);
            let sentence = text.ends_with(['.', '!', '…']) || text.len() > 120;
            let topic = text.split_whitespace().count() < 3 && !text.ends_with([':', '?']);
            if is_note || (topic && !cards.pages.is_empty()) {
                held.push(nth);
            } else if sentence && !cards.pages.is_empty() {
                held.push(nth);
                told += 1;
                // Three sentences are the text of the page.
                if told > 2 {
                    break;
                }
            } else if self.may_be_page(nth) {
                cards.pages.push(nth);
                cards.notes.append(&mut held);
                told = 0;
            } else {
                break;
            }
        }
        cards.notes.extend(held.into_iter().take(2));
        cards
    }

    /// Pages and names of people in turn: `How to teach a dog to come`, `Amy Lee, DVM`.
    fn in_turn(&self, lines: &[Line]) -> Option<Cards> {
        let (mut pages, mut notes, mut named) = (Vec::new(), Vec::new(), 0);
        for pair in lines.chunks(2) {
            let [page, note] = pair else { break };
            let text = self.text(note.nth);
            let is_short = text.len() < 60 && !text.ends_with(['.', '?', '!', ':']);
            if !is_short || page.is_note || !self.has_name(page.nth) {
                break;
            }
            pages.push(page.nth);
            notes.push(note.nth);
            named += usize::from(note.is_note);
        }
        (named > 1 && named * 2 >= notes.len()).then_some(Cards { pages, notes })
    }

    fn has_name(&self, nth: usize) -> bool {
        let text = self.text(nth);
        let by = text.get(..3).is_some_and(|head| head.eq_ignore_ascii_case("by "));
        !by && may_name_page(text)
    }

    fn may_be_page(&self, nth: usize) -> bool {
        self.is_open(nth)
            && self.has_name(nth)
            && self.chunks.get(nth).is_some_and(|chunk| chunk.is_line())
            && self.text(nth).split_whitespace().count() > 1
    }

    /// Whether a line says something of a page in a list and names none: its topic in capitals, a day, how long it takes to
    /// read, who wrote it, a button.
    pub(super) fn is_note(&self, nth: usize) -> bool {
        /// A line with a day that is longer is a sentence.
        const DATED: usize = 60;
        let text = self.text(nth);
        // `March 3, 2024/Sleep`, `/ Updated Dec. 19, 2025`, `Article Open access 26 February 2022`
        let dated = || {
            let starts = text.char_indices().filter(|(at, c)| {
                c.is_alphanumeric()
                    && text.get(..*at).is_none_or(|above| !above.ends_with(|c: char| c.is_alphanumeric()))
            });
            text.len() < DATED
                && !text.ends_with(['?', '!'])
                && starts.clone().any(|(at, _)| {
                    date::read(text.get(at..).unwrap_or(""), self.order)
                        .is_some_and(|(day, _)| day.day().is_some())
                })
        };
        let lower = || text.to_lowercase();
        let timed = || {
            text.len() < 20
                && [" min read", " min", " mins", " minutes", " hrs", " hr"]
                    .iter()
                    .any(|end| lower().ends_with(end))
        };
        let filed =
            || text.starts_with("In \"") || text.starts_with("In “") || text.starts_with("Posted in ");
        let by = || {
            text.len() < 120
                && (self.names_people(nth)
                    || self.names_days(nth)
                    || self.has(nth, Feature::Label)
                    || self.has(nth, Feature::Value)
                    || self.chunks.get(nth).is_some_and(|chunk| byline::names_only(&chunk.prose).is_some()))
        };
        // `Jane Petworth / Stockpix`: who took the picture
        let pictured = || {
            text.len() < 90
                && [" / ", " via "].iter().any(|sign| text.contains(sign))
                && !text.contains(|c: char| c.is_ascii_digit() || matches!(c, '?' | ':'))
        };
        is_button(text)
            || pictured()
            || self.has(nth, Feature::BareDay)
            || (is_loud(text) && text.split_whitespace().count() < 5)
            || timed()
            || filed()
            || dated()
            || by()
    }
}
