use serde_json::{Value, json};

use super::*;
use crate::base::source::Source;
use crate::base::span::{DocId, Span};
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
    let at = |path: &str, end: usize| {
        json!({"physicalLocation": {
            "artifactLocation": {"uri": path, "uriBaseId": "%SRCROOT%"},
            "region": {"startLine": 1, "startColumn": 1, "endLine": 1, "endColumn": end},
        }})
    };
    let allowed = |kind: &str, location: Value| json!([{"kind": kind, "status": "accepted", "justification": "a landmark␛", "location": location}]);
    assert_eq!(suppressions(0), allowed("inSource", at("articles/a.md", 2)));
    assert_eq!(suppressions(1), allowed("external", at("medproof.yaml", 6)));
    let known = json!([{"kind": "external", "status": "accepted", "justification": "in the baseline"}]);
    assert_eq!(suppressions(2), known);
    let states: Vec<&Value> = results.iter().map(|result| &result["baselineState"]).collect();
    assert_eq!(states, ["new", "new", "unchanged"]);
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
    let report = Report { repositories: vec![repository], hidden_advice: 0 };
    let mut out = Vec::new();
    write(&report, &mut out).unwrap();
    let log: Value = serde_json::from_slice(&out).unwrap();
    log["runs"][0].clone()
}
