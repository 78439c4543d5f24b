//! Comma-separated values (RFC 4180), for spreadsheets.

use std::borrow::Cow;
use std::io;

use super::{Due, names};

/// Writes a heading, and a line for each review.
///
/// # Errors
/// Those of `out`.
pub fn write(due: &Due, out: &mut dyn io::Write) -> io::Result<()> {
    let mut writer = ::csv::WriterBuilder::new().terminator(::csv::Terminator::CRLF).from_writer(out);
    writer.write_record([
        "due",
        "days",
        "status",
        "planned",
        "title",
        "topic",
        "reviewers",
        "last reviewed",
        "path",
    ])?;
    for entry in &due.calendar.entries {
        let days = entry.due.days_since(due.calendar.today).to_string();
        let topic = entry.topic.as_ref().map_or("", |topic| topic.name.as_str());
        writer.write_record([
            entry.due.to_string().as_str(),
            &days,
            entry.urgency.name(),
            if entry.planned { "yes" } else { "no" },
            &cell(&entry.title),
            &cell(topic),
            &cell(&names(&entry.reviewers)),
            &entry.last.map(|last| last.to_string()).unwrap_or_default(),
            &cell(&entry.path),
        ])?;
    }
    writer.flush()
}

/// A text of the content. Spreadsheets take one that begins so for a formula, and may run it: an apostrophe makes it
/// a text.
fn cell(text: &str) -> Cow<'_, str> {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        Cow::Owned(format!("'{text}"))
    } else {
        Cow::Borrowed(text)
    }
}
