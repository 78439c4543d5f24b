//! Lines and columns as editors count them, and bytes.

use std::cell::Cell;

use lsp_types::{Position, PositionEncodingKind, Range};

use crate::base::source::{BYTE_ORDER_MARK, Source};
use crate::base::span::Span;

/// What columns are counted in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Encoding {
    /// Bytes.
    Utf8,
    /// Units of UTF-16, which every client knows.
    #[default]
    Utf16,
    /// Characters: Unicode scalar values.
    Utf32,
}

impl Encoding {
    /// The best of those that a client offers. Bytes are what medproof itself counts in.
    pub(super) fn best_of(offered: &[PositionEncodingKind]) -> Encoding {
        let known = [Encoding::Utf8, Encoding::Utf32];
        known.into_iter().find(|known| offered.contains(&known.kind())).unwrap_or_default()
    }

    /// The protocol's name for it.
    pub(super) fn kind(self) -> PositionEncodingKind {
        match self {
            Encoding::Utf8 => PositionEncodingKind::UTF8,
            Encoding::Utf16 => PositionEncodingKind::UTF16,
            Encoding::Utf32 => PositionEncodingKind::UTF32,
        }
    }

    fn of_char(self, c: char) -> usize {
        match self {
            Encoding::Utf8 => c.len_utf8(),
            Encoding::Utf16 => c.len_utf16(),
            Encoding::Utf32 => 1,
        }
    }

    /// The length of a text.
    fn length(self, text: &str) -> u32 {
        let units = match self {
            _ if text.is_ascii() => text.len(),
            Encoding::Utf8 => text.len(),
            _ => text.chars().map(|c| self.of_char(c)).sum(),
        };
        u32::try_from(units).unwrap_or(u32::MAX)
    }

    /// How many bytes of a line are before a column. A column inside a character is before it, one after the line at
    /// its end.
    fn bytes_before(self, line: &str, column: u32) -> usize {
        let mut left = column as usize;
        for (at, c) in line.char_indices() {
            let units = self.of_char(c);
            if left < units {
                return at;
            }
            left -= units;
        }
        line.len()
    }
}

/// Turns bytes of one text into lines and columns, and back.
pub(super) struct Positions<'a> {
    source: &'a Source,
    encoding: Encoding,
    /// A place whose column is known: number of the line, byte, column. Many places of one long line are asked for in
    /// their order, and each is counted from the one before it.
    known: Cell<(usize, usize, u32)>,
}

impl<'a> Positions<'a> {
    pub(super) fn new(source: &'a Source, encoding: Encoding) -> Positions<'a> {
        Positions { source, encoding, known: Cell::new((usize::MAX, 0, 0)) }
    }

    /// Line and column of a byte; one inside a character counts as its start, one after the text as its end.
    pub(super) fn position(&self, offset: u32) -> Position {
        let text = &self.source.text;
        let line = self.source.line_of(offset);
        let (start, end) = self.bounds(line);
        let mut at = (offset as usize).clamp(start, end);
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        let (known, from, column) = self.known.get();
        let (from, column) = if known == line && from <= at { (from, column) } else { (start, 0) };
        let column = column + self.encoding.length(text.get(from..at).unwrap_or(""));
        self.known.set((line, at, column));
        Position { line: u32::try_from(line).unwrap_or(u32::MAX), character: column }
    }

    /// The range of a span.
    pub(super) fn range(&self, span: Span) -> Range {
        Range { start: self.position(span.start), end: self.position(span.end) }
    }

    /// The byte at a line and column. What lies outside of the text is moved to its nearest place.
    pub(super) fn offset(&self, position: Position) -> usize {
        let line = position.line as usize;
        if line >= self.source.line_count() {
            return self.source.text.len();
        }
        let (start, end) = self.bounds(line);
        let text = self.source.text.get(start..end).unwrap_or("");
        start + self.encoding.bytes_before(text, position.character)
    }

    /// The span of a range; one that ends before it begins is turned round.
    pub(super) fn span(&self, range: Range) -> Span {
        let (start, end) = (self.offset(range.start), self.offset(range.end));
        Span::new(start.min(end), start.max(end))
    }

    /// The bytes of a line that have columns: without its end, and without a byte order mark, which editors hide.
    fn bounds(&self, line: usize) -> (usize, usize) {
        let span = self.source.line(line).range();
        let mark = if line == 0 && self.source.text.starts_with(BYTE_ORDER_MARK) {
            BYTE_ORDER_MARK.len_utf8()
        } else {
            0
        };
        (span.start + mark, span.end.max(span.start + mark))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: [Encoding; 3] = [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32];

    fn at(line: u32, character: u32) -> Position {
        Position { line, character }
    }

    #[test]
    fn columns_count_as_agreed() {
        let source = Source::new("a.md", "aé👩b\r\nc\rd\n");
        let column = |encoding, offset| Positions::new(&source, encoding).position(offset);
        assert_eq!(ALL.map(|encoding| column(encoding, 7)), [at(0, 7), at(0, 4), at(0, 3)]);
        assert_eq!(
            ALL.map(|encoding| column(encoding, 4)),
            [at(0, 3), at(0, 2), at(0, 2)],
            "inside a character"
        );
        assert_eq!(ALL.map(|encoding| column(encoding, 10)), [at(1, 0); 3]);
        assert_eq!(ALL.map(|encoding| column(encoding, 99)), [at(3, 0); 3]);
    }

    #[test]
    fn every_place_comes_back() {
        let text = format!("\u{feff}{}\r\n\n{}", "aé👩\u{301}".repeat(40), "x\u{10ffff}".repeat(9));
        let source = Source::new("a.md", text.as_str());
        for encoding in ALL {
            let positions = Positions::new(&source, encoding);
            for (offset, c) in text.char_indices().filter(|(_, c)| *c != BYTE_ORDER_MARK) {
                let fresh = Positions::new(&source, encoding).position(u32::try_from(offset).unwrap());
                assert_eq!(positions.position(u32::try_from(offset).unwrap()), fresh);
                if c != '\n' {
                    assert_eq!(positions.offset(fresh), offset, "{encoding:?} {fresh:?}");
                }
            }
        }
    }

    #[test]
    fn what_lies_outside_is_moved_in() {
        let source = Source::new("a.md", "ab\nc👩");
        let positions = Positions::new(&source, Encoding::Utf16);
        assert_eq!(positions.offset(at(0, 9)), 2);
        assert_eq!(positions.offset(at(1, 2)), 4, "inside a pair of surrogates");
        assert_eq!(positions.offset(at(7, 0)), 8);
        assert_eq!(positions.offset(at(u32::MAX, u32::MAX)), 8);
        let backwards = Range { start: at(1, 1), end: at(0, 1) };
        assert_eq!(positions.span(backwards), Span::new(1, 4));
    }

    #[test]
    fn bytes_are_taken_where_they_are_offered() {
        let offer = |kinds: &[PositionEncodingKind]| Encoding::best_of(kinds);
        assert_eq!(offer(&[]), Encoding::Utf16);
        assert_eq!(offer(&[PositionEncodingKind::UTF16]), Encoding::Utf16);
        assert_eq!(offer(&[PositionEncodingKind::UTF16, PositionEncodingKind::UTF8]), Encoding::Utf8);
        assert_eq!(offer(&[PositionEncodingKind::UTF32, PositionEncodingKind::UTF16]), Encoding::Utf32);
    }
}
