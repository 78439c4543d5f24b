//! Which findings count, and how much: the publisher's choice per rule and path,
//! and the status of the page.

use std::collections::BTreeSet;

use globset::GlobSet;

use crate::base::diagnostic::{RuleId, Severity};
use crate::base::span::Span;
use crate::model::facts::Status;
use crate::rules;
use crate::rules::rule::{Entry, Scope};

/// What a publisher decided about rules. Applied to findings, never seen by a rule.
#[derive(Clone, Debug, Default)]
pub struct Policy {
    /// For every path.
    pub rules: Vec<Decision>,
    /// For some paths, in the order of the file: of several that decide on one rule the last counts.
    pub overrides: Vec<Override>,
    /// Findings that are allowed where no comment can say so.
    pub permits: Vec<Permit>,
    /// What the settings name that should be there, with where they name it.
    pub claims: Vec<Claim>,
    /// Whether pages that are not published yet are judged as if they were, to see what publication needs.
    pub as_published: bool,
}

/// One decision on a rule, or on a group of rules.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// `link/see-unresolved`, or `link` for all of a group.
    pub rule: String,
    /// What was decided.
    pub level: Level,
}

/// What was decided about a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// The rule is off.
    Off,
    /// The rule reports at this severity.
    At(Severity),
}

/// Decisions for some paths.
#[derive(Clone, Debug)]
pub struct Override {
    /// The paths, relative to the repository's root.
    pub files: GlobSet,
    /// What holds there.
    pub rules: Vec<Decision>,
}

/// An entry of `allow:`.
#[derive(Clone, Debug)]
pub struct Permit {
    /// The rule.
    pub rule: String,
    /// The files, relative to the repository's root.
    pub files: GlobSet,
    /// Where in the data it holds, as a JSON pointer (RFC 6901); in all of the file where there is none.
    pub pointer: Option<String>,
    /// Why.
    pub reason: String,
    /// The settings file it is in: 0 is the nearest, the others are those it builds on.
    pub file: usize,
    /// Where it is.
    pub span: Span,
}

/// Something that the nearest settings file names and that should be there.
#[derive(Clone, Debug)]
pub struct Claim {
    /// Where it is named.
    pub span: Span,
    /// What it is.
    pub what: Claimed,
}

/// What a setting names.
#[derive(Clone, Debug)]
pub enum Claimed {
    /// Files of the repository.
    Files {
        /// The pattern as written.
        pattern: String,
        /// The same, compiled.
        files: GlobSet,
    },
    /// Files that are left out.
    Excluded {
        /// The pattern as written.
        pattern: String,
        /// Whether a file was left out because of it.
        used: bool,
    },
    /// The topic of an article.
    Topic(String),
    /// A cause, by id.
    Cause(String),
    /// A source, by id or DOI.
    Source(String),
    /// A key of some record.
    Field(String),
}

impl Policy {
    /// How much a finding counts that its rule reported at `severity` in the document at `path`; `None` if it
    /// does not count at all.
    #[must_use]
    pub fn judge(&self, entry: &Entry, severity: Severity, path: &str, status: Status) -> Option<Severity> {
        let base = match self.level(entry.id, path) {
            Some(Level::Off) => return None,
            Some(Level::At(decided)) => decided,
            None => entry.rule.severity,
        };
        // A finding that its rule takes more lightly than usual stays as much lighter under a decision.
        let lighter = (entry.rule.severity as u8).saturating_sub(severity as u8);
        let status = match status {
            Status::Draft | Status::InReview if self.as_published => Status::Published,
            status => status,
        };
        let steps = match (entry.rule.scope, status) {
            (Scope::Reading, _) | (_, Status::Published | Status::Unstated) => 0,
            (Scope::Publication, Status::Draft | Status::InReview | Status::Retired) => return None,
            (Scope::Usual, Status::Retired) => return None,
            (Scope::Usual | Scope::Always, Status::InReview) => 0,
            (Scope::Usual | Scope::Always, Status::Draft) | (Scope::Always, Status::Retired) => 1,
        };
        base.milder(lighter)?.milder(steps)
    }

    /// The rules of which no finding counts for as much as `least`, in no document of any status. Those that
    /// an entry of `allow:` names are none of them: whether it is used has to be known.
    #[must_use]
    pub fn silent(&self, least: Severity) -> Silent {
        let is_silent = |entry: &Entry| {
            let is_named = self.permits.iter().any(|permit| permit.rule == entry.id.0);
            !is_named && self.most(entry).is_none_or(|most| most < least)
        };
        Silent(rules::ALL.iter().map(is_silent).collect())
    }

    /// The most that a finding of a rule counts anywhere; `None` if the rule is off everywhere.
    fn most(&self, entry: &Entry) -> Option<Severity> {
        let of = |level: Level| match level {
            Level::Off => None,
            Level::At(severity) => Some(severity),
        };
        let usual = decided(&self.rules, entry.id).map_or(Some(entry.rule.severity), of);
        let elsewhere = self.overrides.iter().filter_map(|layer| decided(&layer.rules, entry.id)).map(of);
        elsewhere.chain([usual]).max().flatten()
    }

    /// Takes note of the patterns, by number, because of which a file was left out.
    pub fn note_excluded(&mut self, used_patterns: &BTreeSet<usize>) {
        let mut nth = 0;
        for claim in &mut self.claims {
            if let Claimed::Excluded { used, .. } = &mut claim.what {
                *used = used_patterns.contains(&nth);
                nth += 1;
            }
        }
    }

    fn level(&self, rule: RuleId, path: &str) -> Option<Level> {
        let here = self.overrides.iter().rev().filter(|layer| layer.files.is_match(path));
        here.filter_map(|layer| decided(&layer.rules, rule)).next().or_else(|| decided(&self.rules, rule))
    }
}

/// What decisions say of a rule: its own, else that of its group, of several the last.
fn decided(decisions: &[Decision], rule: RuleId) -> Option<Level> {
    let last = |name: &str| decisions.iter().rev().find(|decision| decision.rule == name);
    last(rule.0).or_else(|| last(rule.group())).map(|decision| decision.level)
}

/// Rules whose findings nobody would see. They are asked only about what a comment may allow: whether the comment is used
/// has to be known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Silent(Vec<bool>);

impl Silent {
    /// Whether the rule of this number in the catalogue is one of them.
    #[must_use]
    pub fn has(&self, rule: usize) -> bool {
        self.0.get(rule).copied().unwrap_or(false)
    }

    /// Whether all rules are heard.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        !self.0.contains(&true)
    }
}

#[cfg(test)]
mod tests {
    use globset::{Glob, GlobSetBuilder};

    use super::*;

    fn decision(rule: &str, level: Level) -> Decision {
        Decision { rule: rule.to_owned(), level }
    }

    fn everywhere() -> GlobSet {
        GlobSetBuilder::new().add(Glob::new("**").unwrap()).build().unwrap()
    }

    fn is_silent(policy: &Policy, least: Severity, rule: &str) -> bool {
        policy.silent(least).has(rules::ALL.iter().position(|entry| entry.id.0 == rule).unwrap())
    }

    #[test]
    fn a_rule_is_silent_where_no_path_makes_it_count() {
        let (advises, errs) = ("readability/plain-word", "link/target-missing");
        let mut policy = Policy::default();
        assert!(
            is_silent(&policy, Severity::Warning, advises) && !is_silent(&policy, Severity::Advice, advises)
        );
        assert!(!is_silent(&policy, Severity::Warning, errs));
        policy.rules = vec![decision("link", Level::Off), decision(advises, Level::Off)];
        assert!(is_silent(&policy, Severity::Advice, advises) && is_silent(&policy, Severity::Advice, errs));
        let rules = vec![
            decision(errs, Level::At(Severity::Warning)),
            decision("readability", Level::At(Severity::Error)),
        ];
        policy.overrides = vec![Override { files: everywhere(), rules }];
        assert!(
            !is_silent(&policy, Severity::Warning, errs) && !is_silent(&policy, Severity::Warning, advises)
        );
        policy.overrides.clear();
        policy.permits.push(Permit {
            rule: errs.to_owned(),
            files: everywhere(),
            pointer: None,
            reason: "old".to_owned(),
            file: 0,
            span: Span::at(0),
        });
        assert!(!is_silent(&policy, Severity::Advice, errs) && is_silent(&policy, Severity::Advice, advises));
    }
}
