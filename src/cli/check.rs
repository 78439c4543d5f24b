//! `medproof check`.

pub(super) mod filter;
mod fixing;
mod output;
pub(super) mod paths;
mod plan;
mod run;
mod selection;
mod show;
#[cfg(feature = "watch")]
mod watch;

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::progress::Progress;
use super::{Failure, Outcome, Streams};
use crate::base::date::Date;
use crate::base::diagnostic::Severity;
use crate::project::comparison::Scope;
use crate::project::day::today;
use crate::project::discover::Root;
use crate::run::verdict::Verdict;

pub(super) use paths::readable_format;
pub(super) use selection::{RuleName, unknown_rule};

use fixing::{FixArguments, FixMode};
use plan::Plan;
use run::{Reported, Run};

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Files and folders to report on; the whole repository is always read. `-` is an article on standard input
    #[arg(value_name = "PATH", default_value = ".")]
    paths: Vec<PathBuf>,
    #[command(flatten)]
    output: output::OutputArguments,
    /// Report only these rules or groups of rules
    #[arg(
        long,
        value_name = "RULE",
        value_delimiter = ',',
        value_parser = RuleName { groups: true },
        hide_possible_values = true
    )]
    select: Vec<String>,
    /// Do not report these rules or groups of rules
    #[arg(
        long,
        value_name = "RULE",
        value_delimiter = ',',
        value_parser = RuleName { groups: true },
        hide_possible_values = true
    )]
    ignore: Vec<String>,
    /// The lowest severity that makes the run fail [default: error]
    #[arg(long, value_name = "SEVERITY")]
    fail_on: Option<FailOn>,
    /// Report advice too
    #[arg(long)]
    advice: bool,
    /// Exit with 0 even if there are findings
    #[arg(long)]
    exit_zero: bool,
    /// The day that counts as today, such as 2026-11-22
    #[arg(long, value_name = "DATE", value_parser = parse_date)]
    today: Option<Date>,
    /// Judge unpublished pages as if they were published, to see what publication still needs
    #[arg(long = "as", value_name = "STATUS")]
    judge_as: Option<JudgeAs>,
    /// Read a text from standard input and check it in place of this file
    #[arg(long, value_name = "PATH", conflicts_with = "paths")]
    stdin_filename: Option<PathBuf>,
    /// Settings to use in place of those of the repository
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// List the files that are read, each with its kind, and check nothing
    #[arg(long, conflicts_with_all = ["fix", "unsafe_fixes", "diff", "show_settings"])]
    show_files: bool,
    /// Show which settings are in force, and how much each rule counts, and check nothing
    #[arg(long, conflicts_with_all = ["fix", "unsafe_fixes", "diff"])]
    show_settings: bool,
    /// Count the findings of each rule instead of showing them
    #[arg(long)]
    statistics: bool,
    /// A baseline, as `medproof baseline` writes it: its findings are not reported
    #[arg(long, value_name = "FILE")]
    baseline: Option<PathBuf>,
    #[command(flatten)]
    scope: ScopeArguments,
    #[command(flatten)]
    fixing: FixArguments,
    /// Check again whenever a file changes, until you stop the program
    #[cfg(feature = "watch")]
    #[arg(
        long,
        conflicts_with_all = [
            "stdin_filename", "fix", "unsafe_fixes", "diff", "changed", "staged", "show_files", "show_settings"
        ]
    )]
    watch: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum JudgeAs {
    /// Drafts and pages in review as if readers saw them
    Published,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum FailOn {
    Error,
    Warning,
    Advice,
    Never,
}

impl FailOn {
    fn severity(self) -> Option<Severity> {
        match self {
            FailOn::Error => Some(Severity::Error),
            FailOn::Warning => Some(Severity::Warning),
            FailOn::Advice => Some(Severity::Advice),
            FailOn::Never => None,
        }
    }
}

#[derive(Debug, Args)]
struct ScopeArguments {
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
    /// Check what is staged for the next commit, not the files on the disk, and report what it changes and breaks
    #[arg(long, conflicts_with_all = ["stdin_filename", "fix", "unsafe_fixes"])]
    staged: bool,
}

impl ScopeArguments {
    fn scope(&self) -> Scope {
        match &self.changed {
            Some(revision) => Scope::ChangedSince(revision.clone()),
            None if self.staged => Scope::Staged,
            None => Scope::Everything,
        }
    }
}

/// Checks repositories and prints the findings.
pub(super) fn run(arguments: &Arguments, streams: &Streams) -> Result<Outcome, Failure> {
    let plan = Plan::of(arguments, streams)?;
    if arguments.show_settings {
        return show::settings(&plan, streams);
    }
    if arguments.show_files {
        return show::files(&plan, streams);
    }
    #[cfg(feature = "watch")]
    if arguments.watch {
        return watch::run(&plan, streams);
    }
    let progress = Progress::start("Checking the content");
    let mut runs = Vec::new();
    let mut reported = Reported::default();
    let mut unfitted = false;
    for repository in &plan.repositories {
        let mut run = Run::open(&plan, repository, streams)?;
        if run.project.session.size().0 == 0 {
            drop(progress);
            return nothing_read(&run.project.root, streams);
        }
        let judged = match plan.fixes {
            Some(mode) => run.fix(&plan.selection, mode, streams)?,
            None => run.judge(),
        };
        unfitted |= !run.project.root.configured && unfit(&judged.0) > MOST_WITHOUT_SETTINGS;
        reported.add(&run, judged, &plan.selection);
        runs.push(run);
    }
    drop(progress);
    let outcome = match (runs.iter().any(|run| run.unwritten), reported.fails && !plan.exit_zero) {
        (true, _) => Outcome::Failure,
        (false, true) => Outcome::Findings,
        (false, false) => Outcome::Clean,
    };
    if !plan.fixes.is_some_and(|mode| mode.shows) {
        reported.write(&mut runs, &plan, streams)?;
        if unfitted {
            streams.notice(
                "there is no medproof.yaml here, so these files were taken for content as medproof itself lays it out. \
                 `medproof init` looks at them, and writes settings that fit.",
            )?;
        }
    }
    // The program ends here: the system frees the memory faster than we could, piece by piece.
    std::mem::forget(runs);
    Ok(outcome)
}

/// Who has no settings and more fields that medproof does not know has a layout of another kind.
const MOST_WITHOUT_SETTINGS: usize = 50;

/// How many fields are not as medproof has them.
fn unfit(verdicts: &[Verdict]) -> usize {
    let of_fields =
        |verdict: &&Verdict| verdict.is_open() && verdict.diagnostic.rule.0 == "schema/invalid-field";
    verdicts.iter().filter(of_fields).count()
}

/// Says that there is no content: a mistyped path must not pass for a clean result.
pub(super) fn nothing_read(root: &Root, streams: &Streams) -> Result<Outcome, Failure> {
    streams.notice(&format!(
        "no content was found in `{}`, so nothing was checked. Content is looked for in content/articles, content/causes, \
         content/citations, content/people and so on; `collections` in medproof.yaml names other folders. `medproof init` \
         looks for pages in all folders, and writes these settings; with `--dry-run` it only shows them.",
        root.folder.display()
    ))?;
    Ok(Outcome::Failure)
}

/// The system's day.
pub(super) fn system_day() -> Result<Date, Failure> {
    today().ok_or_else(|| {
        Failure::Message("the system's clock shows no day of our calendar; give one with --today".to_owned())
    })
}

/// Reads a date argument.
pub(super) fn parse_date(text: &str) -> Result<Date, String> {
    Date::parse(text).map_err(|_| "a date is written as year-month-day, such as 2026-11-22".to_owned())
}
