//! The floor under the time of any check: walks, reads and parses a content repository with the
//! parsers medproof uses, and keeps nothing.
//! `cargo run --release --example floor -- DIR --threads 2`

mod parse;

use std::error::Error;
use std::fmt::Write as _;
use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use clap::Parser;
use ignore::WalkBuilder;
use rayon::prelude::*;

/// Walks, reads and parses a content repository, and says how long that took.
#[derive(Parser)]
struct Arguments {
    /// The repository
    dir: PathBuf,
    /// Number of threads that read and parse
    #[arg(long, default_value_t = 2)]
    threads: usize,
    /// Measure each part alone, one after the other, with all texts in memory
    #[arg(long)]
    parts: bool,
}

fn main() -> Result<(), Box<dyn Error>> {
    let Arguments { dir, threads, parts } = Arguments::parse();
    rayon::ThreadPoolBuilder::new().num_threads(threads).build_global()?;
    let report = if parts { each_part(&dir)? } else { whole(&dir)? };
    io::stdout().write_all(report.as_bytes())?;
    Ok(())
}

fn whole(dir: &Path) -> Result<String, Box<dyn Error>> {
    let start = Instant::now();
    let files = walk(dir)?;
    let (bytes, events) = files
        .par_iter()
        .map(|path| {
            let text = fs::read_to_string(path)?;
            Ok((text.len(), parse::parse(path, &text)))
        })
        .try_reduce(|| (0, 0), |one, other| io::Result::Ok((one.0 + other.0, one.1 + other.1)))?;
    let wall = start.elapsed();
    let mut report = String::new();
    writeln!(report, "files {}", files.len())?;
    writeln!(report, "bytes {bytes}")?;
    writeln!(report, "events {events}")?;
    writeln!(report, "wall-ms {:.1}", millis(wall))?;
    if let Some(peak) = peak_memory() {
        writeln!(report, "peak-bytes {peak}")?;
    }
    Ok(report)
}

fn each_part(dir: &Path) -> Result<String, Box<dyn Error>> {
    let mut report = String::new();
    let (walking, files) = timed(|| walk(dir));
    let files = files?;
    let (reading, texts) =
        timed(|| files.par_iter().map(fs::read_to_string).collect::<io::Result<Vec<String>>>());
    let texts = texts?;
    let halves = files.iter().zip(&texts).map(|(path, text)| parse::split(path, text));
    let (fronts, bodies): (Vec<&str>, Vec<&str>) = halves.unzip();
    let (yaml, _) = timed(|| fronts.par_iter().map(|text| parse::yaml(text)).sum::<usize>());
    let (markdown, _) = timed(|| bodies.par_iter().map(|text| parse::markdown(text)).sum::<usize>());
    let [all, fronts, bodies] = [
        texts.iter().map(String::len).sum::<usize>(),
        fronts.iter().map(|text| text.len()).sum(),
        bodies.iter().map(|text| text.len()).sum(),
    ];
    writeln!(report, "walk {:.1} ms, {} files", millis(walking), files.len())?;
    for (part, took, bytes) in
        [("read", reading, all), ("granit-parser", yaml, fronts), ("pulldown-cmark", markdown, bodies)]
    {
        let speed = bytes as f64 / 1e6 / took.as_secs_f64();
        writeln!(report, "{part} {:.1} ms, {bytes} bytes, {speed:.0} MB/s", millis(took))?;
    }
    Ok(report)
}

/// The files of the folder that a content repository is read from, in order of path.
fn walk(root: &Path) -> io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in WalkBuilder::new(root).build() {
        let entry = entry.map_err(io::Error::other)?;
        let is_file = entry.file_type().is_some_and(|kind| kind.is_file());
        let end = entry.path().extension().and_then(|end| end.to_str());
        if is_file && matches!(end, Some("md" | "yaml" | "yml" | "json")) {
            files.push(entry.into_path());
        }
    }
    files.sort_unstable();
    Ok(files)
}

fn timed<T>(work: impl FnOnce() -> T) -> (Duration, T) {
    let start = Instant::now();
    let done = work();
    (start.elapsed(), done)
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

/// The most memory this process has held, in bytes, where the system says so.
fn peak_memory() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kilobytes: u64 = line.trim().strip_suffix(" kB")?.trim().parse().ok()?;
    Some(kilobytes * 1024)
}
