//! `textDocument/foldingRange`: front matter, sections, and the list of references.

use lsp_types::{FoldingRange, FoldingRangeKind, FoldingRangeParams};

use super::workspace::Workspace;
use crate::base::source::Source;
use crate::base::span::Span;
use crate::model::document::{self, Format};
use crate::model::facts::CitedForm;

/// What can be folded.
pub(super) fn ranges(workspace: &mut Workspace, params: &FoldingRangeParams) -> Option<Vec<FoldingRange>> {
    let asked = workspace.document(&params.text_document.uri)?;
    let (session, facts) = (asked.session, asked.index.facts(asked.doc)?);
    let source = session.source(asked.doc)?;
    let mut ranges = Vec::new();
    if facts.format == Some(Format::Markdown)
        && let Some(region) = document::data_region(source)
    {
        let first = source.line_of(region.start).saturating_sub(1);
        fold(&mut ranges, first, source.line_of(region.end), Some(FoldingRangeKind::Region));
    }
    let listed = facts.references.iter().filter(|cited| matches!(cited.form, CitedForm::Text(_)));
    let listed = listed.map(|cited| session.location(cited.place).span).reduce(Span::to);
    if let Some(listed) = listed.filter(|span| !span.is_empty()) {
        fold(
            &mut ranges,
            source.line_of(listed.start),
            last_line(source, listed.end),
            Some(FoldingRangeKind::Comment),
        );
    }
    let starts: Vec<(u8, usize)> = (facts.headings.iter())
        .map(|heading| (heading.level, source.line_of(session.location(heading.text.place).span.start)))
        .collect();
    for (nth, (level, line)) in starts.iter().enumerate() {
        let next = starts.iter().skip(nth + 1).find(|(next, _)| next <= level);
        let end = next.map_or(source.text.len(), |(_, line)| source.line(*line).start as usize);
        fold(&mut ranges, *line, last_line(source, Span::at(end).start), None);
    }
    Some(ranges)
}

/// The last line before a byte that is not blank.
fn last_line(source: &Source, end: u32) -> usize {
    let before = source.text.get(..end as usize).unwrap_or("").trim_end();
    source.line_of(Span::at(before.len().saturating_sub(1)).start)
}

fn fold(ranges: &mut Vec<FoldingRange>, start: usize, end: usize, kind: Option<FoldingRangeKind>) {
    if start < end
        && let (Ok(start_line), Ok(end_line)) = (u32::try_from(start), u32::try_from(end))
    {
        ranges.push(FoldingRange { start_line, end_line, kind, ..FoldingRange::default() });
    }
}
