//! Findings, judged.

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostic, Location, RuleId, Severity};
use crate::policy::Policy;
use crate::rules;
use crate::session::Session;

/// A finding that counts, at the severity it counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// The severity by policy and status; the diagnostic's own is what the rule said.
    pub severity: Severity,
    /// What the rule said.
    pub diagnostic: Diagnostic<Location>,
    /// Whether somebody decided to live with it.
    pub fate: Fate,
}

/// Whether somebody decided to live with a finding.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Fate {
    /// Nobody did: it is to be mended.
    #[default]
    Open,
    /// A comment in the content, or an entry of the settings, allows it.
    Allowed {
        /// The comment or entry.
        at: Location,
        /// Why, as it says.
        reason: String,
    },
    /// It is among the known debt of the baseline.
    Known,
}

impl Fate {
    /// The word for it in formats for programs.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Fate::Open => "open",
            Fate::Allowed { .. } => "allowed",
            Fate::Known => "known",
        }
    }
}

impl Verdict {
    /// True of a finding that nobody decided to live with.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.fate == Fate::Open
    }
}

/// How many findings of each severity and fate there are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Findings that must not be published.
    pub errors: usize,
    /// Findings that should be mended.
    pub warnings: usize,
    /// Findings worth a thought.
    pub advice: usize,
    /// Findings that somebody allowed, with a reason.
    pub allowed: usize,
    /// Findings that the baseline knows.
    pub known: usize,
}

/// Judges everything a repository's rules have to say.
#[must_use]
pub fn judge(session: &mut Session, policy: &Policy) -> Vec<Verdict> {
    let findings = session.findings();
    findings
        .into_iter()
        .filter_map(|diagnostic| {
            let entry = rules::by_id(diagnostic.rule.0)?;
            let facts = session.facts(diagnostic.at.doc)?;
            let page = diagnostic.page.and_then(|page| session.facts(page.doc)).unwrap_or(facts);
            let severity = policy.judge(entry, diagnostic.severity, &facts.path, page.status())?;
            Some(Verdict { severity, diagnostic, fate: Fate::Open })
        })
        .collect()
}

impl Summary {
    /// Counts verdicts. Those that somebody decided to live with are no errors, warnings and advice any more.
    pub fn of<'a>(verdicts: impl IntoIterator<Item = &'a Verdict>) -> Summary {
        let mut summary = Summary::default();
        for verdict in verdicts {
            match (&verdict.fate, verdict.severity) {
                (Fate::Allowed { .. }, _) => summary.allowed += 1,
                (Fate::Known, _) => summary.known += 1,
                (Fate::Open, Severity::Error) => summary.errors += 1,
                (Fate::Open, Severity::Warning) => summary.warnings += 1,
                (Fate::Open, Severity::Advice) => summary.advice += 1,
            }
        }
        summary
    }
}

/// How often each rule speaks.
pub fn by_rule<'a>(verdicts: impl IntoIterator<Item = &'a Verdict>) -> BTreeMap<RuleId, usize> {
    let mut counts = BTreeMap::new();
    for verdict in verdicts {
        *counts.entry(verdict.diagnostic.rule).or_default() += 1;
    }
    counts
}
