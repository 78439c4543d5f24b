//! Positions: bytes, and only bytes.
//!
//! Lines and columns exist only in reports (see [`crate::base::source`]). Inside the
//! library a position is a byte offset into one document, or a [`Place`]: the
//! nth thing that document recorded. Facts hold places, never spans, so
//! that typing above a link changes no fact.

use std::ops::Range;

/// Names one document of the repository; dense, in order of path.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct DocId(pub u32);

/// A range of bytes in one document: `start` is included, `end` is not.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    /// Byte offset of the first byte, from 0.
    pub start: u32,
    /// Byte offset after the last byte.
    pub end: u32,
}

impl Span {
    /// A span of the bytes `start..end`. An end before the start is taken as empty.
    #[must_use]
    pub fn new(start: usize, end: usize) -> Span {
        let start = clamp(start);
        Span { start, end: clamp(end).max(start) }
    }

    /// The empty span at `offset`: a gap, where something is missing.
    #[must_use]
    pub fn at(offset: usize) -> Span {
        Span::new(offset, offset)
    }

    /// The span as a range that slices a text.
    #[must_use]
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Number of bytes.
    #[must_use]
    pub fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// Whether it is a gap.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// The span moved `by` bytes to the right: from a slice's offsets to its document's.
    #[must_use]
    pub fn shifted(self, by: usize) -> Span {
        Span::new(self.start as usize + by, self.end as usize + by)
    }

    /// The smallest span that holds both.
    #[must_use]
    pub fn to(self, other: Span) -> Span {
        Span { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// Whether `other` lies wholly inside.
    #[must_use]
    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// The part of `text` the span covers; empty where it does not fit the text.
    #[must_use]
    pub fn slice(self, text: &str) -> &str {
        text.get(self.range()).unwrap_or("")
    }
}

impl From<Range<usize>> for Span {
    fn from(range: Range<usize>) -> Span {
        Span::new(range.start, range.end)
    }
}

/// The nth thing a document recorded. The document turns it into a [`Span`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Place {
    /// The document that holds it.
    pub doc: DocId,
    /// Its number in that document's table of places, from 0.
    pub nth: u32,
}

/// Files above 64 MiB are refused before they are parsed, so offsets fit 32 bits.
fn clamp(offset: usize) -> u32 {
    u32::try_from(offset).unwrap_or(u32::MAX)
}
