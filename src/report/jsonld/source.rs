//! The sources that a page cites.

use serde_json::Value;

use super::object::Object;
use super::person::property;
use crate::base::span::Place;
use crate::biblio::reference::{Field, Kind, Reference};

/// A source. Nobody states whether an author is a person or an organisation, so authors have no type.
pub(super) fn object(source: &Reference<Place>) -> Value {
    let kind = source.kind.unwrap_or(Kind::Other);
    let authors = source.authors.iter();
    let authors = authors.map(|author| Object::untyped().put("name", &*author.value).done());
    let has_pages = matches!(kind, Kind::Article | Kind::Conference | Kind::News | Kind::Chapter);
    Object::new(type_of(kind))
        .may("name", value(source.title.as_ref()))
        .all("author", authors.collect())
        .may("datePublished", source.issued.as_ref().map(|issued| issued.value.to_string()))
        .may("isPartOf", container(source, kind))
        .may("pagination", value(source.pages.as_ref()).filter(|_| has_pages))
        .may(
            "publisher",
            value(source.publisher.as_ref()).map(|name| Object::new("Organization").put("name", name).done()),
        )
        .may("bookEdition", value(source.edition.as_ref()).filter(|_| kind == Kind::Book))
        .may("isbn", isbn(source).filter(|_| kind == Kind::Book))
        .all("identifier", identifiers(source))
        .may("url", address(source))
        .done()
}

fn type_of(kind: Kind) -> &'static str {
    match kind {
        Kind::Article | Kind::Conference => "ScholarlyArticle",
        Kind::News => "NewsArticle",
        Kind::Webpage | Kind::Post => "WebPage",
        Kind::Book => "Book",
        Kind::Chapter => "Chapter",
        Kind::Report => "Report",
        Kind::Thesis => "Thesis",
        Kind::Law => "Legislation",
        Kind::Standard | Kind::Data | Kind::Other => "CreativeWork",
    }
}

fn value(field: Option<&Field<Box<str>, Place>>) -> Option<&str> {
    field.map(|field| &*field.value)
}

/// What the source is a part of: a book, or the issue and volume of a periodical.
fn container(source: &Reference<Place>, kind: Kind) -> Option<Value> {
    let name = value(source.container.as_ref())?;
    if kind == Kind::Chapter {
        return Some(Object::new("Book").put("name", name).may("isbn", isbn(source)).done());
    }
    if !matches!(kind, Kind::Article | Kind::News) {
        return Some(Object::new("CreativeWork").put("name", name).done());
    }
    let issn = source.issn.as_ref().and_then(|issn| issn.value.value.as_ref().ok()).map(ToString::to_string);
    let mut part = Object::new("Periodical").put("name", name).may("issn", issn).done();
    if let Some(volume) = value(source.volume.as_ref()) {
        part = Object::new("PublicationVolume").put("volumeNumber", volume).put("isPartOf", part).done();
    }
    if let Some(issue) = value(source.issue.as_ref()) {
        part = Object::new("PublicationIssue").put("issueNumber", issue).put("isPartOf", part).done();
    }
    Some(part)
}

fn isbn(source: &Reference<Place>) -> Option<String> {
    source.isbn.as_ref()?.value.value.as_ref().ok().map(ToString::to_string)
}

/// The identifiers whose form is right.
fn identifiers(source: &Reference<Place>) -> Vec<Value> {
    let doi = source.doi.as_ref().and_then(|field| field.value.value.as_ref().ok());
    let pmid = source.pmid.as_ref().and_then(|field| field.value.value.as_ref().ok());
    let pmcid = source.pmcid.as_ref().and_then(|field| field.value.value.as_ref().ok());
    [
        doi.map(|doi| property("DOI", doi.as_str())),
        pmid.map(|pmid| property("PMID", &pmid.to_string())),
        pmcid.map(|pmcid| property("PMCID", &pmcid.to_string())),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// The web address; without one the one that a DOI has.
fn address(source: &Reference<Place>) -> Option<String> {
    let is_web = |url: &&str| url.starts_with("https://") || url.starts_with("http://");
    let stated = value(source.url.as_ref()).filter(is_web).map(str::to_owned);
    let doi = || source.doi.as_ref()?.value.value.as_ref().ok();
    stated.or_else(|| Some(format!("https://doi.org/{}", doi()?.as_str())))
}
