//! Records as the validator sees them, and the way back from its paths to the text.

use std::collections::BTreeSet;

use serde_json::{Map, Number, Value as Json};

use super::Reading;
use crate::base::node::{Entry, Node, ScalarKind, Value};
use crate::base::span::Span;

/// Collections nested deeper than this are taken as empty; no record comes near it.
const DEPTH: usize = 64;

/// The record as JSON. What counts as missing is left out; of a key written twice the first
/// counts; a key that is no scalar is skipped. A record that is missing altogether has no fields.
///
/// Where the schema allows only certain `keys`, an empty value of any other stays: the key is
/// wrong, with anything in it.
pub(super) fn value(record: &Node, keys: Option<&BTreeSet<String>>) -> Json {
    if record.is_empty() {
        return Json::Object(Map::new());
    }
    let stays = |key: &str| keys.is_some_and(|keys| !keys.contains(key));
    convert(record, 0, &|depth, key, node| node.is_empty() && !(depth == 0 && key.is_some_and(stays)))
}

/// The record as JSON, with all that is empty in it. Where nothing at all is written it has no fields.
pub(super) fn verbatim_record(record: &Node) -> Json {
    match record.is_empty() && record.span.is_empty() {
        true => Json::Object(Map::new()),
        false => verbatim(record),
    }
}

/// Any YAML as JSON, with all that is empty in it.
pub(super) fn verbatim(node: &Node) -> Json {
    convert(node, 0, &|_, _, _| false)
}

/// Says of a value, by the depth it is in and its key where it has one, whether it is left out.
type Missing<'m> = &'m dyn Fn(usize, Option<&str>, &Node) -> bool;

fn convert(node: &Node, depth: usize, missing: Missing) -> Json {
    match &node.value {
        Value::Scalar(scalar) => match scalar.kind {
            ScalarKind::Null => Json::Null,
            ScalarKind::Bool(value) => Json::Bool(value),
            ScalarKind::Int(value) => Json::from(value),
            // A whole number may be too large for a signed one.
            ScalarKind::Float(value) => match scalar.text.parse::<u64>() {
                Ok(whole) => Json::from(whole),
                // JSON has no word for infinity: it stays the text it is.
                Err(_) => Number::from_f64(value).map_or_else(|| Json::from(&*scalar.text), Json::Number),
            },
            ScalarKind::String => Json::from(&*scalar.text),
        },
        Value::Sequence(_) if depth == DEPTH => Json::Array(Vec::new()),
        Value::Mapping(_) if depth == DEPTH => Json::Object(Map::new()),
        Value::Sequence(items) => items
            .iter()
            .filter(|item| !missing(depth, None, item))
            .map(|item| convert(item, depth + 1, missing))
            .collect(),
        Value::Mapping(entries) => {
            let mut map = Map::with_capacity(entries.len());
            let mut dropped: Vec<&str> = Vec::new();
            for entry in entries {
                let Some(key) = entry.key.text().filter(|key| !map.contains_key(*key)) else { continue };
                // A missing value holds its place until the end, so that the first of two counts.
                let value = match missing(depth, Some(key), &entry.value) {
                    true => {
                        dropped.push(key);
                        Json::Null
                    }
                    false => convert(&entry.value, depth + 1, missing),
                };
                map.insert(key.to_owned(), value);
            }
            if !dropped.is_empty() {
                let dropped: BTreeSet<&str> = dropped.into_iter().collect();
                map.retain(|key, _| !dropped.contains(key.as_str()));
            }
            Json::Object(map)
        }
    }
}

/// A place in a record: a value, with its key where it has one.
#[derive(Clone, Copy)]
pub(super) struct Found<'n> {
    pub(super) key: Option<&'n Node>,
    pub(super) node: &'n Node,
}

/// The items of a list that the validator sees.
pub(super) fn items(node: &Node, reading: Reading) -> impl Iterator<Item = &Node> {
    node.items().iter().filter(move |item| reading == Reading::AsWritten || !item.is_empty())
}

/// Follows a path of the validator as far as it leads.
pub(super) fn find<'n>(record: &'n Node, path: &[String], reading: Reading) -> Found<'n> {
    let mut found = Found { key: None, node: record };
    for step in path {
        let next = match &found.node.value {
            Value::Mapping(_) => {
                found.node.entry(step).map(|entry| Found { key: Some(&entry.key), node: &entry.value })
            }
            Value::Sequence(_) => step.parse().ok().and_then(|nth| {
                let node = items(found.node, reading).nth(nth)?;
                Some(Found { key: None, node })
            }),
            Value::Scalar(_) => None,
        };
        match next {
            Some(next) => found = next,
            None => break,
        }
    }
    found
}

impl Found<'_> {
    /// What to mark where the value is wrong: a scalar itself; of a list or mapping, which may fill
    /// many lines, its key.
    pub(super) fn span(&self) -> Span {
        match (&self.node.value, self.key) {
            (Value::Scalar(_), _) if !self.node.span.is_empty() => self.node.span,
            (_, Some(key)) => key.span,
            (Value::Mapping(entries), None) => {
                entries.first().filter(|entry| !entry.merged).map_or(self.node.span, |entry| entry.key.span)
            }
            _ => self.node.span,
        }
    }

    /// The gap where a further entry of a mapping would stand.
    pub(super) fn gap(&self) -> Span {
        let written = |entry: &&Entry| !entry.merged && self.node.span.contains(entry.value.span);
        match self.node.entries().iter().rfind(written) {
            Some(last) => Span::at(last.value.span.end as usize),
            // An empty mapping that is written down is `{}`.
            None if !matches!(self.node.value, Value::Scalar(_)) && self.node.span.len() >= 2 => {
                Span::at(self.node.span.end as usize - 1)
            }
            None => Span::at(self.node.span.end as usize),
        }
    }
}
