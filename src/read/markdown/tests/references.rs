use crate::page::body::Body;
use crate::read::markdown::tests::{at, body, check};

/// `Footnote 1 {1} text <urls> {all}`
fn entries(text: &str, body: &Body) -> Vec<String> {
    body.entries
        .iter()
        .map(|entry| {
            let urls: String =
                entry.urls.iter().map(|(url, span)| format!(" <{url} {}>", at(text, *span))).collect();
            format!(
                "{:?} {} {{{}}} {}{urls} {{{}}}",
                entry.form,
                entry.mark.as_deref().unwrap_or("-"),
                at(text, entry.mark_span),
                entry.prose.text(),
                at(text, entry.span)
            )
        })
        .collect()
}

/// `1 text`
fn short(_: &str, body: &Body) -> Vec<String> {
    body.entries
        .iter()
        .map(|entry| format!("{} {}", entry.mark.as_deref().unwrap_or("-"), entry.prose.text()))
        .collect()
}

#[test]
fn footnote_definitions() {
    check(
        &[
            ("[^1]: A *b* c.", &["Footnote 1 {1} A b c. {[^1]: A *b* c.}"]),
            (
                "[^n1]: A\n    b\n\n    - c\n\n    d\n\ntext",
                &["Footnote n1 {n1} A\nb\nc\nd {[^n1]: A\n    b\n\n    - c\n\n    d}"],
            ),
            ("[^1]: A\n[^2]: B", &["Footnote 1 {1} A {[^1]: A}", "Footnote 2 {2} B {[^2]: B}"]),
            (
                "[^1]: See [x](y.md), https://z.org.",
                &[
                    "Footnote 1 {1} See x, https://z.org. <y.md y.md> <https://z.org https://z.org> {[^1]: See [x](y.md), https://z.org.}",
                ],
            ),
            ("[^1]:\n\ntext", &["Footnote 1 {1}  {[^1]:}"]),
            ("[^1]: A\n\n[^1]: B", &["Footnote 1 {1} A {[^1]: A}", "Footnote 1 {1} B {[^1]: B}"]),
            ("> [^1]: A", &["Footnote 1 {1} A {[^1]: A}"]),
            (
                "a^[An *inline* https://x.org note.]",
                &[
                    "Footnote ^1 {^3} An inline https://x.org note. <https://x.org https://x.org> {^[An *inline* https://x.org note.]}",
                ],
            ),
            ("`[^1]: a`\n\n    [^2]: b", &[]),
        ],
        entries,
    );
}

#[test]
fn a_quoted_reference_is_none_of_the_page() {
    check(&[("> [17] Lee. 2021. The necks of all the adults.", &[])], entries);
}

#[test]
fn items_of_a_reference_list() {
    check(
        &[
            (
                "## References\n\n1. A *b*.\n2. C <https://x.org>",
                &[
                    "ListItem 1 {1} A b. {1. A *b*.}",
                    "ListItem 2 {2} C https://x.org <https://x.org https://x.org> {2. C <https://x.org>}",
                ],
            ),
            ("## Sources\n\n3. A\n3. B\n", &["ListItem 3 {3} A {3. A}", "ListItem 4 {^20} B {3. B}"]),
            ("# Bibliography\n- A\n- B", &["ListItem - {^17} A {- A}", "ListItem - {^21} B {- B}"]),
            (
                "# References\n- [1] A\n- [2]. B",
                &["ListItem 1 {1} A {- [1] A}", "ListItem 2 {2} B {- [2]. B}"],
            ),
            (
                "# References\n- <sup>1</sup> A\n- ² B\n- ^3^ C",
                &[
                    "ListItem 1 {1} A {- <sup>1</sup> A}",
                    "ListItem 2 {²} B {- ² B}",
                    "ListItem 3 {3} C {- ^3^ C}",
                ],
            ),
            ("# References\n- A\n\n  b\n  - c\n", &["ListItem - {^15} A\nb\nc {- A\n\n  b\n  - c}"]),
            // Advice with its sources below is no list of references.
            ("# References\n- Pork\n  - [A](x)\n    - B\n- Salt\n  - C\n  - D\n", &[]),
            (
                "# References\n- Lee 2020. A.\n  - B\n  - C\n",
                &["ListItem - {^15} Lee 2020. A.\nB\nC {- Lee 2020. A.\n  - B\n  - C}"],
            ),
            ("# References\n1. ![x](y)\n2. [b](c) d", &["ListItem 2 {2} b d <c c> {2. [b](c) d}"]),
            ("# References\n1. A [↩](#r1)", &["ListItem 1 {1} A ↩ {1. A [↩](#r1)}"]),
        ],
        entries,
    );
}

#[test]
fn paragraphs_of_a_reference_list() {
    check(
        &[
            (
                "# References\n\n[1] A\nb\n[2] C",
                &["ListItem 1 {1} A\nb {[1] A\nb}", "ListItem 2 {2} C {[2] C}"],
            ),
            (
                "# References\n\n1\\. A\n\n\\[2\\] B",
                &["ListItem 1 {1} A {1\\. A}", "ListItem 2 {2} B {\\[2\\] B}"],
            ),
            (
                "# References\n\n<sup>1</sup>A\n\n²Bo",
                &["ListItem 1 {1} A {<sup>1</sup>A}", "ListItem 2 {²} Bo {²Bo}"],
            ),
            (
                "# References\n\n[1] A https://x.org\n[2] B https://y.org.",
                &[
                    "ListItem 1 {1} A https://x.org <https://x.org https://x.org> {[1] A https://x.org}",
                    "ListItem 2 {2} B https://y.org. <https://y.org https://y.org> {[2] B https://y.org.}",
                ],
            ),
            ("# References\n\nLast checked in May.\n\n[1]: https://x.org", &[]),
            (
                "Pain.\n\n[1] Smith J. A title of a paper.",
                &["ListItem 1 {1} Smith J. A title of a paper. {[1] Smith J. A title of a paper.}"],
            ),
            ("Pain\n[1] goes on and on and on.\n\n[1] short\n\n[1] and a small beginning of text", &[]),
        ],
        entries,
    );
}

#[test]
fn headings_announce_references_and_end_them() {
    check(
        &[
            ("## 7. References:\n- A", &["- A"]),
            ("References\n----------\n- A", &["- A"]),
            ("**References**\n\n- A\n\n## Next\n\n- B", &["- A"]),
            ("Sources:\n\n1. A", &["1 A"]),
            ("References:\n[1] A\n[2] B", &["1 A", "2 B"]),
            ("<h2>References</h2>\n\n1. A", &["1 A"]),
            ("<h2>Sources</h2>\n<ol start=3><li>A<li>B</ol>\n<p>c</p>", &["3 A", "4 B"]),
            ("<h2>Sources</h2>\n<ul>\n<li>A <b>b</b></li>\n</ul>", &["- A b"]),
            ("## References\n### Books\n- A\n### Papers\n- B\n## Next\n- C", &["- A", "- B"]),
            ("# Works Cited\n- A\n# Literature cited\n- B", &["- A", "- B"]),
            ("## Sources of pain\n- A\n\n## Resources\n- B\n\n## Further reading\n- C", &[]),
            ("Sources differ.\n\n- A", &[]),
            ("- [References](#references)\n- A", &[]),
            ("## References\n\n- A[^1]\n\n[^1]: B", &["- A", "1 B"]),
            ("## References\n\n[^1]: B\n[^2]: C", &["1 B", "2 C"]),
        ],
        short,
    );
}

#[test]
fn blocks_of_references_are_told_apart() {
    let kinds: Vec<String> = body("a\n\n[^1]: b\n\n## References\n\nc\n\n1. d\n\n[2] e")
        .blocks
        .iter()
        .map(|block| format!("{:?} {}", block.kind, block.prose.text()))
        .collect();
    assert_eq!(
        kinds,
        ["Paragraph a", "Reference b", "Heading References", "Paragraph c", "Reference d", "Reference [2] e"]
    );
}
