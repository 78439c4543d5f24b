//! `medproof export`: what the published pages say of themselves, for search engines and readers' tools.

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use super::check::paths::by_root;
use super::check::{nothing_read, parse_date, system_day};
use super::{Failure, Outcome, Streams, count};
use crate::base::date::Date;
use crate::base::span::DocId;
use crate::project::discover::Files;
use crate::project::{Project, settings, write};
use crate::report::jsonld::{self, Exported};
use crate::report::sanitise;

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Files and folders to export; the whole repository is always read
    #[arg(value_name = "PATH", default_value = ".")]
    paths: Vec<PathBuf>,
    /// The format
    #[arg(long, value_name = "FORMAT", default_value = "jsonld")]
    format: Format,
    /// Write a file for each page into this folder, in place of one object for all on stdout
    #[arg(long, value_name = "FOLDER")]
    output: Option<PathBuf>,
    /// The day that counts as today, such as 2026-11-22
    #[arg(long, value_name = "DATE", value_parser = parse_date)]
    today: Option<Date>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// JSON-LD in the words of schema.org: a MedicalWebPage for each page
    Jsonld,
}

/// Writes what the published pages say of themselves.
pub(super) fn run(arguments: &Arguments, streams: &Streams) -> Result<Outcome, Failure> {
    let today = arguments.today.map_or_else(system_day, Ok)?;
    let mut roots = by_root(&arguments.paths, None)?;
    let (Some((root, paths)), true) = (roots.pop(), roots.is_empty()) else {
        return Err(Failure::Message(
            "these paths are in several repositories; export them one after the other".to_owned(),
        ));
    };
    let files = Files::on_disk(root.clone());
    let config = settings::load(&files, today)?;
    let (filter, overrides) = paths.resolve(&root, &config, streams)?;
    let mut project = Project::read(files, config, overrides);
    if project.session.size().0 == 0 {
        return nothing_read(&project.root, streams);
    }
    let index = project.session.index();
    let mut pages: Vec<DocId> = Vec::new();
    let mut unseen = 0;
    for (doc, facts) in index.documents() {
        if facts.article.is_none() || index.is_part(doc) || !filter.covers(&facts.path) {
            continue;
        }
        if facts.readable && facts.status().is_seen() {
            pages.push(doc);
        } else {
            unseen += 1;
        }
    }
    let exported = jsonld::export(&project.session, &pages).expect("the index was just built");
    match (&arguments.output, arguments.format) {
        (None, Format::Jsonld) => {
            streams.print(|out| jsonld::write_all(&exported, out))?;
        }
        (Some(folder), Format::Jsonld) => {
            put(&exported, folder)?;
            streams.print(|out| {
                let shown = folder.display().to_string();
                writeln!(
                    out,
                    "Wrote {} into `{}`.",
                    count(exported.pages.len(), "file"),
                    sanitise::path(&shown)
                )
            })?;
        }
    }
    if unseen > 0 {
        streams.notice(&format!(
            "{} that readers do not see or that cannot be read {} left out",
            count(unseen, "page"),
            if unseen == 1 { "was" } else { "were" }
        ))?;
    }
    if !exported.changed.is_empty() {
        streams.notice(&format!(
            "the text of {} was changed after it was signed, so no review is claimed for it: {}",
            count(exported.changed.len(), "page"),
            listed(&exported.changed)
        ))?;
    }
    Ok(Outcome::Clean)
}

/// The first of some paths.
fn listed(paths: &[String]) -> String {
    const SHOWN: usize = 3;
    let mut shown: Vec<String> = paths.iter().take(SHOWN).map(|path| format!("`{path}`")).collect();
    if paths.len() > SHOWN {
        shown.push(format!("{} more", paths.len() - SHOWN));
    }
    shown.join(", ")
}

/// Writes each page into a file of its own, at the path of the page with the ending `jsonld` after its own, since
/// `neck.md` and `neck.txt` may be two pages.
fn put(exported: &Exported, folder: &Path) -> Result<(), Failure> {
    for (path, page) in &exported.pages {
        let file = folder.join(format!("{path}.jsonld"));
        let mut bytes = Vec::new();
        jsonld::write_one(page, &mut bytes)?;
        let refuse = |error: std::io::Error| {
            Failure::Message(format!("`{}` could not be written ({error})", file.display()))
        };
        if let Some(parent) = file.parent() {
            std::fs::create_dir_all(parent).map_err(refuse)?;
        }
        write::put(&file, &bytes).map_err(refuse)?;
    }
    Ok(())
}
