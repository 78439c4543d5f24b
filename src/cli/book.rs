//! `medproof docs`: the pages of the documentation that follow from the code.

mod commands;
mod formats;

use std::collections::HashSet;
use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use clap::{Args, CommandFactory};

use super::{Failure, Streams, count};
use crate::project::write;
use crate::report::book::{self, FOLDER, MARKER, Page};
use crate::report::sanitise;

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The folder of the book's sources: the pages go into `reference` there, the list of all pages into SUMMARY.md, after
    /// what CHAPTERS.md lists
    #[arg(value_name = "DIR")]
    folder: PathBuf,
}

/// The pages that were written by hand, in the order of the book.
const CHAPTERS: &str = "CHAPTERS.md";

/// What mdBook reads first.
const SUMMARY: &str = "SUMMARY.md";

/// Writes the pages, and takes those away that no longer describe anything.
pub(super) fn run(arguments: &Arguments, streams: &Streams) -> Result<(), Failure> {
    let folder = &arguments.folder;
    let mut command = super::Arguments::command();
    command.build();
    let mut pages = commands::pages(&mut command);
    pages.push(formats::page(&command));
    pages.extend(book::pages());
    let chapters = read(&folder.join(CHAPTERS))?.unwrap_or_else(|| "# Summary".to_owned());
    let summary = book::summary(&chapters, &pages);
    let files: Vec<(PathBuf, &str)> = pages
        .iter()
        .map(|page| (folder.join(&page.path), page.text.as_str()))
        .chain([(folder.join(SUMMARY), summary.as_str())])
        .collect();
    for (path, _) in &files {
        if read(path)?.is_some_and(|text| !text.starts_with(MARKER)) {
            return Err(Failure::Message(format!(
                "`{}` was not written by `medproof docs`, so nothing was written",
                sanitise::path(&path.to_string_lossy())
            )));
        }
    }
    for (path, text) in &files {
        let made = path.parent().map_or(Ok(()), fs::create_dir_all);
        made.and_then(|()| write::put(path, text.as_bytes())).map_err(|error| refused(path, &error))?;
    }
    let removed = remove_others(&folder.join(FOLDER), &files)?;
    let shown = folder.to_string_lossy();
    let and_removed = if removed == 0 { String::new() } else { format!(" {} removed.", were(removed)) };
    streams.print(|out| {
        writeln!(
            out,
            "Wrote {} and {SUMMARY} to `{}`.{and_removed}",
            count(pages.len(), "page"),
            sanitise::path(&shown)
        )
    })?;
    Ok(())
}

fn were(removed: usize) -> String {
    if removed == 1 { "1 old page was".to_owned() } else { format!("{removed} old pages were") }
}

/// The text of a file; `None` if there is no such file.
fn read(path: &Path) -> Result<Option<String>, Failure> {
    match fs::read_to_string(path) {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(Failure::Message(format!(
            "`{}` cannot be read ({error})",
            sanitise::path(&path.to_string_lossy())
        ))),
    }
}

fn refused(path: &Path, error: &io::Error) -> Failure {
    Failure::Message(format!("`{}` cannot be written ({error})", sanitise::path(&path.to_string_lossy())))
}

/// Removes the generated pages below a folder that are not among `files`: a rule may have been renamed. Returns how many
/// they were.
fn remove_others(folder: &Path, files: &[(PathBuf, &str)]) -> Result<usize, Failure> {
    let kept: HashSet<&Path> = files.iter().map(|(path, _)| path.as_path()).collect();
    let mut removed = 0;
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        let entries = fs::read_dir(&folder).and_then(Iterator::collect::<io::Result<Vec<_>>>);
        for entry in entries.map_err(|error| refused(&folder, &error))? {
            let path = entry.path();
            let kind = entry.file_type().map_err(|error| refused(&path, &error))?;
            if kind.is_dir() {
                folders.push(path);
            } else if kind.is_file()
                && path.extension().is_some_and(|ending| ending == "md")
                && !kept.contains(path.as_path())
                && read(&path)?.is_some_and(|text| text.starts_with(MARKER))
            {
                fs::remove_file(&path).map_err(|error| refused(&path, &error))?;
                removed += 1;
            }
        }
    }
    Ok(removed)
}
