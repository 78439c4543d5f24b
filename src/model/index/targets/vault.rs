//! Notes of a vault of Obsidian's, which finds them by the names of their files, wherever they lie.

use super::Resolver;
use super::claims::{Claims, Order};
use crate::base::span::DocId;
use crate::base::steps::step;
use crate::model::facts::Facts;
use crate::model::index::Documents;
use crate::model::index::address::{innermost, joined, parent};
use crate::model::index::reads::{self, Asked};

/// Notes by the ends of their paths in small letters and without their endings, each with the number of its vault: `neck`
/// and `advice/neck` of `advice/neck.md`, and the whole path with a slash before it. Of several the first by path.
pub(super) type Notes = Claims<(usize, String)>;

/// All notes of vaults.
pub(super) fn notes(documents: &Documents, vaults: &[String]) -> Notes {
    let mut notes = Notes::default();
    for (doc, facts) in documents.iter() {
        notes.set(doc, names(documents.rank(doc), facts, vaults));
    }
    notes
}

/// What a note is found by.
pub(super) fn names(rank: u32, facts: &Facts, vaults: &[String]) -> Vec<((usize, String), Order)> {
    let Some(vault) = innermost(&facts.path, vaults).filter(|_| facts.article.is_some()) else {
        return Vec::new();
    };
    let path = facts.path.to_lowercase();
    let path = path.rsplit_once('.').map_or(path.as_str(), |(path, _)| path);
    let starts = path.match_indices('/').map(|(at, _)| at + 1);
    let ends = starts.chain([0]).filter_map(|start| path.get(start..)).inspect(|_| step());
    let named = ends.map(str::to_owned).chain([format!("/{path}")]);
    named.map(|name| ((vault, name), (0, rank))).collect()
}

/// The name of a note, of what it is found by.
pub(super) fn last_name(found_by: &str) -> &str {
    found_by.rsplit('/').next().unwrap_or(found_by).trim()
}

impl Resolver<'_> {
    pub(super) fn notes(&self) -> &Notes {
        self.tables.notes.get_or_init(|| notes(self.documents, self.vaults))
    }

    /// The note of a vault that a wiki link names, by the name of its file or the end of its path, in letters of any case.
    /// Of several the one beside the page, else the first by path.
    pub(super) fn note(&self, from: &str, name: &str) -> Option<DocId> {
        let vault = innermost(from, self.vaults)?;
        let notes = self.notes();
        let written = name.to_lowercase();
        let written = written.strip_suffix(".md").unwrap_or(&written);
        reads::note(Asked::Note(last_name(written.trim_matches('/'))));
        let beside = joined(&parent(from).to_lowercase(), written);
        beside.iter().for_each(|path| reads::note(Asked::Note(last_name(path))));
        let beside = beside.and_then(|path| notes.get(&(vault, format!("/{path}"))));
        let named = beside.or_else(|| notes.get(&(vault, written.trim_matches('/').to_owned())));
        // Quartz finds a note that lies elsewhere than its path says by its name.
        let moved =
            || written.rsplit_once('/').and_then(|(_, name)| notes.get(&(vault, name.trim().to_owned())));
        named.or_else(moved)
    }
}
