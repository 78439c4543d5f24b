//! What rules have to say across documents, and what of it still holds after a change.

use rayon::prelude::*;

use super::{Slot, Work, any_allows};
use crate::base::diagnostic::{Diagnostic, Findings};
use crate::base::span::{DocId, Place};
use crate::model::index::{Changed, Index, Page, Reads, record};
use crate::model::notes::Notes;
use crate::rules;
use crate::rules::rule::{Check, Entry};
use crate::rules::settings::Settings;
use crate::run::policy::Silent;

/// What was worked out across documents.
#[derive(Debug)]
pub(super) struct RepositoryState {
    pub(super) index: Index,
    /// What page rules found on each page, by number of document; `None` if that has to be worked out.
    pages: Vec<Option<Judged>>,
    /// What each repository rule found, by its number in the catalogue; `None` if that has to be worked out.
    whole: Vec<Option<Judged>>,
}

/// What a rule found, and what it looked at.
#[derive(Clone, Debug)]
struct Judged {
    findings: Vec<Diagnostic<Place>>,
    reads: Reads,
}

impl RepositoryState {
    pub(super) fn new(index: Index, documents: usize) -> RepositoryState {
        RepositoryState { index, pages: vec![None; documents], whole: vec![None; rules::ALL.len()] }
    }

    /// Forgets what page rules found on a page.
    pub(super) fn judge_again(&mut self, page: DocId) {
        if let Some(findings) = self.pages.get_mut(page.0 as usize) {
            *findings = None;
        }
    }

    /// Forgets what was found in the notes of all pages.
    pub(super) fn judge_notes_again(&mut self) {
        for (entry, findings) in rules::ALL.iter().zip(&mut self.whole) {
            findings.take_if(|_| matches!(entry.rule.check, Check::NotedRepository { .. }));
        }
    }

    /// Forgets everything that was found.
    pub(super) fn judge_all_again(&mut self) {
        self.pages.fill(None);
        self.whole.fill(None);
    }

    /// Goes on with the index as it is after a change; what the change concerns has to be worked out again.
    pub(super) fn renew(self, renew: impl FnOnce(Index) -> (Index, Changed)) -> RepositoryState {
        let RepositoryState { index, pages, whole } = self;
        let (index, changed) = renew(index);
        let mut renewed = RepositoryState { index, pages, whole };
        renewed.forget(&changed);
        renewed
    }

    /// Forgets what a change concerns.
    pub(super) fn forget(&mut self, changed: &Changed) {
        let concerns = |judged: &Judged| changed.concerns(&judged.reads);
        for (doc, page) in (0u32..).map(DocId).zip(&mut self.pages) {
            page.take_if(|judged| changed.is_of(doc) || concerns(judged));
        }
        self.whole.iter_mut().for_each(|rule| drop(rule.take_if(|judged| concerns(judged))));
        if changed.is_everything() {
            self.judge_notes_again();
        }
    }

    /// Works out all that is not.
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
        let RepositoryState { index, pages, whole } = self;
        let index = &*index;
        let open: Vec<(&Slot, &mut Option<Judged>)> = (slots.iter().zip(pages))
            .filter_map(|(slot, findings)| Some((slot.as_ref()?, findings)))
            .filter(|(_, findings)| findings.is_none())
            .collect();
        work.pages_judged += open.len();
        open.into_par_iter().for_each(|(slot, findings)| {
            *findings = Some(judge(index, || check_page(settings, index, slot, heard)));
        });
        let open: Vec<(usize, (&Entry, &mut Option<Judged>))> = (rules::ALL.iter().zip(whole).enumerate())
            .filter(|(rule, (entry, findings))| {
                let of_all = matches!(entry.rule.check, Check::Repository(_) | Check::NotedRepository { .. });
                of_all && findings.is_none() && heard(*rule)
            })
            .collect();
        work.repository_rules_asked += open.len();
        work.repositories_judged += usize::from(!open.is_empty());
        open.into_par_iter().for_each(|(rule, (entry, findings))| {
            *findings = Some(judge(index, || check_repository(settings, index, (rule, entry), slots)));
        });
    }

    /// All that was found.
    pub(super) fn findings(&self) -> impl Iterator<Item = &Diagnostic<Place>> {
        self.pages.iter().chain(&self.whole).flatten().flat_map(|judged| &judged.findings)
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
    (rule, entry): (usize, &Entry),
    slots: &[Option<Slot>],
) -> Vec<Diagnostic<Place>> {
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
