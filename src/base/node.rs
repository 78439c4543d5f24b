//! Data as it is written: keys and values, each with the bytes it is in, in any syntax.

use crate::base::problem::Problem;
use crate::base::span::Span;

/// A node of a data file or of front matter.
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
    /// A block after `|`.
    Literal,
    /// A block after `>`.
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
    /// The value; an absent one is a null scalar with an empty span after the colon.
    pub value: Node,
    /// Whether a merge key (`<<`) brought the entry in.
    pub merged: bool,
}

/// The outcome of reading a text.
#[derive(Clone, Debug, Default)]
pub struct Parsed {
    /// The first document of the stream; `None` if the text holds no node or breaks before the first.
    pub root: Option<Node>,
    /// What could not be read, and keys written twice; in the order of the text.
    pub problems: Vec<Problem>,
    /// The ids of records that are there but could not be read.
    pub lost: Vec<Node>,
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
    /// The node at the end of a path; `None` if the path leads nowhere.
    #[must_use]
    pub fn at(&self, path: &[Segment<'_>]) -> Option<&Node> {
        path.iter().try_fold(self, |node, segment| match segment {
            Segment::Key(key) => node.get(key),
            Segment::Index(nth) => node.items().get(*nth),
        })
    }

    /// The items of a list, or the node itself where one value replaces a list of one; nothing where
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

    /// Whether it is null, the empty string, the empty list and the empty mapping: they count as missing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        match &self.value {
            Value::Scalar(scalar) => scalar.kind == ScalarKind::Null || scalar.text.trim().is_empty(),
            Value::Sequence(items) => items.is_empty(),
            Value::Mapping(entries) => entries.is_empty(),
        }
    }
}
