//! Every place that the settings name, and every place of what is wrong with them, lies in their file and splits
//! no character.

use std::sync::LazyLock;

use proptest::prelude::*;

use super::*;
use crate::base::span::Span;
use crate::base::steps::tests::texts;
use crate::run::session::spans::{assert_in, spans_of};

static SCHEMAS: LazyLock<Schemas> = LazyLock::new(Schemas::embedded);

/// Settings in which a text is every kind of thing.
const FORMS: [&str; 6] = [
    "T",
    "\u{feff}T",
    "extends: T\nsite-root: T\nlists: [T, T]\nretractions: T\nbaseline: T\nexclude: [T, 'T*']\nT: T\n",
    "rules: {T: off, link: T, link/see-unresolved: {severity: T, T: T}}\nfail-on: T\n",
    "allow:\n- {rule: T, path: T, pointer: T, reason: T}\n- {rule: link/see-unresolved, path: T, reason: T}\n- T\n",
    "collections:\n  articles: {files: T, schema: T}\n  T: T\noverrides:\n- {files: [T], rules: {T: T}}\nfields: {extra: [T], names: {article: {title: T}}}\nsee: {leads: [T]}\n",
];

fn read(bytes: &[u8]) {
    let source = || Source::from_bytes(crate::rules::settings::FILE_NAME, bytes.to_vec());
    let spans: Vec<Span> = match RawConfig::read(source(), &SCHEMAS) {
        Ok(raw) => {
            let named = raw
                .extends
                .iter()
                .chain(&raw.lists)
                .chain(&raw.retractions)
                .chain(&raw.baseline)
                .map(|(_, span)| *span);
            let permits = raw.permits.iter().map(|permit| permit.span);
            let claims = raw.claims.iter().map(|claim| claim.span);
            let schemas = raw.schemas.iter().map(|schema| schema.span);
            named.chain(permits).chain(claims).chain(schemas).collect()
        }
        Err(error) => error.problems.iter().flat_map(spans_of).collect(),
    };
    assert_in(&source(), &spans);
}

fn read_everywhere(text: &str) {
    for (nth, form) in FORMS.into_iter().enumerate() {
        let end = ["\n", "\r\n", "\r"][(nth + text.len()) % 3];
        read(form.replace('T', text).replace('\n', end).as_bytes());
    }
}

#[test]
fn no_span_of_the_settings_ends_inside_a_character_or_after_the_file() {
    for text in [
        "",
        "a",
        "'é'",
        "\u{a0}",
        "\u{feff}",
        "😀",
        "\0",
        "\r",
        "é: 😀",
        "[é",
        "*é",
        "!é x",
        "{😀",
        "2026-11-22",
    ] {
        read_everywhere(text);
    }
    for bytes in [&b"\xff"[..], b"rules: \xe9", b"\xef\xbb\xbf\xe9", b"extends: caf\xe9\n", b"\xff\xfea\0"] {
        read(bytes);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn spans_of_any_settings_lie_in_them(text in texts(), at in any::<prop::sample::Index>(), byte in any::<u8>()) {
        read_everywhere(&text);
        let mut bytes = FORMS.concat().replace('T', &text).into_bytes();
        let at = at.index(bytes.len());
        bytes[at] = byte;
        read(&bytes);
    }
}
