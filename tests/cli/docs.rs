//! What medproof knows of itself.

use std::fs;
use std::path::Path;

use snapbox::str;

use crate::repo::Repo;

/// The folder of rules is the list: a page that is not printed is a rule that nobody finds.
#[test]
fn rules_are_listed() {
    let rules = listed();
    let ids: Vec<&str> = rules.iter().map(|rule| rule["id"].as_str().unwrap()).collect();
    assert_eq!(ids, pages_on_disk());
    let width = ids.iter().map(|id| id.len()).max().unwrap();
    let line = |rule: &serde_json::Value| {
        let text = |key: &str| rule[key].as_str().unwrap().to_owned();
        format!("{:width$}  {:7}  {}\n", text("id"), text("severity"), text("summary"))
    };
    let expected: String = rules.iter().map(line).collect();
    let output = Repo::new(&[]).run(&["rules"]).code(0).stderr_eq("").get_output().stdout.clone();
    assert_eq!(String::from_utf8(output).unwrap(), expected);
}

/// What `rules --format json` prints.
fn listed() -> Vec<serde_json::Value> {
    let output = Repo::new(&[]).run(&["rules", "--format", "json"]).code(0).get_output().stdout.clone();
    serde_json::from_slice(&output).unwrap()
}

/// The ids of the rules that have a page, in order.
fn pages_on_disk() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/rules");
    let entries =
        |folder: &Path| fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect::<Vec<_>>();
    let pages = entries(&folder).into_iter().filter(|path| path.is_dir()).flat_map(|group| entries(&group));
    let mut ids: Vec<String> = pages
        .filter(|path| path.extension().is_some_and(|ending| ending == "md"))
        .map(|path| {
            path.strip_prefix(&folder).unwrap().with_extension("").to_str().unwrap().replace('_', "-")
        })
        .collect();
    ids.sort();
    ids
}

#[test]
fn rules_are_listed_for_programs() {
    let rules = listed();
    let rule = rules.iter().find(|rule| rule["id"] == "link/see-unresolved").unwrap();
    assert_eq!(
        *rule,
        serde_json::json!({
            "id": "link/see-unresolved",
            "group": "link",
            "severity": "error",
            "summary": "Reports a See line, or an entry of `see:`, that names a page this repository does not have.",
            "standards": ["PIF TICK", "NHS standard for health content", "URAC"],
            "url": "https://github.com/medproof/medproof/blob/main/src/rules/link/see_unresolved.md",
        })
    );
    for rule in &rules {
        let fields: Vec<&String> = rule.as_object().unwrap().keys().collect();
        assert_eq!(fields, ["id", "group", "severity", "summary", "standards", "url"]);
        assert!(["error", "warning", "advice"].contains(&rule["severity"].as_str().unwrap()), "{rule}");
        assert!(rule["summary"].as_str().unwrap().starts_with("Reports "), "{rule}");
    }
}

#[test]
fn a_rule_is_explained_by_its_page() {
    Repo::new(&[]).run(&["explain", "schema/duplicate-key"]).code(0).stdout_eq(str![[r#"
# schema/duplicate-key

Severity: error. Asked for by: YAML 1.2.

Reports a key that is written twice in one block.

## Why

Which of the two counts depends on the tool that reads the file: the site may show one author and the print edition the other.

## How to fix

Keep one of the two keys, with everything that belongs to it, and delete the other. If both values are right, write them as one list.

## Bad

```md file=content/articles/neck-spasm.md
---
title: Neck Spasm Causes
authors: [ron-miller]
~~~~~~~ first written here
status: draft
authors: [amy-lee]
^^^^^^^ `authors` is written twice in the same block
= help: Keep one of the two, with everything that belongs to it.
---
```

## Good

Two records may have the same keys, and a key may override one that is merged in.

```yaml file=content/citations/sources.yaml
- &site
  id: nord
  publisher: National Organization for Rare Disorders
- <<: *site
  id: nord-dystonia
```

## How to allow

In front matter or a YAML file, on the line above the key or entry, with your reason:

```yaml
# medproof: allow schema/duplicate-key -- the site reads the last one
```

## Based on

- [YAML 1.2](https://yaml.org/spec/1.2.2/#3211-nodes), section 3.2.1.1, “Nodes”: each key of a mapping is unique.

"#]]).stderr_eq("");
}

#[test]
fn a_near_rule_is_suggested() {
    Repo::new(&[]).run(&["explain", "link/see-unresolvd"]).code(2).stdout_eq("").stderr_eq(str![[r#"
medproof: there is no rule `link/see-unresolvd`; did you mean `link/see-unresolved`?

"#]]);
    Repo::new(&[]).run(&["explain", "sausage"]).code(2).stdout_eq("").stderr_eq(str![[r#"
medproof: there is no rule `sausage`; `medproof rules` lists all rules.

"#]]);
}

#[test]
fn every_schema_is_printed_as_it_is_embedded() {
    let content = ["article", "cause", "source", "person", "review", "term", "redirect", "config"];
    for kind in content.into_iter().chain(["report", "inspect", "diff"]) {
        let output = Repo::new(&[]).run(&["schema", kind]).code(0).stderr_eq("").get_output().stdout.clone();
        let file = format!("{}/schema/{kind}.schema.json", env!("CARGO_MANIFEST_DIR"));
        let file: serde_json::Value = serde_json::from_slice(&std::fs::read(file).unwrap()).unwrap();
        assert_eq!(serde_json::from_slice::<serde_json::Value>(&output).unwrap(), file, "{kind}");
    }
    Repo::new(&[]).run(&["schema", "sausage"]).code(2).stdout_eq("");
}

#[test]
fn shells_get_their_completions() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let output =
            Repo::new(&[]).run(&["completions", shell]).code(0).stderr_eq("").get_output().stdout.clone();
        assert!(String::from_utf8(output).unwrap().contains("stdin-filename"), "{shell}");
    }
}
