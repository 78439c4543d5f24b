//! Which findings count, and how much: the publisher's choice per rule and path,
//! and the status of the page.

use globset::GlobSet;

use crate::diagnostic::{RuleId, Severity};
use crate::facts::Status;
use crate::rule::{Entry, Scope};

/// What a publisher decided about rules. Applied to findings, never seen by a rule.
#[derive(Clone, Debug, Default)]
pub struct Policy {
    /// For every path.
    pub rules: Vec<Decision>,
    /// For some paths, in the order of the file: of several that decide on one rule the last counts.
    pub overrides: Vec<Override>,
    /// True where pages that are not published yet are judged as if they were, to see what publication needs.
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
    /// The rule does not speak.
    Off,
    /// The rule speaks at this severity.
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

impl Policy {
    /// How much a finding counts that its rule reported at `severity` in the document at `path`; none where it
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
