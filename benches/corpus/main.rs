//! Writes a content repository to try medproof on:
//! `cargo run --release --example corpus -- DIR --articles 10000 --seed 7 --flaws 0.01`

mod disk;
// The path keeps the folder its parts are looked for in the same for every program.
#[path = "generate.rs"]
mod generate;

use std::io::{self, Write};
use std::path::PathBuf;

use clap::Parser;

use crate::generate::Plan;

/// Writes a content repository of generated articles and says how many flaws it planted.
#[derive(Parser)]
struct Arguments {
    /// The folder to write to; empty or not there yet
    dir: PathBuf,
    /// Number of articles
    #[arg(long, default_value_t = 1000)]
    articles: usize,
    /// The same seed gives the same repository
    #[arg(long, default_value_t = 7)]
    seed: u64,
    /// Share of the articles and sources that bear each kind of flaw, from 0 to 1
    #[arg(long, default_value_t = 0.01)]
    flaws: f64,
}

fn main() -> io::Result<()> {
    let Arguments { dir, articles, seed, flaws } = Arguments::parse();
    let planted = disk::write(&dir, Plan { articles, seed, flaws })?;
    let mut out = io::stdout().lock();
    for (rule, count) in planted {
        writeln!(out, "{count:>7} {rule}")?;
    }
    Ok(())
}
