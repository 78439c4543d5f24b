//! What rules have to say across documents, and what of it still holds after a change.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::asked::{RuleSet, number};
use super::placed::{Placed, Reader};
use super::tallies::{Counts, Tallies};
use super::{Slot, Work};
use crate::base::diagnostic::{Diagnostic, Findings};
use crate::base::span::{DocId, Place};
use crate::model::index::{
    Changed, Index, Page, Readers, Reads, ReadsOfEach, Site, ask_as, record, record_each,
};
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
    pages: Vec<JudgedPage>,
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
    /// The pages, each with the rules to be asked about it.
    pages: BTreeMap<DocId, RuleSet>,
    rules: BTreeSet<usize>,
}

/// What a rule found, and what it looked at.
#[derive(Clone, Debug, Default)]
struct Judged {
    findings: Vec<Diagnostic<Place>>,
    reads: Reads,
}

/// What page rules found on a page, and what each looked at.
#[derive(Clone, Debug, Default)]
struct JudgedPage {
    findings: Vec<Diagnostic<Place>>,
    /// What rules that compare pages count on it.
    counts: Counts,
    reads: ReadsOfEach,
}

/// A page about which rules are asked.
struct AskedPage {
    rules: RuleSet,
    /// What is counted on it now, also by rules that are not asked again.
    counts: Counts,
    /// What the rules that count looked at.
    reads: Vec<ReadsOfEach>,
}

impl JudgedPage {
    fn is_something(&self) -> bool {
        !(self.findings.is_empty() && self.counts.is_empty() && self.reads == ReadsOfEach::default())
    }

    /// What is counted on it, where some rules count otherwise than before.
    fn counts_with(&self, rules: RuleSet, now: Counts) -> Counts {
        let kept = self.counts.iter().filter(|(rule, _)| !rules.has(*rule)).cloned();
        let mut counts: Counts = kept.chain(now).collect();
        counts.sort_by_key(|(rule, _)| *rule);
        counts
    }

    /// What is found on it, where some rules find something else than before.
    fn findings_with(&self, rules: RuleSet, now: Vec<Diagnostic<Place>>) -> Vec<Diagnostic<Place>> {
        let is_kept = |finding: &&Diagnostic<Place>| !rules.has_id(finding.rule);
        self.findings.iter().filter(is_kept).cloned().chain(now).collect()
    }
}

impl RepositoryState {
    pub(super) fn new(index: Index, documents: usize) -> RepositoryState {
        let pages = vec![JudgedPage::default(); documents];
        let whole = vec![Judged::default(); rules::ALL.len()];
        let (tallies, due, placed) = (Tallies::default(), Due::default(), Placed::default());
        let mut state = RepositoryState { index, pages, whole, tallies, due, readers: None, placed };
        state.judge_all_again();
        state
    }

    /// Has the page rules asked about a page again.
    pub(super) fn judge_again(&mut self, page: DocId) {
        self.due.pages.insert(page, RuleSet::ALL);
    }

    /// Has everything asked again.
    pub(super) fn judge_all_again(&mut self) {
        let pages = (0u32..).map(DocId).take(self.pages.len());
        self.due.pages.extend(pages.map(|page| (page, RuleSet::ALL)));
        self.due.rules.extend(0..self.whole.len());
    }

    /// Has those asked again whom a change of the index concerns.
    pub(super) fn forget(&mut self, changed: &Changed) {
        self.find_readers();
        let RepositoryState { readers: Some(readers), due, pages, .. } = self else {
            return;
        };
        due.pages.extend(changed.documents().map(|page| (page, RuleSet::ALL)));
        let last = changed.documents().map(|doc| doc.0 as usize + 1).max().unwrap_or(0);
        if pages.len() < last {
            pages.resize_with(last, JudgedPage::default);
        }
        for (key, reader) in changed.keys().flat_map(|key| readers.by(key).iter().map(move |by| (key, by))) {
            match reader {
                Reader::Page(doc) => {
                    let askers = pages.get(doc.0 as usize).map(|page| page.reads.askers(key));
                    due.pages.entry(*doc).or_default().insert(askers.unwrap_or_default());
                }
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
            let numbered = (0u32..).map(DocId).zip(&*pages);
            let pages =
                numbered.map(|(doc, page)| (Reader::Page(doc), page.reads.keys().collect::<Vec<_>>()));
            let numbered = whole.iter().enumerate();
            let rules = numbered.map(|(rule, judged)| (Reader::Rule(rule), judged.reads.keys().collect()));
            Readers::of(pages.chain(rules).map(|(reader, keys)| (reader, keys.into_iter())))
        });
    }

    /// The first pages of which something has to be worked out, in the order of their numbers.
    pub(super) fn due(&self) -> impl Iterator<Item = DocId> + '_ {
        self.due.pages.keys().copied()
    }

    /// Whether those who found something in a document, and the document itself, are not to be asked again.
    pub(super) fn is_worked_out(&self, doc: DocId) -> bool {
        let is_due = |reader: &Reader| match reader {
            Reader::Page(page) => self.due.pages.contains_key(page),
            Reader::Rule(rule) => self.due.rules.contains(rule),
        };
        !is_due(&Reader::Page(doc)) && !self.placed.readers(doc).iter().any(is_due)
    }

    /// Works out all that is due, or of some pages alone what is found on them.
    pub(super) fn check(
        &mut self,
        settings: &Settings,
        silent: &Silent,
        slots: &[Option<Slot>],
        has_allows: bool,
        only: Option<&BTreeSet<DocId>>,
        work: &mut Work,
    ) -> BTreeSet<DocId> {
        // A rule that nobody hears has to be asked where a comment may be for it. What is found of a page may be in any
        // document.
        let mut touched = BTreeSet::new();
        let heard = move |rule: usize| has_allows || !silent.has(rule);
        let due = match only {
            None => std::mem::take(&mut self.due),
            Some(only) => {
                let pages = only.iter().filter_map(|page| self.due.pages.remove_entry(page)).collect();
                Due { pages, rules: BTreeSet::new() }
            }
        };
        let slot = |doc: DocId| slots.get(doc.0 as usize).and_then(Option::as_ref);
        let asked = self.count(settings, due.pages, slot, heard);
        work.pages_judged += asked.len();
        let (index, tallies) = (&self.index, &self.tallies);
        let judged = each(asked, |(doc, page)| {
            let check = || {
                slot(doc).map_or_else(Default::default, |slot| {
                    check_page(settings, index, slot, tallies, |rule| page.rules.has(rule) && heard(rule))
                })
            };
            let (found, reads) = record_each(check);
            (doc, page, found, reads)
        });
        let is_of_all = |rule: &usize| {
            let entry = rules::ALL.get(*rule);
            entry.is_some_and(|entry| matches!(entry.rule.check, Check::Repository(_)))
        };
        let (rules, unheard): (BTreeSet<usize>, BTreeSet<usize>) =
            due.rules.into_iter().filter(is_of_all).partition(|rule| heard(*rule));
        self.due.rules.extend(unheard);
        work.repository_rules_asked += rules.len();
        let rules = each(rules.into_iter().collect(), |rule| {
            (rule, judge(index, || check_repository(settings, index, rule)))
        });
        for (doc, mut page, (findings, rules_asked), reads) in judged {
            work.page_rules_asked += rules_asked;
            let Some(known) = self.pages.get_mut(doc.0 as usize) else { continue };
            page.reads.push(reads);
            let reads = known.reads.replaced(|rule| page.rules.has(usize::from(rule)), page.reads);
            if let Some(readers) = &mut self.readers {
                readers.replace(Reader::Page(doc), known.reads.keys(), reads.keys());
            }
            let findings = known.findings_with(page.rules, findings);
            self.placed.replace(Reader::Page(doc), &known.findings, &findings, &mut touched);
            *known = JudgedPage { findings, counts: page.counts, reads };
        }
        for (rule, judged) in rules {
            let Some(known) = self.whole.get_mut(rule) else { continue };
            if let Some(readers) = &mut self.readers {
                readers.replace(Reader::Rule(rule), known.reads.keys(), judged.reads.keys());
            }
            self.placed.replace(Reader::Rule(rule), &known.findings, &judged.findings, &mut touched);
            *known = judged;
        }
        if let Some(readers) = &self.readers {
            self.index.forget_unasked(readers);
        }
        touched
    }

    /// Has the rules that compare pages count on pages about which they are to be asked, and adds the pages of which
    /// something else is to be said for that.
    fn count<'s>(
        &mut self,
        settings: &Settings,
        due: BTreeMap<DocId, RuleSet>,
        slot: impl Fn(DocId) -> Option<&'s Slot> + Sync,
        heard: impl Fn(usize) -> bool + Sync,
    ) -> Vec<(DocId, AskedPage)> {
        let (index, pages) = (&self.index, &self.pages);
        let nothing = JudgedPage::default();
        let known = |doc: DocId| pages.get(doc.0 as usize).unwrap_or(&nothing);
        // Of a page that is gone nothing is left.
        let there = due.into_iter().filter(|(doc, _)| slot(*doc).is_some() || known(*doc).is_something());
        let count = |doc: DocId, rules: RuleSet| {
            let is_asked = |rule: usize| rules.has(rule) && heard(rule);
            record_each(|| {
                slot(doc).map_or_else(Vec::new, |slot| count_on_page(settings, index, slot, is_asked))
            })
        };
        let counted = each(there.collect(), |(doc, rules)| (doc, rules, count(doc, rules)));
        let mut asked = BTreeMap::new();
        for (doc, rules, (counts, reads)) in counted {
            let counts = known(doc).counts_with(rules, counts);
            self.tallies.replace(index, doc, &known(doc).counts, &counts);
            asked.insert(doc, AskedPage { rules, counts, reads: vec![reads] });
        }
        for (rule, doc) in self.tallies.settle(settings) {
            let counts = || known(doc).counts.clone();
            let page = asked.entry(doc).or_insert_with(|| AskedPage {
                rules: RuleSet::default(),
                counts: counts(),
                reads: Vec::new(),
            });
            if !page.rules.has(rule) {
                page.rules.insert(&[number(rule)]);
                // It counts what it did.
                page.reads.push(count(doc, RuleSet::only(rule)).1);
            }
        }
        asked.into_iter().collect()
    }

    /// All that was found in a document.
    pub(super) fn findings_in(&self, doc: DocId) -> impl Iterator<Item = &Diagnostic<Place>> {
        let judged = self.placed.readers(doc).iter().filter_map(|reader| match reader {
            Reader::Page(page) => self.pages.get(page.0 as usize).map(|judged| &judged.findings),
            Reader::Rule(rule) => self.whole.get(*rule).map(|judged| &judged.findings),
        });
        judged.flatten().filter(move |finding| finding.at.doc == doc)
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

/// Asks a repository rule, and notes what it looks at. What is said of a document that cannot be read is left out.
fn judge(index: &Index, check: impl FnOnce() -> Vec<Diagnostic<Place>>) -> Judged {
    let (findings, reads) = record(|| {
        let mut findings = check();
        findings.retain(|finding| is_readable(index, finding));
        findings
    });
    Judged { findings, reads }
}

fn is_readable(index: &Index, finding: &Diagnostic<Place>) -> bool {
    index.facts_at(finding.at).is_some_and(|facts| facts.readable)
}

/// A page as a rule sees it.
fn page_for(rule: usize, slot: &Slot) -> Page<'_> {
    const NOTHING: &Notes = &Notes::EMPTY;
    let notes = slot.notes.iter().find(|(noted, _)| *noted == rule);
    let notes = notes.map_or(NOTHING, |(_, notes)| notes);
    Page { doc: slot.facts.start.doc, facts: &slot.facts, notes }
}

/// What rules that compare pages count on one.
fn count_on_page(
    settings: &Settings,
    index: &Index,
    slot: &Slot,
    is_asked: impl Fn(usize) -> bool,
) -> Counts {
    let mut counts = Vec::new();
    for (rule, entry) in rules::ALL.iter().enumerate().filter(|(rule, _)| is_asked(*rule)) {
        if let Check::Compared { count, .. } = entry.rule.check {
            ask_as(number(rule));
            let counted = count(settings, index, page_for(rule, slot));
            counts.extend(counted.into_iter().map(|count| (rule, count)));
        }
    }
    counts
}

/// What page rules have to say of one page, and how many were asked. What is said of a document that cannot be read is
/// left out.
fn check_page(
    settings: &Settings,
    index: &Index,
    slot: &Slot,
    tallies: &Tallies,
    is_asked: impl Fn(usize) -> bool,
) -> (Vec<Diagnostic<Place>>, usize) {
    let (mut all, mut asked) = (Vec::new(), 0);
    for (rule, entry) in rules::ALL.iter().enumerate().filter(|(rule, _)| is_asked(*rule)) {
        ask_as(number(rule));
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
        asked += 1;
        all.extend(findings.into_list().into_iter().filter(|finding| is_readable(index, finding)));
    }
    (all, asked)
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
