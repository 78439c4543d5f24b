//! What things are called after an edit.

use super::{Bearers, ByName, Names};
use crate::base::quick::QuickMap;
use crate::base::title;
use crate::model::collection::Collection;
use crate::model::facts::{Entity, Facts, Mention};
use crate::model::index::reads::Asked;
use crate::model::index::renewal::is_called_same;
use crate::model::index::{Changed, Documents, EntityRef};

impl Names {
    /// Takes in what the things of a document are called now, where the ids of all but sources and terms, languages and
    /// redirects are as they were.
    pub(in crate::model::index) fn renew(
        &mut self,
        documents: &Documents,
        old: &Facts,
        new: &Facts,
        changed: &mut Changed,
    ) {
        let (doc, collection) = (new.start.doc, new.collection);
        for (nth, pair) in (0u32..).zip(old.entities.iter().zip(&new.entities)) {
            if !is_called_same(collection, pair.0, pair.1) {
                self.rename(documents, (collection, EntityRef { doc, nth }), pair, changed);
            }
        }
        let page = EntityRef { doc, nth: 0 };
        let was_hidden = self.hidden.contains(&page);
        if was_hidden == new.status().is_seen() {
            match was_hidden {
                true => self.hidden.remove(&page),
                false => self.hidden.insert(page),
            };
            for entity in &new.entities {
                // Whom each of its names leads to rests on whether it can be opened.
                let id = &entity.id.text;
                forget(self.ids.get_mut(&collection), id);
                changed.note(Asked::Id(collection, id));
                if let Some(title) = &entity.title {
                    let title = title::fold(&title.text);
                    forget(self.titles.get_mut(&collection), &title);
                    changed.note(Asked::Title(collection, &title));
                }
                for alias in &entity.aliases {
                    let alias = title::fold(&alias.text);
                    forget(Some(&mut self.aliases), &alias);
                    changed.note(Asked::Alias(&alias));
                }
            }
        }
    }

    fn rename(
        &mut self,
        documents: &Documents,
        (collection, entity): (Collection, EntityRef),
        (old, new): (&Entity, &Entity),
        changed: &mut Changed,
    ) {
        let text = |title: &Option<Mention>| title.as_ref().map(|title| title.text.clone());
        let titles = (text(&old.title), text(&new.title));
        let folded = |names: &[Mention]| names.iter().map(|name| title::fold(&name.text)).collect::<Vec<_>>();
        let aliases = (folded(&old.aliases), folded(&new.aliases));
        let (same_title, same_aliases) = (titles.0 == titles.1, aliases.0 == aliases.1);
        let order = |one: EntityRef, other: EntityRef| {
            (documents.rank(one.doc), one.nth) < (documents.rank(other.doc), other.nth)
        };
        let (old_id, new_id) = (&old.id.text, &new.id.text);
        if old_id != new_id {
            let known = self.ids.entry(collection).or_default();
            take_out(known, old_id, entity);
            put_in(known, new_id, entity, order);
            [old_id, new_id].into_iter().for_each(|id| changed.note(Asked::Id(collection, id)));
            let suggested = self.suggested.entry(collection).or_default();
            if let Some(place) = suggested.places.get(&entity) {
                for asked in suggested.ids.rename(*place, new_id) {
                    changed.note(Asked::IdsLike(collection, &asked));
                }
            }
        }
        if collection == Collection::Source {
            let keys =
                |entity: &Entity| entity.aliases.iter().map(|key| key.text.clone()).collect::<Vec<_>>();
            let (before, now) = (keys(old), keys(new));
            if before != now {
                exchange(&mut self.other_keys, (&before, &now), entity, order);
                before.iter().chain(&now).for_each(|key| changed.note(Asked::Id(collection, key)));
            }
        }
        let fold = |title: &Option<String>| title.as_ref().map(|title| title::fold(title));
        let folded = (fold(&titles.0), fold(&titles.1));
        if collection != Collection::Source && !same_title {
            if folded.0 != folded.1 {
                let known = self.titles.entry(collection).or_default();
                if let Some(old) = &folded.0 {
                    take_out(known, old, entity);
                    changed.note(Asked::Title(collection, old));
                }
                if let Some(new) = &folded.1 {
                    put_in(known, new, entity, order);
                    changed.note(Asked::Title(collection, new));
                }
            }
            let suggested = self.suggested.entry(collection).or_default();
            if let Some(place) = suggested.places.get(&entity) {
                let name = titles.1.as_deref().unwrap_or_default();
                for asked in suggested.titles.rename(*place, name) {
                    changed.note(Asked::TitlesLike(&asked));
                }
            }
        }
        if collection == Collection::Term && !(same_title && same_aliases) {
            let before: Vec<String> = folded.0.iter().chain(&aliases.0).cloned().collect();
            let now: Vec<String> = folded.1.iter().chain(&aliases.1).cloned().collect();
            exchange(&mut self.terms, (&before, &now), entity, order);
            before.iter().chain(&now).for_each(|name| changed.note(Asked::Term(name)));
        }
        if collection == Collection::Article && !same_aliases {
            for alias in &aliases.0 {
                take_out(&mut self.aliases, alias, entity);
                changed.note(Asked::Alias(alias));
            }
            for alias in &aliases.1 {
                put_in(&mut self.aliases, alias, entity, order);
                changed.note(Asked::Alias(alias));
            }
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
    names: &mut QuickMap<String, Bearers>,
    name: &str,
    entity: EntityRef,
    is_before: impl Fn(EntityRef, EntityRef) -> bool,
) {
    let known = names.entry(name.to_owned()).or_default();
    let place = known.all.partition_point(|bearer| is_before(*bearer, entity));
    known.all.insert(place, entity);
    forget(Some(names), name);
}

/// Gives a thing other names, of which several things may have one.
fn exchange(
    known: &mut QuickMap<String, Vec<EntityRef>>,
    (before, now): (&[String], &[String]),
    entity: EntityRef,
    is_before: impl Fn(EntityRef, EntityRef) -> bool,
) {
    for name in before {
        if let Some(bearers) = known.get_mut(name) {
            bearers.retain(|bearer| *bearer != entity);
            if bearers.is_empty() {
                known.remove(name);
            }
        }
    }
    for name in now {
        let bearers = known.entry(name.clone()).or_default();
        let place = bearers.partition_point(|bearer| is_before(*bearer, entity));
        if bearers.get(place) != Some(&entity) {
            bearers.insert(place, entity);
        }
    }
}
