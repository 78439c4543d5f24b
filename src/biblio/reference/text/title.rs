//! Where the title ends.

use super::Reader;
use super::locator::Locator;
use super::token::TokenKind;
use super::words;
use std::ops::Range;

use crate::base::date::PartialDate;
use crate::base::phrase::one_line;
use crate::biblio::reference::Field;

impl Reader<'_, '_> {
    /// Reads the title that begins at `from`; the place after it.
    pub(super) fn title(&mut self, from: usize, to: usize) -> usize {
        if self.reference.title.is_some() || from >= to {
            return from;
        }
        if let Some((inner, close, behind)) = self.quotation(from, to) {
            self.quoted = true;
            if let Some(end) = self.behind_quoted_title(from, behind, to) {
                self.reference.title = self.with_quotation(from, end);
                return end;
            }
            self.reference.title = self.field(inner, close);
            return behind;
        }
        if !self.reference.authors.is_empty() && self.is_bare_periodical(from, to) {
            return from;
        }
        if let Some(year) = self.year_of_title(from, to) {
            self.reference.issued.get_or_insert(year);
            self.reference.title = self.field(from, to);
            return to;
        }
        let end = self.title_end(from, to);
        let without_remark = self.without_remark(from, end);
        self.reference.title = self.with_quotation(from, without_remark);
        without_remark
    }

    /// A title with the quote at its start, where quoted words begin it: `“Text neck”: fact or myth?`
    fn with_quotation(&self, from: usize, to: usize) -> Option<Field<Box<str>, Range<usize>>> {
        let field = self.field(from, to)?;
        let opens = super::lead::opens_quote(self.tokens.kind(from));
        if !opens || !field.value.contains(['"', '”', '»', '’']) {
            return Some(field);
        }
        let range = self.tokens.get(from)?.start..field.at.end;
        let text = self.tokens.text.get(range.clone())?;
        Some(Field::new(one_line(text).into(), range))
    }

    /// `GINA. Global strategy for asthma management, 2023.`: a year after the only comma, which tells one edition of a page
    /// from the next.
    fn year_of_title(&self, from: usize, to: usize) -> Option<Field<PartialDate, Range<usize>>> {
        let locator = Locator::at_end(self.tokens, from, to, self.order);
        let is_year =
            self.commas(from, to).as_slice() == [locator.start.checked_sub(1)?] && !locator.is_in_container();
        let (date, range) = locator.issued.filter(|_| is_year && self.grouped && self.is_online)?;
        let is_one = self.tokens.sentence_end(from, to) >= to;
        (is_one && matches!(date, PartialDate::Year(_))).then(|| Field::new(date, range))
    }

    /// `"Mini-mental state". A practical method. J Psychiatr Res. 1975;12:189.`: the end of a title that only begins with
    /// quoted words.
    fn behind_quoted_title(&self, from: usize, behind: usize, to: usize) -> Option<usize> {
        let end = behind + 1;
        let locator = Locator::of_article(self.tokens, end, to, self.order);
        let is_title = self.tokens.is_sign(behind, '.') && locator.is_in_container() && locator.start > end;
        let last = is_title.then(|| self.extended(from, end, locator.start, false))?;
        (last > end).then_some(last)
    }

    fn title_end(&self, from: usize, to: usize) -> usize {
        let tokens = self.tokens;
        // `Chapter 29. Mobility.`, `10. The neck.`
        // `Title // Journal` is the style of Russian standards.
        if let Some(slashes) = (from + 1..to).find(|&nth| {
            tokens.is_sign(nth, '/') && tokens.is_sign(nth + 1, '/') && tokens.gap(nth) && tokens.gap(nth + 2)
        }) {
            return slashes;
        }
        if let Some(medium) = self.before_medium(from, to) {
            return medium;
        }
        let counted = words::is_counted(&tokens.lower(from)) && tokens.is_number(from + 1);
        let search = if counted { from + 3 } else { from };
        let end = tokens.sentence_end(search, to);
        if let Some(start) = self.begin_of_book(from, end) {
            return start;
        }
        let numbers = (from + 2..end).find(|&nth| self.begins_numbers(nth));
        if let Some(start) = numbers.filter(|_| end < to) {
            return start;
        }
        if let Some(place) = self.place(from, to)
            && place.start > from
        {
            // `Title. A subtitle. Place: Publisher`, `Title, Place: Publisher`, `Title (Place: Publisher, 1994)`
            return if place.start <= end {
                place.start
            } else {
                self.extended(from, end, place.start, true)
            };
        }
        if end >= to {
            return self.end_by_commas(from, to);
        }
        let mut end = end;
        let mut locator = Locator::of_article(tokens, end, to, self.order);
        // `Is it a stroke? What to do. Publisher.`: the question is not the whole title.
        if !tokens.is_sign(self.last_stop(end), '.') {
            let next = tokens.sentence_end(end, to);
            let rest = Locator::of_article(tokens, next, to, self.order);
            // `Does a collar help? J Pediatr Surg. 1992;27:728.`: numbers right after the sentence are those of a journal.
            let is_journal = locator.is_in_container() && (end + 1..=next).contains(&locator.start);
            if next < to
                && !is_journal
                && tokens.range(next, rest.start).is_some()
                && self.begin_of_book(end, next).is_none()
            {
                (end, locator) = (next, rest);
            }
        }
        if locator.is_in_container() && locator.start > end {
            return self.extended(from, end, locator.start, false);
        }
        if self.is_online {
            return self.extended_page_title(end, to);
        }
        end
    }

    /// `Symptoms of stroke. Know the signs. American Heart Association.`: of three sentences the
    /// second belongs to the title where it is written like one, and the third to a publisher.
    fn extended_page_title(&self, end: usize, to: usize) -> usize {
        let sentences = self.sentences(end, to);
        match sentences.as_slice() {
            &[(second, second_end), (third, third_end), ..]
                if self.is_sentence_case(second, second_end)
                    && !self.is_organisation(second, second_end)
                    && self.is_organisation(third, third_end) =>
            {
                second_end
            }
            _ => end,
        }
    }

    /// A title may have several sentences: all that are written like a title before `limit`,
    /// where the container (or the place) has been found at the right.
    fn extended(&self, from: usize, end: usize, limit: usize, whole: bool) -> usize {
        let tokens = self.tokens;
        let sentences = self.sentences(end, limit);
        // `Encyclopedia. (pp. 150-155). Place: Publisher`: pages belong to a container.
        if whole
            && (end..limit)
                .any(|nth| words::is_locator(&tokens.lower(nth)) && self.tokens.is_sign(nth + 1, '.'))
        {
            return end;
        }
        let mut last = end;
        for (nth, &(start, next)) in sentences.iter().enumerate() {
            let is_container = nth + 1 == sentences.len() && !whole;
            let words = (start..next).filter(|&nth| tokens.is_word(nth) || tokens.is_number(nth)).count();
            let is_counted = |nth: usize| tokens.is_number(nth) || super::locator::is_roman(tokens.word(nth));
            // `II.`, `Part 2.`, `Teil 1.`
            let part = words == 1 && super::locator::is_roman(tokens.word(start))
                || words == 2 && words::is_of_parts(&tokens.lower(start)) && is_counted(start + 1);
            let belongs = self.is_sentence_case(start, next) || part;
            if is_container || !belongs || self.is_imprint(start, next) || next - from > 150 {
                break;
            }
            last = next;
        }
        last
    }

    /// Whether a longer word after the first is written small, and no sign of a publisher,
    /// an edition or a person is there.
    pub(super) fn is_sentence_case(&self, from: usize, to: usize) -> bool {
        let tokens = self.tokens;
        (from + 1..to).any(|nth| {
            tokens.is_word(nth) && !tokens.is_capitalised(nth) && tokens.word(nth).chars().count() > 4
        })
    }

    fn is_imprint(&self, from: usize, to: usize) -> bool {
        let tokens = self.tokens;
        let first = tokens.lower(from);
        words::is_of_imprint(&first)
            || first == "in"
            || tokens.is_one_of(from, &['(', '['])
            || tokens.word(from).starts_with(|c: char| c.is_ascii_digit())
            || (from..to).any(|nth| tokens.is_capitalised(nth) && words::is_of_publishers(&tokens.lower(nth)))
    }

    /// The place of an `in` that begins a book or proceedings: `…, in J. Lee (ed.), Book`.
    fn begin_of_book(&self, from: usize, to: usize) -> Option<usize> {
        let tokens = self.tokens;
        (from + 2..to).find(|&nth| {
            let word = tokens.word(nth);
            if word != "in" && word != "In" || !tokens.is_one_of(nth - 1, &[',', '.', ';']) {
                return false;
            }
            let next = nth + 1;
            tokens.is_sign(next, ':')
                || words::begins_proceedings(&tokens.lower(next))
                || (tokens.is_capitalised(next) || super::lead::opens_quote(tokens.kind(next)))
                    && (next..to.min(next + 40)).any(|nth| {
                        let word = tokens.lower(nth);
                        words::is_editor(&word)
                            || words::begins_proceedings(&word)
                            || words::is_of_meetings(&word)
                            || word == "pub"
                    })
        })
    }

    /// Whether it is what can only follow a title: `, pp. 3-9`, `, 2nd ed.`, `, vol. 5`
    fn begins_numbers(&self, at: usize) -> bool {
        let tokens = self.tokens;
        let label = matches!(tokens.lower(at).as_str(), "p" | "pp" | "page" | "pages" | "vol" | "volume");
        let numbered = (at + 1..at + 3).any(|nth| tokens.is_number(nth));
        let begins = label && numbered || self.starts_with_edition(at);
        tokens.is_sign(at - 1, ',') && tokens.depth(at) == 0 && begins
    }

    /// The place of the stop that ends the sentence before `end`.
    fn last_stop(&self, end: usize) -> usize {
        let mut at = end.saturating_sub(1);
        while at > 0 && self.tokens.is_one_of(at, &['"', '”', '’', '»', '*', '_', '\'']) {
            at -= 1;
        }
        at
    }

    /// Where the title ends in styles that put commas between the parts.
    fn end_by_commas(&self, from: usize, to: usize) -> usize {
        let tokens = self.tokens;
        let locator = Locator::of_article(tokens, from, to, self.order);
        let end = if locator.start > from { locator.start } else { to };
        let starts: Vec<usize> =
            self.commas(from, end).iter().map(|comma| comma + 1).filter(|&start| start < end).collect();
        let bounds: Vec<(usize, usize)> =
            starts.iter().copied().zip(starts.iter().copied().skip(1).chain([end])).collect();
        if bounds.is_empty() {
            return end;
        }
        for &(start, next) in &bounds {
            let word = tokens.lower(start);
            let begins = words::begins_periodical(&word)
                || words::is_of_imprint(&word)
                || words::is_of_meetings(&word)
                || self.is_place(start, next)
                || (start..next)
                    .any(|nth| tokens.is_capitalised(nth) && words::is_of_publishers(&tokens.lower(nth)));
            if begins && (tokens.is_capitalised(start) || words::is_of_imprint(&word))
                || self.begins_numbers(start)
            {
                return start;
            }
        }
        let capital = |&(start, _): &(usize, usize)| tokens.is_capitalised(start);
        if locator.is_in_container() {
            return bounds.iter().rev().find(|part| capital(part)).map_or(end, |&(start, _)| start);
        }
        if locator.issued.is_some() || !self.reference.authors.is_empty() {
            return bounds.iter().find(|part| capital(part)).map_or(end, |&(start, _)| start);
        }
        end
    }

    /// A title in quotes: its first token, the closing quote, and the place after that.
    fn quotation(&self, from: usize, to: usize) -> Option<(usize, usize, usize)> {
        let tokens = self.tokens;
        let latex = tokens.is_sign(from, '`') && tokens.is_sign(from + 1, '`');
        let closing: &[char] = match tokens.kind(from)? {
            TokenKind::Sign('"') => &['"', '”'],
            TokenKind::Sign('“' | '”' | '„') => &['”', '"', '“'],
            TokenKind::Sign('«') => &['»'],
            TokenKind::Sign('‘' | '\'' | '`') => &['’', '\''],
            _ => return None,
        };
        let inner = from + 1 + usize::from(latex);
        let close = (inner + 1..to).find(|&nth| {
            let behind = nth + 1;
            let free =
                behind >= to || tokens.gap(behind) || !tokens.is_word(behind) && !tokens.is_number(behind);
            let doubled = !latex || tokens.is_sign(behind, '\'') || tokens.is_sign(nth - 1, '\'');
            tokens.is_sign(nth, '»')
                || tokens.is_one_of(nth, closing) && free && doubled && (latex || !tokens.gap(nth))
        })?;
        let behind = close + 1 + usize::from(latex);
        // A quoted word at the start of a longer title is not the title.
        let next = tokens.word(behind);
        let ends = behind >= to
            || tokens.is_one_of(behind, &['.', ',', ';', '(', '['])
            || tokens.is_one_of(close - 1, &['.', ',', '?', '!'])
            || tokens.is_capitalised(behind)
            || tokens.is_number(behind)
            || next == "in";
        (ends && close > inner + 1).then_some((inner, close, behind))
    }

    /// The end of the title without a remark in brackets: `(3rd ed.)`, `(Vol. 2)`, `[Review]`.
    fn without_remark(&self, from: usize, end: usize) -> usize {
        let tokens = self.tokens;
        let mut last = end.saturating_sub(1);
        while last > from && tokens.is_one_of(last, &['.', ',', ';']) {
            last -= 1;
        }
        if !tokens.is_one_of(last, &[')', ']']) {
            return end;
        }
        let Some(open) =
            (from + 1..last).rev().find(|&nth| tokens.depth(nth) == 0 && tokens.is_one_of(nth, &['(', '[']))
        else {
            return end;
        };
        let is_remark = tokens.is_sign(open, '[')
            || self.begins_date(open + 1) && last <= open + 6
            || super::lead::behind_undated(tokens, open + 1, last + 1).is_some()
            || self.place(open + 1, last).is_some()
            || (open + 1..last).any(|nth| {
                let word = tokens.lower(nth);
                words::is_of_remarks(&word) || words::is_of_publishers(&word) && tokens.is_capitalised(nth)
            });
        if is_remark { self.without_remark(from, open) } else { end }
    }

    /// `J. Phys. Chem. C 2008, 112, 7853.`: a container with numbers and no title before it.
    fn is_bare_periodical(&self, from: usize, to: usize) -> bool {
        let tokens = self.tokens;
        let locator = Locator::of_article(tokens, from, to, self.order);
        let has_sentences = self.sentences(from, locator.start).len() > 1;
        if locator.volume.is_none() || locator.start <= from || has_sentences {
            return false;
        }
        let words: Vec<usize> = (from..locator.start).filter(|&nth| tokens.is_word(nth)).collect();
        let dotted = words.iter().filter(|&&nth| tokens.is_sign(nth + 1, '.')).count();
        let capitals = words.iter().all(|&nth| tokens.is_capitalised(nth));
        let acronym = words.len() <= 2
            && words.iter().all(|&nth| {
                tokens.word(nth).chars().filter(|c| c.is_uppercase()).count() * 2
                    >= tokens.word(nth).chars().count()
            });
        words.len() <= 6 && capitals && (dotted * 2 >= words.len() && dotted > 0 || acronym)
    }
}
