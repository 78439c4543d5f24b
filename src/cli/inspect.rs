//! `medproof inspect`: what medproof understood of a file.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::check::{readable_format, system_day};
use super::{Failure, Streams};
use crate::base::span::DocId;
use crate::model::collection::Collection;
use crate::model::document::Document;
use crate::project::config::Config;
use crate::project::discover::{self, Files, Root};
use crate::project::settings;
use crate::report::inspect as report;
use crate::run::inspect;

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The file
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// How to print what was read
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    format: Format,
    /// Show what each line of plain text is, and what decided so
    #[arg(long)]
    lines: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// With the line of everything
    Human,
    /// For programs
    Json,
}

/// Reads one file and prints what was read.
pub(super) fn run(arguments: &Arguments, streams: &Streams) -> Result<(), Failure> {
    let file = &arguments.file;
    if !file.is_file() {
        return Err(Failure::Message(format!("there is no file `{}`", file.display())));
    }
    readable_format(file)?;
    let root = Root::of(file)?;
    let config = settings::load(&Files::on_disk(root.clone()), system_day()?)?;
    let path = root.relative(file)?.unwrap_or_else(|| file.display().to_string());
    let collection = config.layout.claim(&path).unwrap_or(Collection::Article);
    let source = discover::read_file(file, path);
    let document = Document::parse(DocId(0), source, collection, &config.settings.read);
    if let Some(problem) = document.source.refused.as_ref() {
        return Err(Failure::Message(format!("`{}`: {}", file.display(), problem.message)));
    }
    let names_causes = document.records().iter().any(|record| record.get("causes").is_some());
    let causes = if names_causes { shared_causes(&root, &config) } else { Vec::new() };
    let read = inspect::inspect(&document, &causes, &config.settings.read);
    let style = streams.out_style();
    streams.print(|out| match arguments.format {
        Format::Human if arguments.lines => report::lines(&read, out),
        Format::Human => report::human(&document.source.path, &read, style, out),
        Format::Json => report::json(&read, arguments.lines, out),
    })?;
    Ok(())
}

/// The causes of the repository that have files of their own.
fn shared_causes(root: &Root, config: &Config) -> Vec<Document> {
    let mut files = discover::walk(root, &config.layout).found;
    files.retain(|file| file.collection == Collection::Cause);
    let numbered = (1..).map(DocId).zip(discover::read(files));
    numbered
        .map(|(id, (source, collection))| Document::parse(id, source, collection, &config.settings.read))
        .collect()
}
