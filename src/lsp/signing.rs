//! Signing a page: who is offered to, and the edit that does.
//!
//! What is signed is the text in the editor. Nobody signs in passing: no kind of action that an editor makes on its own,
//! as on saving, is one of these.

use lsp_server::ErrorCode;
use lsp_types::{
    CodeAction, CodeActionKind, CodeActionParams, CodeActionTriggerKind, CodeLens, Command,
    DocumentChangeOperation, DocumentChanges, ExecuteCommandParams, Range, Uri, WorkspaceEdit,
};
use serde_json::Value;

use super::answer::{Answer, refusal};
use super::edits::{FileEdits, difference, document_edit};
use super::kinds::wants;
use super::position::Positions;
use super::renaming::create;
use super::workspace::{At, Workspace};
use crate::base::date::Date;
use crate::base::source::Source;
use crate::model::document;
use crate::model::index::Signed;
use crate::project::Project;
use crate::project::signing::{self, Request, Signature};
use crate::report::sanitise;

/// Signs a page as the person whose id is its second argument.
pub(super) const SIGN: &str = "medproof.signAs";

/// The kind of the actions that sign.
const KIND: CodeActionKind = CodeActionKind::new("medproof.sign");

/// More people are not offered at once: anyone else says who they are as the server starts.
const MOST_PEOPLE: usize = 8;

/// A signature for the editor to write.
pub(super) struct Signing {
    /// The record, and what changes in the page.
    pub(super) edit: WorkspaceEdit,
    /// What to say once it is written.
    pub(super) message: String,
    /// What the person who signs has to see to.
    pub(super) notices: Vec<String>,
}

/// The actions that sign a page, in its front matter and at its beginning.
pub(super) fn offer(workspace: &mut Workspace, params: &CodeActionParams) -> Vec<CodeAction> {
    let is_asked = params.context.trigger_kind != Some(CodeActionTriggerKind::AUTOMATIC);
    if !is_asked || !wants(&params.context, &KIND) {
        return Vec::new();
    }
    let uri = &params.text_document.uri;
    let encoding = workspace.client.encoding;
    let is_at_front = |at: At| {
        let source = at.session.source(at.doc)?;
        let front = document::data_region(source).unwrap_or_default();
        Some(params.range.start <= Positions::new(source, encoding).range(front).end)
    };
    if workspace.document(uri).and_then(is_at_front) != Some(true) {
        return Vec::new();
    }
    let action = |command: Command| CodeAction {
        title: format!("Sign this page as {}", command.title),
        kind: Some(KIND),
        command: Some(command),
        ..CodeAction::default()
    };
    commands(workspace, uri).into_iter().map(action).collect()
}

/// A lens for each person who may sign a page that changed since it was signed.
pub(super) fn lenses(workspace: &mut Workspace, uri: &Uri, range: Range) -> Vec<CodeLens> {
    let lens = |mut command: Command| {
        command.title = format!("Sign as {}", command.title);
        CodeLens { range, command: Some(command), data: None }
    };
    commands(workspace, uri).into_iter().map(lens).collect()
}

/// The commands that sign a page, with the names of the people as whom they do.
fn commands(workspace: &mut Workspace, uri: &Uri) -> Vec<Command> {
    let client = &workspace.client;
    if !client.creates_files || !client.applies_edits {
        return Vec::new();
    }
    let own = workspace.reviewer.clone();
    let Some(day) = workspace.find(uri).map(|asked| asked.repository.day()) else {
        return Vec::new();
    };
    let people = workspace.document(uri).map(|at| people(at, day)).unwrap_or_default();
    let offered = people.into_iter().filter(|(id, _)| own.as_ref().is_none_or(|own| own == id));
    let command = |(id, name): (String, String)| Command {
        title: sanitise::sentence(&name).into_owned(),
        command: SIGN.to_owned(),
        arguments: Some(vec![Value::from(uri.as_str()), Value::from(id)]),
    };
    offered.take(MOST_PEOPLE).map(command).collect()
}

/// The people who may sign a page and did not sign this text of it.
fn people(at: At, day: Date) -> Vec<(String, String)> {
    let signed = match at.index.signed(at.doc) {
        Signed::Valid(record) => record.review.reviewer.as_ref(),
        Signed::Changed(..) | Signed::Unknown => None,
    };
    let signer = signed.and_then(|named| at.index.person(&named.text));
    let mut people = signing::who_may_sign(at.index, at.doc, day);
    people.retain(|(id, _)| signer.is_none() || at.index.person(id) != signer);
    people
}

/// Works out what the command writes.
pub(super) fn execute(workspace: &mut Workspace, params: &ExecuteCommandParams) -> Answer<Signing> {
    let argument = |nth: usize| params.arguments.get(nth).cloned();
    let uri = argument(0).and_then(|uri| serde_json::from_value::<Uri>(uri).ok());
    let reviewer = argument(1).and_then(|id| id.as_str().map(str::to_owned));
    let (Some(uri), Some(reviewer)) = (uri, reviewer) else {
        let message = "the command needs the address of a page and the id of the person who reviewed it";
        return Err(refusal(ErrorCode::InvalidParams, message));
    };
    let failed = |why: String| refusal(ErrorCode::RequestFailed, why);
    let no_page = || failed(signing::refusal("this file is no page of a repository"));
    let asked = workspace.find(&uri).ok_or_else(no_page)?;
    let (doc, disk, day) = (asked.doc, asked.disk, asked.repository.day());
    let project = asked.repository.project.as_mut().ok_or_else(no_page)?;
    let signature = Signature::prepare(&Request::medical(&reviewer, day), doc, project).map_err(failed)?;
    if let Some(record) = &signature.already {
        return Err(failed(signing::refusal(format!("`{record}` already says all of this"))));
    }
    let path = record_path(&signature, project).map_err(failed)?;
    let record = project.root.folder.join(&path);
    if !workspace.client.creates_files {
        return Err(failed(signing::refusal(
            "a signature makes a file, which this editor does not do for a server: use `medproof sign`",
        )));
    }
    let record = workspace.uri(&record).ok_or_else(no_page)?;
    // An editor stops at what it cannot do: where it makes no file, the page stays as it is.
    let mut operations = create(record, signature.record.clone()).to_vec();
    if let Some(updated) = &signature.updated {
        let before = Source::new(signature.path.as_str(), signature.before.as_str());
        let edits = difference(&before, &updated.text, workspace.client.encoding);
        let file = FileEdits { uri, version: workspace.version(&disk), edits };
        operations.push(DocumentChangeOperation::Edit(document_edit(file)));
    }
    let document_changes = Some(DocumentChanges::Operations(operations));
    Ok(Signing {
        edit: WorkspaceEdit { document_changes, ..WorkspaceEdit::default() },
        message: format!(
            "Signed `{}` as {}: save the page and `{path}`",
            signature.path,
            sanitise::sentence(&signature.name)
        ),
        notices: signature.notices,
    })
}

/// A path that no file has.
fn record_path(signature: &Signature, project: &Project) -> Result<String, String> {
    let folder = signature.folder(project)?;
    let path = |nth| format!("{}/{}", folder.display(), signature.file_name(nth));
    let is_free =
        |path: &String| project.session.doc(path).is_none() && !project.root.folder.join(path).exists();
    let taken = || signing::refusal("there are too many records of this person and day");
    (1..1000).map(path).find(is_free).ok_or_else(taken)
}
