//! Records of any shape: every violation marks bytes of the record.

use proptest::prelude::*;

use super::*;

/// Values made of the keys and words of the content model, in any order and depth.
fn value() -> impl Strategy<Value = Value> {
    let word = prop::sample::select(vec![
        "title",
        "status",
        "draft",
        "ätiologie",
        "2026-02-30",
        "01/10/2026",
        "",
        "never",
        "webpage",
        "a`b",
        "https://example.org/a b",
        "link/see-unresolved",
    ]);
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        word.prop_map(Value::from),
    ];
    let key = prop::sample::select(vec![
        "title",
        "titel",
        "status",
        "authors",
        "author",
        "codes",
        "issued",
        "date-parts",
        "custom",
        "x-own",
        "0",
        "disclosures",
        "text",
        "licence",
        "type",
        "id",
        "roles",
        "collections",
        "articles",
        "fields",
        "names",
        "article",
        "rules",
        "overrides",
        "files",
        "review",
        "max-age",
        "a/b",
        "~",
    ]);
    leaf.prop_recursive(5, 60, 6, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
            prop::collection::hash_map(key.clone().prop_map(str::to_owned), inner, 0..6)
                .prop_map(|map| map.into_iter().collect()),
        ]
    })
}

proptest! {
    #[test]
    fn violations_mark_bytes_of_the_record(value in value()) {
        let text = value.to_string();
        let parsed = Syntax::Yaml.parse(&text);
        let Some(root) = parsed.root else { return Ok(()) };
        let schemas = shared();
        let (extra, naming) = (BTreeSet::new(), Naming::default());
        let mut found = schemas.check_config(&root);
        for collection in Collection::ALL {
            found.extend(schemas.check(collection, &root, &extra, &naming, None));
        }
        for violation in found {
            let labels = violation.labels.iter().map(|(span, _)| *span);
            let suggested = violation.suggestion.iter().map(|(span, _)| *span);
            for span in labels.chain(suggested).chain([violation.span]) {
                prop_assert!(text.get(span.range()).is_some(), "{span:?} of {text}");
            }
            prop_assert!(!violation.message.ends_with('.'), "{}", violation.message);
            let help = violation.help.unwrap_or_default();
            prop_assert!(help.is_empty() || help.ends_with(['.', '?']), "{help}");
        }
    }
}

/// Compiled once for all cases.
fn shared() -> &'static Schemas {
    static SCHEMAS: std::sync::OnceLock<Schemas> = std::sync::OnceLock::new();
    SCHEMAS.get_or_init(Schemas::embedded)
}
