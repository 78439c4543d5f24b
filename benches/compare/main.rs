//! Measures `medproof check` against the floor, on generated repositories of growing size:
//! `cargo build --release --bins --examples && cargo run --release --example ratio`

mod child;
#[path = "../corpus/disk.rs"]
mod disk;
#[path = "../corpus/generate.rs"]
mod generate;

use std::collections::BTreeMap;
use std::env;
use std::error::Error;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use clap::Parser;

use crate::child::Task;
use crate::generate::Plan;

/// Measures medproof against the floor and prints the ratios as Markdown tables.
#[derive(Parser)]
struct Arguments {
    /// The medproof to measure; by default the one built beside this program
    #[arg(long)]
    medproof: Option<PathBuf>,
    /// The floor program; by default the one built beside this program
    #[arg(long)]
    floor: Option<PathBuf>,
    /// An empty folder for the generated repositories, which are kept; by default a temporary one
    #[arg(long)]
    dir: Option<PathBuf>,
    /// How often each program runs on each repository
    #[arg(long, default_value_t = 7)]
    runs: usize,
    /// Number of threads of both programs
    #[arg(long, default_value_t = 2)]
    threads: usize,
    /// Measure 100,000 articles as well (half a gigabyte)
    #[arg(long)]
    large: bool,
}

/// The day every check takes as today, so that runs of different days judge the same.
const TODAY: &str = "2026-11-22";
const SEED: u64 = 7;
/// Flaws of a repository that is looked after.
const FEW: f64 = 0.01;
/// Flaws that give about 20,000 findings in 10,000 articles.
const MANY: f64 = 0.22;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments = Arguments::parse();
    let temporary = tempfile::tempdir()?;
    let beside = env::current_exe()?;
    let programs = Programs {
        medproof: arguments.medproof.unwrap_or_else(|| beside.with_file_name("../medproof")),
        floor: arguments.floor.unwrap_or_else(|| beside.with_file_name("floor")),
        threads: arguments.threads.to_string(),
        output: temporary.path().join("output"),
        runs: arguments.runs.max(1),
    };
    for program in [&programs.medproof, &programs.floor] {
        if !program.is_file() {
            let hint = "build it with `cargo build --release --bins --examples`";
            return Err(format!("no program at {}: {hint}", program.display()).into());
        }
    }
    let root = arguments.dir.unwrap_or_else(|| temporary.path().join("repositories"));
    let sizes: &[usize] = if arguments.large { &[1_000, 10_000, 100_000] } else { &[1_000, 10_000] };
    let mut out = io::stdout().lock();
    ratios(&programs, &root, sizes, &mut out)?;
    writeln!(out)?;
    printing(&programs, &root, &mut out)?;
    Ok(())
}

/// What is measured, and how.
struct Programs {
    medproof: PathBuf,
    floor: PathBuf,
    threads: String,
    /// The file all output goes to.
    output: PathBuf,
    runs: usize,
}

/// The table of ratios: whole runs of both programs, one after the other in turns, so that a busy
/// moment of the machine strikes both alike.
fn ratios(
    programs: &Programs,
    root: &Path,
    sizes: &[usize],
    out: &mut impl Write,
) -> Result<(), Box<dyn Error>> {
    writeln!(
        out,
        "| articles | files | MB | floor, ms | check, ms | check / floor | best of each | ms per 1,000 | peak, MB | peak / bytes |"
    )?;
    writeln!(out, "|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|")?;
    for articles in sizes {
        let dir = root.join(format!("{articles}-articles"));
        disk::write(&dir, Plan { articles: *articles, seed: SEED, flaws: FEW })?;
        let floor = programs.floor(&dir)?;
        let check = programs.check(&dir, "concise")?;
        // The first run of each brings the files into memory and is not counted.
        let report = floor.text()?;
        let facts = facts(&report);
        let peak = check.peak_memory()?;
        let (mut floors, mut checks) = (Vec::new(), Vec::new());
        for _ in 0..programs.runs {
            floors.push(floor.time()?);
            checks.push(check.time()?);
        }
        let (floors, checks) = (Times::of(floors), Times::of(checks));
        let bytes = facts.get("bytes").copied().unwrap_or_default();
        write!(
            out,
            "| {articles} | {} | {:.1} ",
            facts.get("files").copied().unwrap_or_default(),
            bytes / 1e6
        )?;
        write!(out, "| {:.0} | {:.0} ", floors.median, checks.median)?;
        write!(out, "| {:.2} | {:.2} ", checks.median / floors.median, checks.best / floors.best)?;
        write!(out, "| {:.1} ", checks.median / *articles as f64 * 1e3)?;
        match peak {
            Some(peak) => writeln!(out, "| {:.0} | {:.1} |", peak as f64 / 1e6, peak as f64 / bytes)?,
            None => writeln!(out, "| unknown | unknown |")?,
        }
    }
    Ok(())
}

/// The formats of findings; all others are compared with the first.
const FORMATS: [&str; 9] =
    ["concise", "human", "json", "sarif", "github", "gitlab", "junit", "rdjson", "markdown"];

/// The table of formats: the same check of a repository with many flaws, printed to a file. Advice is asked for, so that
/// all of them have the same rules to ask and the same findings to print.
fn printing(programs: &Programs, root: &Path, out: &mut impl Write) -> Result<(), Box<dyn Error>> {
    /// The differences are given for so many findings.
    const FINDINGS: f64 = 20_000.0;
    const MOST_IN_SARIF: usize = 25_000;
    let dir = root.join("many-flaws");
    disk::write(&dir, Plan { articles: 10_000, seed: SEED, flaws: MANY })?;
    let tasks: Vec<Task> =
        FORMATS.iter().map(|format| programs.check_all(&dir, format)).collect::<Result<_, _>>()?;
    let mut times: Vec<Vec<Duration>> = vec![Vec::new(); FORMATS.len()];
    for _ in 0..programs.runs {
        for (times, task) in times.iter_mut().zip(&tasks) {
            times.push(task.time()?);
        }
    }
    let findings = programs.check_all(&dir, FORMATS[0])?.text()?.lines().count();
    writeln!(out, "| format, {findings} findings | ms | over `{}`, for 20,000 findings, ms |", FORMATS[0])?;
    writeln!(out, "|---|---:|---:|")?;
    let medians: Vec<f64> = times.into_iter().map(|times| Times::of(times).median).collect();
    let first = medians.first().copied().unwrap_or_default();
    for (format, median) in FORMATS.iter().zip(medians) {
        // The format has a limit.
        let printed = if *format == "sarif" { findings.min(MOST_IN_SARIF) } else { findings };
        let more = (median - first) * FINDINGS / printed.max(1) as f64;
        writeln!(out, "| {format} | {median:.0} | {more:.0} |")?;
    }
    Ok(())
}

impl Programs {
    fn floor(&self, dir: &Path) -> Result<Task, Box<dyn Error>> {
        Ok(Task::new(&self.floor, &[name(dir)?, "--threads", &self.threads], &self.threads, &self.output))
    }

    fn check(&self, dir: &Path, format: &str) -> Result<Task, Box<dyn Error>> {
        self.check_with(dir, format, &[])
    }

    /// The same with all advice.
    fn check_all(&self, dir: &Path, format: &str) -> Result<Task, Box<dyn Error>> {
        self.check_with(dir, format, &["--advice"])
    }

    fn check_with(&self, dir: &Path, format: &str, more: &[&str]) -> Result<Task, Box<dyn Error>> {
        let usual = ["check", name(dir)?, "--format", format, "--today", TODAY, "--exit-zero"];
        let arguments = [&usual, more].concat();
        Ok(Task::new(&self.medproof, &arguments, &self.threads, &self.output))
    }
}

fn name(dir: &Path) -> Result<&str, String> {
    dir.to_str().ok_or_else(|| format!("{} is no UTF-8", dir.display()))
}

/// The numbers of the floor's report: a name and a number a line.
fn facts(report: &str) -> BTreeMap<&str, f64> {
    let lines = report.lines().filter_map(|line| line.split_once(' '));
    lines.filter_map(|(name, number)| Some((name, number.parse().ok()?))).collect()
}

/// Times of equal runs, in milliseconds.
struct Times {
    best: f64,
    median: f64,
}

impl Times {
    /// Of one run at least; without any, both are zero.
    fn of(mut runs: Vec<Duration>) -> Times {
        runs.sort_unstable();
        let millis = |at: usize| runs.get(at).map_or(0.0, |run| run.as_secs_f64() * 1e3);
        Times { best: millis(0), median: millis(runs.len() / 2) }
    }
}
