//! What rules have to say across documents, and what of it still holds after a change.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::placed::{Placed, Reader};
use super::tallies::{Counts, Tallies};
use super::{Slot, Work};
use crate::base::diagnostic::{Diagnostic, Findings};
use crate::base::span::{DocId, Place};
use crate::model::index::{Changed, Index, Page, Readers, Reads, Site, record};
use crate::model::notes::Notes;
use crate::rules;
use crate::rules::compared::Modes;
use crate::rules::rule::Check;
use crate::rules::settings::Settings;
use crate::run::policy::Silent;

/// What was worked out across documents.
#[derive(Debug)]
pub(super) struct RepositoryState {
    pub(super) index: Index,
    /// What page rules found on each page, by number of document.
    pages: Vec<Judged>,
    /// What each repository rule found, by its number in the catalogue.
    whole: Vec<Judged>,
    /// What is counted on all pages.
    tallies: Tallies,
    /// The pages, and the rules, of which that has to be worked out.
    due: Due,
    /// Who looked at what; made for the first change, since a single run needs it for none.
    readers: Option<Readers<Reader>>,
    placed: Placed,
}

/// What has to be worked out.
#[derive(Debug, Default)]
struct Due {
    pages: BTreeSet<DocId>,
    rules: BTreeSet<usize>,
}

/// What a rule found, and what it looked at.
#[derive(Clone, Debug, Default)]
struct Judged {
    findings: Vec<Diagnostic<Place>>,
    /// What rules that compare pages count on it.
    counts: Counts,
    reads: Reads,
}

impl Judged {
    fn is_something(&self) -> bool {
        !(self.findings.is_empty() && self.counts.is_empty() && self.reads == Reads::default())
    }
}

impl RepositoryState {
    pub(super) fn new(index: Index, documents: usize) -> RepositoryState {
        let pages = vec![Judged::default(); documents];
        let whole = vec![Judged::default(); rules::ALL.len()];
        let (tallies, due, placed) = (Tallies::default(), Due::default(), Placed::default());
        let mut state = RepositoryState { index, pages, whole, tallies, due, readers: None, placed };
        state.judge_all_again();
        state
    }

    /// Has the page rules asked about a page again.
    pub(super) fn judge_again(&mut self, page: DocId) {
        self.due.pages.insert(page);
    }

    /// Has everything asked again.
    pub(super) fn judge_all_again(&mut self) {
        self.due.pages.extend((0u32..).map(DocId).take(self.pages.len()));
        self.due.rules.extend(0..self.whole.len());
    }

    /// Has those asked again whom a change of the index concerns.
    pub(super) fn forget(&mut self, changed: &Changed) {
        self.find_readers();
        let RepositoryState { readers: Some(readers), due, pages, .. } = self else {
            return;
        };
        due.pages.extend(changed.documents());
        let last = changed.documents().map(|doc| doc.0 as usize + 1).max().unwrap_or(0);
        if pages.len() < last {
            pages.resize_with(last, Judged::default);
        }
        for reader in changed.keys().flat_map(|key| readers.by(key)) {
            match reader {
                Reader::Page(doc) => drop(due.pages.insert(*doc)),
                Reader::Rule(rule) => drop(due.rules.insert(*rule)),
            }
        }
    }

    /// Makes ready for edits, so that the first takes no longer than others.
    pub(super) fn expect_edits(&mut self, site: Site<'_>) {
        self.index.expect_edits(site);
        self.find_readers();
    }

    /// Finds out who looked at what.
    fn find_readers(&mut self) {
        let RepositoryState { pages, whole, readers, .. } = self;
        readers.get_or_insert_with(|| {
            let pages = (0u32..).map(DocId).zip(&*pages).map(|(doc, page)| (Reader::Page(doc), &page.reads));
            let rules = whole.iter().enumerate().map(|(rule, judged)| (Reader::Rule(rule), &judged.reads));
            Readers::of(pages.chain(rules))
        });
    }

    /// Works out all that is due.
    pub(super) fn check(
        &mut self,
        settings: &Settings,
        silent: &Silent,
        slots: &[Option<Slot>],
        has_allows: bool,
        work: &mut Work,
    ) -> BTreeSet<DocId> {
        // A rule that nobody hears has to be asked where a comment may be for it. What is found of a page may be in any
        // document.
        let mut touched = BTreeSet::new();
        let heard = move |rule: usize| has_allows || !silent.has(rule);
        let due = std::mem::take(&mut self.due);
        let index = &self.index;
        let slot = |doc: DocId| slots.get(doc.0 as usize).and_then(Option::as_ref);
        // Of a page that is gone nothing is left.
        let was_there = |doc: DocId| self.pages.get(doc.0 as usize).is_some_and(Judged::is_something);
        let there = due.pages.iter().copied().filter(|doc| slot(*doc).is_some() || was_there(*doc));
        let count = |doc: DocId| {
            record(|| slot(doc).map_or_else(Vec::new, |slot| count_on_page(settings, index, slot, heard)))
        };
        let counted = each(there.collect(), |doc| (doc, count(doc)));
        for (doc, (counts, _)) in &counted {
            if let Some(known) = self.pages.get_mut(doc.0 as usize) {
                self.tallies.replace(index, *doc, &known.counts, counts);
            }
        }
        let mut counted: BTreeMap<DocId, (Counts, Reads)> = counted.into_iter().collect();
        for doc in self.tallies.settle(settings) {
            counted.entry(doc).or_insert_with(|| count(doc));
        }
        work.pages_judged += counted.len();
        let (pages, tallies) = (counted.into_iter().collect::<Vec<_>>(), &self.tallies);
        let pages = each(pages, |(doc, (counts, reads))| {
            let check =
                || slot(doc).map_or_else(Vec::new, |slot| check_page(settings, index, slot, tallies, heard));
            let judged = judge(index, check);
            (Reader::Page(doc), Judged { counts, reads: judged.reads.and(&reads), ..judged })
        });
        let is_of_all = |rule: &usize| {
            let entry = rules::ALL.get(*rule);
            entry.is_some_and(|entry| matches!(entry.rule.check, Check::Repository(_)))
        };
        let (rules, unheard): (BTreeSet<usize>, BTreeSet<usize>) =
            due.rules.into_iter().filter(is_of_all).partition(|rule| heard(*rule));
        self.due.rules = unheard;
        work.repository_rules_asked += rules.len();
        let rules = each(rules.into_iter().collect(), |rule| {
            (Reader::Rule(rule), judge(index, || check_repository(settings, index, rule)))
        });
        for (reader, judged) in pages.into_iter().chain(rules) {
            let known = match reader {
                Reader::Page(doc) => self.pages.get_mut(doc.0 as usize),
                Reader::Rule(rule) => self.whole.get_mut(rule),
            };
            let Some(known) = known else { continue };
            if let Some(readers) = &mut self.readers {
                readers.replace(reader, &known.reads, &judged.reads);
            }
            self.placed.replace(reader, &known.findings, &judged.findings, &mut touched);
            *known = judged;
        }
        touched
    }

    /// All that was found in a document.
    pub(super) fn findings_in(&self, doc: DocId) -> impl Iterator<Item = &Diagnostic<Place>> {
        let judged = self.placed.readers(doc).iter().filter_map(|reader| match reader {
            Reader::Page(page) => self.pages.get(page.0 as usize),
            Reader::Rule(rule) => self.whole.get(*rule),
        });
        judged.flat_map(|judged| &judged.findings).filter(move |finding| finding.at.doc == doc)
    }

    /// The documents with findings that name a place in another one.
    pub(super) fn naming(&self, doc: DocId) -> impl Iterator<Item = DocId> + '_ {
        self.placed.naming(doc)
    }
}

/// Does the same with each of some things, on all threads where there are many: to wake them takes longer than to judge a
/// page.
fn each<T: Send, U: Send>(all: Vec<T>, work: impl Fn(T) -> U + Sync + Send) -> Vec<U> {
    const FEW: usize = 4;
    if all.len() <= FEW {
        all.into_iter().map(work).collect()
    } else {
        all.into_par_iter().map(work).collect()
    }
}

/// Asks a rule, and notes what it looks at. What is said of a document that cannot be read is left out.
fn judge(index: &Index, check: impl FnOnce() -> Vec<Diagnostic<Place>>) -> Judged {
    let readable =
        |finding: &Diagnostic<Place>| index.facts_at(finding.at).is_some_and(|facts| facts.readable);
    let (findings, reads) = record(|| {
        let mut findings = check();
        findings.retain(readable);
        findings
    });
    Judged { findings, reads, counts: Vec::new() }
}

/// A page as a rule sees it.
fn page_for(rule: usize, slot: &Slot) -> Page<'_> {
    const NOTHING: &Notes = &Notes::EMPTY;
    let notes = slot.notes.iter().find(|(noted, _)| *noted == rule);
    let notes = notes.map_or(NOTHING, |(_, notes)| notes);
    Page { doc: slot.facts.start.doc, facts: &slot.facts, notes }
}

/// What rules that compare pages count on one.
fn count_on_page(settings: &Settings, index: &Index, slot: &Slot, heard: impl Fn(usize) -> bool) -> Counts {
    let mut counts = Vec::new();
    for (rule, entry) in rules::ALL.iter().enumerate().filter(|(rule, _)| heard(*rule)) {
        if let Check::Compared { count, .. } = entry.rule.check {
            let counted = count(settings, index, page_for(rule, slot));
            counts.extend(counted.into_iter().map(|count| (rule, count)));
        }
    }
    counts
}

/// What page rules have to say of one page.
fn check_page(
    settings: &Settings,
    index: &Index,
    slot: &Slot,
    tallies: &Tallies,
    heard: impl Fn(usize) -> bool,
) -> Vec<Diagnostic<Place>> {
    let mut all = Vec::new();
    for (rule, entry) in rules::ALL.iter().enumerate().filter(|(rule, _)| heard(*rule)) {
        let mut findings = Findings::new(entry.id, entry.rule.severity);
        let page = || page_for(rule, slot);
        match entry.rule.check {
            Check::Page(check) | Check::NotedPage { page: check, .. } => {
                check(settings, index, page(), &mut findings);
            }
            Check::Compared { page: check, .. } => {
                let page = page();
                let subjects = |subject: &str| tallies.subject(rule, page.doc, index, subject);
                let modes = Modes { whole: tallies.whole(rule, page.doc, index), subjects: &subjects };
                check(settings, index, page, modes, &mut findings);
            }
            _ => continue,
        }
        all.append(&mut findings.into_list());
    }
    all
}

/// What a repository rule has to say.
fn check_repository(settings: &Settings, index: &Index, rule: usize) -> Vec<Diagnostic<Place>> {
    let Some(entry) = rules::ALL.get(rule) else {
        return Vec::new();
    };
    let mut findings = Findings::new(entry.id, entry.rule.severity);
    if let Check::Repository(check) = entry.rule.check {
        check(settings, index, &mut findings);
    }
    findings.into_list()
}
