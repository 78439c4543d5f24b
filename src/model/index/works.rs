//! Which references of the repository are one source.

use std::collections::{HashMap, HashSet};

use super::Documents;
use crate::base::date::Date;
use crate::base::span::{DocId, Place};
use crate::biblio::reference::Reference;
use crate::biblio::same_source::{Clusters, MatchKey, Relation};
use crate::model::facts::{Cited, CitedForm, Facts};
use crate::read::syntax::Syntax;

/// The sources that are written down more than once.
#[derive(Debug, Default)]
pub struct Works {
    works: Vec<Work>,
    /// Which of them a reference belongs to, by the place of the reference.
    by_place: HashMap<Place, usize>,
    conflicts: Vec<[Member; 2]>,
    similar: Vec<([Member; 2], Relation)>,
}

/// One source with all its references, in order of path and text; always two at least.
#[derive(Clone, Debug)]
pub struct Work {
    /// The references.
    pub members: Vec<Member>,
    /// The last day on which one of them says that the source was opened.
    pub last_accessed: Option<Date>,
    /// The keys, numbers and names that citations use for them.
    keys: HashSet<Box<str>>,
}

/// A reference to a source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Member {
    /// The document it is written in.
    pub doc: DocId,
    /// Its number among [`crate::model::facts::Facts::references`].
    pub nth: usize,
    /// What made it one source with those before it; none of the first.
    pub rung: Option<MatchKey>,
}

/// References that one editor keeps together: those of an article, or the registry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Owner {
    /// A registry of sources, over all its files. The first is that of the layout, others are named by a project or a page.
    Registry(u32),
    /// One text.
    Text(DocId),
}

/// A reference of a work with its facts.
#[derive(Clone, Copy, Debug)]
pub struct Listed<'a> {
    /// The path of its document.
    pub path: &'a str,
    /// Who keeps it.
    pub owner: Owner,
    /// As it is written.
    pub cited: &'a Cited,
    /// Its fields.
    pub fields: &'a Reference<Place>,
    /// What made it one source with those before it; none of the first.
    pub rung: Option<MatchKey>,
}

impl Listed<'_> {
    /// Whether a database or a reference manager wrote it, so that its title is known to be right.
    #[must_use]
    pub fn is_imported(&self) -> bool {
        matches!(self.owner, Owner::Registry(_)) && Syntax::of(self.path).is_export()
    }
}

impl Works {
    pub(super) fn new(documents: &Documents) -> Works {
        let mut references = Vec::new();
        let mut owners = Vec::new();
        for (doc, facts) in documents.iter() {
            for (nth, cited) in facts.references.iter().enumerate() {
                if let Some(fields) = &cited.fields {
                    references.push(fields);
                    owners.push((doc, nth));
                }
            }
        }
        let clusters = Clusters::build(&references);
        let mut by_place = HashMap::new();
        let mut works = Vec::new();
        for cluster in clusters.iter() {
            let mut work = Work { members: Vec::new(), last_accessed: None, keys: HashSet::new() };
            for (member, rung) in cluster.members() {
                if let (Some(&(doc, nth)), Some(fields)) = (owners.get(member), references.get(member))
                    && let Some(cited) = documents.get(doc).and_then(|facts| facts.references.get(nth))
                {
                    by_place.insert(cited.place, works.len());
                    work.last_accessed =
                        work.last_accessed.max(fields.accessed.as_ref().map(|day| day.value.latest()));
                    work.keys.extend(cited.key.as_ref().map(|key| key.text.as_str().into()));
                    work.members.push(Member { doc, nth, rung });
                }
            }
            works.push(work);
        }
        let member = |place: usize| owners.get(place).map(|&(doc, nth)| Member { doc, nth, rung: None });
        let conflicts = clusters.conflicts().iter();
        let conflicts =
            conflicts.filter_map(|conflict| Some([member(conflict.first)?, member(conflict.other)?]));
        let similar = clusters.similar().iter();
        let similar =
            similar.filter_map(|pair| Some(([member(pair.first)?, member(pair.other)?], pair.relation)));
        Works { works, by_place, conflicts: conflicts.collect(), similar: similar.collect() }
    }

    /// Takes in where the same references stand now.
    pub(super) fn relocate(&mut self, old: &Facts, new: &Facts) {
        let places = old.references.iter().zip(&new.references).map(|(old, new)| (old.place, new.place));
        let moved: Vec<(Place, usize)> =
            places.filter_map(|(old, new)| Some((new, self.by_place.remove(&old)?))).collect();
        self.by_place.extend(moved);
    }

    /// The source a reference belongs to; `None` if it is written down once.
    pub(super) fn of(&self, reference: Place) -> Option<&Work> {
        self.works.get(*self.by_place.get(&reference)?)
    }

    /// The sources that are written down more than once, in the order of their first references.
    pub fn repeated(&self) -> impl Iterator<Item = &Work> {
        self.works.iter()
    }

    /// Works that share an identifier though their titles are of two, each with the first that has it. A work of which
    /// there is an imported record stands under that: of its title it is known that it is right.
    pub(super) fn conflicts<'a>(
        &'a self,
        documents: &'a Documents,
    ) -> impl Iterator<Item = [Listed<'a>; 2]> + 'a {
        self.conflicts.iter().filter_map(|pair| {
            let [first, other] = pair.map(|member| self.record_of(documents, member));
            Some([first.listed(documents)?, other.listed(documents)?])
        })
    }

    /// The imported record of the work of a reference, where there is one; else the reference.
    fn record_of(&self, documents: &Documents, member: Member) -> Member {
        let listed = member.listed(documents);
        let work = listed.and_then(|listed| self.of(listed.cited.place));
        let is_record =
            |member: &&Member| member.listed(documents).is_some_and(|listed| listed.is_imported());
        work.and_then(|work| work.members.iter().find(is_record)).copied().unwrap_or(member)
    }

    /// Pairs that may be one source, and what they may be to each other.
    pub(super) fn similar<'a>(
        &'a self,
        documents: &'a Documents,
    ) -> impl Iterator<Item = ([Listed<'a>; 2], Relation)> + 'a {
        self.similar.iter().filter_map(|([first, other], relation)| {
            Some(([first.listed(documents)?, other.listed(documents)?], *relation))
        })
    }
}

impl Work {
    /// Whether citations use this key, number or name for one of its references.
    #[must_use]
    pub fn is_known_as(&self, key: &str) -> bool {
        self.keys.contains(key)
    }

    /// Its references with their facts.
    pub(super) fn listed<'a>(&'a self, documents: &'a Documents) -> Vec<Listed<'a>> {
        self.members.iter().filter_map(|member| member.listed(documents)).collect()
    }
}

impl Member {
    fn listed<'a>(&self, documents: &'a Documents) -> Option<Listed<'a>> {
        let facts = documents.get(self.doc)?;
        let cited = facts.references.get(self.nth)?;
        let owner = match cited.form {
            CitedForm::Registry => Owner::Registry(documents.registry_of(self.doc)),
            CitedForm::Text(_) | CitedForm::FrontMatter => Owner::Text(self.doc),
        };
        Some(Listed { path: &facts.path, owner, cited, fields: cited.fields.as_ref()?, rung: self.rung })
    }
}

/// References of one source by their owner, the registry first, then texts in order of path.
#[must_use]
pub fn by_keeper<'a>(listed: &[Listed<'a>]) -> Vec<Vec<Listed<'a>>> {
    let mut owners: Vec<Vec<Listed<'a>>> = Vec::new();
    let mut known: HashMap<Owner, usize> = HashMap::new();
    for reference in listed {
        let nth = *known.entry(reference.owner).or_insert(owners.len());
        match owners.get_mut(nth) {
            Some(kept) => kept.push(*reference),
            None => owners.push(vec![*reference]),
        }
    }
    // A stable sort: texts stay in order of path.
    owners.sort_by_key(|known| !matches!(known[0].owner, Owner::Registry(_)));
    owners
}
