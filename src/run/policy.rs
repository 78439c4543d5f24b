//! Which findings count, and how much: the publisher's choice per rule and path,
//! and the status of the page.

use std::collections::BTreeSet;

use globset::GlobSet;

use crate::base::diagnostic::{RuleId, Severity};
use crate::base::span::Span;
use crate::model::facts::Status;
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
        let decided = |decisions: &[Decision]| {
            let exact = decisions.iter().rev().find(|decision| decision.rule == rule.0);
            exact
                .or_else(|| decisions.iter().rev().find(|decision| decision.rule == rule.group()))
                .map(|d| d.level)
        };
        let here = self.overrides.iter().rev().filter(|layer| layer.files.is_match(path));
        here.filter_map(|layer| decided(&layer.rules)).next().or_else(|| decided(&self.rules))
    }
}
