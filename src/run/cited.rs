//! The sources of a page.

use std::collections::HashSet;

use crate::base::span::{DocId, Place};
use crate::model::facts::{Cited, CitedForm, Facts};
use crate::model::index::{ArticleCause, Cause, Index};
use crate::page::body::EntryForm;

/// The references that a page cites, in its text and then in the causes that it shares with other pages, each source
/// once. What a list of references holds without a mark is cited by the page as a whole. Notes are left out.
#[must_use]
pub fn sources(index: &Index, page: DocId) -> Vec<&Cited> {
    let Some(facts) = index.facts(page) else {
        return Vec::new();
    };
    let shared = index.causes_of(facts).into_iter().filter_map(|cause| match cause.cause {
        Cause::File(doc) => index.facts(doc),
        Cause::Section(_) | Cause::Unknown => None,
    });
    let mut seen = HashSet::new();
    let mut sources = Vec::new();
    for part in std::iter::once(facts).chain(shared) {
        let unmarked =
            |cited: &&Cited| cited.key.is_none() && cited.form == CitedForm::Text(EntryForm::ListItem);
        let marked = part.citations.iter().filter_map(|citation| index.cited(part, citation));
        for cited in marked.chain(part.references.iter().filter(unmarked)) {
            if cited.fields.is_some() && seen.insert(first_of(index, cited)) {
                sources.push(cited);
            }
        }
    }
    sources
}

/// The sources that one cause of a page cites, each once.
#[must_use]
pub fn sources_of_cause<'a>(index: &'a Index, page: &'a Facts, cause: &ArticleCause<'a>) -> Vec<&'a Cited> {
    let part = match cause.cause {
        Cause::File(doc) => index.facts(doc).unwrap_or(page),
        Cause::Section(_) | Cause::Unknown => page,
    };
    let mut seen = HashSet::new();
    let cited = cause.citations.iter().filter_map(|citation| index.cited(part, citation));
    cited.filter(|cited| seen.insert(first_of(index, cited))).collect()
}

/// The place of the first reference to the same source.
#[must_use]
pub fn first_of(index: &Index, cited: &Cited) -> Place {
    let first = index.repeated_source(cited.place).and_then(|work| work.members.first());
    let place = first.and_then(|first| Some(index.facts(first.doc)?.references.get(first.nth)?.place));
    place.unwrap_or(cited.place)
}
