//! TOML as the tree that [`crate::read::yaml`] makes, with a span for every key and value: what Hugo and Zola take for front
//! matter between two lines of `+++`.
//!
//! Tables are mappings in the order of the text, dates are texts as they are written. A table spans from its header to
//! the end of its last child.

use toml::Spanned;
use toml::de::{DeTable, DeValue, Error};

use crate::base::lines::line_start;
use crate::base::node::{Entry, Node, Parsed, Scalar, ScalarKind, Style, Value};
use crate::base::problem::{Problem, ProblemKind};
use crate::base::span::Span;

/// Reads TOML that was cut from a larger text at the byte `offset`. All spans are offsets in the larger text. A text
/// that is not TOML has one problem, and no tree: what follows the mistake may belong to anything.
#[must_use]
pub fn parse_at(text: &str, offset: usize) -> Parsed {
    match DeTable::parse(text) {
        Ok(root) => {
            let reader = Reader { text, offset };
            Parsed { root: Some(reader.table(root.get_ref(), Span::at(offset))), ..Parsed::default() }
        }
        Err(error) => Parsed { problems: vec![problem(text, &error).shifted(offset)], ..Parsed::default() },
    }
}

/// A text as the value that takes the place of `old`, a string as it is written now. `None` in place of anything else
/// and of a string over several lines.
#[must_use]
pub fn string_like(old: &str, text: &str) -> Option<String> {
    if old.contains(['\n', '\r']) || old.starts_with("'''") || old.starts_with("\"\"\"") {
        return None;
    }
    match old.chars().next()? {
        '\'' if !text.contains(['\'']) && !text.contains(char::is_control) => Some(format!("'{text}'")),
        // A JSON string without U+007F is a basic string of TOML.
        '\'' | '"' => serde_json::to_string(text).ok().map(|text| text.replace('\u{7f}', "\\u007F")),
        _ => None,
    }
}

fn problem(text: &str, error: &Error) -> Problem {
    let at = error.span().unwrap_or_default();
    let mut start = at.start.min(text.len());
    // An error at the end of a line, or of the text, is about what is written before it.
    let mut end = at.end.clamp(start, text.len());
    if text.get(start..end).is_none_or(|shown| shown.trim().is_empty()) {
        let before = text.get(..start).unwrap_or("").trim_end();
        start = line_start(before, before.len());
        end = before.len();
    }
    let message = error.message().lines().collect::<Vec<_>>().join(", ");
    Problem::new(
        ProblemKind::Unreadable,
        Span::new(start, end),
        format!("this front matter cannot be read as TOML: {message}"),
    )
    .help("Write each field as `key = \"value\"` on a line of its own: texts in quotes, dates, numbers, `true` and `false` without.")
}

struct Reader<'t> {
    text: &'t str,
    offset: usize,
}

impl Reader<'_> {
    fn span<T>(&self, spanned: &Spanned<T>) -> Span {
        Span::from(spanned.span()).shifted(self.offset)
    }

    fn table(&self, table: &DeTable<'_>, header: Span) -> Node {
        let mut entries: Vec<Entry> = table
            .iter()
            .map(|(key, value)| Entry {
                key: self.scalar(self.span(key), key.get_ref(), ScalarKind::String),
                value: self.value(value),
                merged: false,
            })
            .collect();
        entries.sort_by_key(|entry| entry.key.span);
        let children = entries.iter().map(|entry| entry.key.span.to(entry.value.span));
        let span = children
            .reduce(Span::to)
            .map_or(header, |all| if header.is_empty() { all } else { header.to(all) });
        Node { span, value: Value::Mapping(entries) }
    }

    fn value(&self, value: &Spanned<DeValue<'_>>) -> Node {
        let span = self.span(value);
        match value.get_ref() {
            DeValue::String(text) => self.scalar(span, text, ScalarKind::String),
            DeValue::Integer(number) => {
                let parsed = i64::from_str_radix(number.as_str(), number.radix());
                self.bare(span, parsed.map_or(ScalarKind::String, ScalarKind::Int))
            }
            DeValue::Float(number) => {
                let parsed = number.as_str().parse();
                self.bare(span, parsed.map_or(ScalarKind::String, ScalarKind::Float))
            }
            DeValue::Boolean(truth) => self.bare(span, ScalarKind::Bool(*truth)),
            DeValue::Datetime(_) => self.bare(span, ScalarKind::String),
            DeValue::Array(items) => {
                let items: Vec<Node> = items.iter().map(|item| self.value(item)).collect();
                // Tables under `[[name]]` have no brackets of their own.
                let span = items.iter().map(|item| item.span).fold(span, Span::to);
                Node { span, value: Value::Sequence(items) }
            }
            DeValue::Table(table) => self.table(table, span),
        }
    }

    /// A scalar whose text is what is written.
    fn bare(&self, span: Span, kind: ScalarKind) -> Node {
        let written = Span::new(span.start as usize - self.offset, span.end as usize - self.offset);
        self.scalar(span, written.slice(self.text), kind)
    }

    fn scalar(&self, span: Span, text: &str, kind: ScalarKind) -> Node {
        let written = self.text.get(span.start as usize - self.offset..).unwrap_or("");
        let style = match written.chars().next() {
            _ if written.starts_with("'''") || written.starts_with("\"\"\"") => Style::Literal,
            Some('\'') => Style::SingleQuoted,
            Some('"') => Style::DoubleQuoted,
            _ => Style::Plain,
        };
        Node { span, value: Value::Scalar(Scalar { text: text.into(), style, kind }) }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const TEXT: &str = "title = \"Neck pain\"\ndate = 2026-07-24T09:00:00-05:00\nweight = 1_0\nratio = 1.5\ndraft = false\nauthors = ['a', \"b\"]\nseo.title = 'x'\n\n[params]\nlast-reviewed = 2026-01-02\n\n[[see]]\nname = \"\"\"one\ntwo\"\"\"\n[[see]]\nname = 'three'\n";

    #[test]
    fn every_value_has_its_type_and_its_place() {
        let prefix = "+++\n";
        let text = format!("{prefix}{TEXT}");
        let parsed = parse_at(TEXT, prefix.len());
        assert_eq!(parsed.problems, []);
        let root = parsed.root.expect("it is TOML");
        let shown: Vec<(&str, &str)> = root
            .entries()
            .iter()
            .map(|entry| (entry.key.span.slice(&text), entry.value.span.slice(&text)))
            .collect();
        assert_eq!(
            shown[..6],
            [
                ("title", "\"Neck pain\""),
                ("date", "2026-07-24T09:00:00-05:00"),
                ("weight", "1_0"),
                ("ratio", "1.5"),
                ("draft", "false"),
                ("authors", "['a', \"b\"]"),
            ]
        );
        assert_eq!(root.get("title").and_then(Node::text), Some("Neck pain"));
        assert_eq!(root.get("date").and_then(Node::text), Some("2026-07-24T09:00:00-05:00"));
        let kind = |key: &str| root.get(key).and_then(Node::scalar).map(|scalar| scalar.kind);
        assert_eq!(kind("date"), Some(ScalarKind::String));
        assert_eq!(kind("weight"), Some(ScalarKind::Int(10)));
        assert_eq!(kind("ratio"), Some(ScalarKind::Float(1.5)));
        assert_eq!(kind("draft"), Some(ScalarKind::Bool(false)));
        let reviewed =
            root.get("params").and_then(|params| params.get("last-reviewed")).expect("it is there");
        assert_eq!(reviewed.span.slice(&text), "2026-01-02");
        let see = root.get("see").expect("it is there").items();
        assert_eq!(
            see.iter().filter_map(|one| one.get("name")?.text()).collect::<Vec<_>>(),
            ["one\ntwo", "three"]
        );
        assert_eq!(root.span.slice(&text), TEXT.trim_end());
    }

    #[test]
    fn what_is_no_toml_is_one_problem_at_its_place() {
        for (text, place) in [
            ("title = Neck pain\n", "Neck pain"),
            ("title: Neck\n", "title"),
            ("title = \"Neck\n", "title = \"Neck"),
            ("a = 1\na = 2\n", "a"),
            ("a = [1,\n", "a = [1,"),
        ] {
            let parsed = parse_at(text, 0);
            assert!(parsed.root.is_none());
            let [problem] = parsed.problems.as_slice() else { panic!("one problem: {text:?}") };
            assert!(problem.message.starts_with("this front matter cannot be read as TOML: "));
            assert!(
                problem.span.slice(text).starts_with(place),
                "{text:?}: {:?} {}",
                problem.span.slice(text),
                problem.message
            );
        }
    }

    #[test]
    fn a_string_is_written_in_the_quotes_that_are_there() {
        for (old, new, written) in [
            ("\"a\"", "b \"c\"", Some("\"b \\\"c\\\"\"")),
            ("'a'", "b", Some("'b'")),
            ("'a'", "it's", Some("\"it's\"")),
            ("2026-01-02", "b", None),
            ("\"\"\"a\"\"\"", "b", None),
            ("", "b", None),
        ] {
            assert_eq!(string_like(old, new).as_deref(), written, "{old:?} {new:?}");
        }
    }

    proptest! {
        #[test]
        fn no_text_makes_it_panic(text in "(\\PC|[\\[\\]{}=\"'\\\\#.,\n\r\t+-]|\"\"\"|'''|a = |2026-01-02T)*") {
            let parsed = parse_at(&format!("+++\n{text}")[4..], 4);
            let mut open: Vec<Node> = parsed.root.into_iter().collect();
            while let Some(node) = open.pop() {
                prop_assert!(node.span.end as usize <= text.len() + 4);
                open.extend(node.items().to_vec());
                open.extend(node.entries().iter().map(|entry| entry.value.clone()));
            }
            for problem in parsed.problems {
                prop_assert!(text.get(problem.span.start as usize - 4..problem.span.end as usize - 4).is_some());
            }
        }
    }
}
