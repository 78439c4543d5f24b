//! The impact of a change: what it broke in files that it did not touch.

mod origin;

use std::collections::{HashMap, HashSet};

use origin::{Change, Exports, Origin};

use crate::base::diagnostic::{Diagnostic, Location, RuleId};
use crate::run::fingerprint::Fingerprints;
use crate::run::session::Session;
use crate::run::verdict::Verdict;

/// A file that a change touched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Touched {
    /// Its path before; `None` for a new file.
    pub old: Option<String>,
    /// Its path now; `None` for a removed file.
    pub new: Option<String>,
    /// Whether it is a submodule: every file in it is touched with it.
    pub is_folder: bool,
}

/// The findings of a repository before a change.
pub struct Before {
    touched: Vec<Touched>,
    /// Findings by the block they are about; `None` if there was no repository.
    known: Option<HashMap<String, Vec<KnownFinding>>>,
    /// What the touched files offered to others, by path.
    exports: HashMap<String, Exports>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct KnownFinding {
    message: String,
    missing: Option<String>,
}

impl Before {
    /// Remembers the findings of the repository as it was.
    #[must_use]
    pub fn of(
        session: &Session,
        verdicts: &[Verdict],
        fingerprints: &Fingerprints,
        touched: Vec<Touched>,
    ) -> Before {
        let mut known: HashMap<String, Vec<KnownFinding>> = HashMap::new();
        for verdict in verdicts.iter().filter(|verdict| verdict.is_open()) {
            if let Some(block) = fingerprints.block(&verdict.diagnostic) {
                known.entry(block.to_owned()).or_default().push(KnownFinding::of(&verdict.diagnostic));
            }
        }
        let paths = touched.iter().filter_map(|file| file.old.as_ref());
        let exports = paths.filter_map(|path| Some((path.clone(), Exports::by(session, path)?))).collect();
        Before { touched, known: Some(known), exports }
    }

    /// There was no repository.
    #[must_use]
    pub fn nothing(touched: Vec<Touched>) -> Before {
        Before { touched, known: None, exports: HashMap::new() }
    }

    /// Whether there are findings to compare with, for which fingerprints are needed.
    #[must_use]
    pub fn needs_fingerprints(&self) -> bool {
        self.known.is_some()
    }

    /// Which of the present findings concern the change.
    #[must_use]
    pub fn scope(&self, session: &Session, verdicts: &[Verdict], fingerprints: &Fingerprints) -> ChangeScope {
        let mut scope = ChangeScope::new(&self.touched);
        let Some(mut known) = self.known.clone() else {
            return scope;
        };
        let changes: Vec<Change> = self.touched.iter().map(|file| self.change(file, session)).collect();
        let mut fresh: Vec<(&Diagnostic<Location>, &str)> = Vec::new();
        for verdict in verdicts.iter().filter(|verdict| verdict.is_open()) {
            let diagnostic = &verdict.diagnostic;
            if let Some(block) = fingerprints.block(diagnostic)
                && !scope.is_touched(diagnostic.at, session)
                && !take(&mut known, block, |finding| *finding == KnownFinding::of(diagnostic))
            {
                fresh.push((diagnostic, block));
            }
        }
        // A finding about the same block in other words is not new, unless something else is missing. This comes
        // second, so that of two equal blocks the one keeps its finding that had it.
        fresh.retain(|(diagnostic, block)| {
            !take(&mut known, block, |finding| finding.missing == diagnostic.missing)
        });
        for (diagnostic, _) in fresh {
            let origin = Origin::of(diagnostic, session, &changes);
            scope.damage.insert(key(diagnostic), origin.labels(diagnostic, session));
        }
        scope
    }

    fn change(&self, file: &Touched, session: &Session) -> Change {
        Change {
            old: file.old.clone(),
            new: file.new.clone(),
            before: file.old.as_ref().and_then(|path| self.exports.get(path)).cloned(),
            after: file.new.as_ref().and_then(|path| Exports::by(session, path)),
        }
    }
}

impl KnownFinding {
    fn of(diagnostic: &Diagnostic<Location>) -> KnownFinding {
        KnownFinding { message: diagnostic.message.clone(), missing: diagnostic.missing.clone() }
    }
}

/// Takes one of the earlier findings about a block out of `known`. Returns whether there was one.
fn take(
    known: &mut HashMap<String, Vec<KnownFinding>>,
    block: &str,
    is_it: impl Fn(&KnownFinding) -> bool,
) -> bool {
    let Some(findings) = known.get_mut(block) else {
        return false;
    };
    let nth = findings.iter().position(is_it);
    nth.map(|nth| findings.swap_remove(nth)).is_some()
}

/// The findings that concern a change: those in the files it touched, and those that it caused elsewhere.
pub struct ChangeScope {
    files: HashSet<String>,
    folders: Vec<String>,
    /// Findings elsewhere, with the labels that say what in the change caused them.
    damage: HashMap<Key, Vec<(Location, String)>>,
}

type Key = (Location, RuleId, String);

fn key(diagnostic: &Diagnostic<Location>) -> Key {
    (diagnostic.at, diagnostic.rule, diagnostic.message.clone())
}

impl ChangeScope {
    fn new(touched: &[Touched]) -> ChangeScope {
        let there = |is_folder: bool| {
            let those = touched.iter().filter(move |file| file.is_folder == is_folder);
            those.filter_map(|file| file.new.clone())
        };
        ChangeScope { files: there(false).collect(), folders: there(true).collect(), damage: HashMap::new() }
    }

    /// Whether a finding concerns the change.
    #[must_use]
    pub fn shows(&self, verdict: &Verdict, session: &Session) -> bool {
        let diagnostic = &verdict.diagnostic;
        self.is_touched(diagnostic.at, session) || self.damage.contains_key(&key(diagnostic))
    }

    /// Adds labels that say what in the change caused a finding.
    pub fn explain(&self, verdicts: &mut [Verdict]) {
        for verdict in verdicts {
            let diagnostic = &mut verdict.diagnostic;
            for (at, text) in self.damage.get(&key(diagnostic)).into_iter().flatten() {
                match diagnostic.labels.iter_mut().find(|(place, _)| place == at) {
                    Some((_, label)) => *label = format!("{label}; {text}"),
                    None => diagnostic.labels.push((*at, text.clone())),
                }
            }
        }
    }

    /// Whether a place lies in a file that the change touched.
    #[must_use]
    pub fn is_touched(&self, at: Location, session: &Session) -> bool {
        let Some(source) = session.source(at.doc) else {
            return false;
        };
        let below = |folder: &String| {
            source.path.strip_prefix(folder.as_str()).is_some_and(|rest| rest.starts_with('/'))
        };
        self.files.contains(&source.path) || self.folders.iter().any(below)
    }
}
