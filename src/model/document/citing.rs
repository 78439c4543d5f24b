//! Which sentences of a page cite a source.

use std::ops::Range;

use super::Document;
use crate::base::lines::line_start;
use crate::base::steps::step;
use crate::page::body::{Block, BlockKind, Link, LinkForm};
use crate::words::pattern::Pattern;

/// Where a page cites sources.
#[derive(Debug)]
pub struct Citing<'a> {
    document: &'a Document,
    /// Where the page cites a source or links to another site, in order.
    places: Vec<u32>,
    /// For each block where the items that begin with it end; `None` of one that is no item.
    lists: Vec<Option<u32>>,
}

impl<'a> Citing<'a> {
    /// Finds where a page cites.
    #[must_use]
    pub fn of(document: &'a Document) -> Citing<'a> {
        let to_a_source = |link: &&Link| {
            link.target.starts_with("http") && !matches!(link.form, LinkForm::Image | LinkForm::Src)
        };
        let citations = document.body.citations.iter().map(|citation| citation.group.start);
        // A link is where its words are, so that a sentence that begins with one has it.
        let links = document.body.links.iter().filter(to_a_source).map(|link| link.label_span.start);
        let mut places: Vec<u32> = citations.chain(links).collect();
        places.sort_unstable();
        Citing { document, places, lists: list_ends(document) }
    }

    /// Whether the page names sources at all: links to other sites may as well be services.
    #[must_use]
    pub fn is_any(&self) -> bool {
        !self.document.body.citations.is_empty() || !self.document.body.entries.is_empty()
    }

    /// Whether a sentence cites a source itself, or its neighbour does for it. `This was so at all ages. [2]` is about
    /// the sentence before it, and `The study found` about the study that was cited there.
    #[must_use]
    pub fn supports(&self, nth: usize, sentence: usize) -> bool {
        let Some(block) = self.document.body.blocks.get(nth) else {
            return false;
        };
        let text = block.prose.text();
        let sentences = self.document.scan.sentences(nth, text);
        let written = |at: usize| sentences.get(at).and_then(|range| text.get(range.clone())).unwrap_or("");
        let cited = |at: usize| self.cites(nth, block, sentences, at);
        cited(sentence)
            || opens_with(written(sentence + 1), &["This", "These", "It", "They"]) && cited(sentence + 1)
            || opens_with(written(sentence), &["This", "These", "The", "Both", "Such", "That", "Those"])
                && sentence.checked_sub(1).is_some_and(cited)
            || self.is_below_source(nth)
    }

    /// The same for a sentence that says of a source no more than that there is one: it may be that of the sentence before,
    /// and in a paragraph that cites again and again one of the next two.
    #[must_use]
    pub fn supports_nearby(&self, nth: usize, sentence: usize) -> bool {
        /// So many sentences later a source may stand.
        const LATER: usize = 2;
        let Some(block) = self.document.body.blocks.get(nth) else {
            return false;
        };
        let within = block.span.start..block.span.end;
        let first = self.places.partition_point(|at| *at < within.start);
        let often = self.places.get(first + 1).is_some_and(|at| within.contains(at));
        let last = if often { sentence + LATER } else { sentence };
        let sentences = self.document.scan.sentences(nth, block.prose.text());
        (sentence.saturating_sub(1)..=last).any(|at| self.cites(nth, block, sentences, at))
            || self.supports(nth, sentence)
    }

    /// Whether an item of a list that holds this one cites: the notes below a source are on it.
    fn is_below_source(&self, nth: usize) -> bool {
        /// A list within a list is no longer.
        const LONGEST: usize = 40;
        let indent = |block: &Block| {
            let start = block.span.start as usize;
            let line = line_start(&self.document.source.text, start);
            let ahead = self.document.source.text.get(line..start).unwrap_or("");
            ahead.chars().map(|c| if c == '\t' { 4 } else { 1 }).sum::<usize>()
        };
        let blocks = &self.document.body.blocks;
        let Some(mut own) = blocks.get(nth).filter(|block| block.kind == BlockKind::Item).map(indent) else {
            return false;
        };
        let above = blocks.get(..nth).unwrap_or_default().iter().rev().take(LONGEST);
        for item in above.take_while(|block| block.kind == BlockKind::Item) {
            step();
            let of_item = indent(item);
            if of_item < own {
                own = of_item;
                let first = self.places.partition_point(|at| *at < item.span.start);
                if self.places.get(first).is_some_and(|at| *at < item.span.end) {
                    return true;
                }
            }
        }
        false
    }

    fn cites(&self, nth: usize, block: &Block, sentences: &[Range<usize>], at: usize) -> bool {
        let Some(range) = sentences.get(at) else {
            return false;
        };
        // Bytes from the start of each sentence to the start of the next: marks of footnotes are in no prose.
        let start = |range: &Range<usize>| block.prose.span(range.start..range.start + 1).start as usize;
        let end = || self.block_end(nth, block);
        let zone = start(range)..sentences.get(at + 1).map_or_else(end, start);
        let first = self.places.partition_point(|at| (*at as usize) < zone.start);
        self.places.get(first).is_some_and(|at| zone.contains(&(*at as usize)))
            || block.prose.text().get(range.clone()).is_some_and(|sentence| NAMED.is_match(sentence))
    }

    /// Where the last sentence of a block ends. One that opens a list has the citations of its items.
    fn block_end(&self, nth: usize, block: &Block) -> usize {
        let next = self.document.body.blocks.get(nth + 1);
        let next = next.map_or(u32::MAX, |next| next.span.start).max(block.prose.whole().end);
        let mut end = block.span.end.min(next);
        if block.prose.text().trim_end().ends_with(':') {
            end = self.lists.get(nth + 1).copied().flatten().unwrap_or(end);
        }
        end as usize
    }
}

fn list_ends(document: &Document) -> Vec<Option<u32>> {
    let mut end = None;
    let mut ends: Vec<Option<u32>> = Vec::with_capacity(document.body.blocks.len());
    for block in document.body.blocks.iter().rev() {
        step();
        end = (block.kind == BlockKind::Item).then(|| end.unwrap_or(block.span.end));
        ends.push(end);
    }
    ends.reverse();
    ends
}

fn opens_with(sentence: &str, words: &[&str]) -> bool {
    sentence.split_whitespace().next().is_some_and(|first| words.contains(&first))
}

/// A study by its authors and year.
pub(crate) static NAMED: Pattern = Pattern::new(
    r"\([^()]*\p{Lu}[^()]+(?-u:\b)(?:19|20)\d\d[a-z]?(?-u:\b)[^()]*\)|(?-u:\b)et al\.,?\s+\(?(?:19|20)\d\d(?-u:\b)",
);
