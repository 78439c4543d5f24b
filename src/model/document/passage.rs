//! The blocks of a text that have the trigger words of a rule, with what is cut of them.

use std::ops::Range;

use super::Document;
use crate::page::body::Block;
use crate::words::lexicon::{Hit, Scan, Topic};

/// A block of text in which a topic has hits.
#[derive(Clone, Copy, Debug)]
pub struct Passage<'a> {
    /// The number of the block in the body.
    pub nth: usize,
    /// The block.
    pub block: &'a Block,
    scan: &'a Scan,
    hits: &'a [Hit],
}

impl Document {
    /// The blocks in which a topic has hits, in the order of the text.
    pub fn passages(&self, topic: &Topic) -> impl Iterator<Item = Passage<'_>> {
        let by_block = self.scan.hits(topic).chunk_by(|one, next| one.block == next.block);
        by_block.filter_map(|hits| {
            let nth = hits.first()?.block;
            Some(Passage { nth, block: self.body.blocks.get(nth)?, scan: &self.scan, hits })
        })
    }
}

impl<'a> Passage<'a> {
    /// The visible text.
    #[must_use]
    pub fn text(&self) -> &'a str {
        self.block.prose.text()
    }

    /// All sentences, as ranges of the text.
    #[must_use]
    pub fn sentences(&self) -> &'a [Range<usize>] {
        self.scan.sentences(self.nth, self.text())
    }

    /// The sentences that have a hit, each with its number.
    pub fn sentences_with_hits(&self) -> impl Iterator<Item = (usize, &'a Range<usize>)> {
        let hits = self.hits;
        self.sentences().iter().enumerate().filter(move |(_, range)| {
            let next = hits.partition_point(|hit| hit.at < range.start);
            hits.get(next).is_some_and(|hit| hit.at < range.end)
        })
    }

    /// Whether the byte at `at` of the text is between quotation marks.
    #[must_use]
    pub fn is_quoted(&self, at: usize) -> bool {
        self.scan.quotations(self.nth, self.text()).is_some_and(|quotations| quotations.hold(at))
    }
}
