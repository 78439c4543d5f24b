//! What is between the title and the marked things: container, publisher and numbers.

use std::ops::Range;

use super::lead::behind_editor_mark;
use super::locator::{self, Locator};
use super::names;
use super::token::TokenKind;
use super::{Reader, words};
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
        if let Some(inside) = self.inside_book(from, to) {
            self.part_of_book(inside, to);
            return;
        }
        let locator = Locator::of_article(tokens, from, to, self.order);
        if self.reference.kind == Some(Kind::Law) {
            self.set_locator(&Locator { issued: locator.issued, ..Locator::default() });
            return;
        }
        let place_before =
            |place: super::place::Place| !locator.is_in_container() || place.start < locator.start;
        let has_place = self.place(from, to).is_some_and(place_before);
        let is_book =
            has_place || self.starts_with_edition(from) || words::is_of_imprint(&tokens.lower(from));
        if locator.is_in_container() && !is_book && locator.start > from {
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

    /// After an `In` that begins a book.
    fn inside_book(&self, from: usize, to: usize) -> Option<usize> {
        let tokens = self.tokens;
        if tokens.lower(from) != "in" {
            return None;
        }
        let next = from + 1;
        let begins = tokens.is_sign(next, ':')
            || tokens.is_capitalised(next)
            || tokens.word(next) == "the"
            || tokens.is_number(next)
            || tokens.is_one_of(next, &['"', '“', '*', '_', '‘', '«']);
        begins.then(|| self.skip(next, to))
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
        self.reference.container = self.field(start, end);
        self.set_locator(locator);
        self.reference.kind.get_or_insert(Kind::Article);
    }

    pub(super) fn set_locator(&mut self, locator: &Locator) {
        let text = self.tokens.text;
        let field =
            |range: &Range<usize>| Field::new(one_line(text.get(range.clone()).unwrap_or("")), range.clone());
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
    }

    /// A chapter or a paper in proceedings; `from` is after `In`.
    fn part_of_book(&mut self, from: usize, to: usize) {
        let tokens = self.tokens;
        let start = self.behind_editors(from, to);
        let place = self.place(start, to).filter(|place| place.start > start);
        let mut end = match (self.quoted_container(start, to), tokens.sentence_end(start, to)) {
            (Some(close), _) => close,
            // The title of the book may have two sentences before the place.
            (None, sentence) => place.map_or(sentence, |place| {
                if sentence < place.start {
                    self.sentences(start, place.start)
                        .into_iter()
                        .take_while(|&(from, to)| from == start || !self.is_imprint_sentence(from, to))
                        .last()
                        .map_or(sentence, |(_, end)| end)
                } else {
                    sentence
                }
            }),
        };
        let stop = (start + 1..end).find(|&nth| {
            let word = tokens.lower(nth + 1);
            let separates = tokens.is_one_of(nth, &[',', '(', ';', '.']);
            let labelled =
                words::ends_container(&word) && (words::is_editor(&word) || label_like(self, nth + 1, end));
            let pages = tokens.is_sign(nth, '(')
                && tokens.is_number(nth + 1)
                && Locator::read(tokens, nth + 1, nth + 4, self.order).pages.is_some();
            let remark = tokens.is_sign(nth, '(')
                && (self.begins_date(nth + 1)
                    || self.is_place(nth + 1, self.commas(nth + 1, end).first().copied().unwrap_or(nth + 2)));
            separates && (labelled || self.starts_with_edition(nth + 1)) || pages || remark
        });
        end = stop.unwrap_or(end);
        if let Some(place) = place {
            end = end.min(place.start);
        }
        let numbers = Locator::at_end(tokens, start, end, self.order);
        let mut container_end = end;
        if numbers.start > start && (numbers.issued.is_some() || numbers.pages.is_some()) {
            container_end = numbers.start.min(end);
        }
        container_end = self.trailing_editors(start, container_end).unwrap_or(container_end);
        container_end = self.container_parts_end(start, container_end);
        let (_, container_end) = self.without_places(start, container_end);
        self.reference.container = self.field(start, container_end);
        self.set_locator(&Locator::read(tokens, container_end, to, self.order));
        self.reference.kind = Some(self.kind_of_part());
        let mut rest = self.skip(container_end, to);
        if self.starts_with_edition(rest) {
            rest = self.edition(rest, to);
        }
        self.publisher(self.behind_numbers(rest, to), to);
    }

    /// Whether pages are before the place: of a chapter, though no `In` begins its book.
    fn names_pages(&self, from: usize, to: usize) -> bool {
        let limit = self.place(from, to).map_or(to, |place| place.start);
        (from..limit).any(|nth| {
            matches!(self.tokens.lower(nth).as_str(), "p" | "pp" | "pages") && label_like(self, nth, limit)
        })
    }

    fn is_imprint_sentence(&self, from: usize, to: usize) -> bool {
        let tokens = self.tokens;
        tokens.is_one_of(from, &['(', '['])
            || words::ends_container(&tokens.lower(from))
            || tokens.word(from).starts_with(|c: char| c.is_ascii_digit())
            || self.is_place(from, to)
    }

    fn quoted_container(&self, from: usize, to: usize) -> Option<usize> {
        let tokens = self.tokens;
        let close = match tokens.kind(from)? {
            TokenKind::Sign('"') => '"',
            TokenKind::Sign('“') => '”',
            TokenKind::Sign('‘') => '’',
            TokenKind::Sign('«') => '»',
            _ => return None,
        };
        (from + 2..to).find(|&nth| tokens.is_sign(nth, close) && !tokens.gap(nth))
    }

    fn kind_of_part(&self) -> Kind {
        let container = self.reference.container.as_ref().map_or("", |field| field.value.as_str());
        let is_conference = container.split(|c: char| !c.is_alphanumeric()).any(|word| {
            matches!(
                word.to_lowercase().as_str(),
                "proc"
                    | "procs"
                    | "proceedings"
                    | "conference"
                    | "conf"
                    | "symposium"
                    | "workshop"
                    | "congress"
            )
        });
        if is_conference { Kind::Conference } else { Kind::Chapter }
    }

    /// After the editors in front of a book's title.
    fn behind_editors(&self, from: usize, to: usize) -> usize {
        let tokens = self.tokens;
        if let Some(people) = names::people(tokens, from, to)
            && let Some(behind) = behind_editor_mark(tokens, people.end, to)
        {
            return self.skip(behind, to);
        }
        // Names that are no list of people: a mark of editors within reach is enough.
        let mark = (from + 1..to.min(from + 50)).find(|&nth| {
            let before = nth - 1;
            let is_mark = words::is_editor(&tokens.lower(nth))
                || tokens.lower(nth) == "a" && tokens.lower(nth + 1) == "cura";
            is_mark && tokens.is_one_of(before, &['(', ',', '['])
        });
        let first_is_name = tokens.is_initial(from)
            || tokens.is_one_of(from + 1, &[','])
            || names::people(tokens, from, to).is_some();
        match mark {
            Some(mark) if first_is_name && self.sentences(from, mark).len() <= 1 => {
                behind_editor_mark(tokens, mark - 1, to).map_or(from, |behind| self.skip(behind, to))
            }
            _ => from,
        }
    }

    /// Where places, publishers and institutions begin after the name of a container, which may
    /// have commas of its own.
    fn container_parts_end(&self, from: usize, to: usize) -> usize {
        let tokens = self.tokens;
        let commas = self.commas(from, to);
        let bounds = commas.iter().copied().skip(1).chain([to]);
        for (&comma, end) in commas.iter().zip(bounds) {
            let publisher = (comma + 1..end)
                .any(|nth| tokens.is_capitalised(nth) && words::is_of_publishers(&tokens.lower(nth)));
            let institution = matches!(
                tokens.lower(comma + 1).as_str(),
                "department" | "dept" | "university" | "institute" | "report" | "ieee" | "acm" | "lecture"
            );
            if publisher || institution || self.is_place(comma + 1, end) {
                return comma;
            }
        }
        to
    }

    /// Where `, Lee, K., and Doe, J. (eds.)` begins after the title of a book.
    fn trailing_editors(&self, from: usize, to: usize) -> Option<usize> {
        self.commas(from, to).into_iter().find(|&comma| {
            names::people(self.tokens, comma + 1, to).is_some_and(|people| {
                people.certain
                    && (people.end >= to
                        || behind_editor_mark(self.tokens, people.end, self.tokens.len()).is_some())
            })
        })
    }

    /// After pages, volumes and editors, where the publisher begins.
    fn behind_numbers(&self, from: usize, to: usize) -> usize {
        let tokens = self.tokens;
        let mut at = from;
        while at < to {
            let word = tokens.lower(at);
            let passes = tokens.is_number(at)
                || matches!(tokens.kind(at), Some(TokenKind::Sign(_)))
                || tokens.depth(at) > 0
                || words::is_locator(&word)
                || words::ends_container(&word)
                || locator::is_page(tokens.word(at));
            if !passes {
                break;
            }
            at += 1;
        }
        at
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
        let locator = Locator::at_end(tokens, from, to, self.order);
        // Pages of a whole book say where to look in it; they are no part of the reference.
        self.set_locator(&Locator { issued: locator.issued.clone(), ..Locator::default() });
        let has_place = self.place(from, to).is_some();
        if self.quoted
            && !has_place
            && locator.issued.is_some()
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
        (from + 1..from + 5)
            .find(|&nth| matches!(tokens.lower(nth).as_str(), "ed" | "edn" | "edition" | "éd" | "version"))
    }

    /// Reads the edition that begins at `from`; the place after it.
    fn edition(&mut self, from: usize, to: usize) -> usize {
        let word = self.edition_word(from).unwrap_or(from);
        self.reference.edition = self.field(from, (word + 1).min(to));
        word + 1 + usize::from(self.tokens.is_sign(word + 1, '.'))
    }

    /// Reads the publisher of `from..to`, with or without its place.
    fn publisher(&mut self, from: usize, to: usize) {
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
            {
                return Some((start, stop));
            }
            at = self.skip(end, to).max(at + 1);
        }
        None
    }

    /// Where a publisher ends: before a date, at a semicolon, a closing bracket or a stop.
    fn publisher_end(&self, from: usize, to: usize) -> usize {
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

/// Whether a word labels the number after it, or that needs none.
fn label_like(reader: &Reader<'_, '_>, at: usize, to: usize) -> bool {
    let tokens = reader.tokens;
    (at + 1..to.min(at + 3)).any(|nth| tokens.is_number(nth) || locator::is_page(tokens.word(nth)))
        || tokens.lower(at) == "edited"
}
