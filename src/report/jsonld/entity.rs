//! What a page is about: a condition or a sign, and its causes.

use serde_json::Value;

use super::object::Object;
use super::records::{Records, text, texts};
use crate::base::identifier::CodeSystem;
use crate::base::node::Node;
use crate::base::slug::slug;
use crate::model::collection::Collection;
use crate::model::facts::{Article, Facts};
use crate::model::index::{Cause, EntityRef, Index};

/// What the topic of a page and its causes are, each as an object. The causes say what they cause where the page names
/// a topic or gives a code of its own.
pub(super) fn about(
    index: &Index,
    records: &Records,
    facts: &Facts,
    article: &Article,
    own: Option<&Node>,
) -> Vec<Value> {
    let causes = index.causes_of(facts);
    let subject = subject(index, records, (&facts.path, article), own, !causes.is_empty());
    let id = subject.as_ref().map(|(id, _)| id.clone());
    let mut about: Vec<Value> = subject.into_iter().map(|(_, subject)| subject).collect();
    for cause in causes {
        let record = match cause.cause {
            Cause::File(doc) => records.of_entity(EntityRef { doc, nth: 0 }),
            Cause::Section(_) | Cause::Unknown => None,
        };
        let caused = id.as_ref().map(|id| Object::untyped().put("@id", id.as_str()).done());
        about.push(
            Object::new("MedicalCause")
                .put("name", cause.name.text.as_str())
                .all("alternateName", names(record, "aliases"))
                .all("code", codes(&[record]))
                .may("causeOf", caused)
                .done(),
        );
    }
    about
}

/// The name that the objects of a page know its subject by, and the subject.
fn subject(
    index: &Index,
    records: &Records,
    (path, article): (&str, &Article),
    own: Option<&Node>,
    has_causes: bool,
) -> Option<(String, Value)> {
    let topic = article.topic.as_ref();
    let entity = topic.and_then(|topic| index.names().by_id(Collection::Term, &topic.text));
    let term = entity.and_then(|entity| records.of_entity(entity));
    let codes = codes(&[own, term]);
    if topic.is_none() && codes.is_empty() {
        return None;
    }
    let known = entity.and_then(|entity| index.entity(entity)?.title.as_ref());
    let name = known.or(topic).map(|name| name.text.as_str());
    // Pages on one topic have one subject. Such a name is a letter and then letters, digits and hyphens.
    let id = match topic {
        Some(topic) => format!("_:topic-{}", slug(&topic.text)),
        None => format!("_:page-{}", slug(path)),
    };
    let subject = Object::new(kind(&[own, term], has_causes))
        .put("@id", id.as_str())
        .may("name", name)
        .all("alternateName", names(term, "synonyms"))
        .may("description", text(term, "plain"))
        .all("code", codes);
    Some((id, subject.done()))
}

/// What sort of entity its codes make it. Chapter R of the ICD holds signs and symptoms, and what has a cause is some
/// condition. Of everything else no record says that it is one: it may be a part of the body.
fn kind(records: &[Option<&Node>], has_causes: bool) -> &'static str {
    let icd: Vec<&str> = pairs(records).filter(|(system, _)| is_icd(system)).map(|(_, code)| code).collect();
    if icd.iter().any(|code| code.starts_with(['R', 'r'])) {
        "MedicalSignOrSymptom"
    } else if has_causes || !icd.is_empty() {
        "MedicalCondition"
    } else {
        "MedicalEntity"
    }
}

fn is_icd(system: &str) -> bool {
    system.get(..3).is_some_and(|head| head.eq_ignore_ascii_case("icd"))
}

/// The codes that records give, each once.
fn codes(records: &[Option<&Node>]) -> Vec<Value> {
    let mut codes: Vec<Value> = Vec::new();
    for (system, code) in pairs(records) {
        let code =
            Object::new("MedicalCode").put("codeValue", code).put("codingSystem", shown(system)).done();
        if !codes.contains(&code) {
            codes.push(code);
        }
    }
    codes
}

/// The codes of records, each with its system as written.
fn pairs<'n>(records: &[Option<&'n Node>]) -> impl Iterator<Item = (&'n str, &'n str)> {
    let lists: Vec<&Node> = records.iter().flatten().filter_map(|record| record.get("codes")).collect();
    lists.into_iter().flat_map(Node::entries).flat_map(|entry| {
        let system = entry.key.text().unwrap_or_default();
        let codes = entry.value.one_or_many().iter().filter_map(Node::text);
        codes.filter(|code| !code.is_empty()).map(move |code| (system, code))
    })
}

/// A system by the name that its publisher gives it; as written, if nobody here knows it.
fn shown(system: &str) -> &str {
    match CodeSystem::named(system) {
        Some(CodeSystem::SnomedCt) => "SNOMED CT",
        Some(CodeSystem::Loinc) => "LOINC",
        Some(CodeSystem::Mesh) => "MeSH",
        Some(CodeSystem::Icd10Cm) => "ICD-10-CM",
        Some(CodeSystem::UmlsCui) => "UMLS",
        None => system,
    }
}

fn names(record: Option<&Node>, field: &str) -> Vec<Value> {
    texts(record, field).into_iter().map(Value::from).collect()
}
