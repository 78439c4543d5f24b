//! Notes of a vault of Obsidian's, which finds them by the names of their files, wherever they lie.

use std::collections::HashMap;

use super::Resolver;
use crate::base::span::DocId;
use crate::base::steps::step;
use crate::model::index::address::{innermost, joined, parent};

/// Notes by the ends of their paths in small letters and without their endings, each with the number of its vault: `neck`
/// and `advice/neck` of `advice/neck.md`, and the whole path with a slash before it. Of several the first by path.
pub(super) type Notes = HashMap<(usize, String), DocId>;

impl Resolver<'_> {
    /// The note of a vault that a wiki link names, by the name of its file or the end of its path, in letters of any case.
    /// Of several the one beside the page, else the first by path.
    pub(super) fn note(&self, from: &str, name: &str) -> Option<DocId> {
        let vault = innermost(from, self.vaults)?;
        let notes = self.tables.notes.get_or_init(|| self.all_notes());
        let written = name.to_lowercase();
        let written = written.strip_suffix(".md").unwrap_or(&written);
        let beside = joined(&parent(from).to_lowercase(), written);
        let beside = beside.and_then(|path| notes.get(&(vault, format!("/{path}"))));
        let named = beside.or_else(|| notes.get(&(vault, written.trim_matches('/').to_owned())));
        // Quartz finds a note that lies elsewhere than its path says by its name.
        let moved =
            || written.rsplit_once('/').and_then(|(_, name)| notes.get(&(vault, name.trim().to_owned())));
        named.or_else(moved).copied()
    }

    fn all_notes(&self) -> Notes {
        let mut notes = Notes::new();
        for (doc, facts) in self.documents.iter().filter(|(_, facts)| facts.article.is_some()) {
            let Some(vault) = innermost(&facts.path, self.vaults) else { continue };
            let path = facts.path.to_lowercase();
            let path = path.rsplit_once('.').map_or(path.as_str(), |(path, _)| path);
            notes.entry((vault, format!("/{path}"))).or_insert(doc);
            let starts = path.match_indices('/').map(|(at, _)| at + 1);
            for end in starts.chain([0]).filter_map(|start| path.get(start..)) {
                step();
                notes.entry((vault, end.to_owned())).or_insert(doc);
            }
        }
        notes
    }
}
