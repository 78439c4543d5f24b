//! The baseline under its new names.

use std::collections::{BTreeMap, HashMap};

use super::Moves;
use crate::base::diagnostic::{Diagnostic, Location, RuleId};
use crate::run::baseline::{Baseline, BaselineEntry};
use crate::run::fingerprint::Fingerprints;
use crate::run::session::Session;

/// A repository with how its findings are known again.
#[derive(Clone, Copy, Debug)]
pub struct Known<'a> {
    /// The repository.
    pub session: &'a Session,
    /// Everything the rules say of it, in order of path and position.
    pub findings: &'a [Diagnostic<Location>],
    /// Their fingerprints.
    pub fingerprints: &'a Fingerprints,
}

/// The baseline of a repository whose files moved: each entry with the fingerprint, path and words that its finding has
/// now. A rename neither adds nor removes a finding, so the nth that a rule reports of a file is still its nth. An entry
/// whose finding is no longer there, or cannot be told from others, stays as it is but for its path.
#[must_use]
pub fn follow(baseline: &Baseline, before: Known, after: Known, moves: &Moves) -> Baseline {
    let old = by_file(before, |path| moves.now(path));
    let new = by_file(after, str::to_owned);
    let mut renamed: HashMap<&str, (&str, &str)> = HashMap::new();
    for (key, old) in &old {
        let Some(new) = new.get(key).filter(|new| new.len() == old.len()) else {
            continue;
        };
        for (old, new) in old.iter().zip(new) {
            if let (Some(fingerprint), Some(now)) =
                (before.fingerprints.get(old), after.fingerprints.get(new))
            {
                renamed.insert(fingerprint, (now, new.message.as_str()));
            }
        }
    }
    let follow = |entry: &BaselineEntry| {
        let mut entry = BaselineEntry { path: moves.now(&entry.path), ..entry.clone() };
        if let Some((fingerprint, message)) = renamed.get(entry.fingerprint.as_str()) {
            entry.fingerprint = (*fingerprint).to_owned();
            entry.message = (*message).to_owned();
        }
        entry
    };
    Baseline { entries: baseline.entries.iter().map(follow).collect() }
}

/// What each rule says of each file, in the order of its text.
fn by_file<'a>(
    known: Known<'a>,
    now: impl Fn(&str) -> String,
) -> BTreeMap<(String, RuleId), Vec<&'a Diagnostic<Location>>> {
    let mut by_file: BTreeMap<(String, RuleId), Vec<&Diagnostic<Location>>> = BTreeMap::new();
    for finding in known.findings {
        if let Some(source) = known.session.source(finding.at.doc) {
            by_file.entry((now(&source.path), finding.rule)).or_default().push(finding);
        }
    }
    by_file
}
