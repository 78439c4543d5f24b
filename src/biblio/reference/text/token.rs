//! Words and signs of a reference, and where its sentences end.

use crate::base::steps::step;
use crate::base::title::is_combining;
use std::ops::Range;

use super::words;

/// A word, a number or one sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Token {
    pub(super) kind: TokenKind,
    pub(super) start: usize,
    pub(super) end: usize,
    /// Whether a blank or something masked is before it.
    pub(super) gap: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TokenKind {
    /// Letters and digits, with the hyphens and apostrophes inside.
    Word,
    /// ASCII digits alone.
    Number,
    /// Any other character.
    Sign(char),
}

/// A text cut into tokens.
#[derive(Clone, Debug)]
pub(super) struct Tokens<'a> {
    pub(super) text: &'a str,
    tokens: Vec<Token>,
    /// Of each token: how many brackets are open around it that close again.
    depths: Vec<u16>,
}

impl<'a> Tokens<'a> {
    /// The tokens of `range` that lie in none of `masked`, which are in order.
    pub(super) fn new(text: &'a str, range: Range<usize>, masked: &[Range<usize>]) -> Tokens<'a> {
        let mut tokens = Vec::new();
        let mut at = range.start;
        let mut gap = false;
        let mut masked = masked.iter().peekable();
        while at < range.end {
            step();
            if let Some(mask) = masked.next_if(|mask| mask.start <= at) {
                gap |= mask.end > at;
                at = at.max(mask.end);
                continue;
            }
            let limit = masked.peek().map_or(range.end, |mask| mask.start.min(range.end));
            let Some(rest) = text.get(at..limit) else {
                break;
            };
            let Some((kind, length)) = first_token(rest) else {
                let blank = rest.chars().next().map_or(1, char::len_utf8);
                at += blank;
                gap = true;
                continue;
            };
            tokens.push(Token { kind, start: at, end: at + length, gap });
            at += length;
            gap = false;
        }
        let depths = depths(&tokens);
        Tokens { text, tokens, depths }
    }

    /// The first token at or after a byte.
    pub(super) fn place_of(&self, at: usize) -> usize {
        self.tokens.partition_point(|token| token.start < at)
    }

    /// How many brackets are open around a token.
    pub(super) fn depth(&self, nth: usize) -> u16 {
        self.depths.get(nth).copied().unwrap_or(0)
    }

    pub(super) fn len(&self) -> usize {
        self.tokens.len()
    }

    pub(super) fn get(&self, nth: usize) -> Option<Token> {
        self.tokens.get(nth).copied()
    }

    /// The text of a token; empty after the last.
    pub(super) fn word(&self, nth: usize) -> &'a str {
        self.get(nth).and_then(|token| self.text.get(token.start..token.end)).unwrap_or("")
    }

    /// The text of a token in lower case.
    pub(super) fn lower(&self, nth: usize) -> String {
        self.word(nth).to_lowercase()
    }

    pub(super) fn kind(&self, nth: usize) -> Option<TokenKind> {
        self.get(nth).map(|token| token.kind)
    }

    pub(super) fn is_sign(&self, nth: usize, sign: char) -> bool {
        self.kind(nth) == Some(TokenKind::Sign(sign))
    }

    pub(super) fn is_one_of(&self, nth: usize, signs: &[char]) -> bool {
        matches!(self.kind(nth), Some(TokenKind::Sign(sign)) if signs.contains(&sign))
    }

    pub(super) fn is_word(&self, nth: usize) -> bool {
        self.kind(nth) == Some(TokenKind::Word)
    }

    pub(super) fn is_number(&self, nth: usize) -> bool {
        self.kind(nth) == Some(TokenKind::Number)
    }

    /// Whether a blank is before the token, or it is after the last.
    pub(super) fn gap(&self, nth: usize) -> bool {
        self.get(nth).is_none_or(|token| token.gap)
    }

    /// Whether a word begins with a capital.
    pub(super) fn is_capitalised(&self, nth: usize) -> bool {
        self.is_word(nth) && self.word(nth).chars().next().is_some_and(char::is_uppercase)
    }

    /// Whether it is one capital letter.
    pub(super) fn is_initial(&self, nth: usize) -> bool {
        self.is_capitalised(nth) && self.word(nth).chars().count() == 1
    }

    /// The bytes of the tokens `from..to`, without blanks and signs at the ends that belong to
    /// the reference and not to the field.
    pub(super) fn range(&self, from: usize, to: usize) -> Option<Range<usize>> {
        let (mut from, mut to) = (from, to.min(self.len()));
        while from < to && self.is_one_of(from, OUTER) {
            from += 1;
        }
        while from < to && self.is_one_of(to - 1, OUTER) && !self.closes_within(from, to - 1) {
            to -= 1;
        }
        let (first, last) = (self.get(from)?, self.get(to.checked_sub(1)?)?);
        (from < to).then_some(first.start..last.end)
    }

    /// Whether the bracket at `nth` closes one that opens after `from`.
    fn closes_within(&self, from: usize, nth: usize) -> bool {
        let (open, close) = match self.kind(nth) {
            Some(TokenKind::Sign(')')) => ('(', ')'),
            Some(TokenKind::Sign(']')) => ('[', ']'),
            _ => return false,
        };
        let mut depth = 0_i32;
        for nth in from..=nth {
            depth += i32::from(self.is_sign(nth, open)) - i32::from(self.is_sign(nth, close));
        }
        depth >= 0
    }

    /// The place after the first sentence of `from..to` (after its stop), or `to`.
    pub(super) fn sentence_end(&self, from: usize, to: usize) -> usize {
        (from..to)
            .find(|&nth| nth > from && self.ends_sentence(nth, to))
            .map_or(to, |nth| self.behind_closing(nth + 1, to))
    }

    /// Whether it is a stop, question or exclamation mark after which a new sentence begins.
    pub(super) fn ends_sentence(&self, nth: usize, to: usize) -> bool {
        let Some(TokenKind::Sign(sign @ ('.' | '?' | '!'))) = self.kind(nth) else {
            return false;
        };
        if self.depth(nth) > 0 {
            return false;
        }
        let next = self.behind_closing(nth + 1, to);
        if next >= to {
            return true;
        }
        let starts_new = self.is_capitalised(next)
            || self.is_number(next)
            || self.word(next).starts_with(|c: char| c.is_ascii_digit())
            || self.is_one_of(next, &['"', '“', '‘', '«', '[', '(', '*', '_', '\''])
            || self.word(next).chars().next().is_some_and(is_uncased)
            || self.begins_part(next);
        if !self.gap(next) || !starts_new {
            return false;
        }
        if sign == '.' && self.numbers_title(nth, next) {
            return false;
        }
        sign != '.' || !self.is_abbreviation_stop(nth, next)
    }

    /// `GRADE guidelines: 1. Introduction.`, `American Diabetes Association. 2. Pharmacologic approaches`: a number and
    /// its stop that begin a title.
    fn numbers_title(&self, nth: usize, next: usize) -> bool {
        let Some(number) = nth.checked_sub(1).filter(|&number| self.is_number(number) && !self.gap(nth))
        else {
            return false;
        };
        let short = self.word(number).len() < 3 && self.is_capitalised(next) && self.gap(number);
        let before = number.checked_sub(1);
        // `Vol. 2. Boston: …`
        let counts = || {
            let word = number.checked_sub(2).map(|word| self.lower(word)).unwrap_or_default();
            words::is_counted(&word) || words::is_locator(&word)
        };
        short
            && before
                .is_some_and(|before| self.is_sign(before, ':') || self.is_sign(before, '.') && !counts())
    }

    /// `Hepatitis B and C.`, `vitamins D and E.`: the last of two letters that belong to one noun.
    fn is_second_letter(&self, letter: usize) -> bool {
        let [Some(noun), Some(first), Some(joint)] = [3, 2, 1].map(|back| letter.checked_sub(back)) else {
            return false;
        };
        let joins =
            words::is_and(self.word(joint)) || matches!(self.word(joint), "or" | "to" | "&" | "versus");
        let noun_word = self.lower(noun);
        let is_noun = words::is_lettered(&noun_word)
            || words::is_lettered(noun_word.trim_end_matches('s'))
            || self.is_word(noun) && !self.is_capitalised(noun) && noun_word.chars().count() > 3;
        joins && self.is_initial(first) && is_noun
    }

    /// `U.S. JAMA. 2015`: a journal and its year are after letters with stops, which so end a title.
    fn are_before_journal(&self, letter: usize, next: usize) -> bool {
        const LONGEST: usize = 10;
        let joined =
            letter >= 2 && self.is_sign(letter - 1, '.') && self.is_initial(letter - 2) && !self.gap(letter);
        if !joined {
            return false;
        }
        // `Ann. N.Y. Acad. Sci. 1957` is one name; after a small word the letters are of the title.
        let before = (letter.saturating_sub(LONGEST)..letter)
            .rev()
            .find(|&nth| !self.is_initial(nth) && !self.is_sign(nth, '.'));
        let in_title = before.is_some_and(|before| self.is_word(before) && !self.is_capitalised(before));
        let may_be_name = |nth: usize| {
            let is_short = || self.is_initial(nth - 1) || words::is_abbreviation(&self.lower(nth - 1), true);
            self.is_capitalised(nth)
                || matches!(self.word(nth), "of" | "the" | "and" | "&" | "in")
                || in_title && (self.depth(nth) > 0 || self.is_one_of(nth, &['(', ')']))
                || in_title && self.is_sign(nth, '.') && !self.is_number(nth + 1) && is_short()
        };
        let stop = (next..next + LONGEST).find(|&nth| !may_be_name(nth));
        // What follows the name of a journal or publisher: its year or volume, or nothing.
        stop.is_some_and(|stop| {
            let behind = stop + usize::from(self.is_one_of(stop, &['.', ',']));
            let is_year = self.is_number(behind) && self.word(behind).len() == 4 && !self.is_sign(stop, ',');
            let ends = behind >= self.len() || self.is_number(behind);
            stop > next && (is_year || in_title && ends)
        })
    }

    /// `in D. Lee (Ed.)` and `pp. 3-9` begin a part of the reference, though in small letters.
    fn begins_part(&self, nth: usize) -> bool {
        match self.word(nth) {
            "in" => self.is_capitalised(nth + 1) || self.is_sign(nth + 1, ':'),
            "p" | "pp" => self.is_sign(nth + 1, '.') && self.is_number(nth + 2),
            "pages" | "page" | "vol" | "medRxiv" | "bioRxiv" | "arXiv" | "ArXiv" => true,
            // `Neck pain. nhs.uk.`
            _ => {
                const ENDS: [&str; 12] =
                    ["com", "org", "net", "gov", "edu", "info", "uk", "de", "fr", "nl", "eu", "au"];
                self.is_sign(nth + 1, '.')
                    && !self.gap(nth + 1)
                    && !self.gap(nth + 2)
                    && ENDS.contains(&self.word(nth + 2))
            }
        }
    }

    /// After the quotes and brackets that close at once after a stop.
    fn behind_closing(&self, mut nth: usize, to: usize) -> usize {
        while nth < to && !self.gap(nth) && self.is_one_of(nth, &['"', '”', '’', '»', '*', '_', '\'']) {
            nth += 1;
        }
        nth
    }

    /// Whether the stop at `nth` belongs to the word before it.
    fn is_abbreviation_stop(&self, nth: usize, next: usize) -> bool {
        let Some(before) = nth.checked_sub(1) else {
            return false;
        };
        if !self.is_word(before) || self.gap(nth) {
            return false;
        }
        if self.is_initial(before) {
            if self.are_before_journal(before, next) {
                return false;
            }
            // `J. Appl. Physiol.` and `U.S.`, but `vitamin D.` and `hepatitis B.`
            let first = before.checked_sub(1);
            let follows_small_word = first.is_some_and(|first| {
                self.is_word(first) && !self.is_capitalised(first) && self.word(first).chars().count() > 3
            });
            let follows_its_noun = first.is_some_and(|first| words::is_lettered(&self.lower(first)));
            return !follows_small_word && !follows_its_noun && !self.is_second_letter(before);
        }
        let word = self.lower(before);
        let written = self.word(before);
        // `Chest pain in the ED.`
        let follows_small_word =
            before.checked_sub(1).is_some_and(|first| self.is_word(first) && !self.is_capitalised(first));
        let letters = written.chars().count();
        let is_acronym =
            (letters > 2 || letters == 2 && follows_small_word) && !written.chars().any(char::is_lowercase);
        let is_unit = before.checked_sub(1).is_some_and(|nth| self.is_number(nth));
        let is_letter = written.chars().count() == 1 && !is_unit;
        if is_letter || !is_acronym && words::is_abbreviation(&word, self.is_capitalised(before)) {
            return true;
        }
        // `No. 3`, `Vol. 2`, `Chapter 29.`: the number belongs to the word.
        self.is_number(next) && words::is_counted(&word)
    }
}

/// What a reference puts around its fields.
const OUTER: &[char] = &[
    '.', ',', ';', ':', '"', '“', '”', '„', '‘', '’', '\'', '«', '»', '‹', '›', '(', ')', '[', ']', '{', '}',
    '*', '_', '-', '–', '—', '/', '|', '•', '<', '>', '&', '…', '`',
];

fn depths(tokens: &[Token]) -> Vec<u16> {
    let mut depths = vec![0_u16; tokens.len()];
    let mut open: Vec<(usize, char)> = Vec::new();
    for (nth, token) in tokens.iter().enumerate() {
        match token.kind {
            TokenKind::Sign('(') => open.push((nth, ')')),
            TokenKind::Sign('[') => open.push((nth, ']')),
            TokenKind::Sign(sign @ (')' | ']')) => {
                let Some(place) = open.iter().rposition(|&(_, close)| close == sign) else {
                    continue;
                };
                let (from, _) = open.remove(place);
                open.truncate(place);
                // Brackets within brackets are counted with the outer ones.
                if open.is_empty() {
                    for depth in depths.iter_mut().take(nth).skip(from + 1) {
                        *depth = 1;
                    }
                }
            }
            _ => {}
        }
    }
    depths
}

fn first_token(text: &str) -> Option<(TokenKind, usize)> {
    let first = text.chars().next()?;
    if first.is_whitespace() || first.is_control() || matches!(first, '\u{200b}' | '\u{feff}' | '\u{ad}') {
        return None;
    }
    if !first.is_alphanumeric() {
        return Some((TokenKind::Sign(first), first.len_utf8()));
    }
    // The first character is taken whatever it is: `ʼ` is a letter, and an apostrophe that joins two others.
    let mut length = first.len_utf8();
    let mut signs = text.char_indices().peekable();
    signs.next();
    while let Some((at, c)) = signs.next() {
        let next_is_letter = signs.peek().is_some_and(|&(_, next)| next.is_alphanumeric());
        let joins = match c {
            '\'' | '’' | 'ʼ' | '‑' | '‐' | '-' => {
                let before = text.get(..at).unwrap_or("");
                let behind = text.get(at + c.len_utf8()..).unwrap_or("");
                // `45-50` and `e240-e327` are two pages.
                let is_range = is_number(before) || is_page(before) && begins_page(behind);
                next_is_letter && !is_range
            }
            _ => c.is_alphanumeric() || is_combining(c),
        };
        if !joins {
            break;
        }
        length = at + c.len_utf8();
    }
    let kind = match text.get(..length) {
        Some(word) if is_number(word) => TokenKind::Number,
        _ => TokenKind::Word,
    };
    Some((kind, length))
}

/// Whether it is one page with its letters: `S45`, `e1234`, `CD002273`, `45a`.
pub(super) fn is_page(word: &str) -> bool {
    let rest = word.trim_start_matches(|c: char| c.is_ascii_alphabetic());
    let letters = word.len() - rest.len();
    let behind = rest.trim_start_matches(|c: char| c.is_ascii_digit());
    letters <= 3 && behind.len() < rest.len() && behind.chars().count() <= 1
}

fn begins_page(text: &str) -> bool {
    let letters = text.bytes().take(4).take_while(u8::is_ascii_alphabetic).count();
    letters <= 3 && text.as_bytes().get(letters).is_some_and(u8::is_ascii_digit)
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Letters of scripts without capitals, which begin a sentence as they are.
fn is_uncased(c: char) -> bool {
    c.is_alphabetic() && !c.is_lowercase() && !c.is_uppercase()
}
