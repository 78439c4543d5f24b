//! How a finding is known again after files were edited.
//!
//! A fingerprint is made of the rule, the file, and what encloses the finding: in
//! data the keys that lead to it, in a text its paragraph, list item or heading.
//! Lines and counts take no part, so it stays while something is written elsewhere,
//! and while the block itself moves. Where a rule reports more than once on equal
//! blocks of a file, the second time and every further one is numbered. A finding
//! about a text as a whole has the hash of that text in its fingerprint, so that
//! anyone who accepts one text does not accept the next.
//!
//! Blocks are cut from the bare text, by this module alone: a reader of Markdown
//! that learns something must not make old findings look new.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::ops::Range;

use crate::base::diagnostic::{Diagnostic, Location, RuleId};
use crate::base::digest::digest;
use crate::base::node::{Node, Value};
use crate::base::source::Source;
use crate::base::span::Span;
use crate::model::document::{self, Format};
use crate::run::session::Session;

/// The fingerprints of a repository's findings: 16 hexadecimal digits each.
#[derive(Clone, Debug, Default)]
pub struct Fingerprints {
    known: HashMap<(Location, RuleId), Vec<Known>>,
}

#[derive(Clone, Debug)]
struct Known {
    message: String,
    /// Without its number: the same for all that a rule says of equal blocks of a file.
    block: String,
    fingerprint: String,
}

impl Fingerprints {
    /// Works out the fingerprints of everything that the rules say of a repository, in the order they say it in.
    /// What nobody asked to see counts too: the number of one finding must not depend on a filter.
    #[must_use]
    pub fn of(session: &Session, findings: &[Diagnostic<Location>]) -> Fingerprints {
        let mut fingerprints = Fingerprints::default();
        let mut spoken: HashMap<String, usize> = HashMap::new();
        for of_file in findings.chunk_by(|a, b| a.at.doc == b.at.doc) {
            let Some(source) = of_file.first().and_then(|finding| session.source(finding.at.doc)) else {
                continue;
            };
            let mut blocks = Blocks::of(source);
            for finding in of_file {
                let block = blocks.around(finding.at.span);
                let mut parts = vec![finding.rule.0, &source.path, block];
                parts.extend(finding.text.as_ref().map(|text| text.full.as_str()));
                let fingerprint = digest(&parts);
                let times = spoken.entry(fingerprint.clone()).or_default();
                *times += 1;
                fingerprints.known.entry((finding.at, finding.rule)).or_default().push(Known {
                    message: finding.message.clone(),
                    fingerprint: if *times == 1 {
                        fingerprint.clone()
                    } else {
                        digest(&[&fingerprint, &times.to_string()])
                    },
                    block: fingerprint,
                });
            }
        }
        fingerprints
    }

    /// The fingerprint of a finding; `None` for one that was not among those of the repository.
    #[must_use]
    pub fn get(&self, finding: &Diagnostic<Location>) -> Option<&str> {
        self.known(finding).map(|known| known.fingerprint.as_str())
    }

    /// What a finding has in common with all that its rule says of equal blocks of its file: its fingerprint before
    /// it was numbered.
    #[must_use]
    pub fn block(&self, finding: &Diagnostic<Location>) -> Option<&str> {
        self.known(finding).map(|known| known.block.as_str())
    }

    fn known(&self, finding: &Diagnostic<Location>) -> Option<&Known> {
        let known = self.known.get(&(finding.at, finding.rule))?;
        known.iter().find(|known| known.message == finding.message)
    }
}

/// Says what encloses a place of one document.
struct Blocks<'s> {
    source: &'s Source,
    data: Option<Data>,
    /// The first line of the text, from 0.
    text: usize,
    /// The block that was asked for last: findings come in the order of the text.
    last: (Range<usize>, String),
}

/// A data file, or the front matter of a text.
struct Data {
    root: Node,
    /// Where the text after it begins.
    end: usize,
}

impl<'s> Blocks<'s> {
    fn of(source: &'s Source) -> Blocks<'s> {
        let mut blocks = Blocks { source, data: None, text: 0, last: (0..0, String::new()) };
        if source.refused.is_some() {
            return blocks;
        }
        let Some(region) = document::data_region(source) else {
            return blocks;
        };
        let mut end = usize::MAX;
        if Format::of(&source.path) != Some(Format::Data) {
            end = region.end as usize;
            // The line of the closing fence belongs to neither.
            blocks.text = source.line_of(region.end) + 1;
        }
        blocks.data = document::data(source).map(|root| Data { root, end });
        blocks
    }

    /// What encloses the bytes, as a text to be compared.
    fn around(&mut self, at: Span) -> &str {
        let start = at.start as usize;
        let whole = at.is_empty() && start <= self.source.without_mark().1;
        let data = self.data.as_ref().filter(|data| start <= data.end);
        if whole || data.is_some() {
            let keys = data.filter(|_| !whole).map(|data| keys_to(&data.root, at));
            self.last = (0..0, keys.unwrap_or_default());
            return &self.last.1;
        }
        let line = self.source.line_of(at.start);
        if !self.last.0.contains(&line) {
            let lines = self.lines_around(line);
            // A block may be as long as its file, and hold as many findings: it is taken in once.
            self.last = (lines.clone(), digest(&[&self.folded(lines)]));
        }
        &self.last.1
    }

    /// The lines of the paragraph, list item, row or heading that holds a line.
    fn lines_around(&self, line: usize) -> Range<usize> {
        if is_blank(self.line(line)) || is_heading(self.line(line)) {
            return line..line + 1;
        }
        let ends = |before: &str| is_blank(before) || is_heading(before);
        let mut first = line;
        while first > self.text && !begins_block(self.line(first)) && !ends(self.line(first - 1)) {
            first -= 1;
        }
        let mut behind = line + 1;
        while behind < self.source.line_count()
            && !is_blank(self.line(behind))
            && !begins_block(self.line(behind))
        {
            behind += 1;
        }
        first..behind
    }

    /// Lines without what may change when they move: line breaks, indentation, marks and numbers of lists.
    fn folded(&self, lines: Range<usize>) -> String {
        let mut folded = String::from("text");
        for nth in lines {
            for word in without_mark(self.line(nth)).split_whitespace() {
                folded.push(' ');
                folded.push_str(word);
            }
        }
        folded
    }

    fn line(&self, nth: usize) -> &'s str {
        without_quotation(self.source.line(nth).slice(&self.source.text))
    }
}

/// The keys that lead to a place, such as `/references/[id=neck-2]/DOI`. An item of a list is named by what it
/// says of itself, so that items may be added and moved; see [`name`].
fn keys_to(root: &Node, at: Span) -> String {
    let mut keys = String::from("keys");
    let mut node = root;
    loop {
        match &node.value {
            Value::Mapping(entries) => {
                let own = entries.partition_point(|entry| !entry.merged);
                let own = entries.get(..own).unwrap_or_default();
                let near = own.partition_point(|entry| entry.value.span.end < at.start);
                let holds = |entry: &&crate::base::node::Entry| {
                    encloses(entry.key.span.to(entry.value.span), at) || entry.value.span == at
                };
                let Some(entry) = own.iter().skip(near).take(2).find(holds) else {
                    return keys;
                };
                keys.push('/');
                keys.push_str(entry.key.text().unwrap_or_default());
                if !encloses(entry.value.span, at) {
                    return keys;
                }
                node = &entry.value;
            }
            Value::Sequence(items) => {
                let near = items.partition_point(|item| item.span.end < at.start);
                let Some(item) = items.iter().skip(near).take(2).find(|item| encloses(item.span, at)) else {
                    return keys;
                };
                let _ = write!(keys, "/[{}]", name(item));
                node = item;
            }
            Value::Scalar(_) => return keys,
        }
    }
}

/// Whether a place lies inside. A gap at either end of a record or list is about the whole it is in, which
/// lacks something, and not about the neighbour it happens to touch.
fn encloses(outer: Span, at: Span) -> bool {
    if at.is_empty() {
        outer == at || (outer.start < at.start && at.end < outer.end)
    } else {
        outer.contains(at)
    }
}

/// What an item of a list says of itself: a scalar its text, a record its `id`, or else its first field.
fn name(item: &Node) -> String {
    if let Some(text) = item.text() {
        return text.to_owned();
    }
    let named =
        |entry: &crate::base::node::Entry| Some(format!("{}={}", entry.key.text()?, entry.value.text()?));
    let id = item.entry("id").and_then(named);
    id.or_else(|| item.entries().iter().find_map(named)).unwrap_or_default()
}

fn is_blank(line: &str) -> bool {
    line.trim().is_empty()
}

fn is_heading(line: &str) -> bool {
    line.trim_start().starts_with('#')
}

/// Whether it is the first line of a list item, row, heading, footnote or comment.
fn begins_block(line: &str) -> bool {
    let line = line.trim_start();
    line.starts_with(['#', '|'])
        || line.starts_with("[^")
        || line.starts_with("<!--")
        || without_mark(line).len() < line.len()
}

/// A line without the marks of the quotation it is in.
fn without_quotation(line: &str) -> &str {
    line.trim_start_matches(['>', ' ', '\t'])
}

/// A line without the mark of a heading or list item: `##`, `-`, `3.`
fn without_mark(line: &str) -> &str {
    let line = line.trim_start();
    let bare = line.trim_start_matches('#');
    let bare = if bare.len() == line.len() {
        bare.strip_prefix(['-', '*', '+']).or_else(|| {
            let digits = bare.trim_start_matches(|c: char| c.is_ascii_digit());
            digits.strip_prefix(['.', ')']).filter(|_| digits.len() < bare.len())
        })
    } else {
        Some(bare)
    };
    bare.filter(|bare| bare.starts_with([' ', '\t'])).unwrap_or(line)
}

#[cfg(test)]
mod tests;
