//! The title, where lines of the site, of a magazine or of a menu stand above it.

mod sign;
mod word;

use std::collections::HashMap;
use std::ops::Range;

use super::Sorter;
use crate::base::steps::step;
use crate::read::plain::cue::{is_banner, may_name_department, names_column};
use crate::read::plain::feature::Feature;
use crate::read::plain::shape::{self, HeadingGuess};

use sign::{Sign, Votes};
use word::{is_menu, stems};

/// How many chunks at the top may be underlined as a title is.
const TOP: usize = 30;

/// How many chunks below the first paragraph may still be the title: a sentence of the site may be above it.
const BELOW: usize = 8;

/// How many chunks above the first paragraph may be the title.
const ABOVE: usize = 60;

/// How many lines above and below a line speak for it or against it.
const NEAR: usize = 8;

/// The votes that a title needs, and those that leave no doubt about what stands first.
const ENOUGH: i32 = 5;
const CERTAIN: i32 = 30;

/// A paragraph is at least this long, in bytes.
const PARAGRAPH: usize = 100;

impl Sorter<'_> {
    /// The title, where it can be told: the line that is underlined as a title is, or the one around the beginning of the
    /// text that most speaks for.
    pub(super) fn title_below_menu(&self) -> Option<usize> {
        let top = self.chunks.len().min(TOP);
        if let Some(underlined) =
            (1..top).find(|nth| self.is_open(*nth) && self.has(*nth, Feature::DoubleUnderlined))
        {
            return Some(underlined);
        }
        let body = self.body();
        let page = self.page(body);
        let mut best: Option<(i32, usize)> = None;
        for nth in body.saturating_sub(ABOVE)..(body + BELOW).min(self.chunks.len()) {
            step();
            if self.may_be_title(nth) {
                let votes = self.votes(nth, &page).sum();
                if best.is_none_or(|(most, _)| votes > most) {
                    best = Some((votes, nth));
                }
            }
        }
        let (votes, nth) = best.filter(|(_, nth)| !self.is_asked_below_text(*nth))?;
        // Of what stands first its own features decide. Where that is a sentence, the page was pasted without its title.
        let Some(first) = (0..nth).find(|above| self.may_be_title(*above)) else {
            return (votes >= CERTAIN).then_some(nth);
        };
        let text =
            self.text(first).trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, '[' | ']' | ','));
        let is_sentence = text.len() > 60 && text.ends_with('.');
        let named = || (nth + 1..nth + 4).any(|below| self.names_people_or_days(below));
        (votes >= ENOUGH && (!is_sentence || named())).then_some(nth)
    }

    /// Whether a line is a question below the first paragraph of the text: the heading of a section of a page that was
    /// pasted without its title.
    pub(super) fn is_asked_below_text(&self, nth: usize) -> bool {
        /// What is shorter may be a sentence of the site.
        const TEXT: usize = 200;
        let first = (0..nth).find(|above| self.is_open(*above));
        self.text(nth).ends_with('?')
            && first.is_some_and(|first| {
                let text = self.text(first);
                text.len() >= TEXT && text.ends_with('.') && text.trim_end_matches('.').contains(". ")
            })
    }

    /// Where the text begins: at the first line of the first part of the page that has much text for its lines. Menus and
    /// lists of other pages have many lines and little text.
    fn body(&self) -> usize {
        self.range_of_text().start
    }

    /// The lines from the first part of the page that has much text for its lines to the last.
    pub(super) fn range_of_text(&self) -> Range<usize> {
        const SHORT: usize = 60;
        const LONG: usize = 300;
        const LINE: i64 = 25;
        /// What a part has at least of the text of the one that has most, or how much text alone is enough.
        const SHARE: i64 = 3;
        const ENOUGH: i64 = 800;
        let mut parts: Vec<(Range<usize>, i64)> = Vec::new();
        let mut sum = 0_i64;
        for nth in 0..self.chunks.len() {
            let length = self.text(nth).len();
            let is_text =
                length >= SHORT && !self.has(nth, Feature::Site) && !self.has(nth, Feature::Reference);
            let gain = match is_text {
                true => i64::try_from(length.min(LONG) - SHORT).unwrap_or(0),
                false => -LINE,
            };
            if sum <= 0 {
                sum = 0;
                parts.push((nth..nth, 0));
            }
            sum += gain;
            if let Some((part, most)) = parts.last_mut().filter(|(_, most)| sum > *most) {
                part.end = nth + 1;
                *most = sum;
            }
        }
        let most = parts.iter().map(|(_, sum)| *sum).max().unwrap_or(0);
        let is_large = |sum: i64| sum * SHARE >= most || sum >= ENOUGH;
        let mut large = parts.iter().filter(|(_, sum)| is_large(*sum)).map(|(part, _)| part);
        let start = large.next().cloned().unwrap_or(0..0);
        start.start..large.next_back().map_or(start.end, |last| last.end)
    }

    fn names_people_or_days(&self, nth: usize) -> bool {
        self.names_people(nth) || self.names_days(nth)
    }

    /// What the page is about.
    fn page(&self, body: usize) -> Page {
        const SENTENCES: usize = 3;
        const HEADINGS: usize = 60;
        let begun = |text: &str| {
            let end = (0..=text.len().min(300)).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
            text.get(..end).map(stems).unwrap_or_default()
        };
        // Of what is no text nothing hangs on a character: a reference may be written in another way.
        let below = || (body..self.chunks.len()).filter(|nth| self.is_open(*nth)).map(|nth| self.text(nth));
        let first = below().filter(|text| text.len() > 60).take(SENTENCES).flat_map(begun).collect();
        let near = body.saturating_sub(ABOVE)..(body + HEADINGS).min(self.chunks.len());
        let heading = |nth: &usize| {
            self.is_open(*nth) && self.text(*nth).len() < 110 && !self.text(*nth).ends_with('.')
        };
        let headings = near.filter(heading).map(|nth| (nth, stems(self.text(nth)))).collect();
        let (mut words, mut lines) = (HashMap::new(), HashMap::new());
        for nth in (0..self.chunks.len()).filter(|nth| self.is_open(*nth)) {
            step();
            // Menus say the same words in every line.
            if nth >= body {
                for stem in stems(self.text(nth)) {
                    *words.entry(stem).or_insert(0) += 1;
                }
            }
            if self.text(nth).len() < 200 {
                *lines.entry(self.text(nth).to_lowercase()).or_insert(0) += 1;
            }
        }
        Page { body, first, headings, words, lines }
    }

    /// What speaks for a line and against it, as the title.
    fn votes(&self, nth: usize, page: &Page) -> Votes {
        let text = self.text(nth);
        let words = text.split_whitespace().count();
        let stems = stems(text);
        let mut votes = Votes::default();
        self.votes_of_text(text, words, &mut votes);
        let counts = |nth: &usize| !self.has(*nth, Feature::Site);
        let below: Vec<usize> = (nth + 1..self.chunks.len()).filter(counts).take(NEAR).collect();
        let above: Vec<usize> = (0..nth).rev().filter(counts).take(NEAR).collect();
        self.votes_of_place(nth, page.body, &above, &below, &mut votes);
        self.votes_of_people(nth, &above, &below, &mut votes);

        let held = |by: &[String]| stems.iter().filter(|stem| by.contains(stem)).count();
        let in_first = held(&page.first);
        let half = !stems.is_empty() && in_first * 2 >= stems.len();
        votes.add(Sign::Told, half);
        votes.add(Sign::PartlyTold, in_first > 0 && !half);
        votes.add(Sign::TwoWordsTold, in_first > 1);
        votes.add(Sign::TellsNothing, stems.is_empty());
        let about = page
            .headings
            .iter()
            .filter(|(at, heading)| *at > nth && !stems.is_empty() && held(heading) * 2 >= stems.len());
        let about = about.count();
        votes.add(Sign::HeadingTells, about == 1);
        votes.add(Sign::HeadingsTell, about > 1);
        let own = usize::from(nth >= page.body);
        let uses: Vec<usize> =
            stems.iter().map(|stem| page.words.get(stem).map_or(0, |uses| uses - own)).collect();
        let most = uses.iter().max().copied().unwrap_or(0);
        votes.add(Sign::WordComesAgain, (2..5).contains(&most));
        votes.add(Sign::WordComesOften, (5..10).contains(&most));
        votes.add(Sign::WordComesMost, most >= 10);
        let sum: usize = uses.iter().map(|uses| (*uses).min(8)).sum();
        votes.add(Sign::WordsComeAgain, sum >= 2 * stems.len().max(1));
        votes.add(Sign::WordsComeOften, sum >= 4 * stems.len().max(1));
        let same = page.lines.get(&text.to_lowercase()).copied().unwrap_or(0);
        votes.add(Sign::SaidAgain, same > 1);
        let has_same_words = |nth: Option<usize>| {
            nth.is_some_and(|nth| stems.len() > 1 && self::stems(self.text(nth)) == stems)
        };
        votes.add(Sign::SameWordsAbove, has_same_words(nth.checked_sub(1)));
        votes.add(Sign::SameWordsBelow, has_same_words(nth.checked_add(1)));
        votes
    }

    fn votes_of_text(&self, text: &str, words: usize, votes: &mut Votes) {
        votes.add(Sign::OneWord, words == 1);
        votes.add(Sign::TwoWords, words == 2);
        votes.add(Sign::FewWords, (3..=4).contains(&words));
        votes.add(Sign::SomeWords, (5..=14).contains(&words));
        votes.add(Sign::ManyWords, words > 14);
        votes.add(Sign::Long, text.len() > 110);
        votes.add(Sign::EndsInStop, text.ends_with('.'));
        votes.add(Sign::EndsInColon, text.ends_with(':'));
        votes.add(Sign::EndsInComma, text.ends_with([',', ';']));
        votes.add(Sign::EndsInQuestion, text.ends_with('?'));
        votes.add(Sign::EndsInExclamation, text.ends_with('!'));
        let is_loud = !text.contains(char::is_lowercase) && text.contains(char::is_alphabetic);
        votes.add(Sign::Loud, is_loud && text.len() >= 8);
        votes.add(Sign::LoudWord, is_loud && text.len() < 8);
        votes.add(Sign::SmallLetter, text.starts_with(char::is_lowercase));
        let capitals = text.split_whitespace().filter(|word| word.starts_with(char::is_uppercase)).count();
        votes.add(Sign::TitleCase, words > 3 && capitals * 3 >= words * 2);
        let number =
            text.split_whitespace().next().is_some_and(|word| word.bytes().all(|b| b.is_ascii_digit()));
        votes.add(Sign::BeginsWithNumber, number && words > 2);
        votes.add(
            Sign::Strokes,
            text.contains(['|', '›', '»', '→', '▸']) || text.contains(" > ") || text.contains(" / "),
        );
        votes.add(Sign::Columns, text.contains("   ") || text.contains('\t'));
        votes.add(Sign::Address, text.contains('@') || text.contains("//") || text.contains("www."));
        votes.add(Sign::Quotes, text.starts_with(['“', '"', '‘', '\'']));
        votes.add(Sign::Menu, is_menu(text));
        votes.add(Sign::House, shape::names_house(text));
        votes.add(Sign::Banner, is_banner(text));
        votes.add(Sign::Department, may_name_department(text));
        votes.add(Sign::Column, names_column(text));
    }

    fn votes_of_place(&self, nth: usize, body: usize, above: &[usize], below: &[usize], votes: &mut Votes) {
        let text = self.text(nth);
        votes.add(Sign::First, above.is_empty());
        votes.add(Sign::Second, above.len() == 1);
        votes.add(Sign::Third, above.len() == 2);
        let distance = body.checked_sub(nth);
        votes.add(Sign::AtText, distance == Some(0));
        votes.add(Sign::RightAboveText, distance == Some(1));
        votes.add(Sign::NearText, matches!(distance, Some(2..=4)));
        votes.add(Sign::AboveText, matches!(distance, Some(5..=8)));
        votes.add(Sign::FarAboveText, matches!(distance, Some(9..=14)));
        votes.add(Sign::FarthestAboveText, matches!(distance, Some(15..)));
        votes.add(Sign::InText, distance.is_none());
        votes.add(Sign::DeepInText, nth > body + 2);
        let is_paragraph = |nth: Option<&usize>| nth.is_some_and(|nth| self.text(*nth).len() > PARAGRAPH);
        votes.add(Sign::ParagraphBelow, is_paragraph(below.first()));
        votes.add(Sign::ParagraphSoon, is_paragraph(below.get(1)));
        votes.add(Sign::ParagraphAbove, is_paragraph(above.first()));
        let shorter = |nth: &usize, than: usize| self.text(*nth).len() < than;
        votes.add(Sign::BelowShortLines, above.len() > 2 && above.iter().take(3).all(|nth| shorter(nth, 40)));
        let longest = !above.is_empty() && above.iter().take(3).all(|nth| shorter(nth, text.len()));
        votes.add(Sign::LongestSoFar, longest);
        let same = |nth: Option<&usize>| nth.is_some_and(|nth| self.text(*nth).eq_ignore_ascii_case(text));
        votes.add(Sign::SameBelow, same(below.first()));
        votes.add(Sign::SameAbove, same(above.first()));
        let trail = |nth: &usize| self.text(*nth).len() > text.len() && self.text(*nth).ends_with(text);
        votes.add(Sign::EndOfTrail, text.contains(' ') && above.iter().take(6).any(trail));
        let lower = text.to_lowercase();
        let within = |nth: &usize| {
            let line = self.text(*nth);
            self.is_open(*nth)
                && line.len() > text.len()
                && line.len() < 200
                && line.to_lowercase().contains(&lower)
        };
        let is_few = text.split_whitespace().count() < 4;
        votes.add(Sign::WithinLaterLine, is_few && below.iter().take(7).any(within));
        let lead = self.has(nth, Feature::SeeLead)
            || self.has(nth, Feature::SeeLine)
            || self.has(nth, Feature::Button);
        votes.add(Sign::Leads, lead);
        votes.add(Sign::UsualHeading, self.has(nth, Feature::UsualHeading));
        votes.add(Sign::Numbered, self.has(nth, Feature::Numbered) || self.has(nth, Feature::Bullet));
        votes.add(Sign::Sentence, self.looks(nth) == Some(HeadingGuess::Sentence));
        votes.add(Sign::NoHeading, self.looks(nth) == Some(HeadingGuess::No));
        votes.add(Sign::NamedInFoot, self.is_named_in_foot(text));
        votes.add(Sign::WherePeopleWork, self.is_where_people_work(nth));
    }

    /// The people and days of a page stand below its title.
    fn votes_of_people(&self, nth: usize, above: &[usize], below: &[usize], votes: &mut Votes) {
        let (above, below) = (above.get(..3).unwrap_or(above), below.get(..4).unwrap_or(below));
        let people = |nth: &usize| {
            self.names_people(*nth) || self.has(*nth, Feature::NamesPerson) || self.has(*nth, Feature::Label)
        };
        let day = |nth: &usize| self.names_days(*nth);
        votes.add(Sign::PeopleBelow, below.first().is_some_and(people));
        votes.add(Sign::PeopleSoon, !below.first().is_some_and(people) && below.get(1).is_some_and(people));
        votes.add(Sign::PeopleLater, !below.iter().take(2).any(people) && below.iter().any(people));
        votes.add(Sign::DayBelow, below.first().is_some_and(day));
        votes.add(Sign::DaySoon, below.get(1).is_some_and(day));
        votes.add(Sign::PeopleAbove, above.iter().any(people));
        votes.add(Sign::DayAbove, above.first().is_some_and(day));
        votes.add(Sign::NamesPerson, people(&nth));
    }

    fn looks(&self, nth: usize) -> Option<HeadingGuess> {
        self.seen.get(nth).and_then(|seen| seen.look)
    }

    /// Whether the line of the copyright names it: `© 2024 Mind Today`.
    fn is_named_in_foot(&self, text: &str) -> bool {
        const FOOT: usize = 20;
        let foot = self.chunks.len().saturating_sub(FOOT)..self.chunks.len();
        text.len() > 5
            && foot.into_iter().any(|nth| {
                let line = self.text(nth);
                let is_notice = line.starts_with(['©', '\u{24b8}']) || line.starts_with("Copyright");
                is_notice && line.len() < 300 && line.contains(text)
            })
    }

    /// Whether a line on people names it as the place where they work: `Reviewed by Amy Lee, MD, Ashcombe Health Press`.
    fn is_where_people_work(&self, nth: usize) -> bool {
        let text = self.text(nth);
        text.contains(' ')
            && (nth + 1..self.chunks.len()).take(ABOVE).any(|below| {
                self.names_people_or_days(below)
                    && self.text(below).strip_suffix(text).is_some_and(|people| people.ends_with(", "))
            })
    }

    fn may_be_title(&self, nth: usize) -> bool {
        let text = self.text(nth);
        self.is_open(nth)
            && text.len() < 250
            && text.contains(char::is_alphabetic)
            && !text.contains("__")
            && !self.has(nth, Feature::BareDay)
            && !self.has(nth, Feature::ContentsLine)
            && !self.has(nth, Feature::AnnouncesContents)
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

/// What a page is about.
struct Page {
    /// The chunk at which its text begins.
    body: usize,
    /// The words of its first sentences.
    first: Vec<String>,
    /// The chunks that may be headings, each with its words.
    headings: Vec<(usize, Vec<String>)>,
    /// In how many chunks of its text each word is.
    words: HashMap<String, usize>,
    /// How often each short line is there, in small letters.
    lines: HashMap<String, usize>,
}
