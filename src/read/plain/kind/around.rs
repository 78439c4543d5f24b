//! What a line shares with the page: words with the text below it and with the title, its own words with other lines, its
//! case with other headings; and where it is among the text.

use std::collections::HashMap;

use super::Sorter;
use crate::base::steps::step;
use crate::read::plain::feature::Feature;
use crate::read::plain::shape::HeadingGuess;

/// A longer line is text.
const TEXT: usize = 110;

/// So many lines with the same words, or that begin with the same word, are no accident.
const OFTEN: usize = 3;

/// A line that a reader may take for a heading.
struct Short {
    nth: usize,
    /// How often its words are a line of the page.
    times: usize,
    /// How many short lines begin with its first word.
    alike: usize,
}

impl Sorter<'_> {
    /// Adds what each short line shares with the page.
    pub(super) fn surroundings(&mut self) {
        let text = self.range_of_text();
        let (short, times) = self.short_lines();
        let case = self.case_of_headings(&short);
        let title: Vec<String> = (0..self.chunks.len())
            .find(|nth| self.has(*nth, Feature::First))
            .map(|nth| keys(self.text(nth)).collect())
            .unwrap_or_default();
        for nth in 0..self.chunks.len() {
            self.add(nth, Feature::AboveText, nth < text.start);
            self.add(nth, Feature::BelowText, nth >= text.end);
        }
        let often = |nth: Option<usize>| {
            nth.and_then(|nth| self.seen.get(nth))
                .is_some_and(|seen| times.get(seen.folded.as_str()).is_some_and(|times| *times >= OFTEN))
        };
        let mut found: Vec<(usize, Feature)> = Vec::new();
        for &Short { nth, times, alike } in &short {
            let (above, below) = (self.above(nth), self.below(nth));
            let is_often = times >= OFTEN;
            let second = below.and_then(|below| self.below(below));
            let is_long = |nth: Option<usize>| nth.is_some_and(|nth| self.text(nth).len() > TEXT);
            let is_short = |nth: Option<usize>| nth.is_some_and(|nth| self.is_brief(nth));
            let mut add = |feature: Feature, there: bool| {
                if there {
                    found.push((nth, feature));
                }
            };
            add(Feature::SaidOften, is_often);
            add(Feature::AboveSaidOften, !is_often && often(below));
            add(Feature::BelowSaidOften, !is_often && often(above));
            add(Feature::BeginsAsOthers, alike >= OFTEN && !is_often);
            let (over, under) = (is_long(above), is_long(below));
            add(Feature::BetweenTexts, over && under);
            add(Feature::TextAboveShort, over && is_short(below));
            add(Feature::ShortAboveText, is_short(above) && under);
            add(Feature::AmongShort, is_short(above) && is_short(below));
            add(Feature::AboveStack, is_short(below) && is_long(second));
            let run = self.brief_lines_below(nth);
            add(Feature::AboveFewShort, (2..=3).contains(&run));
            add(Feature::AboveManyShort, run > 3);
            let around = (nth.saturating_sub(5)..nth + 6).filter(|nth| is_long(Some(*nth))).count();
            add(Feature::NoTextAround, around == 0);
            add(Feature::MuchTextAround, around > 3);
            let own = || keys(self.text(nth));
            add(Feature::WordOfTitle, own().any(|key| title.contains(&key)));
            let paragraph = [below, second].into_iter().flatten().find(|nth| self.text(*nth).len() > TEXT);
            add(Feature::WordBelow, paragraph.is_some_and(|below| self.has_word(below, own())));
            let chunk = self.chunks.get(nth);
            add(Feature::Alone, self.manner.gaps && chunk.is_some_and(|chunk| chunk.opens && chunk.closes));
            if let Some(titles) = case {
                let is_title = self.has(nth, Feature::TitleCase);
                let has_case = is_title || self.has(nth, Feature::SentenceCase);
                add(Feature::CaseOfHeadings, has_case && is_title == titles);
                add(Feature::OtherCase, has_case && is_title != titles);
            }
        }
        found.into_iter().for_each(|(nth, feature)| self.add(nth, feature, true));
    }

    /// The lines that a reader may take for headings, and how often the page has the words of each.
    fn short_lines(&self) -> (Vec<Short>, HashMap<String, usize>) {
        let mut times: HashMap<String, usize> = HashMap::new();
        let mut first: HashMap<String, usize> = HashMap::new();
        let mut short = Vec::new();
        for nth in 0..self.chunks.len() {
            step();
            let text = self.text(nth);
            if self.has(nth, Feature::Site) || self.has(nth, Feature::Reference) || text.len() > TEXT {
                continue;
            }
            short.push(nth);
            if let Some(seen) = self.seen.get(nth).filter(|seen| !seen.folded.is_empty()) {
                *times.entry(seen.folded.clone()).or_default() += 1;
            }
            if self.may_head(nth)
                && let Some(word) = first_word(text)
            {
                *first.entry(word).or_default() += 1;
            }
        }
        let counted = |nth: usize| {
            let own = self.seen.get(nth).and_then(|seen| times.get(&seen.folded)).copied().unwrap_or(1);
            let alike = first_word(self.text(nth)).and_then(|word| first.get(&word)).copied().unwrap_or(0);
            Short { nth, times: own, alike }
        };
        (short.into_iter().map(counted).collect(), times)
    }

    /// Whether the headings of the page are written like titles; `None` if there are few, or of both kinds.
    fn case_of_headings(&self, short: &[Short]) -> Option<bool> {
        const LEAST: usize = 4;
        let heads = |line: &&Short| {
            self.may_head(line.nth)
                && (self.has(line.nth, Feature::BelowParagraph) || self.has(line.nth, Feature::BelowSentence))
                && self.text(line.nth).split_whitespace().count() > 2
        };
        let (mut titles, mut sentences) = (0, 0);
        for line in short.iter().filter(heads) {
            titles += usize::from(self.has(line.nth, Feature::TitleCase));
            sentences += usize::from(self.has(line.nth, Feature::SentenceCase));
        }
        let all = titles + sentences;
        (all >= LEAST && titles.max(sentences) * 4 >= all * 3).then_some(titles > sentences)
    }

    /// Whether nothing counts against a line as a heading but its neighbours.
    fn may_head(&self, nth: usize) -> bool {
        self.is_open(nth)
            && !self.has(nth, Feature::Bullet)
            && self.seen.get(nth).is_some_and(|seen| seen.look == Some(HeadingGuess::Heading))
    }

    /// Whether a line is short and no sentence.
    fn is_brief(&self, nth: usize) -> bool {
        let text = self.text(nth);
        text.len() <= TEXT && !text.ends_with(['.', '!', ':', ';', '”'])
    }

    /// How many short lines that are no sentences follow a line, up to five.
    fn brief_lines_below(&self, nth: usize) -> usize {
        (nth + 1..self.chunks.len())
            .filter(|nth| !self.has(*nth, Feature::Site))
            .take(5)
            .take_while(|nth| self.is_brief(*nth))
            .count()
    }

    /// Whether one of these words begins the text of a chunk.
    fn has_word(&self, nth: usize, mut own: impl Iterator<Item = String>) -> bool {
        const BEGUN: usize = 400;
        let text = self.text(nth);
        let end = (0..=text.len().min(BEGUN)).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
        let below: Vec<String> = keys(text.get(..end).unwrap_or("")).collect();
        own.any(|key| below.contains(&key))
    }
}

/// The first word of a line of several words, in small letters.
fn first_word(text: &str) -> Option<String> {
    const LEAST: usize = 3;
    let (word, rest) = text.split_once(char::is_whitespace)?;
    let word = word.trim_end_matches(|c: char| !c.is_alphanumeric());
    (word.len() > LEAST && !rest.is_empty()).then(|| word.to_lowercase())
}

/// The beginnings of the longer words of a text: `Treating` and `treatment` share one.
fn keys(text: &str) -> impl Iterator<Item = String> {
    const LEAST: usize = 5;
    let words = text.split(|c: char| !c.is_alphanumeric());
    let long = words.filter(|word| word.chars().nth(LEAST - 1).is_some());
    long.map(|word| word.chars().take(LEAST).flat_map(char::to_lowercase).collect())
}
