//! `medproof import`: turns a page from elsewhere into content files.

mod summary;

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use clap::Args;

use super::check::{parse_date, system_day};
use super::{Failure, Streams, named};
use crate::base::date::Date;
use crate::base::source::Source;
use crate::base::span::DocId;
use crate::import::page::Page;
use crate::import::repository::Repository;
use crate::import::{self, Imported, html, text};
use crate::model::collection::Collection;
use crate::model::document::Document;
use crate::project::Project;
use crate::project::discover::{LARGEST_FILE, Root};
use crate::project::write::{self, Done, Step};
use crate::report::diff;
use crate::rules::settings::Settings;

use summary::Summary;

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The page: a text as it was pasted (.txt), or a page saved from a browser (.html); `-` reads either from stdin
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Where the article is to lie [default: among the articles, by the title]
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

/// Turns a page into content files, or shows what that would write.
pub(super) fn run(arguments: &Arguments, streams: &Streams) -> Result<(), Failure> {
    let today = arguments.today.map_or_else(system_day, Ok)?;
    let input = Input::read(&arguments.file)?;
    let root = Root::of(arguments.to.as_deref().unwrap_or(Path::new(".")))?;
    if !arguments.dry_run {
        super::put_back(&root, streams)?;
    }
    let to = match &arguments.to {
        Some(to) => Some(
            root.relative(to)?
                .ok_or_else(|| refuse(format!("`{}` lies outside the repository", to.display())))?,
        ),
        None => None,
    };
    let (mut project, _) = named::project(&root, today, None)?;
    project.session.index();
    let page = input.page(project.session.settings())?;
    let claim = |path: &str| project.claim(path);
    let imported = {
        let mut files: Vec<(&Source, Collection)> = project.session.files().collect();
        files.sort_by(|(one, _), (other, _)| one.path.cmp(&other.path));
        let index =
            project.session.known_index().ok_or_else(|| refuse("the repository could not be read"))?;
        let repository = Repository { index, settings: project.session.settings(), files, claim: &claim };
        import::import(&repository, page, to.as_deref(), &input.name)
            .map_err(|error| refuse(format!("`{}` was not imported: {error}", input.name)))?
    };
    let lies_in =
        root.relative(&arguments.file)?.filter(|path| project.claim(path).is_some() && !input.is_stdin);
    let shown = |path: &str| from_here(&project.on_disk(path));
    let summary = Summary {
        imported: &imported,
        from: &input.name,
        lies_in: lies_in.as_deref(),
        dry: arguments.dry_run,
        shown: &shown,
    };
    let summary = summary.lines();
    if arguments.dry_run {
        let style = streams.out_style();
        streams.print(|out| diff::write(&imported.changes, &project.below_git(), style, out))?;
        streams.print_aside(|out| summary::print(&summary, out))?;
        return Ok(());
    }
    // Held until the summary is printed.
    let done = write_all(&project, &imported, arguments)?;
    for notice in &done.notices {
        streams.notice(notice)?;
    }
    streams.print(|out| summary::print(&summary, out))?;
    Ok(())
}

/// A path as somebody types it in the working directory.
fn from_here(path: &Path) -> String {
    let here = std::env::current_dir().ok();
    let below = here.and_then(|here| path.strip_prefix(here).ok());
    below.unwrap_or(path).display().to_string()
}

/// Writes all files, or none.
fn write_all(
    project: &Project,
    imported: &Imported,
    arguments: &Arguments,
) -> Result<Done<'static>, Failure> {
    let paths: Vec<PathBuf> = imported.changes.iter().map(|change| project.on_disk(&change.path)).collect();
    let steps: Vec<Step> = imported
        .changes
        .iter()
        .zip(&paths)
        .map(|(change, path)| Step {
            path,
            before: change.before.as_deref().map(str::as_bytes),
            after: Some(change.after.as_bytes()),
            like: None,
        })
        .collect();
    let command = format!("medproof import {}", arguments.file.display());
    write::together(&project.root.folder, &command, &steps).map_err(refuse)
}

/// A page, read from the disk or from stdin.
struct Input {
    /// What messages call it.
    name: String,
    is_stdin: bool,
    format: Format,
    bytes: Vec<u8>,
}

/// What a page is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Format {
    Text,
    Html,
}

impl Format {
    fn of(path: &Path) -> Option<Format> {
        let ending = path.extension()?.to_string_lossy().to_ascii_lowercase();
        match ending.as_str() {
            "txt" | "text" => Some(Format::Text),
            "html" | "htm" | "xhtml" => Some(Format::Html),
            _ => None,
        }
    }
}

impl Format {
    /// What comes without a name is a saved page if it begins like one.
    fn guessed(bytes: &[u8]) -> Format {
        let head = String::from_utf8_lossy(bytes.get(..bytes.len().min(256)).unwrap_or_default())
            .to_ascii_lowercase();
        let head = head.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
        let is_html =
            ["<!doctype html", "<html", "<!-- saved from"].iter().any(|opening| head.starts_with(opening));
        if is_html { Format::Html } else { Format::Text }
    }
}

impl Input {
    fn read(file: &Path) -> Result<Input, Failure> {
        let is_stdin = file == Path::new("-");
        if is_stdin {
            let bytes = all_of(io::stdin().lock())
                .map_err(|error| refuse(format!("stdin could not be read ({error})")))?;
            return Ok(Input { name: "stdin".to_owned(), is_stdin, format: Format::guessed(&bytes), bytes });
        }
        let shown = file.display();
        if !file.is_file() {
            return Err(refuse(format!("there is no file `{shown}`")));
        }
        let format = Format::of(file).ok_or_else(|| {
            refuse(format!(
                "`{shown}` cannot be imported: medproof imports plain text (.txt) and saved web pages (.html)"
            ))
        })?;
        let bytes = File::open(file).and_then(all_of);
        let bytes = bytes.map_err(|error| refuse(format!("`{shown}` could not be read ({error})")))?;
        let name =
            file.file_name().map_or_else(|| shown.to_string(), |name| name.to_string_lossy().into_owned());
        Ok(Input { name, is_stdin, format, bytes })
    }

    fn page(&self, settings: &Settings) -> Result<Page, Failure> {
        let read = &settings.read;
        match self.format {
            Format::Html => {
                let text = html::decode(&self.bytes)
                    .map_err(|error| refuse(format!("`{}` was not imported: {error}", self.name)))?;
                Ok(html::page(&text, read))
            }
            Format::Text => {
                let source = Source::from_bytes("page.txt", self.bytes.clone());
                if let Some(problem) = &source.refused {
                    let help = problem.help.as_deref().unwrap_or("It cannot be read").trim_end_matches('.');
                    let message = format!("`{}` was not imported: {help}", self.name);
                    return Err(refuse(message));
                }
                let document = Document::parse(DocId(u32::MAX / 2), source, Collection::Article, read);
                Ok(text::page(&document, read))
            }
        }
    }
}

/// All bytes of a stream; more than any page has are refused.
fn all_of(stream: impl Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    stream.take(LARGEST_FILE + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > LARGEST_FILE {
        return Err(io::Error::other(format!("it is larger than {} MB", LARGEST_FILE / 1024 / 1024)));
    }
    Ok(bytes)
}
