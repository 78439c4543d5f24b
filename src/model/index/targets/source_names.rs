//! What the sources are called, what they appeared in and who published them: a See line may name one of these.

use super::super::Facts;
use crate::base::quick::QuickMap;
use crate::base::title;

/// Folded names, each with the number of references that have it.
#[derive(Debug, Default)]
pub(super) struct SourceNames(QuickMap<String, usize>);

impl SourceNames {
    pub(super) fn has(&self, folded: &str) -> bool {
        self.0.contains_key(folded)
    }

    /// Adds the names of a document's references.
    pub(super) fn add(&mut self, facts: &Facts) {
        for name in names(facts) {
            *self.0.entry(name).or_default() += 1;
        }
    }

    /// Takes out the names of a document's references. Returns whether that leaves others than there were.
    pub(super) fn replace(&mut self, old: &Facts, new: &Facts) -> bool {
        let before: Vec<(String, bool)> =
            names(old).chain(names(new)).map(|name| (name.clone(), self.has(&name))).collect();
        for name in names(old) {
            if let Some(number) = self.0.get_mut(&name) {
                *number = number.saturating_sub(1);
                if *number == 0 {
                    self.0.remove(&name);
                }
            }
        }
        self.add(new);
        before.iter().any(|(name, was)| self.has(name) != *was)
    }
}

fn names(facts: &Facts) -> impl Iterator<Item = String> {
    let fields = facts.references.iter().filter_map(|cited| cited.fields.as_ref());
    let names =
        fields.flat_map(|fields| [&fields.title, &fields.container, &fields.publisher].into_iter().flatten());
    names.map(|field| title::fold(&field.value)).filter(|name| !name.is_empty())
}
