//! References by source, kept up to date while some of them change.
//!
//! References become one source by keys that they share. The others have no say in it, so a change concerns those alone that
//! share a key with a reference that changed, or with one of these in turn: they are joined again as if there were no
//! others.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::hash::{BuildHasher, Hash};

use foldhash::fast::FixedState;
use rayon::prelude::*;

use super::sets::MOST_WRITINGS;
use super::similar::{Relation, relation};
use super::work::Work;
use super::writing::Writing;
use super::{Clusters, MatchKey};
use crate::base::quick::{QuickMap, QuickSet};
use crate::base::steps::count;
use crate::biblio::reference::Reference;

/// References by source. An `Id` names a reference; the order of the ids is that of the references.
#[derive(Debug, Default)]
pub struct Catalogue<Id> {
    /// Those with more than one reference; a number that is free holds none.
    clusters: Vec<Members<Id>>,
    free: Vec<usize>,
    by_reference: QuickMap<Id, usize>,
    /// By the later of two works with one identifier, the first that has it.
    conflicts: BTreeMap<Id, Id>,
    /// By the later of two that may be one, the first that it resembles.
    similar: BTreeMap<Id, (Id, Relation)>,
    /// Made for the first change.
    shared: Option<Shared<Id>>,
}

/// The references of a cluster in order, each with what makes it one source with the first.
pub type Members<Id> = Vec<(Id, Option<MatchKey>)>;

/// A cluster with its number.
pub type Numbered<Id> = (usize, Members<Id>);

/// What a change did.
#[derive(Debug)]
pub struct Regrouped<Id> {
    /// The clusters that are gone: their numbers, and who was in them.
    pub gone: Vec<Numbered<Id>>,
    /// The numbers of those that are new.
    pub new: Vec<usize>,
    /// The references of which a conflict or a resemblance may be another than before.
    pub compared: BTreeSet<Id>,
}

/// A reference with its id.
pub type Known<'r, Id, At> = (Id, &'r Reference<At>);

/// Which references share what, by numbers that stand for the texts of the keys.
#[derive(Debug)]
struct Shared<Id> {
    by_key: QuickMap<u64, Vec<Id>>,
    /// In order.
    by_opening: QuickMap<u64, Vec<Id>>,
    openings: QuickMap<Id, Box<[u64]>>,
    /// Of references that were compared.
    writings: QuickMap<Id, Writing>,
}

/// A number for a key. Where two keys have one, more references are looked at than need be.
fn number(key: impl Hash) -> u64 {
    FixedState::with_seed(1).hash_one(key)
}

/// Numbers for the keys of all rungs.
pub(super) fn key_numbers(work: &Work) -> Vec<u64> {
    let of = |rung: MatchKey| work.keys(rung).into_iter().map(move |key| number((rung, key)));
    MatchKey::ALL.into_iter().flat_map(of).collect()
}

pub(super) fn openings(work: &Work) -> Box<[u64]> {
    let mut openings: Vec<u64> = work.opening_keys().iter().map(number).collect();
    openings.sort_unstable();
    openings.dedup();
    openings.into_boxed_slice()
}

impl<Id: Copy + Ord + Hash + Send + Sync> Catalogue<Id> {
    /// Groups references, which are in order.
    #[must_use]
    pub fn new<At: Sync>(all: &[Known<'_, Id, At>]) -> Catalogue<Id> {
        let references: Vec<&Reference<At>> = all.iter().map(|(_, reference)| *reference).collect();
        let grouped = Clusters::build(&references);
        let id = |nth: usize| all.get(nth).map(|(id, _)| *id);
        let mut catalogue = Catalogue {
            clusters: Vec::new(),
            free: Vec::new(),
            by_reference: QuickMap::default(),
            conflicts: BTreeMap::new(),
            similar: BTreeMap::new(),
            shared: None,
        };
        catalogue.take_in(&grouped, id);
        let similar = grouped.similar.iter();
        let similar = similar.filter_map(|pair| Some((id(pair.other)?, (id(pair.first)?, pair.relation))));
        catalogue.similar = similar.collect();
        catalogue
    }

    /// The numbers of the clusters, in no order.
    pub fn numbers(&self) -> impl Iterator<Item = usize> + '_ {
        self.clusters.iter().enumerate().filter(|(_, members)| !members.is_empty()).map(|(number, _)| number)
    }

    /// The number of the cluster that a reference is in; `None` if it is alone.
    #[must_use]
    pub fn cluster_of(&self, id: Id) -> Option<usize> {
        self.by_reference.get(&id).copied()
    }

    /// The references of a cluster.
    #[must_use]
    pub fn cluster(&self, number: usize) -> &[(Id, Option<MatchKey>)] {
        self.clusters.get(number).map(Vec::as_slice).unwrap_or_default()
    }

    /// Works from one reference up to another that share an identifier with an earlier one though their titles are of
    /// two, each with the first that has it. Of a work that is written several times, the first writing alone.
    pub fn conflicts(&self, from: Id, to: Id) -> impl Iterator<Item = (Id, Id)> + '_ {
        self.conflicts.range(from..to).map(|(other, first)| (*first, *other))
    }

    /// References from one up to another that may be one source with an earlier one.
    pub fn similar(&self, from: Id, to: Id) -> impl Iterator<Item = (Id, Id, Relation)> + '_ {
        self.similar.range(from..to).map(|(other, (first, relation))| (*first, *other, *relation))
    }

    /// Makes ready for changes, so that the first takes no longer than others. `all` are the references.
    pub fn expect_changes<'r, At: Sync + 'r>(&mut self, all: impl FnOnce() -> Vec<Known<'r, Id, At>>) {
        if self.shared.is_none() {
            self.shared = Some(Shared::new(&all()));
        }
    }

    /// Takes references out and others in; an id may be among both. `all` and `get` know the references as they are now.
    pub fn change<'r, At: Sync + 'r>(
        &mut self,
        old: &[Known<'_, Id, At>],
        new: &[Known<'r, Id, At>],
        all: impl FnOnce() -> Vec<Known<'r, Id, At>>,
        get: impl Fn(Id) -> Option<&'r Reference<At>>,
    ) -> Regrouped<Id> {
        let works = |known: &[Known<'_, Id, At>]| -> Vec<(Id, Work)> {
            known.iter().map(|(id, reference)| (*id, Work::of(reference))).collect()
        };
        let (before, now) = (works(old), works(new));
        let mut again: QuickSet<u64> = QuickSet::default();
        let mut shared = match self.shared.take() {
            Some(mut shared) => {
                before.iter().for_each(|(id, work)| shared.take_out(*id, work, &mut again));
                now.iter().for_each(|(id, work)| shared.take_in(*id, work));
                shared
            }
            None => {
                let shared = Shared::new(&all());
                before.iter().for_each(|(_, work)| again.extend(openings(work)));
                shared
            }
        };
        let mut works: HashMap<Id, Work> = HashMap::new();
        let mut next: Vec<Id> = before
            .iter()
            .flat_map(|(_, work)| key_numbers(work))
            .flat_map(|key| shared.with(key))
            .copied()
            .collect();
        for (id, work) in now {
            again.extend(openings(&work));
            next.push(id);
            works.insert(id, work);
        }
        let mut seen: BTreeSet<Id> = BTreeSet::new();
        while let Some(id) = next.pop() {
            if !seen.insert(id) {
                continue;
            }
            if let Some(reference) = get(id) {
                let work = works.entry(id).or_insert_with(|| Work::of(reference));
                next.extend(
                    key_numbers(work)
                        .into_iter()
                        .flat_map(|key| shared.with(key))
                        .filter(|id| !seen.contains(id)),
                );
            }
        }
        count(seen.len());
        let mut touched: BTreeSet<Id> = old.iter().map(|(id, _)| *id).collect();
        touched.extend(&seen);
        let (mut gone, conflicts) = self.take_out(&touched);
        let alone: Vec<(Id, &Reference<At>)> = seen.iter().filter_map(|id| Some((*id, get(*id)?))).collect();
        let works: Vec<Work> = alone.iter().filter_map(|(id, _)| works.remove(id)).collect();
        let references: Vec<&Reference<At>> = alone.iter().map(|(_, reference)| *reference).collect();
        let grouped = Clusters::joined(&references, &works);
        let mut numbers = self.take_in(&grouped, |nth| alone.get(nth).map(|(id, _)| *id));
        let mut compared: BTreeSet<Id> =
            touched.iter().filter(|id| self.conflicts.get(id) != conflicts.get(id)).copied().collect();
        // What is as it was keeps its number, or is as good as new to nobody.
        gone.retain(|(number, members)| {
            let same = numbers.iter().position(|new| self.clusters.get(*new) == Some(members));
            if let Some(place) = same {
                let new = numbers.swap_remove(place);
                self.renumber(new, *number);
            }
            same.is_none()
        });
        self.free.extend(gone.iter().map(|(number, _)| *number));
        let members = gone.iter().flat_map(|(_, members)| members);
        let members = members.chain(numbers.iter().flat_map(|number| self.cluster(*number)));
        let mut changed: QuickSet<Id> = members.map(|(id, _)| *id).collect();
        changed.extend(old.iter().map(|(id, _)| *id));
        changed.extend(new.iter().map(|(id, _)| *id));
        again.extend(changed.iter().filter_map(|id| shared.openings.get(id)).flat_map(|keys| keys.iter()));
        compared.extend(old.iter().map(|(id, _)| *id).filter(|id| self.similar.remove(id).is_some()));
        self.compare(&mut shared, &again, &changed, get, &mut compared);
        self.shared = Some(shared);
        Regrouped { gone, new: numbers, compared }
    }

    /// Takes in clusters and conflicts, and returns the numbers of the clusters.
    fn take_in(&mut self, grouped: &Clusters, id: impl Fn(usize) -> Option<Id>) -> Vec<usize> {
        let mut numbers = Vec::new();
        for cluster in grouped.iter() {
            let members: Members<Id> =
                cluster.members().filter_map(|(nth, rung)| Some((id(nth)?, rung))).collect();
            let number = self.free.pop().unwrap_or(self.clusters.len());
            if number == self.clusters.len() {
                self.clusters.push(Vec::new());
            }
            self.by_reference.extend(members.iter().map(|(id, _)| (*id, number)));
            self.clusters[number] = members;
            numbers.push(number);
        }
        let conflicts = grouped.conflicts.iter();
        self.conflicts.extend(conflicts.filter_map(|pair| Some((id(pair.other)?, id(pair.first)?))));
        numbers
    }

    /// Takes out the clusters and conflicts of some references.
    fn take_out(&mut self, ids: &BTreeSet<Id>) -> (Vec<Numbered<Id>>, BTreeMap<Id, Id>) {
        let numbers: BTreeSet<usize> = ids.iter().filter_map(|id| self.by_reference.remove(id)).collect();
        let clusters = numbers.into_iter();
        let gone = clusters
            .filter_map(|number| Some((number, std::mem::take(self.clusters.get_mut(number)?))))
            .collect();
        let conflicts = ids.iter().filter_map(|id| Some((*id, self.conflicts.remove(id)?))).collect();
        (gone, conflicts)
    }

    /// Gives a cluster the number of one that is gone.
    fn renumber(&mut self, number: usize, free: usize) {
        let members = std::mem::take(&mut self.clusters[number]);
        self.by_reference.extend(members.iter().map(|(id, _)| (*id, free)));
        self.clusters[free] = members;
        self.free.push(number);
    }

    /// Looks again for the first that each reference of some openings resembles, once some of them changed, or the
    /// clusters that they are in.
    fn compare<'r, At: 'r>(
        &mut self,
        shared: &mut Shared<Id>,
        again: &QuickSet<u64>,
        changed: &QuickSet<Id>,
        get: impl Fn(Id) -> Option<&'r Reference<At>>,
        compared: &mut BTreeSet<Id>,
    ) {
        // Where there are so many that not all are compared, which are may be others than before.
        let is_crowded = |opening: &u64| shared.opening(*opening).len() > MOST_WRITINGS;
        let crowded = again.iter().filter(|opening| is_crowded(opening));
        let mut anew: BTreeSet<Id> = crowded.flat_map(|opening| shared.opening(*opening)).copied().collect();
        let others: BTreeSet<Id> =
            again.iter().flat_map(|opening| shared.opening(*opening)).copied().collect();
        let rests_on = |other: &Id| self.similar.get(other).is_some_and(|(first, _)| changed.contains(first));
        anew.extend(others.iter().filter(|other| changed.contains(other) || rests_on(other)));
        let known = |other: &Id| self.similar.get(other).filter(|_| !anew.contains(other)).copied();
        let mut found: BTreeMap<Id, (Id, Relation)> =
            others.iter().filter_map(|other| Some((*other, known(other)?))).collect();
        let mut openings = again.clone();
        openings.extend(anew.iter().filter_map(|id| shared.openings.get(id)).flat_map(|keys| keys.iter()));
        for opening in openings {
            let bearers = shared.opening(opening).to_vec();
            count(bearers.len());
            // Of what is one source already the first alone is compared.
            let mut clusters: QuickSet<usize> = QuickSet::default();
            let is_first = |id: &Id| self.cluster_of(*id).is_none_or(|cluster| clusters.insert(cluster));
            let firsts: Vec<Id> = bearers.into_iter().filter(is_first).collect();
            let those_changed: Vec<Id> =
                firsts.iter().take(MOST_WRITINGS).filter(|first| changed.contains(first)).copied().collect();
            for (at, other) in firsts.iter().enumerate().filter(|(_, other)| others.contains(other)) {
                let earlier = firsts.get(..at.min(MOST_WRITINGS)).unwrap_or_default();
                let earlier = if anew.contains(other) { earlier } else { those_changed.as_slice() };
                for first in earlier.iter().take_while(|first| *first < other) {
                    if found.get(other).is_some_and(|(known, _)| known <= first) {
                        break;
                    }
                    if let (Some(one), Some(two)) = (get(*first), get(*other))
                        && let Some(relation) =
                            shared.alike((*first, one), (*other, two)).then(|| relation(one, two)).flatten()
                    {
                        found.insert(*other, (*first, relation));
                    }
                }
            }
        }
        for other in others {
            let now = found.remove(&other);
            let before = match now {
                Some(now) => self.similar.insert(other, now),
                None => self.similar.remove(&other),
            };
            if before != now {
                compared.insert(other);
            }
        }
    }
}

impl<Id: Copy + Ord + Hash + Send + Sync> Shared<Id> {
    fn new<At: Sync>(all: &[Known<'_, Id, At>]) -> Shared<Id> {
        let known: Vec<(Id, Vec<u64>, Box<[u64]>)> = all
            .par_iter()
            .map(|(id, reference)| {
                let work = Work::of(reference);
                (*id, key_numbers(&work), openings(&work))
            })
            .collect();
        let mut shared = Shared {
            by_key: QuickMap::default(),
            by_opening: QuickMap::default(),
            openings: QuickMap::default(),
            writings: QuickMap::default(),
        };
        for (id, keys, openings) in known {
            shared.record(id, &keys, openings);
        }
        shared
    }

    fn record(&mut self, id: Id, keys: &[u64], openings: Box<[u64]>) {
        for key in keys {
            self.by_key.entry(*key).or_default().push(id);
        }
        for opening in &openings {
            let bearers = self.by_opening.entry(*opening).or_default();
            if let Err(place) = bearers.binary_search(&id) {
                bearers.insert(place, id);
            }
        }
        self.openings.insert(id, openings);
    }

    fn take_in(&mut self, id: Id, work: &Work) {
        self.record(id, &key_numbers(work), openings(work));
    }

    fn take_out(&mut self, id: Id, work: &Work, again: &mut QuickSet<u64>) {
        let lists = |lists: &mut QuickMap<u64, Vec<Id>>, key: u64| {
            if let Some(bearers) = lists.get_mut(&key) {
                bearers.retain(|bearer| *bearer != id);
                if bearers.is_empty() {
                    lists.remove(&key);
                }
            }
        };
        key_numbers(work).into_iter().for_each(|key| lists(&mut self.by_key, key));
        for opening in openings(work) {
            lists(&mut self.by_opening, opening);
            again.insert(opening);
        }
        self.openings.remove(&id);
        self.writings.remove(&id);
    }

    /// The references that have a key.
    fn with(&self, key: u64) -> &[Id] {
        self.by_key.get(&key).map(Vec::as_slice).unwrap_or_default()
    }

    /// The references that have an opening, in order.
    fn opening(&self, opening: u64) -> &[Id] {
        self.by_opening.get(&opening).map(Vec::as_slice).unwrap_or_default()
    }

    /// Whether titles, authors and edition are those of one work.
    fn alike<At>(&mut self, (one, first): Known<'_, Id, At>, (two, other): Known<'_, Id, At>) -> bool {
        count(1);
        self.writings.entry(one).or_insert_with(|| Writing::of(first));
        self.writings.entry(two).or_insert_with(|| Writing::of(other));
        let writing = |id: Id| self.writings.get(&id);
        writing(one).zip(writing(two)).is_some_and(|(one, two)| one.is_like(two))
    }
}

#[cfg(test)]
mod tests;
