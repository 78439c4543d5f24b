//! A page of plain text, as it was pasted.

use std::collections::HashMap;

use super::escape;
use super::gather::{Known, Mark, MarkKind, range, within};
use super::page::{LeftKind, Page, Part};
use crate::base::date;
use crate::base::phrase::one_line;
use crate::base::span::Span;
use crate::model::document::{Document, ReadOptions};
use crate::model::facts;
use crate::page::body::{Block, BlockKind, BlockRole, EntryForm, Heading};

/// Takes a document of plain text as a page.
#[must_use]
pub fn page(document: &Document, options: &ReadOptions) -> Page {
    let (facts, places) = facts::record(document, options);
    let known = Known { document, facts: &facts, places: &places, lines: true };
    let mut page = Page::default();
    let by_mark = known.references(&mut page);
    known.people(&mut page);
    known.dates(&mut page);
    known.doubts(&mut page);
    let headings = document.body.headings.iter().map(|heading| (heading.span.start, heading)).collect();
    let marks = known.marks(&by_mark);
    let listed = document.body.entries.iter().filter(|entry| entry.form == EntryForm::ListItem);
    let last_entry = listed.map(|entry| entry.span.start).max();
    let writer = Writer { known, options, headings, marks, last_entry };
    writer.write(&mut page);
    page
}

struct Writer<'d> {
    known: Known<'d>,
    options: &'d ReadOptions,
    headings: HashMap<u32, &'d Heading>,
    marks: Vec<Mark>,
    /// Where the last reference of a list begins.
    last_entry: Option<u32>,
}

/// Where the writer is on the page.
#[derive(Default)]
struct Position {
    /// Below the heading of the references, where nothing else has come yet.
    among_references: bool,
    /// The last block was an item of a list.
    in_list: bool,
}

impl Writer<'_> {
    fn write(&self, page: &mut Page) {
        let mut at = Position::default();
        let mut covered = 0;
        let body = &self.known.document.body;
        let entries = body.entries.iter().filter(|entry| entry.form == EntryForm::ListItem);
        let mut stretches: Vec<(Span, Option<&Block>)> =
            body.blocks.iter().map(|block| (block.span, Some(block))).collect();
        stretches.extend(entries.map(|entry| (entry.span, None)));
        stretches.extend(body.bios.iter().map(|bio| (bio.span, None)));
        stretches.sort_by_key(|(span, block)| (*span, block.is_none()));
        let (_, start) = self.known.document.source.without_mark();
        covered = u32::try_from(start).unwrap_or(u32::MAX).max(covered);
        for (span, block) in stretches {
            self.between(covered, span.start, page);
            covered = covered.max(span.end);
            if let Some(block) = block {
                self.block(block, &mut at, page);
            }
        }
        self.between(covered, u32::try_from(self.text().len()).unwrap_or(u32::MAX), page);
    }

    fn text(&self) -> &str {
        &self.known.document.source.text
    }

    /// What lies between two blocks belongs to the site.
    fn between(&self, from: u32, to: u32, page: &mut Page) {
        if from >= to {
            return;
        }
        let mut at = from as usize;
        let stretch = Span { start: from, end: to };
        for line in stretch.slice(self.text()).split_inclusive(['\n', '\r']) {
            if line.contains(|c: char| c.is_alphanumeric()) {
                let number = self.known.line(u32::try_from(at).unwrap_or(u32::MAX));
                page.leave(LeftKind::Site, line, number);
            }
            at += line.len();
        }
    }

    fn block(&self, block: &Block, at: &mut Position, page: &mut Page) {
        let line = self.known.line(block.span.start);
        let written = block.span.slice(self.text());
        let heading = self.headings.get(&block.span.start).filter(|_| block.kind == BlockKind::Heading);
        if let Some(heading) = heading {
            at.among_references = false;
            return self.heading(heading, block, at, page);
        }
        // A comment to medproof stays one.
        if written.starts_with("<!--") && written.ends_with("-->") {
            open(page, "\n\n");
            at.in_list = false;
            return page.write(written);
        }
        let body = &self.known.document.body;
        match block.role {
            // The references are kept all together, at the end.
            BlockRole::Reference => return,
            BlockRole::About => return page.leave(LeftKind::About, written, line),
            BlockRole::Contents => return page.leave(LeftKind::Contents, written, line),
            BlockRole::See | BlockRole::Text => {}
        }
        let said = |span: Span| block.span.contains(span);
        if body.is_bio(block) {
            return page.leave(LeftKind::Bio, written, line);
        }
        if body
            .contents
            .as_ref()
            .is_some_and(|contents| contents.entries.iter().any(|entry| said(entry.span)))
        {
            return page.leave(LeftKind::Contents, written, line);
        }
        if date::written(written.trim(), self.options.slash_order).is_some() {
            return page.leave(LeftKind::Date, written, line);
        }
        let before_last = self.last_entry.is_none_or(|last| block.span.start < last);
        if at.among_references && before_last && block.role == BlockRole::Text {
            return page.leave(LeftKind::Unread, written, line);
        }
        at.among_references = false;
        let is_item = block.kind == BlockKind::Item;
        open(page, if is_item && at.in_list { "\n" } else { "\n\n" });
        at.in_list = is_item;
        self.running(block, is_item, page);
    }

    fn heading(&self, heading: &Heading, block: &Block, at: &mut Position, page: &mut Page) {
        let line = self.known.line(block.span.start);
        if self.options.body.is_reference_heading(&heading.text) {
            page.references_heading.get_or_insert_with(|| heading.text.clone());
            page.leave(LeftKind::Heading, &heading.text, line);
            at.among_references = true;
            return;
        }
        if heading.level == 1 && page.title.is_none() {
            page.title = Some(heading.text.clone());
        } else {
            open(page, "\n\n");
            page.write(&format!(
                "{} {}",
                "#".repeat(usize::from(heading.level)),
                escape::heading(&heading.text)
            ));
            at.in_list = false;
        }
        let number = block.prose.text().get(..block.prose.place_of(heading.text_span.start)).unwrap_or("");
        if number.contains(|c: char| c.is_alphanumeric()) {
            page.leave(LeftKind::Number, &format!("{} {}", number.trim(), heading.text), line);
        }
        let cited: Vec<Vec<usize>> = within(&self.marks, block.span)
            .iter()
            .filter_map(|mark| match &mark.kind {
                MarkKind::Cite(cited) => Some(cited.clone()),
                _ => None,
            })
            .collect();
        for cited in cited {
            open(page, "\n\n");
            page.body.push(Part::Cite(cited));
        }
    }

    /// Running text, with what stands in it for something else.
    fn running(&self, block: &Block, is_item: bool, page: &mut Page) {
        let text = block.prose.text();
        let mut from = text.len() - text.trim_start().len();
        if is_item {
            let number = text.get(from..).unwrap_or("");
            let digits = number.len() - number.trim_start_matches(|c: char| c.is_ascii_digit()).len();
            let behind = number.get(digits..).and_then(|rest| rest.strip_prefix(['.', ')']));
            match behind.filter(|rest| (1..=3).contains(&digits) && rest.starts_with(char::is_whitespace)) {
                Some(rest) => {
                    page.write(&format!("{}. ", number.get(..digits).unwrap_or("1")));
                    from = text.len() - rest.trim_start().len();
                }
                None => page.write("- "),
            }
        }
        let mut opens = true;
        for mark in within(&self.marks, block.span) {
            let range = range(&block.prose, mark);
            if range.start < from {
                continue;
            }
            self.plain(text.get(from..range.start).unwrap_or(""), opens, is_item, page);
            opens &= text.get(from..range.start).is_none_or(|before| before.trim().is_empty());
            let inside = text.get(range.clone()).unwrap_or("");
            match &mark.kind {
                MarkKind::Cite(cited) => page.body.push(Part::Cite(cited.clone())),
                // A number that was read without is written as it was.
                MarkKind::Uncited => {
                    let shown = mark.span.slice(self.text());
                    if inside.is_empty() {
                        page.write(" ");
                    }
                    self.plain(shown, opens, is_item, page);
                }
                MarkKind::Name(label) => page.body.push(Part::Name {
                    label: label.clone(),
                    written: escape::text(&one_line(inside), opens),
                    address: None,
                }),
                MarkKind::Address => page.write(&address(inside)),
            }
            opens = false;
            from = range.end.max(from);
        }
        self.plain(text.get(from..).unwrap_or("").trim_end(), opens, is_item, page);
    }

    fn plain(&self, text: &str, opens: bool, is_item: bool, page: &mut Page) {
        let written = escape::text(text, opens);
        page.write(&if is_item { written.replace('\n', "\n  ") } else { written });
    }
}

/// A bare address as a link that every Markdown knows.
fn address(written: &str) -> String {
    if written.contains("://") && !written.contains(['<', '>', ' ']) {
        return format!("<{written}>");
    }
    format!("[{}](<http://{}>)", escape::text(written, false), written.replace(['<', '>'], ""))
}

/// Parts what comes from what was written before, where something was.
fn open(page: &mut Page, gap: &str) {
    if !page.body.is_empty() {
        page.write(gap);
    }
}
