//! How hard the sections of a document are to read.

use super::Document;
use crate::page::body::{BlockKind, BlockRole};
use crate::words::reading::Counts;

/// A section of a text, with what the formulas of readability count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct SectionCounts {
    /// The number of its heading among those of the body; `None` of what is above the first.
    pub(crate) heading: Option<usize>,
    /// What is counted.
    pub(crate) counts: Counts,
}

impl Document {
    /// The sections that have running text: paragraphs and items that are no bio, See line or reference.
    pub(crate) fn section_counts(&self) -> Vec<SectionCounts> {
        let mut sections: Vec<SectionCounts> = Vec::new();
        for block in &self.body.blocks {
            let is_prose =
                matches!(block.kind, BlockKind::Paragraph | BlockKind::Item) && block.role == BlockRole::Text;
            if !is_prose || self.body.is_bio(block) {
                continue;
            }
            let above = self.body.headings.partition_point(|heading| heading.span.start <= block.span.start);
            let heading = above.checked_sub(1);
            let mut counts = Counts::default();
            counts.add_text(block.prose.text());
            match sections.last_mut().filter(|last| last.heading == heading) {
                Some(last) => last.counts.add(counts),
                None => sections.push(SectionCounts { heading, counts }),
            }
        }
        sections
    }
}
