//! What each block is there for: text that a reviewer signs, or a line about the page, an entry of the table of
//! contents, a See line, a reference.
//!
//! The readers call this once, when all of a body is read. Anyone who needs to know (the content hash, the rules,
//! `inspect`) asks for [`Block::role`](crate::page::body::Block::role) and [`Body::cuts`], and decides nothing again.
//! Everything that is not certain is text: a line that only looks like a byline, and an entry of the table of contents whose
//! words are no heading's.

use crate::base::span::Span;
use crate::page::body::{Block, BlockKind, BlockRole, Body};
use crate::page::byline::AboutLine;
use crate::page::outline;
use crate::words::prose::Prose;

/// Gives every block its role, once all else of the body is recorded. The lines are in the order of the text.
pub fn assign(body: &mut Body, about: &[AboutLine]) {
    let roles = Roles::of(body, about);
    let mut cuts = Vec::new();
    let mut given: Vec<BlockRole> = body.blocks.iter().map(|block| roles.role(block, &mut cuts)).collect();
    for nth in roles.announcements(body, &given) {
        if let Some(role) = given.get_mut(nth) {
            *role = BlockRole::Contents;
        }
    }
    body.blocks.iter_mut().zip(given).for_each(|(block, role)| block.role = role);
    body.cuts = joined(cuts);
}

/// Where on a page something else than text stands.
struct Roles<'a> {
    about: &'a [AboutLine],
    /// See lines: their leads, and the pages they name.
    sees: Vec<Span>,
    /// Entries of the table of contents that repeat a heading, and the words that announce it.
    contents: Vec<Span>,
    /// Those entries alone.
    entries: Vec<Span>,
    /// Where the first section begins.
    first_section: u32,
}

impl<'a> Roles<'a> {
    fn of(body: &Body, about: &'a [AboutLine]) -> Roles<'a> {
        // A name that begins like no title counts only where a page has it, which no reader knows.
        let certain = body.sees.iter().filter(|see| see.link.is_some() || see.capital);
        let entries = joined(outline::repeated_headings(body));
        let announced = body.contents.iter().map(|contents| contents.span);
        let sections = body.headings.iter().filter(|heading| heading.level > 1);
        Roles {
            about,
            sees: joined(certain.flat_map(|see| [see.lead_span, see.span]).collect()),
            contents: joined(entries.iter().copied().chain(announced).collect()),
            entries,
            first_section: sections.map(|heading| heading.span.start).min().unwrap_or(u32::MAX),
        }
    }

    /// The role of one block; of text, what within it is none goes to `cuts`.
    fn role(&self, block: &Block, cuts: &mut Vec<Span>) -> BlockRole {
        if block.kind == BlockKind::Reference {
            return BlockRole::Reference;
        }
        let first = self.about.partition_point(|line| line.span.end <= block.span.start);
        let lines = self.about.get(first..).unwrap_or_default().iter();
        let lines: Vec<Span> = lines
            .take_while(|line| line.span.start < block.span.end)
            // `By Mouth Only` may be the way to take a medicine.
            .filter(|line| {
                !line.bare || (block.kind != BlockKind::Item && line.span.start < self.first_section)
            })
            .map(|line| line.span)
            .collect();
        if is_nothing_but(&block.prose, &lines) {
            return BlockRole::About;
        }
        let repeats = !within(&self.entries, block.span).is_empty();
        if repeats && is_nothing_but(&block.prose, within(&self.contents, block.span)) {
            return BlockRole::Contents;
        }
        let sees = within(&self.sees, block.span);
        if is_nothing_but(&block.prose, sees) {
            return BlockRole::See;
        }
        cuts.extend_from_slice(sees);
        cuts.extend(lines);
        BlockRole::Text
    }

    /// The blocks that say nothing but that a table of contents follows, where one does: the list of the page, be it
    /// empty, or another list of headings right below.
    fn announcements(&self, body: &Body, given: &[BlockRole]) -> Vec<usize> {
        let of_page = body.contents.as_ref().filter(|contents| {
            contents.entries.is_empty()
                || contents.entries.iter().any(|entry| !within(&self.entries, entry.span).is_empty())
        });
        let announces = |nth: &usize, block: &Block| {
            let is_of_page = || of_page.is_some_and(|contents| block.span.contains(contents.span));
            given.get(*nth) == Some(&BlockRole::Text)
                && matches!(block.kind, BlockKind::Heading | BlockKind::Paragraph)
                && (is_of_page() || given.get(nth + 1) == Some(&BlockRole::Contents))
                && outline::announces_contents(block.prose.text())
        };
        let blocks = body.blocks.iter().enumerate();
        blocks.filter(|(nth, block)| announces(nth, block)).map(|(nth, _)| nth).collect()
    }
}

/// Whether some spans hold all that a text says; `and` and `or` between them say nothing.
fn is_nothing_but(prose: &Prose, spans: &[Span]) -> bool {
    if spans.is_empty() {
        return false;
    }
    let mut rest = String::new();
    prose.outside(spans, |part| rest.push_str(part));
    only_joints(&rest)
}

/// Whether a text says no more than `and` or `or`.
#[must_use]
pub fn only_joints(text: &str) -> bool {
    text.split(|c: char| !c.is_alphanumeric()).all(|word| matches!(word, "" | "and" | "or"))
}

/// Those of some spans, in order and none overlapping another, that lie in a stretch of the text.
#[must_use]
pub fn within(spans: &[Span], stretch: Span) -> &[Span] {
    let first = spans.partition_point(|span| span.end <= stretch.start);
    let behind = spans.partition_point(|span| span.start < stretch.end);
    spans.get(first..behind).unwrap_or_default()
}

/// Whether the last of some spans, in order, that begins at a place or before it holds all of it.
#[must_use]
pub fn hold(spans: &[Span], place: Span) -> bool {
    let after = spans.partition_point(|span| span.start <= place.start);
    after.checked_sub(1).and_then(|nth| spans.get(nth)).is_some_and(|span| span.contains(place))
}

/// Spans in order, those that overlap made one.
#[must_use]
pub fn joined(mut spans: Vec<Span>) -> Vec<Span> {
    spans.sort_unstable();
    let mut joined: Vec<Span> = Vec::with_capacity(spans.len());
    for span in spans.into_iter().filter(|span| !span.is_empty()) {
        match joined.last_mut() {
            Some(last) if span.start <= last.end => *last = last.to(span),
            _ => joined.push(span),
        }
    }
    joined
}

#[cfg(test)]
mod tests;
