//! References: a source as somebody wrote it down, in any format.
//!
//! A field keeps its value and where it stands. What is not certain is absent: a missing
//! field is repaired by an editor in a minute, a wrong one misleads every rule.

use crate::base::date::PartialDate;
use crate::base::identifier::{Address, Doi, IdentifierError, Isbn, Issn, Pmcid, Pmid, identity_of_address};
use crate::base::span::Span;

pub mod csl;
pub mod pinpoint;
pub mod text;

pub use text::read;

/// A source as somebody wrote it down. `At` is how a position is kept: a range of a text, a
/// [`Span`] of a document, a place recorded.
#[derive(Clone, Debug, PartialEq)]
pub struct Reference<At = Span> {
    /// The key of a registry entry.
    pub id: Option<Field<Box<str>, At>>,
    /// What sort of work it is: as the registry says, or as the text shows.
    pub kind: Option<Kind>,
    /// The title of the work itself: of the article, not of its journal.
    pub title: Option<Field<Box<str>, At>>,
    /// People and organisations, each as written; `et al.` is none of them, editors neither.
    pub authors: Vec<Field<Box<str>, At>>,
    /// The journal, book, proceedings or newspaper it appeared in.
    pub container: Option<Field<Box<str>, At>>,
    /// Who published it: of a web page, the site or its owner.
    pub publisher: Option<Field<Box<str>, At>>,
    /// The edition or version, as written: `3rd ed`.
    pub edition: Option<Field<Box<str>, At>>,
    /// When it was published; of a web page that says nothing else, when it was updated.
    pub issued: Option<Field<PartialDate, At>>,
    /// When somebody last read it at its address.
    pub accessed: Option<Field<PartialDate, At>>,
    /// Digital Object Identifier.
    pub doi: Option<Box<Field<Identifier<Doi>, At>>>,
    /// PubMed identifier.
    pub pmid: Option<Box<Field<Identifier<Pmid>, At>>>,
    /// PubMed Central identifier.
    pub pmcid: Option<Box<Field<Identifier<Pmcid>, At>>>,
    /// Book number.
    pub isbn: Option<Box<Field<Identifier<Isbn>, At>>>,
    /// Number of the journal.
    pub issn: Option<Box<Field<Identifier<Issn>, At>>>,
    /// The web address, as written.
    pub url: Option<Field<Box<str>, At>>,
    /// Volume of the container.
    pub volume: Option<Field<Box<str>, At>>,
    /// Issue of the volume.
    pub issue: Option<Field<Box<str>, At>>,
    /// Pages in the container, or the number that stands for them, as written.
    pub pages: Option<Field<Box<str>, At>>,
}

impl<At> Reference<At> {
    /// Its fields that are texts, as written.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        let texts = [
            &self.title,
            &self.container,
            &self.publisher,
            &self.edition,
            &self.url,
            &self.volume,
            &self.issue,
            &self.pages,
        ];
        let texts = self.authors.iter().chain(texts.into_iter().flatten());
        let doi = self.doi.iter().map(|doi| &*doi.value.raw);
        texts.map(|field| &*field.value).chain(doi)
    }
}

/// A value and where it is written.
#[derive(Clone, Debug, PartialEq)]
pub struct Field<T, At> {
    /// The value.
    pub value: T,
    /// Where it stands.
    pub at: At,
}

/// An identifier as written, and what it is. A malformed one is kept, so that a rule can say
/// so; it identifies nothing.
#[derive(Clone, Debug, PartialEq)]
pub struct Identifier<T> {
    /// The text, without a label such as `PMID:`.
    pub raw: Box<str>,
    /// The normalised identifier, or why there is none.
    pub value: Result<T, IdentifierError>,
    /// Whether its place holds this text and nothing else, no escape and no sign of a block, so that it can be
    /// replaced there.
    pub verbatim: bool,
}

/// What sort of work a reference names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A paper in a journal (CSL `article-journal`, `article`, `review`).
    Article,
    /// A piece in a newspaper or magazine.
    News,
    /// A web page (CSL `webpage`).
    Webpage,
    /// A post in a blog, forum or social network (CSL `post`, `post-weblog`).
    Post,
    /// A whole book.
    Book,
    /// A chapter or an entry of a book or encyclopedia.
    Chapter,
    /// A paper at a conference.
    Conference,
    /// A report, working paper or preprint of an institution.
    Report,
    /// A dissertation.
    Thesis,
    /// A law, bill, regulation, treaty or judgment.
    Law,
    /// A standard or guideline.
    Standard,
    /// A data set or software.
    Data,
    /// Anything else.
    Other,
}

impl Kind {
    /// The kind of a CSL item type (CSL 1.0.2).
    #[must_use]
    pub fn of_csl(name: &str) -> Kind {
        match name {
            "article" | "article-journal" | "review" | "review-book" => Kind::Article,
            "article-magazine" | "article-newspaper" | "broadcast" => Kind::News,
            "webpage" => Kind::Webpage,
            "post" | "post-weblog" => Kind::Post,
            "book" | "classic" | "collection" => Kind::Book,
            "chapter" | "entry" | "entry-dictionary" | "entry-encyclopedia" => Kind::Chapter,
            "paper-conference" | "event" | "speech" => Kind::Conference,
            "report" | "pamphlet" => Kind::Report,
            "thesis" => Kind::Thesis,
            "bill" | "hearing" | "legal_case" | "legislation" | "regulation" | "treaty" => Kind::Law,
            "standard" => Kind::Standard,
            "dataset" | "software" => Kind::Data,
            _ => Kind::Other,
        }
    }
}

impl Kind {
    /// Its name in machine-readable output.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Kind::Article => "article",
            Kind::News => "news",
            Kind::Webpage => "webpage",
            Kind::Post => "post",
            Kind::Book => "book",
            Kind::Chapter => "chapter",
            Kind::Conference => "conference",
            Kind::Report => "report",
            Kind::Thesis => "thesis",
            Kind::Law => "law",
            Kind::Standard => "standard",
            Kind::Data => "data",
            Kind::Other => "other",
        }
    }
}

impl<T> Identifier<T> {
    /// Keeps the text and what `parse` makes of it.
    pub fn new(raw: &str, parse: impl FnOnce(&str) -> Result<T, IdentifierError>) -> Identifier<T> {
        Identifier { value: parse(raw), raw: raw.into(), verbatim: true }
    }
}

impl<T, At> Field<T, At> {
    /// A value at its place.
    pub fn new(value: T, at: At) -> Field<T, At> {
        Field { value, at }
    }

    /// The same value with its position kept in another way.
    pub fn map<B>(self, keep: impl FnOnce(At) -> B) -> Field<T, B> {
        Field { value: self.value, at: keep(self.at) }
    }
}

impl<At> Reference<At> {
    /// The same reference with its positions kept in another way. `keep` is called once for
    /// each field that is present, in the order of the declaration.
    pub fn map<B>(self, mut keep: impl FnMut(At) -> B) -> Reference<B> {
        Reference {
            id: self.id.map(|field| field.map(&mut keep)),
            kind: self.kind,
            title: self.title.map(|field| field.map(&mut keep)),
            authors: self.authors.into_iter().map(|field| field.map(&mut keep)).collect(),
            container: self.container.map(|field| field.map(&mut keep)),
            publisher: self.publisher.map(|field| field.map(&mut keep)),
            edition: self.edition.map(|field| field.map(&mut keep)),
            issued: self.issued.map(|field| field.map(&mut keep)),
            accessed: self.accessed.map(|field| field.map(&mut keep)),
            doi: self.doi.map(|field| Box::new(field.map(&mut keep))),
            pmid: self.pmid.map(|field| Box::new(field.map(&mut keep))),
            pmcid: self.pmcid.map(|field| Box::new(field.map(&mut keep))),
            isbn: self.isbn.map(|field| Box::new(field.map(&mut keep))),
            issn: self.issn.map(|field| Box::new(field.map(&mut keep))),
            url: self.url.map(|field| field.map(&mut keep)),
            volume: self.volume.map(|field| field.map(&mut keep)),
            issue: self.issue.map(|field| field.map(&mut keep)),
            pages: self.pages.map(|field| field.map(&mut keep)),
        }
    }

    /// The well-formed DOI it states, be it as its address.
    #[must_use]
    pub fn known_doi(&self) -> Option<Doi> {
        match well_formed(self.doi.as_deref()) {
            Some(doi) => Some(doi).filter(|doi| !doi.is_short()),
            None => match self.resolver()? {
                Address::Doi(doi) => Some(doi),
                _ => None,
            },
        }
    }

    /// The well-formed PMID it states, be it by an address at PubMed.
    #[must_use]
    pub fn known_pmid(&self) -> Option<Pmid> {
        match well_formed(self.pmid.as_deref()) {
            Some(pmid) => Some(pmid),
            None => match self.resolver()? {
                Address::Pmid(pmid) => Some(pmid),
                _ => None,
            },
        }
    }

    /// The well-formed PMCID it states, be it by an address at PubMed Central.
    #[must_use]
    pub fn known_pmcid(&self) -> Option<Pmcid> {
        match well_formed(self.pmcid.as_deref()) {
            Some(pmcid) => Some(pmcid),
            None => match self.resolver()? {
                Address::Pmcid(pmcid) => Some(pmcid),
                _ => None,
            },
        }
    }

    /// Whether it states an identifier of the work, well formed or not, be it as an address.
    #[must_use]
    pub fn is_identified(&self) -> bool {
        self.doi.is_some()
            || self.pmid.is_some()
            || self.pmcid.is_some()
            || self.isbn.is_some()
            || self.resolver().is_some()
    }

    /// Whether it states neither where the work appeared nor who published it, and no identifier or address either.
    #[must_use]
    pub fn is_bare(&self) -> bool {
        !self.is_identified() && self.container.is_none() && self.publisher.is_none() && self.url.is_none()
    }

    /// What its address stands for, where that is more than a page.
    fn resolver(&self) -> Option<Address> {
        identity_of_address(&self.url.as_ref()?.value)
    }
}

/// Whether it is a web page or post, and of a reference with an access date or address and no DOI,
/// PMID, PMCID, ISBN or journal, well formed or not.
#[must_use]
pub fn is_web_source<At>(reference: &Reference<At>) -> bool {
    match reference.kind {
        Some(Kind::Webpage | Kind::Post) => return true,
        _ if reference.accessed.is_none() && reference.url.is_none() => return false,
        _ => {}
    }
    reference.doi.is_none()
        && reference.pmid.is_none()
        && reference.pmcid.is_none()
        && reference.isbn.is_none()
        && reference.container.is_none()
        && reference.resolver().is_none()
}

fn well_formed<T: Clone, At>(field: Option<&Field<Identifier<T>, At>>) -> Option<T> {
    field?.value.value.as_ref().ok().cloned()
}

impl<At> Default for Reference<At> {
    fn default() -> Reference<At> {
        Reference {
            id: None,
            kind: None,
            title: None,
            authors: Vec::new(),
            container: None,
            publisher: None,
            edition: None,
            issued: None,
            accessed: None,
            doi: None,
            pmid: None,
            pmcid: None,
            isbn: None,
            issn: None,
            url: None,
            volume: None,
            issue: None,
            pages: None,
        }
    }
}
