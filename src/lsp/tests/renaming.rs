//! Other names, everywhere at once; pages, sources and settings that are made.

use serde_json::{Value, json};

use super::editor::{Editor, page};
use super::reading::position;

const SPASM: &str = "content/articles/neck-spasm.md";
const PAIN: &str = "content/articles/neck-pain.md";

fn able() -> Value {
    json!({
        "workspace": {
            "workspaceEdit": {"documentChanges": true, "resourceOperations": ["create", "rename"]},
            "fileOperations": {"willRename": true},
        },
    })
}

/// An edit in lines: the texts that change, with what they get, then files that are made or move.
fn shown(editor: &Editor, edit: &Value) -> Vec<String> {
    let root = editor.uri("");
    let path = |uri: &Value| uri.as_str().unwrap().replace(&root, "");
    let mut lines = Vec::new();
    for change in edit["documentChanges"].as_array().unwrap() {
        match change["kind"].as_str() {
            Some("create") => lines.push(format!("create {}", path(&change["uri"]))),
            Some("rename") => {
                lines.push(format!("{} -> {}", path(&change["oldUri"]), path(&change["newUri"])))
            }
            Some(other) => panic!("{other}"),
            None => {
                let of = path(&change["textDocument"]["uri"]);
                for edit in change["edits"].as_array().unwrap() {
                    let (start, end) = (&edit["range"]["start"], &edit["range"]["end"]);
                    let at = format!("{}:{}-{}", start["line"], start["character"], end["character"]);
                    lines.push(format!("{of}:{at} {:?}", edit["newText"].as_str().unwrap()));
                }
            }
        }
    }
    lines
}

#[test]
fn a_source_gets_another_key_wherever_it_is_cited() {
    let text = page("Neck Spasm", "It hurts.[@lee-2020]\n");
    let sources =
        "- {id: lee-2020, type: book, title: Necks, accessed: 2026-08-24, URL: 'https://a.example/'}\n";
    let mut editor = Editor::with(able(), &[(SPASM, &text), ("content/citations/a.yaml", sources)]);
    let mut params =
        json!({"textDocument": editor.document(SPASM), "position": position(&text, "@lee-2020")});
    assert_eq!(
        editor.ask("textDocument/prepareRename", params.clone()),
        Ok(json!({
            "range": {"start": {"line": 7, "character": 11}, "end": {"line": 7, "character": 19}},
            "placeholder": "lee-2020",
        }))
    );
    params["newName"] = json!("lee-2021");
    let edit = editor.ask("textDocument/rename", params.clone()).unwrap();
    assert_eq!(
        shown(&editor, &edit),
        ["content/articles/neck-spasm.md:7:18-19 \"1\"", "content/citations/a.yaml:0:14-15 \"1\""]
    );
    params["newName"] = json!("not a key");
    let (code, message) = editor.ask("textDocument/rename", params.clone()).unwrap_err();
    assert_eq!(code, -32803);
    assert!(message.ends_with("; nothing was renamed"), "{message}");
    params["position"] = json!({"line": 0, "character": 0});
    assert_eq!(editor.ask("textDocument/prepareRename", params), Ok(Value::Null));
}

#[test]
fn a_page_moves_with_all_that_leads_to_it() {
    let text = page("Neck Spasm", "[Pain](neck-pain.md)\n");
    let mut editor = Editor::with(able(), &[(SPASM, &text)]);
    let mut params =
        json!({"textDocument": editor.document(SPASM), "position": position(&text, "neck-pain.md")});
    params["newName"] = json!("sore-neck");
    let edit = editor.ask("textDocument/rename", params.clone()).unwrap();
    let lines = shown(&editor, &edit);
    assert_eq!(
        lines,
        [
            "content/articles/neck-spasm.md:7:7-16 \"sore-neck\"",
            "create content/redirects.yaml",
            "content/redirects.yaml:0:0-0 \"- from: neck-pain\\n  to: sore-neck\\n  since: 2026-11-22\\n\"",
            "content/articles/neck-pain.md -> content/articles/sore-neck.md",
        ]
    );
    let files = json!({"files": [{"oldUri": editor.uri(PAIN), "newUri": editor.uri("content/articles/sore-neck.md")}]});
    let edit = editor.ask("workspace/willRenameFiles", files).unwrap();
    assert_eq!(shown(&editor, &edit), lines[..3], "the editor renames the file itself");
    let others = json!({"files": [{"oldUri": editor.uri("readme.md"), "newUri": editor.uri("other.md")}]});
    assert_eq!(editor.ask("workspace/willRenameFiles", others), Ok(Value::Null));
}

#[test]
fn an_editor_that_cannot_move_files_is_told_so() {
    let text = page("Neck Spasm", "[Pain](neck-pain.md)\n");
    let mut editor = Editor::new(&[(SPASM, &text)]);
    let mut params =
        json!({"textDocument": editor.document(SPASM), "position": position(&text, "neck-pain.md")});
    params["newName"] = json!("sore-neck");
    let (_, message) = editor.ask("textDocument/rename", params).unwrap_err();
    assert_eq!(
        message,
        "this rename moves or makes files, which this editor does not do for a server: use `medproof mv`"
    );
}

/// The edit of the action that begins so.
fn action(editor: &mut Editor, path: &str, line: u32, title: &str) -> (String, Value) {
    let at = |character: u32| json!({"line": line, "character": character});
    let params = json!({
        "textDocument": editor.document(path),
        "range": {"start": at(0), "end": at(999)},
        "context": {"diagnostics": [], "only": ["quickfix"]},
    });
    let actions = editor.ask("textDocument/codeAction", params).unwrap();
    let found = actions
        .as_array()
        .unwrap()
        .iter()
        .find(|action| action["title"].as_str().unwrap().starts_with(title));
    let found = found.unwrap_or_else(|| panic!("{title}: {actions}"));
    (found["title"].as_str().unwrap().to_owned(), found["edit"].clone())
}

#[test]
fn pages_sources_and_settings_are_made_from_their_findings() {
    let text = page("Neck Spasm", "See Stiff Neck\n\nIt hurts.[@none-2020]\n")
        .replace("reviewers:", "reviewed_by: [lee]\nreviewers:");
    let sources = "- id: lee-2020\n  type: book\n  title: Necks\n";
    let mut editor = Editor::with(able(), &[(SPASM, &text), ("content/citations/a.yaml", sources)]);
    editor.open(SPASM, &text);
    let (title, edit) = action(&mut editor, SPASM, 8, "Create");
    assert_eq!(title, "Create the page “Stiff Neck” as a draft, `content/articles/stiff-neck.md`");
    assert_eq!(
        shown(&editor, &edit),
        [
            "create content/articles/stiff-neck.md",
            "content/articles/stiff-neck.md:0:0-0 \"---\\ntitle: Stiff Neck\\nstatus: draft\\n---\\n\\n\"",
        ]
    );
    let (title, edit) = action(&mut editor, SPASM, 10, "Add");
    assert_eq!(title, "Add `none-2020` to the registry, in `content/citations/a.yaml`, and fill it in");
    assert_eq!(
        shown(&editor, &edit),
        ["content/citations/a.yaml:3:0-0 \"- id: none-2020\\n  type: webpage\\n  title:\\n\""]
    );
    let (title, edit) = action(&mut editor, SPASM, 4, "Map");
    assert_eq!(title, "Map `reviewed_by` to `reviewers` in the settings");
    assert_eq!(
        shown(&editor, &edit),
        [
            "create medproof.yaml",
            "medproof.yaml:0:0-0 \"fields:\\n  names:\\n    article: {reviewers: [reviewed_by]}\\n\"",
        ]
    );
}

#[test]
fn a_signed_page_says_who_signed_it() {
    let mut editor = Editor::new(&[]);
    let lenses = json!({"textDocument": editor.document(PAIN)});
    assert_eq!(editor.ask("textDocument/codeLens", lenses.clone()), Ok(json!([])));
    let record = |hash: &str| {
        format!(
            "{{article: neck-pain, reviewer: lee, date: 2026-01-05, kind: medical, outcome: approved, scope: whole, content-hash: '{hash}'}}\n"
        )
    };
    editor.write("content/reviews/a.yaml", &record(&format!("v2:sha256:{}", "0".repeat(64))));
    editor.touch(&["content/reviews/a.yaml"]);
    let found = editor.ask("textDocument/codeLens", lenses.clone()).unwrap();
    assert_eq!(found[0]["command"], Value::Null, "how much changed is worked out once it is shown");
    assert_eq!(found[0]["range"]["start"], json!({"line": 1, "character": 7}));
    let resolved = editor.ask("codeLens/resolve", found[0].clone()).unwrap();
    assert_eq!(
        resolved["command"]["title"], "Signed by Amy Lee on 2026-01-05, changed since",
        "without git nobody knows the text"
    );
    let show = json!({"command": "medproof.showChanges", "arguments": [editor.uri(PAIN)]});
    let text = editor.ask("workspace/executeCommand", show).unwrap();
    assert!(
        text.as_str()
            .unwrap()
            .starts_with("The changes since the review of 2026-01-05 by Amy Lee (lee) cannot be shown: "),
        "{text}"
    );
    let (code, _) = editor.ask("workspace/executeCommand", json!({"command": "other"})).unwrap_err();
    assert_eq!(code, -32602);
}
