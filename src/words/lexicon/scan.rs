//! One pass over a text, and what is cut of it afterwards.

use std::ops::Range;
use std::sync::OnceLock;

use super::{Lexicon, Topic};
use crate::words::sentence::{Quotations, sentences};

/// The trigger words of a document, by topic and block of text, and the sentences of the blocks that somebody asked
/// for. What is cut is kept, so that it is cut once for all rules.
#[derive(Debug, Default)]
pub struct Scan {
    /// `None` of a document without text.
    lexicon: Option<&'static Lexicon>,
    /// The hits of each topic of the lexicon, in the order of the text.
    hits: Vec<Vec<Hit>>,
    /// The number of blocks.
    blocks: usize,
    cuts: OnceLock<Vec<Cut>>,
}

/// A trigger word in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Hit {
    /// The number of the block of text.
    pub block: usize,
    /// Where it begins in the block, in bytes.
    pub at: usize,
}

/// What is cut of a block.
#[derive(Debug, Default)]
struct Cut {
    sentences: OnceLock<Vec<Range<usize>>>,
    quotations: OnceLock<Quotations>,
}

impl Scan {
    /// Looks for all words of a lexicon in the blocks of a text.
    pub fn of<'a>(lexicon: &'static Lexicon, blocks: impl Iterator<Item = &'a str>) -> Scan {
        let mut hits = vec![Vec::new(); lexicon.topics.len()];
        let mut count = 0;
        for (block, text) in blocks.enumerate() {
            count = block + 1;
            find(lexicon, block, text, &mut hits);
        }
        // Two triggers that begin at one byte are one hit, and phrases are found in no order.
        for hits in &mut hits {
            hits.sort_unstable();
            hits.dedup();
        }
        Scan { lexicon: Some(lexicon), hits, blocks: count, cuts: OnceLock::new() }
    }

    /// The hits of a topic, in the order of the text.
    #[must_use]
    pub fn hits(&self, topic: &Topic) -> &[Hit] {
        let number = self.lexicon.map(|lexicon| lexicon.number_of(topic));
        assert!(number != Some(None) || !cfg!(checks_itself), "nobody looked for the words of {topic:?}");
        number.flatten().and_then(|number| self.hits.get(number)).map_or(&[], Vec::as_slice)
    }

    /// The hits of a topic in some of the blocks.
    #[must_use]
    pub fn hits_in(&self, topic: &Topic, blocks: Range<usize>) -> &[Hit] {
        let hits = self.hits(topic);
        let first = hits.partition_point(|hit| hit.block < blocks.start);
        let end = hits.partition_point(|hit| hit.block < blocks.end);
        hits.get(first..end).unwrap_or_default()
    }

    /// The sentences of a block, whose text is handed in.
    pub fn sentences(&self, block: usize, text: &str) -> &[Range<usize>] {
        self.cut(block).map_or(&[], |cut| cut.sentences.get_or_init(|| sentences(text)))
    }

    /// The quotation marks of a block, whose text is handed in.
    pub fn quotations(&self, block: usize, text: &str) -> Option<&Quotations> {
        Some(self.cut(block)?.quotations.get_or_init(|| Quotations::of(text)))
    }

    /// The number of blocks that are cut into sentences so far.
    #[must_use]
    pub fn blocks_cut(&self) -> usize {
        let cuts = self.cuts.get().into_iter().flatten();
        cuts.filter(|cut| cut.sentences.get().is_some()).count()
    }

    fn cut(&self, block: usize) -> Option<&Cut> {
        self.cuts.get_or_init(|| (0..self.blocks).map(|_| Cut::default()).collect()).get(block)
    }
}

/// Puts the trigger words of one block with those of their topics.
fn find(lexicon: &Lexicon, block: usize, text: &str, hits: &mut [Vec<Hit>]) {
    #[cfg(test)]
    counted::add(text.len());
    lexicon.phrases.find(text, |phrase, at| {
        if let Some((topic, limits)) = lexicon.wanted.get(phrase)
            && limits.allow(text, at.clone())
            && let Some(hits) = hits.get_mut(*topic)
        {
            hits.push(Hit { block, at: at.start });
        }
    });
}

#[cfg(test)]
pub(crate) use counted::bytes_scanned;

/// A count of the bytes that automata went over, for tests of cost.
#[cfg(test)]
mod counted {
    use std::cell::Cell;

    thread_local! {
        static BYTES: Cell<usize> = const { Cell::new(0) };
    }

    pub(super) fn add(bytes: usize) {
        BYTES.set(BYTES.get() + bytes);
    }

    /// How many bytes of text are looked at for trigger words on this thread while the work is done.
    pub(crate) fn bytes_scanned(work: impl FnOnce()) -> usize {
        let before = BYTES.get();
        work();
        BYTES.get() - before
    }
}
