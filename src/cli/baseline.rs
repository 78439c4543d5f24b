//! `medproof baseline`: saves today's findings as a baseline, and removes those that were fixed.

use std::collections::{BTreeMap, HashSet};
use std::path::{Path, PathBuf};

use clap::Args;

use super::check::{nothing_read, parse_date, system_day};
use super::{Failure, Outcome, Streams, count};
use crate::base::date::Date;
use crate::base::diagnostic::Severity;
use crate::base::problem::ProblemKind;
use crate::project::discover::{Files, Root};
use crate::project::write::{self, Step};
use crate::project::{Overrides, Project, settings};
use crate::report::{Report, Repository, Style, human, sanitise};
use crate::rules;
use crate::rules::rule::Check;
use crate::run::baseline::{self, Baseline, BaselineEntry};
use crate::run::fingerprint::Fingerprints;
use crate::run::verdict::{Fate, Verdict};

#[derive(Debug, Args)]
#[command(group(clap::ArgGroup::new("task").args(["prune", "explain"])))]
pub(super) struct Arguments {
    /// A folder of the repository
    #[arg(value_name = "PATH", default_value = ".")]
    path: PathBuf,
    /// The file to write [default: the one that medproof.yaml names, else medproof-baseline.json]
    #[arg(long, value_name = "FILE")]
    file: Option<PathBuf>,
    /// Remove what was fixed
    #[arg(long)]
    prune: bool,
    /// Show the findings that are known, each with its text
    #[arg(long)]
    explain: bool,
    /// Take advice in too
    #[arg(long)]
    advice: bool,
    /// The day to judge by, such as 2026-11-22 [default: today]
    #[arg(long, value_name = "DATE", value_parser = parse_date)]
    today: Option<Date>,
}

/// Writes, shrinks or explains the baseline.
pub(super) fn run(arguments: &Arguments, streams: &Streams) -> Result<Outcome, Failure> {
    let today = arguments.today.map_or_else(system_day, Ok)?;
    let root = Root::of(&arguments.path)?;
    super::put_back(&root, streams)?;
    let files = Files::on_disk(root.clone());
    let config = settings::load(&files, today)?;
    let configured = config.baseline.clone();
    let file = arguments.file.clone().or_else(|| configured.clone());
    let file = file.unwrap_or_else(|| root.folder.join(baseline::FILE_NAME));
    let advice = arguments.advice || config.fail_on == Some(Severity::Advice);
    let mut project = Project::read(files, config, Overrides::default());
    if project.session.size().0 == 0 {
        return nothing_read(&project.root, streams);
    }
    if arguments.prune || arguments.explain {
        project.use_baseline(&file)?;
        let verdicts = project.judge();
        if arguments.explain {
            explain(&project, verdicts, streams)?;
        } else {
            prune(&mut project, &verdicts, &file, streams)?;
        }
        return Ok(Outcome::Clean);
    }
    if file.exists() {
        return Err(Failure::Message(format!(
            "`{}` is there already, and a baseline only shrinks. `medproof baseline --prune` removes the findings that were fixed, \
             and `--explain` shows what is left; to start again, delete the file first.",
            shown(&file)
        )));
    }
    let verdicts = project.judge();
    let entries = entries(&mut project, &verdicts, advice);
    let baseline = Baseline { entries };
    store(&project.root.folder, &file, None, &baseline, streams)?;
    let paths: HashSet<&str> = baseline.entries.iter().map(|entry| entry.path.as_str()).collect();
    let files = paths.len();
    let total = baseline.entries.len();
    let unread = verdicts.iter().filter(|verdict| is_unreadable(verdict)).count();
    streams.print(|out| {
        writeln!(out, "Wrote `{}`: {} in {}.", shown(&file), count(total, "finding"), count(files, "file"))?;
        list(&baseline, out)?;
        if configured.is_none() {
            let name = project.root.relative(&file)?.unwrap_or_else(|| shown(&file));
            let name = sanitise::path(&name);
            writeln!(out, "Add `baseline: {name}` to medproof.yaml, and `medproof check` ignores them.")?;
        }
        Ok(())
    })?;
    if unread > 0 {
        streams.notice(&format!(
            "{} cannot be read, so {} findings are not in the baseline",
            count(unread, "file"),
            if unread == 1 { "its" } else { "their" }
        ))?;
    }
    Ok(Outcome::Clean)
}

/// The open findings as entries. Unreadable files have to be fixed, and rules about comments and settings are left out.
fn entries(project: &mut Project, verdicts: &[Verdict], advice: bool) -> Vec<BaselineEntry> {
    let fingerprints = project.fingerprints();
    let counts = |verdict: &&Verdict| {
        verdict.is_open()
            && (advice || verdict.severity > Severity::Advice)
            && verdict.diagnostic.rule.group() != "policy"
            && !is_unreadable(verdict)
    };
    let entry = |verdict: &Verdict| {
        let diagnostic = &verdict.diagnostic;
        Some(BaselineEntry {
            fingerprint: fingerprints.get(diagnostic)?.to_owned(),
            rule: diagnostic.rule.0.to_owned(),
            path: project.session.source(diagnostic.at.doc)?.path.clone(),
            message: diagnostic.message.clone(),
            span: diagnostic.at.span,
        })
    };
    verdicts.iter().filter(counts).filter_map(entry).collect()
}

fn is_unreadable(verdict: &Verdict) -> bool {
    let entry = rules::by_id(verdict.diagnostic.rule.0);
    entry.is_some_and(|entry| matches!(entry.rule.check, Check::Reader(ProblemKind::Unreadable)))
}

/// Removes the entries whose findings are gone.
fn prune(project: &mut Project, verdicts: &[Verdict], file: &Path, streams: &Streams) -> Result<(), Failure> {
    if verdicts.iter().any(is_unreadable) {
        return Err(Failure::Message(
            "some files cannot be read, so it is unknown what was fixed in them; the baseline was not changed"
                .to_owned(),
        ));
    }
    let fingerprints = project.fingerprints();
    let known = verdicts.iter().filter(|verdict| verdict.fate == Fate::Known);
    let found: HashSet<&str> = known.filter_map(|verdict| fingerprints.get(&verdict.diagnostic)).collect();
    let Some((before, source)) = project.baseline() else {
        return Ok(());
    };
    let mut after = before.clone();
    after.entries.retain(|entry| found.contains(entry.fingerprint.as_str()));
    let gone = before.entries.len() - after.entries.len();
    if gone > 0 {
        let before = source.text.clone();
        store(&project.root.folder, file, Some(&before), &after, streams)?;
    }
    let left = after.entries.len();
    streams.print(|out| {
        writeln!(out, "Took {} out of `{}`; {} left.", count(gone, "finding"), shown(file), is_left(left))?;
        list(&after, out)
    })?;
    Ok(())
}

/// Shows the findings that are known.
fn explain(project: &Project, verdicts: Vec<Verdict>, streams: &Streams) -> Result<(), Failure> {
    let known = verdicts.into_iter().filter(|verdict| verdict.fate == Fate::Known);
    // To be shown they are as good as open.
    let verdicts: Vec<Verdict> = known.map(|verdict| Verdict { fate: Fate::Open, ..verdict }).collect();
    let mut by_rule: BTreeMap<&str, usize> = BTreeMap::new();
    for verdict in &verdicts {
        *by_rule.entry(verdict.diagnostic.rule.0).or_default() += 1;
    }
    let rules: Vec<String> = by_rule.iter().map(|(rule, number)| format!("  {number}  {rule}")).collect();
    let stale =
        project.baseline().map_or(0, |(baseline, _)| baseline.entries.len()).saturating_sub(verdicts.len());
    let repository = Repository {
        session: &project.session,
        verdicts,
        prefix: project.prefix(),
        change: None,
        base: None,
        checkout: project.checkout(),
        origin: None,
        fingerprints: Fingerprints::default(),
        has_baseline: true,
    };
    let report = Report { repositories: vec![repository], hidden_advice: 0, links: None };
    let style = Style { verbose: true, ..streams.out_style() };
    streams.print(|out| {
        human::write(&report, style, out)?;
        rules.iter().try_for_each(|line| writeln!(out, "{line}"))
    })?;
    if stale > 0 {
        streams.notice(&format!(
            "{} of the baseline {} no longer there; `medproof baseline --prune` takes {} out",
            count(stale, "finding"),
            if stale == 1 { "is" } else { "are" },
            if stale == 1 { "it" } else { "them" }
        ))?;
    }
    Ok(())
}

fn store(
    root: &Path,
    file: &Path,
    before: Option<&str>,
    baseline: &Baseline,
    streams: &Streams,
) -> Result<(), Failure> {
    let text = baseline.write();
    let step =
        Step { path: file, before: before.map(str::as_bytes), after: Some(text.as_bytes()), like: None };
    let done = write::together(root, "medproof baseline", &[step])
        .map_err(|error| Failure::Message(error.to_string()))?;
    done.notices.iter().try_for_each(|notice| streams.notice(notice))?;
    Ok(())
}

fn list(baseline: &Baseline, out: &mut dyn std::io::Write) -> std::io::Result<()> {
    baseline.by_rule().into_iter().try_for_each(|(rule, number)| writeln!(out, "  {number}  {rule}"))
}

fn is_left(number: usize) -> String {
    format!("{number} {}", if number == 1 { "is" } else { "are" })
}

fn shown(path: &Path) -> String {
    let here = std::env::current_dir().ok();
    let below = here.as_deref().and_then(|here| path.strip_prefix(here).ok());
    sanitise::path(&below.unwrap_or(path).to_string_lossy()).into_owned()
}
