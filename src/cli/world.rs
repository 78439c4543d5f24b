//! One repository of a run: its configuration, its files, its findings.

mod listed;
#[cfg(test)]
mod tests;

use std::collections::{BTreeSet, HashMap};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use listed::{Listed, claim, on_disk};

use super::Failure;
use crate::base::date::Date;
use crate::base::diagnostic::{Diagnostic, Location};
use crate::base::source::{CONFLICT_HELP, Source};
use crate::base::span::{DocId, Span};
use crate::biblio::retractions::{Retractions, RetractionsError};
use crate::model::collection::Collection;
use crate::model::schema::{Schemas, file_references};
use crate::project::config::{Config, ConfigError, FILE_NAMES, Layout, RawConfig, SchemaText};
use crate::project::discover::{Files, Root, normal};
use crate::rules;
use crate::rules::rule::Check;
use crate::run::baseline::Baseline;
use crate::run::change::Change;
use crate::run::fingerprint::Fingerprints;
use crate::run::fix::{self, Fixed};
use crate::run::policy::Policy;
use crate::run::rename::Moves;
use crate::run::session::Session;
use crate::run::verdict::{Judge, Verdict};

/// A repository, read.
pub(super) struct World {
    pub(super) root: Root,
    pub(super) session: Session,
    policy: Policy,
    layout: Layout,
    files: Files,
    /// The settings files, as they are attached to the session.
    settings: Vec<DocId>,
    baseline: Option<(Baseline, DocId)>,
    /// What was last said of comments, settings and the baseline.
    idle: Vec<Diagnostic<Location>>,
    /// Where files lie whose names hold bytes that are no UTF-8; all others lie where their paths say.
    elsewhere: HashMap<String, PathBuf>,
    /// Settings files below the root that nothing here reads.
    unused_settings: Vec<String>,
}

/// What is read besides, or instead of, what lies in the repository.
#[derive(Clone, Default)]
pub(super) struct Extra {
    /// Files named outright, relative to the root, with where they lie: articles, if no collection claims them.
    pub(super) named: Vec<(String, PathBuf)>,
    /// A text that stands in for the file at this path.
    pub(super) stdin: Option<(String, Vec<u8>)>,
}

impl World {
    /// Reads a repository.
    pub(super) fn read(files: Files, config: Config, extra: Extra) -> World {
        let listed = Listed::of(&files, &config.layout, &extra);
        let mut world = World::empty(&files, config, &listed);
        world.policy.note_excluded(&listed.excluded);
        let mut documents = listed.read(&files);
        if let Some((path, bytes)) = extra.stdin {
            let collection = claim(&world.layout, &path);
            documents.push((Source::from_bytes(path, bytes), collection));
        }
        world.session.set(documents);
        world.know(&files);
        world
    }

    /// Reads again what changed on the disk: the files of these paths, and what came and went. True where anything
    /// is not as it was.
    pub(super) fn refresh(&mut self, extra: &Extra, touched: &BTreeSet<PathBuf>) -> bool {
        // A folder stands for all that lies in it.
        self.exchange(&self.files.clone(), extra, |world, path| {
            world.on_disk(path).ancestors().any(|part| touched.contains(part))
        })
    }

    /// Reads another state of the repository: what differs in it, and no more.
    pub(super) fn turn_to(&mut self, files: Files, extra: &Extra) {
        let differing = files.differing(&self.files);
        self.exchange(&files, extra, |_, path| differing.contains(path));
        self.files = files;
    }

    /// The files of the state that was read.
    pub(super) fn files(&self) -> &Files {
        &self.files
    }

    /// What a path of the repository is, where it is content.
    pub(super) fn claim(&self, path: &str) -> Option<Collection> {
        self.layout.claim(path)
    }

    /// Reads the files that `is_touched` names, and what came; forgets what went. Returns whether anything is not as it
    /// was.
    fn exchange(&mut self, files: &Files, extra: &Extra, is_touched: impl Fn(&World, &str) -> bool) -> bool {
        let listed = Listed::of(files, &self.layout, extra);
        self.policy.note_excluded(&listed.excluded);
        let now = listed.paths();
        let gone: Vec<String> = self
            .session
            .files()
            .map(|(source, _)| source.path.clone())
            .filter(|path| !now.contains(path))
            .collect();
        gone.iter().for_each(|path| self.session.remove(path));
        let (again, _) = listed.split(|path| self.session.doc(path).is_none() || is_touched(self, path));
        let mut fresh = again.read(files);
        fresh.retain(|(source, _)| {
            let known = self.session.doc(&source.path).and_then(|doc| self.session.source(doc));
            known.is_none_or(|known| known.text != source.text || known.refused != source.refused)
        });
        let mut changed = !gone.is_empty() || !fresh.is_empty();
        self.session.set(fresh);
        changed |= self.know(files);
        changed
    }

    /// True of a place on the disk that is content.
    pub(super) fn is_content(&self, disk: &Path) -> bool {
        self.root.relative(disk).ok().flatten().is_some_and(|path| self.layout.claim(&path).is_some())
    }

    /// Reads a repository as it was, lets `look` see it, and then as it is. What both have in common is read once.
    pub(super) fn read_after<T>(
        before: &Files,
        files: &Files,
        config: Config,
        extra: &Extra,
        baseline: Option<&Path>,
        look: impl FnOnce(&mut World) -> T,
    ) -> Result<(World, T), Failure> {
        let now = Listed::of(files, &config.layout, extra);
        let then = Listed::of(before, &config.layout, extra);
        let mut world = World::empty(files, config, &now);
        world.policy.note_excluded(&then.excluded);
        if let Some(file) = baseline {
            world.use_baseline(file)?;
        }
        let (excluded, differing) = (now.excluded.clone(), files.differing(before));
        let (only_now, shared) = now.split(|path| differing.contains(path));
        let (only_then, _) = then.split(|path| differing.contains(path));
        let (paths_now, paths_then) = (only_now.paths(), only_then.paths());
        // Documents are numbered in the order of their paths, whichever of the two states they are in.
        let mut documents = shared.read(files);
        documents.extend(only_then.read(before));
        let fresh = only_now.read(files);
        let unnumbered = fresh.iter().filter(|(source, _)| !paths_then.contains(&source.path));
        documents.extend(
            unnumbered.map(|(source, collection)| (Source::new(source.path.clone(), ""), *collection)),
        );
        documents.sort_by(|(a, _), (b, _)| a.path.cmp(&b.path));
        world.session.set(documents);
        paths_now.difference(&paths_then).for_each(|path| world.session.remove(path));
        world.know(before);
        let seen = look(&mut world);
        world.policy.note_excluded(&excluded);
        paths_then.difference(&paths_now).for_each(|path| world.session.remove(path));
        world.session.set(fresh);
        world.know(files);
        Ok((world, seen))
    }

    fn empty(files: &Files, config: Config, listed: &Listed) -> World {
        let root = files.root().clone();
        let elsewhere = listed
            .found
            .iter()
            .filter(|file| root.folder.join(&file.path) != file.disk)
            .map(|file| (file.path.clone(), file.disk.clone()))
            .collect();
        let used = |path: &&String| config.files.iter().any(|(used, _)| used == *path);
        let unused = listed.settings.iter().filter(|path| !used(path)).cloned().collect();
        World { unused_settings: unused, ..World::without_documents(files, config, elsewhere) }
    }

    fn without_documents(files: &Files, config: Config, elsewhere: HashMap<String, PathBuf>) -> World {
        let Config { settings, policy, layout, files: settings_files, .. } = config;
        let mut session = Session::new(settings);
        let settings =
            settings_files.into_iter().map(|(path, text)| session.attach(Source::new(path, text))).collect();
        let (root, files) = (files.root().clone(), files.clone());
        World {
            root,
            session,
            policy,
            layout,
            files,
            settings,
            baseline: None,
            idle: Vec::new(),
            elsewhere,
            unused_settings: Vec::new(),
        }
    }

    /// Says which files exist that links name and no document answers to. True where others do than were known.
    fn know(&mut self, files: &Files) -> bool {
        let wanted = self.session.wanted_files();
        let existing = files.existing(&wanted);
        let news = existing != *self.session.known_files();
        if news {
            self.session.know_files(existing);
        }
        news
    }

    /// The same repository as it will be after some changes, under another configuration.
    pub(super) fn changed(&self, config: Config, changes: &[Change], moves: &Moves) -> World {
        let mut world = World::without_documents(&self.files, config, HashMap::new());
        let by_path: HashMap<&str, &Change> =
            changes.iter().map(|change| (change.path.as_str(), change)).collect();
        let mut documents = Vec::new();
        for (source, collection) in self.session.files() {
            let change = by_path.get(source.path.as_str());
            let path = moves.now(&source.path);
            let text = match change.filter(|change| !change.is_move_alone()) {
                Some(change) => &change.after,
                None => &source.text,
            };
            let mut new = Source::new(path, text.clone());
            new.refused.clone_from(&source.refused);
            documents.push((new, collection));
        }
        let made = changes.iter().filter(|change| change.before.is_none() && change.to.is_none());
        documents.extend(made.filter_map(|change| {
            let source = Source::new(change.path.clone(), change.after.clone());
            Some((source, world.layout.claim(&change.path)?))
        }));
        world.session.set(documents);
        let known = self.session.known_files().iter().map(|path| moves.now(path));
        world.session.know_files(known.collect());
        world
    }

    /// Judges everything the rules say of it.
    pub(super) fn judge(&mut self) -> Vec<Verdict> {
        let World { session, policy, settings, baseline, .. } = self;
        let verdicts = judge(policy, settings, baseline.as_ref()).judge(session);
        let said_here = |verdict: &&Verdict| {
            let entry = rules::by_id(verdict.diagnostic.rule.0);
            entry.is_some_and(|entry| matches!(entry.rule.check, Check::Verdict))
        };
        self.idle = verdicts.iter().filter(said_here).map(|verdict| verdict.diagnostic.clone()).collect();
        verdicts
    }

    /// Takes known debt from a file.
    pub(super) fn use_baseline(&mut self, file: &Path) -> Result<(), Failure> {
        let disk = on_disk(file);
        if !self.files.is_file(&disk) {
            return Err(Failure::Message(format!(
                "there is no baseline at `{}`; `medproof baseline` writes one",
                file.display()
            )));
        }
        let shown = self.root.relative(file)?.unwrap_or_else(|| file.display().to_string());
        let source = self.files.read_file(&disk, shown);
        match Baseline::read(&source) {
            Ok(baseline) => {
                self.baseline = Some((baseline, self.session.attach(source)));
                Ok(())
            }
            Err(problems) => Err(Failure::from(Box::new(ConfigError { source_file: source, problems }))),
        }
    }

    /// Known debt, and its file.
    pub(super) fn baseline(&self) -> Option<(&Baseline, &Source)> {
        let (baseline, doc) = self.baseline.as_ref()?;
        Some((baseline, self.session.source(*doc)?))
    }

    /// Mends what `wanted` names, in memory.
    pub(super) fn fix(&mut self, wanted: impl Fn(&Verdict, &Session) -> bool, unsafe_too: bool) -> Fixed {
        let World { session, policy, settings, baseline, .. } = self;
        let judge = judge(policy, settings, baseline.as_ref());
        fix::apply(session, |session| judge.judge(session), wanted, unsafe_too)
    }

    /// Gives files the texts again that they had before a change that could not be written.
    pub(super) fn put_back(&mut self, changes: &[Change]) {
        let old = |change: &Change| {
            let facts = self.session.facts(self.session.doc(&change.path)?)?;
            Some((Source::new(change.path.clone(), change.before.clone()?), facts.collection))
        };
        let olds = changes.iter().filter_map(old).collect();
        self.session.set(olds);
    }

    /// Where a file of the repository lies.
    pub(super) fn on_disk(&self, path: &str) -> PathBuf {
        self.elsewhere.get(path).cloned().unwrap_or_else(|| self.root.folder.join(path))
    }

    /// What leads from the folder that git works in to the root: `docs/`; nothing at that folder, and without git.
    pub(super) fn below_git(&self) -> String {
        self.below(self.git_top())
    }

    /// What comes before a path of this repository as code hosts know it: as [`World::below_git`], but without git
    /// the working directory is taken for the top.
    pub(super) fn checkout(&self) -> String {
        match self.git_top() {
            Some(top) => self.below(Some(top)),
            None => self.below(std::env::current_dir().ok().as_deref()),
        }
    }

    /// The folder that git works in. In a work tree of its own and in a submodule `.git` is a file.
    fn git_top(&self) -> Option<&Path> {
        self.root.folder.ancestors().find(|folder| folder.join(".git").exists())
    }

    /// What leads from a folder to the root; nothing where the root is no part of it.
    fn below(&self, top: Option<&Path>) -> String {
        let below = top.and_then(|top| self.root.folder.strip_prefix(top).ok());
        let parts = below.into_iter().flat_map(Path::components);
        parts.map(|part| format!("{}/", part.as_os_str().to_string_lossy())).collect()
    }

    /// Works out how its findings are known again.
    pub(super) fn fingerprints(&mut self) -> Fingerprints {
        let mut findings = self.session.findings();
        findings.extend(self.idle.iter().cloned());
        Fingerprints::of(&self.session, &findings)
    }

    /// The folders that hold review records, in order of path.
    pub(super) fn review_folders(&self) -> Vec<String> {
        self.session.review_folders()
    }

    /// What has to be said of settings files that this run does not use: what would use them.
    pub(super) fn unused_settings(&self) -> Vec<String> {
        const SHOWN: usize = 3;
        let prefix = self.prefix();
        let mut notices: Vec<String> = self
            .unused_settings
            .iter()
            .take(SHOWN)
            .map(|path| match path.rsplit_once('/') {
                Some((folder, _)) => format!(
                    "`{prefix}{path}` is not used in this run; `medproof check {prefix}{folder}` uses it"
                ),
                None => format!(
                    "`{prefix}{path}` is not used, because another settings file is beside it; move its settings there and delete it"
                ),
            })
            .collect();
        let others = self.unused_settings.len().saturating_sub(SHOWN);
        if others > 0 {
            notices.push(format!("{others} more settings files in other folders are not used in this run"));
        }
        notices
    }

    /// What people put before a path of this repository to open it from where they stand.
    pub(super) fn prefix(&self) -> String {
        let Ok(here) = std::env::current_dir() else {
            return String::new();
        };
        let shared = here.components().zip(self.root.folder.components()).take_while(|(a, b)| a == b).count();
        if shared == 0 {
            return format!("{}/", self.root.folder.display());
        }
        let up = here.components().skip(shared).map(|_| "..".to_owned());
        let down = self
            .root
            .folder
            .components()
            .skip(shared)
            .map(|part| part.as_os_str().to_string_lossy().into_owned());
        up.chain(down).map(|part| part + "/").collect()
    }
}

fn judge<'a>(
    policy: &'a Policy,
    settings: &'a [DocId],
    baseline: Option<&'a (Baseline, DocId)>,
) -> Judge<'a> {
    Judge { policy, settings, baseline: baseline.map(|(baseline, doc)| (baseline, *doc)) }
}

/// One file of a configuration, with where it lies.
struct ConfigFile {
    shown: String,
    path: PathBuf,
    folder: PathBuf,
    raw: RawConfig,
}

impl ConfigFile {
    /// Settings name a schema as seen from their own file; what is compiled knows it as seen from the root.
    fn name_schemas_from_root(&mut self, root: &Root) -> Result<(), Failure> {
        for schema in &mut self.raw.schemas {
            if let Some(path) = root.relative(&self.folder.join(&schema.path))? {
                schema.path = path;
            }
        }
        Ok(())
    }

    fn refuse(&self, files: &Files, span: Span, message: String, help: &str) -> Failure {
        let source = files.read_file(&self.path, self.shown.clone());
        Failure::from(Box::new(ConfigError::at(source, span, message, help)))
    }
}

/// How many files one configuration may extend, one through another: no honest chain is longer.
const LONGEST_CHAIN: usize = 16;

/// The configuration of a repository: the file that lies in its root and those it extends.
pub(super) fn configuration(tree: &Files, today: Date) -> Result<Config, Failure> {
    configuration_as(tree, today, &|path, shown| tree.read_file(path, shown))
}

/// The configuration of a repository whose configuration files `read` reads.
pub(super) fn configuration_as(
    tree: &Files,
    today: Date,
    read: &dyn Fn(&Path, String) -> Source,
) -> Result<Config, Failure> {
    let root = tree.root();
    let Some(name) = FILE_NAMES.into_iter().find(|name| tree.is_file(&root.folder.join(name))) else {
        let mut config = Config::defaults(today);
        config.settings.read.blank_lines_above = is_hugo(tree);
        return Ok(config);
    };
    let own = root.folder.join(name);
    if !tree.is_inside(&own) {
        return Err(Failure::Message(format!(
            "`{name}` is a link out of the repository, so it was not read and nothing was checked"
        )));
    }
    let schemas = Schemas::embedded();
    let mut files: Vec<ConfigFile> = Vec::new();
    let mut next = Some(own);
    while let Some(path) = next.take() {
        let shown = root.relative(&path)?.unwrap_or_else(|| path.display().to_string());
        let raw = RawConfig::read(read(&path, shown.clone()), &schemas)?;
        let folder = path.parent().unwrap_or(&root.folder).to_owned();
        let extends = raw.extends.clone();
        files.push(ConfigFile { shown, path, folder, raw });
        if let (Some((base, span)), Some(file)) = (extends, files.last()) {
            if files.len() > LONGEST_CHAIN {
                let message = format!("this chain of `extends` is longer than {LONGEST_CHAIN} files");
                let help = "Write what the last of them say into one file, and extend that.";
                return Err(file.refuse(tree, span, message, help));
            }
            next = Some(base_file(tree, &files, file, &base, span)?);
        }
    }
    let texts = schema_texts(tree, &files)?;
    let retractions = retractions(tree, &files)?;
    let baseline = baseline(tree, &files)?;
    for file in &mut files {
        file.name_schemas_from_root(root)?;
    }
    let raws = files.into_iter().map(|file| file.raw).collect();
    let mut config =
        Config::build(raws, today, &texts).map_err(|error| Failure::Message(error.to_string()))?;
    config.settings.retractions = Arc::new(retractions);
    config.settings.read.blank_lines_above = is_hugo(tree);
    config.baseline = baseline;
    Ok(config)
}

/// Whether the site is made with Hugo, by the settings that lie at the top.
fn is_hugo(tree: &Files) -> bool {
    let at = |path: &str| tree.root().folder.join(path);
    let own = ["hugo", "config/_default/hugo"].iter().any(|stem| {
        ["toml", "yaml", "yml", "json"].iter().any(|ending| tree.is_file(&at(&format!("{stem}.{ending}"))))
    });
    // Before they had a name of their own. Zola has a file of this name too, but writes `base_url`.
    let older = ["config.toml", "config.yaml", "config.yml"].map(at);
    own || older.iter().filter(|file| tree.is_file(file)).any(|file| {
        let text = tree.read_file(file, String::new()).text.to_ascii_lowercase();
        text.lines().any(|line| line.trim_start().starts_with("baseurl"))
    })
}

/// Reads the list of retractions that the nearest configuration names. One that is not read would let retracted
/// papers pass in silence.
fn retractions(tree: &Files, files: &[ConfigFile]) -> Result<Retractions, Failure> {
    let named = files.iter().find_map(|file| Some((file, file.raw.retractions.as_ref()?)));
    let Some((file, (name, span))) = named else {
        return Ok(Retractions::default());
    };
    let path = normal(&file.folder.join(name));
    if !tree.is_file(&path) {
        let help = "Correct the path, or take the line out.";
        return Err(file.refuse(tree, *span, format!("there is no file at `{name}`"), help));
    }
    if !tree.is_inside(&path) {
        let help = "Put a copy of the list into it.";
        return Err(file.refuse(tree, *span, format!("`{name}` lies outside the repository"), help));
    }
    let list = tree.open(&path).map_err(RetractionsError::from).and_then(Retractions::read);
    list.map_err(|error| {
        let message = format!("`{name}` cannot be read as a list of retractions: {error}");
        let help = match error {
            RetractionsError::Conflict(_) => CONFLICT_HELP,
            _ => "A list is a CSV file. Its first row names the columns, OriginalPaperDOI and RetractionNature among them.",
        };
        file.refuse(tree, *span, message, help)
    })
}

/// The file of known debt that the nearest configuration names. It may still have to be written.
fn baseline(tree: &Files, files: &[ConfigFile]) -> Result<Option<PathBuf>, Failure> {
    let named = files.iter().find_map(|file| Some((file, file.raw.baseline.as_ref()?)));
    let Some((file, (name, span))) = named else {
        return Ok(None);
    };
    let path = normal(&file.folder.join(name));
    if !tree.is_inside(&path) {
        let help = "Keep the baseline in it, or name another one with --baseline.";
        return Err(file.refuse(tree, *span, format!("`{name}` lies outside the repository"), help));
    }
    Ok(Some(path))
}

/// The file that a configuration extends.
fn base_file(
    tree: &Files,
    files: &[ConfigFile],
    file: &ConfigFile,
    base: &str,
    span: Span,
) -> Result<PathBuf, Failure> {
    let path = normal(&file.folder.join(base));
    if !tree.is_file(&path) {
        return Err(file.refuse(
            tree,
            span,
            format!("there is no file at `{base}`"),
            "Correct the path, or take the line out.",
        ));
    }
    if files.iter().any(|known| same_file(&known.path, &path)) {
        let help = "Let only one of the two files extend the other.";
        return Err(file.refuse(tree, span, format!("`{base}` extends this file in turn"), help));
    }
    if !tree.is_inside(&path) {
        let help = "Name a file of this repository.";
        return Err(file.refuse(tree, span, format!("`{base}` lies outside the repository"), help));
    }
    Ok(path)
}

/// The texts of the schemas that a configuration names, and of the files these refer to.
fn schema_texts(tree: &Files, files: &[ConfigFile]) -> Result<Vec<SchemaText>, Failure> {
    let mut texts: Vec<SchemaText> = Vec::new();
    for file in files {
        for schema in &file.raw.schemas {
            let refuse = |message: String| {
                file.refuse(tree, schema.span, message, "Correct the path, or take the line out.")
            };
            // Each file with the words that name it: those of the settings, or of another schema.
            let mut wanted = vec![(normal(&file.folder.join(&schema.path)), schema.path.clone())];
            while let Some((path, named)) = wanted.pop() {
                let shown = match tree.root().relative(&path)? {
                    Some(shown) if tree.is_file(&path) => shown,
                    Some(_) => return Err(refuse(format!("there is no schema at `{named}`"))),
                    None => return Err(refuse(format!("the schema `{named}` lies outside the repository"))),
                };
                if texts.iter().any(|text| text.path == shown) {
                    continue;
                }
                if !tree.is_inside(&path) {
                    return Err(refuse(format!("the schema `{named}` is a link out of the repository")));
                }
                let source = tree.read_file(&path, shown.clone());
                if let Some(problem) = source.refused {
                    return Err(refuse(format!("the schema `{named}` cannot be read: {}", problem.message)));
                }
                let base = path.parent().unwrap_or(&file.folder);
                wanted.extend(
                    file_references(&source.text).into_iter().map(|name| (normal(&base.join(&name)), name)),
                );
                texts.push(SchemaText { path: shown, text: source.text });
            }
        }
    }
    Ok(texts)
}

fn same_file(left: &Path, right: &Path) -> bool {
    match (fs::canonicalize(left), fs::canonicalize(right)) {
        (Ok(left), Ok(right)) => left == right,
        _ => left == right,
    }
}
