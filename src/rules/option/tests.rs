use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use super::*;
use crate::read::syntax::Syntax;
use crate::rules;

#[test]
fn an_option_has_the_id_of_its_rule() {
    for entry in rules::ALL {
        for opt in entry.rule.options.iter().map(|opt| opt.declared()) {
            assert_eq!(opt.rule, entry.id.0, "{}", opt.name);
        }
    }
}

fn node(text: &str) -> Node {
    Syntax::Yaml.parse(text).root.expect("it is data")
}

const NUMBER: Opt<Number> = Opt {
    rule: "a/b",
    name: "c",
    kind: Number { unit: "days", least: 1, most: 99, default: 7 },
    about: "",
    setting: None,
};

const AGE: Opt<Age> = Opt {
    rule: "a/b",
    name: "d",
    kind: Age { unit: "months", most: 99, default: 36 },
    about: "",
    setting: None,
};

#[test]
fn an_option_that_is_not_set_has_its_default() {
    let words = Names::Words(&[("law", None, ""), ("web", Some(3), "")]);
    let ages = Opt {
        rule: "a/b",
        name: "e",
        kind: Ages { unit: "years", most: 99, of: words },
        about: "",
        setting: None,
    };
    let ids = Opt { rule: "a/b", name: "f", kind: Ids(Collection::Source), about: "", setting: None };
    let read = |values: &mut OptionValues, opt: &dyn Declared, text: &str| {
        values.read(&opt.declared(), &node(text));
    };
    let mut values = OptionValues::default();
    assert_eq!((values.number(&NUMBER), values.age(&AGE)), (7, Some(36)));
    assert_eq!(values.age_of(&ages, "law"), Some(None));
    assert_eq!(values.age_of(&ages, "web"), Some(Some(3)));
    assert_eq!(values.age_of(&ages, "book"), None);
    assert!(!values.has_id(&ids, "one"));

    read(&mut values, &NUMBER, "8");
    read(&mut values, &AGE, "never");
    read(&mut values, &ages, "web: never");
    read(&mut values, &ids, "[one]");
    let mut nearer = OptionValues::default();
    read(&mut nearer, &ages, "law: 1");
    read(&mut nearer, &ids, "two");
    read(&mut nearer, &AGE, "12");
    values.extend(nearer);
    assert_eq!((values.number(&NUMBER), values.age(&AGE)), (8, Some(12)));
    assert_eq!(values.age_of(&ages, "web"), Some(None));
    assert_eq!(values.age_of(&ages, "law"), Some(Some(1)), "a nearer file adds to the others");
    assert_eq!(values.ids(&ids).collect::<Vec<_>>(), ["one", "two"]);
}

/// What is set as something else is as if it were not set, and never zero or nothing.
#[test]
fn a_value_of_another_kind_leaves_the_default() {
    let mut values = OptionValues::default();
    for text in ["seven", "never", "[7]", "{days: 7}", "-7", "7.5", "99999999999"] {
        values.read(&NUMBER.declared(), &node(text));
        assert_eq!(values.number(&NUMBER), 7, "{text}");
    }
    for text in ["seven", "[7]", "{months: 7}", "-7", "7.5"] {
        values.read(&AGE.declared(), &node(text));
        assert_eq!(values.age(&AGE), Some(36), "{text}");
    }
}

/// The list on a rule's page is the declaration in words.
#[test]
fn pages_list_the_options() {
    for entry in rules::ALL {
        let page = entry.page();
        let listed = page.section("Options").map(|section| section.text.trim().to_owned());
        let declared: Vec<String> = entry.rule.options.iter().map(|opt| opt.declared().described()).collect();
        let expected = (!declared.is_empty()).then(|| {
            format!(
                "Set under the rule in `medproof.yaml`, beside its `severity`:\n\n{}",
                declared.join("\n")
            )
        });
        assert_eq!(listed, expected, "{}", entry.id);
    }
}

/// What an editor is offered while somebody types the settings. `MEDPROOF_UPDATE=1` writes it into the schema.
#[test]
fn the_schema_of_the_settings_has_every_option() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("schema/config.schema.json");
    let text = fs::read_to_string(&path).expect("the schema");
    let schema: Value = serde_json::from_str(&text).expect("JSON");
    let mut with_options = serde_json::Map::new();
    for entry in rules::ALL.iter().filter(|entry| !entry.rule.options.is_empty()) {
        with_options.insert(
            entry.id.0.to_owned(),
            of_rule(&entry.rule.options.iter().map(|opt| opt.declared()).collect::<Vec<_>>()),
        );
    }
    let expected = Value::Object(with_options);
    if std::env::var_os("MEDPROOF_UPDATE").is_some()
        && schema["properties"]["rules"]["properties"] != expected
    {
        let mut schema = schema.clone();
        schema["properties"]["rules"]["properties"] = expected.clone();
        let pretty = serde_json::to_string_pretty(&expected).expect("JSON");
        let indented = pretty.replace('\n', "\n      ");
        let begin = "      \"properties\": {\n        \"cause/";
        let at = text.find(begin).expect("the list of rules with options");
        let end = at + text[at..].find("\n      },\n").expect("its end") + "\n      }".len();
        let written = format!("{}      \"properties\": {indented}{}", &text[..at], &text[end..]);
        fs::write(&path, written).expect("the schema can be written");
        return;
    }
    assert_eq!(schema["properties"]["rules"]["properties"], expected);
}

fn of_rule(options: &[Opt]) -> Value {
    let mut properties = serde_json::Map::new();
    let severity = json!({
        "title": "Severity",
        "description": "What a finding of the rule weighs, or `off`.",
        "$ref": "#/$defs/severity",
        "examples": ["warning"]
    });
    properties.insert("severity".to_owned(), severity);
    for opt in options {
        properties.insert(opt.name.to_owned(), of_option(opt));
    }
    let names: Vec<String> = options.iter().map(|opt| format!("`{}`", opt.name)).collect();
    json!({
        "title": "Severity and options",
        "description": format!("A severity, or keys and values: `severity`, {}.", names.join(", ")),
        "anyOf": [
            { "$ref": "#/$defs/severity" },
            { "title": "Severity and options", "type": "object", "properties": properties, "additionalProperties": false }
        ],
        "examples": ["warning"]
    })
}

fn of_option(opt: &Opt) -> Value {
    let age = |unit: &str, most: u32| {
        json!([
            { "title": format!("Number of {unit}"), "type": "integer", "minimum": 1, "maximum": most },
            { "const": "never" }
        ])
    };
    let titled = |name: &str, about: &str, example: Value| {
        let title = name[..1].to_uppercase() + &name[1..].replace('-', " ");
        json!({ "title": title, "description": about, "examples": [example] })
    };
    let named = |example: Value| titled(opt.name, opt.about, example);
    match opt.kind {
        OptionKind::Number(Number { least, most, default, .. }) => {
            let mut schema = named(json!(default));
            schema["type"] = json!("integer");
            schema["minimum"] = json!(least);
            schema["maximum"] = json!(most);
            schema
        }
        OptionKind::Age(Age { unit, most, default }) => {
            let mut schema = named(json!(default));
            schema["anyOf"] = age(unit, most);
            schema
        }
        OptionKind::Ages(Ages { unit, most, of: Names::Ids(_) }) => {
            let mut schema = named(json!({ "medicines": 12 }));
            schema["type"] = json!("object");
            schema["additionalProperties"] = json!({ "anyOf": age(unit, most) });
            schema
        }
        OptionKind::Ages(Ages { unit, most, of: Names::Words(words) }) => {
            let mut schema = named(json!({ words[0].0: words[0].1 }));
            schema["type"] = json!("object");
            let words = words.iter().map(|(word, default, about)| {
                let mut schema = titled(word, about, default.map_or(json!("never"), |age| json!(age)));
                schema["anyOf"] = age(unit, most);
                ((*word).to_owned(), schema)
            });
            schema["properties"] = Value::Object(words.collect());
            schema["additionalProperties"] = json!(false);
            schema
        }
        OptionKind::Ids(_) => {
            let mut schema = named(json!(["an-id"]));
            schema["type"] = json!("array");
            schema["items"] = json!({ "type": ["string", "integer"] });
            schema
        }
    }
}
