//! What documents answer to, where several may answer to the same.

use std::hash::Hash;

use crate::base::quick::QuickMap;
use crate::base::span::DocId;
use crate::model::index::Rank;

/// Which documents answer to what.
#[derive(Debug)]
pub(super) struct Claims<K> {
    /// In order: the first counts.
    by_key: QuickMap<K, Vec<(Order, DocId)>>,
    by_doc: QuickMap<DocId, Vec<(K, Order)>>,
}

/// What comes before what: first by how strong a claim is, then by the place of its document.
pub(super) type Order = (u8, Rank);

impl<K> Default for Claims<K> {
    fn default() -> Claims<K> {
        Claims { by_key: QuickMap::default(), by_doc: QuickMap::default() }
    }
}

impl<K: Clone + Eq + Hash> Claims<K> {
    /// The document that answers to a key.
    pub(super) fn get<Q: ?Sized + Eq + Hash>(&self, key: &Q) -> Option<DocId>
    where
        K: std::borrow::Borrow<Q>,
    {
        self.by_key.get(key).and_then(|claims| claims.first()).map(|(_, doc)| *doc)
    }

    /// Takes in what a document answers to, and returns the keys for which that is something else than before.
    pub(super) fn set(&mut self, doc: DocId, now: Vec<(K, Order)>) -> Vec<K> {
        let before = self.by_doc.remove(&doc).unwrap_or_default();
        if before == now {
            if !now.is_empty() {
                self.by_doc.insert(doc, now);
            }
            return Vec::new();
        }
        let mut changed: Vec<K> = Vec::new();
        for (key, order) in &before {
            if let Some(claims) = self.by_key.get_mut(key) {
                claims.retain(|claim| *claim != (*order, doc));
                if claims.is_empty() {
                    self.by_key.remove(key);
                }
            }
        }
        for (key, order) in &now {
            let claims = self.by_key.entry(key.clone()).or_default();
            let place = claims.partition_point(|claim| *claim < (*order, doc));
            if claims.get(place) != Some(&(*order, doc)) {
                claims.insert(place, (*order, doc));
            }
        }
        changed.extend(before.into_iter().map(|(key, _)| key));
        changed.extend(now.iter().map(|(key, _)| key.clone()));
        if !now.is_empty() {
            self.by_doc.insert(doc, now);
        }
        changed
    }
}
