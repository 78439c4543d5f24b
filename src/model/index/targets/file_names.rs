//! Pages by the names of their files.

use std::collections::BTreeMap;

use super::Resolver;
use super::site::stem;
use crate::base::quick::QuickMap;
use crate::base::span::DocId;
use crate::model::facts::Facts;
use crate::model::index::reads::{self, Asked};
use crate::model::index::{Changed, Documents, Rank};

/// Pages by the names of their files without the endings, each in order of path.
#[derive(Debug, Default)]
pub(super) struct FileNames {
    /// In small letters.
    small: QuickMap<String, BTreeMap<Rank, DocId>>,
    /// Without the numbers before the names.
    numbered: QuickMap<String, BTreeMap<Rank, DocId>>,
}

/// The name of a file; of `neck/index.md` that of the folder.
fn name(facts: &Facts) -> &str {
    let stem = stem(&facts.path);
    stem.rsplit('/').next().unwrap_or(stem)
}

/// A name without the number before it; `None` if it has no number.
fn without_number(name: &str) -> Option<&str> {
    let bare = name.trim_start_matches(|c: char| c.is_ascii_digit()).strip_prefix(['-', '_', '.']);
    bare.filter(|_| name.starts_with(|c: char| c.is_ascii_digit()))
}

impl FileNames {
    pub(super) fn new(documents: &Documents) -> FileNames {
        let mut names = FileNames::default();
        // Nobody asked for anything yet.
        let mut changed = Changed::default();
        for (doc, facts) in documents.iter() {
            names.turn((documents.rank(doc), doc), facts, true, &mut changed);
        }
        names
    }

    /// Takes in that a file came or went.
    pub(super) fn turn(
        &mut self,
        (rank, doc): (Rank, DocId),
        facts: &Facts,
        came: bool,
        changed: &mut Changed,
    ) {
        if facts.article.is_none() {
            return;
        }
        let name = name(facts);
        let numbered = without_number(name).map(|bare| (&mut self.numbered, bare.to_owned()));
        let small = (&mut self.small, name.to_lowercase());
        for (known, name) in [small].into_iter().chain(numbered) {
            changed.note(Asked::Called(&name.to_lowercase()));
            let pages = known.entry(name.clone()).or_default();
            if came {
                pages.insert(rank, doc);
            } else {
                pages.remove(&rank);
            }
            if pages.is_empty() {
                known.remove(&name);
            }
        }
    }

    /// The pages whose files have a name, in letters of any case.
    pub(super) fn called_in_any_case(&self, name: &str) -> impl Iterator<Item = DocId> + '_ {
        let small = name.to_lowercase();
        reads::note(Asked::Called(&small));
        self.small.get(&small).into_iter().flat_map(BTreeMap::values).copied()
    }

    /// The pages whose files have a name.
    pub(super) fn called<'n>(
        &'n self,
        documents: &'n Documents,
        name: &'n str,
    ) -> impl Iterator<Item = DocId> + 'n {
        let is_it = move |doc: &DocId| documents.get(*doc).is_some_and(|facts| self::name(facts) == name);
        self.called_in_any_case(name).filter(is_it)
    }

    /// The pages whose files have a name after a number.
    pub(super) fn numbered(&self, name: &str) -> impl Iterator<Item = DocId> + '_ {
        reads::note(Asked::Called(&name.to_lowercase()));
        self.numbered.get(name).into_iter().flat_map(BTreeMap::values).copied()
    }
}

impl Resolver<'_> {
    pub(super) fn file_names(&self) -> &FileNames {
        self.tables.file_names.get_or_init(|| FileNames::new(self.documents))
    }
}
