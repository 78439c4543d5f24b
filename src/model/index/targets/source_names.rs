//! What the sources are called, what they appeared in and who published them: a See line may name one of these.

use crate::base::quick::{QuickMap, count, exchange};
use crate::base::title;
use crate::model::facts::{Cited, Facts};
use crate::model::index::reads::{self, Asked};

/// Folded names, each with the number of references that have it.
#[derive(Debug, Default)]
pub(super) struct SourceNames(QuickMap<String, usize>);

impl SourceNames {
    /// Whether a source has something to do with this name.
    pub(super) fn has(&self, folded: &str) -> bool {
        reads::note(Asked::SourceName(folded));
        self.0.contains_key(folded)
    }

    /// Adds the names of a document's references.
    pub(super) fn add(&mut self, facts: &Facts) {
        count(&mut self.0, facts.references.iter().flat_map(names_in));
    }

    /// Takes in the names of a document's references in place of those it had. Returns those that are new, and those that
    /// are gone.
    pub(super) fn replace(&mut self, old: &Facts, new: &Facts) -> Vec<String> {
        // Of a library of sources mostly one is edited.
        let length = old.references.len().max(new.references.len());
        let pairs = (0..length).map(|nth| [old, new].map(|facts| facts.references.get(nth)));
        let same = |[one, other]: &[Option<&Cited>; 2]| {
            one.iter().copied().flat_map(fields).eq(other.iter().copied().flat_map(fields))
        };
        let edited: Vec<[Option<&Cited>; 2]> = pairs.filter(|pair| !same(pair)).collect();
        let names_of = |side: usize| -> Vec<String> {
            edited.iter().filter_map(|pair| pair[side]).flat_map(names_in).collect()
        };
        exchange(&mut self.0, names_of(0), names_of(1))
    }
}

/// The title of a reference, what it appeared in and who published it.
fn fields(cited: &Cited) -> impl Iterator<Item = &str> {
    let fields = cited.fields.iter();
    let fields =
        fields.flat_map(|fields| [&fields.title, &fields.container, &fields.publisher].into_iter().flatten());
    fields.map(|field| &*field.value)
}

fn names_in(cited: &Cited) -> impl Iterator<Item = String> {
    fields(cited).map(title::fold).filter(|name| !name.is_empty())
}
