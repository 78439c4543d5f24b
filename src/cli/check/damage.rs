//! What a change broke in files that it did not touch.

mod cause;

use std::collections::{HashMap, HashSet};

use cause::{Cause, Change, Told};

use crate::base::diagnostic::{Diagnostic, Location, RuleId};
use crate::cli::world::World;
use crate::run::session::Session;
use crate::run::verdict::Verdict;

/// A file that a change touched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Touched {
    /// Its path before; none of a new file.
    pub(super) old: Option<String>,
    /// Its path now; none of a file that is gone.
    pub(super) new: Option<String>,
    /// True of a submodule: what lies in it is touched with it.
    pub(super) is_folder: bool,
}

/// What there was to say of a repository before a change.
pub(super) struct Before {
    touched: Vec<Touched>,
    /// Messages, with what they sought in vain, by the block they are about; none where there was no repository.
    known: Option<HashMap<String, Vec<Said>>>,
    /// What the files told others that the change touched, by path.
    told: HashMap<String, Told>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Said {
    message: String,
    sought: Option<String>,
}

impl Before {
    /// Judges a repository as it was.
    pub(super) fn of(world: &mut World, touched: Vec<Touched>) -> Before {
        let verdicts = world.judge();
        let fingerprints = world.fingerprints();
        let mut known: HashMap<String, Vec<Said>> = HashMap::new();
        for verdict in verdicts.iter().filter(|verdict| verdict.is_open()) {
            if let Some(block) = fingerprints.block(&verdict.diagnostic) {
                known.entry(block.to_owned()).or_default().push(Said::of(&verdict.diagnostic));
            }
        }
        let paths = touched.iter().filter_map(|file| file.old.as_ref());
        let told = paths.filter_map(|path| Some((path.clone(), Told::by(&world.session, path)?))).collect();
        Before { touched, known: Some(known), told }
    }

    /// There was no repository.
    pub(super) fn nothing(touched: Vec<Touched>) -> Before {
        Before { touched, known: None, told: HashMap::new() }
    }

    /// What of all that is said now is the change's concern.
    pub(super) fn concern(&self, world: &mut World, verdicts: &[Verdict]) -> Concern {
        let mut concern = Concern::new(&self.touched);
        let Some(mut known) = self.known.clone() else {
            return concern;
        };
        let fingerprints = world.fingerprints();
        let changes: Vec<Change> =
            self.touched.iter().map(|file| self.change(file, &world.session)).collect();
        let mut fresh: Vec<(&Diagnostic<Location>, &str)> = Vec::new();
        for verdict in verdicts.iter().filter(|verdict| verdict.is_open()) {
            let diagnostic = &verdict.diagnostic;
            if let Some(block) = fingerprints.block(diagnostic)
                && !concern.is_touched(diagnostic.at, &world.session)
                && !take(&mut known, block, |said| *said == Said::of(diagnostic))
            {
                fresh.push((diagnostic, block));
            }
        }
        // What is said of a block in other words is no news, unless it misses another thing. This comes second, so
        // that of two equal blocks the one is known that was.
        fresh.retain(|(diagnostic, block)| !take(&mut known, block, |said| said.sought == diagnostic.sought));
        for (diagnostic, _) in fresh {
            let cause = Cause::of(diagnostic, &world.session, &changes);
            concern.damage.insert(key(diagnostic), cause.labels(diagnostic, &world.session));
        }
        concern
    }

    fn change(&self, file: &Touched, session: &Session) -> Change {
        Change {
            old: file.old.clone(),
            new: file.new.clone(),
            before: file.old.as_ref().and_then(|path| self.told.get(path)).cloned(),
            after: file.new.as_ref().and_then(|path| Told::by(session, path)),
        }
    }
}

impl Said {
    fn of(diagnostic: &Diagnostic<Location>) -> Said {
        Said { message: diagnostic.message.clone(), sought: diagnostic.sought.clone() }
    }
}

/// Takes one of the things that were said of a block.
fn take(known: &mut HashMap<String, Vec<Said>>, block: &str, is_it: impl Fn(&Said) -> bool) -> bool {
    let Some(said) = known.get_mut(block) else {
        return false;
    };
    let nth = said.iter().position(is_it);
    nth.map(|nth| said.swap_remove(nth)).is_some()
}

/// The findings that are a change's concern: those in the files it touched, and those that it brought about elsewhere.
pub(super) struct Concern {
    files: HashSet<String>,
    folders: Vec<String>,
    /// With the labels that name the cause.
    damage: HashMap<Key, Vec<(Location, String)>>,
}

type Key = (Location, RuleId, String);

fn key(diagnostic: &Diagnostic<Location>) -> Key {
    (diagnostic.at, diagnostic.rule, diagnostic.message.clone())
}

impl Concern {
    fn new(touched: &[Touched]) -> Concern {
        let there = |is_folder: bool| {
            let those = touched.iter().filter(move |file| file.is_folder == is_folder);
            those.filter_map(|file| file.new.clone())
        };
        Concern { files: there(false).collect(), folders: there(true).collect(), damage: HashMap::new() }
    }

    /// True of a finding that is the change's concern.
    pub(super) fn shows(&self, verdict: &Verdict, session: &Session) -> bool {
        let diagnostic = &verdict.diagnostic;
        self.is_touched(diagnostic.at, session) || self.damage.contains_key(&key(diagnostic))
    }

    /// Says of what the change brought about by what it did so.
    pub(super) fn explain(&self, verdicts: &mut [Verdict]) {
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

    /// True of a place in a file that the change touched.
    pub(super) fn is_touched(&self, at: Location, session: &Session) -> bool {
        let Some(source) = session.source(at.doc) else {
            return false;
        };
        let below = |folder: &String| {
            source.path.strip_prefix(folder.as_str()).is_some_and(|rest| rest.starts_with('/'))
        };
        self.files.contains(&source.path) || self.folders.iter().any(below)
    }
}
