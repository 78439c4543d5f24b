//! A table for people.

use std::io;

use anstyle::{AnsiColor, Style as Ansi};
use unicode_width::UnicodeWidthStr;

use super::{Due, distance, names, pages, summary};
use crate::report::{Style, sanitise};
use crate::run::calendar::{Entry, Urgency};

/// Characters of a title or of names that are shown.
const LONGEST_CELL: usize = 48;

/// Writes a line for each review: the day, how far it is, the page, who reviews it, and the file.
///
/// # Errors
/// Those of `out`.
pub fn write(due: &Due, style: Style, out: &mut dyn io::Write) -> io::Result<()> {
    let entries = &due.calendar.entries;
    let (over, open): (Vec<&Entry>, Vec<&Entry>) =
        entries.iter().partition(|entry| entry.urgency == Urgency::Overdue);
    let rows = |entries: &[&Entry]| entries.iter().map(|entry| row(due, entry)).collect::<Vec<_>>();
    let (over, open) = (rows(&over), rows(&open));
    let mut widths = [0; 4];
    for row in over.iter().chain(&open) {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = (*width).max(cell.width());
        }
    }
    let red = if style.color { AnsiColor::Red.on_default().bold() } else { Ansi::new() };
    let bold = if style.color { Ansi::new().bold() } else { Ansi::new() };
    if !over.is_empty() {
        writeln!(out, "{red}Overdue{red:#}: {}", pages(over.len()))?;
        table(&over, widths, out)?;
    }
    if !open.is_empty() {
        let heading = due.until.map_or_else(|| "To come".to_owned(), |until| format!("Due by {until}"));
        writeln!(out, "{bold}{heading}{bold:#}: {}", pages(open.len()))?;
        table(&open, widths, out)?;
    }
    if !style.quiet {
        summary(due).iter().try_for_each(|sentence| writeln!(out, "{sentence}"))?;
    }
    Ok(())
}

fn row(due: &Due, entry: &Entry) -> [String; 5] {
    let cell = |text: &str| shortened(&sanitise::sentence(text));
    [
        entry.due.to_string(),
        distance(entry.due, due.calendar.today),
        cell(&entry.title),
        if entry.reviewers.is_empty() { "nobody named".to_owned() } else { cell(&names(&entry.reviewers)) },
        sanitise::path(&format!("{}{}", due.prefix, entry.path)).into_owned(),
    ]
}

fn table(rows: &[[String; 5]], widths: [usize; 4], out: &mut dyn io::Write) -> io::Result<()> {
    for row in rows {
        write!(out, " ")?;
        for (cell, width) in row.iter().zip(widths) {
            write!(out, " {cell}{}", " ".repeat(width.saturating_sub(cell.width()) + 1))?;
        }
        writeln!(out, " {}", row[4])?;
    }
    Ok(())
}

/// A text, cut where it is long.
fn shortened(text: &str) -> String {
    match text.char_indices().nth(LONGEST_CELL) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or("").trim_end()),
        None => text.to_owned(),
    }
}
