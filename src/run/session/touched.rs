//! What may be found otherwise than before, and how much of that is worked out at a time.

use std::collections::BTreeSet;

use super::Session;
use super::across::RepositoryState;
use crate::base::span::DocId;

/// The documents in which something else may be found than before.
#[derive(Clone, Debug, Default)]
pub struct Touched {
    /// Whether that may be so in all of them.
    pub everything: bool,
    /// Whether files came or went.
    pub files: bool,
    /// These, where not.
    pub documents: BTreeSet<DocId>,
}

impl Session {
    /// Works out all that is found.
    pub fn work_out(&mut self) {
        self.work_out_in(None);
    }

    fn work_out_in(&mut self, pages: Option<&BTreeSet<DocId>>) {
        self.index();
        let Session { settings, silent, slots, across: Some(across), allowing, touched, work, .. } = self
        else {
            return;
        };
        touched.documents.extend(across.check(settings, silent, slots, *allowing > 0, pages, work));
    }

    /// Works out what is found now, and returns where that may be something else than when this was last asked.
    pub fn take_touched(&mut self) -> Touched {
        self.work_out();
        let mut touched = std::mem::take(&mut self.touched);
        // What a finding says of another document is written with the places of that as it is now.
        if let Some(across) = &self.across {
            let naming: Vec<DocId> = touched.documents.iter().flat_map(|doc| across.naming(*doc)).collect();
            touched.documents.extend(naming);
        }
        touched
    }

    /// Works out what is found now on some pages alone, and returns in which of them that may be something else than when
    /// this, or [`Session::take_touched`], was last asked. All else waits for those. `None` if everything may be found
    /// otherwise, so that it has to be worked out at once.
    pub fn take_touched_in(&mut self, pages: &BTreeSet<DocId>) -> Option<BTreeSet<DocId>> {
        self.index();
        if self.touched.everything {
            return None;
        }
        self.work_out_in(Some(pages));
        let touched: BTreeSet<DocId> =
            pages.iter().copied().filter(|page| self.touched.documents.remove(page)).collect();
        if let Some(across) = &self.across {
            let naming = touched.iter().flat_map(|doc| across.naming(*doc));
            self.touched.documents.extend(naming.filter(|doc| !touched.contains(doc)));
        }
        Some(touched)
    }

    /// Some pages of which something has to be worked out: so many, if there are more than that, and else none.
    pub fn many_due(&mut self, many: usize) -> BTreeSet<DocId> {
        self.index();
        let due = || self.across.iter().flat_map(RepositoryState::due);
        if due().nth(many).is_some() { due().take(many).collect() } else { BTreeSet::new() }
    }

    /// Whether all that is found in a document is worked out, as far as is known of where findings are.
    #[must_use]
    pub fn is_worked_out(&self, doc: DocId) -> bool {
        self.outdated.is_empty() && self.across.as_ref().is_some_and(|across| across.is_worked_out(doc))
    }
}
