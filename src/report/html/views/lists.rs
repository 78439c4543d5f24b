//! Pages, sources, people and rules: each a list whose first rows are in the page itself.

use std::cmp::Reverse;

use maud::{Markup, html};

use super::super::model::{File, Model, Person, RuleRow};
use super::{FIRST, count, link, name, prose, rest, table, th};

/// The pages, those with most errors first.
pub(super) fn pages(model: &Model) -> Markup {
    let mut files: Vec<(usize, &File)> =
        model.files.iter().enumerate().filter(|(_, file)| is_listed(file)).collect();
    files.sort_by_key(|(nth, file)| (file.counts.map(Reverse), *nth));
    let people = |numbers: &[usize]| {
        let names = numbers.iter().filter_map(|number| model.people.get(*number));
        names.map(|person| person.name.as_str()).collect::<Vec<_>>().join(", ")
    };
    html! {
        div data-list="pages" {
            (table("Pages",
                &html! {
                    (th("Page", "")) (th("Status", "wide")) (th("Author", "roomy")) (th("Reviewer", "wide")) (th("Last review", "roomy"))
                    (th("Next review", "")) (th("Errors", "num")) (th("Warnings", "num wide")) (th("Advice", "num roomy"))
                },
                &html! {
                    @for (nth, file) in files.iter().take(FIRST) {
                        tr {
                            td { (link(model, *nth)) }
                            td.wide { (file.status.unwrap_or(file.kind)) }
                            td.roomy { (people(&file.authors)) }
                            td.wide { (people(&file.reviewers)) }
                            td.roomy { (file.last.as_deref().unwrap_or("")) }
                            td { @if let Some(due) = &file.due { (due.day) } }
                            td.num { (file.counts[0]) }
                            td.num.wide { (file.counts[1]) }
                            td.num.roomy { (file.counts[2]) }
                        }
                    }
                }))
            (rest(FIRST, files.len()))
        }
    }
}

/// Whether a file is among the pages: it is one, or has findings.
fn is_listed(file: &File) -> bool {
    file.kind == "article" || file.counts.iter().any(|number| *number > 0)
}

/// The sources, those with findings first, then the most cited.
pub(super) fn sources(model: &Model) -> Markup {
    let flagged = model.sources.iter().filter(|source| !source.flags.is_empty()).count();
    html! {
        p { (count(model.all_sources, "source", "sources")) ", " (flagged) " of them with findings." }
        @if model.all_sources > model.sources.len() {
            p.muted { "The " (model.sources.len()) " with findings or most citations are listed." }
        }
        div data-list="sources" {
            (table("Sources",
                &html! {
                    (th("Source", "")) (th("Kind", "wide")) (th("Published", "num wide")) (th("Accessed", "num")) (th("Cited by", "num wide")) (th("Findings", ""))
                },
                &html! {
                    @for source in model.sources.iter().take(FIRST) {
                        tr {
                            td { (source.title) @if !source.publisher.is_empty() { span.muted { " " (source.publisher) } } }
                            td.wide { (source.kind) }
                            td.num.wide { (source.issued) }
                            td.num { (source.accessed) @if source.web && source.accessed.is_empty() { "never" } }
                            td.num.wide { (source.cited.len()) }
                            td { (source.flags.join(", ")) }
                        }
                    }
                }))
            (rest(FIRST, model.sources.len()))
        }
    }
}

/// The people, with what their records lack and what they have to do.
pub(super) fn people(model: &Model) -> Markup {
    html! {
        div data-list="people" {
            (table("People",
                &html! {
                    (th("Name", "")) (th("Roles", "wide")) (th("Credentials", "roomy")) (th("Lacks", "")) (th("Wrote", "num roomy")) (th("Reviews", "num wide"))
                    (th("Overdue", "num")) (th("Due soon", "num wide"))
                },
                &html! {
                    @for person in model.people.iter().take(FIRST) {
                        tr {
                            th scope="row" { (person.name) (about(person)) }
                            td.wide { (person.roles) }
                            td.roomy { (person.credentials) }
                            td { (lacks(person)) }
                            td.num.roomy { (person.wrote) } td.num.wide { (person.reviews) } td.num { (person.overdue) } td.num.wide { (person.soon) }
                        }
                    }
                }))
            (rest(FIRST, model.people.len()))
        }
    }
}

/// What somebody says of themselves; the script shows the same.
fn about(person: &Person) -> Markup {
    html! {
        @if !person.about.is_empty() || !person.declared.is_empty() {
            details {
                summary { "bio and disclosures" }
                @if !person.about.is_empty() { p { (person.about) } }
                @if !person.declared.is_empty() { ul { @for text in &person.declared { li { (text) } } } }
            }
        }
    }
}

/// What the record of a person lacks; the script says the same.
fn lacks(person: &Person) -> String {
    if !person.known {
        return "a record".to_owned();
    }
    let mut missing = Vec::new();
    if !person.bio {
        missing.push("bio");
    }
    if person.credentials.is_empty() && !person.team {
        missing.push("credentials");
    }
    if !person.disclosed {
        missing.push("disclosure");
    }
    if !person.active {
        missing.push("no longer active");
    }
    missing.join(", ")
}

/// The rules that report something, the most frequent first, with how many findings there were before.
pub(super) fn rules(model: &Model) -> Markup {
    let mut rows: Vec<&RuleRow> = model.rules.iter().collect();
    rows.sort_by_key(|row| (row.counts.map(Reverse), row.id));
    let trend = model.since.is_some();
    html! {
        @if rows.is_empty() { p { "No rule reports anything." } }
        @if let Some(since) = &model.since { p { "Compared with " (since.name) "." } }
        @else { p.muted { "With --since FILE.json, a report of medproof check --format json, the counts of that day are beside these." } }
        (table("Rules",
            &html! {
                (th("Rule", "")) (th("Reports", "wide")) (th("Errors", "num")) (th("Warnings", "num")) (th("Advice", "num"))
                @if trend { (th("Before", "num")) (th("Change", "num")) }
                (th("Allowed", "num roomy")) (th("Baseline", "num roomy"))
            },
            &html! {
                @for row in rows {
                    tr {
                        th scope="row" { a href=(row.url) rel="noreferrer" { (row.id) } }
                        td.wide { (prose(&row.summary)) }
                        @for number in row.counts { td.num { (number) } }
                        @if let (true, Some(before)) = (trend, row.before) {
                            td.num { (before) }
                            td.num class=[change_class(before, row.open())] { (change(before, row.open())) }
                        }
                        td.num.roomy { (row.allowed) } td.num.roomy { (row.known) }
                    }
                }
            }))
    }
}

/// `+3`, `−2`, `0`
fn change(before: usize, now: usize) -> String {
    match now.cmp(&before) {
        std::cmp::Ordering::Greater => format!("+{}", now - before),
        std::cmp::Ordering::Less => format!("−{}", before - now),
        std::cmp::Ordering::Equal => "0".to_owned(),
    }
}

fn change_class(before: usize, now: usize) -> Option<&'static str> {
    match now.cmp(&before) {
        std::cmp::Ordering::Greater => Some("error"),
        std::cmp::Ordering::Less => Some("good"),
        std::cmp::Ordering::Equal => None,
    }
}

/// A link to a file and its path, for tables of pages.
pub(super) fn page_cell(model: &Model, number: usize) -> Markup {
    html! {
        (link(model, number))
        @if let Some(file) = model.files.get(number).filter(|file| name(file) != file.path) {
            " " span.muted { (file.path) }
        }
    }
}
