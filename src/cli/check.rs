//! `medproof check`.

use std::collections::BTreeMap;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use super::filter::Filter;
use super::progress::Progress;
use super::world::{self, Extra, World};
use super::{Failure, Outcome, Streams};
use crate::config::Config;
use crate::date::Date;
use crate::diagnostic::{RuleId, Severity};
use crate::discover::Root;
use crate::document::Format as FileFormat;
use crate::fingerprint::Fingerprints;
use crate::report::{Report, Repository, concise, human, json, statistics};
use crate::rules;
use crate::title;
use crate::verdict::Verdict;

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Files and folders to report on; the whole repository is always read
    #[arg(value_name = "PATH", default_value = ".")]
    paths: Vec<PathBuf>,
    /// How to print findings [default: human on a terminal, concise elsewhere]
    #[arg(long, value_name = "FORMAT")]
    format: Option<Format>,
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
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// With the text around each finding
    Human,
    /// A line for each finding
    Concise,
    /// For programs
    Json,
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
    let today = arguments.today.map_or_else(system_day, Ok)?;
    let mut worlds = Vec::new();
    let mut fails = false;
    let mut hidden_advice = 0;
    let progress = Progress::start("Checking the content");
    for (root, asked) in asked(arguments)? {
        let mut config = world::configuration(&root, today)?;
        config.policy.as_published = arguments.judge_as == Some(JudgeAs::Published);
        let fail_on = arguments.fail_on.map_or(config.fail_on, FailOn::severity);
        let advice = arguments.advice || fail_on == Some(Severity::Advice);
        let (filter, extra) = asked.resolve(&root, &config, streams)?;
        let mut world = World::read(root, config, extra);
        if world.session.size().0 == 0 {
            drop(progress);
            return nothing_read(&world.root, streams);
        }
        let mut verdicts = world.judge();
        verdicts
            .retain(|verdict| choice.takes(verdict.diagnostic.rule) && filter.shows(verdict, &world.session));
        let found = verdicts.len();
        fails |= verdicts.iter().any(|verdict| fail_on.is_some_and(|least| verdict.severity >= least));
        verdicts.retain(|verdict| advice || verdict.severity > Severity::Advice);
        hidden_advice += found - verdicts.len();
        worlds.push((world, verdicts));
    }
    drop(progress);
    print(arguments, streams, &mut worlds, hidden_advice)?;
    // The program ends here: the system takes the memory back faster than we could, piece by piece.
    std::mem::forget(worlds);
    Ok(if fails && !arguments.exit_zero { Outcome::Findings } else { Outcome::Clean })
}

fn print(
    arguments: &Arguments,
    streams: &Streams,
    worlds: &mut [(World, Vec<Verdict>)],
    hidden_advice: usize,
) -> Result<(), Failure> {
    let style = streams.out_style();
    let format = arguments.format.unwrap_or(if style.terminal { Format::Human } else { Format::Concise });
    let repositories = worlds.iter_mut().map(|(world, verdicts)| Repository {
        fingerprints: if format == Format::Json { world.fingerprints() } else { Fingerprints::default() },
        session: &world.session,
        verdicts: std::mem::take(verdicts),
        prefix: world.prefix(),
    });
    let report = Report { repositories: repositories.collect(), hidden_advice };
    streams.print(|out| match format {
        Format::Json => json::write(&report, out),
        _ if arguments.statistics => statistics::write(&report, style, out),
        Format::Human => human::write(&report, style, out),
        Format::Concise => concise::write(&report, style, out),
    })?;
    Ok(())
}

/// Nothing was read: whoever asked has to hear of it, or a typing error would pass for a clean bill.
fn nothing_read(root: &Root, streams: &Streams) -> Result<Outcome, Failure> {
    streams.notice(&format!(
        "no content was found in `{}`, so nothing was checked. Content is looked for in content/articles, content/causes, \
         content/citations, content/people and so on; `collections` in medproof.yaml names other folders.",
        root.folder.display()
    ))?;
    Ok(Outcome::Failure)
}

/// Which rules were asked for.
struct Choice<'a> {
    select: &'a [String],
    ignore: &'a [String],
}

impl<'a> Choice<'a> {
    fn new(select: &'a [String], ignore: &'a [String]) -> Result<Choice<'a>, Failure> {
        for rule in select.iter().chain(ignore) {
            if rules::by_id(rule).is_none() && !rules::is_group(rule) {
                return Err(unknown_rule(rule));
            }
        }
        Ok(Choice { select, ignore })
    }

    fn takes(&self, rule: RuleId) -> bool {
        let names = |list: &[String]| list.iter().any(|name| name == rule.0 || name == rule.group());
        (self.select.is_empty() || names(self.select)) && !names(self.ignore)
    }
}

/// A rule that does not exist, with the one that may have been meant.
pub(super) fn unknown_rule(rule: &str) -> Failure {
    let near = title::nearest_ids(rule, rules::ALL.iter().map(|entry| entry.id.0), 1);
    let hint = match near.first() {
        Some(near) => format!("did you mean `{near}`?"),
        None => "`medproof rules` lists all rules.".to_owned(),
    };
    Failure::Message(format!("there is no rule `{rule}`; {hint}"))
}

/// What was asked of one repository.
#[derive(Default)]
struct Asked {
    paths: Vec<PathBuf>,
    stdin: Option<(PathBuf, Vec<u8>)>,
}

/// The arguments by repository.
fn asked(arguments: &Arguments) -> Result<Vec<(Root, Asked)>, Failure> {
    let mut by_root: BTreeMap<Root, Asked> = BTreeMap::new();
    if let Some(path) = &arguments.stdin_filename {
        let mut bytes = Vec::new();
        io::stdin().lock().read_to_end(&mut bytes)?;
        by_root.entry(Root::of(path)?).or_default().stdin = Some((path.clone(), bytes));
    } else {
        for path in &arguments.paths {
            by_root.entry(Root::of(path)?).or_default().paths.push(path.clone());
        }
    }
    Ok(by_root.into_iter().collect())
}

impl Asked {
    fn resolve(self, root: &Root, config: &Config, streams: &Streams) -> Result<(Filter, Extra), Failure> {
        let mut filter = Filter::default();
        let mut extra = Extra::default();
        if let Some((path, bytes)) = self.stdin {
            readable_format(&path)?;
            let relative = relative(root, &path)?;
            filter.show(relative.clone());
            extra.stdin = Some((relative, bytes));
        }
        for path in self.paths {
            let relative = relative(root, &path)?;
            if path.is_dir() {
                filter.show(relative);
            } else if path.exists() {
                readable_format(&path)?;
                filter.show(relative.clone());
                extra.named.push((relative, path));
            } else if config.layout.claim(&relative).is_some() {
                streams.notice(&format!(
                    "`{}` is no longer there; what pointed to it is shown",
                    path.display()
                ))?;
                filter.show_gone(relative);
            } else {
                return Err(Failure::Message(format!("there is no file or folder `{}`", path.display())));
            }
        }
        Ok((filter, extra))
    }
}

fn relative(root: &Root, path: &Path) -> Result<String, Failure> {
    let outside = || Failure::Message(format!("`{}` lies outside the repository", path.display()));
    root.relative(path)?.ok_or_else(outside)
}

/// A file that was named outright has to be one that medproof can read.
pub(super) fn readable_format(path: &Path) -> Result<(), Failure> {
    let name = path.to_string_lossy();
    if FileFormat::of(&name).is_some() {
        return Ok(());
    }
    Err(Failure::Message(format!(
        "`{name}` cannot be read: medproof reads Markdown, YAML, JSON and plain text"
    )))
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
