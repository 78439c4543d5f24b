//! A repository as somebody asked to see it, and what was found of it.

use std::collections::HashSet;

use super::asked::Asked;
use super::choice::Choice;
use super::damage::{Before, Concern};
use super::fixing::{self, Fixing};
use super::output::Targets;
use super::scope::Scope;
use super::{Arguments, FailOn, JudgeAs, system_day};
use crate::base::diagnostic::{Location, Severity};
use crate::base::span::DocId;
use crate::cli::filter::Filter;
use crate::cli::world::{self, Extra, World};
use crate::cli::{Failure, Reader, Streams, put_back};
use crate::project::discover::Root;
use crate::project::write;
use crate::run::session::Session;
use crate::run::verdict::Verdict;

/// A repository as somebody asked to see it.
pub(super) struct View {
    pub(super) world: World,
    /// What it was before the change that is looked at.
    before: Option<Before>,
    filter: Filter,
    pub(super) extra: Extra,
    /// The severity from which on findings make the run fail.
    fail_on: Option<Severity>,
    advice: bool,
    /// Whether a fix could not be written.
    pub(super) unwritten: bool,
}

/// What is found in a repository, and which of it a change concerns.
pub(super) type Judged = (Vec<Verdict>, Option<Concern>);

impl View {
    /// Reads a repository.
    pub(super) fn open(
        root: Root,
        asked: Asked,
        arguments: &Arguments,
        streams: &Streams,
    ) -> Result<View, Failure> {
        let today = arguments.today.map_or_else(system_day, Ok)?;
        if arguments.fixing.wanted() && !arguments.fixing.shows() && arguments.stdin_filename.is_none() {
            put_back(&root, streams)?;
        }
        for command in write::unfinished(&root.folder) {
            streams.notice(&format!(
                "`{command}` was interrupted, and its changes are half done: run it again to finish it"
            ))?;
        }
        let scope = Scope::of(&arguments.scope, root, streams)?;
        let mut config = world::configuration(scope.files(), today)?;
        config.policy.as_published = arguments.judge_as == Some(JudgeAs::Published);
        let fail_on = arguments.fail_on.map_or(config.fail_on, FailOn::severity);
        let advice = arguments.advice || fail_on == Some(Severity::Advice);
        let (filter, extra) = asked.resolve(scope.files().root(), &config, streams)?;
        let (world, before) = scope.read(config, extra.clone(), today, arguments.baseline.as_deref())?;
        for notice in world.unused_settings() {
            streams.notice(&notice)?;
        }
        Ok(View { world, before, filter, extra, fail_on, advice, unwritten: false })
    }

    /// Judges all of it.
    pub(super) fn judge(&mut self) -> Judged {
        let mut verdicts = self.world.judge();
        let concern = self.before.as_ref().map(|before| before.concern(&mut self.world, &verdicts));
        concern.iter().for_each(|concern| concern.explain(&mut verdicts));
        (verdicts, concern)
    }

    /// Applies fixes to what is shown, or shows what they would change; judges what is then on the disk.
    pub(super) fn mend(
        &mut self,
        choice: &Choice,
        fixing: &Fixing,
        streams: &Streams,
    ) -> Result<Judged, Failure> {
        let (verdicts, concern) = self.judge();
        let stdin = self.extra.stdin.clone();
        let only = stdin.as_ref().map(|(path, _)| path.as_str());
        let View { world, filter, advice, .. } = self;
        let shown = |verdict: &Verdict, session: &Session| {
            (*advice || verdict.severity > Severity::Advice)
                && asked_for(verdict, session, choice, filter, concern.as_ref())
        };
        let mut fixed = fixing.work_out(world, shown, only);
        let judged = if fixing.shows() {
            // Nothing was mended: what was found before still stands on the disk.
            fixing::print_diff(world, &fixed.changes, streams)?;
            (verdicts, concern)
        } else {
            match &stdin {
                Some((_, text)) => fixing::print_text(text, &fixed.changes, streams)?,
                None => self.unwritten = fixing::write(world, &mut fixed, streams)?,
            }
            self.judge()
        };
        fixing::tell(&fixed, fixing, streams)?;
        Ok(judged)
    }
}

fn asked_for(
    verdict: &Verdict,
    session: &Session,
    choice: &Choice,
    filter: &Filter,
    concern: Option<&Concern>,
) -> bool {
    choice.takes(verdict.diagnostic.rule)
        && concern.is_none_or(|concern| concern.shows(verdict, session))
        && filter.shows(verdict, session)
}

/// What was found of all repositories, as far as somebody asked for it.
#[derive(Default)]
pub(super) struct Found {
    /// By repository, with the documents that no change touched.
    verdicts: Vec<(Vec<Verdict>, HashSet<DocId>)>,
    hidden_advice: usize,
    /// True where something is found that makes the run fail.
    pub(super) fails: bool,
}

impl Found {
    /// Takes what was found of one repository.
    pub(super) fn add(&mut self, view: &View, (mut verdicts, concern): Judged, choice: &Choice) {
        let session = &view.world.session;
        verdicts.retain(|verdict| asked_for(verdict, session, choice, &view.filter, concern.as_ref()));
        self.fails |= verdicts
            .iter()
            .any(|verdict| verdict.is_open() && view.fail_on.is_some_and(|least| verdict.severity >= least));
        if !view.advice {
            let is_advice = |verdict: &Verdict| verdict.severity == Severity::Advice;
            self.hidden_advice +=
                verdicts.iter().filter(|verdict| verdict.is_open() && is_advice(verdict)).count();
            verdicts.retain(|verdict| !is_advice(verdict));
        }
        let places = verdicts.iter().map(|verdict| verdict.diagnostic.at);
        let is_untouched =
            |at: &Location| concern.as_ref().is_some_and(|concern| !concern.is_touched(*at, session));
        let untouched = places.filter(is_untouched).map(|at| at.doc).collect();
        self.verdicts.push((verdicts, untouched));
    }

    /// Writes it; `views` are the repositories in the order they were taken. Returns whether anybody still reads.
    pub(super) fn write(
        self,
        views: &mut [View],
        targets: &Targets,
        streams: &Streams,
    ) -> Result<Reader, Failure> {
        let worlds = views.iter_mut().map(|view| &mut view.world).zip(self.verdicts);
        let worlds = worlds.map(|(world, (verdicts, untouched))| (world, verdicts, untouched));
        targets.write(streams, worlds.collect(), self.hidden_advice)
    }
}
