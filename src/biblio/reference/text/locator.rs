//! Where in its container a work stands: date, volume, issue and pages, in any order.

use std::ops::Range;

use super::token::{self, TokenKind, Tokens};
use super::words;
use crate::base::date::{self, PartialDate, SlashOrder};
use crate::base::steps::step;

/// What a run of numbers says.
#[derive(Clone, Debug, Default)]
pub(super) struct Locator {
    /// The first of its tokens: what is before is no number.
    pub(super) start: usize,
    pub(super) issued: Option<(PartialDate, Range<usize>)>,
    pub(super) volume: Option<Range<usize>>,
    pub(super) issue: Option<Range<usize>>,
    pub(super) pages: Option<Range<usize>>,
    /// A month and a day whose year stands elsewhere.
    pub(super) day: Option<(i16, i16, Range<usize>)>,
}

impl Locator {
    /// Whether it is what only a part of a periodical or book has.
    pub(super) fn is_in_container(&self) -> bool {
        self.volume.is_some() || self.issue.is_some() || self.pages.is_some()
    }

    /// The numbers of an article between `from` and `to`: those in a form that is typical of
    /// journals, with or without text after them, or else those at the end.
    pub(super) fn of_article(tokens: &Tokens<'_>, from: usize, to: usize, order: SlashOrder) -> Locator {
        let typical =
            (from..to).find(|&nth| tokens.depth(nth) == 0 && begins_typical(tokens, nth, to, order));
        let end = typical
            .map_or(to, |start| (start..to).find(|&nth| !is_part(tokens, nth, from, to)).unwrap_or(to));
        Locator::at_end(tokens, from, end, order)
    }

    /// The numbers at the end of `from..to`.
    pub(super) fn at_end(tokens: &Tokens<'_>, from: usize, to: usize, order: SlashOrder) -> Locator {
        let mut start = to;
        while start > from && is_part(tokens, start - 1, from, to) {
            start -= 1;
        }
        // Brackets that begin among the words belong to them: `Spine (Phila Pa 1976)`.
        while start < to && tokens.depth(start) > 0 {
            start += 1;
        }
        // A stop before the numbers may belong to the last word: `J. Appl. Physiol. 1957`.
        while start < to && tokens.is_one_of(start, &['.', ',', ';', ':', ')', ']', '-', '–', '—']) {
            start += 1;
        }
        let mut locator = Locator::read(tokens, start, to, order);
        locator.start = start;
        locator
    }

    /// Reads the numbers of `from..to`, with or without words between them.
    pub(super) fn read(tokens: &Tokens<'_>, from: usize, to: usize, order: SlashOrder) -> Locator {
        let mut reading = Reading {
            tokens,
            to,
            order,
            locator: Locator { start: from, ..Locator::default() },
            label: Label::None,
            guessed: false,
        };
        let mut at = from;
        while at < to {
            step();
            at = reading.step(at, from).max(at + 1);
        }
        reading.locator
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Label {
    None,
    Volume,
    Issue,
    Pages,
    /// A number that is none of ours: `ed.`, `art.`
    Other,
}

struct Reading<'t, 'a> {
    tokens: &'t Tokens<'a>,
    to: usize,
    order: SlashOrder,
    locator: Locator,
    label: Label,
    /// The pages are a number that nothing marks as pages.
    guessed: bool,
}

impl Reading<'_, '_> {
    /// Reads what begins at `at`, and gives the place after it.
    fn step(&mut self, at: usize, from: usize) -> usize {
        let tokens = self.tokens;
        if let Some(TokenKind::Sign(sign)) = tokens.kind(at) {
            if sign == ':'
                && (self.locator.volume.is_some()
                    || self.locator.issued.is_some()
                    || self.locator.issue.is_some())
            {
                self.label = Label::Pages;
            }
            return at + 1;
        }
        let word = tokens.lower(at);
        if let Some(label) = label(&word)
            && label_fits(tokens, at, self.to)
        {
            // `13(3), Article e0193972`
            let numbers_pages = matches!(word.as_str(), "article" | "art") && self.locator.volume.is_some();
            self.label = if numbers_pages { Label::Pages } else { label };
            return at + 1;
        }
        if (self.label == Label::None || self.label == Label::Issue && self.locator.issue.is_some())
            && let Some(end) = self.date(at, from)
        {
            return end;
        }
        // `c2014`: the year of the copyright.
        if let Some(year) =
            word.strip_prefix('c').filter(|year| year.len() == 4 && self.locator.issued.is_none())
            && let Some(date) = year.parse().ok().and_then(|year| PartialDate::new(year, None, None))
            && (1500..=2100).contains(&date.year())
        {
            self.locator.issued = tokens.get(at).map(|token| (date, token.start + 1..token.end));
            return at + 1;
        }
        if let Some(end) = self.day_without_year(at) {
            return end;
        }
        if self.locator.volume.is_none() && is_roman_volume(tokens, at) {
            self.locator.volume = tokens.range(at, at + 1);
            return at + 1;
        }
        let Some(end) = number_end(tokens, at, self.to) else {
            // `65(No. RR-1)`
            if self.label == Label::Issue && self.locator.issue.is_none() && tokens.depth(at) > 0 {
                return self.issue_in_brackets(at);
            }
            // `12(3 Suppl 1)`, `12(Suppl)`
            if is_supplement(&word) && self.locator.issue.is_none() && self.locator.volume.is_some() {
                return self.issue_in_brackets(at);
            }
            return at + 1;
        };
        self.number(at, end)
    }

    /// Takes the date that begins at `at`, where one does and none is known yet.
    fn date(&mut self, at: usize, from: usize) -> Option<usize> {
        let tokens = self.tokens;
        let token = tokens.get(at)?;
        let rest = tokens.text.get(token.start..)?;
        let (date, length) = date::read(rest, self.order).or_else(|| self.foreign_month(at))?;
        let end_byte = token.start + length;
        let mut end = at;
        while end < self.to && tokens.get(end).is_some_and(|token| token.start < end_byte) {
            end += 1;
        }
        if end < tokens.len() && end == self.to && tokens.get(end - 1).is_some_and(|last| last.end < end_byte)
        {
            return None;
        }
        let is_bare_year = matches!(date, PartialDate::Year(_)) && tokens.is_number(at) && end == at + 1;
        if is_bare_year {
            if !self.may_be_year(at, date) {
                return None;
            }
            // `(1985). 2010;108:34`: the year before the semicolon is the year of the work.
            if let Some((known, _)) = self.locator.issued
                && !(matches!(known, PartialDate::Year(_)) && tokens.is_sign(end, ';') && at > from)
            {
                return None;
            }
        } else if let Some((PartialDate::Day(_) | PartialDate::Month(..), _)) = self.locator.issued {
            return Some(end);
        }
        self.locator.issued = Some((date, token.start..end_byte));
        Some(end)
    }

    /// After `21 February` or `February 21`, of which the year stands elsewhere.
    fn day_without_year(&mut self, at: usize) -> Option<usize> {
        let tokens = self.tokens;
        let (day, month) = if tokens.is_number(at) { (at, at + 1) } else { (at + 1, at) };
        let is_name = tokens.is_capitalised(month) || tokens.word(month).chars().count() > 4;
        let number = date::month_named(&tokens.lower(month)).filter(|_| is_name && tokens.is_number(day))?;
        let value = tokens.word(day).parse::<i16>().ok().filter(|day| (1..=31).contains(day))?;
        let year_follows = (at + 2..at + 4).any(|nth| tokens.is_number(nth) && tokens.word(nth).len() == 4);
        if year_follows || at + 2 > self.to || self.locator.day.is_some() || self.locator.issued.is_some() {
            return None;
        }
        // What was read between them before is no part of a day.
        let between = tokens.text.get(tokens.get(at)?.end..tokens.get(at + 1)?.start)?;
        if between.contains(|c: char| !c.is_whitespace() && !matches!(c, '.' | ',')) {
            return None;
        }
        self.locator.day = Some((number, value, tokens.range(at, at + 2)?));
        Some(at + 2)
    }

    /// `octobre 2015`, `21 gennaio 1960`, and how many bytes it has.
    fn foreign_month(&self, at: usize) -> Option<(PartialDate, usize)> {
        let tokens = self.tokens;
        let named = at + usize::from(tokens.is_number(at));
        let month = foreign_month(tokens, named)?;
        let behind = named + 1 + usize::from(tokens.is_sign(named + 1, '.'));
        let day = if named > at { Some(tokens.word(at).parse().ok()?) } else { None };
        let (first, year) = (tokens.get(at)?, tokens.get(behind)?);
        let is_year = tokens.is_number(behind) && tokens.word(behind).len() == 4;
        let number = tokens.word(behind).parse().ok().filter(|_| is_year)?;
        Some((PartialDate::new(number, Some(month), day)?, year.end - first.start))
    }

    /// Numbers of four digits are years, unless they are where pages are.
    fn may_be_year(&self, at: usize, date: PartialDate) -> bool {
        let tokens = self.tokens;
        let known = &self.locator;
        let behind_colon = at.checked_sub(1).is_some_and(|before| tokens.is_sign(before, ':'));
        let is_page = behind_colon && known.volume.is_some();
        let is_range = number_end(tokens, at, self.to).is_some_and(|end| end > at + 1);
        let is_volume = tokens.is_sign(at + 1, ':') && known.volume.is_none() && known.issued.is_some();
        (1500..=2100).contains(&date.year()) && !(is_range || is_volume || is_page)
    }

    fn number(&mut self, at: usize, end: usize) -> usize {
        let tokens = self.tokens;
        if self.run_together(at, end) {
            return end;
        }
        let range = match (tokens.get(at), tokens.get(end - 1)) {
            (Some(first), Some(last)) => first.start..last.end,
            _ => return end,
        };
        let is_range = end > at + 1;
        // `Seattle: University of Washington; 1993-2024.`: the years of a work that goes on.
        let is_year = |nth: usize| {
            tokens.is_number(nth) && (1900..=2100).contains(&tokens.word(nth).parse::<i16>().unwrap_or(0))
        };
        if is_range
            && is_year(at)
            && is_year(end - 1)
            && self.label == Label::None
            && self.locator.volume.is_none()
        {
            return end;
        }
        let in_brackets = at.checked_sub(1).is_some_and(|before| tokens.is_one_of(before, &['(', '[']));
        let locator = &mut self.locator;
        match self.label {
            Label::Volume if locator.volume.is_none() => locator.volume = Some(range),
            Label::Issue if locator.issue.is_none() => locator.issue = Some(range),
            Label::Pages if locator.pages.is_none() || self.guessed => {
                // `30, 2 (2010), pp. 125-144`: what was taken for pages is the issue.
                let guess = locator.pages.replace(range);
                if locator.issue.is_none() {
                    locator.issue = guess;
                }
                self.guessed = false;
            }
            Label::Other => {}
            Label::Pages | Label::Volume | Label::Issue if is_range && locator.pages.is_none() => {
                locator.pages = Some(range)
            }
            Label::None if in_brackets && locator.volume.is_some() && locator.issue.is_none() => {
                self.label = Label::None;
                return self.issue_in_brackets(at);
            }
            Label::None
                if in_brackets
                    && locator.volume.is_none()
                    && tokens.is_sign(end, ')')
                    && tokens.is_sign(end + 1, ':') =>
            {
                locator.issue = Some(range);
            }
            Label::None
                if is_range
                    && locator.pages.is_none()
                    && !in_brackets
                    && (locator.volume.is_some() || !tokens.is_sign(end, '(')) =>
            {
                locator.pages = Some(range);
            }
            // `1999:A1, A25`, `Daily Courier, B3.`: letters are of pages.
            Label::None if locator.volume.is_none() && is_sheet(tokens.word(at)) && !in_brackets => {
                locator.pages.get_or_insert(range);
            }
            Label::None if locator.volume.is_none() && !is_range && !in_brackets => {
                locator.volume = Some(range)
            }
            Label::None if locator.pages.is_none() && !in_brackets => {
                locator.pages = Some(range);
                self.guessed = true;
            }
            // `44, 4, 644-9`
            Label::None if is_range && self.guessed && !in_brackets => {
                locator.issue = locator.pages.replace(range);
                self.guessed = false;
            }
            _ => {}
        }
        self.label = Label::None;
        end
    }

    /// `1990;97147- 168`: volume and first page without the colon that a copy lost, as the blank after the hyphen shows.
    /// The first page has as many digits as the last, or fewer.
    fn run_together(&mut self, at: usize, end: usize) -> bool {
        let tokens = self.tokens;
        let after_year = at.checked_sub(1).is_some_and(|before| tokens.is_sign(before, ';'));
        let fits = after_year
            && self.locator.issued.is_some()
            && self.locator.volume.is_none()
            && self.label == Label::None
            && end == at + 3
            && [at, at + 2].into_iter().all(|nth| tokens.is_number(nth))
            && !tokens.gap(at + 1)
            && tokens.gap(at + 2);
        let (Some(first), Some(last)) = (tokens.get(at).filter(|_| fits), tokens.get(at + 2)) else {
            return false;
        };
        let (digits, last_page) = (tokens.word(at), tokens.word(at + 2));
        let page = (1..=last_page.len().min(digits.len())).rev().find_map(|length| {
            let (volume, page) = digits.split_at(digits.len() - length);
            let rises = page.parse::<u32>().ok()? <= last_page.parse().ok()?;
            ((1..=4).contains(&volume.len()) && rises && !page.starts_with('0')).then_some(length)
        });
        let Some(page) = page else {
            return false;
        };
        self.locator.volume = Some(first.start..first.end - page);
        self.locator.pages = Some(first.end - page..last.end);
        true
    }

    /// Takes all up to the closing bracket as the issue: `3 Suppl 1`.
    fn issue_in_brackets(&mut self, at: usize) -> usize {
        let tokens = self.tokens;
        let close = (at..self.to.min(at + 12)).find(|&nth| tokens.is_one_of(nth, &[')', ']', ':', ';', ',']));
        let end = close.unwrap_or(at + 1);
        self.locator.issue = tokens.range(at, end);
        end
    }
}

/// Whether it is `2020;12`, `2020 Jan 10;12`, `12(3):45`, `12:45-50`, `12(3), 45-50` and `12, 45-50`.
fn begins_typical(tokens: &Tokens<'_>, at: usize, to: usize, order: SlashOrder) -> bool {
    if !tokens.is_number(at) || !tokens.gap(at) {
        return false;
    }
    let is_page_at = |nth: usize| nth < to && (tokens.is_number(nth) || is_page(tokens.word(nth)));
    let is_range_at = |nth: usize| number_end(tokens, nth, to).is_some_and(|end| end > nth + 1);
    let dated = || {
        let token = tokens.get(at)?;
        let (date, length) = date::read(tokens.text.get(token.start..)?, order)?;
        let end =
            (at..to).find(|&nth| tokens.get(nth).is_some_and(|next| next.start >= token.start + length))?;
        let numbers =
            is_page_at(end + 1) || tokens.is_sign(end + 1, '(') || is_supplement(&tokens.lower(end + 1));
        Some((1500..=2100).contains(&date.year()) && tokens.is_sign(end, ';') && numbers)
    };
    let issued = || {
        let close = (at + 2..to.min(at + 10)).find(|&nth| tokens.is_sign(nth, ')'))?;
        let paged = tokens.is_sign(close + 1, ':') && is_page_at(close + 2);
        let ranged = is_range_at(close + 1 + usize::from(tokens.is_sign(close + 1, ',')));
        Some(tokens.is_sign(at + 1, '(') && (paged || ranged))
    };
    let paged = tokens.is_one_of(at + 1, &[':', ',']) && is_range_at(at + 2);
    paged || dated().unwrap_or(false) || issued().unwrap_or(false)
}

/// Whether it is what may stand among the numbers.
fn is_part(tokens: &Tokens<'_>, at: usize, from: usize, to: usize) -> bool {
    match tokens.kind(at) {
        Some(TokenKind::Number) => true,
        Some(TokenKind::Sign(sign)) => matches!(
            sign,
            '.' | ','
                | ';'
                | ':'
                | '('
                | ')'
                | '['
                | ']'
                | '-'
                | '–'
                | '—'
                | '−'
                | '/'
                | '°'
                | 'º'
                | '#'
                | '№'
                | '&'
                | '‐'
                | '‑'
                | '*'
                | '_'
        ),
        Some(TokenKind::Word) => {
            let word = tokens.lower(at);
            let first = at == from;
            let short_year = word.len() == 5
                && word.bytes().take(4).all(|byte| byte.is_ascii_digit())
                && word.as_bytes().get(4).copied().is_some_and(|byte| byte.is_ascii_lowercase());
            // A month or label is part of the numbers only beside one.
            let labels = (words::is_locator(&word) && label_fits(tokens, at, to)) || is_supplement(&word);
            let in_press = word == "in" && tokens.lower(at + 1) == "press"
                || word == "press" && at > from && tokens.lower(at - 1) == "in";
            let to_appear = word == "to" && tokens.lower(at + 1) == "appear" || word == "appear" && at > from;
            let forthcoming = word == "forthcoming" || in_press || to_appear;
            beside_number(tokens, at) && (is_month(&word) || foreign_month(tokens, at).is_some())
                || is_roman_volume(tokens, at)
                || !first && labels
                || short_year
                || is_page(tokens.word(at))
                || in_issue_brackets(tokens, at)
                || forthcoming && !first
                || word == "epub"
        }
        None => false,
    }
}

/// Whether a word is in brackets right after a number: `65(No. RR-1)`.
fn in_issue_brackets(tokens: &Tokens<'_>, at: usize) -> bool {
    const LONGEST: usize = 6;
    tokens.depth(at) > 0
        && (at.saturating_sub(LONGEST)..at)
            .rev()
            .find(|&nth| tokens.is_sign(nth, '('))
            .and_then(|open| Some((open, open.checked_sub(1)?)))
            .is_some_and(|(open, before)| tokens.is_number(before) && !tokens.gap(open))
}

/// The number of a month by a name that is no word of English: `octobre`, `märz`, but not `mars` or `set`; and of short
/// names with a stop before their year: `abr. 2019`.
fn foreign_month(tokens: &Tokens<'_>, at: usize) -> Option<i16> {
    let word = tokens.lower(at);
    let is_name = word.chars().count() >= 5
        || matches!(word.as_str(), "märz" | "août" | "juin" | "juni" | "juli" | "maio");
    let is_short =
        || tokens.is_sign(at + 1, '.') && tokens.is_number(at + 2) && tokens.word(at + 2).len() == 4;
    date::month_named(&word).filter(|_| is_name || is_short())
}

/// `VI (1958)`: a volume in roman numbers, with the year after it.
fn is_roman_volume(tokens: &Tokens<'_>, at: usize) -> bool {
    is_roman(tokens.word(at))
        && at.checked_sub(1).is_some_and(|before| tokens.is_sign(before, ','))
        && tokens.is_sign(at + 1, '(')
        && tokens.is_number(at + 2)
        && tokens.word(at + 2).len() == 4
}

fn beside_number(tokens: &Tokens<'_>, at: usize) -> bool {
    let near =
        |nth: usize| tokens.is_number(nth) || tokens.word(nth).starts_with(|c: char| c.is_ascii_digit());
    let before = at.checked_sub(1).is_some_and(near);
    before || (at + 1..at + 5).any(near)
}

/// A label counts where a number follows it, with a stop between at most.
fn label_fits(tokens: &Tokens<'_>, at: usize, to: usize) -> bool {
    let mut next = at + 1;
    while next < to && next < at + 3 && tokens.is_one_of(next, &['.', ':', '°', 'º', '#']) {
        next += 1;
    }
    next < to
        && (tokens.is_number(next) || is_page(tokens.word(next)) || label(&tokens.lower(next)).is_some())
}

fn label(word: &str) -> Option<Label> {
    Some(match word {
        "т" | "том" | "vol" | "vols" | "volume" | "v" | "bd" | "band" | "t" | "tome" => Label::Volume,
        "no" | "nos" | "nr" | "n" | "nb" | "num" | "número" | "number" | "issue" | "iss" | "heft" | "nº"
        | "n°" => Label::Issue,
        "p" | "pp" | "pg" | "pgs" | "page" | "pages" | "s" | "seite" | "seiten" | "pág" | "págs" | "с"
        | "стр" => Label::Pages,
        "art" | "article" | "chap" | "chapter" | "ch" | "ed" | "part" | "pt" | "para" | "sec" | "section" => {
            Label::Other
        }
        _ => return None,
    })
}

fn is_supplement(word: &str) -> bool {
    matches!(word, "sup" | "supp" | "suppl" | "supplement")
}

fn is_month(word: &str) -> bool {
    let mut letters = word.chars();
    let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
    date::read(&format!("{first}{} 2000", letters.as_str()), SlashOrder::MonthFirst).is_some()
}

/// Whether it is one number or page: `45`, `S45`, `e1234`, `CD002273`, `45a`, `xii`.
pub(super) fn is_page(word: &str) -> bool {
    let roman = word.len() > 1 && word.bytes().all(|byte| b"ivxlc".contains(&byte));
    roman || token::is_page(word)
}

/// Whether it is a page of a newspaper: `B3`.
fn is_sheet(word: &str) -> bool {
    word.len() <= 4
        && word.starts_with(|c: char| c.is_ascii_uppercase())
        && word.bytes().skip(1).all(|byte| byte.is_ascii_digit())
}

/// Whether it is a roman number in capitals.
pub(super) fn is_roman(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|byte| b"IVX".contains(&byte))
}

/// After a number or a range of numbers.
fn number_end(tokens: &Tokens<'_>, at: usize, to: usize) -> Option<usize> {
    let is_number =
        |nth: usize| nth < to && (tokens.is_number(nth) || tokens.is_word(nth) && is_page(tokens.word(nth)));
    if !is_number(at) {
        return None;
    }
    let mut end = at + 1;
    let mut dash = end;
    while dash < end + 3 && tokens.is_one_of(dash, &['-', '–', '—', '−', '‐', '‑']) {
        dash += 1;
    }
    if dash > end && is_number(dash) {
        end = dash + 1;
    }
    Some(end)
}
