//! Keys of one mapping: those written twice, and those a merge key (`<<`) brings in.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::fmt::Write;
use std::mem::discriminant;

use super::explain::quoted;
use crate::base::node::{Entry, Node, Scalar, ScalarKind, Style, Value};
use crate::base::problem::{Problem, ProblemKind};
use crate::base::span::Span;

/// Up to this many entries, comparing each with each is quicker than hashing.
const FEW: usize = 16;

/// A problem for every key that is in the mapping already.
pub(super) fn repeated(entries: &[Entry], problems: &mut Vec<Problem>) {
    if entries.len() < 2 {
        return;
    }
    if entries.len() <= FEW && entries.iter().all(|entry| entry.key.scalar().is_some()) {
        for (nth, later) in entries.iter().enumerate() {
            if let Some(first) = entries.iter().take(nth).find(|first| same(&first.key, &later.key)) {
                problems.push(twice(&first.key, &later.key));
            }
        }
        return;
    }
    let mut seen: HashMap<Key, &Node> = HashMap::with_capacity(entries.len());
    for entry in entries {
        let first = *seen.entry(Key::of(&entry.key)).or_insert(&entry.key);
        if first.span != entry.key.span {
            problems.push(twice(first, &entry.key));
        }
    }
}

fn twice(first: &Node, later: &Node) -> Problem {
    let message = match &later.value {
        Value::Scalar(scalar) if !scalar.text.is_empty() => {
            format!("{} is written twice in the same block", quoted(&scalar.text))
        }
        _ => "this key is written twice in the same block".to_owned(),
    };
    Problem::new(ProblemKind::DuplicateKey, later.span, message)
        .label(first.span, "first written here")
        .help("Keep one of the two, with everything that belongs to it.")
}

/// Whether it is the plain key `<<`, which takes over the entries of other mappings.
pub(super) fn merges(key: &Node) -> bool {
    matches!(&key.value, Value::Scalar(Scalar { text, style: Style::Plain, .. }) if &**text == "<<")
}

/// Replaces every `<<` by the entries it brings in, after the mapping's own: own keys win, and of several
/// mappings the earlier.
///
/// # Errors
/// Where a `<<` holds neither a mapping nor a list of mappings: the span of what it holds. The entries stay
/// as they are, without that `<<`.
pub(super) fn merge(entries: &mut Vec<Entry>) -> Result<(), Span> {
    let mut sources = Vec::new();
    let mut refused = None;
    let mut own = Vec::with_capacity(entries.len());
    for entry in entries.drain(..) {
        if merges(&entry.key) {
            let span = entry.value.span;
            if !take(entry.value, &mut sources) {
                refused = refused.or(Some(span));
            }
        } else {
            own.push(entry);
        }
    }
    let wanted = wanted(&own, &sources);
    let merged = sources.into_iter().zip(wanted).filter(|(_, wanted)| *wanted);
    own.extend(merged.map(|(entry, _)| Entry { merged: true, ..entry }));
    *entries = own;
    refused.map_or(Ok(()), Err)
}

/// Adds the entries of a mapping or of a list of mappings; false where `value` is anything else. An empty
/// value brings nothing in, and is no fault.
fn take(value: Node, sources: &mut Vec<Entry>) -> bool {
    match value.value {
        Value::Mapping(entries) => {
            sources.extend(entries);
            true
        }
        Value::Sequence(items) => items.into_iter().all(|item| match item.value {
            Value::Mapping(entries) => {
                sources.extend(entries);
                true
            }
            _ => false,
        }),
        Value::Scalar(scalar) => scalar.kind == ScalarKind::Null,
    }
}

/// Which of the `sources` bring in a key that is not there yet.
fn wanted(own: &[Entry], sources: &[Entry]) -> Vec<bool> {
    let mut taken: HashSet<Key> = own.iter().map(|entry| Key::of(&entry.key)).collect();
    sources.iter().map(|entry| taken.insert(Key::of(&entry.key))).collect()
}

/// What makes two keys the same: the type and the text; quotes do not matter.
#[derive(PartialEq, Eq, Hash)]
struct Key<'a> {
    /// None of a key that is a list or a mapping.
    kind: Option<std::mem::Discriminant<ScalarKind>>,
    text: Cow<'a, str>,
}

impl Key<'_> {
    fn of(node: &Node) -> Key<'_> {
        match &node.value {
            Value::Scalar(scalar) => {
                Key { kind: Some(discriminant(&scalar.kind)), text: Cow::Borrowed(&scalar.text) }
            }
            _ => {
                let mut text = String::new();
                spell(node, &mut text);
                Key { kind: None, text: Cow::Owned(text) }
            }
        }
    }
}

/// Whether two scalars are the same key.
fn same(one: &Node, other: &Node) -> bool {
    match (one.scalar(), other.scalar()) {
        (Some(one), Some(other)) => {
            one.text == other.text && discriminant(&one.kind) == discriminant(&other.kind)
        }
        _ => false,
    }
}

/// Spells a key that is no scalar so that equal keys are spelled alike, without spans and styles. The depth
/// is capped by the composer.
fn spell(node: &Node, out: &mut String) {
    match &node.value {
        Value::Scalar(scalar) => {
            let kind = match scalar.kind {
                ScalarKind::Null => 'n',
                ScalarKind::Bool(_) => 'b',
                ScalarKind::Int(_) => 'i',
                ScalarKind::Float(_) => 'f',
                ScalarKind::String => 's',
            };
            // The length in front keeps a text from being taken for punctuation. Writing to a string never fails.
            let _ = write!(out, "{kind}{}:{}", scalar.text.len(), scalar.text);
        }
        Value::Sequence(items) => {
            out.push('[');
            items.iter().for_each(|item| spell(item, out));
            out.push(']');
        }
        Value::Mapping(entries) => {
            out.push('{');
            for entry in entries {
                spell(&entry.key, out);
                spell(&entry.value, out);
            }
            out.push('}');
        }
    }
}
