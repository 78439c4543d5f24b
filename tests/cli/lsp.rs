//! `medproof lsp`: the whole program over standard input and output.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use serde_json::{Value, json};
use snapbox::cmd::cargo_bin;

use crate::repo::{Repo, medproof};

const FLAWED: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/flawed");

/// A server, and the pipes to it.
struct Server {
    child: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
}

impl Server {
    fn start(folder: &Path) -> Server {
        let mut child = Command::new(cargo_bin!("medproof"))
            .args(["lsp", "--today", "2026-11-22"])
            .current_dir(folder)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let (input, output) = (child.stdin.take().unwrap(), child.stdout.take().unwrap());
        Server { child, input, output: BufReader::new(output) }
    }

    /// Starts a server in a folder and begins the conversation.
    fn begun(folder: &Path, options: Value) -> Server {
        let mut server = Server::start(folder);
        server.ask(
            1,
            "initialize",
            json!({
                "capabilities": {"general": {"positionEncodings": ["utf-32"]}},
                "workspaceFolders": [{"uri": format!("file://{}", folder.to_str().unwrap()), "name": "here"}],
                "initializationOptions": options,
            }),
        );
        assert_eq!(server.read()["result"]["serverInfo"]["name"], "medproof");
        server.send(&json!({"jsonrpc": "2.0", "method": "initialized", "params": {}}).to_string());
        server
    }

    fn ask(&mut self, id: i32, method: &str, params: Value) {
        self.send(&json!({"jsonrpc": "2.0", "id": id, "method": method, "params": params}).to_string());
    }

    fn send(&mut self, text: &str) {
        write!(self.input, "Content-Length: {}\r\n\r\n{text}", text.len()).unwrap();
        self.input.flush().unwrap();
    }

    /// The next message. Nothing but messages may be on standard output.
    fn read(&mut self) -> Value {
        let mut length = None;
        loop {
            let mut line = String::new();
            self.output.read_line(&mut line).unwrap();
            if line == "\r\n" {
                break;
            }
            let number = line.strip_prefix("Content-Length: ").and_then(|rest| rest.strip_suffix("\r\n"));
            length = Some(number.unwrap_or_else(|| panic!("no header: {line:?}")).parse::<usize>().unwrap());
        }
        let mut bytes = vec![0; length.unwrap()];
        self.output.read_exact(&mut bytes).unwrap();
        let value: Value = serde_json::from_slice(&bytes).unwrap();
        assert_eq!(value["jsonrpc"], "2.0");
        value
    }

    /// Ends the conversation as the protocol asks for; returns what else was said, the exit code and standard error.
    fn end(mut self) -> (Vec<Value>, Option<i32>, String) {
        self.ask(99, "shutdown", Value::Null);
        let mut heard = Vec::new();
        loop {
            let message = self.read();
            if message["id"] == 99 {
                assert_eq!(message["result"], Value::Null);
                break;
            }
            heard.push(message);
        }
        self.send(&json!({"jsonrpc": "2.0", "method": "exit"}).to_string());
        let (code, error) = self.wait();
        (heard, code, error)
    }

    /// Closes standard input and waits.
    fn wait(self) -> (Option<i32>, String) {
        let Server { mut child, input, mut output } = self;
        drop(input);
        let mut rest = String::new();
        output.read_to_string(&mut rest).unwrap();
        assert_eq!(rest, "", "nothing comes after the end");
        let mut error = String::new();
        child.stderr.take().unwrap().read_to_string(&mut error).unwrap();
        (child.wait().unwrap().code(), error)
    }
}

/// A finding as both ways of asking for it show it.
type Shown = (String, [u64; 4], String, String, Vec<(String, [u64; 4], String)>);

/// Editor and check never disagree: on the flawed repository each finding is the same in both, with its place, weight,
/// words and related places.
#[test]
fn the_editor_shows_what_check_reports() {
    for advice in [false, true] {
        let words: &[&str] = if advice { &["--advice"] } else { &[] };
        let checked = medproof(Path::new(FLAWED))
            .args(["check", "--today", "2026-11-22", "--format", "json"])
            .args(words)
            .assert()
            .code(1);
        let checked: Value = serde_json::from_slice(&checked.get_output().stdout).unwrap();
        let open =
            checked["findings"].as_array().unwrap().iter().filter(|finding| finding["status"] == "open");
        let mut expected: Vec<Shown> = open.map(of_check).collect();
        assert!(expected.len() > 80, "the flawed repository has {} findings", expected.len());

        let mut server = Server::begun(Path::new(FLAWED), json!({"advice": advice}));
        let mut files: BTreeMap<String, Value> = BTreeMap::new();
        server.ask(2, "textDocument/codeAction", nowhere());
        loop {
            let message = server.read();
            if message["id"] == 2 {
                break;
            }
            assert_eq!(message["method"], "textDocument/publishDiagnostics");
            let params = &message["params"];
            files.insert(params["uri"].as_str().unwrap().to_owned(), params["diagnostics"].clone());
        }
        let mut shown: Vec<Shown> = (files.iter())
            .flat_map(|(uri, found)| found.as_array().unwrap().iter().map(|finding| of_editor(uri, finding)))
            .collect();
        expected.sort();
        shown.sort();
        for (one, other) in expected.iter().zip(&shown) {
            assert_eq!(one, other);
        }
        assert_eq!(expected.len(), shown.len());
        let (heard, code, error) = server.end();
        assert_eq!((heard, code, error.as_str()), (Vec::new(), Some(0), ""));
    }
}

/// A request that shows everything first and is about nothing.
fn nowhere() -> Value {
    let zero = json!({"line": 0, "character": 0});
    json!({
        "textDocument": {"uri": "file:///none.md"},
        "range": {"start": zero, "end": zero},
        "context": {"diagnostics": []},
    })
}

fn of_check(finding: &Value) -> Shown {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let range = |value: &Value| {
        let at = |end: &str, unit: &str| value[end][unit].as_u64().unwrap() - 1;
        [at("start", "line"), at("start", "column"), at("end", "line"), at("end", "column")]
    };
    let (path, own) = (text(&finding["path"]), range(finding));
    let mut message = vec![text(&finding["message"])];
    let mut related = Vec::new();
    for label in finding["labels"].as_array().unwrap() {
        let (of, at) = (text(&label["path"]), range(label));
        if (&of, at) == (&path, own) {
            message.push(text(&label["message"]));
        } else {
            related.push((of, at, text(&label["message"])));
        }
    }
    message.extend(finding["help"].as_str().map(str::to_owned));
    let id = format!("{} {} {}", text(&finding["severity"]), text(&finding["rule"]), text(&finding["url"]));
    (path, own, id, message.join("\n"), related)
}

fn of_editor(uri: &str, finding: &Value) -> Shown {
    let path = |uri: &str| uri.strip_prefix(&format!("file://{FLAWED}/")).unwrap().to_owned();
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let range = |value: &Value| {
        let at = |end: &str, unit: &str| value["range"][end][unit].as_u64().unwrap();
        [at("start", "line"), at("start", "character"), at("end", "line"), at("end", "character")]
    };
    let severity = match finding["severity"].as_u64() {
        Some(1) => "error",
        Some(2) => "warning",
        Some(3) => "advice",
        other => panic!("no severity: {other:?}"),
    };
    let related = finding["relatedInformation"].as_array().into_iter().flatten();
    let related = related.map(|related| {
        let at = &related["location"];
        (path(at["uri"].as_str().unwrap()), range(at), text(&related["message"]))
    });
    let id = format!("{severity} {} {}", text(&finding["code"]), text(&finding["codeDescription"]["href"]));
    (path(uri), range(finding), id, text(&finding["message"]), related.collect())
}

#[test]
fn what_is_no_message_is_answered_and_the_next_one_is_read() {
    let repo = Repo::with_clean_page(&[]);
    let mut server = Server::begun(&repo.path(""), Value::Null);
    server.send("{[}");
    let answer = server.read();
    assert_eq!((&answer["id"], &answer["error"]["code"]), (&Value::Null, &json!(-32700)));
    server.input.write_all(b"nonsense\r\n\r\n").unwrap();
    let answer = server.read();
    assert_eq!(answer["error"]["message"], "a message has no `Content-Length`");
    server.send("{\"jsonrpc\": \"2.0\", \"id\": 7, \"method\": \"medproof/none\"}");
    let answer = server.read();
    assert_eq!((&answer["id"], &answer["error"]["code"]), (&json!(7), &json!(-32601)));
    let (heard, code, error) = server.end();
    assert_eq!((heard, code, error.as_str()), (Vec::new(), Some(0), ""));
}

#[test]
fn a_client_that_vanishes_ends_the_program() {
    let repo = Repo::with_clean_page(&[]);
    assert_eq!(Server::start(&repo.path("")).wait(), (Some(1), String::new()));
    assert_eq!(Server::begun(&repo.path(""), Value::Null).wait(), (Some(1), String::new()));
}

/// Nothing is written: two servers on one repository see the same, and leave it as it was.
#[test]
fn two_servers_on_one_repository_do_not_meet() {
    let repo = Repo::with_clean_page(&[("content/articles/gone.md", "[Gone](nowhere.md)\n")]);
    let before = listing(&repo.path(""));
    let seen = |server: &mut Server| {
        server.ask(2, "textDocument/codeAction", nowhere());
        let mut seen = Vec::new();
        loop {
            let message = server.read();
            if message["id"] == 2 {
                return seen;
            }
            seen.push(message);
        }
    };
    let mut one = Server::begun(&repo.path(""), Value::Null);
    let mut other = Server::begun(&repo.path(""), Value::Null);
    let (first, second) = (seen(&mut one), seen(&mut other));
    assert_eq!(first.len(), 1);
    assert_eq!(first, second);
    assert_eq!((one.end().1, other.end().1), (Some(0), Some(0)));
    assert_eq!(listing(&repo.path("")), before);
}

fn listing(folder: &Path) -> Vec<std::path::PathBuf> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path.clone());
            }
            files.push(path);
        }
    }
    files.sort();
    files
}
