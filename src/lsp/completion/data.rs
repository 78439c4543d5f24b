//! Names that fit in front matter, data files and settings: fields, and what they may hold.

use std::collections::HashSet;

use lsp_types::CompletionItemKind;
use serde_json::Value;

use super::cursor::{self, Cursor};
use super::{At, Fitting, Proposal, ending, ids, rule_ids, schema_of, titles};
use crate::base::source::Source;
use crate::base::span::Span;
use crate::model::collection::Collection;
use crate::model::fields::FieldKind;
use crate::model::schema::{self, SchemaKind};
use crate::rules;

/// What fits in a record.
pub(super) fn in_record(asked: &At, source: &Source, collection: Collection) -> Option<Fitting> {
    let (nth, before) = line_before(source, asked.offset);
    let cursor = cursor::yaml(before)?;
    let naming = &asked.session.settings().read.naming;
    let above = parents(source, nth, &cursor);
    let key = cursor.key.or(above.first().copied().filter(|_| cursor.is_item));
    let proposals = match key {
        Some(own) => {
            let name = naming.canonical(collection, own).unwrap_or(own);
            values(asked, collection, name)
        }
        // Only the fields of the record itself are known, not those of what is in them.
        None if above.is_empty() => {
            let names = naming.of(collection);
            let shown = |name: &str| {
                let own = names.iter().find(|(canonical, _)| canonical == name);
                own.map_or_else(|| name.to_owned(), |(_, own)| own.clone())
            };
            let there: HashSet<&str> = if collection == Collection::Article || collection == Collection::Cause
            {
                keys(source)
            } else {
                HashSet::new()
            };
            let fields = properties(schema_of(collection));
            let fields = fields.into_iter().filter(|(name, _)| !there.contains(shown(name).as_str()));
            fields.map(|(name, property)| field(shown(&name), &property)).collect()
        }
        None => return None,
    };
    Some(Fitting { span: ending(asked.offset, cursor.token), proposals })
}

/// What fits in `medproof.yaml`.
pub(super) fn in_settings(source: &Source, offset: usize) -> Option<Fitting> {
    let (nth, before) = line_before(source, offset);
    let cursor = cursor::yaml(before)?;
    let above = parents(source, nth, &cursor);
    let span = ending(offset, cursor.token);
    let value = |word: &str| Proposal::new(word, CompletionItemKind::ENUM_MEMBER);
    let proposals = match (cursor.key, above.first().copied()) {
        (Some("rule"), _) => rule_ids(),
        (Some(key), _) if rules::by_id(key).is_some() || rules::is_group(key) => {
            ["off", "advice", "warning", "error"].map(value).to_vec()
        }
        (Some("rules"), _) | (None, Some("rules")) => {
            let key = |rule: Proposal| Proposal { text: format!("{}: ", rule.text), ..rule };
            rule_ids().into_iter().map(key).collect()
        }
        (Some(key), None) => {
            allowed(properties(SchemaKind::Config).into_iter().find(|(name, _)| name == key)?.1)
        }
        (None, None) => {
            let properties = properties(SchemaKind::Config);
            properties.into_iter().map(|(name, property)| field(name, &property)).collect()
        }
        _ => return None,
    };
    Some(Fitting { span, proposals })
}

/// The number of the line of a byte, and what is before the byte in it.
fn line_before(source: &Source, offset: usize) -> (usize, &str) {
    let nth = source.line_of(Span::at(offset).start);
    let start = source.line(nth).start as usize;
    (nth, source.text.get(start..offset).unwrap_or(""))
}

/// The keys above a line that it belongs to, the nearest first.
fn parents<'a>(source: &'a Source, nth: usize, cursor: &Cursor) -> Vec<&'a str> {
    let mut above = Vec::new();
    let mut indent = cursor.indent;
    // An item of a list may be as far from the margin as its key.
    let mut may_be_level = cursor.is_item;
    for line in (0..nth).rev() {
        let text = source.line(line).slice(&source.text);
        let own = text.len() - text.trim_start().len();
        let shown = text.trim();
        if shown == "---" {
            break;
        }
        if shown.is_empty() || shown.starts_with('#') || (own > indent) || (own == indent && !may_be_level) {
            continue;
        }
        if own == indent && shown.starts_with("- ") {
            continue;
        }
        let (key, rest) = match shown.trim_start_matches("- ").split_once(':') {
            Some((key, rest)) => (key, rest.trim()),
            None => continue,
        };
        // A record in a list of records: `- id: x` begins it, and no key is above it.
        if shown.starts_with("- ") && !rest.is_empty() {
            indent = own;
            may_be_level = true;
            continue;
        }
        if rest.is_empty() || rest.starts_with('#') {
            above.push(key.trim_matches(['"', '\'']));
        }
        indent = own;
        may_be_level = false;
        if own == 0 {
            break;
        }
    }
    above
}

/// The keys at the margin of the front matter.
fn keys(source: &Source) -> HashSet<&str> {
    let lines = source.text.lines().skip(1).take_while(|line| line.trim_end() != "---");
    lines
        .filter_map(|line| line.split_once(':'))
        .map(|(key, _)| key)
        .filter(|key| !key.starts_with(' '))
        .collect()
}

/// What a field may hold.
fn values(asked: &At, collection: Collection, name: &str) -> Vec<Proposal> {
    let settings = asked.session.settings();
    let field = settings.read.fields.of(collection).find(|field| field.name == name);
    match field.map(|field| field.kind) {
        Some(FieldKind::Ref(to) | FieldKind::Refs(to)) => ids(asked, to),
        Some(FieldKind::RefsOr(to, all)) => {
            let mut proposals = ids(asked, to);
            proposals.push(Proposal::new(all, CompletionItemKind::ENUM_MEMBER));
            proposals
        }
        Some(FieldKind::Names(_)) => titles(asked.index),
        _ => {
            let property = properties(schema_of(collection)).into_iter().find(|(own, _)| own == name);
            property.map(|(_, property)| allowed(property)).unwrap_or_default()
        }
    }
}

/// The fields of a schema, in its order.
fn properties(kind: SchemaKind) -> Vec<(String, Value)> {
    let schema: Value = serde_json::from_str(schema::text(kind)).unwrap_or_default();
    let places = ["/$defs/fields/properties", "/$defs/record/properties", "/properties"];
    let found = places.iter().find_map(|place| schema.pointer(place)?.as_object());
    found.into_iter().flatten().map(|(name, property)| (name.clone(), property.clone())).collect()
}

/// The words that a field may hold.
fn allowed(property: Value) -> Vec<Proposal> {
    let is_flag = property["type"] == "boolean";
    let mut words: Vec<&str> = Vec::new();
    if is_flag {
        words.extend(["true", "false"]);
    }
    let places = [&property["enum"], &property["items"]["enum"]];
    let alternatives = property["anyOf"].as_array().into_iter().flatten();
    let alternatives = alternatives.flat_map(|one| [&one["enum"], &one["items"]["enum"]]);
    for list in places.into_iter().chain(alternatives) {
        words.extend(list.as_array().into_iter().flatten().filter_map(Value::as_str));
    }
    let mut known = HashSet::new();
    words.retain(|word| known.insert(*word));
    words.into_iter().map(|word| Proposal::new(word, CompletionItemKind::ENUM_MEMBER)).collect()
}

/// A field with what its schema says of it.
fn field(name: String, property: &Value) -> Proposal {
    Proposal {
        text: format!("{name}: "),
        label: name,
        detail: property["title"].as_str().unwrap_or_default().to_owned(),
        kind: CompletionItemKind::FIELD,
        documentation: property["description"].as_str().map(str::to_owned),
    }
}
