//! The names of things, and what an unknown name was meant to be.

mod redirects;
mod renewal;
mod suggested;

use std::sync::{Arc, OnceLock};

use redirects::{LONGEST_CHAIN, Redirects};
pub(super) use renewal::has_same_keys;
use suggested::Suggested;

use super::address::{last_part, trim_slashes};
use super::reads::{self, Asked, Key};
use super::{Changed, Documents, EntityRef, Order};
use crate::base::quick::{QuickMap, QuickSet};
use crate::base::slug::slug;
use crate::base::span::DocId;
use crate::base::title;
use crate::model::collection::Collection;
use crate::model::facts::Entity;

/// The names of the repository's entities.
#[derive(Debug, Default)]
pub struct Names {
    ids: QuickMap<Collection, ByName>,
    /// By folded title.
    titles: QuickMap<Collection, ByName>,
    aliases: ByName,
    /// Terms of the glossary by their preferred names and synonyms, folded; each in order of path.
    terms: QuickMap<String, Vec<EntityRef>>,
    /// The languages of articles that state one.
    languages: QuickMap<EntityRef, String>,
    /// The further keys of sources.
    other_keys: QuickMap<String, Vec<EntityRef>>,
    /// Articles that readers cannot open: in preparation or retired.
    hidden: QuickSet<EntityRef>,
    redirects: Redirects,
    suggested: QuickMap<Collection, Suggested>,
}

/// Entities by name.
type ByName = QuickMap<Box<str>, Bearers>;

/// The entities that have one name.
#[derive(Debug, Default)]
struct Bearers {
    /// In order of path.
    all: Vec<EntityRef>,
    /// Worked out once, however often the name is looked for.
    preferred: OnceLock<Box<Preferred>>,
}

impl Bearers {
    fn add(&mut self, entity: EntityRef) {
        // Nearly every name is that of one.
        if self.all.is_empty() {
            self.all.reserve_exact(1);
        }
        self.all.push(entity);
    }
}

/// Whom a name leads to.
#[derive(Debug)]
struct Preferred {
    /// From a page of this language; an empty one is none.
    by_language: QuickMap<String, Arc<[EntityRef]>>,
    /// From a page of another.
    any: Arc<[EntityRef]>,
}

/// What a name leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Resolution {
    /// One page.
    Found(EntityRef),
    /// Several pages have it, on the same rung.
    Ambiguous(Arc<[EntityRef]>),
    /// None.
    Unknown,
}

/// A name that may have been meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// The name as the entity writes it.
    pub name: String,
    /// Whether no other comes near.
    pub clear: bool,
}

impl Names {
    pub(super) fn new(documents: &Documents) -> Names {
        let mut names = Names::default();
        for collection in Collection::ALL {
            for (entity, facts) in documents.entities(collection) {
                names.add(collection, (entity, documents.order_of(entity)), facts);
            }
        }
        // Nobody asked for anything yet.
        let mut changed = Changed::default();
        let mut redirects = Vec::new();
        for (doc, facts) in documents.iter() {
            if !facts.status().is_seen() {
                names.hidden.insert(EntityRef { doc, nth: 0 });
            }
            if !facts.redirects.is_empty() {
                names.redirect(documents, doc, &[], &facts.redirects, &mut changed);
                redirects.extend((0u32..).zip(&facts.redirects).map(|(nth, _)| EntityRef { doc, nth }));
            }
        }
        redirects.into_iter().for_each(|redirect| names.lead_one(documents, redirect, &mut changed));
        names
    }

    /// Makes ready for edits, so that the first takes no longer than others.
    pub(super) fn expect_edits(&mut self) {
        self.redirects.expect_edits();
        self.suggested.values().for_each(Suggested::prepare);
    }

    /// Forgets what was answered to those who no longer ask.
    pub(super) fn forget_unasked(&mut self, is_read: impl Fn(Key) -> bool) {
        for (collection, suggested) in &mut self.suggested {
            suggested.ids.forget_unasked(|name| is_read(Asked::IdsLike(*collection, name).key()));
            suggested.titles.forget_unasked(|name| is_read(Asked::TitlesLike(name).key()));
        }
    }

    /// The ids that led to an article before it was renamed, as redirects tell, in order.
    pub fn former_ids(&self, id: &str) -> impl Iterator<Item = &str> {
        self.redirects.former_ids(id)
    }

    fn add(&mut self, collection: Collection, (entity, order): (EntityRef, Order), facts: &Entity) {
        let suggested = self.suggested.entry(collection).or_default();
        suggested.ids.add(order, &facts.id.text);
        self.ids.entry(collection).or_default().entry(facts.id.text.as_str().into()).or_default().add(entity);
        // Sources are looked for by their keys, and the ladder of `same_source` compares their titles.
        if let Some(title) = facts.title.as_ref().filter(|_| collection != Collection::Source) {
            suggested.titles.add(order, &title.text);
            self.titles
                .entry(collection)
                .or_default()
                .entry(title::fold(&title.text).into())
                .or_default()
                .add(entity);
        }
        if collection == Collection::Term {
            for name in facts.title.iter().chain(&facts.aliases) {
                let terms = self.terms.entry(title::fold(&name.text)).or_default();
                if terms.last() != Some(&entity) {
                    terms.push(entity);
                }
            }
        }
        if collection == Collection::Source {
            for key in &facts.aliases {
                self.other_keys.entry(key.text.clone()).or_default().push(entity);
            }
        }
        if collection != Collection::Article {
            return;
        }
        for alias in &facts.aliases {
            self.aliases.entry(title::fold(&alias.text).into()).or_default().add(entity);
        }
        if let Some(language) = &facts.language {
            self.languages.insert(entity, language.clone());
        }
    }

    /// Whether the repository has anything of a collection.
    #[must_use]
    pub fn has_any(&self, collection: Collection) -> bool {
        reads::note(Asked::Any(collection));
        self.ids.get(&collection).is_some_and(|ids| !ids.is_empty())
    }

    /// The entity with this id; of several with one id the first by path. A source may have further keys.
    #[must_use]
    pub fn by_id(&self, collection: Collection, id: &str) -> Option<EntityRef> {
        let other = || self.other_keys.get(id).filter(|_| collection == Collection::Source)?.first();
        self.all_by_id(collection, id).first().or_else(other).copied()
    }

    /// The term of the glossary whose preferred name or synonym this is.
    #[must_use]
    pub fn term(&self, name: &str) -> Option<EntityRef> {
        let name = title::fold(name);
        reads::note(Asked::Term(&name));
        self.terms.get(&name).and_then(|terms| terms.first()).copied()
    }

    /// The term of a topic or tag, by its id or name, or by its name as addresses have it: `Neck pain` of `neck-pain`.
    #[must_use]
    pub fn topic(&self, name: &str) -> Option<EntityRef> {
        let by_id = |id: &str| self.by_id(Collection::Term, id);
        by_id(name).or_else(|| self.term(name)).or_else(|| by_id(&slug(name)))
    }

    /// All entities with this id, in order of path: of articles the translations share one.
    #[must_use]
    pub fn all_by_id(&self, collection: Collection, id: &str) -> &[EntityRef] {
        reads::note(Asked::Id(collection, id));
        self.ids
            .get(&collection)
            .and_then(|ids| ids.get(id))
            .map(|known| known.all.as_slice())
            .unwrap_or_default()
    }

    /// The only entity of a collection that is called so: a person by name.
    #[must_use]
    pub fn by_title(&self, collection: Collection, title: &str) -> Option<EntityRef> {
        let title = title::fold(title);
        reads::note(Asked::Title(collection, &title));
        match self.titles.get(&collection)?.get(title.as_str())?.all.as_slice() {
            [only] => Some(*only),
            _ => None,
        }
    }

    /// The page that a See line names, by the first of: id, title, alias, redirect. Where pages of several
    /// languages have the name, those in `language` count; where some of them are published, the others do not.
    #[must_use]
    pub fn page(&self, name: &str, language: Option<&str>) -> Resolution {
        let mut name = name;
        for _ in 0..LONGEST_CHAIN {
            match self.page_by_own_name(name, language) {
                Resolution::Unknown => {}
                known => return known,
            }
            let next = self.redirects.get(trim_slashes(name)).or_else(|| self.redirects.get(&slug(name)));
            match next {
                Some(to) => name = last_part(to),
                None => break,
            }
        }
        Resolution::Unknown
    }

    /// The page of this id, title or alias; none through a redirect.
    pub(super) fn page_by_own_name(&self, name: &str, language: Option<&str>) -> Resolution {
        let folded = title::fold(name);
        reads::note(Asked::Id(Collection::Article, name));
        reads::note(Asked::Title(Collection::Article, &folded));
        reads::note(Asked::Alias(&folded));
        let rungs = [
            self.ids.get(&Collection::Article).and_then(|ids| ids.get(name)),
            self.titles.get(&Collection::Article).and_then(|titles| titles.get(folded.as_str())),
            self.aliases.get(folded.as_str()),
        ];
        for hits in rungs.into_iter().flatten() {
            let preferred = self.preferred(hits, language);
            match &**preferred {
                [] => {}
                [only] => return Resolution::Found(*only),
                _ => return Resolution::Ambiguous(Arc::clone(preferred)),
            }
        }
        Resolution::Unknown
    }

    fn preferred<'a>(&self, hits: &'a Bearers, language: Option<&str>) -> &'a Arc<[EntityRef]> {
        let preferred = hits.preferred.get_or_init(|| {
            let mut all = hits.all.clone();
            all.dedup();
            let mut same: QuickMap<String, Vec<EntityRef>> = QuickMap::default();
            for hit in &all {
                same.entry(self.languages.get(hit).cloned().unwrap_or_default()).or_default().push(*hit);
            }
            let by_language = same.into_iter().map(|(language, hits)| (language, self.open(hits)));
            Box::new(Preferred { by_language: by_language.collect(), any: self.open(all) })
        });
        preferred.by_language.get(language.unwrap_or_default()).unwrap_or(&preferred.any)
    }

    /// The pages that readers can open, where there are any: the page that replaces a retired one often takes over
    /// its title.
    fn open(&self, hits: Vec<EntityRef>) -> Arc<[EntityRef]> {
        let open: Vec<EntityRef> = hits.iter().filter(|hit| !self.hidden.contains(hit)).copied().collect();
        if open.is_empty() { hits.into() } else { open.into() }
    }

    pub(super) fn has_redirects(&self) -> bool {
        !self.redirects.is_empty()
    }

    /// What an old id or address leads to now, through a chain of redirects.
    #[must_use]
    pub fn redirected(&self, from: &str) -> Option<&str> {
        self.redirects.redirected(from)
    }

    /// Whether the article was called so before it got the title it has: its id says so, which is made of the
    /// first title, or an old address that leads to it.
    #[must_use]
    pub fn was_called(&self, article: &Entity, title: &str) -> bool {
        let slug = slug(title);
        let id = &article.id.text;
        !slug.is_empty() && (*id == slug || self.redirects.led(&slug, id))
    }

    /// The article that a redirect's `to` names: an id or an address that ends with it.
    pub(super) fn redirect_target(&self, to: &str) -> Option<DocId> {
        self.by_id(Collection::Article, last_part(to)).map(|entity| entity.doc)
    }

    /// Titles of pages near a name, best first.
    #[must_use]
    pub fn pages_like(&self, name: &str, limit: usize) -> Vec<Suggestion> {
        reads::note(Asked::TitlesLike(name));
        self.suggested
            .get(&Collection::Article)
            .map(|known| known.titles.like(name, limit))
            .unwrap_or_default()
    }

    /// Ids of a collection near an id, best first.
    #[must_use]
    pub fn ids_like(&self, collection: Collection, id: &str, limit: usize) -> Vec<Suggestion> {
        reads::note(Asked::IdsLike(collection, id));
        self.suggested.get(&collection).map(|known| known.ids.like(id, limit)).unwrap_or_default()
    }
}
