//! One line of an excerpt: cut to its marks, made safe to show, and measured.

use std::borrow::Cow;
use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::base::source::{BYTE_ORDER_MARK, Source};
use crate::report::sanitise;

/// Columns from one tab stop to the next.
const TAB: usize = 4;
/// Columns between the middle of an underline and the text beside it, and those of an omission.
const ARM: usize = 7;
/// A line of more bytes is not read as a whole, only around its marks.
const LONG_LINE: usize = 4096;
/// The columns that bytes nobody read are taken for: more than any screen has.
const FAR: usize = 1 << 20;
/// Stands for what is left out within a line.
const OMISSION: &str = " … ";
/// Columns of an [`OMISSION`].
const OMITTED: usize = 3;
/// Stands for what is left out at its end.
const ELLIPSIS: &str = "…";
/// The first of the characters that stand for clusters; content cannot hold them (see [`sanitise`]).
const FIRST_CLUSTER: u32 = 0x10_0000;
const MOST_CLUSTERS: usize = 0xff00;
/// Stands for each column of a cluster beyond its first.
const FILLER: char = '\u{10fffd}';

/// What lines are written on.
#[derive(Debug, Default)]
pub(super) struct Canvas {
    /// The lines, each with its end.
    pub(super) text: String,
    /// Clusters whose characters together take other columns than each alone, such as emoji with joiners.
    /// miette measures character by character, so placeholders of the right width stand for them.
    clusters: Vec<String>,
}

/// The part of a mark that lies on one line.
#[derive(Clone, Debug)]
pub(super) struct Piece {
    /// The number of the mark.
    pub(super) mark: usize,
    /// Bytes of the source, all on the line; a gap gets an arrow.
    pub(super) bytes: Range<usize>,
    /// How it is marked.
    pub(super) kind: PieceKind,
}

/// How a [`Piece`] is marked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PieceKind {
    /// With a line beneath it. Beside the last piece of a mark stands its text, which takes so many columns; the
    /// pieces before it have none.
    Underline { text: Option<usize> },
    /// Not on this line: it is only kept in sight.
    Bracket,
}

/// A line as it is shown.
#[derive(Debug)]
pub(super) struct Line {
    cells: Vec<Cell>,
    /// Where its text ends on the canvas.
    end: usize,
}

/// What takes a place of its own on a screen.
#[derive(Debug)]
struct Cell {
    /// Bytes of the source.
    bytes: Range<usize>,
    /// Bytes of the canvas.
    shown: Range<usize>,
    /// Columns from the start of the line.
    columns: Range<usize>,
}

/// A run of cells with a line beneath it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Underline {
    /// Bytes of the canvas.
    pub(super) bytes: Range<usize>,
    /// The mark it belongs to.
    pub(super) mark: usize,
    /// The marks whose texts stand beside it.
    pub(super) texts: Vec<usize>,
    /// The column in its middle.
    pub(super) middle: usize,
}

/// A cluster of the source, before it is known whether it is shown.
struct Cluster<'s> {
    bytes: Range<usize>,
    text: Cow<'s, str>,
    column: usize,
    width: usize,
}

impl Canvas {
    /// Puts back the clusters that placeholders stand for.
    pub(super) fn restore<'d>(&self, drawn: &'d str) -> Cow<'d, str> {
        if self.clusters.is_empty() {
            return Cow::Borrowed(drawn);
        }
        let mut restored = String::with_capacity(drawn.len());
        for c in drawn.chars() {
            let nth = u32::from(c).checked_sub(FIRST_CLUSTER).map(|nth| nth as usize);
            match nth.and_then(|nth| self.clusters.get(nth)) {
                Some(cluster) => restored.push_str(cluster),
                None if c == FILLER => {}
                None => restored.push(c),
            }
        }
        Cow::Owned(restored)
    }

    fn push(&mut self, text: &str, width: usize) {
        let apart: usize = text.chars().map(|c| c.width().unwrap_or(0)).sum();
        let placeholder =
            u32::try_from(self.clusters.len()).ok().and_then(|nth| char::from_u32(FIRST_CLUSTER + nth));
        match placeholder {
            Some(placeholder) if apart != width && width > 0 && self.clusters.len() < MOST_CLUSTERS => {
                self.clusters.push(text.to_owned());
                self.text.push(placeholder);
                self.text.extend(std::iter::repeat_n(FILLER, width - 1));
            }
            _ => self.text.push_str(text),
        }
    }
}

impl Line {
    /// Writes a line of a source, cut to so many columns around its pieces. Of one that `continues` an ellipsis
    /// says that the lines after it are left out.
    pub(super) fn write(
        canvas: &mut Canvas,
        source: &Source,
        nth: usize,
        pieces: &[Piece],
        continues: bool,
        width: usize,
    ) -> Line {
        let mut bytes = source.line(nth).range();
        if nth == 0 && source.text.starts_with(BYTE_ORDER_MARK) {
            bytes.start = BYTE_ORDER_MARK.len_utf8().min(bytes.end);
        }
        let width = width - usize::from(continues);
        let (clusters, columns) = read(&source.text, bytes.clone(), pieces, width);
        let kept = keep(&clusters, columns, pieces, width);
        let mut line = Line { cells: Vec::with_capacity(clusters.len()), end: 0 };
        let mut at = bytes.start;
        for cluster in &clusters {
            let columns = cluster.column..cluster.column + cluster.width;
            if !kept.iter().any(|kept| kept.start <= columns.start && columns.end <= kept.end) {
                continue;
            }
            if at < cluster.bytes.start {
                line.push(canvas, at..cluster.bytes.start, OMISSION, OMITTED);
            }
            line.push(canvas, cluster.bytes.clone(), &cluster.text, cluster.width);
            at = cluster.bytes.end;
        }
        if at < bytes.end {
            line.push(canvas, at..bytes.end, ELLIPSIS, 1);
        }
        if continues {
            line.push(canvas, bytes.end..usize::MAX, ELLIPSIS, 1);
        }
        line.end = canvas.text.len();
        canvas.text.push('\n');
        line
    }

    /// The byte of the canvas at which a byte of the source is shown.
    pub(super) fn start(&self, byte: usize) -> usize {
        let cell = self.cells.partition_point(|cell| cell.bytes.end <= byte);
        self.cells.get(cell).map_or(self.end, |cell| cell.shown.start)
    }

    /// The byte of the canvas after what is shown of the bytes before `byte`.
    pub(super) fn end(&self, byte: usize) -> usize {
        let cells = self.cells.partition_point(|cell| cell.bytes.start < byte);
        cells.checked_sub(1).and_then(|cell| self.cells.get(cell)).map_or(self.end, |cell| cell.shown.end)
    }

    /// The lines beneath it, from left to right. Where pieces overlap, the shorter one is seen whole and the
    /// longer one around it.
    pub(super) fn underlines(&self, pieces: &[Piece]) -> Vec<Underline> {
        let mut placed: Vec<(&Piece, Range<usize>)> = pieces
            .iter()
            .filter(|piece| piece.kind != PieceKind::Bracket)
            .map(|piece| (piece, self.cells_of(piece)))
            .collect();
        placed.sort_by_key(|(_, cells)| std::cmp::Reverse(cells.len()));
        // The place after the last cell is the end of the line.
        let mut owners: Vec<Option<usize>> = vec![None; self.cells.len() + 1];
        for (nth, (_, cells)) in placed.iter().enumerate() {
            if let Some(owned) = owners.get_mut(cells.clone()) {
                owned.fill(Some(nth));
            }
        }
        let mut underlines: Vec<(Range<usize>, Underline)> = Vec::new();
        let mut at = 0;
        for run in owners.chunk_by(|a, b| a == b) {
            let cells = at..at + run.len();
            at = cells.end;
            if let Some((piece, _)) = run.first().copied().flatten().and_then(|nth| placed.get(nth)) {
                underlines.push((cells.clone(), self.underline(cells, piece)));
            }
        }
        for (nth, (piece, cells)) in placed.iter().enumerate().rev() {
            if !matches!(piece.kind, PieceKind::Underline { text: Some(_) }) {
                continue;
            }
            // The text of a piece that is covered by others stands beside the one that covers its start.
            let seat =
                cells.clone().find(|cell| owners.get(*cell) == Some(&Some(nth))).unwrap_or(cells.start);
            if let Some((_, underline)) = underlines.iter_mut().find(|(cells, _)| cells.contains(&seat)) {
                underline.texts.push(piece.mark);
            }
        }
        underlines.into_iter().map(|(_, underline)| underline).collect()
    }

    fn underline(&self, cells: Range<usize>, piece: &Piece) -> Underline {
        let start = self.cells.get(cells.start).map_or(self.end, |cell| cell.shown.start);
        let shown = self.cells.get(cells.start..cells.end.min(self.cells.len())).unwrap_or_default();
        let end = match shown.last() {
            Some(cell) if !piece.bytes.is_empty() => cell.shown.end,
            _ => start,
        };
        let left = shown.first().or(self.cells.last()).map_or(0, |cell| cell.columns.start);
        let right = shown.last().or(self.cells.last()).map_or(0, |cell| cell.columns.end);
        Underline { bytes: start..end, mark: piece.mark, texts: Vec::new(), middle: (left + right) / 2 }
    }

    /// The cells that a piece marks: at least one, which may be the end of the line.
    fn cells_of(&self, piece: &Piece) -> Range<usize> {
        let Range { start, end } = piece.bytes;
        if start == end {
            let cell = self.cells.partition_point(|cell| cell.bytes.start < start);
            return cell..cell + 1;
        }
        let first = self.cells.partition_point(|cell| cell.bytes.end <= start);
        let behind = self.cells.partition_point(|cell| cell.bytes.start < end);
        first..behind.max(first + 1)
    }

    fn push(&mut self, canvas: &mut Canvas, bytes: Range<usize>, text: &str, width: usize) {
        let start = canvas.text.len();
        canvas.push(text, width);
        let column = self.cells.last().map_or(0, |cell| cell.columns.end);
        self.cells.push(Cell { bytes, shown: start..canvas.text.len(), columns: column..column + width });
    }
}

/// The clusters of a line, with the columns they take, and the columns of the whole.
fn read<'s>(text: &'s str, line: Range<usize>, pieces: &[Piece], width: usize) -> (Vec<Cluster<'s>>, usize) {
    let mut clusters = Vec::new();
    let mut column = 0;
    let mut at = line.start;
    for part in parts(text, &line, pieces, width) {
        if at < part.start {
            column += FAR;
        }
        for (start, cluster) in graphemes(text, part.clone()) {
            let shown = match cluster {
                "#" if is_command(text, start) => Cow::Borrowed("# "),
                "\t" => Cow::Owned(" ".repeat(TAB - column % TAB)),
                _ => sanitise::path(cluster),
            };
            let width = if shown.is_ascii() { shown.len() } else { shown.width() };
            clusters.push(Cluster { bytes: start..start + cluster.len(), text: shown, column, width });
            column += width;
        }
        at = part.end;
    }
    if at < line.end {
        column += FAR;
    }
    (clusters, column)
}

/// Whether it is the second `#` of what a runner of CI obeys wherever it stands in a line. See [`sanitise`].
fn is_command(text: &str, at: usize) -> bool {
    let rest = text.get(at + 1..).unwrap_or("");
    text.get(..at).is_some_and(|before| before.ends_with('#'))
        && (rest.starts_with('[') || rest.starts_with("vso["))
}

/// The parts of a line that are worth reading: all of it, or of a long one what lies around its pieces.
fn parts(text: &str, line: &Range<usize>, pieces: &[Piece], width: usize) -> Vec<Range<usize>> {
    if line.len() <= LONG_LINE {
        return vec![line.clone()];
    }
    let reach = 4 * width;
    let mut parts: Vec<Range<usize>> = pieces
        .iter()
        .map(|piece| piece.bytes.start..piece.bytes.end.min(piece.bytes.start + reach))
        .collect();
    parts.push(line.start..line.start);
    for part in &mut parts {
        part.start = part.start.saturating_sub(reach).max(line.start);
        part.end = (part.end + reach).min(line.end);
        while !text.is_char_boundary(part.start) {
            part.start -= 1;
        }
        while !text.is_char_boundary(part.end) {
            part.end += 1;
        }
    }
    joined(parts)
}

/// The columns of a line that are shown.
fn keep(clusters: &[Cluster], columns: usize, pieces: &[Piece], width: usize) -> Vec<Range<usize>> {
    // How a line begins tells where it is: in which reference, under which key.
    let head = if pieces.is_empty() { width - 1 } else { width / 4 };
    let seeds = seeds(clusters, columns, pieces, width, head);
    if columns <= width && seeds.iter().all(|seed| seed.columns.start <= seed.latest) {
        return std::iter::once(0..columns).collect();
    }
    let grown = |by: usize| {
        let around = |seed: &Seed| {
            let before = by.min(seed.latest.saturating_sub(head));
            seed.columns.start.saturating_sub(before)..(seed.columns.end + by).min(columns)
        };
        joined(seeds.iter().map(around).chain(std::iter::once(0..head.min(columns))).collect())
    };
    let fits = |by: usize| {
        let kept = grown(by);
        let shown: usize = kept.iter().map(Range::len).sum();
        let cut_at_the_end = kept.last().is_some_and(|last| last.end < columns);
        shown + (kept.len() - 1) * OMITTED + usize::from(cut_at_the_end) <= width
    };
    let (mut least, mut most) = (0, width);
    while least < most {
        let middle = (least + most).div_ceil(2);
        if fits(middle) {
            least = middle;
        } else {
            most = middle - 1;
        }
    }
    grown(least)
}

/// What of a piece has to be shown.
struct Seed {
    /// Its columns: all of them, or the first of very many.
    columns: Range<usize>,
    /// The last column it may begin at, if the text beside it is to fit.
    latest: usize,
}

fn seeds(clusters: &[Cluster], columns: usize, pieces: &[Piece], width: usize, head: usize) -> Vec<Seed> {
    let most = ((width - head) / pieces.len().max(1)).saturating_sub(2);
    let seed = |piece: &Piece| {
        let first = clusters.partition_point(|cluster| cluster.bytes.end <= piece.bytes.start);
        let behind = clusters.partition_point(|cluster| cluster.bytes.start < piece.bytes.end);
        let start = clusters.get(first).map_or(columns, |cluster| cluster.column);
        let last = behind.checked_sub(1).and_then(|last| clusters.get(last));
        let end = last.map_or(0, |last| last.column + last.width).clamp(start, start + most);
        let latest = match piece.kind {
            PieceKind::Underline { text: Some(text) } if text > 0 => {
                width.saturating_sub(text.min(width / 2) + ARM + (end - start).div_ceil(2))
            }
            PieceKind::Underline { .. } | PieceKind::Bracket => width,
        };
        Seed { columns: start..end, latest }
    };
    pieces.iter().map(seed).collect()
}

/// Ranges in order, those that touch made one; a few columns between two are not worth an omission.
fn joined(mut ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    ranges.sort_by_key(|range| (range.start, range.end));
    let mut joined: Vec<Range<usize>> = Vec::with_capacity(ranges.len());
    for range in ranges {
        match joined.last_mut() {
            Some(last) if range.start <= last.end + OMITTED => last.end = last.end.max(range.end),
            _ => joined.push(range),
        }
    }
    joined
}

/// The clusters of a part of a line, each with the byte it begins at.
fn graphemes(text: &str, part: Range<usize>) -> Vec<(usize, &str)> {
    let mut found = Vec::with_capacity(part.len());
    let mut at = part.start;
    while let Some(rest) = text.get(at..part.end) {
        let Some(first) = rest.chars().next().map(char::len_utf8) else {
            break;
        };
        // Nothing ASCII joins what is before it. Most text is nothing else, and segmentation is slow.
        let marks = rest.bytes().skip(first).take_while(|byte| !byte.is_ascii()).count();
        let run = rest.get(..first + marks).unwrap_or(rest);
        if run.len() == 1 {
            found.push((at, run));
        } else {
            found.extend(run.grapheme_indices(true).map(|(offset, cluster)| (at + offset, cluster)));
        }
        at += run.len();
    }
    found
}
