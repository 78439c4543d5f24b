//! What a text says, whichever reader read it: blocks, headings, links, See
//! lines, citations and references, each with its bytes.

use crate::problem::Problem;
use crate::prose::Prose;
use crate::span::Span;

/// The body of an article, a cause or a bio. Every list is in the order of the text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Body {
    /// Headings, paragraphs, list items and table cells: all that a reader reads, once.
    pub blocks: Vec<Block>,
    /// The headings, with their anchors.
    pub headings: Vec<Heading>,
    /// Anchors that are no headings: HTML `id` and `name`.
    pub anchors: Vec<Anchor>,
    /// Links of every form, pictures included.
    pub links: Vec<Link>,
    /// See lines.
    pub sees: Vec<See>,
    /// Citations: marks that point at a reference.
    pub citations: Vec<Citation>,
    /// Footnote definitions and items of reference lists.
    pub entries: Vec<ReferenceEntry>,
    /// What could not be read.
    pub problems: Vec<Problem>,
}

/// A run of visible text.
#[derive(Clone, Debug, PartialEq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Its visible text, without code, comments and markup.
    pub prose: Prose,
    /// All its bytes, markup included.
    pub span: Span,
}

/// What a [`Block`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlockKind {
    /// A heading; its level and more in [`Body::headings`].
    Heading,
    /// A paragraph of running text.
    Paragraph,
    /// The text of a list item.
    Item,
    /// A cell of a table.
    Cell,
    /// A paragraph or item inside a block quotation.
    Quotation,
    /// A footnote definition or an item of a reference list.
    Reference,
}

/// A heading.
#[derive(Clone, Debug, PartialEq)]
pub struct Heading {
    /// From 1 to 6.
    pub level: u8,
    /// The visible text, trimmed, without an explicit id.
    pub text: String,
    /// The bytes of that text.
    pub text_span: Span,
    /// The address of the heading: the explicit id, else GitHub's slug of the text, made
    /// unique within the document as GitHub does (`causes-1`).
    pub anchor: String,
    /// The explicit id in `{#id}`, where one is written.
    pub id_span: Option<Span>,
    /// All bytes, markup included.
    pub span: Span,
}

/// An HTML `id` or `name`.
#[derive(Clone, Debug, PartialEq)]
pub struct Anchor {
    /// The id.
    pub id: String,
    /// The bytes of the id.
    pub span: Span,
}

/// A link or a picture.
#[derive(Clone, Debug, PartialEq)]
pub struct Link {
    /// How it is written.
    pub form: LinkForm,
    /// The visible text (of a picture: its alternative text); of a wiki link, its label or else its page.
    pub label: String,
    /// The bytes of the label; of an HTML attribute or a bare address, those of the target.
    pub label_span: Span,
    /// The address with escapes and character references undone, percent signs kept.
    pub target: String,
    /// The bytes of the address; of a reference link, the address in the definition.
    pub target_span: Span,
    /// All bytes.
    pub span: Span,
}

/// How a [`Link`] is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkForm {
    /// `[text](target)`
    Inline,
    /// `[text][label]`, `[text][]` or `[text]` with a definition.
    Reference,
    /// `<https://…>`
    Autolink,
    /// An address in running text.
    Bare,
    /// `[[page]]`, `[[page|text]]`, `[[page#section]]`
    Wiki,
    /// `![text](target)` and its reference forms.
    Image,
    /// An HTML `href`.
    Href,
    /// An HTML `src`.
    Src,
}

/// A See line.
#[derive(Clone, Debug, PartialEq)]
pub struct See {
    /// The lead as written: `See`, `Read more about`, `Watch:`.
    pub lead_span: Span,
    /// The page it names, as written, markup undone.
    pub label: String,
    /// The bytes of that name.
    pub label_span: Span,
    /// The link it names the page with: an index into [`Body::links`]. None of a bare one.
    pub link: Option<usize>,
    /// True where nothing but the See stands in its line or list item. A bare one in running
    /// prose is recorded only behind a labelled lead (`Watch:`).
    pub alone: bool,
    /// Lead and name.
    pub span: Span,
}

/// A mark that points at a reference.
#[derive(Clone, Debug, PartialEq)]
pub struct Citation {
    /// How it is written.
    pub form: CitationForm,
    /// What it points at: `smith2020` for `[@smith2020, p. 3]`, `1` for `[^1]`, `[1]` and `¹`.
    /// A range `[1-3]` gives a citation per number.
    pub key: String,
    /// The bytes of this key with its own mark: `@smith2020`, `[^1]`, the `2` of `[1,2]`;
    /// of a number within a range that is not written, the bytes of the range.
    pub span: Span,
    /// The bytes of the whole bracket it stands in.
    pub group: Span,
}

/// How a [`Citation`] is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CitationForm {
    /// Pandoc's `[@key]`, `[see @a, p. 3; @b]`, `[-@key]` and in-text `@key`.
    Key,
    /// `[^1]`
    Footnote,
    /// `[1]`, `[1,2]`, `[1-3]`
    Number,
    /// `¹` or `<sup>1</sup>`
    Superscript,
}

/// A reference as the text writes it, not yet read (see [`crate::reference`]).
#[derive(Clone, Debug, PartialEq)]
pub struct ReferenceEntry {
    /// Where it stands.
    pub form: EntryForm,
    /// The number or name citations use: `1`; none where the item bears none.
    pub mark: Option<String>,
    /// The bytes of the mark; a gap at the start of the text where the number is implied or absent.
    pub mark_span: Span,
    /// The text behind the mark.
    pub prose: Prose,
    /// Addresses of the links inside: the destination and its bytes.
    pub urls: Vec<(String, Span)>,
    /// All bytes.
    pub span: Span,
}

/// Where a [`ReferenceEntry`] stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EntryForm {
    /// `[^1]: …`
    Footnote,
    /// An item under a heading such as References, Sources or Bibliography.
    ListItem,
    /// A sentence spliced into prose behind its number, as in legacy plain text.
    Spliced,
}
