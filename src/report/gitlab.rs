//! GitLab's code quality report: what merge requests show.

use std::collections::HashMap;
use std::io;

use serde::Serialize;

use super::{Report, Repository, json, sanitise};
use crate::base::diagnostic::Severity;
use crate::run::verdict::Verdict;

/// Writes a list of findings.
///
/// # Errors
/// Those of `out`.
pub fn write(report: &Report, out: &mut dyn io::Write) -> io::Result<()> {
    let several = report.repositories.len() > 1;
    let mut used: HashMap<String, usize> = HashMap::new();
    let mut issues = Vec::new();
    for repository in &report.repositories {
        for verdict in repository.open() {
            issues.extend(issue(repository, verdict, several).map(|issue| issue.unique(&mut used)));
        }
    }
    json::pretty(&issues, out)
}

fn issue(repository: &Repository, verdict: &Verdict, several: bool) -> Option<Issue> {
    let diagnostic = &verdict.diagnostic;
    let at = repository.region(diagnostic.at)?;
    let fingerprint = repository.fingerprints.get(diagnostic)?;
    // Two repositories may hold the same file.
    let folder = if several { repository.checkout.as_str() } else { "" };
    Some(Issue {
        // GitLab shows no check_name, so the description begins with the rule.
        description: format!("{}: {}", diagnostic.rule, sanitise::sentence(&diagnostic.message)),
        check_name: diagnostic.rule.0,
        fingerprint: format!("{folder}{fingerprint}"),
        severity: match verdict.severity {
            Severity::Error => "critical",
            Severity::Warning => "minor",
            Severity::Advice => "info",
        },
        location: LocationObject { path: at.path, lines: Lines { begin: at.start.line } },
    })
}

#[derive(Serialize)]
struct Issue {
    description: String,
    check_name: &'static str,
    fingerprint: String,
    severity: &'static str,
    location: LocationObject,
}

#[derive(Serialize)]
struct LocationObject {
    path: String,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: usize,
}

impl Issue {
    /// GitLab drops what has a fingerprint it has seen.
    fn unique(mut self, used: &mut HashMap<String, usize>) -> Issue {
        let times = used.entry(self.fingerprint.clone()).or_default();
        *times += 1;
        if *times > 1 {
            self.fingerprint = format!("{}-{times}", self.fingerprint);
        }
        self
    }
}
