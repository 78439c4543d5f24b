//! Parts of a work: chapters of books, papers in proceedings and at meetings.

use super::lead::behind_editor_mark;
use super::locator::{self, Locator};
use super::names;
use super::token::TokenKind;
use super::{Reader, words};
use crate::biblio::reference::Kind;

impl Reader<'_, '_> {
    /// `Presented at: 12th World Congress on Necks; June 3-6, 2018; Oslo.`
    pub(super) fn meeting(&mut self, from: usize, to: usize) {
        let end = (from..to).find(|&nth| self.tokens.is_sign(nth, ';')).unwrap_or(to);
        self.reference.container = self.field(from, end.min(self.tokens.sentence_end(from, to)));
        let issued = Locator::read(self.tokens, end, to, self.order).issued;
        self.set_locator(&Locator { issued, ..Locator::default() });
        self.reference.kind = Some(Kind::Conference);
    }

    /// `Back Pain. 2023 Feb 20. In: StatPearls`: after the date of a chapter, which stands before its book.
    pub(super) fn behind_date_of_part(&mut self, from: usize, to: usize) -> usize {
        let tokens = self.tokens;
        let end = tokens.sentence_end(from, to);
        let is_date = self.begins_date(from) && tokens.lower(end) == "in" && tokens.is_sign(end + 1, ':');
        if !is_date {
            return from;
        }
        self.set_locator(&Locator {
            issued: Locator::read(tokens, from, end, self.order).issued,
            ..Locator::default()
        });
        end
    }

    /// After an `In` that begins a book.
    pub(super) fn inside_book(&self, from: usize, to: usize) -> Option<usize> {
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

    /// A chapter or a paper in proceedings; `from` is after `In`.
    pub(super) fn part_of_book(&mut self, from: usize, to: usize) {
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
            // `Proceedings of the 4th Congress; 2016 Sep 3-5; Lyon`
            let dated = tokens.is_sign(nth, ';') && self.begins_date(nth + 1);
            separates && (labelled || self.starts_with_edition(nth + 1)) || pages || remark || dated
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
        // The days of a congress are not those of its book.
        let numbers_from = match (container_end + 1..to).find(|&nth| tokens.is_sign(nth, ';')) {
            Some(next) if tokens.is_sign(container_end, ';') && self.begins_date(container_end + 1) => next,
            _ => container_end,
        };
        self.set_locator(&Locator::read(tokens, numbers_from, to, self.order));
        if self.reference.issued.is_none() {
            let issued = Locator::read(tokens, container_end, to, self.order).issued;
            self.set_locator(&Locator { issued, ..Locator::default() });
        }
        self.reference.kind = Some(self.kind_of_part());
        let mut rest = self.skip(numbers_from, to);
        if self.starts_with_edition(rest) {
            rest = self.edition(rest, to);
        }
        self.publisher(self.behind_numbers(rest, to), to);
    }

    /// Whether pages are before the place: of a chapter, though no `In` begins its book.
    pub(super) fn names_pages(&self, from: usize, to: usize) -> bool {
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
        let container = self.reference.container.as_ref().map_or("", |field| &*field.value);
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
}

/// Whether a word labels the number after it, or that needs none.
fn label_like(reader: &Reader<'_, '_>, at: usize, to: usize) -> bool {
    let tokens = reader.tokens;
    (at + 1..to.min(at + 3)).any(|nth| tokens.is_number(nth) || locator::is_page(tokens.word(nth)))
        || tokens.lower(at) == "edited"
}
