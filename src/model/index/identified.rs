//! Sources that citations name by identifiers, as in `[@doi:10.1000/x]`.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use super::reads::{self, Asked};
use super::uses::{Uses, Via};
use super::{Changed, Documents, Names, Order};
use crate::base::identifier::{Doi, Pmcid, Pmid};
use crate::base::quick::QuickMap;
use crate::base::span::{DocId, Place};
use crate::biblio::reference::Reference;
use crate::model::collection::Collection;
use crate::model::facts::{Cited, CitedForm, Facts};
use crate::page::body::CitationForm;

/// What identifies a source.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Identity {
    /// A DOI.
    Doi(Doi),
    /// A number of PubMed.
    Pmid(Pmid),
    /// A number of PubMed Central.
    Pmcid(Pmcid),
}

impl Identity {
    /// The identifier in a key: `doi:10.1000/x`.
    #[must_use]
    pub fn of_key(key: &str) -> Option<Identity> {
        let (scheme, id) = key.split_once(':')?;
        match scheme.to_ascii_lowercase().as_str() {
            "doi" => Doi::parse(id).ok().map(Identity::Doi),
            "pmid" | "pubmed" => Pmid::parse(id).ok().map(Identity::Pmid),
            "pmcid" | "pmc" => Pmcid::parse(id).ok().map(Identity::Pmcid),
            _ => None,
        }
    }

    /// The DOI in a key that is an address: `https://doi.org/10.1000/x`.
    pub(super) fn of_address(key: &str) -> Option<Identity> {
        let (scheme, id) = key.split_once(':')?;
        let is_address = ["https", "http"].iter().any(|known| scheme.eq_ignore_ascii_case(known));
        Doi::parse(id).ok().filter(|_| is_address).map(Identity::Doi)
    }

    /// The identifiers that a reference states.
    pub fn of<At>(reference: &Reference<At>) -> impl Iterator<Item = Identity> {
        let doi = reference.known_doi().map(Identity::Doi);
        let pmid = reference.known_pmid().map(Identity::Pmid);
        doi.into_iter().chain(pmid).chain(reference.known_pmcid().map(Identity::Pmcid))
    }
}

/// Keys by what they identify; found out where a page cites a source by an identifier.
#[derive(Debug, Default)]
pub(super) struct Identified {
    /// The keys of the registry, in order of path and text.
    registered: OnceLock<QuickMap<Identity, BTreeMap<Order, String>>>,
    /// The keys that are identifiers themselves, and are cited.
    cited: OnceLock<QuickMap<Identity, BTreeSet<String>>>,
}

/// What a source of the registry is identified by, and its key.
fn registered(source: &Cited) -> Option<(&Reference<Place>, &str)> {
    let (key, fields) = (source.key.as_ref()?, source.fields.as_ref()?);
    (source.form == CitedForm::Registry).then_some((fields, key.text.as_str()))
}

/// Takes something out of what is known of an identity, which is forgotten with the last.
fn take_out<T>(
    known: &mut QuickMap<Identity, T>,
    identity: &Identity,
    take_out: impl FnOnce(&mut T),
    is_empty: impl FnOnce(&T) -> bool,
) {
    if let Some(keys) = known.get_mut(identity) {
        take_out(keys);
        if is_empty(keys) {
            known.remove(identity);
        }
    }
}

impl Identified {
    /// Takes in the sources of edited documents.
    pub(super) fn register(
        &mut self,
        documents: &Documents,
        edited: &[(DocId, &Facts, &Facts)],
        changed: &mut Changed,
    ) {
        let Some(known) = self.registered.get_mut() else {
            return;
        };
        for (doc, old, new) in edited {
            for nth in 0..old.references.len().max(new.references.len()) {
                let [before, now] = [old, new].map(|facts| facts.references.get(nth));
                if before == now {
                    continue;
                }
                let order = Order::new(documents.rank(*doc), nth);
                if let Some((fields, _)) = before.and_then(registered) {
                    for identity in Identity::of(fields) {
                        changed.note(Asked::RegisteredAs(&identity));
                        take_out(known, &identity, |keys| drop(keys.remove(&order)), BTreeMap::is_empty);
                    }
                }
                if let Some((fields, key)) = now.and_then(registered) {
                    for identity in Identity::of(fields) {
                        changed.note(Asked::RegisteredAs(&identity));
                        known.entry(identity).or_default().insert(order, key.to_owned());
                    }
                }
            }
        }
    }

    /// Takes in that a key is cited which was not, or the other way round.
    pub(super) fn cite(&mut self, uses: &Uses, key: &str) {
        let (Some(known), Some(identity)) = (self.cited.get_mut(), Identity::of_key(key)) else {
            return;
        };
        if uses.is_cited(key) {
            known.entry(identity).or_default().insert(key.to_owned());
        } else {
            take_out(known, &identity, |keys| _ = keys.remove(key), BTreeSet::is_empty);
        }
    }

    /// The key of the registry's source.
    pub(super) fn registered(&self, documents: &Documents, identity: &Identity) -> Option<&str> {
        reads::note(Asked::RegisteredAs(identity));
        self.all_registered(documents).get(identity)?.values().next().map(String::as_str)
    }

    fn all_registered(&self, documents: &Documents) -> &QuickMap<Identity, BTreeMap<Order, String>> {
        self.registered.get_or_init(|| {
            let mut known: QuickMap<Identity, BTreeMap<Order, String>> = QuickMap::default();
            for (doc, facts) in documents.iter() {
                for (nth, source) in facts.references.iter().enumerate() {
                    if let Some((fields, key)) = registered(source) {
                        for identity in Identity::of(fields) {
                            let order = Order::new(documents.rank(doc), nth);
                            known.entry(identity).or_default().insert(order, key.to_owned());
                        }
                    }
                }
            }
            known
        })
    }

    /// Makes ready for edits, so that the first takes no longer than others.
    pub(super) fn expect_edits(&self, documents: &Documents, uses: &Uses) {
        self.all_registered(documents);
        self.all_cited(uses);
    }

    /// The key that names a source by an identifier and is cited first.
    pub(super) fn cited_first(
        &self,
        documents: &Documents,
        uses: &Uses,
        identity: &Identity,
    ) -> Option<&str> {
        reads::note(Asked::CitedAs(identity));
        let cites = |via| matches!(via, Via::Citation(CitationForm::Key | CitationForm::InText));
        let first = |key: &String| {
            let first = uses.of(Collection::Source, key).iter().find(|site| cites(site.via))?.place;
            Some((documents.rank(first.doc), first.nth))
        };
        let cited = self.all_cited(uses).get(identity)?.iter().filter_map(|key| Some((first(key)?, key)));
        cited.min().map(|(_, key)| key.as_str())
    }

    fn all_cited(&self, uses: &Uses) -> &QuickMap<Identity, BTreeSet<String>> {
        self.cited.get_or_init(|| {
            let mut known: QuickMap<Identity, BTreeSet<String>> = QuickMap::default();
            for key in uses.cited() {
                if let Some(identity) = Identity::of_key(key) {
                    known.entry(identity).or_default().insert(key.to_owned());
                }
            }
            known
        })
    }
}

/// The keys of sources that are near to keys which pages cite and no source has; found out where a source is not cited.
#[derive(Debug, Default)]
pub(super) struct Meant(OnceLock<QuickMap<String, usize>>);

/// So many keys may be meant by one.
const MOST_MEANT: usize = 3;

/// The keys that may be meant by one that no source has.
fn meant_by<'n>(names: &'n Names, key: &str) -> impl Iterator<Item = String> + use<'n> {
    let is_unknown = names.by_id(Collection::Source, key).is_none();
    let near = is_unknown.then(|| names.ids_like(Collection::Source, key, MOST_MEANT));
    near.into_iter().flatten().map(|near| near.name)
}

impl Meant {
    /// Makes ready for edits, so that the first takes no longer than others.
    pub(super) fn expect_edits(&self, names: &Names, uses: &Uses) {
        self.0.get_or_init(|| Meant::all(names, uses));
    }

    pub(super) fn has(&self, names: &Names, uses: &Uses, key: &str) -> bool {
        self.0.get_or_init(|| Meant::all(names, uses)).contains_key(key)
    }

    fn all(names: &Names, uses: &Uses) -> QuickMap<String, usize> {
        let mut meant: QuickMap<String, usize> = QuickMap::default();
        for key in uses.cited().flat_map(|key| meant_by(names, key)) {
            *meant.entry(key).or_default() += 1;
        }
        meant
    }

    /// Takes in that sources have other keys.
    pub(super) fn renew(&mut self, names: &Names, uses: &Uses, changed: &mut Changed) {
        if let Some(meant) = self.0.get_mut() {
            let before = std::mem::replace(meant, Meant::all(names, uses));
            let differs = |key: &&String| before.contains_key(*key) != meant.contains_key(*key);
            before.keys().chain(meant.keys()).filter(differs).for_each(|key| changed.note(Asked::Meant(key)));
        }
    }

    /// Takes in that a key is cited which was not, or the other way round.
    pub(super) fn turn(&mut self, names: &Names, uses: &Uses, key: &str, changed: &mut Changed) {
        let Some(meant) = self.0.get_mut() else {
            return;
        };
        for near in meant_by(names, key) {
            changed.note(Asked::Meant(&near));
            let number = meant.entry(near.clone()).or_default();
            *number = if uses.is_cited(key) { *number + 1 } else { number.saturating_sub(1) };
            if *number == 0 {
                meant.remove(&near);
            }
        }
    }
}
