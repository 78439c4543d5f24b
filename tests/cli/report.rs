//! `medproof report`: the file it writes, and what it refuses.

use std::fs;

use snapbox::str;

use crate::repo::Repo;

const PAGE: &str = "---\ntitle: Neck Pain\nstatus: published\n---\n\nSee Neck Strain\n";

fn report(repo: &Repo, words: &[&str]) -> snapbox::cmd::OutputAssert {
    repo.run(&[&["report", "--today", "2026-11-22"], words].concat())
}

/// The data that the script of a report reads.
fn data(repo: &Repo) -> serde_json::Value {
    let text = fs::read_to_string(repo.path("report.html")).unwrap();
    let (_, rest) = text.split_once("<script id=\"data\" type=\"application/json\">").unwrap();
    serde_json::from_str(rest.split_once("</script>").unwrap().0).unwrap()
}

#[test]
fn the_same_content_gives_the_same_file() {
    let repo = Repo::with_clean_page(&[("content/articles/a.md", PAGE)]);
    report(&repo, &["--output", "report.html"]).code(0).stdout_eq("Wrote `report.html`.\n").stderr_eq("");
    let first = fs::read(repo.path("report.html")).unwrap();
    report(&repo, &["--output", "report.html"]).code(0);
    assert_eq!(fs::read(repo.path("report.html")).unwrap(), first);
    let data = data(&repo);
    let files = data["files"].as_array().unwrap();
    let paths: Vec<&str> = files.iter().map(|file| file["path"].as_str().unwrap()).collect();
    assert_eq!(paths, ["content/articles/a.md", "content/articles/neck-pain.md", "content/people/lee.yaml"]);
    assert_eq!(files[0]["title"], "Neck Pain");
    let messages: Vec<&str> = files[0]["findings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|finding| data["texts"][finding["message"].as_u64().unwrap() as usize].as_str().unwrap())
        .collect();
    assert!(messages.contains(&"no page is called “Neck Strain”"), "{messages:?}");
    let finding =
        files[0]["findings"].as_array().unwrap().iter().find(|finding| finding["line"] == 6).unwrap();
    assert_eq!(
        finding["excerpt"],
        serde_json::json!({ "line": 6, "before": "See ", "mark": "Neck Strain", "after": "" })
    );
}

#[test]
fn an_earlier_report_shows_what_changed() {
    let repo = Repo::with_clean_page(&[("content/articles/a.md", PAGE)]);
    repo.check(&["--output", "json=before.json", "--exit-zero"]).code(0);
    repo.write("content/articles/a.md", PAGE.replace("See Neck Strain", "See Back Strain"));
    report(&repo, &["--output", "report.html", "--since", "before.json"]).code(0).stderr_eq("");
    let text = fs::read_to_string(repo.path("report.html")).unwrap();
    let (_, changed) = text.split_once("<h2>What changed since before.json</h2>").unwrap();
    let (changed, _) = changed.split_once("<h2>").unwrap();
    assert!(changed.contains("<li>line 6: no page is called “Back Strain”</li>"), "{changed}");
    assert!(
        changed.contains("<li>content/articles/a.md: no page is called “Neck Strain” <span class=\"muted\">link/see-unresolved</span></li>"),
        "{changed}"
    );
    let data = data(&repo);
    let rule =
        data["rules"].as_array().unwrap().iter().find(|rule| rule["id"] == "link/see-unresolved").unwrap();
    assert_eq!((&rule["before"], &rule["counts"]), (&serde_json::json!(1), &serde_json::json!([1, 0, 0])));
}

#[test]
fn what_cannot_be_read_or_written_is_named() {
    let repo = Repo::with_clean_page(&[("wrong.json", "{}")]);
    report(&repo, &["--output", "report.html", "--since", "wrong.json"])
        .code(2)
        .stdout_eq("")
        .stderr_eq(str![[r#"
medproof: `wrong.json` is no report of `medproof check --format json`, so nothing can be compared with it: it has no list `findings`

"#]]);
    report(&repo, &["--output", "no/report.html"]).code(2).stdout_eq("").stderr_eq(str![[r#"
medproof: `no/report.html` could not be written (entity not found)

"#]]);
    report(&repo, &[]).code(2).stdout_eq("");
    report(&Repo::new(&[]), &["--output", "report.html"]).code(2).stdout_eq("");
}

#[test]
fn a_criterion_is_judged_by_its_rules() {
    let repo = Repo::with_clean_page(&[
        ("content/articles/a.md", PAGE),
        ("medproof.yaml", "rules: {citation/undefined: off}\n"),
    ]);
    report(&repo, &["--output", "report.html"]).code(0);
    let text = fs::read_to_string(repo.path("report.html")).unwrap();
    assert!(text.contains("<li>citation/undefined: <span class=\"muted\">turned off</span></li>"));
    assert!(text.contains("<li>citation/retracted-source: no findings</li>"));
    assert!(text.contains("<li>review/reviewer-missing: <strong>1 finding</strong></li>"));
}
