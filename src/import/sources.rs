//! Registries that come in: what reference managers and databases export, as entries of this repository or as a file in
//! another format.

use std::collections::BTreeMap;

use crate::base::node::{Node, Value};
use crate::base::problem::ProblemKind;
use crate::base::span::{DocId, Place};
use crate::biblio::reference::{Reference, csl};
use crate::model::collection::Collection;
use crate::model::document::Document;
use crate::model::fields::Fields;

use super::registry::Incoming;

/// The sources of one file.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    /// In the order of the file.
    pub items: Vec<SourceItem>,
    /// What could not be read, in sentences, each with its line from 1.
    pub problems: Vec<(usize, String)>,
    /// Fields that CSL does not have, with how many sources have each: they are left out.
    pub left_out: BTreeMap<String, usize>,
}

/// A source of a registry that comes in.
#[derive(Clone, Debug)]
pub struct SourceItem {
    /// The key that it has there.
    pub key: Option<String>,
    /// The line on which it begins, from 1.
    pub line: usize,
    record: Node,
    fields: Reference<Place>,
    /// What stands for its title where it has none.
    raw: String,
}

/// Why a file gives no sources.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SourcesError {
    /// It could not be read.
    #[error("line {0}: {1}")]
    Unreadable(usize, String),
    /// It was read, and nothing in it is a source.
    #[error("it holds no sources")]
    Empty,
}

impl Sources {
    /// The sources of a file that was read as a registry.
    ///
    /// # Errors
    /// It could not be read, or has none.
    pub fn of(document: &Document) -> Result<Sources, SourcesError> {
        let line = |start: u32| document.source.line_of(start) + 1;
        let broken = document.problems.iter().find(|problem| problem.kind == ProblemKind::Unreadable);
        if let Some(problem) = broken {
            return Err(SourcesError::Unreadable(line(problem.span.start), problem.message.clone()));
        }
        let mut sources = Sources::default();
        for record in document.records().iter().filter(|record| is_source(record)) {
            let mut nth = 0;
            let fields = csl::read(record).map(|_| {
                nth += 1;
                Place { doc: DocId::default(), nth: nth - 1 }
            });
            let raw = shown(&fields);
            let key = fields.id.as_ref().map(|id| &*id.value).filter(|key| can_be_cited(key));
            let mut item = SourceItem {
                key: key.map(str::to_owned),
                line: line(record.span.start),
                record: record.clone(),
                raw,
                fields,
            };
            sources.drop_unknown(&mut item.record);
            sources.items.push(item);
        }
        let problems = document.problems.iter();
        sources.problems =
            problems.map(|problem| (line(problem.span.start), problem.message.clone())).collect();
        if sources.items.is_empty() { Err(SourcesError::Empty) } else { Ok(sources) }
    }

    /// Takes out what no schema of sources knows, and counts it.
    fn drop_unknown(&mut self, record: &mut Node) {
        let Value::Mapping(pairs) = &mut record.value else { return };
        pairs.retain(|pair| {
            let name = pair.key.text().unwrap_or_default();
            let known = name.starts_with("x-")
                || Fields::default().of(Collection::Source).any(|field| field.name == name);
            if !known && !pair.value.is_empty() {
                *self.left_out.entry(name.to_owned()).or_default() += 1;
            }
            known
        });
    }
}

impl SourceItem {
    /// The source as it comes in.
    #[must_use]
    pub fn incoming(&self) -> Incoming<'_> {
        Incoming {
            fields: &self.fields,
            raw: &self.raw,
            note: None,
            record: Some(&self.record),
            key: self.key.as_deref(),
        }
    }
}

/// Whether a record says what a source is; other data files have none of these.
fn is_source(record: &Node) -> bool {
    let says = |key: &str| record.get(key).is_some_and(|value| !value.is_empty());
    says("title") && (says("type") || says("id"))
        || ["DOI", "PMID", "PMCID"].into_iter().any(says)
        || says("URL") && says("id")
}

/// Whether an article can cite a source by this key. Numbers and addresses are what a database knows a record by.
fn can_be_cited(key: &str) -> bool {
    let is_word = |c: char| c.is_alphanumeric() || "_-:.#$%&+?<>~/".contains(c);
    let derived = ["pmid:", "doi:", "pmcid:", "isbn:", "url:"].iter().any(|scheme| key.starts_with(scheme));
    let begins = key.chars().next().is_some_and(|c| c.is_alphanumeric() || c == '_');
    begins
        && !derived
        && key.chars().all(is_word)
        && key.contains(char::is_alphabetic)
        && !key.contains("://")
}

/// What names a source without a title.
fn shown(fields: &Reference<Place>) -> String {
    let doi = || fields.doi.as_ref().map(|doi| doi.value.raw.to_string());
    let pmid = || fields.pmid.as_deref().map(|pmid| format!("PMID {}", pmid.value.raw));
    let others = [&fields.container, &fields.url, &fields.id];
    let other = || others.into_iter().flatten().next().map(|field| field.value.to_string());
    doi().or_else(pmid).or_else(other).unwrap_or_default()
}
