//! Authors and reviewers.

use serde_json::Value;

use super::object::Object;
use super::records::{Records, text};
use crate::base::title;
use crate::model::facts::Facts;
use crate::model::index::Index;

/// A person or team whom a page names.
pub(super) fn object(index: &Index, records: &Records, page: &Facts, name: &str) -> Value {
    let Some(entity) = index.person(name) else {
        let folded = title::fold(name);
        let is_team =
            page.bylines.iter().any(|byline| byline.group && title::fold(&byline.name.text) == folded);
        let credentials = page.stated_credentials(name).map(|stated| stated.text.as_str());
        return Object::new(if is_team { "Organization" } else { "Person" })
            .put("name", name)
            .may("honorificSuffix", credentials.filter(|_| !is_team))
            .done();
    };
    let record = records.of_entity(entity);
    let shown = index.entity(entity).and_then(|entity| entity.title.as_ref());
    let shown = shown.map_or(name, |shown| shown.text.as_str());
    let bio = index.facts(entity.doc).and_then(|facts| facts.people.get(entity.nth as usize));
    if bio.is_some_and(|bio| bio.group) {
        return Object::new("Organization").put("name", shown).may("description", text(record, "bio")).done();
    }
    let employer = text(record, "affiliation");
    Object::new("Person")
        .put("name", shown)
        .may("honorificSuffix", bio.and_then(|bio| bio.credentials.as_deref()))
        .may("description", text(record, "bio"))
        .may("knowsAbout", text(record, "specialty"))
        .may("affiliation", employer.map(|name| Object::new("Organization").put("name", name).done()))
        .may("identifier", text(record, "npi").map(|npi| property("NPI", npi)))
        .may("sameAs", text(record, "orcid").map(orcid))
        .done()
}

/// The address of an ORCID iD.
fn orcid(text: &str) -> String {
    let id = text.rsplit('/').next().unwrap_or(text);
    format!("https://orcid.org/{id}")
}

/// An identifier with the name of its kind.
pub(super) fn property(kind: &str, value: &str) -> Value {
    Object::new("PropertyValue").put("propertyID", kind).put("value", value).done()
}
