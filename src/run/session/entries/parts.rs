//! Large libraries, read part by part: the tree of a file that was read takes ten times its bytes, so no more of it is
//! kept at a time than all threads work on.

use std::ops::Range;
use std::sync::Arc;

use rayon::prelude::*;

use super::window::{Reading, Window};
use super::{Entries, Slot};
use crate::base::date::SlashOrder;
use crate::base::diagnostic::{Diagnostic, Location};
use crate::base::source::Source;
use crate::base::span::{DocId, Place, Span};
use crate::model::collection::Collection;
use crate::model::document::Format;
use crate::model::facts::Facts;
use crate::read::allow;
use crate::read::syntax::Syntax;
use crate::rules::settings::Settings;
use crate::run::policy::Silent;

/// How many entries are read at once.
const PART: usize = 256;
/// Files with fewer entries are read as a whole.
const MANY: usize = 4 * PART;

/// A file of sources before it is read.
pub(super) struct Library<'t> {
    text: &'t str,
    /// Where its entries begin; at the end the length of the text.
    starts: Vec<usize>,
    /// How many entries are read at once.
    part: usize,
    slash_order: SlashOrder,
}

/// What the entries of a library say together.
pub(in crate::run::session) struct Merged {
    facts: Facts,
    places: Vec<Span>,
    starts: Vec<(u32, usize)>,
    begins: Vec<usize>,
    findings: Vec<Diagnostic<Location>>,
    has_problems: bool,
}

impl<'t> Library<'t> {
    /// A file of so many sources at least, of which so many are to be read at once.
    pub(super) fn of(
        source: &'t Source,
        collection: Collection,
        settings: &Settings,
        (part, many): (usize, usize),
    ) -> Option<Library<'t>> {
        let text = source.text.as_str();
        let syntax = Syntax::of(&source.path);
        let may_be_parted = collection == Collection::Source
            && Format::of(&source.path) == Some(Format::Data)
            && source.refused.is_none()
            && source.without_mark().1 == 0
            && settings.extra_fields.is_empty()
            && !allow::may_address(text)
            // An entry has a line of ten letters at least.
            && text.len() / 10 >= many;
        let mut starts = if may_be_parted { syntax.entry_starts(text) } else { Vec::new() };
        if starts.len() < many || !syntax.has_independent_entries(text) {
            return None;
        }
        starts.push(text.len());
        Some(Library { text, starts, part, slash_order: settings.read.slash_order.told_by(text) })
    }

    /// Reads all parts; `None` if one does not say by itself what it says in the file.
    pub(super) fn read(
        &self,
        id: DocId,
        path: &str,
        settings: &Arc<Settings>,
        silent: &Silent,
    ) -> Option<Merged> {
        let number = self.starts.len() - 1;
        let parts: Vec<Range<usize>> =
            (0..number).step_by(self.part).map(|first| first..(first + self.part).min(number)).collect();
        let mut merged: Option<Merged> = None;
        for parts in parts.chunks(2 * rayon::current_num_threads()) {
            let read = |part: &Range<usize>| {
                let (window, wanted) = self.window(part)?;
                Some((window.read(id, path, settings, silent)?, wanted))
            };
            let read: Vec<Option<(Reading, Range<usize>)>> = parts.par_iter().map(read).collect();
            for reading in read {
                let (reading, wanted) = reading?;
                let merged = merged.get_or_insert_with(|| Merged::new(&reading, number));
                merged.take_in(reading, &wanted)?;
            }
        }
        merged
    }

    /// The text of some entries with one more on either side, so that they are not the first and the last where they are
    /// not in the file, and those that are asked for by their numbers in it.
    fn window(&self, part: &Range<usize>) -> Option<(Window<'t>, Range<usize>)> {
        let number = self.starts.len() - 1;
        let all = part.start.saturating_sub(1)..(part.end + 1).min(number);
        let (start, end) = (*self.starts.get(all.start)?, *self.starts.get(all.end)?);
        let wanted = part.start - all.start..part.end - all.start;
        let window = Window {
            text: self.text.get(start..end)?,
            start,
            number: all.len(),
            wanted: wanted.clone(),
            is_last: all.end == number,
            slash_order: self.slash_order,
        };
        Some((window, wanted))
    }
}

impl Merged {
    /// Reads a file of many sources. `None` of one that has few, and of one that has to be read as a whole: because an entry
    /// may rest on another, or cannot be read, or because a comment allows something.
    pub(in crate::run::session) fn read(
        id: DocId,
        source: &Source,
        collection: Collection,
        settings: &Arc<Settings>,
        silent: &Silent,
    ) -> Option<Merged> {
        Library::of(source, collection, settings, (PART, MANY))?.read(id, &source.path, settings, silent)
    }

    /// All that is known of the file that was read.
    pub(in crate::run::session) fn into_slot(self, source: Source) -> Slot {
        let Merged { facts, places, starts, begins, mut findings, has_problems } = self;
        // As if each rule had looked at the whole file: the catalogue has them in the order of their ids.
        findings.sort_by_key(|finding| finding.rule.0);
        let entries = Entries::new(&source.text, begins, starts).filter(|_| !has_problems);
        let mut slot = Slot {
            source: Arc::new(source),
            facts: Arc::new(facts),
            text: None,
            places,
            allows: Vec::new(),
            own_fields: Vec::new(),
            findings,
            notes: Vec::new(),
            entries,
            is_broken: false,
        };
        slot.fit_spans();
        slot
    }

    /// Nothing yet, with room for so many entries that are like those of the first part.
    fn new(first: &Reading, number: usize) -> Merged {
        let Reading { facts, places, .. } = first;
        let mut start = facts.without_content();
        start.references.reserve_exact(number);
        start.entities.reserve_exact(number);
        let mut merged = Merged {
            facts: start,
            places: Vec::with_capacity(places.len() * number / facts.references.len().max(1)),
            starts: Vec::with_capacity(number),
            begins: Vec::with_capacity(number),
            findings: Vec::new(),
            has_problems: false,
        };
        // The start of the file, which each part has before its entries.
        merged.places.push(Span::default());
        merged
    }

    /// Adds the entries of a part that were asked for.
    fn take_in(&mut self, reading: Reading, wanted: &Range<usize>) -> Option<()> {
        let Reading { facts, places, starts, begins, findings, has_problems } = reading;
        let end = |nth: usize| starts.get(nth).map_or(places.len(), |(place, _)| *place as usize);
        let own = starts.get(wanted.start)?.0 as usize..end(wanted.end);
        let uses = |nth: usize| starts.get(nth).map_or(facts.uses.len(), |(_, used)| *used);
        let own_uses = uses(wanted.start)..uses(wanted.end);
        let (first, first_use) = (u32::try_from(self.places.len()).ok()?, self.facts.uses.len());
        let before = u32::try_from(own.start).ok()?;
        let renumber = |nth: u32| nth.wrapping_sub(before).wrapping_add(first);
        let keep = |place: Place| Place { nth: renumber(place.nth), ..place };
        self.places.extend_from_slice(places.get(own)?);
        let moved = |(place, used): &(u32, usize)| (renumber(*place), used + first_use - own_uses.start);
        self.starts.extend(starts.get(wanted.clone())?.iter().map(moved));
        self.begins.extend_from_slice(begins.get(wanted.clone())?);
        self.findings.extend(findings);
        self.has_problems |= has_problems;
        let in_part = |nth: &usize| wanted.contains(nth);
        let references = facts.references.into_iter().enumerate().filter(|(nth, _)| in_part(nth));
        self.facts.references.extend(references.map(|(_, cited)| cited.map(keep)));
        let entities = facts.entities.into_iter().enumerate().filter(|(nth, _)| in_part(nth));
        self.facts.entities.extend(entities.map(|(_, entity)| entity.map(keep)));
        let used = facts.uses.into_iter().take(own_uses.end).skip(own_uses.start);
        self.facts.uses.extend(used.map(|used| used.map(keep)));
        Some(())
    }
}
