//! The article, person or source that somebody named.

use std::path::Path;

use super::Failure;
use crate::base::date::Date;
use crate::base::span::DocId;
use crate::model::collection::Collection;
use crate::model::facts::Facts;
use crate::model::index::Index;
use crate::project::config::Config;
use crate::project::discover::{Files, Root};
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

/// The article of this path or id; else why there is none.
pub(super) fn article(index: &Index, name: &str, path: Option<&str>) -> Result<DocId, String> {
    let at = |path: &str| {
        let is_it = |facts: &Facts| facts.path == path && facts.article.is_some();
        index.documents().find(|(_, facts)| is_it(facts)).map(|(doc, _)| doc)
    };
    if let Some(path) = path {
        return at(path).ok_or_else(|| format!("`{path}` is no article"));
    }
    match index.names().all_by_id(Collection::Article, name) {
        // Messages name pages as seen from the root, wherever somebody reads them.
        [] => at(name).ok_or_else(|| unknown(index, Collection::Article, "article", name)),
        [only] => Ok(only.doc),
        several => {
            let paths = several.iter().filter_map(|entity| index.facts(entity.doc));
            let paths: Vec<String> = paths.map(|facts| format!("`{}`", facts.path)).collect();
            Err(format!("several articles have the id `{name}`: name the path, {}", paths.join(" or ")))
        }
    }
}

/// Says that nothing has this id, and what comes near.
pub(super) fn unknown(index: &Index, collection: Collection, noun: &str, name: &str) -> String {
    match index.names().ids_like(collection, name, 1).first() {
        Some(near) => format!("there is no {noun} `{name}` (there is `{}`)", near.name),
        None => format!("there is no {noun} `{name}`"),
    }
}
