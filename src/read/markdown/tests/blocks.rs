use crate::page::body::Body;
use crate::read::markdown::tests::{at, body, check};

/// `Paragraph "visible text" {all}`
fn blocks(text: &str, body: &Body) -> Vec<String> {
    body.blocks
        .iter()
        .map(|block| format!("{:?} {:?} {{{}}}", block.kind, block.prose.text(), at(text, block.span)))
        .collect()
}

/// `2 text #anchor {text} {id} {all}`
fn headings(text: &str, body: &Body) -> Vec<String> {
    body.headings
        .iter()
        .map(|heading| {
            let id = heading.id_span.map_or(String::new(), |span| format!(" {{{}}}", at(text, span)));
            format!(
                "{} {} #{} {{{}}}{id} {{{}}}",
                heading.level,
                heading.text,
                heading.anchor,
                at(text, heading.text_span),
                at(text, heading.span)
            )
        })
        .collect()
}

#[test]
fn all_visible_text_is_read_once_and_in_order() {
    check(
        &[
            ("# A\n\nb *c*\n`d` e\n", &["Heading \"A\" {# A}", "Paragraph \"b c\\n e\" {b *c*\n`d` e}"]),
            (
                "- a\n- b\n  - c\n\n- d\n\n  e",
                &[
                    "Item \"a\" {- a}",
                    "Item \"b\" {- b}",
                    "Item \"c\" {- c}",
                    "Item \"d\" {- d}",
                    "Item \"e\" {e}",
                ],
            ),
            ("1. a **b**\n   c", &["Item \"a b\\nc\" {1. a **b**\n   c}"]),
            ("1. - a\n\n   b", &["Item \"a\" {- a}", "Item \"b\" {b}"]),
            ("- > a\n\n  b", &["Quotation \"a\" {a}", "Item \"b\" {b}"]),
            ("- [x] a", &["Item \"a\" {- [x] a}"]),
            ("> a\n> b\n>\n> - c", &["Quotation \"a\\nb\" {a\n> b}", "Quotation \"c\" {c}"]),
            ("> [!NOTE]\n> a\n\n> b", &["Paragraph \"a\" {a}", "Quotation \"b\" {b}"]),
            (
                "| a | *b* |\n|---|---|\n| c \\| d |  |",
                &["Cell \"a\" {a}", "Cell \"b\" {*b*}", "Cell \"c | d\" {c \\| d}"],
            ),
            ("a  \nb\\\nc<br>d", &["Paragraph \"a\\nb\\nc\\nd\" {a  \nb\\\nc<br>d}"]),
            ("a &amp; b \\* c", &["Paragraph \"a & b * c\" {a &amp; b \\* c}"]),
            ("a ![b](c) d [e](f) <b>g</b>", &["Paragraph \"a  d e g\" {a ![b](c) d [e](f) <b>g</b>}"]),
            ("a[^1] ~~b~~\n\n[^1]: c", &["Paragraph \"a b\" {a[^1] ~~b~~}", "Reference \"c\" {c}"]),
            ("```\na\n```\n\n    b\n\n<!-- c -->\n\n***", &[]),
            ("`a`", &[]),
            ("a\r\nb\r\n\r\nc\r\n", &["Paragraph \"a\\nb\" {a\r\nb}", "Paragraph \"c\" {c}"]),
            ("[a]: b\n\nc", &["Paragraph \"c\" {c}"]),
            ("🚑 e\u{301}\u{0}ü", &["Paragraph \"🚑 e\\u{301}\\0ü\" {🚑 e\u{301}\u{0}ü}"]),
        ],
        blocks,
    );
}

#[test]
fn html_blocks_are_read_as_a_reader_sees_them() {
    check(
        &[
            ("<div>\n  a  <b>b</b>\n  c\n</div>", &["Paragraph \"a b\\nc\\n\" {a  <b>b</b>\n  c}"]),
            ("<p>a</p><p>b &mdash; c</p>", &["Paragraph \"a\" {a}", "Paragraph \"b — c\" {b &mdash; c}"]),
            ("<ul><li>a<li>b</ul>", &["Item \"a\" {a}", "Item \"b\" {b}"]),
            ("<table><tr><th>a</th><td>b</td></tr></table>", &["Cell \"a\" {a}", "Cell \"b\" {b}"]),
            (
                "<details>\n<summary>a</summary>\n\nb\n\n</details>",
                &["Paragraph \"a\" {a}", "Paragraph \"b\" {b}"],
            ),
            ("<!-- a --> b\n", &["Paragraph \"b\\n\" {b}"]),
            ("<script>a</script>\n<style>b</style>\n<pre>c</pre>", &[]),
            (
                "<p>a <code>b</code> <svg><text>c</text></svg> d</p>",
                &["Paragraph \"a   d\" {a <code>b</code> <svg><text>c</text></svg> d}"],
            ),
            ("> <div>a\n> b</div>", &["Quotation \"a\\nb\" {a\n> b}"]),
            ("<div>a &copy b & c</div>", &["Paragraph \"a &copy b & c\" {a &copy b & c}"]),
        ],
        blocks,
    );
}

#[test]
fn headings_have_text_and_address() {
    check(
        &[
            ("# Neck *pain*!", &["1 Neck pain! #neck-pain {Neck *pain*!} {# Neck *pain*!}"]),
            ("Neck\npain\n----", &["2 Neck pain #neckpain {Neck\npain} {Neck\npain\n----}"]),
            ("## A `b` c ##", &["2 A b c #a-b-c {A `b` c} {## A `b` c ##}"]),
            ("### A {#x .y}", &["3 A #x {A} {x} {### A {#x .y}}"]),
            ("A {#x}\n===", &["1 A #x {A} {x} {A {#x}\n===}"]),
            ("## [A](b) & ![c](d)", &["2 A & #a- {A](b) &} {## [A](b) & ![c](d)}"]),
            ("##", &["2  # {^2} {##}"]),
            ("# A\n# A\n# A 1", &["1 A #a {A} {# A}", "1 A #a-1 {A} {# A}", "1 A 1 #a-1-1 {A 1} {# A 1}"]),
            ("# A {#b}\n# B", &["1 A #b {A} {b} {# A {#b}}", "1 B #b {B} {# B}"]),
            ("> - ## A", &["2 A #a {A} {## A}"]),
            (
                "<h2 id=\"x\">A <i>b</i></h2>\n<H3>C &amp; d</H3>",
                &[
                    "2 A b #x {A <i>b} {x} {<h2 id=\"x\">A <i>b</i></h2>}",
                    "3 C & d #c--d {C &amp; d} {<H3>C &amp; d</H3>}",
                ],
            ),
            ("# A[^1]\n\n[^1]: b", &["1 A #a {A} {# A[^1]}"]),
            ("# A <a id=y></a>", &["1 A #a {A} {# A <a id=y></a>}"]),
            ("<div>\n<!--\n\n# A\n\n-->\n</div>\n\n# B", &["1 B #b {B} {# B}"]),
            ("```\n# A\n```", &[]),
            ("# ä 🚑 Ü\r\n", &["1 ä 🚑 Ü #ä--ü {ä 🚑 Ü} {# ä 🚑 Ü}"]),
        ],
        headings,
    );
}

#[test]
fn memory_stays_in_proportion() {
    // One piece a line: the map of a long plain paragraph is short.
    let text = "Neck pain is *very* common. ".repeat(1_000);
    let found = body(&text);
    assert_eq!(found.blocks.len(), 1);
    assert_eq!(found.blocks[0].prose.len(), text.len() - 2 * 1_000 - 1);
}
