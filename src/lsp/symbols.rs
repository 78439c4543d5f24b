//! `textDocument/documentSymbol` and `workspace/symbol`: what a file holds, and where things are by their names.

use lsp_types::{
    DocumentSymbol, DocumentSymbolParams, DocumentSymbolResponse, OneOf, SymbolKind, WorkspaceSymbol,
    WorkspaceSymbolParams, WorkspaceSymbolResponse,
};

use super::matching::rank;
use super::position::Positions;
use super::workspace::Workspace;
use crate::base::diagnostic::Location;
use crate::base::span::Span;
use crate::base::title;
use crate::model::collection::Collection;
use crate::model::facts::Facts;
use crate::model::index::{EntityRef, Index};
use crate::run::session::Session;

/// More symbols are not listed: nobody reads them, and a longer name finds fewer.
const MOST: usize = 256;

/// What a file holds: the sections of a text, the records of a data file.
pub(super) fn in_document(
    workspace: &mut Workspace,
    params: &DocumentSymbolParams,
) -> Option<DocumentSymbolResponse> {
    let encoding = workspace.client.encoding;
    let asked = workspace.document(&params.text_document.uri)?;
    let (session, index, doc) = (asked.session, asked.index, asked.doc);
    let facts = index.facts(doc)?;
    let positions = Positions::new(session.source(doc)?, encoding);
    let symbols = if facts.page().is_some() {
        sections(session, facts, &positions)
    } else {
        records(session, facts, &positions)
    };
    Some(DocumentSymbolResponse::Nested(symbols))
}

#[allow(deprecated, reason = "the type has a field that was replaced by tags")]
fn symbol(
    positions: &Positions,
    name: &str,
    detail: Option<String>,
    kind: SymbolKind,
    all: Span,
    own: Span,
) -> DocumentSymbol {
    DocumentSymbol {
        // Editors refuse a symbol without a name.
        name: if name.trim().is_empty() { "…".to_owned() } else { name.to_owned() },
        detail,
        kind,
        tags: None,
        deprecated: None,
        range: positions.range(all.to(own)),
        selection_range: positions.range(own),
        children: None,
    }
}

/// Headings, each with those of the levels below it.
fn sections(session: &Session, facts: &Facts, positions: &Positions) -> Vec<DocumentSymbol> {
    let end = session.source(facts.start.doc).map_or(0, |source| source.text.len());
    let spans: Vec<Span> =
        facts.headings.iter().map(|heading| session.location(heading.text.place).span).collect();
    // From the last to the first: those that wait are the ones below the next.
    let mut waiting: Vec<(u8, DocumentSymbol)> = Vec::new();
    for (nth, heading) in facts.headings.iter().enumerate().rev() {
        let Some(own) = spans.get(nth).copied() else {
            continue;
        };
        let after = facts.headings.iter().zip(&spans).skip(nth + 1);
        let next =
            after.filter(|(next, _)| next.level <= heading.level).map(|(_, span)| span.start as usize).next();
        let all = Span::new(own.start as usize, next.unwrap_or(end).max(own.end as usize));
        let mut symbol = symbol(positions, &heading.text.text, None, SymbolKind::STRING, all, own);
        let mut below = Vec::new();
        while let Some((_, child)) = waiting.pop_if(|(level, _)| *level > heading.level) {
            below.push(child);
        }
        if !below.is_empty() {
            symbol.children = Some(below);
        }
        waiting.push((heading.level, symbol));
    }
    waiting.into_iter().rev().map(|(_, symbol)| symbol).collect()
}

fn records(session: &Session, facts: &Facts, positions: &Positions) -> Vec<DocumentSymbol> {
    let of = |entity: &crate::model::facts::Entity| {
        let name = entity.title.as_ref().unwrap_or(&entity.id);
        let detail = entity.title.as_ref().map(|_| entity.id.text.clone());
        let own = session.location(name.place).span;
        let all = session.location(entity.id.place).span.to(own);
        symbol(positions, &name.text, detail, kind(facts.collection), all, own)
    };
    facts.entities.iter().map(of).collect()
}

fn kind(collection: Collection) -> SymbolKind {
    match collection {
        Collection::Article => SymbolKind::FILE,
        Collection::Cause => SymbolKind::CLASS,
        Collection::Source => SymbolKind::CONSTANT,
        Collection::Person => SymbolKind::OBJECT,
        Collection::Term => SymbolKind::KEY,
        Collection::Review | Collection::Redirect => SymbolKind::EVENT,
    }
}

/// Pages, causes, people, sources and terms whose name or id has the letters that were typed, in their order.
pub(super) fn in_workspace(
    workspace: &mut Workspace,
    params: &WorkspaceSymbolParams,
) -> WorkspaceSymbolResponse {
    let query = title::fold(&params.query);
    let mut found: Vec<(usize, String, Option<String>, Collection, usize, Location)> = Vec::new();
    for (nth, session) in workspace.sessions().enumerate() {
        session.index();
        let Some(index) = session.known_index() else {
            continue;
        };
        for (entity, collection) in entities(index) {
            let Some(own) = index.entity(entity) else {
                continue;
            };
            let names = own.title.iter().chain([&own.id]).chain(&own.aliases);
            let rank = names.filter_map(|name| rank(&title::fold(&name.text), &query)).min();
            if let Some(rank) = rank {
                let name = own.title.as_ref().unwrap_or(&own.id);
                let container = index.facts(entity.doc).map(|facts| facts.path.clone());
                found.push((
                    rank,
                    name.text.clone(),
                    container,
                    collection,
                    nth,
                    session.location(name.place),
                ));
            }
        }
    }
    found.sort_by(|a, b| (a.0, &a.1, &a.2).cmp(&(b.0, &b.1, &b.2)));
    found.truncate(MOST);
    let symbols = found.into_iter().filter_map(|(_, name, container_name, collection, nth, at)| {
        Some(WorkspaceSymbol {
            name,
            kind: kind(collection),
            tags: None,
            container_name,
            location: OneOf::Left(workspace.location_in(nth, at)?),
            data: None,
        })
    });
    WorkspaceSymbolResponse::Nested(symbols.collect())
}

fn entities(index: &Index) -> impl Iterator<Item = (EntityRef, Collection)> {
    let has_names = |facts: &Facts| !matches!(facts.collection, Collection::Review | Collection::Redirect);
    index.documents().filter(move |(_, facts)| has_names(facts)).flat_map(|(doc, facts)| {
        let numbers = (0u32..).zip(&facts.entities);
        numbers.map(move |(nth, _)| (EntityRef { doc, nth }, facts.collection))
    })
}
