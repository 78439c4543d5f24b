//! Who reviewed what, and whose review counts.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::reads::{self, Asked, Part};
use super::worked::Worked;
use super::{Changed, Documents, EntityRef, Names};
use crate::base::date::{Date, PartialDate};
use crate::base::quick::QuickSet;
use crate::base::span::{DocId, Place};
use crate::base::steps::step;
use crate::model::collection::Collection;
use crate::model::facts::{Article, Facts, Mention, Outcome, Person, Review};

/// The reviews of the repository, by article.
#[derive(Debug, Default)]
pub(super) struct People {
    articles: HashMap<DocId, Reviews>,
    none: Reviews,
    /// How the reviewers whom the front matter of an article names stand to it.
    named: Worked<DocId, Vec<ReviewerStatus>>,
    /// What review records come to, by their numbers in their documents: a file may have those of a month, and somebody who
    /// reviewed some of these is named in many files.
    records: Worked<EntityRef, Recorded>,
}

/// What a review record comes to.
#[derive(Clone, Debug, Default, PartialEq)]
struct Recorded {
    /// The record.
    place: Option<Place>,
    /// The articles that it names, each with how the reviewer stands to it.
    articles: Vec<(DocId, ReviewerStatus)>,
}

/// The reviews of one article.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reviews {
    /// The records that name it, oldest first; those without a date come before all.
    pub records: Vec<Record>,
    /// How each of the reviewers that its front matter names stands to it, in their order.
    pub named: Vec<ReviewerStatus>,
}

/// A review record of an article.
#[derive(Clone, Debug, PartialEq)]
pub struct Record {
    /// The record.
    pub review: Review,
    /// How its reviewer stands to a medical review of the article on that day.
    pub standing: ReviewerStatus,
    /// Whether the record fits several articles, translations of each other.
    pub shared: bool,
}

/// How a person stands to the medical review of an article. A review counts only where its reviewer is
/// qualified; every other obstacle is reported by one rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReviewerStatus {
    /// A medical reviewer who worked for the publisher on that day and is not the author alone.
    Qualified,
    /// The bio cannot be read, or does not say what the person does: nothing is held against anybody.
    Unjudged,
    /// Nobody of this name has a bio.
    Unknown,
    /// The only author of the article.
    Author,
    /// A team: nobody can tell who of it read the text.
    Group,
    /// The bio does not name the role of a medical reviewer; the roles it names begin at this place.
    WithoutRole(Place),
    /// The person no longer worked for the publisher; the bio says so at this place.
    Inactive(Place),
}

/// What the medical reviews of an article come to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Reviewed<'a> {
    /// The newest record of a review of the whole text.
    Whole(&'a Record),
    /// No record is about the whole text, and the front matter names a reviewer who counts.
    FrontMatter,
    /// This review, which no later one took back, asked for changes.
    Revoked(&'a Record),
    /// Only part of the text was reviewed, last by this review.
    Part(&'a Record),
    /// There are reviews, but none that counts; a narrower rule says why.
    Uncounted,
    /// There is none.
    Never,
}

impl ReviewerStatus {
    /// Whether a review by this person counts.
    #[must_use]
    pub fn counts(self) -> bool {
        matches!(self, ReviewerStatus::Qualified | ReviewerStatus::Unjudged)
    }
}

impl Record {
    /// The day of the review; `None` if the record states no whole date.
    #[must_use]
    pub fn day(&self) -> Option<Date> {
        self.review.date.and_then(|dated| dated.date.day())
    }

    /// Whether it is a medical review.
    #[must_use]
    pub fn is_medical(&self) -> bool {
        self.review.kind.as_deref() == Some("medical")
    }

    /// Whether it is a dated medical review by somebody whose review counts, with this outcome.
    #[must_use]
    pub fn counts_as(&self, outcome: Outcome) -> bool {
        self.is_medical()
            && self.standing.counts()
            && self.day().is_some()
            && self.review.outcome == Some(outcome)
    }
}

impl Reviews {
    /// Puts the records in order. They are append-only: of two on one day the later in order of path and text is the newer.
    fn order(&mut self, documents: &Documents) {
        self.records.sort_by_key(|record| {
            let Place { doc, nth } = record.review.place;
            (record.day(), documents.rank(doc), nth)
        });
    }

    /// The records of medical reviews, oldest first.
    pub fn medical(&self) -> impl DoubleEndedIterator<Item = &Record> {
        self.records.iter().filter(|record| record.is_medical())
    }

    /// The newest medical review of the whole text that approved it and counts.
    #[must_use]
    pub fn last_whole(&self) -> Option<&Record> {
        self.approved().rfind(|record| record.review.whole)
    }

    /// The medical reviews that approved the text and count, oldest first.
    pub fn approved(&self) -> impl DoubleEndedIterator<Item = &Record> {
        self.records.iter().filter(|record| record.counts_as(Outcome::Approved))
    }

    /// What the medical reviews come to.
    #[must_use]
    pub fn state(&self) -> Reviewed<'_> {
        if let Some(revoking) = self.revoking() {
            return Reviewed::Revoked(revoking);
        }
        if let Some(whole) = self.last_whole() {
            return Reviewed::Whole(whole);
        }
        let named = self.named.iter().any(|standing| standing.counts());
        let part = self.approved().next_back();
        match part {
            // What the records do not speak of, the front matter may.
            Some(_) if named => Reviewed::FrontMatter,
            None if named && self.medical().next().is_none() => Reviewed::FrontMatter,
            _ if self.medical().any(|record| !record.counts_as(Outcome::Approved)) => Reviewed::Uncounted,
            _ if !self.named.is_empty() => Reviewed::Uncounted,
            Some(part) => Reviewed::Part(part),
            None => Reviewed::Never,
        }
    }

    /// The last review that asked for changes, unless one that approved the text came after it. Of two on one day
    /// the later in a file is the newer; between files nobody can tell, and a second look is likelier to approve.
    fn revoking(&self) -> Option<&Record> {
        let at = self.records.iter().rposition(|record| record.counts_as(Outcome::ChangesNeeded))?;
        let revoking = self.records.get(at)?;
        let taken_back = self.approved().any(|approved| match approved.day().cmp(&revoking.day()) {
            Ordering::Greater => true,
            Ordering::Less => false,
            Ordering::Equal => {
                let (ours, theirs) = (approved.review.place, revoking.review.place);
                ours.doc != theirs.doc || ours.nth > theirs.nth
            }
        });
        (!taken_back).then_some(revoking)
    }
}

impl People {
    pub(super) fn new(documents: &Documents, names: &Names) -> People {
        let mut people = People::default();
        let judge = Judge::new(documents, names);
        for (doc, facts) in documents.iter() {
            let (named, reads) = reads::record(|| judge.named(facts));
            if let Some(named) = named {
                people.articles.entry(doc).or_default().named.clone_from(&named);
                people.named.set(doc, Some(named), reads);
            }
            for (nth, review) in (0u32..).zip(&facts.reviews) {
                let (recorded, reads) = reads::record(|| judge.recorded(review));
                people.put(&recorded, review);
                people.records.set(EntityRef { doc, nth }, Some(recorded), reads);
            }
        }
        people.articles.values_mut().for_each(|reviews| reviews.order(documents));
        people
    }

    /// Makes ready for edits, so that the first takes no longer than others.
    pub(super) fn expect_edits(&mut self) {
        self.named.expect_edits();
        self.records.expect_edits();
    }

    /// Adds a record to the articles that it names.
    fn put(&mut self, recorded: &Recorded, review: &Review) {
        let shared = recorded.articles.len() > 1;
        for (article, standing) in &recorded.articles {
            let record = Record { review: review.clone(), standing: *standing, shared };
            self.articles.entry(*article).or_default().records.push(record);
        }
    }

    /// Takes in what edited documents say now, and those that named somebody or something which changed. Notes the articles
    /// of which the reviews are others.
    pub(super) fn renew(
        &mut self,
        documents: &Documents,
        names: &Names,
        edited: &[(DocId, &Facts, &Facts)],
        changed: &mut Changed,
    ) {
        let judge = Judge::new(documents, names);
        let mut before: BTreeMap<DocId, Reviews> = BTreeMap::new();
        let mut again = self.named.stale(changed);
        let other_makers = |(_, old, new): &&(DocId, &Facts, &Facts)| !same_makers(old, new);
        again.extend(edited.iter().filter(other_makers).map(|(doc, ..)| *doc));
        for doc in again {
            let (now, reads) = reads::record(|| judge.named(documents.get(doc)?));
            let named = now.clone().unwrap_or_default();
            if self.named.set(doc, now, reads).unwrap_or_default() != named {
                let known = self.articles.entry(doc).or_default();
                before.entry(doc).or_insert_with(|| known.clone());
                known.named = named;
            }
        }
        let mut again = self.records.stale(changed);
        let mut others: BTreeSet<EntityRef> = BTreeSet::new();
        for (doc, old, new) in edited {
            let numbers = 0..old.reviews.len().max(new.reviews.len());
            let differ = numbers.filter(|nth| old.reviews.get(*nth) != new.reviews.get(*nth));
            others.extend(
                differ.map(|nth| EntityRef { doc: *doc, nth: u32::try_from(nth).unwrap_or(u32::MAX) }),
            );
        }
        again.extend(&others);
        // All that were are taken out first: another record may now be at the place of one of them.
        let mut gone: BTreeMap<DocId, QuickSet<Place>> = BTreeMap::new();
        let mut new: Vec<(Recorded, &Review)> = Vec::new();
        for at in again {
            let review = documents.get(at.doc).and_then(|facts| facts.reviews.get(at.nth as usize));
            let (now, reads) = reads::record(|| Some(judge.recorded(review?)));
            let old = self.records.set(at, now.clone(), reads);
            if old == now && !others.contains(&at) {
                continue;
            }
            for (article, _) in old.iter().flat_map(|old| &old.articles) {
                gone.entry(*article).or_default().extend(old.iter().filter_map(|old| old.place));
            }
            new.extend(now.zip(review));
        }
        let touched = new.iter().flat_map(|(recorded, _)| &recorded.articles).map(|(article, _)| *article);
        let touched: BTreeSet<DocId> = gone.keys().copied().chain(touched).collect();
        for article in touched {
            let known = self.articles.entry(article).or_default();
            before.entry(article).or_insert_with(|| known.clone());
            if let Some(gone) = gone.get(&article) {
                known.records.retain(|record| !gone.contains(&record.review.place));
            }
        }
        new.iter().for_each(|(recorded, review)| self.put(recorded, review));
        for (article, before) in before {
            let Some(reviews) = self.articles.get_mut(&article) else { continue };
            reviews.order(documents);
            if *reviews != before {
                changed.note(Asked::Reviews(article));
            }
            if *reviews == self.none {
                self.articles.remove(&article);
            }
        }
    }

    pub(super) fn reviews(&self, article: DocId) -> &Reviews {
        reads::note(Asked::Reviews(article));
        self.articles.get(&article).unwrap_or(&self.none)
    }
}

/// Whether those who made a page are the same, and the day of their review.
pub(super) fn same_makers(old: &Facts, new: &Facts) -> bool {
    let names = |names: &[Mention]| names.iter().map(|name| name.text.clone()).collect::<Vec<_>>();
    let makers = |facts: &Facts| {
        let article = facts.article.as_ref()?;
        let day = article.last_reviewed.map(|dated| dated.date);
        Some((names(&article.authors), names(&article.reviewers), day))
    };
    makers(old) == makers(new)
}

/// The articles that a record names: by id, or by an id that leads to the article's own. Where several share
/// the id, those in the record's language.
pub(super) fn articles(documents: &Documents, names: &Names, review: &Review) -> Vec<EntityRef> {
    let Some(article) = &review.article else {
        return Vec::new();
    };
    let named = names.all_by_id(Collection::Article, &article.text);
    if named.is_empty() {
        let moved = names.redirected(&article.text).and_then(|to| names.redirect_target(to));
        return moved.map(|doc| EntityRef { doc, nth: 0 }).into_iter().collect();
    }
    let language =
        |entity: &EntityRef| documents.entity(*entity).and_then(|entity| entity.language.as_deref());
    match &review.language {
        Some(wanted) if named.len() > 1 => {
            named.iter().filter(|entity| language(entity) == Some(wanted)).copied().collect()
        }
        _ => named.to_vec(),
    }
}

/// The person of this id, or of this name.
pub(super) fn person(names: &Names, name: &str) -> Option<EntityRef> {
    names.by_id(Collection::Person, name).or_else(|| names.by_title(Collection::Person, name))
}

/// Says how people stand to articles.
pub(super) struct Judge<'a> {
    documents: &'a Documents,
    names: &'a Names,
}

impl<'a> Judge<'a> {
    pub(super) fn new(documents: &'a Documents, names: &'a Names) -> Judge<'a> {
        Judge { documents, names }
    }

    /// How the reviewers whom the front matter of a document names stand to it; `None` if it names none.
    fn named(&self, facts: &Facts) -> Option<Vec<ReviewerStatus>> {
        let article = facts.article.as_ref().filter(|article| !article.reviewers.is_empty())?;
        let on = article.last_reviewed.map(|dated| dated.date);
        let standing = |reviewer: &Mention| self.standing(Some(article), &reviewer.text, on);
        Some(article.reviewers.iter().map(standing).collect())
    }

    /// What a record comes to.
    fn recorded(&self, review: &Review) -> Recorded {
        step();
        let articles = articles(self.documents, self.names, review).into_iter().map(|article| {
            reads::note(Asked::Makers(article.doc));
            let of = self.documents.get(article.doc).and_then(|facts| facts.article.as_ref());
            (article.doc, self.standing_of(of, review))
        });
        Recorded { place: Some(review.place), articles: articles.collect() }
    }

    /// How the reviewer of a record stands to an article.
    fn standing_of(&self, article: Option<&Article>, review: &Review) -> ReviewerStatus {
        let on = review.date.map(|dated| dated.date);
        // A record without a reviewer is reported by its schema.
        let reviewer = review.reviewer.as_ref();
        reviewer.map_or(ReviewerStatus::Unjudged, |reviewer| self.standing(article, &reviewer.text, on))
    }

    pub(super) fn standing(
        &self,
        article: Option<&Article>,
        name: &str,
        on: Option<PartialDate>,
    ) -> ReviewerStatus {
        let Some(entity) = person(self.names, name) else {
            reads::part(Part::Whole);
            let all_are_known = self.documents.is_complete(Collection::Person);
            // An unknown person may be in the unparsed file.
            return if all_are_known { ReviewerStatus::Unknown } else { ReviewerStatus::Unjudged };
        };
        let authors = article.map(|article| article.authors.as_slice()).unwrap_or_default();
        let wrote = |author: &Mention| person(self.names, &author.text) == Some(entity);
        if !authors.is_empty() && authors.iter().all(wrote) {
            return ReviewerStatus::Author;
        }
        reads::note(Asked::Bio(entity));
        let facts = self.documents.get(entity.doc).filter(|facts| facts.readable);
        match facts.and_then(|facts| facts.people.get(entity.nth as usize)) {
            Some(person) => standing_of(person, on),
            None => ReviewerStatus::Unjudged,
        }
    }
}

fn standing_of(person: &Person, on: Option<PartialDate>) -> ReviewerStatus {
    if person.group {
        return ReviewerStatus::Group;
    }
    if !person.roles.iter().any(|role| role.text == "medical-reviewer") {
        // A bio without roles is reported by its schema.
        return person
            .roles
            .first()
            .map_or(ReviewerStatus::Unjudged, |first| ReviewerStatus::WithoutRole(first.place));
    }
    match person.active_until.map(|until| until.place).or(person.inactive) {
        Some(place) if !person.is_active(on) => ReviewerStatus::Inactive(place),
        _ => ReviewerStatus::Qualified,
    }
}
