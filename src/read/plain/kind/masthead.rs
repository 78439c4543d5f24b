//! What is below a title without a word that says what it is: who wrote the page, and on what day.

use std::collections::HashSet;
use std::ops::Range;

use super::Sorter;
use crate::base::date::{self, PartialDate, SlashOrder};
use crate::base::steps::step;
use crate::page::body::{Event, PageDate, Role};
use crate::page::byline::{self, Said};
use crate::read::plain::feature::Feature;
use crate::read::plain::shape::{self, HeadingGuess};

/// A longer line is a sentence.
const LONGEST: usize = 120;

/// How many lines above the text, and how many within it, may be of the masthead.
const ABOVE: usize = 14;
const WITHIN: usize = 4;

/// What parts a line of a masthead.
const SIGNS: [char; 9] = ['|', '·', '•', '—', '–', '-', '/', ',', '●'];

impl Sorter<'_> {
    /// Marks the lines that are written as names of people are, and of whose words the page uses none otherwise: `Heart
    /// Health` has two capitals as well, but a page with that line also says `health`.
    pub(super) fn names(&mut self) {
        let mut lines = Vec::new();
        let mut words: HashSet<String> = HashSet::new();
        for nth in 0..self.chunks.len() {
            let text = self.text(nth);
            let is_open = !self.has(nth, Feature::Site) && !self.has(nth, Feature::Reference);
            if is_open && text.len() < LONGEST {
                if is_like_name(text) {
                    lines.push(nth);
                }
                words.extend(
                    self::words(text)
                        .filter(|word| word.starts_with(char::is_uppercase))
                        .map(str::to_lowercase),
                );
            }
        }
        let mut common = HashSet::new();
        for nth in 0..self.chunks.len() {
            step();
            let small = self::words(self.text(nth)).filter(|word| word.starts_with(char::is_lowercase));
            common.extend(small.filter_map(|word| words.get(word)).cloned());
        }
        self.common = common;
        for nth in lines {
            let is_name = self.is_name(self.text(nth));
            self.add(nth, Feature::LikeName, is_name);
        }
    }

    /// Whether a text is written as names are, and its words are none that the page uses otherwise.
    fn is_name(&self, text: &str) -> bool {
        is_like_name(text)
            && !shape::is_usual_heading(text)
            && !shape::names_house(text)
            && !shape::is_boilerplate(text)
            && !words(text).any(|word| self.common.contains(&word.to_lowercase()))
    }

    /// Reads the lines around the beginning of the text that name a day, or a person beside a day, without a label.
    pub(super) fn masthead(&mut self) {
        let body = self.range_of_text().start;
        let lines = body.saturating_sub(ABOVE)..(body + WITHIN).min(self.chunks.len());
        let mut named = (0..lines.end).any(|nth| self.names_people(nth));
        for nth in lines.clone() {
            let text = self.text(nth);
            if !self.is_open(nth) || text.len() >= LONGEST || self.has(nth, Feature::BareDay) {
                continue;
            }
            let Some((day, at)) = day(text, self.order) else { continue };
            let author = self.author_beside(nth, at.clone()).filter(|_| !named);
            if let (Some(mut said), Some(chunk)) = (author, self.chunks.get(nth)) {
                said.dates.push(PageDate { event: Event::Published, date: day, span: chunk.prose.span(at) });
                self.says_unlabelled(nth, said);
                named = true;
            } else if let Some(seen) = self.seen.get_mut(nth) {
                seen.day = Some(day);
                seen.features.add(Feature::BareDay, true);
            }
        }
        for nth in lines {
            if !named && let Some(said) = self.author_near_day(nth) {
                self.says_unlabelled(nth, said);
                named = true;
            }
        }
    }

    fn says_unlabelled(&mut self, nth: usize, said: Said) {
        if let Some(seen) = self.seen.get_mut(nth) {
            seen.unlabelled = true;
            seen.said = Some(Said { doubtful: true, ..said });
            seen.features.add(Feature::Says, true);
        }
    }

    /// The person whom a line names before or after its day: `Ann Roe | Staff writer | July 2, 2025`.
    fn author_beside(&self, nth: usize, day: Range<usize>) -> Option<Said> {
        let prose = &self.chunks.get(nth)?.prose;
        let text = prose.text();
        let mut pieces = Vec::new();
        for side in [0..day.start, day.end..text.len()] {
            let mut start = side.start;
            for piece in text.get(side)?.split(['|', '·', '•', '—', '–', '●', ',']) {
                let bare = behind_by(piece.trim());
                let at = start + piece.len() - piece.trim_start().len() + piece.trim().len() - bare.len();
                pieces.push(at..at + bare.len());
                start +=
                    piece.len() + text.get(start + piece.len()..)?.chars().next().map_or(0, char::len_utf8);
            }
        }
        let name = pieces
            .into_iter()
            .find(|piece| text.get(piece.clone()).is_some_and(|text| self.is_name(text)))?;
        byline::people_at(prose, name, Role::Author)
    }

    /// The person or the team that a line right by a day or a time of reading names and nothing else, below a title.
    fn author_near_day(&self, nth: usize) -> Option<Said> {
        const NEAR: usize = 2;
        const TITLE: usize = 5;
        let prose = &self.chunks.get(nth)?.prose;
        let text = prose.text();
        let is_one = self.is_open(nth) && (self.has(nth, Feature::LikeName) || is_team(text));
        if !is_one || self.has(nth, Feature::Bullet) {
            return None;
        }
        let dated = |nth: usize| self.names_days(nth) || is_time_of_reading(self.text(nth));
        let near = nth.saturating_sub(NEAR)..(nth + NEAR + 1).min(self.chunks.len());
        let titled = (nth.saturating_sub(TITLE)..nth).any(|nth| {
            self.seen.get(nth).is_some_and(|seen| seen.look == Some(HeadingGuess::Heading))
                && self.text(nth).split_whitespace().count() > 2
        });
        if !titled || !near.into_iter().any(dated) {
            return None;
        }
        byline::people_at(prose, 0..text.len(), Role::Author)
    }
}

/// The day of a line that says nothing else but a time, a topic or how long it takes to read.
fn day(text: &str, order: SlashOrder) -> Option<(PartialDate, Range<usize>)> {
    if !text.contains(|c: char| c.is_ascii_digit()) || text.ends_with(['.', '?', '!', ':']) {
        return None;
    }
    let starts = text.char_indices().filter(|(at, c)| {
        c.is_alphanumeric()
            && text.get(..*at).is_none_or(|above| !above.ends_with(|c: char| c.is_alphanumeric()))
    });
    let (day, at) = starts.into_iter().find_map(|(at, _)| {
        let rest = text.get(at..)?;
        let quiet = quiet(rest);
        let (day, length) = date::read_any(quiet.as_deref().unwrap_or(rest), order)?;
        day.day().map(|_| (day, at..at + length))
    })?;
    let (above, below) = (text.get(..at.start)?, text.get(at.end..)?);
    let parted =
        |text: &str| text.is_empty() || text.starts_with(SIGNS) || text.starts_with(char::is_whitespace);
    (parted(below) && few_words(above) && few_words(below)).then_some((day, at))
}

/// A text whose first word is in capitals, with small letters: `DECEMBER 27, 2024`.
fn quiet(text: &str) -> Option<String> {
    let word = text.split(|c: char| !c.is_alphabetic()).next().filter(|word| word.len() > 2)?;
    let is_loud = word.chars().all(char::is_uppercase) && word.is_ascii();
    is_loud.then(|| {
        let (first, rest) = text.split_at(1);
        let (rest, below) = rest.split_at(word.len() - 1);
        format!("{first}{}{below}", rest.to_ascii_lowercase())
    })
}

/// Whether a part of a line says no sentence: a few words between signs.
fn few_words(text: &str) -> bool {
    const WORDS: usize = 5;
    text.split(SIGNS).all(|part| part.split_whitespace().count() <= WORDS) && !text.contains(". ")
}

/// The words after `by`.
fn behind_by(text: &str) -> &str {
    ["by ", "By ", "BY ", "von ", "Von ", "par ", "Par ", "por ", "Por ", "di "]
        .iter()
        .find_map(|by| text.strip_prefix(by))
        .map_or(text, str::trim_start)
}

/// Whether a text is written as names of people are: two to four words with capitals, initials and particles among them.
fn is_like_name(text: &str) -> bool {
    const PARTICLES: [&str; 14] =
        ["de", "da", "del", "della", "di", "van", "von", "der", "den", "la", "le", "al", "el", "bin"];
    let is_name = |word: &str| {
        let mut chars = word.chars();
        chars.next().is_some_and(char::is_uppercase)
            && chars.clone().next().is_some()
            && chars.all(|c| c.is_alphabetic() || matches!(c, '-' | '’' | '\'' | '.'))
            && word.contains(|c: char| c.is_lowercase() || c == '.')
    };
    let count = text.split_whitespace().count();
    let ends = [text.split_whitespace().next(), text.split_whitespace().next_back()];
    (2..=4).contains(&count)
        && ends.into_iter().flatten().all(is_name)
        && text.split_whitespace().all(|word| is_name(word) || PARTICLES.contains(&word))
}

/// Whether a line names those who write a site: `Harrow Clinic Team`, `The Bone Desk Staff`.
fn is_team(text: &str) -> bool {
    const TEAMS: [&str; 8] =
        ["team", "staff", "editors", "contributors", "redaktion", "rédaction", "redacción", "redazione"];
    let words = text.split_whitespace();
    let last = words.clone().next_back().unwrap_or("").to_lowercase();
    (2..=5).contains(&words.clone().count())
        && TEAMS.contains(&last.as_str())
        && words.clone().all(|word| word.starts_with(char::is_uppercase))
}

/// Whether a line says how long it takes to read the page: `5 min read`, `Lesezeit: 8 Minuten`.
fn is_time_of_reading(text: &str) -> bool {
    const LONGEST: usize = 40;
    let lower = text.to_lowercase();
    text.len() < LONGEST
        && text.contains(|c: char| c.is_ascii_digit())
        && lower.contains("min")
        && ["read", "lese", "lectur", "lettura"].iter().any(|word| lower.contains(word))
}

/// The words of a text that have more than two letters.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphabetic()).filter(|word| word.len() > 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<(String, &str)> {
        let (date, at) = day(text, SlashOrder::MonthFirst)?;
        Some((date.to_string(), &text[at]))
    }

    #[test]
    fn a_day_may_have_a_time_a_topic_or_a_name_beside_it() {
        for (line, day, written) in [
            ("DECEMBER 27, 2024", "2024-12-27", "DECEMBER 27, 2024"),
            ("March 3, 2021/Sleep/Living", "2021-03-03", "March 3, 2021"),
            ("May 4, 2022 | Food & Cooking", "2022-05-04", "May 4, 2022"),
            ("Fri, 18 Dec 2020 - 06:36", "2020-12-18", "18 Dec 2020"),
            ("16.02.2023, 17:19 Uhr • Lesezeit: 8 Minuten", "2023-02-16", "16.02.2023"),
            ("Jan 6, 2025 11 min read", "2025-01-06", "Jan 6, 2025"),
            ("Ann Roe | Staff writer | July 2, 2021", "2021-07-02", "July 2, 2021"),
        ] {
            assert_eq!(read(line), Some((day.to_owned(), written)), "{line}");
        }
        for line in [
            "On May 4, 2022 the clinic opened its new ward to all who need it",
            "He came on May 4, 2022.",
            "Call us at 020 7946 0018",
            "Chapter 12",
            "May 2022",
        ] {
            assert_eq!(read(line), None, "{line}");
        }
    }

    #[test]
    fn names_are_told_by_their_capitals() {
        for name in ["Ann Roe", "Piet van der Kuiper", "Lena M. Holt", "Áine Ní Bhriain", "Jean-Luc Moreau"]
        {
            assert!(is_like_name(name), "{name}");
        }
        for line in ["Neck pain", "ANN ROE", "Terms Of Use", "Ann", "What Is A Sprain?", "Vitamin D3"] {
            assert_eq!(is_like_name(line), line == "Terms Of Use", "{line}");
        }
        assert!(is_team("Harrow Clinic Team"));
        assert!(!is_team("Meet the team"));
    }
}
