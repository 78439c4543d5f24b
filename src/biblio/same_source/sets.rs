//! The sets of references that are one source, while the ladder joins them.

use std::collections::{BTreeMap, HashMap};

use rayon::prelude::*;

use super::work::{Marks, Work};
use super::writing::Signature;
use super::{Cluster, Likeness, MANY, MatchKey, Writing};
use crate::base::quick::QuickMap;
use crate::base::steps::step;
use crate::biblio::reference::Reference;

/// How many writings of one source are compared each with each; a book of a thousand chapters under one DOI must not
/// cost a million comparisons.
pub(super) const MOST_WRITINGS: usize = 32;

/// A union-find in which each set knows what its members say of themselves.
pub(super) struct Sets<'a, At> {
    references: &'a [&'a Reference<At>],
    works: &'a [Work],
    parents: Vec<usize>,
    sizes: Vec<usize>,
    /// Of the roots.
    marks: Vec<Marks>,
    /// The different writings in the set of a root, sorted; made only where there is something to compare.
    written: Vec<Vec<usize>>,
    writings: Vec<Writing>,
    /// The number of the writing of each reference, once it was asked for.
    known: Vec<Option<usize>>,
    numbers: QuickMap<Writing, usize>,
    /// The rung that joined a reference to an earlier one, in the order of joining.
    rungs: Vec<Option<MatchKey>>,
}

impl<'a, At> Sets<'a, At> {
    pub(super) fn new(references: &'a [&'a Reference<At>], works: &'a [Work]) -> Sets<'a, At> {
        Sets {
            references,
            works,
            parents: (0..works.len()).collect(),
            sizes: vec![1; works.len()],
            marks: works.iter().map(Work::marks).collect(),
            written: vec![Vec::new(); works.len()],
            writings: Vec::new(),
            known: vec![None; works.len()],
            numbers: QuickMap::default(),
            rungs: vec![None; works.len()],
        }
    }

    /// Makes one source of references that agree on a rung. Where they differ in something that
    /// counts more, only those are joined that say the same of it, or all say nothing.
    pub(super) fn join_all(&mut self, rung: MatchKey, bearers: &[usize]) {
        let mut bearers_by_root: BTreeMap<usize, usize> = BTreeMap::new();
        for &bearer in bearers {
            let root = self.root(bearer);
            bearers_by_root.entry(root).or_insert(bearer);
        }
        if bearers_by_root.len() < 2 {
            return;
        }
        let roots: Vec<&Marks> = bearers_by_root.keys().filter_map(|&root| self.marks.get(root)).collect();
        let disputed = Marks::disputed(&roots, rung);
        let mut groups: BTreeMap<Vec<Vec<String>>, Vec<usize>> = BTreeMap::new();
        for (&root, &bearer) in &bearers_by_root {
            let said = self.marks.get(root).map(|marks| marks.said_of(&disputed)).unwrap_or_default();
            groups.entry(said).or_default().push(bearer);
        }
        for group in groups.into_values() {
            for work in self.works_of(rung, group) {
                let may_open =
                    work.iter().any(|&nth| self.works.get(nth).is_some_and(|work| work.may_open(rung)));
                if let (true, Some((&first, others))) = (may_open, work.split_first()) {
                    for &other in others {
                        self.join(first, other, rung);
                    }
                }
            }
        }
    }

    /// Whether the writing that a reference is has a title.
    pub(super) fn has_title(&mut self, nth: usize) -> bool {
        let writing = self.writing(nth);
        self.writings[writing].has_title()
    }

    pub(super) fn likeness(&mut self, left: usize, right: usize) -> Likeness {
        step();
        let (left, right) = (self.writing(left), self.writing(right));
        self.writings[left].likeness(&self.writings[right])
    }

    /// Whether titles, authors and edition are those of one work.
    pub(super) fn alike(&mut self, left: usize, right: usize) -> bool {
        step();
        let (left, right) = (self.writing(left), self.writing(right));
        self.writings[left].is_like(&self.writings[right])
    }

    pub(super) fn root(&mut self, mut nth: usize) -> usize {
        while self.parents[nth] != nth {
            self.parents[nth] = self.parents[self.parents[nth]];
            nth = self.parents[nth];
        }
        nth
    }

    pub(super) fn into_clusters(mut self) -> Vec<Cluster> {
        let mut places: HashMap<usize, usize> = HashMap::new();
        let mut clusters: Vec<Cluster> = Vec::new();
        for nth in 0..self.works.len() {
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
                let agrees = |rung: &MatchKey| self.works[first].agrees(&self.works[nth], *rung);
                MatchKey::ALL.into_iter().find(agrees).or(self.rungs[nth])
            });
            members.push((nth, rung));
        }
        clusters
    }

    /// Parts references that agree on a rung, one of each set, by the works they may be of. What may be of several
    /// works is joined to none of them.
    fn works_of(&mut self, rung: MatchKey, group: Vec<usize>) -> Vec<Vec<usize>> {
        let written: Vec<(usize, Vec<usize>)> =
            group.iter().map(|&bearer| (bearer, self.written(bearer))).collect();
        let mut kinds: BTreeMap<&Vec<usize>, Vec<usize>> = BTreeMap::new();
        for (bearer, writings) in &written {
            kinds.entry(writings).or_default().push(*bearer);
        }
        let kinds: Vec<(&Vec<usize>, Vec<usize>)> = kinds.into_iter().collect();
        let count: usize = kinds.iter().map(|(writings, _)| writings.len()).sum();
        if rung == MatchKey::Author {
            // Two that are not bare are for the rungs above, be they written alike.
            let full: usize = kinds
                .iter()
                .filter(|(writings, _)| !writings.iter().any(|&writing| self.writings[writing].is_bare()))
                .map(|(_, bearers)| bearers.len())
                .sum();
            if full > 1 || count > MOST_WRITINGS {
                return Vec::new();
            }
        }
        if count > MOST_WRITINGS {
            return self.by_signature(&kinds);
        }
        let apart: Vec<Vec<bool>> = kinds
            .iter()
            .map(|(mine, _)| kinds.iter().map(|(theirs, _)| self.are_apart(rung, mine, theirs)).collect())
            .collect();
        if !apart.iter().enumerate().any(|(left, row)| row.iter().skip(left + 1).any(|apart| *apart)) {
            return vec![group];
        }
        let is_titled = |nth: &usize| kinds[*nth].0.iter().any(|&writing| self.writings[writing].has_title());
        let (titled, untitled): (Vec<usize>, Vec<usize>) = (0..kinds.len()).partition(is_titled);
        let mut works: Vec<Vec<usize>> = Vec::new();
        for component in components(&titled, &apart) {
            let is_whole = component
                .iter()
                .all(|&left| component.iter().all(|&right| left == right || !apart[left][right]));
            if is_whole {
                works.push(component.iter().flat_map(|&nth| kinds[nth].1.iter().copied()).collect());
            } else {
                let kinds: Vec<(&Vec<usize>, Vec<usize>)> =
                    component.iter().map(|&nth| kinds[nth].clone()).collect();
                works.extend(self.by_signature(&kinds));
            }
        }
        works.push(untitled.iter().flat_map(|&nth| kinds[nth].1.iter().copied()).collect());
        works
    }

    /// Joins only what is written alike but for its authors.
    fn by_signature(&self, kinds: &[(&Vec<usize>, Vec<usize>)]) -> Vec<Vec<usize>> {
        let mut works: BTreeMap<Vec<Signature>, Vec<usize>> = BTreeMap::new();
        for (writings, bearers) in kinds {
            let mut signatures: Vec<Signature> =
                writings.iter().map(|&writing| self.writings[writing].signature()).collect();
            signatures.sort_unstable();
            signatures.dedup();
            works.entry(signatures).or_default().extend(bearers);
        }
        works.into_values().collect()
    }

    /// Whether two sets are two works: any of their titles cannot be one, or all their details differ.
    fn are_apart(&self, rung: MatchKey, left: &[usize], right: &[usize]) -> bool {
        let pairs = || left.iter().flat_map(|&mine| right.iter().map(move |&theirs| (mine, theirs)));
        let of = |(mine, theirs): (usize, usize)| {
            step();
            (&self.writings[mine], &self.writings[theirs])
        };
        pairs().map(of).any(|(mine, theirs)| mine.is_other_work(theirs, rung))
            || pairs().map(of).all(|(mine, theirs)| mine.differs_in_detail(theirs, rung))
    }

    fn join(&mut self, left: usize, right: usize, rung: MatchKey) {
        let (left_root, right_root) = (self.root(left), self.root(right));
        if left_root == right_root {
            return;
        }
        let written = merged(self.written(left), self.written(right));
        let (large, small) = if self.sizes[left_root] >= self.sizes[right_root] {
            (left_root, right_root)
        } else {
            (right_root, left_root)
        };
        let marks = std::mem::take(&mut self.marks[small]);
        self.marks[large].merge(marks);
        self.written[large] = written;
        self.sizes[large] += self.sizes[small];
        self.parents[small] = large;
        for nth in [left, right] {
            self.rungs[nth].get_or_insert(rung);
        }
    }

    /// The different writings in the set of a reference.
    fn written(&mut self, nth: usize) -> Vec<usize> {
        let root = self.root(nth);
        if self.written[root].is_empty() {
            let writing = self.writing(root);
            self.written[root].push(writing);
        }
        self.written[root].clone()
    }

    /// The number of the writing that a reference is.
    fn writing(&mut self, nth: usize) -> usize {
        if let Some(number) = self.known[nth] {
            return number;
        }
        self.take_in(nth, Writing::of(self.references[nth]))
    }

    /// Reads the writings of references that will be compared; so many are read on all threads.
    pub(super) fn read_ahead(&mut self, groups: &[Vec<usize>])
    where
        At: Sync,
    {
        let mut unknown: Vec<usize> =
            groups.iter().flatten().copied().filter(|&nth| self.known[nth].is_none()).collect();
        unknown.sort_unstable();
        unknown.dedup();
        if unknown.len() < MANY {
            return;
        }
        let read: Vec<Writing> = unknown.par_iter().map(|&nth| Writing::of(self.references[nth])).collect();
        for (nth, writing) in unknown.into_iter().zip(read) {
            self.take_in(nth, writing);
        }
    }

    fn take_in(&mut self, nth: usize, writing: Writing) -> usize {
        let next = self.writings.len();
        let number = *self.numbers.entry(writing.clone()).or_insert(next);
        if number == next {
            self.writings.push(writing);
        }
        self.known[nth] = Some(number);
        number
    }
}

/// The connected components of `nodes`, where two that are not apart are connected.
fn components(nodes: &[usize], apart: &[Vec<bool>]) -> Vec<Vec<usize>> {
    let mut components = Vec::new();
    let mut rest: Vec<usize> = nodes.to_vec();
    while let Some(first) = rest.pop() {
        let mut component = vec![first];
        let mut at = 0;
        while let Some(&node) = component.get(at) {
            step();
            let (near, far): (Vec<usize>, Vec<usize>) = rest.iter().partition(|&&other| !apart[node][other]);
            component.extend(near);
            rest = far;
            at += 1;
        }
        components.push(component);
    }
    components
}

/// Two sorted lists as one, each number once.
fn merged(mut left: Vec<usize>, right: Vec<usize>) -> Vec<usize> {
    left.extend(right);
    left.sort_unstable();
    left.dedup();
    left
}
