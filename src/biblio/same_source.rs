//! When two references are one source.
//!
//! The keys are compared in order, and the first one that both references have decides. Two references that differ in
//! an identifier above that key are two sources, even if everything else agrees, and also by way of a third reference.
//! A reference that fits two such sources equally well is joined to neither. So the clusters do not depend on the
//! order of the references, and no cluster has two DOIs.
//!
//! An identifier can be on the wrong work, or on the whole of which the work is a part: where the titles cannot be
//! of one work, equal identifiers join nothing and are a [`Conflict`].

use std::collections::{BTreeMap, HashSet};
use std::hash::BuildHasher;

use foldhash::fast::FixedState;
use rayon::prelude::*;

use crate::base::quick::QuickSet;
use crate::biblio::reference::Reference;

mod catalogue;
mod journal;
mod people;
mod sets;
mod similar;
mod words;
mod work;
mod writing;

use sets::Sets;
use work::Work;
use writing::Writing;

pub use catalogue::{Catalogue, Known, Members, Regrouped};
pub use similar::{Relation, Similar};
pub use writing::{Likeness, differ_in_publisher, differ_in_year, likeness};

/// What made two references one source, the surest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum MatchKey {
    /// Equal DOI.
    Doi,
    /// Equal PubMed identifier.
    Pmid,
    /// Equal PubMed Central identifier, in any version.
    Pmcid,
    /// Equal ISBN; of chapters, equal titles and pages too.
    Isbn,
    /// Equal web address.
    Url,
    /// Equal title, publisher or container, and year.
    Title,
    /// Equal title, year, volume and first page, under any name of the journal.
    Place,
    /// Near title, equal journal or author, year, volume and first page.
    Locus,
    /// Equal long title, author and year, where one of the two says nothing else.
    Author,
}

impl MatchKey {
    const ALL: [MatchKey; 9] = [
        MatchKey::Doi,
        MatchKey::Pmid,
        MatchKey::Pmcid,
        MatchKey::Isbn,
        MatchKey::Url,
        MatchKey::Title,
        MatchKey::Place,
        MatchKey::Locus,
        MatchKey::Author,
    ];

    /// Whether the rung compares identifiers. Equal addresses are no proof: a page changes its
    /// title and stays where it is.
    #[must_use]
    pub fn is_identifier(self) -> bool {
        matches!(self, MatchKey::Doi | MatchKey::Pmid | MatchKey::Pmcid | MatchKey::Isbn)
    }

    /// Whether the rung leaves no doubt that one of the references can go. Where a title or a place is only near,
    /// an editor decides.
    #[must_use]
    pub fn is_certain(self) -> bool {
        !matches!(self, MatchKey::Locus | MatchKey::Author)
    }

    /// The reason in words: "both have the same DOI".
    #[must_use]
    pub fn in_words(self) -> &'static str {
        match self {
            MatchKey::Doi => "both have the same DOI",
            MatchKey::Pmid => "both have the same PMID",
            MatchKey::Pmcid => "both have the same PMCID",
            MatchKey::Isbn => "both have the same ISBN",
            MatchKey::Url => "both have the same address",
            MatchKey::Title => "title and publisher agree",
            MatchKey::Place => "title, year, volume and page agree",
            MatchKey::Locus => "year, volume and page agree, and the titles nearly",
            MatchKey::Author => "title, author and year agree",
        }
    }
}

/// References by source.
#[derive(Clone, Debug, Default)]
pub struct Clusters {
    clusters: Vec<Cluster>,
    conflicts: Vec<Conflict>,
    similar: Vec<Similar>,
}

/// Two or more references to one source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cluster {
    members: Vec<(usize, Option<MatchKey>)>,
}

/// Two works with one identifier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Conflict {
    /// The first reference that has it.
    pub first: usize,
    /// A later one, of another work.
    pub other: usize,
}

impl Clusters {
    /// Finds the references that are one source, in time nearly proportional to their number.
    /// Members and clusters keep the order of `references`.
    #[must_use]
    pub fn build<At: Sync>(references: &[&Reference<At>]) -> Clusters {
        let sharing = sharing(references);
        let references: Vec<&Reference<At>> =
            sharing.iter().filter_map(|nth| references.get(*nth).copied()).collect();
        let works: Vec<Work> = references.par_iter().map(|reference| Work::of(reference)).collect();
        let (mut sets, conflicts) = join(&references, &works);
        let similar = similar::find(&mut sets, &works, &references);
        Clusters { clusters: sets.into_clusters(), conflicts, similar }.of_all(&sharing)
    }

    /// The same with the numbers that its references, here numbered among some of them, have among all.
    fn of_all(mut self, numbers: &[usize]) -> Clusters {
        let place = |nth: &mut usize| *nth = numbers.get(*nth).copied().unwrap_or(*nth);
        let members = self.clusters.iter_mut().flat_map(|cluster| &mut cluster.members);
        members.for_each(|(nth, _)| place(nth));
        for Conflict { first, other } in &mut self.conflicts {
            place(first);
            place(other);
        }
        for Similar { first, other, .. } in &mut self.similar {
            place(first);
            place(other);
        }
        self
    }

    /// The same for works that are at hand, without those that may be one source.
    fn joined<At: Sync>(references: &[&Reference<At>], works: &[Work]) -> Clusters {
        let (sets, conflicts) = join(references, works);
        Clusters { clusters: sets.into_clusters(), conflicts, similar: Vec::new() }
    }

    /// Pairs that may be one source, in the order of the later ones.
    #[must_use]
    pub fn similar(&self) -> &[Similar] {
        &self.similar
    }

    /// Works that share an identifier though their titles are of two, each with the first of them; in the order of
    /// the references. Of a work that is written several times, the first writing alone.
    #[must_use]
    pub fn conflicts(&self) -> &[Conflict] {
        &self.conflicts
    }

    /// The clusters, in the order of their first members.
    pub fn iter(&self) -> impl Iterator<Item = &Cluster> {
        self.clusters.iter()
    }
}

impl Cluster {
    /// The references, by their places in what was given, each with the rung that makes it one
    /// source with the first (or, by way of a third, with another); `None` for the first itself.
    pub fn members(&self) -> impl Iterator<Item = (usize, Option<MatchKey>)> + '_ {
        self.members.iter().copied()
    }
}

/// To wake threads takes longer than to look through fewer works than these.
const MANY: usize = 256;

/// The references that have a key in common with another, in order. Most have none, and what they say is not kept: a
/// library has a hundred thousand. Keys are told apart by 32 bits of their hashes, so that one too many may be among them.
fn sharing<At: Sync>(references: &[&Reference<At>]) -> Vec<usize> {
    if references.len() < MANY {
        return (0..references.len()).collect();
    }
    // Few enough that what is made on the way weighs nothing beside the references.
    const AT_ONCE: usize = 4_096;
    let of = |reference: &&Reference<At>| {
        let work = Work::of(reference);
        let numbers = catalogue::key_numbers(&work).into_iter().chain(catalogue::openings(&work));
        numbers.map(|number| u32::try_from(number >> 32).unwrap_or_default()).collect::<Vec<_>>()
    };
    let all = references.len();
    let mut numbers: Vec<(u32, u32)> = Vec::new();
    for (part, references) in references.chunks(AT_ONCE).enumerate() {
        let said: Vec<Vec<u32>> = references.par_iter().map(of).collect();
        if part == 0 {
            let number: usize = said.iter().map(Vec::len).sum();
            numbers.reserve_exact(number * all.div_ceil(AT_ONCE));
        }
        for (nth, said) in (part * AT_ONCE..).zip(said) {
            let nth = u32::try_from(nth).unwrap_or(u32::MAX);
            numbers.extend(said.into_iter().map(|number| (number, nth)));
        }
    }
    numbers.par_sort_unstable();
    let mut sharing: Vec<usize> = Vec::new();
    let shared = numbers.chunk_by(|(one, _), (other, _)| one == other).filter(|bearers| bearers.len() > 1);
    shared.for_each(|bearers| sharing.extend(bearers.iter().map(|(_, nth)| *nth as usize)));
    sharing.sort_unstable();
    sharing.dedup();
    sharing
}

/// Joins the references that are one source, and finds the works that share an identifier.
fn join<'r, At: Sync>(
    references: &'r [&'r Reference<At>],
    works: &'r [Work],
) -> (Sets<'r, At>, Vec<Conflict>) {
    let of = |rung| (rung, bearers_of_one_key(works, rung));
    let rungs: Vec<_> = match works.len() {
        ..MANY => MatchKey::ALL.into_iter().map(of).collect(),
        _ => MatchKey::ALL.into_par_iter().map(of).collect(),
    };
    let mut sets = Sets::new(references, works);
    let mut identified = Vec::new();
    for (rung, shared) in rungs {
        for bearers in shared {
            sets.join_all(rung, &bearers);
            if rung.is_identifier() {
                identified.push(bearers);
            }
        }
    }
    let conflicts = conflicts(&mut sets, &identified);
    (sets, conflicts)
}

/// Compares every set of references that has an identifier with the first ones that have it.
fn conflicts<At>(sets: &mut Sets<'_, At>, identified: &[Vec<usize>]) -> Vec<Conflict> {
    let mut conflicts = HashSet::new();
    for bearers in identified {
        let mut roots = HashSet::new();
        let mut firsts: Vec<usize> = Vec::new();
        for &bearer in bearers {
            if sets.has_title(bearer) && roots.insert(sets.root(bearer)) {
                firsts.push(bearer);
            }
        }
        for (nth, &other) in firsts.iter().enumerate().skip(1) {
            let earlier = firsts.iter().take(nth.min(sets::MOST_WRITINGS));
            if let Some(&first) =
                earlier.into_iter().find(|&&first| sets.likeness(first, other) == Likeness::Two)
            {
                conflicts.insert((other, first));
            }
        }
    }
    let mut conflicts: Vec<(usize, usize)> = conflicts.into_iter().collect();
    conflicts.sort_unstable();
    // One work may share its DOI with one and its PMID with another; it is reported once.
    conflicts.dedup_by_key(|(other, _)| *other);
    conflicts.into_iter().map(|(other, first)| Conflict { first, other }).collect()
}

/// The references that agree on a rung, for each key that several have; in order of the keys,
/// so that the order of the references decides nothing.
fn bearers_of_one_key(works: &[Work], rung: MatchKey) -> Vec<Vec<usize>> {
    shared_by_several(works, |work| work.keys(rung))
}

/// The works that share a key, in the order of the keys. Most keys are of one work alone: they are told apart by their
/// hashes, and nothing is kept of them.
fn shared_by_several(works: &[Work], keys: impl Fn(&Work) -> Vec<String> + Sync) -> Vec<Vec<usize>> {
    let hasher = FixedState::default();
    let hash = |key: &String| hasher.hash_one(key);
    let of = |work: &Work| keys(work).into_iter().map(|key| hash(&key));
    let mut hashes: Vec<u64> = match works.len() {
        ..MANY => works.iter().flat_map(of).collect(),
        _ => works.par_iter().flat_map_iter(of).collect(),
    };
    hashes.sort_unstable();
    let repeated: QuickSet<u64> = hashes
        .windows(2)
        .filter(|pair| pair.first() == pair.last())
        .filter_map(|pair| pair.first().copied())
        .collect();
    drop(hashes);
    if repeated.is_empty() {
        return Vec::new();
    }
    let mut bearers: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (nth, work) in works.iter().enumerate() {
        for key in keys(work).into_iter().filter(|key| repeated.contains(&hash(key))) {
            bearers.entry(key).or_default().push(nth);
        }
    }
    bearers.into_values().filter(|bearers| bearers.len() > 1).collect()
}

#[cfg(test)]
mod tests;
