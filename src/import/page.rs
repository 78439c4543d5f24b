//! A page that comes in, of text or HTML alike: what an article, a registry and bios are made of.

use crate::base::date::PartialDate;
use crate::base::span::Place;
use crate::biblio::reference::Reference;
use crate::page::body::{Event, Role};

/// A page that came in.
#[derive(Clone, Debug, Default)]
pub struct Page {
    /// Its title.
    pub title: Option<String>,
    /// The code of its language.
    pub language: Option<String>,
    /// Its body, in order.
    pub body: Vec<Part>,
    /// Its references and notes, in order.
    pub references: Vec<PageReference>,
    /// Who wrote, reviewed and edited it.
    pub people: Vec<PagePerson>,
    /// When it was published, changed and reviewed; each event once.
    pub dates: Vec<(Event, PartialDate)>,
    /// The heading above its references.
    pub references_heading: Option<String>,
    /// What has no place in a content file.
    pub left: Vec<Left>,
    /// What could be read in two ways, in sentences, each with its line.
    pub doubts: Vec<(String, Option<usize>)>,
}

/// A piece of a body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// Markdown, as it is to be written.
    Markdown(String),
    /// A mark that cites these of the page's references.
    Cite(Vec<usize>),
    /// The name of a page, which becomes a link where the repository has that page.
    Name {
        /// What a reader sees.
        label: String,
        /// The same as Markdown: what is written where no page has the name.
        written: String,
        /// Where it led on the site that it came from, where it was a link there; it need not be a full address.
        address: Option<String>,
    },
}

/// A reference of a page.
#[derive(Clone, Debug)]
pub struct PageReference {
    /// What was read; `None` of a note that names no source.
    pub fields: Option<Reference<Place>>,
    /// All of it, as it is written, in one line.
    pub raw: String,
    /// Its words that no field holds.
    pub rest: Option<String>,
    /// Where it begins, from 1.
    pub line: Option<usize>,
}

/// A person whom a page names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PagePerson {
    /// The name, without title and credentials.
    pub name: String,
    /// What the person did; in the order of the page, each once.
    pub roles: Vec<Role>,
    /// What is said of the qualification.
    pub credentials: Option<String>,
    /// Whether it is a team.
    pub group: bool,
    /// What the page says of the person.
    pub bio: Option<String>,
}

/// Something of a page that has no place in a content file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Left {
    /// What it is.
    pub kind: LeftKind,
    /// Its text.
    pub text: String,
    /// Its line, from 1, where the page has lines.
    pub line: Option<usize>,
}

/// What was left over, in the order in which it is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum LeftKind {
    /// A line of a list of references in which no reference could be read.
    Unread,
    /// A reference that became an entry of the registry, as the page wrote it.
    Reference,
    /// A line about the page: who wrote it, and when.
    About,
    /// A description of a person who has a bio in the repository.
    Bio,
    /// A date that nothing labels, or that is not a whole day.
    Date,
    /// A part of the table of contents.
    Contents,
    /// The heading of the list of references.
    Heading,
    /// The number before a heading.
    Number,
    /// A picture whose address cannot be told.
    Picture,
    /// A link whose address cannot be told.
    Link,
    /// A line of the site.
    Site,
}

impl LeftKind {
    /// All of them, in order.
    pub const ALL: [LeftKind; 11] = [
        LeftKind::Unread,
        LeftKind::Reference,
        LeftKind::About,
        LeftKind::Bio,
        LeftKind::Date,
        LeftKind::Contents,
        LeftKind::Heading,
        LeftKind::Number,
        LeftKind::Picture,
        LeftKind::Link,
        LeftKind::Site,
    ];

    /// What stands above such texts where they are kept.
    #[must_use]
    pub fn heading(self) -> &'static str {
        match self {
            LeftKind::Unread => "References that could not be read",
            LeftKind::Reference => "References as the page had them",
            LeftKind::About => "Lines about the page",
            LeftKind::Bio => "About people who have a bio in this repository",
            LeftKind::Date => "Dates that could not be used",
            LeftKind::Contents => "Table of contents",
            LeftKind::Heading => "The heading of the references",
            LeftKind::Number => "Numbers before headings",
            LeftKind::Picture => "Pictures without an address",
            LeftKind::Link => "Links without an address",
            LeftKind::Site => "Lines of the site",
        }
    }
}

impl Page {
    /// Keeps a text that has no place elsewhere, unless it says nothing.
    pub fn leave(&mut self, kind: LeftKind, text: &str, line: Option<usize>) {
        if text.contains(|c: char| c.is_alphanumeric()) {
            self.left.push(Left { kind, text: text.trim().to_owned(), line });
        }
    }

    /// Records what the page says of a person; what it says first of one thing counts.
    pub fn name(&mut self, role: Option<Role>, person: PagePerson) {
        use crate::base::title::fold;
        let folded = fold(&person.name);
        if folded.is_empty() {
            return;
        }
        let at = match self.people.iter().position(|known| fold(&known.name) == folded) {
            Some(at) => at,
            None => {
                self.people.push(PagePerson { name: person.name.clone(), ..PagePerson::default() });
                self.people.len() - 1
            }
        };
        let Some(known) = self.people.get_mut(at) else {
            return;
        };
        for role in role.into_iter().chain(person.roles) {
            if !known.roles.contains(&role) {
                known.roles.push(role);
            }
        }
        known.group |= person.group;
        known.credentials = known.credentials.take().or(person.credentials);
        known.bio = known.bio.take().or(person.bio);
    }

    /// Records the day of an event, if none is known yet.
    pub fn date(&mut self, event: Event, date: PartialDate) {
        if self.dates.iter().all(|(known, _)| *known != event) {
            self.dates.push((event, date));
        }
    }

    /// Appends Markdown to the body.
    pub fn write(&mut self, markdown: &str) {
        match self.body.last_mut() {
            Some(Part::Markdown(last)) => last.push_str(markdown),
            _ => self.body.push(Part::Markdown(markdown.to_owned())),
        }
    }
}
