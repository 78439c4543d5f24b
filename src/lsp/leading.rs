//! `textDocument/definition` and `textDocument/references`: where things are, and who names them.

use lsp_types::{GotoDefinitionParams, GotoDefinitionResponse, Location, ReferenceParams};

use super::things::{self, Thing};
use super::workspace::Workspace;

/// Where the thing is that the words at a place name.
pub(super) fn definition(
    workspace: &mut Workspace,
    params: &GotoDefinitionParams,
) -> Option<GotoDefinitionResponse> {
    let at = &params.text_document_position_params;
    let place = {
        let asked = workspace.at(&at.text_document.uri, at.position)?;
        let (mention, _) = things::at(asked.session, asked.index, asked.doc, asked.offset)?;
        asked.session.location(things::place_of(asked.index, mention.thing)?)
    };
    let found = workspace.locations(&at.text_document.uri, [place]);
    Some(GotoDefinitionResponse::Array(found))
}

/// All words that name the same thing as those at a place.
pub(super) fn references(workspace: &mut Workspace, params: &ReferenceParams) -> Option<Vec<Location>> {
    let at = &params.text_document_position;
    let places = {
        let asked = workspace.at(&at.text_document.uri, at.position)?;
        // Anywhere else in a page, the page itself is meant.
        let thing = match things::at(asked.session, asked.index, asked.doc, asked.offset) {
            Some((mention, _)) => mention.thing,
            None => Thing::Document(asked.doc),
        };
        things::uses(asked.session, asked.index, thing, params.context.include_declaration)
    };
    Some(workspace.locations(&at.text_document.uri, places))
}
