//! The kinds of content, and the names a publisher gives their fields.

use std::collections::BTreeMap;

/// A kind of content; each has its files, its schema and its facts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Collection {
    /// Pages for readers.
    Article,
    /// Causes that several articles share.
    Cause,
    /// The registry of sources, as CSL items.
    Source,
    /// Authors, reviewers and editors.
    Person,
    /// Glossary entries.
    Term,
    /// Review records.
    Review,
    /// Old addresses and the pages that answer them.
    Redirect,
}

impl Collection {
    /// All of them, in the order in which a file is offered to their globs: articles come last, so that they
    /// may be all that is nothing else.
    pub const ALL: [Collection; 7] = [
        Collection::Cause,
        Collection::Source,
        Collection::Person,
        Collection::Term,
        Collection::Review,
        Collection::Redirect,
        Collection::Article,
    ];

    /// The word for one member: "article".
    #[must_use]
    pub fn noun(self) -> &'static str {
        match self {
            Collection::Article => "article",
            Collection::Cause => "cause",
            Collection::Source => "source",
            Collection::Person => "person",
            Collection::Term => "term",
            Collection::Review => "review",
            Collection::Redirect => "redirect",
        }
    }

    /// Its key under `collections` in `medproof.yaml`, which is also its folder by default.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Collection::Article => "articles",
            Collection::Cause => "causes",
            Collection::Source => "citations",
            Collection::Person => "people",
            Collection::Term => "terms",
            Collection::Review => "reviews",
            Collection::Redirect => "redirects",
        }
    }
}

/// What a publisher calls the fields of the content model, where it is not the model's own name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Naming {
    /// From the publisher's name to the model's.
    canonical: BTreeMap<(Collection, String), String>,
    /// From the model's name to the publisher's first.
    own: BTreeMap<(Collection, String), String>,
}

impl Naming {
    /// Lets `own` stand for the model's field `canonical`. The first name given for a field is the one messages use.
    pub fn add(&mut self, collection: Collection, canonical: &str, own: &str) {
        self.canonical.insert((collection, own.to_owned()), canonical.to_owned());
        self.own.entry((collection, canonical.to_owned())).or_insert_with(|| own.to_owned());
    }

    /// Whether no field has another name.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.canonical.is_empty()
    }

    /// The model's name for a publisher's field.
    #[must_use]
    pub fn canonical(&self, collection: Collection, own: &str) -> Option<&str> {
        if self.is_empty() {
            return None;
        }
        self.canonical.get(&(collection, own.to_owned())).map(String::as_str)
    }

    /// The names of a collection's fields, the model's with the publisher's.
    #[must_use]
    pub fn of(&self, collection: Collection) -> Vec<(String, String)> {
        let own = self.own.iter().filter(|((of, _), _)| *of == collection);
        own.map(|((_, canonical), own)| (canonical.clone(), own.clone())).collect()
    }

    /// What to call a field of the model in a message.
    #[must_use]
    pub fn shown<'a>(&'a self, collection: Collection, canonical: &'a str) -> &'a str {
        if self.is_empty() {
            return canonical;
        }
        self.own.get(&(collection, canonical.to_owned())).map_or(canonical, String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_is_known_by_the_publishers_names_and_shown_by_the_first() {
        let mut naming = Naming::default();
        naming.add(Collection::Article, "reviewers", "medicalReviewer");
        naming.add(Collection::Article, "reviewers", "reviewed_by");
        assert_eq!(naming.canonical(Collection::Article, "reviewed_by"), Some("reviewers"));
        assert_eq!(naming.canonical(Collection::Person, "reviewed_by"), None);
        assert_eq!(naming.shown(Collection::Article, "reviewers"), "medicalReviewer");
        assert_eq!(naming.shown(Collection::Article, "title"), "title");
    }
}
