//! A rename in a repository: worked out with all that its settings and its baseline say, and proved to make nothing
//! worse. Nothing is written.

use std::cell::RefCell;
use std::path::{Path, PathBuf};

use crate::base::date::Date;
use crate::base::source::Source;
use crate::project::config::Config;
use crate::project::discover::Files;
use crate::project::error::ProjectError;
use crate::project::repository::Project;
use crate::project::settings;
use crate::run::baseline;
use crate::run::change::Change;
use crate::run::rename::baseline::{Known, follow as follow_baseline};
use crate::run::rename::{self, Moves, NewName, Refusal, Renaming, Subject, Surroundings, proof};

/// Why a rename cannot be worked out.
#[derive(Debug, thiserror::Error)]
pub enum RenameError {
    /// The name cannot be given.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The settings or the baseline cannot be used as they are, or as they would be.
    #[error(transparent)]
    Project(#[from] ProjectError),
}

/// The settings that a rename has to follow.
pub struct Settings {
    files: Files,
    config: Config,
    today: Date,
    /// The settings files that lie in the repository, the nearest first.
    own: Vec<Source>,
    /// The baseline.
    baseline: Option<PathBuf>,
}

impl Settings {
    /// Reads the settings of a repository.
    ///
    /// # Errors
    /// They cannot be used.
    pub fn read(files: &Files, today: Date) -> Result<Settings, ProjectError> {
        let read = RefCell::new(Vec::new());
        let config = settings::load_with(files, today, &|path, shown| {
            let source = files.read_file(path, shown.clone());
            read.borrow_mut().push(Source::new(shown, source.text.clone()));
            source
        })?;
        let root = &files.root().folder;
        // What lies outside the repository serves others as well.
        let is_ours = |config: &Source| {
            Path::new(&config.path).is_relative() && files.is_file(&root.join(&config.path))
        };
        let own = read.into_inner().into_iter().filter(is_ours).collect();
        let unnamed = root.join(baseline::FILE_NAME);
        let baseline = config.baseline.clone().or_else(|| unnamed.is_file().then_some(unnamed));
        Ok(Settings { files: files.clone(), config, today, own, baseline })
    }

    /// The settings themselves.
    #[must_use]
    pub fn config(&self) -> &Config {
        &self.config
    }

    /// The same repository without its baseline: a rename is proved on what the rules have to say, and the baseline follows.
    #[must_use]
    pub fn without_baseline(&self, project: &Project) -> Project {
        project.changed(self.config.clone(), &[], &Moves::default())
    }

    /// Works out what it takes to give `subject` a new name, with the settings and the baseline. The project must have no
    /// baseline yet; afterwards it has.
    ///
    /// # Errors
    /// The name cannot be given, or the repository would be worse.
    pub fn rename(
        &self,
        project: &mut Project,
        subject: &Subject,
        name: &NewName,
    ) -> Result<Renaming, RenameError> {
        let layout = &self.config.layout;
        let around = Surroundings { configs: &self.own, claim: &|path| layout.claim(path) };
        let mut renaming = rename::rename(&mut project.session, subject, name, &around)?;
        let mut after = self.prove(project, &renaming)?;
        if let Some(file) = self.baseline.as_deref().filter(|file| file.is_file()) {
            let change = follow(project, &mut after, file, &renaming)?;
            renaming.changes.extend(change);
        }
        Ok(renaming)
    }

    /// Judges the repository as it is and as it would be.
    fn prove(&self, project: &mut Project, renaming: &Renaming) -> Result<Project, RenameError> {
        let config = settings::load_with(&self.files, self.today, &|path, shown| {
            let changed =
                renaming.changes.iter().find(|change| change.path == shown && change.before.is_some());
            match changed {
                Some(change) => Source::new(shown, change.after.clone()),
                None => self.files.read_file(path, shown),
            }
        })?;
        let mut after = project.changed(config, &renaming.changes, &renaming.moves);
        let (old, new) = (project.judge(), after.judge());
        proof::compare(
            proof::Judged { session: &mut project.session, verdicts: &old },
            proof::Judged { session: &mut after.session, verdicts: &new },
            renaming,
        )?;
        Ok(after)
    }
}

/// The baseline with the names that its findings have now, where that changes it.
fn follow(
    project: &mut Project,
    after: &mut Project,
    file: &Path,
    renaming: &Renaming,
) -> Result<Option<Change>, ProjectError> {
    project.use_baseline(file)?;
    let (old, new) = (project.session.findings(), after.session.findings());
    let (old_prints, new_prints) = (project.fingerprints(), after.fingerprints());
    let Some((baseline, source)) = project.baseline() else {
        return Ok(None);
    };
    let before = Known { session: &project.session, findings: &old, fingerprints: &old_prints };
    let now = Known { session: &after.session, findings: &new, fingerprints: &new_prints };
    let followed = follow_baseline(baseline, before, now, &renaming.moves).write();
    let changed = followed != source.text;
    Ok(changed.then(|| Change::edited(source.path.clone(), source.text.clone(), followed)))
}
