//! The fields of the content model, each once.
//!
//! The recorder, renames, the ids in use, what a change broke, `init` and the advice on keys loop over this table; the
//! schemas describe the same fields to editors, and a test holds the two together. A field that names something of
//! another collection is one row here, and everything that follows ids knows it.

use crate::model::collection::Collection;

/// One field of a collection's records.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Field {
    /// Whose field it is.
    pub collection: Collection,
    /// The key, as the model has it.
    pub name: &'static str,
    /// What it holds.
    pub kind: Kind,
    /// What other sites commonly call it, folded by [`folded`].
    pub also: &'static [&'static str],
}

/// What a field holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The id that others refer to the record by.
    Id,
    /// What readers know the record by.
    Title,
    /// A text, or a number that is read as one.
    Text,
    /// One or several texts.
    Texts,
    /// One of a list of words.
    Word,
    /// Several of them.
    Words,
    /// `true` or `false`.
    Flag,
    /// A date, of which month and day may be missing.
    Date,
    /// A number of months, or an interval as ISO 8601 writes it.
    Interval,
    /// A mapping.
    Record,
    /// Several mappings.
    Records,
    /// An address of the site, or an id.
    Address,
    /// One or several of them.
    Addresses,
    /// Pages of a collection by id, title or former name, as See lines name them.
    Names(Collection),
    /// The id of a record of another collection.
    Ref(Collection),
    /// One or several such ids.
    Refs(Collection),
    /// The same, or one word that stands for all of them.
    RefsOr(Collection, &'static str),
}

impl Kind {
    /// The collection whose ids the field holds.
    #[must_use]
    pub fn refers_to(self) -> Option<Collection> {
        match self {
            Kind::Ref(to) | Kind::Refs(to) | Kind::RefsOr(to, _) => Some(to),
            _ => None,
        }
    }
}

impl Field {
    /// Says what other sites call the field.
    const fn also(mut self, names: &'static [&'static str]) -> Field {
        self.also = names;
        self
    }
}

const fn field(collection: Collection, name: &'static str, kind: Kind) -> Field {
    Field { collection, name, kind, also: &[] }
}

/// A table of fields.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fields(pub &'static [Field]);

impl Default for Fields {
    fn default() -> Fields {
        Fields(FIELDS)
    }
}

impl Fields {
    /// The fields of one collection, in the order of its schema.
    pub fn of(self, collection: Collection) -> impl Iterator<Item = &'static Field> {
        self.0.iter().filter(move |field| field.collection == collection)
    }

    /// The field that holds what readers know a record by.
    #[must_use]
    pub fn title(self, collection: Collection) -> Option<&'static Field> {
        self.of(collection).find(|field| field.kind == Kind::Title)
    }

    /// The fields of one collection that hold ids of another.
    pub fn references(self, collection: Collection) -> impl Iterator<Item = (&'static Field, Collection)> {
        self.of(collection).filter_map(|field| Some((field, field.kind.refers_to()?)))
    }
}

/// The model's field that a key of another name commonly stands for.
#[must_use]
pub fn meant(collection: Collection, key: &str) -> Option<&'static str> {
    let folded = folded(key);
    let stands_for = |field: &&Field| field.also.contains(&folded.as_str());
    Fields::default().of(collection).find(stands_for).map(|field| field.name)
}

/// A key without what differs between houses: case, hyphens, underscores.
#[must_use]
pub fn folded(key: &str) -> String {
    key.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Every field of the content model.
pub const FIELDS: &[Field] = &[
    // Article
    field(Collection::Article, "title", Kind::Title),
    field(Collection::Article, "status", Kind::Word),
    field(Collection::Article, "draft", Kind::Flag),
    field(Collection::Article, "authors", Kind::Refs(Collection::Person)).also(&[
        "author",
        "authors",
        "byline",
        "writer",
        "writers",
        "writtenby",
    ]),
    field(Collection::Article, "id", Kind::Id),
    field(Collection::Article, "aliases", Kind::Texts),
    field(Collection::Article, "redirect_from", Kind::Addresses),
    field(Collection::Article, "topic", Kind::Ref(Collection::Term)),
    field(Collection::Article, "causes", Kind::Refs(Collection::Cause)),
    field(Collection::Article, "see", Kind::Names(Collection::Article)),
    field(Collection::Article, "language", Kind::Text).also(&["lang", "locale"]),
    field(Collection::Article, "audience", Kind::Texts),
    field(Collection::Article, "published", Kind::Date).also(&[
        "date",
        "pubdate",
        "publishdate",
        "publisheddate",
        "datepublished",
        "publishedon",
        "publishedat",
    ]),
    field(Collection::Article, "modified", Kind::Date).also(&[
        "lastmod",
        "updated",
        "updateddate",
        "updatedat",
        "updatedon",
        "lastupdate",
        "lastupdated",
        "datemodified",
        "modifieddate",
        "lastmodified",
        "modifiedat",
    ]),
    field(Collection::Article, "reviewers", Kind::Refs(Collection::Person)).also(&[
        "reviewer",
        "reviewers",
        "reviewedby",
        "medicalreviewer",
        "medicalreviewers",
        "medicalreviewedby",
        "medicallyreviewedby",
    ]),
    field(Collection::Article, "last-reviewed", Kind::Date).also(&[
        "lastreviewed",
        "lastreview",
        "lastreviewedon",
        "reviewed",
        "reviewedon",
        "reviewedat",
        "reviewdate",
        "revieweddate",
        "datereviewed",
        "medicallyreviewedon",
    ]),
    field(Collection::Article, "next-review", Kind::Date).also(&[
        "nextreview",
        "nextreviewdate",
        "nextreviewdue",
        "reviewdue",
        "reviewduedate",
    ]),
    field(Collection::Article, "max-review-age", Kind::Interval),
    field(Collection::Article, "disclosure", Kind::Text),
    field(Collection::Article, "funding", Kind::Text),
    field(Collection::Article, "ai-assistance", Kind::Text),
    field(Collection::Article, "codes", Kind::Records),
    // Cause
    field(Collection::Cause, "name", Kind::Title),
    field(Collection::Cause, "id", Kind::Id),
    field(Collection::Cause, "aliases", Kind::Texts),
    field(Collection::Cause, "topic", Kind::Ref(Collection::Term)),
    field(Collection::Cause, "see", Kind::Names(Collection::Article)),
    field(Collection::Cause, "codes", Kind::Records),
    field(Collection::Cause, "likelihood", Kind::Word),
    field(Collection::Cause, "red-flag", Kind::Flag),
    // Person
    field(Collection::Person, "name", Kind::Title),
    field(Collection::Person, "roles", Kind::Words).also(&["role"]),
    field(Collection::Person, "kind", Kind::Word),
    field(Collection::Person, "id", Kind::Id),
    field(Collection::Person, "credentials", Kind::Texts).also(&[
        "qualifications",
        "qualification",
        "degrees",
        "degree",
        "credential",
    ]),
    field(Collection::Person, "bio", Kind::Text).also(&["about", "biography"]),
    field(Collection::Person, "specialty", Kind::Text).also(&["speciality", "specialism"]),
    field(Collection::Person, "affiliation", Kind::Text),
    field(Collection::Person, "orcid", Kind::Text),
    field(Collection::Person, "npi", Kind::Text),
    field(Collection::Person, "licence", Kind::Record),
    field(Collection::Person, "disclosures", Kind::Records),
    field(Collection::Person, "active", Kind::Flag),
    field(Collection::Person, "active-until", Kind::Date),
    // Term
    field(Collection::Term, "id", Kind::Id),
    field(Collection::Term, "preferred", Kind::Title),
    field(Collection::Term, "plain", Kind::Text),
    field(Collection::Term, "synonyms", Kind::Texts),
    field(Collection::Term, "codes", Kind::Records),
    // Review
    field(Collection::Review, "article", Kind::Ref(Collection::Article)),
    field(Collection::Review, "language", Kind::Text),
    field(Collection::Review, "reviewer", Kind::Ref(Collection::Person)),
    field(Collection::Review, "date", Kind::Date),
    field(Collection::Review, "kind", Kind::Word),
    field(Collection::Review, "outcome", Kind::Word),
    field(Collection::Review, "scope", Kind::Word),
    field(Collection::Review, "content-hash", Kind::Text),
    field(Collection::Review, "sources-checked", Kind::RefsOr(Collection::Source, "all")),
    field(Collection::Review, "next-due", Kind::Date),
    field(Collection::Review, "note", Kind::Text),
    // Redirect
    field(Collection::Redirect, "from", Kind::Address),
    field(Collection::Redirect, "to", Kind::Address),
    field(Collection::Redirect, "since", Kind::Date),
    field(Collection::Redirect, "reason", Kind::Text),
    // Source
    field(Collection::Source, "id", Kind::Id),
    field(Collection::Source, "type", Kind::Word),
    field(Collection::Source, "title", Kind::Title),
    field(Collection::Source, "author", Kind::Records),
    field(Collection::Source, "container-title", Kind::Text),
    field(Collection::Source, "publisher", Kind::Text),
    field(Collection::Source, "issued", Kind::Date),
    field(Collection::Source, "accessed", Kind::Date),
    field(Collection::Source, "URL", Kind::Text),
    field(Collection::Source, "DOI", Kind::Text),
    field(Collection::Source, "PMID", Kind::Text),
    field(Collection::Source, "PMCID", Kind::Text),
    field(Collection::Source, "ISBN", Kind::Text),
    field(Collection::Source, "ISSN", Kind::Text),
    field(Collection::Source, "volume", Kind::Text),
    field(Collection::Source, "issue", Kind::Text),
    field(Collection::Source, "page", Kind::Text),
    field(Collection::Source, "edition", Kind::Text),
    field(Collection::Source, "editor", Kind::Records),
    field(Collection::Source, "publisher-place", Kind::Text),
    field(Collection::Source, "language", Kind::Text),
    field(Collection::Source, "abstract", Kind::Text),
    field(Collection::Source, "note", Kind::Text),
    field(Collection::Source, "custom", Kind::Record),
    field(Collection::Source, "annote", Kind::Text),
    field(Collection::Source, "archive", Kind::Text),
    field(Collection::Source, "archive_collection", Kind::Text),
    field(Collection::Source, "archive_location", Kind::Text),
    field(Collection::Source, "archive-place", Kind::Text),
    field(Collection::Source, "authority", Kind::Text),
    field(Collection::Source, "available-date", Kind::Date),
    field(Collection::Source, "call-number", Kind::Text),
    field(Collection::Source, "categories", Kind::Texts),
    field(Collection::Source, "chair", Kind::Records),
    field(Collection::Source, "chapter-number", Kind::Text),
    field(Collection::Source, "citation-key", Kind::Text),
    field(Collection::Source, "citation-label", Kind::Text),
    field(Collection::Source, "citation-number", Kind::Text),
    field(Collection::Source, "collection-editor", Kind::Records),
    field(Collection::Source, "collection-number", Kind::Text),
    field(Collection::Source, "collection-title", Kind::Text),
    field(Collection::Source, "compiler", Kind::Records),
    field(Collection::Source, "composer", Kind::Records),
    field(Collection::Source, "container", Kind::Date),
    field(Collection::Source, "container-author", Kind::Records),
    field(Collection::Source, "container-title-short", Kind::Text),
    field(Collection::Source, "contributor", Kind::Records),
    field(Collection::Source, "curator", Kind::Records),
    field(Collection::Source, "dimensions", Kind::Text),
    field(Collection::Source, "director", Kind::Records),
    field(Collection::Source, "division", Kind::Text),
    field(Collection::Source, "editor-translator", Kind::Records),
    field(Collection::Source, "editorial-director", Kind::Records),
    field(Collection::Source, "event", Kind::Text),
    field(Collection::Source, "event-date", Kind::Date),
    field(Collection::Source, "event-place", Kind::Text),
    field(Collection::Source, "event-title", Kind::Text),
    field(Collection::Source, "executive-producer", Kind::Records),
    field(Collection::Source, "first-reference-note-number", Kind::Text),
    field(Collection::Source, "genre", Kind::Text),
    field(Collection::Source, "guest", Kind::Records),
    field(Collection::Source, "host", Kind::Records),
    field(Collection::Source, "illustrator", Kind::Records),
    field(Collection::Source, "interviewer", Kind::Records),
    field(Collection::Source, "ISAN", Kind::Text),
    field(Collection::Source, "ISCI", Kind::Text),
    field(Collection::Source, "ISMN", Kind::Text),
    field(Collection::Source, "ISRC", Kind::Text),
    field(Collection::Source, "ISWC", Kind::Text),
    field(Collection::Source, "journalAbbreviation", Kind::Text),
    field(Collection::Source, "jurisdiction", Kind::Text),
    field(Collection::Source, "keyword", Kind::Text),
    field(Collection::Source, "license", Kind::Text),
    field(Collection::Source, "locator", Kind::Text),
    field(Collection::Source, "medium", Kind::Text),
    field(Collection::Source, "narrator", Kind::Records),
    field(Collection::Source, "number", Kind::Text),
    field(Collection::Source, "number-of-pages", Kind::Text),
    field(Collection::Source, "number-of-volumes", Kind::Text),
    field(Collection::Source, "organizer", Kind::Records),
    field(Collection::Source, "original-author", Kind::Records),
    field(Collection::Source, "original-date", Kind::Date),
    field(Collection::Source, "original-publisher", Kind::Text),
    field(Collection::Source, "original-publisher-place", Kind::Text),
    field(Collection::Source, "original-title", Kind::Text),
    field(Collection::Source, "page-first", Kind::Text),
    field(Collection::Source, "part", Kind::Text),
    field(Collection::Source, "part-number", Kind::Text),
    field(Collection::Source, "part-title", Kind::Text),
    field(Collection::Source, "performer", Kind::Records),
    field(Collection::Source, "printing", Kind::Text),
    field(Collection::Source, "printing-number", Kind::Text),
    field(Collection::Source, "producer", Kind::Records),
    field(Collection::Source, "recipient", Kind::Records),
    field(Collection::Source, "references", Kind::Text),
    field(Collection::Source, "reviewed-author", Kind::Records),
    field(Collection::Source, "reviewed-genre", Kind::Text),
    field(Collection::Source, "reviewed-title", Kind::Text),
    field(Collection::Source, "scale", Kind::Text),
    field(Collection::Source, "script-writer", Kind::Records),
    field(Collection::Source, "section", Kind::Text),
    field(Collection::Source, "series-creator", Kind::Records),
    field(Collection::Source, "shortTitle", Kind::Text),
    field(Collection::Source, "source", Kind::Text),
    field(Collection::Source, "status", Kind::Text),
    field(Collection::Source, "submitted", Kind::Date),
    field(Collection::Source, "supplement", Kind::Text),
    field(Collection::Source, "supplement-number", Kind::Text),
    field(Collection::Source, "title-short", Kind::Text),
    field(Collection::Source, "translated-title", Kind::Text),
    field(Collection::Source, "translated-title-short", Kind::Text),
    field(Collection::Source, "translator", Kind::Records),
    field(Collection::Source, "version", Kind::Text),
    field(Collection::Source, "volume-title", Kind::Text),
    field(Collection::Source, "volume-title-short", Kind::Text),
    field(Collection::Source, "year-suffix", Kind::Text),
];

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;
    use crate::model::schema;

    #[test]
    fn a_common_name_is_known_in_any_spelling() {
        assert_eq!(meant(Collection::Article, "medicallyReviewedBy"), Some("reviewers"));
        assert_eq!(meant(Collection::Article, "date_published"), Some("published"));
        assert_eq!(meant(Collection::Person, "qualifications"), Some("credentials"));
        assert_eq!(meant(Collection::Article, "tags"), None);
        assert_eq!(meant(Collection::Source, "date"), None);
    }

    /// The schemas name the same fields in the same order, and those that hold ids are checked as ids.
    #[test]
    fn the_schemas_describe_these_fields() {
        for collection in Collection::ALL {
            let schema: Value = serde_json::from_str(schema::text(collection.into())).expect("JSON");
            let described = schema["$defs"]["fields"]["properties"].as_object().expect("an object");
            let names: Vec<&str> = Fields::default().of(collection).map(|field| field.name).collect();
            assert_eq!(names, described.keys().collect::<Vec<_>>(), "{collection:?}");
            for (field, _) in Fields::default().references(collection) {
                let text = described[field.name].to_string();
                assert!(text.contains("#/$defs/id"), "{collection:?}: {} is no id to the schema", field.name);
            }
        }
    }
}
