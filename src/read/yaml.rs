//! YAML with a span for every key and value. JSON is read by the same reader, as YAML's flow style.
//!
//! What a [`Node`] spans:
//! - a plain or quoted scalar: its characters, quotes included, without its anchor and tag;
//! - a block scalar: from its `|` or `>` to the end of its last line, without that line's break;
//! - `[…]` and `{…}`: bracket to bracket;
//! - a block list or mapping: from its first dash or key to the end of its last child;
//! - an alias: the alias. What stands inside the copied node keeps the spans of the original, and so do
//!   merged entries: they are where the text is written;
//! - an absent value: nothing, right behind its colon or dash, or behind its key where there is no colon.
//!
//! Invariants: no text makes the reader fail or panic; a span lies within the text and on boundaries of
//! characters; at most 128 lists and mappings stand inside each other; the tree takes memory in proportion to
//! the text, however often its aliases repeat each other. At the first error reading ends with one problem of
//! kind `Unreadable`, and the tree holds what was read until then.

mod around;
mod compose;
mod explain;
mod keys;
mod scalar;
#[cfg(test)]
mod tests;
mod written;

pub use written::{is_plain, scalar_like};

use crate::base::problem::Problem;
use crate::base::span::Span;

/// Reads the first document of a YAML or JSON text. A byte order mark is no part of any node.
#[must_use]
pub fn parse(text: &str) -> Parsed {
    parse_at(text, 0)
}

/// Reads YAML that was cut from a larger text at the byte `offset`, such as the front matter of a Markdown
/// file. All spans are offsets in the larger text.
#[must_use]
pub fn parse_at(text: &str, offset: usize) -> Parsed {
    compose::compose(text, offset)
}

/// A node of a YAML document.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// The bytes the node is written in; of an alias, the alias itself.
    pub span: Span,
    /// What it holds.
    pub value: Value,
}

/// What a [`Node`] holds.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// A scalar of any type.
    Scalar(Scalar),
    /// A list.
    Sequence(Vec<Node>),
    /// Keys and values, in the order of the text; merged entries come last.
    Mapping(Vec<Entry>),
}

/// A scalar: its text, and the type YAML 1.2 gives it.
#[derive(Clone, Debug, PartialEq)]
pub struct Scalar {
    /// The text with quotes, escapes and folding undone.
    pub text: Box<str>,
    /// How it was written.
    pub style: Style,
    /// The type by the YAML 1.2 core schema (quoted scalars are strings), or by an explicit tag.
    pub kind: ScalarKind,
}

/// How a scalar is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// Bare: `neck-strain`.
    Plain,
    /// `'neck-strain'`
    SingleQuoted,
    /// `"neck-strain"`
    DoubleQuoted,
    /// A block behind `|`.
    Literal,
    /// A block behind `>`.
    Folded,
}

/// The type of a scalar.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum ScalarKind {
    /// `null`, `~` or nothing at all.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A whole number that fits 64 bits.
    Int(i64),
    /// Any other number.
    Float(f64),
    /// Everything else.
    String,
}

/// A key with its value.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// The key; nearly always a scalar.
    pub key: Node,
    /// The value; an absent one is a null scalar with an empty span behind the colon.
    pub value: Node,
    /// True where a merge key (`<<`) brought the entry in.
    pub merged: bool,
}

/// The outcome of reading a text.
#[derive(Clone, Debug, Default)]
pub struct Parsed {
    /// The first document of the stream; none where the text holds no node or breaks before the first.
    pub root: Option<Node>,
    /// What could not be read, and keys written twice; in the order of the text.
    pub problems: Vec<Problem>,
}

/// A step from a node to one below it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Segment<'a> {
    /// Into a mapping: the value of the first entry with this key.
    Key(&'a str),
    /// Into a list: the nth item, from 0.
    Index(usize),
}

impl Node {
    /// The node at the end of a path; none where the path leads nowhere.
    #[must_use]
    pub fn at(&self, path: &[Segment<'_>]) -> Option<&Node> {
        path.iter().try_fold(self, |node, segment| match segment {
            Segment::Key(key) => node.get(key),
            Segment::Index(nth) => node.items().get(*nth),
        })
    }

    /// The items of a list, or the node itself where one value stands in place of a list of one; nothing where
    /// it is null.
    #[must_use]
    pub fn one_or_many(&self) -> &[Node] {
        match &self.value {
            Value::Sequence(items) => items,
            Value::Scalar(scalar) if scalar.kind == ScalarKind::Null => &[],
            _ => std::slice::from_ref(self),
        }
    }

    /// The entries of a mapping; none of anything else.
    #[must_use]
    pub fn entries(&self) -> &[Entry] {
        match &self.value {
            Value::Mapping(entries) => entries,
            _ => &[],
        }
    }

    /// The items of a sequence; none of anything else.
    #[must_use]
    pub fn items(&self) -> &[Node] {
        match &self.value {
            Value::Sequence(items) => items,
            _ => &[],
        }
    }

    /// The first entry of a mapping whose key is `key`.
    #[must_use]
    pub fn entry(&self, key: &str) -> Option<&Entry> {
        self.entries().iter().find(|entry| entry.key.text() == Some(key))
    }

    /// The value of the first entry whose key is `key`.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Node> {
        self.entry(key).map(|entry| &entry.value)
    }

    /// The scalar, where the node is one.
    #[must_use]
    pub fn scalar(&self) -> Option<&Scalar> {
        match &self.value {
            Value::Scalar(scalar) => Some(scalar),
            _ => None,
        }
    }

    /// The text of a scalar of any type but null, as it is written (`010` stays `010`).
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        match self.scalar() {
            Some(scalar) if scalar.kind != ScalarKind::Null => Some(&scalar.text),
            _ => None,
        }
    }

    /// True of null, the empty string, the empty list and the empty mapping: they count as missing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        match &self.value {
            Value::Scalar(scalar) => scalar.kind == ScalarKind::Null || scalar.text.trim().is_empty(),
            Value::Sequence(items) => items.is_empty(),
            Value::Mapping(entries) => entries.is_empty(),
        }
    }
}
