//! `medproof due`: which pages are to be reviewed next, by which day, and by whom.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::check::{nothing_read, parse_date, system_day};
use super::{Failure, Outcome, Streams, named};
use crate::base::date::Date;
use crate::model::collection::Collection;
use crate::model::index::Index;
use crate::project::discover::{Files, Root};
use crate::project::{Overrides, Project, settings};
use crate::report::due::{self as report, Due};
use crate::run::calendar::Calendar;

#[derive(Debug, Args)]
#[command(
    after_help = "The days are those of the rules review/overdue and review/due-soon: the planned day of the next review, or the one on which the last review is too old, of which the earlier counts."
)]
pub(super) struct Arguments {
    /// A folder of the repository
    #[arg(value_name = "PATH", default_value = ".")]
    path: PathBuf,
    /// How far to look ahead: 60d, 8w, 6m, 1y or all; what is overdue is always listed [default: the days of
    /// review/due-soon, 60d where the settings say nothing else; for ics, all]
    #[arg(long, value_name = "TIME", value_parser = Within::parse)]
    within: Option<Within>,
    /// Only the pages that this person reviews
    #[arg(long, value_name = "ID")]
    reviewer: Option<String>,
    /// Only the pages on this topic
    #[arg(long, value_name = "ID")]
    topic: Option<String>,
    /// How to print the reviews
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    format: Format,
    /// The day that counts as today, such as 2026-11-22
    #[arg(long, value_name = "DATE", value_parser = parse_date)]
    today: Option<Date>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// A table
    Human,
    /// For programs
    Json,
    /// For spreadsheets
    Csv,
    /// For an issue that is kept up to date
    Markdown,
    /// iCalendar, for calendars: an event a page
    Ics,
}

/// How far to look ahead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Within {
    Days(u32),
    Months(u32),
    All,
}

impl Within {
    fn parse(text: &str) -> Result<Within, String> {
        if text == "all" {
            return Ok(Within::All);
        }
        let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
        let (number, unit) = text.split_at(end);
        let number = number.parse::<u16>().ok().map(u32::from);
        match (number, unit) {
            (Some(days), "d") => Ok(Within::Days(days)),
            (Some(weeks), "w") => Ok(Within::Days(7 * weeks)),
            (Some(months), "m") => Ok(Within::Months(months)),
            (Some(years), "y") => Ok(Within::Months(12 * years)),
            _ => {
                Err("write a number with d, w, m or y for days, weeks, months or years, such as 60d, or all"
                    .to_owned())
            }
        }
    }

    /// The last day; `None` for all days.
    fn until(self, today: Date) -> Option<Date> {
        match self {
            Within::Days(days) => Some(today.days_later(days)),
            Within::Months(months) => Some(today.months_later(months)),
            Within::All => None,
        }
    }
}

/// Prints the reviews that are due.
pub(super) fn run(arguments: &Arguments, streams: &Streams) -> Result<Outcome, Failure> {
    let today = arguments.today.map_or_else(system_day, Ok)?;
    let root = Root::of(&arguments.path)?;
    let files = Files::on_disk(root);
    let config = settings::load(&files, today)?;
    let mut project = Project::read(files, config, Overrides::default());
    if project.session.size().0 == 0 {
        return nothing_read(&project.root, streams);
    }
    let prefix = project.prefix();
    project.session.index();
    let settings = project.session.settings();
    let index = project.session.known_index().expect("the index was just built");
    let mut calendar = Calendar::of(settings, index);
    if let Some(reviewer) = &arguments.reviewer {
        let person = index
            .person(reviewer)
            .ok_or_else(|| Failure::Message(named::unknown(index, Collection::Person, "person", reviewer)))?;
        calendar.keep_reviewer(index, person);
    }
    if let Some(topic) = &arguments.topic {
        if !is_topic(index, topic) {
            return Err(Failure::Message(named::unknown(index, Collection::Term, "topic", topic)));
        }
        calendar.keep_topic(index, topic);
    }
    let usual = if arguments.format == Format::Ics { Within::All } else { Within::Days(calendar.window) };
    let until = arguments.within.unwrap_or(usual).until(today);
    let all = calendar.entries.len();
    if let Some(until) = until {
        calendar.keep_until(until);
    }
    let later = all - calendar.entries.len();
    let due = Due { calendar: &calendar, until, later, prefix: &prefix };
    let style = streams.out_style();
    streams.print(|out| match arguments.format {
        Format::Human => report::human(&due, style, out),
        Format::Json => report::json(&due, out),
        Format::Csv => report::csv(&due, out),
        Format::Markdown => report::markdown(&due, out),
        Format::Ics => report::ics(&due, out),
    })?;
    Ok(Outcome::Clean)
}

/// Whether the glossary has this topic, or a page names it.
fn is_topic(index: &Index, topic: &str) -> bool {
    let mut articles = index.documents().filter_map(|(_, facts)| facts.article.as_ref());
    index.names().by_id(Collection::Term, topic).is_some() || articles.any(|article| article.is_on(topic))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_ahead_is_a_number_and_a_unit() {
        let today = Date::new(2026, 11, 22).expect("a day");
        let until = |text: &str| {
            Within::parse(text)
                .map(|within| within.until(today).map(|day| day.to_string()).unwrap_or_default())
        };
        assert_eq!(until("60d").as_deref(), Ok("2027-01-21"));
        assert_eq!(until("0d").as_deref(), Ok("2026-11-22"));
        assert_eq!(until("8w").as_deref(), Ok("2027-01-17"));
        assert_eq!(until("3m").as_deref(), Ok("2027-02-22"));
        assert_eq!(until("2y").as_deref(), Ok("2028-11-22"));
        assert_eq!(until("65535d").as_deref(), Ok("2206-04-28"));
        assert_eq!(until("all").as_deref(), Ok(""));
        for wrong in ["", "60", "d", "-1d", "60 d", "65536d", "1.5y", "soon", "6é"] {
            assert!(Within::parse(wrong).is_err(), "{wrong}");
        }
    }
}
