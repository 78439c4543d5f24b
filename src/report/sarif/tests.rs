use serde_json::{Value, json};

use super::*;
use crate::base::source::Source;
use crate::base::span::{DocId, Span};
use crate::report::Origin;
use crate::report::tests::{repository, session, verdicts};
use crate::run::session::Session;

#[test]
fn paths_become_addresses() {
    assert_eq!(uri("content/articles/neck-pain.md"), "content/articles/neck-pain.md");
    assert_eq!(uri("a b/é:%?#.md"), "a%20b/%C3%A9%3A%25%3F%23.md");
    assert_eq!(uri("caf\\xE9\u{202e}\n.md"), "caf%5CxE9%E2%80%AE%0A.md");
}

#[test]
fn content_makes_no_links_in_messages() {
    assert_eq!(plain("see [a](http://b) and [1]"), "see [a] (http://b) and [1]");
}

/// Three findings: one that a comment allows, one that the settings allow, and one that the baseline knows.
#[test]
fn what_is_lived_with_is_suppressed() {
    let mut session = session();
    let settings = session.attach(Source::new("medproof.yaml", "allow: []\n"));
    let lived_with = |settings| {
        let mut verdicts = verdicts();
        let reason = "a landmark\u{1b}".to_owned();
        let comment = Location { doc: DocId(0), span: Span::new(0, 1) };
        let entry = Location { doc: settings, span: Span::new(0, 5) };
        verdicts[0].fate = Fate::Allowed { at: comment, reason: reason.clone() };
        verdicts[1].fate = Fate::Allowed { at: entry, reason };
        verdicts[2].fate = Fate::Known;
        verdicts
    };
    let results = results(&session, lived_with(settings), true);
    let suppressions = |nth: usize| results[nth]["suppressions"].clone();
    let at = |path: &str, end: usize, text: &str| {
        json!({"physicalLocation": {
            "artifactLocation": {"uri": path, "uriBaseId": "%SRCROOT%"},
            "region": {"startLine": 1, "startColumn": 1, "endLine": 1, "endColumn": end, "snippet": {"text": text}},
        }})
    };
    let allowed = |kind: &str, location: Value| json!([{"kind": kind, "status": "accepted", "justification": "a landmark␛", "location": location}]);
    assert_eq!(suppressions(0), allowed("inSource", at("articles/a.md", 2, "#")));
    assert_eq!(suppressions(1), allowed("external", at("medproof.yaml", 6, "allow")));
    let known = json!([{"kind": "external", "status": "accepted", "justification": "in the baseline"}]);
    assert_eq!(suppressions(2), known);
    let states: Vec<&Value> = results.iter().map(|result| &result["baselineState"]).collect();
    assert_eq!(states, ["new", "new", "unchanged"]);
}

/// Each result is a line, below the head of the run.
#[test]
fn results_are_lines() {
    let session = session();
    let written = |verdicts: Vec<Verdict>| {
        let report =
            Report { repositories: vec![repository(&session, verdicts, "")], hidden_advice: 0, links: None };
        let mut out = Vec::new();
        write(&report, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    };
    let text = written(verdicts());
    let lines: Vec<&str> = text.lines().filter(|line| line.starts_with("        {\"ruleId\":")).collect();
    assert_eq!(lines.len(), verdicts().len());
    assert!(text.ends_with("}\n      ]\n    }\n  ]\n}\n"), "{text}");
    assert!(written(Vec::new()).ends_with("\"results\": []\n    }\n  ]\n}\n"));
}

/// A finding about a whole page is no quotation of it, and one between two letters has no text.
#[test]
fn a_place_is_quoted_unless_it_is_empty_or_long() {
    let mut session = session();
    let text = format!("{}\n", "é".repeat(LONGEST_SNIPPET));
    let long = session.attach(Source::new("long.yaml", text));
    let quoted = |start: usize, end: usize| {
        let mut verdict = verdicts().remove(0);
        verdict.diagnostic.at = Location { doc: long, span: Span::new(start, end) };
        let result = results(&session, vec![verdict], false).remove(0);
        result["locations"][0]["physicalLocation"]["region"]["snippet"]["text"].clone()
    };
    assert_eq!(quoted(0, 4), "éé");
    assert_eq!(quoted(4, 4), Value::Null);
    assert_eq!(quoted(0, 500), "é".repeat(250));
    assert_eq!(quoted(0, 502), Value::Null);
}

#[test]
fn a_checkout_is_named_if_all_repositories_are_in_it() {
    let session = session();
    let origin = |name: &str, revision: Option<&str>| {
        Some(Origin {
            repository: format!("https://example.org/{name}"),
            revision: revision.map(str::to_owned),
        })
    };
    let provenance = |origins: Vec<Option<Origin>>| {
        let repositories = origins.into_iter();
        let repositories =
            repositories.map(|origin| Repository { origin, ..repository(&session, Vec::new(), "") });
        let report = Report { repositories: repositories.collect(), hidden_advice: 0, links: None };
        let mut out = Vec::new();
        write(&report, &mut out).unwrap();
        let log: Value = serde_json::from_slice(&out).unwrap();
        log["runs"][0]["versionControlProvenance"].clone()
    };
    let mapped = json!({"uriBaseId": "%SRCROOT%"});
    let (a, b) = (origin("a", Some("0a1b")), origin("b", None));
    let of_a = json!([{"repositoryUri": "https://example.org/a", "revisionId": "0a1b", "mappedTo": mapped}]);
    assert_eq!(provenance(vec![a.clone(), a.clone()]), of_a);
    assert_eq!(
        provenance(vec![b.clone()]),
        json!([{"repositoryUri": "https://example.org/b", "mappedTo": mapped}])
    );
    for none in [vec![a.clone(), b], vec![a, None], vec![None], vec![]] {
        assert_eq!(provenance(none), Value::Null);
    }
}

#[test]
fn what_is_open_is_new_where_there_is_a_baseline() {
    let session = session();
    let open = &results(&session, verdicts(), true)[0];
    assert_eq!((&open["baselineState"], &open["suppressions"]), (&json!("new"), &json!([])));
    let open = &results(&session, verdicts(), false)[0];
    assert_eq!((&open["baselineState"], &open["suppressions"]), (&Value::Null, &json!([])));
}

#[test]
fn of_too_many_results_the_gravest_stay_in_their_order() {
    let session = session();
    let mut many = Vec::new();
    for _ in 0..MOST_RESULTS {
        many.push(verdicts().remove(1));
    }
    let mut lived_with = verdicts().remove(0);
    lived_with.fate = Fate::Known;
    many.insert(0, lived_with);
    many.push(verdicts().remove(0));
    many.push(verdicts().remove(2));
    let run = run(&session, many, false);
    let results = run["results"].as_array().unwrap();
    let levels =
        |from: usize| -> Vec<&Value> { results[from..].iter().map(|result| &result["level"]).collect() };
    assert_eq!(results.len(), MOST_RESULTS);
    assert_eq!(results[0]["level"], "note");
    assert_eq!(levels(MOST_RESULTS - 3), ["note", "error", "warning"]);
    assert_eq!(
        run["invocations"][0]["toolExecutionNotifications"],
        json!([{"level": "warning", "message": {
            "text": "3 findings were left out: a run may have 25000 results, and the gravest were kept."
        }}])
    );
}

fn results(session: &Session, verdicts: Vec<Verdict>, has_baseline: bool) -> Vec<Value> {
    run(session, verdicts, has_baseline)["results"].as_array().unwrap().clone()
}

fn run(session: &Session, verdicts: Vec<Verdict>, has_baseline: bool) -> Value {
    let repository = Repository { has_baseline, ..repository(session, verdicts, "") };
    let report = Report { repositories: vec![repository], hidden_advice: 0, links: None };
    let mut out = Vec::new();
    write(&report, &mut out).unwrap();
    let log: Value = serde_json::from_slice(&out).unwrap();
    log["runs"][0].clone()
}
