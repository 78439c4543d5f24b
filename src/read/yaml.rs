//! YAML with a span for every key and value. JSON is read by the same reader, as YAML's flow style.
//!
//! What a [`Node`](crate::base::node::Node) spans:
//! - a plain or quoted scalar: its characters, quotes included, without its anchor and tag;
//! - a block scalar: from its `|` or `>` to the end of its last line, without that line's break;
//! - `[…]` and `{…}`: bracket to bracket;
//! - a block list or mapping: from its first dash or key to the end of its last child;
//! - an alias: the alias. What stands inside the copied node keeps the spans of the original, and so do
//!   merged entries: they are where the text is written;
//! - an absent value: nothing, right after its colon or dash, or after its key where there is no colon.
//!
//! Invariants: no text makes the reader fail or panic; a span lies within the text and on boundaries of
//! characters; at most 128 lists and mappings stand inside each other; the tree takes memory in proportion to
//! the text, however often its aliases repeat each other. At the first error reading ends with one problem of
//! kind `Unreadable`, and the tree holds what was read until then.

mod around;
mod compose;
mod explain;
mod keys;
mod quick;
mod scalar;
#[cfg(test)]
mod tests;
mod written;

pub use written::{is_plain, scalar_like};

use crate::base::node::Parsed;

/// How many lists and mappings may stand inside each other. Content nests a dozen deep; a tree of this depth
/// can be walked, copied and dropped by plain recursion.
const DEPTH: usize = 128;

/// How many characters a key without `?` may have: the limit of YAML 1.2.2, chapter 7.4.
const KEY_LENGTH: usize = 1024;

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
