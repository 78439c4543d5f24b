//! Who names the thing by its id.

use std::collections::HashSet;

use super::Plan;
use crate::base::span::{DocId, Place};
use crate::base::title;
use crate::model::collection::Collection;
use crate::model::facts::{Facts, Review, See, Use};
use crate::model::index::{Cause, EntityRef, SeeTarget};
use crate::page::body::CitationForm;

impl Plan<'_> {
    /// Writes the new id where the old one means this thing.
    pub(super) fn mentions(&mut self) {
        for (doc, facts) in self.documents() {
            if self.is_renamed() {
                self.fields_in(facts);
            }
            match self.subject.collection {
                Collection::Article => self.sees_in(doc, facts),
                Collection::Source if self.is_renamed() => self.citations_in(facts),
                _ => {}
            }
        }
    }

    /// Every field that holds the id.
    fn fields_in(&mut self, facts: &Facts) {
        let collection = self.subject.collection;
        let is_old =
            |used: &&Use| used.id.text == self.subject.id && used.field.kind.refers_to() == Some(collection);
        let old: Vec<&Use> = facts.uses.iter().filter(is_old).collect();
        if old.is_empty() {
            return;
        }
        let others = self.of_others(facts);
        for used in old {
            if others.contains(&used.id.place) || !self.write_value(used.id.place, self.new) {
                continue;
            }
            *match (used.field.collection, collection) {
                (Collection::Review, _) => &mut self.counts.records,
                (_, Collection::Cause) => &mut self.counts.causes,
                (Collection::Article, Collection::Person) => &mut self.counts.bylines,
                _ => &mut self.counts.fields,
            } += 1;
        }
    }

    /// Where an id means another thing than the one that is renamed: a review may be of another translation, and a
    /// section of the page may be the cause.
    fn of_others(&self, facts: &Facts) -> HashSet<Place> {
        let is_of_other = |review: &&Review| {
            let articles = self.index.reviewed_articles(review);
            articles.is_empty() || !articles.iter().all(|article| self.is_subject(*article))
        };
        let is_other_cause = |cause: Cause| !matches!(cause, Cause::File(doc) if self.is_subject_file(doc));
        match self.subject.collection {
            Collection::Article => {
                let reviews = facts.reviews.iter().filter(is_of_other);
                reviews.filter_map(|review| review.article.as_ref()).map(|article| article.place).collect()
            }
            Collection::Cause => {
                let causes = self.index.causes(facts).into_iter();
                causes.filter(|(_, cause)| is_other_cause(*cause)).map(|(id, _)| id.place).collect()
            }
            _ => HashSet::new(),
        }
    }

    fn sees_in(&mut self, doc: DocId, facts: &Facts) {
        for (nth, see) in facts.sees.iter().enumerate().filter(|(_, see)| see.link.is_none()) {
            if let SeeTarget::Pages(pages) = self.index.see(doc, nth) {
                self.see(see, pages);
            }
        }
    }

    /// A bare See line, or an entry of `see:`. A title stays: the page keeps it.
    fn see(&mut self, see: &See, pages: &[EntityRef]) {
        let names = if pages.len() > 1 { see.parts.as_slice() } else { std::slice::from_ref(&see.label) };
        for (name, page) in names.iter().zip(pages) {
            if !self.is_subject(*page) {
                continue;
            }
            let new = if name.text == self.old() && (see.field || !self.is_title(*page, &name.text)) {
                self.is_renamed().then(|| self.new.to_owned())
            } else {
                self.renamed_path(&name.text, page.doc)
            };
            let Some(new) = new else {
                continue;
            };
            let written = if see.field {
                self.write_value(name.place, &new)
            } else {
                let raw = self.written(name.place);
                raw.matches(name.text.as_str()).count() == 1
                    && self.write(name.place, raw.replace(&name.text, &new))
            };
            self.counts.sees += usize::from(written);
        }
    }

    /// Whether the words are the title or an alias of the page as well, and lead to it under any id.
    fn is_title(&self, page: EntityRef, name: &str) -> bool {
        let folded = title::fold(name);
        self.index.entity(page).is_some_and(|entity| {
            entity.title.iter().chain(&entity.aliases).any(|title| title::fold(&title.text) == folded)
        })
    }

    /// A page that is named by its path, as seen from the root.
    fn renamed_path(&self, name: &str, page: DocId) -> Option<String> {
        let path = &self.index.facts(page)?.path;
        let new = self.moves.of(path)?;
        super::address::follow(name, path, &new)
    }

    fn citations_in(&mut self, facts: &Facts) {
        for citation in &facts.citations {
            let by_key = matches!(citation.form, CitationForm::Key | CitationForm::InText);
            if !by_key || citation.key.text != self.old() {
                continue;
            }
            let raw = self.written(citation.key.place);
            if let Some((before, rest)) = raw.rsplit_once(self.old()) {
                let written = self.write(citation.key.place, format!("{before}{}{rest}", self.new));
                self.counts.citations += usize::from(written);
            }
        }
    }
}
