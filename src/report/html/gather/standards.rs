//! Criterion by criterion, what the rules say of a standard.

use std::collections::HashSet;

use super::super::model::{Criterion, RuleRow, Standard, State};
use crate::base::diagnostic::RuleId;
use crate::rules::preset;

/// What each preset's standard asks for, and whether rules report anything. What a baseline knows counts: it is there.
pub(super) fn standards(rows: &[RuleRow], off: &HashSet<RuleId>) -> Vec<Standard> {
    let found = |rule: &str| rows.iter().find(|row| row.id == rule).map_or(0, |row| row.open() + row.known);
    let criterion = |criterion: preset::Criterion| {
        let rules: Vec<(&'static str, Option<usize>)> = (criterion.rules.iter())
            .map(|(entry, _)| (entry.id.0, (!off.contains(&entry.id)).then(|| found(entry.id.0))))
            .collect();
        let state = if rules.is_empty() {
            State::ByHand
        } else if rules.iter().any(|(_, found)| found.is_some_and(|found| found > 0)) {
            State::Fails
        } else if rules.iter().all(|(_, found)| found.is_none()) {
            State::Off
        } else {
            State::Holds
        };
        Criterion { name: criterion.name, asks: criterion.asks, state, rules, by_hand: criterion.by_hand }
    };
    let standard = |preset: &preset::Preset| {
        let asked = preset.criteria();
        Standard {
            preset: preset.name,
            name: asked.standard,
            address: asked.address,
            criteria: asked.criteria.into_iter().map(criterion).collect(),
        }
    };
    preset::ALL.iter().map(standard).collect()
}
