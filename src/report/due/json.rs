//! For programs.

use std::io;

use serde::Serialize;

use super::Due;
use crate::report::json;
use crate::run::calendar::{Entry, Named};

/// The version of the format; it grows when a field changes its meaning or goes.
const VERSION: u32 = 1;

/// The JSON Schema of what [`write()`] writes.
pub const SCHEMA: &str = include_str!("../../../schema/due.schema.json");

/// Writes one object with all reviews, in order of their days.
///
/// # Errors
/// Those of `out`.
pub fn write(due: &Due, out: &mut dyn io::Write) -> io::Result<()> {
    let calendar = due.calendar;
    json::pretty(
        &Calendar {
            version: VERSION,
            today: calendar.today.to_string(),
            until: due.until.map(|until| until.to_string()),
            later: due.later,
            reviews: calendar.entries.iter().map(|entry| Review::new(entry, due)).collect(),
            unreviewed: calendar.unreviewed.iter().map(|page| page.path.as_str()).collect(),
        },
        out,
    )
}

#[derive(Serialize)]
struct Calendar<'a> {
    version: u32,
    today: String,
    until: Option<String>,
    later: usize,
    reviews: Vec<Review<'a>>,
    unreviewed: Vec<&'a str>,
}

#[derive(Serialize)]
struct Review<'a> {
    due: String,
    days: i64,
    status: &'static str,
    planned: bool,
    path: &'a str,
    id: &'a str,
    title: &'a str,
    language: Option<&'a str>,
    topic: Option<Item<'a>>,
    reviewers: Vec<Item<'a>>,
    #[serde(rename = "lastReviewed")]
    last_reviewed: Option<String>,
}

#[derive(Serialize)]
struct Item<'a> {
    id: &'a str,
    name: &'a str,
}

impl<'a> Item<'a> {
    fn new(named: &'a Named) -> Item<'a> {
        Item { id: &named.id, name: &named.name }
    }
}

impl<'a> Review<'a> {
    fn new(entry: &'a Entry, due: &Due) -> Review<'a> {
        Review {
            due: entry.due.to_string(),
            days: entry.due.days_since(due.calendar.today),
            status: entry.urgency.name(),
            planned: entry.planned,
            path: &entry.path,
            id: &entry.id,
            title: &entry.title,
            language: entry.language.as_deref(),
            topic: entry.topic.as_ref().map(Item::new),
            reviewers: entry.reviewers.iter().map(Item::new).collect(),
            last_reviewed: entry.last.map(|last| last.to_string()),
        }
    }
}
