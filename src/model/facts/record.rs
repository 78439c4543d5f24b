//! Taking the facts of a document.

use std::collections::HashSet;

use rayon::prelude::*;

use super::edits;
use super::{
    Article, Bibliography, Bio, Byline, CauseSection, Citation, Cited, CitedForm, Contents, Dated, Entity,
    Facts, Use,
};
use super::{
    Heading, Link, Mention, Numeral, Outcome, Person, Redirect, Review, See, SourcesChecked, Statements,
    Status, credential,
};
use crate::base::character_reference;
use crate::base::date::{self, PartialDate, SlashOrder};
use crate::base::node::{Node, ScalarKind, Value};
use crate::base::span::{DocId, Place, Span};
use crate::base::steps::step;
use crate::biblio::reference::{self, Field, Reference};
use crate::model::collection::Collection;
use crate::model::document::{Document, Format, ReadOptions};
use crate::model::fields::{FieldKind, Fields};
use crate::page::body::{self, Body, EntryForm, Event, LinkBase, LinkForm, Role};
use crate::page::topics::DISCLAIMER;
use crate::read::item::OTHER_KEYS;
use crate::read::markdown;

/// The facts of a document.
#[derive(Debug)]
pub struct Recorded {
    /// The facts.
    pub facts: Facts,
    /// The bytes of each place they name, in the order of the places' numbers.
    pub places: Vec<Span>,
    /// Where those of each record begin: the number of its first place, and of its first use of another record.
    pub starts: Vec<(u32, usize)>,
}

/// The facts of a document, and the bytes of each place they name, in the order of the places' numbers.
#[must_use]
pub fn record(document: &Document, options: &ReadOptions) -> (Facts, Vec<Span>) {
    let Recorded { facts, places, .. } = recorded(document, options);
    (facts, places)
}

/// The facts of a document, record by record.
#[must_use]
pub fn recorded(document: &Document, options: &ReadOptions) -> Recorded {
    let mut recorder = Recorder {
        link_fields: &options.link_fields,
        doc: document.id,
        slash_order: document.slash_order,
        fields: options.fields,
        titles_are_names: options.is_note(&document.source.path)
            && document.collection == Collection::Article,
        menu_title: options.titles.get(&document.source.path).cloned(),
        places: Vec::new(),
        starts: Vec::new(),
    };
    let mut facts = recorder.facts(document);
    facts.shrink();
    Recorded { facts, places: recorder.places, starts: recorder.starts }
}

struct Recorder<'a> {
    /// Which values of front matter are addresses.
    link_fields: &'a [Vec<String>],
    doc: DocId,
    slash_order: SlashOrder,
    fields: Fields,
    /// Whether the name of the file is the title of the page.
    titles_are_names: bool,
    /// What the menu of the site calls a page that has no title of its own.
    menu_title: Option<String>,
    places: Vec<Span>,
    starts: Vec<(u32, usize)>,
}

impl Recorder<'_> {
    fn facts(&mut self, document: &Document) -> Facts {
        let collection = document.collection;
        let start = self.place(Span::at(document.gap.start as usize));
        let mut facts = Facts {
            readable: document.is_readable(),
            has_body: !document.body.blocks.is_empty(),
            includes: match Format::of(&document.source.path) {
                Some(Format::Markdown) => markdown::included(&document.source.text),
                _ => Vec::new(),
            },
            tags: document.body.tags.clone(),
            ..Facts::empty(document.source.path.clone(), collection, start)
        };
        self.body(document, &mut facts);
        if collection == Collection::Source {
            self.sources(document, &mut facts);
        } else {
            for record in document.records() {
                step();
                self.begins(&facts);
                self.record(document, record, &mut facts);
            }
        }
        for id in &document.lost {
            let id = Mention { text: id.text().unwrap_or_default().to_owned(), place: self.place(id.span) };
            facts.entities.push(Entity {
                id,
                id_written: true,
                title: None,
                aliases: Vec::new(),
                language: None,
                glossed: false,
            });
        }
        // A term may be a page, as Hugo keeps them: a data file of none has none.
        let one_record = matches!(collection, Collection::Article | Collection::Cause | Collection::Person)
            || (collection == Collection::Term && facts.format == Some(Format::Markdown));
        if document.records().is_empty() && one_record {
            let entity = self.entity(document, None, &facts.headings);
            facts.entities.push(entity);
        }
        if collection == Collection::Article {
            let own = document.records().first().and_then(|record| record.get("references"));
            let own = own.map(Node::items).unwrap_or_default().iter();
            let own = own.filter(|node| matches!(node.value, Value::Mapping(_)));
            facts.references.extend(own.map(|node| Cited {
                form: CitedForm::FrontMatter,
                lines: None,
                ..self.source(document, node, reference::csl::read(node))
            }));
            facts.redirects = self.former_addresses(document, &facts.entities);
            facts.article = Some(self.article(document, document.records().first(), &facts));
        }
        facts
    }

    /// Notes where the places and uses of a record begin.
    fn begins(&mut self, facts: &Facts) {
        let next = u32::try_from(self.places.len()).unwrap_or(u32::MAX);
        self.starts.push((next, facts.uses.len()));
    }

    /// The sources of a registry. A library has a hundred thousand: so many are read on all threads.
    fn sources(&mut self, document: &Document, facts: &mut Facts) {
        const MANY: usize = 1_000;
        for records in document.records().chunks(4 * MANY) {
            let read: Vec<Reference<Span>> = match records.len() >= MANY {
                true => records.par_iter().map(reference::csl::read).collect(),
                false => records.iter().map(reference::csl::read).collect(),
            };
            for (record, read) in records.iter().zip(read) {
                step();
                self.begins(facts);
                self.uses(document.collection, record, &mut facts.uses);
                let cited = self.source(document, record, read);
                facts.references.push(cited);
                let entity = self.entity(document, Some(record), &facts.headings);
                facts.entities.push(entity);
            }
        }
    }

    fn record(&mut self, document: &Document, record: &Node, facts: &mut Facts) {
        let first = facts.uses.len();
        self.uses(document.collection, record, &mut facts.uses);
        match document.collection {
            Collection::Review => {
                let review = self.review(record, &facts.uses[first..]);
                facts.reviews.push(review);
                return;
            }
            Collection::Redirect => {
                facts.redirects.extend(self.redirect(record));
                return;
            }
            Collection::Person => {
                let person = self.person(document, record);
                facts.people.push(person);
            }
            Collection::Article | Collection::Cause => {
                self.see_entries(record, facts);
                self.field_links(document, record, facts);
            }
            Collection::Source | Collection::Term => {}
        }
        let entity = self.entity(document, Some(record), &facts.headings);
        facts.entities.push(entity);
    }

    fn entity(&mut self, document: &Document, record: Option<&Node>, headings: &[Heading]) -> Entity {
        let field = |key: &str| record.and_then(|record| record.get(key));
        let written = field("id").and_then(|node| self.mention(node));
        let id_written = written.is_some();
        let id = written.unwrap_or_else(|| Mention {
            text: default_id(&document.source.path).to_owned(),
            place: self.place(match record {
                Some(record) => Span::at(record.span.start as usize),
                None => document.gap,
            }),
        });
        let title = self.fields.title(document.collection);
        let mut title = title.and_then(|title| field(title.name)).and_then(|node| self.mention(node));
        // Generators put a title into a page as it is, so that it may be written in HTML.
        if let Some(title) = title.as_mut().filter(|title| title.text.contains('&')) {
            title.text = character_reference::decode(&title.text).into_owned();
        }
        if self.titles_are_names && title.is_none() {
            title = Some(Mention { text: default_id(&document.source.path).to_owned(), place: id.place });
        }
        // Without a main heading, Quarto and docutils take the first for the title, as readers do.
        let begins = document.begins_with_heading();
        let main = || headings.iter().find(|heading| heading.level == 1);
        let first_heading = || main().or_else(|| headings.first().filter(|_| begins));
        let title = title.or_else(|| first_heading().map(|heading| heading.text.clone()));
        let title = title.or_else(|| Some(Mention { text: self.menu_title.clone()?, place: id.place }));
        // A file whose title cannot be read still answers to the name its path suggests.
        let title = title.or_else(|| {
            let text = id.text.replace('-', " ");
            (!document.is_readable()).then_some(Mention { text, place: id.place })
        });
        Entity {
            id,
            id_written,
            title,
            aliases: field(match document.collection {
                Collection::Term => "synonyms",
                Collection::Source => OTHER_KEYS,
                _ => "aliases",
            })
            .into_iter()
            // Obsidian reads both names.
            .chain(
                field("alias")
                    .filter(|_| self.titles_are_names && document.collection == Collection::Article),
            )
            .flat_map(|node| self.mentions(node))
            .collect(),
            language: field("language").and_then(Node::text).map(str::to_lowercase),
            glossed: document.collection == Collection::Term
                && ["plain", "synonyms"].into_iter().filter_map(field).any(|node| !node.is_empty()),
        }
    }

    /// The addresses a page had: Hugo's `aliases` that are paths, and what jekyll-redirect-from reads.
    fn former_addresses(&mut self, document: &Document, entities: &[Entity]) -> Vec<Redirect> {
        let Some((record, entity)) = document.records().first().zip(entities.first()) else {
            return Vec::new();
        };
        let nodes = ["aliases", "redirect_from"].into_iter().filter_map(|key| record.get(key));
        let mentions: Vec<Mention> = nodes.flat_map(|node| self.mentions(node)).collect();
        let is_address = |text: &str| text.starts_with('/') && !text.contains(char::is_whitespace);
        let former = mentions.into_iter().filter(|mention| is_address(&mention.text));
        former.map(|from| Redirect { from, to: entity.id.clone() }).collect()
    }

    fn article(&mut self, document: &Document, record: Option<&Node>, facts: &Facts) -> Article {
        let list = |name: &str| named_in(&facts.uses, name).cloned().collect::<Vec<_>>();
        let (mut authors, mut reviewers, causes) = (list("authors"), list("reviewers"), list("causes"));
        // What front matter does not say the text may say itself.
        let named = |role: Role| {
            facts.bylines.iter().filter(move |byline| byline.role == role).map(|byline| byline.name.clone())
        };
        if authors.is_empty() {
            authors.extend(named(Role::Author));
        }
        if reviewers.is_empty() {
            reviewers.extend(named(Role::Reviewer));
        }
        if authors.is_empty() && facts.format == Some(Format::Text) {
            let unnamed = |bio: &&Bio| reviewers.iter().all(|reviewer| reviewer.text != bio.name.text);
            authors.extend(facts.bios.iter().find(unnamed).map(|bio| bio.name.clone()));
        }
        let mut dated = |key: &str, event: Event| {
            let written = record.and_then(|record| self.dated(record, key));
            written.or_else(|| self.stated(document, event))
        };
        let (published, modified) =
            (dated("published", Event::Published), dated("modified", Event::Modified));
        let last_reviewed = dated("last-reviewed", Event::Reviewed);
        let next_review = dated("next-review", Event::ReviewDue);
        Article {
            status: match record.and_then(|record| record.get("status")).and_then(Node::text) {
                Some("draft") => Status::Draft,
                Some("in-review") => Status::InReview,
                Some("published") => Status::Published,
                Some("retired") => Status::Retired,
                _ if record.is_some_and(is_draft) || lies_among_drafts(&facts.path) => Status::Draft,
                _ => Status::Unstated,
            },
            address: record.and_then(address),
            authors,
            reviewers,
            causes,
            topic: named_in(&facts.uses, "topic").next().cloned(),
            published,
            modified,
            last_reviewed,
            next_review,
            bibliography: self.bibliographies(document, record),
            states: statements(document, record, next_review.is_some()),
            max_review_age: record.and_then(|record| record.get("max-review-age")).and_then(months),
            disclosed: record
                .and_then(|record| record.get("disclosure"))
                .is_some_and(|node| !node.is_empty()),
            gap: self.place(document.gap_of(record)),
        }
    }

    fn bibliographies(&mut self, document: &Document, record: Option<&Node>) -> Vec<Bibliography> {
        let Some(node) = record.and_then(|record| record.get("bibliography")) else {
            return Vec::new();
        };
        let text = document.source.text.get(node.span.end as usize..).unwrap_or("");
        let names = self.mentions(node).into_iter();
        names.map(|name| Bibliography { made: text.contains(name.text.as_str()), name }).collect()
    }

    fn person(&mut self, document: &Document, record: &Node) -> Person {
        let inactive = record
            .get("active")
            .filter(|node| node.scalar().is_some_and(|scalar| scalar.kind == ScalarKind::Bool(false)));
        Person {
            roles: record.get("roles").map(|node| self.mentions(node)).unwrap_or_default(),
            group: record.get("kind").and_then(Node::text) == Some("group"),
            inactive: inactive.map(|node| self.place(node.span)),
            active_until: self.dated(record, "active-until"),
            credentials: credentials(document, record),
            described: record.get("bio").is_some_and(|bio| !bio.is_empty())
                || !document.body.blocks.is_empty(),
            specialty: record.get("specialty").and_then(|node| self.mention(node)),
            disclosed: record.get("disclosures").is_some_and(declares),
            disclosures: self.place(match record.get("disclosures") {
                Some(node) if !node.span.is_empty() => node.span,
                _ => document.gap_of(Some(record)),
            }),
            declared_on: record
                .get("disclosures")
                .map(Node::items)
                .unwrap_or_default()
                .iter()
                .filter_map(|declaration| self.dated(declaration, "on"))
                .collect(),
            licence_verified_on: record.get("licence").and_then(|licence| self.dated(licence, "verified-on")),
        }
    }

    fn review(&mut self, record: &Node, uses: &[Use]) -> Review {
        let text = |key: &str| record.get(key).and_then(Node::text);
        let checked = record.get("sources-checked");
        Review {
            article: named_in(uses, "article").next().cloned(),
            language: text("language").map(str::to_lowercase),
            reviewer: named_in(uses, "reviewer").next().cloned(),
            date: self.dated(record, "date"),
            kind: text("kind").map(str::to_owned),
            outcome: match text("outcome") {
                Some("approved") => Some(Outcome::Approved),
                Some("changes-needed") => Some(Outcome::ChangesNeeded),
                _ => None,
            },
            whole: text("scope") != Some("part"),
            content_hash: record.get("content-hash").and_then(|node| self.mention(node)),
            sources_checked: match checked {
                Some(node) if node.text() == Some("all") => SourcesChecked::All,
                Some(node) if !node.is_empty() => {
                    SourcesChecked::Some(named_in(uses, "sources-checked").cloned().collect())
                }
                _ => SourcesChecked::Unstated,
            },
            next_due: self.dated(record, "next-due"),
            place: self.place(record.span),
        }
    }

    fn dated(&mut self, record: &Node, key: &str) -> Option<Dated> {
        let node = record.get(key)?;
        let text = node.text()?;
        let date = PartialDate::parse(text).or_else(|| self.in_words(text))?;
        Some(Dated { date, place: self.place(node.span) })
    }

    /// A day whose month is a word, which can be read in one way only.
    fn in_words(&self, text: &str) -> Option<PartialDate> {
        let has_word = text.contains(|c: char| c.is_alphabetic());
        let date = has_word.then(|| date::written(text, self.slash_order)).flatten()?;
        date.day().map(PartialDate::Day)
    }

    /// The date that the text states; of several the last.
    fn stated(&mut self, document: &Document, event: Event) -> Option<Dated> {
        let dates = document.body.dates.iter().filter(|date| date.event == event);
        let latest = dates.max_by(|one, other| one.date.compare(other.date))?;
        Some(Dated { date: latest.date, place: self.place(latest.span) })
    }

    fn redirect(&mut self, record: &Node) -> Option<Redirect> {
        Some(Redirect { from: self.mention(record.get("from")?)?, to: self.mention(record.get("to")?)? })
    }

    fn source(&mut self, document: &Document, record: &Node, read: Reference<Span>) -> Cited {
        let fields = read.map(|span| self.place(span));
        Cited {
            form: CitedForm::Registry,
            key: record.get("id").and_then(|node| self.mention(node)),
            fields: Some(fields),
            pinpoint: None,
            access_stated: record.get("accessed").is_some_and(|node| !node.is_empty()),
            year_stated: false,
            tier: record.get("custom").and_then(|custom| custom.get("tier")?.text()).map(str::to_owned),
            numeral: None,
            place: self.place(record.span),
            lines: edits::record_lines(document, record).map(|span| self.place(span)),
        }
    }

    /// The links that fields of front matter hold. A value that may as well be a name is none.
    fn field_links(&mut self, document: &Document, record: &Node, facts: &mut Facts) {
        for way in self.link_fields {
            let mut found = vec![record];
            for key in way {
                found = found
                    .iter()
                    .flat_map(|node| node.one_or_many())
                    .filter_map(|node| node.get(key))
                    .collect();
            }
            for node in found.iter().flat_map(|node| node.one_or_many()) {
                step();
                let Some(text) = node.text().filter(|text| looks_like_address(text)) else {
                    continue;
                };
                let written = node.span.slice(&document.source.text);
                let start = written.find(text).map(|at| node.span.start as usize + at);
                let span = start.map_or(node.span, |start| Span::new(start, start + text.len()));
                let hash = start.and_then(|start| text.find('#').map(|at| start + at));
                let mention = Mention { text: text.to_owned(), place: self.place(span) };
                facts.links.push(Link {
                    form: LinkForm::Field,
                    label: mention.clone(),
                    target: mention,
                    base: LinkBase::File,
                    path: hash.map(|hash| self.place(Span::new(span.start as usize, hash))),
                    fragment: hash.map(|hash| self.place(Span::new(hash, span.end as usize))),
                });
            }
        }
    }

    fn see_entries(&mut self, record: &Node, facts: &mut Facts) {
        let Some(list) = record.get("see") else {
            return;
        };
        for label in self.mentions(list) {
            facts.sees.push(See {
                label,
                link: None,
                field: true,
                alone: true,
                certain: true,
                rewritable: true,
                parts: Vec::new(),
            });
        }
    }

    fn body(&mut self, document: &Document, facts: &mut Facts) {
        let body = &document.body;
        for heading in &body.headings {
            let text = Mention { text: heading.text.clone(), place: self.place(heading.text_span) };
            facts.headings.push(Heading { text, level: heading.level, anchor: heading.anchor.clone() });
        }
        facts.anchors = body.anchors.iter().map(|anchor| anchor.id.clone()).collect();
        for link in &body.links {
            let (start, end) = (link.target_span.start as usize, link.target_span.end as usize);
            let hash = link.target_span.slice(&document.source.text).find('#').map(|at| start + at);
            facts.links.push(Link {
                form: link.form,
                label: Mention { text: link.label.clone(), place: self.place(link.label_span) },
                target: Mention { text: link.target.clone(), place: self.place(link.target_span) },
                base: link.base,
                path: match (hash, link.fragment_span) {
                    (None, None) => None,
                    (hash, _) => Some(self.place(Span::new(start, hash.unwrap_or(end)))),
                },
                fragment: hash
                    .map(|hash| Span::new(hash, end))
                    .or(link.fragment_span)
                    .map(|span| self.place(span)),
            });
        }
        for see in &body.sees {
            let see = self.see(see, document);
            facts.sees.push(see);
        }
        for entry in &body.entries {
            let cited = self.entry(entry, document);
            facts.references.push(cited);
        }
        for (citation, group) in body.citations.iter().zip(edits::groups(document)) {
            let above = body.headings.partition_point(|heading| heading.span.start <= citation.span.start);
            facts.citations.push(Citation {
                form: citation.form,
                key: Mention { text: citation.key.clone(), place: self.place(citation.span) },
                numeral: edits::numeral(document, citation),
                group,
                section: above.checked_sub(1),
            });
        }
        self.structure(body, facts);
    }

    /// What the text says of itself and of its parts.
    fn structure(&mut self, body: &Body, facts: &mut Facts) {
        for cause in &body.causes {
            let first = body.citations.partition_point(|citation| citation.span.start < cause.span.start);
            let behind = body.citations.iter().skip(first);
            let within = behind.take_while(|citation| citation.span.start < cause.span.end).count();
            facts
                .cause_sections
                .push(CauseSection { heading: cause.heading, citations: (first..first + within).collect() });
        }
        for byline in &body.bylines {
            // Pages name their staff above and below the text.
            let known = |known: &Byline| known.role == byline.role && known.name.text == byline.name;
            if facts.bylines.iter().any(known) {
                continue;
            }
            facts.bylines.push(Byline {
                role: byline.role,
                name: Mention { text: byline.name.clone(), place: self.place(byline.name_span) },
                credentials: self.stated_credentials(byline.credentials.as_ref()),
                group: byline.group,
            });
        }
        for bio in &body.bios {
            facts.bios.push(Bio {
                name: Mention { text: bio.name.clone(), place: self.place(bio.name_span) },
                credentials: self.stated_credentials(bio.credentials.as_ref()),
                place: self.place(bio.span),
            });
        }
        facts.contents = body.contents.as_ref().map(|contents| Contents {
            place: self.place(contents.span),
            entries: contents
                .entries
                .iter()
                .map(|entry| Mention { text: entry.text.clone(), place: self.place(entry.span) })
                .collect(),
        });
    }

    fn stated_credentials(&mut self, stated: Option<&(String, Span)>) -> Option<Mention> {
        stated.map(|(text, span)| Mention { text: text.clone(), place: self.place(*span) })
    }

    fn see(&mut self, see: &body::See, document: &Document) -> See {
        let label = Mention { text: see.label.clone(), place: self.place(see.label_span) };
        let mut parts = Vec::new();
        // A name that is spelled as the source spells it can be taken apart by bytes.
        if see.link.is_none() && see.label.len() == see.label_span.len() {
            let pieces = split_names(&see.label);
            if pieces.len() > 1 {
                parts = pieces
                    .into_iter()
                    .map(|piece| Mention {
                        text: see.label.get(piece.range()).unwrap_or("").to_owned(),
                        place: self.place(piece.shifted(see.label_span.start as usize)),
                    })
                    .collect();
            }
        }
        let rewritable = edits::is_rewritable(see, document);
        See { label, link: see.link, field: false, alone: see.alone, certain: see.capital, rewritable, parts }
    }

    fn entry(&mut self, entry: &body::ReferenceEntry, document: &Document) -> Cited {
        let prose = &entry.prose;
        let linked = entry.urls.iter().any(|(url, _)| is_web_address(url));
        let reading = reference::text::Options { slash_order: self.slash_order, linked };
        let read = if entry.form == EntryForm::Footnote && is_note(entry) {
            None
        } else {
            reference::read(prose.text(), reading).map(|read| self.with_link(read, entry))
        };
        let key = entry
            .mark
            .as_ref()
            .map(|mark| Mention { text: mark.clone(), place: self.place(entry.mark_span) });
        let pinpoint = reference::pinpoint::pinpoint(prose.text()).map(str::to_owned);
        Cited {
            form: CitedForm::Text(entry.form),
            key,
            fields: read,
            pinpoint,
            access_stated: says_accessed(prose.text()),
            year_stated: says_year(prose.text()),
            tier: None,
            numeral: entry
                .mark
                .as_ref()
                .and_then(|mark| Numeral::of(mark, entry.mark_span.slice(&document.source.text))),
            place: self.place(prose.whole()),
            lines: edits::entry_lines(document, entry).map(|span| self.place(span)),
        }
    }

    /// The fields as places; a reference whose title is a link has that link's address.
    fn with_link(
        &mut self,
        read: Reference<std::ops::Range<usize>>,
        entry: &body::ReferenceEntry,
    ) -> Reference<Place> {
        let mut spans = read.map(|range| entry.prose.span(range));
        let address = entry.urls.iter().find(|(url, _)| is_web_address(url));
        if let (None, Some((url, span))) = (&spans.url, address) {
            spans.url = Some(Field { value: url.as_str().into(), at: *span });
        }
        spans.map(|span| self.place(span))
    }

    /// The texts of a list, or of a single value where a list is meant. An item that is a mapping
    /// (`{name: …, orcid: …}`) is known by its `id` or its `name`.
    /// The ids of other records that a record holds, in the order of the table of fields.
    fn uses(&mut self, collection: Collection, record: &Node, uses: &mut Vec<Use>) {
        for (field, _) in self.fields.references(collection) {
            let Some(node) = record.get(field.name) else {
                continue;
            };
            let all = matches!(field.kind, FieldKind::RefsOr(_, word) if node.text() == Some(word));
            let ids = match field.kind {
                _ if all => Vec::new(),
                FieldKind::Ref(_) => self.mention(node).into_iter().collect(),
                _ => self.mentions(node),
            };
            uses.extend(ids.into_iter().map(|id| Use { field, id }));
        }
    }

    fn mentions(&mut self, node: &Node) -> Vec<Mention> {
        match &node.value {
            Value::Sequence(items) => items.iter().filter_map(|item| self.mention(item)).collect(),
            _ => self.mention(node).into_iter().collect(),
        }
    }

    fn mention(&mut self, node: &Node) -> Option<Mention> {
        let node = match &node.value {
            Value::Scalar(_) => node,
            Value::Mapping(_) => node.get("id").or_else(|| node.get("name"))?,
            Value::Sequence(_) => return None,
        };
        let text = node.text()?.trim();
        (!text.is_empty()).then(|| Mention { text: text.to_owned(), place: self.place(node.span) })
    }

    fn place(&mut self, span: Span) -> Place {
        let nth = u32::try_from(self.places.len()).unwrap_or(u32::MAX);
        self.places.push(span);
        Place { doc: self.doc, nth }
    }
}

/// Whether a value is an address, and not the name of something: `/neck/`, `../neck.md`, `neck.html`.
fn looks_like_address(text: &str) -> bool {
    let path = text.split(['#', '?']).next().unwrap_or(text);
    path.starts_with(['/', '.', '#'])
        || [".md", ".mdx", ".qmd", ".html"].iter().any(|end| path.ends_with(end))
}

/// Whether it is a page that no reader sees yet, in the words of site generators.
fn is_draft(record: &Node) -> bool {
    let value = record.get("draft").and_then(Node::scalar);
    value.is_some_and(|value| value.kind == ScalarKind::Bool(true))
}

/// Whether it lies where Jekyll keeps what it does not serve yet.
fn lies_among_drafts(path: &str) -> bool {
    path.split('/').rev().skip(1).any(|folder| folder == "_drafts")
}

/// The path at which a page says that its site serves it, or the last part of it: `slug: neck`.
fn address(record: &Node) -> Option<String> {
    let keys = ["permalink", "url", "slug"];
    let (key, written) = keys.iter().find_map(|key| Some((*key, record.get(key)?.text()?.trim())))?;
    // `/:year/:title/` is for the generator to fill in.
    let is_plain = !written.contains([':', '{']) && !written.trim_matches('/').is_empty();
    let is_part = key == "slug" && !written.starts_with('.');
    (is_plain && (is_part || written.starts_with('/'))).then(|| written.to_owned())
}

/// Whether it is an address on the web. A link to a page of ours is no address of a source.
fn is_web_address(url: &str) -> bool {
    ["http://", "https://", "//", "www."]
        .iter()
        .any(|start| url.get(..start.len()).is_some_and(|head| head.eq_ignore_ascii_case(start)))
}

/// Whether a footnote says something itself, and names its sources on the way: with several addresses, or in the words of
/// another text.
fn is_note(entry: &body::ReferenceEntry) -> bool {
    let text = entry.prose.text().trim_start();
    let pages: HashSet<&str> =
        entry.urls.iter().map(|(url, _)| url.as_str()).filter(|url| is_page(url)).collect();
    let quotes = [('“', '”'), ('"', '"'), ('「', '」'), ('«', '»')];
    let quoted = quotes.iter().find_map(|(open, close)| text.strip_prefix(*open)?.split_once(*close));
    // A title has no sentences, and nothing is left out of it.
    let is_said = quoted.is_some_and(|(words, _)| {
        let words = words.trim_end_matches(['.', '…']);
        words.contains('…') || words.contains("...") || words.contains(". ")
    });
    // Who made a picture, and under which licence.
    let is_credit = ["CC BY", "CC0", "Public Domain", "Public domain", "Own work"]
        .iter()
        .any(|licence| text.contains(licence))
        && entry.urls.iter().any(|(url, _)| url.contains("wikimedia.org") || url.contains("flickr.com"));
    // `You can find the tool online.`: what tells readers something is longer than a title, and speaks to them.
    let words = text.split_whitespace().count();
    let tells = words > 15
        && [" you ", " we ", " our ", " can be found ", " is not only "]
            .iter()
            .any(|word| text.to_lowercase().contains(word));
    // `Safe in this context means …`: a sentence with a link in it.
    let is_sentence = text.trim_end().ends_with(['.', '!'])
        && [
            " means ",
            " is designed ",
            " are often ",
            " refer to ",
            " refers to ",
            " see our ",
            " see the ",
            "for more details",
        ]
        .iter()
        .any(|words| text.to_lowercase().contains(words));
    pages.len() > 1 || is_said || is_credit || tells || is_sentence
}

/// Whether an address is that of a page, and no identifier or copy of a work that is named beside it.
fn is_page(url: &str) -> bool {
    const COPIES: [&str; 11] = [
        "doi.org/",
        "pubmed.ncbi.",
        "nih.gov/pubmed",
        "nih.gov/pmc",
        "europepmc.org/",
        "archive.org/",
        "arxiv.org/",
        "archive.ph/",
        "webcitation.org/",
        "handle.net/",
        "semanticscholar.org/",
    ];
    is_web_address(url) && !COPIES.iter().any(|copy| url.contains(copy)) && !url.contains("/doi/")
}

/// Whether it is a reference that names a date of access, in the words of AMA, APA and Vancouver. `Retrieved from` and an
/// address is none.
fn says_accessed(text: &str) -> bool {
    let text = text.to_lowercase();
    ["accessed", "[cited", "retrieved"].iter().any(|word| {
        let Some((_, behind)) = text.split_once(word) else {
            return false;
        };
        let date: String = behind.chars().take(24).take_while(|c| !matches!(c, '/' | ']')).collect();
        date.contains(|c: char| c.is_ascii_digit())
    })
}

/// Whether a text has a year: one may stand where no reader of references looks for it.
fn says_year(text: &str) -> bool {
    text.split(|c: char| !c.is_alphanumeric()).any(|word| {
        word.len() == 4
            && (word.starts_with("19") || word.starts_with("20"))
            && word.bytes().all(|byte| byte.is_ascii_digit())
    })
}

/// The qualification that a bio states: in its own field, after the name, or in words.
fn credentials(document: &Document, record: &Node) -> Option<String> {
    let field = |key: &str| record.get(key).filter(|node| !node.is_empty());
    if let Some(node) = field("credentials") {
        let texts: Vec<&str> = node.one_or_many().iter().filter_map(Node::text).map(str::trim).collect();
        let texts = texts.join(", ");
        if !texts.is_empty() {
            return Some(texts);
        }
    }
    let told = |text: &str| credential::stated(text).map(str::to_owned);
    field("name")
        .and_then(Node::text)
        .and_then(|name| credential::behind_name(name).map(str::to_owned))
        .or_else(|| field("bio").and_then(Node::text).and_then(told))
        .or_else(|| document.body.blocks.iter().find_map(|block| told(block.prose.text())))
}

/// Whether a list of declarations, or a single text in its place, says something.
fn declares(node: &Node) -> bool {
    node.one_or_many().iter().any(|item| match &item.value {
        Value::Mapping(_) => item.get("text").is_some_and(|text| !text.is_empty()),
        _ => !item.is_empty(),
    })
}

/// A number of months, where it is one.
fn months(node: &Node) -> Option<u32> {
    date::months(node.text()?)
}

/// What an article states of how it was made and for whom.
fn statements(document: &Document, record: Option<&Node>, next_review: bool) -> Statements {
    let states = |key: &str| record.and_then(|record| record.get(key)).is_some_and(|node| !node.is_empty());
    Statements {
        funding: states("funding"),
        ai_assistance: states("ai-assistance"),
        audience: states("audience"),
        // A day that nobody can read is stated all the same, and `schema/date-not-iso` says so.
        next_review: next_review || states("next-review"),
        disclaimer: !document.scan.hits(&DISCLAIMER).is_empty(),
    }
}

/// The id of a file that states none: its stem, or its folder's name where the stem is `index`.
#[must_use]
pub fn default_id(path: &str) -> &str {
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    match stem {
        "index" | "_index" if !folder.is_empty() => folder.rsplit_once('/').map_or(folder, |(_, last)| last),
        _ => stem,
    }
}

/// The names in `A, B and C`, as spans of the label.
fn split_names(label: &str) -> Vec<Span> {
    let mut names = Vec::new();
    let mut start = 0;
    let mut rest = label;
    while let Some((at, length)) = [" and ", ", and ", ", "]
        .iter()
        .filter_map(|joint| rest.find(joint).map(|at| (at, joint.len())))
        .min_by_key(|(at, length)| (*at, usize::MAX - length))
    {
        names.push(Span::new(start, start + at));
        start += at + length;
        rest = &rest[at + length..];
    }
    names.push(Span::new(start, label.len()));
    names
}

/// The ids that a field holds.
fn named_in<'a>(uses: &'a [Use], name: &str) -> impl Iterator<Item = &'a Mention> {
    uses.iter().filter(move |used| used.field.name == name).map(|used| &used.id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_without_an_id_goes_by_its_name() {
        assert_eq!(default_id("articles/neck-spasm.md"), "neck-spasm");
        assert_eq!(default_id("articles/neck-spasm/index.md"), "neck-spasm");
        assert_eq!(default_id("index.md"), "index");
    }

    fn article(front: &str) -> Article {
        let text = format!("---\n{front}\n---\n\nText\n");
        let options = ReadOptions::default();
        let source = crate::base::source::Source::new("a.md", text);
        let document = Document::parse(DocId(0), source, Collection::Article, &options);
        record(&document, &options).0.article.expect("it is an article")
    }

    #[test]
    fn a_draft_is_one_by_the_word_of_its_site_generator() {
        for (front, status) in [
            ("draft: true", Status::Draft),
            ("published: false", Status::Draft),
            ("draft: false", Status::Unstated),
            ("published: true", Status::Unstated),
            ("draft: 'true'", Status::Unstated),
            ("title: A", Status::Unstated),
            ("draft: true\nstatus: published", Status::Published),
            ("published: false\nstatus: in-review", Status::InReview),
        ] {
            assert_eq!(article(front).status, status, "{front}");
        }
        assert_eq!(article("published: false").published, None);
        assert_eq!(
            article("published: 2026-01-02").published.map(|day| day.date.to_string()),
            Some("2026-01-02".to_owned())
        );
    }

    #[test]
    fn a_page_says_where_it_is_served_unless_the_generator_has_to_fill_it_in() {
        let address = |front: &str| article(front).address;
        assert_eq!(address("permalink: /neck/").as_deref(), Some("/neck/"));
        assert_eq!(address("url: /a/b.html\nslug: c").as_deref(), Some("/a/b.html"));
        assert_eq!(address("permalink: /:year/:title/"), None);
        assert_eq!(address("slug: neck").as_deref(), Some("neck"));
        assert_eq!(address("slug: ./neck"), None);
        assert_eq!(address("url: neck"), None);
        assert_eq!(address("title: A"), None);
    }

    #[test]
    fn names_are_split_at_commas_and_and() {
        let parts = |label: &'static str| -> Vec<&str> {
            split_names(label).into_iter().map(|span| span.slice(label)).collect()
        };
        assert_eq!(parts("Neck Pain"), ["Neck Pain"]);
        assert_eq!(parts("Neck Pain and Back Pain"), ["Neck Pain", "Back Pain"]);
        assert_eq!(parts("Neck Pain, Back Pain, and Hand Pain"), ["Neck Pain", "Back Pain", "Hand Pain"]);
        assert_eq!(parts("Sand and Candy"), ["Sand", "Candy"]);
    }
}
