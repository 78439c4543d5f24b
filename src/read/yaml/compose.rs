//! Composes the parser's events into a tree.
//!
//! The parser's spans need fixing in five places: a block scalar is reported from its first content line, a
//! block collection up to the next token, a list that is not indented from after its first dash, a mapping
//! without braces inside `[ ]` up to the next comma, and an absent value at its colon or at the next token.

use std::collections::HashMap;

use granit_parser::{Event, Marker, Parser, ScalarStyle, StructureStyle, Tag};

use super::explain::{self, Stop};
use super::{DEPTH, KEY_LENGTH, keys, quick, scalar};
use crate::base::node::{Entry, Node, Parsed, Scalar, Style, Value};
use crate::base::problem::Problem;
use crate::base::span::Span;
use crate::base::steps::step;

/// JSON sets no such limit, but the parser holds back what may yet turn out to be a key.
const JSON_KEY_LENGTH: usize = 64 * 1024;

/// Stands in front of a text that is one list or mapping in brackets. After it the bracket cannot begin a key.
/// Otherwise the parser would hold back all that follows until it knows, and an error would leave no tree.
const MARK: &str = "--- ";

/// Reads the first document of `text`. All spans are moved by `offset`.
pub(super) fn compose(text: &str, offset: usize) -> Parsed {
    quick::read(text, offset).unwrap_or_else(|| compose_fully(text, offset))
}

/// As [`compose`], with the full parser.
pub(super) fn compose_fully(text: &str, offset: usize) -> Parsed {
    let plain = || Composer::new(text, offset, text, (0, 0)).run(KEY_LENGTH);
    let Some(at) = bracket(text) else {
        return plain();
    };
    let marked = [MARK, text.get(at..).unwrap_or_default()].concat();
    let composer = Composer::new(text, offset, &marked, (MARK.len(), at));
    // What follows the bracket may yet show that it begins a key: `[a, b]: c`.
    composer.run_inside(JSON_KEY_LENGTH).unwrap_or_else(plain)
}

/// Where the text begins, if it begins with an opening bracket.
fn bracket(text: &str) -> Option<usize> {
    let content = text.trim_start_matches(explain::BOM).trim_start_matches([' ', '\t', '\r', '\n']);
    content.starts_with(['[', '{']).then(|| text.len() - content.len())
}

/// Builds the tree. Positions are bytes of `text`, without the offset, until they become a span of a node.
struct Composer<'t> {
    text: &'t str,
    offset: usize,
    /// What the parser reads: `text`, or what is left of it after [`MARK`].
    input: &'t str,
    /// How many bytes the parser is given in place of how many bytes of `text`.
    replaced: (usize, usize),
    /// The open collections, outermost first.
    frames: Vec<Frame>,
    /// The finished children of all open collections.
    nodes: Vec<Node>,
    root: Option<Node>,
    anchors: HashMap<usize, Anchored>,
    /// Bytes of memory that copies for anchors and aliases have taken.
    copied: usize,
    /// Everything before this byte is composed.
    cursor: usize,
    /// The last finished node.
    last: Option<Span>,
    stage: Stage,
    problems: Vec<Problem>,
}

/// An open collection.
struct Frame {
    start: usize,
    kind: Kind,
    style: StructureStyle,
    anchor: usize,
    /// Where its children begin in [`Composer::nodes`]; keys and values alternate.
    base: usize,
    /// How many collections stand inside each other, this one included.
    height: usize,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    List,
    Mapping,
    /// A mapping without braces inside `[ ]`: `[a: b]`.
    Pair,
}

/// A node an alias may repeat.
struct Anchored {
    /// `None` if it is too large to be copied.
    node: Option<Node>,
    height: usize,
    weight: usize,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    /// In the first document, or before it.
    First,
    /// After it. Whether `...` ended it.
    Behind(bool),
    /// In an empty document after it, whose `---` is here.
    Next(Span),
}

impl<'t> Composer<'t> {
    fn new(text: &'t str, offset: usize, input: &'t str, replaced: (usize, usize)) -> Composer<'t> {
        Composer {
            text,
            offset,
            input,
            replaced,
            frames: Vec::new(),
            nodes: Vec::new(),
            root: None,
            anchors: HashMap::new(),
            copied: 0,
            cursor: text.len() - text.trim_start_matches(explain::BOM).len(),
            last: None,
            stage: Stage::First,
            problems: Vec::new(),
        }
    }

    fn run(mut self, key_length: usize) -> Parsed {
        let problem = self.read(key_length).err();
        self.conclude(problem)
    }

    /// As [`run`](Self::run); `None` if there is an error after the first value.
    fn run_inside(mut self, key_length: usize) -> Option<Parsed> {
        let problem = self.read(key_length).err();
        (problem.is_none() || self.root.is_none()).then(|| self.conclude(problem))
    }

    fn conclude(mut self, problem: Option<Problem>) -> Parsed {
        if let Some(problem) = problem {
            self.problems.push(explain::shifted(problem, self.offset));
            self.close_all();
        }
        // Inner blocks are closed first.
        self.problems.sort_by_key(|problem| problem.span.start);
        Parsed { root: self.root, problems: self.problems, ..Parsed::default() }
    }

    fn read(&mut self, key_length: usize) -> Result<(), Problem> {
        let mut options = granit_parser::options! {
            simple_key_max_lookahead: key_length,
            flow_nesting_limit: DEPTH,
            block_nesting_limit: DEPTH,
        };
        options.set_emit_comments(false);
        for event in Parser::new_from_str_with_options(self.input, options) {
            match event {
                Ok((event, span)) => self.event(event, self.place(span.start), self.place(span.end))?,
                Err(error) => {
                    if let Stage::Next(mark) = self.stage {
                        return Err(explain::second_document(mark));
                    }
                    let at = self.place(*error.marker());
                    return Err(explain::error(error.kind(), &self.stop(at)));
                }
            }
        }
        Ok(())
    }

    /// The byte of `text` a marker points at.
    fn place(&self, marker: Marker) -> usize {
        let (given, skipped) = self.replaced;
        marker.byte_offset().unwrap_or_default().saturating_sub(given) + skipped
    }

    fn event(&mut self, event: Event<'_>, start: usize, end: usize) -> Result<(), Problem> {
        if self.stage != Stage::First {
            return self.behind(&event, start, end);
        }
        match event {
            Event::DocumentStart(true, _) => self.cursor = end,
            Event::DocumentEnd => self.stage = Stage::Behind(start < end),
            Event::Scalar(text, style, anchor, tag) => {
                let node = if start == end && style == ScalarStyle::Plain {
                    let absent = anchor == 0 && tag.is_none();
                    if absent && self.frames.is_empty() {
                        return Ok(());
                    }
                    let at = if absent { self.gap(start) } else { start };
                    self.scalar(Span::at(at), "", Style::Plain, tag.as_deref())
                } else {
                    let (span, style) = self.written(start, end, style);
                    self.scalar(span, text, style, tag.as_deref())
                };
                self.finish(node, anchor, 0);
            }
            Event::SequenceStart(style, anchor, _) => {
                let start = match (style, self.frames.last()) {
                    (StructureStyle::Block, Some(frame)) if frame.kind == Kind::Mapping => {
                        self.indicator(self.cursor, b"-").unwrap_or(start)
                    }
                    _ => start,
                };
                self.open(Kind::List, style, anchor, start)?;
            }
            Event::MappingStart(style, anchor, _) => {
                let braced = self.text.as_bytes().get(start) == Some(&b'{') && start < end;
                let kind = match style {
                    StructureStyle::Flow if !braced => Kind::Pair,
                    _ => Kind::Mapping,
                };
                self.open(kind, style, anchor, start)?;
            }
            Event::SequenceEnd | Event::MappingEnd => self.close(end)?,
            Event::Alias(id) => self.alias(id, Span::new(start, end))?,
            _ => {}
        }
        Ok(())
    }

    /// What follows the first document must hold nothing, or it would be lost unseen.
    fn behind(&mut self, event: &Event<'_>, start: usize, end: usize) -> Result<(), Problem> {
        match (self.stage, event) {
            (_, Event::DocumentStart(true, _)) => self.stage = Stage::Next(Span::new(start, end)),
            (Stage::Behind(ended), Event::DocumentStart(false, _)) => {
                let root = self.root.as_ref().map(|root| self.local(root.span));
                return Err(explain::leftover(&self.stop(start), ended, root));
            }
            (Stage::Next(mark), Event::DocumentStart(false, _)) => {
                return Err(explain::second_document(mark));
            }
            (_, Event::Scalar(_, ScalarStyle::Plain, 0, None)) if start == end => {}
            (Stage::Next(mark), event) if event.is_node() => return Err(explain::second_document(mark)),
            _ => {}
        }
        Ok(())
    }

    fn open(
        &mut self,
        kind: Kind,
        style: StructureStyle,
        anchor: usize,
        start: usize,
    ) -> Result<(), Problem> {
        if self.frames.len() >= DEPTH {
            return Err(explain::too_deep(&self.stop(start)));
        }
        self.frames.push(Frame { start, kind, style, anchor, base: self.nodes.len(), height: 1 });
        let bracketed = style == StructureStyle::Flow && kind != Kind::Pair;
        self.cursor = self.cursor.max(start + usize::from(bracketed));
        Ok(())
    }

    /// Closes the innermost collection. A bracket closes one in brackets; all others end with their last child.
    fn close(&mut self, end: usize) -> Result<(), Problem> {
        let Some(frame) = self.frames.pop() else {
            return Ok(());
        };
        let bracketed = frame.style == StructureStyle::Flow && frame.kind != Kind::Pair;
        let end = if bracketed { end } else { self.cursor };
        let children = self.nodes.drain(frame.base..);
        let mut refused = None;
        let value = if frame.kind == Kind::List {
            Value::Sequence(children.collect())
        } else {
            let mut entries = pairs(children);
            keys::repeated(&entries, &mut self.problems);
            if entries.iter().any(|entry| keys::merges(&entry.key)) {
                refused = keys::merge(&mut entries).err();
            }
            Value::Mapping(entries)
        };
        let node = Node { span: self.span(frame.start, end), value };
        self.finish(node, frame.anchor, frame.height);
        match refused {
            Some(span) => Err(explain::no_merge(self.text, self.local(span))),
            None => Ok(()),
        }
    }

    /// Closes what an error left open. A key whose value was not reached gets none.
    fn close_all(&mut self) {
        while let Some(frame) = self.frames.last() {
            if frame.kind != Kind::List && (self.nodes.len() - frame.base) % 2 == 1 {
                let bytes = self.text.as_bytes();
                let blanks = bytes.iter().skip(self.cursor).take_while(|byte| matches!(byte, b' ' | b'\t'));
                let colon = self.cursor + blanks.count();
                let behind = if bytes.get(colon) == Some(&b':') { colon + 1 } else { self.cursor };
                let gap = Span::at(behind);
                let node = self.scalar(gap, "", Style::Plain, None);
                self.finish(node, 0, 0);
            }
            // One problem is enough: what the merge keys of a broken text hold is not judged.
            let _ = self.close(self.cursor);
        }
    }

    /// Puts a finished node where it belongs.
    fn finish(&mut self, node: Node, anchor: usize, height: usize) {
        let span = self.local(node.span);
        self.cursor = self.cursor.max(span.end as usize);
        self.last = Some(span);
        if anchor != 0 {
            self.remember(anchor, &node, height);
        }
        match self.frames.last_mut() {
            Some(frame) => {
                frame.height = frame.height.max(height + 1);
                self.nodes.push(node);
            }
            None => self.root = Some(node),
        }
    }

    fn remember(&mut self, anchor: usize, node: &Node, height: usize) {
        let weight = weight(node);
        let node = self.may_copy(weight).then(|| node.clone());
        self.anchors.insert(anchor, Anchored { node, height, weight });
    }

    fn alias(&mut self, id: usize, span: Span) -> Result<(), Problem> {
        let Some(anchored) = self.anchors.get(&id) else {
            // The parser knows the name, so the node that has it is one of those still open.
            let open = self.frames.iter().find(|frame| frame.anchor == id);
            return Err(explain::repeats_itself(self.text, span, open.map(|frame| frame.start)));
        };
        let (weight, height) = (anchored.weight, anchored.height);
        if self.frames.len() + height > DEPTH || !self.may_copy(weight) {
            return Err(explain::repeats_too_much(self.text, span));
        }
        let copy = self.anchors.get(&id).and_then(|anchored| anchored.node.clone());
        let Some(mut copy) = copy else {
            return Err(explain::repeats_too_much(self.text, span));
        };
        copy.span = span.shifted(self.offset);
        self.finish(copy, 0, height);
        Ok(())
    }

    /// Whether copies may take this much more memory; if so, they do.
    ///
    /// The densest text without aliases, `[a,a,a…`, makes a node of two bytes. All copies together may take as
    /// much as that, so no text takes more than twice what its length allows anyway; and one mebibyte is
    /// granted to the shortest.
    fn may_copy(&mut self, weight: usize) -> bool {
        let allowed = (1 << 20) + self.text.len() / 2 * size_of::<Node>();
        let copied = self.copied.saturating_add(weight);
        if copied <= allowed {
            self.copied = copied;
        }
        copied <= allowed
    }

    fn scalar(&self, span: Span, text: impl Into<Box<str>>, style: Style, tag: Option<&Tag>) -> Node {
        let text = text.into();
        let kind = scalar::kind(&text, style, tag);
        Node { span: span.shifted(self.offset), value: Value::Scalar(Scalar { text, style, kind }) }
    }

    /// The bytes a scalar is written in.
    fn written(&self, start: usize, end: usize, style: ScalarStyle) -> (Span, Style) {
        let style = match style {
            ScalarStyle::Plain => Style::Plain,
            ScalarStyle::SingleQuoted => Style::SingleQuoted,
            ScalarStyle::DoubleQuoted => Style::DoubleQuoted,
            ScalarStyle::Literal => Style::Literal,
            ScalarStyle::Folded => Style::Folded,
        };
        if !matches!(style, Style::Literal | Style::Folded) {
            return (Span::new(start, end), style);
        }
        let Some(header) = self.indicator(self.cursor, b"|>") else {
            return (Span::new(start, end), style);
        };
        let body = self.text.get(start..end).unwrap_or_default();
        let inked = body.trim_end_matches([' ', '\t', '\r', '\n']).len();
        let end = if inked == 0 {
            let behind = self.text.get(header + 1..).unwrap_or_default();
            let marks = behind.bytes().take_while(|byte| matches!(byte, b'+' | b'-' | b'0'..=b'9'));
            header + 1 + marks.count()
        } else {
            // Blanks at the end of the last line are content.
            let rest = body.get(inked..).unwrap_or_default();
            start + inked + rest.find(['\r', '\n']).unwrap_or(rest.len())
        };
        (Span::new(header, end), style)
    }

    /// Where an absent value belongs: after its colon or dash, or after its key where there is no colon. The
    /// parser points at the colon, after the blanks that follow the dash, or at the next token.
    fn gap(&self, at: usize) -> usize {
        let Some(frame) = self.frames.last() else {
            return at;
        };
        let count = self.nodes.len() - frame.base;
        match frame.kind {
            Kind::List if count == 0 => frame.start + 1,
            Kind::List => self.indicator(self.cursor, b"-").map_or(at, |dash| dash + 1),
            _ if count.is_multiple_of(2) => at,
            _ => {
                let mut bytes = self.text.as_bytes().iter().skip(at);
                let colon = bytes.next() == Some(&b':');
                let blank = bytes.next().is_none_or(|byte| byte.is_ascii_whitespace());
                if colon && (blank || frame.style == StructureStyle::Flow) { at + 1 } else { self.cursor }
            }
        }
    }

    /// The first of the `wanted` indicators from `from` on, with nothing but white space, comments, anchors,
    /// tags and other indicators before it.
    fn indicator(&self, from: usize, wanted: &[u8]) -> Option<usize> {
        let bytes = self.text.as_bytes();
        let mut at = from;
        loop {
            step();
            match *bytes.get(at)? {
                byte if wanted.contains(&byte) => return Some(at),
                b' ' | b'\t' | b'\r' | b'\n' | b':' | b'?' | b'-' => at += 1,
                b'#' => at += length(bytes, at, |byte| !matches!(byte, b'\r' | b'\n')),
                b'&' | b'!' => at += length(bytes, at, |byte| !byte.is_ascii_whitespace()),
                _ => return None,
            }
        }
    }

    /// What the explanation of an error at `at` has to go by.
    fn stop(&self, at: usize) -> Stop<'_> {
        let frame = self.frames.last();
        let children = frame.map_or(&[][..], |frame| self.nodes.get(frame.base..).unwrap_or_default());
        let key = match frame {
            Some(frame) if frame.kind != Kind::List => children.iter().rev().nth(1 - children.len() % 2),
            _ => None,
        };
        Stop {
            text: self.text,
            at: at.min(self.text.len()),
            cursor: self.cursor,
            last: self.last,
            block: self
                .frames
                .iter()
                .rfind(|frame| frame.style == StructureStyle::Block)
                .map(|frame| frame.start),
            list: frame.is_some_and(|frame| frame.kind == Kind::List),
            flow: self
                .frames
                .iter()
                .find(|frame| frame.style == StructureStyle::Flow)
                .map(|frame| frame.start),
            key: key.map(|key| self.local(key.span)),
        }
    }

    fn span(&self, start: usize, end: usize) -> Span {
        Span::new(start + self.offset, end + self.offset)
    }

    /// A node's span as bytes of `text`.
    fn local(&self, span: Span) -> Span {
        Span::new(span.start as usize - self.offset, span.end as usize - self.offset)
    }
}

/// Children of a mapping as entries.
fn pairs(mut children: impl ExactSizeIterator<Item = Node>) -> Vec<Entry> {
    let mut entries = Vec::with_capacity(children.len() / 2);
    while let (Some(key), Some(value)) = (children.next(), children.next()) {
        entries.push(Entry { key, value, merged: false });
    }
    entries
}

/// Bytes of memory a copy takes. The depth is capped by [`DEPTH`].
fn weight(node: &Node) -> usize {
    let below: usize = match &node.value {
        Value::Scalar(scalar) => scalar.text.len(),
        Value::Sequence(items) => items.iter().map(weight).sum(),
        Value::Mapping(entries) => {
            entries.iter().map(|entry| weight(&entry.key) + weight(&entry.value)).sum()
        }
    };
    size_of::<Node>() + below
}

/// How many bytes from `at` on are `wanted`; at least one, so that a caller gets on.
fn length(bytes: &[u8], at: usize, wanted: impl Fn(u8) -> bool) -> usize {
    bytes.iter().skip(at).take_while(|byte| wanted(**byte)).count().max(1)
}
