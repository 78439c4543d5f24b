//! Where See lines lead.

use super::source_names::SourceNames;
use super::{Resolver, SeeTarget};
use crate::base::slug::slug;
use crate::base::span::DocId;
use crate::base::title;
use crate::model::collection::Collection;
use crate::model::facts::{Facts, Heading, See};
use crate::model::index::address::{joined, parent};
use crate::model::index::{EntityRef, Resolution};

impl Resolver<'_> {
    pub(super) fn see(&self, facts: &Facts, see: &See, language: Option<&str>) -> SeeTarget {
        if let Some(link) = see.link {
            return SeeTarget::Link(link);
        }
        match self.named(&see.label.text, language) {
            Resolution::Found(page) => return SeeTarget::Pages(vec![page]),
            Resolution::Ambiguous(pages) => return SeeTarget::Ambiguous(pages),
            Resolution::Unknown => {}
        }
        if let Some(page) = self.beside(facts, &see.label.text) {
            return SeeTarget::Pages(vec![page]);
        }
        // `A and B` names two pages only where both are known.
        let parts: Option<Vec<EntityRef>> = see
            .parts
            .iter()
            .map(|part| match self.named(&part.text, language) {
                Resolution::Found(page) => Some(page),
                _ => self.beside(facts, &part.text),
            })
            .collect();
        match parts {
            Some(pages) if !pages.is_empty() => SeeTarget::Pages(pages),
            _ if see.certain && !self.is_no_page(facts, see) => SeeTarget::Unknown,
            _ => SeeTarget::Prose,
        }
    }

    /// Whether a bare See line names a section of its own page, a person, or who published a source and what.
    pub(super) fn is_no_page(&self, facts: &Facts, see: &See) -> bool {
        if see.field {
            return false;
        }
        let name = title::fold(&see.label.text);
        let section = |heading: &Heading| title::fold(&heading.text.text) == name;
        facts.headings.iter().any(section)
            || self.names.by_title(Collection::Person, &see.label.text).is_some()
            || self.sources().has(&name)
    }

    /// The folded titles of the sources, of what they appeared in and of their publishers.
    pub(super) fn sources(&self) -> &SourceNames {
        self.tables.sources.get_or_init(|| {
            let mut names = SourceNames::default();
            self.documents.iter().for_each(|(_, facts)| names.add(facts));
            names
        })
    }

    /// The page in the same folder whose file is called like a name: `overview.md` answers to `Overview`.
    pub(super) fn beside(&self, facts: &Facts, name: &str) -> Option<EntityRef> {
        let path = joined(parent(&facts.path), &slug(name))?;
        let doc = self.at_path(&path).filter(|doc| self.is_article(*doc))?;
        Some(EntityRef { doc, nth: 0 })
    }

    pub(super) fn named(&self, name: &str, language: Option<&str>) -> Resolution {
        match self.names.page(name, language) {
            Resolution::Unknown => {
                let page = self.at_path(name).filter(|doc| self.is_article(*doc));
                page.map_or(Resolution::Unknown, |doc| Resolution::Found(EntityRef { doc, nth: 0 }))
            }
            known => known,
        }
    }

    pub(super) fn is_article(&self, doc: DocId) -> bool {
        self.documents.get(doc).is_some_and(|facts| facts.collection == Collection::Article)
    }
}
