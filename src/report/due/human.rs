//! A table for people.

use std::io;

use anstyle::{AnsiColor, Style as Ansi};
use unicode_width::UnicodeWidthStr;

use super::{Due, distance, names, pages, summary};
use crate::report::{Style, hang, sanitise};
use crate::run::calendar::{Entry, Urgency};

/// Characters of a title or of names that are shown.
const LONGEST_CELL: usize = 48;

/// Writes a line for each review: the day, how far it is, the page, who reviews it, and the file; three where the
/// terminal has no room for one.
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
    let width = style.table_width();
    // One blank before the first cell, one on either side of each.
    let beside = widths.iter().fold(1, |sum: usize, width| sum.saturating_add(width + 2)) + 1;
    let paths = over.iter().chain(&open).map(|[.., path]| path.width());
    let is_narrow = paths.max().is_some_and(|longest| beside + longest > width);
    let write_rows = |rows: &[[String; 5]], out: &mut dyn io::Write| {
        if is_narrow { stacked(rows, width, out) } else { table(rows, widths, out) }
    };
    let red = if style.color { AnsiColor::Red.on_default().bold() } else { Ansi::new() };
    let bold = if style.color { Ansi::new().bold() } else { Ansi::new() };
    if !over.is_empty() {
        writeln!(out, "{red}Overdue{red:#}: {}", pages(over.len()))?;
        write_rows(&over, out)?;
    }
    if !open.is_empty() {
        let heading = due.until.map_or_else(|| "To come".to_owned(), |until| format!("Due by {until}"));
        writeln!(out, "{bold}{heading}{bold:#}: {}", pages(open.len()))?;
        write_rows(&open, out)?;
    }
    if !style.quiet {
        summary(due).iter().try_for_each(|sentence| writeln!(out, "{}", hang(sentence, 0, width)))?;
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

/// Each review in lines of its own. A path stays whole, so that it can be copied.
fn stacked(rows: &[[String; 5]], width: usize, out: &mut dyn io::Write) -> io::Result<()> {
    for [day, distance, title, reviewers, path] in rows {
        writeln!(out, "{}", hang(&format!("  {day}  {distance}  {title}"), 4, width))?;
        writeln!(out, "{}", hang(&format!("    {reviewers}"), 4, width))?;
        writeln!(out, "    {path}")?;
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::date::Date;
    use crate::base::span::DocId;
    use crate::run::calendar::{Calendar, Named};

    fn shown(style: Style) -> String {
        let day = |text| Date::parse(text).unwrap();
        let entry = Entry {
            doc: DocId(0),
            path: "content/articles/neck-pillows.md".to_owned(),
            id: "neck-pillows".to_owned(),
            shares_id: false,
            title: "Pillows for the Neck".to_owned(),
            language: None,
            topic: None,
            reviewers: vec![Named { id: "lena".to_owned(), name: "Lena Hartmann".to_owned() }],
            last: None,
            due: day("2026-09-28"),
            planned: true,
            states_next: true,
            urgency: Urgency::Overdue,
        };
        let calendar =
            Calendar { today: day("2026-11-22"), window: 60, entries: vec![entry], unreviewed: Vec::new() };
        let due = Due { calendar: &calendar, until: None, later: 0, prefix: "" };
        let mut out = Vec::new();
        write(&due, style, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn a_narrow_terminal_gets_lines_that_fit() {
        let line = "Overdue: 1 page\n  2026-09-28  55 days ago  Pillows for the Neck  Lena Hartmann  \
                    content/articles/neck-pillows.md\n1 page overdue, 0 later.\n";
        assert_eq!(shown(Style { terminal: true, width: 200, ..Style::default() }), line);
        // A program reads one line as one review.
        assert_eq!(shown(Style { width: 40, ..Style::default() }), line);
        for (width, title) in [(80, "Pillows for the Neck"), (40, "Pillows for\n    the Neck")] {
            let style = Style { terminal: true, width, ..Style::default() };
            assert_eq!(
                shown(style),
                format!(
                    "Overdue: 1 page\n  2026-09-28  55 days ago  {title}\n    Lena Hartmann\n    \
                     content/articles/neck-pillows.md\n1 page overdue, 0 later.\n"
                )
            );
        }
    }
}
