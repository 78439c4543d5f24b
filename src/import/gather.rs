//! What a document says of its references, people and dates, as a page that comes in has them.

use std::collections::HashMap;

use super::page::{LeftKind, Page, PagePerson, PageReference};
use crate::base::phrase::one_line;
use crate::base::span::Span;
use crate::biblio::reference::Reference;
use crate::model::document::Document;
use crate::model::facts::{CitedForm, Facts};
use crate::page::body::Role;
use crate::page::body::{Bio, EntryForm, ReferenceEntry};
use crate::words::prose::Prose;

/// A document with its facts.
pub(super) struct Known<'d> {
    pub(super) document: &'d Document,
    pub(super) facts: &'d Facts,
    pub(super) places: &'d [Span],
    /// Whether its lines are those of the page.
    pub(super) lines: bool,
}

impl Known<'_> {
    /// The line of a byte of the page, from 1.
    pub(super) fn line(&self, at: u32) -> Option<usize> {
        self.lines.then(|| self.document.source.line_of(at) + 1)
    }

    fn span(&self, nth: u32) -> Span {
        self.places.get(nth as usize).copied().unwrap_or_default()
    }

    /// Takes the references of the document into the page. Returns which of them each mark means.
    pub(super) fn references(&self, page: &mut Page) -> HashMap<String, usize> {
        let mut by_mark = HashMap::new();
        let of_text = |form: CitedForm| matches!(form, CitedForm::Text(_));
        let cited = self.facts.references.iter().filter(|cited| of_text(cited.form));
        for (entry, cited) in self.document.body.entries.iter().zip(cited) {
            let raw = one_line(entry.span.slice(&self.document.source.text));
            let line = self.line(entry.span.start);
            let mark = entry.mark.clone();
            if cited.fields.is_none() && (mark.is_none() || entry.form == EntryForm::Spliced) {
                page.leave(LeftKind::Unread, &raw, line);
                continue;
            }
            if let Some(mark) = mark {
                by_mark.entry(mark).or_insert(page.references.len());
            }
            let rest = cited.fields.as_ref().and_then(|fields| self.rest(entry, fields));
            let fields = cited.fields.clone();
            page.references.push(PageReference { fields, raw, rest, line });
        }
        by_mark
    }

    /// The words of a reference that no field holds.
    fn rest(&self, entry: &ReferenceEntry, fields: &Reference<crate::base::span::Place>) -> Option<String> {
        let mut held = Vec::new();
        let _ = fields.clone().map(|place| held.push(self.span(place.nth)));
        let mut rest: Vec<String> = Vec::new();
        let mut parts: Vec<String> = Vec::new();
        // Of the mark before it nothing has to be kept.
        entry.prose.outside(&held, |part| parts.push(part.to_owned()));
        for part in parts {
            let part = part
                .trim_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '(' | ')' | '"' | '“' | '”'));
            if says_something(part) {
                rest.push(one_line(part));
            }
        }
        (!rest.is_empty()).then(|| rest.join("; "))
    }

    /// Takes the people of the document into the page.
    pub(super) fn people(&self, page: &mut Page) {
        let body = &self.document.body;
        for byline in &body.bylines {
            let person = PagePerson {
                name: byline.name.clone(),
                credentials: byline.credentials.as_ref().map(|(text, _)| text.clone()),
                group: byline.group,
                ..PagePerson::default()
            };
            page.name(Some(byline.role), person);
        }
        for bio in &body.bios {
            let person = PagePerson {
                name: bio.name.clone(),
                credentials: bio.credentials.as_ref().map(|(text, _)| text.clone()),
                bio: Some(self.bio(bio)),
                ..PagePerson::default()
            };
            page.name(None, person);
        }
        // The facts decide who is an author where no byline says so.
        if let Some(article) = &self.facts.article {
            let named = article.authors.iter().map(|name| (Role::Author, name));
            let named = named.chain(article.reviewers.iter().map(|name| (Role::Reviewer, name)));
            for (role, name) in named {
                page.name(Some(role), PagePerson { name: name.text.clone(), ..PagePerson::default() });
            }
        }
    }

    /// A description of a person, in one line.
    pub(super) fn bio(&self, bio: &Bio) -> String {
        let blocks = self.document.body.blocks.iter().filter(|block| bio.span.contains(block.span));
        let texts: Vec<String> = blocks.map(|block| one_line(block.prose.text())).collect();
        texts.join(" ")
    }

    /// Takes the days of the document into the page; what is not a whole day is kept aside.
    pub(super) fn dates(&self, page: &mut Page) {
        for dated in &self.document.body.dates {
            if dated.date.day().is_some() {
                page.date(dated.event, dated.date);
            } else {
                let line = self.line(dated.span.start);
                let text = one_line(dated.span.slice(&self.document.source.text));
                page.doubts
                    .push((format!("“{text}” is no whole date, so it is not in the front matter"), line));
            }
        }
    }

    /// Takes what the reader was not sure of into the page.
    pub(super) fn doubts(&self, page: &mut Page) {
        for problem in &self.document.problems {
            page.doubts.push((problem.message.clone(), self.line(problem.span.start)));
        }
    }
}

/// Whether some words of a reference say more than what joins its fields.
fn says_something(text: &str) -> bool {
    const JOINTS: [&str; 48] = [
        "a",
        "accessed",
        "access",
        "al",
        "and",
        "at",
        "available",
        "by",
        "chapter",
        "cited",
        "date",
        "doi",
        "ed",
        "edition",
        "eds",
        "et",
        "from",
        "http",
        "https",
        "in",
        "internet",
        "isbn",
        "issn",
        "issue",
        "last",
        "no",
        "of",
        "on",
        "online",
        "org",
        "p",
        "page",
        "pages",
        "pmc",
        "pmcid",
        "pmid",
        "pp",
        "published",
        "pubmed",
        "retrieved",
        "the",
        "updated",
        "url",
        "viewed",
        "vol",
        "volume",
        "web",
        "www",
    ];
    text.split(|c: char| !c.is_alphanumeric())
        .any(|word| !word.is_empty() && !JOINTS.contains(&word.to_lowercase().as_str()))
}

/// What stands in the text of a block for something else.
pub(super) struct Mark {
    /// Its bytes in the source.
    pub(super) span: Span,
    /// What it is.
    pub(super) kind: MarkKind,
}

/// What a [`Mark`] is.
pub(super) enum MarkKind {
    /// A citation of these references.
    Cite(Vec<usize>),
    /// A citation of references that are not there: a reader sees it as it is written.
    Uncited,
    /// The name of a page.
    Name(String),
    /// A bare web address.
    Address,
}

impl Known<'_> {
    /// The marks of the whole document, in order, none overlapping another.
    pub(super) fn marks(&self, by_mark: &HashMap<String, usize>) -> Vec<Mark> {
        let body = &self.document.body;
        let mut marks: Vec<Mark> = Vec::new();
        let mut group: Option<(Span, Vec<Option<usize>>)> = None;
        let close = |group: Option<(Span, Vec<Option<usize>>)>, marks: &mut Vec<Mark>| {
            let Some((span, cited)) = group else { return };
            let known: Option<Vec<usize>> = cited.into_iter().collect();
            let kind = known.map_or(MarkKind::Uncited, |mut known| {
                known.dedup();
                MarkKind::Cite(known)
            });
            marks.push(Mark { span, kind });
        };
        for citation in &body.citations {
            let cited = by_mark.get(&citation.key).copied();
            match &mut group {
                Some((span, all)) if *span == citation.group => all.push(cited),
                _ => {
                    close(group.take(), &mut marks);
                    group = Some((citation.group, vec![cited]));
                }
            }
        }
        close(group, &mut marks);
        for see in body.sees.iter().filter(|see| see.link.is_none()) {
            marks.push(Mark { span: see.label_span, kind: MarkKind::Name(see.label.clone()) });
        }
        for link in body.links.iter().filter(|link| link.form == crate::page::body::LinkForm::Bare) {
            marks.push(Mark { span: link.span, kind: MarkKind::Address });
        }
        marks.sort_by_key(|mark| mark.span);
        let mut end = 0;
        marks.retain(|mark| {
            let free = mark.span.start >= end;
            end = if free { mark.span.end } else { end };
            free
        });
        marks
    }
}

/// The marks whose bytes begin in a stretch of the source.
pub(super) fn within(marks: &[Mark], span: Span) -> &[Mark] {
    let first = marks.partition_point(|mark| mark.span.start < span.start);
    let behind = marks.partition_point(|mark| mark.span.start < span.end);
    marks.get(first..behind).unwrap_or_default()
}

/// Where a mark is in the text of a block; empty where the text was read without it.
pub(super) fn range(prose: &Prose, mark: &Mark) -> std::ops::Range<usize> {
    let start = prose.place_of(mark.span.start);
    start..prose.place_of(mark.span.end).max(start)
}
