//! The names that publishers commonly give the fields of the content model.

use super::Collection;

/// Fields of an article with the names that other sites give them, folded.
pub const ARTICLE_NAMES: [(&str, &[&str]); 7] = [
    ("authors", &["author", "authors", "byline", "writer", "writers", "writtenby"]),
    (
        "reviewers",
        &[
            "reviewer",
            "reviewers",
            "reviewedby",
            "medicalreviewer",
            "medicalreviewers",
            "medicalreviewedby",
            "medicallyreviewedby",
        ],
    ),
    (
        "last-reviewed",
        &[
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
        ],
    ),
    ("next-review", &["nextreview", "nextreviewdate", "nextreviewdue", "reviewdue", "reviewduedate"]),
    (
        "published",
        &["date", "pubdate", "publishdate", "publisheddate", "datepublished", "publishedon", "publishedat"],
    ),
    (
        "modified",
        &[
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
        ],
    ),
    ("language", &["lang", "locale"]),
];

/// Fields of a person with the names that other sites give them, folded.
pub const PERSON_NAMES: [(&str, &[&str]); 4] = [
    ("roles", &["role"]),
    ("credentials", &["qualifications", "qualification", "degrees", "degree", "credential"]),
    ("bio", &["about", "biography"]),
    ("specialty", &["speciality", "specialism"]),
];

/// The model's field that a key of another name commonly stands for.
#[must_use]
pub fn meant(collection: Collection, key: &str) -> Option<&'static str> {
    let table: &[(&str, &[&str])] = match collection {
        Collection::Article => &ARTICLE_NAMES,
        Collection::Person => &PERSON_NAMES,
        _ => return None,
    };
    let folded = folded(key);
    table.iter().find(|(_, names)| names.contains(&folded.as_str())).map(|(field, _)| *field)
}

/// A key without what differs between houses: case, hyphens, underscores.
#[must_use]
pub fn folded(key: &str) -> String {
    key.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_common_name_is_known_in_any_spelling() {
        assert_eq!(meant(Collection::Article, "medicallyReviewedBy"), Some("reviewers"));
        assert_eq!(meant(Collection::Article, "date_published"), Some("published"));
        assert_eq!(meant(Collection::Person, "qualifications"), Some("credentials"));
        assert_eq!(meant(Collection::Article, "tags"), None);
        assert_eq!(meant(Collection::Source, "date"), None);
    }
}
