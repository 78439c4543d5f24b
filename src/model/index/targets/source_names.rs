//! What the sources are called, what they appeared in and who published them: a See line may name one of these.

use crate::base::quick::QuickMap;
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
        for name in names(facts) {
            *self.0.entry(name).or_default() += 1;
        }
    }

    /// Takes in the names of a document's references in place of those it had. Returns those that are new, and those that
    /// are gone.
    pub(super) fn replace(&mut self, old: &Facts, new: &Facts) -> Vec<String> {
        let same = |(one, other): (&Cited, &Cited)| fields(one).eq(fields(other));
        if old.references.len() == new.references.len()
            && old.references.iter().zip(&new.references).all(same)
        {
            return Vec::new();
        }
        let mut before: QuickMap<String, bool> = QuickMap::default();
        for name in names(old).chain(names(new)) {
            let is_there = self.0.contains_key(&name);
            before.insert(name, is_there);
        }
        for name in names(old) {
            if let Some(number) = self.0.get_mut(&name) {
                *number = number.saturating_sub(1);
                if *number == 0 {
                    self.0.remove(&name);
                }
            }
        }
        self.add(new);
        let differs = |(name, was): (String, bool)| (self.0.contains_key(&name) != was).then_some(name);
        before.into_iter().filter_map(differs).collect()
    }
}

/// The title of a reference, what it appeared in and who published it.
fn fields(cited: &Cited) -> impl Iterator<Item = &str> {
    let fields = cited.fields.iter();
    let fields =
        fields.flat_map(|fields| [&fields.title, &fields.container, &fields.publisher].into_iter().flatten());
    fields.map(|field| field.value.as_str())
}

fn names(facts: &Facts) -> impl Iterator<Item = String> {
    facts.references.iter().flat_map(fields).map(title::fold).filter(|name| !name.is_empty())
}
