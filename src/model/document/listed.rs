//! Records that a data file keeps in the short forms of site generators.

use crate::base::node::{Entry, Node, Scalar, ScalarKind, Style, Value};
use crate::base::span::Span;
use crate::model::collection::Collection;
use crate::model::fields::{Field, Fields, folded};

/// A map from id to record, as Jekyll and Docusaurus keep authors, as the list of its records.
pub(super) fn by_id(root: Node) -> Node {
    match &root.value {
        Value::Mapping(entries)
            if !entries.is_empty() && entries.iter().all(|entry| is_record(&entry.value)) =>
        {
            let records = entries.iter().map(|entry| with_id(&entry.key, entry.value.clone()));
            Node { value: Value::Sequence(records.collect()), ..root.clone() }
        }
        _ => root,
    }
}

/// Terms, of which a list may hold names alone, and a map may lead from ids to names: `- Neck pain`,
/// `neck-pain: Neck pain`.
pub fn terms(root: Node) -> Node {
    let records = match &root.value {
        Value::Sequence(items) if items.iter().any(is_name) => {
            items.iter().map(|item| if is_name(item) { named(item, item) } else { item.clone() }).collect()
        }
        Value::Mapping(entries)
            if !entries.is_empty()
                && entries.iter().all(|entry| is_name(&entry.value) && !is_field(&entry.key)) =>
        {
            entries.iter().map(|entry| named(&entry.key, &entry.value)).collect()
        }
        _ => return by_id(root),
    };
    Node { value: Value::Sequence(records), ..root }
}

fn is_record(node: &Node) -> bool {
    matches!(node.value, Value::Mapping(_))
}

fn is_name(node: &Node) -> bool {
    matches!(&node.value, Value::Scalar(scalar) if scalar.kind != ScalarKind::Null)
}

/// Whether a key is a field of one term, under the name of the model or a usual one.
fn is_field(key: &Node) -> bool {
    let Some(key) = key.text() else { return false };
    let known = |field: &Field| field.name == key || field.also.contains(&folded(key).as_str());
    Fields::default().of(Collection::Term).any(known)
}

/// A record with the key that it stands under as its id, unless it has one.
fn with_id(key: &Node, mut record: Node) -> Node {
    if let Value::Mapping(fields) = &mut record.value
        && !fields.iter().any(|field| field.key.text() == Some("id"))
    {
        fields.insert(0, field("id", key.span, key.clone()));
    }
    record
}

/// The record of a term that is no more than its name.
fn named(id: &Node, name: &Node) -> Node {
    let fields = vec![field("id", id.span, id.clone()), field("preferred", name.span, name.clone())];
    Node { span: id.span.to(name.span), value: Value::Mapping(fields) }
}

fn field(key: &str, span: Span, value: Node) -> Entry {
    let key = Scalar { text: key.into(), style: Style::Plain, kind: ScalarKind::String };
    Entry { key: Node { span, value: Value::Scalar(key) }, value, merged: false }
}
