//! What pages are filed under, where a site keeps a list of it.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use super::Seen;
use crate::base::node::{Node, Value};
use crate::base::slug::slug;
use crate::base::title;
use crate::model::collection::Collection;
use crate::model::document::{Format, listed_terms};
use crate::model::facts::default_id;
use crate::model::fields::{Fields, folded};

/// What keys, files and folders are called that say what pages are filed under.
const NAMES: [&str; 10] = [
    "topics",
    "topic",
    "tags",
    "tag",
    "categories",
    "category",
    "subjects",
    "subject",
    "specialties",
    "conditions",
];

/// A list of topics that pages are filed under.
#[derive(Debug)]
pub(super) struct Topics {
    /// The key that names them on pages.
    pub(super) key: String,
    /// How many pages have it.
    pub(super) pages: usize,
    /// The patterns of the files that hold the topics.
    pub(super) patterns: BTreeSet<String>,
    /// The fields of a term that they have under a name of their own, with it.
    pub(super) names: Vec<(&'static str, String)>,
    /// The other keys of topics.
    pub(super) extra: Vec<String>,
}

/// A topic as its file has it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Topic {
    id: Option<String>,
    names: Vec<String>,
    keys: Vec<String>,
}

/// Whether a key of the front matter says what a page is filed under.
pub(super) fn is_key(key: &str) -> bool {
    NAMES.contains(&folded(key).as_str())
}

/// What a page is filed under: the key, with its values.
pub(super) fn filed(root: &Node) -> Vec<(String, Vec<String>)> {
    let entries = root.entries().iter().filter_map(|entry| Some((entry.key.text()?, &entry.value)));
    let values = |node: &Node| node.one_or_many().iter().filter_map(Node::text).map(str::to_owned).collect();
    entries.filter(|(key, _)| is_key(key)).map(|(key, value)| (key.to_owned(), values(value))).collect()
}

/// The topics of a file that is called as such files are; none of any other. A page that has a text is for readers.
pub(super) fn of_file(path: &str, root: Option<&Node>, has_body: bool) -> Vec<Topic> {
    if folder_or_file(path).is_none() {
        return Vec::new();
    }
    let Some(root) = root else { return Vec::new() };
    if Format::of(path) == Some(Format::Markdown) {
        let topic = Topic { id: Some(default_id(path).to_owned()), ..topic(root) };
        return if has_body { Vec::new() } else { vec![topic] };
    }
    match listed_terms(root.clone()).value {
        Value::Sequence(items) => items.iter().map(topic).collect(),
        _ => vec![topic(root)],
    }
}

fn topic(record: &Node) -> Topic {
    let text = |key: &str| record.get(key).and_then(Node::text).map(str::to_owned);
    let id = text("id").or_else(|| text("slug"));
    let names = name_keys().filter_map(text).collect();
    let keys = record.entries().iter().filter_map(|entry| entry.key.text()).map(str::to_owned).collect();
    Topic { id, names, keys }
}

/// What sites call the name of a topic.
fn name_keys() -> impl Iterator<Item = &'static str> {
    let title = Fields::default().title(Collection::Term);
    title.into_iter().flat_map(|field| std::iter::once(field.name).chain(field.also.iter().copied()))
}

/// The folder or file whose name says that it holds topics, as a pattern.
fn folder_or_file(path: &str) -> Option<String> {
    let parts: Vec<&str> = path.split('/').collect();
    let (name, folders) = parts.split_last()?;
    let (stem, ending) = name.rsplit_once('.')?;
    if let Some(at) = folders.iter().rposition(|folder| is_key(folder.trim_start_matches('_'))) {
        // The page of all topics is none of them.
        let is_all = at + 1 == folders.len() && matches!(stem, "_index" | "index");
        let folder = globset::escape(&folders.get(..=at)?.join("/"));
        return (!is_all).then(|| match stem {
            "_index" => format!("{folder}/*/**/_index.{ending}"),
            _ => format!("{folder}/**/*.{ending}"),
        });
    }
    let is_data = Format::of(path) == Some(Format::Data);
    (is_data && is_key(stem)).then(|| globset::escape(path))
}

impl Topics {
    /// The topics of a site where most of what pages are filed under by one key is in the list of them.
    pub(super) fn of(files: &[&Seen]) -> Option<Topics> {
        /// A key that fewer values of pages are written under is no custom yet.
        const FEWEST: usize = 3;
        let mut lists: BTreeMap<String, Vec<&Topic>> = BTreeMap::new();
        for file in files.iter().filter(|file| !file.topics.is_empty()) {
            let pattern = folder_or_file(&file.path)?;
            lists.entry(pattern).or_default().extend(&file.topics);
        }
        let mut keys: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        let mut pages: BTreeMap<&str, usize> = BTreeMap::new();
        for (key, values) in files.iter().filter(|file| file.topics.is_empty()).flat_map(|file| &file.filed) {
            keys.entry(key).or_default().extend(values.iter().map(String::as_str));
            *pages.entry(key).or_default() += 1;
        }
        let mut found: Option<(usize, Topics)> = None;
        for (pattern, topics) in lists {
            let known: HashSet<String> = topics
                .iter()
                .flat_map(|topic| topic.names.iter().map(|name| title::fold(name)).chain(topic.id.clone()))
                .collect();
            for (key, values) in &keys {
                let is_known = |value: &&&str| {
                    known.contains(**value)
                        || known.contains(&title::fold(value))
                        || known.contains(&slug(value))
                };
                let hits = values.iter().filter(is_known).count();
                let better = found.as_ref().is_none_or(|(most, _)| hits > *most);
                if hits >= FEWEST && hits * 2 >= values.len() && better {
                    let topics = Topics {
                        key: (*key).to_owned(),
                        pages: pages.get(key).copied().unwrap_or(0),
                        patterns: BTreeSet::from([pattern.clone()]),
                        extra: extra(&topics),
                        names: own_names(&topics),
                    };
                    found = Some((hits, topics));
                }
            }
        }
        found.map(|(_, topics)| topics)
    }

    /// Whether a file is one of those that hold topics.
    pub(super) fn claims(&self, file: &Seen) -> bool {
        !file.topics.is_empty() && folder_or_file(&file.path).is_some_and(|own| self.patterns.contains(&own))
    }
}

/// The fields of a term for which these have a name of their own.
fn own_names(topics: &[&Topic]) -> Vec<(&'static str, String)> {
    let has = |key: &str| topics.iter().any(|topic| topic.keys.iter().any(|own| own == key));
    let title = Fields::default().title(Collection::Term).filter(|title| !has(title.name));
    let title = title.and_then(|title| Some((title.name, name_keys().find(|key| has(key))?.to_owned())));
    let id = (!has("id") && has("slug")).then(|| ("id", "slug".to_owned()));
    id.into_iter().chain(title).collect()
}

/// The keys of topics that are no fields of terms.
fn extra(topics: &[&Topic]) -> Vec<String> {
    let names = own_names(topics);
    let is_field = |key: &str| {
        Fields::default().of(Collection::Term).any(|field| field.name == key)
            || names.iter().any(|(_, own)| own == key)
    };
    let keys: BTreeSet<&String> = topics.iter().flat_map(|topic| &topic.keys).collect();
    keys.into_iter().filter(|key| !is_field(key)).cloned().collect()
}
