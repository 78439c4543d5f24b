//! `textDocument/documentLink`: the links of a page.

use std::str::FromStr;

use lsp_types::{DocumentLink, DocumentLinkParams, Uri};

use super::position::Positions;
use super::workspace::Workspace;
use crate::base::span::DocId;
use crate::model::index::Target;

/// The links of a page that lead to a file, or to another site.
pub(super) fn links(workspace: &mut Workspace, params: &DocumentLinkParams) -> Option<Vec<DocumentLink>> {
    let encoding = workspace.client.encoding;
    let mut found: Vec<(lsp_types::Range, Result<DocId, Uri>, Option<String>)> = Vec::new();
    {
        let asked = workspace.document(&params.text_document.uri)?;
        let facts = asked.index.facts(asked.doc)?;
        let positions = Positions::new(asked.session.source(asked.doc)?, encoding);
        for (nth, link) in facts.links.iter().enumerate() {
            let span = asked.session.location(link.target.place).span;
            if span.is_empty() {
                continue;
            }
            let target = match asked.index.target(asked.doc, nth) {
                Target::Page { doc, .. } => Ok(*doc),
                Target::External if link.target.text.starts_with("http") => {
                    match Uri::from_str(&link.target.text) {
                        Ok(uri) => Err(uri),
                        Err(_) => continue,
                    }
                }
                _ => continue,
            };
            let page = target.as_ref().ok().and_then(|doc| asked.index.facts(*doc)?.page());
            let title = page.and_then(|page| page.title.as_ref()).map(|title| title.text.clone());
            found.push((positions.range(span), target, title));
        }
    }
    let links = found.into_iter().filter_map(|(range, target, tooltip)| {
        let target = match target {
            Ok(doc) => workspace.uri_of_doc(&params.text_document.uri, doc)?,
            Err(uri) => uri,
        };
        Some(DocumentLink { range, target: Some(target), tooltip, data: None })
    });
    Some(links.collect())
}
