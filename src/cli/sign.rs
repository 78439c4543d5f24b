//! `medproof sign`: records a review, with the hash of the text that was reviewed.
//!
//! Every signature is a file of its own, so that two people who sign at once, or on two branches, lose nothing.

mod front_matter;

use std::io;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use serde_yaml::{Mapping, Value};

use super::check::{parse_date, system_day};
use super::{Failure, Outcome, Streams, named};
use crate::base::date::Date;
use crate::base::slug::slug;
use crate::base::span::DocId;
use crate::model::collection::Collection;
use crate::model::content_hash::ContentHash;
use crate::model::facts::{Article, Outcome as ReviewOutcome, SourcesChecked};
use crate::model::index::{EntityRef, Index, Record, ReviewerStatus};
use crate::project::Project;
use crate::project::discover::Root;
use crate::project::write::{self, Step, StepError};
use crate::report::{sanitise, wording as report};
use crate::rules::review::overdue::review_age;
use crate::rules::settings::Settings;

use crate::project::signed::{self, Signed};
use front_matter::{Update, Updated};

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The article that was reviewed: its id or its path
    #[arg(value_name = "ARTICLE")]
    article: String,
    /// The id of the person who reviewed it
    #[arg(long, value_name = "ID")]
    reviewer: String,
    /// What the review was about
    #[arg(long, value_name = "KIND", default_value = "medical")]
    kind: Kind,
    /// The day of the review, such as 2026-11-22 [default: today]
    #[arg(long, value_name = "DATE", value_parser = parse_date)]
    date: Option<Date>,
    /// How much of the text was reviewed
    #[arg(long, value_name = "SCOPE", default_value = "whole")]
    scope: Scope,
    /// The sources that were opened again: their ids, or `all` [default: the record does not say]
    #[arg(long, value_name = "SOURCES", value_delimiter = ',')]
    sources_checked: Vec<String>,
    /// A note of the reviewer for the record
    #[arg(long, value_name = "TEXT")]
    note: Option<String>,
    /// The day that counts as today
    #[arg(long, value_name = "DATE", value_parser = parse_date)]
    today: Option<Date>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Kind {
    /// By a medical reviewer, as publication needs
    Medical,
    /// By a second expert
    Peer,
    /// Language and structure
    Editorial,
    /// The sources alone
    Evidence,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Scope {
    /// All of the text
    Whole,
    /// Some of the text; this does not move the date of the review
    Part,
}

impl Kind {
    fn name(self) -> &'static str {
        match self {
            Kind::Medical => "medical",
            Kind::Peer => "peer",
            Kind::Editorial => "editorial",
            Kind::Evidence => "evidence",
        }
    }
}

impl Scope {
    fn name(self) -> &'static str {
        match self {
            Scope::Whole => "whole",
            Scope::Part => "part",
        }
    }

    fn of_text(self) -> &'static str {
        match self {
            Scope::Whole => "the whole text",
            Scope::Part => "part of the text",
        }
    }
}

/// Signs an article and prints what was signed.
pub(super) fn run(arguments: &Arguments, streams: &Streams) -> Result<Outcome, Failure> {
    let today = arguments.today.map_or_else(system_day, Ok)?;
    let date = arguments.date.unwrap_or(today);
    if date > today {
        return Err(refusal(format!(
            "{date} lies in the future, and nobody can have reviewed the text then"
        )));
    }
    let path = Some(PathBuf::from(&arguments.article)).filter(|path| path.is_file());
    let root = Root::of(path.as_deref().unwrap_or(Path::new(".")))?;
    super::put_back(&root, streams)?;
    let (mut project, overrides) = named::project(&root, today, path.as_deref())?;
    let signature = Signature::prepare(arguments, date, path.as_deref(), &mut project)?;
    if let Some(record) = &signature.already {
        signature.tell_again(record, streams)?;
        return Ok(Outcome::Clean);
    }
    // Anyone who signs sees first what they sign: it may be more than they were told of.
    match signed::compare(&mut project, &overrides, signature.doc) {
        Signed::Compared(comparison) => {
            let style = streams.out_style();
            streams.print(|out| {
                report::human(&comparison, style, out)?;
                writeln!(out)
            })?;
        }
        Signed::Lost { signature, why } => {
            streams.notice(&format!("the changes since {} cannot be shown: {why}", signature.review()))?;
        }
        Signed::Never(_) => {}
    }
    signature.write(&project, streams)?;
    Ok(Outcome::Clean)
}

fn refusal(message: String) -> Failure {
    Failure::Message(format!("{message}; nothing was signed"))
}

fn unknown(index: &Index, collection: Collection, noun: &str, name: &str) -> Failure {
    refusal(named::unknown(index, collection, noun, name))
}

/// A signature that can be written.
struct Signature {
    doc: DocId,
    path: String,
    article: String,
    reviewer: String,
    name: String,
    kind: Kind,
    scope: Scope,
    date: Date,
    hash: ContentHash,
    record: String,
    /// The record that says all of this already.
    already: Option<String>,
    /// The article as it was read.
    before: String,
    /// The article with its new front matter; `None` if that stays as it is.
    updated: Option<Updated>,
    /// What the person who signs has to see to.
    notices: Vec<String>,
}

impl Signature {
    fn prepare(
        arguments: &Arguments,
        date: Date,
        path: Option<&Path>,
        project: &mut Project,
    ) -> Result<Signature, Failure> {
        let relative = path.map(|path| project.root.relative(path)).transpose()?.flatten();
        let settings = project.session.settings().clone();
        let index = project.session.index();
        let doc = named::article(index, &arguments.article, relative.as_deref()).map_err(refusal)?;
        let unknown_article = || unknown(index, Collection::Article, "article", &arguments.article);
        let facts = index.facts(doc).ok_or_else(unknown_article)?;
        let (Some(article), Some(page)) = (&facts.article, facts.page()) else {
            return Err(unknown_article());
        };
        if !facts.readable {
            return Err(refusal(format!(
                "`{}` cannot be read; `medproof check` says where it breaks",
                facts.path
            )));
        }
        let (reviewer, name) = reviewer(index, doc, article, arguments, date)?;
        let whole = arguments.kind == Kind::Medical && arguments.scope == Scope::Whole;
        if arguments.kind == Kind::Medical {
            not_before_the_last(index, doc, article, date)?;
        }
        let sources = sources(index, &arguments.sources_checked)?;
        let hash = index.content_hash(doc).ok_or_else(|| {
            refusal(format!(
                "a cause or source of `{}` is in a file that cannot be read; `medproof check` says where it breaks",
                facts.path
            ))
        })?;
        let due = review_age(&settings, article).map(|months| date.months_later(months)).filter(|_| whole);
        let shared = index.names().all_by_id(Collection::Article, &page.id.text).len() > 1;
        let language = page.language.as_deref().filter(|_| shared);
        let record =
            record(&settings, arguments, date, &page.id.text, language, &reviewer, hash, &sources, due)?;
        let mut signature = Signature {
            doc,
            path: facts.path.clone(),
            article: page.id.text.clone(),
            reviewer,
            name,
            kind: arguments.kind,
            scope: arguments.scope,
            date,
            hash,
            record,
            already: already(index, doc, arguments, date, hash),
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
        let source = project.session.source(doc).ok_or_else(|| refusal("the article is gone".to_owned()))?;
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

    /// Says that a record has all of this already, so that nothing is written.
    fn tell_again(&self, record: &str, streams: &Streams) -> Result<(), Failure> {
        if let Some(updated) = &self.updated {
            streams.notice(&format!(
                "the front matter of `{}` does not show this review; write {}",
                self.path,
                updated.changed.join(", ")
            ))?;
        }
        streams.print(|out| {
            writeln!(
                out,
                "Already signed `{}`: {} review of {}; nothing was written",
                sanitise::path(&self.path),
                self.kind.name(),
                self.scope.of_text()
            )?;
            self.print_terms(record, out)
        })?;
        Ok(())
    }

    /// Prints who signed what, when and where.
    fn print_terms(&self, record: &str, out: &mut dyn io::Write) -> io::Result<()> {
        let (name, id) = (sanitise::sentence(&self.name), sanitise::sentence(&self.reviewer));
        writeln!(out, "  reviewer  {name} ({id})")?;
        writeln!(out, "  date      {}", self.date)?;
        writeln!(out, "  text      {}", self.hash)?;
        writeln!(out, "  record    {}", sanitise::path(record))
    }

    fn write(&self, project: &Project, streams: &Streams) -> Result<(), Failure> {
        let folder = folder(project, &self.file_name(1))?;
        let on_disk = project.root.folder.join(&folder);
        let article = project.root.folder.join(&self.path);
        let text = self.updated.as_ref().map(|updated| updated.text.as_bytes());
        let before = self.before.as_bytes();
        let page =
            Step { path: &article, before: Some(before), after: Some(text.unwrap_or(before)), like: None };
        // The record and the page go together, or not at all; anyone who signs or edits at the same time loses nothing.
        let mut nth = 1;
        // Held until the signature is reported.
        let (written, done) = loop {
            let path = on_disk.join(self.file_name(nth));
            let record = Step { path: &path, before: None, after: Some(self.record.as_bytes()), like: None };
            match write::together(&project.root.folder, &self.command(), &[record, page]) {
                Ok(done) => break (path, done),
                Err(StepError::Taken(_)) if nth < 1000 => nth += 1,
                Err(error) => return Err(refusal(error.to_string())),
            }
        };
        for notice in &done.notices {
            streams.notice(notice)?;
        }
        let record = project.root.relative(&written)?.unwrap_or_else(|| written.display().to_string());
        for notice in &self.notices {
            streams.notice(notice)?;
        }
        let (kind, extent) = (self.kind.name(), self.scope.of_text());
        streams.print(|out| {
            writeln!(out, "Signed `{}`: {kind} review of {extent}", sanitise::path(&self.path))?;
            self.print_terms(&record, out)?;
            match &self.updated {
                Some(updated) => writeln!(out, "  updated   {}", updated.changed.join(", ")),
                None => Ok(()),
            }
        })?;
        Ok(())
    }

    /// What a person runs again after a sudden end.
    fn command(&self) -> String {
        format!("medproof sign {} --reviewer {}", self.article, self.reviewer)
    }

    /// The name of the nth record of this person for this article on this day.
    fn file_name(&self, nth: usize) -> String {
        let (article, reviewer) = (slug(&self.article), slug(&self.reviewer));
        match nth {
            1 => format!("{article}-{}-{reviewer}.yaml", self.date),
            nth => format!("{article}-{}-{reviewer}-{nth}.yaml", self.date),
        }
    }
}

/// The id and the name of the reviewer, whom nothing keeps from signing.
fn reviewer(
    index: &Index,
    doc: DocId,
    article: &Article,
    arguments: &Arguments,
    date: Date,
) -> Result<(String, String), Failure> {
    let id = arguments.reviewer.as_str();
    let Some(entity) = index.names().by_id(Collection::Person, id) else {
        return Err(unknown(index, Collection::Person, "person", id));
    };
    let name = index.entity(entity).and_then(|entity| entity.title.as_ref());
    let name = name.map_or_else(|| id.to_owned(), |name| name.text.clone());
    let refuse = |why: &str| Err(refusal(format!("{name} {why}")));
    let medical = arguments.kind == Kind::Medical;
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
fn already(
    index: &Index,
    doc: DocId,
    arguments: &Arguments,
    date: Date,
    hash: ContentHash,
) -> Option<String> {
    let of_kind = |record: &&Record| record.review.kind.as_deref() == Some(arguments.kind.name());
    let records = || index.reviews(doc).records.iter().filter(of_kind);
    let takes_back = |record: &Record| {
        record.review.outcome == Some(ReviewOutcome::ChangesNeeded)
            && record.day().is_none_or(|day| day >= date)
    };
    if arguments.note.is_some() || records().any(takes_back) {
        return None;
    }
    let person = index.person(&arguments.reviewer)?;
    let says_it = |record: &&Record| {
        let review = &record.review;
        let signs = |written: &str| ContentHash::parse(written) == Some(hash);
        review.outcome == Some(ReviewOutcome::Approved)
            && record.day() == Some(date)
            && !record.shared
            && (review.whole || arguments.scope == Scope::Part)
            && review.reviewer.as_ref().is_some_and(|name| index.person(&name.text) == Some(person))
            && review.content_hash.as_ref().is_some_and(|written| signs(&written.text))
            && names_all(&review.sources_checked, &arguments.sources_checked)
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
fn not_before_the_last(index: &Index, doc: DocId, article: &Article, date: Date) -> Result<(), Failure> {
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

/// The sources that were named, all of which exist.
fn sources(index: &Index, named: &[String]) -> Result<Vec<String>, Failure> {
    for id in named.iter().filter(|id| *id != "all") {
        if index.names().by_id(Collection::Source, id).is_none() {
            return Err(unknown(index, Collection::Source, "source", id));
        }
    }
    Ok(named.to_vec())
}

/// The record as YAML.
#[allow(clippy::too_many_arguments, reason = "they are the fields of the record")]
fn record(
    settings: &Settings,
    arguments: &Arguments,
    date: Date,
    article: &str,
    language: Option<&str>,
    reviewer: &str,
    hash: ContentHash,
    sources: &[String],
    due: Option<Date>,
) -> Result<String, Failure> {
    let mut record = Mapping::new();
    let mut put = |field: &str, value: Value| {
        record.insert(Value::from(settings.field(Collection::Review, field)), value);
    };
    put("article", Value::from(article));
    if let Some(language) = language {
        put("language", Value::from(language));
    }
    put("reviewer", Value::from(reviewer));
    put("date", Value::from(date.to_string()));
    put("kind", Value::from(arguments.kind.name()));
    put("outcome", Value::from("approved"));
    put("scope", Value::from(arguments.scope.name()));
    put("content-hash", Value::from(hash.to_string()));
    if sources.iter().any(|id| id == "all") {
        put("sources-checked", Value::from("all"));
    } else if !sources.is_empty() {
        put("sources-checked", sources.iter().map(|id| Value::from(id.as_str())).collect::<Vec<_>>().into());
    }
    if let Some(due) = due {
        put("next-due", Value::from(due.to_string()));
    }
    if let Some(note) = &arguments.note {
        put("note", Value::from(note.as_str()));
    }
    serde_yaml::to_string(&record)
        .map_err(|error| refusal(format!("the record could not be written: {error}")))
}

/// The folder that review records are kept in: the one the content model names, or one that holds some already.
fn folder(project: &Project, name: &str) -> Result<PathBuf, Failure> {
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
            refusal(
                "`collections.reviews` in medproof.yaml names no folder that a new record could go to"
                    .to_owned(),
            )
        })
}
