//! The calendar of reviews: which page is to be reviewed next by which day, and by whom.
//!
//! The days are those of the rules on overdue and near reviews ([`Schedule`]), for the same pages: those that readers
//! see. Nothing that silences a rule takes a page out of the calendar.

use crate::base::date::Date;
use crate::base::span::DocId;
use crate::model::collection::Collection;
use crate::model::facts::{Article, Facts, Mention};
use crate::model::index::{EntityRef, Index};
use crate::rules::review::due_soon;
use crate::rules::review::overdue::{Schedule, review_age, states_next};
use crate::rules::settings::Settings;

/// When the pages of a repository are to be reviewed next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Calendar {
    /// The day it is seen from.
    pub today: Date,
    /// Days before the day of a review from which on it is reported as near, by the settings.
    pub window: u32,
    /// The pages that have such a day, in order of it, then of their paths.
    pub entries: Vec<Entry>,
    /// The pages that have none because no review of them counts, in order of their paths.
    pub unreviewed: Vec<Unreviewed>,
}

/// A page without a review that counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unreviewed {
    /// The page.
    pub doc: DocId,
    /// Its path, relative to the repository's root.
    pub path: String,
}

/// The next review of one page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The page.
    pub doc: DocId,
    /// Its path, relative to the repository's root.
    pub path: String,
    /// Its id.
    pub id: String,
    /// Whether another page has the same id and language, which is an error of the content.
    pub shares_id: bool,
    /// Its title, or its id if it has none.
    pub title: String,
    /// The language it states.
    pub language: Option<String>,
    /// What it is about.
    pub topic: Option<Named>,
    /// Who reviews it: whom its front matter names, then the reviewer of the newest record.
    pub reviewers: Vec<Named>,
    /// The day of its last review.
    pub last: Option<Date>,
    /// The last day for the next review.
    pub due: Date,
    /// Whether that day is planned. Otherwise it is the one on which the last review is too old.
    pub planned: bool,
    /// Whether the page or its newest record says when it is to be reviewed next.
    pub states_next: bool,
    /// How near the day is.
    pub urgency: Urgency,
}

/// Something with an id and a name for readers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// The id; as written, if the repository does not have it.
    pub id: String,
    /// The name; the id, if the repository knows no name.
    pub name: String,
}

/// How near the day of a review is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Urgency {
    /// It is over: `review/overdue` reports the page.
    Overdue,
    /// It is today or within the days of the settings: `review/due-soon` reports the page.
    Soon,
    /// It is later.
    Later,
}

impl Urgency {
    /// The word for it in formats for programs.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Urgency::Overdue => "overdue",
            Urgency::Soon => "soon",
            Urgency::Later => "later",
        }
    }

    fn of(due: Date, today: Date, window: u32) -> Urgency {
        match due.days_since(today) {
            left if left < 0 => Urgency::Overdue,
            left if left <= i64::from(window) => Urgency::Soon,
            _ => Urgency::Later,
        }
    }
}

impl Calendar {
    /// The calendar of a repository.
    #[must_use]
    pub fn of(settings: &Settings, index: &Index) -> Calendar {
        let window = due_soon::window(settings);
        let mut calendar =
            Calendar { today: settings.today, window, entries: Vec::new(), unreviewed: Vec::new() };
        for (doc, facts) in index.documents() {
            let Some(article) = facts.article.as_ref().filter(|_| is_counted(index, doc, facts)) else {
                continue;
            };
            let schedule = Schedule::of(settings, index, doc, article);
            match schedule.and_then(|schedule| Some((schedule, schedule.due()?.0))) {
                Some((schedule, due)) => {
                    calendar.entries.push(entry(settings, index, (doc, facts, article), schedule, due));
                }
                None if review_age(settings, article).is_some() => {
                    calendar.unreviewed.push(Unreviewed { doc, path: facts.path.clone() });
                }
                // Where reviews never expire none is to come.
                None => {}
            }
        }
        // Stable: documents come in order of path.
        calendar.entries.sort_by_key(|entry| entry.due);
        calendar
    }

    /// How many reviews are overdue.
    #[must_use]
    pub fn overdue(&self) -> usize {
        self.entries.iter().filter(|entry| entry.urgency == Urgency::Overdue).count()
    }

    /// Keeps the pages that this person reviews.
    pub fn keep_reviewer(&mut self, index: &Index, person: EntityRef) {
        self.keep(index, |doc, article| {
            named_reviewers(index, doc, article).any(|name| index.person(&name.text) == Some(person))
        });
    }

    /// Keeps the pages on this topic.
    pub fn keep_topic(&mut self, index: &Index, topic: &str) {
        self.keep(index, |_, article| article.is_on(topic));
    }

    fn keep(&mut self, index: &Index, is_kept: impl Fn(DocId, &Article) -> bool) {
        let keeps = |doc: DocId| {
            let article = index.facts(doc).and_then(|facts| facts.article.as_ref());
            article.is_some_and(|article| is_kept(doc, article))
        };
        self.entries.retain(|entry| keeps(entry.doc));
        self.unreviewed.retain(|page| keeps(page.doc));
    }

    /// Keeps the reviews that are due by this day, that day included.
    pub fn keep_until(&mut self, last: Date) {
        self.entries.retain(|entry| entry.due <= last);
    }
}

/// Whether a page has reviews to come: readers see it, and it is neither unreadable nor a part of another page.
fn is_counted(index: &Index, doc: DocId, facts: &Facts) -> bool {
    facts.readable && facts.status().is_seen() && !index.is_part(doc)
}

fn entry(
    settings: &Settings,
    index: &Index,
    (doc, facts, article): (DocId, &Facts, &Article),
    schedule: Schedule,
    due: Date,
) -> Entry {
    let entity = facts.entities.first();
    let id = entity.map(|entity| entity.id.text.clone()).unwrap_or_default();
    let title = entity.and_then(|entity| entity.title.as_ref());
    let window = due_soon::window(settings);
    Entry {
        doc,
        path: facts.path.clone(),
        shares_id: shares_id(index, doc),
        title: title.map_or_else(|| id.clone(), |title| title.text.clone()),
        id,
        language: entity.and_then(|entity| entity.language.clone()),
        topic: article.topic.as_ref().map(|topic| named_topic(index, topic)),
        reviewers: reviewers(index, doc, article),
        last: schedule.last.map(|(day, _)| day),
        due,
        planned: schedule.planned.is_some_and(|(day, _)| day == due),
        states_next: states_next(article, index.reviews(doc)),
        urgency: Urgency::of(due, settings.today, window),
    }
}

fn shares_id(index: &Index, doc: DocId) -> bool {
    index.first_namesake(EntityRef { doc, nth: 0 }).is_some()
}

/// The topic of a page, with the name that the glossary has for it.
#[must_use]
pub fn named_topic(index: &Index, topic: &Mention) -> Named {
    named(index, index.names().by_id(Collection::Term, &topic.text), &topic.text)
}

/// A person whom a page or record names.
#[must_use]
pub fn named_person(index: &Index, name: &str) -> Named {
    named(index, index.person(name), name)
}

fn named(index: &Index, entity: Option<EntityRef>, written: &str) -> Named {
    match entity.and_then(|entity| index.entity(entity)) {
        Some(entity) => {
            let id = entity.id.text.clone();
            let name = entity.title.as_ref().map_or_else(|| id.clone(), |title| title.text.clone());
            Named { id, name }
        }
        None => Named { id: written.to_owned(), name: written.to_owned() },
    }
}

/// The reviewers that a page names, then the one of its newest record.
fn named_reviewers<'a>(
    index: &'a Index,
    doc: DocId,
    article: &'a Article,
) -> impl Iterator<Item = &'a Mention> {
    let recorded = index.reviews(doc).last_whole().and_then(|record| record.review.reviewer.as_ref());
    article.reviewers.iter().chain(recorded)
}

/// Who reviews a page, each once.
fn reviewers(index: &Index, doc: DocId, article: &Article) -> Vec<Named> {
    let mut reviewers: Vec<Named> = Vec::new();
    for mention in named_reviewers(index, doc, article) {
        let reviewer = named_person(index, &mention.text);
        if !reviewers.contains(&reviewer) {
            reviewers.push(reviewer);
        }
    }
    reviewers
}
