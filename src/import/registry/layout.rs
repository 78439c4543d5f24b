//! Where new entries of a registry go, and how they are written there.

use std::collections::BTreeMap;

use super::super::repository::Repository;
use super::NoPlace;
use super::entry::Entry;
use crate::base::node::{Node, Value};
use crate::base::source::{BYTE_ORDER_MARK, Source};
use crate::model::collection::Collection;
use crate::read::syntax::Syntax;
use crate::run::change::Change;

/// The file that takes new sources where the registry has none that fits.
const NEW_FILE: &str = "sources";

const ENDINGS: [&str; 2] = ["yaml", "yml"];

/// Writes entries into the registry: the path of each, and the changes.
pub(super) fn written(
    repository: &Repository<'_>,
    entries: &[(usize, Entry)],
) -> Result<(Vec<String>, Vec<Change>), NoPlace> {
    let layout = Layout::of(repository);
    let mut paths = Vec::new();
    let mut by_file: BTreeMap<String, Vec<&Entry>> = BTreeMap::new();
    for (_, entry) in entries {
        let path = match layout.list_for(entry.csl_type()) {
            Some(list) => list.to_owned(),
            None if layout.one_a_file => place(repository, &entry.key)?,
            None => place(repository, NEW_FILE)?,
        };
        by_file.entry(path.clone()).or_default().push(entry);
        paths.push(path);
    }
    let mut changes = Vec::new();
    for (path, entries) in by_file {
        let known = repository.of(Collection::Source).find(|source| source.path == path);
        changes.push(match known {
            Some(source) => {
                let after = appended(&source.text, &entries).ok_or(NoPlace)?;
                Change::edited(path, source.text.clone(), after)
            }
            None => {
                let text = match entries.as_slice() {
                    [only] if layout.one_a_file => lines("", "", &only.lines(), "\n"),
                    several => list(several, 0, "\n"),
                };
                Change { path, to: None, before: None, after: text }
            }
        });
    }
    Ok((paths, changes))
}

/// A path for a new file, that no file has unless entries can be appended to it.
fn place(repository: &Repository<'_>, stem: &str) -> Result<String, NoPlace> {
    let free = |stem: &str| {
        let path = repository.place(Collection::Source, stem, &ENDINGS)?;
        let there = repository.files.iter().find(|(source, _)| source.path == path);
        let is_list = |source: &Source| root(source).is_some_and(|root| list_of(source, &root).is_some());
        there.is_none_or(|(source, _)| stem == NEW_FILE && is_list(source)).then_some(path)
    };
    let numbered = (2..1000).find_map(|nth| free(&format!("{stem}-{nth}")));
    free(stem).or(numbered).ok_or(NoPlace)
}

/// How a registry is laid out.
struct Layout {
    /// The lists that can be appended to, with how often each type occurs in them.
    lists: Vec<(String, BTreeMap<String, usize>)>,
    /// Whether every source has a file of its own.
    one_a_file: bool,
}

impl Layout {
    fn of(repository: &Repository<'_>) -> Layout {
        let mut layout = Layout { lists: Vec::new(), one_a_file: false };
        let mut records = 0;
        for source in repository.of(Collection::Source).filter(|source| source.refused.is_none()) {
            let Some(root) = root(source) else { continue };
            match list_of(source, &root) {
                Some(types) => layout.lists.push((source.path.clone(), types)),
                None => records += usize::from(root.get("id").is_some()),
            }
        }
        layout.one_a_file = records > layout.lists.len();
        layout
    }

    /// The list that entries of a type go into: the only one, else the one that has most of them.
    fn list_for(&self, csl_type: &str) -> Option<&str> {
        if self.one_a_file {
            return None;
        }
        if let [(only, _)] = self.lists.as_slice() {
            return Some(only);
        }
        let count = |types: &BTreeMap<String, usize>| types.get(csl_type).copied().unwrap_or(0);
        let best = self.lists.iter().rev().max_by_key(|(_, types)| count(types))?;
        (count(&best.1) > 0).then_some(best.0.as_str())
    }
}

fn root(source: &Source) -> Option<Node> {
    // An export of a reference manager may be large, and nothing is appended to it.
    let ending = source.path.rsplit_once('.').map_or("", |(_, ending)| ending);
    let parsed = ENDINGS.contains(&ending).then(|| Syntax::Yaml.parse(&source.text))?;
    parsed.root.filter(|_| parsed.problems.is_empty())
}

/// The types in a list of sources that can be appended to: one in block style.
fn list_of(source: &Source, root: &Node) -> Option<BTreeMap<String, usize>> {
    let Value::Sequence(items) = &root.value else { return None };
    root.span.slice(&source.text).starts_with('-').then_some(())?;
    let mut types = BTreeMap::new();
    for item in items {
        *types.entry(item.get("type").and_then(Node::text).unwrap_or("").to_owned()).or_insert(0) += 1;
    }
    Some(types)
}

/// A list with more entries after its last; `None` if its end takes none.
fn appended(text: &str, entries: &[&Entry]) -> Option<String> {
    let parsed = Syntax::Yaml.parse(text);
    let root = parsed.root?;
    let start = root.span.start as usize;
    let indent = text.get(..start)?.rsplit('\n').next()?.trim_start_matches(BYTE_ORDER_MARK).len();
    let end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let mut after = text.trim_end().to_owned();
    after.push_str(end);
    after.push_str(end);
    after.push_str(&list(entries, indent, end));
    let read = Syntax::Yaml.parse(&after);
    let count = read.root.as_ref().map_or(0, |root| root.items().len());
    (read.problems.is_empty() && count == root.items().len() + entries.len()).then_some(after)
}

/// Entries as items of a list.
fn list(entries: &[&Entry], indent: usize, end: &str) -> String {
    let blank = " ".repeat(indent);
    let items: Vec<String> = entries
        .iter()
        .map(|entry| lines(&format!("{blank}- "), &format!("{blank}  "), &entry.lines(), end))
        .collect();
    items.join(end)
}

fn lines(first: &str, others: &str, lines: &[String], end: &str) -> String {
    let mut text = String::new();
    for (nth, line) in lines.iter().enumerate() {
        text.push_str(if nth == 0 { first } else { others });
        text.push_str(line);
        text.push_str(end);
    }
    text
}
