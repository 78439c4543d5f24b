//! Whom and what pages name, as far as rules ask for it.

use std::sync::OnceLock;

use super::people::{People, person};
use super::reads::{self, Asked, Part};
use super::worked::Worked;
use super::{Changed, Documents, EntityRef, Names};
use crate::base::quick::{QuickMap, count, exchange};
use crate::base::span::DocId;
use crate::base::title;
use crate::model::facts::{Facts, Status};

/// What pages name; each part is found out where a rule asks for it.
#[derive(Debug, Default)]
pub(super) struct Mentioned {
    /// How often the names and ids, folded, of those who wrote or reviewed pages occur.
    people: OnceLock<QuickMap<String, usize>>,
    topics: OnceLock<Topics>,
    appearances: OnceLock<Appearances>,
}

/// The terms that pages are filed under. Tags that are no terms lead to none.
#[derive(Debug, Default)]
struct Topics {
    /// How often pages are filed under a term.
    counts: QuickMap<EntityRef, usize>,
    by_page: Worked<DocId, Vec<EntityRef>>,
}

/// Where persons wrote or reviewed a page.
#[derive(Debug, Default)]
struct Appearances {
    /// The numbers of pages that do not state the conflicts of interest themselves, and of those that do.
    by_person: QuickMap<EntityRef, [usize; 2]>,
    by_page: Worked<DocId, Appearing>,
}

/// Who wrote or reviewed a page, and whether it states the conflicts of interest.
#[derive(Clone, Debug, Default, PartialEq)]
struct Appearing {
    people: Vec<EntityRef>,
    disclosed: bool,
}

/// The names and ids of all whom a document names as authors and reviewers, folded.
fn people(facts: &Facts) -> impl Iterator<Item = String> {
    let article = facts.article.iter().flat_map(|article| article.authors.iter().chain(&article.reviewers));
    let reviews = facts.reviews.iter().filter_map(|review| review.reviewer.as_ref());
    let bylines = facts.bylines.iter().map(|byline| &byline.name);
    article.chain(reviews).chain(bylines).map(|name| title::fold(&name.text))
}

/// The terms that a document is filed under; `None` of one that is filed under nothing.
fn topics(names: &Names, facts: &Facts) -> Option<Vec<EntityRef>> {
    facts.topics().next()?;
    Some(facts.topics().filter_map(|topic| names.topic(&topic.text)).collect())
}

impl Mentioned {
    fn people(&self, documents: &Documents) -> &QuickMap<String, usize> {
        self.people.get_or_init(|| {
            let mut counts = QuickMap::default();
            documents.iter().for_each(|(_, facts)| count(&mut counts, people(facts)));
            counts
        })
    }

    /// Whether somebody of this folded name or id wrote or reviewed a page.
    pub(super) fn is_named(&self, documents: &Documents, folded: &str) -> bool {
        self.people(documents).contains_key(folded)
    }

    /// Whether pages say who wrote or reviewed them.
    pub(super) fn names_anybody(&self, documents: &Documents) -> bool {
        !self.people(documents).is_empty()
    }

    fn topics(&self, documents: &Documents, names: &Names) -> &QuickMap<EntityRef, usize> {
        let topics = self.topics.get_or_init(|| {
            let mut all = Topics::default();
            for (doc, facts) in documents.iter() {
                let (topics, reads) = reads::record(|| topics(names, facts));
                if let Some(topics) = topics {
                    count(&mut all.counts, topics.iter().copied());
                    all.by_page.set(doc, Some(topics), reads);
                }
            }
            all
        });
        &topics.counts
    }

    /// Whether a page is filed under a term.
    pub(super) fn is_filed(&self, documents: &Documents, names: &Names, term: EntityRef) -> bool {
        self.topics(documents, names).contains_key(&term)
    }

    /// Whether some page is filed under a term.
    pub(super) fn files_anything(&self, documents: &Documents, names: &Names) -> bool {
        !self.topics(documents, names).is_empty()
    }

    /// Whether a person wrote or reviewed pages and each of them states the conflicts of interest itself.
    pub(super) fn is_covered(
        &self,
        documents: &Documents,
        names: &Names,
        reviews: &People,
        person: EntityRef,
    ) -> bool {
        let appearances = self.appearances(documents, names, reviews);
        appearances.by_person.get(&person).is_some_and(|[silent, _]| *silent == 0)
    }

    fn appearances(&self, documents: &Documents, names: &Names, reviews: &People) -> &Appearances {
        self.appearances.get_or_init(|| {
            let mut appearances = Appearances::default();
            for (doc, facts) in documents.iter() {
                let (appearing, reads) = reads::record(|| Appearing::of(names, reviews, doc, facts));
                drop(appearances.set(doc, appearing, reads));
            }
            appearances
        })
    }

    /// Makes ready for edits, so that the first takes no longer than others.
    pub(super) fn expect_edits(&mut self, documents: &Documents, names: &Names, reviews: &People) {
        self.people(documents);
        self.topics(documents, names);
        self.appearances(documents, names, reviews);
        self.topics.get_mut().into_iter().for_each(|topics| topics.by_page.expect_edits());
        self.appearances.get_mut().into_iter().for_each(|appearances| appearances.by_page.expect_edits());
    }

    /// Takes in what edited documents say now, and those that named somebody or something which changed.
    pub(super) fn renew(
        &mut self,
        documents: &Documents,
        (names, reviews): (&Names, &People),
        edited: &[(DocId, &Facts, &Facts)],
        changed: &mut Changed,
    ) {
        if let Some(counts) = self.people.get_mut() {
            let some = !counts.is_empty();
            for (_, old, new) in edited {
                let (before, now) = (people(old).collect::<Vec<_>>(), people(new).collect::<Vec<_>>());
                for name in exchange(counts, before, now) {
                    changed.note(Asked::Named(&name));
                }
            }
            changed.part(Part::Mentioned, some == counts.is_empty());
        }
        let edited = || edited.iter().map(|(doc, ..)| *doc);
        if let Some(topics) = self.topics.get_mut() {
            let some = !topics.counts.is_empty();
            let mut again = topics.by_page.stale(changed);
            again.extend(edited());
            for doc in again {
                let (now, reads) = reads::record(|| self::topics(names, documents.get(doc)?));
                let new = now.clone().unwrap_or_default();
                let old = topics.by_page.set(doc, now, reads).unwrap_or_default();
                for term in exchange(&mut topics.counts, old, new) {
                    changed.note(Asked::Filed(term));
                }
            }
            changed.part(Part::Mentioned, some == topics.counts.is_empty());
        }
        if let Some(appearances) = self.appearances.get_mut() {
            let mut again = appearances.by_page.stale(changed);
            again.extend(edited());
            for doc in again {
                let appearing = || Appearing::of(names, reviews, doc, documents.get(doc)?);
                let (now, reads) = reads::record(appearing);
                for person in appearances.set(doc, now, reads) {
                    changed.note(Asked::Covered(person));
                }
            }
        }
    }
}

impl Appearing {
    /// `None` of a document that names nobody.
    fn of(names: &Names, reviews: &People, doc: DocId, facts: &Facts) -> Option<Appearing> {
        let article = facts.article.as_ref().filter(|article| article.status != Status::Retired)?;
        let records = reviews.reviews(doc).medical().filter_map(|record| record.review.reviewer.as_ref());
        let all = article.authors.iter().chain(&article.reviewers).chain(records);
        let people = all.filter_map(|name| person(names, &name.text)).collect();
        Some(Appearing { people, disclosed: article.disclosed })
    }
}

impl Appearances {
    /// Takes in who wrote or reviewed a page, and returns those for whom that is another page than before.
    fn set(&mut self, doc: DocId, now: Option<Appearing>, reads: reads::Reads) -> Vec<EntityRef> {
        let new = now.clone().unwrap_or_default();
        let old = self.by_page.set(doc, now, reads).unwrap_or_default();
        if old == new {
            return Vec::new();
        }
        for person in &new.people {
            self.by_person.entry(*person).or_default()[usize::from(new.disclosed)] += 1;
        }
        for person in &old.people {
            if let Some(numbers) = self.by_person.get_mut(person) {
                numbers[usize::from(old.disclosed)] -= 1;
                if *numbers == [0, 0] {
                    self.by_person.remove(person);
                }
            }
        }
        old.people.into_iter().chain(new.people).collect()
    }
}
