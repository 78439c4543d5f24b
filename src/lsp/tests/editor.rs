//! An editor that speaks with a server in another thread.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::thread::{self, JoinHandle};
use std::time::Duration;

use lsp_server::{Connection, Message, Notification, Request, RequestId, Response};
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::base::date::Date;
use crate::lsp::{Ending, Options, serve};

/// A page that has nothing wrong with it.
pub(super) const CLEAN_PAGE: &str = "---\ntitle: All About Neck Pain\nstatus: published\nauthors: [ron]\nreviewers: [lee]\n---\n\nMost neck pain goes away.\n";

const PEOPLE: &str = "\
- {id: lee, name: Amy Lee, roles: [medical-reviewer], credentials: MD, disclosures: [{text: None}]}
- {id: ron, name: Ron Miller, roles: [author], credentials: PT, disclosures: [{text: None}]}
";

/// A page with this body.
pub(super) fn page(title: &str, body: &str) -> String {
    format!("---\ntitle: {title}\nstatus: published\nauthors: [ron]\nreviewers: [lee]\n---\n\n{body}")
}

/// An editor with a folder of its own.
pub(super) struct Editor {
    folder: TempDir,
    connection: Connection,
    server: Option<JoinHandle<Ending>>,
    last: i32,
    versions: BTreeMap<String, i32>,
    /// What was shown since it was last looked at.
    shown: BTreeMap<String, Value>,
    /// The files of which something was shown, in the order in which it came.
    pub(super) order: Vec<String>,
    /// What the server asked for and told besides.
    pub(super) heard: Vec<(String, Value)>,
    /// The number of the last request that the server made.
    asked: Option<RequestId>,
}

impl Editor {
    /// An editor that can do little, with a clean page, its people and these files.
    pub(super) fn new(files: &[(&str, &str)]) -> Editor {
        Editor::with(json!({}), files)
    }

    /// An editor that can do this.
    pub(super) fn with(capabilities: Value, files: &[(&str, &str)]) -> Editor {
        let mut editor = Editor::silent();
        editor.write("content/articles/neck-pain.md", CLEAN_PAGE);
        editor.write("content/people/people.yaml", PEOPLE);
        files.iter().for_each(|(path, text)| editor.write(path, text));
        let folders = json!([{"uri": editor.uri(""), "name": "here"}]);
        editor.begin(capabilities, folders);
        editor
    }

    /// An editor in an empty folder that said nothing yet.
    pub(super) fn silent() -> Editor {
        let (connection, server) = Connection::memory();
        let today = Date::parse("2026-11-22").ok();
        let server = thread::spawn(move || serve(&server, Options { today }));
        Editor {
            folder: TempDir::with_prefix("medproof-").unwrap(),
            connection,
            server: Some(server),
            last: 0,
            versions: BTreeMap::new(),
            shown: BTreeMap::new(),
            order: Vec::new(),
            heard: Vec::new(),
            asked: None,
        }
    }

    /// Begins the conversation; returns what the server can do.
    pub(super) fn begin(&mut self, capabilities: Value, folders: Value) -> Value {
        let params = json!({"capabilities": capabilities, "workspaceFolders": folders});
        let result = self.ask("initialize", params).unwrap();
        self.tell("initialized", json!({}));
        result["capabilities"].clone()
    }

    pub(super) fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    pub(super) fn write(&self, path: &str, text: &str) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    pub(super) fn uri(&self, path: &str) -> String {
        format!("file://{}", self.path(path).to_str().unwrap())
    }

    pub(super) fn document(&self, path: &str) -> Value {
        json!({"uri": self.uri(path)})
    }

    pub(super) fn open(&mut self, path: &str, text: &str) {
        self.versions.insert(path.to_owned(), 1);
        let uri = self.uri(path);
        let document = json!({"uri": uri, "languageId": "markdown", "version": 1, "text": text});
        self.tell("textDocument/didOpen", json!({"textDocument": document}));
    }

    /// Changes the whole of an open text.
    pub(super) fn change(&mut self, path: &str, text: &str) {
        self.edit(path, json!([{"text": text}]));
    }

    /// Makes changes in an open text.
    pub(super) fn edit(&mut self, path: &str, changes: Value) {
        let version = self.versions.get_mut(path).unwrap();
        *version += 1;
        let document = json!({"uri": format!("file://{}", self.folder.path().join(path).to_str().unwrap()), "version": *version});
        self.tell("textDocument/didChange", json!({"textDocument": document, "contentChanges": changes}));
    }

    pub(super) fn close(&mut self, path: &str) {
        self.tell("textDocument/didClose", json!({"textDocument": self.document(path)}));
    }

    /// Says that files changed on the disk.
    pub(super) fn touch(&mut self, paths: &[&str]) {
        let changes: Vec<Value> =
            paths.iter().map(|path| json!({"uri": self.uri(path), "type": 2})).collect();
        self.tell("workspace/didChangeWatchedFiles", json!({"changes": changes}));
    }

    pub(super) fn tell(&self, method: &str, params: Value) {
        let told = Notification { method: method.to_owned(), params };
        self.connection.sender.send(told.into()).unwrap();
    }

    /// Sends a request and does not wait for its answer. Returns its number.
    pub(super) fn send(&mut self, method: &str, params: Value) -> i32 {
        self.last += 1;
        let request = Request { id: self.last.into(), method: method.to_owned(), params };
        self.connection.sender.send(request.into()).unwrap();
        self.last
    }

    /// Answers the last request that the server made.
    pub(super) fn reply(&mut self, result: Value) {
        let answer = Response::new_ok(self.asked.take().unwrap(), result);
        self.connection.sender.send(answer.into()).unwrap();
    }

    /// Sends a request, and returns its result, or the code and message of its error.
    pub(super) fn ask(&mut self, method: &str, params: Value) -> Result<Value, (i32, String)> {
        let id = self.send(method, params);
        self.answer(id)
    }

    /// The answer to a request.
    pub(super) fn answer(&mut self, id: i32) -> Result<Value, (i32, String)> {
        let (of, result) = self.any_answer();
        assert_eq!(of, id);
        result
    }

    /// The next answer, to whichever request.
    pub(super) fn any_answer(&mut self) -> (i32, Result<Value, (i32, String)>) {
        loop {
            let message = self.connection.receiver.recv_timeout(Duration::from_secs(60)).expect("an answer");
            match message {
                Message::Response(Response { id, response_result }) => {
                    let id = id.to_string().parse().unwrap();
                    return (id, response_result.map_err(|error| (error.code, error.message)));
                }
                Message::Notification(told) if told.method == "textDocument/publishDiagnostics" => {
                    let path = told.params["uri"].as_str().unwrap();
                    let root = self.uri("");
                    let path = path.strip_prefix(&root).unwrap_or(path).to_owned();
                    self.order.push(path.clone());
                    self.shown.insert(path, told.params);
                }
                Message::Notification(told) => self.heard.push((told.method, told.params)),
                Message::Request(asked) => {
                    self.asked = Some(asked.id);
                    self.heard.push((asked.method, asked.params));
                }
            }
        }
    }

    /// What was shown since this was last asked, once everything that was said is worked out: by file, each finding as
    /// `line:column-line:column rule message`.
    pub(super) fn news(&mut self) -> BTreeMap<String, Vec<String>> {
        self.settled();
        let shown = std::mem::take(&mut self.shown);
        let lines = |params: Value| params["diagnostics"].as_array().unwrap().iter().map(line).collect();
        shown.into_iter().map(|(path, params)| (path, lines(params))).collect()
    }

    /// As [`Editor::news`], in the words of the protocol.
    pub(super) fn raw_news(&mut self) -> BTreeMap<String, Value> {
        self.settled();
        std::mem::take(&mut self.shown)
    }

    /// The server shows all it found before it says what can be done about it.
    fn settled(&mut self) {
        let range = json!({"start": {"line": 0, "character": 0}, "end": {"line": 0, "character": 0}});
        let params =
            json!({"textDocument": self.document("none.md"), "range": range, "context": {"diagnostics": []}});
        assert_eq!(self.ask("textDocument/codeAction", params), Ok(json!([])));
    }

    /// Ends the conversation; `None` says nothing more.
    pub(super) fn end(mut self, asks: bool) -> Ending {
        if asks {
            assert_eq!(self.ask("shutdown", Value::Null), Ok(Value::Null));
            self.tell("exit", Value::Null);
        }
        let Editor { connection, server, .. } = self;
        drop(connection);
        server.unwrap().join().unwrap()
    }
}

/// A finding in one line: its first line of text, with where it is.
pub(super) fn line(finding: &Value) -> String {
    let at = |end: &str| {
        let at = &finding["range"][end];
        format!("{}:{}", at["line"], at["character"])
    };
    let message = finding["message"].as_str().unwrap().lines().next().unwrap();
    let rule = finding["code"].as_str().unwrap_or("-");
    format!("{}-{} {rule} {message}", at("start"), at("end"))
}

/// What is shown of some files, for comparisons.
pub(super) fn shown(files: &[(&str, &[&str])]) -> BTreeMap<String, Vec<String>> {
    let lines = |lines: &[&str]| lines.iter().map(|line| (*line).to_owned()).collect();
    files.iter().map(|(path, found)| ((*path).to_owned(), lines(found))).collect()
}
