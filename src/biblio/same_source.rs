//! When two references are one source.
//!
//! The first rung of a ladder that speaks decides; a rung speaks where both references have
//! what it compares. Two that differ in an identifier above the rung are two sources whatever
//! else agrees, also by way of a third reference. A reference that fits two such sources
//! equally well is joined to neither. So the clusters are the same whatever the order of the
//! references, and no cluster holds two DOIs.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::base::title::fold;
use crate::biblio::reference::Reference;

mod work;

use work::{Marks, Work};

/// What made two references one source, the surest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Rung {
    /// Equal DOI.
    Doi,
    /// Equal PubMed identifier.
    Pmid,
    /// Equal PubMed Central identifier, whatever its version.
    Pmcid,
    /// Equal ISBN; of chapters, equal titles and pages too.
    Isbn,
    /// Equal web address.
    Url,
    /// Equal title, publisher or container, and year.
    Title,
}

impl Rung {
    const ALL: [Rung; 6] = [Rung::Doi, Rung::Pmid, Rung::Pmcid, Rung::Isbn, Rung::Url, Rung::Title];

    /// Whether the rung compares identifiers. Equal addresses are no proof: a page changes its
    /// title and stays where it is.
    #[must_use]
    pub fn is_identifier(self) -> bool {
        matches!(self, Rung::Doi | Rung::Pmid | Rung::Pmcid | Rung::Isbn)
    }

    /// The reason in words: "both have the same DOI".
    #[must_use]
    pub fn in_words(self) -> &'static str {
        match self {
            Rung::Doi => "both have the same DOI",
            Rung::Pmid => "both have the same PMID",
            Rung::Pmcid => "both have the same PMCID",
            Rung::Isbn => "both have the same ISBN",
            Rung::Url => "both have the same address",
            Rung::Title => "title and publisher agree",
        }
    }
}

/// References by source.
#[derive(Clone, Debug, Default)]
pub struct Clusters {
    clusters: Vec<Cluster>,
}

/// Two or more references to one source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cluster {
    members: Vec<(usize, Option<Rung>)>,
}

impl Clusters {
    /// Finds the references that are one source, in time nearly proportional to their number.
    /// Members and clusters keep the order of `references`.
    #[must_use]
    pub fn build<At>(references: &[&Reference<At>]) -> Clusters {
        let works: Vec<Work> = references.iter().map(|reference| Work::of(reference)).collect();
        let mut sets = Sets::new(&works);
        for rung in Rung::ALL {
            for bearers in bearers_of_one_key(&works, rung) {
                sets.join_all(&works, rung, &bearers);
            }
        }
        sets.into_clusters(&works)
    }

    /// The clusters, in the order of their first members.
    pub fn iter(&self) -> impl Iterator<Item = &Cluster> {
        self.clusters.iter()
    }
}

impl Cluster {
    /// The references, by their places in what was given, each with the rung that makes it one
    /// source with the first (or, by way of a third, with another); none of the first itself.
    pub fn members(&self) -> impl Iterator<Item = (usize, Option<Rung>)> + '_ {
        self.members.iter().copied()
    }
}

/// Whether equal identifiers stand on two works: their titles have no word in common, as those of
/// two chapters of one book. Short words say nothing; nor does a title of such words alone.
#[must_use]
pub fn titles_cannot_be_one<At>(left: &Reference<At>, right: &Reference<At>) -> bool {
    let folded = |reference: &Reference<At>| reference.title.as_ref().map(|title| fold(&title.value));
    let (Some(left), Some(right)) = (folded(left), folded(right)) else {
        return false;
    };
    let (mine, theirs) = (telling_words(&left), telling_words(&right));
    !mine.is_empty() && !theirs.is_empty() && mine.is_disjoint(&theirs)
}

/// The words of a folded text that are long enough to mean something.
fn telling_words(folded: &str) -> HashSet<&str> {
    folded.split(|c: char| !c.is_alphanumeric()).filter(|word| word.chars().count() > 3).collect()
}

/// The references that agree on a rung, for each key that several have; in order of the keys,
/// so that the order of the references decides nothing.
fn bearers_of_one_key(works: &[Work], rung: Rung) -> Vec<Vec<usize>> {
    let mut bearers: HashMap<String, Vec<usize>> = HashMap::new();
    for (nth, work) in works.iter().enumerate() {
        for key in work.keys(rung) {
            bearers.entry(key).or_default().push(nth);
        }
    }
    let mut shared: Vec<(String, Vec<usize>)> =
        bearers.into_iter().filter(|(_, bearers)| bearers.len() > 1).collect();
    shared.sort_unstable_by(|(left, _), (right, _)| left.cmp(right));
    shared.into_iter().map(|(_, bearers)| bearers).collect()
}

/// A union-find in which each set knows what its members say of themselves.
struct Sets {
    parents: Vec<usize>,
    sizes: Vec<usize>,
    /// Of the roots.
    marks: Vec<Marks>,
    /// The rung that joined a reference to an earlier one, in the order of joining.
    rungs: Vec<Option<Rung>>,
}

impl Sets {
    fn new(works: &[Work]) -> Sets {
        Sets {
            parents: (0..works.len()).collect(),
            sizes: vec![1; works.len()],
            marks: works.iter().map(Work::marks).collect(),
            rungs: vec![None; works.len()],
        }
    }

    /// Makes one source of references that agree on a rung. Where they differ in something that
    /// counts more, only those are joined that say the same of it, or all say nothing.
    fn join_all(&mut self, works: &[Work], rung: Rung, bearers: &[usize]) {
        let mut bearers_by_root: BTreeMap<usize, usize> = BTreeMap::new();
        for &bearer in bearers {
            let root = self.root(bearer);
            bearers_by_root.entry(root).or_insert(bearer);
        }
        let roots: Vec<&Marks> = bearers_by_root.keys().filter_map(|&root| self.marks.get(root)).collect();
        let disputed = Marks::disputed(&roots, rung);
        let mut groups: BTreeMap<Vec<Vec<String>>, Vec<usize>> = BTreeMap::new();
        for (&root, &bearer) in &bearers_by_root {
            let said = self.marks.get(root).map(|marks| marks.said_of(&disputed)).unwrap_or_default();
            groups.entry(said).or_default().push(bearer);
        }
        for group in groups.into_values() {
            // Of pages without a year, one must be on the web: books without a year may differ in it.
            let speaks = rung != Rung::Title
                || group.iter().any(|&nth| works.get(nth).is_some_and(Work::speaks_by_title));
            if let (true, Some((&first, others))) = (speaks, group.split_first()) {
                for &other in others {
                    self.join(first, other, rung);
                }
            }
        }
    }

    fn join(&mut self, left: usize, right: usize, rung: Rung) {
        let (left_root, right_root) = (self.root(left), self.root(right));
        if left_root == right_root {
            return;
        }
        let (large, small) = if self.sizes[left_root] >= self.sizes[right_root] {
            (left_root, right_root)
        } else {
            (right_root, left_root)
        };
        let marks = std::mem::take(&mut self.marks[small]);
        self.marks[large].merge(marks);
        self.sizes[large] += self.sizes[small];
        self.parents[small] = large;
        for nth in [left, right] {
            self.rungs[nth].get_or_insert(rung);
        }
    }

    fn root(&mut self, mut nth: usize) -> usize {
        while self.parents[nth] != nth {
            self.parents[nth] = self.parents[self.parents[nth]];
            nth = self.parents[nth];
        }
        nth
    }

    fn into_clusters(mut self, works: &[Work]) -> Clusters {
        let mut places: HashMap<usize, usize> = HashMap::new();
        let mut clusters: Vec<Cluster> = Vec::new();
        for nth in 0..works.len() {
            let root = self.root(nth);
            if self.sizes[root] < 2 {
                continue;
            }
            let place = *places.entry(root).or_insert_with(|| {
                clusters.push(Cluster { members: Vec::new() });
                clusters.len() - 1
            });
            let members = &mut clusters[place].members;
            let rung = members.first().and_then(|&(first, _)| {
                let direct = Rung::ALL.into_iter().find(|&rung| works[first].agrees(&works[nth], rung));
                direct.or(self.rungs[nth])
            });
            members.push((nth, rung));
        }
        Clusters { clusters }
    }
}

#[cfg(test)]
mod tests;
