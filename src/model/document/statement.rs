//! What is said at once: a sentence, or the row of a table below the names of its columns.

use std::borrow::Cow;
use std::ops::Range;

use super::Document;
use crate::base::span::Span;
use crate::page::body::{Block, BlockKind, BlockRole, Row};
use crate::page::roles;
use crate::words::lexicon::Topic;
use crate::words::sentence::Quotations;

/// A sentence, or the row of a table.
#[derive(Debug)]
pub struct Statement<'a> {
    /// The words; of a row those of its header, then those of its cells.
    pub text: Cow<'a, str>,
    /// What of the text is in the document.
    parts: Vec<Part<'a>>,
    /// The number of its block among those of the body, of a row that of its first cell.
    pub nth: usize,
    /// The number of the sentence in its block; `None` of a row.
    pub sentence: Option<usize>,
}

/// A part of a statement, with where it is from.
#[derive(Debug)]
struct Part<'a> {
    /// Where it is in the statement.
    at: Range<usize>,
    block: &'a Block,
    /// Where it begins in the text of the block.
    from: usize,
}

/// How many bytes of a header are read with each row: more than any that names amounts and units has.
const LONGEST_HEADER: usize = 512;

impl Document {
    /// The statements in which a topic has hits: sentences of paragraphs, items and headings in the order of the text, then
    /// rows. Quotations, references and descriptions of people make no statement of the page's own.
    #[must_use]
    pub fn statements(&self, topic: &Topic) -> Vec<Statement<'_>> {
        self.statements_with(topic, |_| true)
    }

    /// As [`Document::statements`], in blocks that have what a rule needs besides: no others are cut into sentences.
    pub fn statements_with(&self, topic: &Topic, needed: impl Fn(&str) -> bool) -> Vec<Statement<'_>> {
        let mut statements = Vec::new();
        for passage in self.passages(topic).filter(|passage| needed(passage.text())) {
            let block = passage.block;
            let own = !matches!(block.kind, BlockKind::Quotation | BlockKind::Cell | BlockKind::Reference);
            if !own || block.role != BlockRole::Text || self.body.is_bio(block) {
                continue;
            }
            for (number, range) in passage.sentences_with_hits() {
                let Some(text) = passage.text().get(range.clone()) else { continue };
                let part = Part { at: 0..text.len(), block, from: range.start };
                let nth = passage.nth;
                statements.push(Statement {
                    text: Cow::Borrowed(text),
                    parts: vec![part],
                    nth,
                    sentence: Some(number),
                });
            }
        }
        let rows = self.body.rows.iter();
        let rows = rows.filter(|row| !self.scan.hits_in(topic, row.cells.clone()).is_empty());
        statements.extend(rows.map(|row| self.row(row)));
        statements
    }

    /// The cells of a row, below those of its header.
    fn row(&self, row: &Row) -> Statement<'_> {
        let blocks = |range: &Range<usize>| self.body.blocks.get(range.clone()).unwrap_or_default();
        let mut text = String::new();
        for name in blocks(&row.header) {
            // Each row reads its header again, so one as long as a page would be read as often as there are rows.
            if text.len() + name.prose.text().len() > LONGEST_HEADER {
                break;
            }
            text.push_str(name.prose.text());
            text.push_str(" | ");
        }
        let mut parts = Vec::new();
        for block in blocks(&row.cells) {
            let start = text.len();
            text.push_str(block.prose.text());
            parts.push(Part { at: start..text.len(), block, from: 0 });
            text.push_str(" | ");
        }
        Statement { text: Cow::Owned(text), parts, nth: row.cells.start, sentence: None }
    }
}

impl Statement<'_> {
    /// Where a part of the statement is in the document; `None` of words of a header, and of what goes over several cells.
    #[must_use]
    pub fn span(&self, range: Range<usize>) -> Option<Span> {
        let (block, range) = self.place(range)?;
        Some(block.prose.span(range))
    }

    /// Where the statement begins in the text of its block.
    #[must_use]
    pub fn start(&self) -> usize {
        self.parts.first().map_or(0, |part| part.from)
    }

    /// Whether a part of the statement is the page's own: neither between quotation marks, nor the title of another page.
    #[must_use]
    pub fn is_own(&self, document: &Document, range: Range<usize>) -> bool {
        let Some((block, range)) = self.place(range) else {
            return false;
        };
        let quotations = match self.sentence {
            Some(_) => document.scan.quotations(self.nth, block.prose.text()),
            None => None,
        };
        let quoted = match quotations {
            Some(quotations) => quotations.hold(range.start),
            None => Quotations::of(block.prose.text()).hold(range.start),
        };
        let place = block.prose.span(range.clone());
        !quoted
            && !document.is_in_quoting_element(place)
            && roles::within(&document.body.cuts, block.prose.span(range)).is_empty()
    }

    fn place(&self, range: Range<usize>) -> Option<(&Block, Range<usize>)> {
        let nth = self.parts.partition_point(|part| part.at.start <= range.start).checked_sub(1)?;
        let part = self.parts.get(nth).filter(|part| range.end <= part.at.end)?;
        let shifted = |at: usize| at - part.at.start + part.from;
        Some((part.block, shifted(range.start)..shifted(range.end)))
    }
}
