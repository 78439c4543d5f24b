use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use super::*;
use crate::rules;

#[test]
fn an_option_bears_the_id_of_its_rule() {
    for entry in rules::ALL {
        for opt in entry.rule.options {
            assert_eq!(opt.rule, entry.id.0, "{}", opt.name);
        }
    }
}

#[test]
fn what_is_not_set_is_as_declared() {
    let number = OptionKind::Number { unit: "days", most: 99, default: 7 };
    let opt = Opt { rule: "a/b", name: "c", kind: number, about: "", setting: None };
    let mut values = OptionValues::default();
    assert_eq!(values.number(&opt), 7);
    values.set(&opt, OptionValue::Number(8));
    assert_eq!(values.number(&opt), 8);
    let words = Names::Words(&[("law", None, ""), ("web", Some(3), "")]);
    let opt = Opt { name: "d", kind: OptionKind::Ages { unit: "years", most: 99, of: words }, ..opt };
    assert_eq!(values.age_of(&opt, "law"), Some(None));
    assert_eq!(values.age_of(&opt, "web"), Some(Some(3)));
    assert_eq!(values.age_of(&opt, "book"), None);
    values.set(&opt, OptionValue::Ages([("web".to_owned(), None)].into()));
    values.set(&opt, OptionValue::Ages([("law".to_owned(), Some(1))].into()));
    assert_eq!(values.age_of(&opt, "web"), Some(None));
    assert_eq!(values.age_of(&opt, "law"), Some(Some(1)), "a second file adds to the first");
}

/// The list on a rule's page is the declaration in words.
#[test]
fn pages_list_the_options() {
    for entry in rules::ALL {
        let page = entry.page();
        let listed = page.section("Options").map(|section| section.text.trim().to_owned());
        let declared: Vec<String> = entry.rule.options.iter().map(|opt| opt.described()).collect();
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
        with_options.insert(entry.id.0.to_owned(), of_rule(entry.rule.options));
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

fn of_rule(options: &[&Opt]) -> Value {
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
        OptionKind::Number { most, default, .. } => {
            let mut schema = named(json!(default));
            schema["type"] = json!("integer");
            schema["minimum"] = json!(1);
            schema["maximum"] = json!(most);
            schema
        }
        OptionKind::Age { unit, most, default } => {
            let mut schema = named(json!(default));
            schema["anyOf"] = age(unit, most);
            schema
        }
        OptionKind::Ages { unit, most, of: Names::Ids(_) } => {
            let mut schema = named(json!({ "medicines": 12 }));
            schema["type"] = json!("object");
            schema["additionalProperties"] = json!({ "anyOf": age(unit, most) });
            schema
        }
        OptionKind::Ages { unit, most, of: Names::Words(words) } => {
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
