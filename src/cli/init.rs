//! `medproof init`: looks at a repository, and writes the settings, the hook and the workflow that it lacks.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use clap::Args;
use rayon::prelude::*;

use super::{Failure, Streams};
use crate::model::document::Format;
use crate::project::discover;
use crate::project::init::{self, Proposal, Seen};
use crate::project::write::{self, Step, StepError};
use crate::report::sanitise;
use crate::rules::settings::{FILE_NAME, FILE_NAMES};

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The folder of the repository of content
    #[arg(value_name = "FOLDER", default_value = ".")]
    folder: PathBuf,
    /// Shows what would be written and writes nothing
    #[arg(long)]
    dry_run: bool,
}

const HOOKS: &str = ".pre-commit-config.yaml";
const WORKFLOW: &str = ".github/workflows/medproof.yml";
const PIPELINE: &str = ".gitlab-ci.yml";

/// Proposes what is not there, and writes it unless it is only to be shown.
pub(super) fn run(arguments: &Arguments, streams: &Streams) -> Result<(), Failure> {
    let folder = discover::normal(&std::path::absolute(&arguments.folder)?);
    if !folder.is_dir() {
        return Err(Failure::Message(format!(
            "there is no folder `{}`; nothing was written",
            sanitise::path(&arguments.folder.to_string_lossy())
        )));
    }
    let files = discover::listing(&folder);
    let seen: Vec<Seen> = files.into_par_iter().map(|path| see(&folder, path)).collect();
    let settings = |path: &str| fs::read_to_string(folder.join(path)).ok();
    let proposal = init::propose(&seen, settings);
    // Hooks and workflows belong to the whole of a git repository.
    let top = folder.ancestors().find(|folder| folder.join(".git").exists()).unwrap_or(&folder);
    let below = folder.strip_prefix(top).ok().and_then(Path::to_str).filter(|below| !below.is_empty());
    let below = below.map(|below| below.replace('\\', "/"));
    let hook = init::hook(below.as_deref());
    let settings_name = FILE_NAMES.into_iter().find(|name| folder.join(name).is_file()).unwrap_or(FILE_NAME);
    let mut parts = vec![
        Part::new(settings_name, folder.join(settings_name), proposal.config.clone(), None),
        Part::new(HOOKS, top.join(HOOKS), format!("repos:\n{hook}"), Some(hook)),
        if is_on_gitlab(top) {
            let job = init::pipeline(below.as_deref());
            Part::new(PIPELINE, top.join(PIPELINE), job.clone(), Some(job))
        } else {
            Part::new(WORKFLOW, top.join(WORKFLOW), init::workflow(below.as_deref()), None)
        },
    ];
    // Whoever has set up the rest needs no sample.
    let is_new = parts.iter().all(|part| fs::symlink_metadata(&part.path).is_err());
    let is_empty = proposal.is_empty && is_new;
    if is_empty {
        let sample =
            |(name, text): (&'static str, &str)| Part::new(name, folder.join(name), text.to_owned(), None);
        parts.extend(init::SAMPLES.map(sample));
    }
    let written =
        parts.iter().map(|part| part.settle(&folder, arguments.dry_run)).collect::<Result<Vec<_>, _>>()?;
    // The texts below are long.
    tell(&proposal, is_empty, streams)?;
    streams.print(|out| {
        for (nth, (part, state)) in parts.iter().zip(&written).enumerate() {
            if nth > 0 {
                writeln!(out)?;
            }
            part.show(state, arguments.dry_run, out)?;
        }
        Ok(())
    })?;
    Ok(())
}

/// Whether the repository is kept on GitLab: it has a pipeline there, or git says so.
fn is_on_gitlab(top: &Path) -> bool {
    let git = fs::read_to_string(top.join(".git/config")).unwrap_or_default();
    let github = top.join(".github").is_dir() || git.contains("github.com");
    !github
        && (top.join(PIPELINE).is_file()
            || git.lines().any(|line| line.contains("url =") && line.contains("gitlab")))
}

/// A file of the proposal.
struct Part {
    name: &'static str,
    path: PathBuf,
    text: String,
    /// What a file that is already there would have to hold.
    entry: Option<String>,
}

/// What becomes of a file.
enum State {
    New,
    /// It is there.
    Kept,
    /// It is there, but without medproof.
    Lacks(String),
}

impl Part {
    fn new(name: &'static str, path: PathBuf, text: String, entry: Option<String>) -> Part {
        Part { name, path, text, entry }
    }

    /// Writes the file where none is.
    fn settle(&self, root: &Path, dry_run: bool) -> Result<State, Failure> {
        if fs::symlink_metadata(&self.path).is_ok() {
            let there = fs::read_to_string(&self.path).unwrap_or_default();
            return Ok(match &self.entry {
                Some(entry) if !there.contains("medproof") => State::Lacks(entry.clone()),
                _ => State::Kept,
            });
        }
        if dry_run {
            return Ok(State::New);
        }
        let step = Step { path: &self.path, before: None, after: Some(self.text.as_bytes()), like: None };
        match write::together(root, "medproof init", &[step]) {
            Ok(_) => Ok(State::New),
            Err(StepError::Taken(_)) => Ok(State::Kept),
            Err(error) => Err(Failure::Message(error.to_string())),
        }
    }

    fn show(&self, state: &State, dry_run: bool, out: &mut dyn Write) -> io::Result<()> {
        let text = match state {
            State::New if dry_run => {
                writeln!(out, "{}: would be written", self.name)?;
                &self.text
            }
            State::New => {
                writeln!(out, "{}: written", self.name)?;
                &self.text
            }
            State::Kept => return writeln!(out, "{}: is there and was left alone", self.name),
            State::Lacks(entry) => {
                let place = if self.name == HOOKS { " to its `repos`" } else { "" };
                writeln!(out, "{}: is there and was left alone; add{place}", self.name)?;
                entry
            }
        };
        writeln!(out)?;
        for line in text.lines() {
            let line = sanitise::sentence(line);
            writeln!(out, "{}", format!("    {line}").trim_end())?;
        }
        Ok(())
    }
}

/// Reads as much of a file as a proposal depends on.
fn see(folder: &Path, path: String) -> Seen {
    if Format::of(&path).is_none() {
        return Seen::unread(path);
    }
    let source = discover::read_file(&folder.join(&path), path);
    Seen::new(&source.path, &source.text)
}

fn tell(proposal: &Proposal, is_empty: bool, streams: &Streams) -> io::Result<()> {
    let made =
        proposal.generator.map(|generator| format!(", made with {}", generator.name())).unwrap_or_default();
    match proposal.pages {
        0 if is_empty => streams.notice("no pages were found here; a sample page shows where they belong")?,
        0 => streams.notice("no pages were found here; write down in medproof.yaml where they lie")?,
        1 => streams.notice(&format!("1 page was found{made}"))?,
        pages => streams.notice(&format!("{pages} pages were found{made}"))?,
    }
    Ok(())
}
