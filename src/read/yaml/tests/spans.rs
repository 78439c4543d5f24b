//! Where nodes stand.

use super::{read, slices};

/// A text, and what its nodes span: parents first, `@4` for nothing at the byte 4.
#[rustfmt::skip]
const TABLE: &[(&str, &[&str])] = &[
    ("key: value # comment", &["key: value", "key", "value"]),
    ("título: «añejo» 🩺\nb: é", &["título: «añejo» 🩺\nb: é", "título", "«añejo» 🩺", "b", "é"]),
    (
        "e: é\u{301} 👩\u{200d}⚕\u{fe0f} x\u{2028}y\nf: g\n",
        &[
            "e: é\u{301} 👩\u{200d}⚕\u{fe0f} x\u{2028}y\nf: g", "e", "é\u{301} 👩\u{200d}⚕\u{fe0f} x\u{2028}y",
            "f", "g",
        ],
    ),
    // Line breaks of Windows and of old Macs, and a byte order mark.
    (
        "a: 1\r\nb:\r\n  - x\r\n  - y\r\nc: z\r\n",
        &["a: 1\r\nb:\r\n  - x\r\n  - y\r\nc: z", "a", "1", "b", "- x\r\n  - y", "x", "y", "c", "z"],
    ),
    ("a: b\rc:\r- d\r", &["a: b\rc:\r- d", "a", "b", "c", "- d", "d"]),
    ("\u{feff}a: b", &["a: b", "a", "b"]),
    ("\u{feff}\n [a]", &["[a]", "a"]),
    ("\u{feff}|\n a\n", &["|\n a"]),
    // Quotes and texts of several lines.
    ("a: \"b\\\"c\"\n'd''e': 'f'", &["a: \"b\\\"c\"\n'd''e': 'f'", "a", "\"b\\\"c\"", "'d''e'", "'f'"]),
    (
        "a: \"one\n  two\"\nb: plain\n  goes on\nc: 3",
        &[
            "a: \"one\n  two\"\nb: plain\n  goes on\nc: 3", "a", "\"one\n  two\"", "b", "plain\n  goes on",
            "c", "3",
        ],
    ),
    ("a:  b  c  ", &["a:  b  c", "a", "b  c"]),
    // Blocks of text, from the header to the end of the last line.
    (
        "a: |\n  one\n  two\n\nb: >-\n  three  \n\nc: |2+\n    four\n\n",
        &[
            "a: |\n  one\n  two\n\nb: >-\n  three  \n\nc: |2+\n    four", "a", "|\n  one\n  two", "b",
            ">-\n  three  ", "c", "|2+\n    four",
        ],
    ),
    ("a: |\nb: >-\n\nc: |+\n\n \n", &["a: |\nb: >-\n\nc: |+", "a", "|", "b", ">-", "c", "|+"]),
    (
        "- | # comment\n x\n\n# comment\n- !!str &a >\n y",
        &["- | # comment\n x\n\n# comment\n- !!str &a >\n y", "| # comment\n x", ">\n y"],
    ),
    ("--- |\n x", &["|\n x"]),
    ("# comment\n|\n x", &["|\n x"]),
    ("a: |\r\n  b\r\nc: d\r\n", &["a: |\r\n  b\r\nc: d", "a", "|\r\n  b", "c", "d"]),
    ("? |\n  x\n: >\n  y", &["? |\n  x\n: >\n  y", "|\n  x", ">\n  y"]),
    // Lists, not indented and nested.
    (
        "authors:\n- ann\n- bob\ntopic: x",
        &["authors:\n- ann\n- bob\ntopic: x", "authors", "- ann\n- bob", "ann", "bob", "topic", "x"],
    ),
    (
        "a: # the list\n# of a\n- b\n-   \n- # nobody\n- c",
        &[
            "a: # the list\n# of a\n- b\n-   \n- # nobody\n- c", "a", "- b\n-   \n- # nobody\n- c", "b",
            "@26", "@31", "c",
        ],
    ),
    (
        "a:\n- - b\n- c: d\ne: &x\n- f",
        &[
            "a:\n- - b\n- c: d\ne: &x\n- f", "a", "- - b\n- c: d", "- b", "b", "c: d", "c", "d", "e", "- f",
            "f",
        ],
    ),
    (
        "a:\n  - b:\n    c: d\n  -\n    - e\n  - - f\n    - g",
        &[
            "a:\n  - b:\n    c: d\n  -\n    - e\n  - - f\n    - g", "a",
            "- b:\n    c: d\n  -\n    - e\n  - - f\n    - g", "b:\n    c: d", "b", "@9", "c", "d", "- e",
            "e", "- f\n    - g", "f", "g",
        ],
    ),
    ("-\n-", &["-\n-", "@1", "@3"]),
    // Absent values.
    (
        "a:\nb:   \nc: # comment\nd: ~\ne: null",
        &["a:\nb:   \nc: # comment\nd: ~\ne: null", "a", "@2", "b", "@5", "c", "@11", "d", "~", "e", "null"],
    ),
    (
        "{a, b: , \"c\":, d: e, ? f, ? g : h, : i}",
        &[
            "{a, b: , \"c\":, d: e, ? f, ? g : h, : i}", "a", "@2", "b", "@6", "\"c\"", "@13", "d", "e", "f",
            "@24", "g", "h", "@35", "i",
        ],
    ),
    ("? a\n:b: c", &["? a\n:b: c", "a", "@3", ":b", "c"]),
    (
        "? a\n? b\n: c\n? - d\n: - e\n: f",
        &["? a\n? b\n: c\n? - d\n: - e\n: f", "a", "@3", "b", "c", "- d", "d", "- e", "e", "@24", "f"],
    ),
    // Brackets, and mappings inside them without braces.
    (
        "a: [\n  b,\n  c\n]\nd: {e: f,\n g: h}",
        &[
            "a: [\n  b,\n  c\n]\nd: {e: f,\n g: h}", "a", "[\n  b,\n  c\n]", "b", "c", "d", "{e: f,\n g: h}",
            "e", "f", "g", "h",
        ],
    ),
    (
        "[a: b , c, : d, ? e, {f: g}: h, [i]]",
        &[
            "[a: b , c, : d, ? e, {f: g}: h, [i]]", "a: b", "a", "b", "c", ": d", "@11", "d", "? e", "e",
            "@19", "{f: g}: h", "{f: g}", "f", "g", "h", "[i]", "i",
        ],
    ),
    ("[a, b]: c", &["[a, b]: c", "[a, b]", "a", "b", "c"]),
    (
        "{\n\t\"a\": [1,\t2],\n\t\"b\": {\"c\": null}\n}\n",
        &[
            "{\n\t\"a\": [1,\t2],\n\t\"b\": {\"c\": null}\n}", "\"a\"", "[1,\t2]", "1", "2", "\"b\"",
            "{\"c\": null}", "\"c\"", "null",
        ],
    ),
    // Anchors and tags stand before what a node spans; the copy under an alias keeps the original's spans.
    (
        "a: &x b\nc: *x\nd: &y\n  e: f\ng: *y\nh: &z\ni: !!str\nj: !!int \"3\"\nk: !local {l: m}",
        &[
            "a: &x b\nc: *x\nd: &y\n  e: f\ng: *y\nh: &z\ni: !!str\nj: !!int \"3\"\nk: !local {l: m}", "a",
            "b", "c", "*x", "d", "e: f", "e", "f", "g", "*y", "e", "f", "h", "@38", "i", "@47", "j", "\"3\"",
            "k", "{l: m}", "l", "m",
        ],
    ),
    ("&k a: b", &["&k a: b", "a", "b"]),
    ("- &a b\n- *a : c", &["- &a b\n- *a : c", "b", "*a : c", "*a", "c"]),
    (
        "base: &base\n  a: 1\nx:\n  <<: *base\n  b: 2",
        &[
            "base: &base\n  a: 1\nx:\n  <<: *base\n  b: 2", "base", "a: 1", "a", "1", "x",
            "<<: *base\n  b: 2", "b", "2", "a", "1",
        ],
    ),
    // Marks of documents.
    ("a: b\n...", &["a: b", "a", "b"]),
    ("%YAML 1.2\n# comment\n---\na: b\n# comment\n---\n", &["a: b", "a", "b"]),
];

#[test]
fn every_node_spans_the_bytes_it_is_written_in() {
    for (text, expected) in TABLE {
        let mut found = Vec::new();
        slices(&read(text), text, &mut found);
        assert_eq!(found, *expected, "{text:?}");
    }
}
