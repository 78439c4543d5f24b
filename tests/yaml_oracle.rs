//! The YAML reader against `saphyr-parser`, which reads the same language with other code.
//!
//! Two kinds of text: trees written out in many styles, whose spans and texts are known, and garbage, of which
//! both must say the same: refused, or this structure.

use std::collections::HashMap;
use std::ops::Range;

use medproof::base::node::{Node, ScalarKind, Style, Value};
use medproof::base::problem::ProblemKind;
use medproof::read::syntax::Syntax;
use proptest::prelude::*;
use saphyr_parser::{Event, Parser, ScalarStyle};

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn a_written_tree_is_read_as_it_was_written(tree in tree(), layout in layout()) {
        let written = Writer::write(&tree, layout);
        let text = &written.text;
        let parsed = Syntax::Yaml.parse(text);
        prop_assert_eq!(&parsed.problems, &[], "{}", text);
        let mut found = Vec::new();
        if let Some(root) = &parsed.root {
            places(root, text, &mut found);
        }
        prop_assert_eq!(&found, &written.places, "{}", text);
        prop_assert_eq!(parsed.root.as_ref().map(structure).unwrap_or_default(), oracle(text).expect("well-formed"));
    }

    #[test]
    fn garbage_is_judged_alike(text in garbage()) {
        let parsed = Syntax::Yaml.parse(&text);
        let refused = parsed.problems.iter().find(|problem| problem.kind == ProblemKind::Unreadable);
        match (refused, oracle(&text)) {
            (None, Ok(events)) => {
                prop_assert_eq!(parsed.root.as_ref().map(structure).unwrap_or_default(), events, "{:?}", text);
            }
            (Some(_), Err(_)) => {}
            (None, Err(error)) => prop_assert!(stricter(&error), "only the oracle refuses {:?}: {}", text, error),
            (Some(problem), Ok(_)) => {
                prop_assert!(laxer(&problem.message, &text), "only we refuse {:?}: {}", text, problem.message);
            }
        }
    }
}

/// What the oracle refuses and we read, as PyYAML and ruamel.yaml do.
fn stricter(error: &str) -> bool {
    // Lines inside brackets, and the quote that closes a text, need not be indented.
    error.starts_with("invalid indentation at")
        || error.starts_with("invalid indentation in flow construct")
        || error.starts_with("invalid indentation in quoted scalar")
        // A dash before a comma or bracket is refused where it begins a text; the oracle refuses it in one, too.
        || error.starts_with("plain scalar cannot start with '-'")
}

/// What the oracle reads although YAML 1.2.2 forbids it.
fn laxer(message: &str, text: &str) -> bool {
    // In a list, the lines of a quoted text need not be indented.
    message == "this line of a text in quotes is not indented" && text.contains("- ")
        || message.ends_with("is never closed") && text.contains("- ")
        // A tag need not be followed by white space.
        || message == "a value cannot begin with `!`" && (text.contains("![") || text.contains("!{") || text.contains("!,"))
}

/// Pieces of garbage. Tabs, `%`, `?`, `|` and `>` are left out: there the oracle departs from the standard in
/// too many ways (it refuses `a:⇥b` and `[? ]`, and takes `---` below `|` for text).
const PIECES: &[&str] = &[
    "a",
    "b",
    "é",
    "🩺",
    "~",
    "12",
    "two words",
    "key: ",
    "key:\n",
    "a: b\n",
    "- c\n",
    "- ",
    "-",
    "\n",
    "\n  ",
    "\n    ",
    "\r\n",
    " ",
    "  ",
    ":",
    ": ",
    ",",
    "[",
    "]",
    "{",
    "}",
    "[a, b]",
    "{a: b}",
    "\"",
    "'",
    "\"q\"",
    "'q'",
    "#",
    " # c",
    "&a ",
    "*a",
    "!",
    "!!str ",
    "@",
    "---\n",
    "...\n",
    "\\",
    "\\n",
];

fn garbage() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(PIECES), 0..16).prop_map(|pieces| pieces.concat())
}

/// Our tree as a list of events. An absent value and an explicit null without a word are the same to both.
fn structure(node: &Node) -> Vec<String> {
    let mut events = Vec::new();
    flatten(node, &mut events);
    events
}

fn flatten(node: &Node, events: &mut Vec<String>) {
    match &node.value {
        Value::Scalar(scalar) => events.push(format!("{:?} {}", scalar.style, scalar.text)),
        Value::Sequence(items) => {
            events.push("[".to_owned());
            items.iter().for_each(|item| flatten(item, events));
            events.push("]".to_owned());
        }
        Value::Mapping(entries) => {
            events.push("{".to_owned());
            for entry in entries {
                flatten(&entry.key, events);
                flatten(&entry.value, events);
            }
            events.push("}".to_owned());
        }
    }
}

/// The oracle's events of the first document, aliases expanded; an error where it refuses the text, where an
/// alias stands in its own value, and where a later document holds anything.
fn oracle(text: &str) -> Result<Vec<String>, String> {
    let mut events: Vec<String> = Vec::new();
    let mut anchors: HashMap<usize, Range<usize>> = HashMap::new();
    let mut open: Vec<(usize, usize)> = Vec::new();
    let mut first = None;
    let mut documents = 0;
    for item in Parser::new_from_str(text) {
        let (event, span) = item.map_err(|error| error.info().to_owned() + " at")?;
        match event {
            Event::DocumentStart(_) => {
                documents += 1;
                // The oracle lets an alias reach back into the document before.
                anchors.clear();
                if documents == 2 {
                    first = Some(std::mem::take(&mut events));
                }
            }
            Event::Scalar(value, style, anchor, tag) => {
                let absent = style == ScalarStyle::Plain && (span.is_empty() || value.is_empty());
                if absent && anchor == 0 && tag.is_none() && open.is_empty() {
                    continue;
                }
                let value = if absent { "" } else { &*value };
                let style = match style {
                    ScalarStyle::Plain => Style::Plain,
                    ScalarStyle::SingleQuoted => Style::SingleQuoted,
                    ScalarStyle::DoubleQuoted => Style::DoubleQuoted,
                    ScalarStyle::Literal => Style::Literal,
                    ScalarStyle::Folded => Style::Folded,
                };
                anchors.insert(anchor, events.len()..events.len() + 1);
                events.push(format!("{style:?} {value}"));
            }
            Event::SequenceStart(anchor, _) => {
                open.push((anchor, events.len()));
                events.push("[".to_owned());
            }
            Event::MappingStart(anchor, _) => {
                open.push((anchor, events.len()));
                events.push("{".to_owned());
            }
            Event::SequenceEnd | Event::MappingEnd => {
                events.push(if event == Event::SequenceEnd { "]" } else { "}" }.to_owned());
                let (anchor, start) = open.pop().expect("a collection is open");
                anchors.insert(anchor, start..events.len());
            }
            Event::Alias(anchor) => {
                let copied = anchors.get(&anchor).ok_or("an alias of nothing before it")?;
                events.extend_from_within(copied.clone());
            }
            _ => {}
        }
    }
    match first {
        None => Ok(events),
        Some(first) if events.is_empty() => Ok(first),
        Some(_) => Err("a second document".to_owned()),
    }
}

/// The span of a node, and of a scalar its text and style.
type Place = (Range<usize>, Option<(String, Style)>);

/// The places of all nodes, parents first; what stands below an alias was written elsewhere.
fn places(node: &Node, text: &str, out: &mut Vec<Place>) {
    if node.span.slice(text).starts_with('*') {
        out.push((node.span.range(), None));
        return;
    }
    out.push((node.span.range(), node.scalar().map(|scalar| (scalar.text.to_string(), scalar.style))));
    for item in node.items() {
        places(item, text, out);
    }
    for entry in node.entries() {
        places(&entry.key, text, out);
        places(&entry.value, text, out);
    }
}

/// A tree, and how its nodes are to be written. A style that cannot hold the text gives way to another.
#[derive(Clone, Debug)]
enum Tree {
    Text(Text),
    Absent,
    /// An alias of the last anchor.
    Alias,
    List(Vec<Tree>, Look),
    Mapping(Vec<(Text, Tree)>, Look),
}

#[derive(Clone, Debug)]
struct Text {
    text: String,
    style: Style,
    anchored: bool,
}

/// How a collection is written.
#[derive(Clone, Copy, Debug)]
struct Look {
    flow: bool,
    /// In brackets: each item on a line of its own. In a block: comments before the items.
    spread: bool,
    /// A list below a key is not indented; a collection below a dash begins on the dash's line; a mapping of one
    /// entry inside `[ ]` has no braces.
    tight: bool,
    /// Keys behind `?`.
    explicit: bool,
    anchored: bool,
    tagged: bool,
}

/// How a text is written.
#[derive(Clone, Copy, Debug)]
struct Layout {
    windows: bool,
    mark: bool,
    start: bool,
    width: usize,
}

fn layout() -> impl Strategy<Value = Layout> {
    (any::<bool>(), any::<bool>(), any::<bool>(), 1usize..5)
        .prop_map(|(windows, mark, start, width)| Layout { windows, mark, start, width })
}

fn look() -> impl Strategy<Value = Look> {
    (any::<bool>(), any::<bool>(), any::<bool>(), any::<bool>(), any::<bool>(), any::<bool>()).prop_map(
        |(flow, spread, tight, explicit, anchored, tagged)| Look {
            flow: flow && spread | tight,
            spread,
            tight,
            explicit: explicit && anchored,
            anchored: anchored && tagged,
            tagged: tagged && !anchored && tight,
        },
    )
}

fn text() -> impl Strategy<Value = Text> {
    let pieces = prop::sample::select(vec![
        "a", "é", "🩺", "e\u{301}", " ", "  ", "\n", "-", "- ", ":", ": ", "#", " #", ",", "[", "]", "{",
        "}", "'", "\"", "\\", "|", ">", "&", "*", "!", "%", "@", "`", "?", "~", "1", "true", "\u{2028}",
        "\t", "\u{a0}", "---", "word",
    ]);
    let style = prop::sample::select(vec![
        Style::Plain,
        Style::Plain,
        Style::SingleQuoted,
        Style::DoubleQuoted,
        Style::Literal,
        Style::Folded,
    ]);
    (prop::collection::vec(pieces, 0..6), style, any::<bool>(), any::<bool>()).prop_map(
        |(pieces, style, anchored, rarely)| Text {
            text: pieces.concat(),
            style,
            anchored: anchored && rarely,
        },
    )
}

fn tree() -> impl Strategy<Value = Tree> {
    let leaf = prop_oneof![8 => text().prop_map(Tree::Text), 1 => Just(Tree::Absent), 1 => Just(Tree::Alias)];
    leaf.prop_recursive(5, 40, 5, |inner| {
        prop_oneof![
            (prop::collection::vec(inner.clone(), 0..5), look())
                .prop_map(|(items, look)| Tree::List(items, look)),
            (prop::collection::vec((text(), inner), 0..5), look())
                .prop_map(|(entries, look)| Tree::Mapping(entries, look)),
        ]
    })
}

/// Where a node is written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Spot {
    Root,
    /// Behind the colon of a key whose block is indented this far.
    Value(usize),
    /// Behind the dash of a list indented this far, or behind `?`.
    Item(usize),
    /// Inside brackets; wrapped lines are indented this far.
    Flow(usize),
}

struct Writer {
    text: String,
    places: Vec<Place>,
    layout: Layout,
    /// How many anchors are written.
    anchors: usize,
    /// The last anchor whose node is written, so that an alias may repeat it.
    repeatable: Option<usize>,
}

impl Writer {
    fn write(tree: &Tree, layout: Layout) -> Writer {
        let mut writer =
            Writer { text: String::new(), places: Vec::new(), layout, anchors: 0, repeatable: None };
        if layout.mark {
            writer.text.push('\u{feff}');
        }
        if layout.start {
            writer.text.push_str("---");
            writer.break_line();
        }
        if !matches!(tree, Tree::Absent) {
            writer.node(tree, Spot::Root);
        }
        writer.break_line();
        writer
    }

    fn node(&mut self, tree: &Tree, spot: Spot) {
        match tree {
            Tree::Text(text) => {
                self.space(spot);
                let anchor = text.anchored.then(|| self.anchor());
                self.scalar(text, spot, false);
                self.repeatable = anchor.or(self.repeatable);
            }
            Tree::Alias if self.repeatable.is_some() => {
                self.space(spot);
                let start = self.text.len();
                let name = self.repeatable.unwrap_or_default();
                self.text.push_str(&format!("*n{name}"));
                self.places.push((start..self.text.len(), None));
                // A comma or colon would be part of the name.
                if matches!(spot, Spot::Flow(_)) {
                    self.text.push(' ');
                }
            }
            Tree::Absent if matches!(spot, Spot::Value(_) | Spot::Item(_)) => self.absent(),
            Tree::Alias | Tree::Absent => {
                let text = Text { text: String::new(), style: Style::SingleQuoted, anchored: false };
                self.node(&Tree::Text(text), spot);
            }
            Tree::List(items, look) => {
                let flow = look.flow || items.is_empty() || matches!(spot, Spot::Flow(_));
                self.collection(*look, flow, true, spot, |writer, indent| match indent {
                    None => writer.flow_list(items, *look, spot),
                    Some(indent) => writer.block_list(items, *look, indent),
                });
            }
            Tree::Mapping(entries, look) => {
                let flow = look.flow || entries.is_empty() || matches!(spot, Spot::Flow(_));
                self.collection(*look, flow, false, spot, |writer, indent| match indent {
                    None => writer.flow_mapping(entries, *look, spot),
                    Some(indent) => writer.block_mapping(entries, *look, indent),
                });
            }
        }
    }

    /// Writes the properties of a collection and what leads to its first child, then lets `inside` write it:
    /// with the indentation of a block, or none for one in brackets.
    fn collection(
        &mut self,
        look: Look,
        flow: bool,
        list: bool,
        spot: Spot,
        inside: impl FnOnce(&mut Writer, Option<usize>),
    ) {
        let properties = look.anchored || look.tagged;
        if flow || properties || (look.tight && matches!(spot, Spot::Item(_))) {
            self.space(spot);
        }
        let anchor = look.anchored.then(|| self.anchor());
        if look.tagged {
            self.text.push_str(if list { "!!seq " } else { "!!map " });
        }
        let indent = match spot {
            _ if flow => None,
            Spot::Value(indent) if list && look.tight => Some(indent),
            Spot::Value(indent) | Spot::Item(indent) => Some(indent + self.layout.width),
            Spot::Root | Spot::Flow(_) => Some(0),
        };
        if let (Spot::Item(_), true, false, Some(_)) = (spot, look.tight, properties, indent) {
            // On the line of the dash: the column the dash and the space lead to.
            let line = self.text.rfind('\n').map_or(0, |end| end + 1);
            let line = self.text.get(line..).unwrap_or_default().trim_start_matches('\u{feff}');
            let indent = line.chars().count();
            inside(self, Some(indent));
        } else {
            if let Some(indent) = indent.filter(|_| spot != Spot::Root || properties) {
                self.break_line();
                self.indent(indent);
            }
            inside(self, indent);
        }
        self.repeatable = anchor.or(self.repeatable);
    }

    fn block_list(&mut self, items: &[Tree], look: Look, indent: usize) {
        let place = self.open();
        for (nth, item) in items.iter().enumerate() {
            if nth > 0 {
                self.next_line(look, indent);
            }
            self.text.push('-');
            self.node(item, Spot::Item(indent));
        }
        self.close(place);
    }

    fn block_mapping(&mut self, entries: &[(Text, Tree)], look: Look, indent: usize) {
        let place = self.open();
        for (nth, (key, value)) in entries.iter().enumerate() {
            if nth > 0 {
                self.next_line(look, indent);
            }
            let key = numbered(key, nth);
            if look.explicit {
                self.text.push('?');
                self.node(&Tree::Text(key), Spot::Item(indent));
                self.break_line();
                self.indent(indent);
            } else {
                self.scalar(&key, Spot::Value(indent), true);
            }
            self.text.push(':');
            let value_spot = if look.explicit { Spot::Item(indent) } else { Spot::Value(indent) };
            self.node(value, value_spot);
        }
        self.close(place);
    }

    fn flow_list(&mut self, items: &[Tree], look: Look, spot: Spot) {
        let place = self.open();
        self.text.push('[');
        for (nth, item) in items.iter().enumerate() {
            self.comma(nth, look, spot);
            match item {
                Tree::Mapping(entries, inner) if inner.tight && !inner.explicit => {
                    if let [(key, value)] = entries.as_slice() {
                        let place = self.open();
                        self.flow_entry(&numbered(key, 0), value, spot);
                        self.close(place);
                        continue;
                    }
                    self.node(item, inside(spot, self.layout.width));
                }
                _ => self.node(item, inside(spot, self.layout.width)),
            }
        }
        self.text.push(']');
        self.close_at_end(place);
    }

    fn flow_mapping(&mut self, entries: &[(Text, Tree)], look: Look, spot: Spot) {
        let place = self.open();
        self.text.push('{');
        for (nth, (key, value)) in entries.iter().enumerate() {
            self.comma(nth, look, spot);
            if look.explicit {
                self.text.push_str("? ");
            }
            self.flow_entry(&numbered(key, nth), value, spot);
        }
        self.text.push('}');
        self.close_at_end(place);
    }

    fn flow_entry(&mut self, key: &Text, value: &Tree, spot: Spot) {
        let spot = inside(spot, self.layout.width);
        self.scalar(key, spot, true);
        let quoted = matches!(self.places.last(), Some((_, Some((_, Style::DoubleQuoted)))));
        self.text.push(':');
        match value {
            Tree::Absent => {
                self.absent();
                self.text.push(' ');
            }
            // JSON puts no space there, and needs none behind a quoted key.
            _ if quoted && self.layout.windows => self.node(value, spot),
            _ => {
                self.text.push(' ');
                self.node(value, spot);
            }
        }
    }

    fn comma(&mut self, nth: usize, look: Look, spot: Spot) {
        if nth > 0 {
            self.text.push(',');
        }
        if look.spread {
            self.break_line();
            let Spot::Flow(indent) = inside(spot, self.layout.width) else {
                return;
            };
            self.indent(indent);
        } else if nth > 0 {
            self.text.push(' ');
        }
    }

    /// Writes a scalar in its style, or in double quotes where that style cannot hold it.
    fn scalar(&mut self, text: &Text, spot: Spot, key: bool) {
        let words = &text.text;
        let flow = matches!(spot, Spot::Flow(_));
        let style = match text.style {
            Style::Plain if plain(words, flow) => Style::Plain,
            Style::SingleQuoted if !words.contains('\n') => Style::SingleQuoted,
            Style::Literal if !flow && !key && block(words) => Style::Literal,
            Style::Folded if !flow && !key && block(words) && !words.trim_end().contains(['\n', '\t']) => {
                Style::Folded
            }
            _ => Style::DoubleQuoted,
        };
        let place = self.open();
        match style {
            Style::Plain => self.text.push_str(words),
            Style::SingleQuoted => self.text.push_str(&format!("'{}'", words.replace('\'', "''"))),
            Style::DoubleQuoted => {
                self.text.push('"');
                for char in words.chars() {
                    match char {
                        '"' | '\\' => self.text.extend(['\\', char]),
                        '\n' => self.text.push_str("\\n"),
                        '\t' => self.text.push_str("\\t"),
                        'é' => self.text.push_str("\\u00e9"),
                        _ => self.text.push(char),
                    }
                }
                self.text.push('"');
            }
            Style::Literal | Style::Folded => {
                let body = words.trim_end_matches('\n');
                self.text.push(if style == Style::Literal { '|' } else { '>' });
                let indent = match spot {
                    Spot::Value(indent) | Spot::Item(indent) => indent + self.layout.width,
                    Spot::Root | Spot::Flow(_) => self.layout.width,
                };
                match words.len() - body.len() {
                    0 => self.text.push('-'),
                    1 => {}
                    _ => self.text.push('+'),
                }
                for line in body.split('\n') {
                    self.break_line();
                    if !line.is_empty() {
                        self.indent(indent);
                        self.text.push_str(line);
                    }
                }
                self.places[place].1 = Some((words.clone(), style));
                self.close_at_end(place);
                // The next line break ends the last line; those that are kept stand behind it.
                for _ in 1..words.len() - body.len() {
                    self.break_line();
                }
                return;
            }
        }
        self.places[place].1 = Some((words.clone(), style));
        self.close_at_end(place);
    }

    fn absent(&mut self) {
        let at = self.text.len();
        self.places.push((at..at, Some((String::new(), Style::Plain))));
    }

    fn anchor(&mut self) -> usize {
        self.anchors += 1;
        self.text.push_str(&format!("&n{} ", self.anchors));
        self.anchors
    }

    /// The space behind a colon or dash.
    fn space(&mut self, spot: Spot) {
        if matches!(spot, Spot::Value(_) | Spot::Item(_)) {
            self.text.push(' ');
        }
    }

    /// Begins a node here.
    fn open(&mut self) -> usize {
        let at = self.text.len();
        self.places.push((at..at, None));
        self.places.len() - 1
    }

    /// Ends a collection where its last child ends.
    fn close(&mut self, place: usize) {
        let end = self.places[place..].iter().map(|(span, _)| span.end).max();
        self.places[place].0.end = end.expect("the collection itself");
    }

    fn close_at_end(&mut self, place: usize) {
        self.places[place].0.end = self.text.len();
    }

    fn next_line(&mut self, look: Look, indent: usize) {
        self.break_line();
        if look.spread {
            self.text.push_str("# comment: [");
            self.break_line();
        }
        self.indent(indent);
    }

    fn break_line(&mut self) {
        self.text.push_str(if self.layout.windows { "\r\n" } else { "\n" });
    }

    fn indent(&mut self, indent: usize) {
        self.text.extend(std::iter::repeat_n(' ', indent));
    }
}

/// Where the children of a collection in brackets are written.
fn inside(spot: Spot, width: usize) -> Spot {
    match spot {
        Spot::Flow(indent) => Spot::Flow(indent),
        Spot::Value(indent) | Spot::Item(indent) => Spot::Flow(indent + width),
        Spot::Root => Spot::Flow(width),
    }
}

/// Keys must differ within a mapping.
fn numbered(key: &Text, nth: usize) -> Text {
    Text { text: format!("k{nth}{}", key.text), ..key.clone() }
}

/// Whether a plain scalar can hold the text. A dash behind a blank is left out between brackets: see [`stricter`].
fn plain(text: &str, flow: bool) -> bool {
    let first = text.chars().next().is_some_and(|char| !"-?:,[]{}#&*!|>'\"%@` \t\n\u{a0}".contains(char));
    first
        && !text.ends_with([' ', '\t', ':'])
        && !text.contains('\n')
        && ![": ", ":\t", " #", "\t#"].iter().any(|mark| text.contains(mark))
        && (!flow || !text.contains([',', '[', ']', '{', '}', ':', '-']))
}

/// Whether a block scalar can hold the text without saying how far it is indented.
fn block(text: &str) -> bool {
    !text.trim().is_empty()
        && !text.starts_with([' ', '\n', '\t'])
        && !text.split('\n').any(|line| !line.is_empty() && line.trim().is_empty())
}

#[test]
fn the_oracle_tells_what_it_must() {
    assert_eq!(
        oracle("a: &x [b]\nc: *x\n").expect("well-formed"),
        ["{", "Plain a", "[", "Plain b", "]", "Plain c", "[", "Plain b", "]", "}"]
    );
    assert_eq!(oracle("a: b\n---\n...\n").expect("well-formed"), ["{", "Plain a", "Plain b", "}"]);
    assert!(oracle("a: b\n---\nc\n").is_err());
    assert!(oracle("&a [*a]").is_err());
    assert_eq!(
        Syntax::Yaml.parse("~").root.and_then(|root| root.scalar().map(|null| null.kind)),
        Some(ScalarKind::Null)
    );
}
