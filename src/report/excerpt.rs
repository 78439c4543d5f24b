//! The lines that a report shows, drawn so that every terminal shows them alike.
//!
//! What is shown is never the file itself: tabs are expanded, long lines are cut
//! around what is marked, and unsafe characters have stand-ins. miette draws boxes
//! and underlines around this copy and is told the true paths, lines and columns.

mod line;

use std::borrow::Cow;
use std::ops::Range;

use miette::{MietteError, MietteSpanContents, SourceCode, SourceSpan, SpanContents};

use unicode_width::UnicodeWidthStr;

use self::line::{Canvas, Line, Piece, PieceKind};
use super::wrap::wrap;
use crate::base::source::{Position, Source};
use crate::base::span::Span;

/// Lines of a mark that are underlined one by one, to the character; a longer one gets a bracket in the margin.
const MOST_UNDERLINED: usize = 3;
/// Lines of a bracketed mark that are shown.
const MOST_BRACKETED: usize = 6;
/// Marks that are at most this many lines apart share a section.
const SAME_SECTION: usize = 3;
/// The text beside a mark may take this many columns even where they run over the edge.
const LEAST_FOR_TEXT: usize = 30;
/// Columns of the frame around a line's number.
const MARGIN: usize = 4;
/// Columns of the arrow that leads from a bracket to its lines.
const BRACKET: usize = 3;
/// Columns between an underline and the text beside it.
const ARM: usize = 4;
/// The least columns a line of text may take.
const LEAST_FOR_LINE: usize = 40;

/// Lines of one or several documents, with marks.
#[derive(Debug)]
pub(super) struct Excerpt {
    width: usize,
    canvas: Canvas,
    sections: Vec<Section>,
    labels: Vec<Label>,
}

/// Bytes of a document that are to be marked.
#[derive(Clone, Debug)]
pub(super) struct Mark {
    /// The bytes; a gap gets an arrow.
    pub(super) span: Span,
    /// What stands beside it.
    pub(super) text: Option<String>,
    /// Whether it is what the report is about.
    pub(super) primary: bool,
}

/// A mark in the excerpt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Label {
    /// Bytes of the excerpt.
    pub(super) bytes: Range<usize>,
    /// What stands beside it, in lines.
    pub(super) text: Option<String>,
    /// Whether it is what the report is about.
    pub(super) primary: bool,
}

/// Neighbouring lines of one document: what miette draws a box around.
#[derive(Debug)]
struct Section {
    name: String,
    bytes: Range<usize>,
    /// The number of its first line, from 0.
    line: usize,
    lines: usize,
    /// Where the heading of the box says it is.
    position: Position,
}

/// A mark and the lines it is shown on.
struct Placed<'m> {
    mark: &'m Mark,
    span: Span,
    first: usize,
    last: usize,
    bracketed: bool,
    /// Whether lines after the last are left out.
    cut: bool,
}

impl Excerpt {
    /// An excerpt without lines, to be drawn on so many columns.
    pub(super) fn new(width: usize) -> Excerpt {
        Excerpt { width, canvas: Canvas::default(), sections: Vec::new(), labels: Vec::new() }
    }

    /// Adds the marked lines of a document. What the report is about comes first, then all else in the order of
    /// the text.
    pub(super) fn add(&mut self, name: &str, source: &Source, marks: &[Mark]) {
        let mut placed: Vec<Placed> = marks.iter().map(|mark| Placed::new(mark, source)).collect();
        placed.sort_by_key(|mark| (mark.first, mark.span));
        let mut groups: Vec<Vec<Placed>> = Vec::new();
        for mark in placed {
            let near = |group: &[Placed]| group.iter().any(|other| mark.first <= other.last + SAME_SECTION);
            match groups.last_mut() {
                Some(group) if near(group) => group.push(mark),
                _ => groups.push(vec![mark]),
            }
        }
        groups.sort_by_key(|group| group.iter().all(|placed| !placed.mark.primary));
        for group in &groups {
            self.add_section(name, source, group);
        }
    }

    /// Adds a document that has no text to show.
    pub(super) fn add_name(&mut self, name: &str) {
        let at = self.canvas.text.len();
        let position = Position { line: 1, column: 1 };
        self.sections.push(Section { name: name.to_owned(), bytes: at..at, line: 0, lines: 0, position });
        self.labels.push(Label { bytes: at..at, text: None, primary: true });
    }

    /// The marks, in the order of the excerpt.
    pub(super) fn labels(&self) -> &[Label] {
        &self.labels
    }

    /// Whether there are lines to show.
    pub(super) fn has_lines(&self) -> bool {
        self.sections.iter().any(|section| section.lines > 0)
    }

    /// Makes what miette drew ready to be shown.
    pub(super) fn restore<'d>(&self, drawn: &'d str) -> Cow<'d, str> {
        self.canvas.restore(drawn)
    }

    fn add_section(&mut self, name: &str, source: &Source, marks: &[Placed]) {
        let Some(heading) = marks.iter().find(|placed| placed.mark.primary).or(marks.first()) else {
            return;
        };
        let lines = lines_around(marks, source);
        let brackets = marks.iter().filter(|placed| placed.bracketed).count();
        let margin = lines.end.to_string().len() + MARGIN + if brackets > 0 { brackets + BRACKET } else { 0 };
        let width = self.width.saturating_sub(margin).max(LEAST_FOR_LINE);
        let start = self.canvas.text.len();
        let mut labels = Vec::new();
        let mut brackets: Vec<(&Placed, Range<usize>)> =
            marks.iter().filter(|placed| placed.bracketed).map(|placed| (placed, start..start)).collect();
        for nth in lines.clone() {
            let pieces: Vec<Piece> = marks
                .iter()
                .enumerate()
                .filter_map(|(mark, placed)| placed.piece(mark, nth, source))
                .collect();
            let continues = marks.iter().any(|placed| placed.cut && placed.last == nth);
            let line = Line::write(&mut self.canvas, source, nth, &pieces, continues, width);
            let mut text_to_the_right = false;
            for underline in line.underlines(&pieces).into_iter().rev() {
                let room = width.saturating_sub(underline.middle + ARM).max(LEAST_FOR_TEXT);
                let texts = underline.texts.iter().filter_map(|mark| marks.get(*mark)?.mark.text.as_deref());
                let text =
                    Some(wrap(&texts.collect::<Vec<_>>().join("\n"), room)).filter(|text| !text.is_empty());
                // miette leads a line down from every mark that has a text to its right, and it should lead somewhere.
                let lost = text.is_none() && text_to_the_right && !underline.texts.is_empty();
                let text = if lost { Some("here".to_owned()) } else { text };
                text_to_the_right |= text.is_some();
                let primary = marks.get(underline.mark).is_some_and(|placed| placed.mark.primary);
                labels.push(Label { bytes: underline.bytes, text, primary });
            }
            for (placed, bytes) in &mut brackets {
                if placed.first == nth {
                    bytes.start = line.start(placed.span.start as usize);
                }
                if placed.last == nth {
                    bytes.end = line.end(placed.span.end as usize);
                }
            }
        }
        labels.extend(brackets.into_iter().map(|(placed, bytes)| Label {
            bytes,
            text: placed.mark.text.as_ref().map(|text| wrap(text, width)),
            primary: placed.mark.primary,
        }));
        // miette takes colours in this order.
        labels.sort_by_key(|label| label.bytes.start);
        self.labels.append(&mut labels);
        self.sections.push(Section {
            name: name.to_owned(),
            bytes: start..self.canvas.text.len(),
            line: lines.start,
            lines: lines.len(),
            position: source.position(heading.span.start),
        });
        // Keeps a gap at the start of the next section apart from the end of this one.
        self.canvas.text.push('\n');
    }
}

impl<'m> Placed<'m> {
    fn new(mark: &'m Mark, source: &Source) -> Placed<'m> {
        let text = source.text.as_str();
        let start = (mark.span.start as usize).min(text.len());
        let marked = text.get(start..(mark.span.end as usize).min(text.len())).unwrap_or("");
        // What reaches into the next line by its line end alone does not reach into the next line.
        let marked = if marked.contains(['\n', '\r']) { marked.trim_end() } else { marked };
        let span = Span::new(start, start + marked.len());
        let (first, last) = (source.line_of(span.start), source.line_of(span.end));
        let bracketed = last - first >= MOST_UNDERLINED;
        let cut = last - first >= MOST_BRACKETED;
        let last = if cut { first + MOST_BRACKETED - 1 } else { last };
        Placed { mark, span, first, last, bracketed, cut }
    }

    /// The part of the mark that lies on a line, if any does.
    fn piece(&self, mark: usize, nth: usize, source: &Source) -> Option<Piece> {
        if nth < self.first || self.last < nth {
            return None;
        }
        let line = source.line(nth);
        let text = line.slice(&source.text);
        let indent = line.start as usize + text.len() - text.trim_start().len();
        let start = if nth == self.first { self.span.start as usize } else { indent };
        let end = (self.span.end as usize).min(line.end as usize);
        let kind = if self.bracketed {
            PieceKind::Bracket
        } else {
            let text = self.mark.text.as_deref().unwrap_or_default();
            let columns = || text.lines().map(UnicodeWidthStr::width).max().unwrap_or_default();
            PieceKind::Underline { text: (nth == self.last).then(columns) }
        };
        // A line between two others may be blank.
        (start < end || self.span.is_empty()).then_some(Piece { mark, bytes: start..end.max(start), kind })
    }
}

/// The lines of a section: those with marks, and a line on either side that has something to say.
fn lines_around(marks: &[Placed], source: &Source) -> Range<usize> {
    let first = marks.iter().map(|placed| placed.first).min().unwrap_or_default();
    let last = marks.iter().map(|placed| placed.last).max().unwrap_or_default();
    let tells = |line: &usize| !source.line(*line).slice(&source.text).trim().is_empty();
    let before = first.checked_sub(1).filter(tells).unwrap_or(first);
    let behind = Some(last + 1).filter(|line| *line < source.line_count()).filter(tells).unwrap_or(last);
    before..behind + 1
}

impl SourceCode for Excerpt {
    /// The section that holds the span, as a whole. A span across sections cannot be read: so miette draws each in
    /// a box of its own.
    fn read_span<'a>(
        &'a self,
        span: &SourceSpan,
        context_before: usize,
        _: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let bytes = span.offset()..span.offset() + span.len();
        let holds = |section: &&Section| section.bytes.contains(&bytes.start) || section.bytes == bytes;
        let section = self.sections.iter().find(holds).filter(|section| bytes.end <= section.bytes.end);
        let section = section.ok_or(MietteError::OutOfBounds)?;
        // Without context miette asks for the place that the heading names.
        let (line, column) = match context_before {
            0 => (section.position.line - 1, section.position.column - 1),
            _ => (section.line, 0),
        };
        Ok(Box::new(MietteSpanContents::new_named(
            section.name.clone(),
            self.canvas.text.get(section.bytes.clone()).unwrap_or("").as_bytes(),
            (section.bytes.start, section.bytes.len()).into(),
            line,
            column,
            section.lines,
        )))
    }
}
