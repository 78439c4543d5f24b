//! The impact of a change: what it broke in files that it did not touch.

mod origin;

use std::collections::{BTreeMap, HashMap, HashSet};

use origin::{Change, Exports, Origin};
use similar::{DiffTag, TextDiff};

use crate::base::diagnostic::{Diagnostic, Location, RuleId, Severity};
use crate::base::span::DocId;
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
    /// The texts of the touched files, by path.
    texts: HashMap<String, String>,
}

/// A finding as it was before a change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownFinding {
    /// The file.
    pub path: String,
    /// The line, from 1.
    pub line: usize,
    /// The rule.
    pub rule: RuleId,
    /// How much it counted.
    pub severity: Severity,
    /// What it said.
    pub message: String,
    missing: Option<String>,
}

/// Whether a finding came with a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Novelty {
    /// It is new, in a file that the change touched.
    New,
    /// It is new, in a file that the change did not touch.
    Broken,
    /// It was there before, in a file that the change touched.
    Before,
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
            if let Some(block) = fingerprints.block(&verdict.diagnostic)
                && let Some(finding) = KnownFinding::of(verdict, session)
            {
                known.entry(block.to_owned()).or_default().push(finding);
            }
        }
        let paths = || touched.iter().filter_map(|file| file.old.as_ref());
        let exports = paths().filter_map(|path| Some((path.clone(), Exports::by(session, path)?))).collect();
        let text = |path: &String| Some(session.source(session.doc(path)?)?.text.clone());
        let texts = paths().filter_map(|path| Some((path.clone(), text(path)?))).collect();
        Before { touched, known: Some(known), exports, texts }
    }

    /// There was no repository.
    #[must_use]
    pub fn nothing(touched: Vec<Touched>) -> Before {
        Before { touched, known: None, exports: HashMap::new(), texts: HashMap::new() }
    }

    /// Whether there are findings to compare with, for which fingerprints are needed.
    #[must_use]
    pub fn needs_fingerprints(&self) -> bool {
        self.known.is_some()
    }

    /// Which of the present findings concern the change.
    #[must_use]
    pub fn scope(&self, session: &Session, verdicts: &[Verdict], fingerprints: &Fingerprints) -> ChangeScope {
        let mut scope = ChangeScope::new(&self.touched, &self.texts);
        let Some(mut known) = self.known.clone() else {
            return scope;
        };
        let mut fresh: Vec<(&Diagnostic<Location>, &str)> = Vec::new();
        for verdict in verdicts.iter().filter(|verdict| verdict.is_open()) {
            let diagnostic = &verdict.diagnostic;
            if let Some(block) = fingerprints.block(diagnostic)
                && !take(&mut known, block, |finding| finding.says(diagnostic))
            {
                fresh.push((diagnostic, block));
            }
        }
        // A finding about the same block in other words is not new, unless something else is missing. This comes
        // second, so that of two equal blocks the one keeps its finding that had it.
        fresh.retain(|(diagnostic, block)| {
            !take(&mut known, block, |finding| finding.missing == diagnostic.missing)
        });
        let fresh: Vec<&Diagnostic<Location>> = fresh.into_iter().map(|(diagnostic, _)| diagnostic).collect();
        let mut left = Left::new(known, &self.touched);
        let is_new = |diagnostic: &&&Diagnostic<Location>| {
            !scope.is_touched(diagnostic.at, session) || !left.take(diagnostic, session)
        };
        let fresh: Vec<&Diagnostic<Location>> = fresh.iter().filter(is_new).copied().collect();
        // What somebody decided to accept was not fixed.
        for verdict in verdicts.iter().filter(|verdict| !verdict.is_open()) {
            left.take(&verdict.diagnostic, session);
        }
        scope.fixed = left.into_list();
        let changes: Vec<Change> = self.touched.iter().map(|file| self.change(file, session)).collect();
        let mut new = HashSet::new();
        for diagnostic in fresh {
            if scope.is_touched(diagnostic.at, session) {
                new.insert(key(diagnostic));
            } else {
                let origin = Origin::of(diagnostic, session, &changes);
                scope.damage.insert(key(diagnostic), origin.labels(diagnostic, session));
            }
        }
        scope.new = Some(new);
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
    fn of(verdict: &Verdict, session: &Session) -> Option<KnownFinding> {
        let diagnostic = &verdict.diagnostic;
        let source = session.source(diagnostic.at.doc)?;
        Some(KnownFinding {
            path: source.path.clone(),
            line: source.line_of(diagnostic.at.span.start) + 1,
            rule: diagnostic.rule,
            severity: verdict.severity,
            message: diagnostic.message.clone(),
            missing: diagnostic.missing.clone(),
        })
    }

    /// Whether a finding about the same block says the same.
    fn says(&self, diagnostic: &Diagnostic<Location>) -> bool {
        self.message == diagnostic.message && self.missing == diagnostic.missing
    }
}

/// The earlier findings of which no block is as it was.
struct Left {
    /// By file and rule, in order of line.
    findings: BTreeMap<(String, RuleId), Vec<KnownFinding>>,
    /// Where the touched files were before, by where they are.
    formerly: HashMap<String, String>,
}

impl Left {
    fn new(known: HashMap<String, Vec<KnownFinding>>, touched: &[Touched]) -> Left {
        let mut findings: BTreeMap<(String, RuleId), Vec<KnownFinding>> = BTreeMap::new();
        for finding in known.into_values().flatten() {
            findings.entry((finding.path.clone(), finding.rule)).or_default().push(finding);
        }
        for of_rule in findings.values_mut() {
            of_rule.sort_by(|one, other| (one.line, &one.message).cmp(&(other.line, &other.message)));
        }
        let moved = touched.iter().filter_map(|file| Some((file.new.clone()?, file.old.clone()?)));
        Left { findings, formerly: moved.collect() }
    }

    /// Takes the finding out that says the same of the same file: its block was edited, or the file moved. Returns
    /// whether there was one.
    fn take(&mut self, diagnostic: &Diagnostic<Location>, session: &Session) -> bool {
        let Some(source) = session.source(diagnostic.at.doc) else {
            return false;
        };
        let path = self.formerly.get(&source.path).unwrap_or(&source.path);
        let Some(findings) = self.findings.get_mut(&(path.clone(), diagnostic.rule)) else {
            return false;
        };
        let nth = findings.iter().position(|finding| finding.says(diagnostic));
        nth.map(|nth| findings.remove(nth)).is_some()
    }

    /// The findings that nothing took, in order of path and line.
    fn into_list(self) -> Vec<KnownFinding> {
        let mut list: Vec<KnownFinding> = self.findings.into_values().flatten().collect();
        // Stable: what is on one line stays in order of rule.
        list.sort_by(|one, other| (&one.path, one.line).cmp(&(&other.path, other.line)));
        list
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
#[derive(Debug)]
pub struct ChangeScope {
    files: HashSet<String>,
    folders: Vec<String>,
    /// The texts that the files had before, by where they are now.
    texts: HashMap<String, String>,
    /// The findings in its files that were not there before; `None` if nothing was there before.
    new: Option<HashSet<Key>>,
    /// The findings that are no longer there, in order of path and line.
    pub fixed: Vec<KnownFinding>,
    /// Findings elsewhere, with the labels that say what in the change caused them.
    damage: HashMap<Key, Vec<(Location, String)>>,
}

type Key = (Location, RuleId, String);

fn key(diagnostic: &Diagnostic<Location>) -> Key {
    (diagnostic.at, diagnostic.rule, diagnostic.message.clone())
}

impl ChangeScope {
    fn new(touched: &[Touched], texts: &HashMap<String, String>) -> ChangeScope {
        let there = |is_folder: bool| {
            let those = touched.iter().filter(move |file| file.is_folder == is_folder);
            those.filter_map(|file| file.new.clone())
        };
        let before = |file: &Touched| Some((file.new.clone()?, texts.get(file.old.as_ref()?)?.clone()));
        ChangeScope {
            files: there(false).collect(),
            folders: there(true).collect(),
            texts: touched.iter().filter_map(before).collect(),
            new: None,
            fixed: Vec::new(),
            damage: HashMap::new(),
        }
    }

    /// Whether a finding that concerns the change came with it.
    #[must_use]
    pub fn novelty(&self, verdict: &Verdict, session: &Session) -> Novelty {
        let diagnostic = &verdict.diagnostic;
        if !self.is_touched(diagnostic.at, session) {
            Novelty::Broken
        } else if self.new.as_ref().is_none_or(|new| new.contains(&key(diagnostic))) {
            Novelty::New
        } else {
            Novelty::Before
        }
    }

    /// The lines of a file that are not as they were before the change, from 0. All lines of a new file.
    #[must_use]
    pub fn changed_lines(&self, doc: DocId, session: &Session) -> HashSet<usize> {
        let Some(source) = session.source(doc).filter(|source| self.files.contains(&source.path)) else {
            return HashSet::new();
        };
        let before = self.texts.get(&source.path).map_or("", String::as_str);
        let diff = TextDiff::from_lines(before, source.text.as_str());
        let changed = diff.ops().iter().filter(|op| op.tag() != DiffTag::Equal);
        changed.flat_map(|op| op.new_range()).collect()
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
