//! Files of sources, entry by entry: large ones are read in parts, and of one that was edited the entry alone is read again.
//!
//! An entry says the same wherever it is, as long as nothing in the file names another one. So the edited entry is read
//! among those beside it, as it was and as it is now. Where what it was is not what the whole file said of it, or where
//! something else than the entry may differ, the whole file is read.

mod parts;
mod window;

use std::ops::Range;
use std::sync::Arc;

use super::Slot;
use crate::base::diagnostic::{Diagnostic, Location};
use crate::base::lines::line_start;
use crate::base::source::Source;
use crate::base::span::{Place, Span};
use crate::model::collection::Collection;
use crate::model::document::{Document, Format};
use crate::model::facts::{Cited, Entity, Facts, Use};
use crate::read::syntax::Syntax;
use crate::rules::settings::Settings;
use crate::run::policy::Silent;

pub(super) use parts::Merged;
use window::{Reading, Window};

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
            && starts.len() == records.len()
            && document.problems.is_empty()
            && document.lost.is_empty()
            && document.allows.is_empty()
            && !document.interwoven
            && settings.extra_fields.is_empty()
            && document.source.without_mark().1 == 0
            && Syntax::of(&document.source.path).has_independent_entries(text);
        let begins = records.iter().map(|record| record.span.start as usize).collect();
        is_plain.then(|| Entries::new(text, begins, starts))?
    }

    /// Of entries that begin at these bytes; `None` if there are few, or several in a line.
    fn new(text: &str, begins: Vec<usize>, starts: Vec<(u32, usize)>) -> Option<Entries> {
        let mut lines: Vec<usize> = begins.into_iter().map(|at| line_start(text, at)).collect();
        let are_many = lines.len() >= MANY;
        lines.push(text.len());
        (are_many && lines.is_sorted_by(|one, next| one < next)).then_some(Entries { lines, starts })
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
        let slash_order = settings.read.slash_order.told_by(new);
        let is_alike = collection == self.facts.collection
            && source.without_mark().1 == 0
            && Syntax::of(&source.path).has_independent_entries(new)
            && settings.read.slash_order.told_by(old) == slash_order;
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
        let window = |text: &str, bytes: Range<usize>| {
            let wanted = near.start - all.start..near.end - all.start;
            let window = Window {
                start: bytes.start,
                text: text.get(bytes)?,
                number: all.len(),
                wanted: wanted.clone(),
                is_last: all.end == number,
                slash_order,
            };
            let reading = window.read(self.facts.start.doc, &source.path, settings, silent)?;
            let Reading { facts, places, starts, findings, .. } =
                Some(reading).filter(|reading| !reading.has_problems)?;
            Said::of(&facts, &places, &Entries { lines: Vec::new(), starts }, &wanted, findings)
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

#[cfg(test)]
mod tests;
