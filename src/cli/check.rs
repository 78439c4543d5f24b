//! `medproof check`.

mod asked;
mod choice;
mod damage;
mod fixing;
mod output;
mod scope;

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::progress::Progress;
use super::world::{self, World};
use super::{Failure, Outcome, Streams};
use crate::date::Date;
use crate::diagnostic::Severity;
use crate::discover::Root;
use crate::session::Session;
use crate::verdict::Verdict;

pub(super) use asked::readable_format;
pub(super) use choice::unknown_rule;

use choice::Choice;
use damage::Concern;
use fixing::Fixing;
use scope::{Scope, ScopeArguments};

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
    let today = arguments.today.map_or_else(system_day, Ok)?;
    let mut worlds = Vec::new();
    let mut fails = false;
    let mut hidden_advice = 0;
    let progress = Progress::start("Checking the content");
    for (root, asked) in asked::by_root(arguments)? {
        let scope = Scope::of(&arguments.scope, root, streams)?;
        let mut config = world::configuration(scope.files(), today)?;
        config.policy.as_published = arguments.judge_as == Some(JudgeAs::Published);
        let fail_on = arguments.fail_on.map_or(config.fail_on, FailOn::severity);
        let advice = arguments.advice || fail_on == Some(Severity::Advice);
        let (filter, extra) = asked.resolve(scope.files().root(), &config, streams)?;
        let stdin = extra.stdin.clone().filter(|_| arguments.fixing.wanted());
        let (mut world, before) = scope.read(config, extra, today, arguments.baseline.as_deref())?;
        if world.session.size().0 == 0 {
            drop(progress);
            return nothing_read(&world.root, streams);
        }
        let judge = |world: &mut World| {
            let mut verdicts = world.judge();
            let concern = before.as_ref().map(|before| before.concern(world, &verdicts));
            concern.iter().for_each(|concern| concern.explain(&mut verdicts));
            (verdicts, concern)
        };
        let (mut verdicts, mut concern) = judge(&mut world);
        let asked_for = |concern: &Option<Concern>, verdict: &Verdict, session: &Session| {
            choice.takes(verdict.diagnostic.rule)
                && concern.as_ref().is_none_or(|concern| concern.shows(verdict, session))
                && filter.shows(verdict, session)
        };
        if arguments.fixing.wanted() {
            let shown = |verdict: &Verdict, session: &Session| {
                (advice || verdict.severity > Severity::Advice) && asked_for(&concern, verdict, session)
            };
            let only = stdin.as_ref().map(|(path, _)| path.as_str());
            let fixed = arguments.fixing.work_out(&mut world, shown, only);
            if arguments.fixing.shows() {
                // Nothing was mended: what was found before still stands on the disk.
                fixing::print_diff(&world, &fixed.changes, streams)?;
            } else {
                match &stdin {
                    Some((_, text)) => fixing::print_text(text, &fixed.changes, streams)?,
                    None => fixing::write(&world, &fixed.changes)?,
                }
                (verdicts, concern) = judge(&mut world);
            }
            fixing::tell(&fixed, &arguments.fixing, streams)?;
        }
        verdicts.retain(|verdict| asked_for(&concern, verdict, &world.session));
        let fails_run =
            |verdict: &Verdict| verdict.is_open() && fail_on.is_some_and(|least| verdict.severity >= least);
        fails |= verdicts.iter().any(fails_run);
        if !advice {
            let is_advice = |verdict: &Verdict| verdict.severity == Severity::Advice;
            hidden_advice +=
                verdicts.iter().filter(|verdict| verdict.is_open() && is_advice(verdict)).count();
            verdicts.retain(|verdict| !is_advice(verdict));
        }
        worlds.push((world, verdicts));
    }
    drop(progress);
    if arguments.fixing.shows() {
        return Ok(outcome(fails, arguments));
    }
    targets.write(streams, &mut worlds, hidden_advice)?;
    // The program ends here: the system takes the memory back faster than we could, piece by piece.
    std::mem::forget(worlds);
    Ok(outcome(fails, arguments))
}

fn outcome(fails: bool, arguments: &Arguments) -> Outcome {
    if fails && !arguments.exit_zero { Outcome::Findings } else { Outcome::Clean }
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
