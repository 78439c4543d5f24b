//! Clients that do what they should not.

use serde_json::{Value, json};

use super::editor::{CLEAN_PAGE, Editor, page, shown};
use crate::lsp::Ending;

const PAIN: &str = "content/articles/neck-pain.md";

const NOT_INITIALIZED: i32 = -32002;
const METHOD_NOT_FOUND: i32 = -32601;
const INVALID_REQUEST: i32 = -32600;
const INVALID_PARAMS: i32 = -32602;
const CANCELLED: i32 = -32800;

#[test]
fn nothing_is_answered_before_the_beginning_and_after_the_end() {
    let mut editor = Editor::silent();
    let early = (NOT_INITIALIZED, "the first request has to be `initialize`".to_owned());
    assert_eq!(editor.ask("textDocument/hover", json!({})), Err(early));
    editor.tell("textDocument/didOpen", json!({}));
    let (code, _) = editor.ask("initialize", json!([])).unwrap_err();
    assert_eq!(code, INVALID_PARAMS);
    editor.begin(json!({}), json!([]));
    let (code, _) = editor.ask("initialize", json!({"capabilities": {}})).unwrap_err();
    assert_eq!(code, METHOD_NOT_FOUND, "a conversation begins once");
    assert_eq!(editor.ask("shutdown", Value::Null), Ok(Value::Null));
    let late = (INVALID_REQUEST, "the server was shut down".to_owned());
    assert_eq!(editor.ask("textDocument/hover", json!({})), Err(late));
    editor.tell("exit", Value::Null);
    assert_eq!(editor.end(false), Ending::Asked);
}

#[test]
fn a_client_that_vanishes_ends_the_server() {
    assert_eq!(Editor::silent().end(false), Ending::Abandoned);
    assert_eq!(Editor::new(&[]).end(false), Ending::Abandoned);
    assert_eq!(Editor::new(&[]).end(true), Ending::Asked);
    let editor = Editor::new(&[]);
    editor.tell("exit", Value::Null);
    assert_eq!(editor.end(false), Ending::Abandoned, "it did not ask for a shutdown first");
}

#[test]
fn what_nobody_knows_is_refused_and_what_is_malformed_changes_nothing() {
    let mut editor = Editor::new(&[]);
    let unknown = (METHOD_NOT_FOUND, "medproof does not know the method `medproof/none`".to_owned());
    assert_eq!(editor.ask("medproof/none", json!({})), Err(unknown));
    let (code, message) = editor.ask("textDocument/codeAction", json!({"range": 7})).unwrap_err();
    assert_eq!(code, INVALID_PARAMS);
    assert!(message.starts_with("the parameters cannot be read: "), "{message}");
    for method in ["medproof/none", "$/setTrace", "textDocument/didSave"] {
        editor.tell(method, json!({}));
    }
    for method in [
        "textDocument/didOpen",
        "textDocument/didChange",
        "textDocument/didClose",
        "workspace/didChangeWatchedFiles",
        "workspace/didChangeWorkspaceFolders",
        "$/cancelRequest",
    ] {
        for params in [
            json!(null),
            json!([]),
            json!({"textDocument": 3}),
            json!({"changes": [{"uri": "a b", "type": 1}]}),
        ] {
            editor.tell(method, params);
        }
    }
    assert_eq!(editor.news(), shown(&[]));
}

#[test]
fn texts_that_are_no_files_of_a_repository_are_let_be() {
    let mut editor = Editor::new(&[]);
    for uri in ["untitled:Untitled-1", "git:/a.md?x", "file:///nowhere/at/all.md"] {
        let document = json!({"uri": uri, "languageId": "markdown", "version": 1, "text": "[Gone](gone.md)"});
        editor.tell("textDocument/didOpen", json!({"textDocument": document}));
        let change = json!({"textDocument": {"uri": uri, "version": 2}, "contentChanges": [{"text": "x"}]});
        editor.tell("textDocument/didChange", change);
        editor.tell("textDocument/didClose", json!({"textDocument": {"uri": uri}}));
    }
    editor.tell("textDocument/didClose", json!({"textDocument": {"uri": editor.uri(PAIN)}}));
    let version = json!({"uri": editor.uri(PAIN), "version": 2});
    let change = json!({"textDocument": version, "contentChanges": [{"text": "[Gone](gone.md)"}]});
    editor.tell("textDocument/didChange", change);
    assert_eq!(editor.news(), shown(&[]), "a text that is not open cannot be changed");
}

#[test]
fn edits_outside_of_the_text_are_made_at_its_edge() {
    let mut editor = Editor::new(&[]);
    editor.open(PAIN, CLEAN_PAGE);
    let far = json!({"start": {"line": 4_000_000_000_u32, "character": 7}, "end": {"line": 4_000_000_001_u32, "character": 0}});
    editor.edit(PAIN, json!([{"range": far, "text": "\n[Gone](gone.md)\n"}]));
    let gone = "9:7-9:14 link/target-missing there is no page at `content/articles/gone.md`";
    assert_eq!(editor.news(), shown(&[(PAIN, &[gone])]));
    let turned = json!({"start": {"line": 9, "character": 99}, "end": {"line": 9, "character": 0}});
    editor.edit(PAIN, json!([{"range": turned, "text": "Rest."}]));
    assert_eq!(editor.news(), shown(&[(PAIN, &[])]));
}

#[test]
fn a_request_that_is_cancelled_while_it_waits_is_never_worked_on() {
    let mut editor = Editor::silent();
    // The server is busy with this one, or has not begun, as the others arrive.
    let first = editor.send("initialize", json!({"capabilities": {}}));
    let second = editor.send("medproof/none", json!({}));
    editor.tell("$/cancelRequest", json!({"id": second}));
    let third = editor.send("medproof/none", json!({}));
    let mut answers = Vec::new();
    for _ in 0..3 {
        answers.push(editor.any_answer());
    }
    let code = |id: i32| {
        answers
            .iter()
            .find(|(of, _)| *of == id)
            .and_then(|(_, result)| result.clone().err())
            .map(|(code, _)| code)
    };
    assert_eq!(code(first), None);
    // Whether the cancellation comes in time is the race that the protocol has; both answers are right.
    assert!(matches!(code(second), Some(CANCELLED | METHOD_NOT_FOUND)), "{answers:?}");
    assert_eq!(code(third), Some(METHOD_NOT_FOUND));
    editor.tell("$/cancelRequest", json!({"id": "none of these"}));
    assert_eq!(editor.end(true), Ending::Asked);
}

#[test]
fn a_large_text_and_many_small_changes_are_taken() {
    let mut editor = Editor::new(&[]);
    let large = page("Large", &"It hurts. ".repeat(200_000));
    editor.open("content/articles/large.md", &large);
    for _ in 0..200 {
        let start = json!({"line": 7, "character": 0});
        editor.edit(
            "content/articles/large.md",
            json!([{"range": {"start": start, "end": start}, "text": "x"}]),
        );
    }
    editor.close("content/articles/large.md");
    assert_eq!(editor.news(), shown(&[]));
}
