use super::*;
use crate::base::source::Source;
use crate::base::span::DocId;
use crate::model::collection::Collection;
use crate::model::document::{Document, ReadOptions};

/// Each allow with what it covers, as the text has it.
fn allows(path: &str, text: &str) -> Vec<String> {
    let document =
        Document::parse(DocId(0), Source::new(path, text), Collection::Article, &ReadOptions::default());
    let shown = |allow: &Allow| {
        assert_eq!(allow.rule_span.slice(text), allow.rule);
        let span = allow.covers.span.map(|span| span.slice(text).trim());
        format!(
            "{:?} {} {:?} covers {:?}{}{}",
            allow.instruction,
            allow.rule,
            allow.reason,
            span,
            if allow.covers.absent { " absent" } else { "" },
            if allow.covers.file { " file" } else { "" }
        )
    };
    document.allows.iter().map(shown).collect()
}

#[test]
fn a_comment_covers_the_block_below_it() {
    let text = "\
# A

Text.

<!-- medproof: allow link/target-missing -- comes in May -->
- one
- two

<!-- medproof: allow a/b, c/d — long dash -->

<!-- another comment -->
<!--medproof: allow e/f--x-->
Paragraph
of two lines.

Inline <!-- medproof: allow g/h -- here --> comment.

```
<!-- medproof: allow no/code -- shown to readers -->
```
";
    assert_eq!(
        allows("a.md", text),
        [
            "Allow link/target-missing Some(\"comes in May\") covers Some(\"- one\\n- two\")",
            "Allow a/b Some(\"long dash\") covers Some(\"Paragraph\\nof two lines.\")",
            "Allow c/d Some(\"long dash\") covers Some(\"Paragraph\\nof two lines.\")",
            "Allow e/f--x None covers Some(\"Paragraph\\nof two lines.\")",
            "Allow g/h Some(\"here\") covers Some(\"Inline <!-- medproof: allow g/h -- here --> comment.\")",
        ]
    );
}

#[test]
fn mdx_has_comments_of_its_own() {
    assert_eq!(
        allows(
            "a.mdx",
            "import A from 'a'\n\n# A\n\n{/* medproof: allow a/b -- r */}\n\nText.\n\n{/* medproof: allow c/d -- r */} text\n"
        ),
        ["Allow a/b Some(\"r\") covers Some(\"Text.\")"]
    );
}

#[test]
fn above_everything_it_covers_what_is_absent() {
    assert_eq!(
        allows("a.md", "---\r\ntitle: A\r\n---\r\n\r\n<!-- medproof: allow a/b -- r -->\r\n\r\n# A\r\n"),
        ["Allow a/b Some(\"r\") covers Some(\"# A\") absent"]
    );
    assert_eq!(
        allows("a.md", "<!-- medproof: allow-file a/b -- r -->\n"),
        ["AllowFile a/b Some(\"r\") covers None absent file"]
    );
    assert_eq!(
        allows("a.md", "<div>\n<!-- medproof: allow a/b -- r -->\n<p>text</p>\n</div>\n"),
        ["Allow a/b Some(\"r\") covers Some(\"<p>text</p>\\n</div>\") absent"]
    );
}

/// The text of an item is no block of its own where no blank line parts the items.
#[test]
fn in_a_list_it_covers_the_text_of_its_item() {
    let comment = |rule: &str| format!("<!-- medproof: allow {rule} -- r -->");
    let [a, b, c, d, e, f] = ["a/a", "b/b", "c/c", "d/d", "e/e", "f/f"].map(comment);
    let text = format!(
        "1. {a}\n   [x](x.md)\n2. two\n   {b}\n   [y](y.md)\n3. [z](z.md) {c}\n4. {d}\n   - inner\n\nBefore {e} it.\n\n{f}\n\nBelow.\n"
    );
    assert_eq!(
        allows("a.md", &text),
        [
            format!("Allow a/a Some(\"r\") covers Some({:?})", format!("1. {a}\n   [x](x.md)")),
            "Allow b/b Some(\"r\") covers Some(\"[y](y.md)\")".to_owned(),
            format!("Allow c/c Some(\"r\") covers Some({:?})", format!("3. [z](z.md) {c}")),
            "Allow d/d Some(\"r\") covers Some(\"- inner\")".to_owned(),
            format!("Allow e/e Some(\"r\") covers Some({:?})", format!("Before {e} it.")),
            "Allow f/f Some(\"r\") covers Some(\"Below.\")".to_owned(),
        ]
    );
}

#[test]
fn it_is_addressed_however_the_name_is_written() {
    assert_eq!(
        allows("a.md", "<!-- Medproof : allow a/b -- r -->\nText.\n"),
        ["Allow a/b Some(\"r\") covers Some(\"Text.\") absent"]
    );
    assert_eq!(
        allows("a.txt", "<!-- MEDPROOF: allow a/b -- r -->\nText.\n"),
        ["Allow a/b Some(\"r\") covers Some(\"Text.\") absent"]
    );
    assert_eq!(
        allows("a.yaml", "a: 1\n# Medproof : allow a/b -- r\nb: 2\n"),
        ["Allow a/b Some(\"r\") covers Some(\"b: 2\")"]
    );
    assert_eq!(allows("a.md", "<!-- medproofs: allow a/b -- r -->\nText.\n"), Vec::<String>::new());
}

#[test]
fn behind_the_first_key_of_a_record_it_covers_the_record() {
    let text = "- id: a # medproof: allow a/b -- r\n  title: A\n- id: b\n  title: >- # medproof: allow c/d -- r\n    B\n    b\n  see: [a,\n    b] # medproof: allow e/f -- r\n";
    assert_eq!(
        allows("a.yaml", text),
        [
            "Allow a/b Some(\"r\") covers Some(\"- id: a # medproof: allow a/b -- r\\n  title: A\")",
            "Allow c/d Some(\"r\") covers Some(\"title: >- # medproof: allow c/d -- r\\n    B\\n    b\")",
            "Allow e/f Some(\"r\") covers Some(\"b] # medproof: allow e/f -- r\")",
        ]
    );
    // A page has no record around its keys.
    assert_eq!(
        allows("a.md", "---\ntitle: A # medproof: allow a/b -- r\nsee: [b]\n---\n"),
        ["Allow a/b Some(\"r\") covers Some(\"title: A # medproof: allow a/b -- r\")"]
    );
}

#[test]
fn in_yaml_it_covers_its_line_or_the_node_below() {
    let text = "\
# medproof: allow a/a -- first
- id: x # medproof: allow b/b -- here
  # medproof: allow c/c -- below
  issued:
    year: 2001
  note: \"# medproof: allow d/d -- quoted\"
  text: |
    # medproof: allow e/e -- literal
# medproof: allow f/f -- record
- id: y
  # medproof: allow g/g -- nothing below
";
    assert_eq!(
        allows("a.yaml", text),
        [
            "Allow a/a Some(\"first\") covers Some(\"id: x # medproof: allow b/b -- here\\n  # medproof: allow c/c -- below\\n  issued:\\n    year: 2001\\n  note: \\\"# medproof: allow d/d -- quoted\\\"\\n  text: |\\n    # medproof: allow e/e -- literal\") absent",
            "Allow b/b Some(\"here\") covers Some(\"- id: x # medproof: allow b/b -- here\\n  # medproof: allow c/c -- below\\n  issued:\\n    year: 2001\\n  note: \\\"# medproof: allow d/d -- quoted\\\"\\n  text: |\\n    # medproof: allow e/e -- literal\")",
            "Allow c/c Some(\"below\") covers Some(\"issued:\\n    year: 2001\")",
            "Allow f/f Some(\"record\") covers Some(\"id: y\")",
            "Allow g/g Some(\"nothing below\") covers None",
        ]
    );
    assert_eq!(
        allows("a.md", "\u{feff}---\n# medproof: allow a/b -- r\ntitle: A\nid: a\n---\nText\n"),
        ["Allow a/b Some(\"r\") covers Some(\"title: A\") absent"]
    );
}

#[test]
fn in_plain_text_it_covers_the_paragraph_below() {
    assert_eq!(
        allows("a.txt", "Title\n\n<!-- medproof: allow a/b -- r -->\nOne\ntwo\n\nThree\n<!-- no end\n"),
        ["Allow a/b Some(\"r\") covers Some(\"One\\ntwo\")"]
    );
    assert_eq!(
        allows("a.txt", "\n <!-- medproof: allow a/b -- r --> \n\nTitle\n"),
        ["Allow a/b Some(\"r\") covers Some(\"Title\") absent"]
    );
}

#[test]
fn what_is_no_instruction_is_kept_to_be_reported() {
    assert_eq!(
        allows(
            "a.md",
            "<!-- medproof: alow a/b -- r -->\n\n<!-- medproof: -->\n\n<!-- medproof: allow -->\n\n<!-- medproof: allow a/b trial -->\n"
        ),
        [
            "Unknown(\"alow\") a/b Some(\"r\") covers None absent",
            "Unknown(\"\")  None covers None absent",
            "Allow  None covers None absent",
            "Allow a/b None covers None absent",
        ]
    );
}

#[test]
fn coverage_is_by_where_a_finding_begins() {
    let covers = Covers { span: Some(Span::new(10, 20)), absent: false, file: false };
    for (start, end, held) in
        [(10, 12, true), (19, 25, true), (20, 22, false), (9, 11, false), (20, 20, true)]
    {
        assert_eq!(covers.holds(Span::new(start, end), None), held, "{start}..{end}");
    }
    let absent = Covers { span: None, absent: true, file: false };
    assert!(absent.holds(Span::at(99), None));
    assert!(absent.holds(Span::new(3, 5), Some(Span::new(3, 5))));
    assert!(!absent.holds(Span::new(3, 5), None));
    assert!(Covers { file: true, ..Covers::default() }.holds(Span::new(3, 5), None));
}
