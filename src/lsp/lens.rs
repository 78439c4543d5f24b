//! `textDocument/codeLens`: who signed a page, how much of it changed since, and who may sign it again.

use lsp_server::ErrorCode;
use lsp_types::{CodeLens, CodeLensParams, Command, ExecuteCommandParams, Range, Uri};
use serde::{Deserialize, Serialize};

use super::answer::{Answer, refusal};
use super::hover::signature;
use super::position::Positions;
use super::signing;
use super::workspace::Workspace;
use crate::model::index::Signed;
use crate::project::Overrides;
use crate::project::signed::{self, Signed as Compared};
use crate::report::{Style, wording};
use crate::run::wording::PieceFate;

/// Shows by word what changed in a page since it was signed.
pub(super) const SHOW_CHANGES: &str = "medproof.showChanges";

#[derive(Serialize, Deserialize)]
struct Page {
    uri: Uri,
}

/// Who signed a page. How much changed since is worked out once the editor shows it: the text that was signed is looked
/// for in the history of git.
pub(super) fn lenses(workspace: &mut Workspace, params: &CodeLensParams) -> Option<Vec<CodeLens>> {
    let encoding = workspace.client.encoding;
    let uri = &params.text_document.uri;
    let shown = signature_of(workspace, uri);
    workspace.signatures.retain(|(known, _)| known != uri);
    workspace.signatures.push((uri.clone(), shown.clone()));
    let asked = workspace.document(uri)?;
    let Some(text) = shown else {
        return Some(Vec::new());
    };
    let title = asked.index.facts(asked.doc)?.page()?.title.as_ref();
    let at = title.map(|title| asked.session.location(title.place).span).unwrap_or_default();
    let range = Positions::new(asked.session.source(asked.doc)?, encoding).range(at);
    let changed = matches!(asked.index.signed(asked.doc), Signed::Changed(..));
    if !changed {
        return Some(vec![lens(range, &text, None)]);
    }
    let mut lenses =
        vec![CodeLens { range, command: None, data: serde_json::to_value(Page { uri: uri.clone() }).ok() }];
    lenses.extend(signing::lenses(workspace, uri, range));
    Some(lenses)
}

fn signature_of(workspace: &mut Workspace, uri: &Uri) -> Option<String> {
    workspace.document(uri).and_then(|asked| signature(asked.index, asked.doc))
}

/// Whether a lens that the editor shows says something else now. An editor asks again by itself for the text that
/// somebody types in, but not after a change of a record, a cause or a source.
pub(super) fn have_changed(workspace: &mut Workspace) -> bool {
    let shown = std::mem::take(&mut workspace.signatures);
    let now: Vec<_> = shown.iter().map(|(uri, _)| (uri.clone(), signature_of(workspace, uri))).collect();
    let changed = now != shown;
    workspace.signatures = now;
    changed
}

fn lens(range: Range, text: &str, show: Option<&Uri>) -> CodeLens {
    let title = super::actions::sentence(text);
    let arguments = show.and_then(|uri| Some(vec![serde_json::to_value(uri).ok()?]));
    let command = show.map(|_| SHOW_CHANGES.to_owned()).unwrap_or_default();
    CodeLens { range, command: Some(Command { title, command, arguments }), data: None }
}

/// Counts the words that changed since a page was signed.
pub(super) fn resolve(workspace: &mut Workspace, code_lens: CodeLens) -> CodeLens {
    let page = code_lens.data.clone().and_then(|data| serde_json::from_value::<Page>(data).ok());
    let Some(Page { uri }) = page else {
        return code_lens;
    };
    let text = signature_of(workspace, &uri).unwrap_or_default();
    match words_changed(workspace, &uri) {
        Some(1) => {
            lens(code_lens.range, &text.replace("changed since", "1 word changed since: show"), Some(&uri))
        }
        Some(words) => {
            let count = format!("{words} words changed since: show");
            lens(code_lens.range, &text.replace("changed since", &count), Some(&uri))
        }
        None => lens(code_lens.range, &text, None),
    }
}

/// How many words went or came since a page was signed; `None` if the text that was signed cannot be had.
fn words_changed(workspace: &mut Workspace, uri: &Uri) -> Option<usize> {
    let Compared::Compared(comparison) = compare(workspace, uri)? else {
        return None;
    };
    let pieces =
        comparison.changes.iter().flat_map(|change| &change.passages).flat_map(|passage| &passage.pieces);
    let changed = pieces.filter(|piece| piece.fate != PieceFate::Kept);
    Some(changed.map(|piece| piece.text.split_whitespace().count()).sum())
}

fn compare(workspace: &mut Workspace, uri: &Uri) -> Option<Compared> {
    let asked = workspace.find(uri)?;
    let (doc, project) = (asked.doc, asked.repository.project.as_mut()?);
    Some(signed::compare(project, &Overrides::default(), doc))
}

/// What changed in a page since it was signed, as the command shows it.
pub(super) fn execute(workspace: &mut Workspace, params: &ExecuteCommandParams) -> Answer<String> {
    let uri = params.arguments.first().and_then(|uri| serde_json::from_value::<Uri>(uri.clone()).ok());
    let uri =
        uri.ok_or_else(|| refusal(ErrorCode::InvalidParams, "the command needs the address of a page"))?;
    let no_page = || refusal(ErrorCode::RequestFailed, "this file is no page of a repository");
    match compare(workspace, &uri).ok_or_else(no_page)? {
        Compared::Compared(comparison) => {
            let mut bytes = Vec::new();
            let failed = |error: std::io::Error| refusal(ErrorCode::InternalError, error.to_string());
            wording::human(&comparison, Style::default(), &mut bytes).map_err(failed)?;
            Ok(String::from_utf8_lossy(&bytes).into_owned())
        }
        Compared::Lost { signature, why } => {
            Ok(format!("The changes since {} cannot be shown: {why}", signature.review()))
        }
        Compared::Never(why) => Err(refusal(ErrorCode::RequestFailed, why)),
    }
}
