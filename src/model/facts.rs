//! What a document tells the rest of the repository.
//!
//! Facts say what, never where: every position is a [`Place`], a number that the
//! document's table turns into bytes afterwards. Editing a sentence above a link
//! moves the link and changes no fact, so nothing that rests on facts has to be
//! worked out again.

pub mod credential;
mod edits;
pub mod merging;
mod people;
mod record;
mod source;

use crate::base::date::PartialDate;
use crate::base::span::Place;
use crate::base::title;
use crate::model::collection::Collection;
use crate::model::document::Format;
use crate::model::fields::Field;
use crate::page::body::{LinkBase, LinkForm, Role};

pub use edits::{Numeral, numeral};
pub use people::{Outcome, Person, Review, SourcesChecked};
pub use record::{Recorded, default_id, record, recorded};
pub use source::{Citation, Cited, CitedForm};

/// Everything one document says that another may depend on.
#[derive(Clone, Debug, PartialEq)]
pub struct Facts {
    /// Path relative to the repository's root.
    pub path: String,
    /// The kind of content.
    pub collection: Collection,
    /// What it is written in; `None` if the ending is not that of a format.
    pub format: Option<Format>,
    /// False where the file could not be parsed; then all else is what was seen before the break.
    pub readable: bool,
    /// The start of the document: for what concerns the whole of it.
    pub start: Place,
    /// What the document defines: one article, one cause, or the records of a data file.
    pub entities: Vec<Entity>,
    /// The ids of other records that its fields hold, record by record.
    pub uses: Vec<Use>,
    /// What only articles say.
    pub article: Option<Article>,
    /// Bios, in the order of `entities`; none in other collections.
    pub people: Vec<Person>,
    /// Review records, in the order of the text.
    pub reviews: Vec<Review>,
    /// Redirects, in the order of the text.
    pub redirects: Vec<Redirect>,
    /// Whether it has any text of its own.
    pub has_body: bool,
    /// Headings, in the order of the text.
    pub headings: Vec<Heading>,
    /// Addresses within the page that no heading gives: HTML ids and names.
    pub anchors: Vec<String>,
    /// Links and pictures, in the order of the text.
    pub links: Vec<Link>,
    /// See lines of the body, then the entries of `see:`.
    pub sees: Vec<See>,
    /// Registry entries, footnotes, items of reference lists.
    pub references: Vec<Cited>,
    /// The paths of the texts it includes, as written.
    pub includes: Vec<String>,
    /// Names that the page itself gives to sources, which its citations use as keys.
    pub tags: Vec<String>,
    /// Citations, in the order of the text.
    pub citations: Vec<Citation>,
    /// The sections that the text itself makes causes, in the order of the text. What front matter
    /// calls causes is in [`Article::causes`]; [`crate::model::index::Index::causes_of`] has both.
    pub cause_sections: Vec<CauseSection>,
    /// Whom the text itself names for what they did for it.
    pub bylines: Vec<Byline>,
    /// Persons whom the text describes.
    pub bios: Vec<Bio>,
    /// The table of contents, where the text announces one.
    pub contents: Option<Contents>,
}

/// A section that is a cause.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CauseSection {
    /// Its heading: an index into [`Facts::headings`].
    pub heading: usize,
    /// The citations in its text: indices into [`Facts::citations`].
    pub citations: Vec<usize>,
}

/// A person or group whom the text names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Byline {
    /// What they did.
    pub role: Role,
    /// The name, without title and credentials.
    pub name: Mention,
    /// What comes after the name: `MD, PhD`.
    pub credentials: Option<Mention>,
    /// Whether it is an editorial team.
    pub group: bool,
}

/// A person whom the text describes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bio {
    /// The name, without title and credentials.
    pub name: Mention,
    /// A qualification that the description states.
    pub credentials: Option<Mention>,
    /// The description.
    pub place: Place,
}

/// A table of contents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contents {
    /// The words that announce it.
    pub place: Place,
    /// What it lists; nothing where it is empty.
    pub entries: Vec<Mention>,
}

/// A text that stands somewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// The text.
    pub text: String,
    /// Where it stands.
    pub place: Place,
}

/// A date that stands somewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dated {
    /// The date; partial where the text is.
    pub date: PartialDate,
    /// Where it stands.
    pub place: Place,
}

/// The id of another record that a field holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Use {
    /// The field.
    pub field: &'static Field,
    /// The id, as written.
    pub id: Mention,
}

/// A thing with an id that others refer to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entity {
    /// The id: the one written, else the file's stem (`index` takes its folder's name). Where
    /// none is written the place is the start of the record.
    pub id: Mention,
    /// Whether the id is written in the record.
    pub id_written: bool,
    /// The title of an article, the name of a cause or a person, the preferred form of a term.
    pub title: Option<Mention>,
    /// Other names readers know it by; the synonyms of a term.
    pub aliases: Vec<Mention>,
    /// The language tag of an article.
    pub language: Option<String>,
    /// Whether it is a term that says more than its name: what it means, or what else it is called.
    pub glossed: bool,
}

/// How far an article is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Status {
    /// Being written.
    Draft,
    /// With its reviewers.
    InReview,
    /// On the site.
    Published,
    /// Taken off the site.
    Retired,
    /// Not said, or not understood: judged in full.
    #[default]
    Unstated,
}

impl Status {
    /// Whether readers see the page. One that does not say how far it is counts as published.
    #[must_use]
    pub fn is_seen(self) -> bool {
        matches!(self, Status::Published | Status::Unstated)
    }
}

/// What only articles say.
#[derive(Clone, Debug, PartialEq)]
pub struct Article {
    /// How far it is.
    pub status: Status,
    /// Ids or names of persons: those of the front matter, else those whom the text names, else the
    /// one whom plain text describes at its end.
    pub authors: Vec<Mention>,
    /// Ids or names of persons: those of the front matter, else those whom the text names.
    pub reviewers: Vec<Mention>,
    /// Ids of causes, in the order of the article.
    pub causes: Vec<Mention>,
    /// The files that its citations are taken from, as Pandoc and Quarto read it.
    pub bibliography: Vec<Bibliography>,
    /// Where its site serves it, or the last part of that, where it says so itself.
    pub address: Option<String>,
    /// What it is about: the id of a term.
    pub topic: Option<Mention>,
    /// When it was first published. This and the dates below are those of the front matter, else
    /// those that the text states.
    pub published: Option<Dated>,
    /// When its text last changed.
    pub modified: Option<Dated>,
    /// When it was last reviewed.
    pub last_reviewed: Option<Dated>,
    /// When it is to be reviewed next.
    pub next_review: Option<Dated>,
    /// After how many months its review is overdue, where the article says so itself.
    pub max_review_age: Option<u32>,
    /// Whether it states the conflicts of interest of those who made it, or that there are none.
    pub disclosed: bool,
    /// The fields about how the page was made and for whom that it states.
    pub states: Statements,
    /// Where a missing key of the front matter belongs.
    pub gap: Place,
}

impl Article {
    /// Whether the page states this topic.
    #[must_use]
    pub fn is_on(&self, topic: &str) -> bool {
        self.topic.as_ref().is_some_and(|own| own.text == topic)
    }
}

/// Fields of an article that say how it was made and for whom, each with whether it is there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Statements {
    /// Who paid for it.
    pub funding: bool,
    /// Whether a program wrote part of it.
    pub ai_assistance: bool,
    /// For whom it is written.
    pub audience: bool,
    /// When it is to be reviewed next.
    pub next_review: bool,
    /// That it replaces no advice from a clinician; its text says so.
    pub disclaimer: bool,
}

/// A file that the citations of a page are taken from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bibliography {
    /// Its path, as written.
    pub name: Mention,
    /// Whether the page names the file in its text as well: code there makes it when the site is built.
    pub made: bool,
}

/// An old address and the page that answers it now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Redirect {
    /// The old id or address.
    pub from: Mention,
    /// The id or address of the page.
    pub to: Mention,
}

/// A heading of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// The visible text and its place.
    pub text: Mention,
    /// From 1 to 6.
    pub level: u8,
    /// Its address within the page.
    pub anchor: String,
}

/// A link or a picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// How it is written.
    pub form: LinkForm,
    /// The visible text and its place.
    pub label: Mention,
    /// The address and its place.
    pub target: Mention,
    /// What the address is seen from.
    pub base: LinkBase,
    /// The part of the address before `#`, where it has one.
    pub path: Option<Place>,
    /// The part of the address from `#` on, where it has one.
    pub fragment: Option<Place>,
}

/// A See line, or an entry of `see:`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct See {
    /// The page it names.
    pub label: Mention,
    /// The link it names the page with: an index into [`Facts::links`].
    pub link: Option<usize>,
    /// Whether it is an entry of `see:` in the front matter.
    pub field: bool,
    /// Whether it fills its line.
    pub alone: bool,
    /// False where a bare name begins with a small letter: then it is a See line only if a page has that name.
    pub certain: bool,
    /// Whether the label can be replaced without anything else: it holds no markup, and no definition goes by it.
    pub rewritable: bool,
    /// The names on either side of each `and` and comma: two pages, where every one of them is known.
    pub parts: Vec<Mention>,
}

impl Mention {
    /// The same with its place kept in another way.
    fn map(self, keep: impl FnOnce(Place) -> Place) -> Mention {
        Mention { place: keep(self.place), ..self }
    }
}

impl Use {
    /// The same with its places kept in another way.
    #[must_use]
    pub fn map(self, keep: impl Fn(Place) -> Place) -> Use {
        Use { id: self.id.map(keep), ..self }
    }
}

impl Entity {
    /// The same with its places kept in another way.
    #[must_use]
    pub fn map(self, keep: impl Fn(Place) -> Place) -> Entity {
        Entity {
            id: self.id.map(&keep),
            title: self.title.map(|title| title.map(&keep)),
            aliases: self.aliases.into_iter().map(|alias| alias.map(&keep)).collect(),
            ..self
        }
    }
}

impl Facts {
    /// What a document says that holds nothing. It begins at `start`.
    #[must_use]
    fn empty(path: String, collection: Collection, start: Place) -> Facts {
        Facts {
            format: Format::of(&path),
            path,
            collection,
            readable: true,
            start,
            entities: Vec::new(),
            uses: Vec::new(),
            article: None,
            people: Vec::new(),
            reviews: Vec::new(),
            redirects: Vec::new(),
            has_body: false,
            headings: Vec::new(),
            anchors: Vec::new(),
            links: Vec::new(),
            sees: Vec::new(),
            references: Vec::new(),
            includes: Vec::new(),
            tags: Vec::new(),
            citations: Vec::new(),
            cause_sections: Vec::new(),
            bylines: Vec::new(),
            bios: Vec::new(),
            contents: None,
        }
    }

    /// What the same document says while it is not there.
    #[must_use]
    pub fn without_content(&self) -> Facts {
        Facts::empty(self.path.clone(), self.collection, self.start)
    }

    /// Gives back the memory that lists took for more than they hold: facts stay as long as the program runs.
    fn shrink(&mut self) {
        self.entities.shrink_to_fit();
        self.uses.shrink_to_fit();
        self.headings.shrink_to_fit();
        self.links.shrink_to_fit();
        self.sees.shrink_to_fit();
        self.references.shrink_to_fit();
        self.citations.shrink_to_fit();
        self.cause_sections.shrink_to_fit();
        self.bylines.shrink_to_fit();
    }

    /// How far the article is; unstated of everything else.
    #[must_use]
    pub fn status(&self) -> Status {
        self.article.as_ref().map_or(Status::Unstated, |article| article.status)
    }

    /// What a page is filed under: its topic and its further topics, as written.
    pub fn topics(&self) -> impl Iterator<Item = &Mention> {
        let topics = self.uses.iter().filter(|used| matches!(used.field.name, "topic" | "topics"));
        topics.map(|used| &used.id)
    }

    /// The citations in the section of a heading: down to the next heading of its level or above.
    pub fn citations_below(&self, heading: usize) -> impl Iterator<Item = &Citation> {
        let level = self.headings.get(heading).map_or(0, |heading| heading.level);
        let behind = self.headings.iter().skip(heading + 1);
        let end = heading + 1 + behind.take_while(|next| next.level > level).count();
        self.citations
            .iter()
            .filter(move |citation| citation.section.is_some_and(|section| (heading..end).contains(&section)))
    }

    /// What the text itself says of the qualification of a person whom it names; `None` if it says nothing.
    #[must_use]
    pub fn stated_credentials(&self, name: &str) -> Option<&Mention> {
        let folded = title::fold(name);
        let is_meant = |mention: &Mention| title::fold(&mention.text) == folded;
        let bylines =
            self.bylines.iter().filter(|byline| is_meant(&byline.name)).map(|byline| &byline.credentials);
        let bios = self.bios.iter().filter(|bio| is_meant(&bio.name)).map(|bio| &bio.credentials);
        bylines.chain(bios).flatten().next()
    }

    /// Whether the text itself describes the person, or it is a team, which has no bio.
    #[must_use]
    pub fn describes(&self, name: &str) -> bool {
        let folded = title::fold(name);
        self.bios.iter().any(|bio| title::fold(&bio.name.text) == folded)
            || self.bylines.iter().any(|byline| byline.group && title::fold(&byline.name.text) == folded)
    }

    /// The article or cause itself, where the document is one.
    #[must_use]
    pub fn page(&self) -> Option<&Entity> {
        match self.collection {
            Collection::Article | Collection::Cause => self.entities.first(),
            _ => None,
        }
    }
}
