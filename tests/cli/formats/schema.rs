//! Real output against the schemas of the formats.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::Value;

use super::hostile;
use crate::repo::{Repo, medproof};

fn read(path: &str) -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap()
}

/// Holds a value against a schema.
fn assert_valid(schema: &str, value: &Value) {
    let mut schema = read(schema);
    // The pattern of languages that OASIS publishes has a bracket too many, so it is no regular expression.
    for names_language in ["run", "toolComponent"] {
        if let Some(pattern) =
            schema.pointer_mut(&format!("/definitions/{names_language}/properties/language/pattern"))
        {
            *pattern = "^[a-zA-Z]{2}(-[a-zA-Z]{2})?$".into();
        }
    }
    let validator = jsonschema::options().should_validate_formats(true).build(&schema).unwrap();
    let errors: Vec<String> =
        validator.iter_errors(value).map(|error| format!("{error} at {}", error.instance_path())).collect();
    assert_eq!(errors, Vec::<String>::new());
}

/// What four repositories print: one without findings, one with many, one that allows some, and one of ill will.
fn outputs<const N: usize>(formats: [&str; N]) -> [Vec<String>; N] {
    let clean = Repo::with_clean_page(&[]);
    let allowing = super::allowing();
    let hostile = hostile::repo();
    let flawed = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/flawed");
    let written = tempfile::tempdir().unwrap();
    let file = |format: &str| written.path().join(format);
    let mut outputs = [const { Vec::new() }; N];
    for folder in [clean.path(""), flawed, allowing.path(""), hostile.path("")] {
        let files = formats
            .iter()
            .flat_map(|format| ["--output".to_owned(), format!("{format}={}", file(format).display())]);
        let words = ["check", "--today", "2026-11-22", "--advice", "--exit-zero"];
        medproof(&folder).args(words).args(files).assert().code(0);
        for (format, outputs) in formats.iter().zip(&mut outputs) {
            outputs.push(std::fs::read_to_string(file(format)).unwrap());
        }
    }
    outputs
}

#[test]
fn formats_in_json_are_what_their_schemas_ask_for() {
    let schemas = [
        ("json", "schema/report.schema.json"),
        ("sarif", "tests/fixtures/formats/sarif-2.1.0.schema.json"),
        ("gitlab", "tests/fixtures/formats/gitlab.schema.json"),
        ("rdjson", "tests/fixtures/formats/rdjson.schema.json"),
    ];
    for ((_, schema), outputs) in schemas.iter().zip(outputs(schemas.map(|(format, _)| format))) {
        for output in outputs {
            assert_valid(schema, &serde_json::from_str(&output).unwrap());
        }
    }
}

/// What GitHub asks for beyond the schema: every result lies in lines and columns, and has a hash.
#[test]
fn sarif_is_complete_for_code_scanning() {
    for output in outputs(["sarif"]).concat() {
        let log: Value = serde_json::from_str(&output).unwrap();
        let run = &log["runs"][0];
        for rule in run["tool"]["driver"]["rules"].as_array().unwrap() {
            for field in ["/shortDescription/text", "/fullDescription/text", "/help/text", "/help/markdown"] {
                assert!(
                    rule.pointer(field).and_then(Value::as_str).is_some_and(|text| !text.is_empty()),
                    "{rule}"
                );
            }
            assert!(rule["fullDescription"]["text"].as_str().unwrap().chars().count() <= 1024);
            assert!(rule["defaultConfiguration"]["level"].is_string());
        }
        for result in run["results"].as_array().unwrap() {
            let at = &result["locations"][0]["physicalLocation"];
            for field in ["startLine", "startColumn", "endLine", "endColumn"] {
                assert!(at["region"][field].as_u64().unwrap() >= 1, "{result}");
            }
            let uri = at["artifactLocation"]["uri"].as_str().unwrap();
            assert!(uri.is_ascii() && !uri.contains([' ', ':', '\\']) && !uri.starts_with('/'), "{uri}");
            let hash = result["partialFingerprints"]["primaryLocationLineHash"].as_str().unwrap();
            assert_eq!(hash.len(), 16);
        }
    }
}

#[test]
fn gitlab_never_gets_a_fingerprint_twice() {
    for output in outputs(["gitlab"]).concat() {
        let issues: Vec<Value> = serde_json::from_str(&output).unwrap();
        let mut prints: Vec<&str> =
            issues.iter().map(|issue| issue["fingerprint"].as_str().unwrap()).collect();
        let all = prints.len();
        prints.sort_unstable();
        prints.dedup();
        assert_eq!(prints.len(), all);
        for issue in &issues {
            let rule = issue["check_name"].as_str().unwrap();
            assert!(issue["description"].as_str().unwrap().starts_with(&format!("{rule}: ")), "{issue}");
        }
    }
}

#[test]
fn what_inspect_prints_is_what_its_schema_says() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for file in [
        "content/articles/neck-spasm.md",
        "tests/fixtures/flawed/content/articles/neck-surgery.md",
        "tests/fixtures/flawed/content/citations/imported.yaml",
        "tests/fixtures/text/leg-cramp.txt",
    ] {
        let output = medproof(root).args(["inspect", file, "--format", "json"]).assert().code(0);
        assert_valid(
            "schema/inspect.schema.json",
            &serde_json::from_slice(&output.get_output().stdout).unwrap(),
        );
    }
}

/// An element of a report.
struct Shape {
    name: &'static str,
    must: &'static [&'static str],
    may: &'static [&'static str],
    children: &'static [&'static str],
}

/// The elements of a report, with the attributes they must and may have and the elements they may hold: of what the
/// schema of Jenkins (`junit-10.xsd` of its xUnit plugin) allows, what we write.
const JUNIT: [Shape; 4] = [
    Shape {
        name: "testsuites",
        must: &["name", "tests", "failures", "errors"],
        may: &[],
        children: &["testsuite"],
    },
    Shape {
        name: "testsuite",
        must: &["name", "tests", "failures", "errors"],
        may: &["file", "skipped", "time"],
        children: &["testcase"],
    },
    Shape { name: "testcase", must: &["name", "classname"], may: &["time"], children: &["failure"] },
    Shape { name: "failure", must: &["type", "message"], may: &[], children: &[] },
];

#[test]
fn junit_is_well_formed_and_of_the_right_shape() {
    let shapes: BTreeMap<&str, Shape> = JUNIT.into_iter().map(|shape| (shape.name, shape)).collect();
    for output in outputs(["junit"]).concat() {
        let document = roxmltree::Document::parse(&output).unwrap();
        assert_eq!(document.root_element().tag_name().name(), "testsuites");
        for node in document.descendants().filter(roxmltree::Node::is_element) {
            let Shape { name, must, may, children } = &shapes[node.tag_name().name()];
            let found: Vec<&str> = node.attributes().map(|attribute| attribute.name()).collect();
            assert!(must.iter().all(|attribute| found.contains(attribute)), "{name} {found:?}");
            assert!(
                found.iter().all(|found| must.contains(found) || may.contains(found)),
                "{name} {found:?}"
            );
            let elements: Vec<&str> = node
                .children()
                .filter(|node| node.is_element())
                .map(|child| child.tag_name().name())
                .collect();
            assert!(elements.iter().all(|child| children.contains(child)), "{name} {elements:?}");
            let count = |name: &str| node.descendants().filter(|node| node.has_tag_name(name)).count();
            if ["testsuites", "testsuite"].contains(name) {
                assert_eq!(node.attribute("tests"), Some(count("testcase").to_string().as_str()));
                assert_eq!(node.attribute("failures"), Some(count("failure").to_string().as_str()));
                assert!(count("testcase") > 0, "a report without cases is taken for a run that broke down");
            }
        }
    }
}

#[test]
fn what_diff_prints_is_what_its_schema_says() {
    let page = "---\ntitle: Dose\nstatus: published\nauthors: [ron]\n---\n\nTake 5 mg.\n";
    let repo = Repo::with_clean_page(&[("content/articles/dose.md", page)]);
    repo.run(&["sign", "dose", "--reviewer=lee", "--date=2026-11-20", "--today=2026-11-22"]).code(0);
    let printed = |code: i32| {
        let output = medproof(&repo.path(""))
            .args(["diff", "dose", "--format", "json", "--today", "2026-11-22"])
            .env("GIT_CONFIG_GLOBAL", "/dev/null")
            .assert()
            .code(code);
        let value: Value = serde_json::from_slice(&output.get_output().stdout).unwrap();
        assert_valid("schema/diff.schema.json", &value);
        value
    };
    assert_eq!(printed(0)["changed"], false);
    repo.git(&["init", "--quiet"]);
    repo.commit("signed");
    repo.write("content/articles/dose.md", page.replace("5 mg", "500\u{202e} mg"));
    let value = printed(1);
    assert_eq!(value["changed"], true);
    assert_eq!(
        value["changes"][0]["passages"][0],
        serde_json::json!([
            {"change": "kept", "text": "Take"},
            {"change": "removed", "text": "5"},
            {"change": "added", "text": "500\u{202e}"},
            {"change": "kept", "text": "mg."}
        ])
    );
}
