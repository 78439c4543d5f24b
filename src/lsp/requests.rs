//! Which file answers which request.

use lsp_server::{ErrorCode, Request, Response};
use lsp_types::request::{
    CodeLensRequest, CodeLensResolve, Completion, DocumentLinkRequest, DocumentSymbolRequest,
    FoldingRangeRequest, GotoDefinition, HoverRequest, PrepareRenameRequest, References, Rename,
    Request as _, WillRenameFiles, WorkspaceSymbolRequest,
};

use super::answer::{refused, with};
use super::workspace::Workspace;
use super::{completion, folding, hover, leading, lens, links, renaming, symbols};

/// Answers a request about the content as it is.
pub(super) fn answer(workspace: &mut Workspace, request: Request) -> Response {
    match request.method.as_str() {
        GotoDefinition::METHOD => {
            with::<GotoDefinition>(request, |params| Ok(leading::definition(workspace, &params)))
        }
        References::METHOD => {
            with::<References>(request, |params| Ok(leading::references(workspace, &params)))
        }
        HoverRequest::METHOD => with::<HoverRequest>(request, |params| Ok(hover::hover(workspace, &params))),
        Completion::METHOD => {
            with::<Completion>(request, |params| Ok(completion::complete(workspace, &params)))
        }
        DocumentSymbolRequest::METHOD => {
            with::<DocumentSymbolRequest>(request, |params| Ok(symbols::in_document(workspace, &params)))
        }
        WorkspaceSymbolRequest::METHOD => with::<WorkspaceSymbolRequest>(request, |params| {
            Ok(Some(symbols::in_workspace(workspace, &params)))
        }),
        DocumentLinkRequest::METHOD => {
            with::<DocumentLinkRequest>(request, |params| Ok(links::links(workspace, &params)))
        }
        FoldingRangeRequest::METHOD => {
            with::<FoldingRangeRequest>(request, |params| Ok(folding::ranges(workspace, &params)))
        }
        CodeLensRequest::METHOD => {
            with::<CodeLensRequest>(request, |params| Ok(lens::lenses(workspace, &params)))
        }
        CodeLensResolve::METHOD => {
            with::<CodeLensResolve>(request, |lens| Ok(lens::resolve(workspace, lens)))
        }
        PrepareRenameRequest::METHOD => {
            with::<PrepareRenameRequest>(request, |params| renaming::prepare(workspace, &params))
        }
        Rename::METHOD => with::<Rename>(request, |params| renaming::rename(workspace, &params)),
        WillRenameFiles::METHOD => {
            with::<WillRenameFiles>(request, |params| renaming::files(workspace, &params))
        }
        method => {
            let message = format!("medproof does not know the method `{method}`");
            refused(request.id, ErrorCode::MethodNotFound, message)
        }
    }
}
