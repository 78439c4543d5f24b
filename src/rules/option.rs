//! The options of rules: each is declared beside its rule's check, and from there it is in `medproof.yaml`, in the schema
//! of the settings, in the completion of editors and on the rule's page.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::{Debug, Write as _};

use crate::base::node::{Node, ScalarKind};
use crate::model::collection::Collection;

/// An option of a rule. Its kind is a type, so a rule can read a value only as what it is.
#[derive(Clone, Copy, Debug)]
pub struct Opt<Kind = OptionKind> {
    /// The id of its rule.
    pub rule: &'static str,
    /// Its key under the rule.
    pub name: &'static str,
    /// What it takes, and the value it has when it is not set.
    pub kind: Kind,
    /// What it does, in a sentence.
    pub about: &'static str,
    /// The path of a setting that means the same: `["review", "max-age"]`.
    pub setting: Option<[&'static str; 2]>,
}

/// A whole number.
#[derive(Clone, Copy, Debug)]
pub struct Number {
    /// What it counts: `days`.
    pub unit: &'static str,
    /// The smallest that makes sense.
    pub least: u32,
    /// The largest that makes sense.
    pub most: u32,
    /// The value when the option is not set.
    pub default: u32,
}

/// An age, or `never`.
#[derive(Clone, Copy, Debug)]
pub struct Age {
    /// What it counts: `months`.
    pub unit: &'static str,
    /// The largest that makes sense.
    pub most: u32,
    /// The value when the option is not set.
    pub default: u32,
}

/// An age, or `never`, for each of some names.
#[derive(Clone, Copy, Debug)]
pub struct Ages {
    /// What each counts: `years`.
    pub unit: &'static str,
    /// The largest that makes sense.
    pub most: u32,
    /// The names.
    pub of: Names,
}

/// The names that an option of the kind [`Ages`] takes.
#[derive(Clone, Copy, Debug)]
pub enum Names {
    /// Ids of records.
    Ids(Collection),
    /// These words, each with its age when it is not set, and with what it means.
    Words(&'static [(&'static str, Option<u32>, &'static str)]),
}

/// Ids of records of this collection; of sources DOIs as well.
#[derive(Clone, Copy, Debug)]
pub struct Ids(pub Collection);

/// An option's kind, for those who handle options of all kinds: the settings, their schema and the rules' pages.
#[derive(Clone, Copy, Debug)]
pub enum OptionKind {
    /// A whole number.
    Number(Number),
    /// An age, or `never`.
    Age(Age),
    /// An age, or `never`, for each of some names.
    Ages(Ages),
    /// Ids of records.
    Ids(Ids),
}

impl From<Number> for OptionKind {
    fn from(kind: Number) -> OptionKind {
        OptionKind::Number(kind)
    }
}

impl From<Age> for OptionKind {
    fn from(kind: Age) -> OptionKind {
        OptionKind::Age(kind)
    }
}

impl From<Ages> for OptionKind {
    fn from(kind: Ages) -> OptionKind {
        OptionKind::Ages(kind)
    }
}

impl From<Ids> for OptionKind {
    fn from(kind: Ids) -> OptionKind {
        OptionKind::Ids(kind)
    }
}

/// An option of any kind, in a rule's list.
pub trait Declared: Debug + Sync {
    /// The option, with its kind as a value.
    fn declared(&self) -> Opt;
}

impl<Kind: Copy + Debug + Sync + Into<OptionKind>> Declared for Opt<Kind> {
    fn declared(&self) -> Opt {
        let Opt { rule, name, kind, about, setting } = *self;
        Opt { rule, name, kind: kind.into(), about, setting }
    }
}

/// The options that a repository sets. Each kind of value is kept apart, so none can be read as another.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OptionValues {
    numbers: BTreeMap<Key, u32>,
    ages: BTreeMap<Key, Option<u32>>,
    ages_by_name: BTreeMap<Key, BTreeMap<String, Option<u32>>>,
    ids: BTreeMap<Key, BTreeSet<String>>,
}

/// The rule and the name of an option.
type Key = (&'static str, &'static str);

impl OptionValues {
    /// Reads an option's value from the settings. A value of another kind is left out: the schema of the settings
    /// reports it. Ages by name and ids add to those that were set before; a number or an age replaces them.
    pub fn read(&mut self, opt: &Opt, node: &Node) {
        let key = opt.key();
        match opt.kind {
            OptionKind::Number(_) => self.numbers.extend(age(node).flatten().map(|number| (key, number))),
            OptionKind::Age(_) => self.ages.extend(age(node).map(|age| (key, age))),
            OptionKind::Ages(_) => {
                let ages = node.entries().iter();
                let ages = ages.filter_map(|entry| Some((entry.key.text()?.to_owned(), age(&entry.value)?)));
                self.ages_by_name.entry(key).or_default().extend(ages);
            }
            OptionKind::Ids(_) => {
                let ids = node.one_or_many().iter().filter_map(Node::text).map(str::to_owned);
                self.ids.entry(key).or_default().extend(ids);
            }
        }
    }

    /// Adds the values of a nearer file, as if they had been read after these.
    pub fn extend(&mut self, nearer: OptionValues) {
        self.numbers.extend(nearer.numbers);
        self.ages.extend(nearer.ages);
        for (key, ages) in nearer.ages_by_name {
            self.ages_by_name.entry(key).or_default().extend(ages);
        }
        for (key, ids) in nearer.ids {
            self.ids.entry(key).or_default().extend(ids);
        }
    }

    /// The value of a number, in its unit.
    #[must_use]
    pub fn number(&self, opt: &Opt<Number>) -> u32 {
        self.numbers.get(&opt.key()).copied().unwrap_or(opt.kind.default)
    }

    /// The value of an age, in its unit; `None` for `never`.
    #[must_use]
    pub fn age(&self, opt: &Opt<Age>) -> Option<u32> {
        self.ages.get(&opt.key()).copied().unwrap_or(Some(opt.kind.default))
    }

    /// The age of one name: `Some(None)` for `never`, `None` if neither the settings nor the defaults have the name.
    #[must_use]
    #[allow(clippy::option_option, reason = "the outer one says whether there is an age at all")]
    pub fn age_of(&self, opt: &Opt<Ages>, name: &str) -> Option<Option<u32>> {
        let set = self.ages_by_name.get(&opt.key()).and_then(|ages| ages.get(name)).copied();
        set.or_else(|| match opt.kind.of {
            Names::Words(words) => {
                words.iter().find(|(word, ..)| *word == name).map(|(_, default, _)| *default)
            }
            Names::Ids(_) => None,
        })
    }

    /// Whether the settings give limits of their own for an option.
    pub fn has_ages(&self, opt: &Opt<Ages>) -> bool {
        self.ages_by_name.get(&opt.key()).is_some_and(|ages| !ages.is_empty())
    }

    /// The ids that an option lists.
    pub fn ids(&self, opt: &Opt<Ids>) -> impl Iterator<Item = &str> {
        self.ids.get(&opt.key()).into_iter().flatten().map(String::as_str)
    }

    /// Whether an option lists this id.
    #[must_use]
    pub fn has_id(&self, opt: &Opt<Ids>, id: &str) -> bool {
        self.ids.get(&opt.key()).is_some_and(|ids| ids.contains(id))
    }
}

impl<Kind> Opt<Kind> {
    fn key(&self) -> Key {
        (self.rule, self.name)
    }
}

impl Opt {
    /// The nodes of a value that name records, with the collection they name them in.
    #[must_use]
    pub fn names<'n>(&self, node: &'n Node) -> Vec<(Collection, &'n Node)> {
        match self.kind {
            OptionKind::Ids(Ids(collection)) => {
                node.one_or_many().iter().map(|id| (collection, id)).collect()
            }
            OptionKind::Ages(Ages { of: Names::Ids(collection), .. }) => {
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
            OptionKind::Number(Number { unit, default, .. }) => {
                write!(text, " In {unit}; by default {default}.")
            }
            OptionKind::Age(Age { unit, default, .. }) => {
                write!(text, " In {unit}, or `never`; by default {default}.")
            }
            OptionKind::Ages(Ages { unit, of: Names::Words(words), .. }) => {
                let _ = write!(text, " In {unit}, or `never`, for each of:");
                for (word, default, about) in words {
                    let default = default.map_or_else(|| "never".to_owned(), |age| age.to_string());
                    let _ = write!(text, "\n  - `{word}`: {about} By default {default}.");
                }
                Ok(())
            }
            OptionKind::Ages(Ages { unit, of: Names::Ids(collection), .. }) => {
                write!(text, " In {unit}, or `never`, for each {}.", collection.noun())
            }
            OptionKind::Ids(Ids(collection)) => {
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
