//! The title, where lines of the site, of a magazine or of a menu stand above it.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::Sorter;
use crate::read::plain::cue::{is_banner, may_name_department, names_column};
use crate::read::plain::feature::Feature;
use crate::read::plain::shape::{self, HeadingGuess};

/// How many chunks are looked at for the title, and how many below them for what the page is about.
const TOP: usize = 30;
const SPOKEN: usize = 60;

impl Sorter<'_> {
    /// The title, where it can be told: the line that is underlined as a title is, or the one of those above the text that
    /// most speaks for. What stands first is the title unless more speaks for another.
    pub(super) fn title_below_menu(&self) -> Option<usize> {
        let top = self.chunks.len().min(TOP);
        if let Some(underlined) =
            (1..top).find(|nth| self.is_open(*nth) && self.has(*nth, Feature::DoubleUnderlined))
        {
            return Some(underlined);
        }
        let body = self.body();
        let first = (0..body).find(|nth| self.is_open(*nth))?;
        let people = self.title_above_people(body).or_else(|| self.title_above_people(top));
        let people_words = people.map(|(nth, _)| telling(self.text(nth))).unwrap_or_default();
        let spoken = self.spoken(body);
        let mut best: Option<(i32, usize)> = None;
        let mut candidates: Vec<Vec<String>> = Vec::new();
        for nth in first..body.max(first + 1) {
            let above_people = people.filter(|people| people.0 == nth).map(|people| people.1);
            if !self.may_be_title(nth) && above_people.is_none() {
                continue;
            }
            // `Naproxine`, and below it `What is naproxine?`, which is its first heading.
            let words = telling(self.text(nth));
            let asks = self.has(nth, Feature::Asks) || self.has(nth, Feature::EndsInQuestion);
            if asks && candidates.iter().any(|above| are_among(&words, above)) {
                continue;
            }
            let mut votes = self.votes(nth, &words, &spoken) + above_people.unwrap_or(0);
            votes += if nth == first { 2 } else { 0 };
            // `Headache`, and below it `8 ways to ease a headache` and who wrote it: the first is a part of the site.
            let is_told = people.is_some_and(|(below, _)| nth < below) && is_within(&words, &people_words);
            votes -= if is_told { 3 } else { 0 };
            candidates.push(words);
            if let Some(named) = self.named_above(nth) {
                if named < nth {
                    return Some(named);
                }
                votes += 4;
            }
            if best.is_none_or(|(most, _)| votes > most) {
                best = Some((votes, nth));
            }
        }
        let (votes, nth) = best?;
        let enough = if nth == first {
            4
        } else if self.may_be_title(first) {
            3
        } else {
            1
        };
        (votes >= enough).then_some(nth)
    }

    /// Where the text begins: with the first sentence, or with the people and dates of the page where no more than one
    /// sentence, of the site, stands above them.
    fn body(&self) -> usize {
        let top = self.chunks.len().min(TOP);
        let begins = |nth: &usize| {
            let text = self.text(*nth);
            (text.len() > 130 && !self.names_people_or_days(nth))
                || (self.is_open(*nth) && text.len() > 60 && self.has(*nth, Feature::EndsInStop))
        };
        let mut sentences = (0..top).filter(begins);
        let (first, second) = (sentences.next().unwrap_or(top), sentences.next().unwrap_or(top));
        (first + 1..second).find(|nth| self.names_people_or_days(nth)).unwrap_or(first)
    }

    fn names_people_or_days(&self, nth: &usize) -> bool {
        let said = self.seen.get(*nth).and_then(|seen| seen.said.as_ref());
        said.is_some_and(|said| !said.bylines.is_empty() || !said.dates.is_empty())
            || self.has(*nth, Feature::BareDay)
    }

    /// The words of the first sentences of the text, and those of each heading near it.
    fn spoken(&self, body: usize) -> Spoken {
        const SENTENCES: usize = 3;
        let near = self.chunks.len().min(SPOKEN);
        let sentences = (body..near).map(|nth| self.text(nth)).filter(|text| text.len() > 60).take(SENTENCES);
        let begun = |text: &str| {
            let end = (0..=text.len().min(300)).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
            text.get(..end).map(telling).unwrap_or_default()
        };
        let heading = |nth: &usize| {
            self.is_open(*nth) && self.text(*nth).len() < 110 && !self.text(*nth).ends_with('.')
        };
        Spoken {
            first: sentences.flat_map(begun).collect(),
            headings: (0..near).filter(heading).map(|nth| (nth, telling(self.text(nth)))).collect(),
        }
    }

    /// What speaks for a line and against it, as the title.
    fn votes(&self, nth: usize, words: &[String], spoken: &Spoken) -> i32 {
        let text = self.text(nth);
        let held = |by: &[String]| {
            words.iter().filter(|word| by.iter().any(|other| is_same_word(word, other))).count()
        };
        let mut votes = 0;
        // `Ear fuzz`, and then `Ear fuzz is common.`
        let in_first = held(&spoken.first);
        votes += match in_first {
            0 => 0,
            some if some * 2 >= words.len() => 4,
            _ => 1,
        };
        // `Sprained finger`, and then `What is a sprained finger?`
        let own = words.len();
        let naming = spoken
            .headings
            .iter()
            .filter(|(at, heading)| *at > nth && own > 0 && held(heading) * 2 >= own)
            .count();
        votes += i32::try_from(naming.min(2)).unwrap_or(0) + i32::from(naming > 1);
        let house = is_menu(text)
            || shape::names_house(text)
            || is_banner(text)
            || may_name_department(text)
            || names_column(text);
        votes -= if house { 3 } else { 0 };
        votes -= if self.is_named_in_foot(text) || self.is_where_people_work(nth) { 3 } else { 0 };
        let loud = !text.contains(char::is_lowercase) && text.len() < 8;
        votes -= i32::from(loud) * 2;
        votes -= i32::from(text.ends_with(':')) * 3;
        votes - i32::from(self.has(nth, Feature::SeeLead) || self.has(nth, Feature::SeeLine)) * 4
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
            && (nth + 1..self.chunks.len()).any(|below| {
                self.names_people_or_days(&below)
                    && self.text(below).strip_suffix(text).is_some_and(|people| people.ends_with(", "))
            })
    }

    fn may_be_title(&self, nth: usize) -> bool {
        let looks = self.seen.get(nth).and_then(|seen| seen.look.as_ref());
        let words = self.text(nth).split_whitespace().count();
        self.is_open(nth)
            && !self.text(nth).contains("__")
            && matches!(looks, Some(HeadingGuess::Heading | HeadingGuess::Sentence))
            && (1..=16).contains(&words)
            && !self.has(nth, Feature::UsualHeading)
            && !self.has(nth, Feature::BareDay)
            && !self.has(nth, Feature::Numbered)
            && !self.has(nth, Feature::ContentsLine)
            && !self.has(nth, Feature::AnnouncesContents)
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

    /// The line right above the people and dates, a deck and the words of a picture left out, and how much that counts: more
    /// where all lines above it are the few words of a menu or of a banner.
    fn title_above_people(&self, body: usize) -> Option<(usize, i32)> {
        const MENU: usize = 2;
        let people = (1..=body).find(|nth| self.names_people_or_days(nth))?;
        let below_title = |nth: &usize| {
            let text = self.text(*nth);
            !(text.ends_with(['.', ')', ':'])
                || self.has(*nth, Feature::NamesPerson)
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
        let clear = menu || (above.len() == 1 && above.iter().all(one));
        Some((title, if clear { 4 } else { 3 }))
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

/// What the top of a page is about.
struct Spoken {
    /// The words of the first sentence.
    first: Vec<String>,
    /// The chunks that may be headings, each with its words.
    headings: Vec<(usize, Vec<String>)>,
}

/// The words of a line that tell what it is about, in small letters.
fn telling(text: &str) -> Vec<String> {
    const SMALL: [&str; 47] = [
        "about",
        "what",
        "your",
        "with",
        "from",
        "learning",
        "should",
        "know",
        "that",
        "this",
        "when",
        "where",
        "which",
        "have",
        "does",
        "guide",
        "causes",
        "symptoms",
        "treatment",
        "treatments",
        "health",
        "need",
        "their",
        "more",
        "page",
        "information",
        "conditions",
        "diseases",
        "topics",
        "learn",
        "read",
        "best",
        "and",
        "the",
        "you",
        "are",
        "for",
        "how",
        "why",
        "can",
        "has",
        "was",
        "not",
        "its",
        "our",
        "all",
        "who",
    ];
    let words = text.split(|c: char| !(c.is_alphanumeric() || matches!(c, '-' | '’' | '\'')));
    let words = words.filter(|word| word.chars().count() > 2).map(str::to_lowercase);
    words.filter(|word| !SMALL.contains(&word.as_str())).collect()
}

/// Whether a line has all of some words, and more.
fn is_within(words: &[String], line: &[String]) -> bool {
    words.len() < line.len() && are_among(words, line)
}

/// Whether a line has all of some words.
fn are_among(words: &[String], line: &[String]) -> bool {
    !words.is_empty() && words.iter().all(|word| line.iter().any(|other| is_same_word(word, other)))
}

/// Whether a line is nothing but words of menus: `Home About Services Blog`, `News Release`.
fn is_menu(text: &str) -> bool {
    static WORDS: LazyLock<HashSet<&str>> = LazyLock::new(|| {
        "home about services blog book now contact menu search login log in sign up subscribe article talk read edit view history \
         tools news release press shop videos treatments conditions drugs tests health info topics a-z the our us team faq faqs \
         global regions newsroom browse titles advanced bookshelf show details library media resources events careers locations \
         patients visitors professionals research education and for of & find doctor doctors appointments departments \
         startseite krankheiten symptome themen ratgeber gesundheit accueil santé symptômes maladies inicio salud enfermedades \
         síntomas medicamentos page discussion article main all categories tags podcasts magazine store help support wellness living \
         review original open access case report reports editorial letter perspective opinion feature topic images cases thèmes \
         get today"
            .split_whitespace()
            .collect()
    });
    let mut words = text
        .split(|c: char| c.is_whitespace() || matches!(c, '/' | '|' | '›' | '>' | ','))
        .filter(|word| !word.is_empty());
    words.all(|word| WORDS.contains(word.to_lowercase().as_str()))
}

/// Whether two words are forms of one: `toenail`, `toenails`; `stretch`, `stretching`.
fn is_same_word(one: &str, other: &str) -> bool {
    let shared = one.chars().zip(other.chars()).take_while(|(one, other)| one == other).count();
    let longer = one.chars().count().max(other.chars().count());
    shared > 2 && longer - shared <= 3 && (shared * 3 >= longer * 2 || (shared > 3 && shared * 2 >= longer))
}
