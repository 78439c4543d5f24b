//! Which references of the repository are one source.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::rc::Rc;

use super::reads::{self, Asked};
use super::{Changed, Documents, Order};
use crate::base::date::Date;
use crate::base::quick::QuickMap;
use crate::base::span::{DocId, Place};
use crate::biblio::reference::Reference;
use crate::biblio::same_source::{Catalogue, Known, MatchKey, Regrouped, Relation};
use crate::model::facts::{Cited, CitedForm, Facts};
use crate::read::syntax::Syntax;

/// The sources that are written down more than once.
#[derive(Debug, Default)]
pub struct Works {
    catalogue: Catalogue<RefId>,
    /// By their numbers in the catalogue.
    works: Vec<Option<Work>>,
    /// In the order of their first references.
    order: BTreeMap<RefId, usize>,
    /// Which of them a reference belongs to, by the place of the reference.
    by_place: QuickMap<Place, usize>,
}

/// A reference by its place in order of path and text.
type RefId = Order;

/// One source with all its references, in order of path and text; always two at least.
#[derive(Clone, Debug)]
pub struct Work {
    /// The references.
    pub members: Vec<Member>,
    /// The last day on which one of them says that the source was opened.
    pub last_accessed: Option<Date>,
    /// The keys, numbers and names that citations use for them.
    keys: HashSet<Box<str>>,
    /// The first that a database or a reference manager wrote.
    imported: Option<Member>,
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
        let catalogue = Catalogue::new(&all(documents));
        let mut works = Works { catalogue, ..Works::default() };
        let numbers: Vec<usize> = works.catalogue.numbers().collect();
        numbers.into_iter().for_each(|number| works.take_in(documents, number));
        works
    }

    pub(super) fn expect_edits(&mut self, documents: &Documents) {
        self.catalogue.expect_changes(|| all(documents));
    }

    /// Takes in the references of documents that were edited.
    pub(super) fn renew(
        &mut self,
        documents: &Documents,
        edited: &[(DocId, &Facts, &Facts)],
        changed: &mut Changed,
    ) {
        let (mut old, mut new) = (Vec::new(), Vec::new());
        for (doc, before, now) in edited {
            for nth in 0..before.references.len().max(now.references.len()) {
                let (before, now) = (before.references.get(nth), now.references.get(nth));
                if before.zip(now).is_some_and(|(before, now)| is_same(before, now)) {
                    continue;
                }
                let id = documents.id_of(*doc, nth);
                old.extend(before.and_then(|cited| Some((id, cited.fields.as_ref()?))));
                new.extend(now.and_then(|cited| Some((id, cited.fields.as_ref()?))));
            }
            for cited in &before.references {
                self.by_place.remove(&cited.place);
            }
        }
        if !(old.is_empty() && new.is_empty()) {
            let get = |id: RefId| documents.cited(id)?.fields.as_ref();
            let regrouped = self.catalogue.change(&old, &new, || all(documents), get);
            self.exchange(documents, &regrouped, changed);
            for id in &regrouped.compared {
                changed.note(Asked::Works(documents.doc_of(*id)));
            }
        }
        for (doc, _, now) in edited {
            for (nth, cited) in now.references.iter().enumerate() {
                if let Some(number) = self.catalogue.cluster_of(documents.id_of(*doc, nth)) {
                    self.by_place.insert(cited.place, number);
                }
            }
        }
    }

    /// Exchanges works for others, and notes for which documents and references these say something else.
    fn exchange(&mut self, documents: &Documents, regrouped: &Regrouped<RefId>, changed: &mut Changed) {
        let mut before: BTreeMap<RefId, Rc<Work>> = BTreeMap::new();
        for (number, members) in &regrouped.gone {
            let Some(work) = self.works.get_mut(*number).and_then(Option::take).map(Rc::new) else {
                continue;
            };
            for (id, _) in members {
                before.insert(*id, Rc::clone(&work));
                if let Some(cited) = documents.cited(*id) {
                    self.by_place.remove(&cited.place);
                }
            }
            if let Some((first, _)) = members.first() {
                self.order.remove(first);
            }
            note_texts(&work, changed);
        }
        for number in &regrouped.new {
            self.take_in(documents, *number);
            if let Some(work) = self.works.get(*number).and_then(Option::as_ref) {
                note_texts(work, changed);
            }
        }
        let new = regrouped.new.iter().flat_map(|number| self.catalogue.cluster(*number));
        let ids: BTreeSet<RefId> = before.keys().copied().chain(new.map(|(id, _)| *id)).collect();
        for id in ids {
            let now = self.catalogue.cluster_of(id).and_then(|number| self.works.get(number)?.as_ref());
            let same = before.get(&id).map(|work| work.summary()) == now.map(Work::summary);
            if let Some(cited) = documents.cited(id).filter(|_| !same) {
                changed.note(Asked::Work(cited.place));
            }
        }
    }

    /// Takes in a cluster.
    fn take_in(&mut self, documents: &Documents, number: usize) {
        let members = self.catalogue.cluster(number);
        let mut work =
            Work { members: Vec::new(), last_accessed: None, keys: HashSet::new(), imported: None };
        for (id, rung) in members {
            if let Some(cited) = documents.cited(*id)
                && let Some(fields) = &cited.fields
            {
                self.by_place.insert(cited.place, number);
                work.last_accessed =
                    work.last_accessed.max(fields.accessed.as_ref().map(|day| day.value.latest()));
                work.keys.extend(cited.key.as_ref().map(|key| key.text.as_str().into()));
                let member = Member { doc: documents.doc_of(*id), nth: id.nth(), rung: *rung };
                let is_record = || member.listed(documents).is_some_and(|listed| listed.is_imported());
                work.imported = work.imported.or_else(|| is_record().then_some(member));
                work.members.push(member);
            }
        }
        if let Some((first, _)) = members.first() {
            self.order.insert(*first, number);
        }
        if self.works.len() <= number {
            self.works.resize_with(number + 1, || None);
        }
        self.works[number] = Some(work);
    }

    /// The source a reference belongs to; `None` if it is written down once.
    pub(super) fn of(&self, reference: Place) -> Option<&Work> {
        self.works.get(*self.by_place.get(&reference)?)?.as_ref()
    }

    /// The sources that are written down more than once, and first in a document, in the order of the text.
    pub(super) fn first_in(&self, documents: &Documents, doc: DocId) -> impl Iterator<Item = &Work> {
        let [from, to] = documents.ids_in(doc);
        self.order.range(from..to).filter_map(|(_, number)| self.works.get(*number)?.as_ref())
    }

    /// The sources that are written down more than once in a document, in the order of the text.
    pub(super) fn repeated_in(&self, documents: &Documents, doc: DocId) -> Vec<&Work> {
        let mut known: BTreeMap<usize, usize> = BTreeMap::new();
        let mut repeated = Vec::new();
        let references = documents.get(doc).map(|facts| facts.references.as_slice()).unwrap_or_default();
        for number in references.iter().filter_map(|cited| self.by_place.get(&cited.place)) {
            let written = known.entry(*number).or_default();
            *written += 1;
            if *written == 2 {
                repeated.push(*number);
            }
        }
        repeated.sort_by_key(|number| self.catalogue.cluster(*number).first().map(|(first, _)| *first));
        repeated.into_iter().filter_map(|number| self.works.get(number)?.as_ref()).collect()
    }

    /// Works that share an identifier though their titles are of two, each with the first that has it; the later one is in
    /// this document. A work of which there is an imported record stands under that: of its title it is known that it is
    /// right.
    pub(super) fn conflicts<'a>(
        &'a self,
        documents: &'a Documents,
        doc: DocId,
    ) -> impl Iterator<Item = [Listed<'a>; 2]> + 'a {
        let [from, to] = documents.ids_in(doc);
        self.catalogue.conflicts(from, to).filter_map(|(first, other)| {
            let [first, other] = [first, other].map(|id| self.record_of(documents, id));
            Some([first?.listed(documents)?, other?.listed(documents)?])
        })
    }

    /// The imported record of the work of a reference, where there is one; else the reference.
    fn record_of(&self, documents: &Documents, id: RefId) -> Option<Member> {
        let place = documents.cited(id)?.place;
        reads::note(Asked::Work(place));
        let imported = self.of(place).and_then(|work| work.imported);
        Some(imported.unwrap_or(Member { doc: documents.doc_of(id), nth: id.nth(), rung: None }))
    }

    /// Pairs that may be one source, and what they may be to each other; the later ones are in this document.
    pub(super) fn similar<'a>(
        &'a self,
        documents: &'a Documents,
        doc: DocId,
    ) -> impl Iterator<Item = ([Listed<'a>; 2], Relation)> + 'a {
        let [from, to] = documents.ids_in(doc);
        let listed =
            |id: RefId| Member { doc: documents.doc_of(id), nth: id.nth(), rung: None }.listed(documents);
        self.catalogue
            .similar(from, to)
            .filter_map(move |(first, other, relation)| Some(([listed(first)?, listed(other)?], relation)))
    }
}

/// All references of which something is known, in order.
fn all(documents: &Documents) -> Vec<Known<'_, RefId, Place>> {
    let references = documents.iter().flat_map(|(doc, facts)| {
        let rank = documents.rank(doc);
        let numbered = facts.references.iter().enumerate();
        numbered.map(move |(nth, cited)| (RefId::new(rank, nth), cited))
    });
    references.filter_map(|(id, cited)| Some((id, cited.fields.as_ref()?))).collect()
}

/// Whether two references say the same, wherever they stand.
fn is_same(one: &Cited, other: &Cited) -> bool {
    let key = |cited: &Cited| cited.key.as_ref().map(|key| key.text.clone());
    let fields = |cited: &Cited| cited.fields.clone().map(|fields| fields.map(|_| ()));
    one.form == other.form
        && key(one) == key(other)
        && (one.fields == other.fields || fields(one) == fields(other))
}

/// Notes the documents for which a work counts: where it is first, and where it is written more than once.
fn note_texts(work: &Work, changed: &mut Changed) {
    let mut known: BTreeSet<DocId> = BTreeSet::new();
    for (nth, member) in work.members.iter().enumerate() {
        if !known.insert(member.doc) || nth == 0 {
            changed.note(Asked::Works(member.doc));
        }
    }
}

impl Documents {
    fn id_of(&self, doc: DocId, nth: usize) -> RefId {
        RefId::new(self.rank(doc), nth)
    }

    /// The ids of all references of a document are from the first of these up to the second.
    fn ids_in(&self, doc: DocId) -> [RefId; 2] {
        RefId::all_of(self.rank(doc))
    }

    fn doc_of(&self, id: RefId) -> DocId {
        self.ranked(id.rank()).unwrap_or_default()
    }

    fn cited(&self, id: RefId) -> Option<&Cited> {
        self.get(self.ranked(id.rank())?)?.references.get(id.nth())
    }
}

impl Work {
    /// What rules ask of the work of a reference.
    fn summary(&self) -> impl PartialEq + '_ {
        let first = self.members.first().map(|first| (first.doc, first.nth));
        let imported = self.imported.map(|member| (member.doc, member.nth));
        (first, self.last_accessed, &self.keys, imported)
    }

    /// Whether citations use this key, number or name for one of its references.
    #[must_use]
    pub fn is_known_as(&self, key: &str) -> bool {
        self.keys.contains(key)
    }

    /// Its references in a document, with their facts.
    pub(super) fn listed_in<'a>(&'a self, documents: &'a Documents, doc: DocId) -> Vec<Listed<'a>> {
        let members = self.members.iter().filter(|member| member.doc == doc);
        members.filter_map(|member| member.listed(documents)).collect()
    }

    /// Its references with their facts.
    pub(super) fn listed<'a>(&'a self, documents: &'a Documents) -> Vec<Listed<'a>> {
        self.members.iter().filter_map(|member| member.listed(documents)).collect()
    }
}

impl Member {
    fn listed<'a>(&self, documents: &'a Documents) -> Option<Listed<'a>> {
        reads::note(Asked::Reference(self.doc, self.nth));
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
