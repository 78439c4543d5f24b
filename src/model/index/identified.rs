//! Sources that citations name by identifiers, as in `[@doi:10.1000/x]`.

use std::sync::OnceLock;

use super::reads::Asked;
use super::uses::{Uses, Via};
use super::{Changed, Documents, Names};
use crate::base::identifier::{Doi, Pmcid, Pmid};
use crate::base::quick::QuickMap;
use crate::biblio::reference::Reference;
use crate::model::collection::Collection;
use crate::model::facts::CitedForm;
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
    /// The first key of the registry.
    registered: OnceLock<QuickMap<Identity, String>>,
    /// The keys that are identifiers themselves, in the order in which pages cite them first.
    cited: OnceLock<QuickMap<Identity, Vec<String>>>,
}

impl Identified {
    /// Finds out again what the registry has.
    pub(super) fn forget_registered(&mut self) {
        self.registered = OnceLock::new();
    }

    /// Finds out again what pages cite.
    pub(super) fn forget_cited(&mut self) {
        self.cited = OnceLock::new();
    }

    /// The key of the registry's source.
    pub(super) fn registered(&self, documents: &Documents, identity: &Identity) -> Option<&str> {
        let registered = self.registered.get_or_init(|| {
            let mut registered = QuickMap::default();
            let sources = documents.iter().flat_map(|(_, facts)| &facts.references);
            for source in sources.filter(|source| source.form == CitedForm::Registry) {
                if let (Some(key), Some(fields)) = (&source.key, &source.fields) {
                    for identity in Identity::of(fields) {
                        registered.entry(identity).or_insert_with(|| key.text.clone());
                    }
                }
            }
            registered
        });
        registered.get(identity).map(String::as_str)
    }

    /// The keys that name a source by an identifier.
    pub(super) fn cited(&self, documents: &Documents, uses: &Uses, identity: &Identity) -> &[String] {
        let cited = self.cited.get_or_init(|| {
            let cites = |via| matches!(via, Via::Citation(CitationForm::Key | CitationForm::InText));
            let keys = uses.ids(Collection::Source).filter_map(|(key, sites)| {
                let first = sites.iter().find(|site| cites(site.via))?.place;
                Some(((documents.rank(first.doc), first.nth), key, Identity::of_key(key)?))
            });
            let mut keys: Vec<_> = keys.collect();
            keys.sort_unstable_by_key(|(first, ..)| *first);
            let mut cited: QuickMap<Identity, Vec<String>> = QuickMap::default();
            for (_, key, identity) in keys {
                cited.entry(identity).or_default().push(key.to_owned());
            }
            cited
        });
        cited.get(identity).map(Vec::as_slice).unwrap_or_default()
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
