//! What a signature notices, and what must not void it, line by line and in pages that nobody wrote.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::*;
use crate::base::span::{DocId, Span};
use crate::model::document::{Document, ReadOptions};
use crate::page::body::BlockRole;

const FRONT: &str = "---\ntitle: Necks\nstatus: published\n---\n\n";

fn hash(path: &str, text: &str) -> ContentHash {
    let mut session = Session::new(Settings::new(Date::parse("2026-11-22").expect("a date")));
    session.set(vec![(Source::new(path, text), Collection::Article)]);
    session.index().content_hash(DocId(0)).expect("the page can be read")
}

/// Whether a change of a page changes its hash. Line ends and a byte order mark never do.
fn voids(path: &str, page: &str, old: &str, new: &str) -> bool {
    assert!(page.contains(old), "{page:?} holds {old:?}");
    let changed = page.replacen(old, new, 1);
    for text in [page, &changed] {
        let signed = hash(path, text);
        assert_eq!(hash(path, &text.replace('\n', "\r\n")), signed, "{text:?} with other line ends");
        assert_eq!(hash(path, &format!("\u{feff}{text}")), signed, "{text:?} after a byte order mark");
    }
    hash(path, page) != hash(path, &changed)
}

#[test]
fn whatever_may_be_a_dose_is_signed() {
    for (body, old, new) in [
        ("- By Day 3 take 10 mg\n", "10", "100"),
        ("By mouth, 10 mg\n", "10", "100"),
        ("- By Mouth Only\n", "Mouth", "Vein"),
        ("## Use\n\nBy Mouth Only\n", "Mouth", "Vein"),
        ("Reviewed: 5 mg, not 50 mg\n", "5 mg, not 50", "50 mg, not 5"),
        ("Published doses are too high\n", "high", "low"),
        ("Updated 10 mg twice daily\n", "10", "100"),
        ("Updated 3 May 2024, 10 mg daily\n", "10", "100"),
        ("Updated 3 May 2024, stop taking it\n", "stop", "keep"),
        ("Written by Jane Doe, MD, 10 mg a day\n", "10", "100"),
        ("Written by Jane Doe, MD, Never With Alcohol\n", "Never", "Always"),
        ("Rest helps, and as the leaflet\nlast updated May 3, 2024\nsays, so does heat.\n", "2024", "2025"),
        ("Rest helps.\nCurrent as of May 3, 2024, 10 mg\n", "10", "100"),
        ("## Contents\n\n- 10 tablets of 5 mg each\n- 1 leaflet\n", "5", "500"),
        ("Contents: 5 mg each\n", "5", "500"),
        ("Contents:\n\n- 5 mg each\n\n## Use\n\nTake one.\n", "5", "500"),
        ("## What is in the pack\n\n- 5 mg\n", "5", "500"),
        ("## In this article\n\n- [Heat](#heat)\n- [Take 5 mg](#heat)\n\n## Heat\n", "5", "500"),
        ("## In this article\n\n- Heat\n- Take 5 mg\n\n## Heat\n", "5", "500"),
        ("## In this article\n\n- [Heat](#heat), 5 mg\n\n## Heat\n", "5", "500"),
        ("**On this page:** [Heat](#heat) | 5 mg\n\n## Heat\n", "5", "500"),
        ("<p>By Day 3 take 10 mg</p>\n", "10", "100"),
        ("<ul><li>Updated 10 mg twice daily</li></ul>\n", "10", "100"),
        ("| Drug | Dose |\n|------|------|\n| Ibuprofen | 5 mg |\n", "5", "500"),
        ("> By Day 3 take 10 mg\n", "10", "100"),
        ("Dose\n: 5 mg\n", "5", "500"),
        ("![Take 5 mg](a.png)\n", "5", "500"),
        ("![Take it](a.png)\n", "a.png", "b.png"),
        ("![Take it][pack]\n\n[pack]: a.png\n", "a.png", "b.png"),
        ("![Take it](a.png \"5 mg\")\n", "5", "500"),
        ("<img src=\"a.png\" alt=\"5 mg\">\n", "5", "500"),
        ("Look: <img src='a.png'>\n", "a.png", "b.png"),
        ("<img src=\"a.png\" title=\"5 mg\">\n", "5", "500"),
        ("Take `5 mg` daily.\n", "5", "500"),
        ("```\nTake 5 mg\n```\n", "5", "500"),
        ("<pre>Take 5 mg</pre>\n", "5", "500"),
        ("Take <code>5 mg</code> daily.\n", "5", "500"),
        ("Take 1 .5 mg tablet.\n", "1 .5", "1.5"),
        ("Take [10] mg.\n", "[10]", "[100]"),
        ("10<sup>6</sup> cells.\n", ">6<", ">9<"),
        ("See [Heat](heat.md) before you take 5 mg.\n", "5", "500"),
        ("See All About 1.5 mg Tablets\n", "1.5", "15"),
        ("Call <tel:911> at once.\n", "911", "999"),
        ("Ask @lee about 5 mg.\n", "@lee", "@roe"),
        ("## Sources\n\n- Salmon, 10 mcg\n", "10", "100"),
        ("## Dose {#dose}\n\nText.\n", "Dose", "Doses"),
    ] {
        assert!(voids("a.md", &format!("{FRONT}{body}"), old, new), "{body:?}");
    }
    for (front, old, new) in [
        ("title: Necks", "Necks", "Backs"),
        ("description: Take 5 mg.", "5", "500"),
        ("title: Necks\nsummary: >-\n  Take\n  5 mg.", "5", "500"),
    ] {
        assert!(voids("a.md", &format!("---\n{front}\n---\n\nText.\n"), old, new), "{front:?}");
    }
    assert!(voids("a.md", "# Necks\n\nText.\n", "Necks", "Backs"));
    for (text, old, new) in [
        ("Necks\n\nBy Day 3 take 10 mg\n\nRest helps most people.\n", "10", "100"),
        ("Necks\n\nReviewed: 5 mg, not 50 mg\n\nRest helps most people.\n", "5 mg, not 50", "50 mg, not 5"),
        ("Necks\n\nRest helps most people.\n\nContents\n\n5 mg each\n\nTake one tablet a day.\n", "5", "500"),
        ("Necks\n\n- By Mouth Only\n\nRest helps most people.\n", "Mouth", "Vein"),
        ("Necks\n\nRest helps most people.\n", "Necks", "Backs"),
    ] {
        assert!(voids("a.txt", text, old, new), "{text:?}");
    }
}

#[test]
fn lines_about_the_page_void_nothing() {
    for (body, old, new) in [
        ("Current as of May 3, 2024\n", "3", "4"),
        ("Rest helps.\nCurrent as of May 3, 2024\n", "3", "4"),
        ("Due for review: May 2027\n", "2027", "2028"),
        ("Medical review by Amy Lee, MD\n", "MD", "MD, PhD"),
        ("**Last reviewed:** May 3, 2024\n", "3", "4"),
        ("<p>Last reviewed: May 3, 2024</p>\n", "3", "4"),
        ("- Last reviewed: May 3, 2024\n", "3", "4"),
        ("Updated 3 May 2024 12:30 GMT\n", "12:30", "13:45"),
        ("> Written by Jane Doe\n", "Jane", "Joan"),
        ("By Jane Doe\n", "Jane", "Joan"),
        ("- By Jane Doe, MD\n", "MD", "PhD"),
        ("Written by Jane Doe\nreviewed by Amy Lee, MD\n", "Amy", "Ann"),
        ("Rest helps.\n", "Rest", "Last updated: May 3, 2024\n\nRest"),
        ("## In this leaflet\n\n- Heat\n- Cold\n\n## Heat\n\n## Cold\n", "- Cold\n", ""),
        (
            "## Contents\n\n1. [Heat](#heat)\n2. [Cold](#cold)\n\n## Heat\n\n## Cold\n",
            "2. [Cold](#cold)\n",
            "",
        ),
        ("**On this page:** [Heat](#heat) | [Cold](#cold)\n\n## Heat\n\n## Cold\n", " | [Cold](#cold)", ""),
        (
            "<ul><li><a href=\"#heat\">Heat</a></li></ul>\n\n## Heat\n",
            "<li><a href=\"#heat\">Heat</a></li>",
            "",
        ),
        ("In this article:\n\n## Heat\n", "article:\n", "article:\n\n- [Heat](#heat)\n"),
        ("Text. [Help](https://example.org/a)\n", "org/a", "org/b"),
        ("Text. https://example.org/a\n", "org/a", "org/b"),
        ("Text.\n", "Text", "<!-- checked -->\n\nText"),
        ("See [Heat](heat.md)\n\nText.\n", "See [", "Read more about ["),
    ] {
        assert!(!voids("a.md", &format!("{FRONT}{body}"), old, new), "{body:?}");
    }
    let page = |front: &str, body: &str| hash("a.md", &format!("---\n{front}\n---\n\n{body}Text.\n"));
    let signed = page("title: Necks", "");
    assert_eq!(page("status: published", "# Necks\n\n"), signed);
    assert_eq!(page("title: \"Necks\"\nlayout: wide\nmodified: 2026-05-03", "# Necks\n\n"), signed);
    assert_eq!(page("title: Necks\ndescription: A b", ""), page("title: Necks\nsummary: A  b", ""));
    for (text, old, new) in [
        ("Necks\n\nLast updated: May 3, 2024\n\nRest helps most people.\n", "3", "4"),
        ("Necks\n\nMedically reviewed by\nAmy Lee, MD\n\nRest helps most people.\n", "MD", "MD, PhD"),
        ("Necks\n\nBy Jane Doe\n\nRest helps most people.\n", "Jane", "Joan"),
    ] {
        assert!(!voids("a.txt", text, old, new), "{text:?}");
    }
}

/// A line of a generated page, as each reader's authors write it.
fn line(reader: Reader) -> impl Strategy<Value = String> {
    let words = "[A-Z][a-z]{2,7}( [a-z]{2,7}){1,4} [1-9][0-9]{0,2} mg";
    let texts = (words, any::<prop::sample::Index>()).prop_map(move |(words, at)| {
        let forms: &[&str] = match reader {
            Reader::Markdown => &[
                "W.",
                "- W",
                "> W.",
                "## W",
                "| W | b |\n|---|---|\n| c | W |",
                "**W** and *more*.",
                "1. W",
                "T\n: W",
                "W [@key].",
            ],
            Reader::Html => &[
                "<p>W.</p>",
                "<ul><li>W</li></ul>",
                "<h2>W</h2>",
                "<table><tr><td>W</td></tr></table>",
                "<div><b>W</b> &amp; more</div>",
                "<blockquote><p>W</p></blockquote>",
            ],
            Reader::Text => &["W.", "W. It helps most people who have it.", "- W", "W:"],
        };
        forms[at.index(forms.len())].replace('W', &words)
    });
    let others: &'static [&'static str] = match reader {
        Reader::Markdown => &[
            "By Day 3 take 10 mg",
            "Updated 10 mg twice daily",
            "Current as of May 3, 2024",
            "Medical review by Amy Lee, MD",
            "By Jane Doe",
            "## Contents\n\n- Heat\n- Cold\n\n## Heat\n\nIt helps.",
            "In this article:\n\n- [Heat](#heat)\n- [5 mg](#heat)\n\n## Heat",
            "See [Heat](heat.md)",
            "See also:\n\n- [Heat](heat.md)\n- All About Cold",
            "Rest.\nLast updated: May 3, 2024",
            "Rest helps. See [Heat](heat.md).",
            "## Related\n\nRead more about [How Heat Helps](heat.md)",
            "## References\n\n1. Doe J, Roe R. Heat for necks. J Neck. 2019;3(1):14-29.\n2. Neck pain. NHS. 2020.",
            "It helps.[^1]\n\n[^1]: Doe J. Cold for necks. J Neck. 2018;2(4):7-9.",
            "It may help.[^2]\n\n[^2]: Ask before you take 5 mg.",
        ],
        Reader::Html => &[
            "<p>By Day 3 take 10 mg</p>",
            "<p>Current as of May 3, 2024</p>",
            "<p>Medical review by Amy Lee, MD</p>",
            "<h2>Contents</h2>\n<ul><li>Heat</li><li>5 mg</li></ul>\n<h2>Heat</h2>",
            "<ul><li><a href=\"#heat\">Heat</a></li></ul>\n<h2 id=\"heat\">Heat</h2>",
            "<p>See <a href=\"heat.md\">Heat</a></p>",
            "<h2>References</h2>\n<ol><li>Doe J. Heat for necks. J Neck. 2019;3(1):14-29.</li></ol>",
        ],
        Reader::Text => &[
            "By Day 3 take 10 mg",
            "Reviewed: 5 mg, not 50 mg",
            "Last updated: May 3, 2024",
            "Medically reviewed by Amy Lee, MD",
            "Contents\n\nHeat\n\nCold",
            "See Neck Strain Symptoms",
            "Learn more:\n\nAll About Cold",
            "See Heat",
            "References\n\n1. Doe J. Heat for necks. J Neck. 2019;3(1):14-29.\n\n2. Neck pain. NHS. 2020.",
        ],
    };
    prop_oneof![3 => texts, 2 => prop::sample::select(others).prop_map(str::to_owned)]
}

#[derive(Clone, Copy, Debug)]
enum Reader {
    Markdown,
    Html,
    Text,
}

/// A generated page and its path.
fn page() -> impl Strategy<Value = (&'static str, String)> {
    let of = |reader: Reader, path: &'static str, front: &'static str| {
        prop::collection::vec(line(reader), 1..7)
            .prop_map(move |lines| (path, format!("{front}{}\n", lines.join("\n\n"))))
    };
    prop_oneof![
        of(Reader::Markdown, "a.md", FRONT),
        of(Reader::Html, "a.md", FRONT),
        of(Reader::Text, "a.txt", "Necks\n\n")
    ]
}

fn read(path: &str, text: &str) -> Document {
    Document::parse(DocId(0), Source::new(path, text), Collection::Article, &ReadOptions::default())
}

/// What of a page is signed: the visible letters and digits of its text, without what is cut from it.
fn signed_bytes(document: &Document) -> Vec<usize> {
    let body = &document.body;
    let mut unsigned: Vec<Span> = body.cuts.clone();
    unsigned.extend(body.citations.iter().map(|citation| citation.group));
    bytes(document, |role| role == BlockRole::Text)
        .into_iter()
        .filter(|at| !unsigned.iter().any(|span| span.range().contains(at)))
        .collect()
}

/// Where a letter or digit of prose stands in blocks of some roles.
fn bytes(document: &Document, of: impl Fn(BlockRole) -> bool) -> Vec<usize> {
    let blocks = document.body.blocks.iter().filter(|block| of(block.role));
    let letters = blocks.flat_map(|block| {
        let text = block.prose.text();
        let at = text.char_indices().filter(|(_, c)| c.is_ascii_alphanumeric()).map(|(at, _)| at);
        at.map(|at| block.prose.span(at..at + 1)).collect::<Vec<_>>()
    });
    // A character reference has no byte of its own to change.
    letters.filter(|span| span.len() == 1).map(|span| span.start as usize).collect()
}

fn with_byte(text: &str, at: usize) -> String {
    let other = if &text[at..=at] == "7" { "8" } else { "7" };
    format!("{}{other}{}", &text[..at], &text[at + 1..])
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn every_character_of_the_text_is_signed((path, text) in page(), nth in any::<prop::sample::Index>()) {
        let document = read(path, &text);
        let signed = signed_bytes(&document);
        prop_assume!(!signed.is_empty());
        let changed = with_byte(&text, signed[nth.index(signed.len())]);
        prop_assert_ne!(hash(path, &text), hash(path, &changed), "{}\n{}", text, changed);
    }

    /// What is no text may change as long as it stays what it is; a change that makes text of it is signed. Of a See
    /// line the page that it sends readers to is signed, of a reference the work, and a note in its place; of a line that
    /// says again what stands above it every word, since nobody looked what role the first has.
    #[test]
    fn no_character_of_another_role_is_signed((path, text) in page(), nth in any::<prop::sample::Index>()) {
        let document = read(path, &text);
        let others = bytes(&document, |role| role != BlockRole::Text);
        prop_assume!(!others.is_empty());
        let changed = with_byte(&text, others[nth.index(others.len())]);
        let (before, after) = (Signed::of(path, &text), Signed::of(path, &changed));
        prop_assert_eq!(before.hash == after.hash, before.names_the_same(&after), "{}\n{}", text, changed);
    }
}

#[test]
fn a_line_about_the_page_may_stand_twice() {
    let text = "Necks\n\nLast updated: May 3, 2024\n\nLast updated: May 3, 2024\n";
    let document = read("a.txt", text);
    for at in bytes(&document, |role| role != BlockRole::Text) {
        let changed = with_byte(text, at);
        let (before, after) = (Signed::of("a.txt", text), Signed::of("a.txt", &changed));
        assert_eq!(before.hash == after.hash, before.names_the_same(&after), "{changed}");
    }
}

/// What of a page is signed beside its text.
struct Signed {
    hash: ContentHash,
    /// The blocks whose role is text.
    text: String,
    pages: BTreeSet<String>,
    works: BTreeSet<String>,
    /// What stands in the place of references and is none.
    notes: Vec<String>,
    /// Lines that are set aside.
    asides: Vec<String>,
}

impl Signed {
    /// Reads a page in a repository that has the page it sends readers to.
    fn of(path: &str, text: &str) -> Signed {
        let mut session = Session::new(Settings::new(Date::parse("2026-11-22").expect("a date")));
        let heat = "---\ntitle: Heat\n---\n\nText.\n";
        session.set(vec![
            (Source::new(path, text), Collection::Article),
            (Source::new("heat.md", heat), Collection::Article),
        ]);
        let index = session.index();
        let parts = index.signed_parts(DocId(0)).expect("the page can be read");
        let facts = index.facts(DocId(0)).expect("the page is there");
        let body = read(path, text).body;
        let noted = body.entries.iter().zip(&facts.references).filter(|(_, cited)| cited.fields.is_none());
        let asides = body.asides.iter().map(|aside| aside.slice(text).to_owned()).collect();
        let text = body.blocks.iter().filter(|block| block.role == BlockRole::Text);
        Signed {
            hash: parts.hash(),
            text: text.map(|block| block.prose.text()).collect::<Vec<_>>().join(" "),
            pages: parts.sees,
            works: parts.sources,
            notes: noted.map(|(entry, _)| entry.prose.text().to_owned()).collect(),
            asides,
        }
    }

    fn names_the_same(&self, other: &Signed) -> bool {
        self.text == other.text
            && self.pages == other.pages
            && self.works == other.works
            && self.notes == other.notes
            && self.asides == other.asides
    }
}

/// The property above says nothing where no page has such a block.
#[test]
fn labels_of_links_and_details_of_references_void_nothing() {
    for (path, text, old, new, stays) in [
        ("a.md", "See [Heat](heat.md)\n", "[Heat", "[All about heat", true),
        ("a.md", "See [All about heat](heat.md)\n", "heat.md", "cold.md", false),
        ("a.md", "<p>See <a href=\"heat.md\">Heat</a></p>\n", ">Heat", ">More on heat", true),
        ("a.txt", "Necks\n\nRest helps most people.\n\nSee Heat\n", "See Heat", "See Cold", false),
        (
            "a.md",
            "## References\n\n1. Doe J. Heat for necks. J Neck. 2019;3(1):14-29.\n",
            "14-29",
            "15-30",
            true,
        ),
        (
            "a.md",
            "## References\n\n1. Doe J. Heat for necks. J Neck. 2019;3(1):14-29.\n",
            "Doe J",
            "Doe JK",
            true,
        ),
        (
            "a.md",
            "Heat helps [1].\n\n## References\n\n1. Doe J. Heat for necks. J Neck. 2019.\n",
            "Heat for",
            "Cold for",
            false,
        ),
        (
            "a.md",
            "It helps.[^1]\n\n[^1]: Doe J. Heat for necks. J Neck. 2019;3(1):14-29.\n",
            "3(1)",
            "4(1)",
            true,
        ),
        ("a.md", "It helps.[^1]\n\n[^1]: Ask before you take 5 mg.\n", "5 mg", "50 mg", false),
        (
            "a.txt",
            "Necks\n\nRest helps. [1]\n\nReferences\n\n1. Doe J. Heat for necks. J Neck. 2019;3(1):14-29.\n",
            "14-29",
            "15-30",
            true,
        ),
        (
            "a.txt",
            "Necks\n\nRest helps. [1]\n\nReferences\n\n1. Doe J. Heat for necks. J Neck. 2019;3(1):14-29.\n",
            "2019",
            "2018",
            false,
        ),
    ] {
        let (before, after) = (Signed::of(path, text), Signed::of(path, &text.replacen(old, new, 1)));
        assert_eq!(before.hash == after.hash, stays, "{text:?}: {old} for {new}");
        assert_eq!(before.names_the_same(&after), stays, "{text:?}: {old} for {new}");
    }
}
