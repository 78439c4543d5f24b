//! The JSON-Schema-Test-Suite for draft 2020-12: schemas of a repository are applied as they are written.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use rayon::prelude::*;
use serde::Deserialize;

use super::*;

/// Tests of one schema.
#[derive(Deserialize)]
struct Group {
    description: String,
    schema: Value,
    tests: Vec<Test>,
}

#[derive(Deserialize)]
struct Test {
    description: String,
    data: Value,
    valid: bool,
}

/// The value under test stands in a field of a record, because not every value is a record.
fn holder(schema: &str) -> String {
    json!({"properties": {"value": {"$ref": schema}}}).to_string()
}

/// The tests of a group that go wrong, each with the reason.
fn wrong(group: &Group) -> Vec<(&str, String)> {
    let (holder, schema) = (holder("tested.json"), group.schema.to_string());
    let texts = [("schema/holder.json", holder.as_str()), ("schema/tested.json", &schema)];
    let schemas = match Schemas::with_own(&[(Collection::Article, "schema/holder.json")], &texts) {
        Ok(schemas) => schemas,
        Err(error) => {
            return group.tests.iter().map(|test| (&*test.description, error.message.clone())).collect();
        }
    };
    let outcome = |test: &Test| {
        let record = json!({"value": test.data}).to_string();
        let read = Syntax::Yaml.parse(&record);
        // What the reader refuses is a finding too.
        let mut found: Vec<String> = read.problems.iter().map(|problem| problem.message.clone()).collect();
        if let Some(root) = read.root.filter(|_| found.is_empty()) {
            let violations =
                schemas.check(Collection::Article, &root, &BTreeSet::new(), &Naming::default(), None);
            found = violations.into_iter().map(|violation| violation.message).collect();
        }
        (found.is_empty() != test.valid)
            .then(|| found.into_iter().next().unwrap_or("no violation".to_owned()))
    };
    group.tests.iter().filter_map(|test| Some((&*test.description, outcome(test)?))).collect()
}

#[test]
fn what_is_left_of_the_suite_is_known() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/json-schema-test-suite");
    let text = fs::read_to_string(path.join("draft2020-12.json")).unwrap();
    let suite: BTreeMap<String, Vec<Group>> = serde_json::from_str(&text).unwrap();
    let groups: Vec<(&String, &Group)> =
        suite.iter().flat_map(|(file, groups)| groups.iter().map(move |group| (file, group))).collect();
    let total: usize = groups.iter().map(|(_, group)| group.tests.len()).sum();
    assert_eq!(total, 2_225);
    let left: Vec<String> = groups
        .par_iter()
        .flat_map_iter(|(file, group)| {
            wrong(group)
                .into_iter()
                .map(move |(test, why)| format!("{file} | {} | {test} | {why}\n", group.description))
        })
        .collect();
    let expected = fs::read_to_string(path.join("left.txt")).unwrap_or_default();
    let left = left.concat();
    if std::env::var_os("MEDPROOF_UPDATE").is_some() {
        fs::write(path.join("left.txt"), &left).unwrap();
    }
    assert!(left == expected, "{left}");
}
