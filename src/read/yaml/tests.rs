mod errors;
mod spans;

use proptest::prelude::*;

use super::*;
use crate::base::node::{Node, ScalarKind, Segment, Style, Value};
use crate::base::problem::Problem;
use crate::base::problem::ProblemKind;
use crate::base::span::Span;

/// All slices of a tree, parents first; `@4` for an empty one.
fn slices(node: &Node, text: &str, out: &mut Vec<String>) {
    let slice = node.span.slice(text);
    out.push(if slice.is_empty() { format!("@{}", node.span.start) } else { slice.to_owned() });
    for item in node.items() {
        slices(item, text, out);
    }
    for entry in node.entries() {
        slices(&entry.key, text, out);
        slices(&entry.value, text, out);
    }
}

/// A tree on one line: `~` null, `#` number, `!` truth value, `+` merged entry, all else as it is.
fn shape(node: &Node) -> String {
    match &node.value {
        Value::Scalar(scalar) => match scalar.kind {
            ScalarKind::Null => "~".to_owned(),
            ScalarKind::Bool(bool) => format!("!{bool}"),
            ScalarKind::Int(int) => format!("#{int}"),
            ScalarKind::Float(float) => format!("#{float}"),
            ScalarKind::String => scalar.text.to_string(),
        },
        Value::Sequence(items) => {
            format!("[{}]", items.iter().map(shape).collect::<Vec<_>>().join(", "))
        }
        Value::Mapping(entries) => {
            let entries = entries.iter().map(|entry| {
                let merged = if entry.merged { "+" } else { "" };
                format!("{merged}{}: {}", shape(&entry.key), shape(&entry.value))
            });
            format!("{{{}}}", entries.collect::<Vec<_>>().join(", "))
        }
    }
}

fn read(text: &str) -> Node {
    let parsed = parse(text);
    assert_eq!(parsed.problems, [], "{text:?}");
    parsed.root.expect("the text holds a node")
}

#[test]
fn scalars_know_their_text_style_and_type() {
    let text = "[a, 'b''c', \"d\\n\\u00e9\\ud83e\\ude7a\\/\", 12, \"12\", true, ~, !!str 2020-01-10, !!int '3', ! 4]";
    let root = read(text);
    let found: Vec<_> = root
        .items()
        .iter()
        .filter_map(Node::scalar)
        .map(|scalar| (&*scalar.text, scalar.style, scalar.kind))
        .collect();
    use ScalarKind::{Bool, Int, Null, String};
    assert_eq!(
        found,
        [
            ("a", Style::Plain, String),
            ("b'c", Style::SingleQuoted, String),
            ("d\né🩺/", Style::DoubleQuoted, String),
            ("12", Style::Plain, Int(12)),
            ("12", Style::DoubleQuoted, String),
            ("true", Style::Plain, Bool(true)),
            ("~", Style::Plain, Null),
            ("2020-01-10", Style::Plain, String),
            ("3", Style::SingleQuoted, Int(3)),
            ("4", Style::Plain, String),
        ]
    );
    let root = read("a: |\n  one\n   two\n\nb: >-\n  three\n  four\nc:\n");
    let found: Vec<_> = root.entries().iter().filter_map(|entry| entry.value.scalar()).collect();
    let texts: Vec<_> = found.iter().map(|scalar| (&*scalar.text, scalar.style)).collect();
    assert_eq!(texts, [("one\n two\n", Style::Literal), ("three four", Style::Folded), ("", Style::Plain),]);
    assert_eq!(found[2].kind, Null);
}

#[test]
fn texts_without_a_node_have_no_root_and_no_problem() {
    for text in ["", "\u{feff}", "\n\n", "# comment\n", "---\n", "---\n...\n", "--- # comment"] {
        let parsed = parse(text);
        assert_eq!(parsed.root, None, "{text:?}");
        assert_eq!(parsed.problems, [], "{text:?}");
    }
    assert_eq!(shape(&read("null")), "~");
}

#[test]
fn merge_keys_bring_in_what_is_not_there() {
    let table = [
        // Own keys win, wherever they stand; merged entries come last.
        ("a: &a {x: 1, y: 2}\nb: {x: 3, <<: *a, z: 4}", "{x: #3, z: #4, +y: #2}"),
        // Of a list, the earlier mapping wins.
        ("a: [&p {x: 1}, &q {x: 2, y: 2}]\nb: {<<: [*p, *q]}", "{+x: #1, +y: #2}"),
        // Merged entries are merged on.
        ("a: [&p {x: 1}, &q {<<: *p, y: 2}]\nb: {<<: *q}", "{+y: #2, +x: #1}"),
        ("b: {<<: {x: 1}}", "{+x: #1}"),
        ("b: {<<: , x: 1}", "{x: #1}"),
        // A quoted `<<` is a key like any other, and so is the number 1 beside the text "1".
        ("b: {\"<<\": {x: 1}}", "{<<: {x: #1}}"),
        ("a: &a {1: x}\nb: {<<: *a, \"1\": y}", "{1: y, +#1: x}"),
    ];
    for (text, expected) in table {
        let root = read(text);
        assert_eq!(shape(root.get("b").expect("a value for `b`")), expected, "{text:?}");
    }
}

#[test]
fn an_alias_repeats_the_last_value_of_its_name() {
    assert_eq!(shape(&read("[&a 1, *a, &a {b: c}, *a, *a]")), "[#1, #1, {b: c}, {b: c}, {b: c}]");
}

#[test]
fn lookups_lead_to_nodes() {
    let root = read("a: {b: [c, {d: e}]}\nf: g\n'': h\n");
    use Segment::{Index, Key};
    let found = |path: &[Segment]| root.at(path).map(shape);
    assert_eq!(found(&[]), Some(shape(&root)));
    assert_eq!(found(&[Key("a"), Key("b"), Index(1), Key("d")]), Some("e".to_owned()));
    assert_eq!(found(&[Key("a"), Key("b"), Index(2)]), None);
    assert_eq!(found(&[Key("f"), Key("b")]), None);
    assert_eq!(found(&[Key("")]), Some("h".to_owned()));
    let count = |text: &str| read(text).one_or_many().len();
    assert_eq!(count("[a, b]"), 2);
    assert_eq!(count("a"), 1);
    assert_eq!(count("{a: b}"), 1);
    assert_eq!(count("~"), 0);
}

#[test]
fn what_was_read_before_an_error_stays() {
    let table = [
        ("a: 1\nb: [c, d\ne: f", "{a: #1, b: [c]}"),
        ("a: 1\nb:\n  - c\n  - d: @", "{a: #1, b: [c, {d: ~}]}"),
        ("a: 1\nb: c: d\ne: f", "{a: #1, b: c}"),
        ("a: 1\nb\nc: 2", "{a: #1}"),
        ("{\"a\": 1, \"b\": {\"c\": [2, 3}", "{a: #1, b: {c: [#2]}}"),
        ("[{\"id\": \"x\"}, {\"id\": ", "[{id: x}]"),
        ("a: b\n---\nc: d", "{a: b}"),
        ("a: &a [1]\nb: *c", "{a: [#1], b: ~}"),
        ("a: &a {x: 1}\nb:\n  <<: *a\n  c: @", "{a: {x: #1}, b: {c: ~, +x: #1}}"),
    ];
    for (text, expected) in table {
        let parsed = parse(text);
        assert_eq!(parsed.problems.len(), 1, "{text:?}");
        assert_eq!(shape(&parsed.root.expect("a root")), expected, "{text:?}");
    }
    // The value that is missing stands after the colon.
    let root = parse("a: @").root.expect("a root");
    assert_eq!(root.get("a").expect("an entry").span, Span::at(2));
    assert_eq!(root.span, Span::new(0, 2));
}

fn repeated(first: Span, later: Span, message: &str) -> Problem {
    Problem::new(ProblemKind::DuplicateKey, later, message)
        .label(first, "first written here")
        .help("Keep one of the two, with everything that belongs to it.")
}

#[test]
fn keys_written_twice_are_found_and_kept() {
    let text = "authors: a\nb: c\n\"authors\": d\nauthors: e\n";
    let parsed = parse(text);
    let message = "`authors` is written twice in the same block";
    let first = Span::new(0, 7);
    assert_eq!(
        parsed.problems,
        [repeated(first, Span::new(16, 25), message), repeated(first, Span::new(29, 36), message),]
    );
    assert_eq!(shape(&parsed.root.expect("a root")), "{authors: a, b: c, authors: d, authors: e}");
}

#[test]
fn keys_are_compared_by_type_and_text_within_one_block() {
    let same = [
        ("{a: 1, 'a': 2}", 1),
        ("{a: 1, \"\\x61\": 2}", 1),
        ("{a: {b: 1}, c: {b: 1}}", 0),
        ("{1: a, \"1\": b}", 0),
        ("{1: a, 1: b}", 1),
        ("{~: a, \"~\": b}", 0),
        ("{: a, : b}", 1),
        ("{[a, b]: 1, [a, b]: 2, [\"a\", b]: 3}", 2),
        ("{[ab]: 1, [a, b]: 2, {a: b}: 3, {a: b}: 4}", 1),
        ("a: &a {x: 1}\nb: {<<: *a, x: 2}", 0),
        ("a: &a {x: 1}\nb: {<<: *a, <<: *a}", 1),
        ("{a: 1, *x: 2}", 1),
        ("- &k a\n- {*k : 1, a: 2}", 1),
    ];
    for (text, expected) in same {
        let found =
            parse(text).problems.iter().filter(|problem| problem.kind == ProblemKind::DuplicateKey).count();
        let expected = if text.contains("*x") { 0 } else { expected };
        assert_eq!(found, expected, "{text:?}");
    }
    let problems = parse("{a: {c: 1, c: 2}, a: 3, b: {d: 1, d: 2}, e: @").problems;
    let starts: Vec<_> = problems.iter().map(|problem| problem.span.start).collect();
    assert_eq!(starts, [11, 18, 34, 44]);
    let message = "this key is written twice in the same block";
    assert_eq!(parse("{[a]: 1, [a]: 2}").problems, [repeated(Span::new(1, 4), Span::new(9, 12), message)]);
}

#[test]
fn many_keys_are_compared_as_few_are() {
    let mut text: String = (0..100_000).map(|nth| format!("key{nth}: v\n")).collect();
    assert_eq!(parse(&text).problems, []);
    let later = text.len();
    text.push_str("key7: w\n");
    let first = text.find("key7:").expect("the first key");
    assert_eq!(
        parse(&text).problems,
        [repeated(
            Span::new(first, first + 4),
            Span::new(later, later + 4),
            "`key7` is written twice in the same block"
        )]
    );
}

/// Walks a tree the ways content is walked: copies, compares, prints and drops it.
fn use_up(parsed: &Parsed) {
    let copy = parsed.root.clone();
    assert_eq!(copy, parsed.root);
    assert!(!format!("{copy:?}").is_empty());
}

fn only_message(parsed: &Parsed) -> &str {
    assert_eq!(parsed.problems.len(), 1);
    &parsed.problems[0].message
}

#[test]
fn nesting_beyond_any_use_is_refused() {
    let many = 100_000;
    let stairs: String = (0..many / 100).map(|depth| format!("{}a:\n", " ".repeat(depth))).collect();
    let texts = [
        "[".repeat(many),
        "{".repeat(many),
        "{a: ".repeat(many),
        "[a: ".repeat(many),
        "a: ".to_owned() + &"[".repeat(many),
        "- ".repeat(many),
        "? ".repeat(many),
        "[".repeat(many) + &"]".repeat(many),
        stairs,
        // Blocks and brackets, each within its own limit.
        "- ".repeat(100) + &"[".repeat(100) + &"]".repeat(100),
    ];
    for text in texts {
        let parsed = parse(&text);
        assert_eq!(
            only_message(&parsed),
            "more than 128 lists and blocks stand inside each other",
            "{:.20}",
            text
        );
        use_up(&parsed);
    }
    let deepest = "[".repeat(128) + &"]".repeat(128);
    let root = read(&deepest);
    assert_eq!(root.span, Span::new(0, 256));
}

#[test]
fn aliases_that_let_a_text_grow_out_of_proportion_are_refused() {
    let mut laughs = "a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol]\n".to_owned();
    for nth in 1..40 {
        let inner = vec![format!("*a{}", nth - 1); 9].join(", ");
        laughs.push_str(&format!("a{nth}: &a{nth} [{inner}]\n"));
    }
    let mut chain = "- &a0 [x]\n".to_owned();
    for nth in 1..1000 {
        chain.push_str(&format!("- &a{nth} [*a{}]\n", nth - 1));
    }
    let long = format!("a: &a \"{}\"\nb: [{}]\n", "x".repeat(100_000), vec!["*a"; 10_000].join(","));
    let table = [
        (laughs, "`*a3` repeats too much"),
        (chain, "`*a126` repeats too much"),
        (long, "`*a` repeats too much"),
    ];
    for (text, message) in table {
        let parsed = parse(&text);
        assert_eq!(only_message(&parsed), message);
        use_up(&parsed);
    }
    // What a careful author writes stays far below the limit.
    let base: String = (0..50).map(|nth| format!("  key{nth}: value {nth}\n")).collect();
    let pages: String = (0..100).map(|nth| format!("page{nth}:\n  <<: *base\n  title: x\n")).collect();
    let root = read(&format!("base: &base\n{base}{pages}"));
    assert_eq!(root.entries().len(), 101);
    assert_eq!(root.get("page99").map(|page| page.entries().len()), Some(51));
}

#[test]
fn keys_may_be_as_long_as_the_standard_says() {
    let long = "x".repeat(1024);
    assert_eq!(shape(&read(&format!("{long}: a"))), format!("{{{long}: a}}"));
    for key in ["x".repeat(1025), format!("\"{}\"", "é".repeat(1100))] {
        let text = format!("a: b\n{key}: c");
        let parsed = parse(&text);
        assert_eq!(only_message(&parsed), "the key before this colon is longer than 1024 characters");
        assert_eq!(parsed.problems[0].span, Span::new(text.len() - 3, text.len() - 2));
    }
    let parsed = parse(&format!("a: {{\"{long}{long}\": c}}"));
    assert_eq!(only_message(&parsed), "the key before this colon is longer than 1024 characters");
    // JSON knows no limit.
    let text = format!("{{\"{}\": {{\"{long}{long}\": 1}}}}", "k".repeat(60_000));
    assert_eq!(read(&text).entries()[0].value.entries()[0].key.text(), Some(&*format!("{long}{long}")));
}

#[test]
fn long_words_are_cut_off_in_messages() {
    let text = format!("a: 1\n{}", "word `b`  ".repeat(20));
    assert_eq!(
        only_message(&parse(&text)),
        "a colon is missing after “word `b` word `b` word `b` word `b` word…”"
    );
}

/// What a garbage text is made of: everything that means something to YAML, and some that does not.
const PIECES: &[&str] = &[
    "a",
    "b",
    "key: ",
    "key:\n",
    "- ",
    "-",
    "\n",
    "\n  ",
    "\n    ",
    "\r\n",
    "\r",
    " ",
    "\t",
    ":",
    ": ",
    ",",
    "[",
    "]",
    "{",
    "}",
    "\"",
    "'",
    "#",
    " # c",
    "&a ",
    "*a",
    "&",
    "*",
    "!",
    "!!str ",
    "!!int ",
    "|\n",
    ">-\n",
    "|",
    "%",
    "@",
    "`",
    "---\n",
    "...\n",
    "? ",
    "<<: ",
    "é",
    "🩺",
    "\u{301}",
    "\u{2028}",
    "\u{feff}",
    "\0",
    "\u{7}",
    "\\",
    "\\u00e9",
    "~",
    "12",
    "true",
    "two words",
];

fn garbage() -> impl Strategy<Value = String> {
    prop_oneof![
        8 => prop::collection::vec(prop::sample::select(PIECES), 0..40).prop_map(|pieces| pieces.concat()),
        1 => any::<String>(),
    ]
}

/// Asserts what every tree promises: spans inside the text and on boundaries, and children inside their parents
/// and in order, except where they are copied.
fn check(node: &Node, text: &str, depth: usize) {
    assert!(depth <= 129);
    assert!(text.get(node.span.range()).is_some(), "{:?} in {text:?}", node.span);
    if node.span.slice(text).starts_with('*') {
        return;
    }
    let own = node.entries().iter().filter(|entry| !entry.merged);
    let children = node.items().iter().chain(own.flat_map(|entry| [&entry.key, &entry.value]));
    let mut end = node.span.start;
    for child in children {
        assert!(end <= child.span.start, "{:?} in {text:?}", child.span);
        end = child.span.end;
        check(child, text, depth + 1);
    }
    assert!(end <= node.span.end, "{:?} in {text:?}", node.span);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn any_text_is_read_without_panic_and_with_sound_spans(text in garbage()) {
        let parsed = parse(&text);
        if let Some(root) = &parsed.root {
            check(root, &text, 1);
        }
        let mut unreadable = 0;
        for problem in &parsed.problems {
            unreadable += usize::from(problem.kind == ProblemKind::Unreadable);
            for span in [problem.span].into_iter().chain(problem.labels.iter().map(|(span, _)| *span)) {
                prop_assert!(text.get(span.range()).is_some(), "{:?} in {:?}", problem, text);
            }
            prop_assert!(!problem.span.is_empty() || problem.kind == ProblemKind::DuplicateKey, "{:?}", problem);
        }
        prop_assert!(unreadable <= 1);
    }

    #[test]
    fn a_text_cut_from_a_larger_one_has_the_larger_ones_offsets(text in garbage(), offset in 0usize..10_000) {
        let mut cut = parse_at(&text, offset);
        let whole = parse(&text);
        prop_assert_eq!(cut.problems.len(), whole.problems.len());
        for (cut, whole) in cut.problems.iter().zip(&whole.problems) {
            prop_assert_eq!(cut.span, whole.span.shifted(offset));
            prop_assert_eq!(&cut.message, &whole.message);
            let labels: Vec<_> = whole.labels.iter().map(|(span, label)| (span.shifted(offset), label.clone())).collect();
            prop_assert_eq!(&cut.labels, &labels);
        }
        if let Some(root) = &mut cut.root {
            move_back(root, offset as u32);
        }
        prop_assert_eq!(format!("{:?}", cut.root), format!("{:?}", whole.root));
    }
}

fn move_back(node: &mut Node, offset: u32) {
    node.span = Span { start: node.span.start - offset, end: node.span.end - offset };
    match &mut node.value {
        Value::Scalar(_) => {}
        Value::Sequence(items) => items.iter_mut().for_each(|item| move_back(item, offset)),
        Value::Mapping(entries) => {
            for entry in entries {
                move_back(&mut entry.key, offset);
                move_back(&mut entry.value, offset);
            }
        }
    }
}
