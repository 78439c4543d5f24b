//! What can be set of a rule: declared beside its check, and from there in `medproof.yaml`, in the schema of the settings,
//! in the completion of editors and on the rule's page.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use crate::base::node::{Node, ScalarKind};
use crate::model::collection::Collection;

/// An option of a rule.
#[derive(Clone, Copy, Debug)]
pub struct Opt {
    /// The id of its rule.
    pub rule: &'static str,
    /// Its key under the rule.
    pub name: &'static str,
    /// What it takes, and what counts where it is not set.
    pub kind: OptionKind,
    /// What it does, in a sentence.
    pub about: &'static str,
    /// The path of a setting that means the same: `["review", "max-age"]`.
    pub setting: Option<[&'static str; 2]>,
}

/// What an option takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OptionKind {
    /// A whole number.
    Number {
        /// What it counts: `days`.
        unit: &'static str,
        /// The largest that makes sense.
        most: u32,
        /// What counts where the option is not set.
        default: u32,
    },
    /// An age, or `never`.
    Age {
        /// What it counts: `months`.
        unit: &'static str,
        /// The largest that makes sense.
        most: u32,
        /// What counts where the option is not set.
        default: u32,
    },
    /// An age, or `never`, for each of some names.
    Ages {
        /// What each counts: `years`.
        unit: &'static str,
        /// The largest that makes sense.
        most: u32,
        /// The names.
        of: Names,
    },
    /// Ids of records; of sources DOIs as well.
    Ids(Collection),
}

/// The names that an option of kind [`OptionKind::Ages`] takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Names {
    /// Ids of records.
    Ids(Collection),
    /// These words, each with the age that counts where it is not set, and with what it means.
    Words(&'static [(&'static str, Option<u32>, &'static str)]),
}

/// The value of an option.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OptionValue {
    /// Of a number.
    Number(u32),
    /// Of an age; `None` for `never`.
    Age(Option<u32>),
    /// Of ages by name.
    Ages(BTreeMap<String, Option<u32>>),
    /// Of ids.
    Ids(BTreeSet<String>),
}

/// The options that a repository sets.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OptionValues(BTreeMap<(&'static str, &'static str), OptionValue>);

impl OptionValues {
    /// Sets an option. Ages by name and ids add to those that were set before, everything else replaces it.
    pub fn set(&mut self, opt: &Opt, value: OptionValue) {
        let key = (opt.rule, opt.name);
        match (self.0.get_mut(&key), value) {
            (Some(OptionValue::Ages(ages)), OptionValue::Ages(more)) => ages.extend(more),
            (Some(OptionValue::Ids(ids)), OptionValue::Ids(more)) => ids.extend(more),
            (_, value) => {
                self.0.insert(key, value);
            }
        }
    }

    /// The value of an option of kind [`OptionKind::Number`], in its unit.
    #[must_use]
    pub fn number(&self, opt: &Opt) -> u32 {
        match (self.value(opt), opt.kind) {
            (Some(OptionValue::Number(number)), _) => *number,
            (_, OptionKind::Number { default, .. }) => default,
            _ => 0,
        }
    }

    /// The value of an option of kind [`OptionKind::Age`], in its unit; `None` for `never`.
    #[must_use]
    pub fn age(&self, opt: &Opt) -> Option<u32> {
        match (self.value(opt), opt.kind) {
            (Some(OptionValue::Age(age)), _) => *age,
            (_, OptionKind::Age { default, .. }) => Some(default),
            _ => None,
        }
    }

    /// The age of one name, of an option of kind [`OptionKind::Ages`]: `Some(None)` for `never`, `None` where neither the
    /// settings nor the defaults name it.
    #[must_use]
    #[allow(clippy::option_option, reason = "the outer one says whether there is an age at all")]
    pub fn age_of(&self, opt: &Opt, name: &str) -> Option<Option<u32>> {
        if let Some(OptionValue::Ages(ages)) = self.value(opt)
            && let Some(age) = ages.get(name)
        {
            return Some(*age);
        }
        match opt.kind {
            OptionKind::Ages { of: Names::Words(words), .. } => {
                words.iter().find(|(word, ..)| *word == name).map(|(_, default, _)| *default)
            }
            _ => None,
        }
    }

    /// The values of an option of kind [`OptionKind::Ids`].
    pub fn ids(&self, opt: &Opt) -> impl Iterator<Item = &str> {
        self.id_set(opt).into_iter().flatten().map(String::as_str)
    }

    /// Whether an option of kind [`OptionKind::Ids`] lists this id.
    #[must_use]
    pub fn has_id(&self, opt: &Opt, id: &str) -> bool {
        self.id_set(opt).is_some_and(|ids| ids.contains(id))
    }

    fn id_set(&self, opt: &Opt) -> Option<&BTreeSet<String>> {
        match self.value(opt) {
            Some(OptionValue::Ids(ids)) => Some(ids),
            _ => None,
        }
    }

    fn value(&self, opt: &Opt) -> Option<&OptionValue> {
        self.0.get(&(opt.rule, opt.name))
    }
}

impl Opt {
    /// The value that a node of the settings gives; `None` where it is of another kind, which their schema reports.
    #[must_use]
    pub fn value(&self, node: &Node) -> Option<OptionValue> {
        match self.kind {
            OptionKind::Number { .. } => age(node).flatten().map(OptionValue::Number),
            OptionKind::Age { .. } => age(node).map(OptionValue::Age),
            OptionKind::Ages { .. } => {
                let ages = node.entries().iter();
                let ages = ages.filter_map(|entry| Some((entry.key.text()?.to_owned(), age(&entry.value)?)));
                Some(OptionValue::Ages(ages.collect()))
            }
            OptionKind::Ids(_) => {
                let ids = node.one_or_many().iter().filter_map(Node::text).map(str::to_owned);
                Some(OptionValue::Ids(ids.collect()))
            }
        }
    }

    /// The nodes of a value that name records, with the collection they name them in.
    #[must_use]
    pub fn names<'n>(&self, node: &'n Node) -> Vec<(Collection, &'n Node)> {
        match self.kind {
            OptionKind::Ids(collection) => node.one_or_many().iter().map(|id| (collection, id)).collect(),
            OptionKind::Ages { of: Names::Ids(collection), .. } => {
                node.entries().iter().map(|entry| (collection, &entry.key)).collect()
            }
            _ => Vec::new(),
        }
    }

    /// How the settings name it: `citation/source-too-old.classics`.
    #[must_use]
    pub fn path(&self) -> String {
        format!("{}.{}", self.rule, self.name)
    }

    /// Its entry in the list of options on a rule's page.
    #[must_use]
    pub fn described(&self) -> String {
        let mut text = format!("- `{}`: {}", self.name, self.about);
        let _ = match self.kind {
            OptionKind::Number { unit, default, .. } => write!(text, " In {unit}; by default {default}."),
            OptionKind::Age { unit, default, .. } => {
                write!(text, " In {unit}, or `never`; by default {default}.")
            }
            OptionKind::Ages { unit, of: Names::Words(words), .. } => {
                let _ = write!(text, " In {unit}, or `never`, for each of:");
                for (word, default, about) in words {
                    let default = default.map_or_else(|| "never".to_owned(), |age| age.to_string());
                    let _ = write!(text, "\n  - `{word}`: {about} By default {default}.");
                }
                Ok(())
            }
            OptionKind::Ages { unit, of: Names::Ids(collection), .. } => {
                write!(text, " In {unit}, or `never`, for each {}.", collection.noun())
            }
            OptionKind::Ids(collection) => {
                write!(text, " A list of ids of {}s; by default empty.", collection.noun())
            }
        };
        text
    }
}

/// A number, or `Some(None)` for `never`.
#[allow(clippy::option_option, reason = "the outer one says whether there is an age at all")]
fn age(node: &Node) -> Option<Option<u32>> {
    let age = node.scalar()?;
    match age.kind {
        ScalarKind::Int(age) => u32::try_from(age).ok().map(Some),
        _ => (&*age.text == "never").then_some(None),
    }
}

#[cfg(test)]
mod tests;
