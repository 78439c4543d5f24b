//! What is said of texts that cannot be read.

use super::super::*;
use crate::base::problem::Problem;
use crate::base::problem::ProblemKind;
use crate::base::span::Span;

/// Text, message, labels, help. In the text `⟦ ⟧` mark what the problem spans, `⟨ ⟩` what its labels span.
type Row = (&'static str, &'static str, &'static [&'static str], &'static str);

const OPENED: &[&str] = &["opened here"];
const QUOTE_IT: &str = "Put quotes around the whole value.";
const COLON: &[&str] = &["this colon is taken for the end of a key"];
const INDENT: &str = "Indent it as far as the key it stands beside.";
const TAB: &str = "a tab stands where only spaces may indent";
const NO_TAB: &str = "Replace the tab with spaces.";
const COMMA: &str = "Put a comma between the two.";
const LINE: &str = "Write it as a key with a colon, or indent it if it continues the value above.";

#[rustfmt::skip]
const TABLE: &[Row] = &[
    // Brackets.
    ("title: ⟨[⟩a, b\n⟦next⟧: c", "`[` is never closed", OPENED, "Put `]` where the list ends."),
    ("title: ⟨[⟩a, b,\n⟦next⟧: [c]\nd: e", "`[` is never closed", OPENED, "Put `]` where the list ends."),
    ("title: ⟨{⟩a: b\n⟦next⟧: c", "`{` is never closed", OPENED, "Put `}` where the block ends."),
    ("a:\n  - ⟨[⟩b\n  ⟦- c⟧\n", "`[` is never closed", OPENED, "Put `]` where the list ends."),
    ("{\"a\": ⟨[⟩1, ⟦2⟧\n", "`[` is never closed", OPENED, "Put `]` where the list ends."),
    ("⟦[⟧", "`[` is never closed", &[], "Put `]` where the list ends."),
    ("a: ⟨[⟩b\n⟦---⟧\nc: d", "`[` is never closed", OPENED, "Put `]` where the list ends."),
    (
        "a: ⟨[⟩1, 2⟦}⟧",
        "`[` is closed by `}`",
        OPENED,
        "Close it with `]`, or open it with the other bracket.",
    ),
    ("a: [1]⟦]⟧", "`]` closes nothing", &[], "Delete it, or put quotes around the whole value."),
    ("{\"a\": 1 ⟦\"b\"⟧: 2}", "a comma is missing before `\"b\"`", &[], COMMA),
    ("{\"a\": \"x\"\n ⟦\"b\"⟧: 2}", "a comma is missing before `\"b\"`", &[], COMMA),
    ("{\n\"a\": 1\n⟦\"b\"⟧: 2\n}", "a comma is missing before `\"b\"`", &[], COMMA),
    ("[\"a\" ⟦\"b\"⟧]", "a comma is missing before `\"b\"`", &[], COMMA),
    ("{a: b ⟦c⟧: d}", "a comma is missing before `c`", &[], COMMA),
    ("{⟦\"a\"⟧ 1}", "a colon is missing after `\"a\"`", &[], "Put a colon between the key and its value."),
    ("[a,⟦,⟧ b]", "nothing stands before this comma", &[], "Delete the comma, or write what is missing."),
    (
        "[\n⟦-⟧ a\n]",
        "`-` cannot begin an item inside brackets",
        &[],
        "Separate the items with commas, without dashes.",
    ),
    ("{a⟦:⟧[b]}", "a space is missing after this colon", &[], "Put a space after the colon."),
    (
        "[a\n⟦:⟧ b]",
        "a colon begins the line, and so does not belong to a key",
        &[],
        "Put the colon after its key.",
    ),
    // Quotes.
    ("a: ⟨\"⟩b\n⟦c⟧: d", "`\"` is never closed", OPENED, "Put `\"` where the text ends."),
    ("a: ⟨\"⟩b c⟦d⟧\n", "`\"` is never closed", OPENED, "Put `\"` where the text ends."),
    ("a: ⟨\"⟩b\n\n  c\n  d: e\n⟦f⟧: g", "`\"` is never closed", OPENED, "Put `\"` where the text ends."),
    (
        "a: ⟨'⟩tis the season⟦s⟧",
        "`'` is never closed",
        OPENED,
        "Put `'` where the text ends, or double quotes around a text that begins with an apostrophe.",
    ),
    ("a: ⟨\"⟩b\n⟦---⟧\n", "`\"` is never closed", OPENED, "Put `\"` where the text ends."),
    (
        "a: ⟨\"⟩b\n⟦c d\"⟧",
        "this line of a text in quotes is not indented",
        &["the quotes are opened here"],
        "Indent all lines of the text deeper than its key.",
    ),
    (
        "a: 'it⟨'⟩⟦s fine'⟧ # x",
        "the text goes on after its closing quote",
        &["this quote ends the text"],
        "Write an apostrophe twice inside single quotes, or put double quotes around the whole value.",
    ),
    (
        "a: \"say ⟨\"⟩⟦hi\" now\"⟧",
        "the text goes on after its closing quote",
        &["this quote ends the text"],
        "Write a backslash before each quote inside the text, or put single quotes around the whole value.",
    ),
    ("⟦\"a\n b\"⟧: c", "a key must stand on one line", &[], "Write the key on one line."),
    (
        "a: \"é\\\\ ⟦\\q⟧\"",
        "`\\q` means nothing inside double quotes",
        &[],
        "Write two backslashes for one, or put single quotes around the whole value.",
    ),
    ("a: \"⟦\\xZZ⟧\"", "`\\xZZ` names no character", &[], "Write the character itself."),
    ("a: \"\\ud83e\\ude7a⟦\\ud83e⟧x\"", "`\\ud83e` names no character", &[], "Write the character itself."),
    ("a: \"⟦\\U00110000⟧\"", "`\\U00110000` names no character", &[], "Write the character itself."),
    // Colons.
    (
        "title: ⟦Neck pain⟨:⟩ causes⟧ # x",
        "the value of `title` holds a colon and needs quotes",
        COLON,
        "Write it as \"Neck pain: causes\".",
    ),
    (
        "- 'a': ⟦b⟨:⟩ \"c\"⟧",
        "the value of `a` holds a colon and needs quotes",
        COLON,
        "Write it as 'b: \"c\"'.",
    ),
    ("a: ⟦'b'⟨:⟩ \"c\"⟧", "the value of `a` holds a colon and needs quotes", COLON, QUOTE_IT),
    ("a: ⟦:⟧ b", "a value cannot begin with `:`", &[], QUOTE_IT),
    ("--- a⟦:⟧ b", "a key cannot stand on the line of `---`", &[], "Put the key on the next line."),
    ("a: 1\n⟦b⟧ # x\nc: 2", "a colon is missing after `b`", &[], LINE),
    (
        "⟦title⟧\na: 1",
        "a colon is missing after `title`",
        &[],
        "Write it as a key with a colon and a value.",
    ),
    ("a: b\n⟦c:d⟧", "a space is missing after the colon of `c`", &[], "Write it as `c: d`."),
    ("a: b\n⟦c :d⟧\ne: f", "a space is missing after the colon of `c`", &[], "Write it as `c: d`."),
    ("⟦a:b⟧\nc: d", "a space is missing after the colon of `a`", &[], "Write it as `a: b`."),
    ("- a\n⟦-b⟧", "a space is missing after the dash of `-b`", &[], "Write it as `- b`."),
    (
        "a\n⟦:⟧ b",
        "a colon begins the line, and so does not belong to a key",
        &[],
        "Put the colon after its key.",
    ),
    // Indentation.
    ("a: ⟨1⟩\n ⟦b⟧: 2", "`b` is indented as if it belonged to the value above it", &["this value"], INDENT),
    (
        "a: ⟨\"x\"⟩\n  ⟦b⟧: 2",
        "`b` is indented as if it belonged to the value above it",
        &["this value"],
        INDENT,
    ),
    (
        "⟨a⟩:\n    b: 1\n  ⟦c⟧: 2",
        "`c` is not in line with anything above it",
        &["the block around it begins here"],
        "Indent it as far as what it belongs beside.",
    ),
    (
        "⟨a⟩:\n  - b\n ⟦- c⟧",
        "`- c` is not in line with anything above it",
        &["the block around it begins here"],
        "Indent it as far as what it belongs beside.",
    ),
    (
        "  ⟨a⟩: 1\n⟦b⟧: 2",
        "`b` is indented less than the first line",
        &["the first line begins here"],
        "Begin both in the same column.",
    ),
    (
        "a:\n  ⟨- b⟩\n  ⟦c⟧: d",
        "`c` stands in a list but begins with no dash",
        &["the list begins here"],
        "Put a dash and a space before it if it is an item, else indent it as far as what it belongs beside.",
    ),
    (
        "a: b\n⟦- c⟧",
        "a list begins where a key is expected",
        &[],
        "A key has either a value after its colon or a list below it: delete the value, or give the list a key of its own.",
    ),
    ("a: ⟦- b⟧", "a list cannot begin in the middle of a line", &[], "Begin the list on a line of its own."),
    (
        "a: [b] ⟦c d⟧",
        "text follows a value that has ended",
        &[],
        "Put quotes around the whole value, or begin a new line before what follows.",
    ),
    (
        "a: ⟨>⟩-\n   b\n  ⟦c d⟧",
        "this line is indented less than the text above it",
        &["the text begins here"],
        "Indent all lines of the text alike.",
    ),
    (
        "a: ⟨|⟩\n⟦b⟧\n",
        "this line is not indented, so it is no part of the text above it",
        &["the text begins here"],
        "Indent all lines of the text by two spaces.",
    ),
    ("a:\n⟦\t⟧b: 1", TAB, &[], NO_TAB),
    ("a:\n⟦\t\t⟧ b: 1", TAB, &[], NO_TAB),
    ("a:\n  b:\t1\n⟦\t⟧c: 2", TAB, &[], NO_TAB),
    ("a: |\n⟦\t⟧b", TAB, &[], NO_TAB),
    ("a: {\n⟦\t⟧b: c\n}", TAB, &[], NO_TAB),
    ("a: \"b\n⟦\t⟧c\"", TAB, &[], NO_TAB),
    // Characters YAML keeps for itself.
    ("a: ⟦@⟧b", "a value cannot begin with `@`", &[], QUOTE_IT),
    ("a: ⟦`⟧b`", "a value cannot begin with a backtick", &[], QUOTE_IT),
    ("a: ⟦%⟧", "a value cannot begin with `%`", &[], QUOTE_IT),
    ("a: ⟦,⟧ b", "a value cannot begin with `,`", &[], QUOTE_IT),
    ("a: ⟦&⟧ b", "a value cannot begin with `&`", &[], QUOTE_IT),
    ("a: ⟦?⟧ b", "a value cannot begin with `?`", &[], QUOTE_IT),
    ("a: ⟦!b!c⟧ d", "a value cannot begin with `!`", &[], QUOTE_IT),
    ("a: ⟦!b!⟧ d", "a value cannot begin with `!`", &[], QUOTE_IT),
    ("[⟦|⟧ a]", "a value cannot begin with `|`", &[], QUOTE_IT),
    ("a: ⟦*b* c⟧ # d", "a value cannot begin with `*`", &[], QUOTE_IT),
    ("a: ⟦**b**⟧", "a value cannot begin with `*`", &[], QUOTE_IT),
    ("a: [⟦*b*⟧, c]", "a value cannot begin with `*`", &[], QUOTE_IT),
    (
        "a: ⟦*b⟧\nc: &b d",
        "`*b` repeats a value named `&b`, and there is none above",
        &[],
        "Put quotes around it if the star is part of the text, else give the value to repeat that name.",
    ),
    ("a:\n  ⟦*⟧ b", "`*` does not begin an item of a list", &[], "Begin every item with a dash and a space."),
    (
        "a: ⟦> 50 years⟧",
        "text stands on the same line as `>`",
        &[],
        "Put quotes around the value, or begin the text on the next line.",
    ),
    ("⟦%b⟧\na: 1", "a line cannot begin with `%`", &[], "Put quotes around the text, or delete the line."),
    (
        "a: \"b\"⟦#⟧c",
        "a space is missing before `#`",
        &[],
        "Put a space before the comment, or quotes around the whole value if it is none.",
    ),
    (
        "a: b ⟦# c⟧\n  d",
        "a comment stands in the middle of a value",
        &[],
        "Move the comment, or put quotes around the whole value if it is none.",
    ),
    (
        "a: é⟦\u{7}⟧b",
        "an invisible control character (U+0007) stands in the text",
        &[],
        "Delete the invisible character.",
    ),
    (
        "a: |\n  é⟦\u{9b}⟧b",
        "an invisible control character (U+009B) stands in the text",
        &[],
        "Delete the invisible character.",
    ),
    (
        "a: b⟦\0⟧",
        "an invisible control character (U+0000) stands in the text",
        &[],
        "Delete the invisible character.",
    ),
    (
        "a: ⟦\u{feff}⟧b",
        "an invisible byte order mark (U+FEFF) stands in the text",
        &[],
        "Delete the invisible character.",
    ),
    // Documents.
    (
        "a: b\n⟦---⟧\nc: d",
        "a second document begins here, and only the first is read",
        &[],
        "Put each document into a file of its own, or all of them into one list.",
    ),
    (
        "---\n---\n⟦---⟧ # x\na: [",
        "a second document begins here, and only the first is read",
        &[],
        "Put each document into a file of its own, or all of them into one list.",
    ),
    (
        "a: b\n⟦---⟧\n\"c",
        "a second document begins here, and only the first is read",
        &[],
        "Put each document into a file of its own, or all of them into one list.",
    ),
    (
        "a: b\n...\n⟦c: d⟧",
        "text follows the end mark `...`, and only what stands before it is read",
        &[],
        "Delete the mark, or move what follows into a file of its own.",
    ),
    (
        "a: b\n... ⟦c⟧",
        "there is text after the end mark `...`",
        &[],
        "Delete the mark, or the text after it.",
    ),
    (
        "{\"a\": 1⟨}⟩\n⟦{\"b\": 2}⟧",
        "text follows where the file should end",
        &["the only value of the file ends here"],
        "Delete what follows, or put several values into one list.",
    ),
    // Merge keys and aliases.
    (
        "<<: ⟦3⟧",
        "`<<` takes over the keys of another block, and this is none",
        &[],
        "Name a block with `&`, and repeat that name here with `*`.",
    ),
    (
        "&a ⟨[⟩⟦*a⟧]",
        "`*a` stands inside the value it repeats",
        &["the value begins here"],
        "Repeat a value only after its end.",
    ),
];

#[test]
fn errors_are_explained_in_an_editors_words() {
    for (source, message, labels, help) in TABLE {
        let (text, span, places) = marked(source);
        let problem = Problem {
            kind: ProblemKind::Unreadable,
            span,
            message: (*message).to_owned(),
            labels: places.into_iter().zip(labels.iter().map(ToString::to_string)).collect(),
            help: Some((*help).to_owned()),
        };
        assert_eq!(parse(&text).problems, [problem], "{text:?}");
    }
}

/// The text without its marks, and what they mark.
fn marked(source: &str) -> (String, Span, Vec<Span>) {
    let mut text = String::new();
    let (mut span, mut labels, mut open) = (Span::default(), Vec::new(), Vec::new());
    for char in source.chars() {
        match char {
            '⟦' | '⟨' => open.push(text.len()),
            '⟧' => span = Span::new(open.pop().expect("an open mark"), text.len()),
            '⟩' => labels.push(Span::new(open.pop().expect("an open mark"), text.len())),
            _ => text.push(char),
        }
    }
    (text, span, labels)
}
