//! A repository in memory: files go in, findings come out.
//!
//! This is the only place that decides what has to be worked out again. A
//! document's facts are compared with those it had: as long as none changed, the
//! index and the findings of all other pages still hold, wherever the text moved.
//! [`Session::work`] counts what was done, so that tests can hold the cost.

mod across;
mod asked;
mod entries;
mod placed;
mod tallies;

use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use rayon::prelude::*;

use across::RepositoryState;
use entries::{Entries, Merged};

use crate::base::diagnostic::{Diagnostic, Findings, Fix, Location, Writing};
use crate::base::node::Node;
use crate::base::problem::{Problem, ProblemKind};
use crate::base::source::Source;
use crate::base::span::{DocId, Place, Span};
use crate::base::steps::step;
use crate::model::collection::Collection;
use crate::model::content_hash::{self, LazyDigest, Words};
use crate::model::document::{self, Document, OWN_KEY};
use crate::model::facts::{self, Facts, Recorded, Status};
use crate::model::index::{Edit, Index, Site};
use crate::model::notes::{NoteTaker, Notes};
use crate::read::allow::Allow;
use crate::rules;
use crate::rules::rule::{Check, Entry};
use crate::rules::settings::Settings;
use crate::run::policy::Silent;
use crate::words::list;

/// A file with so many records is worked on by all threads: a library of sources is one file.
const MANY_RECORDS: usize = 1_000;

/// A repository in memory.
#[derive(Debug)]
pub struct Session {
    settings: Arc<Settings>,
    slots: Vec<Option<Slot>>,
    ids: HashMap<String, DocId>,
    /// The path of each, also of one that is gone.
    paths: Vec<String>,
    files: HashSet<String>,
    /// Texts that are parts of pages.
    parts: HashSet<String>,
    /// Folders of projects that name a bibliography which is not there.
    without_sources: Vec<String>,
    /// The numbers of the registries that a project or a page names, by the paths of their files.
    registries: HashMap<String, u32>,
    /// Files that no rule reads, but findings may be in: the settings, the baseline. They are numbered from the end.
    attached: Vec<Source>,
    across: Option<RepositoryState>,
    /// The documents whose facts changed, and of which it does not know yet.
    outdated: HashSet<DocId>,
    /// What may be found otherwise than when that was last asked.
    touched: Touched,
    /// The number of documents in which a comment allows something.
    allowing: usize,
    /// Whether a document that can no longer be read counts as what it said when it last could.
    keeps_last_facts: bool,
    silent: Silent,
    /// The articles that records sign, where that is known.
    signed: Option<Signed>,
    work: Work,
}

/// The documents in which something else may be found than before.
#[derive(Clone, Debug, Default)]
pub struct Touched {
    /// Whether that may be so in all of them.
    pub everything: bool,
    /// Whether files came or went.
    pub files: bool,
    /// These, where not.
    pub documents: BTreeSet<DocId>,
}

/// What a session has done so far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Work {
    /// Documents read, each with its document rules.
    pub documents_read: usize,
    /// Indexes built from the facts of all documents.
    pub indexes_built: usize,
    /// Indexes made from the one before, after facts of some documents changed.
    pub indexes_renewed: usize,
    /// Documents whose links were followed again after facts of some documents changed.
    pub links_followed: usize,
    /// Pages judged by the page rules.
    pub pages_judged: usize,
    /// Repository rules that ran.
    pub repository_rules_asked: usize,
}

/// What stays of a document once its rules have run.
#[derive(Debug)]
struct Slot {
    source: Arc<Source>,
    facts: Arc<Facts>,
    /// What it says, as a signature covers it; `None` of what nobody signs.
    text: Option<Arc<LazyDigest>>,
    places: Vec<Span>,
    allows: Vec<Allow>,
    /// The publisher's own fields that occur in it.
    own_fields: Vec<String>,
    findings: Vec<Diagnostic<Location>>,
    /// What page rules noted of the text, by the number of the rule in the catalogue.
    notes: Vec<(usize, Notes)>,
    /// The entries of a file of sources that can be read one by one.
    entries: Option<Entries>,
    /// Whether it cannot be read, and its facts are those of the text before it.
    is_broken: bool,
}

impl Session {
    /// A repository without files.
    #[must_use]
    pub fn new(mut settings: Settings) -> Session {
        settings.read.lexicon = rules::lexicon();
        Session {
            settings: Arc::new(settings),
            slots: Vec::new(),
            ids: HashMap::new(),
            paths: Vec::new(),
            files: HashSet::new(),
            parts: HashSet::new(),
            without_sources: Vec::new(),
            registries: HashMap::new(),
            attached: Vec::new(),
            across: None,
            outdated: HashSet::new(),
            touched: Touched::default(),
            allowing: 0,
            keeps_last_facts: false,
            silent: Silent::default(),
            signed: None,
            work: Work::default(),
        }
    }

    /// Lets a document that can no longer be read count as what it said when it last could, as while somebody types in
    /// its front matter: what is found in other documents stays as it is. Of its own findings only those are left that
    /// say why it cannot be read.
    pub fn keep_last_facts(&mut self) {
        self.keeps_last_facts = true;
    }

    /// Says, before any file comes, of which rules nobody would see a finding.
    pub fn silence(&mut self, rules: Silent) {
        self.silent = rules;
    }

    /// What was done since the session began.
    #[must_use]
    pub fn work(&self) -> Work {
        self.work
    }

    /// Adds files, or replaces those of the same path; they are read on all threads.
    pub fn set(&mut self, mut files: Vec<(Source, Collection)>) {
        self.expect_terms(&mut files);
        let numbered: Vec<(DocId, Source, Collection)> = files
            .into_iter()
            .map(|(source, collection)| (self.id(&source.path), source, collection))
            .collect();
        let settings = Arc::clone(&self.settings);
        let silent = &self.silent;
        // The records of reviews say of which texts the hash is needed.
        let (records, others): (Vec<_>, Vec<_>) =
            numbered.into_iter().partition(|(_, _, collection)| *collection == Collection::Review);
        let read = |files: Vec<(DocId, Source, Collection)>, signed: &Signed| -> Vec<(DocId, Slot)> {
            let files = files.into_par_iter();
            let read = |(id, source, collection): (DocId, Source, Collection)| {
                let old = self.slots.get(id.0 as usize).and_then(Option::as_ref);
                let slot =
                    match old.and_then(|old| old.with_other_entry(&source, collection, &settings, silent)) {
                        Some(slot) => slot,
                        None => Slot::read(id, source, collection, &settings, signed, silent),
                    };
                (id, slot)
            };
            files.map(read).collect()
        };
        let has_records = !records.is_empty();
        let mut slots = read(records, &Signed::default());
        let signed = match self.signed.take().filter(|_| !has_records) {
            Some(signed) => signed,
            None => Signed::by(self.slots.iter().flatten().chain(slots.iter().map(|(_, slot)| slot))),
        };
        slots.extend(read(others, &signed));
        // Those records that these take the place of no longer sign anything.
        self.signed = Some(signed).filter(|_| !has_records);
        self.work.documents_read += slots.len();
        let all_were_asked = self.silent.is_empty() || self.allowing > 0;
        for (id, mut slot) in slots {
            let place = &mut self.slots[id.0 as usize];
            if let Some(old) = place.as_ref().filter(|_| self.keeps_last_facts) {
                slot.keep(old);
            }
            self.allowing += usize::from(!slot.allows.is_empty());
            self.allowing -= usize::from(place.as_ref().is_some_and(|old| !old.allows.is_empty()));
            self.touched.documents.insert(id);
            match place {
                Some(old) if old.facts == slot.facts => {
                    if let Some(across) = &mut self.across {
                        let says_it = across.index.set_text(id, slot.text.clone());
                        says_it.into_iter().for_each(|page| across.judge_again(page));
                        if old.notes != slot.notes {
                            across.judge_again(id);
                        }
                    }
                }
                Some(_) => drop(self.outdated.insert(id)),
                None => {
                    self.touched.files = true;
                    self.outdated.insert(id);
                }
            }
            *place = Some(slot);
        }
        // Rules that nobody hears were not asked as long as no comment allowed anything.
        let first_allows = !all_were_asked && self.allowing > 0;
        if let Some(across) = self.across.as_mut().filter(|_| first_allows) {
            across.judge_all_again();
        }
    }

    /// The long words of a page are noted only where there is a glossary to look them up in. With the first file of one
    /// the articles that were read without it have to be read again; they are added to the files.
    fn expect_terms(&mut self, files: &mut Vec<(Source, Collection)>) {
        let brings_terms = files.iter().any(|(_, collection)| *collection == Collection::Term);
        if self.settings.has_terms || !brings_terms {
            return;
        }
        Arc::make_mut(&mut self.settings).has_terms = true;
        let coming: HashSet<String> = files.iter().map(|(source, _)| source.path.clone()).collect();
        let articles = self.slots.iter().flatten().filter(|slot| {
            slot.facts.collection == Collection::Article && !coming.contains(&slot.source.path)
        });
        files.extend(articles.map(|slot| {
            (Source::new(slot.source.path.clone(), slot.source.text.clone()), Collection::Article)
        }));
    }

    /// Takes a file out.
    pub fn remove(&mut self, path: &str) {
        let slot = self.ids.get(path).and_then(|id| self.slots.get_mut(id.0 as usize));
        if let Some(slot) = slot.and_then(Option::take) {
            self.allowing -= usize::from(!slot.allows.is_empty());
            self.touched.files = true;
            self.touched.documents.insert(slot.facts.start.doc);
            self.outdated.insert(slot.facts.start.doc);
            self.signed = None;
        }
    }

    /// Paths that links name and no document answers to. See [`Session::know_files`].
    pub fn wanted_files(&mut self) -> Vec<String> {
        self.index().wanted_files()
    }

    /// Says which texts are parts of pages that files beside them put together.
    pub fn know_parts(&mut self, parts: HashSet<String>) {
        if self.parts != parts {
            self.parts = parts;
            self.across = None;
        }
    }

    /// Says in which folders a project names a bibliography that is not there, so that nobody knows what keys its pages may
    /// cite.
    pub fn know_missing_sources(&mut self, folders: Vec<String>) {
        if self.without_sources != folders {
            self.without_sources = folders;
            self.across = None;
        }
    }

    /// Says which files of sources belong together, where a project or a page names them: each number is a registry of its
    /// own.
    pub fn know_registries(&mut self, registries: HashMap<String, u32>) {
        if self.registries != registries {
            self.registries = registries;
            self.across = None;
        }
    }

    /// Says which files besides the documents exist, so that links to pictures and downloads are known.
    pub fn know_files(&mut self, files: HashSet<String>) {
        // The index takes links to files out of the missing for good.
        if !self.files.is_subset(&files) {
            self.across = None;
        }
        self.files = files;
        if let Some(across) = &mut self.across {
            let changed = across.index.know_files(&self.files);
            across.forget(&changed);
        }
    }

    /// Everything the rules have to say, by path, then position, then rule.
    pub fn findings(&mut self) -> Vec<Diagnostic<Location>> {
        self.work_out();
        let mut docs: Vec<(&str, DocId)> =
            self.documents().filter_map(|(doc, _)| Some((self.source(doc)?.path.as_str(), doc))).collect();
        docs.sort_unstable();
        docs.into_iter().flat_map(|(_, doc)| self.findings_in(doc)).collect()
    }

    /// Makes ready for edits, so that the first takes no longer than others.
    pub fn expect_edits(&mut self) {
        self.work_out();
        let site = site_of(&self.settings, &self.registries);
        self.across.iter_mut().for_each(|across| across.expect_edits(site));
    }

    /// Works out what is found now, and returns where that may be something else than when this was last asked.
    pub fn take_touched(&mut self) -> Touched {
        self.work_out();
        let mut touched = std::mem::take(&mut self.touched);
        // What a finding says of another document is written with the places of that as it is now.
        if let Some(across) = &self.across {
            let naming: Vec<DocId> = touched.documents.iter().flat_map(|doc| across.naming(*doc)).collect();
            touched.documents.extend(naming);
        }
        touched
    }

    /// What the rules have to say of a document, by position, then rule; as it was when that was last worked out, by
    /// [`Session::work_out`] or [`Session::take_touched`].
    #[must_use]
    pub fn findings_in(&self, doc: DocId) -> Vec<Diagnostic<Location>> {
        let Some(slot) = self.slot(doc) else {
            return Vec::new();
        };
        let mut findings = slot.findings.clone();
        let across =
            self.across.iter().filter(|_| !slot.is_broken).flat_map(|across| across.findings_in(doc));
        findings.extend(across.cloned().map(|finding| finding.map(|place| self.location(place))));
        findings.iter_mut().for_each(|finding| self.write_values(finding));
        // Two translations of a page may share a review record, and each page rule then reports the record: the first by
        // path counts.
        let page = |finding: &Diagnostic<Location>| finding.page.and_then(|page| self.path(page.doc));
        findings.sort_by(|a, b| {
            let place = a.at.span.cmp(&b.at.span);
            let rule = place.then_with(|| a.rule.cmp(&b.rule)).then_with(|| a.message.cmp(&b.message));
            rule.then_with(|| page(a).cmp(&page(b)))
        });
        findings.dedup_by(|a, b| (a.rule, a.at, &a.message) == (b.rule, b.at, &b.message));
        findings
    }

    /// Takes in a file that no rule reads, so that something can be said of it.
    pub fn attach(&mut self, source: Source) -> DocId {
        let nth = u32::try_from(self.attached.len()).unwrap_or(u32::MAX);
        self.attached.push(source);
        DocId(u32::MAX - nth)
    }

    /// The text and path of a document, or of a file that was attached.
    #[must_use]
    pub fn source(&self, doc: DocId) -> Option<&Source> {
        let attached = || self.attached.get((u32::MAX - doc.0) as usize);
        self.slot(doc).map(|slot| slot.source.as_ref()).or_else(attached)
    }

    /// The path of a document, also of one that is gone, or of a file that was attached.
    #[must_use]
    pub fn path(&self, doc: DocId) -> Option<&str> {
        let known = self.paths.get(doc.0 as usize).map(String::as_str);
        known.or_else(|| self.source(doc).map(|source| source.path.as_str()))
    }

    /// What comments in a document allow, in the order of the text.
    #[must_use]
    pub fn allows(&self, doc: DocId) -> &[Allow] {
        self.slot(doc).map(|slot| slot.allows.as_slice()).unwrap_or_default()
    }

    /// The documents, in the order they were first seen.
    pub fn documents(&self) -> impl Iterator<Item = (DocId, &Facts)> {
        // What goes over all documents shows where steps are counted.
        let numbered = (0u32..).map(DocId).zip(&self.slots).inspect(|_| step());
        numbered.filter_map(|(doc, slot)| Some((doc, slot.as_ref()?.facts.as_ref())))
    }

    /// Whether some document has a field that the settings list as the publisher's own.
    #[must_use]
    pub fn uses_field(&self, name: &str) -> bool {
        self.slots
            .iter()
            .flatten()
            .any(|slot| slot.own_fields.iter().any(|own| own.eq_ignore_ascii_case(name)))
    }

    /// The document at a path.
    #[must_use]
    pub fn doc(&self, path: &str) -> Option<DocId> {
        self.ids.get(path).copied().filter(|doc| self.slot(*doc).is_some())
    }

    /// The files, each with its kind of content.
    pub fn files(&self) -> impl Iterator<Item = (&Source, Collection)> {
        self.slots.iter().flatten().map(|slot| (slot.source.as_ref(), slot.facts.collection))
    }

    /// Whether a document cannot be read and counts as what it said when it last could.
    fn is_broken(&self, doc: DocId) -> bool {
        self.slot(doc).is_some_and(|slot| slot.is_broken)
    }

    /// How far a document is; unstated of one that cannot be read, and `None` if there is none.
    #[must_use]
    pub fn status(&self, doc: DocId) -> Option<Status> {
        let facts = self.facts(doc)?;
        Some(if self.is_broken(doc) { Status::Unstated } else { facts.status() })
    }

    /// What is recorded of a document.
    #[must_use]
    pub fn facts(&self, doc: DocId) -> Option<&Facts> {
        self.slot(doc).map(|slot| slot.facts.as_ref())
    }

    /// What an article or a cause says, as its signature covers it.
    #[must_use]
    pub fn words(&self, doc: DocId) -> Option<Words> {
        let slot = self.slot(doc).filter(|slot| slot.facts.readable)?;
        content_hash::words(&self.document(doc)?, &slot.facts)
    }

    /// A document, read again: facts keep what rules need, and this has all of it. `None` if there is none.
    #[must_use]
    pub fn document(&self, doc: DocId) -> Option<Document> {
        let slot = self.slot(doc)?;
        Some(read_again(doc, &slot.source, slot.facts.collection, &self.settings))
    }

    /// The folders that hold review records, in order of path.
    #[must_use]
    pub fn review_folders(&self) -> Vec<String> {
        let records = self.slots.iter().flatten().filter(|slot| slot.facts.collection == Collection::Review);
        let mut folders: Vec<String> = records
            .filter_map(|slot| slot.source.path.rsplit_once('/'))
            .map(|(folder, _)| folder.to_owned())
            .collect();
        folders.sort_unstable();
        folders.dedup();
        folders
    }

    /// The number of files, and of their bytes.
    #[must_use]
    pub fn size(&self) -> (usize, usize) {
        let slots = self.slots.iter().flatten();
        slots.fold((0, 0), |(files, bytes), slot| (files + 1, bytes + slot.source.text.len()))
    }

    /// The settings it judges by.
    #[must_use]
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// The repository as the rules see it.
    pub fn index(&mut self) -> &Index {
        let Session {
            settings,
            slots,
            files,
            parts,
            without_sources,
            registries,
            across,
            outdated,
            touched,
            work,
            ..
        } = self;
        let outdated = std::mem::take(outdated);
        if across.is_none() || !outdated.is_empty() {
            let site = site_of(settings, registries);
            let known = |mut index: Index| {
                if !files.is_empty() {
                    index.know_files(files);
                }
                index.know_parts(parts);
                index.know_missing_sources(without_sources);
                index
            };
            let edit = |doc: DocId| -> Edit {
                let slot = slots.get(doc.0 as usize).and_then(Option::as_ref);
                let facts = slot.map(|slot| Arc::clone(&slot.facts));
                (doc, facts, slot.and_then(|slot| slot.text.clone()))
            };
            let renewed = across.as_mut().and_then(|across| {
                let edits = outdated.iter().map(|doc| edit(*doc)).collect();
                let changed = across.index.renew(edits, site, files)?;
                across.forget(&changed);
                // The facts may be what they were when the index was last asked, and the notes others.
                outdated.into_iter().for_each(|doc| across.judge_again(doc));
                Some(changed)
            });
            match renewed {
                Some(changed) => {
                    work.indexes_renewed += 1;
                    work.links_followed += changed.followed();
                    touched.documents.extend(changed.regraded());
                }
                None => {
                    touched.everything = true;
                    work.indexes_built += 1;
                    let all = || slots.iter().map(Option::as_ref);
                    let facts = all().map(|slot| slot.map(|slot| Arc::clone(&slot.facts))).collect();
                    let texts = all().map(|slot| slot.and_then(|slot| slot.text.clone())).collect();
                    let index = known(Index::build(facts, texts, site));
                    *across = Some(RepositoryState::new(index, slots.len()));
                }
            }
        }
        &across.as_ref().expect("the state was just made").index
    }

    /// The repository as the rules see it, where nothing came in since it was last asked for.
    #[must_use]
    pub fn known_index(&self) -> Option<&Index> {
        self.across.as_ref().filter(|_| self.outdated.is_empty()).map(|across| &across.index)
    }

    /// The files besides the documents that links lead to.
    #[must_use]
    pub fn known_files(&self) -> &HashSet<String> {
        &self.files
    }

    /// Works out all that is found.
    pub fn work_out(&mut self) {
        self.index();
        let Session { settings, silent, slots, across: Some(across), allowing, touched, work, .. } = self
        else {
            return;
        };
        touched.documents.extend(across.check(settings, silent, slots, *allowing > 0, work));
    }

    fn id(&mut self, path: &str) -> DocId {
        if let Some(id) = self.ids.get(path) {
            return *id;
        }
        let id = DocId(u32::try_from(self.slots.len()).unwrap_or(u32::MAX));
        self.ids.insert(path.to_owned(), id);
        self.paths.push(path.to_owned());
        self.slots.push(None);
        id
    }

    fn slot(&self, doc: DocId) -> Option<&Slot> {
        self.slots.get(doc.0 as usize)?.as_ref()
    }

    /// Puts the values that a fix writes into the quotes their places need. A fix that cannot be written is none.
    fn write_values(&self, finding: &mut Diagnostic<Location>) {
        let Some(fix) = &mut finding.fix else {
            return;
        };
        let written = fix.edits.iter_mut().filter(|edit| edit.writing == Writing::Value).all(|edit| {
            let Some(source) = self.source(edit.at.doc).filter(|_| !self.is_broken(edit.at.doc)) else {
                return false;
            };
            edit.writing = Writing::Verbatim;
            if document::holds_data(source, edit.at.span) {
                match document::value_like(source, edit.at.span, &edit.text) {
                    Some(text) => edit.text = text,
                    None => return false,
                }
            }
            true
        });
        if !written {
            finding.fix = None;
        }
    }

    /// The bytes of a recorded place.
    #[must_use]
    pub fn location(&self, place: Place) -> Location {
        let span = self.slot(place.doc).and_then(|slot| slot.places.get(place.nth as usize));
        Location { doc: place.doc, span: span.copied().unwrap_or_default() }
    }
}

/// What the settings say of the site.
fn site_of<'s>(settings: &'s Settings, registries: &'s HashMap<String, u32>) -> Site<'s> {
    Site {
        root: settings.site_root.as_deref(),
        folders: &settings.folders,
        addresses: settings.addresses,
        small_addresses: settings.small_addresses,
        slug_addresses: settings.slug_addresses,
        fetched: &settings.fetched,
        named_targets: &settings.named_targets,
        any_case: settings.any_case,
        vaults: &settings.read.vaults,
        registries: Some(registries),
        one_book: settings.one_book,
        permalinks: &settings.permalinks,
    }
}

/// Reads a document whose facts are known once more.
fn read_again(doc: DocId, source: &Source, collection: Collection, settings: &Settings) -> Document {
    let source = Source::new(source.path.clone(), source.text.clone());
    Document::parse(doc, source, collection, &settings.read)
}

/// The articles whose text some review record signs, by id.
#[derive(Debug, Default)]
struct Signed(HashSet<String>);

impl Signed {
    fn by<'a>(slots: impl Iterator<Item = &'a Slot>) -> Signed {
        let records = slots.flat_map(|slot| &slot.facts.reviews);
        let signing = records.filter(|record| record.content_hash.is_some());
        Signed(signing.filter_map(|record| Some(record.article.as_ref()?.text.clone())).collect())
    }

    /// Whether the hash of a document is likely to be asked for: then it is worked out while the document is at hand.
    fn covers(&self, facts: &Facts) -> bool {
        let is_signed = || facts.page().is_some_and(|page| self.0.contains(&page.id.text));
        !self.0.is_empty() && (facts.collection == Collection::Cause || is_signed())
    }
}

impl Slot {
    fn read(
        id: DocId,
        source: Source,
        collection: Collection,
        settings: &Arc<Settings>,
        signed: &Signed,
        silent: &Silent,
    ) -> Slot {
        if let Some(library) = Merged::read(id, &source, collection, settings, silent) {
            return library.into_slot(source);
        }
        let mut document = Document::parse(id, source, collection, &settings.read);
        // A rule that nobody hears has to be asked where a comment may be for it.
        let heard = |rule: usize| !document.allows.is_empty() || !silent.has(rule);
        let is_large = document.records().len() >= MANY_RECORDS;
        let take = || facts::recorded(&document, &settings.read);
        let check = || check_document(settings, &document, heard);
        let (recorded, findings) = if is_large { rayon::join(take, check) } else { (take(), check()) };
        let Recorded { facts, mut places, starts } = recorded;
        let facts = Arc::new(facts);
        let is_signed = matches!(collection, Collection::Article | Collection::Cause) && facts.readable;
        let digest = (is_signed && signed.covers(&facts)).then(|| content_hash::text(&document, &facts));
        let notes = notes(settings, &document, heard, &mut places);
        // They stay as long as the session, in as many copies as there are documents.
        places.shrink_to_fit();
        let findings =
            findings.into_iter().map(|finding| finding.map(|span| Location { doc: id, span })).collect();
        let own_fields = own_fields(&document, settings);
        let entries = Entries::of(&document, starts, settings).filter(|_| notes.is_empty());
        let allows = std::mem::take(&mut document.allows);
        let source = Arc::new(document.source);
        let text = is_signed.then(|| match digest {
            Some(digest) => LazyDigest::known(digest),
            None => {
                let (source, facts, settings) =
                    (Arc::clone(&source), Arc::clone(&facts), Arc::clone(settings));
                LazyDigest::new(move || {
                    content_hash::text(&read_again(id, &source, collection, &settings), &facts)
                })
            }
        });
        let mut slot = Slot {
            source,
            facts,
            text: text.map(Arc::new),
            places,
            allows,
            own_fields,
            findings,
            notes,
            entries,
            is_broken: false,
        };
        slot.fit_spans();
        slot
    }

    /// Goes on with what an earlier text said, where this one cannot be read. Where that stood is no longer known.
    fn keep(&mut self, old: &Slot) {
        let is_lost = !self.facts.readable && old.facts.readable;
        if is_lost && self.facts.collection == old.facts.collection {
            self.facts = Arc::clone(&old.facts);
            self.text.clone_from(&old.text);
            self.notes.clone_from(&old.notes);
            self.places = vec![Span::default(); old.places.len()];
            self.is_broken = true;
        }
    }

    /// Moves every span that a reader or a rule got wrong into the text and between two characters, since reports and
    /// fixes count on it; a fix at such a place is none. Nothing after this looks at it again.
    fn fit_spans(&mut self) {
        let source = &self.source;
        let fit = |span: &mut Span| {
            let holds = source.holds(*span);
            assert!(
                holds || !cfg!(checks_itself),
                "{}: {span:?} is no part of {:?}",
                source.path,
                source.text
            );
            *span = source.fit(*span);
            holds
        };
        for span in &mut self.places {
            fit(span);
        }
        for allow in &mut self.allows {
            fit(&mut allow.span);
            fit(&mut allow.rule_span);
            allow.covers.span.as_mut().map(fit);
        }
        for finding in &mut self.findings {
            fit(&mut finding.at.span);
            finding.labels.iter_mut().for_each(|(at, _)| {
                fit(&mut at.span);
            });
            let fits = |fix: &Fix<Location>| fix.edits.iter().all(|edit| fit(&mut edit.at.span.clone()));
            finding.fix = finding.fix.take().filter(fits);
        }
    }
}

/// The publisher's own fields that occur in a document.
fn own_fields(document: &Document, settings: &Settings) -> Vec<String> {
    if settings.extra_fields.is_empty() {
        return Vec::new();
    }
    let keys = document.records().iter().flat_map(Node::entries).filter_map(|entry| entry.key.text());
    let extra = &settings.extra_fields;
    let is_own = |key: &&str| extra.contains(*key) || extra.iter().any(|own| own.eq_ignore_ascii_case(key));
    // A key that the model would read otherwise was given another name.
    let keys = keys.map(|key| key.strip_prefix(OWN_KEY).filter(is_own).unwrap_or(key));
    let mut fields: Vec<String> = keys.filter(is_own).map(str::to_owned).collect();
    fields.sort_unstable();
    fields.dedup();
    fields
}

/// What page rules note of the text of a document that could be read; their places follow those of its facts.
fn notes(
    settings: &Settings,
    document: &Document,
    heard: impl Fn(usize) -> bool,
    places: &mut Vec<Span>,
) -> Vec<(usize, Notes)> {
    if !document.is_readable() {
        return Vec::new();
    }
    let mut all = Vec::new();
    for (rule, entry) in rules::ALL.iter().enumerate().filter(|(rule, _)| heard(*rule)) {
        let Some(note) = entry.rule.check.note() else {
            continue;
        };
        let mut taker = NoteTaker::default();
        note(settings, document, &mut taker);
        let noted = taker.finish(document.id, places);
        if !noted.is_empty() {
            all.push((rule, noted));
        }
    }
    all
}

/// What the readers and the document rules have to say of one document. Of one that cannot be parsed only
/// the readers report: what was not read cannot be missed.
fn check_document(
    settings: &Settings,
    document: &Document,
    heard: impl Fn(usize) -> bool + Sync,
) -> Vec<Diagnostic> {
    let check = |entry: &Entry| {
        let mut findings = Findings::new(entry.id, entry.rule.severity);
        match entry.rule.check {
            Check::Reader(kind) => {
                if document.is_readable() || kind == ProblemKind::Unreadable {
                    let problems = document.problems.iter().filter(|problem| problem.kind == kind);
                    problems.for_each(|problem| report(problem, &mut findings));
                }
            }
            Check::Document(check) if document.is_readable() => check(settings, document, &mut findings),
            Check::Language { lists, check, .. } if is_prose_in(document, lists) => {
                check(settings, document, &mut findings);
            }
            Check::Document(_)
            | Check::Language { .. }
            | Check::Page(_)
            | Check::NotedPage { .. }
            | Check::Compared { .. }
            | Check::Repository(_)
            | Check::Verdict => {}
        }
        findings.into_list()
    };
    let asked = |(rule, _): &(usize, &Entry)| heard(*rule);
    if document.records().len() < MANY_RECORDS {
        return rules::ALL.iter().enumerate().filter(asked).flat_map(|(_, entry)| check(entry)).collect();
    }
    let all = rules::ALL.par_iter().enumerate().filter(asked);
    all.flat_map_iter(|(_, entry)| check(entry)).collect()
}

/// Whether a document is what a rule of language knows: an article or a cause, in a language that has its word lists.
fn is_prose_in(document: &Document, lists: &[&str]) -> bool {
    let known = || !lists.is_empty() && lists.iter().all(|name| list::has(name, &document.language));
    document.is_readable()
        && matches!(document.collection, Collection::Article | Collection::Cause)
        && (document.is_english() || known())
}

fn report(problem: &Problem, findings: &mut Findings) {
    let finding = findings.report(problem.span, problem.message.clone());
    finding.labels.clone_from(&problem.labels);
    finding.help.clone_from(&problem.help);
}

#[cfg(test)]
mod scan;
#[cfg(test)]
pub(crate) mod spans;

#[cfg(test)]
mod tests;
