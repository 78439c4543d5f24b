//! Who names the thing by its id.

use super::Plan;
use crate::base::span::DocId;
use crate::base::title;
use crate::model::collection::Collection;
use crate::model::facts::{Facts, Mention, See, SourcesChecked};
use crate::model::index::{Cause, EntityRef, SeeTarget};
use crate::page::body::CitationForm;

impl Plan<'_> {
    /// Writes the new id wherever the old one stands and means this thing.
    pub(super) fn mentions(&mut self) {
        for (doc, facts) in self.documents() {
            match self.subject.collection {
                Collection::Article => self.page_in(doc, facts),
                Collection::Cause if self.is_renamed() => self.cause_in(facts),
                Collection::Person if self.is_renamed() => self.person_in(facts),
                Collection::Source if self.is_renamed() => self.source_in(facts),
                _ => {}
            }
        }
    }

    fn page_in(&mut self, doc: DocId, facts: &Facts) {
        for (nth, see) in facts.sees.iter().enumerate().filter(|(_, see)| see.link.is_none()) {
            if let SeeTarget::Pages(pages) = self.index.see(doc, nth) {
                self.see(see, pages);
            }
        }
        if !self.is_renamed() {
            return;
        }
        for review in &facts.reviews {
            let articles = self.index.reviewed_articles(review);
            let meant = !articles.is_empty() && articles.iter().all(|article| self.is_subject(*article));
            if let Some(article) = review.article.as_ref().filter(|_| meant) {
                self.counts.records += self.value(article);
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

    /// True where the words are the title or an alias of the page as well, and lead to it under any id.
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

    fn cause_in(&mut self, facts: &Facts) {
        for (mention, cause) in self.index.causes(facts) {
            if matches!(cause, Cause::File(doc) if self.is_subject_file(doc)) {
                self.counts.causes += self.value(mention);
            }
        }
    }

    fn person_in(&mut self, facts: &Facts) {
        // A name in the text itself is no id, whatever it looks like; it stands in no data and is not written.
        let article = facts.article.iter();
        for mention in article.flat_map(|article| article.authors.iter().chain(&article.reviewers)) {
            self.counts.bylines += self.value(mention);
        }
        for reviewer in facts.reviews.iter().filter_map(|review| review.reviewer.as_ref()) {
            self.counts.records += self.value(reviewer);
        }
    }

    fn source_in(&mut self, facts: &Facts) {
        for citation in &facts.citations {
            let by_key = matches!(citation.form, CitationForm::Key | CitationForm::InText);
            if !by_key || citation.key.text != self.old() {
                continue;
            }
            let raw = self.written(citation.key.place);
            if let Some((before, behind)) = raw.rsplit_once(self.old()) {
                let written = self.write(citation.key.place, format!("{before}{}{behind}", self.new));
                self.counts.citations += usize::from(written);
            }
        }
        for review in &facts.reviews {
            if let SourcesChecked::Some(sources) = &review.sources_checked {
                let changed: usize = sources.iter().map(|source| self.value(source)).sum();
                self.counts.records += changed.min(1);
            }
        }
    }

    /// Writes the new id in place of a value that is the old one; returns how many values that were.
    fn value(&mut self, mention: &Mention) -> usize {
        usize::from(mention.text == self.old() && self.write_value(mention.place, self.new))
    }
}
