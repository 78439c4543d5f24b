//! Visible text, and where each byte of it stands in the source.
//!
//! Markup, line breaks inside a paragraph and character references are gone from
//! the text; every range of it maps back to the bytes it was read from.

use std::ops::Range;

use crate::span::Span;

/// The visible text of a block, with a map back to the source.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Prose {
    text: String,
    pieces: Vec<Piece>,
}

/// A run of the text that was read from one run of the source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Piece {
    /// Where the run begins in the text.
    at: u32,
    /// The bytes it was read from. Where their number equals the run's, byte maps to byte;
    /// otherwise (`&amp;`, a line break read as a space) every byte maps to the whole.
    source: Span,
}

impl Prose {
    /// Appends `text`, read from `source`.
    pub fn push(&mut self, text: &str, source: Span) {
        if text.is_empty() {
            return;
        }
        let at = u32::try_from(self.text.len()).unwrap_or(u32::MAX);
        self.text.push_str(text);
        self.pieces.push(Piece { at, source });
    }

    /// The visible text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The bytes of the source that `range` of the text was read from; a gap for an empty range.
    #[must_use]
    pub fn span(&self, range: Range<usize>) -> Span {
        let start = self.source(range.start, Side::Start);
        if range.is_empty() {
            return Span::at(start);
        }
        Span::new(start, self.source(range.end, Side::End))
    }

    /// The bytes of the source that the whole text was read from.
    #[must_use]
    pub fn whole(&self) -> Span {
        self.span(0..self.text.len())
    }

    fn source(&self, offset: usize, side: Side) -> usize {
        // An end belongs to the piece of the byte before it, a start to the piece of its own byte.
        let byte = match side {
            Side::Start => offset,
            Side::End => offset.saturating_sub(1),
        };
        let nth = self
            .pieces
            .partition_point(|piece| piece.at as usize <= byte)
            .saturating_sub(1);
        let Some(piece) = self.pieces.get(nth) else {
            return 0;
        };
        let length = self
            .pieces
            .get(nth + 1)
            .map_or(self.text.len(), |next| next.at as usize)
            - piece.at as usize;
        let into = offset.saturating_sub(piece.at as usize);
        if length == piece.source.len() {
            piece.source.start as usize + into.min(length)
        } else if side == Side::Start && into < length {
            piece.source.start as usize
        } else {
            piece.source.end as usize
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Start,
    End,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verbatim_runs_map_byte_to_byte() {
        let mut prose = Prose::default();
        prose.push("See ", Span::new(10, 14));
        prose.push("Neck Pain", Span::new(15, 24));
        assert_eq!(prose.text(), "See Neck Pain");
        assert_eq!(prose.span(0..3), Span::new(10, 13));
        assert_eq!(prose.span(4..13), Span::new(15, 24));
        assert_eq!(prose.span(0..4), Span::new(10, 14));
        assert_eq!(prose.whole(), Span::new(10, 24));
        assert_eq!(prose.span(13..13), Span::at(24));
    }

    #[test]
    fn a_character_reference_maps_to_all_of_its_source() {
        let mut prose = Prose::default();
        prose.push("A ", Span::new(0, 2));
        prose.push("&", Span::new(2, 7));
        prose.push(" B", Span::new(7, 9));
        assert_eq!(prose.span(2..3), Span::new(2, 7));
        assert_eq!(prose.span(0..3), Span::new(0, 7));
        assert_eq!(prose.span(3..5), Span::new(7, 9));
    }

    #[test]
    fn an_empty_prose_has_an_empty_span() {
        assert_eq!(Prose::default().whole(), Span::at(0));
    }
}
