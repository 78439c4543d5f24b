//! References that may be one source, though nothing proves it: an editor decides.

use std::collections::BTreeMap;

use super::sets::{MOST_WRITINGS, Sets};
use super::work::Work;
use crate::base::quick::QuickSet;
use crate::biblio::reference::{Kind, Reference};

/// Two references that may be one source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Similar {
    /// The first of them.
    pub first: usize,
    /// The later one.
    pub other: usize,
    /// What they may be to each other.
    pub relation: Relation,
}

/// What two references that are much alike may be to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Relation {
    /// A preprint and the paper that came of it.
    Preprint,
    /// Two versions of one Cochrane review.
    Versions,
    /// A paper before and after it was put into an issue of its journal.
    Online,
    /// Nothing more is known.
    Unknown,
}

/// Finds pairs that are no one source by any rung, each later reference with the first that it resembles.
pub(super) fn find<At: Sync>(
    sets: &mut Sets<'_, At>,
    works: &[Work],
    references: &[&Reference<At>],
) -> Vec<Similar> {
    let mut found: BTreeMap<usize, (usize, Relation)> = BTreeMap::new();
    let candidates = super::shared_by_several(works, Work::opening_keys);
    sets.read_ahead(&candidates);
    for bearers in candidates {
        // Of what is one source already the first alone is compared.
        let mut roots = QuickSet::default();
        let firsts: Vec<usize> = bearers.into_iter().filter(|&nth| roots.insert(sets.root(nth))).collect();
        for (at, &other) in firsts.iter().enumerate().skip(1) {
            for &first in firsts.iter().take(at.min(MOST_WRITINGS)) {
                if found.get(&other).is_some_and(|(known, _)| *known <= first) {
                    continue;
                }
                if let (Some(one), Some(two)) = (references.get(first), references.get(other))
                    && let Some(relation) = sets.alike(first, other).then(|| relation(one, two)).flatten()
                {
                    found.insert(other, (first, relation));
                }
            }
        }
    }
    found.into_iter().map(|(other, (first, relation))| Similar { first, other, relation }).collect()
}

/// What two references with one title and author are to each other; `None` if they are two works.
pub(super) fn relation<At>(one: &Reference<At>, two: &Reference<At>) -> Option<Relation> {
    let year = |reference: &Reference<At>| reference.issued.as_ref().map(|field| field.value.year());
    let apart = year(one).zip(year(two)).map(|(one, two)| one.abs_diff(two));
    if is_cochrane(one) && is_cochrane(two) {
        return Some(Relation::Versions);
    }
    if is_preprint(one) != is_preprint(two) {
        return apart.is_none_or(|years| years <= 3).then_some(Relation::Preprint);
    }
    let differ = |left: Option<String>, right: Option<String>| {
        left.zip(right).is_some_and(|(left, right)| left != right)
    };
    let doi = |reference: &Reference<At>| reference.known_doi().map(|doi| doi.to_string());
    let pmid = |reference: &Reference<At>| reference.known_pmid().map(|pmid| pmid.to_string());
    let url = |reference: &Reference<At>| reference.url.as_ref().map(|url| url.value.to_string());
    let is_paper = |reference: &Reference<At>| !matches!(reference.kind, Some(Kind::Webpage | Kind::Post));
    if differ(doi(one), doi(two))
        || differ(pmid(one), pmid(two))
        || !(is_paper(one) && is_paper(two)) && differ(url(one), url(two))
        || apart.is_some_and(|years| years > 1)
    {
        return None;
    }
    let in_issue = |reference: &Reference<At>| reference.volume.is_some() || reference.pages.is_some();
    let journals = one.container.is_some() && two.container.is_some();
    Some(if journals && in_issue(one) != in_issue(two) { Relation::Online } else { Relation::Unknown })
}

fn is_cochrane<At>(reference: &Reference<At>) -> bool {
    let container = reference.container.as_ref().map(|container| container.value.to_lowercase());
    container.is_some_and(|name| name.starts_with("cochrane database"))
        || reference.known_doi().is_some_and(|doi| doi.to_string().starts_with("10.1002/14651858.cd"))
}

/// Whether it lies on a server of preprints.
fn is_preprint<At>(reference: &Reference<At>) -> bool {
    const PREFIXES: [&str; 10] = [
        "10.1101/",
        "10.21203/",
        "10.20944/",
        "10.31234/",
        "10.31219/",
        "10.31222/",
        "10.48550/",
        "10.2139/",
        "10.64898/",
        "10.22541/",
    ];
    const SERVERS: [&str; 9] = [
        "medrxiv",
        "biorxiv",
        "arxiv",
        "psyarxiv",
        "research square",
        "preprints",
        "ssrn",
        "osf preprints",
        "authorea",
    ];
    let doi = reference.known_doi().map(|doi| doi.to_string());
    let named = [&reference.container, &reference.publisher];
    doi.is_some_and(|doi| PREFIXES.iter().any(|prefix| doi.starts_with(prefix)))
        || named.into_iter().flatten().any(|name| {
            let name = name.value.to_lowercase();
            SERVERS.iter().any(|server| name.starts_with(server))
        })
}
