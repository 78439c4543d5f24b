//! A repository, read: its configuration, its files, its findings. The commands and an editor server share it.

mod bibliographies;
mod listed;
mod manifests;

use std::collections::{BTreeSet, HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use bibliographies::names_others;
use listed::{Listed, claim, on_disk};

use crate::base::diagnostic::{Diagnostic, Location, Severity};
use crate::base::source::Source;
use crate::base::span::DocId;
use crate::model::collection::Collection;
use crate::model::document::Format;
use crate::project::config::{Config, ConfigError, Layout};
use crate::project::discover::{Files, Root};
use crate::project::error::ProjectError;
use crate::project::git::Git;
use crate::report::Origin;
use crate::rules;
use crate::rules::rule::Check;
use crate::run::baseline::Baseline;
use crate::run::change::Change;
use crate::run::fingerprint::Fingerprints;
use crate::run::fix::{self, Fixed};
use crate::run::policy::Policy;
use crate::run::rename::Moves;
use crate::run::session::{Session, Touched};
use crate::run::verdict::{Judge, Verdict, Verdicts};

/// A repository, read.
pub struct Project {
    /// Where it lies.
    pub root: Root,
    /// Its documents, index and findings.
    pub session: Session,
    policy: Policy,
    layout: Layout,
    files: Files,
    /// The settings files, as they are attached to the session.
    settings: Vec<DocId>,
    baseline: Option<(Baseline, DocId)>,
    /// What was judged last, by document.
    verdicts: Verdicts,
    /// The findings of the last run about comments, settings and the baseline.
    idle: Vec<Diagnostic<Location>>,
    /// Where files lie whose names are not UTF-8; all others lie where their paths say.
    elsewhere: HashMap<String, PathBuf>,
    /// Settings files below the root that this run does not use.
    unused_settings: Vec<String>,
    /// The registries that are read because something names them, and the exports that nobody reads.
    followed: BTreeSet<String>,
    /// The files of projects that say something of all pages, as they are attached to the session.
    projects: HashMap<String, DocId>,
    /// The paths that links named when it was last found out which files are there.
    wanted: Vec<String>,
    /// Findings about bibliographies that those files name and that are not there.
    told: Vec<Diagnostic<Location>>,
}

/// What is read in addition to, or in place of, the files of the repository.
#[derive(Clone, Default)]
pub struct Overrides {
    /// Files named by path, relative to the root, with where they lie: articles, if no collection claims them.
    pub named: Vec<(String, PathBuf)>,
    /// A text that replaces the file at this path.
    pub stdin: Option<(String, Arc<[u8]>)>,
}

impl Project {
    /// Reads the files of a repository under a configuration.
    #[must_use]
    pub fn read(files: Files, config: Config, overrides: Overrides) -> Project {
        let listed = Listed::of(&files, &config.layout, &overrides);
        let mut project = Project::empty(&files, config, &listed);
        project.policy.note_excluded(&listed.excluded);
        let unclaimed = listed.unclaimed.clone();
        let mut documents = listed.read(&files);
        if let Some((path, bytes)) = overrides.stdin {
            let collection = claim(&project.layout, &path);
            documents.push((Source::from_bytes(path, bytes.to_vec()), collection));
        }
        project.session.set(documents);
        project.follow_bibliographies(&files, &unclaimed, |_, _| false);
        project.know(&files);
        project
    }

    /// Reads again what changed on the disk: the files at these paths, new files and removed ones. Returns whether
    /// anything changed.
    pub fn refresh(&mut self, overrides: &Overrides, touched: &BTreeSet<PathBuf>) -> bool {
        // A folder stands for every file in it.
        self.exchange(&self.files.clone(), overrides, |project, path| {
            project.on_disk(path).ancestors().any(|part| touched.contains(part))
        })
    }

    /// Takes the text that an editor shows in place of the one on the disk. Returns whether anything changed.
    pub fn hold(&mut self, disk: &Path, text: &str) -> bool {
        let path = self.files.hold(disk, Arc::from(text));
        let known = self.session.doc(&path).and_then(|doc| {
            let source = self.session.source(doc).filter(|source| source.refused.is_none())?;
            Some((source, self.session.facts(doc)?.collection))
        });
        let new = Source::new(path, text);
        match known {
            Some((old, _)) if old.text == text => false,
            // Only a file that is read as it was needs no look at the others.
            Some((old, collection)) if new.refused.is_none() && !names_others(old, &new) => {
                self.session.set(vec![(new, collection)]);
                self.know_wanted();
                true
            }
            _ => self.refresh(&Overrides::default(), &BTreeSet::from([disk.to_owned()])),
        }
    }

    /// Goes back to the text on the disk, after [`Project::hold`]. Returns whether anything changed.
    pub fn release(&mut self, disk: &Path) -> bool {
        self.files.release(disk);
        self.refresh(&Overrides::default(), &BTreeSet::from([disk.to_owned()]))
    }

    /// Reads another state of the repository; files that are the same in both are not read again.
    pub fn turn_to(&mut self, files: Files, overrides: &Overrides) {
        let differing = files.differing(&self.files);
        self.exchange(&files, overrides, |_, path| differing.contains(path));
        self.files = files;
    }

    /// The files of the state that was read.
    #[must_use]
    pub fn files(&self) -> &Files {
        &self.files
    }

    /// The collection that a path of the repository belongs to, if it is content.
    #[must_use]
    pub fn claim(&self, path: &str) -> Option<Collection> {
        self.layout.claim(path)
    }

    /// Reads new files and those that `is_touched` names, and forgets removed ones. Returns whether anything changed.
    fn exchange(
        &mut self,
        files: &Files,
        overrides: &Overrides,
        is_touched: impl Fn(&Project, &str) -> bool,
    ) -> bool {
        let listed = Listed::of(files, &self.layout, overrides);
        self.policy.note_excluded(&listed.excluded);
        let now = listed.paths();
        let gone: Vec<String> = self
            .session
            .files()
            .map(|(source, _)| source.path.clone())
            .filter(|path| !now.contains(path) && !self.followed.contains(path))
            .collect();
        let unclaimed = listed.unclaimed.clone();
        gone.iter().for_each(|path| self.session.remove(path));
        let (again, _) = listed.split(|path| self.session.doc(path).is_none() || is_touched(self, path));
        let mut fresh = again.read(files);
        fresh.retain(|(source, _)| {
            let known = self.session.doc(&source.path).and_then(|doc| self.session.source(doc));
            known.is_none_or(|known| known.text != source.text || known.refused != source.refused)
        });
        let mut changed = !gone.is_empty() || !fresh.is_empty();
        self.session.set(fresh);
        changed |= self.follow_bibliographies(files, &unclaimed, is_touched);
        changed |= self.know(files);
        changed
    }

    /// Whether a file on the disk is content.
    #[must_use]
    pub fn is_content(&self, disk: &Path) -> bool {
        let is_read = |path: String| self.layout.claim(&path).is_some() || self.followed.contains(&path);
        self.root.relative(disk).ok().flatten().is_some_and(is_read)
    }

    /// Whether a file is not content and may be a settings file, or one that the settings name.
    #[must_use]
    pub fn may_be_settings(&self, disk: &Path) -> bool {
        let ending = disk.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
        ["yaml", "yml", "json", "csv"].contains(&ending) && !self.is_content(disk)
    }

    /// Reads a repository as it was before a change, passes it to `look`, and then reads it as it is. Files that are
    /// the same in both are read once.
    ///
    /// # Errors
    /// The baseline cannot be used.
    pub fn read_after<T>(
        before: &Files,
        files: &Files,
        config: Config,
        overrides: &Overrides,
        baseline: Option<&Path>,
        look: impl FnOnce(&mut Project) -> T,
    ) -> Result<(Project, T), ProjectError> {
        let now = Listed::of(files, &config.layout, overrides);
        let then = Listed::of(before, &config.layout, overrides);
        let mut project = Project::empty(files, config, &now);
        project.policy.note_excluded(&then.excluded);
        if let Some(file) = baseline {
            project.use_baseline(file)?;
        }
        let (excluded, differing) = (now.excluded.clone(), files.differing(before));
        let (unclaimed_now, unclaimed_then) = (now.unclaimed.clone(), then.unclaimed.clone());
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
        project.session.set(documents);
        paths_now.difference(&paths_then).for_each(|path| project.session.remove(path));
        project.follow_bibliographies(before, &unclaimed_then, |_, _| false);
        project.know(before);
        let seen = look(&mut project);
        project.policy.note_excluded(&excluded);
        paths_then.difference(&paths_now).for_each(|path| project.session.remove(path));
        project.session.set(fresh);
        project.follow_bibliographies(files, &unclaimed_now, |_, path| differing.contains(path));
        project.know(files);
        Ok((project, seen))
    }

    fn empty(files: &Files, config: Config, listed: &Listed) -> Project {
        let root = files.root().clone();
        let elsewhere = listed
            .found
            .iter()
            .filter(|file| root.folder.join(&file.path) != file.disk)
            .map(|file| (file.path.clone(), file.disk.clone()))
            .collect();
        let used = |path: &&String| config.files.iter().any(|(used, _)| used == *path);
        let unused = listed.settings.iter().filter(|path| !used(path)).cloned().collect();
        Project { unused_settings: unused, ..Project::without_documents(files, config, elsewhere) }
    }

    fn without_documents(files: &Files, config: Config, elsewhere: HashMap<String, PathBuf>) -> Project {
        let Config { settings, policy, layout, files: settings_files, hides_advice, .. } = config;
        let mut session = Session::new(settings);
        session.silence(policy.silent(if hides_advice { Severity::Warning } else { Severity::Advice }));
        let settings =
            settings_files.into_iter().map(|(path, text)| session.attach(Source::new(path, text))).collect();
        let (root, files) = (files.root().clone(), files.clone());
        Project {
            root,
            session,
            policy,
            layout,
            files,
            settings,
            baseline: None,
            verdicts: Verdicts::default(),
            idle: Vec::new(),
            elsewhere,
            unused_settings: Vec::new(),
            followed: BTreeSet::new(),
            projects: HashMap::new(),
            wanted: Vec::new(),
            told: Vec::new(),
        }
    }

    /// Tells the session of files that exist and that links name which were just typed. A file that was there is taken to
    /// be there until an editor says that it changed.
    fn know_wanted(&mut self) {
        if self.session.known_index().is_some() {
            return;
        }
        let wanted = self.session.wanted_files();
        if wanted == self.wanted {
            return;
        }
        let mut existing = self.files.existing(&wanted);
        self.find_in_vaults(&self.files, &wanted, &mut existing);
        existing.extend(self.session.known_files().iter().cloned());
        self.wanted = wanted;
        if existing != *self.session.known_files() {
            self.session.know_files(existing);
        }
    }

    /// Tells the session which files exist that links name and that are no documents. Returns whether that changed.
    fn know(&mut self, files: &Files) -> bool {
        self.session.know_parts(self.parts(files));
        let wanted = self.session.wanted_files();
        let mut existing = files.existing(&wanted);
        self.find_in_vaults(files, &wanted, &mut existing);
        self.wanted = wanted;
        let news = existing != *self.session.known_files();
        if news {
            self.session.know_files(existing);
        }
        news
    }

    /// Adds the files that notes of a vault name: it finds them by their names alone, in letters of any case.
    fn find_in_vaults(&self, files: &Files, wanted: &[String], existing: &mut HashSet<String>) {
        let vaults = &self.session.settings().read.vaults;
        // A note is known by itself.
        let is_file =
            |path: &&String| Format::of(path) != Some(Format::Markdown) && !existing.contains(*path);
        let unknown: Vec<&String> = wanted.iter().filter(is_file).collect();
        if vaults.is_empty() || unknown.is_empty() {
            return;
        }
        let names = files.names_below(vaults);
        let name = |path: &str| path.rsplit('/').next().unwrap_or(path).to_lowercase();
        existing.extend(unknown.into_iter().filter(|path| names.contains(&name(path))).cloned());
    }

    /// The same repository as it will be after some changes, under another configuration.
    #[must_use]
    pub fn changed(&self, config: Config, changes: &[Change], moves: &Moves) -> Project {
        let mut project = Project::without_documents(&self.files, config, HashMap::new());
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
            Some((source, project.layout.claim(&change.path)?))
        }));
        project.session.set(documents);
        let known = self.session.known_files().iter().map(|path| moves.now(path));
        project.session.know_files(known.collect());
        project
    }

    /// Runs the rules and judges every finding.
    pub fn judge(&mut self) -> Vec<Verdict> {
        let Project { session, policy, settings, baseline, told, .. } = self;
        let verdicts = judge(policy, settings, baseline.as_ref(), told).judge(session);
        let said_here = |verdict: &&Verdict| {
            let entry = rules::by_id(verdict.diagnostic.rule.0);
            entry.is_some_and(|entry| matches!(entry.rule.check, Check::Verdict))
        };
        self.idle = verdicts.iter().filter(said_here).map(|verdict| verdict.diagnostic.clone()).collect();
        verdicts
    }

    /// Judges again what may be found otherwise than when this was last asked, and returns the documents, and other files,
    /// in which that may be.
    pub fn judge_again(&mut self) -> Touched {
        let Project { session, policy, settings, baseline, told, verdicts, .. } = self;
        judge(policy, settings, baseline.as_ref(), told).judge_again(session, verdicts)
    }

    /// Judges again, on some pages alone, what may be found otherwise, and returns the documents, and other files, in which
    /// that may be; all else waits for [`Project::judge_again`]. `None` if everything has to be judged at once.
    pub fn judge_pages(&mut self, pages: &BTreeSet<DocId>) -> Option<Touched> {
        let Project { session, policy, settings, baseline, told, verdicts, .. } = self;
        judge(policy, settings, baseline.as_ref(), told).judge_pages(session, verdicts, pages)
    }

    /// What [`Project::judge_again`] judged.
    #[must_use]
    pub fn verdicts(&self) -> &Verdicts {
        &self.verdicts
    }

    /// Reads the baseline from a file.
    ///
    /// # Errors
    /// There is no such file, or it is no baseline.
    pub fn use_baseline(&mut self, file: &Path) -> Result<(), ProjectError> {
        let disk = on_disk(file);
        if !self.files.is_file(&disk) {
            return Err(ProjectError::Message(format!(
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
            Err(problems) => Err(ProjectError::from(Box::new(ConfigError { source_file: source, problems }))),
        }
    }

    /// The baseline, and its file.
    #[must_use]
    pub fn baseline(&self) -> Option<(&Baseline, &Source)> {
        let (baseline, doc) = self.baseline.as_ref()?;
        Some((baseline, self.session.source(*doc)?))
    }

    /// Applies the fixes of the findings that `wanted` chooses, in memory.
    pub fn fix(&mut self, wanted: impl Fn(&Verdict, &Session) -> bool, unsafe_too: bool) -> Fixed {
        let Project { session, policy, settings, baseline, told, .. } = self;
        let judge = judge(policy, settings, baseline.as_ref(), told);
        fix::apply(session, |session| judge.judge(session), wanted, unsafe_too)
    }

    /// Gives files the texts back that they had before a change that could not be written.
    pub fn put_back(&mut self, changes: &[Change]) {
        let old = |change: &Change| {
            let facts = self.session.facts(self.session.doc(&change.path)?)?;
            Some((Source::new(change.path.clone(), change.before.clone()?), facts.collection))
        };
        let olds = changes.iter().filter_map(old).collect();
        self.session.set(olds);
    }

    /// Where a file of the repository lies.
    #[must_use]
    pub fn on_disk(&self, path: &str) -> PathBuf {
        self.elsewhere.get(path).cloned().unwrap_or_else(|| self.root.folder.join(path))
    }

    /// The path from git's top folder to the root, such as `docs/`; empty where they are the same, and without git.
    #[must_use]
    pub fn below_git(&self) -> String {
        self.below(self.git_top())
    }

    /// What code hosts put before a path of this repository: as [`Project::below_git`], but without git the working
    /// directory counts as the top.
    #[must_use]
    pub fn checkout(&self) -> String {
        match self.git_top() {
            Some(top) => self.below(Some(top)),
            None => self.below(std::env::current_dir().ok().as_deref()),
        }
    }

    /// Where the checkout comes from, as git says; `None` without git or a remote.
    #[must_use]
    pub fn origin(&self) -> Option<Origin> {
        self.git_top()?;
        let git = Git::open(&self.root.folder).ok()?;
        Some(Origin { repository: git.origin().ok()??, revision: git.head().ok()? })
    }

    /// Git's top folder. In a linked work tree and in a submodule `.git` is a file.
    fn git_top(&self) -> Option<&Path> {
        self.root.folder.ancestors().find(|folder| folder.join(".git").exists())
    }

    /// The path from a folder to the root; empty where the root is not in it.
    fn below(&self, top: Option<&Path>) -> String {
        let below = top.and_then(|top| self.root.folder.strip_prefix(top).ok());
        let parts = below.into_iter().flat_map(Path::components);
        parts.map(|part| format!("{}/", part.as_os_str().to_string_lossy())).collect()
    }

    /// Works out the fingerprints of the findings.
    pub fn fingerprints(&mut self) -> Fingerprints {
        let mut findings = self.session.findings();
        findings.extend(self.told.iter().chain(&self.idle).cloned());
        Fingerprints::of(&self.session, &findings)
    }

    /// The folders that hold review records, in order of path.
    #[must_use]
    pub fn review_folders(&self) -> Vec<String> {
        self.session.review_folders()
    }

    /// Sentences about settings files that this run does not use: which command would use them. `roots` are the folders
    /// of the repositories that the run reads, whose settings it does use.
    #[must_use]
    pub fn unused_settings(&self, roots: &[&Path]) -> Vec<String> {
        const SHOWN: usize = 3;
        let prefix = self.prefix();
        let is_used = |path: &String| {
            self.root.folder.join(path).parent().is_some_and(|folder| roots.contains(&folder))
        };
        // A file at the top is unused because another one is beside it.
        let unused: Vec<&String> =
            self.unused_settings.iter().filter(|path| !path.contains('/') || !is_used(path)).collect();
        let mut notices: Vec<String> = unused
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
        let others = unused.len().saturating_sub(SHOWN);
        if others > 0 {
            notices.push(format!("{others} more settings files in other folders are not used in this run"));
        }
        notices
    }

    /// What has to come before a path of this repository to open it from the working directory.
    #[must_use]
    pub fn prefix(&self) -> String {
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
    told: &'a [Diagnostic<Location>],
) -> Judge<'a> {
    Judge { policy, settings, baseline: baseline.map(|(baseline, doc)| (baseline, *doc)), told }
}
