//! One repository in a run of `check`, and the findings of all of them.

use std::path::Path;

use super::filter::Filter;
use super::fixing;
use super::output::Findings;
use super::paths::PathArgs;
use super::plan::Plan;
use super::selection::Selection;
use super::{FailOn, FixMode};
use crate::base::diagnostic::Severity;
use crate::base::source::Source;
use crate::cli::{Failure, Reader, Streams, put_back};
use crate::project::comparison::Comparison;
use crate::project::discover::Root;
use crate::project::{Overrides, Project, settings, write};
use crate::run::fingerprint::Fingerprints;
use crate::run::impact::{Before, ChangeScope};
use crate::run::session::Session;
use crate::run::verdict::Verdict;

/// One repository in a run.
pub(super) struct Run {
    pub(super) project: Project,
    /// Its findings before the change that is looked at.
    before: Option<Before>,
    /// The commit of that change's beginning.
    base: Option<String>,
    filter: Filter,
    pub(super) overrides: Overrides,
    /// The severity from which on findings make the run fail.
    fail_on: Option<Severity>,
    advice: bool,
    /// Whether a fix could not be written.
    pub(super) unwritten: bool,
}

/// The findings of a repository, and which of them concern the change that is looked at.
pub(super) type Judged = (Vec<Verdict>, Option<ChangeScope>);

impl Run {
    /// Reads a repository.
    pub(super) fn open(
        plan: &Plan,
        (root, paths): &(Root, PathArgs),
        streams: &Streams,
    ) -> Result<Run, Failure> {
        let today = plan.today()?;
        if plan.writes_files() {
            put_back(root, streams)?;
        }
        for command in write::unfinished(&root.folder) {
            streams.notice(&format!(
                "`{command}` was interrupted, and its changes are half done: run it again to finish it"
            ))?;
        }
        let comparison = Comparison::of(&plan.scope, root.clone())?;
        comparison.notice.iter().try_for_each(|notice| streams.notice(notice))?;
        let mut config = settings::load_from(comparison.files(), plan.config.as_deref(), today)?;
        config.policy.as_published = plan.as_published;
        let fail_on = plan.fail_on.map_or(config.fail_on, FailOn::severity);
        let advice = plan.advice || fail_on == Some(Severity::Advice);
        // The baseline may have advice: whether it is still given has to be known.
        let has_baseline = plan.baseline.is_some() || config.baseline.is_some();
        config.hides_advice = !advice && !has_baseline && !plan.targets.count_advice();
        let (filter, overrides) = paths.resolve(root, &config, streams)?;
        let base = comparison.base.clone();
        let (project, before) =
            comparison.read(config, overrides.clone(), today, plan.baseline.as_deref())?;
        // Whoever names other settings does not mean those that lie there.
        if plan.config.is_none() {
            let roots: Vec<&Path> = plan.repositories.iter().map(|(root, _)| root.folder.as_path()).collect();
            project.unused_settings(&roots).iter().try_for_each(|notice| streams.notice(notice))?;
        }
        Ok(Run { project, before, base, filter, overrides, fail_on, advice, unwritten: false })
    }

    /// Whether a file lies under the paths that were given.
    pub(super) fn shows(&self, source: &Source) -> bool {
        self.filter.covers(&source.path)
    }

    /// Judges the repository.
    pub(super) fn judge(&mut self) -> Judged {
        let mut verdicts = self.project.judge();
        let scope = self.before.as_ref().map(|before| {
            let fingerprints = match before.needs_fingerprints() {
                true => self.project.fingerprints(),
                false => Fingerprints::default(),
            };
            before.scope(&self.project.session, &verdicts, &fingerprints)
        });
        scope.iter().for_each(|scope| scope.explain(&mut verdicts));
        (verdicts, scope)
    }

    /// Applies the fixes of the findings that are reported, or shows what they would change. Returns the findings of
    /// the files as they then lie on the disk.
    pub(super) fn fix(
        &mut self,
        selection: &Selection,
        mode: FixMode,
        streams: &Streams,
    ) -> Result<Judged, Failure> {
        let (verdicts, scope) = self.judge();
        let stdin = self.overrides.stdin.clone();
        let only = stdin.as_ref().map(|(path, _)| path.as_str());
        let Run { project, filter, advice, .. } = self;
        let is_reported = |verdict: &Verdict, session: &Session| {
            (*advice || verdict.severity > Severity::Advice)
                && is_wanted(verdict, session, selection, filter, scope.as_ref())
        };
        let mut fixed = mode.work_out(project, is_reported, only);
        let judged = if mode.shows {
            // Nothing was written, so the findings are still those of before.
            fixing::print_diff(project, &fixed.changes, streams)?;
            (verdicts, scope)
        } else {
            match &stdin {
                Some((_, text)) => fixing::print_text(text, &fixed.changes, streams)?,
                None => self.unwritten = fixing::write(project, &mut fixed, streams)?,
            }
            self.judge()
        };
        fixing::tell(&fixed, mode, streams)?;
        Ok(judged)
    }
}

fn is_wanted(
    verdict: &Verdict,
    session: &Session,
    selection: &Selection,
    filter: &Filter,
    scope: Option<&ChangeScope>,
) -> bool {
    selection.takes(verdict.diagnostic.rule)
        && scope.is_none_or(|scope| scope.shows(verdict, session))
        && filter.shows(verdict, session)
}

/// The findings of all repositories that are reported.
#[derive(Default)]
pub(super) struct Reported {
    /// By repository.
    findings: Vec<Findings>,
    hidden_advice: usize,
    /// Whether a finding makes the run fail.
    pub(super) fails: bool,
}

impl Reported {
    /// Adds the findings of one repository.
    pub(super) fn add(&mut self, run: &Run, (mut verdicts, scope): Judged, selection: &Selection) {
        let session = &run.project.session;
        verdicts.retain(|verdict| is_wanted(verdict, session, selection, &run.filter, scope.as_ref()));
        self.fails |= verdicts
            .iter()
            .any(|verdict| verdict.is_open() && run.fail_on.is_some_and(|least| verdict.severity >= least));
        if !run.advice {
            let is_advice = |verdict: &Verdict| verdict.severity == Severity::Advice;
            self.hidden_advice +=
                verdicts.iter().filter(|verdict| verdict.is_open() && is_advice(verdict)).count();
            verdicts.retain(|verdict| !is_advice(verdict));
        }
        let scope = scope.map(|mut scope| {
            scope.fixed.retain(|finding| {
                selection.takes(finding.rule)
                    && run.filter.covers(&finding.path)
                    && (run.advice || finding.severity > Severity::Advice)
            });
            scope
        });
        self.findings.push(Findings { verdicts, change: scope, base: run.base.clone() });
    }

    /// Writes them; `runs` are the repositories in the order they were added. Returns whether anybody still reads the
    /// output.
    pub(super) fn write(self, runs: &mut [Run], plan: &Plan, streams: &Streams) -> Result<Reader, Failure> {
        let projects = runs.iter_mut().map(|run| &mut run.project).zip(self.findings);
        plan.targets.write(streams, projects.collect(), self.hidden_advice)
    }
}
