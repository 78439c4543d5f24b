//! What to do today.

use maud::{Markup, html};

use super::super::model::{File, Model};
use super::{count, link, prose};
use crate::run::calendar::{Entry, Urgency};

/// Files that are listed for each reason.
const LISTED: usize = 40;

/// Messages of a file that are shown.
const MESSAGES: usize = 3;

/// What stops publication, what falls due, what changed.
pub(super) fn view(model: &Model) -> Markup {
    let summary = &model.summary;
    let due = |urgency: Urgency| model.calendar.entries.iter().filter(move |entry| entry.urgency == urgency);
    html! {
        ul.cards {
            (card(summary.errors, "errors", "stop a publication", "error"))
            (card(summary.warnings, "warnings", "should be fixed", "warning"))
            (card(due(Urgency::Overdue).count(), "reviews", "are overdue", "error"))
            (card(due(Urgency::Soon).count(), "reviews", "fall due soon", "warning"))
            (card(summary.known, "findings", "are in the baseline", "plain"))
            (card(summary.allowed, "findings", "are allowed, with a reason", "plain"))
        }
        (stopping(model))
        h2 { "What falls due" }
        (reviews(model, "Overdue", due(Urgency::Overdue)))
        (reviews(model, "Soon", due(Urgency::Soon)))
        @if model.calendar.overdue() == 0 && due(Urgency::Soon).next().is_none() {
            p { "No review is overdue or near." }
        }
        @match model.calendar.unreviewed.len() {
            0 => {}
            number => p {
                (count(number, "published page has", "published pages have")) " no review that counts, so no day is known: "
                @for (nth, page) in model.calendar.unreviewed.iter().take(LISTED).enumerate() {
                    @if nth > 0 { ", " }
                    (by_path(model, &page.path))
                }
                @if number > LISTED { " and " (number - LISTED) " more" }
                "."
            }
        }
        (changed(model))
        (unsigned(model))
    }
}

fn card(number: usize, noun: &str, what: &str, kind: &str) -> Markup {
    // Nothing to do is nothing to warn of.
    let kind = if number == 0 { "plain" } else { kind };
    html! {
        li class=(kind) { strong { (number) } " " (if number == 1 { singular(noun) } else { noun }) " " span { (if number == 1 { one(what) } else { what }) } }
    }
}

/// `errors` without its last letter.
fn singular(noun: &str) -> &str {
    noun.strip_suffix('s').unwrap_or(noun)
}

/// What is said of one thing in place of several.
fn one(what: &str) -> &str {
    match what {
        "stop a publication" => "stops a publication",
        "are overdue" => "is overdue",
        "fall due soon" => "falls due soon",
        "are in the baseline" => "is in the baseline",
        "are allowed, with a reason" => "is allowed, with a reason",
        other => other,
    }
}

/// The files with errors, those with most errors first.
fn stopping(model: &Model) -> Markup {
    let mut files: Vec<(usize, &File)> =
        model.files.iter().enumerate().filter(|(_, file)| file.counts[0] > 0).collect();
    files.sort_by_key(|(nth, file)| (std::cmp::Reverse(file.counts[0]), *nth));
    html! {
        h2 { "What stops publication" }
        @if files.is_empty() { p { "Nothing: no file has an error." } }
        ul.files {
            @for (nth, file) in files.iter().take(LISTED) {
                li {
                    (link(model, *nth)) " " span.badge.error { (count(file.counts[0], "error", "errors")) }
                    ul {
                        @for finding in file.findings.iter().filter(|finding| finding.severity == "error" && finding.fate.is_none()).take(MESSAGES) {
                            li { "line " (finding.line) ": " (prose(model.texts.get(finding.message).map_or("", String::as_str))) }
                        }
                    }
                }
            }
        }
        @if files.len() > LISTED { p.muted { (files.len() - LISTED) " more files have errors; the view “Pages” lists them." } }
    }
}

fn reviews<'a>(model: &Model, heading: &str, entries: impl Iterator<Item = &'a Entry>) -> Markup {
    let entries: Vec<&Entry> = entries.collect();
    html! {
        @if !entries.is_empty() {
            h3 { (heading) ": " (count(entries.len(), "page", "pages")) }
            ul {
                @for entry in entries.iter().take(LISTED) {
                    li {
                        time datetime=(entry.due) { (entry.due) } " " (by_path(model, &entry.path))
                        @if let Some(reviewer) = entry.reviewers.first() { ", " (reviewer.name) }
                    }
                }
            }
            @if entries.len() > LISTED { p.muted { (entries.len() - LISTED) " more; the view “Review calendar” lists them." } }
        }
    }
}

/// A link to the view of the file at a path. Files are in order of their paths.
pub(super) fn by_path(model: &Model, path: &str) -> Markup {
    match model.files.binary_search_by(|file| file.path.as_str().cmp(path)) {
        Ok(number) => link(model, number),
        Err(_) => html! { (path) },
    }
}

/// The pages whose text was changed after it was signed.
fn unsigned(model: &Model) -> Markup {
    let changed = |file: &File| file.signed.as_ref().is_some_and(|signed| !signed.valid);
    let files: Vec<usize> =
        model.files.iter().enumerate().filter(|(_, file)| changed(file)).map(|(nth, _)| nth).collect();
    html! {
        @if !files.is_empty() {
            h2 { "Changed after it was signed" }
            ul { @for nth in files.iter().take(LISTED) { li { (link(model, *nth)) } } }
            @if files.len() > LISTED { p.muted { (files.len() - LISTED) " more pages were changed." } }
        }
    }
}

/// What changed since the earlier report.
fn changed(model: &Model) -> Markup {
    let Some(since) = &model.since else {
        return html! {};
    };
    let new: Vec<(usize, &File)> = (model.files.iter().enumerate())
        .filter(|(_, file)| file.findings.iter().any(|finding| finding.new))
        .collect();
    html! {
        h2 { "What changed since " (since.name) }
        p { (count(since.new, "finding is new", "findings are new")) ", " (count(since.fixed.len(), "was fixed", "were fixed")) "." }
        @if !new.is_empty() {
            h3 { "New" }
            ul.files {
                @for (nth, file) in new.iter().take(LISTED) {
                    li {
                        (link(model, *nth))
                        ul {
                            @for finding in file.findings.iter().filter(|finding| finding.new).take(MESSAGES) {
                                li { "line " (finding.line) ": " (prose(model.texts.get(finding.message).map_or("", String::as_str))) }
                            }
                        }
                    }
                }
            }
        }
        @if !since.fixed.is_empty() {
            h3 { "Fixed" }
            ul {
                @for (rule, path, message) in since.fixed.iter().take(LISTED) {
                    li { (path) ": " (prose(message)) " " span.muted { (rule) } }
                }
            }
            @if since.fixed.len() > LISTED { p.muted { (since.fixed.len() - LISTED) " more were fixed." } }
        }
    }
}
