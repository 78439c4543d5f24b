//! Reads the shapes that nearly all front matter and registries have, and declines all others.
//!
//! These are block mappings with plain keys, block lists, plain and quoted scalars on one line, and short lists and mappings
//! in brackets on one line. The full parser costs some 240 instructions for each byte. What is read here is the tree that
//! [`compose`](super::compose) would make, span by span, which tests hold; wherever there is a doubt, it is asked.

use super::{keys, scalar};
use crate::base::node::{Entry, Node, Parsed, Scalar, Style, Value};
use crate::base::problem::Problem;
use crate::base::span::Span;
use crate::base::steps::step;

/// Content nests a dozen deep.
const DEPTH: usize = 32;

/// Longer keys, lists and texts in quotes are left to the parser, which looks ahead no further.
const LONGEST: usize = 1000;

/// The first document of a text, with all spans moved by `offset`; `None` if the parser has to be asked.
pub(super) fn read(text: &str, offset: usize) -> Option<Parsed> {
    if !is_ordinary(text.as_bytes()) {
        return None;
    }
    let mut reader = Reader { text, offset, line: 0, depth: 0, problems: Vec::new() };
    let (indent, at) = reader.next_line()?;
    let root = reader.block(indent, at)?;
    reader.next_line().is_none().then_some(())?;
    // Where it declined it stopped before the end.
    let Reader { line, mut problems, .. } = reader;
    problems.sort_by_key(|problem| problem.span.start);
    (line >= text.len()).then_some(Parsed { root: Some(root), problems, ..Parsed::default() })
}

/// Whether a text has no sign that YAML gives a meaning of its own, refuses or takes for the end of a line, besides
/// line feeds: tabs, returns, controls, and what Unicode has of them.
fn is_ordinary(bytes: &[u8]) -> bool {
    let mut before = [0; 2];
    bytes.iter().all(|byte| {
        let is_ordinary = match (before, *byte) {
            (_, b'\n') => true,
            (_, 0..=31 | 127 | 0xef) => false,
            ([_, 0xc2], 0x80..=0x9f) | ([0xe2, 0x80], 0xa8 | 0xa9) => false,
            _ => true,
        };
        before = [before[1], *byte];
        is_ordinary
    })
}

struct Reader<'t> {
    text: &'t str,
    offset: usize,
    /// Where the next line begins.
    line: usize,
    depth: usize,
    problems: Vec<Problem>,
}

impl Reader<'_> {
    fn byte(&self, at: usize) -> Option<u8> {
        self.text.as_bytes().get(at).copied()
    }

    /// The next line that is neither blank nor a comment: its indentation, and where its content begins. The reader stays
    /// before it.
    fn next_line(&mut self) -> Option<(usize, usize)> {
        loop {
            step();
            let indent = self.spaces(self.line);
            let at = self.line + indent;
            match self.byte(at) {
                None => {
                    self.line = at;
                    return None;
                }
                Some(b'\n') => self.line = at + 1,
                Some(b'#') => self.line = self.after_line(at),
                Some(_) => {
                    let rest = self.text.get(at..)?;
                    let is_marker = indent == 0 && (rest.starts_with("---") || rest.starts_with("..."));
                    return (!is_marker).then_some((indent, at));
                }
            }
        }
    }

    fn spaces(&self, at: usize) -> usize {
        let rest = self.text.as_bytes().get(at..).unwrap_or_default();
        rest.iter().take_while(|byte| **byte == b' ').count()
    }

    fn end_of_line(&self, at: usize) -> usize {
        let rest = self.text.get(at..).unwrap_or("");
        rest.bytes().position(|byte| byte == b'\n').map_or(self.text.len(), |length| at + length)
    }

    fn after_line(&self, at: usize) -> usize {
        (self.end_of_line(at) + 1).min(self.text.len())
    }

    /// Whether an item of a list begins here.
    fn is_item(&self, at: usize) -> bool {
        self.byte(at) == Some(b'-') && matches!(self.byte(at + 1), Some(b' ' | b'\n') | None)
    }

    /// A list or a mapping whose first item or key is here.
    fn block(&mut self, indent: usize, at: usize) -> Option<Node> {
        self.depth += 1;
        let node = match self.depth < DEPTH {
            true if self.is_item(at) => self.list(indent, at),
            true => self.mapping(indent, at),
            false => None,
        };
        self.depth -= 1;
        node
    }

    fn mapping(&mut self, indent: usize, start: usize) -> Option<Node> {
        let mut entries: Vec<Entry> = Vec::new();
        let mut at = start;
        let end = loop {
            step();
            let length = self.key_length(at)?;
            let key = self.scalar(at, at + length, Style::Plain)?;
            let value = self.value(indent, at + length + 1)?;
            let end = value.span.end;
            entries.push(Entry { key, value, merged: false });
            match self.next_line() {
                Some((next, place)) if next == indent && !self.is_item(place) => at = place,
                Some((next, _)) if next < indent => break end,
                None if self.line >= self.text.len() => break end,
                _ => return None,
            }
        };
        keys::repeated(&entries, &mut self.problems);
        Some(Node { span: self.span(start, end as usize - self.offset), value: Value::Mapping(entries) })
    }

    /// The length of a plain key that its colon follows.
    fn key_length(&self, at: usize) -> Option<usize> {
        let rest = self.text.as_bytes().get(at..)?;
        let is_part =
            |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.' | b'/' | b' ');
        let length = rest.iter().take_while(|byte| is_part(byte)).count();
        let begins = rest.first().is_some_and(|first| first.is_ascii_alphabetic() || *first == b'_');
        let ends =
            rest.get(length) == Some(&b':') && matches!(rest.get(length + 1), Some(b' ' | b'\n') | None);
        let is_key = begins && ends && length < LONGEST && rest.get(length - 1) != Some(&b' ');
        is_key.then_some(length)
    }

    /// The value of a key in a mapping of this indentation, from the byte after the colon on; the reader goes on to the
    /// next line.
    fn value(&mut self, indent: usize, colon: usize) -> Option<Node> {
        let at = colon + self.spaces(colon);
        match self.byte(at) {
            None | Some(b'\n') => {}
            Some(_) => return self.in_line(indent, at),
        }
        self.line = self.after_line(at);
        match self.next_line() {
            Some((next, place)) if next > indent || next == indent && self.is_item(place) => {
                self.block(next, place)
            }
            Some(_) => self.scalar(colon, colon, Style::Plain),
            None if self.line >= self.text.len() => self.scalar(colon, colon, Style::Plain),
            None => None,
        }
    }

    fn list(&mut self, indent: usize, start: usize) -> Option<Node> {
        let mut items: Vec<Node> = Vec::new();
        let mut at = start;
        let end = loop {
            step();
            let content = at + 1 + self.spaces(at + 1);
            let item = match self.byte(content) {
                None | Some(b'\n') => return None,
                Some(_) if self.is_item(content) || self.key_length(content).is_some() => {
                    self.block(indent + content - at, content)?
                }
                Some(_) => self.in_line(indent, content)?,
            };
            let end = item.span.end;
            items.push(item);
            match self.next_line() {
                Some((next, place)) if next == indent && self.is_item(place) => at = place,
                // Where the value of a key is a list that is not indented, the next key follows.
                Some((next, _)) if next <= indent => break end,
                None if self.line >= self.text.len() => break end,
                _ => return None,
            }
        };
        Some(Node { span: self.span(start, end as usize - self.offset), value: Value::Sequence(items) })
    }

    /// What is on the rest of a line, in a collection of this indentation: a scalar, or a list or mapping in brackets.
    fn in_line(&mut self, indent: usize, at: usize) -> Option<Node> {
        let (node, end) = match self.byte(at)? {
            b'\'' | b'"' => self.quoted(at)?,
            b'[' | b'{' => self.bracketed(at)?,
            _ => self.plain(at)?,
        };
        let rest = end + self.spaces(end);
        match self.byte(rest) {
            None | Some(b'\n') => {}
            Some(b'#') if rest > end => {}
            Some(_) => return None,
        }
        self.line = self.after_line(rest);
        match self.next_line() {
            // The text goes on there.
            Some((next, _)) if next > indent => None,
            Some(_) => Some(node),
            None => (self.line >= self.text.len()).then_some(node),
        }
    }

    /// A plain scalar outside of brackets, up to the end of its line or a comment, and where it ends.
    fn plain(&self, at: usize) -> Option<(Node, usize)> {
        let line = self.text.get(at..self.end_of_line(at))?;
        if !begins_plain(line) {
            return None;
        }
        let mut before = 0;
        let mut end = line.len();
        for (nth, byte) in line.bytes().enumerate() {
            // A colon before a blank ends a key.
            if before == b':' && byte == b' ' {
                return None;
            }
            if before == b' ' && byte == b'#' {
                end = nth;
                break;
            }
            before = byte;
        }
        let shown = line.get(..end)?.trim_end_matches(' ');
        let end = at + shown.len();
        (!shown.ends_with(':')).then(|| Some((self.scalar(at, end, Style::Plain)?, end)))?
    }

    /// A scalar in quotes on one line, and where it ends.
    fn quoted(&self, at: usize) -> Option<(Node, usize)> {
        let line = self.text.get(at..self.end_of_line(at))?;
        let quote = line.chars().next()?;
        let inside = line.get(1..)?;
        let (text, length, style) = if quote == '"' {
            let end = inside.find(['"', '\\'])?;
            let text = inside.get(..end)?;
            (inside.get(end..)?.starts_with('"')).then_some((text.to_owned(), end, Style::DoubleQuoted))?
        } else {
            let mut end = 0;
            loop {
                step();
                end += inside.get(end..)?.find('\'')?;
                if !inside.get(end + 1..)?.starts_with('\'') {
                    break;
                }
                end += 2;
            }
            (inside.get(..end)?.replace("''", "'"), end, Style::SingleQuoted)
        };
        if length > LONGEST {
            return None;
        }
        let end = at + length + 2;
        Some((self.node(at, end, &text, style), end))
    }

    /// A list or a mapping in brackets on one line, and where it ends.
    fn bracketed(&mut self, start: usize) -> Option<(Node, usize)> {
        self.depth += 1;
        if self.depth >= DEPTH || self.end_of_line(start) - start > LONGEST {
            return None;
        }
        let is_list = self.byte(start)? == b'[';
        let close = if is_list { b']' } else { b'}' };
        let (mut items, mut entries) = (Vec::new(), Vec::new());
        let mut at = start + 1 + self.spaces(start + 1);
        if self.byte(at)? != close {
            loop {
                step();
                if is_list {
                    let (item, end) = self.within(at)?;
                    items.push(item);
                    at = end;
                } else {
                    let length = self.key_length(at)?;
                    let key = self.scalar(at, at + length, Style::Plain)?;
                    let colon = at + length + 1;
                    let (value, end) = self.within(colon + self.spaces(colon))?;
                    entries.push(Entry { key, value, merged: false });
                    at = end;
                }
                at += self.spaces(at);
                match self.byte(at)? {
                    b',' => at += 1 + self.spaces(at + 1),
                    byte if byte == close => break,
                    _ => return None,
                }
            }
        }
        self.depth -= 1;
        keys::repeated(&entries, &mut self.problems);
        let value = if is_list { Value::Sequence(items) } else { Value::Mapping(entries) };
        Some((Node { span: self.span(start, at + 1), value }, at + 1))
    }

    /// An item or a value within brackets, and where it ends.
    fn within(&mut self, at: usize) -> Option<(Node, usize)> {
        match self.byte(at)? {
            b'\'' | b'"' => self.quoted(at),
            b'[' | b'{' => self.bracketed(at),
            _ => {
                let rest = self.text.get(at..)?;
                let is_part = |sign: char| {
                    sign.is_ascii_alphanumeric()
                        || !sign.is_ascii()
                        || matches!(sign, ' ' | '_' | '-' | '.' | '/' | '(' | ')' | '+')
                };
                let length = rest.find(|sign| !is_part(sign))?;
                let shown = rest.get(..length)?.trim_end_matches(' ');
                let begins =
                    shown.starts_with(|first: char| first.is_ascii_alphanumeric() || !first.is_ascii());
                let end = at + shown.len();
                begins.then(|| Some((self.scalar(at, end, Style::Plain)?, end)))?
            }
        }
    }

    /// A scalar as it is written.
    fn scalar(&self, start: usize, end: usize, style: Style) -> Option<Node> {
        Some(self.node(start, end, self.text.get(start..end)?, style))
    }

    /// A scalar that says a text, which is not always as it is written.
    fn node(&self, start: usize, end: usize, text: &str, style: Style) -> Node {
        let kind = scalar::kind(text, style, None);
        Node { span: self.span(start, end), value: Value::Scalar(Scalar { text: text.into(), style, kind }) }
    }

    fn span(&self, start: usize, end: usize) -> Span {
        Span::new(start + self.offset, end + self.offset)
    }
}

/// Whether the rest of a line begins a plain scalar, and nothing that a sign of YAML begins.
fn begins_plain(line: &str) -> bool {
    let mut bytes = line.bytes();
    match bytes.next() {
        Some(b'-') => bytes.next().is_some_and(|next| next.is_ascii_alphanumeric()),
        Some(first) => {
            first.is_ascii_alphanumeric()
                || !first.is_ascii()
                || matches!(first, b'_' | b'/' | b'.' | b'(' | b'+' | b'$' | b'<')
        }
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::compose::compose_fully;
    use super::*;

    fn assert_alike(text: &str) -> bool {
        let quick = read(text, 7);
        if let Some(quick) = &quick {
            let full = compose_fully(text, 7);
            assert_eq!(quick.root, full.root, "{text:?}");
            assert_eq!(quick.problems, full.problems, "{text:?}");
            assert!(full.lost.is_empty());
        }
        quick.is_some()
    }

    #[test]
    fn ordinary_front_matter_is_read() {
        for text in [
            "title: Neck Pain\nstatus: published # soon\n\n# A comment\nreviewed: 2026-07-13\nempty:\n",
            "a:\n- b: 1\n  c: 'it''s'\n- b: 2\nd: \"x: y\"",
            "- id: lee2020\n  author:\n  - family: Lee\n    given: Ann\n  issued:\n    date-parts:\n    - - 2023\n      - 8\n  DOI: 10.5555/med.1\n",
            "causes: [strain, 'a, b', \"c\"]\naccessed: {date-parts: [[2026, 7, 13]]}\nnone: []\nno: {}\n",
            "a: 1\na: 2\nb: {c: 1, c: 2}\n",
            "url: https://example.org/a#b\ntime: 12:30\nname: Ümit – 5 % (of all)\n",
            "  a: 1\n  b:\n    - x\n    - y\n",
            "a:\n  b:\n    c: d\n  e: f\ng: -5\nh: .5\ni: ~x",
            "a:   \nb: c   \n",
        ] {
            let is_read = assert_alike(text);
            assert_eq!(is_read, !text.contains('~'), "{text:?}");
        }
    }

    #[test]
    fn what_is_in_doubt_is_left_to_the_parser() {
        for text in [
            "",
            "text",
            "---\na: b\n",
            "a: b\n...\n",
            "a: b: c\n",
            "a: b\n  c\n",
            "a: |\n  b\n",
            "a: &x b\n",
            "a: *x\n",
            "a: !!str b\n",
            "\"a\": b\n",
            "a: \"b\n  c\"\n",
            "a: \"b\\n\"\n",
            "a:\tb\n",
            "a: b\r\n",
            "<<: b\n",
            "a: [b,\n c]\n",
            "a: [b, ]\n",
            "a: [b: c]\n",
            "a: 'b' c\n",
            "a: [b] c\n",
            "a:\n  b: c\n d: e\n",
            "- a\nb: c\n",
            "? a\n",
            "a: b:\n",
            "-\n  a: b\n",
            "a: {b}\n",
            "a: \u{feff}b\n",
            "a: b\u{85}c\n",
        ] {
            assert!(read(text, 0).is_none(), "{text:?}");
        }
    }

    /// A tree in the shapes of front matter.
    fn shapes() -> impl Strategy<Value = String> {
        let scalar = prop_oneof![
            4 => "[a-zA-Z0-9(/.$+<_-][a-z0-9 :#,.é'\"\\[\\]{}&*!|>%@~-]{0,8}",
            2 => "[a-z0-9 ]{0,6}",
            1 => "'[a-z: '#,]{0,6}'",
            1 => "\"[a-z: #,\\\\]{0,6}\"",
            2 => "\\[[a-z0-9, :'\"\\[\\]-]{0,8}\\]",
            1 => "\\{[a-c]: [a-z0-9, :\\[\\]]{0,8}\\}",
            1 => Just(String::new()),
            1 => prop::sample::select(vec!["true", "null", "~", "-5", "0x1F", "1e3", "|", ">-", "- a", "a # b", "[[1, 2], 3]"])
                .prop_map(str::to_owned),
        ];
        let line = (
            0_usize..4,
            prop::sample::select(vec!["", "", "- ", "- - ", "-", "-  "]),
            prop::sample::select(vec!["a: ", "b: ", "c:", "a b: ", "", "", "# ", "é: ", "a:  "]),
            scalar,
        )
            .prop_map(|(depth, dash, key, scalar)| format!("{}{dash}{key}{scalar}", "  ".repeat(depth)));
        prop::collection::vec(line, 1..7).prop_map(|lines| lines.join("\n"))
    }

    /// A tree that is well formed.
    fn trees() -> impl Strategy<Value = String> {
        let scalar = prop_oneof![
            3 => "[a-zA-Z0-9][a-z0-9 :/.é#-]{0,8}[a-z0-9]",
            1 => "'[a-z: #,]{0,6}'",
            1 => "\"[a-z: #,]{0,6}\"",
            1 => prop::sample::select(vec!["", "[]", "[a, b]", "['a', 2]", "{a: b}", "{a: [1, [2]], b: \"c\"}", "true", "2026-01-02", "x # y"])
                .prop_map(str::to_owned),
        ];
        let leaf = scalar.prop_map(|scalar| vec![format!(" {scalar}")]);
        leaf.prop_recursive(4, 24, 4, |inner| {
            let indented = |lines: Vec<String>, by: &str| -> Vec<String> {
                lines.into_iter().map(|line| format!("{by}{line}")).collect()
            };
            let mapping = prop::collection::vec(("[a-c]", inner.clone(), any::<bool>()), 1..4).prop_map(
                move |entries| {
                    let mut lines = vec![String::new()];
                    for (key, value, flat) in entries {
                        let first = value.first().cloned().unwrap_or_default();
                        lines.push(format!("{key}:{first}"));
                        let is_list = value.get(1).is_some_and(|line| line.starts_with('-'));
                        lines.extend(indented(
                            value.into_iter().skip(1).collect(),
                            if flat && is_list { "" } else { "  " },
                        ));
                    }
                    lines
                },
            );
            let list = prop::collection::vec(inner, 1..4).prop_map(move |items| {
                let mut lines = vec![String::new()];
                for item in items {
                    let mut rest = item.iter().skip(1);
                    let first = match item.first() {
                        Some(scalar) if !scalar.trim().is_empty() => scalar.trim().to_owned(),
                        _ => rest.next().cloned().unwrap_or_else(|| "x".to_owned()),
                    };
                    lines.push(format!("- {first}"));
                    lines.extend(indented(rest.cloned().collect(), "  "));
                }
                lines
            });
            prop_oneof![2 => mapping, 1 => list]
        })
        .prop_map(|lines| lines.into_iter().skip(1).collect::<Vec<_>>().join("\n"))
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]

        #[test]
        fn lines_are_read_as_the_parser_reads_them(text in shapes()) {
            assert_alike(&text);
        }

        #[test]
        fn trees_are_read_as_the_parser_reads_them(text in trees()) {
            assert_alike(&text);
        }

        #[test]
        fn changed_trees_are_read_as_the_parser_reads_them(
            text in trees(),
            changes in prop::collection::vec((any::<prop::sample::Index>(), "[ \n:#,'\"\\[\\]{}a-]{0,2}", 0_usize..3), 1..3),
        ) {
            let mut text = text;
            for (at, new, length) in changes {
                let places: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
                let from = at.index(places.len());
                let to = (from + length).min(places.len() - 1);
                text.replace_range(places[from]..places[to], &new);
            }
            assert_alike(&text);
        }
    }
}
