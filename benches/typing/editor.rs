//! An editor that speaks with the server over a connection in memory.

use std::collections::HashMap;
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use lsp_server::{Connection, Message, Notification, Request, Response};
use medproof::base::date::Date;
use medproof::lsp::{Options, serve};
use serde_json::{Value, json};

/// What a change took.
#[derive(Clone, Copy)]
pub struct Took {
    /// Until it was shown what is found in the file that was edited.
    pub time: Duration,
    /// Until everything was shown that the change brought about, in other files as well.
    pub all: Duration,
    /// Of all processors together, which says more on a machine that does other things, too; none where the system does
    /// not tell.
    pub work: Duration,
}

/// An editor. The server ends with the program.
pub struct Editor {
    folder: PathBuf,
    connection: Connection,
    versions: HashMap<PathBuf, i32>,
    last: i32,
}

impl Editor {
    /// Starts a server in a folder, and waits until it has read and judged everything.
    pub fn start(folder: &Path) -> Result<Editor, Box<dyn Error>> {
        let (connection, server) = Connection::memory();
        let options = Options { today: Date::parse("2026-11-22").ok() };
        thread::spawn(move || serve(&server, options));
        let mut editor = Editor { folder: folder.to_owned(), connection, versions: HashMap::new(), last: 0 };
        let folders = json!([{"uri": uri(folder), "name": "here"}]);
        let capabilities = json!({"general": {"positionEncodings": ["utf-8"]}});
        editor.ask("initialize", json!({"capabilities": capabilities, "workspaceFolders": folders}))?;
        editor.tell("initialized", json!({}))?;
        editor.settle()?;
        Ok(editor)
    }

    /// The repository.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Opens a file with a text, and waits until that is worked out.
    pub fn open(&mut self, path: &Path, text: &str) -> Result<(), Box<dyn Error>> {
        if self.versions.insert(path.to_owned(), 1).is_some() {
            self.tell("textDocument/didClose", json!({"textDocument": {"uri": uri(path)}}))?;
        }
        let document = json!({"uri": uri(path), "languageId": "markdown", "version": 1, "text": text});
        self.tell("textDocument/didOpen", json!({"textDocument": document}))?;
        self.settle()
    }

    /// Replaces what is between two places, each a line and a byte in it, and waits until everything is shown that this
    /// changed.
    pub fn change(
        &mut self,
        path: &Path,
        start: (usize, usize),
        end: (usize, usize),
        text: &str,
    ) -> Result<Took, Box<dyn Error>> {
        let version = self.versions.entry(path.to_owned()).or_default();
        *version += 1;
        let at = |(line, character): (usize, usize)| json!({"line": line, "character": character});
        let change = json!({
            "textDocument": {"uri": uri(path), "version": *version},
            "contentChanges": [{"range": {"start": at(start), "end": at(end)}, "text": text}],
        });
        self.timed("textDocument/didChange", change, Some(path))
    }

    /// Writes a file to the disk, or removes it, and waits until everything is shown that this changed.
    pub fn exchange(&mut self, path: &Path, text: Option<&str>) -> Result<Took, Box<dyn Error>> {
        let created = !path.exists();
        match text {
            Some(text) => fs::write(path, text)?,
            None => fs::remove_file(path)?,
        }
        let kind = match (text, created) {
            (None, _) => 3,
            (Some(_), true) => 1,
            (Some(_), false) => 2,
        };
        self.timed(
            "workspace/didChangeWatchedFiles",
            json!({"changes": [{"uri": uri(path), "type": kind}]}),
            None,
        )
    }

    /// Says something, and waits until everything is shown that this changed: first in one file, where one was edited.
    fn timed(&mut self, method: &str, params: Value, edited: Option<&Path>) -> Result<Took, Box<dyn Error>> {
        let (work, begun) = (processor_time(), Instant::now());
        self.tell(method, params)?;
        let own = match edited {
            Some(path) => {
                self.ask("textDocument/diagnostic", json!({"textDocument": {"uri": uri(path)}}))?;
                Some(begun.elapsed())
            }
            None => None,
        };
        self.settle()?;
        let all = begun.elapsed();
        Ok(Took { time: own.unwrap_or(all), all, work: processor_time().saturating_sub(work) })
    }

    /// Waits until the server has shown all it found: it does so before it says what can be done about it.
    fn settle(&mut self) -> Result<(), Box<dyn Error>> {
        let zero = json!({"line": 0, "character": 0});
        let nowhere = json!({
            "textDocument": {"uri": "file:///none.md"},
            "range": {"start": zero, "end": zero},
            "context": {"diagnostics": []},
        });
        self.ask("textDocument/codeAction", nowhere)
    }

    fn tell(&self, method: &str, params: Value) -> Result<(), Box<dyn Error>> {
        let told = Notification { method: method.to_owned(), params };
        Ok(self.connection.sender.send(told.into())?)
    }

    fn ask(&mut self, method: &str, params: Value) -> Result<(), Box<dyn Error>> {
        self.last += 1;
        let request = Request { id: self.last.into(), method: method.to_owned(), params };
        self.connection.sender.send(request.into())?;
        loop {
            if let Message::Response(Response { response_result, .. }) = self.connection.receiver.recv()? {
                return response_result.map(drop).map_err(|error| error.message.into());
            }
        }
    }
}

/// How long the threads of this program were at work, as Linux tells.
fn processor_time() -> Duration {
    let threads = fs::read_dir("/proc/self/task").into_iter().flatten().flatten();
    let time = |folder: fs::DirEntry| {
        let text = fs::read_to_string(folder.path().join("schedstat")).ok()?;
        text.split(' ').next()?.parse().ok().map(Duration::from_nanos)
    };
    threads.filter_map(time).sum()
}

fn uri(path: &Path) -> String {
    format!("file://{}", path.display())
}
