//! Keys for new sources, in the style of `theodore-2020` and `nhs-neck-pain`.

use std::collections::HashSet;

use super::super::repository::{Repository, ascii_slug};
use super::name::{Name, name};
use crate::base::span::Place;
use crate::biblio::reference::Reference;
use crate::model::collection::Collection;

/// Words that tell no title from another.
const FILLERS: [&str; 16] =
    ["a", "an", "the", "of", "in", "on", "for", "and", "or", "with", "to", "by", "from", "at", "what", "is"];

/// The keys that are taken.
pub(super) struct Keys {
    /// Those of sources.
    defined: HashSet<String>,
    /// Those that pages cite.
    cited: HashSet<String>,
}

impl Keys {
    /// The keys of the registry, and those that pages cite though nobody has defined them.
    pub(super) fn of(repository: &Repository<'_>) -> Keys {
        let sources = repository.index.documents().flat_map(|(_, facts)| {
            let defined = facts.entities.iter().filter(|_| facts.collection == Collection::Source);
            defined.map(|entity| entity.id.text.as_str()).chain(
                facts
                    .references
                    .iter()
                    .filter(|_| facts.collection == Collection::Source)
                    .filter_map(|cited| cited.key.as_ref())
                    .map(|key| key.text.as_str()),
            )
        });
        let cited = repository.index.used_ids(Collection::Source).map(|(key, _)| key);
        Keys {
            defined: sources.map(str::to_lowercase).collect(),
            cited: cited.map(str::to_lowercase).collect(),
        }
    }

    /// Takes a key that a source brings with it, unless another source has it or no page could cite it. A key that
    /// pages cite already is the one that they miss.
    pub(super) fn take(&mut self, key: &str) -> Option<String> {
        self.defined.insert(key.to_lowercase()).then(|| key.to_owned())
    }

    /// A key that nothing has: of a work with authors the first family name and the year, else the publisher and the
    /// first words of the title.
    pub(super) fn new_key(&mut self, fields: &Reference<Place>, raw: &str) -> String {
        let title = fields.title.as_ref().map_or(raw, |title| &*title.value);
        let words: Vec<String> = ascii_slug(title)
            .split('-')
            .filter(|word| !word.is_empty() && !FILLERS.contains(word))
            .map(|word| word.chars().take(20).collect())
            .collect();
        let year = fields.issued.as_ref().map(|issued| issued.value.year().to_string());
        let (head, is_person) = head(fields);
        let first = words.first().cloned();
        let mut parts: Vec<String> = head.into_iter().collect();
        match (is_person, &year) {
            (true, Some(year)) => parts.push(year.clone()),
            _ => parts.extend(words.iter().take(3).cloned()),
        }
        let mut key = parts.join("-");
        if key.is_empty() {
            key = "source".to_owned();
        }
        if self.is_taken(&key) {
            let more = if is_person && year.is_some() { first } else { year };
            key.extend(more.map(|more| format!("-{more}")));
        }
        let stem = key.clone();
        let mut nth = 2;
        while self.is_taken(&key) {
            key = format!("{stem}-{nth}");
            nth += 1;
        }
        self.defined.insert(key.clone());
        key
    }

    fn is_taken(&self, key: &str) -> bool {
        self.defined.contains(key) || self.cited.contains(key)
    }
}

/// Who made the work, and whether that is a person.
fn head(fields: &Reference<Place>) -> (Option<String>, bool) {
    if let Some(author) = fields.authors.first() {
        return match name(&author.value) {
            Name::Person { family, .. } => (Some(ascii_slug(&family)).filter(|slug| !slug.is_empty()), true),
            Name::Literal(organisation) => (short(&organisation), false),
        };
    }
    let named = fields.publisher.as_ref().or(fields.container.as_ref());
    if let Some(short) = named.and_then(|named| short(&named.value)) {
        return (Some(short), false);
    }
    let host = fields.url.as_ref().and_then(|url| {
        let host = url.value.split("://").last()?.split('/').next()?;
        let mut labels = host.trim_start_matches("www.").rsplit('.').skip(1);
        labels.next().map(ascii_slug)
    });
    (host.filter(|host| !host.is_empty()), false)
}

/// An organisation in short: the acronym that it gives, a short name, or the first letters of a long one.
fn short(name: &str) -> Option<String> {
    let acronym = name.split_once('(').and_then(|(_, rest)| rest.split_once(')')).map(|(inner, _)| inner);
    if let Some(acronym) = acronym.filter(|inner| inner.len() <= 8 && !inner.contains(' ')) {
        return Some(ascii_slug(acronym)).filter(|slug| !slug.is_empty());
    }
    let first = name.split([',', ';', '(']).next().unwrap_or(name);
    let slug = ascii_slug(first);
    let words: Vec<&str> =
        slug.split('-').filter(|word| !word.is_empty() && !FILLERS.contains(word)).collect();
    match words.as_slice() {
        [] => None,
        [one] => Some((*one).to_owned()),
        [one, two] => Some(format!("{one}-{two}")),
        several => Some(several.iter().filter_map(|word| word.chars().next()).take(6).collect()),
    }
}
