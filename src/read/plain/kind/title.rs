//! The title, where lines of the site, of a magazine or of a menu stand above it.

use super::Sorter;
use crate::page::outline;
use crate::read::plain::cue::{is_banner, may_name_department, names_column};
use crate::read::plain::feature::Feature;
use crate::read::plain::shape::{self, HeadingGuess};

impl Sorter<'_> {
    /// The title, where other lines are above it: the line that is underlined as a title is, the one that the trail or the tab
    /// of the site names as well, or the one right above the people and dates of the page, where all above it are the few
    /// words of a menu or of a banner.
    pub(super) fn title_below_menu(&self) -> Option<usize> {
        const TOP: usize = 20;
        let top = self.chunks.len().min(TOP);
        // The text begins with the first sentence.
        let body = (0..top).find(|nth| self.text(*nth).len() > 130).unwrap_or(top);
        if let Some(underlined) =
            (1..body).find(|nth| self.is_open(*nth) && self.has(*nth, Feature::DoubleUnderlined))
        {
            return Some(underlined);
        }
        let first = (0..body).find(|nth| self.is_open(*nth))?;
        let contents = (0..body).find(|nth| outline::announces_contents(self.text(*nth))).unwrap_or(body);
        let named =
            (first + 1..contents).filter(|nth| self.may_be_title(*nth)).find_map(|nth| self.named_above(nth));
        named.or_else(|| self.title_above_people(body)).filter(|title| *title > first)
    }

    fn may_be_title(&self, nth: usize) -> bool {
        let looks = self.seen.get(nth).and_then(|seen| seen.look.as_ref());
        let words = self.text(nth).split_whitespace().count();
        self.is_open(nth)
            && looks == Some(&HeadingGuess::Heading)
            && (1..=16).contains(&words)
            && !self.has(nth, Feature::UsualHeading)
    }

    /// The title, where a line above names the page as well: the last part of a trail, what a tab shows, or the same words
    /// twice, of which the first are the title.
    fn named_above(&self, nth: usize) -> Option<usize> {
        let text = self.text(nth);
        let above = nth.checked_sub(1)?;
        if self.text(above) == text && above > 0 {
            return Some(above);
        }
        let names = |line: &str| {
            let trail = line.strip_suffix(text).map(str::trim_end);
            let tab =
                [" | ", " - ", " – "].iter().find_map(|sign| line.split_once(sign)?.0.strip_suffix(text));
            trail.is_some_and(|trail| trail.ends_with(['>', '›', '»', '→', '/']))
                || tab.is_some_and(|date| date.len() < 24 && !date.contains(char::is_lowercase))
        };
        (0..nth).any(|above| names(self.text(above))).then_some(nth)
    }

    /// The line right above the people and dates, a deck and the words of a picture left out.
    fn title_above_people(&self, body: usize) -> Option<usize> {
        const MENU: usize = 2;
        let names = |nth: &usize| {
            let said = self.seen.get(*nth).and_then(|seen| seen.said.as_ref());
            said.is_some_and(|said| !said.bylines.is_empty() || !said.dates.is_empty())
        };
        let people = (1..body.max(1)).find(names)?;
        let below_title = |nth: &usize| {
            let text = self.text(*nth);
            !(text.ends_with('.')
                || text.ends_with(')')
                || self.has(*nth, Feature::Caption)
                || self.has(*nth, Feature::Site))
        };
        let title = (people.saturating_sub(5)..people).rev().find(below_title)?;
        let sentence = self.seen.get(title).is_some_and(|seen| seen.look == Some(HeadingGuess::Sentence));
        let fits = self.may_be_title(title) || (sentence && self.is_open(title));
        if !fits {
            return None;
        }
        let above: Vec<usize> = (0..title).filter(|nth| self.is_open(*nth)).collect();
        let few = |nth: &usize| {
            let text = self.text(*nth);
            let words = text.split_whitespace().count();
            is_banner(text) || (words <= 6 && !text.ends_with(['.', '!', '?', ':']) && !text.contains(": "))
        };
        let one = |nth: &usize| {
            let text = self.text(*nth);
            let loud = |text: &str| !text.contains(char::is_lowercase) && text.contains(char::is_alphabetic);
            is_banner(text)
                || shape::names_house(text)
                || may_name_department(text)
                || (loud(text) && !loud(self.text(title)))
        };
        let menu = above.len() >= MENU && above.iter().all(few);
        (menu || (above.len() == 1 && above.iter().all(one))).then_some(title)
    }

    /// Whether it is the name of a column above the title: `HEALTH`, and below it `Cold showers: hype or help?` The name
    /// of a department may be a title as well, unless the people of the page stand below the line after it.
    pub(super) fn is_kicker(&self, nth: usize) -> bool {
        let below = nth + 1;
        let text = self.text(below);
        let longer = text.split_whitespace().count() > 2;
        let said = |nth: usize| self.seen.get(nth).is_some_and(|seen| seen.said.is_some());
        let department = || {
            may_name_department(self.text(nth))
                && !text.ends_with(['.', '!', ':', ','])
                && text.len() < 110
                && (said(below + 1) || (said(below + 2) && self.text(below + 1).len() > text.len()))
        };
        self.is_open(below) && longer && (names_column(self.text(nth)) || department())
    }
}
