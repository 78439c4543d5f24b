//! Some entries of a file of sources, read by themselves.

use std::ops::Range;
use std::sync::Arc;

use crate::base::date::SlashOrder;
use crate::base::diagnostic::{Diagnostic, Location};
use crate::base::lines::line_start;
use crate::base::problem::ProblemKind;
use crate::base::source::Source;
use crate::base::span::{DocId, Span};
use crate::model::collection::Collection;
use crate::model::document::Document;
use crate::model::facts::{self, Facts, Recorded};
use crate::read::syntax::Syntax;
use crate::rules::settings::Settings;
use crate::run::policy::Silent;
use crate::run::session::document_rules::{check_document, notes};

/// Some entries of a file, to be read as if they were the file.
pub(super) struct Window<'t> {
    pub text: &'t str,
    /// Where it begins in the file.
    pub start: usize,
    /// How many entries are in it.
    pub number: usize,
    /// Those of them that are asked for.
    pub wanted: Range<usize>,
    /// Whether the file ends with them.
    pub is_last: bool,
    /// In which order the file writes its dates.
    pub slash_order: SlashOrder,
}

/// What the entries of a window say. All spans are those of the file.
pub(super) struct Reading {
    /// The facts of all its entries.
    pub facts: Facts,
    /// The bytes of their places.
    pub places: Vec<Span>,
    /// The number of the first place of each entry, and of its first use of another record.
    pub starts: Vec<(u32, usize)>,
    /// Where each entry begins.
    pub begins: Vec<usize>,
    /// What is found in the entries that were asked for.
    pub findings: Vec<Diagnostic<Location>>,
    /// Whether a reader had something to say of an entry.
    pub has_problems: bool,
}

impl Window<'_> {
    /// What the entries say, as if they were in the file. `None` if there are others, or if something is to be said that is
    /// not theirs.
    pub fn read(&self, id: DocId, path: &str, settings: &Arc<Settings>, silent: &Silent) -> Option<Reading> {
        let (before, text) = match Syntax::of(path) {
            // What follows them is the comma before the next one, or the bracket that closes the list.
            Syntax::Json => {
                let end = if self.is_last { ']' } else { ',' };
                ("[", format!("[{}]", self.text.trim_end().strip_suffix(end)?))
            }
            _ => ("", self.text.to_owned()),
        };
        let source = Source::new(path, text);
        let document = Document::parse_part(id, source, Collection::Source, &settings.read, self.slash_order);
        let records = document.records();
        let is_plain = records.len() == self.number
            && document.problems.iter().all(|problem| problem.kind != ProblemKind::Unreadable)
            && document.lost.is_empty()
            && document.allows.is_empty()
            && !document.interwoven;
        let Recorded { facts, mut places, starts } =
            is_plain.then(|| facts::recorded(&document, &settings.read))?;
        let findings = check_document(settings, &document, |rule| !silent.has(rule));
        let has_notes = !notes(settings, &document, |_| true, &mut places).is_empty();
        let is_whole =
            facts.references.len() == self.number && facts.entities.len() == self.number && !has_notes;
        let move_span = |span: Span| {
            let at = |at: u32| (at as usize + self.start).checked_sub(before.len());
            Some(Span::new(at(span.start)?, at(span.end)?))
        };
        // What stands before an entry in its line, as a dash, is its own; in JSON another entry may.
        let begin = |at: u32| match Syntax::of(path) {
            Syntax::Json => at as usize,
            _ => line_start(&document.source.text, at as usize),
        };
        let first = begin(records.get(self.wanted.start)?.span.start);
        let last = match records.get(self.wanted.end) {
            Some(next) => begin(next.span.start),
            None => document.source.text.len(),
        };
        let places = places.into_iter().map(move_span).collect::<Option<Vec<Span>>>().filter(|_| is_whole)?;
        let own = findings.into_iter().filter(|finding| (first..last).contains(&(finding.at.start as usize)));
        let findings = own.map(|finding| {
            finding.map(|span| Location { doc: id, span: move_span(span).unwrap_or_default() })
        });
        let begins = records.iter().map(|record| move_span(record.span).map(|span| span.start as usize));
        Some(Reading {
            findings: findings.collect(),
            begins: begins.collect::<Option<_>>()?,
            has_problems: !document.problems.is_empty(),
            facts,
            places,
            starts,
        })
    }
}
