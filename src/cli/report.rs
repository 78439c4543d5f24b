//! `medproof report`: the state of the content as one HTML file, for people without a terminal.

use std::collections::{HashMap, HashSet};
use std::path::PathBuf;

use clap::Args;

use super::check::{nothing_read, parse_date, system_day};
use super::progress::Progress;
use super::{Failure, Outcome, Streams};
use crate::base::date::Date;
use crate::base::diagnostic::RuleId;
use crate::base::span::DocId;
use crate::model::facts::Status;
use crate::model::index::Signed as Signature;
use crate::project::config::Config;
use crate::project::discover::{Files, Root};
use crate::project::signed::{self, Signed};
use crate::project::{Overrides, Project, settings, write};
use crate::report::html::{self, Input, Since, SinceSigned};
use crate::report::sanitise;
use crate::rules;
use crate::run::fingerprint::Fingerprints;

/// So many changed texts are looked for in git: each may cost as much as reading the repository.
const MOST_COMPARED: usize = 10;

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// A folder of the repository
    #[arg(value_name = "PATH", default_value = ".")]
    path: PathBuf,
    /// The file to write
    #[arg(long, value_name = "FILE")]
    output: PathBuf,
    /// An earlier report of `medproof check --format json`, to show what changed since
    #[arg(long, value_name = "FILE")]
    since: Option<PathBuf>,
    /// Settings to use in place of those of the repository
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// The day that counts as today, such as 2026-11-22
    #[arg(long, value_name = "DATE", value_parser = parse_date)]
    today: Option<Date>,
}

/// Writes the report.
pub(super) fn run(arguments: &Arguments, streams: &Streams) -> Result<Outcome, Failure> {
    let today = arguments.today.map_or_else(system_day, Ok)?;
    let since = arguments.since.as_ref().map(read_since).transpose()?;
    let progress = Progress::start("Writing the report");
    let root = Root::of(&arguments.path)?;
    let files = Files::on_disk(root);
    let config = settings::load_from(&files, arguments.config.as_deref(), today)?;
    let off = turned_off(&config);
    let baseline = config.baseline.clone();
    let mut project = Project::read(files, config, Overrides::default());
    if project.session.size().0 == 0 {
        drop(progress);
        return nothing_read(&project.root, streams);
    }
    if let Some(baseline) = baseline {
        project.use_baseline(&baseline)?;
    }
    let signed = changes(&mut project);
    let verdicts = project.judge();
    let fingerprints = if since.is_some() { project.fingerprints() } else { Fingerprints::default() };
    let name = project.root.folder.file_name().map(|name| name.to_string_lossy().into_owned());
    let input = Input {
        session: &project.session,
        verdicts: &verdicts,
        fingerprints: &fingerprints,
        name: name.as_deref().unwrap_or("content"),
        off: &off,
        since: since.as_ref(),
        signed: &signed,
    };
    let mut page = Vec::new();
    html::write(&input, &mut page)?;
    drop(progress);
    let shown = arguments.output.display().to_string();
    write::put(&arguments.output, &page)
        .map_err(|error| Failure::Message(format!("`{shown}` could not be written ({error})")))?;
    streams.print(|out| writeln!(out, "Wrote `{}`.", sanitise::path(&shown)))?;
    Ok(Outcome::Clean)
}

fn read_since(path: &PathBuf) -> Result<Since, Failure> {
    let shown = path.display();
    let text = std::fs::read_to_string(path)
        .map_err(|error| Failure::Message(format!("`{shown}` cannot be read ({error})")))?;
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    Since::read(&name, &text).map_err(|why| {
        Failure::Message(format!(
            "`{shown}` is no report of `medproof check --format json`, so nothing can be compared with it: {why}"
        ))
    })
}

/// The rules that the settings turn off for published pages.
fn turned_off(config: &Config) -> HashSet<RuleId> {
    let is_off = |entry: &&rules::rule::Entry| {
        config.policy.judge(entry, entry.rule.severity, "", Status::Published).is_none()
    };
    rules::ALL.iter().filter(is_off).map(|entry| entry.id).collect()
}

/// What changed in the texts that are others than were signed.
fn changes(project: &mut Project) -> HashMap<DocId, SinceSigned> {
    let index = project.session.index();
    let is_changed = |doc: &DocId| matches!(index.signed(*doc), Signature::Changed(..));
    let articles = index.documents().filter(|(_, facts)| facts.article.is_some()).map(|(doc, _)| doc);
    let changed: Vec<DocId> = articles.filter(is_changed).take(MOST_COMPARED).collect();
    let mut changes = HashMap::new();
    for doc in changed {
        let found = match signed::compare(project, &Overrides::default(), doc) {
            Signed::Compared(comparison) => SinceSigned::Changes(comparison.changes),
            Signed::Lost { why, .. } | Signed::Never(why) => SinceSigned::Lost(why),
        };
        changes.insert(doc, found);
    }
    changes
}
