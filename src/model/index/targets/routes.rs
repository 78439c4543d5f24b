//! Links that another program may answer, since nobody knows how it serves the pages.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::anchors::Sections;
use super::{Anchor, Resolved, Target, is_download, names_file};
use crate::base::quick::{QuickMap, exchange};
use crate::base::span::DocId;
use crate::model::index::Documents;
use crate::model::index::address::{parent, without_suffixes};

/// Without a site root, a site path is judged only where a page answers to one of the same folder: somebody
/// else may serve other addresses of this site, but that folder is served from the repository.
pub(super) fn leave_unanswered_site_paths(document: &mut Resolved, answered: &Answered) {
    for target in &mut document.links {
        if let Target::Missing { path, site: true, .. } = target
            && !names_file(path)
            && (is_download(path) || !answered.has(path))
        {
            *target = Target::Unjudged;
        }
    }
}

/// The folders of the site paths that pages answer to, each with the number of links that find one there.
#[derive(Debug, Default)]
pub(super) struct Answered {
    folders: QuickMap<String, usize>,
    by_doc: QuickMap<DocId, Vec<String>>,
}

/// The folder of a path of the site.
pub(super) fn folder(path: &str) -> &str {
    parent(without_suffixes(path).trim_end_matches('/'))
}

impl Answered {
    /// Whether pages answer to paths in the folder of a path.
    pub(super) fn has(&self, path: &str) -> bool {
        self.folders.contains_key(folder(path))
    }

    /// Takes in the folders where a document's links find pages, and returns those for which the answer is another than
    /// before.
    pub(super) fn set(&mut self, doc: DocId, now: Vec<String>) -> Vec<String> {
        let before =
            if now.is_empty() { self.by_doc.remove(&doc) } else { self.by_doc.insert(doc, now.clone()) };
        exchange(&mut self.folders, before.unwrap_or_default(), now)
    }
}

/// Fewer dead links are slips.
const MANY: usize = 10;
/// One in so many may find a section by accident.
const SELDOM: usize = 10;
/// So many pages do not have one slip in common.
const SEVERAL: usize = 3;

/// How the links of pages to sections of their own do, where no generator is known.
#[derive(Debug, Default)]
pub(super) struct OwnSections {
    /// Links that find one.
    found: usize,
    /// Links that find none.
    missing: usize,
    by_page: BTreeMap<DocId, InPage>,
}

/// How those of one page do.
#[derive(Debug, Default, PartialEq, Eq)]
struct InPage {
    found: usize,
    missing: Vec<String>,
}

impl OwnSections {
    pub(super) fn add(&mut self, documents: &Documents, document: &Resolved) {
        let own = InPage::of(documents, document);
        if own != InPage::default() {
            self.found += own.found;
            self.missing += own.missing.len();
            self.by_page.insert(document.id, own);
        }
    }

    /// Takes in what a document's links do now. Returns whether that is something else than before.
    pub(super) fn replace(&mut self, documents: &Documents, document: &Resolved) -> bool {
        let nothing = InPage::default();
        let now = InPage::of(documents, document);
        let known = self.by_page.get(&document.id).unwrap_or(&nothing);
        if *known == now {
            return false;
        }
        let old = self.by_page.remove(&document.id).unwrap_or_default();
        self.found -= old.found;
        self.missing -= old.missing.len();
        self.add(documents, document);
        true
    }

    /// Which of them are for another program to answer: those of a text without a heading, which is a part of a page; a
    /// name that several pages have, and that is no section of any; all, where hardly any finds one; and those that are
    /// sections of other pages, where most are: there a program puts the pages together.
    pub(super) fn routes<'s>(&self, sections: impl FnOnce() -> &'s Sections) -> Routes {
        if self.missing < MANY {
            return Routes::default();
        }
        let all = self.found * SELDOM <= self.missing;
        let mut pages: HashMap<&str, HashSet<DocId>> = HashMap::new();
        for (doc, own) in &self.by_page {
            for name in &own.missing {
                pages.entry(name).or_default().insert(*doc);
            }
        }
        let rests_on_anchors = !all;
        if rests_on_anchors {
            let sections = sections();
            let elsewhere = |name: &str| sections.get(name).is_some();
            let named = self.by_page.values().flat_map(|own| &own.missing);
            let is_one = named.filter(|name| elsewhere(name)).count() * 2 > self.missing;
            pages.retain(|name, pages| if elsewhere(name) { is_one } else { pages.len() >= SEVERAL });
        }
        let names = pages.into_keys().map(str::to_owned).collect();
        Routes { any: true, all, names, rests_on_anchors }
    }
}

impl OwnSections {
    /// The pages with links to sections of their own.
    pub(super) fn pages(&self) -> impl Iterator<Item = DocId> + '_ {
        self.by_page.keys().copied()
    }
}

impl InPage {
    fn of(documents: &Documents, document: &Resolved) -> InPage {
        let mut own = InPage::default();
        for (anchor, fragment) in
            (0..document.links.len()).filter_map(|nth| own_section(documents, document, nth))
        {
            match anchor {
                Anchor::Missing => own.missing.push(fragment.to_owned()),
                _ => own.found += 1,
            }
        }
        own
    }
}

/// Whether a link to a section of its own page finds it, and what it names.
fn own_section<'d>(documents: &'d Documents, document: &Resolved, nth: usize) -> Option<(Anchor, &'d str)> {
    let facts = documents.get(document.id)?;
    let link = facts.links.get(nth)?.target.text.trim();
    let Target::Page { doc, anchor } = document.links.get(nth)? else { return None };
    let fragment = link.strip_prefix('#')?;
    (*doc == document.id && *anchor != Anchor::None).then_some((*anchor, fragment))
}

/// The links to sections of their own pages that are for another program to answer.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Routes {
    any: bool,
    all: bool,
    names: HashSet<String>,
    /// Whether they are other ones once a page has another section.
    pub(super) rests_on_anchors: bool,
}

impl Routes {
    /// Leaves those of a document unjudged.
    pub(super) fn leave(&self, documents: &Documents, document: &mut Resolved) {
        if !self.any {
            return;
        }
        let is_part = documents.get(document.id).is_some_and(|facts| facts.headings.is_empty());
        for nth in 0..document.links.len() {
            let is_route = own_section(documents, document, nth).is_some_and(|(anchor, fragment)| {
                anchor == Anchor::Missing && (self.all || is_part || self.names.contains(fragment))
            });
            if let Some(target) = document.links.get_mut(nth).filter(|_| is_route) {
                *target = Target::Unjudged;
            }
        }
    }
}
