//! Findings, sent and asked for.

use serde_json::{Value, json};

use super::editor::{CLEAN_PAGE, Editor, line, page, shown};

const PAIN: &str = "content/articles/neck-pain.md";
const SPASM: &str = "content/articles/neck-spasm.md";

#[test]
fn what_changes_is_shown_as_it_changes() {
    let mut editor = Editor::new(&[(SPASM, &page("Neck Spasm", "See All About Neck Pain\n"))]);
    assert_eq!(editor.news(), shown(&[]), "a clean repository has nothing to show");
    editor.open(SPASM, &page("Neck Spasm", "See All About Neck Pain\n"));
    assert_eq!(editor.news(), shown(&[]));
    editor.edit(SPASM, json!([{"range": {"start": {"line": 7, "character": 4}, "end": {"line": 7, "character": 7}}, "text": "Nothing"}]));
    let unresolved = "7:4-7:27 link/see-unresolved no page is called “Nothing About Neck Pain”";
    assert_eq!(editor.news(), shown(&[(SPASM, &[unresolved])]));
    editor.edit(SPASM, json!([{"range": {"start": {"line": 7, "character": 0}, "end": {"line": 7, "character": 0}}, "text": "Rest.\n\n"}]));
    let moved = "9:4-9:27 link/see-unresolved no page is called “Nothing About Neck Pain”";
    assert_eq!(editor.news(), shown(&[(SPASM, &[moved])]));
    editor.change(SPASM, &page("Neck Spasm", "See All About Neck Pain\n"));
    assert_eq!(editor.news(), shown(&[(SPASM, &[])]));
}

#[test]
fn a_page_that_a_change_breaks_is_shown_too_and_no_other() {
    let mut editor = Editor::new(&[
        (SPASM, &page("Neck Spasm", "See All About Neck Pain\n")),
        ("content/articles/rest.md", &page("Rest", "[Gone](gone.md)\n")),
    ]);
    let gone = "7:7-7:14 link/target-missing there is no page at `content/articles/gone.md`";
    assert_eq!(editor.news(), shown(&[("content/articles/rest.md", &[gone])]));
    editor.open(PAIN, CLEAN_PAGE);
    editor.change(PAIN, &CLEAN_PAGE.replace("All About Neck Pain", "Necks"));
    let unresolved = "7:4-7:23 link/see-unresolved no page is called “All About Neck Pain”";
    assert_eq!(editor.news(), shown(&[(SPASM, &[unresolved])]));
    editor.close(PAIN);
    assert_eq!(editor.news(), shown(&[(SPASM, &[])]), "the text on the disk is still the old one");
}

#[test]
fn what_is_typed_is_shown_before_what_it_breaks_elsewhere() {
    const PEOPLE: &str = "content/people/people.yaml";
    let pages: Vec<(String, String)> = (0..100)
        .map(|nth| (format!("content/articles/page-{nth}.md"), page(&format!("Page {nth}"), "Rest.\n")))
        .collect();
    let files: Vec<(&str, &str)> = pages.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let mut editor = Editor::new(&files);
    let text = std::fs::read_to_string(editor.path(PEOPLE)).unwrap();
    editor.open(PEOPLE, &text);
    assert_eq!(editor.news(), shown(&[]));
    editor.order.clear();
    editor.change(PEOPLE, &text.replace("id: ron", "id: ronn").replace("[author]", "[writer]"));
    let news = editor.news();
    assert_eq!(news.len(), 102, "the pages, and those who have it wrong");
    assert_eq!(editor.order.len(), 102, "each is shown once: {:?}", editor.order);
    assert_eq!(editor.order[0], PEOPLE);
    let question = json!({"textDocument": editor.document(PEOPLE)});
    editor.change(PEOPLE, &text.replace("[author]", "[write]"));
    let found = editor.ask("textDocument/diagnostic", question).unwrap();
    assert_eq!(
        found["items"].as_array().unwrap().len(),
        1,
        "what was asked for is judged as it is now: {found}"
    );
    assert_eq!(editor.news().len(), 102, "and so is all else");
}

#[test]
fn unsaved_texts_win_over_the_disk() {
    let mut editor = Editor::new(&[]);
    editor.open(SPASM, &page("Neck Spasm", "[Gone](gone.md)\n"));
    let gone = "7:7-7:14 link/target-missing there is no page at `content/articles/gone.md`";
    assert_eq!(
        editor.news(),
        shown(&[(SPASM, &[gone])]),
        "a file that was never saved is part of the repository"
    );
    editor.write(SPASM, &page("Neck Spasm", "Saved.\n"));
    editor.touch(&[SPASM]);
    assert_eq!(editor.news(), shown(&[]));
    editor.open("content/articles/gone.md", &page("Gone", "Here.\n"));
    assert_eq!(editor.news(), shown(&[(SPASM, &[])]));
    editor.close("content/articles/gone.md");
    assert_eq!(editor.news(), shown(&[(SPASM, &[gone])]), "it was never saved");
    editor.close(SPASM);
    assert_eq!(editor.news(), shown(&[(SPASM, &[])]), "the text on the disk has no link");
}

#[test]
fn files_that_change_outside_are_read_again() {
    let mut editor = Editor::with(
        json!({"workspace": {"didChangeWatchedFiles": {"dynamicRegistration": true}}}),
        &[(SPASM, &page("Neck Spasm", "[Gone](gone.md)\n"))],
    );
    let gone = "7:7-7:14 link/target-missing there is no page at `content/articles/gone.md`";
    assert_eq!(editor.news(), shown(&[(SPASM, &[gone])]));
    let (method, params) = editor.heard.remove(0);
    assert_eq!(method, "client/registerCapability");
    assert_eq!(params["registrations"][0]["method"], "workspace/didChangeWatchedFiles");
    assert_eq!(params["registrations"][0]["registerOptions"], json!({"watchers": [{"globPattern": "**/*"}]}));
    editor.write("content/articles/gone.md", &page("Gone", "Here.\n"));
    editor.touch(&["content/articles/gone.md"]);
    assert_eq!(editor.news(), shown(&[(SPASM, &[])]));
    std::fs::remove_dir_all(editor.path("content/articles")).unwrap();
    editor.touch(&["content/articles"]);
    assert_eq!(editor.news(), shown(&[]), "what is no longer there has no findings");
}

#[test]
fn settings_are_served_like_articles() {
    let mut editor = Editor::new(&[(SPASM, &page("Neck Spasm", "[Gone](gone.md)\n"))]);
    let gone = "7:7-7:14 link/target-missing there is no page at `content/articles/gone.md`";
    assert_eq!(editor.news(), shown(&[(SPASM, &[gone])]));
    editor.open("medproof.yaml", "rules: {link/target-missing: of}\n");
    let wrong = editor.news();
    let found = &wrong["medproof.yaml"];
    assert_eq!(found.len(), 1, "{wrong:?}");
    assert!(found[0].starts_with("0:29-0:31 config "), "{found:?}");
    assert_eq!(wrong.len(), 1, "the content is still judged by the last settings that were whole");
    editor.change("medproof.yaml", "rules: {link/target-missing: off}\n");
    assert_eq!(editor.news(), shown(&[(SPASM, &[]), ("medproof.yaml", &[])]));
    editor.change("medproof.yaml", "rules: {link/target-missing: off}\nfields: {extra: [nobody]}\n");
    let unused = editor.news();
    assert_eq!(unused["medproof.yaml"].len(), 1, "{unused:?}");
    assert!(unused["medproof.yaml"][0].contains(" policy/setting-unused "), "{unused:?}");
    editor.close("medproof.yaml");
    assert_eq!(editor.news(), shown(&[(SPASM, &[gone]), ("medproof.yaml", &[])]), "it was never saved");
}

#[test]
fn data_files_are_served_like_articles() {
    let people = "content/people/people.yaml";
    let mut editor = Editor::new(&[]);
    editor.open(
        people,
        "- {id: lee, name: Amy Lee, roles: [author], credentials: MD, disclosures: [{text: None}]}\n",
    );
    let news = editor.news();
    let lines: Vec<&str> = news[PAIN].iter().map(String::as_str).collect();
    assert_eq!(
        lines,
        [
            "3:10-3:13 review/person-unresolved the author `ron` has no bio in this repository",
            "4:12-4:15 review/reviewer-unqualified Amy Lee is not a medical reviewer",
        ],
        "{news:?}"
    );
}

#[test]
fn every_folder_is_a_repository_of_its_own() {
    let mut editor = Editor::silent();
    for root in ["one", "two", "one/inner"] {
        editor.write(&format!("{root}/medproof.yaml"), "fields: {optional: [authors, reviewers]}\n");
        editor.write(&format!("{root}/content/articles/a.md"), "---\ntitle: A\n---\n\n[Gone](gone.md)\n");
    }
    editor.write("one/medproof.yaml", "collections: {articles: {files: '**/*.md'}}\n");
    let folders =
        json!([{"uri": editor.uri("one"), "name": "one"}, {"uri": editor.uri("two"), "name": "two"}]);
    editor.begin(json!({}), folders);
    let gone = |news: &std::collections::BTreeMap<String, Vec<String>>| {
        let has = |lines: &[String]| lines.iter().filter(|line| line.contains("target-missing")).count();
        news.iter().map(|(path, lines)| (path.clone(), has(lines))).collect::<Vec<_>>()
    };
    let news = editor.news();
    let of = |path: &str, number| (path.to_owned(), number);
    assert_eq!(
        gone(&news),
        [
            of("one/content/articles/a.md", 1),
            of("one/inner/content/articles/a.md", 1),
            of("two/content/articles/a.md", 1)
        ],
        "without a text of it the inner one is part of the outer one"
    );
    editor.open("one/inner/content/articles/a.md", "---\ntitle: A\n---\n\nRest.\n");
    let news = editor.news();
    assert_eq!(gone(&news), [of("one/inner/content/articles/a.md", 0)]);
    let removed = json!([{"uri": editor.uri("two"), "name": "two"}]);
    editor.tell("workspace/didChangeWorkspaceFolders", json!({"event": {"added": [], "removed": removed}}));
    assert_eq!(editor.news(), shown(&[("two/content/articles/a.md", &[])]));
}

#[test]
fn a_finding_says_all_that_the_protocol_can() {
    let sources = "- {id: one, type: webpage, title: Whiplash, URL: 'https://www.nhs.uk/conditions/whiplash/', accessed: 2026-08-24}\n\
        - {id: two, type: webpage, title: Whiplash, URL: 'https://www.nhs.uk/conditions/whiplash/', accessed: 2026-07-13}\n";
    let mut editor = Editor::new(&[
        ("content/citations/web.yaml", sources),
        (SPASM, &page("Neck Spasm", "It hurts.[@one] It passes.[@two]\n")),
    ]);
    let news = editor.raw_news();
    let findings = news["content/citations/web.yaml"]["diagnostics"].as_array().unwrap();
    let conflict = findings.iter().find(|finding| finding["code"] == "citation/accessed-conflict").unwrap();
    assert_eq!(
        conflict,
        &json!({
            "range": {"start": {"line": 1, "character": 102}, "end": {"line": 1, "character": 112}},
            "severity": 1,
            "code": "citation/accessed-conflict",
            "codeDescription": {"href": crate::rules::url(crate::base::diagnostic::RuleId("citation/accessed-conflict"))},
            "source": "medproof",
            "message": "“Whiplash” has two access dates, 2026-07-13 and 2026-08-24\nreference `two` says 2026-07-13\nOpen the source, check that it still supports the text, and give the date of that day everywhere.",
            "relatedInformation": [{
                "location": {
                    "uri": editor.uri("content/citations/web.yaml"),
                    "range": {"start": {"line": 0, "character": 102}, "end": {"line": 0, "character": 112}},
                },
                "message": "reference `one` says 2026-08-24",
            }],
        })
    );
}

#[test]
fn a_client_that_asks_for_findings_is_told_when_to_ask() {
    let capabilities = json!({
        "textDocument": {"diagnostic": {}},
        "workspace": {"diagnostic": {"refreshSupport": true}},
    });
    let mut editor = Editor::with(capabilities, &[(SPASM, &page("Neck Spasm", "[Gone](gone.md)\n"))]);
    assert_eq!(editor.news(), shown(&[]), "nothing is sent to it");
    assert_eq!(editor.heard, [("workspace/diagnostic/refresh".to_owned(), Value::Null)]);
    let document = editor.document(SPASM);
    let first = editor.ask("textDocument/diagnostic", json!({"textDocument": document})).unwrap();
    assert_eq!(first["kind"], "full");
    let gone = "7:7-7:14 link/target-missing there is no page at `content/articles/gone.md`";
    assert_eq!(first["items"].as_array().unwrap().iter().map(line).collect::<Vec<_>>(), [gone]);
    let id = first["resultId"].clone();
    let again = json!({"textDocument": document, "previousResultId": id});
    assert_eq!(
        editor.ask("textDocument/diagnostic", again.clone()),
        Ok(json!({"kind": "unchanged", "resultId": id}))
    );
    editor.open(SPASM, &page("Neck Spasm", "Rest.\n"));
    let now = editor.ask("textDocument/diagnostic", again).unwrap();
    assert_eq!((&now["kind"], &now["items"]), (&json!("full"), &json!([])));
    let clean = json!({"textDocument": editor.document(PAIN)});
    assert_eq!(
        editor.ask("textDocument/diagnostic", clean),
        Ok(json!({"kind": "full", "resultId": "0", "items": []}))
    );
    let known = json!({"previousResultIds": [{"uri": editor.uri(SPASM), "value": now["resultId"]}]});
    let all = editor.ask("workspace/diagnostic", known).unwrap();
    assert_eq!(
        all,
        json!({"items": [{"kind": "unchanged", "uri": editor.uri(SPASM), "version": 1, "resultId": now["resultId"]}]})
    );
    let all = editor.ask("workspace/diagnostic", json!({"previousResultIds": []})).unwrap();
    assert_eq!(all["items"][0]["kind"], "full");
}

#[test]
fn columns_are_counted_as_agreed() {
    for (offered, column, kind) in
        [("utf-8", 16, "utf-8"), ("utf-16", 12, "utf-16"), ("utf-32", 11, "utf-32")]
    {
        let mut editor = Editor::silent();
        let text = page("Neck Spasm", "é👩é [Gone](gone.md)\n");
        editor.write("content/people/people.yaml", "[]\n");
        editor.write(SPASM, &text);
        let folders = json!([{"uri": editor.uri(""), "name": "here"}]);
        let able = editor.begin(json!({"general": {"positionEncodings": [offered]}}), folders);
        assert_eq!(able["positionEncoding"], kind);
        let news = editor.news();
        let missing = news[SPASM].iter().find(|line| line.contains("target-missing")).unwrap();
        let end = column + 7;
        assert!(missing.starts_with(&format!("7:{column}-7:{end} ")), "{offered}: {missing}");
        editor.open(SPASM, &text);
        let range = json!({"start": {"line": 7, "character": column}, "end": {"line": 7, "character": end}});
        editor.edit(SPASM, json!([{"range": range, "text": "neck-spasm.md#"}]));
        let news = editor.news();
        let missing = news[SPASM].iter().any(|line| line.contains("target-missing"));
        assert!(!missing, "{offered}: {news:?}");
    }
}

#[test]
fn front_matter_that_is_being_typed_changes_nothing_elsewhere() {
    let mut editor =
        Editor::new(&[(SPASM, &page("Neck Spasm", "See All About Neck Pain\n\n[Gone](gone.md)\n"))]);
    let gone = "9:7-9:14 link/target-missing there is no page at `content/articles/gone.md`";
    assert_eq!(editor.news(), shown(&[(SPASM, &[gone])]));
    editor.open(PAIN, CLEAN_PAGE);
    editor.change(PAIN, &CLEAN_PAGE.replace("title: ", "title: ["));
    let news = editor.news();
    assert_eq!(news.keys().collect::<Vec<_>>(), [PAIN], "{news:?}");
    assert!(news[PAIN].iter().all(|line| line.contains(" schema/unreadable ")), "{news:?}");
    editor.change(PAIN, CLEAN_PAGE);
    assert_eq!(editor.news(), shown(&[(PAIN, &[])]));
}
