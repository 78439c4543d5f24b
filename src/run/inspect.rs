//! What medproof understood of one file, for people and programs that want to see it.
//!
//! Everything here comes from the facts, so that what is shown is what the rules are told.

use std::sync::Arc;

use crate::base::date::PartialDate;
use crate::base::identifier::IdentifierError;
use crate::base::phrase::one_line;
use crate::base::problem::ProblemKind;
use crate::base::source::Source;
use crate::base::span::{Place, Span};
use crate::base::title;
use crate::biblio::reference::{Field, Identifier, Kind};
use crate::model::collection::Collection;
use crate::model::document::{Document, Format, ReadOptions};
use crate::model::facts::{self, Cited, Dated, Facts, Mention};
use crate::model::index::{ArticleCause, Cause, Index, Site};
use crate::page::body::{BlockRole, LinkForm, Role};
use crate::read::plain::{self, LineRole};
use crate::words::reading::{Counts, Grades};

/// What was read from a file. Lines count from 1; every list is in the order of the text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Inspection {
    /// The kind of content: `article`.
    pub kind: &'static str,
    /// The title of an article, the name of a cause.
    pub title: Option<Lined<String>>,
    /// The table of contents, where one is announced: how many lines it has.
    pub contents: Option<Lined<usize>>,
    /// The headings, without the one that is the title.
    pub sections: Vec<Section>,
    /// The causes of an article.
    pub causes: Vec<CauseRead>,
    /// How hard the English text is to read: the page, then each section.
    pub reading: Vec<ReadingRead>,
    /// Everything that sends a reader to another page.
    pub cross_links: Vec<CrossLink>,
    /// References and registry entries.
    pub references: Vec<ReferenceRead>,
    /// Marks that point at a reference.
    pub citations: Vec<Lined<String>>,
    /// Authors, reviewers, editors.
    pub people: Vec<PersonRead>,
    /// When it was first published.
    pub published: Option<Lined<PartialDate>>,
    /// When its text last changed.
    pub modified: Option<Lined<PartialDate>>,
    /// When it was last reviewed.
    pub reviewed: Option<Lined<PartialDate>>,
    /// What a reader of the page reads, and what each piece of it is there for.
    pub blocks: Vec<BlockRead>,
    /// What could not be read, or read in two ways.
    pub doubts: Vec<Lined<String>>,
    /// Days that nothing labels, of plain text.
    pub undated: Vec<Lined<PartialDate>>,
    /// The lines that belong to the site and not to the page, of plain text: from and to.
    pub furniture: Vec<(usize, usize)>,
    /// What each line of plain text is.
    pub lines: Vec<RoleRead>,
}

/// What a line of plain text is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoleRead {
    /// From 1.
    pub line: usize,
    /// The word for what it is.
    pub role: &'static str,
    /// What decided so, the strongest first; at most three.
    pub reasons: Vec<&'static str>,
    /// The line itself.
    pub text: String,
}

/// A heading, paragraph, list item or table cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BlockRead {
    /// What it is there for.
    pub role: BlockRole,
    /// Its visible text, in one line.
    pub text: String,
    /// The line it begins in, from 1.
    pub line: usize,
    /// The line it ends in.
    pub end_line: usize,
}

/// A value and its line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lined<T> {
    /// The value.
    pub value: T,
    /// From 1.
    pub line: usize,
}

/// A heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// The visible text.
    pub heading: String,
    /// From 1 to 6.
    pub level: u8,
    /// From 1.
    pub line: usize,
}

/// How hard a text is to read.
#[derive(Clone, Debug, PartialEq)]
pub struct ReadingRead {
    /// The heading of the section; `None` of the whole page.
    pub heading: Option<String>,
    /// From 1.
    pub line: usize,
    /// The number of words.
    pub words: u32,
    /// The number of sentences.
    pub sentences: u32,
    /// The grades of school for which it is easy enough.
    pub grades: Grades,
}

/// A cause of an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CauseRead {
    /// The heading, the name in the cause's own file, or the id of a cause that is not there.
    pub name: String,
    /// From 1.
    pub line: usize,
    /// The marks in its text, each once.
    pub citations: Vec<String>,
}

/// A cross-link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CrossLink {
    /// What a reader sees.
    pub label: String,
    /// The address, where one is written.
    pub target: Option<String>,
    /// `see`, `link`, `wiki` or `field`.
    pub kind: &'static str,
    /// From 1.
    pub line: usize,
}

/// A reference.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReferenceRead {
    /// The number or name of a reference in a text.
    pub mark: Option<String>,
    /// The key of a registry entry.
    pub key: Option<String>,
    /// People and organisations.
    pub authors: Vec<String>,
    /// What sort of work it is, by which rules choose how old it may be.
    pub kind: Option<Kind>,
    /// The title of the work.
    pub title: Option<String>,
    /// The journal or book.
    pub container: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// When it was published.
    pub issued: Option<PartialDate>,
    /// When it was read at its address.
    pub accessed: Option<PartialDate>,
    /// The volume of a journal.
    pub volume: Option<String>,
    /// The issue of a journal.
    pub issue: Option<String>,
    /// The pages.
    pub pages: Option<String>,
    /// The edition of a book.
    pub edition: Option<String>,
    /// Normalised where it is well formed, else as written; so are those below.
    pub doi: Option<String>,
    /// The PubMed identifier.
    pub pmid: Option<String>,
    /// The PubMed Central identifier.
    pub pmcid: Option<String>,
    /// The book number.
    pub isbn: Option<String>,
    /// The number of the journal.
    pub issn: Option<String>,
    /// The address.
    pub url: Option<String>,
    /// The line it begins in.
    pub line: usize,
    /// The line it ends in.
    pub end_line: usize,
    /// As it is written.
    pub raw: String,
}

/// A person or group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonRead {
    /// `author`, `medical-reviewer` or `editor`.
    pub role: String,
    /// The name or id.
    pub name: String,
    /// What is said of their qualification.
    pub credentials: Option<String>,
    /// From 1.
    pub line: usize,
}

/// Inspects a document. `causes` are those with files of their own, so that they are known by their names.
#[must_use]
pub fn inspect(document: &Document, causes: &[Document], options: &ReadOptions) -> Inspection {
    let (facts, places) = facts::record(document, options);
    let facts = Arc::new(facts);
    let shared = causes.iter().map(|cause| Some(Arc::new(facts::record(cause, options).0)));
    let all: Vec<_> = std::iter::once(Some(Arc::clone(&facts))).chain(shared).collect();
    let unsigned = vec![None; all.len()];
    let index = Index::build(all, unsigned, Site::default());
    let mut read = Inspector { document, facts: &facts, places: &places }.inspect(&index);
    if facts.format == Some(Format::Text) {
        lines(document, options, &mut read);
    }
    read
}

/// What was decided of each line of plain text.
fn lines(document: &Document, options: &ReadOptions, read: &mut Inspection) {
    let source = &document.source;
    let (_, offset) = source.without_mark();
    let decided = plain::lines(&source.text, offset, &options.body, document.slash_order);
    let at = |span: Span| source.line_of(span.start) + 1;
    read.undated =
        decided.undated.iter().map(|(date, span)| Lined { value: *date, line: at(*span) }).collect();
    // Whether a line of the page is between two of the site.
    let mut parted = true;
    for line in &decided.lines {
        let number = at(line.span);
        let site = line.role == LineRole::Site;
        match read.furniture.last_mut().filter(|_| site && !parted) {
            Some((_, last)) => *last = number,
            None if site => read.furniture.push((number, number)),
            None => {}
        }
        parted = !site;
        read.lines.push(RoleRead {
            line: number,
            role: line.role.word(),
            reasons: line.reasons.clone(),
            text: line.span.slice(&source.text).to_owned(),
        });
    }
}

struct Inspector<'a> {
    document: &'a Document,
    facts: &'a Facts,
    places: &'a [Span],
}

impl Inspector<'_> {
    fn inspect(&self, index: &Index) -> Inspection {
        let facts = self.facts;
        let title = facts.page().and_then(|page| page.title.as_ref());
        let article = facts.article.as_ref();
        let dated =
            |date: Option<Dated>| date.map(|date| Lined { value: date.date, line: self.line(date.place) });
        Inspection {
            kind: facts.collection.noun(),
            title: title.map(|title| self.lined(title)),
            contents: facts
                .contents
                .as_ref()
                .map(|contents| Lined { value: contents.entries.len(), line: self.line(contents.place) }),
            sections: self.sections(title),
            causes: self.causes(index),
            reading: self.reading(title),
            cross_links: self.cross_links(),
            references: facts.references.iter().map(|cited| self.reference(cited)).collect(),
            citations: facts.citations.iter().map(|citation| self.lined(&citation.key)).collect(),
            people: self.people(),
            published: dated(article.and_then(|article| article.published)),
            modified: dated(article.and_then(|article| article.modified)),
            reviewed: dated(article.and_then(|article| article.last_reviewed)),
            blocks: self.blocks(),
            doubts: self.doubts(),
            ..Inspection::default()
        }
    }

    fn source(&self) -> &Source {
        &self.document.source
    }

    fn span(&self, place: Place) -> Span {
        self.places.get(place.nth as usize).copied().unwrap_or_default()
    }

    fn line(&self, place: Place) -> usize {
        self.line_at(self.span(place).start)
    }

    /// The line of a byte, from 1. Columns are not asked for: counting them in a line of a megabyte takes long.
    fn line_at(&self, offset: u32) -> usize {
        self.source().line_of(offset) + 1
    }

    fn lined(&self, mention: &Mention) -> Lined<String> {
        Lined { value: mention.text.clone(), line: self.line(mention.place) }
    }

    fn sections(&self, title: Option<&Mention>) -> Vec<Section> {
        let is_title = |text: &Mention| title.is_some_and(|title| title.place == text.place);
        let headings = self.facts.headings.iter().filter(|heading| !is_title(&heading.text));
        headings
            .map(|heading| Section {
                heading: heading.text.text.clone(),
                level: heading.level,
                line: self.line(heading.text.place),
            })
            .collect()
    }

    fn reading(&self, title: Option<&Mention>) -> Vec<ReadingRead> {
        let is_text = matches!(self.document.collection, Collection::Article | Collection::Cause);
        if !is_text || !self.document.is_english() {
            return Vec::new();
        }
        let read = |heading: Option<String>, line: usize, counts: Counts| {
            let Counts { words, sentences, .. } = counts;
            Some(ReadingRead { heading, line, words, sentences, grades: counts.grades()? })
        };
        let sections = self.document.section_counts();
        let mut page = Counts::default();
        sections.iter().for_each(|section| page.add(section.counts));
        let whole = read(None, title.map_or(1, |title| self.line(title.place)), page);
        let graded = sections.iter().filter_map(|section| {
            let heading = self.document.body.headings.get(section.heading?)?;
            read(Some(heading.text.clone()), self.line_at(heading.text_span.start), section.counts)
        });
        whole.into_iter().chain(graded).collect()
    }

    fn causes(&self, index: &Index) -> Vec<CauseRead> {
        let known = index.causes_of(self.facts);
        let read = |name: &str, at: &Mention, cause: Option<&ArticleCause<'_>>| CauseRead {
            name: name.to_owned(),
            line: self.line(at.place),
            citations: cause.map(marks).unwrap_or_default(),
        };
        let named = index.causes(self.facts);
        if named.is_empty() {
            return known.iter().map(|cause| read(&cause.name.text, cause.name, Some(cause))).collect();
        }
        let found = |cause: Cause| known.iter().find(|known| known.cause == cause);
        named
            .into_iter()
            .map(|(mention, cause)| match (cause, found(cause)) {
                (Cause::Section(_), Some(section)) => read(&section.name.text, section.name, Some(section)),
                (_, Some(file)) => read(&file.name.text, mention, Some(file)),
                (_, None) => read(&mention.text, mention, None),
            })
            .collect()
    }

    fn cross_links(&self) -> Vec<CrossLink> {
        let facts = self.facts;
        let mut links: Vec<(Span, CrossLink)> = Vec::new();
        let seen: Vec<usize> = facts.sees.iter().filter_map(|see| see.link).collect();
        for see in &facts.sees {
            let target = see.link.and_then(|nth| facts.links.get(nth)).map(|link| link.target.text.clone());
            let kind = if see.field { "field" } else { "see" };
            let Lined { value: label, line } = self.lined(&see.label);
            links.push((self.span(see.label.place), CrossLink { label, target, kind, line }));
        }
        for (nth, link) in facts.links.iter().enumerate() {
            let kind = match link.form {
                LinkForm::Image | LinkForm::Src => continue,
                _ if seen.contains(&nth) => continue,
                LinkForm::Wiki => "wiki",
                LinkForm::Field => "field",
                _ => "link",
            };
            let Lined { value: label, line } = self.lined(&link.label);
            let target = Some(link.target.text.clone());
            links.push((self.span(link.label.place), CrossLink { label, target, kind, line }));
        }
        links.sort_by_key(|(span, _)| *span);
        links.into_iter().map(|(_, link)| link).collect()
    }

    fn reference(&self, cited: &Cited) -> ReferenceRead {
        let span = self.span(cited.place);
        let key = cited.key.as_ref().map(|key| key.text.clone());
        let (mark, key) = match cited.form {
            facts::CitedForm::Registry | facts::CitedForm::FrontMatter => (None, key),
            facts::CitedForm::Text(_) => (key, None),
        };
        // A label in the line above a reference and what links it in the lines below belong to it.
        let lines = cited.lines.map_or(span, |lines| self.span(lines));
        let marked = cited.key.as_ref().map_or(lines, |mark| self.span(mark.place));
        let whole = lines.slice(&self.source().text);
        let first = lines.end as usize - whole.trim_start().len();
        let start = u32::try_from(first).unwrap_or(span.start).min(marked.start).min(span.start);
        let end = (lines.end as usize - (whole.len() - whole.trim_end().len())).max(span.end as usize);
        let mut read = ReferenceRead {
            mark,
            key,
            line: self.line_at(start),
            end_line: self.line_at(u32::try_from(end).unwrap_or(span.end).saturating_sub(1).max(span.start)),
            raw: span.slice(&self.source().text).to_owned(),
            ..ReferenceRead::default()
        };
        let Some(fields) = &cited.fields else {
            return read;
        };
        let text =
            |field: &Option<Field<Box<str>, Place>>| field.as_ref().map(|field| field.value.to_string());
        read.authors = fields.authors.iter().map(|author| author.value.to_string()).collect();
        read.kind = fields.kind;
        read.title = text(&fields.title);
        read.container = text(&fields.container);
        read.publisher = text(&fields.publisher);
        read.issued = fields.issued.as_ref().map(|field| field.value);
        read.accessed = fields.accessed.as_ref().map(|field| field.value);
        read.volume = text(&fields.volume);
        read.issue = text(&fields.issue);
        read.pages = text(&fields.pages);
        read.edition = text(&fields.edition);
        read.issn = identifier(fields.issn.as_deref());
        // What an address says counts as well.
        let doi = || fields.known_doi().map(|doi| doi.to_string());
        let pmid = || fields.known_pmid().map(|pmid| pmid.to_string());
        let pmcid = || fields.known_pmcid().map(|pmcid| pmcid.to_string());
        read.doi = identifier(fields.doi.as_deref()).or_else(doi);
        read.pmid = identifier(fields.pmid.as_deref()).or_else(pmid);
        read.pmcid = identifier(fields.pmcid.as_deref()).or_else(pmcid);
        read.isbn = identifier(fields.isbn.as_deref());
        read.url = text(&fields.url);
        read
    }

    fn people(&self) -> Vec<PersonRead> {
        let facts = self.facts;
        let mut people: Vec<PersonRead> = Vec::new();
        let add =
            |people: &mut Vec<PersonRead>, role: &str, name: &Mention, credentials: Option<&Mention>| {
                let folded = title::fold(&name.text);
                if people.iter().any(|known| known.role == role && title::fold(&known.name) == folded) {
                    return;
                }
                let credentials = credentials.or_else(|| facts.stated_credentials(&name.text));
                people.push(PersonRead {
                    role: role.to_owned(),
                    name: name.text.clone(),
                    credentials: credentials.map(|stated| stated.text.clone()),
                    line: self.line(name.place),
                });
            };
        if let Some(article) = &facts.article {
            article.authors.iter().for_each(|name| add(&mut people, Role::Author.word(), name, None));
            article.reviewers.iter().for_each(|name| add(&mut people, Role::Reviewer.word(), name, None));
        }
        for byline in &facts.bylines {
            add(&mut people, byline.role.word(), &byline.name, byline.credentials.as_ref());
        }
        for bio in &facts.bios {
            let folded = title::fold(&bio.name.text);
            if people.iter().all(|known| title::fold(&known.name) != folded) {
                add(&mut people, Role::Author.word(), &bio.name, bio.credentials.as_ref());
            }
        }
        for (entity, person) in facts.entities.iter().zip(&facts.people) {
            let name = entity.title.as_ref().unwrap_or(&entity.id);
            person.roles.iter().for_each(|role| add(&mut people, &role.text, name, None));
        }
        people.sort_by_key(|person| person.line);
        people
    }

    fn blocks(&self) -> Vec<BlockRead> {
        let blocks = self.document.body.blocks.iter();
        let read = blocks.map(|block| BlockRead {
            role: block.role,
            text: one_line(block.prose.text()),
            line: self.line_at(block.span.start),
            end_line: self.line_at(block.span.end.saturating_sub(1).max(block.span.start)),
        });
        read.collect()
    }

    fn doubts(&self) -> Vec<Lined<String>> {
        let problems = self.document.problems.iter();
        let shown = problems.filter(|problem| {
            problem.kind != ProblemKind::Ambiguous || self.facts.format == Some(Format::Text)
        });
        shown
            .map(|problem| Lined { value: problem.message.clone(), line: self.line_at(problem.span.start) })
            .collect()
    }
}

/// The marks in the text of a cause, each once.
fn marks(cause: &ArticleCause<'_>) -> Vec<String> {
    let mut marks: Vec<String> = Vec::new();
    for citation in &cause.citations {
        if !marks.contains(&citation.key.text) {
            marks.push(citation.key.text.clone());
        }
    }
    marks
}

/// An identifier, normalised where it is well formed.
fn identifier<T: ToString>(field: Option<&Field<Identifier<T>, Place>>) -> Option<String> {
    let identifier = &field?.value;
    Some(match &identifier.value {
        Ok(value) => value.to_string(),
        Err::<T, IdentifierError>(_) => identifier.raw.to_string(),
    })
}
