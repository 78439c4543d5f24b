//! `textDocument/rename` and `workspace/willRenameFiles`: another name everywhere, through what `medproof mv` does.

use std::collections::BTreeMap;
use std::path::Path;

use lsp_server::ErrorCode;
use lsp_types::{
    CreateFile, DocumentChangeOperation, DocumentChanges, OneOf, OptionalVersionedTextDocumentIdentifier,
    Position, PrepareRenameResponse, RenameFile, RenameFilesParams, RenameParams, ResourceOp,
    TextDocumentEdit, TextDocumentPositionParams, TextEdit, Uri, WorkspaceEdit,
};

use super::address::path_of;
use super::answer::{Answer, refusal};
use super::edits::{FileEdits, difference, document_edit, workspace_edit};
use super::position::Positions;
use super::things::{self, Thing};
use super::workspace::{At, Workspace};
use crate::base::source::Source;
use crate::base::span::Span;
use crate::model::collection::Collection;
use crate::project::renaming;
use crate::run::change::Change;
use crate::run::rename::{self, KINDS, NewName, Renaming, Subject};

/// Why the words at a place cannot be renamed.
const NO_NAME: &str = "only pages, causes, people and sources can be renamed, where something names them";

/// The words that are renamed at a place, and what they name.
fn subject(asked: &At) -> Option<(Span, Collection, String)> {
    let (mention, span) = things::at(asked.session, asked.index, asked.doc, asked.offset)?;
    let Thing::Entity(entity) = mention.thing else {
        return None;
    };
    let collection = asked.index.facts(entity.doc)?.collection;
    let id = asked.index.entity(entity)?.id.text.clone();
    KINDS.contains(&collection).then_some((span, collection, id))
}

/// Which words are renamed, and the id they have now.
pub(super) fn prepare(
    workspace: &mut Workspace,
    params: &TextDocumentPositionParams,
) -> Answer<Option<PrepareRenameResponse>> {
    let encoding = workspace.client.encoding;
    let found = workspace.at(&params.text_document.uri, params.position).and_then(|asked| {
        let (span, _, placeholder) = subject(&asked)?;
        let source = asked.session.source(asked.doc)?;
        // The sign before a key is no part of it.
        let sign = usize::from(span.slice(&source.text).starts_with('@'));
        let span = Span::new(span.start as usize + sign, span.end as usize);
        let range = Positions::new(source, encoding).range(span);
        Some(PrepareRenameResponse::RangeWithPlaceholder { range, placeholder })
    });
    Ok(found)
}

/// Renames what the words at a place name.
pub(super) fn rename(workspace: &mut Workspace, params: &RenameParams) -> Answer<Option<WorkspaceEdit>> {
    let at = &params.text_document_position;
    let found = workspace.at(&at.text_document.uri, at.position).and_then(|asked| subject(&asked));
    let (_, collection, id) = found.ok_or_else(|| refusal(ErrorCode::RequestFailed, NO_NAME))?;
    let name = NewName::Id(params.new_name.trim().trim_start_matches('@').to_owned());
    let find = |session: &mut _| rename::find(session, &id, &[], Some(collection));
    let renaming = work_out(workspace, &at.text_document.uri, find, &name)?;
    edit(workspace, &at.text_document.uri, &renaming, None).map(Some)
}

/// What else has to change when files get other names in the editor.
pub(super) fn files(workspace: &mut Workspace, params: &RenameFilesParams) -> Answer<Option<WorkspaceEdit>> {
    let mut made: Option<WorkspaceEdit> = None;
    for file in &params.files {
        let (Some(old), Some(new)) = (uri(&file.old_uri), uri(&file.new_uri)) else {
            continue;
        };
        // One file at a time: of several the edits could not be told apart from each other's.
        if made.is_some() {
            break;
        }
        made = one_file(workspace, &old, &new)?;
    }
    Ok(made)
}

fn uri(text: &str) -> Option<Uri> {
    text.parse().ok()
}

fn one_file(workspace: &mut Workspace, old: &Uri, new: &Uri) -> Answer<Option<WorkspaceEdit>> {
    let (Some(from), Some(to)) = (path_of(old), path_of(new)) else {
        return Ok(None);
    };
    // A folder with a page in it: `neck-pain/index.md`.
    let inner = ["", "index.md", "_index.md"].into_iter().find_map(|inner| {
        let file = if inner.is_empty() { from.clone() } else { from.join(inner) };
        let uri = super::address::uri_of(&file)?;
        let asked = workspace.find(&uri)?;
        let path = asked.repository.root.relative(&file).ok().flatten()?;
        let new = if inner.is_empty() { to.clone() } else { to.join(inner) };
        let new = asked.repository.root.relative(&new).ok().flatten()?;
        Some((uri, path, new))
    });
    let Some((uri, path, new)) = inner else {
        return Ok(None);
    };
    let is_known = |asked: &At| {
        let facts = asked.index.facts(asked.doc);
        facts.is_some_and(|facts| KINDS.contains(&facts.collection) && facts.collection != Collection::Source)
    };
    if !workspace.document(&uri).is_some_and(|asked| is_known(&asked)) {
        return Ok(None);
    }
    let find = |session: &mut _| rename::find(session, &path, std::slice::from_ref(&path), None);
    let renaming = work_out(workspace, &uri, find, &NewName::Path(new))?;
    edit(workspace, &uri, &renaming, Some(&from)).map(Some)
}

/// Works out a rename, and proves that it makes nothing worse.
fn work_out(
    workspace: &mut Workspace,
    uri: &Uri,
    find: impl FnOnce(&mut crate::run::session::Session) -> Result<Subject, rename::Refusal>,
    name: &NewName,
) -> Answer<Renaming> {
    let failed = |error: String| refusal(ErrorCode::RequestFailed, format!("{error}; nothing was renamed"));
    let asked = workspace.find(uri).ok_or_else(|| refusal(ErrorCode::RequestFailed, NO_NAME))?;
    let day = asked.repository.day();
    let project =
        asked.repository.project.as_ref().ok_or_else(|| refusal(ErrorCode::RequestFailed, NO_NAME))?;
    let settings =
        renaming::Settings::read(project.files(), day).map_err(|error| failed(error.to_string()))?;
    // Its baseline is followed, and would hide findings from the proof: a repository without one is renamed.
    let mut copy = settings.without_baseline(project);
    let subject = find(&mut copy.session).map_err(|refusal| failed(refusal.to_string()))?;
    settings.rename(&mut copy, &subject, name).map_err(|error| failed(error.to_string()))
}

/// A rename as one edit of the editor. `moved` is the file or folder that the editor renames itself.
fn edit(
    workspace: &Workspace,
    uri: &Uri,
    renaming: &Renaming,
    moved: Option<&Path>,
) -> Answer<WorkspaceEdit> {
    let project = workspace.project(uri).ok_or_else(|| refusal(ErrorCode::RequestFailed, NO_NAME))?;
    let encoding = workspace.client.encoding;
    let name = |path: &str| workspace.uri(&project.on_disk(path));
    let mut files = Vec::new();
    let mut made = Vec::new();
    for change in &renaming.changes {
        let Some(uri) = name(&change.path) else {
            continue;
        };
        match &change.before {
            Some(before) if *before != change.after => {
                let version = workspace.version(&project.on_disk(&change.path));
                let edits =
                    difference(&Source::new(change.path.as_str(), before.as_str()), &change.after, encoding);
                files.push(FileEdits { uri, version, edits });
            }
            Some(_) => {}
            None if change.to.is_none() => made.push((uri, change.after.clone())),
            None => {}
        }
    }
    let moves: Vec<(Uri, Uri)> = moves(renaming)
        .into_iter()
        .filter(|(from, _)| {
            moved.is_none_or(|moved| {
                !project.on_disk(from).starts_with(moved) && !moved.starts_with(project.on_disk(from))
            })
        })
        .filter_map(|(from, to)| {
            Some((name(&from)?, super::address::uri_of(&project.root.folder.join(&to))?))
        })
        .collect();
    if made.is_empty() && moves.is_empty() {
        return Ok(workspace_edit(&workspace.client, files));
    }
    let client = &workspace.client;
    if (!made.is_empty() && !client.creates_files) || (!moves.is_empty() && !client.renames_files) {
        let message =
            "this rename moves or makes files, which this editor does not do for a server: use `medproof mv`";
        return Err(refusal(ErrorCode::RequestFailed, message));
    }
    let mut operations: Vec<DocumentChangeOperation> =
        files.into_iter().map(|file| DocumentChangeOperation::Edit(document_edit(file))).collect();
    for (uri, text) in made {
        operations.extend(create(uri, text));
    }
    operations.extend(moves.into_iter().map(|(old_uri, new_uri)| {
        let rename = RenameFile { old_uri, new_uri, options: None, annotation_id: None };
        DocumentChangeOperation::Op(ResourceOp::Rename(rename))
    }));
    Ok(WorkspaceEdit {
        document_changes: Some(DocumentChanges::Operations(operations)),
        ..WorkspaceEdit::default()
    })
}

/// A new file with a text.
pub(super) fn create(uri: Uri, text: String) -> [DocumentChangeOperation; 2] {
    let create = CreateFile { uri: uri.clone(), options: None, annotation_id: None };
    let start = Position::new(0, 0);
    let edit = TextEdit { range: lsp_types::Range { start, end: start }, new_text: text };
    [
        DocumentChangeOperation::Op(ResourceOp::Create(create)),
        DocumentChangeOperation::Edit(TextDocumentEdit {
            text_document: OptionalVersionedTextDocumentIdentifier { uri, version: None },
            edits: vec![OneOf::Left(edit)],
        }),
    ]
}

/// What moves: folders with all they hold, and files that no such folder holds.
fn moves(renaming: &Renaming) -> BTreeMap<String, String> {
    let folders = &renaming.moves.folders;
    let mut moves = folders.clone();
    let in_folder = |path: &str| folders.keys().any(|folder| path.starts_with(&format!("{folder}/")));
    let files =
        renaming.changes.iter().filter_map(|change: &Change| Some((change.path.clone(), change.to.clone()?)));
    moves.extend(files.filter(|(from, _)| !in_folder(from)));
    moves
}
