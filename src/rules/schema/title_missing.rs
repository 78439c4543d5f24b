use crate::base::diagnostic::{Findings, Severity};
use crate::base::lines::line_start;
use crate::base::node::Node;
use crate::base::span::{Place, Span};
use crate::model::collection::Collection;
use crate::model::document::{Document, Format};
use crate::model::index::{Index, Page};
use crate::model::notes::{Note, NoteTaker};
use crate::page::body::{Heading, LinkForm};
use crate::rules::compared::{Count, Mode, Modes, Total};
use crate::rules::rule::{Check, Rule, Scope, Standard};
use crate::rules::settings::Settings;

/// A page without a title, or with several.
pub const RULE: Rule = Rule {
    severity: Severity::Error,
    standards: &[Standard::Nhs],
    scope: Scope::Usual,
    options: &[],
    check: Check::Compared { note: Some((&[], note)), count, at_once, page },
};

/// Where more pages than this have several main headings, sections begin with them: that is to be said once.
const MANY: usize = 20;

/// What pages that a program of the publisher's makes call their title.
const NAMES: [&str; 7] = ["name", "heading", "headline", "pagetitle", "titre", "titulo", "titel"];

/// What a page has or lacks, in a word before what else is to be said of it.
mod noted {
    pub(super) const SEVERAL: &str = "several";
    pub(super) const MAIN: &str = "main";
    pub(super) const SMALL: &str = "small";
    pub(super) const EMPTY: &str = "empty";
    pub(super) const BY_FILE: &str = "by-file";
    pub(super) const BARE: &str = "bare";
    pub(super) const NONE: &str = "none";
}

/// Notes what is wrong with the title of a page: of several main headings the second one and then the others.
fn note(settings: &Settings, document: &Document, notes: &mut NoteTaker) {
    if document.collection != Collection::Article {
        return;
    }
    // A heading within a quotation or a call-out is that of a box.
    let text = document.source.text.as_str();
    let is_quoted = |heading: &Heading| {
        let start = heading.span.start as usize;
        let ahead = text.get(line_start(text, start)..start).unwrap_or("");
        ahead.contains('>') || text.get(start..).is_some_and(|rest| rest.starts_with('>'))
    };
    let all: Vec<&Heading> = document.body.headings.iter().filter(|heading| heading.level == 1).collect();
    let mains: Vec<&Heading> = all.iter().copied().filter(|heading| !is_quoted(heading)).collect();
    // Wiki links name files, of which the name is the title.
    let is_linked = !settings.addresses && document.body.links.iter().any(|link| link.form == LinkForm::Wiki);
    if settings.read.is_note(&document.source.path) || is_linked || is_for_errors(&document.source.path) {
        return;
    }
    // A title in the front matter is what the page is called, whatever else is of the first level.
    let written = |record: &Node| {
        ["title"].iter().chain(&NAMES).any(|key| record.get(key).is_some_and(|title| !title.is_empty()))
    };
    let settled = document.records().iter().any(written);
    if let [first, second, rest @ ..] = mains.as_slice()
        && !settled
        // Each of them begins a chapter of the book.
        && !settings.one_book
    {
        notes.note(second.text_span, &format!("{} {}", noted::SEVERAL, mains.len()));
        notes.note(first.text_span, noted::MAIN);
        rest.iter().take(5).for_each(|other| notes.note(other.text_span, noted::MAIN));
    }
    // Hugo makes no page of what is headless.
    let needs_none = |record: &Node| {
        record.get("headless").and_then(Node::text) == Some("true")
            || NAMES.iter().any(|key| record.get(key).is_some_and(|title| !title.is_empty()))
            // What the head of the page has: `meta: {title: Neck pain}`.
            || ["meta", "seo", "head"].iter().any(|key| {
                record.get(key).and_then(|head| head.get("title")).is_some_and(|title| !title.is_empty())
            })
            // Some generators take keys in any case.
            || record.entries().iter().any(|entry| {
                let own = entry.key.text().is_some_and(|key| key != "title" && key.eq_ignore_ascii_case("title"));
                own && !entry.value.is_empty()
            })
    };
    if document.records().iter().any(needs_none) || is_template(text) || is_program(text) {
        return;
    }
    if !all.is_empty() || settings.read.titles.contains_key(&document.source.path) || leads_on(document) {
        return;
    }
    if let Some(first) = document.body.headings.first().filter(|_| !settled && document.begins_with_heading())
    {
        notes.note(first.text_span, noted::SMALL);
        return;
    }
    match document.records() {
        [] if Format::of(&document.source.path) == Some(Format::Data) => {}
        [] => missing(settings, document, None, notes),
        records => records.iter().for_each(|record| missing(settings, document, Some(record), notes)),
    }
}

/// Whether a page is shown in place of another one that cannot be: `404.md`. Its layout says what went wrong.
fn is_for_errors(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    matches!(name.split('.').next().unwrap_or(name), "404" | "500")
}

/// Whether a text is a template from its first sign on: `{{define "history"}}`, `{% extends "base" %}`, `<%= title %>`.
/// The page that it makes has its title elsewhere.
fn is_template(text: &str) -> bool {
    let text = text.trim_start_matches('\u{feff}').trim_start();
    let rest = text.strip_prefix("{{").or_else(|| text.strip_prefix("{%"));
    let word = rest.map(|rest| rest.trim_start_matches(['-', ' ']));
    text.starts_with("<%")
        || word.is_some_and(|word| {
            ["define", "$", "template", "extends", "block"].iter().any(|start| word.starts_with(start))
        })
}

/// Whether a text is a program that is called a page: it imports what it needs, and ends as a component. The pages of
/// MDX import as well, and have text below.
fn is_program(text: &str) -> bool {
    let text = text.trim_start_matches('\u{feff}').trim_start();
    text.starts_with("import ") && text.contains("\nexport default function ") && text.contains("\nconst ")
}

/// Whether a page does nothing but lead browsers to another one.
fn leads_on(document: &Document) -> bool {
    let text = document.source.text.as_str();
    text.match_indices('<').take(16).any(|(at, _)| {
        let rest = text.get(at..).unwrap_or("");
        if !rest.get(..5).is_some_and(|name| name.eq_ignore_ascii_case("<meta")) {
            return false;
        }
        let tag = rest.split('>').next().unwrap_or("").to_ascii_lowercase();
        tag.contains("http-equiv") && tag.contains("refresh")
    })
}

fn missing(settings: &Settings, document: &Document, record: Option<&Node>, notes: &mut NoteTaker) {
    let at: Span = match record.and_then(|record| record.get("title")) {
        None => document.gap_of(record),
        Some(title) if title.is_empty() => title.span,
        // What is not a text is reported by the schema.
        Some(_) => return,
    };
    let format = Format::of(&document.source.path);
    let is_empty = format == Some(Format::Markdown) && document.body.blocks.is_empty();
    notes.note(
        at,
        match record.and_then(|record| record.get("title")) {
            None if settings.read.file_titles => noted::BY_FILE,
            // Nobody reads a page of which nothing is written, however many fields it has.
            None if is_empty && (record.is_some() || settings.addresses) => noted::EMPTY,
            _ if record.is_none() && format == Some(Format::Markdown) => noted::BARE,
            _ => noted::NONE,
        },
    );
}

fn count(_: &Settings, _: &Index, page: Page<'_>) -> Vec<Count> {
    let some = page.notes.iter().filter(|note| note.text.starts_with(noted::SEVERAL)).count();
    Count::of_each(page, some)
}

fn at_once(_: &Settings, _: Option<&str>, total: &Total) -> bool {
    total.some > MANY
}

fn page(settings: &Settings, _: &Index, page: Page<'_>, modes: Modes<'_>, findings: &mut Findings<Place>) {
    let field = settings.field(Collection::Article, "title");
    let mut notes = page.notes.iter().peekable();
    while let Some(Note { text, place }) = notes.next() {
        match text {
            noted::SMALL => {
                findings
                    .report(place, "the title of this page is no main heading")
                    .severity(Severity::Advice)
                    .help(
                        "Make it a heading of the first level, so that every program takes it for the title.",
                    );
            }
            noted::EMPTY => {
                findings
                    .report(place, "this page is empty")
                    .severity(Severity::Advice)
                    .help("Write the page, or remove the file.");
            }
            noted::BY_FILE => {
                findings
                    .report(place, "this page has no title, so that readers see the name of its file")
                    .severity(Severity::Advice)
                    .help(format!("Give the page a `{field}` in its front matter, or a main heading."));
            }
            noted::NONE | noted::BARE => {
                let finding = findings.report(place, "this page has no title");
                // A text without front matter may be a part of a page, or a note; of others a layout may know the title.
                match page.facts.format {
                    _ if text == noted::BARE => finding.severity(Severity::Advice),
                    Some(Format::Markdown) => finding.severity(Severity::Warning),
                    _ => finding,
                };
                finding.help(match page.facts.format {
                    Some(Format::Text) => {
                        "Put the title on the first line, with an empty line below it.".to_owned()
                    }
                    Some(Format::Data) => {
                        format!("Give the page a `{field}`: See lines and search results name it by that.")
                    }
                    Some(Format::Markdown) | None => format!(
                        "Give the page a `{field}` in its front matter, or a main heading: See lines and search results name it by that."
                    ),
                });
            }
            several => {
                let mut mains = Vec::new();
                while let Some(main) = notes.next_if(|next| next.text == noted::MAIN) {
                    mains.push(main.place);
                }
                several_mains(several, place, &mains, modes.whole, findings);
            }
        }
    }
}

/// Reports the main headings of a page, or all pages with several at the first.
fn several_mains(noted: &str, second: Place, others: &[Place], mode: Mode, findings: &mut Findings<Place>) {
    let number = noted.split(' ').nth(1).unwrap_or("2");
    let mut message = format!("this page has {number} main headings, so its title is in doubt");
    let others_have = match mode {
        Mode::Alone => None,
        Mode::First(total) => Some(total.pages - 1),
        Mode::Elsewhere => return,
    };
    if let Some(pages) = others_have {
        message.push_str(&format!("; {pages} other pages have several as well"));
    }
    let finding = findings.report(second, message);
    // Readers see a title, and sections that begin with main headings may be a habit of the house.
    finding.severity(Severity::Advice);
    for (nth, other) in others.iter().enumerate() {
        finding.label(*other, if nth == 0 { "the first one" } else { "and another" });
    }
    finding.help("Keep one main heading as the title, and make the others headings of the second level.");
}
