//! Where links lead once some documents say something else: only the links that this can move are followed again.

use std::collections::{BTreeSet, HashSet};

use super::{Resolved, Resolver, Site, Targets, know_files, leads, leave_unanswered_site_paths, wanted};
use crate::base::span::DocId;
use crate::model::collection::Collection;
use crate::model::facts::{CitedForm, Facts, Link};
use crate::model::index::reads::{Asked, Part, Readers, Reads, record};
use crate::model::index::{Changed, Documents, Names};
use crate::page::body::EntryForm;

/// A document with what it said before.
pub(in crate::model::index) type Edited<'a> = (DocId, &'a Facts);

impl Targets {
    /// Follows links again after documents were edited, while all ids, paths and redirects stayed as they were. `files`
    /// are those that exist besides the documents; `changed` says which names lead elsewhere than before, and is told which
    /// documents do. Returns whether that is so; if not, all links have to be followed again.
    pub(in crate::model::index) fn renew(
        &mut self,
        documents: &Documents,
        names: &Names,
        site: Site<'_>,
        edited: &[Edited<'_>],
        files: &HashSet<String>,
        changed: &mut Changed,
    ) -> bool {
        let mut again = BTreeSet::new();
        for (doc, old) in edited {
            let Some(new) = documents.get(*doc).filter(|new| keeps_tables(old, new)) else {
                return false;
            };
            again.insert(*doc);
            if !same_anchors(old, new) {
                if !site.named_targets.is_empty() || site.one_book || self.tables.routes.rests_on_anchors {
                    return false;
                }
                for page in showing(documents, *doc, new) {
                    again.insert(page);
                    again.extend(self.inbound(page));
                }
            }
            if let Some(sources) = self.tables.sources.get_mut() {
                for name in sources.replace(old, new) {
                    changed.note(Asked::SourceName(&name));
                }
            }
        }
        self.expect_edits();
        let readers = self.readers.as_ref();
        again.extend(readers.iter().flat_map(|readers| changed.keys().flat_map(|key| readers.by(key))));
        let resolver = Resolver::new(documents, names, site, &self.tables);
        // A page that is hidden leaves its address to a redirect.
        let is_hidden = |(doc, old): &Edited<'_>| {
            documents.get(*doc).is_some_and(|new| new.status().is_seen() != old.status().is_seen())
        };
        if names.has_redirects() && edited.iter().any(is_hidden) {
            let dead = resolver.dead_redirects();
            changed.part(Part::DeadRedirects, dead != self.dead_redirects);
            self.dead_redirects = dead;
        }
        let resolved: Vec<(Resolved, Reads)> = again
            .into_iter()
            .filter_map(|doc| Some((doc, documents.get(doc)?)))
            .map(|(doc, facts)| record(|| resolver.document(doc, facts)))
            .collect();
        let mut other_sections = false;
        if !site.addresses {
            for (document, _) in &resolved {
                other_sections |= self.tables.own_sections.replace(documents, document);
            }
        }
        if other_sections && self.tables.own_sections.routes(documents, names) != self.tables.routes {
            return false;
        }
        changed.followed = resolved.len();
        let left_unwritten = self.leaves_unwritten();
        for (mut document, reads) in resolved {
            if let Some(known) = self.reads.get_mut(document.id.0 as usize) {
                if let Some(readers) = &mut self.readers {
                    readers.replace(document.id, known, &reads);
                }
                *known = reads;
            }
            if site.root.is_none() {
                leave_unanswered_site_paths(&mut document, &self.tables.answered);
            }
            self.tables.routes.leave(documents, &mut document);
            self.wiki_links.take_in(documents, &document);
            self.take(document, files, changed);
        }
        changed.part(Part::Unwritten, left_unwritten != self.leaves_unwritten());
        true
    }

    /// Finds out which documents look up what.
    pub(in crate::model::index) fn expect_edits(&mut self) {
        self.readers.get_or_insert_with(|| Readers::of((0u32..).map(DocId).zip(&self.reads)));
    }

    /// Takes in where the links of one document lead now.
    fn take(&mut self, document: Resolved, files: &HashSet<String>, changed: &mut Changed) {
        let Resolved { id, mut links, sees, moved, .. } = document;
        let paths = wanted(&links, &self.served);
        if paths.is_empty() {
            self.wanted.remove(&id);
        } else {
            self.wanted.insert(id, paths);
        }
        know_files(&mut links, &self.served, files);
        let nth = id.0 as usize;
        let (Some(old_links), Some(old_sees)) = (self.links.get_mut(nth), self.sees.get_mut(nth)) else {
            return;
        };
        let (old_links, old_sees) = (std::mem::replace(old_links, links), std::mem::replace(old_sees, sees));
        let old_moved = self.moved.remove(&id).unwrap_or_default();
        if old_links != self.links[nth] || old_sees != self.sees[nth] || old_moved != moved {
            changed.note(Asked::Targets(id));
        }
        if !moved.is_empty() {
            self.moved.insert(id, moved);
        }
        let (before, now) = (leads(id, &old_links, &old_sees), leads(id, &self.links[nth], &self.sees[nth]));
        for to in before.iter().filter(|to| now.binary_search(to).is_err()) {
            if let Some(list) = self.inbound.get_mut(to.0 as usize) {
                list.retain(|from| *from != id);
                changed.note(Asked::Targets(*to));
            }
        }
        for to in now.iter().filter(|to| before.binary_search(to).is_err()) {
            if let Some(list) = self.inbound.get_mut(to.0 as usize)
                && let Err(place) = list.binary_search(&id)
            {
                list.insert(place, id);
                changed.note(Asked::Targets(*to));
            }
        }
    }
}

/// Whether what is found out once for all links holds after an edit, where names hold.
fn keeps_tables(old: &Facts, new: &Facts) -> bool {
    let address = |facts: &Facts| facts.article.as_ref().map(|article| article.address.clone());
    old.format == new.format
        && old.redirects == new.redirects
        && address(old) == address(new)
        && rooted(old).eq(rooted(new))
}

/// The links that begin at the root of the site: they say where it begins, and which of its folders are served from here.
fn rooted(facts: &Facts) -> impl Iterator<Item = (&str, impl PartialEq)> {
    let is_rooted = |link: &&Link| link.target.text.trim().starts_with('/');
    facts.links.iter().filter(is_rooted).map(|link| (link.target.text.as_str(), (link.form, link.base)))
}

/// Whether the same fragments find something in a document as before.
fn same_anchors(old: &Facts, new: &Facts) -> bool {
    let headings = |facts: &Facts| {
        let headings = facts.headings.iter();
        headings.map(|heading| (heading.anchor.clone(), heading.text.text.clone())).collect::<Vec<_>>()
    };
    let footnotes = |facts: &Facts| {
        let footnotes =
            facts.references.iter().filter(|cited| cited.form == CitedForm::Text(EntryForm::Footnote));
        footnotes.map(|cited| cited.key.as_ref().map(|key| key.text.clone())).collect::<Vec<_>>()
    };
    let causes = |facts: &Facts| {
        let causes = facts.article.iter().flat_map(|article| &article.causes);
        causes.map(|cause| cause.text.clone()).collect::<Vec<_>>()
    };
    old.readable == new.readable
        && old.has_body == new.has_body
        && old.anchors == new.anchors
        && headings(old) == headings(new)
        && footnotes(old) == footnotes(new)
        && causes(old) == causes(new)
}

/// The pages on which the sections of a document are: itself, those that include it, and those whose cause it is.
fn showing(documents: &Documents, doc: DocId, facts: &Facts) -> Vec<DocId> {
    let mut pages = vec![doc];
    let including = documents.parts.iter().filter(|(_, parts)| parts.contains(&doc));
    pages.extend(including.map(|(page, _)| *page));
    if let Some(cause) = facts.entities.first().filter(|_| facts.collection == Collection::Cause) {
        let names_it = |page: &Facts| {
            let mut causes = page.article.iter().flat_map(|article| &article.causes);
            causes.any(|named| named.text == cause.id.text)
        };
        pages.extend(documents.iter().filter(|(_, page)| names_it(page)).map(|(page, _)| page));
    }
    pages
}
