//! iCalendar (RFC 5545), for the calendars of reviewers.
//!
//! One event a page, on the whole day on which its review is due. An event keeps its UID as long as the page keeps its
//! id, so that a calendar that subscribes moves the event when the day changes. The time stamp is the day that counts as
//! today: the same content gives the same bytes.

use std::io;

use chrono::TimeDelta;
use icalendar::{Alarm, Calendar, Component, Event, EventLike, Property};
use sha2::{Digest, Sha256};

use super::{Due, names};
use crate::base::date::Date;
use crate::base::digest::hex;
use crate::report::sanitise;
use crate::run::calendar::Entry;

/// Bytes of the hash that a UID shows: enough that no two pages share one.
const UID_BYTES: usize = 16;

/// Writes a calendar with an event for each review. Each has an alarm, on the day from which on `review/due-soon`
/// reports the page.
///
/// # Errors
/// Those of `out`.
pub fn write(due: &Due, out: &mut dyn io::Write) -> io::Result<()> {
    let mut calendar = Calendar::empty();
    for (name, value) in [
        ("VERSION", "2.0"),
        ("PRODID", "-//medproof//due//EN"),
        ("CALSCALE", "GREGORIAN"),
        ("METHOD", "PUBLISH"),
        ("X-WR-CALNAME", "Medical reviews"),
    ] {
        calendar.append_property((name, value));
    }
    calendar.extend(due.calendar.entries.iter().map(|entry| event(entry, due)));
    write!(out, "{calendar}")
}

fn event(entry: &Entry, due: &Due) -> Event {
    let summary = format!("Review: {}", sanitise::sentence(&entry.title));
    let stamp = format!("{}T000000Z", compact(due.calendar.today));
    let uid = uid(entry);
    let mut event = Event::new();
    event
        .uid(&uid)
        .add_property("DTSTAMP", &stamp)
        .append_property(day("DTSTART", entry.due))
        // The day after the last one.
        .append_property(day("DTEND", entry.due.days_later(1)))
        .summary(&summary)
        .description(&description(entry))
        // Nobody is busy all day because a review is due.
        .add_property("TRANSP", "TRANSPARENT");
    if let Some(topic) = &entry.topic {
        event.categories([sanitise::sentence(&topic.name)]);
    }
    // Both would be the moment and a random name otherwise, and no two runs would give the same bytes.
    let mut alarm = alarm(&summary, due.calendar.window);
    alarm.add_property("DTSTAMP", stamp).add_property("UID", format!("alarm-{uid}"));
    event.alarm(alarm);
    event
}

/// An alarm so many days before the day of its event.
fn alarm(summary: &str, days: u32) -> Alarm {
    let mut alarm = Alarm::display(summary, -TimeDelta::days(days.into()));
    // In days, as it was asked for: in seconds it would be an hour wrong where the clocks change in between.
    alarm.add_property("TRIGGER", format!("-P{days}D"));
    alarm
}

/// A property that is a whole day (RFC 5545, section 3.3.4).
fn day(name: &str, date: Date) -> Property {
    Property::new(name, compact(date)).add_parameter("VALUE", "DATE").done()
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
