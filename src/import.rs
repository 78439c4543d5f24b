//! Turning what comes from elsewhere into content files: pages as they were pasted or saved, and their sources.
//!
//! Nothing here touches the disk. What is written is text that the readers read again, and nothing of a page is lost:
//! what has no place in an article, a registry or a bio is kept in a comment of the article, and is named.

pub mod article;
mod escape;
mod gather;
pub mod html;
pub mod page;
pub mod people;
pub mod registry;
pub mod repository;
pub mod scaffold;
pub mod sources;
pub mod text;

#[cfg(test)]
mod tests;

use crate::model::collection::Collection;
use crate::run::change::Change;

use page::Page;
use people::Matched;
use registry::{Enlarged, Incoming, Merged};
use repository::{Repository, ascii_slug};

/// The endings of files that an article can be written to.
pub const ARTICLE_ENDINGS: [&str; 3] = ["md", "markdown", "qmd"];

/// A page that was turned into content files.
#[derive(Clone, Debug)]
pub struct Imported {
    /// The page.
    pub page: Page,
    /// Where the article lies.
    pub path: String,
    /// The files that are new or change: the article first.
    pub changes: Vec<Change>,
    /// What became of the people.
    pub people: Vec<Matched>,
    /// What became of each reference of the page; `None` of a note.
    pub sources: Vec<Option<Merged>>,
    /// The pages that it names, each with the page that it leads to.
    pub names: Vec<(String, Option<String>)>,
}

/// Why a page was not imported.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ImportError {
    /// Nothing in it is text of a page.
    #[error("it holds no text")]
    Empty,
    /// The article would lie where a file lies.
    #[error("`{0}` is there already: choose another path with --to, or remove that file first")]
    Taken(String),
    /// No collection of articles claims the path.
    #[error(
        "`{0}` is in no folder of articles, so `check` would not read it as one: choose another path with --to"
    )]
    NoArticle(String),
    /// No folder takes articles.
    #[error(
        "no folder of this repository takes articles: set `collections` in medproof.yaml, or choose a path with --to"
    )]
    NoPlace,
    /// The path has another ending than Markdown has.
    #[error("an article is written as Markdown, and `{0}` does not end in .md")]
    NoMarkdown(String),
    /// There is no place for its sources.
    #[error(transparent)]
    Sources(#[from] registry::MergeError),
}

/// Turns a page into content files of a repository. `to` is where the article is to lie, `from` what the page is
/// called.
///
/// # Errors
/// There is no place for the article or its sources, or nothing to write.
pub fn import(
    repository: &Repository<'_>,
    mut page: Page,
    to: Option<&str>,
    from: &str,
) -> Result<Imported, ImportError> {
    if page.body.is_empty() && page.title.is_none() && page.references.is_empty() {
        return Err(ImportError::Empty);
    }
    let path = place(repository, &page, to, from)?;
    let (people, mut new_people) = people::matched(repository, &page, from);
    people::settle(&mut page, &people);
    let read: Vec<usize> = (0..page.references.len())
        .filter(|nth| page.references.get(*nth).is_some_and(|reference| reference.fields.is_some()))
        .collect();
    let incoming: Vec<Incoming> = read
        .iter()
        .filter_map(|nth| page.references.get(*nth))
        .filter_map(|reference| {
            let (fields, note) = (reference.fields.as_ref()?, reference.rest.as_deref());
            Some(Incoming { fields, raw: &reference.raw, note, record: None, key: None })
        })
        .collect();
    let Enlarged { merged, changes: registry } = registry::merge(repository, &incoming, None)?;
    let mut sources: Vec<Option<Merged>> = vec![None; page.references.len()];
    for (nth, merged) in read.into_iter().zip(merged) {
        if let Some(slot) = sources.get_mut(nth) {
            *slot = Some(merged);
        }
    }
    let keys: Vec<Option<String>> =
        sources.iter().map(|source| source.as_ref().map(|merged| merged.key.clone())).collect();
    let written = article::written(repository, &page, &path, &people, &keys, from);
    let mut changes = vec![Change { path: path.clone(), to: None, before: None, after: written.text }];
    changes.append(&mut new_people);
    page.left.extend(written.unlinked);
    changes.extend(registry);
    Ok(Imported { page, path, changes, people, sources, names: written.names })
}

/// Where the article goes: as it was asked for, else by the title, else by the name of the page.
fn place(
    repository: &Repository<'_>,
    page: &Page,
    to: Option<&str>,
    from: &str,
) -> Result<String, ImportError> {
    let path = match to {
        Some(to) => {
            let ending = to.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase();
            if !ARTICLE_ENDINGS.contains(&ending.as_str()) {
                return Err(ImportError::NoMarkdown(to.to_owned()));
            }
            if (repository.claim)(to) != Some(Collection::Article) {
                return Err(ImportError::NoArticle(to.to_owned()));
            }
            to.to_owned()
        }
        None => {
            let stem = from.rsplit('/').next().unwrap_or(from);
            let stem = stem.rsplit_once('.').map_or(stem, |(stem, _)| stem);
            let slugs = [page.title.as_deref().unwrap_or(""), stem].map(ascii_slug);
            let slug = slugs.into_iter().find(|slug| !slug.is_empty()).unwrap_or_else(|| "page".to_owned());
            repository.place(Collection::Article, &slug, &ARTICLE_ENDINGS).ok_or(ImportError::NoPlace)?
        }
    };
    if repository.has(&path) {
        return Err(ImportError::Taken(path));
    }
    Ok(path)
}
