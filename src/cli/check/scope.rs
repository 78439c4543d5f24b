//! `check --changed` and `--staged`: the part of a repository that a change concerns.

use std::env;
use std::path::Path;

use clap::Args;

use super::damage::{Before, Touched};
use crate::base::date::Date;
use crate::cli::world::{self, Extra, World};
use crate::cli::{Failure, Streams};
use crate::project::config::{Config, FILE_NAMES, Layout};
use crate::project::discover::{Files, Root};
use crate::project::git::{Difference, Git, GitError, Kind};
use crate::report::sanitise::sentence;

#[derive(Debug, Args)]
pub(super) struct ScopeArguments {
    /// Report only what changed since a commit, and what that broke in other files [commit: HEAD, or where this work
    /// parted from REV]
    #[arg(
        long,
        value_name = "REV",
        num_args = 0..=1,
        require_equals = true,
        default_missing_value = "HEAD",
        conflicts_with_all = ["staged", "stdin_filename"]
    )]
    changed: Option<String>,
    /// Check what is staged for the next commit, whatever lies on the disk, and report what it changes and breaks
    #[arg(long, conflicts_with_all = ["stdin_filename", "fix", "unsafe_fixes"])]
    staged: bool,
}

/// What is looked at, and what it is compared with.
pub(super) struct Scope {
    files: Files,
    change: Option<Change>,
}

/// A change of a repository.
struct Change {
    /// The repository before it; none where there was none.
    before: Option<Files>,
    touched: Vec<Touched>,
}

impl Scope {
    /// Finds out what was asked for.
    pub(super) fn of(arguments: &ScopeArguments, root: Root, streams: &Streams) -> Result<Scope, Failure> {
        let on_disk = Files::on_disk(root);
        if let Some(revision) = &arguments.changed {
            return Ok(Scope::since(revision, on_disk)?);
        }
        if !arguments.staged {
            return Ok(Scope { files: on_disk, change: None });
        }
        let git = Git::open(&on_disk.root().folder)?;
        let staged = git.staged()?;
        if staged.is_empty() {
            return Scope::nothing_staged(on_disk, streams);
        }
        let files = on_disk.before(&git, &git.unstaged()?)?;
        let before = git.head()?.map(|_| files.before(&git, &staged)).transpose()?;
        let change = Change { before, touched: touched(staged) };
        Ok(Scope { files, change: Some(change) })
    }

    /// What differs on the disk since this work parted from `revision`.
    fn since(revision: &str, on_disk: Files) -> Result<Scope, GitError> {
        let git = Git::open(&on_disk.root().folder)?;
        if revision == "HEAD" && git.head()?.is_none() {
            // Before the first commit everything is new.
            let touched = touched(git.everything()?);
            return Ok(Scope { files: on_disk, change: Some(Change { before: None, touched }) });
        }
        let differences = git.since(&git.base(revision)?)?;
        let before = on_disk.before(&git, &differences)?;
        let change = Change { before: Some(before), touched: touched(differences) };
        Ok(Scope { files: on_disk, change: Some(change) })
    }

    /// Nothing is staged where somebody runs a hook by hand, or on a range of commits.
    fn nothing_staged(on_disk: Files, streams: &Streams) -> Result<Scope, Failure> {
        let from = env::var("PRE_COMMIT_FROM_REF").unwrap_or_default();
        // A branch that is pushed for the first time comes from nowhere, which git writes as zeros.
        if from.trim_matches('0').is_empty() && env::var_os("GIT_INDEX_FILE").is_some() {
            // Git runs this as a hook of a commit that brings nothing but a message.
            let change = Change { before: Some(on_disk.clone()), touched: Vec::new() };
            return Ok(Scope { files: on_disk, change: Some(change) });
        }
        if from.trim_matches('0').is_empty() {
            streams.notice("nothing is staged, so the whole repository is reported on")?;
            return Ok(Scope { files: on_disk, change: None });
        }
        let shown = sentence(&from);
        streams.notice(&format!(
            "nothing is staged, so what changed since `{shown}` is reported on, as PRE_COMMIT_FROM_REF says"
        ))?;
        Ok(Scope::since(&from, on_disk)?)
    }

    /// The files that are looked at.
    pub(super) fn files(&self) -> &Files {
        &self.files
    }

    /// Reads the repository, and before that what it was, which is checked the same way. The baseline is the one that
    /// was asked for, or that the settings name.
    pub(super) fn read(
        self,
        config: Config,
        extra: Extra,
        today: Date,
        baseline: Option<&Path>,
    ) -> Result<(World, Option<Before>), Failure> {
        let Scope { files, change } = self;
        let known = baseline.map(Path::to_owned).or_else(|| config.baseline.clone());
        let read = |config: Config, extra: Extra| {
            let mut world = World::read(files.clone(), config, extra);
            known.iter().try_for_each(|file| world.use_baseline(file))?;
            Ok::<_, Failure>(world)
        };
        let Some(Change { before, touched }) = change else {
            return Ok((read(config, extra)?, None));
        };
        let Some(before) = before else {
            return Ok((read(config, extra)?, Some(Before::nothing(touched))));
        };
        if leaves_settings_alone(&touched, &config.layout) {
            let look = |world: &mut World| Before::of(world, touched);
            let (world, before) = World::read_after(&before, &files, config, &extra, known.as_deref(), look)?;
            return Ok((world, Some(before)));
        }
        // Settings that could not be used then judged nothing; those of now show what the content lacked.
        let mut old = world::configuration(&before, today).unwrap_or_else(|_| config.clone());
        old.policy.as_published = config.policy.as_published;
        let known_then = baseline.map(Path::to_owned).or_else(|| old.baseline.clone());
        let mut then = World::read(before, old, extra.clone());
        if let Some(file) = known_then {
            // Debts that nobody could read then were not known.
            let _ = then.use_baseline(&file);
        }
        let before = Before::of(&mut then, touched);
        drop(then);
        Ok((read(config, extra)?, Some(before)))
    }
}

/// True of a change of content alone: any other file may be one that the settings name.
fn leaves_settings_alone(touched: &[Touched], layout: &Layout) -> bool {
    let mut paths = touched.iter().flat_map(|file| [&file.old, &file.new]).flatten();
    paths.all(|path| !FILE_NAMES.contains(&path.as_str()) && layout.claim(path).is_some())
}

fn touched(differences: Vec<Difference>) -> Vec<Touched> {
    let touched = differences.into_iter().map(|difference| Touched {
        is_folder: difference.new.as_ref().is_some_and(|entry| entry.kind == Kind::Submodule),
        old: difference.old.map(|entry| entry.path),
        new: difference.new.map(|entry| entry.path),
    });
    touched.collect()
}

impl From<GitError> for Failure {
    fn from(error: GitError) -> Failure {
        // It may quote names of files, which may hold anything.
        Failure::Message(sentence(&error.to_string()).into_owned())
    }
}
