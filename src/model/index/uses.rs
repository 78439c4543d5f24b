//! Which ids documents use, and where.

use super::reads::{Asked, Part};
use super::{Changed, Documents, Identity};
use crate::base::quick::{QuickMap, QuickSet};
use crate::base::span::Place;
use crate::model::collection::Collection;
use crate::model::facts::Facts;
use crate::model::fields::Field;
use crate::page::body::CitationForm;

/// Where a document uses an id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UseSite {
    /// The id.
    pub place: Place,
    /// What it is used in.
    pub via: Via,
}

/// What an id is used in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Via {
    /// A field that holds ids.
    Field(&'static Field),
    /// A byline of the text.
    Byline,
    /// A See line, or an entry of `see:`.
    See,
    /// A citation.
    Citation(CitationForm),
    /// What a redirect leads to.
    Redirect,
}

impl UseSite {
    /// Whether readers of a page are led to the source. A review record only says that somebody opened it.
    fn cites(&self) -> bool {
        match self.via {
            Via::Citation(form) => matches!(form, CitationForm::Key | CitationForm::InText),
            Via::Field(field) => field.collection != Collection::Review,
            Via::Byline | Via::See | Via::Redirect => false,
        }
    }
}

/// All ids in use.
#[derive(Debug, Default)]
pub(super) struct Uses {
    sites: QuickMap<Collection, QuickMap<Box<str>, Vec<UseSite>>>,
    /// The numbers of keys that name a source by an identifier, and of those that are Manubot's tags.
    identities: QuickMap<Identity, usize>,
    tags: usize,
}

impl Uses {
    pub(super) fn new(documents: &Documents) -> Uses {
        let mut uses = Uses::default();
        for (_, facts) in documents.iter() {
            each(facts, |collection, id, site| uses.add(collection, id, site));
        }
        let cited = uses.cited().filter(|key| key.contains(':')).map(str::to_owned).collect::<Vec<_>>();
        cited.iter().for_each(|key| uses.count(key, true));
        uses
    }

    /// The keys by which pages cite sources.
    pub(super) fn cited(&self) -> impl Iterator<Item = &str> {
        self.ids(Collection::Source).filter(|(_, sites)| sites.iter().any(UseSite::cites)).map(|(key, _)| key)
    }

    /// Whether a page cites a source by this key.
    pub(super) fn is_cited(&self, key: &str) -> bool {
        self.of(Collection::Source, key).iter().any(UseSite::cites)
    }

    /// Whether a page cites a source by this identifier.
    pub(super) fn is_cited_by(&self, identity: &Identity) -> bool {
        self.identities.contains_key(identity)
    }

    /// Whether a page cites a source by one of Manubot's tags.
    pub(super) fn has_tags(&self) -> bool {
        self.tags > 0
    }

    /// Takes in that a key is cited, or no longer is.
    fn count(&mut self, key: &str, is_cited: bool) {
        let change = |number: usize| if is_cited { number + 1 } else { number.saturating_sub(1) };
        if key.starts_with("tag:") {
            self.tags = change(self.tags);
        }
        if let Some(identity) = Identity::of_key(key).or_else(|| Identity::of_address(key)) {
            let number = self.identities.entry(identity.clone()).or_default();
            *number = change(*number);
            if *number == 0 {
                self.identities.remove(&identity);
            }
        }
    }

    /// Takes in what a document uses in place of what it used before. Returns the keys of sources that are now cited or no
    /// longer are.
    pub(super) fn replace(
        &mut self,
        documents: &Documents,
        old: &Facts,
        new: &Facts,
        changed: &mut Changed,
    ) -> Vec<String> {
        let mut flipped = Vec::new();
        let mut known: QuickMap<(Collection, &str), [Vec<UseSite>; 2]> = QuickMap::default();
        each(old, |collection, id, site| known.entry((collection, id)).or_default()[0].push(site));
        each(new, |collection, id, site| known.entry((collection, id)).or_default()[1].push(site));
        let rank = documents.rank(new.start.doc);
        for ((collection, id), [before, now]) in known.into_iter().filter(|(_, [before, now])| before != now)
        {
            changed.note(Asked::Uses(collection, id));
            if collection == Collection::Source
                && let Some(identity) = Identity::of_key(id)
            {
                changed.note(Asked::CitedAs(&identity));
            }
            changed.part(Part::Uses, true);
            let ids = self.sites.entry(collection).or_default();
            let were_used = !ids.is_empty();
            if !ids.contains_key(id) {
                ids.insert(id.into(), Vec::new());
            }
            let Some(sites) = ids.get_mut(id) else { continue };
            let start = sites.partition_point(|site| documents.rank(site.place.doc) < rank);
            let was_cited = sites.iter().any(UseSite::cites);
            sites.splice(start..start + before.len(), now);
            let is_cited = sites.iter().any(UseSite::cites);
            if sites.is_empty() {
                ids.remove(id);
            }
            if were_used == ids.is_empty() {
                changed.note(Asked::UsesAny(collection));
            }
            if collection == Collection::Source && was_cited != is_cited {
                changed.note(Asked::Cited(id));
                if let Some(identity) = Identity::of_key(id).or_else(|| Identity::of_address(id)) {
                    changed.note(Asked::CitedBy(&identity));
                }
                changed.part(Part::Tags, id.starts_with("tag:"));
                self.count(id, is_cited);
                flipped.push(id.to_owned());
            }
        }
        flipped
    }

    fn add(&mut self, collection: Collection, id: &str, site: UseSite) {
        let ids = self.sites.entry(collection).or_default();
        match ids.get_mut(id) {
            Some(sites) => sites.push(site),
            None => {
                ids.insert(id.into(), vec![site]);
            }
        }
    }

    /// Where an id of a collection is used, in order of path.
    pub(super) fn of(&self, collection: Collection, id: &str) -> &[UseSite] {
        self.sites.get(&collection).and_then(|ids| ids.get(id)).map(Vec::as_slice).unwrap_or_default()
    }

    /// The ids of a collection that are used.
    pub(super) fn ids(&self, collection: Collection) -> impl Iterator<Item = (&str, &[UseSite])> {
        let ids = self.sites.get(&collection).into_iter().flatten();
        ids.map(|(id, sites)| (id.as_ref(), sites.as_slice()))
    }
}

/// Calls `found` for every id of another record that a document uses, with the collection it belongs to.
pub fn each<'a>(facts: &'a Facts, mut found: impl FnMut(Collection, &'a str, UseSite)) {
    for used in &facts.uses {
        if let Some(collection) = used.field.kind.refers_to() {
            found(collection, &used.id.text, UseSite { place: used.id.place, via: Via::Field(used.field) });
        }
    }
    // People whom the text itself names.
    if let Some(article) =
        facts.article.as_ref().filter(|article| !(article.authors.is_empty() && article.reviewers.is_empty()))
    {
        let in_fields: QuickSet<Place> = facts.uses.iter().map(|used| used.id.place).collect();
        let people = article.authors.iter().chain(&article.reviewers);
        for person in people.filter(|person| !in_fields.contains(&person.place)) {
            found(Collection::Person, &person.text, UseSite { place: person.place, via: Via::Byline });
        }
    }
    // A See line that is a link names its page by the address.
    for see in facts.sees.iter().filter(|see| see.link.is_none()) {
        found(Collection::Article, &see.label.text, UseSite { place: see.label.place, via: Via::See });
    }
    for citation in &facts.citations {
        let site = UseSite { place: citation.key.place, via: Via::Citation(citation.form) };
        found(Collection::Source, &citation.key.text, site);
    }
    // A page that lists its own former addresses means itself, even if others have these names.
    for redirect in facts.redirects.iter().filter(|_| facts.article.is_none()) {
        found(
            Collection::Article,
            &redirect.to.text,
            UseSite { place: redirect.to.place, via: Via::Redirect },
        );
    }
}
