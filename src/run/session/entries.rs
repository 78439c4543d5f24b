//! Files of sources of which one entry was edited: that alone is read again.
//!
//! An entry says the same wherever it is, as long as nothing in the file names another one. So the edited entry is read
//! among those beside it, as it was and as it is now. Where what it was is not what the whole file said of it, or where
//! something else than the entry may differ, the whole file is read.

use std::ops::Range;
use std::sync::Arc;

use super::{Slot, check_document, notes};
use crate::base::diagnostic::{Diagnostic, Location};
use crate::base::lines::line_start;
use crate::base::source::Source;
use crate::base::span::{DocId, Place, Span};
use crate::model::collection::Collection;
use crate::model::document::{Document, Format};
use crate::model::facts::{self, Cited, Entity, Facts, Recorded, Use};
use crate::read::syntax::Syntax;
use crate::rules::settings::Settings;
use crate::run::policy::Silent;

/// Files with fewer entries are read as quickly as a whole.
const MANY: usize = 32;

/// Where the entries of a file of sources are, and where what they say begins.
#[derive(Clone, Debug)]
pub(super) struct Entries {
    /// The start of the line that each begins in; at the end the length of the text.
    lines: Vec<usize>,
    /// The number of the first place of each, and of its first use of another record.
    starts: Vec<(u32, usize)>,
}

/// What entries say by themselves.
struct Said {
    references: Vec<Cited>,
    entities: Vec<Entity>,
    uses: Vec<Vec<Use>>,
    places: Vec<Vec<Span>>,
    findings: Vec<Diagnostic<Location>>,
}

impl Entries {
    /// `None` of a file that is no list of sources, that has few, or in which one may rest on another.
    pub(super) fn of(document: &Document, starts: Vec<(u32, usize)>, settings: &Settings) -> Option<Entries> {
        let records = document.records();
        let text = document.source.text.as_str();
        let is_plain = document.collection == Collection::Source
            && Format::of(&document.source.path) == Some(Format::Data)
            && records.len() >= MANY
            && starts.len() == records.len()
            && document.problems.is_empty()
            && document.lost.is_empty()
            && document.allows.is_empty()
            && !document.interwoven
            && settings.extra_fields.is_empty()
            && document.source.without_mark().1 == 0
            && may_be_cut(&document.source.path, text);
        if !is_plain {
            return None;
        }
        let begin = |at: u32| line_start(text, at as usize);
        let mut lines: Vec<usize> = records.iter().map(|record| begin(record.span.start)).collect();
        lines.push(text.len());
        lines.is_sorted_by(|one, next| one < next).then_some(Entries { lines, starts })
    }

    /// The bytes of some entries.
    fn bytes(&self, entries: &Range<usize>) -> Option<Range<usize>> {
        Some(*self.lines.get(entries.start)?..*self.lines.get(entries.end)?)
    }

    /// The places of an entry, of so many of the file.
    fn places(&self, nth: usize, all: usize) -> Option<Range<usize>> {
        let start = self.starts.get(nth)?.0 as usize;
        Some(start..self.starts.get(nth + 1).map_or(all, |(next, _)| *next as usize))
    }

    /// The uses of an entry, of so many of the file.
    fn uses(&self, nth: usize, all: usize) -> Option<Range<usize>> {
        let start = self.starts.get(nth)?.1;
        Some(start..self.starts.get(nth + 1).map_or(all, |(_, next)| *next))
    }
}

/// Whether nothing in a text gives entries a meaning that they do not have by themselves.
fn may_be_cut(path: &str, text: &str) -> bool {
    let bytes = text.as_bytes();
    let after =
        |mark: u8| memchr::memchr_iter(mark, bytes).map(|at| (at, bytes.get(at + 1..).unwrap_or_default()));
    match Syntax::of(path) {
        // Macros, remarks, and entries that take over what others say.
        Syntax::Bib => {
            let is_of_file = |(_, rest): (usize, &[u8])| {
                ["string", "comment", "preamble"].iter().any(|word| {
                    rest.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word.as_bytes()))
                })
            };
            let small = text.to_lowercase();
            let names_others = ["crossref", "xdata", "xref"];
            !after(b'@').any(is_of_file) && !names_others.iter().any(|word| small.contains(word))
        }
        // Anchors and what names them, and marks between documents.
        Syntax::Yaml => {
            let is_name = |(at, rest): (usize, &[u8])| {
                let begins = at
                    .checked_sub(1)
                    .and_then(|at| bytes.get(at))
                    .is_none_or(|byte| !byte.is_ascii_alphanumeric());
                begins && rest.first().is_some_and(|byte| !byte.is_ascii_whitespace())
            };
            !after(b'&').chain(after(b'*')).any(is_name)
                && !["\n---", "\n...", "\n%", "\t"].iter().any(|mark| text.contains(mark))
        }
        _ => true,
    }
}

impl Slot {
    /// The same file with another text, if one entry of it is another alone.
    pub(super) fn with_other_entry(
        &self,
        source: &Source,
        collection: Collection,
        settings: &Arc<Settings>,
        silent: &Silent,
    ) -> Option<Slot> {
        let entries = self.entries.as_ref().filter(|_| !self.is_broken && source.refused.is_none())?;
        let (old, new) = (self.source.text.as_str(), source.text.as_str());
        let order = settings.read.slash_order;
        let is_alike = collection == self.facts.collection
            && source.without_mark().1 == 0
            && may_be_cut(&source.path, new)
            && order.told_by(old) == order.told_by(new);
        let changed = differing(old, new).filter(|_| is_alike)?;
        // The entry in which the difference is, with one on either side that has to say what it said, and one more on
        // either side so that these are not the first and the last. The first entry of all may say something of the file.
        let nth = entries.lines.partition_point(|line| *line < changed.start).checked_sub(1)?;
        let number = entries.starts.len();
        let near = nth.checked_sub(1)?..(nth + 2).min(number);
        let all = near.start.saturating_sub(1)..(near.end + 1).min(number);
        let (of_entry, before) = (entries.bytes(&(nth..nth + 1))?, entries.bytes(&all)?);
        // The end of its last line stays.
        if changed.end >= of_entry.end {
            return None;
        }
        let now = before.start..(before.end + new.len()).checked_sub(old.len())?;
        let window = |text: &'_ str, bytes: Range<usize>| {
            let entries = near.start - all.start..near.end - all.start;
            let text = text.get(bytes.clone())?.to_owned();
            let is_last = all.end == number;
            let window = Window { text, start: bytes.start, number: all.len(), entries, is_last };
            window.read(self.facts.start.doc, &source.path, settings, silent)
        };
        let (was, is) = (window(old, before)?, window(new, now)?);
        let bytes = entries.bytes(&near)?;
        let known = self.said(entries, &near, &bytes)?;
        if !(was.is_same(&known) && was.places.iter().map(Vec::len).eq(is.places.iter().map(Vec::len))) {
            return None;
        }
        self.put_together(source, entries, &changed, (&near, &bytes), is)
    }

    /// What is known of some entries.
    fn said(&self, entries: &Entries, near: &Range<usize>, bytes: &Range<usize>) -> Option<Said> {
        let is_there = |finding: &&Diagnostic<Location>| bytes.contains(&(finding.at.span.start as usize));
        let findings = self.findings.iter().filter(is_there).cloned().collect();
        Said::of(&self.facts, &self.places, entries, near, findings)
    }

    /// The slot with other words of an entry and of those beside it.
    fn put_together(
        &self,
        source: &Source,
        entries: &Entries,
        changed: &Range<usize>,
        (near, before): (&Range<usize>, &Range<usize>),
        said: Said,
    ) -> Option<Slot> {
        let (old, new) = (self.source.text.len(), source.text.len());
        let moved = |at: usize| (at + new).checked_sub(old);
        // What comes after the difference is as far from the end of the text as it was.
        let shift = |span: Span| {
            let at =
                |at: u32| if at as usize >= changed.end { moved(at as usize) } else { Some(at as usize) };
            Some(Span::new(at(span.start)?, at(span.end)?))
        };
        let (start, _) = *entries.starts.get(near.start)?;
        let keep = |place: Place| Place { nth: place.nth.wrapping_add(start), ..place };
        let mut facts = (*self.facts).clone();
        let mut places = self.places.iter().map(|span| shift(*span)).collect::<Option<Vec<Span>>>()?;
        let all = places.len();
        let mut entries = entries.clone();
        let Said { references, entities, uses, places: spans, findings } = said;
        for ((at, cited), entity) in near.clone().zip(references).zip(entities) {
            *facts.references.get_mut(at)? = cited.map(keep);
            *facts.entities.get_mut(at)? = entity.map(keep);
        }
        for (at, spans) in near.clone().zip(spans) {
            let own = places.get_mut(entries.places(at, all)?)?;
            (own.len() == spans.len()).then(|| own.copy_from_slice(&spans))?;
        }
        // From the last, so that the places of those before it stay.
        for (at, own) in near.clone().zip(uses).rev() {
            let known = entries.uses(at, facts.uses.len())?;
            let (was, is) = (known.len(), own.len());
            facts.uses.splice(known, own.into_iter().map(|used| used.map(keep)));
            for (_, using) in entries.starts.iter_mut().skip(at + 1) {
                *using = (*using + is).checked_sub(was)?;
            }
        }
        for line in entries.lines.iter_mut().filter(|line| **line >= changed.end) {
            *line = moved(*line)?;
        }
        let is_elsewhere =
            |finding: &&Diagnostic<Location>| !before.contains(&(finding.at.span.start as usize));
        let others = self.findings.iter().filter(is_elsewhere).cloned();
        let others = others
            .map(|finding| finding.map(|at| Location { span: shift(at.span).unwrap_or(at.span), ..at }));
        let mut slot = Slot {
            source: Arc::new(Source::new(source.path.clone(), source.text.clone())),
            facts: Arc::new(facts),
            text: self.text.clone(),
            places,
            allows: Vec::new(),
            own_fields: Vec::new(),
            findings: others.chain(findings).collect(),
            notes: Vec::new(),
            entries: Some(entries),
            is_broken: false,
        };
        slot.fit_spans();
        Some(slot)
    }
}

impl Said {
    /// What some entries of a file say, with places that are numbered from the first of them.
    fn of(
        facts: &Facts,
        places: &[Span],
        entries: &Entries,
        near: &Range<usize>,
        findings: Vec<Diagnostic<Location>>,
    ) -> Option<Said> {
        let Facts { references, entities, uses, .. } = facts;
        let (first, _) = entries.starts.get(near.start)?;
        let keep = |place: Place| Place { nth: place.nth.wrapping_sub(*first), ..place };
        let own_places = |nth| Some(places.get(entries.places(nth, places.len())?)?.to_vec());
        let own_uses = |nth| {
            let own = uses.get(entries.uses(nth, uses.len())?)?;
            Some(own.iter().map(|used| used.clone().map(keep)).collect())
        };
        Some(Said {
            references: references.get(near.clone())?.iter().map(|cited| cited.clone().map(keep)).collect(),
            entities: entities.get(near.clone())?.iter().map(|entity| entity.clone().map(keep)).collect(),
            uses: near.clone().map(own_uses).collect::<Option<_>>()?,
            places: near.clone().map(own_places).collect::<Option<_>>()?,
            findings,
        })
    }

    fn is_same(&self, other: &Said) -> bool {
        let sorted = |findings: &[Diagnostic<Location>]| {
            let mut shown: Vec<String> = findings.iter().map(|finding| format!("{finding:?}")).collect();
            shown.sort_unstable();
            shown
        };
        self.references == other.references
            && self.entities == other.entities
            && self.uses == other.uses
            && self.places == other.places
            && sorted(&self.findings) == sorted(&other.findings)
    }
}

/// The bytes of the old text that are others in the new one.
fn differing(old: &str, new: &str) -> Option<Range<usize>> {
    let same = |(one, other): &(u8, u8)| one == other;
    let start = old.bytes().zip(new.bytes()).take_while(same).count();
    let most = old.len().min(new.len()) - start;
    let end = old.bytes().rev().zip(new.bytes().rev()).take(most).take_while(same).count();
    (start < old.len() || start < new.len()).then_some(start..old.len() - end)
}

/// Some entries of a file, to be read by themselves.
struct Window {
    text: String,
    /// Where it begins in the file.
    start: usize,
    /// How many entries are in it.
    number: usize,
    /// Those of them that are asked for.
    entries: Range<usize>,
    /// Whether the file ends with them.
    is_last: bool,
}

impl Window {
    /// What the entries say, as if they were in the file. `None` if there are others, or if something is to be said that is
    /// not theirs.
    fn read(self, id: DocId, path: &str, settings: &Arc<Settings>, silent: &Silent) -> Option<Said> {
        let Window { text, start, number, entries: wanted, is_last } = self;
        let (before, text) = match Syntax::of(path) {
            // What follows them is the comma before the next one, or the bracket that closes the list.
            Syntax::Json => {
                let end = if is_last { ']' } else { ',' };
                ("[", format!("[{}]", text.trim_end().strip_suffix(end)?))
            }
            _ => ("", text),
        };
        let document = Document::parse(id, Source::new(path, text), Collection::Source, &settings.read);
        let is_plain = document.records().len() == number
            && document.problems.is_empty()
            && document.lost.is_empty()
            && document.allows.is_empty()
            && !document.interwoven;
        let Recorded { facts, mut places, starts } =
            is_plain.then(|| facts::recorded(&document, &settings.read))?;
        let findings = check_document(settings, &document, |rule| !silent.has(rule));
        let has_notes = !notes(settings, &document, |_| true, &mut places).is_empty();
        let is_whole = facts.references.len() == number && facts.entities.len() == number && !has_notes;
        let move_span = |span: Span| {
            let at = |at: u32| (at as usize + start).checked_sub(before.len());
            Some(Span::new(at(span.start)?, at(span.end)?))
        };
        let first_record = document.records().get(wanted.start)?.span.start as usize;
        let first = line_start(&document.source.text, first_record).max(before.len());
        let last = match document.records().get(wanted.end) {
            Some(next) => line_start(&document.source.text, next.span.start as usize),
            None => document.source.text.len(),
        };
        let places = places.into_iter().map(move_span).collect::<Option<Vec<Span>>>().filter(|_| is_whole)?;
        let own = findings.into_iter().filter(|finding| (first..last).contains(&(finding.at.start as usize)));
        let findings = own.map(|finding| {
            finding.map(|span| Location { doc: id, span: move_span(span).unwrap_or_default() })
        });
        let findings = findings.collect();
        let entries = Entries { lines: Vec::new(), starts };
        Said::of(&facts, &places, &entries, &wanted, findings)
    }
}

#[cfg(test)]
mod tests;
