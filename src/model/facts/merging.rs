//! Entries of a numbered list that become one, and the numbers that all others have then.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::{Citation, Cited, CitedForm, Facts};
use crate::base::diagnostic::{Edit, Merge};
use crate::base::span::Place;
use crate::base::steps::count;
use crate::page::body::{CitationForm, EntryForm};

/// Merges of one numbered list that are made together: the list is numbered once.
#[derive(Debug)]
pub struct Merging<'a> {
    facts: &'a Facts,
    citations: HashMap<u32, Vec<&'a Citation>>,
    /// For each number that goes the one that is cited in its place.
    into: BTreeMap<u32, u32>,
    /// For each number that takes the place of others the groups of marks in which it is cited.
    groups: HashMap<u32, HashSet<usize>>,
}

impl<'a> Merging<'a> {
    /// None of the entries of a page.
    #[must_use]
    pub fn new(facts: &'a Facts) -> Merging<'a> {
        let mut citations: HashMap<u32, Vec<&Citation>> = HashMap::new();
        for (number, citation) in numbered(facts) {
            citations.entry(number).or_default().push(citation);
        }
        Merging { facts, citations, into: BTreeMap::new(), groups: HashMap::new() }
    }

    /// Adds a merge to those that are made together. False where it has to wait, or where readers would see one mark
    /// twice side by side.
    pub fn add(&mut self, Merge { kept, gone }: Merge) -> bool {
        let kept = self.into.get(&kept).copied().unwrap_or(kept);
        if kept >= gone || self.into.contains_key(&gone) || self.groups.contains_key(&gone) {
            return false;
        }
        let groups_of = |number: u32| -> Vec<usize> {
            self.citations.get(&number).into_iter().flatten().map(|citation| citation.group).collect()
        };
        let added = groups_of(gone);
        let own = groups_of(kept);
        let groups = self.groups.entry(kept).or_insert_with(|| own.into_iter().collect());
        let twice = added.iter().collect::<HashSet<_>>().len() < added.len();
        if twice || added.iter().any(|group| groups.contains(group)) {
            return false;
        }
        groups.extend(added);
        self.into.insert(gone, kept);
        true
    }

    /// What is to be written. `None` if a number cannot be written again by itself, or an entry cannot be taken out.
    #[must_use]
    pub fn edits(&self) -> Option<Vec<Edit<Place>>> {
        let facts = self.facts;
        count(facts.citations.len() + facts.references.len());
        let gone: Vec<u32> = self.into.keys().copied().collect();
        let now = |number: u32| {
            let number = self.into.get(&number).copied().unwrap_or(number);
            number - u32::try_from(gone.partition_point(|gone| *gone < number)).unwrap_or_default()
        };
        let mut edits = Vec::new();
        // A number that no entry has would come to point at another work once there is one.
        let listed: HashSet<u32> = entries(facts).map(|(number, _)| number).collect();
        let moved = |(number, _): &(u32, &Citation)| now(*number) != *number && listed.contains(number);
        for (number, citation) in numbered(facts).filter(moved) {
            edits.push(Edit::verbatim(citation.key.place, citation.numeral?.write(now(number))));
        }
        for (number, entry) in entries(facts) {
            if self.into.contains_key(&number) {
                edits.push(Edit::verbatim(entry.lines?, ""));
            } else if now(number) != number {
                edits.push(Edit::verbatim(entry.key.as_ref()?.place, entry.numeral?.write(now(number))));
            }
        }
        Some(edits)
    }
}

/// The citations of a page by number.
fn numbered(facts: &Facts) -> impl Iterator<Item = (u32, &Citation)> {
    let by_number =
        |citation: &&Citation| matches!(citation.form, CitationForm::Number | CitationForm::Superscript);
    facts
        .citations
        .iter()
        .filter(by_number)
        .filter_map(|citation| Some((citation.key.text.parse().ok()?, citation)))
}

/// The entries of a page's list by number.
fn entries(facts: &Facts) -> impl Iterator<Item = (u32, &Cited)> {
    let listed = facts.references.iter().filter(|cited| cited.form == CitedForm::Text(EntryForm::ListItem));
    listed.filter_map(|cited| Some((cited.key.as_ref()?.text.parse().ok()?, cited)))
}
