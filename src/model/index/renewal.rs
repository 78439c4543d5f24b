//! An index after the facts of some documents changed: the parts that rest on other facts are taken over.
//!
//! Each part names the facts that it rests on; where those are the same, the part is the same. Links, uses and the facts
//! themselves are brought up to date by document. What is neither is built again from all facts.

use std::collections::{BTreeSet, HashSet};
use std::sync::Arc;

use super::reads::{Asked, Changed, Part};
use super::{Customs, Documents, EntityRef, Index, Kept, Names, People, Site, Targets};
use crate::base::span::DocId;
use crate::model::collection::Collection;
use crate::model::content_hash::LazyDigest;
use crate::model::facts::{Article, Entity, Facts, Mention};

/// What a document says now.
pub type Edit = (DocId, Arc<Facts>, Option<Arc<LazyDigest>>);

impl Index {
    /// The index of the same documents, of which some say something else, and what changed. `files` are those that exist
    /// besides the documents; `known` takes in what is known besides the facts, as it was for this index, where all of it
    /// is built again.
    #[must_use]
    pub fn renewed<'s>(
        mut self,
        edits: Vec<Edit>,
        site: Site<'s>,
        files: &HashSet<String>,
        known: impl FnOnce(Index) -> Index,
    ) -> (Index, Changed) {
        let mut olds: Vec<(DocId, Arc<Facts>)> = Vec::new();
        let mut is_known = true;
        for (doc, facts, text) in edits {
            let nth = doc.0 as usize;
            let place = self.documents.facts.get_mut(nth).and_then(Option::as_mut);
            let (Some(place), Some(known_text)) = (place, self.texts.get_mut(nth)) else {
                is_known = false;
                continue;
            };
            *known_text = text;
            let old = std::mem::replace(place, facts);
            if old != *place {
                olds.push((doc, old));
            }
        }
        let pairs: Vec<(DocId, &Facts, &Facts)> =
            (olds.iter()).filter_map(|(doc, old)| Some((*doc, &**old, self.documents.get(*doc)?))).collect();
        let same = |same: fn(&Facts, &Facts) -> bool| pairs.iter().all(|(_, old, new)| same(old, new));
        if !is_known || !same(is_same_file) {
            drop(pairs);
            let changed = Changed::everything();
            let documents = Documents::new(self.documents.facts, site.registries);
            return (known(Index::of(documents, self.texts, site)), changed);
        }
        let mut changed = Changed::default();
        let ids_hold = same(same_ids);
        // Of people and terms more rests on what they are called than links do.
        let called_same = |collection: Collection| {
            pairs.iter().all(|(_, old, new)| new.collection != collection || same_names(old, new))
        };
        let names_hold = ids_hold && same(same_names);
        let readable_holds = same(|old, new| old.readable == new.readable);
        let people_hold = ids_hold
            && readable_holds
            && called_same(Collection::Person)
            && same(|old, new| old.people == new.people);
        let (works_hold, uses_hold) = (same(same_references), same(same_uses));
        changed.everything = !ids_hold;
        changed.part(Part::Documents, !pairs.is_empty());
        changed.part(Part::People, !people_hold);
        changed.part(Part::Works, !works_hold);
        changed.part(Part::Uses, !uses_hold);
        let terms_hold = ids_hold && called_same(Collection::Term);
        changed.documents = pairs.iter().map(|(doc, ..)| *doc).collect();
        for (doc, old, new) in &pairs {
            changed.note(Asked::Document(*doc));
            note_differing(*doc, old, new, &mut changed);
            if ids_hold && !names_hold {
                self.names.renew(&self.documents, old, new, &mut changed);
            }
            if !uses_hold {
                for key in self.uses.replace(&self.documents, old, new, &mut changed) {
                    self.meant.turn(&self.names, &self.uses, &key, &mut changed);
                }
            }
        }
        if !called_same(Collection::Source) {
            self.meant.renew(&self.names, &self.uses, &mut changed);
        }
        // Whose reviews are others than before.
        let mut reviewed = BTreeSet::new();
        if people_hold {
            reviewed = self.people.renew(&self.documents, &self.names, &self.incomplete, &pairs);
            reviewed.iter().for_each(|doc| changed.note(Asked::Reviews(*doc)));
        } else if ids_hold {
            self.people = People::new(&self.documents, &self.names);
        }
        let rest_on = (&self.names, &self.people);
        for (_, old, new) in &pairs {
            self.mentioned.renew(rest_on, (terms_hold, people_hold), (old, new), &mut changed);
        }
        let others = reviewed.iter().filter(|doc| pairs.iter().all(|(edited, ..)| edited != *doc));
        for facts in others.filter_map(|doc| self.documents.get(*doc)) {
            self.mentioned.renew(rest_on, (terms_hold, people_hold), (facts, facts), &mut changed);
        }
        if !uses_hold {
            self.identified.forget_cited();
        }
        if !works_hold {
            self.identified.forget_registered();
            self.works.renew(&self.documents, &pairs, &mut changed);
        }
        let rests = Rests {
            ids: ids_hold,
            readable: readable_holds,
            customs: people_hold && reviewed.is_empty() && terms_hold && same(same_customs),
            bios: same(|old, new| old.people == new.people),
        };
        let targets_hold = ids_hold && {
            let edited: Vec<_> = pairs.iter().map(|(doc, old, _)| (*doc, *old)).collect();
            self.targets.renew(&self.documents, &self.names, site, &edited, files, &mut changed)
        };
        drop(pairs);
        let index = if targets_hold {
            self.with_other_facts(&rests, &mut changed)
        } else {
            self.with_other_names(&rests, site, known, &mut changed)
        };
        (index, changed)
    }

    /// Builds again what rests on other facts, where names and links are up to date.
    fn with_other_facts(mut self, rests: &Rests, changed: &mut Changed) -> Index {
        let before = (self.incomplete.clone(), self.has_bios, self.customs);
        if !rests.readable {
            self.incomplete = super::incomplete(&self.documents);
            self.unread = super::unread(&self.documents).count();
        }
        if !rests.bios {
            self.has_bios = super::has_bios(&self.documents);
        }
        if !rests.customs {
            self.customs = Customs::of(self.documents.iter(), &self.people, &self.names);
        }
        let now = (&self.incomplete, self.has_bios, self.customs);
        changed.part(Part::Whole, !rests.readable || now != (&before.0, before.1, before.2));
        self
    }

    /// Builds again what rests on other facts, and all that names lead to.
    fn with_other_names(
        self,
        rests: &Rests,
        site: Site<'_>,
        known: impl FnOnce(Index) -> Index,
        changed: &mut Changed,
    ) -> Index {
        let Index { documents, names, works, people, uses, texts, .. } = self;
        let whole =
            (self.incomplete, self.included, self.has_people, self.has_terms, self.has_bios, self.customs);
        let names = if rests.ids { names } else { Names::new(&documents) };
        let kept = Kept {
            people: if rests.ids { people } else { People::new(&documents, &names) },
            uses,
            names,
            works,
        };
        let targets = Targets::new(&documents, &kept.names, site);
        let index = known(Index::assemble(kept, targets, documents, texts));
        index.targets.differing(&self.targets).into_iter().for_each(|doc| changed.note(Asked::Targets(doc)));
        changed.followed = index.documents.order.len();
        let were_left = self.targets.leaves_unwritten();
        changed.part(Part::Unwritten, index.targets.leaves_unwritten() != were_left);
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
            !rests.readable || now != (&whole.0, &whole.1, whole.2, whole.3, whole.4, whole.5),
        );
        index
    }
}

/// Which facts are the same as before, by the parts of the index that rest on them.
struct Rests {
    ids: bool,
    readable: bool,
    customs: bool,
    bios: bool,
}

/// What links find a document by, and which texts are parts of it.
fn is_same_file(old: &Facts, new: &Facts) -> bool {
    old.path == new.path && old.collection == new.collection && old.includes == new.includes
}

/// Notes the things and the references of a document that are others than before.
fn note_differing(doc: DocId, old: &Facts, new: &Facts, changed: &mut Changed) {
    for (nth, _) in (0u32..).zip(old.entities.iter().zip(&new.entities)).filter(|(_, (old, new))| old != new)
    {
        changed.note(Asked::Entity(EntityRef { doc, nth }));
    }
    let (before, now) = (&old.references, &new.references);
    for nth in (0..before.len().max(now.len())).filter(|nth| before.get(*nth) != now.get(*nth)) {
        changed.note(Asked::Reference(doc, nth));
    }
}

/// Whether the ids are the same, but for those of sources and terms, in the same languages, and redirects lead on in the
/// same way.
fn same_ids(old: &Facts, new: &Facts) -> bool {
    let may_differ = matches!(new.collection, Collection::Source | Collection::Term);
    let same = |(one, other): (&Entity, &Entity)| {
        (may_differ || one.id.text == other.id.text) && one.language == other.language
    };
    let leads = |facts: &Facts| {
        let redirects = facts.redirects.iter();
        redirects.map(|redirect| (redirect.from.text.clone(), redirect.to.text.clone())).collect::<Vec<_>>()
    };
    old.entities.len() == new.entities.len()
        && old.entities.iter().zip(&new.entities).all(same)
        && leads(old) == leads(new)
}

/// Whether a thing is called as before. Nothing is looked up by the title of a source.
pub(super) fn is_called_same(collection: Collection, old: &Entity, new: &Entity) -> bool {
    old.id.text == new.id.text
        && (collection == Collection::Source || texts(&old.title).eq(texts(&new.title)))
        && texts(&old.aliases).eq(texts(&new.aliases))
}

/// Whether things are called the same and can be opened as before; names say of nothing where it is.
fn same_names(old: &Facts, new: &Facts) -> bool {
    let collection = new.collection;
    let same = |(old, new): (&Entity, &Entity)| is_called_same(collection, old, new);
    old.status() == new.status() && old.entities.iter().zip(&new.entities).all(same)
}

fn texts<'f>(mentions: impl IntoIterator<Item = &'f Mention>) -> impl Iterator<Item = &'f str> {
    mentions.into_iter().map(|mention| mention.text.as_str())
}

fn same_references(old: &Facts, new: &Facts) -> bool {
    old.references == new.references
}

fn same_uses(old: &Facts, new: &Facts) -> bool {
    let own = |article: &Article| (article.authors.clone(), article.reviewers.clone());
    old.uses == new.uses
        && old.sees == new.sees
        && old.citations == new.citations
        && old.redirects == new.redirects
        && old.article.as_ref().map(own) == new.article.as_ref().map(own)
}

/// Whether a page states the same, for what is counted of all pages; where reviews and names hold.
fn same_customs(old: &Facts, new: &Facts) -> bool {
    let topics = |facts: &Facts| facts.topics().map(|topic| topic.text.clone()).collect::<Vec<_>>();
    let states = |facts: &Facts| {
        facts.article.as_ref().map(|article| (article.states, article.last_reviewed.is_some()))
    };
    old.format == new.format && states(old) == states(new) && topics(old) == topics(new)
}
