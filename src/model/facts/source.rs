//! Sources that are written down, and where texts cite them.

use super::{Mention, Numeral};
use crate::base::span::Place;
use crate::biblio::reference::Reference;
use crate::page::body::{CitationForm, EntryForm};

/// A reference: a source as somebody wrote it down.
#[derive(Clone, Debug, PartialEq)]
pub struct Cited {
    /// Where it is written.
    pub form: CitedForm,
    /// The key, number or name that citations use.
    pub key: Option<Mention>,
    /// The fields; `None` if the text is a note and no reference.
    pub fields: Option<Reference<Place>>,
    /// The place in the source that a footnote means, as written: no part of the reference.
    pub pinpoint: Option<String>,
    /// Whether it names a date of access, be that date readable or not.
    pub access_stated: bool,
    /// Whether a text names a year somewhere, as that of the work or of something else.
    pub year_stated: bool,
    /// How the publisher ranks a registry source: `guideline`, `research`, as `custom` has it under `tier`.
    pub tier: Option<String>,
    /// How a number in [`Cited::key`] is written; `None` for a name, and if the list has numbers of its own.
    pub numeral: Option<Numeral>,
    /// All of it.
    pub place: Place,
    /// All its lines with their ends: what goes where it is taken out. `None` if something else stands in them.
    pub lines: Option<Place>,
}

/// Where a [`Cited`] is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CitedForm {
    /// A record of the registry of sources.
    Registry,
    /// A record under `references` in the front matter of the page that cites it, as Pandoc reads it.
    FrontMatter,
    /// In the text of an article.
    Text(EntryForm),
}

/// A mark that points at a reference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Citation {
    /// How it is written.
    pub form: CitationForm,
    /// What it points at.
    pub key: Mention,
    /// How a number in [`Citation::key`] is written; `None` for a name, and of one that stands in a range or a link.
    pub numeral: Option<Numeral>,
    /// Citations that readers see side by side share it: those of one bracket, and those of marks that touch.
    pub group: usize,
    /// The innermost heading above it: an index into [`Facts::headings`].
    pub section: Option<usize>,
}

impl Cited {
    /// Its title in quotes, for messages.
    #[must_use]
    pub fn title(&self) -> String {
        let title = self.fields.as_ref().and_then(|fields| fields.title.as_ref());
        title.map_or_else(|| "this source".to_owned(), |title| format!("“{}”", title.value))
    }

    /// The title, else the address, the key or number, all of it: what a finding about the whole reference underlines.
    #[must_use]
    pub fn mark(&self) -> Place {
        let text = self.fields.as_ref().and_then(|fields| fields.title.as_ref().or(fields.url.as_ref()));
        let key = || self.key.as_ref().map(|key| key.place);
        text.map(|text| text.at).or_else(key).unwrap_or(self.place)
    }

    /// The same with its places kept in another way.
    #[must_use]
    pub fn map(self, keep: impl Fn(Place) -> Place) -> Cited {
        Cited {
            key: self.key.map(|key| key.map(&keep)),
            fields: self.fields.map(|fields| fields.map(&keep)),
            place: keep(self.place),
            lines: self.lines.map(&keep),
            ..self
        }
    }
}
