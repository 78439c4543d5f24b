//! Hostile content, and how much a report may hold.

use super::*;
use crate::base::date::Date;
use crate::base::source::Source;
use crate::model::collection::Collection;
use crate::rules::settings::Settings;
use crate::run::policy::Policy;
use crate::run::verdict::Judge;

fn report(files: &[(&str, &str, Collection)]) -> String {
    let mut session = Session::new(Settings::new(Date::parse("2026-11-22").expect("a date")));
    let files = files.iter().map(|(path, text, collection)| (Source::new(*path, *text), *collection));
    session.set(files.collect());
    let policy = Policy::default();
    let verdicts = Judge { policy: &policy, settings: &[], baseline: None, told: &[] }.judge(&mut session);
    let input = Input {
        session: &session,
        verdicts: &verdicts,
        fingerprints: &Fingerprints::default(),
        name: "<b>name</b>",
        off: &HashSet::new(),
        since: None,
        signed: &HashMap::new(),
    };
    let mut out = Vec::new();
    assert!(write(&input, &mut out).expect("memory takes everything"));
    String::from_utf8(out).expect("it is UTF-8")
}

/// The element of a page with this id, from its start tag on, or with this name.
fn between<'t>(text: &'t str, start: &str, end: &str) -> &'t str {
    let (_, rest) = text.split_once(start).unwrap_or_else(|| panic!("no {start}"));
    rest.split_once(end).unwrap_or_else(|| panic!("no {end}")).0
}

const HOSTILE: &str = "\
---
title: \"</script><script>alert(1)</script><img src=x onerror=alert(2)> & \\\"quoted\\\" 'single'\"
status: published
topic: \"<i>topic</i>\"
authors: [\"<svg/onload=alert(3)>\"]
reviewers: [\"</td></table><script>alert(4)</script>\"]
last-reviewed: 2020-01-01
---

<!-- --> See </script><script>alert(5)</script>

See <img src=x onerror=alert(6)> Page

]]> --!> <![CDATA[ [@\"><script>alert(7)</script>]
";

#[test]
fn content_is_text_wherever_it_is_shown() {
    let text = report(&[
        ("articles/\"><script>alert(8)</script>.md", HOSTILE, Collection::Article),
        (
            "people/a.yaml",
            "{id: x, name: '<script>alert(9)</script>', roles: [author], bio: '<script>alert(11)</script>'}",
            Collection::Person,
        ),
        (
            "citations/a.yaml",
            "[{id: s, type: book, title: '</script><b onclick=alert(10)>'}]",
            Collection::Source,
        ),
    ]);
    // Two scripts: the data, and our own; and what names of elements there are is ours.
    assert_eq!(text.matches("<script").count(), 2);
    assert_eq!(text.matches("</script").count(), 2);
    for tag in ["<img", "<i>", "<svg/", "<b ", "<b>", "<![CDATA[", "<!--"] {
        assert!(!text.contains(tag), "{tag}");
    }
    assert_eq!(between(&text, "<title>", "</title>"), "Content report: &lt;b&gt;name&lt;/b&gt;");
    let title = "&lt;/script&gt;&lt;script&gt;alert(1)&lt;/script&gt;&lt;img src=x onerror=alert(2)&gt; &amp; &quot;quoted&quot; 'single'";
    assert!(text.contains(&format!("<a href=\"#page-0\">{title}</a>")), "{text}");
    assert!(text.contains("<td class=\"roomy\">&lt;svg/onload=alert(3)&gt;</td>"));
    assert!(text.contains("<th scope=\"row\">&lt;script&gt;alert(9)&lt;/script&gt;<details>"));
    assert!(text.contains("<td>&lt;/script&gt;&lt;b onclick=alert(10)&gt;</td>"));
    // No attribute is left that content began.
    assert!(!text.contains("onerror=\"") && !text.contains("onclick=\"") && !text.contains("onload=\""));
    let data = between(&text, "<script id=\"data\" type=\"application/json\">", "</script>");
    assert!(!data.contains('<'), "{data}");
    let data: serde_json::Value = serde_json::from_str(data).expect("it is JSON");
    assert_eq!(
        data["files"][0]["title"],
        "</script><script>alert(1)</script><img src=x onerror=alert(2)> & \"quoted\" 'single'"
    );
    assert_eq!(data["files"][0]["path"], "articles/\"><script>alert(8)</script>.md");
}

#[test]
fn nothing_runs_or_loads_but_its_own_script_and_style() {
    let text = report(&[("articles/a.md", "---\ntitle: A\n---\n\nText.\n", Collection::Article)]);
    let policy = between(&text, "<meta http-equiv=\"Content-Security-Policy\" content=\"", "\">");
    let policy = policy.replace("&#39;", "'");
    let hash = |text: &str| {
        use sha2::{Digest, Sha256};
        data_encoding::BASE64.encode(&Sha256::digest(text.as_bytes()))
    };
    let style = hash(between(&text, "<style>", "</style>"));
    let script = hash(between(&text, "<script>", "</script>"));
    assert_eq!(
        policy,
        format!(
            "default-src 'none'; style-src 'sha256-{style}'; script-src 'sha256-{script}'; base-uri 'none'; \
             form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
        )
    );
    // The policy comes before everything that it is about.
    assert!(text.find("Content-Security-Policy") < text.find("<style>"));
    for word in [" style=\"", " src=\"", "<link", "javascript:", "url(", "@import", "innerHTML", "fetch("] {
        assert!(!text.contains(word), "{word}");
    }
    let attributes = regex::Regex::new(r#"<[a-z][^>]*\son[a-z]+="#).expect("a pattern");
    assert!(!attributes.is_match(&text), "a handler in an attribute");
}

#[test]
fn a_link_of_a_source_is_one_of_the_web_alone() {
    let text = report(&[(
        "citations/a.yaml",
        "[{id: a, type: webpage, title: A, URL: 'javascript:alert(1)'}, {id: b, type: webpage, title: B, URL: 'https://b.example/'}]",
        Collection::Source,
    )]);
    let data = between(&text, "<script id=\"data\" type=\"application/json\">", "</script>");
    let data: serde_json::Value = serde_json::from_str(data).expect("it is JSON");
    let sources = data["sources"].as_array().expect("a list");
    let urls: Vec<(&str, &str)> = (sources.iter())
        .map(|source| {
            (source["title"].as_str().expect("a title"), source["url"].as_str().expect("an address"))
        })
        .collect();
    assert!(urls.contains(&("A", "")) && urls.contains(&("B", "https://b.example/")), "{urls:?}");
}

/// However much there is to say, a report says how much of it is left out; in its data a `<` takes six bytes.
#[test]
fn findings_that_have_no_room_are_counted() {
    let signs = "<".repeat(100);
    let lines: String = (0..400).map(|nth| format!("[{signs}](gone-{nth}.md)\n\n")).collect();
    let page = format!("---\ntitle: A\nstatus: published\n---\n\n{lines}");
    let paths: Vec<String> = (0..50).map(|nth| format!("articles/{nth:02}.md")).collect();
    let files: Vec<(&str, &str, Collection)> =
        paths.iter().map(|path| (path.as_str(), page.as_str(), Collection::Article)).collect();
    let text = report(&files);
    assert!(text.len() < 20_000_000, "{}", text.len());
    let data = between(&text, "<script id=\"data\" type=\"application/json\">", "</script>");
    let data: serde_json::Value = serde_json::from_str(data).expect("it is JSON");
    let all = data["files"].as_array().expect("a list");
    let number = |value: &serde_json::Value| value.as_u64().unwrap_or_default();
    let (mut shown, mut more, mut open) = (0, 0, 0);
    for file in all {
        shown += file["findings"].as_array().map_or(0, Vec::len) as u64;
        more += number(&file["more"]);
        open += file["counts"].as_array().expect("counts").iter().map(number).sum::<u64>();
    }
    assert_eq!(shown + more, open);
    assert!(open >= 20_000 && more > 0, "{shown} {more} {open}");
}

#[test]
fn people_are_shown_with_their_bios_and_what_they_declared() {
    let text = report(&[
        (
            "people/team.yaml",
            "- {id: amy, name: Amy Lee, bio: \"Amy Lee is a <b>doctor</b>.\\n\", disclosures: [{text: None, on: 2026-08-17}, {text: Shares}]}\n\
             - {id: ben, name: Ben Day}\n",
            Collection::Person,
        ),
        (
            "people/cora.md",
            "---\nname: Cora Fox\ndisclosures: [Fees]\n---\n\nCora Fox\nis a nurse.\n",
            Collection::Person,
        ),
    ]);
    assert!(text.contains(
        "<th scope=\"row\">Amy Lee<details><summary>bio and disclosures</summary>\
         <p>Amy Lee is a &lt;b&gt;doctor&lt;/b&gt;.</p><ul><li>2026-08-17: None</li><li>Shares</li></ul></details></th>"
    ));
    assert!(text.contains("<th scope=\"row\">Ben Day</th>"));
    assert!(text.contains(
        "<th scope=\"row\">Cora Fox<details><summary>bio and disclosures</summary>\
         <p>Cora Fox is a nurse.</p><ul><li>Fees</li></ul></details></th>"
    ));
}

#[test]
fn a_source_that_nobody_opened_for_a_review_is_flagged_wherever_it_is_listed() {
    let source = "- {id: nhs, type: webpage, title: Neck pain, URL: 'https://www.nhs.uk/neck/', accessed: 2022-08-24}\n\
                  - {id: other, type: webpage, title: Stress, URL: 'https://www.nhs.uk/stress/', accessed: 2022-08-24}\n";
    let page = "---\ntitle: Neck\nstatus: published\nlast-reviewed: 2024-05-14\n---\n\nIt passes [@nhs].[^1]\n\n\
                [^1]: Dystonia. Organization for Rare Disorders. Accessed March 26, 2019.\n";
    let text = report(&[
        ("citations/a.yaml", source, Collection::Source),
        ("articles/a.md", page, Collection::Article),
    ]);
    let data = between(&text, "<script id=\"data\" type=\"application/json\">", "</script>");
    let data: serde_json::Value = serde_json::from_str(data).expect("it is JSON");
    let is_flagged = |title: &str| {
        let source =
            data["sources"].as_array().expect("a list").iter().find(|source| source["title"] == title);
        let flags = source.expect("it is listed")["flags"].as_array().expect("a list");
        flags.iter().any(|flag| flag == "not rechecked")
    };
    assert_eq!(["Neck pain", "Dystonia", "Stress"].map(is_flagged), [true, true, false]);
}
