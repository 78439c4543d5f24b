//! Whom and what pages name, as far as rules ask for it.

use std::sync::OnceLock;

use super::people::{People, person};
use super::reads::{Asked, Part};
use super::{Changed, Documents, EntityRef, Names};
use crate::base::quick::QuickMap;
use crate::base::span::DocId;
use crate::base::title;
use crate::model::facts::{Facts, Status};

/// What pages name; each part is found out where a rule asks for it.
#[derive(Debug, Default)]
pub(super) struct Mentioned {
    /// How often the names and ids, folded, of those who wrote or reviewed pages occur.
    people: OnceLock<QuickMap<String, usize>>,
    /// How often pages are filed under a term. Tags that are no terms lead to none.
    topics: OnceLock<QuickMap<EntityRef, usize>>,
    appearances: OnceLock<Appearances>,
}

/// Where persons wrote or reviewed a page.
#[derive(Debug, Default)]
struct Appearances {
    /// The numbers of pages that do not state the conflicts of interest themselves, and of those that do.
    by_person: QuickMap<EntityRef, [usize; 2]>,
    by_page: QuickMap<DocId, Appearing>,
}

/// Who wrote or reviewed a page, and whether it states the conflicts of interest.
#[derive(Debug, Default)]
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

fn topics<'n>(names: &'n Names, facts: &'n Facts) -> impl Iterator<Item = EntityRef> {
    facts.topics().filter_map(|topic| names.topic(&topic.text))
}

/// Counts things once more.
fn count<K: std::hash::Hash + Eq>(counts: &mut QuickMap<K, usize>, all: impl Iterator<Item = K>) {
    all.for_each(|one| *counts.entry(one).or_default() += 1);
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
        self.topics.get_or_init(|| {
            let mut counts = QuickMap::default();
            documents.iter().for_each(|(_, facts)| count(&mut counts, topics(names, facts)));
            counts
        })
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
        let appearances = self.appearances.get_or_init(|| {
            let mut appearances = Appearances::default();
            for (doc, facts) in documents.iter() {
                appearances.add(doc, Appearing::of(names, reviews, doc, facts));
            }
            appearances
        });
        appearances.by_person.get(&person).is_some_and(|[silent, _]| *silent == 0)
    }

    /// Takes in what a document says now, where ids are as they were. `terms_hold` and `people_hold` say whether topics and
    /// names lead to the same terms and persons as before, and reviews to the same pages.
    pub(super) fn renew(
        &mut self,
        (names, reviews): (&Names, &People),
        (terms_hold, people_hold): (bool, bool),
        (old, new): (&Facts, &Facts),
        changed: &mut Changed,
    ) {
        if let Some(counts) = self.people.get_mut() {
            let (before, now) = (people(old).collect::<Vec<_>>(), people(new).collect::<Vec<_>>());
            let some = !counts.is_empty();
            for name in exchange(counts, before, now) {
                changed.note(Asked::Named(&name));
            }
            changed.part(Part::Mentioned, some == counts.is_empty());
        }
        if !terms_hold {
            self.topics = OnceLock::new();
            changed.part(Part::Mentioned, true);
        } else if let Some(counts) = self.topics.get_mut() {
            let before = topics(names, old).collect::<Vec<_>>();
            let now = topics(names, new).collect::<Vec<_>>();
            let some = !counts.is_empty();
            for term in exchange(counts, before, now) {
                changed.note(Asked::Filed(term));
            }
            changed.part(Part::Mentioned, some == counts.is_empty());
        }
        if !people_hold {
            self.appearances = OnceLock::new();
            changed.part(Part::Mentioned, true);
        } else if let Some(appearances) = self.appearances.get_mut() {
            let doc = new.start.doc;
            let now = Appearing::of(names, reviews, doc, new);
            let before = appearances.by_page.get(&doc);
            let same = match before {
                Some(before) => before.people == now.people && before.disclosed == now.disclosed,
                None => now.people.is_empty(),
            };
            if !same {
                let people = before.map(|before| before.people.clone()).unwrap_or_default();
                people.iter().chain(&now.people).for_each(|person| changed.note(Asked::Covered(*person)));
                appearances.take_out(doc);
                appearances.add(doc, now);
            }
        }
    }
}

/// Counts some things in place of others, and returns those that are now there or no longer are.
fn exchange<K: std::hash::Hash + Eq + Clone>(
    counts: &mut QuickMap<K, usize>,
    before: Vec<K>,
    now: Vec<K>,
) -> Vec<K> {
    if before == now {
        return Vec::new();
    }
    let all: QuickMap<K, bool> =
        before.iter().chain(&now).map(|one| (one.clone(), counts.contains_key(one))).collect();
    for one in before {
        if let Some(number) = counts.get_mut(&one) {
            *number -= 1;
            if *number == 0 {
                counts.remove(&one);
            }
        }
    }
    count(counts, now.into_iter());
    all.into_iter().filter(|(one, was)| counts.contains_key(one) != *was).map(|(one, _)| one).collect()
}

impl Appearing {
    fn of(names: &Names, reviews: &People, doc: DocId, facts: &Facts) -> Appearing {
        let Some(article) = facts.article.as_ref().filter(|article| article.status != Status::Retired) else {
            return Appearing::default();
        };
        let records = reviews.reviews(doc).medical().filter_map(|record| record.review.reviewer.as_ref());
        let all = article.authors.iter().chain(&article.reviewers).chain(records);
        Appearing {
            people: all.filter_map(|name| person(names, &name.text)).collect(),
            disclosed: article.disclosed,
        }
    }
}

impl Appearances {
    fn add(&mut self, doc: DocId, appearing: Appearing) {
        for person in &appearing.people {
            self.by_person.entry(*person).or_default()[usize::from(appearing.disclosed)] += 1;
        }
        if !appearing.people.is_empty() {
            self.by_page.insert(doc, appearing);
        }
    }

    fn take_out(&mut self, doc: DocId) {
        let Some(Appearing { people, disclosed }) = self.by_page.remove(&doc) else {
            return;
        };
        for person in people {
            if let Some(numbers) = self.by_person.get_mut(&person) {
                numbers[usize::from(disclosed)] -= 1;
                if *numbers == [0, 0] {
                    self.by_person.remove(&person);
                }
            }
        }
    }
}
