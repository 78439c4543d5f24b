//! What a run looks at, and what it is compared with: `--changed`, `--staged`, or the whole repository.

use std::env;
use std::path::Path;

use crate::base::date::Date;
use crate::project::config::{Config, Layout};
use crate::project::discover::{Files, Root};
use crate::project::error::ProjectError;
use crate::project::git::{Difference, Git, GitError, Kind};
use crate::project::repository::{Overrides, Project};
use crate::project::settings;
use crate::report::sanitise::sentence;
use crate::rules::settings::FILE_NAMES;
use crate::run::impact::{Before, Touched};

/// What a run is asked to look at.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Scope {
    /// Everything, as it lies on the disk.
    #[default]
    Everything,
    /// What differs on the disk since this work parted from a revision.
    ChangedSince(String),
    /// What is staged for the next commit.
    Staged,
}

/// The files that are looked at, and those that they are compared with.
pub struct Comparison {
    files: Files,
    change: Option<Change>,
    /// A sentence about a scope that was replaced by another one.
    pub notice: Option<String>,
    /// The commit that the files are compared with.
    pub base: Option<String>,
}

/// A change of a repository.
struct Change {
    /// The repository before it; `None` if there was none.
    before: Option<Files>,
    touched: Vec<Touched>,
}

impl Comparison {
    /// Asks git what differs.
    ///
    /// # Errors
    /// Git is missing, or does not know the revision.
    pub fn of(scope: &Scope, root: Root) -> Result<Comparison, ProjectError> {
        let on_disk = Files::on_disk(root);
        match scope {
            Scope::Everything => Ok(Comparison::everything(on_disk)),
            Scope::ChangedSince(revision) => Ok(Comparison::since(revision, on_disk)?),
            Scope::Staged => Ok(Comparison::staged(on_disk)?),
        }
    }

    fn everything(files: Files) -> Comparison {
        Comparison { files, change: None, notice: None, base: None }
    }

    fn with(files: Files, before: Option<Files>, touched: Vec<Touched>) -> Comparison {
        Comparison { files, change: Some(Change { before, touched }), notice: None, base: None }
    }

    fn since(revision: &str, on_disk: Files) -> Result<Comparison, GitError> {
        let git = Git::open(&on_disk.root().folder)?;
        if revision == "HEAD" && git.head()?.is_none() {
            // Before the first commit everything is new.
            let touched = touched(git.everything()?);
            return Ok(Comparison::with(on_disk, None, touched));
        }
        let base = git.base(revision)?;
        let differences = git.since(&base)?;
        let before = on_disk.before(&git, &differences)?;
        Ok(Comparison { base: Some(base), ..Comparison::with(on_disk, Some(before), touched(differences)) })
    }

    fn staged(on_disk: Files) -> Result<Comparison, GitError> {
        let git = Git::open(&on_disk.root().folder)?;
        let staged = git.staged()?;
        if staged.is_empty() {
            return Comparison::nothing_staged(on_disk);
        }
        let files = on_disk.before(&git, &git.unstaged()?)?;
        let before = git.head()?.map(|_| files.before(&git, &staged)).transpose()?;
        Ok(Comparison::with(files, before, touched(staged)))
    }

    /// Nothing is staged when somebody runs a hook by hand, or on a range of commits.
    fn nothing_staged(on_disk: Files) -> Result<Comparison, GitError> {
        let from = env::var("PRE_COMMIT_FROM_REF").unwrap_or_default();
        // A branch that is pushed for the first time comes from nowhere, which git writes as zeros.
        let is_range = !from.trim_matches('0').is_empty();
        if !is_range && env::var_os("GIT_INDEX_FILE").is_some() {
            // Git runs this as a hook of a commit that has only a message.
            return Ok(Comparison::with(on_disk.clone(), Some(on_disk), Vec::new()));
        }
        let (comparison, notice) = if is_range {
            let shown = sentence(&from);
            let notice = format!(
                "nothing is staged, so what changed since `{shown}` is reported on, as PRE_COMMIT_FROM_REF says"
            );
            (Comparison::since(&from, on_disk)?, notice)
        } else {
            let notice = "nothing is staged, so the whole repository is reported on".to_owned();
            (Comparison::everything(on_disk), notice)
        };
        Ok(Comparison { notice: Some(notice), ..comparison })
    }

    /// The files that are looked at.
    #[must_use]
    pub fn files(&self) -> &Files {
        &self.files
    }

    /// Reads the repository, and before that its earlier state, which is checked the same way. `baseline` is the file
    /// that was asked for; without one the settings may name it.
    ///
    /// # Errors
    /// The baseline cannot be used.
    pub fn read(
        self,
        config: Config,
        overrides: Overrides,
        today: Date,
        baseline: Option<&Path>,
    ) -> Result<(Project, Option<Before>), ProjectError> {
        let Comparison { files, change, .. } = self;
        let known = baseline.map(Path::to_owned).or_else(|| config.baseline.clone());
        let read = |config: Config, overrides: Overrides| {
            let mut project = Project::read(files.clone(), config, overrides);
            known.iter().try_for_each(|file| project.use_baseline(file))?;
            Ok::<_, ProjectError>(project)
        };
        let Some(Change { before, touched }) = change else {
            return Ok((read(config, overrides)?, None));
        };
        let Some(before) = before else {
            return Ok((read(config, overrides)?, Some(Before::nothing(touched))));
        };
        if is_content_alone(&touched, &config.layout) {
            let look = |project: &mut Project| judged_before(project, touched);
            let (project, before) =
                Project::read_after(&before, &files, config, &overrides, known.as_deref(), look)?;
            return Ok((project, Some(before)));
        }
        // If the settings of then cannot be used, those of now show what was already wrong with the content.
        let mut old = settings::load(&before, today).unwrap_or_else(|_| config.clone());
        old.policy.as_published = config.policy.as_published;
        let known_then = baseline.map(Path::to_owned).or_else(|| old.baseline.clone());
        let mut then = Project::read(before, old, overrides.clone());
        if let Some(file) = known_then {
            // A baseline that could not be read then hid nothing.
            let _ = then.use_baseline(&file);
        }
        let before = judged_before(&mut then, touched);
        drop(then);
        Ok((read(config, overrides)?, Some(before)))
    }
}

fn judged_before(project: &mut Project, touched: Vec<Touched>) -> Before {
    let verdicts = project.judge();
    let fingerprints = project.fingerprints();
    Before::of(&project.session, &verdicts, &fingerprints, touched)
}

/// Whether only content changed: any other file may be one that the settings name.
fn is_content_alone(touched: &[Touched], layout: &Layout) -> bool {
    let mut paths = touched.iter().flat_map(|file| [&file.old, &file.new]).flatten();
    paths.all(|path| !FILE_NAMES.contains(&path.as_str()) && layout.claim(path).is_some())
}

fn touched(differences: Vec<Difference>) -> Vec<Touched> {
    let touched = differences.into_iter().map(|difference| Touched {
        is_folder: difference.new.as_ref().is_some_and(|entry| entry.kind == Kind::Submodule),
        old: difference.old.map(|entry| entry.path),
        new: difference.new.map(|entry| entry.path),
    });
    touched.collect()
}
