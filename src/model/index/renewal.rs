//! An index after some documents say something else, came or went: what rests on that is brought up to date by document.
//!
//! Each part notes in [`Changed`] what is to be answered otherwise than before, and the parts that rest on it look up there
//! what they have to work out again. So their order counts.

use std::collections::HashSet;
use std::sync::Arc;

use super::names::has_same_keys;
use super::people::same_makers;
use super::reads::{Asked, Changed, Part};
use super::targets::{Ground, Targets};
use super::{EntityRef, Index, Site};
use crate::base::span::DocId;
use crate::model::collection::Collection;
use crate::model::content_hash::LazyDigest;
use crate::model::facts::{Article, Facts};

/// What a document says now; no facts of one that is gone.
pub type Edit = (DocId, Option<Arc<Facts>>, Option<Arc<LazyDigest>>);

/// The text of a document, as a signature covers it.
type Text = (DocId, Option<Arc<LazyDigest>>);

impl Index {
    /// Takes in what some documents say now, and returns what changed; `None` if the index cannot be brought up to date and
    /// has to be built again. `files` are those that exist besides the documents.
    #[must_use]
    pub fn renew(&mut self, edits: Vec<Edit>, site: Site<'_>, files: &HashSet<String>) -> Option<Changed> {
        let mut changed = Changed::default();
        let (olds, same) = self.exchange(edits, site, &mut changed)?;
        let Index { documents, names, people, works, targets, uses, identified, meant, mentioned, .. } = self;
        let pairs: Vec<(DocId, &Facts, &Facts)> =
            olds.iter().map(|edited| (edited.doc, &*edited.old, &*edited.new)).collect();
        changed.part(Part::Documents, !pairs.is_empty());
        changed.documents = pairs.iter().map(|(doc, ..)| *doc).collect();
        for (doc, old, new) in &pairs {
            note_differing(*doc, old, new, &mut changed);
            names.renew(documents, old, new, &mut changed);
        }
        names.lead(documents, &pairs, &mut changed);
        let edited: Vec<DocId> = pairs.iter().map(|(doc, ..)| *doc).collect();
        let reassembled = documents.renew_all_parts(&edited, &mut changed);
        people.renew(documents, names, &pairs, &mut changed);
        for (_, old, new) in pairs.iter().filter(|(_, old, new)| !same_uses(old, new)) {
            for key in uses.replace(documents, old, new, &mut changed) {
                identified.cite(uses, &key);
                meant.turn(names, uses, &key, &mut changed);
            }
        }
        let is_renamed = |(_, old, new): &(DocId, &Facts, &Facts)| {
            new.collection == Collection::Source && !has_same_keys(old, new)
        };
        if pairs.iter().any(is_renamed) {
            meant.renew(names, uses, &mut changed);
        }
        if pairs.iter().any(|(_, old, new)| old.references != new.references) {
            identified.register(documents, &pairs, &mut changed);
            works.renew(documents, &pairs, &mut changed);
        }
        mentioned.renew(documents, (names, people), &pairs, &mut changed);
        self.customs.renew(documents, people, names, &pairs, &mut changed);
        let ground = Ground { documents, names, uses, site, files };
        if !targets.renew(ground, &pairs, &reassembled, &mut changed) {
            let mut now = Targets::new(documents, names, site);
            now.know_files(files);
            now.differing(targets).into_iter().for_each(|doc| changed.note(Asked::Targets(doc)));
            changed.part(Part::Unwritten, now.leaves_unwritten() != targets.leaves_unwritten());
            changed.part(Part::DeadRedirects, now.dead_redirects() != targets.dead_redirects());
            changed.followed = documents.len();
            *targets = now;
            targets.prepare(documents, names, site);
            targets.expect_edits();
        }
        for (doc, text) in same {
            let saying_it = self.set_text(doc, text);
            changed.documents.extend(saying_it);
        }
        Some(changed)
    }

    /// Puts facts in the places of others, and returns those that differ, with those that they had before; and the
    /// documents whose facts are what they were, with their texts.
    fn exchange(
        &mut self,
        edits: Vec<Edit>,
        site: Site<'_>,
        changed: &mut Changed,
    ) -> Option<(Vec<Exchanged>, Vec<Text>)> {
        let Index { documents, texts, .. } = self;
        let paths = edits.iter().filter_map(|(doc, facts, _)| Some((facts.as_ref()?.path.as_str(), *doc)));
        documents.make_room(paths.collect()).ok()?;
        documents.noting_whole(changed, |documents, changed| {
            let (mut edited, mut same) = (Vec::new(), Vec::new());
            for (doc, facts, text) in edits {
                let nth = doc.0 as usize;
                if texts.len() <= nth {
                    texts.resize(nth + 1, None);
                }
                let old = documents.set(doc, facts.clone(), site.registries, changed).ok()?;
                let nothing = || facts.as_ref().or(old.as_ref()).map(|any| Arc::new(any.without_content()));
                if old == facts {
                    same.push((doc, text));
                    continue;
                }
                texts[nth] = text;
                if let Some((old, new)) = old.clone().or_else(nothing).zip(facts.clone().or_else(nothing)) {
                    edited.push(Exchanged { doc, old, new });
                }
            }
            Some((edited, same))
        })
    }
}

/// A document with the facts before and those after an edit; where it is not there, with facts that say nothing.
struct Exchanged {
    doc: DocId,
    old: Arc<Facts>,
    new: Arc<Facts>,
}

/// Notes the things and the references of a document that are others than before.
fn note_differing(doc: DocId, old: &Facts, new: &Facts, changed: &mut Changed) {
    changed.note(Asked::Document(doc));
    let numbered = |one: usize, other: usize| (0u32..).zip(0..one.max(other));
    for (nth, at) in numbered(old.entities.len(), new.entities.len()) {
        if old.entities.get(at) != new.entities.get(at) {
            changed.note(Asked::Entity(EntityRef { doc, nth }));
        }
    }
    for (nth, at) in numbered(old.people.len(), new.people.len()) {
        if old.readable != new.readable || old.people.get(at) != new.people.get(at) {
            changed.note(Asked::Bio(EntityRef { doc, nth }));
        }
    }
    for (_, at) in numbered(old.references.len(), new.references.len()) {
        if old.references.get(at) != new.references.get(at) {
            changed.note(Asked::Reference(doc, at));
        }
    }
    if !same_makers(old, new) {
        changed.note(Asked::Makers(doc));
    }
}

fn same_uses(old: &Facts, new: &Facts) -> bool {
    let own = |article: &Article| (article.authors.clone(), article.reviewers.clone());
    old.uses == new.uses
        && old.sees == new.sees
        && old.citations == new.citations
        && old.redirects == new.redirects
        && old.article.as_ref().map(own) == new.article.as_ref().map(own)
}
