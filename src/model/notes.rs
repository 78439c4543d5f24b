//! What page rules note of a text while it is at hand.

use crate::base::span::{DocId, Place, Span};

/// What one rule noted of a document: texts, each from some bytes of it. A page may have hundreds of them, so they are
/// kept in one piece.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Notes {
    texts: String,
    /// Where each text ends.
    ends: Vec<u32>,
    /// The place of the first; those of the others follow it.
    first: Option<Place>,
}

/// A text that a rule noted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Note<'a> {
    /// The text.
    pub text: &'a str,
    /// Where it is.
    pub place: Place,
}

/// Takes the notes of one rule.
#[derive(Debug, Default)]
pub struct NoteTaker {
    notes: Notes,
    spans: Vec<Span>,
}

impl NoteTaker {
    /// Notes a text that is at these bytes.
    pub fn note(&mut self, at: Span, text: &str) {
        self.notes.texts.push_str(text);
        self.notes.ends.push(u32::try_from(self.notes.texts.len()).unwrap_or(u32::MAX));
        self.spans.push(at);
    }

    /// The notes of a document; the places that they are at come after those it has so far.
    #[must_use]
    pub fn finish(self, doc: DocId, places: &mut Vec<Span>) -> Notes {
        let NoteTaker { mut notes, spans } = self;
        let nth = u32::try_from(places.len()).unwrap_or(u32::MAX);
        notes.first = Some(Place { doc, nth });
        notes.texts.shrink_to_fit();
        notes.ends.shrink_to_fit();
        places.extend(spans);
        notes
    }
}

impl Notes {
    /// No note.
    pub const EMPTY: Notes = Notes { texts: String::new(), ends: Vec::new(), first: None };

    /// Whether nothing was noted.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// The notes, in the order they were taken.
    pub fn iter(&self) -> impl Iterator<Item = Note<'_>> {
        let starts = std::iter::once(&0).chain(&self.ends);
        (0..).zip(starts.zip(&self.ends)).filter_map(|(nth, (start, end))| {
            let first = self.first?;
            let place = Place { nth: first.nth.saturating_add(nth), ..first };
            Some(Note { text: self.texts.get(*start as usize..*end as usize)?, place })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_are_read_as_they_were_taken() {
        let mut taker = NoteTaker::default();
        taker.note(Span::new(4, 8), "neck");
        taker.note(Span::at(9), "");
        taker.note(Span::new(10, 12), "é");
        let mut places = vec![Span::at(0)];
        let notes = taker.finish(DocId(3), &mut places);
        let place = |nth| Place { doc: DocId(3), nth };
        let read: Vec<(&str, Place)> = notes.iter().map(|note| (note.text, note.place)).collect();
        assert_eq!(read, [("neck", place(1)), ("", place(2)), ("é", place(3))]);
        assert_eq!(places, [Span::at(0), Span::new(4, 8), Span::at(9), Span::new(10, 12)]);
        assert!(!notes.is_empty());
        assert!(Notes::default().is_empty() && Notes::default().iter().next().is_none());
    }
}
