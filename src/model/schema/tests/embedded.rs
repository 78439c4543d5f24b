//! The files in `schema/`, as schemas and as help in an editor.

use super::*;

/// The keywords that say what a value is, without those about other parts of the schema.
fn schema(kind: SchemaKind) -> Value {
    serde_json::from_str(text(kind)).unwrap()
}

/// Every schema of a field within `value`, with its path.
fn fields<'v>(value: &'v Value, path: &str, found: &mut Vec<(String, &'v Value)>) {
    match value {
        Value::Object(map) => {
            for (key, inner) in map {
                if matches!(key.as_str(), "examples" | "enum" | "const") {
                    continue;
                }
                let here = format!("{path}/{key}");
                if key == "properties" {
                    for (name, field) in inner.as_object().unwrap() {
                        found.push((format!("{here}/{name}"), field));
                    }
                }
                fields(inner, &here, found);
            }
        }
        Value::Array(items) => {
            for (nth, inner) in items.iter().enumerate() {
                fields(inner, &format!("{path}/{nth}"), found);
            }
        }
        _ => {}
    }
}

#[test]
fn each_is_valid_by_draft_2020_12() {
    for kind in SchemaKind::ALL {
        let schema = schema(kind);
        assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema", "{kind}");
        assert_eq!(schema["$id"], kind.id(), "{kind}");
        assert!(jsonschema::draft202012::meta::is_valid(&schema), "{kind}");
        assert!(options().build(&schema).is_ok(), "{kind}");
    }
}

#[test]
fn each_field_explains_itself_in_an_editor() {
    for kind in SchemaKind::ALL {
        let schema = schema(kind);
        let mut found = Vec::new();
        fields(&schema, "", &mut found);
        assert!(found.len() > 3, "{kind}");
        for (path, field) in found {
            let title = field["title"].as_str().unwrap_or_default();
            assert!(title.starts_with(|letter: char| letter.is_uppercase()), "{kind}{path}: title");
            assert!(!title.ends_with('.'), "{kind}{path}: title");
            let description = field["description"].as_str().unwrap_or_default();
            assert!(description.ends_with('.'), "{kind}{path}: description");
            assert!(!field["examples"][0].is_null(), "{kind}{path}: examples");
        }
    }
}

#[test]
fn examples_keep_to_their_schemas() {
    for kind in SchemaKind::ALL {
        let schema = schema(kind);
        let mut found = Vec::new();
        fields(&schema, "", &mut found);
        for (path, field) in found {
            let mut alone = field.clone();
            alone["$defs"] = schema["$defs"].clone();
            let validator = options().build(&alone).unwrap();
            for example in field["examples"].as_array().unwrap() {
                assert!(validator.is_valid(example), "{kind}{path}: {example}");
            }
        }
    }
}

#[test]
fn a_data_file_may_hold_one_record_or_a_list() {
    let term = json!({"id": "herniated-disc", "preferred": "herniated disc", "plain": "a slipped disc"});
    let validator = options().build(&schema(SchemaKind::Term)).unwrap();
    assert!(validator.is_valid(&term));
    assert!(validator.is_valid(&json!([term, term])));
    assert!(!validator.is_valid(&json!([term, {}])));
}

#[test]
fn own_names_can_be_given_to_every_field_and_to_no_other() {
    let config = schema(SchemaKind::Config);
    let names = &config["properties"]["fields"]["properties"]["names"]["properties"];
    for kind in SchemaKind::ALL {
        if matches!(kind, SchemaKind::Config | SchemaKind::List) {
            continue;
        }
        let listed = &names[kind.name()]["propertyNames"]["enum"];
        let schema = schema(kind);
        let known: Vec<&String> =
            schema["$defs"]["fields"]["properties"].as_object().unwrap().keys().collect();
        assert_eq!(*listed, json!(known), "{kind}");
    }
    assert_eq!(names.as_object().unwrap().len(), SchemaKind::ALL.len() - 2);
}

#[test]
fn what_a_rule_covers_is_not_required() {
    let required = |kind| schema(kind)["$defs"]["fields"]["required"].clone();
    assert_eq!(required(SchemaKind::Article), json!(["status"]));
    assert_eq!(required(SchemaKind::Cause), json!(["name"]));
    assert_eq!(required(SchemaKind::Source), json!(["id", "type", "title"]));
    assert_eq!(required(SchemaKind::Person), json!(["name", "roles"]));
    assert_eq!(required(SchemaKind::Review), json!(["article", "reviewer", "date", "kind", "outcome"]));
    assert_eq!(required(SchemaKind::Term), json!(["preferred", "plain"]));
    assert_eq!(required(SchemaKind::Redirect), json!(["from", "to"]));
    assert_eq!(required(SchemaKind::List), json!(["avoid", "reason"]));
    assert_eq!(schema(SchemaKind::Config)["required"], Value::Null);
}

#[test]
fn names_and_kinds_match() {
    for kind in SchemaKind::ALL {
        assert_eq!(kind.name().parse(), Ok(kind));
        assert_eq!(SchemaKind::ALL[kind as usize], kind);
    }
    assert_eq!("articles".parse::<SchemaKind>(), Err(()));
}
