//! Findings, judged.

mod allowed;
mod idle;

use std::collections::{BTreeMap, HashSet};

use crate::base::diagnostic::{Diagnostic, Location, RuleId, Severity};
use crate::base::span::DocId;
use crate::rules;
use crate::run::baseline::Baseline;
use crate::run::fingerprint::Fingerprints;
use crate::run::policy::Policy;
use crate::run::session::Session;

use allowed::Allowed;

/// A finding that counts, at the severity it counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// The severity by policy and status; the diagnostic's own is what the rule said.
    pub severity: Severity,
    /// What the rule said.
    pub diagnostic: Diagnostic<Location>,
    /// Whether somebody decided to accept it.
    pub fate: Fate,
}

/// Whether somebody decided to accept a finding.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Fate {
    /// Nobody did: it has to be fixed.
    #[default]
    Open,
    /// A comment in the content, or an entry of the settings, allows it.
    Allowed {
        /// The comment or entry.
        at: Location,
        /// Why, as it says.
        reason: String,
    },
    /// It is in the baseline.
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
    /// Whether nobody decided to accept the finding.
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
    /// Findings that should be fixed.
    pub warnings: usize,
    /// Findings worth a thought.
    pub advice: usize,
    /// Findings that somebody allowed, with a reason.
    pub allowed: usize,
    /// Findings that the baseline knows.
    pub known: usize,
}

/// What findings are judged by, besides the content itself.
#[derive(Clone, Copy, Debug)]
pub struct Judge<'a> {
    /// The publisher's choice.
    pub policy: &'a Policy,
    /// The settings files, as they are attached to the session: the nearest first.
    pub settings: &'a [DocId],
    /// The baseline, with its file as it is attached to the session.
    pub baseline: Option<(&'a Baseline, DocId)>,
    /// What was found in files that no rule reads, such as the settings of a site.
    pub told: &'a [Diagnostic<Location>],
}

impl Judge<'_> {
    /// Judges everything a repository's rules have to say: policy first, then what is allowed, then what is known.
    /// What was written to silence or steer and did nothing is itself reported.
    #[must_use]
    pub fn judge(&self, session: &mut Session) -> Vec<Verdict> {
        let mut findings = session.findings();
        findings.extend(self.told.iter().cloned());
        let session = &*session;
        let known = self.baseline.map(|(baseline, _)| {
            let fingerprints =
                baseline.entries.iter().map(|entry| entry.fingerprint.as_str()).collect::<HashSet<_>>();
            (Fingerprints::of(session, &findings), fingerprints)
        });
        let mut allowed = Allowed::new(session, self);
        let mut settled: HashSet<String> = HashSet::new();
        let mut verdicts: Vec<Verdict> = Vec::with_capacity(findings.len());
        for mut diagnostic in findings {
            // Asked first: a comment for a finding that only the published page has is no idle one.
            let permission = allowed.permission(&mut diagnostic);
            let Some(severity) = self.severity(&diagnostic, session) else {
                continue;
            };
            let fingerprint = || {
                let (fingerprints, entries) = known.as_ref()?;
                fingerprints.get(&diagnostic).filter(|fingerprint| entries.contains(fingerprint))
            };
            let fate = match (permission, fingerprint()) {
                (Some(allowed), _) => allowed,
                (None, Some(fingerprint)) => {
                    settled.insert(fingerprint.to_owned());
                    Fate::Known
                }
                (None, None) => Fate::Open,
            };
            verdicts.push(Verdict { severity, diagnostic, fate });
        }
        for diagnostic in idle::findings(session, self, &allowed, &settled, &verdicts) {
            if let Some(severity) = self.severity(&diagnostic, session) {
                verdicts.push(Verdict { severity, diagnostic, fate: Fate::Open });
            }
        }
        let key = |verdict: &Verdict| {
            let at = verdict.diagnostic.at;
            (session.source(at.doc).map(|source| source.path.as_str()), at.span, verdict.diagnostic.rule)
        };
        // Stable: what the rules say is in order already.
        verdicts.sort_by(|a, b| key(a).cmp(&key(b)));
        verdicts
    }

    fn severity(&self, diagnostic: &Diagnostic<Location>, session: &Session) -> Option<Severity> {
        let entry = rules::by_id(diagnostic.rule.0)?;
        let is_part = |doc| session.known_index().is_some_and(|index| index.is_part(doc));
        if is_about_pages(diagnostic.rule) && is_part(diagnostic.at.doc) {
            return None;
        }
        let path = &session.source(diagnostic.at.doc)?.path;
        let doc = diagnostic.page.map_or(diagnostic.at.doc, |page| page.doc);
        let status = session.status(doc).or_else(|| session.status(diagnostic.at.doc));
        self.policy.judge(entry, diagnostic.severity, path, status.unwrap_or_default())
    }
}

/// Whether a rule judges a page as a whole: a text that another one includes is no page, and what its marks and
/// anchors refer to is there.
fn is_about_pages(rule: RuleId) -> bool {
    match rule.group() {
        "review" | "structure" | "cause" => true,
        // Its marks and its list may be in two parts; a source is good or bad wherever it is cited.
        "citation" => matches!(rule.0, "citation/undefined" | "citation/uncited" | "citation/order"),
        "schema" => !matches!(rule.0, "schema/unreadable" | "schema/duplicate-key"),
        // Its addresses are seen from the page that includes it.
        "link" => !matches!(rule.0, "link/see-unresolved" | "link/see-ambiguous"),
        _ => false,
    }
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

/// How often each rule reports.
pub fn by_rule<'a>(verdicts: impl IntoIterator<Item = &'a Verdict>) -> BTreeMap<RuleId, usize> {
    let mut counts = BTreeMap::new();
    for verdict in verdicts {
        *counts.entry(verdict.diagnostic.rule).or_default() += 1;
    }
    counts
}
