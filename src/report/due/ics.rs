//! iCalendar (RFC 5545), for the calendars of reviewers.
//!
//! One event a page, on the whole day on which its review is due. An event keeps its UID as long as the page keeps its
//! id, so that a calendar that subscribes moves the event when the day changes. The time stamp is the day that counts as
//! today: the same content gives the same bytes.

use std::io;

use sha2::{Digest, Sha256};

use super::{Due, names};
use crate::base::date::Date;
use crate::base::digest::hex;
use crate::report::sanitise;
use crate::run::calendar::Entry;

/// Bytes of the hash that a UID shows: enough that no two pages share one.
const UID_BYTES: usize = 16;

/// The most bytes of a line, without its end (RFC 5545, section 3.1).
const LONGEST_LINE: usize = 75;

/// Writes a calendar with an event for each review. Each has an alarm, on the day from which on `review/due-soon`
/// reports the page.
///
/// # Errors
/// Those of `out`.
pub fn write(due: &Due, out: &mut dyn io::Write) -> io::Result<()> {
    let mut lines = Lines { out };
    lines.line("BEGIN", "VCALENDAR")?;
    lines.line("VERSION", "2.0")?;
    lines.line("PRODID", "-//medproof//due//EN")?;
    lines.line("CALSCALE", "GREGORIAN")?;
    lines.line("METHOD", "PUBLISH")?;
    lines.text("X-WR-CALNAME", "Medical reviews")?;
    for entry in &due.calendar.entries {
        event(entry, due, &mut lines)?;
    }
    lines.line("END", "VCALENDAR")
}

fn event(entry: &Entry, due: &Due, lines: &mut Lines) -> io::Result<()> {
    let summary = format!("Review: {}", sanitise::sentence(&entry.title));
    lines.line("BEGIN", "VEVENT")?;
    lines.line("UID", &uid(entry))?;
    lines.line("DTSTAMP", &format!("{}T000000Z", compact(due.calendar.today)))?;
    lines.line("DTSTART;VALUE=DATE", &compact(entry.due))?;
    lines.line("DTEND;VALUE=DATE", &compact(entry.due.days_later(1)))?;
    lines.text("SUMMARY", &summary)?;
    lines.text("DESCRIPTION", &description(entry))?;
    if let Some(topic) = &entry.topic {
        lines.text("CATEGORIES", &sanitise::sentence(&topic.name))?;
    }
    // Nobody is busy all day because a review is due.
    lines.line("TRANSP", "TRANSPARENT")?;
    lines.line("BEGIN", "VALARM")?;
    lines.line("ACTION", "DISPLAY")?;
    lines.text("DESCRIPTION", &summary)?;
    lines.line("TRIGGER", &format!("-P{}D", due.calendar.window))?;
    lines.line("END", "VALARM")?;
    lines.line("END", "VEVENT")
}

fn description(entry: &Entry) -> String {
    let mut lines = vec![sanitise::path(&entry.path).into_owned()];
    if !entry.reviewers.is_empty() {
        lines.push(format!("Reviewer: {}", sanitise::sentence(&names(&entry.reviewers))));
    }
    if let Some(last) = entry.last {
        lines.push(format!("Last reviewed: {last}"));
    }
    if !entry.planned {
        lines.push("The last review is too old after this day.".to_owned());
    }
    lines.join("\n")
}

/// The same for the same page, however its text and its file change. Pages that share an id, which is an error, are
/// told apart by their paths.
fn uid(entry: &Entry) -> String {
    let language = entry.language.as_deref().unwrap_or_default();
    let name = if entry.shares_id {
        format!("path\n{}", entry.path)
    } else {
        format!("id\n{}\n{language}", entry.id)
    };
    let digest = Sha256::digest(name.as_bytes());
    format!("{}@medproof", hex(digest.get(..UID_BYTES).unwrap_or(&digest)))
}

fn compact(date: Date) -> String {
    date.to_string().replace('-', "")
}

/// Writes content lines.
struct Lines<'o> {
    out: &'o mut dyn io::Write,
}

impl Lines<'_> {
    /// A property whose value is a text, with the characters escaped that would end it (section 3.3.11).
    fn text(&mut self, name: &str, value: &str) -> io::Result<()> {
        let mut escaped = String::with_capacity(value.len());
        for c in value.chars() {
            match c {
                '\n' => escaped.push_str("\\n"),
                '\\' | ';' | ',' => escaped.extend(['\\', c]),
                _ => escaped.push(c),
            }
        }
        self.line(name, &escaped)
    }

    /// A property as it is, folded where it is long: a line break and a blank between two characters.
    fn line(&mut self, name: &str, value: &str) -> io::Result<()> {
        let line = format!("{name}:{value}");
        let mut rest = line.as_str();
        let mut room = LONGEST_LINE;
        while rest.len() > room {
            // A character has at most four bytes, so one ends near.
            let end = (0..=room).rev().find(|end| rest.is_char_boundary(*end)).unwrap_or(0);
            let (head, tail) = rest.split_at(end);
            write!(self.out, "{head}\r\n ")?;
            rest = tail;
            // The blank counts.
            room = LONGEST_LINE - 1;
        }
        write!(self.out, "{rest}\r\n")
    }
}
