//! Signing: what the record of a review says, and what it changes in the front matter of its page. Nothing is written
//! here: the command line writes both files, and an editor is asked to.
//!
//! Every signature is a file of its own, so that two people who sign at once, or on two branches, lose nothing.

mod front_matter;

use std::collections::HashSet;
use std::fmt::Display;
use std::path::PathBuf;

use serde_yaml::{Mapping, Value};

use crate::base::date::Date;
use crate::base::slug::slug;
use crate::base::span::DocId;
use crate::model::collection::Collection;
use crate::model::content_hash::ContentHash;
use crate::model::facts::{Article, Entity, Outcome, SourcesChecked};
use crate::model::index::{EntityRef, Index, Record, ReviewerStatus};
use crate::project::named;
use crate::project::repository::Project;
use crate::rules::review::overdue::review_age;
use crate::rules::settings::Settings;

use front_matter::Update;
pub use front_matter::Updated;

/// What a review was about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// By a medical reviewer, as publication needs.
    Medical,
    /// By a second expert.
    Peer,
    /// Language and structure.
    Editorial,
    /// The sources alone.
    Evidence,
}

/// How much of a text was reviewed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// All of it.
    Whole,
    /// Some of it; this does not move the date of the review.
    Part,
}

impl Kind {
    /// The word for it in a record.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Kind::Medical => "medical",
            Kind::Peer => "peer",
            Kind::Editorial => "editorial",
            Kind::Evidence => "evidence",
        }
    }
}

impl Scope {
    /// The word for it in a record.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Scope::Whole => "whole",
            Scope::Part => "part",
        }
    }

    /// What was reviewed, as part of a sentence.
    #[must_use]
    pub fn of_text(self) -> &'static str {
        match self {
            Scope::Whole => "the whole text",
            Scope::Part => "part of the text",
        }
    }
}

/// What somebody wants to sign.
#[derive(Clone, Debug)]
pub struct Request {
    /// The id of the person who reviewed the text.
    pub reviewer: String,
    /// What the review was about.
    pub kind: Kind,
    /// How much of the text was reviewed.
    pub scope: Scope,
    /// The day of the review.
    pub date: Date,
    /// The sources that were opened again: their ids, or `all`.
    pub sources_checked: Vec<String>,
    /// A note of the reviewer for the record.
    pub note: Option<String>,
}

impl Request {
    /// A medical review of a whole text by a person of this id, of which no more is to be said.
    #[must_use]
    pub fn medical(reviewer: &str, date: Date) -> Request {
        Request {
            reviewer: reviewer.to_owned(),
            kind: Kind::Medical,
            scope: Scope::Whole,
            date,
            sources_checked: Vec::new(),
            note: None,
        }
    }
}

/// A signature that can be written.
pub struct Signature {
    /// The article.
    pub doc: DocId,
    /// Its path.
    pub path: String,
    /// Its id.
    pub article: String,
    /// The id of the person who signs.
    pub reviewer: String,
    /// What the person is called.
    pub name: String,
    /// What the review was about.
    pub kind: Kind,
    /// How much of the text was reviewed.
    pub scope: Scope,
    /// The day of the review.
    pub date: Date,
    /// The hash of the text.
    pub hash: ContentHash,
    /// The text of the record.
    pub record: String,
    /// The path of the record that says all of this already.
    pub already: Option<String>,
    /// The article as it was read.
    pub before: String,
    /// The article with its new front matter; `None` if that stays as it is.
    pub updated: Option<Updated>,
    /// What the person who signs has to see to.
    pub notices: Vec<String>,
}

impl Signature {
    /// Works out what a signature writes.
    ///
    /// # Errors
    /// Why nothing can be signed, in a sentence: the person may not, or the text cannot be read.
    pub fn prepare(request: &Request, doc: DocId, project: &mut Project) -> Result<Signature, String> {
        let settings = project.session.settings().clone();
        let index = project.session.index();
        let facts = index.facts(doc).ok_or_else(|| refusal("the article is gone"))?;
        let (Some(article), Some(page)) = (&facts.article, facts.page()) else {
            return Err(refusal(format!("`{}` is no article", facts.path)));
        };
        if !facts.readable {
            return Err(refusal(format!(
                "`{}` cannot be read; `medproof check` says where it breaks",
                facts.path
            )));
        }
        let (reviewer, name) = reviewer(index, doc, article, request)?;
        let whole = request.kind == Kind::Medical && request.scope == Scope::Whole;
        if request.kind == Kind::Medical {
            not_before_the_last(index, doc, article, request.date)?;
        }
        all_exist(index, &request.sources_checked)?;
        let hash = index.content_hash(doc).ok_or_else(|| {
            refusal(format!(
                "a cause or source of `{}` is in a file that cannot be read; `medproof check` says where it breaks",
                facts.path
            ))
        })?;
        let date = request.date;
        let due = review_age(&settings, article).map(|months| date.months_later(months)).filter(|_| whole);
        let shared = index.names().all_by_id(Collection::Article, &page.id.text).len() > 1;
        let language = page.language.as_deref().filter(|_| shared);
        let record = record(&settings, request, &page.id.text, language, hash, due)?;
        let mut signature = Signature {
            doc,
            path: facts.path.clone(),
            article: page.id.text.clone(),
            reviewer,
            name,
            kind: request.kind,
            scope: request.scope,
            date,
            hash,
            record,
            already: already(index, doc, request, hash),
            before: String::new(),
            updated: None,
            notices: Vec::new(),
        };
        if let (true, Some(next), None) = (whole, article.next_review, due)
            && next.date.day().is_some_and(|next| next <= date)
        {
            signature.notices.push(format!(
                "`{}` of `{}` is {}, which is past; give the day of the next review",
                settings.field(Collection::Article, "next-review"),
                facts.path,
                next.date
            ));
        }
        let update = signature.update(index, doc, article, due);
        let source = project.session.source(doc).ok_or_else(|| refusal("the article is gone"))?;
        signature.before.clone_from(&source.text);
        if !whole {
            return Ok(signature);
        }
        match update.apply(source, &settings) {
            Ok(updated) => signature.updated = Some(updated).filter(|updated| !updated.changed.is_empty()),
            Err(fields) => signature.notices.push(format!(
                "the front matter of `{}` is written in a way that cannot be changed safely; bring {} up to date by hand",
                signature.path,
                fields.join(", ")
            )),
        }
        Ok(signature)
    }

    /// What has to change in the front matter, where it names the reviewers and the dates of reviews.
    fn update(&self, index: &Index, doc: DocId, article: &Article, due: Option<Date>) -> Update {
        let reviews = index.reviews(doc);
        let on_record = |name: &str| {
            let person = index.person(name);
            let records = reviews.approved().filter_map(|record| record.review.reviewer.as_ref());
            person.is_some() && records.into_iter().any(|own| index.person(&own.text) == person)
        };
        let own = index.person(&self.reviewer);
        let keep: Vec<bool> = article
            .reviewers
            .iter()
            .map(|named| index.person(&named.text) == own || on_record(&named.text))
            .collect();
        let there = article.reviewers.iter().any(|named| index.person(&named.text) == own);
        Update {
            reviewer: self.reviewer.clone(),
            keep,
            adds: !article.reviewers.is_empty() && !there,
            last: self.date,
            next: due,
        }
    }

    /// The folder that the record goes to, from the root of the repository.
    ///
    /// # Errors
    /// The settings name no folder that holds records.
    pub fn folder(&self, project: &Project) -> Result<PathBuf, String> {
        folder(project, &self.file_name(1))
    }

    /// The name of the nth record of this person for this article on this day.
    #[must_use]
    pub fn file_name(&self, nth: usize) -> String {
        let (article, reviewer) = (slug(&self.article), slug(&self.reviewer));
        match nth {
            1 => format!("{article}-{}-{reviewer}.yaml", self.date),
            nth => format!("{article}-{}-{reviewer}-{nth}.yaml", self.date),
        }
    }
}

/// Says that nothing was signed, and why.
pub fn refusal(message: impl Display) -> String {
    format!("{message}; nothing was signed")
}

fn unknown(index: &Index, collection: Collection, noun: &str, name: &str) -> String {
    refusal(named::unknown(index, collection, noun, name))
}

/// The ids and names of the people who may sign a medical review of an article on a day: first those that the page names
/// as its reviewers, then the others of the repository.
#[must_use]
pub fn who_may_sign(index: &Index, doc: DocId, date: Date) -> Vec<(String, String)> {
    let Some(article) = index.facts(doc).and_then(|facts| facts.article.as_ref()) else {
        return Vec::new();
    };
    let people = index.documents().filter(|(_, facts)| facts.collection == Collection::Person);
    let everyone = people.flat_map(|(_, facts)| &facts.entities);
    let named = article.reviewers.iter().filter_map(|named| index.entity(index.person(&named.text)?));
    let mut known = HashSet::new();
    let once = named.chain(everyone).filter(|person| known.insert(person.id.text.as_str()));
    let may = |person: &Entity| reviewer(index, doc, article, &Request::medical(&person.id.text, date)).ok();
    once.filter_map(may).collect()
}

/// The id and the name of the reviewer, whom nothing keeps from signing.
fn reviewer(
    index: &Index,
    doc: DocId,
    article: &Article,
    request: &Request,
) -> Result<(String, String), String> {
    let (id, date) = (request.reviewer.as_str(), request.date);
    let Some(entity) = index.names().by_id(Collection::Person, id) else {
        return Err(unknown(index, Collection::Person, "person", id));
    };
    let name = index.entity(entity).and_then(|entity| entity.title.as_ref());
    let name = name.map_or_else(|| id.to_owned(), |name| name.text.clone());
    let refuse = |why: &str| Err(refusal(format!("{name} {why}")));
    let medical = request.kind == Kind::Medical;
    match index.standing(doc, id, Some(date.into())) {
        ReviewerStatus::Author => refuse("is the author, and nobody can review their own text"),
        ReviewerStatus::Unknown => Err(unknown(index, Collection::Person, "person", id)),
        ReviewerStatus::Unjudged => refuse("has a bio that cannot be read or names no roles"),
        ReviewerStatus::Group if medical => {
            refuse("is a team, and a medical review is signed by the person who did it")
        }
        ReviewerStatus::WithoutRole(_) if medical => {
            refuse("is no medical reviewer: the bio does not name the role `medical-reviewer`")
        }
        ReviewerStatus::Inactive(_) => refuse(&format!("was not active on {date}")),
        _ if !medical && is_inactive(index, entity, date) => refuse(&format!("was not active on {date}")),
        _ if !medical && article.authors.iter().any(|author| index.person(&author.text) == Some(entity)) => {
            refuse("is an author, and nobody can review their own text")
        }
        _ => Ok((id.to_owned(), name)),
    }
}

/// The path of the record that already says what these arguments would record: the same text, person, kind and
/// day, and nothing that the record lacks. One that a later review of its kind took back says nothing any more.
fn already(index: &Index, doc: DocId, request: &Request, hash: ContentHash) -> Option<String> {
    let date = request.date;
    let of_kind = |record: &&Record| record.review.kind.as_deref() == Some(request.kind.name());
    let records = || index.reviews(doc).records.iter().filter(of_kind);
    let takes_back = |record: &Record| {
        record.review.outcome == Some(Outcome::ChangesNeeded) && record.day().is_none_or(|day| day >= date)
    };
    if request.note.is_some() || records().any(takes_back) {
        return None;
    }
    let person = index.person(&request.reviewer)?;
    let says_it = |record: &&Record| {
        let review = &record.review;
        let signs = |written: &str| ContentHash::parse(written) == Some(hash);
        review.outcome == Some(Outcome::Approved)
            && record.day() == Some(date)
            && !record.shared
            && (review.whole || request.scope == Scope::Part)
            && review.reviewer.as_ref().is_some_and(|name| index.person(&name.text) == Some(person))
            && review.content_hash.as_ref().is_some_and(|written| signs(&written.text))
            && names_all(&review.sources_checked, &request.sources_checked)
    };
    let record = records().find(says_it)?;
    Some(index.facts_at(record.review.place)?.path.clone())
}

/// Whether a record says of all these sources that they were opened again.
fn names_all(checked: &SourcesChecked, sources: &[String]) -> bool {
    match checked {
        SourcesChecked::All => true,
        SourcesChecked::Some(ids) => sources.iter().all(|id| ids.iter().any(|own| own.text == *id)),
        SourcesChecked::Unstated => sources.is_empty(),
    }
}

/// A record older than the last review of the whole text would sign nothing.
fn not_before_the_last(index: &Index, doc: DocId, article: &Article, date: Date) -> Result<(), String> {
    let recorded = index.reviews(doc).last_whole().and_then(|record| record.day());
    let shown = article.last_reviewed.and_then(|dated| dated.date.day());
    match recorded.or(shown) {
        Some(last) if date < last => Err(refusal(format!(
            "the page was reviewed on {last}, and a review of {date} cannot have been of the text as it is now"
        ))),
        _ => Ok(()),
    }
}

fn is_inactive(index: &Index, person: EntityRef, date: Date) -> bool {
    let people = index.facts(person.doc).map(|facts| facts.people.as_slice()).unwrap_or_default();
    people.get(person.nth as usize).is_some_and(|person| !person.is_active(Some(date.into())))
}

/// Whether all sources that were named exist.
fn all_exist(index: &Index, named: &[String]) -> Result<(), String> {
    for id in named.iter().filter(|id| *id != "all") {
        if index.names().by_id(Collection::Source, id).is_none() {
            return Err(unknown(index, Collection::Source, "source", id));
        }
    }
    Ok(())
}

/// The record as YAML.
fn record(
    settings: &Settings,
    request: &Request,
    article: &str,
    language: Option<&str>,
    hash: ContentHash,
    due: Option<Date>,
) -> Result<String, String> {
    let mut record = Mapping::new();
    let mut put = |field: &str, value: Value| {
        record.insert(Value::from(settings.field(Collection::Review, field)), value);
    };
    put("article", Value::from(article));
    if let Some(language) = language {
        put("language", Value::from(language));
    }
    put("reviewer", Value::from(request.reviewer.as_str()));
    put("date", Value::from(request.date.to_string()));
    put("kind", Value::from(request.kind.name()));
    put("outcome", Value::from("approved"));
    put("scope", Value::from(request.scope.name()));
    put("content-hash", Value::from(hash.to_string()));
    let sources = &request.sources_checked;
    if sources.iter().any(|id| id == "all") {
        put("sources-checked", Value::from("all"));
    } else if !sources.is_empty() {
        put("sources-checked", sources.iter().map(|id| Value::from(id.as_str())).collect::<Vec<_>>().into());
    }
    if let Some(due) = due {
        put("next-due", Value::from(due.to_string()));
    }
    if let Some(note) = &request.note {
        put("note", Value::from(note.as_str()));
    }
    serde_yaml::to_string(&record)
        .map_err(|error| refusal(format!("the record could not be written: {error}")))
}

/// The folder that review records are kept in: the one the content model names, or one that holds some already.
fn folder(project: &Project, name: &str) -> Result<PathBuf, String> {
    let is_folder = |folder: &str| project.root.folder.join(folder).is_dir();
    let index_folders = project.review_folders();
    let usual = ["content/reviews", "reviews"];
    let there = usual.iter().filter(|folder| is_folder(folder)).map(|folder| (*folder).to_owned());
    let fresh = if is_folder("content") { usual.to_vec() } else { vec!["reviews", "content/reviews"] };
    there
        .chain(index_folders)
        .chain(fresh.into_iter().map(str::to_owned))
        .find(|folder| project.claim(&format!("{folder}/{name}")) == Some(Collection::Review))
        .map(PathBuf::from)
        .ok_or_else(|| {
            refusal("`collections.reviews` in medproof.yaml names no folder that a new record could go to")
        })
}
