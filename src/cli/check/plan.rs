//! The arguments of `check`, resolved once: what is read, what is reported, and where it goes.

use std::path::{Path, PathBuf};

use super::fixing::FixMode;
use super::output::Targets;
use super::paths::{self, PathArgs};
use super::selection::Selection;
use super::{Arguments, FailOn, JudgeAs, system_day};
use crate::base::date::Date;
use crate::cli::{Failure, Streams};
use crate::project::comparison::Scope;
use crate::project::discover::Root;

/// What findings call a text on standard input that has no name.
const NAMELESS: &str = "stdin.md";

/// What a run of `check` does.
pub(super) struct Plan {
    /// The repositories that are read, in order of their folders, and what of each is reported on.
    pub(super) repositories: Vec<(Root, PathArgs)>,
    /// What is looked at, and what it is compared with.
    pub(super) scope: Scope,
    /// The day that was asked for.
    day: Option<Date>,
    /// Whether unpublished pages are judged as if they were published.
    pub(super) as_published: bool,
    /// The settings file that was asked for in place of the repository's.
    pub(super) config: Option<PathBuf>,
    /// The baseline that was asked for; without one the settings may name it.
    pub(super) baseline: Option<PathBuf>,
    /// The rules that are reported.
    pub(super) selection: Selection,
    /// The severity that was asked for, from which on findings make the run fail.
    pub(super) fail_on: Option<FailOn>,
    /// Whether advice was asked for.
    pub(super) advice: bool,
    /// Whether findings never make the run fail.
    pub(super) exit_zero: bool,
    /// Whether fixes are applied or shown; `None` if nobody asked for them.
    pub(super) fixes: Option<FixMode>,
    /// Where the findings go.
    pub(super) targets: Targets,
}

impl Plan {
    /// Resolves the arguments. Everything that can be refused before a file is read is refused here.
    pub(super) fn of(arguments: &Arguments, streams: &Streams) -> Result<Plan, Failure> {
        let selection = Selection::new(&arguments.select, &arguments.ignore)?;
        let fixes = arguments.fixing.mode();
        // A text without a name is an article.
        let nameless = arguments.paths.as_slice() == [Path::new("-")];
        let stdin = arguments.stdin_filename.as_deref().or(nameless.then_some(Path::new(NAMELESS)));
        let prints_text = stdin.is_some() && fixes.is_some_and(|mode| !mode.shows);
        let targets = arguments.output.targets(arguments.statistics, prints_text, streams)?;
        Ok(Plan {
            repositories: paths::by_root(&arguments.paths, stdin)?,
            scope: arguments.scope.scope(),
            day: arguments.today,
            as_published: arguments.judge_as == Some(JudgeAs::Published),
            config: arguments.config.clone(),
            baseline: arguments.baseline.clone(),
            selection,
            fail_on: arguments.fail_on,
            advice: arguments.advice,
            exit_zero: arguments.exit_zero,
            fixes,
            targets,
        })
    }

    /// The day that the content is judged on. A watch that runs past midnight asks again.
    pub(super) fn today(&self) -> Result<Date, Failure> {
        self.day.map_or_else(system_day, Ok)
    }

    /// Whether files on the disk will be written.
    pub(super) fn writes_files(&self) -> bool {
        let replaces_stdin = self.repositories.iter().any(|(_, paths)| paths.has_stdin());
        self.fixes.is_some_and(|mode| !mode.shows) && !replaces_stdin
    }
}
