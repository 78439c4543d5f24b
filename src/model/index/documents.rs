//! The facts of all documents, by number, path and kind.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::{Arc, OnceLock};

use super::address::{joined, parent, served_names};
use super::ranks::{NoRoom, Rank, Ranks};
use super::reads::{self, Asked, Changed, Part};
use super::worked::Worked;
use super::{EntityRef, Order};
use crate::base::quick::QuickMap;
use crate::base::span::DocId;
use crate::base::steps::step;
use crate::model::collection::Collection;
use crate::model::facts::{Entity, Facts};

/// The facts of all documents.
#[derive(Debug)]
pub(super) struct Documents {
    facts: Vec<Option<Arc<Facts>>>,
    /// In order of path, by rank.
    order: BTreeMap<Rank, DocId>,
    ranks: Ranks,
    by_path: HashMap<String, DocId>,
    by_collection: QuickMap<Collection, BTreeMap<Rank, DocId>>,
    by_name: OnceLock<QuickMap<String, BTreeSet<Rank>>>,
    /// The texts that a text includes.
    parts: Worked<DocId, Vec<DocId>>,
    /// The texts that include a text.
    including: QuickMap<DocId, BTreeSet<DocId>>,
    /// The numbers of the registries that files belong to which are not in that of the layout.
    registries: HashMap<DocId, u32>,
    /// The number of files that cannot be read, by collection.
    unread: QuickMap<Collection, usize>,
    /// The number of persons who are described.
    described: usize,
    /// The number of files in the folder `content`.
    in_content: usize,
}

/// What is asked of the repository as a whole.
#[derive(Debug, PartialEq)]
struct Summary {
    /// The collections of which a file cannot be read.
    incomplete: HashSet<Collection>,
    nearly_all_read: bool,
    has_people: bool,
    has_terms: bool,
    has_bios: bool,
}

impl Documents {
    pub(super) fn new(
        facts: Vec<Option<Arc<Facts>>>,
        registries: Option<&HashMap<String, u32>>,
    ) -> Documents {
        let ids = (0u32..).map(DocId).zip(&facts);
        let mut sorted: Vec<(&str, DocId)> =
            ids.filter_map(|(id, facts)| Some((facts.as_ref()?.path.as_str(), id))).collect();
        sorted.sort_unstable();
        let number = |(path, id): &(&str, DocId)| Some((*id, *registries?.get(*path)?));
        let registries = sorted.iter().filter_map(number).collect();
        let by_path = sorted.iter().map(|(path, id)| ((*path).to_owned(), *id)).collect();
        let ranks = Ranks::new(&sorted, facts.len());
        let order = sorted.iter().filter_map(|(_, id)| Some((ranks.get(*id)?, *id))).collect();
        let mut documents = Documents {
            facts,
            order,
            ranks,
            by_path,
            by_collection: QuickMap::default(),
            by_name: OnceLock::new(),
            parts: Worked::default(),
            including: QuickMap::default(),
            registries,
            unread: QuickMap::default(),
            described: 0,
            in_content: 0,
        };
        for (rank, id) in documents.order.clone() {
            if let Some(facts) = documents.facts.get(id.0 as usize).cloned().flatten() {
                documents.count(rank, id, &facts, true);
            }
        }
        let including = documents.iter().filter(|(_, facts)| !facts.includes.is_empty());
        let including: Vec<DocId> = including.map(|(doc, _)| doc).collect();
        for doc in including {
            documents.renew_parts(doc);
        }
        documents
    }

    /// Makes room for documents that come together, each with its path.
    pub(super) fn make_room(&mut self, new: Vec<(&str, DocId)>) -> Result<(), NoRoom> {
        self.ranks.take_in(new)
    }

    /// Takes in what a document says now, which is nothing once it is gone, and returns what it said before. What files and names of
    /// files are others than before is noted. `Err` if no room was made for it, or if it is content of another kind than
    /// it was.
    pub(super) fn set(
        &mut self,
        doc: DocId,
        now: Option<Arc<Facts>>,
        registries: Option<&HashMap<String, u32>>,
        changed: &mut Changed,
    ) -> Result<Option<Arc<Facts>>, NoRoom> {
        let nth = doc.0 as usize;
        if self.facts.len() <= nth {
            self.facts.resize(nth + 1, None);
        }
        let before = self.facts[nth].take();
        let (Some(any), before) = (now.clone().or(before.clone()), before) else {
            return Ok(None);
        };
        if let (Some(before), Some(now)) = (&before, &now)
            && (before.path != now.path || before.collection != now.collection)
        {
            return Err(NoRoom);
        }
        let rank = self.ranks.get(doc).ok_or(NoRoom)?;
        if let Some(before) = &before {
            self.count(rank, doc, before, false);
        }
        if let Some(now) = &now {
            self.count(rank, doc, now, true);
        }
        if before.is_some() != now.is_some() {
            self.turn(rank, doc, &any, now.is_some(), registries, changed);
        }
        self.facts[nth] = now;
        Ok(before)
    }

    /// Takes in that a file came or went.
    fn turn(
        &mut self,
        rank: Rank,
        doc: DocId,
        facts: &Facts,
        came: bool,
        registries: Option<&HashMap<String, u32>>,
        changed: &mut Changed,
    ) {
        let path = facts.path.as_str();
        let name = path.rsplit('/').next().unwrap_or(path);
        if came {
            self.order.insert(rank, doc);
            self.by_path.insert(path.to_owned(), doc);
            let registry = registries.and_then(|registries| registries.get(path));
            self.registries.extend(registry.map(|number| (doc, *number)));
        } else {
            self.order.remove(&rank);
            self.by_path.remove(path);
        }
        if let Some(by_name) = self.by_name.get_mut() {
            let ranks = by_name.entry(name.to_owned()).or_default();
            if came {
                ranks.insert(rank);
            } else {
                ranks.remove(&rank);
            }
            if ranks.is_empty() {
                by_name.remove(name);
            }
        }
        changed.came_or_went.insert(doc);
        changed.note(Asked::File(path));
        changed.note(Asked::Paths(facts.collection));
        changed.note(Asked::Called(&name.to_lowercase()));
        served_names(path).for_each(|name| changed.note(Asked::Served(name)));
    }

    fn count(&mut self, rank: Rank, doc: DocId, facts: &Facts, is_there: bool) {
        let change = |number: &mut usize, by: usize| {
            *number = if is_there { *number + by } else { number.saturating_sub(by) };
        };
        let known = self.by_collection.entry(facts.collection).or_default();
        if is_there {
            known.insert(rank, doc);
        } else {
            known.remove(&rank);
        }
        change(self.unread.entry(facts.collection).or_default(), usize::from(!facts.readable));
        change(&mut self.described, facts.people.iter().filter(|person| person.described).count());
        change(&mut self.in_content, usize::from(facts.path.starts_with("content/")));
    }

    /// What is asked of the repository as a whole.
    fn summary(&self) -> Summary {
        let unread = self.unread.iter().filter(|(_, number)| **number > 0);
        Summary {
            incomplete: unread.map(|(collection, _)| *collection).collect(),
            nearly_all_read: self.is_nearly_all_read(),
            has_people: self.has_any(Collection::Person),
            has_terms: self.has_any(Collection::Term),
            has_bios: self.described > 0,
        }
    }

    /// Makes a change, and notes it where other things are to be said of the repository as a whole.
    pub(super) fn noting_whole<T>(
        &mut self,
        changed: &mut Changed,
        make: impl FnOnce(&mut Documents, &mut Changed) -> T,
    ) -> T {
        let (before, in_content) = (self.summary(), self.has_content());
        let made = make(self, changed);
        changed.part(Part::Whole, before != self.summary());
        changed.part(Part::Content, in_content != self.has_content());
        made
    }

    pub(super) fn is_nearly_all_read(&self) -> bool {
        self.unread.values().sum::<usize>() * 20 <= self.order.len()
    }

    pub(super) fn is_all_read(&self) -> bool {
        self.unread.values().all(|number| *number == 0)
    }

    /// Whether every file of the collection parsed.
    pub(super) fn is_complete(&self, collection: Collection) -> bool {
        self.unread.get(&collection).is_none_or(|number| *number == 0)
    }

    pub(super) fn has_any(&self, collection: Collection) -> bool {
        self.by_collection.get(&collection).is_some_and(|files| !files.is_empty())
    }

    pub(super) fn has_bios(&self) -> bool {
        self.described > 0
    }

    /// Whether files lie in a folder `content`.
    pub(super) fn has_content(&self) -> bool {
        self.in_content > 0
    }

    /// The texts that a text includes.
    pub(super) fn parts_of(&self, doc: DocId) -> &[DocId] {
        self.parts.get(doc).map(Vec::as_slice).unwrap_or_default()
    }

    /// The texts that include a text.
    pub(super) fn including(&self, doc: DocId) -> impl Iterator<Item = DocId> + '_ {
        self.including.get(&doc).into_iter().flatten().copied()
    }

    /// Whether another text includes this one.
    pub(super) fn is_included(&self, doc: DocId) -> bool {
        self.including.contains_key(&doc)
    }

    /// Finds out again which texts those include that were edited, or that name a file which came or went. Returns those
    /// that include others than before, and notes which texts are parts of pages and were not, or the other way round.
    pub(super) fn renew_all_parts(&mut self, edited: &[DocId], changed: &mut Changed) -> Vec<DocId> {
        let mut again = self.parts.stale(changed);
        again.extend(edited.iter().filter(|doc| {
            self.parts.get(**doc).is_some() || self.get(**doc).is_some_and(|facts| !facts.includes.is_empty())
        }));
        let mut others = Vec::new();
        for doc in again {
            let old = self.parts_of(doc).to_vec();
            let were: Vec<(DocId, bool)> = old.iter().map(|part| (*part, true)).collect();
            if !self.renew_parts(doc) {
                continue;
            }
            others.push(doc);
            let now = self.parts_of(doc).to_vec();
            changed.note(Asked::Document(doc));
            let new = now
                .iter()
                .filter(|part| !old.contains(part))
                .map(|part| (*part, self.including(*part).any(|other| other != doc)));
            let turned = were.into_iter().chain(new).filter(|(part, was)| self.is_included(*part) != *was);
            let turned: Vec<DocId> = turned.map(|(part, _)| part).collect();
            changed.regraded.extend(turned);
        }
        others
    }

    /// Finds out which texts a text includes. Returns whether they are others than before.
    fn renew_parts(&mut self, doc: DocId) -> bool {
        let (now, read) = reads::record(|| {
            let facts = self.get(doc).filter(|facts| !facts.includes.is_empty())?;
            Some(self.included_by(doc, facts))
        });
        let before = self.parts_of(doc).to_vec();
        for part in &before {
            if let Some(texts) = self.including.get_mut(part) {
                texts.remove(&doc);
                if texts.is_empty() {
                    self.including.remove(part);
                }
            }
        }
        for part in now.iter().flatten() {
            self.including.entry(*part).or_default().insert(doc);
        }
        let same = now.as_deref().unwrap_or_default() == before;
        self.parts.set(doc, now, read);
        !same
    }

    fn included_by(&self, doc: DocId, facts: &Facts) -> Vec<DocId> {
        let found = facts.includes.iter().filter_map(|path| {
            let near = joined(parent(&facts.path), path).and_then(|path| self.at(&path));
            let top = || joined("", path).and_then(|path| self.at(&path));
            // Generators look in folders of their own, which only their settings name.
            let elsewhere = || {
                let written = joined("", path)?;
                let name = written.rsplit('/').next()?;
                let same = self.with_name(name)?.iter().filter_map(|rank| self.order.get(rank));
                let ends_so =
                    |doc: &&DocId| self.get(**doc).is_some_and(|facts| facts.path.ends_with(&written));
                let mut same = same.filter(ends_so);
                same.next().copied().filter(|_| same.next().is_none())
            };
            near.or_else(top).or_else(elsewhere).filter(|part| *part != doc)
        });
        found.collect()
    }

    /// The ranks of the files with a name.
    fn with_name(&self, name: &str) -> Option<&BTreeSet<Rank>> {
        reads::note(Asked::Called(&name.to_lowercase()));
        let by_name = self.by_name.get_or_init(|| {
            let mut by_name: QuickMap<String, BTreeSet<Rank>> = QuickMap::default();
            for (rank, doc) in &self.order {
                let path = self.get(*doc).map_or("", |facts| facts.path.as_str());
                by_name.entry(path.rsplit('/').next().unwrap_or("").to_owned()).or_default().insert(*rank);
            }
            by_name
        });
        by_name.get(name)
    }

    /// The document at a path.
    pub(super) fn at(&self, path: &str) -> Option<DocId> {
        reads::note(Asked::File(path));
        self.by_path.get(path).copied()
    }

    /// The document at a path, where what is asked for was noted before.
    pub(super) fn at_noted(&self, path: &str) -> Option<DocId> {
        self.by_path.get(path).copied()
    }

    /// The number of the registry that a file of sources belongs to.
    pub(super) fn registry_of(&self, id: DocId) -> u32 {
        self.registries.get(&id).copied().unwrap_or(0)
    }

    /// The place of a document in order of path, which it keeps once it is gone.
    pub(super) fn rank(&self, id: DocId) -> Rank {
        self.ranks.get(id).unwrap_or(Rank::LAST)
    }

    /// The place of a thing in order of path and text.
    pub(super) fn order_of(&self, entity: EntityRef) -> Order {
        Order::new(self.rank(entity.doc), entity.nth as usize)
    }

    /// The document with a rank.
    pub(super) fn ranked(&self, rank: Rank) -> Option<DocId> {
        self.order.get(&rank).copied()
    }

    pub(super) fn get(&self, id: DocId) -> Option<&Facts> {
        self.facts.get(id.0 as usize)?.as_deref()
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (DocId, &Facts)> {
        // What goes over all documents shows where steps are counted.
        self.order.values().inspect(|_| step()).filter_map(|id| Some((*id, self.get(*id)?)))
    }

    /// The files of a collection, in order of path.
    pub(super) fn of(&self, collection: Collection) -> impl Iterator<Item = (DocId, &Facts)> {
        let files = self.by_collection.get(&collection).into_iter().flat_map(BTreeMap::values);
        files.inspect(|_| step()).filter_map(|id| Some((*id, self.get(*id)?)))
    }

    /// One more than the highest number of a document.
    pub(super) fn len(&self) -> usize {
        self.facts.len()
    }

    pub(super) fn entity(&self, entity: EntityRef) -> Option<&Entity> {
        self.get(entity.doc)?.entities.get(entity.nth as usize)
    }

    /// All entities of a collection, in order of path.
    pub(super) fn entities(&self, collection: Collection) -> impl Iterator<Item = (EntityRef, &Entity)> {
        self.of(collection).flat_map(|(doc, facts)| {
            let numbered = (0u32..).zip(&facts.entities);
            numbered.map(move |(nth, entity)| (EntityRef { doc, nth }, entity))
        })
    }
}
