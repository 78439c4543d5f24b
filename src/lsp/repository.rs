//! One repository, as it is with what the editor shows.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use lsp_types::{Diagnostic as Shown, Uri};

use super::diagnostics::{self, Places};
use super::findings::{Findings, OnDisk};
use super::position::Encoding;
use crate::base::date::Date;
use crate::base::diagnostic::Severity;
use crate::base::span::DocId;
use crate::project::config::ConfigError;
use crate::project::discover::{Files, Root};
use crate::project::{Overrides, Project, ProjectError, settings};
use crate::rules::settings::FILE_NAMES;
use crate::run::session::{Session, Touched};
use crate::run::verdict::Verdict;

/// One repository.
pub(super) struct Repository {
    /// Where it lies.
    pub(super) root: Root,
    /// As it was read under the last settings that could be used; `None` before there were any.
    pub(super) project: Option<Project>,
    /// What is shown of it.
    pub(super) findings: Findings,
    /// Whether the settings ask for advice.
    advice: bool,
    /// Why the settings cannot be used, as they are.
    problem: Option<ProjectError>,
    /// The day it is judged on.
    day: Date,
    /// Whether the settings have to be read again.
    pub(super) reload: bool,
    /// Whether it has to be judged again.
    stale: bool,
    /// Whether it may have other files than before.
    pub(super) is_other: bool,
    /// The documents whose texts changed since all of it was judged.
    edited: HashSet<DocId>,
    /// Those of them that were not judged since, and others that the editor asks for.
    first: BTreeSet<DocId>,
}

/// How much of a repository is judged before the next message is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Share {
    /// What was edited or is asked for; where nothing was, some of the pages on which that may change what is found.
    Part,
    /// All that is left.
    Rest,
}

/// How many pages are judged at most before the next message is looked at.
const PAGES: usize = 48;

impl Repository {
    pub(super) fn new(root: Root, day: Date) -> Repository {
        Repository {
            root,
            project: None,
            findings: Findings::default(),
            advice: false,
            problem: None,
            day,
            reload: true,
            stale: true,
            is_other: true,
            edited: HashSet::new(),
            first: BTreeSet::new(),
        }
    }

    /// Whether a file lies in its folder.
    pub(super) fn holds(&self, disk: &Path) -> bool {
        disk.starts_with(&self.root.folder)
    }

    /// Whether anything has to be worked out before what is shown is up to date.
    pub(super) fn is_due(&self) -> bool {
        self.reload || self.stale
    }

    /// Takes the text that the editor shows of a file.
    pub(super) fn hold(&mut self, disk: &Path, text: &str) {
        self.update(disk, |project| project.hold(disk, text));
    }

    /// Goes back to the text on the disk.
    pub(super) fn release(&mut self, disk: &Path) {
        self.update(disk, |project| project.release(disk));
    }

    fn update(&mut self, disk: &Path, update: impl FnOnce(&mut Project) -> bool) {
        if self.is_settings(disk) {
            self.reload = true;
            return;
        }
        let Some(project) = &mut self.project else {
            return;
        };
        if update(project) {
            self.stale = true;
            let path = project.root.relative(disk).ok().flatten();
            let doc = path.and_then(|path| project.session.doc(&path));
            self.edited.extend(doc);
            self.first.extend(doc);
        }
    }

    /// Reads again what changed on the disk.
    pub(super) fn refresh(&mut self, touched: &BTreeSet<PathBuf>) {
        if touched.iter().any(|disk| self.is_settings(disk)) {
            self.reload = true;
        } else if let Some(project) = &mut self.project
            && project.refresh(&Overrides::default(), touched)
        {
            self.stale = true;
            // A folder stands for every file in it.
            let session = &project.session;
            self.edited.extend(session.documents().map(|(doc, _)| doc).filter(|doc| {
                let disk = session.source(*doc).map(|source| project.on_disk(&source.path));
                disk.is_some_and(|disk| disk.ancestors().any(|part| touched.contains(part)))
            }));
        }
    }

    /// Whether a file is no content and the settings may be in it, or in a file that they name.
    fn is_settings(&self, disk: &Path) -> bool {
        match &self.project {
            Some(project) => project.may_be_settings(disk),
            None => self.holds(disk),
        }
    }

    /// The day it is judged on.
    pub(super) fn day(&self) -> Date {
        self.day
    }

    /// Judges by another day.
    pub(super) fn turn_to(&mut self, day: Date) {
        self.reload |= day != self.day;
        self.day = day;
    }

    /// Reads the settings again where they may have changed, and the content with them. `held` are the texts that the
    /// editor shows; `advice` says whether it asks for advice.
    pub(super) fn settle<'t>(&mut self, held: impl Iterator<Item = (&'t Path, &'t str)>, advice: bool) {
        if !self.reload {
            return;
        }
        self.reload = false;
        self.stale = true;
        let mut files = Files::on_disk(self.root.clone());
        for (disk, text) in held.filter(|(disk, _)| self.holds(disk)) {
            files.hold(disk, Arc::from(text));
        }
        match read(files, self.day, advice) {
            Ok((project, advice)) => {
                self.problem = None;
                self.advice = advice;
                self.edited.extend(project.session.documents().map(|(doc, _)| doc));
                self.project = Some(project);
            }
            // Settings are often broken while somebody types: until they are whole, the last that were hold.
            Err(problem) => self.problem = Some(problem),
        }
    }

    /// Has a document judged before others, because the editor asks for it.
    pub(super) fn expect(&mut self, doc: DocId) {
        if self.stale {
            self.first.insert(doc);
        }
    }

    /// Whether all is judged that may be found in a document, as far as that is known.
    pub(super) fn is_judged(&self, doc: DocId) -> bool {
        let session = self.project.as_ref().map(|project| &project.session);
        !self.stale || !self.first.contains(&doc) && session.is_some_and(|session| session.is_worked_out(doc))
    }

    /// Judges the repository where anything changed. Returns the files of which something else is shown than before.
    pub(super) fn judge(
        &mut self,
        share: Share,
        advice: bool,
        encoding: Encoding,
        uri: &dyn Fn(&Path) -> Option<Uri>,
        is_own: impl Fn(&Path) -> bool,
    ) -> Vec<OnDisk> {
        if !self.stale {
            return Vec::new();
        }
        let advice = advice || self.advice;
        let problem = self.problem_shown(encoding).map(|(disk, shown)| (OnDisk::from(disk), shown));
        let mut by_file: BTreeMap<OnDisk, Vec<Verdict>> = BTreeMap::new();
        let in_part = self.judge_part(share);
        self.stale = in_part.is_some();
        let mut everything =
            in_part.is_none() && std::mem::take(&mut self.is_other) || self.project.is_none();
        if let Some(project) = &mut self.project {
            let touched = in_part.unwrap_or_else(|| project.judge_again());
            if touched.everything && !self.stale {
                project.session.expect_edits();
            }
            everything |= touched.everything;
            let verdicts = project.verdicts();
            for doc in if everything { verdicts.places() } else { touched.documents } {
                let disk = project.session.path(doc).map(|path| project.on_disk(path));
                let Some(disk) = disk.filter(|disk| is_own(disk)) else { continue };
                let is_shown =
                    |verdict: &&Verdict| verdict.is_open() && (advice || verdict.severity > Severity::Advice);
                by_file.entry(disk.into()).or_default().extend(verdicts.of(doc).filter(is_shown).cloned());
            }
        }
        let places = self.project.as_ref().map(|project| Places::new(project, encoding, uri));
        let is_edited = |doc| self.edited.contains(&doc);
        let changed = self.findings.replace(by_file, everything, is_edited, places, problem);
        if !self.stale {
            self.edited.clear();
        }
        changed
    }

    /// Judges a part of what changed; `None` if all of it is to be judged at once.
    fn judge_part(&mut self, share: Share) -> Option<Touched> {
        let first = std::mem::take(&mut self.first);
        let project = self.project.as_mut().filter(|_| share == Share::Part && !self.is_other)?;
        let pages = if first.is_empty() { project.session.many_due(PAGES) } else { first };
        let is_part = (1..=PAGES).contains(&pages.len());
        if is_part { project.judge_pages(&pages) } else { None }
    }

    /// What is shown of a file of settings that cannot be used.
    fn problem_shown(&self, encoding: Encoding) -> Option<(PathBuf, Vec<Shown>)> {
        let root = &self.root.folder;
        match self.problem.as_ref()? {
            ProjectError::Config(error) => {
                let ConfigError { source_file, problems } = &**error;
                let show = |problem| diagnostics::of_settings(source_file, problem, encoding);
                Some((root.join(&source_file.path), problems.iter().map(show).collect()))
            }
            error => {
                let own = FILE_NAMES.into_iter().map(|name| root.join(name)).find(|file| file.is_file());
                let own = own.unwrap_or_else(|| root.join(FILE_NAMES[0]));
                Some((own, vec![diagnostics::of_file(error.to_string())]))
            }
        }
    }

    /// Its documents and findings, where it could be read.
    pub(super) fn session(&mut self) -> Option<&mut Session> {
        Some(&mut self.project.as_mut()?.session)
    }
}

/// Reads the settings, the content and the baseline; returns also whether the settings ask for advice. What nobody sees
/// is not worked out, unless a baseline may name it.
fn read(files: Files, day: Date, wished: bool) -> Result<(Project, bool), ProjectError> {
    let mut config = settings::load(&files, day)?;
    let advice = config.fail_on == Some(Severity::Advice);
    let baseline = config.baseline.clone();
    config.hides_advice = !wished && !advice && baseline.is_none();
    let mut project = Project::read(files, config, Overrides::default());
    project.session.keep_last_facts();
    if let Some(file) = baseline {
        project.use_baseline(&file)?;
    }
    Ok((project, advice))
}
