//! What is to happen to the files of a repository, before anything is written.

use std::collections::BTreeMap;

use crate::base::diagnostic::{Edit, Location};
use crate::base::span::DocId;

/// What is to happen to one file. Paths are relative to the repository's root.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The file; of a new one, where it will lie.
    pub path: String,
    /// Where it will lie from now on, where it moves.
    pub to: Option<String>,
    /// What it holds now; `None` for a new file, and for one that moves unread.
    pub before: Option<String>,
    /// What it will hold; nothing of one that moves as it is.
    pub after: String,
}

impl Change {
    /// A file that gets another text and stays where it is.
    #[must_use]
    pub fn edited(path: String, before: String, after: String) -> Change {
        Change { path, to: None, before: Some(before), after }
    }

    /// A file that moves as it is; it need not be a text.
    #[must_use]
    pub fn moved(path: String, to: String) -> Change {
        Change { path, to: Some(to), before: None, after: String::new() }
    }

    /// Whether the file only moves and was not read.
    #[must_use]
    pub fn is_move_alone(&self) -> bool {
        self.to.is_some() && self.before.is_none()
    }
}

/// Several changes of a repository at once, as edits of its files that do not touch each other.
#[derive(Clone, Debug, Default)]
pub struct Edits {
    by_file: BTreeMap<DocId, Vec<Edit<Location>>>,
}

impl Edits {
    /// Takes edits that belong together: all of them, or none if one touches an edit that was taken before.
    /// An edit that was taken before in the same form touches nothing. Returns whether they were taken.
    pub fn take(&mut self, edits: &[Edit<Location>]) -> bool {
        let touches = |edit: &Edit<Location>| {
            let known = self.by_file.get(&edit.at.doc).map(Vec::as_slice).unwrap_or_default();
            // Sorted, and none touches another: only the neighbours count.
            let near = known.partition_point(|other| other.at < edit.at);
            let around = near.saturating_sub(1)..(near + 2).min(known.len());
            known.get(around).unwrap_or_default().iter().any(|other| other != edit && touch(other, edit))
        };
        let mut own: Vec<&Edit<Location>> = edits.iter().collect();
        own.sort_by_key(|edit| edit.at);
        let own_clash = own.is_sorted_by(|one, next| one.at.doc != next.at.doc || !touch(one, next));
        if !own_clash || edits.iter().any(touches) {
            return false;
        }
        for edit in edits {
            let known = self.by_file.entry(edit.at.doc).or_default();
            if let Err(place) = known.binary_search_by_key(&edit.at, |other| other.at) {
                known.insert(place, edit.clone());
            }
        }
        true
    }

    /// The files that change.
    pub fn files(&self) -> impl Iterator<Item = DocId> {
        self.by_file.keys().copied()
    }

    /// The text of a file with its edits.
    #[must_use]
    pub fn apply(&self, doc: DocId, text: &str) -> String {
        let mut edited = String::with_capacity(text.len());
        let mut kept = 0;
        for edit in self.by_file.get(&doc).into_iter().flatten() {
            let range = edit.at.span.range();
            edited.push_str(text.get(kept..range.start).unwrap_or(""));
            edited.push_str(&edit.text);
            kept = range.end;
        }
        edited.push_str(text.get(kept..).unwrap_or(""));
        edited
    }
}

/// Whether two edits change the same bytes, or where it would not be clear which comes first.
fn touch(one: &Edit<Location>, other: &Edit<Location>) -> bool {
    let (a, b) = (one.at.span, other.at.span);
    if a.is_empty() || b.is_empty() {
        a.start <= b.end && b.start <= a.end
    } else {
        a.start < b.end && b.start < a.end
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::span::Span;

    fn edit(start: usize, end: usize, text: &str) -> Edit<Location> {
        Edit::verbatim(Location { doc: DocId(0), span: Span::new(start, end) }, text)
    }

    #[test]
    fn edits_are_taken_whole_and_never_overlap() {
        let mut edits = Edits::default();
        assert!(edits.take(&[edit(4, 6, "X"), edit(0, 2, "")]));
        assert!(!edits.take(&[edit(8, 9, "Y"), edit(5, 7, "Z")]), "one of them overlaps");
        assert!(!edits.take(&[edit(4, 4, "Z")]), "which comes first is not clear");
        assert!(edits.take(&[edit(4, 6, "X"), edit(8, 9, "Y")]), "the same edit again");
        assert!(edits.take(&[edit(6, 8, "-")]), "neighbours do not touch");
        assert!(!edits.take(&[edit(11, 13, "a"), edit(12, 14, "b")]), "two that touch each other");
        assert_eq!(edits.apply(DocId(0), "0123456789é"), "23X-Y9é");
        assert_eq!(edits.apply(DocId(1), "as it is"), "as it is");
    }

    #[test]
    fn insertions_at_one_gap_wait_for_each_other() {
        let mut edits = Edits::default();
        assert!(edits.take(&[edit(3, 3, "a")]));
        assert!(!edits.take(&[edit(3, 3, "b")]));
        assert_eq!(edits.apply(DocId(0), "0123"), "012a3");
    }
}
