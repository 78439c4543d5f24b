//! The comments of one document by what they cover, so that a finding is not held against each of them.

use std::cmp::Reverse;
use std::collections::HashMap;

use crate::base::span::Span;
use crate::base::steps::count;
use crate::read::allow::{Allow, Covers, Instruction};

/// The comments of one document that may allow something.
#[derive(Debug, Default)]
pub(super) struct Groups<'a> {
    groups: Vec<Group>,
    /// For each comment of the document its group; `None` for one that allows nothing.
    of_comment: Vec<Option<usize>>,
    by_rule: HashMap<&'a str, OfRule>,
}

/// Comments that allow the same rule in the same place: what holds of one holds of all.
#[derive(Debug)]
pub(super) struct Group {
    covers: Covers,
    /// Their numbers in the document, in order.
    pub(super) comments: Vec<usize>,
}

/// The groups of one rule.
#[derive(Debug, Default)]
pub(super) struct OfRule {
    /// Those that cover more than a place: what is absent, or the whole file.
    pub(super) wide: Vec<usize>,
    /// The others, in the order of what they cover; of those that begin together the longer first.
    placed: Vec<(Span, usize)>,
    /// For each of `placed` the last before it that ends later: those between hold nothing that it does not reach.
    reaching_further: Vec<Option<usize>>,
}

impl<'a> Groups<'a> {
    pub(super) fn of(allows: &'a [Allow]) -> Groups<'a> {
        let mut groups = Groups::default();
        let mut known: HashMap<(&str, Option<Span>, bool, bool), usize> = HashMap::new();
        for (nth, allow) in allows.iter().enumerate() {
            let is_instruction = matches!(allow.instruction, Instruction::Allow | Instruction::AllowFile);
            if !is_instruction || allow.reason.is_none() {
                groups.of_comment.push(None);
                continue;
            }
            // The place of a comment for the whole file does not matter.
            let Covers { span, absent, file } = allow.covers;
            let covers = if file { Covers { span: None, absent: true, file } } else { allow.covers.clone() };
            let key = (allow.rule.as_str(), covers.span, absent || file, file);
            let group = *known.entry(key).or_insert_with(|| {
                let of_rule = groups.by_rule.entry(&allow.rule).or_default();
                of_rule.add(span.filter(|_| !absent && !file), groups.groups.len());
                groups.groups.push(Group { covers, comments: Vec::new() });
                groups.groups.len() - 1
            });
            groups.of_comment.push(Some(group));
            if let Some(group) = groups.groups.get_mut(group) {
                group.comments.push(nth);
            }
        }
        groups.by_rule.values_mut().for_each(OfRule::order);
        groups
    }

    /// The group of a comment.
    pub(super) fn of_comment(&self, nth: usize) -> Option<usize> {
        self.of_comment.get(nth).copied().flatten()
    }

    /// The groups that cover what `rule` reports at these bytes, each with its number, in the order of their comments.
    pub(super) fn holding(&self, rule: &str, at: Span, title: Option<Span>) -> Vec<(usize, &Group)> {
        let Some(of_rule) = self.by_rule.get(rule) else {
            return Vec::new();
        };
        let numbers = of_rule.wide.iter().copied().chain(of_rule.around(at));
        let groups = numbers.filter_map(|nth| Some((nth, self.groups.get(nth)?)));
        let mut holding: Vec<_> = groups.filter(|(_, group)| group.covers.holds(at, title)).collect();
        count(of_rule.wide.len() + holding.len());
        holding.sort_by_key(|(_, group)| group.comments.first().copied());
        holding
    }
}

impl OfRule {
    /// Takes in a group that covers these bytes alone, or more than a place.
    pub(super) fn add(&mut self, span: Option<Span>, group: usize) {
        match span {
            Some(span) => self.placed.push((span, group)),
            None => self.wide.push(group),
        }
    }

    /// Sorts the groups, when the last one is in.
    pub(super) fn order(&mut self) {
        self.placed.sort_unstable_by_key(|(span, nth)| (span.start, Reverse(span.end), *nth));
        for (nth, (span, _)) in self.placed.iter().enumerate() {
            let mut before = nth.checked_sub(1);
            while let Some(other) = before
                && self.placed.get(other).is_some_and(|(other, _)| other.end <= span.end)
            {
                before = self.reaching_further.get(other).copied().flatten();
            }
            self.reaching_further.push(before);
        }
    }

    /// The groups whose place begins at or before the start of these bytes and reaches there.
    pub(super) fn around(&self, at: Span) -> Vec<usize> {
        let mut found = Vec::new();
        let mut next = self.placed.partition_point(|(span, _)| span.start <= at.start).checked_sub(1);
        while let Some(nth) = next
            && let Some((span, group)) = self.placed.get(nth)
        {
            count(1);
            if span.end >= at.start {
                found.push(*group);
                next = nth.checked_sub(1);
            } else {
                next = self.reaching_further.get(nth).copied().flatten();
            }
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_comments_that_cover_a_place_are_found_among_all() {
        let allow = |(start, end): (usize, usize)| Allow {
            span: Span::at(0),
            instruction: Instruction::Allow,
            rule: "a/b".to_owned(),
            rule_span: Span::at(0),
            reason: Some("why".to_owned()),
            covers: Covers { span: Some(Span::new(start, end)), ..Covers::default() },
        };
        let spans =
            [(0, 40), (2, 9), (3, 5), (10, 30), (11, 12), (13, 14), (13, 20), (20, 35), (36, 36), (2, 9)];
        let allows: Vec<Allow> = spans.into_iter().map(allow).collect();
        let groups = Groups::of(&allows);
        for (start, end) in (0..42).flat_map(|start| [(start, start), (start, start + 3)]) {
            let at = Span::new(start, end);
            let mut expected: Vec<usize> =
                (0..allows.len()).filter(|nth| allows[*nth].covers.holds(at, None)).collect();
            let holding = groups.holding("a/b", at, None);
            let mut found: Vec<usize> =
                holding.iter().flat_map(|(_, group)| &group.comments).copied().collect();
            found.sort_unstable();
            expected.sort_unstable();
            assert_eq!(found, expected, "{start}..{end}");
            assert!(groups.holding("a/c", at, None).is_empty());
        }
    }
}
