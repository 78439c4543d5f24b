//! Which page leads where.

use std::cmp::Reverse;

use maud::{Markup, html};

use super::super::model::{File, HEIGHT, Model, WIDTH};
use super::lists::page_cell;
use super::{FIRST, count, name, rest, table, th};

/// The drawing, then the pages that nothing leads to, those that lead nowhere, and the most linked.
pub(super) fn view(model: &Model) -> Markup {
    let pages: Vec<(usize, &File)> =
        model.files.iter().enumerate().filter(|(_, file)| file.kind == "article").collect();
    let of = |keeps: fn(&File) -> bool| -> Vec<usize> {
        pages.iter().filter(|(_, file)| keeps(file)).map(|(nth, _)| *nth).collect()
    };
    let islands = of(|file| file.inbound.is_empty() && file.outbound.is_empty());
    let unreached = of(|file| file.inbound.is_empty() && !file.outbound.is_empty());
    let dead_ends = of(|file| file.outbound.is_empty() && !file.inbound.is_empty());
    let mut linked: Vec<(usize, &File)> = pages;
    linked.sort_by_key(|(nth, file)| (Reverse(file.inbound.len()), Reverse(file.outbound.len()), *nth));
    html! {
        (drawing(model))
        h2 { "Most linked" }
        div data-list="graph" {
            (table("Links of each page",
                &html! { (th("Page", "")) (th("Pages that lead here", "num")) (th("Pages it leads to", "num")) },
                &html! {
                    @for (nth, file) in linked.iter().take(FIRST) {
                        tr { td { (page_cell(model, *nth)) } td.num { (file.inbound.len()) } td.num { (file.outbound.len()) } }
                    }
                }))
            (rest(FIRST, linked.len()))
        }
        (group(model, "Islands", "no page leads there, and they lead nowhere", &islands))
        (group(model, "Not reached", "no page leads there", &unreached))
        (group(model, "Dead ends", "they lead to no other page", &dead_ends))
    }
}

fn group(model: &Model, heading: &str, what: &str, files: &[usize]) -> Markup {
    html! {
        h2 { (heading) }
        p { (count(files.len(), "page", "pages")) ": " (what) "." }
        @if !files.is_empty() {
            ul { @for nth in files.iter().take(FIRST) { li { (page_cell(model, *nth)) } } }
            @if files.len() > FIRST { p.muted { (files.len() - FIRST) " more." } }
        }
    }
}

fn drawing(model: &Model) -> Markup {
    let drawing = &model.drawing;
    let node = |nth: usize| drawing.nodes.get(nth);
    html! {
        @if drawing.nodes.is_empty() {
            p { "No page leads to another." }
        } @else {
            figure {
                div.scroll role="region" aria-label="Link graph (drawing)" tabindex="0" {
                    svg.graph viewBox={ "0 0 " (WIDTH) " " (HEIGHT) } role="img" aria-label="Pages and the links between them; the tables below say the same" {
                        @for (from, to) in &drawing.edges {
                            @if let (Some(from), Some(to)) = (node(*from), node(*to)) {
                                line x1=(round(from.x)) y1=(round(from.y)) x2=(round(to.x)) y2=(round(to.y)) {}
                            }
                        }
                        @for node in &drawing.nodes {
                            @if let Some(file) = model.files.get(node.file) {
                                circle data-file=(node.file) class=[(file.counts[0] > 0).then_some("bad")] cx=(round(node.x)) cy=(round(node.y)) r=(round(node.radius)) {
                                    title { (name(file)) }
                                }
                            }
                        }
                        @for (title, x, y) in drawing.nodes.iter().filter_map(|node| node.title.as_ref()) {
                            text x=(round(*x)) y=(round(*y)) text-anchor="middle" { (title) }
                        }
                    }
                }
                figcaption {
                    "Larger: more pages lead there. Red: has errors."
                    @if drawing.left_out > 0 { " " (drawing.left_out) " pages with fewer links are not drawn." }
                }
            }
        }
    }
}

/// A number with one digit after the point.
fn round(number: f64) -> String {
    format!("{number:.1}")
}
