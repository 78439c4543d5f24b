//! What is between the title and the marked things: container, publisher and numbers.

use std::ops::Range;

use super::locator::{self, Locator};
use super::{Reader, words};
use crate::base::date::{self, PartialDate};
use crate::base::phrase::one_line;
use crate::base::steps::step;
use crate::biblio::reference::{Field, Kind};

impl Reader<'_, '_> {
    /// Reads what is after the title.
    pub(super) fn imprint(&mut self, from: usize, to: usize) {
        let tokens = self.tokens;
        let from = self.remark(self.skip(from, to), to);
        if from >= to {
            return;
        }
        self.kind_by_words(0, to);
        let from = self.behind_date_of_part(from, to);
        if words::is_preprint_server(&tokens.lower(from))
            && !Locator::of_article(tokens, from, to, self.order).is_in_container()
        {
            self.reference.container = self.field(from, from + 1);
            let last = Locator::at_end(tokens, from + 1, to, self.order).issued;
            let issued = last.or_else(|| Locator::read(tokens, from + 1, to, self.order).issued);
            self.set_locator(&Locator { issued, ..Locator::default() });
            self.reference.kind.get_or_insert(Kind::Report);
            return;
        }
        if let Some(inside) = self.inside_book(from, to) {
            self.part_of_book(inside, to);
            return;
        }
        let locator = Locator::of_article(tokens, from, to, self.order);
        if self.reference.kind == Some(Kind::Law) {
            let issued = locator.issued.or_else(|| self.year_of_law(from));
            self.set_locator(&Locator { issued, ..Locator::default() });
            return;
        }
        let place_before =
            |place: super::place::Place| !locator.is_in_container() || place.start < locator.start;
        let has_place = self.place(from, to).is_some_and(place_before);
        let is_book =
            has_place || self.starts_with_edition(from) || words::is_of_imprint(&tokens.lower(from));
        let is_piece = matches!(tokens.lower(from).as_str(), "paper" | "poster" | "abstract" | "lecture");
        let presented = from + usize::from(is_piece);
        if tokens.lower(presented) == "presented" && tokens.lower(presented + 1) == "at" {
            self.meeting(self.skip(presented + 2, to), to);
            return;
        }
        // `Handbook of Necks, edited by R. Lind, Northgate Press, 2017, pp. 112-30.`
        let is_edited = self.commas(from, locator.start.min(to)).into_iter().any(|comma| {
            matches!(tokens.lower(comma + 1).as_str(), "edited" | "translated")
                && tokens.lower(comma + 2) == "by"
        });
        if is_edited && locator.is_in_container() {
            self.part_of_book(from, to);
        } else if locator.is_in_container() && !is_book && locator.start > from {
            self.periodical(from, &locator);
        } else if locator.is_in_container()
            && locator.start <= from
            && self.reference.authors.is_empty()
            && locator.issued.is_some()
        {
            // `Cochrane Database Syst Rev. 2015;(9):CD004250.`: what looked like a title is the journal.
            self.reference.container = self.reference.title.take();
            self.set_locator(&locator);
        } else if words::begins_proceedings(&tokens.lower(from)) && !self.is_online
            || has_place && self.names_pages(from, to)
        {
            self.part_of_book(from, to);
        } else if is_book || !self.unnumbered(from, to) {
            self.book_or_page(from, to);
        }
    }

    /// `Spinal Care Act of 2011, Pub L No. 112-45`: the year in the title of a law.
    fn year_of_law(&self, to: usize) -> Option<(PartialDate, Range<usize>)> {
        let tokens = self.tokens;
        let year = (1..to).find(|&nth| {
            tokens.is_number(nth) && tokens.word(nth).len() == 4 && tokens.lower(nth - 1) == "of"
        })?;
        let date = PartialDate::new(tokens.word(year).parse().ok()?, None, None)?;
        Some((date, tokens.range(year, year + 1)?))
    }

    /// After remarks in brackets, which say edition, volume or pages.
    fn remark(&mut self, from: usize, to: usize) -> usize {
        let tokens = self.tokens;
        let mut at = from;
        while at < to && tokens.is_one_of(at, &['(', '[']) {
            step();
            let Some(close) = (at + 1..to).find(|&nth| tokens.depth(nth) == 0) else {
                break;
            };
            // `(New York: Norton, 1995)` is the imprint itself.
            if self.place(at + 1, close).is_some()
                || (at + 1..close).any(|nth| words::is_of_publishers(&tokens.lower(nth)))
            {
                return at + 1;
            }
            if self.starts_with_edition(at + 1) {
                self.edition(at + 1, close);
            }
            let numbers = Locator::read(tokens, at + 1, close, self.order);
            if (at + 1..close).any(|nth| words::is_locator(&tokens.lower(nth))) || self.begins_date(at + 1) {
                self.set_locator(&numbers);
            } else if self.is_ahead_of_print(at + 1)
                && let Some(date) = (at + 2..close).find(|&nth| self.begins_date(nth))
            {
                let issued = Locator::read(tokens, date, close, self.order).issued;
                self.set_locator(&Locator { issued, ..Locator::default() });
            }
            at = self.skip(close + 1, to);
        }
        at
    }

    fn periodical(&mut self, from: usize, locator: &Locator) {
        let tokens = self.tokens;
        let mut end = locator.start;
        let sentence = tokens.sentence_end(from, end);
        // `Proceedings of X. Place. pp. 3-9`, but `J. Cell. Sci. 113`
        if sentence < end && self.is_place(sentence, end) {
            end = sentence;
        }
        let special = (from + 1..end)
            .find(|&nth| tokens.is_sign(nth, ',') && words::is_of_issues(&tokens.lower(nth + 1)));
        let (start, end) = self.without_places(from, special.unwrap_or(end));
        // `(2019) 14 Journal of Necks 77`: lawyers put the volume first.
        if tokens.is_number(start)
            && start + 1 < end
            && tokens.is_capitalised(start + 1)
            && locator.pages.is_none()
        {
            self.reference.container = self.field(start + 1, end);
            let volume = tokens.range(start, start + 1);
            self.set_locator(&Locator { volume, pages: locator.volume.clone(), ..locator.clone() });
            self.reference.kind.get_or_insert(Kind::Article);
            return;
        }
        self.reference.container = self.field(start, end);
        self.set_locator(locator);
        self.reference.kind.get_or_insert(Kind::Article);
    }

    pub(super) fn set_locator(&mut self, locator: &Locator) {
        let text = self.tokens.text;
        let field = |range: &Range<usize>| {
            Field::new(one_line(text.get(range.clone()).unwrap_or("")).into(), range.clone())
        };
        let reference = &mut self.reference;
        for (known, found) in [
            (&mut reference.volume, &locator.volume),
            (&mut reference.issue, &locator.issue),
            (&mut reference.pages, &locator.pages),
        ] {
            if known.is_none() {
                *known = found.as_ref().map(field);
            }
        }
        if let Some((date, range)) = &locator.issued {
            // A date with its month after a bare year at the left says more.
            let says_more = reference.issued.as_ref().is_none_or(|known| {
                known.value.month().is_none() && date.month().is_some() && known.value.year() == date.year()
            });
            if says_more {
                reference.issued = Some(Field::new(*date, range.clone()));
            }
        }
        // `(2018) '…', The Guardian, 21 February, p. 4.`
        if let Some((month, day, range)) = &locator.day
            && let Some(issued) = &mut reference.issued
            && matches!(issued.value, PartialDate::Year(_))
            && let Some(date) = PartialDate::new(issued.value.year(), Some(*month), Some(*day))
        {
            *issued = Field::new(date, range.clone());
        }
    }

    /// A whole book, a report or a page: its publisher, and perhaps more.
    fn book_or_page(&mut self, from: usize, to: usize) {
        let tokens = self.tokens;
        let mut from = from;
        while from < to && self.starts_with_edition(from) {
            step();
            let end = self.edition(from, to);
            from = self.skip(end, to);
        }
        // `1st ed. 2011. Example Press.`
        if self.reference.edition.is_some()
            && self.reference.issued.is_none()
            && tokens.is_number(from)
            && tokens.is_sign(from + 1, '.')
            && from + 2 < to
            && let Some(token) = tokens.get(from)
            && let Some((date @ PartialDate::Year(1500..=2100), _)) =
                date::read(tokens.word(from), self.order)
        {
            self.reference.issued = Some(Field::new(date, token.start..token.end));
            from = self.skip(from + 2, to);
        }
        // `Version 6.3. Cochrane; 2022.`
        if tokens.lower(from) == "version" && tokens.is_number(from + 1) {
            let end = tokens.sentence_end(from, to);
            self.reference.edition = self.field(from, end);
            from = self.skip(end, to);
        }
        let locator = Locator::at_end(tokens, from, to, self.order);
        // Pages of a whole book say where to look in it; they are no part of the reference.
        self.set_locator(&Locator {
            issued: locator.issued.clone(),
            day: locator.day.clone(),
            ..Locator::default()
        });
        let has_place = self.place(from, to).is_some();
        if self.quoted
            && !has_place
            && (locator.issued.is_some() || locator.day.is_some())
            && locator.start > from
            && !self.has_publisher(from, locator.start)
        {
            // A quoted title with nothing but a date is in a newspaper.
            self.reference.kind.get_or_insert(Kind::News);
            let field = self.field(from, locator.start);
            if self.is_online {
                self.reference.publisher = field;
            } else {
                self.reference.container = field;
            }
            return;
        }
        if locator.start > from {
            self.publisher(from, to);
        }
        let is_book =
            self.reference.edition.is_some() || !self.is_online && self.reference.publisher.is_some();
        if self.reference.kind.is_none() && is_book {
            self.reference.kind = Some(Kind::Book);
        }
    }

    /// A kind that words name wherever they stand.
    fn kind_by_words(&mut self, from: usize, to: usize) {
        let tokens = self.tokens;
        let mut words = (from..to).filter(|&nth| tokens.is_word(nth));
        let law = |nth: usize| {
            matches!(
                (tokens.word(nth), tokens.word(nth + 1)),
                ("Pub", "L") | ("Fed", "Regist") | ("USC" | "CFR", _)
            )
        };
        let thesis = |nth: usize| {
            tokens.depth(nth) > 0 && matches!(tokens.lower(nth).as_str(), "dissertation" | "thesis")
        };
        if words.clone().any(law) {
            self.reference.kind = Some(Kind::Law);
        } else if words.any(thesis) {
            self.reference.kind = Some(Kind::Thesis);
        }
    }

    fn has_publisher(&self, from: usize, to: usize) -> bool {
        (from..to).any(|nth| words::is_of_publishers(&self.tokens.lower(nth)))
    }

    pub(super) fn starts_with_edition(&self, from: usize) -> bool {
        let tokens = self.tokens;
        let ordinal = tokens.word(from).starts_with(|c: char| c.is_ascii_digit())
            || words::is_ordinal(&tokens.lower(from));
        ordinal && self.edition_word(from).is_some()
    }

    fn edition_word(&self, from: usize) -> Option<usize> {
        let tokens = self.tokens;
        (from + 1..from + 5).find(|&nth| words::is_of_editions(&tokens.lower(nth)))
    }

    /// Reads the edition that begins at `from`; the place after it.
    pub(super) fn edition(&mut self, from: usize, to: usize) -> usize {
        let word = self.edition_word(from).unwrap_or(from);
        self.reference.edition = self.field(from, (word + 1).min(to));
        word + 1 + usize::from(self.tokens.is_sign(word + 1, '.'))
    }

    /// Reads the publisher of `from..to`, with or without its place.
    pub(super) fn publisher(&mut self, from: usize, to: usize) {
        let tokens = self.tokens;
        let start = self.skip(from, to);
        if start >= to {
            return;
        }
        let found = match self.place(start, to) {
            Some(place) => Some((place.colon + 1, self.publisher_end(place.colon + 1, to))),
            None => self.publisher_sentence(start, to),
        };
        if let Some((_, end)) = found {
            self.part_of_site(end, to);
        }
        if let Some((start, end)) = found {
            let field = self.field(start, end);
            self.reference.publisher = field.filter(|field| {
                field.value.chars().any(char::is_alphabetic) && !field.value.starts_with(char::is_lowercase)
            });
        }
        if self.reference.issued.is_none() {
            let numbers = Locator::read(tokens, found.map_or(start, |(_, end)| end), to, self.order);
            if let Some((date, range)) = numbers.issued {
                self.reference.issued = Some(Field::new(date, range));
            }
        }
    }

    /// `MedlinePlus [Internet]. Bethesda (MD): National Library of Medicine; [updated …]. Neck
    /// injuries; […].`: after the imprint of a site, NLM puts the title of the page.
    fn part_of_site(&mut self, from: usize, to: usize) {
        let tokens = self.tokens;
        let start = self.skip(from, to);
        let end = (start..to).find(|&nth| tokens.is_sign(nth, ';')).unwrap_or(to);
        let words = (start..end).filter(|&nth| tokens.is_word(nth)).count();
        if self.is_online
            && tokens.is_sign(from, ';')
            && words >= 2
            && !self.begins_date(start)
            && tokens.is_capitalised(start)
        {
            self.reference.title = self.field(start, end);
        }
    }

    /// The first sentence that is no place, no series and no kind of work.
    fn publisher_sentence(&mut self, from: usize, to: usize) -> Option<(usize, usize)> {
        let tokens = self.tokens;
        let mut at = from;
        while at < to {
            step();
            let end = self.publisher_end(at, to);
            let (mut start, mut stop) = self.without_places(at, end);
            if let Some(kind) =
                words::kind_of_work(&tokens.lower(start), &tokens.lower(start + 1), &tokens.lower(start + 2))
            {
                self.reference.kind.get_or_insert(kind);
                // `Ph.D. thesis, Rice University`
                let Some(&comma) = self.commas(start, stop).first() else {
                    at = self.skip(end, to).max(at + 1);
                    continue;
                };
                (start, stop) = self.without_places(comma + 1, stop);
            }
            if tokens.range(start, stop).is_some()
                && !self.is_place(start, stop)
                && !words::is_of_imprint(&tokens.lower(start))
                && !self.is_genre(start, stop)
                && !self.written(start, stop).is_some_and(locator::is_page)
                && !self.begins_date(start)
                && !(words::is_month(&tokens.lower(start)) && tokens.is_number(start + 1))
            {
                return Some((start, stop));
            }
            at = self.skip(end, to).max(at + 1);
        }
        None
    }

    /// Where a publisher ends: before a date, at a semicolon, a closing bracket or a stop.
    pub(super) fn publisher_end(&self, from: usize, to: usize) -> usize {
        let tokens = self.tokens;
        let depth = tokens.depth(from);
        let end = (from..to)
            .find(|&nth| {
                let next = nth + 1;
                let outside = tokens.depth(nth) <= depth;
                let closes =
                    tokens.is_sign(nth, ';') || tokens.is_one_of(nth, &[')', ']']) && outside && depth > 0;
                let dated = tokens.is_one_of(nth, &[',', '('])
                    && (self.begins_date(next) || self.starts_with_edition(next));
                closes && outside
                    || dated
                    || tokens.ends_sentence(nth, to)
                    || depth > 0 && tokens.depth(nth) < depth
            })
            .unwrap_or(to);
        let numbers = Locator::at_end(tokens, from, end, self.order);
        if numbers.start > from { numbers.start.min(end) } else { end }
    }

    pub(super) fn begins_date(&self, at: usize) -> bool {
        let rest = self.tokens.get(at).and_then(|token| self.tokens.text.get(token.start..));
        rest.is_some_and(|rest| crate::base::date::read(rest, self.order).is_some())
    }
}
