//! `medproof import`: turns a page from elsewhere into content files, and an exported library into sources.

mod input;
mod page;
mod sources;
mod summary;

use std::path::{Path, PathBuf};

use clap::Args;

use super::check::{parse_date, system_day};
use super::{Failure, Streams, steps};
use crate::base::date::Date;
use crate::project::write;
use crate::report::diff;
use crate::run::change::Change;

use input::Input;

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// A page, as it was pasted (.txt) or saved from a browser (.html), or libraries of sources (.bib, .ris, .nbib,
    /// .json, .yaml; a folder of these); `-` reads either from stdin
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
    /// Where the article is to lie [default: among the articles, by the title]; of sources the file that takes the new
    /// ones, or, outside the folders of sources, a new file with all of them (.bib, .ris, .json or .yaml)
    #[arg(long, value_name = "PATH")]
    to: Option<PathBuf>,
    /// Show what would be written, and write nothing
    #[arg(long)]
    dry_run: bool,
    /// The day that counts as today
    #[arg(long, value_name = "DATE", value_parser = parse_date)]
    today: Option<Date>,
}

fn refuse(message: impl std::fmt::Display) -> Failure {
    Failure::Message(format!("{message}; nothing was written"))
}

/// Turns what comes in into content files, or shows what that would write.
pub(super) fn run(arguments: &Arguments, streams: &Streams) -> Result<(), Failure> {
    let today = arguments.today.map_or_else(system_day, Ok)?;
    let mut inputs = Vec::new();
    for file in &arguments.files {
        inputs.extend(Input::all(file)?);
    }
    if inputs.iter().all(|input| input.format.is_library()) {
        return sources::run(arguments, today, &inputs, streams);
    }
    match inputs.as_slice() {
        [page] => page::run(arguments, today, page, streams),
        _ => Err(refuse("pages are imported one by one: name one file")),
    }
}

/// Prints what would be written and what became of what came in, or writes it first. Only one of them goes to stdout
/// where both are printed.
fn finish(
    root: &Path,
    below_git: &str,
    changes: &[Change],
    on_disk: &dyn Fn(&str) -> PathBuf,
    summary: &[String],
    arguments: &Arguments,
    streams: &Streams,
) -> Result<(), Failure> {
    if arguments.dry_run {
        let style = streams.out_style();
        streams.print(|out| diff::write(changes, below_git, style, out))?;
        streams.print_aside(|out| summary::print(summary, out))?;
        return Ok(());
    }
    let paths: Vec<PathBuf> = changes.iter().map(|change| on_disk(&change.path)).collect();
    let steps = steps::of(changes, &paths);
    let files: Vec<String> = arguments.files.iter().map(|file| file.display().to_string()).collect();
    let command = format!("medproof import {}", files.join(" "));
    // Held until the summary is printed.
    let done = write::together(root, &command, &steps).map_err(refuse)?;
    for notice in &done.notices {
        streams.notice(notice)?;
    }
    streams.print(|out| summary::print(summary, out))?;
    Ok(())
}

/// A path as somebody types it in the working directory.
fn from_here(path: &Path) -> String {
    let here = std::env::current_dir().ok();
    let below = here.and_then(|here| path.strip_prefix(here).ok());
    below.unwrap_or(path).display().to_string()
}
