//! What a repository calls the fields of the content model, and which keys are its own.

use std::collections::{BTreeMap, BTreeSet};

use super::Seen;
use crate::model::collection::Collection;
use crate::model::fields::{self, folded};

/// Names of fields, as they were found.
#[derive(Debug, Default)]
pub(super) struct Fields {
    /// Per field of an article the names that pages use for it, with the number of pages that use each.
    pub(super) article: Vec<(&'static str, Vec<(String, usize)>)>,
    /// The same of persons.
    pub(super) person: Vec<(&'static str, Vec<(String, usize)>)>,
    /// Other keys that several pages use.
    pub(super) extra: Vec<(String, usize)>,
    /// Whether no page says how far it is.
    pub(super) without_status: bool,
}

/// Keys that say where a page is served, which medproof reads. Few pages have one.
const ADDRESSES: [&str; 3] = ["permalink", "url", "slug"];

/// The fields of an article.
fn known() -> impl Iterator<Item = &'static str> {
    fields::Fields::default().of(Collection::Article).map(|field| field.name)
}

impl Fields {
    /// Takes in what pages say.
    pub(super) fn of_pages(&mut self, pages: &[&Seen]) {
        let counts = counts(pages.iter().copied());
        self.article = names(Collection::Article, &counts, pages);
        let named: BTreeSet<&str> = flat(&self.article);
        let extra = counts.iter().filter(|(key, count)| {
            (**count > 1 || ADDRESSES.contains(key))
                && known().all(|known| known != **key)
                && !named.contains(*key)
                && !key.starts_with("x-")
                && !is_slip(key)
                && !key.is_empty()
        });
        self.extra = extra.map(|(key, count)| ((*key).to_owned(), *count)).collect();
        self.extra.sort_by(|one, other| other.1.cmp(&one.1).then_with(|| one.0.cmp(&other.0)));
        self.without_status = !pages.is_empty() && !counts.contains_key("status");
    }

    /// Whether a page says who wrote or reviewed it.
    pub(super) fn name_people(&self, pages: &[&Seen]) -> bool {
        let people = ["authors", "reviewers"];
        self.article.iter().any(|(field, _)| people.contains(field))
            || pages.iter().any(|page| people.iter().any(|field| page.has(field)))
    }

    /// Takes in what records of persons say.
    pub(super) fn of_people<'s>(&mut self, people: impl Iterator<Item = &'s Seen>) {
        let people: Vec<&Seen> = people.collect();
        self.person = names(Collection::Person, &counts(people.iter().copied()), &people);
    }
}

/// How many files use each key.
fn counts<'s>(files: impl Iterator<Item = &'s Seen>) -> BTreeMap<&'s str, usize> {
    let mut counts = BTreeMap::new();
    for file in files {
        let keys: BTreeSet<&str> = file.keys.iter().flatten().map(String::as_str).collect();
        keys.into_iter().for_each(|key| *counts.entry(key).or_insert(0) += 1);
    }
    counts
}

/// The names in use for each field, the most frequent first.
fn names(
    collection: Collection,
    counts: &BTreeMap<&str, usize>,
    files: &[&Seen],
) -> Vec<(&'static str, Vec<(String, usize)>)> {
    let mut found = Vec::new();
    for field in fields::Fields::default().of(collection) {
        let fits = |key: &str| key != field.name && field.also.contains(&folded(key).as_str());
        let mut own: Vec<(String, usize)> = counts
            .iter()
            .filter(|(key, _)| fits(key))
            .map(|(key, count)| ((*key).to_owned(), *count))
            .collect();
        own.sort_by(|one, other| other.1.cmp(&one.1).then_with(|| one.0.cmp(&other.0)));
        // Two names within one record are two things.
        let mut kept: Vec<(String, usize)> = Vec::new();
        for name in own {
            let beside = |known: &str| files.iter().any(|file| file.has(known) && file.has(&name.0));
            if !beside(field.name) && !kept.iter().any(|(known, _)| beside(known)) {
                kept.push(name);
            }
        }
        if !kept.is_empty() {
            found.push((field.name, kept));
        }
    }
    found
}

fn flat<'n>(names: &'n [(&'static str, Vec<(String, usize)>)]) -> BTreeSet<&'n str> {
    names.iter().flat_map(|(_, own)| own).map(|(name, _)| name.as_str()).collect()
}

/// Whether a key is a field with one wrong letter: it should be fixed, not listed.
fn is_slip(key: &str) -> bool {
    key.len() > 4 && known().any(|known| strsim::osa_distance(key, known) == 1)
}
