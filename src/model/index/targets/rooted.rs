//! The root of the site, as links that begin there tell.

use super::site::SitePaths;
use crate::base::identifier::percent_decoded;
use crate::model::facts::Facts;
use crate::model::index::Documents;
use crate::model::index::address::{below, split_fragment};
use crate::page::body::{LinkBase, LinkForm};

/// The links that begin at the root of the site: they say where it begins.
#[derive(Debug, Default)]
pub(super) struct Rooted {
    /// How many begin with the root that the settings name.
    pub(super) below: usize,
}

impl Rooted {
    pub(super) fn new(documents: &Documents, root: Option<&str>) -> Rooted {
        Rooted { below: documents.iter().map(|(_, facts)| Rooted::below(facts, root)).sum() }
    }

    pub(super) fn below(facts: &Facts, root: Option<&str>) -> usize {
        let Some(root) = root.map(|root| root.trim_matches('/')).filter(|root| !root.is_empty()) else {
            return 0;
        };
        site_links(facts).filter(|path| below(path, root).is_some()).count()
    }

    /// The root of the site, without slashes at its ends. One that no site path of the repository begins with, while pages
    /// answer to such paths as they are, says nothing of where the pages are: then it is the top of the host.
    pub(super) fn effective(
        &self,
        documents: &Documents,
        paths: &SitePaths,
        root: Option<&str>,
    ) -> Option<String> {
        let root = root?.trim_matches('/');
        let answers = |path: &str| paths.get(percent_decoded(split_fragment(path).0).as_ref()).is_some();
        let is_top = !root.is_empty()
            && self.below == 0
            && documents.iter().flat_map(|(_, facts)| site_links(facts)).any(answers);
        Some(if is_top { String::new() } else { root.to_owned() })
    }
}

/// The site paths that a document links to, without the slash that they begin with.
pub(super) fn site_links(facts: &Facts) -> impl Iterator<Item = &str> {
    let paths = facts.links.iter().filter(|link| link.form != LinkForm::Wiki && link.base == LinkBase::File);
    paths.filter_map(|link| link.target.text.trim().strip_prefix('/'))
}
