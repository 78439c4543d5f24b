//! The reader of plain text: articles as they were pasted from a page.
//!
//! Nothing in such a text is marked up; everything is told from its shape and its
//! neighbours. The text is cut into chunks, each is given one kind, and what the
//! kinds mean is put on record in the order of the text. Where a line can be read in
//! two ways the reader takes one and says so ([`ProblemKind::Ambiguous`](crate::problem::ProblemKind::Ambiguous)).

mod kind;
mod line;
mod listed;
mod marks;
mod record;
mod repeat;
mod shape;
mod splice;

use crate::body::Body;
use crate::date::SlashOrder;
use crate::see::Reading;

/// Reads a text that begins at byte `start` of its file. All positions are bytes of the whole file.
#[must_use]
pub fn read(text: &str, start: usize, reading: &Reading, order: SlashOrder) -> Body {
    let mut start = start.min(text.len());
    while !text.is_char_boundary(start) {
        start += 1;
    }
    let mut chunks = line::chunks(text, start);
    let mut problems = Vec::new();
    chunks.retain(|chunk| !shape::is_boilerplate(chunk.text()));
    repeat::drop_repeated(&mut chunks, &mut problems);
    let kinds = kind::kinds(&chunks, reading, order, &mut problems);
    record::record(text, &chunks, &kinds, reading, order, problems)
}
