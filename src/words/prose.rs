//! Visible text, and where each byte of it is in the source.
//!
//! Markup and character references are gone from the text; every range of it maps
//! back to the bytes it was read from. A line break inside a paragraph stays a
//! `\n`, however it is written (CRLF, two spaces, the `>` of a quotation): See lines
//! are a matter of lines, and everything else reads a `\n` as a space.

use std::ops::Range;

use crate::base::span::Span;
use crate::base::steps::step;

/// The visible text of a block, with a map back to the source.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Prose {
    text: String,
    /// The source of the first run. Most blocks are one line without markup, which needs no more.
    first: Span,
    /// The runs after it.
    rest: Vec<Piece>,
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
    /// An empty prose with room for so many bytes of text.
    #[must_use]
    pub fn with_capacity(bytes: usize) -> Prose {
        Prose { text: String::with_capacity(bytes), ..Prose::default() }
    }

    /// Appends `text`, read from `source`. Runs that follow each other byte for byte become one
    /// piece, so that ordinary prose costs one piece a line and not one a word.
    pub fn push(&mut self, text: &str, source: Span) {
        if text.is_empty() {
            return;
        }
        let length = self.text.len();
        let (at, last) = match self.rest.last_mut() {
            Some(piece) => (piece.at as usize, &mut piece.source),
            None => (0, &mut self.first),
        };
        if length == 0 {
            self.first = source;
        } else if text.len() == source.len() && last.end == source.start && length - at == last.len() {
            last.end = source.end;
        } else {
            let at = u32::try_from(length).unwrap_or(u32::MAX);
            self.rest.push(Piece { at, source });
        }
        self.text.push_str(text);
    }

    /// Appends the part `range` of another prose, with its map.
    pub fn push_part(&mut self, other: &Prose, range: Range<usize>) {
        let range = range.start..range.end.min(other.text.len());
        let mut nth = other.run_at(range.start);
        loop {
            step();
            let (run, source) = other.run(nth);
            let part = run.start.max(range.start)..run.end.min(range.end);
            if part.start >= range.end {
                break;
            }
            let source = if run.len() == source.len() {
                let from = source.start as usize + part.start - run.start;
                Span::new(from, from + part.len())
            } else {
                source
            };
            self.push(other.text.get(part).unwrap_or(""), source);
            nth += 1;
        }
    }

    /// Forgets everything and keeps the memory.
    pub fn clear(&mut self) {
        self.text.clear();
        self.first = Span::default();
        self.rest.clear();
    }

    /// The part `range`, with its map.
    #[must_use]
    pub fn part(&self, range: Range<usize>) -> Prose {
        let mut part = Prose::default();
        part.push_part(self, range);
        part
    }

    /// Calls `keep` with the text that was not read from any of the spans `cut`, run by run.
    pub fn outside(&self, cut: &[Span], mut keep: impl FnMut(&str)) {
        let mut nth = 0;
        loop {
            step();
            let (run, source) = self.run(nth);
            if run.is_empty() {
                return;
            }
            let text = self.text.get(run.clone()).unwrap_or("");
            let verbatim = run.len() == source.len();
            let mut from = source.start;
            let end = source.end;
            let overlaps = |span: &&Span| span.start < end && span.end > source.start;
            let mut cuts: Vec<&Span> = cut.iter().filter(overlaps).collect();
            cuts.sort_unstable();
            for span in cuts.iter().filter(|_| verbatim) {
                if span.start > from {
                    keep(Span { start: from - source.start, end: span.start - source.start }.slice(text));
                }
                from = from.max(span.end);
            }
            if verbatim && from < end {
                keep(Span { start: from - source.start, end: end - source.start }.slice(text));
            } else if !verbatim && cuts.is_empty() {
                keep(text);
            }
            nth += 1;
        }
    }

    /// The visible text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Number of bytes of the text.
    #[must_use]
    pub fn len(&self) -> usize {
        self.text.len()
    }

    /// Whether nothing is visible, not even a space.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
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

    /// Where the text goes on from a byte of the source: the first place that was read from there or after it.
    #[must_use]
    pub fn place_of(&self, byte: u32) -> usize {
        let mut nth = self.rest.partition_point(|piece| piece.source.start <= byte);
        let (mut run, mut source) = self.run(nth);
        if byte >= source.end {
            nth += 1;
            let before = run.end;
            (run, source) = self.run(nth);
            if run.is_empty() {
                return before;
            }
        }
        let into = byte.saturating_sub(source.start) as usize;
        if into == 0 || run.len() == source.len() { run.start + into.min(run.len()) } else { run.end }
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
        let (run, source) = self.run(self.run_at(byte));
        let into = offset.saturating_sub(run.start);
        if run.len() == source.len() {
            source.start as usize + into.min(run.len())
        } else if side == Side::Start && into < run.len() {
            source.start as usize
        } else {
            source.end as usize
        }
    }

    /// The number of the run that holds a byte of the text.
    fn run_at(&self, byte: usize) -> usize {
        self.rest.partition_point(|piece| piece.at as usize <= byte)
    }

    /// The nth run: its range in the text, and its source. After the last an empty one.
    fn run(&self, nth: usize) -> (Range<usize>, Span) {
        let (start, source) = match nth.checked_sub(1) {
            None => (0, self.first),
            Some(before) => match self.rest.get(before) {
                Some(piece) => (piece.at as usize, piece.source),
                None => (self.text.len(), Span::default()),
            },
        };
        let end = self.rest.get(nth).map_or(self.text.len(), |next| next.at as usize);
        (start..end, source)
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
    fn runs_that_follow_each_other_become_one_piece() {
        let mut prose = Prose::default();
        prose.push("a", Span::new(3, 4));
        prose.push("b", Span::new(4, 5));
        prose.push("&", Span::new(5, 10));
        prose.push("c", Span::new(10, 11));
        prose.push("d", Span::new(13, 14));
        assert_eq!(prose.rest.len(), 3);
        assert_eq!(prose.span(0..2), Span::new(3, 5));
        assert_eq!(prose.span(2..3), Span::new(5, 10));
        assert_eq!(prose.span(1..5), Span::new(4, 14));
    }

    #[test]
    fn a_byte_of_the_source_has_its_place_in_the_text() {
        let mut prose = Prose::default();
        prose.push("See ", Span::new(10, 14));
        prose.push("&", Span::new(20, 25));
        prose.push(" now", Span::new(30, 34));
        let places: Vec<usize> =
            [0, 10, 12, 14, 17, 20, 22, 25, 28, 30, 31, 34, 99].map(|byte| prose.place_of(byte)).to_vec();
        assert_eq!(places, [0, 0, 2, 4, 4, 4, 5, 5, 5, 5, 6, 9, 9]);
        assert_eq!(Prose::default().place_of(3), 0);
    }

    #[test]
    fn a_part_keeps_its_map() {
        let mut prose = Prose::default();
        prose.push("See ", Span::new(10, 14));
        prose.push("Neck & Pain", Span::new(20, 35));
        prose.push(" now", Span::new(40, 44));
        let part = prose.part(2..17);
        assert_eq!(part.text(), "e Neck & Pain n");
        assert_eq!(part.span(0..2), Span::new(12, 14));
        assert_eq!(part.span(2..13), Span::new(20, 35));
        assert_eq!(part.span(13..15), Span::new(40, 42));
        assert_eq!(prose.part(4..4).text(), "");
        assert_eq!(prose.part(19..99).text(), "");
    }

    #[test]
    fn what_was_read_from_some_spans_can_be_left_out() {
        let mut prose = Prose::default();
        prose.push("A ", Span::new(0, 2));
        prose.push("&", Span::new(2, 7));
        prose.push(" B [1] C", Span::new(7, 15));
        let outside = |cut: &[Span]| {
            let mut text = String::new();
            prose.outside(cut, |part| text.push_str(part));
            text
        };
        assert_eq!(outside(&[]), "A & B [1] C");
        assert_eq!(outside(&[Span::new(10, 13)]), "A & B  C");
        assert_eq!(outside(&[Span::new(10, 13), Span::new(4, 8)]), "A B  C");
        assert_eq!(outside(&[Span::new(11, 13), Span::new(9, 12), Span::new(0, 2)]), "& B C");
        assert_eq!(outside(&[Span::new(0, 99)]), "");
    }

    #[test]
    fn an_empty_prose_has_an_empty_span() {
        assert_eq!(Prose::default().whole(), Span::at(0));
    }
}
