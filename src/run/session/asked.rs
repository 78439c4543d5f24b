//! Some of the rules of the catalogue.

use crate::base::diagnostic::RuleId;
use crate::model::index::Asker;
use crate::rules;

/// Some of the rules, by their numbers in the catalogue.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct RuleSet([u64; WORDS]);

const WORDS: usize = 4;

const _: () =
    assert!(rules::ALL.len() <= WORDS * u64::BITS as usize, "a rule has no number that an asker can have");

/// A rule as one who looks at things in the index.
pub(super) fn number(rule: usize) -> Asker {
    Asker::try_from(rule).unwrap_or(Asker::MAX)
}

impl RuleSet {
    pub(super) const ALL: RuleSet = RuleSet([u64::MAX; WORDS]);

    pub(super) fn only(rule: usize) -> RuleSet {
        let mut only = RuleSet::default();
        only.insert(&[number(rule)]);
        only
    }

    pub(super) fn insert(&mut self, rules: &[Asker]) {
        for rule in rules {
            let (word, bit) = place(usize::from(*rule));
            if let Some(word) = self.0.get_mut(word) {
                *word |= bit;
            }
        }
    }

    pub(super) fn has(&self, rule: usize) -> bool {
        let (word, bit) = place(rule);
        self.0.get(word).is_some_and(|word| word & bit != 0)
    }

    pub(super) fn has_id(&self, rule: RuleId) -> bool {
        *self == RuleSet::ALL || rules::number(rule.0).is_some_and(|rule| self.has(rule))
    }
}

/// Which word a rule is in, and as which bit.
fn place(rule: usize) -> (usize, u64) {
    (rule / u64::BITS as usize, 1 << (rule % u64::BITS as usize))
}
