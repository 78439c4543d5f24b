//! Every span that leaves a reader or a rule lies in its file and splits no character.
//!
//! [`Slot::fit_spans`] would move the others, and in tests it panics instead.

use proptest::prelude::*;

use super::*;
use crate::base::date::Date;
use crate::base::source::BYTE_ORDER_MARK;
use crate::base::steps::tests::texts;
use crate::run::baseline::Baseline;

/// What a file can be, by its ending.
const ARTICLES: &[(&str, Collection)] =
    &[("a.md", Collection::Article), ("b.md", Collection::Cause), ("c.md", Collection::Person)];
const PASTED: &[(&str, Collection)] = &[("a.txt", Collection::Article)];
const DATA: &[(&str, Collection)] = &[
    ("a.yaml", Collection::Article),
    ("b.yaml", Collection::Cause),
    ("c.yaml", Collection::Person),
    ("d.yaml", Collection::Review),
    ("e.yaml", Collection::Source),
    ("f.json", Collection::Source),
    ("g.yaml", Collection::Term),
    ("h.yaml", Collection::Redirect),
];

/// Reads bytes as all that they can be taken for, one beside the other, and asks every rule.
fn judge(bytes: &[u8], files: &[(&'static str, Collection)]) {
    let mut session = Session::new(Settings::new(Date::parse("2026-11-22").expect("a date")));
    let files =
        files.iter().map(|(path, collection)| (Source::from_bytes(*path, bytes.to_vec()), *collection));
    session.set(files.collect());
    let length = u32::try_from(bytes.len()).expect("a short text");
    for finding in session.findings() {
        let labels = finding.labels.iter().map(|(at, _)| *at);
        let edits = finding.fix.iter().flat_map(|fix| &fix.edits).map(|edit| edit.at);
        for at in [finding.at].into_iter().chain(labels).chain(edits) {
            let source = session.source(at.doc).expect("a finding is in a document");
            let fits = source.holds(at.span) && at.span.end <= length;
            assert!(fits, "{}: {finding:?} in {:?}", source.path, source.text);
        }
    }
}

/// Reads bytes as a baseline, and asks for the places of all that it says and of all that is wrong with it.
fn read_baseline(bytes: &[u8]) {
    let source = Source::from_bytes("medproof-baseline.json", bytes.to_vec());
    let spans: Vec<Span> = match Baseline::read(&source) {
        Ok(baseline) => baseline.entries.iter().map(|entry| entry.span).collect(),
        Err(problems) => problems.iter().flat_map(spans_of).collect(),
    };
    assert_in(&source, &spans);
}

/// All places of a finding.
pub(crate) fn spans_of(finding: &Diagnostic) -> Vec<Span> {
    let labels = finding.labels.iter().map(|(at, _)| *at);
    let edits = finding.fix.iter().flat_map(|fix| &fix.edits).map(|edit| edit.at);
    [finding.at].into_iter().chain(labels).chain(edits).collect()
}

/// Asserts that spans lie in a text and part no character of it.
pub(crate) fn assert_in(source: &Source, spans: &[Span]) {
    for span in spans {
        assert!(source.holds(*span), "{}: {span:?} in {:?}", source.path, source.text);
    }
}

/// A text in the places where a reader may find it.
fn judge_everywhere(text: &str) {
    let forms: [(&str, &[(&'static str, Collection)]); 11] = [
        ("T", &[ARTICLES, PASTED, DATA].concat()),
        ("\u{feff}T", &[ARTICLES, PASTED, DATA].concat()),
        ("---\ntitle: T\nauthors: [T]\n---\n\nT\n", ARTICLES),
        ("---\nT\n---\nT", ARTICLES),
        ("+++\ntitle = \"T\"\nauthors = ['T']\n+++\nT", ARTICLES),
        ("+++\nT\n+++\n", ARTICLES),
        ("# Neck\n\n## References\n\n1. T\n2. Lee A. T. BMJ. 2013;346:f1.", ARTICLES),
        ("See T\n\n<!-- medproof: allow T -- T -->\n\n[T](T) ![T](T)", ARTICLES),
        ("Neck\n\nIn this article:\n\nT\n\nReviewed by T\n\nT\n\nReferences\n\n1. T", PASTED),
        ("- id: T\n  title: T\n  author: [{family: T}]\n  DOI: T\n  accessed: T # medproof: allow T", DATA),
        ("{\"id\": \"T\", \"title\": \"T\"}", DATA),
    ];
    for (nth, (form, files)) in forms.into_iter().enumerate() {
        let end = ["\n", "\r\n", "\r"][(nth + text.len()) % 3];
        judge(form.replace('T', text).replace('\n', end).as_bytes(), files);
    }
    for form in [
        "T",
        "\u{feff}T",
        "{\"version\": 1, \"findings\": [{\"rule\": \"T\", \"path\": \"T\", T}, T]}",
        "version: 1\nfindings:\n- T\n- {rule: T, path: T, fingerprint: T}\n",
    ] {
        read_baseline(form.replace('T', text).as_bytes());
    }
}

#[test]
fn no_span_ends_inside_a_character_or_after_the_file() {
    for text in [
        "",
        "\u{a0}",
        "\u{feff}",
        "\u{feff}\u{feff}",
        "\u{a0}\u{a0}\n\u{a0}",
        "\r",
        "a\r",
        "\r\n\r",
        "\u{85}",
        "\u{2028}",
        "a 😀",
        "😀",
        "é",
        "e\u{301}",
        "\0",
        "\u{3000}a\u{3000}",
        "10 U 😀",
        "·\u{a0}",
        "10.1000/182\u{a0}",
    ] {
        judge_everywhere(text);
    }
    for bytes in [
        &b"\xff"[..],
        b"a\xe9",
        b"\xef\xbb",
        b"\xef\xbb\xbf\xe9",
        b"\xf0\x9f\x98",
        b"\xff\xfea\0",
        b"---\ntitle: caf\xe9\n---\n\xe9",
    ] {
        judge(bytes, &[ARTICLES, PASTED, DATA].concat());
        read_baseline(bytes);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn spans_of_any_text_lie_in_it(text in texts(), end in "\\PC?") {
        judge_everywhere(&text);
        judge_everywhere(&end);
    }

    #[test]
    fn spans_of_any_bytes_lie_in_them(text in texts(), at in any::<prop::sample::Index>(), byte in any::<u8>()) {
        let mut bytes = format!("{BYTE_ORDER_MARK}{text}").into_bytes();
        let at = at.index(bytes.len());
        bytes[at] = byte;
        read_baseline(&bytes);
        judge(&bytes, &[ARTICLES, PASTED, DATA].concat());
    }
}
