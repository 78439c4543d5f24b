//! `medproof new`: a page, cause, person, term or source that is not there yet.

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use super::{Failure, Streams, named, put_back, steps};
use crate::base::date::Date;
use crate::base::source::Source;
use crate::base::span::DocId;
use crate::cli::check::{parse_date, system_day};
use crate::import::registry::{self, Enlarged, Incoming, Origin};
use crate::import::repository::{Repository, value};
use crate::import::scaffold::{self, Made, Wanted};
use crate::import::sources::Sources;
use crate::model::collection::Collection;
use crate::model::document::Document;
use crate::project::Project;
use crate::project::discover::Root;
use crate::project::write;
use crate::report::{diff, sanitise};
use crate::run::change::Change;

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// What is new
    kind: Kind,
    /// The title of an article, the name of a person, cause or term, the title of a source
    name: String,
    /// Its id [default: made of the name]
    #[arg(long, value_name = "ID")]
    id: Option<String>,
    /// Where it is to lie [default: beside most of its kind]
    #[arg(long, value_name = "PATH")]
    to: Option<PathBuf>,
    /// The id of an author of the article; may be given several times
    #[arg(long = "author", value_name = "ID")]
    authors: Vec<String>,
    /// What the person does; may be given several times [default: author]
    #[arg(long = "role", value_name = "ROLE")]
    roles: Vec<Role>,
    /// The type of the source, as CSL names it [default: webpage with an address, else article-journal]
    #[arg(long = "type", value_name = "TYPE")]
    source_type: Option<String>,
    /// The address of the source
    #[arg(long, value_name = "URL")]
    url: Option<String>,
    /// Show what would be written, and write nothing
    #[arg(long)]
    dry_run: bool,
    /// The day that counts as today
    #[arg(long, value_name = "DATE", value_parser = parse_date)]
    today: Option<Date>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Kind {
    /// A page for readers, a draft
    Article,
    /// A cause that several articles share
    Cause,
    /// An author, reviewer or editor
    Person,
    /// An entry of the registry of sources
    Source,
    /// A word of the glossary
    Term,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Role {
    /// Writes
    Author,
    /// Reviews what others wrote
    MedicalReviewer,
    /// Edits
    Editor,
}

impl Kind {
    fn collection(self) -> Collection {
        match self {
            Kind::Article => Collection::Article,
            Kind::Cause => Collection::Cause,
            Kind::Person => Collection::Person,
            Kind::Source => Collection::Source,
            Kind::Term => Collection::Term,
        }
    }

    fn name(self) -> &'static str {
        self.collection().noun()
    }
}

fn refuse(message: impl std::fmt::Display) -> Failure {
    Failure::Message(format!("{message}; nothing was written"))
}

/// Makes a file, or adds to the registry; or shows what that would write.
pub(super) fn run(arguments: &Arguments, streams: &Streams) -> Result<(), Failure> {
    check_options(arguments)?;
    let today = arguments.today.map_or_else(system_day, Ok)?;
    let root = Root::of(arguments.to.as_deref().unwrap_or(Path::new(".")))?;
    if !arguments.dry_run {
        put_back(&root, streams)?;
    }
    let to = match &arguments.to {
        Some(to) => {
            let outside = || refuse(format!("`{}` lies outside the repository", to.display()));
            Some(root.relative(to)?.ok_or_else(outside)?)
        }
        None => None,
    };
    let (mut project, _) = named::project(&root, today, None)?;
    project.session.index();
    let New { changes, told } = {
        let claim = |path: &str| project.claim(path);
        let mut files: Vec<(&Source, Collection)> = project.session.files().collect();
        files.sort_by(|(one, _), (other, _)| one.path.cmp(&other.path));
        let index =
            project.session.known_index().ok_or_else(|| refuse("the repository could not be read"))?;
        let repository = Repository { index, settings: project.session.settings(), files, claim: &claim };
        match arguments.kind {
            Kind::Source => source(arguments, &repository, &project, to.as_deref())?,
            _ => record(arguments, &repository, &project, to.as_deref())?,
        }
    };
    if arguments.dry_run {
        let style = streams.out_style();
        streams.print(|out| diff::write(&changes, &project.below_git(), style, out))?;
        return Ok(());
    }
    let paths: Vec<PathBuf> = changes.iter().map(|change| project.on_disk(&change.path)).collect();
    let steps = steps::of(&changes, &paths);
    let done = write::together(&root.folder, "medproof new", &steps).map_err(refuse)?;
    done.notices.iter().try_for_each(|notice| streams.notice(notice))?;
    streams.print(|out| told.iter().try_for_each(|line| writeln!(out, "{line}")))?;
    Ok(())
}

/// Refuses options that say nothing of this kind.
fn check_options(arguments: &Arguments) -> Result<(), Failure> {
    let given = [
        ("--author", !arguments.authors.is_empty(), Kind::Article),
        ("--role", !arguments.roles.is_empty(), Kind::Person),
        ("--type", arguments.source_type.is_some(), Kind::Source),
        ("--url", arguments.url.is_some(), Kind::Source),
    ];
    for (option, is_given, kind) in given {
        if is_given && kind != arguments.kind {
            let (kind, own) = (kind.name(), arguments.kind.name());
            return Err(refuse(format!("{option} is for a new {kind}, and this is a new {own}")));
        }
    }
    if arguments.name.trim().is_empty() {
        return Err(refuse("the name is empty"));
    }
    Ok(())
}

/// What is to be written, and what is then said of it.
struct New {
    changes: Vec<Change>,
    told: Vec<String>,
}

fn record(
    arguments: &Arguments,
    repository: &Repository<'_>,
    project: &Project,
    to: Option<&str>,
) -> Result<New, Failure> {
    let roles: Vec<Role> = match arguments.roles.as_slice() {
        [] => vec![Role::Author],
        roles => roles.to_vec(),
    };
    let roles: Vec<String> =
        roles.iter().filter_map(Role::to_possible_value).map(|role| role.get_name().to_owned()).collect();
    let wanted = Wanted {
        collection: arguments.kind.collection(),
        name: arguments.name.trim(),
        id: arguments.id.as_deref(),
        to,
        authors: &arguments.authors,
        roles: &roles,
    };
    let Made { id, change, empty } = scaffold::made(repository, &wanted).map_err(refuse)?;
    let path = shown(project, &change.path);
    let draft = if arguments.kind == Kind::Article { ", a draft" } else { "" };
    let kind = arguments.kind.name();
    let article = if kind.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
    let mut told = vec![
        format!("Wrote {path}: {article} {kind} with the id `{id}`{draft}"),
        String::new(),
        "Next".to_owned(),
    ];
    if !empty.is_empty() {
        let empty: Vec<String> = empty.iter().map(|field| format!("`{field}`")).collect();
        told.push(format!("  Fill in {}.", empty.join(", ")));
    }
    let check = format!("run `medproof check {path}`.");
    told.push(match arguments.kind {
        Kind::Article | Kind::Cause => format!("  Write the text, then {check}"),
        _ => format!("  Then {check}"),
    });
    if arguments.kind == Kind::Article {
        told.push("  With `--as published` it says what publication still needs.".to_owned());
    }
    Ok(New { changes: vec![change], told })
}

/// An entry of the registry, in the layout that the registry has.
fn source(
    arguments: &Arguments,
    repository: &Repository<'_>,
    project: &Project,
    to: Option<&str>,
) -> Result<New, Failure> {
    let id = scaffold::id_of(arguments.name.trim(), arguments.id.as_deref()).map_err(refuse)?;
    if let Some(other) = repository.index.names().by_id(Collection::Source, &id) {
        let path = repository.index.facts(other.doc).map(|facts| facts.path.as_str()).unwrap_or_default();
        return Err(refuse(format!("`{id}` is the key of a source in `{path}`: give another one with --id")));
    }
    let usual = if arguments.url.is_some() { "webpage" } else { "article-journal" };
    let kind = arguments.source_type.as_deref().unwrap_or(usual);
    let url = arguments.url.as_ref().map(|url| format!("  URL: {}\n", value(url))).unwrap_or_default();
    let name = value(arguments.name.trim());
    let entry = format!("- id: {}\n  type: {}\n  title: {name}\n{url}", value(&id), value(kind));
    let document = Document::parse(
        DocId(u32::MAX / 2),
        Source::new("new.yaml", entry),
        Collection::Source,
        &project.session.settings().read,
    );
    let sources = Sources::of(&document).map_err(refuse)?;
    let incoming: Vec<Incoming> = sources.items.iter().map(|item| item.incoming()).collect();
    let Enlarged { merged, changes } = registry::merge(repository, &incoming, to).map_err(refuse)?;
    let merged = merged.into_iter().next().ok_or_else(|| refuse("the source could not be read"))?;
    match merged.origin {
        Origin::New { path, like, .. } => {
            let path = shown(project, &path);
            let mut told = vec![
                format!("Added a source to {path}: cite it as [@{}]", merged.key),
                String::new(),
                "Next".to_owned(),
            ];
            if let Some(like) = like {
                told.push(format!("  Compare it with @{like}, which may be the same source."));
            }
            told.push(format!("  Fill in author, publisher and date, then run `medproof check {path}`."));
            Ok(New { changes, told })
        }
        Origin::Known { path, .. } => {
            Err(refuse(format!("the registry has this source already, as @{} in `{path}`", merged.key)))
        }
        Origin::Repeated { .. } => Err(refuse("the source was named twice")),
    }
}

/// A path of the repository as somebody types it here, and as a terminal may show it.
fn shown(project: &Project, path: &str) -> String {
    sanitise::path(&format!("{}{path}", project.prefix())).into_owned()
}
