//! Redirects that lead nowhere.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::{Resolver, folder, is_download, is_external, is_template, joined, split_fragment};
use crate::base::identifier::percent_decoded;
use crate::base::span::{DocId, Place};
use crate::base::steps::count;
use crate::model::collection::Collection;
use crate::model::facts::{Facts, Redirect};
use crate::model::index::address::{last_part, trim_slashes};
use crate::model::index::reads::{self, Part};
use crate::model::index::worked::Worked;
use crate::model::index::{Changed, Documents, EntityRef, Rank};

/// A redirect that leads nobody anywhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DeadRedirect {
    /// It comes back to where it began: where each redirect on the way says what answers, the first by path first.
    Circle(Vec<Place>),
    /// No page answers to what it names.
    Missing(Redirect),
    /// A page that readers can open has the address itself.
    Taken(Redirect, DocId),
}

/// The redirects that lead nowhere, kept up to date.
#[derive(Debug, Default)]
pub(super) struct DeadRedirects {
    dead: Vec<DeadRedirect>,
    /// What answers to each redirect by itself, by its number in its document.
    answers: Worked<EntityRef, Answers>,
    /// The documents with redirects, by rank.
    files: BTreeMap<Rank, DocId>,
}

/// What answers to a redirect.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Answers {
    /// Whether something answers to what it leads to.
    to: bool,
    /// The page that has the old address itself, where readers can open it and the redirect is in a file of redirects.
    from: Option<DocId>,
}

impl DeadRedirects {
    pub(super) fn new(resolver: &Resolver<'_>) -> DeadRedirects {
        let mut all = DeadRedirects::default();
        let documents = resolver.documents;
        for (doc, facts) in documents.iter().filter(|(_, facts)| !facts.redirects.is_empty()) {
            all.files.insert(documents.rank(doc), doc);
            for nth in (0u32..).zip(&facts.redirects).map(|(nth, _)| nth) {
                all.ask(resolver, EntityRef { doc, nth });
            }
        }
        all.dead = all.find(documents, resolver);
        all
    }

    pub(super) fn all(&self) -> &[DeadRedirect] {
        &self.dead
    }

    pub(super) fn expect_edits(&mut self) {
        self.answers.expect_edits();
    }

    /// Takes in the redirects of edited documents, and those of which something else answers now.
    pub(super) fn renew(
        &mut self,
        resolver: &Resolver<'_>,
        edited: &[(DocId, &Facts, &Facts)],
        changed: &mut Changed,
    ) {
        let documents = resolver.documents;
        let mut again = self.answers.stale(changed);
        let mut differ = false;
        for (doc, old, new) in edited.iter().filter(|(_, old, new)| old.redirects != new.redirects) {
            differ = true;
            let most = u32::try_from(old.redirects.len().max(new.redirects.len())).unwrap_or(u32::MAX);
            again.extend((0..most).map(|nth| EntityRef { doc: *doc, nth }));
            if new.redirects.is_empty() {
                self.files.remove(&documents.rank(*doc));
            } else {
                self.files.insert(documents.rank(*doc), *doc);
            }
        }
        for redirect in again {
            differ |= self.ask(resolver, redirect);
        }
        if differ {
            let dead = self.find(documents, resolver);
            changed.part(Part::DeadRedirects, dead != self.dead);
            self.dead = dead;
        }
    }

    /// Finds out what answers to a redirect, and returns whether that is something else than before.
    fn ask(&mut self, resolver: &Resolver<'_>, redirect: EntityRef) -> bool {
        let (now, reads) = reads::record(|| {
            let facts = resolver.documents.get(redirect.doc)?;
            Some(resolver.answers(facts, facts.redirects.get(redirect.nth as usize)?))
        });
        self.answers.set(redirect, now, reads) != now
    }

    /// The redirects that lead nowhere, a circle once.
    fn find(&self, documents: &Documents, resolver: &Resolver<'_>) -> Vec<DeadRedirect> {
        let files = self.files.values().filter_map(|doc| Some((*doc, documents.get(*doc)?)));
        let all: Vec<(&Facts, &Redirect, Answers)> = files
            .flat_map(|(doc, facts)| {
                let numbered = (0u32..).zip(&facts.redirects);
                numbered.map(move |(nth, redirect)| (EntityRef { doc, nth }, facts, redirect))
            })
            .filter_map(|(nth, facts, redirect)| Some((facts, redirect, *self.answers.get(nth)?)))
            .collect();
        count(all.len());
        let mut known: HashMap<&str, &Redirect> = HashMap::new();
        let mut redirects: Vec<&Redirect> = Vec::new();
        let mut missing: HashSet<Place> = HashSet::new();
        let mut folders: HashSet<&str> = HashSet::new();
        let mut dead = Vec::new();
        for (facts, redirect, answers) in &all {
            dead.extend(answers.from.map(|page| DeadRedirect::Taken((*redirect).clone(), page)));
            // A page may say that it had the address that it has: on a site of several languages it has another one now.
            let is_own = facts.collection != Collection::Redirect
                && trim_slashes(&redirect.from.text) == trim_slashes(&redirect.to.text);
            if is_own {
                continue;
            }
            // Of two redirects of one address the first counts.
            known.entry(trim_slashes(&redirect.from.text)).or_insert_with(|| {
                redirects.push(redirect);
                if !answers.to {
                    missing.insert(redirect.to.place);
                } else if redirect.to.text.starts_with('/') {
                    folders.insert(folder(&redirect.to.text));
                }
                redirect
            });
        }
        let mut seen: HashSet<&str> = HashSet::new();
        for redirect in redirects {
            let mut trail: Vec<&Redirect> = Vec::new();
            let mut next = Some(redirect);
            while let Some(step) = next.filter(|step| seen.insert(trim_slashes(&step.from.text))) {
                trail.push(step);
                next = known.get(trim_slashes(&step.to.text)).copied();
            }
            let circle = next.and_then(|back| trail.iter().position(|step| step.from == back.from));
            if let Some(start) = circle {
                let places = trail.iter().skip(start).map(|step| step.to.place);
                dead.push(DeadRedirect::Circle(places.collect()));
            } else if next.is_none()
                && let Some(last) = trail.last()
                && missing.contains(&last.to.place)
                && resolver.is_ours(&last.to.text, &folders)
            {
                dead.push(DeadRedirect::Missing((*last).clone()));
            }
        }
        dead
    }
}

impl Resolver<'_> {
    fn answers(&self, facts: &Facts, redirect: &Redirect) -> Answers {
        let from = (facts.collection == Collection::Redirect).then(|| self.taken(redirect)).flatten();
        Answers { to: self.is_answered(&redirect.to.text), from }
    }

    /// The page that has the old address or id of a redirect. One that is hidden leaves its address to the redirect.
    fn taken(&self, redirect: &Redirect) -> Option<DocId> {
        let (from, to) = (trim_slashes(&redirect.from.text), trim_slashes(&redirect.to.text));
        let page = match redirect.from.text.starts_with('/') {
            true => self.site.get(from),
            false => self.names.by_id(Collection::Article, from).map(|page| page.doc),
        }?;
        reads::document(page);
        let open = self.documents.get(page)?.status().is_seen();
        (open && from != to).then_some(page)
    }

    /// Whether none but a page could answer. Of a site's addresses only those count that lie below its root, or in a folder
    /// where another redirect is answered.
    fn is_ours(&self, to: &str, answered: &HashSet<&str>) -> bool {
        let (path, _) = split_fragment(to.trim());
        if trim_slashes(path).is_empty() || is_external(to) || is_template(to) {
            return false;
        }
        match path.strip_prefix('/') {
            Some(below) => {
                let ours = self.site_root.is_some_and(|root| super::below(below, root).is_some());
                !is_download(path) && (ours || answered.contains(folder(to)))
            }
            None => !is_download(path) || path.ends_with(".md") || path.ends_with(".html"),
        }
    }

    fn is_answered(&self, to: &str) -> bool {
        let path = percent_decoded(split_fragment(to.trim()).0);
        let path = trim_slashes(&path);
        let below = super::below(path, self.site_root.unwrap_or("")).unwrap_or(path);
        let named = [Collection::Article, Collection::Cause, Collection::Person]
            .into_iter()
            .any(|collection| self.names.by_id(collection, last_part(path)).is_some());
        named
            || [path, below]
                .into_iter()
                .any(|path| self.site.get(path).is_some() || self.at_path(path).is_some())
            || joined("content", path).is_some_and(|path| self.at_path(&path).is_some())
    }
}
