use crate::base::diagnostic::{Findings, Severity};
use crate::base::lines::line_start;
use crate::base::node::Node;
use crate::base::span::Span;
use crate::model::collection::Collection;
use crate::model::document::{Document, Format};
use crate::page::body::{Heading, LinkForm};
use crate::rules::rule::{Check, Rule, Scope, Standard};
use crate::rules::settings::Settings;

/// A page without a title, or with several.
pub const RULE: Rule = Rule {
    severity: Severity::Error,
    standards: &[Standard::Nhs],
    scope: Scope::Usual,
    options: &[],
    check: Check::Document(check),
};

fn check(settings: &Settings, document: &Document, findings: &mut Findings) {
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
    if settings.read.is_note(&document.source.path) || is_linked {
        return;
    }
    // A title in the front matter is what the page is called, whatever else is of the first level.
    let written = |record: &Node| record.get("title").is_some_and(|title| !title.is_empty());
    let settled = document.records().iter().any(written);
    if let [first, second, rest @ ..] = mains.as_slice()
        && !settled
        // Each of them begins a chapter of the book.
        && !settings.one_book
    {
        let finding = findings.report(
            second.text_span,
            format!("this page has {} main headings, so its title is in doubt", mains.len()),
        );
        // Readers see a title; which one it is to be, an editor has to say.
        finding.severity(Severity::Warning);
        finding.label(first.text_span, "the first one");
        for other in rest.iter().take(5) {
            finding.label(other.text_span, "and another");
        }
        finding.help("Keep one main heading as the title, and make the others headings of the second level.");
    }
    // Hugo makes no page of what is headless, and Pandoc takes the title of a page that shows none from `pagetitle`.
    let needs_none = |record: &Node| {
        record.get("headless").and_then(Node::text) == Some("true")
            || record.get("pagetitle").is_some_and(|title| !title.is_empty())
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
        findings
            .report(first.text_span, "the title of this page is no main heading")
            .severity(Severity::Advice)
            .help("Make it a heading of the first level, so that every program takes it for the title.");
        return;
    }
    match document.records() {
        [] if Format::of(&document.source.path) == Some(Format::Data) => {}
        [] => missing(settings, document, None, findings),
        records => records.iter().for_each(|record| missing(settings, document, Some(record), findings)),
    }
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

fn missing(settings: &Settings, document: &Document, record: Option<&Node>, findings: &mut Findings) {
    let field = settings.field(Collection::Article, "title");
    let at: Span = match record.and_then(|record| record.get("title")) {
        None => document.gap_of(record),
        Some(title) if title.is_empty() => title.span,
        // What is not a text is reported by the schema.
        Some(_) => return,
    };
    if settings.read.file_titles && record.is_none_or(|record| record.get("title").is_none()) {
        findings
            .report(at, "this page has no title, so that readers see the name of its file")
            .severity(Severity::Advice)
            .help(format!("Give the page a `{field}` in its front matter, or a main heading."));
        return;
    }
    let finding = findings.report(at, "this page has no title");
    match Format::of(&document.source.path) {
        Some(Format::Text) => {
            finding.help("Put the title on the first line, with an empty line below it.");
        }
        Some(Format::Data) => {
            finding.help(format!("Give the page a `{field}`: See lines and search results name it by that."));
        }
        Some(Format::Markdown) | None => {
            finding.help(format!(
                "Give the page a `{field}` in its front matter, or a main heading: See lines and search results name it by that."
            ));
        }
    }
}
