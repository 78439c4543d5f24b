//! The calendar of reviews, in the format somebody asked for.

mod csv;
mod human;
mod ics;
mod json;
mod markdown;

use crate::base::date::Date;
use crate::run::calendar::{Calendar, Named};

pub use csv::write as csv;
pub use human::write as human;
pub use ics::write as ics;
pub use json::{SCHEMA, write as json};
pub use markdown::write as markdown;

/// A calendar and what of it was asked for.
#[derive(Clone, Copy, Debug)]
pub struct Due<'a> {
    /// The reviews that are shown.
    pub calendar: &'a Calendar,
    /// The last day that is shown; `None` if all are.
    pub until: Option<Date>,
    /// How many reviews are due after that day.
    pub later: usize,
    /// What comes before a path to open it from where the reader is.
    pub prefix: &'a str,
}

/// The names of people, as a list in a cell.
fn names(people: &[Named]) -> String {
    people.iter().map(|person| person.name.as_str()).collect::<Vec<_>>().join(", ")
}

/// How far away a day is, in words: `266 days ago`, `today`, `in 54 days`.
fn distance(due: Date, today: Date) -> String {
    match due.days_since(today) {
        0 => "today".to_owned(),
        1 => "tomorrow".to_owned(),
        -1 => "yesterday".to_owned(),
        left if left < 0 => format!("{} days ago", left.unsigned_abs()),
        left => format!("in {left} days"),
    }
}

/// `1 page`, `2 pages`
fn pages(number: usize) -> String {
    if number == 1 { "1 page".to_owned() } else { format!("{number} pages") }
}

/// What is overdue, near and later, and what has no day, in sentences.
fn summary(due: &Due) -> Vec<String> {
    let overdue = due.calendar.overdue();
    let others = due.calendar.entries.len() - overdue;
    let by = due.until.map_or_else(|| "later".to_owned(), |until| format!("due by {until}"));
    let mut sentences = vec![match due.later {
        0 if due.calendar.entries.is_empty() && due.until.is_none() => "No review is planned.".to_owned(),
        0 if due.calendar.entries.is_empty() => format!("Nothing is overdue or {by}."),
        0 => format!("{} overdue, {others} {by}.", pages(overdue)),
        later => format!("{} overdue, {others} {by}, {later} after that.", pages(overdue)),
    }];
    sentences.extend(match due.calendar.unreviewed.len() {
        0 => None,
        1 => Some("1 published page has no review that counts, so no day is known for it.".to_owned()),
        number => {
            Some(format!("{number} published pages have no review that counts, so no day is known for them."))
        }
    });
    sentences
}
