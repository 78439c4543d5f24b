//! BibTeX and BibLaTeX files as CSL items.
//!
//! The file is cut into entries first, so that a brace that is never closed costs one entry. What is between entries is a
//! remark, as BibTeX has it. Macros (`@string`), joined values, `crossref` and `xdata` are resolved.

mod fields;
pub mod latex;
mod name;
mod scan;
pub mod write;

use std::collections::HashMap;

use rayon::prelude::*;

use crate::base::node::{Node, Parsed};
use crate::base::problem::{Problem, ProblemKind};
use crate::base::span::Span;
use crate::base::steps::step;
use crate::read::item::{self, Item};

use scan::{Block, Entry, Scanner};

pub use scan::begins_entry;

/// Reads entries that begin at the byte `offset` of a larger text. All spans are offsets in the larger text.
#[must_use]
pub fn parse_at(text: &str, offset: usize) -> Parsed {
    let mut scanner = Scanner::new(text);
    let mut macros = Macros::default();
    let mut read: Vec<(Item, Entry)> = Vec::new();
    let (mut problems, mut lost) = (Vec::new(), Vec::new());
    // What entries say hangs on the macros above them.
    let mut waiting: Vec<Entry> = Vec::new();
    while let Some(block) = scanner.next_block() {
        step();
        match block {
            Block::Macro(name, value) => {
                read.extend(items(text, offset, std::mem::take(&mut waiting), &macros, &mut problems));
                macros.define(text, &name, &value);
            }
            Block::Entry(entry) if entry.broken => {
                if !entry.key.is_empty() {
                    lost.push(item::text(entry.key.shifted(offset), entry.key.slice(text)));
                }
            }
            Block::Entry(entry) => waiting.push(entry),
        }
    }
    read.extend(items(text, offset, waiting, &macros, &mut problems));
    problems.extend(scanner.problems.into_iter().map(|problem| problem.shifted(offset)));
    problems.sort_by_key(|problem: &Problem| problem.span);
    let items = inherit(text, offset, read);
    if items.is_empty()
        && lost.is_empty()
        && problems.is_empty()
        && !text.trim().is_empty()
        && !text.contains('@')
    {
        let start = offset + text.len() - text.trim_start().len();
        let line = text.trim_start().lines().next().unwrap_or("").trim_end().len();
        problems.push(
            Problem::new(
                ProblemKind::Unreadable,
                Span::new(start, start + line),
                "this file has no BibTeX entry",
            )
            .help("Export it again as BibTeX or BibLaTeX, or give the file the ending of its format."),
        );
    }
    Parsed { root: item::registry(items), problems, lost }
}

/// What entries say, each with what is written in it twice.
fn items(
    text: &str,
    offset: usize,
    entries: Vec<Entry>,
    macros: &Macros,
    problems: &mut Vec<Problem>,
) -> Vec<(Item, Entry)> {
    /// So many are read on all threads.
    const MANY: usize = 1_000;
    let item = |mut entry: Entry| {
        let (mut item, repeated) = fields::item(text, offset, &entry, macros);
        item.shrink();
        // Nobody asks for them again.
        entry.fields = Vec::new();
        (item, repeated, entry)
    };
    let read: Vec<(Item, Vec<Problem>, Entry)> = match entries.len() >= MANY {
        true => entries.into_par_iter().map(item).collect(),
        false => entries.into_iter().map(item).collect(),
    };
    let said = read.into_iter().map(|(item, repeated, entry)| {
        problems.extend(repeated);
        (item, entry)
    });
    said.collect()
}

/// A text in place of a value or key. `None` if it would need other braces or an escape.
#[must_use]
pub fn value_like(old: &str, text: &str) -> Option<String> {
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let means_something = |c: char| {
        c.is_control() || matches!(c, '{' | '}' | '\\' | '"' | '%' | '#' | '$' | '&' | '~' | '^' | '@')
    };
    // A number may have no braces around it, and a value over several lines is joined in a way that this would undo.
    let fits = !old.is_empty() && !old.contains(['\n', '\r']) && (!is_number(old) || is_number(text));
    (fits && !text.contains(means_something)).then(|| text.to_owned())
}

/// What BibTeX calls a field of CSL.
#[must_use]
pub fn field_name(csl: &str) -> Option<&'static str> {
    fields::name_of(csl)
}

/// The texts of macros by name in small letters.
#[derive(Debug, Default)]
pub struct Macros {
    texts: HashMap<String, String>,
}

impl Macros {
    /// Longer texts are cut: macros that are made of macros grow with every step.
    const LONGEST: usize = 4096;

    fn define(&mut self, text: &str, name: &str, value: &scan::Value) {
        let mut written = value.text(text, self).into_owned();
        if written.len() > Macros::LONGEST {
            let end = (0..=Macros::LONGEST).rev().find(|end| written.is_char_boundary(*end)).unwrap_or(0);
            written.truncate(end);
        }
        self.texts.insert(name.to_ascii_lowercase(), written);
    }

    /// The text of a macro; of one that nobody defined its name.
    fn text<'m>(&'m self, name: &'m str) -> &'m str {
        self.texts.get(&name.to_ascii_lowercase()).map_or(name, String::as_str)
    }
}

/// Gives entries what they take over from the entries that they name, and leaves out those that are there only for that.
fn inherit(text: &str, offset: usize, read: Vec<(Item, Entry)>) -> Vec<Node> {
    let names_another = |(_, entry): &(Item, Entry)| !entry.parents.is_empty();
    let mut taken: Vec<(usize, &'static str, Node)> = Vec::new();
    if read.iter().any(names_another) {
        let by_key: HashMap<&str, usize> =
            read.iter().enumerate().rev().map(|(nth, (_, entry))| (entry.key.slice(text), nth)).collect();
        for (nth, (_, entry)) in read.iter().enumerate().filter(|(_, one)| names_another(one)) {
            for parent in &entry.parents {
                step();
                let Some((item, parent)) = by_key.get(parent.as_str()).and_then(|nth| read.get(*nth)) else {
                    continue;
                };
                let whole = parent.kind.slice(text).eq_ignore_ascii_case("xdata");
                for entry in item.entries() {
                    let key = entry.key.text().unwrap_or("");
                    if let Some(key) = fields::inherited(key, whole) {
                        taken.push((nth, key, entry.value.clone()));
                    }
                }
            }
        }
    }
    let mut read = read;
    for (nth, key, value) in taken {
        if let Some((item, _)) = read.get_mut(nth) {
            item.inherit(key, &value);
        }
    }
    let sources = read.into_iter().filter(|(_, entry)| !entry.kind.slice(text).eq_ignore_ascii_case("xdata"));
    sources.map(|(item, entry)| item.finish(entry.span.shifted(offset))).collect()
}

#[cfg(test)]
mod tests;
