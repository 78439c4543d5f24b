//! What rules have to say across documents, and what of it still holds after a change.

use std::collections::BTreeSet;

use rayon::prelude::*;

use super::{Slot, Work, any_allows};
use crate::base::diagnostic::{Diagnostic, Findings};
use crate::base::span::{DocId, Place};
use crate::model::index::{Changed, Index, Page, Readers, Reads, record};
use crate::model::notes::Notes;
use crate::rules;
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
    /// The pages, and the rules, of which that has to be worked out.
    due: Due,
    /// Who looked at what; made for the first change, since a single run needs it for none.
    readers: Option<Readers<Reader>>,
}

/// What has to be worked out.
#[derive(Debug, Default)]
struct Due {
    pages: BTreeSet<DocId>,
    rules: BTreeSet<usize>,
}

/// Who looked at something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Reader {
    /// The page rules, on a page.
    Page(DocId),
    /// A repository rule.
    Rule(usize),
}

/// What a rule found, and what it looked at.
#[derive(Clone, Debug, Default)]
struct Judged {
    findings: Vec<Diagnostic<Place>>,
    reads: Reads,
}

impl RepositoryState {
    pub(super) fn new(index: Index, documents: usize) -> RepositoryState {
        let pages = vec![Judged::default(); documents];
        let whole = vec![Judged::default(); rules::ALL.len()];
        let mut state = RepositoryState { index, pages, whole, due: Due::default(), readers: None };
        state.judge_all_again();
        state
    }

    /// Has the page rules asked about a page again.
    pub(super) fn judge_again(&mut self, page: DocId) {
        self.due.pages.insert(page);
    }

    /// Has the rules asked again that look at the notes of all pages.
    pub(super) fn judge_notes_again(&mut self) {
        let noted = rules::ALL.iter().enumerate();
        let noted = noted.filter(|(_, entry)| matches!(entry.rule.check, Check::NotedRepository { .. }));
        self.due.rules.extend(noted.map(|(rule, _)| rule));
    }

    /// Has everything asked again.
    pub(super) fn judge_all_again(&mut self) {
        self.due.pages.extend((0u32..).map(DocId).take(self.pages.len()));
        self.due.rules.extend(0..self.whole.len());
    }

    /// Goes on with the index as it is after a change; what the change concerns has to be worked out again.
    pub(super) fn renew(mut self, renew: impl FnOnce(Index) -> (Index, Changed)) -> RepositoryState {
        let changed;
        (self.index, changed) = renew(self.index);
        self.forget(&changed);
        self
    }

    /// Has those asked again whom a change concerns.
    pub(super) fn forget(&mut self, changed: &Changed) {
        if changed.is_everything() {
            self.judge_all_again();
            return;
        }
        self.due.pages.extend(changed.documents());
        let RepositoryState { pages, whole, readers, due, .. } = self;
        let readers = readers.get_or_insert_with(|| {
            let pages = (0u32..).map(DocId).zip(&*pages).map(|(doc, page)| (Reader::Page(doc), &page.reads));
            let rules = whole.iter().enumerate().map(|(rule, judged)| (Reader::Rule(rule), &judged.reads));
            Readers::of(pages.chain(rules))
        });
        for reader in changed.keys().flat_map(|key| readers.by(key)) {
            match reader {
                Reader::Page(doc) => drop(due.pages.insert(*doc)),
                Reader::Rule(rule) => drop(due.rules.insert(*rule)),
            }
        }
    }

    /// Works out all that is due.
    pub(super) fn check(
        &mut self,
        settings: &Settings,
        silent: &Silent,
        slots: &[Option<Slot>],
        work: &mut Work,
    ) {
        // A rule that nobody hears has to be asked where a comment may be for it. What is found of a page may be in any
        // document.
        let has_allows = any_allows(slots);
        let heard = move |rule: usize| has_allows || !silent.has(rule);
        let due = std::mem::take(&mut self.due);
        let index = &self.index;
        let slot = |doc: &DocId| Some((*doc, slots.get(doc.0 as usize)?.as_ref()?));
        let pages: Vec<(DocId, &Slot)> = due.pages.iter().filter_map(slot).collect();
        work.pages_judged += pages.len();
        let pages = each(pages, |(doc, slot)| {
            (Reader::Page(doc), judge(index, || check_page(settings, index, slot, heard)))
        });
        let is_of_all = |rule: &usize| {
            let entry = rules::ALL.get(*rule);
            entry.is_some_and(|entry| {
                matches!(entry.rule.check, Check::Repository(_) | Check::NotedRepository { .. })
            })
        };
        let (rules, unheard): (BTreeSet<usize>, BTreeSet<usize>) =
            due.rules.into_iter().filter(is_of_all).partition(|rule| heard(*rule));
        self.due.rules = unheard;
        work.repository_rules_asked += rules.len();
        work.repositories_judged += usize::from(!rules.is_empty());
        let rules = each(rules.into_iter().collect(), |rule| {
            (Reader::Rule(rule), judge(index, || check_repository(settings, index, rule, slots)))
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
            *known = judged;
        }
    }

    /// All that was found.
    pub(super) fn findings(&self) -> impl Iterator<Item = &Diagnostic<Place>> {
        self.pages.iter().chain(&self.whole).flat_map(|judged| &judged.findings)
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
    Judged { findings, reads }
}

/// What page rules have to say of one page.
fn check_page(
    settings: &Settings,
    index: &Index,
    slot: &Slot,
    heard: impl Fn(usize) -> bool,
) -> Vec<Diagnostic<Place>> {
    let mut all = Vec::new();
    let nothing = Notes::default();
    for (rule, entry) in rules::ALL.iter().enumerate().filter(|(rule, _)| heard(*rule)) {
        let (Check::Page(check) | Check::NotedPage { page: check, .. }) = entry.rule.check else {
            continue;
        };
        let notes = slot.notes.iter().find(|(noted, _)| *noted == rule);
        let notes = notes.map_or(&nothing, |(_, notes)| notes);
        let page = Page { doc: slot.facts.start.doc, facts: &slot.facts, notes };
        let mut findings = Findings::new(entry.id, entry.rule.severity);
        check(settings, index, page, &mut findings);
        all.append(&mut findings.into_list());
    }
    all
}

/// What a repository rule has to say.
fn check_repository(
    settings: &Settings,
    index: &Index,
    rule: usize,
    slots: &[Option<Slot>],
) -> Vec<Diagnostic<Place>> {
    let Some(entry) = rules::ALL.get(rule) else {
        return Vec::new();
    };
    let mut findings = Findings::new(entry.id, entry.rule.severity);
    match entry.rule.check {
        Check::Repository(check) => check(settings, index, &mut findings),
        Check::NotedRepository { repository, .. } => {
            let noted = slots.iter().flatten().filter_map(|slot| {
                let (_, notes) = slot.notes.iter().find(|(noted, _)| *noted == rule)?;
                Some(Page { doc: slot.facts.start.doc, facts: &slot.facts, notes })
            });
            repository(settings, index, &noted.collect::<Vec<_>>(), &mut findings);
        }
        _ => {}
    }
    findings.into_list()
}
