//! For an issue that a script keeps up to date.

use std::io;

use super::{Due, distance, names, pages, summary};
use crate::report::markdown::{code, escape};
use crate::report::sanitise;
use crate::run::calendar::{Entry, Urgency};

/// The first line. The script that writes the issue finds the one of the last run by it.
pub const MARKER: &str = "<!-- medproof due -->";

/// GitHub refuses texts of issues of 65,536 characters and more. Bytes are counted, which are never fewer.
const LONGEST: usize = 65_000;

/// Writes a table of the overdue reviews and one of those to come.
///
/// # Errors
/// Those of `out`.
pub fn write(due: &Due, out: &mut dyn io::Write) -> io::Result<()> {
    let entries = &due.calendar.entries;
    let (over, open): (Vec<&Entry>, Vec<&Entry>) =
        entries.iter().partition(|entry| entry.urgency == Urgency::Overdue);
    let mut text = format!("{MARKER}\n");
    for sentence in summary(due) {
        text.push_str(&format!("\n{sentence}\n"));
    }
    let heading = due.until.map_or_else(|| "To come".to_owned(), |until| format!("Due by {until}"));
    let mut left_out = 0;
    for (heading, entries) in [("Overdue".to_owned(), over), (heading, open)] {
        if entries.is_empty() {
            continue;
        }
        text.push_str(&format!(
            "\n### {heading}: {}\n\n| Due | | Page | Reviewer | File |\n|---|---|---|---|---|\n",
            pages(entries.len())
        ));
        for entry in entries {
            let row = row(due, entry);
            if left_out > 0 || text.len() + row.len() > LONGEST {
                left_out += 1;
            } else {
                text.push_str(&row);
            }
        }
    }
    if left_out > 0 {
        text.push_str(&format!("\n{} did not fit here; `medproof due` lists them.\n", pages(left_out)));
    }
    write!(out, "{text}")
}

fn row(due: &Due, entry: &Entry) -> String {
    let cell = |text: &str| escape(&sanitise::sentence(text));
    let file = code(&sanitise::path(&format!("{}{}", due.prefix, entry.path)));
    format!(
        "| {} | {} | {} | {} | {} |\n",
        entry.due,
        distance(entry.due, due.calendar.today),
        cell(&entry.title),
        if entry.reviewers.is_empty() { "nobody named".to_owned() } else { cell(&names(&entry.reviewers)) },
        // A bar ends the cell of a table even in code.
        file.replace('|', "\\|"),
    )
}
