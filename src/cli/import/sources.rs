//! Exported libraries become entries of the registry, or one file in another format.

use std::path::{Path, PathBuf};

use super::super::{Failure, Streams, count, named};
use super::input::Input;
use super::summary::{LISTED, Shown, section, source_lines};
use super::{Arguments, finish, from_here, refuse};
use crate::base::date::Date;
use crate::base::phrase;
use crate::base::source::Source;
use crate::import::registry::{self, Enlarged, Incoming, Origin};
use crate::import::repository::Repository;
use crate::import::sources::Sources;
use crate::model::collection::Collection;
use crate::model::document::ReadOptions;
use crate::project::discover::{Files, Root};
use crate::project::settings;
use crate::run::change::Change;

/// Lines about sources that are shown; of a library of thousands nobody reads more.
const SHOWN: usize = 50;

pub(super) fn run(
    arguments: &Arguments,
    today: Date,
    inputs: &[Input],
    streams: &Streams,
) -> Result<(), Failure> {
    let root = Root::of(arguments.to.as_deref().unwrap_or(Path::new(".")))?;
    let layout = settings::load(&Files::on_disk(root.clone()), today)?.layout;
    let to = match &arguments.to {
        Some(to) => root.relative(to)?,
        None => None,
    };
    let claimed = to.as_deref().and_then(|to| layout.claim(to));
    match (&arguments.to, claimed) {
        (Some(to), claimed) if claimed != Some(Collection::Source) => {
            if claimed.is_some() {
                return Err(refuse(format!("`{}` is in no folder of sources", to.display())));
            }
            export(arguments, &root, to, inputs, streams)
        }
        _ => merge(arguments, today, &root, to.as_deref(), inputs, streams),
    }
}

/// Takes the sources of some files into the registry.
fn merge(
    arguments: &Arguments,
    today: Date,
    root: &Root,
    to: Option<&str>,
    inputs: &[Input],
    streams: &Streams,
) -> Result<(), Failure> {
    if !arguments.dry_run {
        super::super::put_back(root, streams)?;
    }
    let (mut project, _) = named::project(root, today, None)?;
    project.session.index();
    for path in inputs.iter().filter_map(|input| input.path.as_deref()) {
        if root.relative(path)?.is_some_and(|path| project.claim(&path) == Some(Collection::Source)) {
            return Err(refuse(format!(
                "`{}` is part of this repository's registry already: to write its sources in another format, choose a path outside the folders of sources with --to",
                path.display()
            )));
        }
    }
    let read = read(inputs, &project.session.settings().read)?;
    let incoming: Vec<Incoming> =
        read.iter().flat_map(|sources| sources.items.iter().map(|item| item.incoming())).collect();
    let claim = |path: &str| project.claim(path);
    let Enlarged { merged, changes } = {
        let mut files: Vec<(&Source, Collection)> = project.session.files().collect();
        files.sort_by(|(one, _), (other, _)| one.path.cmp(&other.path));
        let index =
            project.session.known_index().ok_or_else(|| refuse("the repository could not be read"))?;
        let repository = Repository { index, settings: project.session.settings(), files, claim: &claim };
        registry::merge(&repository, &incoming, to).map_err(refuse)?
    };
    let shown = |path: &str| from_here(&project.on_disk(path));
    let new = merged.iter().filter(|source| matches!(source.origin, Origin::New { .. })).count();
    let verb = if arguments.dry_run {
        "would be"
    } else if new == 1 {
        "is"
    } else {
        "are"
    };
    let mut summary = vec![format!("{new} of {} {verb} new in the registry", count(merged.len(), "source"))];
    let several = inputs.len() > 1;
    let items = read.iter().zip(inputs).flat_map(|(sources, input)| {
        let file = several.then_some(input.name.as_str());
        sources.items.iter().map(move |item| (file, item))
    });
    let listed: Vec<Shown> = merged
        .iter()
        .zip(items)
        .map(|(merged, (file, item))| Shown {
            merged,
            file,
            line: Some(item.line),
            rest: None,
            key: item.key.as_deref(),
        })
        .collect();
    let mut lines = source_lines(&listed, &shown);
    if let Some(more @ 1..) = lines.len().checked_sub(SHOWN) {
        lines.truncate(SHOWN);
        lines.push(format!("… and {more} more like these"));
    }
    section(&mut summary, "Sources", lines);
    section(&mut summary, "Not read", unread(&read, inputs));
    let next = if arguments.dry_run {
        "Run the command without --dry-run to write these files.".to_owned()
    } else {
        let mut paths: Vec<String> = changes.iter().map(|change| shown(&change.path)).collect();
        paths.sort();
        match paths.is_empty() {
            true => "Nothing was written: the registry has them all.".to_owned(),
            false => format!("Run `medproof check {}`.", paths.join(" ")),
        }
    };
    section(&mut summary, "Next", vec![next]);
    finish(
        &project.root.folder,
        &project.below_git(),
        &changes,
        &|path| project.on_disk(path),
        &summary,
        arguments,
        streams,
    )
}

/// Writes the sources of some files into a new one.
fn export(
    arguments: &Arguments,
    root: &Root,
    to: &Path,
    inputs: &[Input],
    streams: &Streams,
) -> Result<(), Failure> {
    if to.exists() {
        return Err(refuse(format!(
            "`{}` is there already: choose another path with --to, or remove that file first",
            to.display()
        )));
    }
    let read = read(inputs, &ReadOptions::default())?;
    let incoming: Vec<Incoming> =
        read.iter().flat_map(|sources| sources.items.iter().map(|item| item.incoming())).collect();
    let path = to.display().to_string();
    let after = registry::exported(&incoming, &path).map_err(refuse)?;
    let verb = if arguments.dry_run {
        "would be written to"
    } else if incoming.len() == 1 {
        "is in"
    } else {
        "are in"
    };
    let mut summary = vec![format!("{} {verb} {path}", count(incoming.len(), "source"))];
    section(&mut summary, "Not read", unread(&read, inputs));
    let changes = [Change { path, to: None, before: None, after }];
    let absolute = std::path::absolute(to)?;
    finish(&root.folder, "", &changes, &|_| PathBuf::from(&absolute), &summary, arguments, streams)
}

fn read(inputs: &[Input], options: &ReadOptions) -> Result<Vec<Sources>, Failure> {
    inputs
        .iter()
        .map(|input| {
            Sources::of(&input.library(options))
                .map_err(|error| refuse(format!("`{}` was not imported: {error}", input.name)))
        })
        .collect()
}

/// What was not read, and fields that were left out.
fn unread(read: &[Sources], inputs: &[Input]) -> Vec<String> {
    let mut lines = Vec::new();
    for (sources, input) in read.iter().zip(inputs) {
        let file = if inputs.len() > 1 { format!("{}, ", input.name) } else { String::new() };
        let problems = sources.problems.iter();
        lines.extend(problems.take(LISTED).map(|(line, message)| format!("{file}line {line}: {message}")));
        if let Some(more @ 1..) = sources.problems.len().checked_sub(LISTED) {
            lines.push(format!("{file}{} more", count(more, "place")));
        }
        if !sources.left_out.is_empty() {
            let fields: Vec<String> =
                sources.left_out.iter().map(|(name, count)| format!("`{name}` ({count})")).collect();
            lines.push(format!(
                "{file}fields that a registry does not have: {}",
                phrase::clipped(&fields.join(", "), 200)
            ));
        }
    }
    lines
}
