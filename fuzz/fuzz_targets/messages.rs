//! Any conversation with the editor server ends without a failure of ours, with an answer to each request.
//!
//! Each line of a text is a message; `file:///r/` stands for the folder of a small repository.
#![no_main]

use std::collections::BTreeSet;
use std::fs;
use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use lsp_server::{Connection, Message, RequestId};
use medproof::base::date::Date;
use medproof::lsp::{Options, serve};
use tempfile::TempDir;

/// What stands for the folder in messages.
const HERE: &str = "file:///r/";

static FOLDER: LazyLock<TempDir> = LazyLock::new(|| {
    let folder = tempfile::tempdir().expect("a folder for temporary files");
    for (path, text) in medproof_fuzz::FILES {
        let path = folder.path().join(path);
        let parent = path.parent().expect("each file lies in a folder");
        fs::create_dir_all(parent).expect("the folder was just made");
        fs::write(path, text).expect("the folder was just made");
    }
    folder
});

fuzz_target!(|text: &str| {
    let here = format!("file://{}/", FOLDER.path().display());
    let begin = r#"{"id":0,"method":"initialize","params":{"capabilities":{"textDocument":{"codeAction":{"dataSupport":true,"resolveSupport":{"properties":["edit"]}}},"workspace":{"applyEdit":true,"workspaceEdit":{"documentChanges":true,"resourceOperations":["create","rename"]}}},"workspaceFolders":[{"uri":"file:///r/","name":"r"}]}}"#;
    let (client, server) = Connection::memory();
    let mut asked = BTreeSet::new();
    for line in std::iter::once(begin).chain(text.lines()) {
        let Ok(message) = serde_json::from_str::<Message>(&line.replace(HERE, &here)) else {
            continue;
        };
        if let Message::Request(request) = &message {
            // Two requests of one number are the client's own fault.
            if !asked.insert(request.id.to_string()) {
                continue;
            }
        }
        client.sender.send(message).expect("nobody closed the channel");
    }
    let Connection { sender, receiver } = client;
    drop(sender);
    let _ = serve(&server, Options { today: Date::parse("2026-11-22").ok() });
    drop(server);
    let mut is_over = false;
    for message in receiver {
        match message {
            Message::Response(answer) => {
                assert!(asked.remove(&RequestId::to_string(&answer.id)), "{} is answered twice", answer.id);
            }
            Message::Notification(told) => {
                assert_ne!(told.method, "window/logMessage", "a step failed: {}", told.params);
            }
            Message::Request(_) => {}
        }
        is_over = true;
    }
    // After `exit` nobody answers.
    assert!(is_over || text.contains("exit"), "nothing was answered");
    assert!(asked.is_empty() || text.contains("exit"), "{asked:?} were not answered");
});
