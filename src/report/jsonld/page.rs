//! One page.

use serde_json::Value;

use super::object::Object;
use super::records::{Records, first, text, texts};
use super::{entity, is_changed, person, source};
use crate::base::span::DocId;
use crate::model::facts::{Article, Facts};
use crate::model::index::{Index, Reviewed};
use crate::run::cited;
use crate::run::session::Session;

/// The object of a page; `None` if there is no such article.
pub(super) fn object(session: &Session, index: &Index, records: &Records, doc: DocId) -> Option<Value> {
    let facts = index.facts(doc)?;
    let article = facts.article.as_ref()?;
    let page = facts.entities.first()?;
    let document = session.document(doc)?;
    let own = first(&document);
    let people = |names: &[&str]| -> Vec<Value> {
        names.iter().map(|name| person::object(index, records, facts, name)).collect()
    };
    let authors: Vec<&str> = article.authors.iter().map(|author| author.text.as_str()).collect();
    let (reviewers, reviewed) = review(index, doc, facts, article);
    let day = |dated: Option<crate::model::facts::Dated>| dated.map(|dated| dated.date.to_string());
    let audience = texts(own, "audience").into_iter();
    let audience = audience.map(|kind| Object::new("MedicalAudience").put("audienceType", kind).done());
    let sources = cited::sources(index, doc);
    let citations = sources.iter().filter_map(|cited| cited.fields.as_ref()).map(source::object).collect();
    let aliases = page.aliases.iter().filter(|alias| !alias.text.starts_with('/'));
    Some(
        Object::new("MedicalWebPage")
            .may("name", page.title.as_ref().map(|title| title.text.as_str()))
            .all("alternateName", aliases.map(|alias| alias.text.as_str().into()).collect())
            .may("description", text(own, "description").or_else(|| text(own, "summary")))
            .may("inLanguage", page.language.as_deref())
            .all("audience", audience.collect())
            .all("author", people(&authors))
            .all("reviewedBy", people(&reviewers))
            .may("lastReviewed", reviewed)
            .may("datePublished", day(article.published))
            .may("dateModified", day(article.modified))
            .all("about", entity::about(index, records, facts, article, own))
            .all("citation", citations)
            .done(),
    )
}

/// Who reviewed the text as it is, and when: nobody, if the last review was taken back, does not count, or was of another
/// text.
fn review<'a>(
    index: &'a Index,
    doc: DocId,
    facts: &'a Facts,
    article: &'a Article,
) -> (Vec<&'a str>, Option<String>) {
    if is_changed(index, doc) {
        return (Vec::new(), None);
    }
    let reviews = index.reviews(doc);
    let reviewers = match reviews.state() {
        Reviewed::Whole(record) => {
            record.review.reviewer.iter().map(|reviewer| reviewer.text.as_str()).collect()
        }
        Reviewed::FrontMatter => {
            let named = article.reviewers.iter().zip(&reviews.named);
            let counted = named.filter(|(_, standing)| standing.counts());
            counted.map(|(reviewer, _)| reviewer.text.as_str()).collect()
        }
        Reviewed::Revoked(_) | Reviewed::Part(_) | Reviewed::Uncounted | Reviewed::Never => {
            return (Vec::new(), None);
        }
    };
    (reviewers, index.last_reviewed(facts).map(|dated| dated.date.to_string()))
}
