//! What `check` would read, and under which settings.

use std::io::{self, Write};

use super::nothing_read;
use super::plan::Plan;
use super::run::Run;
use crate::base::diagnostic::Severity;
use crate::cli::{Failure, Outcome, Streams};
use crate::model::facts::Status;
use crate::project::config::Config;
use crate::project::discover::Files;
use crate::project::settings as project_settings;
use crate::report::sanitise;
use crate::rules;

/// Prints the files that are read, each with the kind of content it is.
pub(super) fn files(plan: &Plan, streams: &Streams) -> Result<Outcome, Failure> {
    for repository in &plan.repositories {
        let run = Run::open(plan, repository, streams)?;
        if run.project.session.size().0 == 0 {
            return nothing_read(&run.project.root, streams);
        }
        let prefix = run.project.prefix();
        let mut shown: Vec<_> = run.project.session.files().filter(|(source, _)| run.shows(source)).collect();
        shown.sort_by(|(one, _), (other, _)| one.path.cmp(&other.path));
        streams.print(|out| {
            for (source, collection) in shown {
                let path = sanitise::path(&source.path);
                writeln!(out, "{prefix}{path}\t{}", collection.noun())?;
            }
            Ok(())
        })?;
    }
    Ok(Outcome::Clean)
}

/// Prints where the settings come from, and what they come to.
pub(super) fn settings(plan: &Plan, streams: &Streams) -> Result<Outcome, Failure> {
    for (root, _) in &plan.repositories {
        let files = Files::on_disk(root.clone());
        let config = project_settings::load_from(&files, plan.config.as_deref(), plan.today()?)?;
        streams.print(|out| print(&root.folder.to_string_lossy(), &config, out))?;
    }
    Ok(Outcome::Clean)
}

fn print(root: &str, config: &Config, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "Repository: {}", sanitise::path(root))?;
    let files: Vec<_> = config.files.iter().map(|(path, _)| sanitise::path(path)).collect();
    match files.as_slice() {
        [] => writeln!(out, "Settings: none, so everything is as medproof has it")?,
        files => writeln!(out, "Settings: {}", files.join(", which extends "))?,
    }
    writeln!(out, "Today: {}", config.settings.today)?;
    writeln!(out, "A run fails from: {}", config.fail_on.map_or("never", Severity::name))?;
    if let Some(root) = &config.settings.site_root {
        writeln!(out, "Addresses of the site begin with: {}", sanitise::path(root))?;
    }
    if !config.policy.overrides.is_empty() {
        writeln!(out, "In files that `overrides` names, some of these rules count otherwise.")?;
    }
    writeln!(out)?;
    for entry in rules::ALL {
        let counts = config.policy.judge(entry, entry.rule.severity, "", Status::Published);
        writeln!(out, "{:<8} {}", counts.map_or("off", Severity::name), entry.id.0)?;
    }
    Ok(())
}
