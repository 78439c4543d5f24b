//! The page of a report.

mod calendar;
mod graph;
mod lists;
mod standards;
mod today;

use data_encoding::BASE64;
use maud::{DOCTYPE, Markup, PreEscaped, html};
use sha2::{Digest, Sha256};

use super::model::{File, Model};

const STYLE: &str = include_str!("style.css");
const SCRIPT: &str = include_str!("script.js");

/// The views, each with its name in addresses and the one that people read.
const VIEWS: &[(&str, &str)] = &[
    ("today", "Today"),
    ("calendar", "Review calendar"),
    ("pages", "Pages"),
    ("sources", "Sources"),
    ("people", "People"),
    ("graph", "Link graph"),
    ("rules", "Rules"),
    ("standards", "Standards"),
];

/// Rows of a long list that are in the page itself; the script has all of them.
const FIRST: usize = 100;

/// The whole file.
pub(super) fn page(model: &Model, data: &str) -> Markup {
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(policy());
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta name="referrer" content="no-referrer";
                title { "Content report: " (model.name) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                a.skip href="#main" { "Skip to the content" }
                header {
                    p.title { "Content report: " strong { (model.name) } }
                    p.muted { "As of " time datetime=(model.today) { (model.today) } ", by medproof " (env!("CARGO_PKG_VERSION")) }
                    nav aria-label="Views" {
                        ul {
                            @for (id, name) in VIEWS {
                                li { a href={ "#" (id) } { (name) } }
                            }
                        }
                    }
                }
                main #main tabindex="-1" {
                    noscript {
                        p.note {
                            "Scripts are off. Every view is below, one after the other; long lists show their first " (FIRST)
                            " rows, and a page of the content has no view of its own."
                        }
                    }
                    (view("today", today::view(model)))
                    (view("calendar", calendar::view(model)))
                    (view("pages", lists::pages(model)))
                    (view("sources", lists::sources(model)))
                    (view("people", lists::people(model)))
                    (view("graph", graph::view(model)))
                    (view("rules", lists::rules(model)))
                    (view("standards", standards::view(model)))
                    section #page hidden aria-labelledby="page-heading" {}
                }
                script #data type="application/json" { (PreEscaped(data)) }
                script { (PreEscaped(SCRIPT)) }
            }
        }
    }
}

fn view(id: &str, content: Markup) -> Markup {
    let name = VIEWS.iter().find(|(known, _)| *known == id).map_or(id, |(_, name)| name);
    html! {
        section id=(id) aria-labelledby={ (id) "-heading" } {
            h1 id={ (id) "-heading" } tabindex="-1" { (name) }
            (content)
        }
    }
}

/// What the file may load and run: its own style and its own script.
fn policy() -> String {
    let hash = |text: &str| format!("'sha256-{}'", BASE64.encode(&Sha256::digest(text.as_bytes())));
    format!(
        "default-src 'none'; style-src {}; script-src {}; base-uri 'none'; form-action 'none'; \
         require-trusted-types-for 'script'; trusted-types 'none'",
        hash(STYLE),
        hash(SCRIPT)
    )
}

/// A table that can be scrolled on a narrow screen, by the keyboard too.
fn table(label: &str, head: &Markup, rows: &Markup) -> Markup {
    html! {
        div.scroll role="region" aria-label={ (label) " (table)" } tabindex="0" {
            table {
                thead { tr { (head) } }
                tbody { (rows) }
            }
        }
    }
}

/// A heading of a column; `kind` is `num` for numbers, `wide` for what a phone leaves
/// out, `roomy` for what a tablet leaves out too, or nothing.
fn th(name: &str, kind: &str) -> Markup {
    html! { th scope="col" class=[Some(kind).filter(|kind| !kind.is_empty())] { (name) } }
}

/// A link to the view of a file.
fn link(model: &Model, number: usize) -> Markup {
    match model.files.get(number) {
        Some(file) => html! { a href={ "#page-" (number) } { (name(file)) } },
        None => html! {},
    }
}

/// What a file is called.
fn name(file: &File) -> &str {
    if file.title.trim().is_empty() { &file.path } else { &file.title }
}

/// A message: what is between two backticks is code.
fn prose(text: &str) -> Markup {
    let parts: Vec<&str> = text.split('`').collect();
    html! {
        @if parts.len().is_multiple_of(2) {
            (text)
        } @else {
            @for (nth, part) in parts.iter().enumerate() {
                @if nth % 2 == 0 { (part) } @else { code { (part) } }
            }
        }
    }
}

/// `1 page`, `2 pages`
fn count(number: usize, one: &str, many: &str) -> String {
    if number == 1 { format!("1 {one}") } else { format!("{number} {many}") }
}

/// Says how much of a list is not in the page itself.
fn rest(shown: usize, all: usize) -> Markup {
    html! {
        @if all > shown {
            p.muted { (all - shown) " more; with scripts on they are all listed." }
        }
    }
}
