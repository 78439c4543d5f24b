//! The entries of the settings that allow a rule in a file, found once for all findings of that rule in it.

use std::collections::HashMap;

use super::covers::OfRule;
use crate::base::node::Node;
use crate::base::span::Span;
use crate::base::steps::count;
use crate::run::policy::Permit;

/// The entries of the settings by their rule.
#[derive(Debug)]
pub(super) struct ByRule<'a> {
    permits: &'a [Permit],
    by_rule: HashMap<&'a str, Vec<usize>>,
}

/// The entries for one rule that hold in one file, by what they cover.
#[derive(Debug, Default)]
pub(super) struct InFile {
    groups: Vec<Group>,
    of_rule: OfRule,
}

/// Entries that cover the same bytes, or all of the file: what holds of one holds of all.
#[derive(Debug)]
struct Group {
    span: Option<Span>,
    /// Their numbers in the settings, in order.
    permits: Vec<usize>,
}

impl<'a> ByRule<'a> {
    /// Those whose settings file is among the first `files`.
    pub(super) fn of(permits: &'a [Permit], files: usize) -> ByRule<'a> {
        let mut by_rule: HashMap<&str, Vec<usize>> = HashMap::new();
        for (nth, permit) in permits.iter().enumerate().filter(|(_, permit)| permit.file < files) {
            by_rule.entry(&permit.rule).or_default().push(nth);
        }
        ByRule { permits, by_rule }
    }

    /// Those for a rule that hold in a file. `data` is what the pointers lead into, where the file holds data.
    pub(super) fn in_file(&self, rule: &str, path: &str, data: impl FnOnce() -> Option<Node>) -> InFile {
        let mut found = InFile::default();
        let numbers = self.by_rule.get(rule).map(Vec::as_slice).unwrap_or_default();
        count(numbers.len());
        let permits = numbers.iter().filter_map(|nth| Some((*nth, self.permits.get(*nth)?)));
        let permits: Vec<(usize, &Permit)> =
            permits.filter(|(_, permit)| permit.files.is_match(path)).collect();
        let points = permits.iter().any(|(_, permit)| permit.pointer.is_some());
        let root = if points { data() } else { None };
        let mut known: HashMap<Option<Span>, usize> = HashMap::new();
        for (nth, permit) in permits {
            let span = match &permit.pointer {
                None => None,
                Some(pointer) => match root.as_ref().and_then(|root| super::node_at(root, pointer)) {
                    None => continue,
                    span => span,
                },
            };
            let group = *known.entry(span).or_insert_with(|| {
                found.of_rule.add(span, found.groups.len());
                found.groups.push(Group { span, permits: Vec::new() });
                found.groups.len() - 1
            });
            if let Some(group) = found.groups.get_mut(group) {
                group.permits.push(nth);
            }
        }
        found.of_rule.order();
        found
    }
}

impl InFile {
    /// The groups that cover what is found at these bytes, each with its number and its entries, in the order of the
    /// settings.
    pub(super) fn holding(&self, at: Span) -> Vec<(usize, &[usize])> {
        let numbers = self.of_rule.wide.iter().copied().chain(self.of_rule.around(at));
        let groups = numbers.filter_map(|nth| Some((nth, self.groups.get(nth)?)));
        let covers = |span: Span| span.contains(at) || (span.start <= at.start && at.start < span.end);
        let mut holding: Vec<(usize, &[usize])> = groups
            .filter(|(_, group)| group.span.is_none_or(covers))
            .map(|(nth, group)| (nth, group.permits.as_slice()))
            .collect();
        count(holding.len());
        holding.sort_by_key(|(_, permits)| permits.first().copied());
        holding
    }
}
