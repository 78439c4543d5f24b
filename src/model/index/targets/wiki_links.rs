//! Whether notes are tied together by wiki links.

use std::collections::HashMap;

use crate::base::span::DocId;
use crate::model::facts::Link;
use crate::model::index::Documents;
use crate::page::body::LinkForm;

/// How many wiki links lead to notes.
#[derive(Debug, Default)]
pub(super) struct WikiLinks {
    /// Those of each document that has any.
    by_page: HashMap<DocId, usize>,
    all: usize,
}

impl WikiLinks {
    /// Takes in the links of a document.
    pub(super) fn take_in(&mut self, documents: &Documents, doc: DocId) {
        self.all -= self.by_page.remove(&doc).unwrap_or(0);
        let links = documents.get(doc).map(|facts| facts.links.as_slice()).unwrap_or_default();
        // What has an ending is a picture or another file, of which nothing is known yet.
        let is_file =
            |link: &&Link| link.target.text.rsplit_once('.').is_some_and(|(_, ending)| ending.len() < 5);
        let all = links.iter().filter(|link| link.form == LinkForm::Wiki && !is_file(link)).count();
        if all > 0 {
            self.by_page.insert(doc, all);
        }
        self.all += all;
    }

    /// Whether notes are tied together by them, so that one that is not there is a plan rather than a slip.
    pub(super) fn leave_unwritten(&self) -> bool {
        /// With fewer of them they are links like others.
        const MANY: usize = 50;
        self.all > MANY
    }
}
