//! `medproof check`.

mod asked;
mod choice;
mod damage;
mod fixing;
mod output;
mod scope;
mod view;
mod watch;

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::progress::Progress;
use super::{Failure, Outcome, Streams};
use crate::base::date::Date;
use crate::base::diagnostic::Severity;
use crate::project::discover::Root;

pub(super) use asked::readable_format;
pub(super) use choice::unknown_rule;

use choice::Choice;
use fixing::Fixing;
use scope::ScopeArguments;
use view::{Found, View};

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Files and folders to report on; the whole repository is always read
    #[arg(value_name = "PATH", default_value = ".")]
    paths: Vec<PathBuf>,
    #[command(flatten)]
    output: output::OutputArguments,
    /// Report only these rules or groups of rules
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    select: Vec<String>,
    /// Leave these rules or groups of rules out
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    ignore: Vec<String>,
    /// The lowest severity that makes the run fail [default: error]
    #[arg(long, value_name = "SEVERITY")]
    fail_on: Option<FailOn>,
    /// Report advice too
    #[arg(long)]
    advice: bool,
    /// Exit with 0 whatever is found
    #[arg(long)]
    exit_zero: bool,
    /// The day to judge by, such as 2026-11-22 [default: today]
    #[arg(long, value_name = "DATE", value_parser = parse_date)]
    today: Option<Date>,
    /// Judge pages that are not published yet as if they were, to see what publication still needs
    #[arg(long = "as", value_name = "STATUS")]
    judge_as: Option<JudgeAs>,
    /// Read a text from standard input and check it in place of this file
    #[arg(long, value_name = "PATH", conflicts_with = "paths")]
    stdin_filename: Option<PathBuf>,
    /// Count the findings of each rule instead of showing them
    #[arg(long)]
    statistics: bool,
    /// A file with known debt, as `medproof baseline` writes it: its findings are passed over
    #[arg(long, value_name = "FILE")]
    baseline: Option<PathBuf>,
    #[command(flatten)]
    scope: ScopeArguments,
    #[command(flatten)]
    fixing: Fixing,
    /// Check again whenever a file changes, until the program is ended
    #[arg(
        long,
        conflicts_with_all = ["stdin_filename", "fix", "unsafe_fixes", "diff", "changed", "staged"]
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

/// Checks what was asked for and prints what was found.
pub(super) fn run(arguments: &Arguments, streams: &Streams) -> Result<Outcome, Failure> {
    let choice = Choice::new(&arguments.select, &arguments.ignore)?;
    let mends_stdin =
        arguments.stdin_filename.is_some() && arguments.fixing.wanted() && !arguments.fixing.shows();
    let targets = arguments.output.targets(arguments.statistics, mends_stdin, streams)?;
    if arguments.watch {
        return watch::run(arguments, &choice, &targets, streams);
    }
    let progress = Progress::start("Checking the content");
    let mut views = Vec::new();
    let mut found = Found::default();
    for (root, asked) in asked::by_root(arguments)? {
        let mut view = View::open(root, asked, arguments, streams)?;
        if view.world.session.size().0 == 0 {
            drop(progress);
            return nothing_read(&view.world.root, streams);
        }
        let judged = if arguments.fixing.wanted() {
            view.mend(&choice, &arguments.fixing, streams)?
        } else {
            view.judge()
        };
        found.add(&view, judged, &choice);
        views.push(view);
    }
    drop(progress);
    let outcome = match (views.iter().any(|view| view.unwritten), found.fails && !arguments.exit_zero) {
        (true, _) => Outcome::Failure,
        (false, true) => Outcome::Findings,
        (false, false) => Outcome::Clean,
    };
    if !arguments.fixing.shows() {
        found.write(&mut views, &targets, streams)?;
    }
    // The program ends here: the system takes the memory back faster than we could, piece by piece.
    std::mem::forget(views);
    Ok(outcome)
}

/// Nothing was read: whoever asked has to hear of it, or a typing error would pass for a clean bill.
pub(super) fn nothing_read(root: &Root, streams: &Streams) -> Result<Outcome, Failure> {
    streams.notice(&format!(
        "no content was found in `{}`, so nothing was checked. Content is looked for in content/articles, content/causes, \
         content/citations, content/people and so on; `collections` in medproof.yaml names other folders.",
        root.folder.display()
    ))?;
    Ok(Outcome::Failure)
}

/// The system's day.
pub(super) fn system_day() -> Result<Date, Failure> {
    let day = jiff::Zoned::now().date();
    let unsigned = |number: i8| u8::try_from(number).unwrap_or_default();
    Date::new(day.year(), unsigned(day.month()), unsigned(day.day())).ok_or_else(|| {
        Failure::Message("the system's clock shows no day of our calendar; give one with --today".to_owned())
    })
}

/// Reads a date argument.
pub(super) fn parse_date(text: &str) -> Result<Date, String> {
    Date::parse(text).map_err(|_| "a date is written as year-month-day, such as 2026-11-22".to_owned())
}
