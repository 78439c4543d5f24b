//! Pages that are signed from the editor.

use serde_json::{Value, json};

use super::editor::{CLEAN_PAGE, Editor};

const PAIN: &str = "content/articles/neck-pain.md";

/// Two who may sign the page, its author, one who left and an author of other pages.
const PEOPLE: &str = "\
- {id: max, name: Max Stone, roles: [medical-reviewer], credentials: MD, disclosures: [{text: None}]}
- {id: lee, name: Amy Lee, roles: [medical-reviewer], credentials: MD, disclosures: [{text: None}]}
- {id: ron, name: Ron Miller, roles: [author], credentials: PT, disclosures: [{text: None}]}
- {id: jon, name: Jon Hill, roles: [medical-reviewer], active: false, disclosures: [{text: None}]}
- {id: ann, name: Ann West, roles: [author], disclosures: [{text: None}]}
";

fn able() -> Value {
    json!({
        "workspace": {
            "applyEdit": true,
            "codeLens": {"refreshSupport": true},
            "workspaceEdit": {"documentChanges": true, "resourceOperations": ["create"]},
        },
    })
}

fn editor(capabilities: Value) -> Editor {
    let page = CLEAN_PAGE.replace("reviewers: [lee]", "reviewers: [lee]\nlast-reviewed: 2026-01-05");
    let mut editor = Editor::with(capabilities, &[("content/people/people.yaml", PEOPLE), (PAIN, &page)]);
    editor.open(PAIN, &page);
    editor
}

/// The titles of the actions that sign, on a line of the page.
fn offered(editor: &mut Editor, line: u32, context: Value) -> Vec<String> {
    let at = json!({"line": line, "character": 0});
    let params = json!({
        "textDocument": editor.document(PAIN),
        "range": {"start": at, "end": at},
        "context": context,
    });
    let actions = editor.ask("textDocument/codeAction", params).unwrap();
    let titles =
        actions.as_array().unwrap().iter().map(|action| action["title"].as_str().unwrap().to_owned());
    titles.filter(|title| title.starts_with("Sign")).collect()
}

fn sign(editor: &mut Editor, reviewer: &str) -> Result<Value, (i32, String)> {
    let arguments = json!([editor.uri(PAIN), reviewer]);
    editor.ask("workspace/executeCommand", json!({"command": "medproof.signAs", "arguments": arguments}))
}

/// The titles of the lenses above the page.
fn lenses(editor: &mut Editor) -> Vec<String> {
    let params = json!({"textDocument": editor.document(PAIN)});
    let lenses = editor.ask("textDocument/codeLens", params).unwrap();
    let title = |lens: &Value| lens["command"]["title"].as_str().unwrap_or("-").to_owned();
    lenses.as_array().unwrap().iter().map(title).collect()
}

#[test]
fn only_people_who_may_sign_are_offered_to() {
    let mut editor = editor(able());
    let asked = json!({"diagnostics": []});
    let both = ["Sign this page as Amy Lee", "Sign this page as Max Stone"];
    assert_eq!(offered(&mut editor, 0, asked.clone()), both, "the reviewer of the page comes first");
    assert_eq!(
        offered(&mut editor, 1, json!({"diagnostics": [], "only": ["medproof"], "triggerKind": 1})),
        both
    );
    let nobody: [&str; 0] = [];
    assert_eq!(offered(&mut editor, 9, asked), nobody, "not at every word of the text");
    for only in ["source", "quickfix", "refactor"] {
        let context = json!({"diagnostics": [], "only": [only]});
        assert_eq!(offered(&mut editor, 0, context), nobody, "{only}: an editor may make these on saving");
    }
    assert_eq!(offered(&mut editor, 0, json!({"diagnostics": [], "triggerKind": 2})), nobody);
    for (reviewer, why) in [
        ("ron", "Ron Miller is the author, and nobody can review their own text; nothing was signed"),
        ("jon", "Jon Hill was not active on 2026-11-22; nothing was signed"),
        (
            "ann",
            "Ann West is no medical reviewer: the bio does not name the role `medical-reviewer`; nothing was signed",
        ),
        ("leo", "there is no person `leo` (there is `lee`); nothing was signed"),
    ] {
        assert_eq!(sign(&mut editor, reviewer), Err((-32803, why.to_owned())));
    }
}

#[test]
fn an_editor_that_makes_no_files_is_not_offered_to_sign() {
    let mut editor = editor(json!({"workspace": {"applyEdit": true}}));
    assert_eq!(offered(&mut editor, 0, json!({"diagnostics": []})), Vec::<String>::new());
    let why = "a signature makes a file, which this editor does not do for a server: use `medproof sign`; nothing was signed";
    assert_eq!(sign(&mut editor, "lee"), Err((-32803, why.to_owned())));
}

#[test]
fn a_server_that_knows_its_person_offers_nobody_else() {
    let mut editor = Editor::silent();
    editor.write("content/people/people.yaml", PEOPLE);
    editor.write(PAIN, CLEAN_PAGE);
    let folders = json!([{"uri": editor.uri(""), "name": "here"}]);
    let options = json!({"reviewer": "max"});
    let params =
        json!({"capabilities": able(), "workspaceFolders": folders, "initializationOptions": options});
    editor.ask("initialize", params).unwrap();
    assert_eq!(offered(&mut editor, 0, json!({"diagnostics": []})), ["Sign this page as Max Stone"]);
}

/// The record and the date in the page are one edit; once both are there the text counts as signed, until a word of it
/// changes.
#[test]
fn a_page_is_signed_as_the_command_line_signs_it() {
    let mut editor = editor(able());
    assert_eq!(lenses(&mut editor), Vec::<String>::new());
    editor.news();
    assert_eq!(sign(&mut editor, "lee"), Ok(Value::Null));
    let (method, asked) = editor.heard.pop().unwrap();
    assert_eq!(method, "workspace/applyEdit");
    let changes = asked["edit"]["documentChanges"].as_array().unwrap();
    let page = &changes[2];
    assert_eq!(page["textDocument"], json!({"uri": editor.uri(PAIN), "version": 1}));
    let at = |character: u32| json!({"line": 5, "character": character});
    assert_eq!(
        page["edits"],
        json!([{"range": {"start": at(20), "end": at(25)}, "newText": "11-22"}]),
        "2026-01-05 becomes 2026-11-22"
    );
    let record = "content/reviews/neck-pain-2026-11-22-lee.yaml";
    assert_eq!(changes[0], json!({"kind": "create", "uri": editor.uri(record)}));
    let text = changes[1]["edits"][0]["newText"].as_str().unwrap().to_owned();
    let (terms, hash) = text.split_once("content-hash: ").unwrap();
    assert_eq!(
        terms,
        "article: neck-pain\nreviewer: lee\ndate: 2026-11-22\nkind: medical\noutcome: approved\nscope: whole\n"
    );
    assert!(hash.starts_with("v"), "{text}");

    // The client made the edit.
    editor.write(record, &text);
    let range = page["edits"][0]["range"].clone();
    editor.edit(PAIN, json!([{"range": range, "text": "11-22"}]));
    editor.touch(&[record]);
    editor.reply(json!({"applied": true}));
    editor.news();
    let said = |editor: &mut Editor| {
        let heard = std::mem::take(&mut editor.heard).into_iter();
        heard
            .map(|(method, params)| (method, params["message"].as_str().unwrap_or("-").to_owned()))
            .collect::<Vec<_>>()
    };
    let refresh = || ("workspace/codeLens/refresh".to_owned(), "-".to_owned());
    let shown = |text: &str| ("window/showMessage".to_owned(), text.to_owned());
    let signed = shown(&format!("Signed `{PAIN}` as Amy Lee: save the page and `{record}`"));
    assert_eq!(said(&mut editor), [signed, refresh()]);
    assert_eq!(lenses(&mut editor), ["Signed by Amy Lee on 2026-11-22, unchanged since"]);
    assert_eq!(
        offered(&mut editor, 0, json!({"diagnostics": []})),
        ["Sign this page as Max Stone"],
        "nobody signs a text twice"
    );
    let (_, why) = sign(&mut editor, "lee").unwrap_err();
    assert_eq!(why, format!("`{record}` already says all of this; nothing was signed"));

    let word = json!({"start": {"line": 8, "character": 0}, "end": {"line": 8, "character": 4}});
    editor.edit(PAIN, json!([{"range": word, "text": "Some"}]));
    editor.news();
    assert_eq!(said(&mut editor), [refresh()]);
    assert_eq!(lenses(&mut editor), ["-", "Sign as Amy Lee", "Sign as Max Stone"]);
    assert_eq!(sign(&mut editor, "lee"), Ok(Value::Null));
    let (_, asked) = editor.heard.pop().unwrap();
    let second = "content/reviews/neck-pain-2026-11-22-lee-2.yaml";
    assert_eq!(asked["edit"]["documentChanges"][0]["uri"], editor.uri(second), "the first record stays");
    editor.reply(json!({"applied": false, "failureReason": "the disk is full"}));
    editor.news();
    let failed = shown("the editor did not make the change (the disk is full); nothing was signed");
    assert_eq!(said(&mut editor), [failed]);
}
