//! Redirects that lead nowhere.

use std::collections::{HashMap, HashSet};

use super::{
    Resolver, is_download, is_external, is_template, joined, parent, split_fragment, without_suffixes,
};
use crate::base::identifier::percent_decoded;
use crate::base::span::{DocId, Place};
use crate::model::collection::Collection;
use crate::model::facts::{Facts, Redirect, Status};
use crate::model::index::address::{last_part, trim_slashes};

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

impl Resolver<'_> {
    /// The redirects that lead nowhere, a circle once.
    pub(super) fn dead_redirects(&self) -> Vec<DeadRedirect> {
        let mut known: HashMap<&str, &Redirect> = HashMap::new();
        let mut redirects: Vec<&Redirect> = Vec::new();
        // A page may say that it had the address that it has: on a site of several languages it has another one now.
        let is_own = |facts: &Facts, redirect: &Redirect| {
            facts.collection != Collection::Redirect
                && trim_slashes(&redirect.from.text) == trim_slashes(&redirect.to.text)
        };
        let all = self
            .documents
            .iter()
            .flat_map(|(_, facts)| facts.redirects.iter().filter(move |redirect| !is_own(facts, redirect)));
        for redirect in all {
            // Of two redirects of one address the first counts.
            known.entry(trim_slashes(&redirect.from.text)).or_insert_with(|| {
                redirects.push(redirect);
                redirect
            });
        }
        let answered: HashSet<&str> = redirects
            .iter()
            .filter(|redirect| redirect.to.text.starts_with('/') && self.is_answered(&redirect.to.text))
            .map(|redirect| folder(&redirect.to.text))
            .collect();
        let mut dead = self.taken();
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
                && self.is_missing(&last.to.text, &answered)
            {
                dead.push(DeadRedirect::Missing((*last).clone()));
            }
        }
        dead
    }

    /// The redirects of addresses and ids that pages have. A page that is hidden leaves its address to the redirect.
    fn taken(&self) -> Vec<DeadRedirect> {
        let files = self.documents.iter().filter(|(_, facts)| facts.collection == Collection::Redirect);
        let redirects = files.flat_map(|(_, facts)| &facts.redirects);
        let taken = redirects.filter_map(|redirect| {
            let (from, to) = (trim_slashes(&redirect.from.text), trim_slashes(&redirect.to.text));
            let page = match redirect.from.text.starts_with('/') {
                true => self.site.get(from),
                false => self.names.by_id(Collection::Article, from).map(|page| page.doc),
            }?;
            let open = matches!(self.documents.get(page)?.status(), Status::Published | Status::Unstated);
            (open && from != to).then(|| DeadRedirect::Taken(redirect.clone(), page))
        });
        taken.collect()
    }

    /// Whether no page answers and none but a page could. Of a site's addresses only those count that lie below
    /// its root, or in a folder where another redirect is answered.
    fn is_missing(&self, to: &str, answered: &HashSet<&str>) -> bool {
        let (path, _) = split_fragment(to.trim());
        if trim_slashes(path).is_empty() || is_external(to) || is_template(to) || self.is_answered(to) {
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

/// The folder of a site's address.
fn folder(address: &str) -> &str {
    parent(without_suffixes(address).trim_end_matches('/'))
}
