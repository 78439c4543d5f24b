//! The article, person or source that somebody named.

use crate::base::span::DocId;
use crate::model::collection::Collection;
use crate::model::facts::Facts;
use crate::model::index::Index;

/// The article of this path or id.
///
/// # Errors
/// Why there is none.
pub fn article(index: &Index, name: &str, path: Option<&str>) -> Result<DocId, String> {
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
#[must_use]
pub fn unknown(index: &Index, collection: Collection, noun: &str, name: &str) -> String {
    match index.names().ids_like(collection, name, 1).first() {
        Some(near) => format!("there is no {noun} `{name}` (there is `{}`)", near.name),
        None => format!("there is no {noun} `{name}`"),
    }
}
