//! The fields that facts do not keep.

use std::collections::HashMap;

use rayon::prelude::*;

use crate::base::node::Node;
use crate::base::span::DocId;
use crate::model::collection::Collection;
use crate::model::document::Document;
use crate::model::index::EntityRef;
use crate::run::session::Session;

/// The records of people, causes and terms, each file read once.
pub(super) struct Records(HashMap<DocId, Vec<Node>>);

impl Records {
    /// Reads them.
    pub(super) fn of(session: &Session) -> Records {
        let is_wanted =
            |collection| matches!(collection, Collection::Person | Collection::Cause | Collection::Term);
        let docs: Vec<DocId> = session
            .documents()
            .filter(|(_, facts)| is_wanted(facts.collection) && facts.readable)
            .map(|(doc, _)| doc)
            .collect();
        let read = |doc: &DocId| Some((*doc, session.document(*doc)?.records().to_vec()));
        Records(docs.par_iter().filter_map(read).collect())
    }

    /// The record of an entity.
    pub(super) fn of_entity(&self, entity: EntityRef) -> Option<&Node> {
        self.0.get(&entity.doc)?.get(entity.nth as usize)
    }
}

/// The text of a field that has one.
pub(super) fn text<'n>(record: Option<&'n Node>, field: &str) -> Option<&'n str> {
    record?.get(field)?.text().map(str::trim).filter(|text| !text.is_empty())
}

/// The texts of a field that has one or several.
pub(super) fn texts<'n>(record: Option<&'n Node>, field: &str) -> Vec<&'n str> {
    let nodes = record.and_then(|record| record.get(field)).map(Node::one_or_many).unwrap_or_default();
    nodes.iter().filter_map(Node::text).map(str::trim).filter(|text| !text.is_empty()).collect()
}

/// The first record of a document.
pub(super) fn first(document: &Document) -> Option<&Node> {
    document.records().first()
}
