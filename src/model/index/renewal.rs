//! An index after the facts of some documents changed: the parts that rest on other facts are taken over.
//!
//! Each part names the facts that it rests on; where those are the same, the part is the same. What is not taken over is
//! built again from all facts. The links of all pages are followed again, since almost anything may move one.

use std::sync::Arc;

use super::reads::{Changed, Part};
use super::{Documents, Index, Kept, Names, People, Site, Targets, Uses, Works, namesakes};
use crate::base::span::DocId;
use crate::model::content_hash::LazyDigest;
use crate::model::facts::{Article, Entity, Facts, Mention};

impl Index {
    /// The index of the same documents with other facts, and what changed. `known` takes in what is known besides the
    /// facts, as it was for this index.
    #[must_use]
    pub fn renewed<'s>(
        self,
        facts: Vec<Option<Arc<Facts>>>,
        texts: Vec<Option<Arc<LazyDigest>>>,
        site: Site<'s>,
        known: impl FnOnce(Index) -> Index,
    ) -> (Index, Changed) {
        let documents = Documents::new(facts, site.registries);
        let edited = edited(&self.documents, &documents);
        let pairs: Vec<(&Facts, &Facts)> =
            edited.iter().filter_map(|doc| Some((self.documents.get(*doc)?, documents.get(*doc)?))).collect();
        let same = |same: fn(&Facts, &Facts) -> bool| pairs.iter().all(|(old, new)| same(old, new));
        let in_place = self.documents.order == documents.order && pairs.len() == edited.len();
        if !in_place || !same(is_same_file) {
            let changed = Changed { everything: true, ..Changed::default() };
            return (known(Index::of(documents, texts, site)), changed);
        }
        let names_hold = same(same_names);
        let people_hold = names_hold && same(same_people);
        let (works_hold, uses_hold) = (same(same_references), same(same_uses));
        let readable_holds = same(|old, new| old.readable == new.readable);
        drop(pairs);
        let whole =
            (self.incomplete, self.included, self.has_people, self.has_terms, self.has_bios, self.customs);
        let (names, works) = rayon::join(
            || if names_hold { self.names } else { Names::new(&documents) },
            || if works_hold { self.works } else { Works::new(&documents) },
        );
        let kept = Kept {
            namesakes: if names_hold { self.namesakes } else { namesakes(&documents) },
            people: if people_hold { self.people } else { People::new(&documents, &names) },
            uses: if uses_hold { self.uses } else { Uses::new(&documents) },
            names,
            works,
        };
        let targets = Targets::new(&documents, &kept.names, site);
        let index = known(Index::assemble(kept, targets, documents, texts));
        let mut changed = Changed { targets: index.targets.differing(&self.targets), ..Changed::default() };
        changed.part(Part::Documents, !edited.is_empty());
        changed.part(Part::Names, !names_hold);
        changed.part(Part::People, !people_hold);
        changed.part(Part::Works, !works_hold);
        changed.part(Part::Uses, !uses_hold);
        changed.part(Part::DeadRedirects, index.targets.dead_redirects() != self.targets.dead_redirects());
        let now = (
            &index.incomplete,
            &index.included,
            index.has_people,
            index.has_terms,
            index.has_bios,
            index.customs,
        );
        changed.part(
            Part::Whole,
            !readable_holds || now != (&whole.0, &whole.1, whole.2, whole.3, whole.4, whole.5),
        );
        changed.documents = edited.into_iter().collect();
        (index, changed)
    }
}

/// The documents whose facts are not what they were.
fn edited(old: &Documents, new: &Documents) -> Vec<DocId> {
    let fact = |documents: &Documents, doc: DocId| documents.facts.get(doc.0 as usize).cloned().flatten();
    let differs = |doc: &DocId| match (fact(old, *doc), fact(new, *doc)) {
        (Some(old), Some(new)) => !Arc::ptr_eq(&old, &new) && old != new,
        _ => true,
    };
    new.order.iter().copied().filter(differs).collect()
}

/// What links find a document by, and which texts are parts of it.
fn is_same_file(old: &Facts, new: &Facts) -> bool {
    old.path == new.path && old.collection == new.collection && old.includes == new.includes
}

/// Whether things are called the same; names say of nothing where it is.
fn same_names(old: &Facts, new: &Facts) -> bool {
    let same = |(old, new): (&Entity, &Entity)| {
        old.id.text == new.id.text
            && old.language == new.language
            && texts(&old.title).eq(texts(&new.title))
            && texts(&old.aliases).eq(texts(&new.aliases))
    };
    let leads = |facts: &Facts| {
        let redirects = facts.redirects.iter();
        redirects.map(|redirect| (redirect.from.text.clone(), redirect.to.text.clone())).collect::<Vec<_>>()
    };
    old.status() == new.status()
        && old.entities.len() == new.entities.len()
        && old.entities.iter().zip(&new.entities).all(same)
        && leads(old) == leads(new)
}

fn texts<'f>(mentions: impl IntoIterator<Item = &'f Mention>) -> impl Iterator<Item = &'f str> {
    mentions.into_iter().map(|mention| mention.text.as_str())
}

fn same_references(old: &Facts, new: &Facts) -> bool {
    old.references == new.references
}

fn same_people(old: &Facts, new: &Facts) -> bool {
    let same = |old: &Article, new: &Article| {
        let day = |article: &Article| article.last_reviewed.map(|dated| dated.date);
        texts(&old.authors).eq(texts(&new.authors))
            && texts(&old.reviewers).eq(texts(&new.reviewers))
            && day(old) == day(new)
    };
    let articles = match (&old.article, &new.article) {
        (Some(old), Some(new)) => same(old, new),
        (old, new) => old.is_none() && new.is_none(),
    };
    old.readable == new.readable && old.people == new.people && old.reviews == new.reviews && articles
}

fn same_uses(old: &Facts, new: &Facts) -> bool {
    let own = |article: &Article| (article.authors.clone(), article.reviewers.clone());
    old.uses == new.uses
        && old.sees == new.sees
        && old.citations == new.citations
        && old.redirects == new.redirects
        && old.article.as_ref().map(own) == new.article.as_ref().map(own)
}
