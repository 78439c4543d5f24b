//! The loop: one message after the other, and what is found once none waits.

use std::collections::{HashMap, VecDeque};
use std::panic::{self, AssertUnwindSafe};
use std::time::Duration;

use lsp_server::{Connection, ErrorCode, Message, Notification, Request, RequestId, Response};
use lsp_types::notification::{
    Cancel, DidChangeTextDocument, DidChangeWatchedFiles, DidChangeWorkspaceFolders, DidCloseTextDocument,
    DidOpenTextDocument, Exit, Initialized, LogMessage, Notification as _, PublishDiagnostics, ShowMessage,
};
use lsp_types::request::{
    ApplyWorkspaceEdit, CodeActionRequest, CodeActionResolveRequest, CodeLensRefresh,
    DocumentDiagnosticRequest, ExecuteCommand, Initialize, RegisterCapability, Request as _, Shutdown,
    WorkspaceDiagnosticRefresh, WorkspaceDiagnosticRequest,
};
use lsp_types::{
    ApplyWorkspaceEditParams, ApplyWorkspaceEditResponse, CancelParams,
    DidChangeWatchedFilesRegistrationOptions, ExecuteCommandParams, FileSystemWatcher, GlobPattern,
    InitializeParams, InitializeResult, LogMessageParams, MessageType, NumberOrString, Registration,
    RegistrationParams, ServerInfo, ShowMessageParams, Uri,
};
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::address::path_of;
use super::answer::{Answer, invalid, refusal, refused, with};
use super::client::{self, Client, Wishes};
use super::repository::Share;
use super::signing::Signing;
use super::workspace::Workspace;
use super::{Ending, Options, actions, capabilities, lens, pull, requests, signing};

/// Settings are read again once nothing was typed for this long: everything is read again with them.
const QUIET: Duration = Duration::from_millis(250);

/// A server and its client.
pub(super) struct Server<'a> {
    connection: &'a Connection,
    options: Options,
    stage: Stage,
    /// Messages that arrived and were not worked on yet.
    waiting: VecDeque<Message>,
    /// The number of the last request that the server made.
    last_request: i32,
    /// The edits that sign pages and that the client has not made yet, each with what is to be said of it then.
    signing: HashMap<RequestId, String>,
}

/// How far a conversation is.
enum Stage {
    /// The client has not said yet what it can do.
    Begun,
    /// At work.
    Working(Box<Workspace>),
    /// The client asked for the end.
    ShutDown,
}

impl<'a> Server<'a> {
    pub(super) fn new(connection: &'a Connection, options: Options) -> Server<'a> {
        Server {
            connection,
            options,
            stage: Stage::Begun,
            waiting: VecDeque::new(),
            last_request: 0,
            signing: HashMap::new(),
        }
    }

    /// Works until the client ends.
    pub(super) fn run(mut self) -> Ending {
        while let Some(message) = self.next() {
            match message {
                Message::Notification(told) if told.method == Exit::METHOD => {
                    return match self.stage {
                        Stage::ShutDown => Ending::Asked,
                        _ => Ending::Abandoned,
                    };
                }
                Message::Notification(told) => self.guarded(|server| server.notice(told)),
                Message::Request(request) => {
                    let id = request.id.clone();
                    if self.try_guarded(|server| server.request(request)).is_err() {
                        let message = "medproof failed while it worked on this request".to_owned();
                        self.send(refused(id, ErrorCode::InternalError, message));
                    }
                }
                Message::Response(answer) => self.guarded(|server| server.answered(answer)),
            }
        }
        Ending::Abandoned
    }

    /// The next message. Before the server waits for one it works out what changed, and shows it.
    fn next(&mut self) -> Option<Message> {
        loop {
            self.take_in();
            if let Some(message) = self.waiting.pop_front() {
                return Some(message);
            }
            let (is_unsettled, is_due) = match &self.stage {
                Stage::Working(workspace) => (workspace.is_unsettled(), workspace.is_due()),
                _ => (false, false),
            };
            if is_unsettled {
                match self.connection.receiver.recv_timeout(QUIET) {
                    Ok(message) => self.arrive(message),
                    Err(error) if error.is_timeout() => self.guarded(|server| server.publish(Share::Part)),
                    Err(_) => return None,
                }
            } else if is_due {
                self.guarded(|server| server.publish(Share::Part));
            } else {
                let message = self.connection.receiver.recv().ok()?;
                self.arrive(message);
            }
        }
    }

    /// Takes in all messages that wait, so that requests that were cancelled meanwhile are never worked on.
    fn take_in(&mut self) {
        while let Ok(message) = self.connection.receiver.try_recv() {
            self.arrive(message);
        }
    }

    fn arrive(&mut self, message: Message) {
        match &message {
            Message::Notification(told) if told.method == Cancel::METHOD => {
                if let Ok(CancelParams { id }) = serde_json::from_value(told.params.clone()) {
                    self.cancel(&match id {
                        NumberOrString::Number(number) => RequestId::from(number),
                        NumberOrString::String(name) => RequestId::from(name),
                    });
                }
            }
            _ => self.waiting.push_back(message),
        }
    }

    fn cancel(&mut self, id: &RequestId) {
        let is_it = |message: &Message| matches!(message, Message::Request(request) if request.id == *id);
        if let Some(nth) = self.waiting.iter().position(is_it) {
            self.waiting.remove(nth);
            let message = "the client cancelled this request".to_owned();
            self.send(refused(id.clone(), ErrorCode::RequestCanceled, message));
        }
    }

    fn notice(&mut self, told: Notification) {
        let Stage::Working(workspace) = &mut self.stage else {
            return;
        };
        match told.method.as_str() {
            Initialized::METHOD if workspace.client.watches_files => self.watch_files(),
            DidOpenTextDocument::METHOD => {
                if let Some(params) = params::<DidOpenTextDocument>(told) {
                    workspace.open(params.text_document);
                }
            }
            DidChangeTextDocument::METHOD => {
                if let Some(params) = params::<DidChangeTextDocument>(told) {
                    let document = params.text_document;
                    workspace.change(&document.uri, document.version, params.content_changes);
                }
            }
            DidCloseTextDocument::METHOD => {
                if let Some(params) = params::<DidCloseTextDocument>(told) {
                    workspace.close(&params.text_document.uri);
                }
            }
            DidChangeWatchedFiles::METHOD => {
                if let Some(params) = params::<DidChangeWatchedFiles>(told) {
                    workspace.look_again(params.changes.into_iter().map(|change| change.uri));
                }
            }
            DidChangeWorkspaceFolders::METHOD => {
                if let Some(params) = params::<DidChangeWorkspaceFolders>(told) {
                    let paths = |folders: Vec<lsp_types::WorkspaceFolder>| {
                        folders.into_iter().filter_map(|folder| path_of(&folder.uri)).collect::<Vec<_>>()
                    };
                    workspace.change_folders(&paths(params.event.removed), paths(params.event.added));
                }
            }
            _ => {}
        }
    }

    fn request(&mut self, request: Request) {
        let response = match (&mut self.stage, request.method.as_str()) {
            (Stage::Begun, Initialize::METHOD) => self.begin(request),
            (Stage::Begun, _) => {
                let message = "the first request has to be `initialize`";
                refused(request.id, ErrorCode::ServerNotInitialized, message)
            }
            (Stage::Working(_), Shutdown::METHOD) => {
                self.stage = Stage::ShutDown;
                Response::new_ok(request.id, Value::Null)
            }
            (Stage::Working(_), _) => self.answer(request),
            (Stage::ShutDown, _) => {
                refused(request.id, ErrorCode::InvalidRequest, "the server was shut down")
            }
        };
        self.send(response);
    }

    fn begin(&mut self, request: Request) -> Response {
        let params: InitializeParams = match serde_json::from_value(request.params) {
            Ok(params) => params,
            Err(error) => return invalid(request.id, &error),
        };
        let client = Client::of(&params);
        let wishes = Wishes::of(&params);
        let result = InitializeResult {
            capabilities: capabilities::of(&client),
            server_info: Some(ServerInfo {
                name: env!("CARGO_PKG_NAME").to_owned(),
                version: Some(env!("CARGO_PKG_VERSION").to_owned()),
            }),
        };
        let day = self.options.today.or_else(|| wishes.today());
        let mut workspace = Workspace::new(client, wishes, day);
        workspace.change_folders(&[], client::folders(&params));
        self.stage = Stage::Working(Box::new(workspace));
        Response::new_ok(request.id, result)
    }

    fn answer(&mut self, request: Request) -> Response {
        let Stage::Working(workspace) = &mut self.stage else {
            return refused(request.id, ErrorCode::InvalidRequest, "the server is not at work");
        };
        workspace.settle();
        match request.method.as_str() {
            CodeActionRequest::METHOD => with::<CodeActionRequest>(request, |params| {
                self.publish_of(&params.text_document.uri);
                let workspace = self.workspace()?;
                Ok(Some(actions::offer(workspace, &params)))
            }),
            CodeActionResolveRequest::METHOD => with::<CodeActionResolveRequest>(request, |action| {
                self.publish(Share::Rest);
                Ok(actions::resolve(self.workspace()?, action))
            }),
            DocumentDiagnosticRequest::METHOD => with::<DocumentDiagnosticRequest>(request, |params| {
                self.publish_of(&params.text_document.uri);
                Ok(pull::document(self.workspace()?, &params))
            }),
            WorkspaceDiagnosticRequest::METHOD => with::<WorkspaceDiagnosticRequest>(request, |params| {
                self.publish(Share::Rest);
                Ok(pull::everything(self.workspace()?, &params))
            }),
            ExecuteCommand::METHOD => with::<ExecuteCommand>(request, |params| self.execute(&params)),
            _ => requests::answer(workspace, request),
        }
    }

    /// Runs a command of ours.
    fn execute(&mut self, params: &ExecuteCommandParams) -> Answer<Option<Value>> {
        match params.command.as_str() {
            lens::SHOW_CHANGES => {
                let text = lens::execute(self.workspace()?, params)?;
                self.show(MessageType::INFO, text.clone());
                Ok(Some(text.into()))
            }
            signing::SIGN => {
                let Signing { edit, message, notices } = signing::execute(self.workspace()?, params)?;
                for notice in notices {
                    self.show(MessageType::WARNING, notice);
                }
                let label = Some("sign the page".to_owned());
                self.ask::<ApplyWorkspaceEdit>(&ApplyWorkspaceEditParams { label, edit });
                self.signing.insert(self.last_request.into(), message);
                Ok(None)
            }
            unknown => {
                let message = format!("medproof does not know the command `{unknown}`");
                Err(refusal(ErrorCode::InvalidParams, message))
            }
        }
    }

    /// Says whether the client made the edit that signs a page. Answers to what else the server asked for say no more
    /// than that the client heard it.
    fn answered(&mut self, answer: Response) {
        let Some(message) = self.signing.remove(&answer.id) else {
            return;
        };
        let made = answer.response_result.map_err(|error| error.message).and_then(|made| {
            let made = serde_json::from_value::<ApplyWorkspaceEditResponse>(made);
            match made.map_err(|error| error.to_string())? {
                ApplyWorkspaceEditResponse { applied: true, .. } => Ok(()),
                made => Err(made.failure_reason.unwrap_or_else(|| "it does not say why".to_owned())),
            }
        });
        match made {
            Ok(()) => self.show(MessageType::INFO, message),
            Err(why) => {
                let why =
                    crate::project::signing::refusal(format!("the editor did not make the change ({why})"));
                self.show(MessageType::ERROR, why);
            }
        }
    }

    fn show(&self, typ: MessageType, message: String) {
        self.tell::<ShowMessage>(&ShowMessageParams { typ, message });
    }

    fn workspace(&mut self) -> Answer<&mut Workspace> {
        match &mut self.stage {
            Stage::Working(workspace) => Ok(workspace),
            _ => Err(refusal(ErrorCode::InvalidRequest, "the server is not at work")),
        }
    }

    /// Works out what is found in a file, and what else the answer to a question about it may wait for.
    fn publish_of(&mut self, uri: &Uri) {
        let Ok(workspace) = self.workspace() else {
            return;
        };
        workspace.expect(uri);
        self.publish(Share::Part);
        if self.workspace().is_ok_and(|workspace| !workspace.is_judged(uri)) {
            self.publish(Share::Rest);
        }
    }

    /// Works out what changed, or a share of it, and shows it: sends it, or tells a client that asks for findings to ask
    /// again.
    fn publish(&mut self, share: Share) {
        let Stage::Working(workspace) = &mut self.stage else {
            return;
        };
        workspace.settle();
        let changed = workspace.judge(share);
        let (pulls, refreshes) = (workspace.client.pulls, workspace.client.refreshes);
        let new_lenses = workspace.client.refreshes_lenses && lens::have_changed(workspace);
        if !pulls {
            for params in changed {
                self.tell::<PublishDiagnostics>(&params);
            }
        } else if refreshes && !changed.is_empty() {
            self.ask::<WorkspaceDiagnosticRefresh>(&());
        }
        if new_lenses {
            self.ask::<CodeLensRefresh>(&());
        }
    }

    /// Asks the client to tell which files change.
    fn watch_files(&mut self) {
        let watchers =
            vec![FileSystemWatcher { glob_pattern: GlobPattern::String("**/*".to_owned()), kind: None }];
        let options = serde_json::to_value(DidChangeWatchedFilesRegistrationOptions { watchers });
        let registration = Registration {
            id: "medproof-files".to_owned(),
            method: DidChangeWatchedFiles::METHOD.to_owned(),
            register_options: options.ok(),
        };
        self.ask::<RegisterCapability>(&RegistrationParams { registrations: vec![registration] });
    }

    /// Runs a step; a failure of ours in it is told and ends no conversation.
    fn guarded(&mut self, step: impl FnOnce(&mut Self)) {
        let _ = self.try_guarded(step);
    }

    fn try_guarded(&mut self, step: impl FnOnce(&mut Self)) -> Result<(), ()> {
        // Texts and findings are replaced as a whole once they are made, so a step that fails leaves those before it.
        panic::catch_unwind(AssertUnwindSafe(|| step(self))).map_err(|_| {
            self.tell::<LogMessage>(&LogMessageParams {
                typ: MessageType::ERROR,
                message: "medproof failed while it worked on a message; please report how that came about"
                    .to_owned(),
            });
        })
    }

    fn tell<N: lsp_types::notification::Notification>(&self, params: &N::Params) {
        if let Ok(params) = serde_json::to_value(params) {
            self.send(Notification { method: N::METHOD.to_owned(), params });
        }
    }

    fn ask<R: lsp_types::request::Request>(&mut self, params: &R::Params) {
        self.last_request = self.last_request.wrapping_add(1);
        if let Ok(params) = serde_json::to_value(params) {
            self.send(Request { id: self.last_request.into(), method: R::METHOD.to_owned(), params });
        }
    }

    /// A client that is gone hears nothing; the end of its messages ends the loop.
    fn send(&self, message: impl Into<Message>) {
        let _ = self.connection.sender.send(message.into());
    }
}

fn params<N: lsp_types::notification::Notification>(told: Notification) -> Option<N::Params>
where
    N::Params: DeserializeOwned,
{
    serde_json::from_value(told.params).ok()
}
