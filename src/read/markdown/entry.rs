//! References as the text writes them: footnote definitions and items of reference lists.

use std::ops::Range;

use crate::base::lines::line_start;
use crate::base::span::Span;
use crate::base::steps::step;
use crate::page::body::{BlockKind, EntryForm, ReferenceEntry};
use crate::read::markdown::block::{Blocks, OpenEntry};
use crate::read::markdown::leaf::Leaf;
use crate::read::markdown::number::{self, Style};
use crate::read::markdown::scan::Found;
use crate::words::prose::Prose;

/// A mark at the start of a line of prose.
#[derive(Debug, PartialEq, Eq)]
pub struct Mark {
    /// Its number.
    pub key: String,
    /// The bytes of the number in the prose.
    pub range: Range<usize>,
    /// Where the reference itself begins.
    pub rest: usize,
    /// True in brackets or raised: such a mark is one wherever it is.
    pub certain: bool,
}

impl Blocks<'_> {
    /// Begins a reference.
    pub fn start_entry(
        &mut self,
        form: EntryForm,
        mark: Option<String>,
        mark_span: Option<Span>,
        start: usize,
    ) {
        self.entries.push(OpenEntry {
            form,
            html: false,
            mark,
            mark_span,
            prose: Prose::default(),
            urls: Vec::new(),
            start,
            text_start: None,
        });
    }

    /// Ends the reference that began last.
    pub fn end_entry(&mut self, end: usize) {
        let Some(entry) = self.entries.pop() else {
            return;
        };
        let text = self.source.get(entry.start..end).unwrap_or("");
        let end = entry.start + text.trim_end().len();
        // An item without any text is no reference; a footnote without any is one that lacks it.
        if entry.prose.text().trim().is_empty() && entry.urls.is_empty() && entry.form == EntryForm::ListItem
        {
            return;
        }
        let text_start = entry.text_start.unwrap_or(end);
        self.body.entries.push(ReferenceEntry {
            form: entry.form,
            mark: entry.mark,
            mark_span: entry.mark_span.unwrap_or(Span::at(text_start)),
            prose: entry.prose.clone(),
            urls: entry.urls,
            span: Span::new(entry.start, end),
        });
    }

    /// Ends all references that are being read.
    pub fn close_entries(&mut self, end: usize) {
        while !self.entries.is_empty() {
            self.end_entry(end);
        }
    }

    /// Adds the block that ends to the reference that is being read, if one is.
    pub(super) fn add_to_entry(&mut self) {
        if self.entries.is_empty() {
            return;
        }
        let leaf = &self.leaf;
        let urls = self.urls(0..leaf.prose.len());
        let Some(entry) = self.entries.last_mut() else {
            return;
        };
        let mut start = 0;
        if entry.text_start.is_none() && !leaf.prose.text().trim().is_empty() {
            if entry.form == EntryForm::ListItem
                && let Some(mark) = leading_mark(leaf, 0)
                && (entry.mark.is_none() || mark.certain)
            {
                entry.mark = Some(mark.key);
                entry.mark_span = Some(leaf.prose.span(mark.range));
                start = mark.rest;
            }
            entry.text_start = Some(leaf.prose.span(start..leaf.prose.len()).start as usize);
        }
        if !entry.prose.is_empty() && start < leaf.prose.len() {
            let end = entry.prose.whole().end as usize;
            entry.prose.push("\n", Span::at(end));
        }
        entry.prose.push_part(&leaf.prose, start..leaf.prose.len());
        entry.urls.extend(urls);
    }

    /// The marks by which a paragraph falls into references: at the starts of its lines in a list of
    /// references, at its own start elsewhere.
    pub(super) fn paragraph_entries(&self, kind: BlockKind) -> Vec<Mark> {
        let leaf = &self.leaf;
        let text = leaf.prose.text();
        if !self.entries.is_empty() || matches!(kind, BlockKind::Heading | BlockKind::Cell) {
            return Vec::new();
        }
        if self.references.is_none() {
            // What is quoted with its number is a reference of who is quoted.
            if kind == BlockKind::Quotation {
                return Vec::new();
            }
            // `[1] found that rest helps.` is a sentence, and `[1] the word that is explained` a note where a text cites 1.
            let is_cited = |key: &str| {
                self.body.citations.iter().filter(|cited| cited.key == key).any(|cited| {
                    let start = cited.group.start as usize;
                    let before = self.source.get(line_start(self.source, start)..start);
                    before.is_some_and(|before| !before.trim().is_empty())
                })
            };
            let is_reference = |mark: &Mark| {
                let rest = text.get(mark.rest..).unwrap_or("");
                let begins = !rest.starts_with(char::is_lowercase)
                    || !rest.trim_end().ends_with(['.', ':', ',']) && is_cited(&mark.key);
                mark.certain && rest.len() >= 20 && begins
            };
            let lines = self.numbered_lines();
            if lines.len() > 1 {
                return lines;
            }
            return lines.into_iter().filter(is_reference).collect();
        }
        let starts = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1));
        let mut next = self.next_number();
        let mark = |start: usize| {
            let mark = leading_mark(leaf, start).or_else(|| bare_mark(leaf, start, next))?;
            next = mark.key.parse().map_or(next, |number: u32| number.saturating_add(1));
            Some(mark)
        };
        starts.filter_map(mark).filter(|mark| mark.rest < text.len()).collect()
    }

    /// Whether a heading begins with a number in brackets, which then cites nothing: `<h6>[1] Floyd P. …</h6>`.
    pub(super) fn numbers_itself(&self, kind: BlockKind) -> bool {
        kind == BlockKind::Heading && leading_mark(&self.leaf, 0).is_some_and(|mark| mark.certain)
    }

    /// The number that the next reference of a list has.
    fn next_number(&self) -> u32 {
        let mut listed = self.body.entries.iter().rev().filter(|entry| entry.form == EntryForm::ListItem);
        let last = listed.next().and_then(|entry| entry.mark.as_ref()?.parse().ok());
        last.map_or(1, |last: u32| last.saturating_add(1))
    }

    /// The marks of a paragraph that begins with one, where its next lines begin with the numbers after it.
    fn numbered_lines(&self) -> Vec<Mark> {
        let leaf = &self.leaf;
        let text = leaf.prose.text();
        let mut marks: Vec<Mark> = leading_mark(leaf, 0).filter(|mark| mark.certain).into_iter().collect();
        let Some(mut number) = marks.first().and_then(|mark| mark.key.parse::<u32>().ok()) else {
            return marks;
        };
        for (at, _) in text.match_indices('\n') {
            step();
            let next = leading_mark(leaf, at + 1).filter(|mark| mark.certain && mark.rest < text.len());
            if let Some(mark) = next.filter(|mark| mark.key.parse() == Ok(number + 1)) {
                number += 1;
                marks.push(mark);
            }
        }
        marks
    }

    /// Records the references of a paragraph.
    pub(super) fn split_entries(&mut self, marks: &[Mark], block: Span) {
        let leaf = &self.leaf;
        let text = leaf.prose.text();
        let mut entries = Vec::with_capacity(marks.len());
        for (nth, mark) in marks.iter().enumerate() {
            let end = marks.get(nth + 1).map_or(text.len(), |next| line_start(text, next.range.start));
            let part = mark.rest..mark.rest + text.get(mark.rest..end).unwrap_or("").trim_end().len();
            let start = leaf.prose.span(line_start(text, mark.range.start)..end).start as usize;
            let last = nth + 1 == marks.len();
            let span_end = if last { block.end as usize } else { leaf.prose.span(part.clone()).end as usize };
            let start = if nth == 0 && line_start(text, mark.range.start) == 0 {
                block.start as usize
            } else {
                start
            };
            entries.push(ReferenceEntry {
                form: EntryForm::ListItem,
                mark: Some(mark.key.clone()),
                mark_span: leaf.prose.span(mark.range.clone()),
                prose: leaf.prose.part(part.clone()),
                urls: self.urls(part),
                span: Span::new(start, span_end),
            });
        }
        self.body.entries.append(&mut entries);
    }

    /// The addresses of the links in a part of the block that ends.
    fn urls(&self, part: Range<usize>) -> Vec<(String, Span)> {
        let first = self.spots.partition_point(|spot| spot.range.start < part.start);
        self.spots
            .iter()
            .skip(first)
            .take_while(|spot| spot.range.end <= part.end)
            .filter_map(|spot| self.body.links.get(spot.link))
            // A link back to the text is no address of the source.
            .filter(|link| !link.target.starts_with('#'))
            .map(|link| (link.target.clone(), link.target_span))
            .collect()
    }

    /// Records Pandoc's footnotes within the text.
    pub(super) fn inline_entries(&mut self, found: &Found) {
        let first = self.inline_notes - found.inline_notes.len();
        for (nth, (range, span)) in found.inline_notes.iter().enumerate() {
            let text_start = self.leaf.prose.span(range.clone()).start as usize;
            self.body.entries.push(ReferenceEntry {
                form: EntryForm::Footnote,
                mark: Some(format!("^{}", first + nth + 1)),
                mark_span: Span::at(text_start),
                prose: self.leaf.prose.part(range.clone()),
                urls: self.urls(range.clone()),
                span: *span,
            });
        }
    }
}

/// The mark at the start of a line: `[1]`, `1.`, `(1)`, `¹`, `^1^` or `<sup>1</sup>`.
pub fn leading_mark(leaf: &Leaf, line: usize) -> Option<Mark> {
    let text = leaf.prose.text();
    let rest = text.get(line..)?;
    if rest.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    let at = line + rest.len() - rest.trim_start_matches([' ', '\t']).len();
    let first = text.get(at..)?.chars().next()?;
    let raised = leaf.raised.partition_point(|(range, _)| range.start < at);
    if let Some((range, _)) = leaf.raised.get(raised).filter(|(range, _)| range.start == at) {
        let numbers = number::whole(text, range.clone(), Style::Plain)?;
        return single(text, &numbers, range.end, true);
    }
    let (open, close, style) = match first {
        '[' => ("[", "]", Style::Plain),
        '(' => ("(", ")", Style::Plain),
        '^' => ("^", "^", Style::Plain),
        '0'..='9' => ("", "", Style::Plain),
        _ if number::superscript(first).is_some() => ("", "", Style::Raised),
        _ => return None,
    };
    let (numbers, end) = number::list(text, at + open.len(), style);
    let behind = text.get(end..)?;
    match (open, style) {
        ("", Style::Plain) => {
            let rest = behind.strip_prefix(['.', ')'])?;
            let parted = rest.starts_with(char::is_whitespace);
            parted.then(|| single(text, &numbers, end + 1, false))?
        }
        ("", Style::Raised) => {
            // ¹³C begins no reference: the mark is followed by a blank or a capital.
            let parted = behind.starts_with(char::is_whitespace)
                || behind.chars().nth(1).is_some_and(char::is_lowercase);
            parted.then(|| single(text, &numbers, end, true))?
        }
        _ => {
            behind.strip_prefix(close)?;
            single(text, &numbers, end + close.len(), open != "(")
        }
    }
}

/// A number without a stop at the start of a line, which is that of the reference only where it is `next`: a title may
/// begin with a number, too.
fn bare_mark(leaf: &Leaf, line: usize, next: u32) -> Option<Mark> {
    let text = leaf.prose.text();
    let rest = text.get(line..)?.trim_start_matches([' ', '\t']);
    let at = text.get(line..)?.len() - rest.len() + line;
    let digits = rest.find(|c: char| !c.is_ascii_digit()).filter(|length| (1..4).contains(length))?;
    let behind = rest.get(digits..)?;
    let words = behind.trim_start_matches([' ', '\t']);
    let opens = words.len() < behind.len() && words.starts_with(char::is_uppercase);
    let key = rest.get(..digits).filter(|number| number.parse() == Ok(next) && opens)?;
    let rest = at + rest.len() - words.len();
    Some(Mark { key: key.to_owned(), range: at..at + digits, rest, certain: false })
}

fn single(text: &str, numbers: &[number::Cited], end: usize, certain: bool) -> Option<Mark> {
    let [number::Cited { first, range, last: None }] = numbers else {
        return None;
    };
    let rest = text.get(end..)?;
    let behind = rest.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '.' | ':' | ')' | ']'));
    Some(Mark {
        key: first.to_string(),
        range: range.clone(),
        rest: end + rest.len() - behind.len(),
        certain,
    })
}
