//! When which review is due.

use std::collections::BTreeMap;

use maud::{Markup, html};

use super::super::model::Model;
use super::today::by_path;
use super::{FIRST, count, rest, table, th};
use crate::run::calendar::{Calendar, Urgency};

/// Months that have a bar and a column; what is due later is one more.
const MONTHS: usize = 12;

/// Rows of the tables by topic and by reviewer.
const MOST_GROUPS: usize = 60;

/// The reviews by month, by topic and by reviewer, then each of them.
pub(super) fn view(model: &Model) -> Markup {
    let calendar = &model.calendar;
    let columns = columns(calendar);
    html! {
        @if calendar.entries.is_empty() {
            p { "No review is planned, or reviews never expire by the settings." }
        } @else {
            p { (count(calendar.overdue(), "review is overdue", "reviews are overdue")) " of " (calendar.entries.len()) "." }
            h2 { "By month" }
            (bars(calendar, &columns))
            (grouped("By topic", "Topic", calendar, &columns, |entry| {
                vec![entry.topic.as_ref().map_or_else(|| "no topic".to_owned(), |topic| topic.name.clone())]
            }))
            (grouped("By reviewer", "Reviewer", calendar, &columns, |entry| {
                let names = entry.reviewers.iter().map(|reviewer| reviewer.name.clone());
                if entry.reviewers.is_empty() { vec!["nobody named".to_owned()] } else { names.collect() }
            }))
            h2 { "All reviews" }
            div data-list="calendar" { (list(model)) }
        }
    }
}

fn list(model: &Model) -> Markup {
    let entries = &model.calendar.entries;
    html! {
        (table("All reviews",
            &html! { (th("Due", "")) (th("Page", "")) (th("Reviewer", "")) (th("Topic", "wide")) (th("Last review", "wide")) },
            &html! {
                @for entry in entries.iter().take(FIRST) {
                    tr {
                        td { (entry.due) @if entry.urgency == Urgency::Overdue { " " span.badge.error { "overdue" } } }
                        td { (by_path(model, &entry.path)) }
                        td { (entry.reviewers.iter().map(|reviewer| reviewer.name.as_str()).collect::<Vec<_>>().join(", ")) }
                        td.wide { (entry.topic.as_ref().map_or("", |topic| topic.name.as_str())) }
                        td.wide { @if let Some(last) = entry.last { (last) } }
                    }
                }
            }))
        (rest(FIRST, entries.len()))
    }
}

/// The columns: `overdue`, months such as `2026-11` from today's on, `later`.
fn columns(calendar: &Calendar) -> Vec<String> {
    let mut months = vec!["overdue".to_owned()];
    let (mut year, mut month) = (calendar.today.year(), calendar.today.month());
    for _ in 0..MONTHS {
        months.push(format!("{year:04}-{month:02}"));
        (year, month) = if month == 12 { (year + 1, 1) } else { (year, month + 1) };
    }
    months.push("later".to_owned());
    months
}

fn column(entry: &crate::run::calendar::Entry, columns: &[String]) -> usize {
    if entry.urgency == Urgency::Overdue {
        return 0;
    }
    let month = format!("{:04}-{:02}", entry.due.year(), entry.due.month());
    columns.iter().position(|column| *column == month).unwrap_or(columns.len() - 1)
}

/// A drawing with a bar for each month, whose numbers are in the tables below it too.
fn bars(calendar: &Calendar, columns: &[String]) -> Markup {
    let mut counts = vec![0_usize; columns.len()];
    for entry in &calendar.entries {
        counts[column(entry, columns)] += 1;
    }
    let most = counts.iter().copied().max().unwrap_or(1).max(1);
    let said: Vec<String> =
        columns.iter().zip(&counts).map(|(column, number)| format!("{column}: {number}")).collect();
    html! {
        figure.scroll role="region" aria-label="Reviews by month (drawing)" tabindex="0" {
            svg.bars viewBox="0 0 700 200" role="img" aria-label={ "Reviews by month. " (said.join(", ")) } {
                @for (nth, (column, number)) in columns.iter().zip(&counts).enumerate() {
                    @let height = number * 140 / most;
                    rect class=(if nth == 0 { "over" } else { "bar" }) x=(nth * 50 + 8) y=(160 - height) width="34" height=(height) {}
                    text x=(nth * 50 + 25) y=(154 - height) text-anchor="middle" { (number) }
                    text.axis x=(nth * 50 + 25) y="180" text-anchor="middle" { (label(column)) }
                }
            }
        }
    }
}

/// A month as it fits below a bar: `11/26`.
fn label(column: &str) -> String {
    match column.split_once('-') {
        Some((year, month)) => format!("{month}/{}", year.get(2..).unwrap_or(year)),
        None => column.to_owned(),
    }
}

fn grouped(
    heading: &str,
    what: &str,
    calendar: &Calendar,
    columns: &[String],
    groups: impl Fn(&crate::run::calendar::Entry) -> Vec<String>,
) -> Markup {
    let mut rows: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for entry in &calendar.entries {
        for group in groups(entry) {
            rows.entry(group).or_insert_with(|| vec![0; columns.len()])[column(entry, columns)] += 1;
        }
    }
    // Those with most to do first.
    let mut rows: Vec<(String, Vec<usize>)> = rows.into_iter().collect();
    rows.sort_by_key(|(_, counts)| {
        std::cmp::Reverse((counts.first().copied(), counts.iter().sum::<usize>()))
    });
    let all = rows.len();
    html! {
        h2 { (heading) }
        (table(heading,
            &html! { (th(what, "")) @for column in columns { (th(&label(column), "num")) } },
            &html! {
                @for (name, counts) in rows.iter().take(MOST_GROUPS) {
                    tr {
                        th scope="row" { (name) }
                        @for (nth, number) in counts.iter().enumerate() {
                            td.num class=[(nth == 0 && *number > 0).then_some("error")] { @if *number > 0 { (number) } }
                        }
                    }
                }
            }))
        @if all > MOST_GROUPS { p.muted { (all - MOST_GROUPS) " more have fewer reviews." } }
    }
}
