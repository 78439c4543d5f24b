//! A journal without volume and pages: `Spine J. 2020.`, `J Pain. In press.`, `Eur Spine J. Epub ahead of print.`

use super::locator::Locator;
use super::{Reader, words};
use crate::biblio::reference::Kind;

/// The longest name of a journal, in words. `Proceedings of the National Academy of Sciences` has seven.
const LONGEST: usize = 9;

impl Reader<'_, '_> {
    /// Reads an article whose journal has no numbers: its name begins at `from`, and a date, a note such as `In press`
    /// or nothing follows. Returns whether there is one.
    pub(super) fn unnumbered(&mut self, from: usize, to: usize) -> bool {
        let tokens = self.tokens;
        if !self.quoted && self.reference.authors.is_empty() {
            return false;
        }
        let note = (from + 1..to).find(|&nth| self.is_ahead_of_print(nth));
        // `Maher, C. (in press). …`
        let in_press = (1..from).any(|nth| tokens.is_sign(nth - 1, '(') && self.is_ahead_of_print(nth));
        let waits = self.around.ahead || in_press || note.is_some_and(|note| tokens.lower(note) == "advance");
        let limit = note.unwrap_or(to);
        let locator = Locator::at_end(tokens, from, limit, self.order);
        let end = locator.start.min(limit);
        let dated = locator.issued.is_some() || self.reference.issued.is_some();
        let says_so = || (from..end).any(|nth| tokens.word(nth) == "J" || tokens.lower(nth) == "journal");
        let is_journal = self.is_title_like(from, end)
            && !self.is_organised(from, end)
            && (waits
                || note.is_some() && !self.is_online
                || says_so()
                || (dated || note.is_some()) && self.is_journal_name(from, end));
        if !is_journal {
            return false;
        }
        self.reference.container = self.field(from, end);
        let issued = Locator::read(tokens, end, to, self.order).issued;
        self.set_locator(&Locator { issued, ..Locator::default() });
        self.reference.kind.get_or_insert(Kind::Article);
        true
    }

    /// Whether a note at `nth` says that the article has no numbers yet.
    pub(super) fn is_ahead_of_print(&self, nth: usize) -> bool {
        let tokens = self.tokens;
        let next = || tokens.lower(nth + 1);
        match tokens.lower(nth).as_str() {
            "in" => next() == "press",
            "epub" => matches!(next().as_str(), "ahead" | "before") || tokens.is_number(nth + 1),
            "online" | "published" => matches!(next().as_str(), "ahead" | "online" | "first"),
            "advance" => matches!(next().as_str(), "online" | "access"),
            "accepted" => matches!(next().as_str(), "for" | "manuscript" | "article" | "author" | ")"),
            "forthcoming" | "ahead" => tokens.is_capitalised(nth) || next() == "of",
            _ => false,
        }
    }

    /// Whether `from..to` is written like the name of a journal: few words, each with a capital or one of `of`, `and` …
    fn is_title_like(&self, from: usize, to: usize) -> bool {
        let tokens = self.tokens;
        let words: Vec<usize> = (from..to).filter(|&nth| tokens.is_word(nth)).collect();
        let small = |nth: usize| {
            matches!(
                tokens.word(nth),
                "of" | "and" | "the" | "in" | "for" | "on" | "de" | "la" | "et" | "und" | "der"
            )
        };
        (1..=LONGEST).contains(&words.len())
            && tokens.is_capitalised(from)
            && words.iter().all(|&nth| tokens.is_capitalised(nth) || small(nth))
            && !(from..to).any(|nth| tokens.is_one_of(nth, &[':', ';', ',', '"', '“', '?', '!']))
    }

    /// Whether a word of `from..to` is one that only journals have in their names.
    fn is_journal_name(&self, from: usize, to: usize) -> bool {
        let tokens = self.tokens;
        (from..to).any(|nth| words::is_of_journals(&tokens.lower(nth)))
            || matches!(tokens.lower(from).as_str(), "clin" | "clinical") && to > from + 1
    }
}
