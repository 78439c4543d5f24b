//! The repository of an article that somebody named.

use std::path::Path;

use super::Failure;
use crate::base::date::Date;
use crate::project::config::Config;
use crate::project::discover::{Files, Root};
pub(super) use crate::project::named::{article, unknown};
use crate::project::{Overrides, Project, settings};

/// A repository, read, with what is read in addition to its files: an article that is named by its path.
pub(super) fn project(
    root: &Root,
    today: Date,
    path: Option<&Path>,
) -> Result<(Project, Overrides), Failure> {
    let files = Files::on_disk(root.clone());
    let config = settings::load(&files, today)?;
    let overrides = overrides(root, &config, path)?;
    Ok((Project::read(files, config, overrides.clone()), overrides))
}

/// What is read for an article that no collection claims: it can be named by its path.
fn overrides(root: &Root, config: &Config, path: Option<&Path>) -> Result<Overrides, Failure> {
    let mut overrides = Overrides::default();
    if let Some(path) = path
        && let Some(relative) = root.relative(path)?
        && config.layout.claim(&relative).is_none()
    {
        overrides.named.push((relative, path.to_owned()));
    }
    Ok(overrides)
}
