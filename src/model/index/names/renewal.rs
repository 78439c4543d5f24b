//! What things are called after an edit.

use super::{Bearers, ByName, Names};
use crate::base::quick::QuickMap;
use crate::base::title;
use crate::model::collection::Collection;
use crate::model::facts::{Entity, Facts, Mention};
use crate::model::index::reads::Asked;
use crate::model::index::{Changed, Documents, EntityRef};

/// What a thing is called.
#[derive(Debug, Default, PartialEq)]
struct Called<'f> {
    id: Option<&'f str>,
    /// As it is written; none of a source, for which nothing is looked up by its title.
    title: Option<&'f str>,
    aliases: Vec<&'f str>,
    /// Of an article.
    language: Option<&'f str>,
}

impl<'f> Called<'f> {
    fn of(collection: Collection, entity: Option<&'f Entity>) -> Called<'f> {
        let Some(entity) = entity else {
            return Called::default();
        };
        let text = |mention: &'f Mention| mention.text.as_str();
        Called {
            id: Some(text(&entity.id)),
            title: entity.title.as_ref().map(text).filter(|_| collection != Collection::Source),
            aliases: entity.aliases.iter().map(text).collect(),
            language: entity.language.as_deref().filter(|_| collection == Collection::Article),
        }
    }

    fn folded_title(&self) -> Option<String> {
        self.title.map(title::fold)
    }

    fn folded_aliases(&self) -> Vec<String> {
        self.aliases.iter().map(|alias| title::fold(alias)).collect()
    }
}

/// Whether the things of a document have the same ids and aliases as before.
pub(in crate::model::index) fn has_same_keys(old: &Facts, new: &Facts) -> bool {
    fn keys(entity: &Entity) -> impl Iterator<Item = &str> {
        [&entity.id].into_iter().chain(&entity.aliases).map(|key| key.text.as_str())
    }
    old.entities.len() == new.entities.len()
        && old.entities.iter().zip(&new.entities).all(|(old, new)| keys(old).eq(keys(new)))
}

impl Names {
    /// Takes in what the things of a document are called now.
    pub(in crate::model::index) fn renew(
        &mut self,
        documents: &Documents,
        old: &Facts,
        new: &Facts,
        changed: &mut Changed,
    ) {
        let (doc, collection) = (new.start.doc, new.collection);
        for nth in 0..old.entities.len().max(new.entities.len()) {
            let [before, now] = [old, new].map(|facts| Called::of(collection, facts.entities.get(nth)));
            if before != now {
                let entity = EntityRef { doc, nth: u32::try_from(nth).unwrap_or(u32::MAX) };
                self.rename(documents, (collection, entity), (&before, &now), changed);
            }
        }
        self.redirect(documents, doc, &old.redirects, &new.redirects, changed);
        let page = EntityRef { doc, nth: 0 };
        let was_hidden = self.hidden.contains(&page);
        if was_hidden == new.status().is_seen() {
            match was_hidden {
                true => self.hidden.remove(&page),
                false => self.hidden.insert(page),
            };
            for entity in &new.entities {
                // Whom each of its names leads to rests on whether it can be opened.
                self.choose_again(collection, &Called::of(collection, Some(entity)), changed);
            }
        }
    }

    /// Has it worked out again whom the names of a thing lead to.
    fn choose_again(&mut self, collection: Collection, called: &Called<'_>, changed: &mut Changed) {
        if let Some(id) = called.id {
            forget(self.ids.get_mut(&collection), id);
            changed.note(Asked::Id(collection, id));
        }
        if let Some(title) = called.folded_title() {
            forget(self.titles.get_mut(&collection), &title);
            changed.note(Asked::Title(collection, &title));
        }
        for alias in called.folded_aliases() {
            forget(Some(&mut self.aliases), &alias);
            changed.note(Asked::Alias(&alias));
        }
    }

    fn rename(
        &mut self,
        documents: &Documents,
        (collection, entity): (Collection, EntityRef),
        (old, new): (&Called<'_>, &Called<'_>),
        changed: &mut Changed,
    ) {
        let order = |one: EntityRef, other: EntityRef| documents.order_of(one) < documents.order_of(other);
        if old.id != new.id {
            let known = self.ids.entry(collection).or_default();
            let had_any = !known.is_empty();
            old.id.into_iter().for_each(|id| take_out(known, id, entity));
            new.id.into_iter().for_each(|id| put_in(known, id, entity, order));
            if had_any == known.is_empty() {
                changed.note(Asked::Any(collection));
            }
            [old.id, new.id].into_iter().flatten().for_each(|id| changed.note(Asked::Id(collection, id)));
            let suggested = self.suggested.entry(collection).or_default();
            for asked in suggested.ids.set(documents.order_of(entity), new.id) {
                changed.note(Asked::IdsLike(collection, &asked));
            }
        }
        if collection == Collection::Source && old.aliases != new.aliases {
            exchange(&mut self.other_keys, (&old.aliases, &new.aliases), entity, order);
            old.aliases.iter().chain(&new.aliases).for_each(|key| changed.note(Asked::Id(collection, key)));
        }
        let titles = (old.folded_title(), new.folded_title());
        if old.title != new.title {
            if titles.0 != titles.1 {
                let known = self.titles.entry(collection).or_default();
                if let Some(old) = &titles.0 {
                    take_out(known, old, entity);
                    changed.note(Asked::Title(collection, old));
                }
                if let Some(new) = &titles.1 {
                    put_in(known, new, entity, order);
                    changed.note(Asked::Title(collection, new));
                }
            }
            let suggested = self.suggested.entry(collection).or_default();
            for asked in suggested.titles.set(documents.order_of(entity), new.title) {
                changed.note(Asked::TitlesLike(&asked));
            }
        }
        let aliases = (old.folded_aliases(), new.folded_aliases());
        if collection == Collection::Term && (titles.0 != titles.1 || aliases.0 != aliases.1) {
            let before: Vec<&String> = titles.0.iter().chain(&aliases.0).collect();
            let now: Vec<&String> = titles.1.iter().chain(&aliases.1).collect();
            exchange(&mut self.terms, (&before, &now), entity, order);
            before.iter().chain(&now).for_each(|name| changed.note(Asked::Term(name)));
        }
        if collection != Collection::Article {
            return;
        }
        if aliases.0 != aliases.1 {
            for alias in &aliases.0 {
                take_out(&mut self.aliases, alias, entity);
                changed.note(Asked::Alias(alias));
            }
            for alias in &aliases.1 {
                put_in(&mut self.aliases, alias, entity, order);
                changed.note(Asked::Alias(alias));
            }
        }
        if old.language != new.language {
            match new.language {
                Some(language) => drop(self.languages.insert(entity, language.to_owned())),
                None => drop(self.languages.remove(&entity)),
            }
            self.choose_again(collection, new, changed);
        }
    }
}

/// Has it worked out again whom a name leads to.
fn forget(names: Option<&mut ByName>, name: &str) {
    if let Some(known) = names.and_then(|names| names.get_mut(name)) {
        *known = Bearers { all: std::mem::take(&mut known.all), ..Bearers::default() };
    }
}

fn take_out(names: &mut ByName, name: &str, entity: EntityRef) {
    if let Some(known) = names.get_mut(name) {
        known.all.retain(|bearer| *bearer != entity);
    }
    match names.get(name) {
        Some(known) if known.all.is_empty() => drop(names.remove(name)),
        _ => forget(Some(names), name),
    }
}

fn put_in(
    names: &mut ByName,
    name: &str,
    entity: EntityRef,
    is_before: impl Fn(EntityRef, EntityRef) -> bool,
) {
    let known = names.entry(name.into()).or_default();
    let place = known.all.partition_point(|bearer| is_before(*bearer, entity));
    known.all.insert(place, entity);
    forget(Some(names), name);
}

/// Gives a thing other names, of which several things may have one.
fn exchange(
    known: &mut QuickMap<String, Vec<EntityRef>>,
    (before, now): (&[impl AsRef<str>], &[impl AsRef<str>]),
    entity: EntityRef,
    is_before: impl Fn(EntityRef, EntityRef) -> bool,
) {
    for name in before {
        let name = name.as_ref();
        if let Some(bearers) = known.get_mut(name) {
            bearers.retain(|bearer| *bearer != entity);
            if bearers.is_empty() {
                known.remove(name);
            }
        }
    }
    for name in now {
        let bearers = known.entry(name.as_ref().to_owned()).or_default();
        let place = bearers.partition_point(|bearer| is_before(*bearer, entity));
        if bearers.get(place) != Some(&entity) {
            bearers.insert(place, entity);
        }
    }
}
