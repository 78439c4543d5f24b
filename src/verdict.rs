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
}

/// How many findings of each severity there are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Findings that must not be published.
    pub errors: usize,
    /// Findings that should be mended.
    pub warnings: usize,
    /// Findings worth a thought.
    pub advice: usize,
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
            Some(Verdict { severity, diagnostic })
        })
        .collect()
}

impl Summary {
    /// Counts verdicts.
    pub fn of<'a>(verdicts: impl IntoIterator<Item = &'a Verdict>) -> Summary {
        let mut summary = Summary::default();
        for verdict in verdicts {
            match verdict.severity {
                Severity::Error => summary.errors += 1,
                Severity::Warning => summary.warnings += 1,
                Severity::Advice => summary.advice += 1,
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
