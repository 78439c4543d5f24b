//! What the words of a document name: pages, their sections, causes, people, sources, terms.

use crate::base::diagnostic::Location;
use crate::base::span::{DocId, Place, Span};
use crate::model::collection::Collection;
use crate::model::facts::{CitedForm, Facts};
use crate::model::index::{self, Anchor, Cause, EntityRef, Index, SeeTarget, Target, Via};
use crate::rules;
use crate::rules::rule::Entry;
use crate::run::session::Session;

/// What can be named.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Thing {
    /// A page, cause, person, source or term.
    Entity(EntityRef),
    /// A document that defines none, or several.
    Document(DocId),
    /// The section under a heading: its number among [`Facts::headings`].
    Section(DocId, usize),
    /// A reference that a page lists itself: its number among [`Facts::references`].
    Reference(DocId, usize),
}

/// Some words that name a thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Mention {
    /// Where they are.
    pub(super) place: Place,
    /// What they name.
    pub(super) thing: Thing,
    /// Whether the thing itself is there.
    pub(super) is_definition: bool,
}

/// What a document names, and what it defines.
pub(super) fn mentions(index: &Index, doc: DocId, facts: &Facts) -> Vec<Mention> {
    let mut reader = Reader { index, doc, facts, found: Vec::new() };
    reader.definitions();
    reader.links();
    reader.sees();
    reader.citations();
    reader.fields();
    reader.found
}

/// The innermost words at a byte of a document that name something, with where they are.
pub(super) fn at(session: &Session, index: &Index, doc: DocId, offset: usize) -> Option<(Mention, Span)> {
    let facts = index.facts(doc)?;
    let located = mentions(index, doc, facts).into_iter().map(|mention| {
        let span = session.location(mention.place).span;
        (mention, span)
    });
    let holds = |(_, span): &(Mention, Span)| {
        !span.is_empty() && (span.start as usize..=span.end as usize).contains(&offset)
    };
    // Of those that begin and end alike a use is more than a definition: a title may be a link.
    located.filter(holds).min_by_key(|(mention, span)| (span.len(), mention.is_definition))
}

/// Where a thing is: the words that say what it is called, else where it begins.
pub(super) fn place_of(index: &Index, thing: Thing) -> Option<Place> {
    match thing {
        Thing::Entity(entity) => {
            let entity = index.entity(entity)?;
            Some(entity.title.as_ref().unwrap_or(&entity.id).place)
        }
        Thing::Document(doc) => Some(index.facts(doc)?.start),
        Thing::Section(doc, nth) => Some(index.facts(doc)?.headings.get(nth)?.text.place),
        Thing::Reference(doc, nth) => {
            let cited = index.facts(doc)?.references.get(nth)?;
            Some(cited.key.as_ref().map_or_else(|| cited.mark(), |key| key.place))
        }
    }
}

/// The rule that a comment names at a byte, with where it does.
pub(super) fn rule_at(session: &Session, doc: DocId, offset: usize) -> Option<(&'static Entry, Span)> {
    let holds = |span: Span| (span.start as usize..=span.end as usize).contains(&offset);
    let allow = session.allows(doc).iter().find(|allow| holds(allow.rule_span))?;
    Some((rules::by_id(&allow.rule)?, allow.rule_span))
}

/// Whether something of this kind can be named by what else names a thing: a page by its document.
pub(super) fn same(index: &Index, one: Thing, other: Thing) -> bool {
    let page = |thing| match thing {
        Thing::Entity(entity) => {
            let is_page = index.facts(entity.doc).is_some_and(|facts| facts.page().is_some());
            is_page.then_some(entity.doc)
        }
        Thing::Document(doc) => Some(doc),
        _ => None,
    };
    one == other || page(one).is_some_and(|doc| page(other) == Some(doc))
}

struct Reader<'a> {
    index: &'a Index,
    doc: DocId,
    facts: &'a Facts,
    found: Vec<Mention>,
}

impl Reader<'_> {
    fn found(&mut self, place: Place, thing: Thing) {
        self.found.push(Mention { place, thing, is_definition: false });
    }

    fn definitions(&mut self) {
        let Reader { doc, facts, .. } = *self;
        let mut found = |place, thing| self.found.push(Mention { place, thing, is_definition: true });
        for (nth, entity) in (0u32..).zip(&facts.entities) {
            let thing = Thing::Entity(EntityRef { doc, nth });
            if entity.id_written {
                found(entity.id.place, thing);
            }
            entity.title.iter().for_each(|title| found(title.place, thing));
        }
        for (nth, heading) in facts.headings.iter().enumerate() {
            found(heading.text.place, Thing::Section(doc, nth));
        }
        let own = facts.references.iter().enumerate().filter(|(_, cited)| cited.form != CitedForm::Registry);
        for (nth, cited) in own {
            cited.key.iter().for_each(|key| found(key.place, Thing::Reference(doc, nth)));
        }
    }

    /// A document as what it is: the one thing that it defines.
    fn document(&self, doc: DocId) -> Thing {
        match self.index.facts(doc).map(|facts| facts.entities.len()) {
            Some(1) => Thing::Entity(EntityRef { doc, nth: 0 }),
            _ => Thing::Document(doc),
        }
    }

    fn links(&mut self) {
        for (nth, link) in self.facts.links.iter().enumerate() {
            let Target::Page { doc, anchor } = *self.index.target(self.doc, nth) else {
                continue;
            };
            self.found(link.path.unwrap_or(link.target.place), self.document(doc));
            if let (Some(fragment), Anchor::Found) = (link.fragment, anchor) {
                let thing = self.section(doc, &link.target.text).unwrap_or_else(|| self.document(doc));
                self.found(fragment, thing);
            }
        }
    }

    /// The section that an address names after its `#`.
    fn section(&self, doc: DocId, address: &str) -> Option<Thing> {
        let (_, anchor) = address.split_once('#')?;
        let anchor = crate::base::identifier::percent_decoded(anchor);
        let headings = &self.index.facts(doc)?.headings;
        let nth = headings.iter().position(|heading| heading.anchor == *anchor)?;
        Some(Thing::Section(doc, nth))
    }

    fn sees(&mut self) {
        for (nth, see) in self.facts.sees.iter().enumerate() {
            match self.index.see(self.doc, nth) {
                SeeTarget::Link(link) => {
                    if let Target::Page { doc, .. } = *self.index.target(self.doc, *link) {
                        self.found(see.label.place, self.document(doc));
                    }
                }
                SeeTarget::Pages(pages) if pages.len() == 1 => {
                    pages.iter().for_each(|page| self.found(see.label.place, Thing::Entity(*page)));
                }
                SeeTarget::Pages(pages) => {
                    for (part, page) in see.parts.iter().zip(pages) {
                        self.found(part.place, Thing::Entity(*page));
                    }
                }
                SeeTarget::Ambiguous(pages) => {
                    pages
                        .first()
                        .into_iter()
                        .for_each(|page| self.found(see.label.place, Thing::Entity(*page)));
                }
                SeeTarget::Unknown | SeeTarget::Prose => {}
            }
        }
    }

    fn citations(&mut self) {
        for citation in &self.facts.citations {
            let Some(cited) = self.index.cited(self.facts, citation) else {
                continue;
            };
            let own = self.facts.references.iter().position(|own| own.place == cited.place);
            let registry = || self.index.names().by_id(Collection::Source, &citation.key.text);
            let thing = match own {
                Some(nth) => Some(Thing::Reference(self.doc, nth)),
                None => registry().map(Thing::Entity),
            };
            thing.into_iter().for_each(|thing| self.found(citation.key.place, thing));
        }
    }

    fn fields(&mut self) {
        let (index, facts) = (self.index, self.facts);
        let mut found = Vec::new();
        for (cause, what) in index.causes(facts) {
            let thing = match what {
                Cause::Section(nth) => Thing::Section(self.doc, nth),
                Cause::File(doc) => Thing::Entity(EntityRef { doc, nth: 0 }),
                Cause::Unknown => continue,
            };
            found.push((cause.place, thing));
        }
        index::each_use(facts, |collection, id, site| {
            let entity = match collection {
                // Causes are read above, since a section may be one.
                Collection::Cause => None,
                _ if matches!(site.via, Via::See | Via::Citation(_)) => None,
                Collection::Person => index.person(id),
                Collection::Article => article(index, facts, id, site.place),
                collection => index.names().by_id(collection, id),
            };
            found.extend(entity.map(|entity| (site.place, Thing::Entity(entity))));
        });
        found.into_iter().for_each(|(place, thing)| self.found(place, thing));
    }
}

/// The article that a review record or a redirect names.
fn article(index: &Index, facts: &Facts, id: &str, place: Place) -> Option<EntityRef> {
    let is_it = |named: &Option<crate::model::facts::Mention>| {
        named.as_ref().is_some_and(|named| named.place == place)
    };
    let review = facts.reviews.iter().find(|review| is_it(&review.article));
    let reviewed = review.and_then(|review| index.reviewed_articles(review).first().copied());
    let last = id.trim_matches('/').rsplit('/').next().unwrap_or(id);
    reviewed.or_else(|| index.names().by_id(Collection::Article, last))
}

/// Where the things are that something at a byte of a document names, and all words that name them.
pub(super) fn uses(session: &Session, index: &Index, thing: Thing, with_definition: bool) -> Vec<Location> {
    let mut found = Vec::new();
    for (doc, facts) in index.documents() {
        let own = mentions(index, doc, facts).into_iter().filter(|mention| {
            (with_definition || !mention.is_definition) && same(index, mention.thing, thing)
        });
        found.extend(own.map(|mention| session.location(mention.place)));
    }
    found.retain(|at| !at.span.is_empty());
    found.sort_unstable();
    found.dedup();
    found
}
