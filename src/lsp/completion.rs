//! `textDocument/completion`: names that fit where somebody types.

mod cursor;
mod data;

use lsp_types::{
    CompletionItem, CompletionItemKind, CompletionList, CompletionParams, CompletionResponse,
    CompletionTextEdit, Documentation, MarkupContent, MarkupKind, Range, TextEdit,
};

use super::hover;
use super::matching::rank;
use super::position::Positions;
use super::workspace::{At, Workspace};
use crate::base::source::Source;
use crate::base::span::Span;
use crate::base::title;
use crate::model::collection::Collection;
use crate::model::document;
use crate::model::index::{EntityRef, Index, Target, address};
use crate::model::schema::SchemaKind;
use crate::rules;
use crate::rules::settings::FILE_NAMES;

/// More names are not offered at once: the next letter asks again.
const MOST: usize = 100;

/// A name that fits.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Proposal {
    /// What is written.
    text: String,
    /// What the list shows; what was typed is compared with both.
    label: String,
    detail: String,
    kind: CompletionItemKind,
    documentation: Option<String>,
}

impl Proposal {
    fn new(text: impl Into<String>, kind: CompletionItemKind) -> Proposal {
        let text = text.into();
        Proposal { label: text.clone(), text, detail: String::new(), kind, documentation: None }
    }
}

/// Names that fit at one place: what of the text they take the place of, and which there are.
struct Fitting {
    span: Span,
    proposals: Vec<Proposal>,
}

/// The names that fit at a place.
pub(super) fn complete(workspace: &mut Workspace, params: &CompletionParams) -> Option<CompletionResponse> {
    let at = &params.text_document_position;
    let uri = &at.text_document.uri;
    let encoding = workspace.client.encoding;
    let (range, fitting, typed) = if let Some(asked) = workspace.at(uri, at.position) {
        let source = asked.session.source(asked.doc)?;
        let fitting = in_content(&asked, source)?;
        let typed = fitting.span.slice(&source.text).to_owned();
        (Positions::new(source, encoding).range(fitting.span), fitting, typed)
    } else {
        let source = workspace.text(uri)?;
        let name = source.path.rsplit('/').next().unwrap_or("");
        if !FILE_NAMES.contains(&name) {
            return None;
        }
        let positions = Positions::new(source, encoding);
        let fitting = data::in_settings(source, positions.offset(at.position))?;
        let typed = fitting.span.slice(&source.text).to_owned();
        (positions.range(fitting.span), fitting, typed)
    };
    Some(CompletionResponse::List(list(fitting.proposals, &typed, range)))
}

/// The best of the names, in their order.
fn list(proposals: Vec<Proposal>, typed: &str, range: Range) -> CompletionList {
    let query = title::fold(typed);
    let fit = |proposal: &Proposal| {
        let names = [&proposal.text, &proposal.label, &proposal.detail];
        names.into_iter().filter_map(|name| rank(&title::fold(name), &query)).min()
    };
    let mut ranked: Vec<(usize, Proposal)> =
        proposals.into_iter().filter_map(|proposal| Some((fit(&proposal)?, proposal))).collect();
    ranked.sort_by(|(a, one), (b, other)| (a, &one.label).cmp(&(b, &other.label)));
    ranked.truncate(MOST);
    let items = ranked.into_iter().enumerate().map(|(nth, (_, proposal))| CompletionItem {
        label: proposal.label,
        detail: Some(proposal.detail).filter(|detail| !detail.is_empty()),
        kind: Some(proposal.kind),
        // Editors filter once more, by what was typed, which may be part of another name of the thing.
        filter_text: Some(typed.to_owned()).filter(|typed| !typed.is_empty()),
        sort_text: Some(format!("{nth:04}")),
        documentation: proposal
            .documentation
            .map(|value| Documentation::MarkupContent(MarkupContent { kind: MarkupKind::Markdown, value })),
        text_edit: Some(CompletionTextEdit::Edit(TextEdit { range, new_text: proposal.text })),
        ..CompletionItem::default()
    });
    // The next letter asks again: which names fit is decided here, by more than the editor sees of them.
    CompletionList { is_incomplete: true, items: items.collect() }
}

fn in_content(asked: &At, source: &Source) -> Option<Fitting> {
    let At { index, offset, .. } = *asked;
    let line = source.line(source.line_of(Span::at(offset).start));
    let before = Span::new(line.start as usize, offset.min(line.end as usize)).slice(&source.text);
    if let Some(token) = cursor::rule(before) {
        return Some(Fitting { span: ending(offset, token), proposals: rule_ids() });
    }
    let facts = index.facts(asked.doc)?;
    let is_data = facts.format == Some(document::Format::Data)
        || document::data_region(source).is_some_and(|region| {
            (region.start as usize..=region.end as usize).contains(&offset) && !region.is_empty()
        });
    if is_data {
        return data::in_record(asked, source, facts.collection);
    }
    if let Some(token) = cursor::citation(before) {
        return Some(Fitting { span: ending(offset, token), proposals: sources(asked) });
    }
    if let Some(address) = cursor::destination(before) {
        return Some(match address.split_once('#') {
            Some((page, anchor)) => Fitting { span: ending(offset, anchor), proposals: anchors(asked, page) },
            None => Fitting { span: ending(offset, address), proposals: paths(asked, &facts.path) },
        });
    }
    let leads = &asked.session.settings().read.body.leads;
    let name = cursor::see(before, leads.words())?;
    Some(Fitting { span: ending(offset, name), proposals: titles(index) })
}

/// The span of words that end at a byte.
fn ending(offset: usize, words: &str) -> Span {
    Span::new(offset - words.len(), offset)
}

/// All rules.
fn rule_ids() -> Vec<Proposal> {
    let of = |entry: &rules::rule::Entry| Proposal {
        detail: entry.page().summary,
        documentation: Some(hover::of_rule(entry)),
        ..Proposal::new(entry.id.0, CompletionItemKind::VALUE)
    };
    rules::ALL.iter().map(of).collect()
}

fn entities(index: &Index, collection: Collection) -> impl Iterator<Item = EntityRef> {
    let own = index.documents().filter(move |(_, facts)| facts.collection == collection);
    own.flat_map(|(doc, facts)| (0u32..).zip(&facts.entities).map(move |(nth, _)| EntityRef { doc, nth }))
}

/// The keys of the registry, and of the sources that a page has itself, with their titles.
fn sources(asked: &At) -> Vec<Proposal> {
    let mut proposals = ids(asked, Collection::Source);
    let own = asked.index.facts(asked.doc).into_iter().flat_map(|facts| &facts.references);
    let own = own.filter(|cited| cited.form == crate::model::facts::CitedForm::FrontMatter);
    proposals.extend(own.filter_map(|cited| {
        let key = cited.key.as_ref()?;
        Some(Proposal {
            detail: cited.title(),
            ..Proposal::new(key.text.as_str(), CompletionItemKind::REFERENCE)
        })
    }));
    proposals
}

/// The ids of a collection, with their names.
fn ids(asked: &At, collection: Collection) -> Vec<Proposal> {
    let At { session, index, .. } = *asked;
    let mut proposals: Vec<Proposal> = Vec::new();
    for entity in entities(index, collection) {
        let Some(own) = index.entity(entity) else {
            continue;
        };
        let detail = own.title.as_ref().map(|title| title.text.clone()).unwrap_or_default();
        let documentation = || hover::of_thing(session, index, super::things::Thing::Entity(entity));
        proposals.push(Proposal {
            detail,
            documentation: if collection == Collection::Source { documentation() } else { None },
            ..Proposal::new(own.id.text.as_str(), CompletionItemKind::REFERENCE)
        });
    }
    proposals.dedup();
    proposals
}

/// The titles of pages.
fn titles(index: &Index) -> Vec<Proposal> {
    let titled = entities(index, Collection::Article).filter_map(|entity| {
        let own = index.entity(entity)?;
        let detail = index.facts(entity.doc)?.path.clone();
        Some(Proposal {
            detail,
            ..Proposal::new(own.title.as_ref()?.text.as_str(), CompletionItemKind::FILE)
        })
    });
    titled.collect()
}

/// The paths of other pages, as seen from one.
fn paths(asked: &At, from: &str) -> Vec<Proposal> {
    let pages = asked.index.documents().filter(|(doc, facts)| facts.page().is_some() && *doc != asked.doc);
    let of = |facts: &crate::model::facts::Facts| {
        let title = facts.page()?.title.as_ref().map(|title| title.text.clone()).unwrap_or_default();
        Some(Proposal {
            detail: title,
            ..Proposal::new(address::from(from, &facts.path).replace(' ', "%20"), CompletionItemKind::FILE)
        })
    };
    pages.filter_map(|(_, facts)| of(facts)).collect()
}

/// The anchors of the page that an address leads to; those of the page itself for an empty one.
fn anchors(asked: &At, address: &str) -> Vec<Proposal> {
    let At { index, doc, .. } = *asked;
    let Some(facts) = index.facts(doc) else {
        return Vec::new();
    };
    let page = if address.is_empty() {
        Some(doc)
    } else {
        let path = address::joined(address::parent(&facts.path), address);
        let by_path =
            || index.documents().find(|(_, facts)| Some(&facts.path) == path.as_ref()).map(|(doc, _)| doc);
        // A link with this address may be in the page already, as the one that is being typed.
        let known = || {
            let same =
                facts.links.iter().position(|link| link.target.text.split('#').next() == Some(address));
            same.and_then(|nth| match index.target(doc, nth) {
                Target::Page { doc, .. } => Some(*doc),
                _ => None,
            })
        };
        by_path().or_else(known)
    };
    let Some((page, facts)) = page.and_then(|page| Some((page, index.facts(page)?))) else {
        return Vec::new();
    };
    let heading = |anchor: &str| {
        let heading = facts.headings.iter().find(|heading| heading.anchor == anchor);
        heading.map(|heading| heading.text.text.clone()).unwrap_or_default()
    };
    let of = |anchor: &str| Proposal {
        detail: heading(anchor),
        ..Proposal::new(anchor, CompletionItemKind::REFERENCE)
    };
    index.anchors(page).into_iter().map(of).collect()
}

/// The kind of schema of a collection.
fn schema_of(collection: Collection) -> SchemaKind {
    match collection {
        Collection::Article => SchemaKind::Article,
        Collection::Cause => SchemaKind::Cause,
        Collection::Source => SchemaKind::Source,
        Collection::Person => SchemaKind::Person,
        Collection::Term => SchemaKind::Term,
        Collection::Review => SchemaKind::Review,
        Collection::Redirect => SchemaKind::Redirect,
    }
}
