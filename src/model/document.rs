//! One file of the repository, read: its data, its body, and what could not be read.
//!
//! A rule does not know which reader made the document. A document lives only as
//! long as its facts are taken and the document rules run; what stays are the
//! facts and the table of places (see [`crate::run::session`]).

mod cards;
pub mod citing;
mod contents;
mod front;
mod listed;
mod passage;
mod reading;
mod statement;

use std::collections::{BTreeSet, HashMap};
use std::sync::{Arc, LazyLock};

use crate::base::date::SlashOrder;
use crate::base::node::{Entry, Node, ScalarKind, Value};
use crate::base::problem::{Problem, ProblemKind};
use crate::base::slug::AnchorStyle;
use crate::base::source::Source;
use crate::base::span::{DocId, Span};
use crate::model::collection::{Collection, Naming};
use crate::model::fields::Fields;
use crate::page::body::{BlockKind, Body};
use crate::page::byline;
use crate::page::outline;
use crate::page::roles;
use crate::page::see::Reading;
use crate::page::topics;
use crate::read::allow::{self, Allow};
use crate::read::markdown;
use crate::read::plain;
use crate::read::syntax::Syntax;
use crate::read::zotero;
use crate::words::language;
use crate::words::lexicon::{Lexicon, Scan};

pub use citing::Citing;
use front::FrontMatter;
pub use listed::terms as listed_terms;
pub use passage::Passage;
pub use statement::Statement;

/// A file as the rules see it.
#[derive(Debug)]
pub struct Document {
    /// Its number in the repository.
    pub id: DocId,
    /// Path and text.
    pub source: Source,
    /// The kind of content it holds.
    pub collection: Collection,
    /// The front matter of a text, or all of a data file.
    pub meta: Option<Node>,
    /// The text after the front matter; empty in data files.
    pub body: Body,
    /// What the readers could not read.
    pub problems: Vec<Problem>,
    /// What comments in it allow.
    pub allows: Vec<Allow>,
    /// The ids of records that are there but could not be read.
    pub lost: Vec<Node>,
    /// Whether records of the file take over fields of others, so that none can be taken out alone.
    pub interwoven: bool,
    /// Where a first key of the front matter would be written.
    pub gap: Span,
    /// The trigger words that occur in the text.
    pub scan: Scan,
    /// The language of the text: `en`, `es`.
    pub language: String,
    /// In which order it writes its dates: as one of them tells, else as the settings say.
    pub slash_order: SlashOrder,
}

/// How documents are to be read: the part of the settings that readers need.
#[derive(Clone, Debug)]
pub struct ReadOptions {
    /// See leads and the headings of reference lists.
    pub body: Reading,
    /// Which part of `7/1/2023` is the month.
    pub slash_order: SlashOrder,
    /// The fields of the content model.
    pub fields: Fields,
    /// The publisher's own names for fields.
    pub naming: Naming,
    /// Whether the site generator reads front matter below blank lines, as Hugo does.
    pub blank_lines_above: bool,
    /// Which values of front matter are addresses: the keys on the way to each.
    pub link_fields: Vec<Vec<String>>,
    /// Keys of articles that the model has and the publisher uses for something else: `status`, `id`.
    pub own_keys: BTreeSet<String>,
    /// The folders in which the name of a file is the title of its page, as in a vault of Obsidian's; an empty one is the
    /// top.
    pub vaults: Vec<String>,
    /// What the menu of the site calls pages, by path: their titles, where they have none of their own.
    pub titles: Arc<HashMap<String, String>>,
    /// Whether the generator takes the name of its file for the title of a page that has none, as Docusaurus does.
    pub file_titles: bool,
    /// The language of a text that does not state one.
    pub language: String,
    /// The words to look for in every text: those of the readers, and of the rules that are to run.
    pub lexicon: &'static LazyLock<Lexicon>,
}

impl Default for ReadOptions {
    fn default() -> ReadOptions {
        ReadOptions {
            body: Reading::default(),
            slash_order: SlashOrder::default(),
            fields: Fields::default(),
            naming: Naming::default(),
            blank_lines_above: false,
            link_fields: Vec::new(),
            own_keys: BTreeSet::new(),
            vaults: Vec::new(),
            titles: Arc::default(),
            file_titles: false,
            language: "en".to_owned(),
            lexicon: &topics::LEXICON,
        }
    }
}

impl ReadOptions {
    /// Whether the file at a path is a note of a vault, where its name is the title of its page.
    #[must_use]
    pub fn is_note(&self, path: &str) -> bool {
        self.vaults.iter().any(|vault| below(path, vault).is_some())
    }
}

/// Whether what is left of a path below a folder; the top folder has no name.
fn below<'a>(path: &'a str, folder: &str) -> Option<&'a str> {
    if folder.is_empty() { Some(path) } else { path.strip_prefix(folder)?.strip_prefix('/') }
}

/// The formats a document can be in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Front matter and Markdown.
    Markdown,
    /// YAML, JSON read as YAML's flow style, or what a reference manager writes.
    Data,
    /// An article as it was pasted from a page, without front matter or markup.
    Text,
}

impl Format {
    /// The format of a path, by its ending; `None` if medproof has no reader for it.
    #[must_use]
    pub fn of(path: &str) -> Option<Format> {
        let ending = ending(path)?;
        let is = |known: &[&str]| known.iter().any(|known| ending.eq_ignore_ascii_case(known));
        if is(&["md", "markdown", "qmd", "rmd", "mdx"]) {
            Some(Format::Markdown)
        } else if is(&["yaml", "yml", "json", "bib", "ris", "nbib"]) {
            Some(Format::Data)
        } else if is(&["txt"]) {
            Some(Format::Text)
        } else {
            None
        }
    }
}

/// The language of a tag without its country and script, in two letters where English and Spanish have them: `en` of
/// `en-US`.
#[must_use]
pub fn main_language(tag: &str) -> Option<String> {
    let main = tag.split(['-', '_']).next().unwrap_or("").trim().to_ascii_lowercase();
    match main.as_str() {
        "" => None,
        "eng" => Some("en".to_owned()),
        "spa" => Some("es".to_owned()),
        _ => Some(main),
    }
}

impl Document {
    /// Reads a source. Never fails: the document holds what could be read, and the problems.
    #[must_use]
    pub fn parse(id: DocId, source: Source, collection: Collection, options: &ReadOptions) -> Document {
        let slash_order = options.slash_order.told_by(&source.text);
        Document::parse_part(id, source, collection, options, slash_order)
    }

    /// Reads part of a file that writes its dates in this order.
    #[must_use]
    pub fn parse_part(
        id: DocId,
        source: Source,
        collection: Collection,
        options: &ReadOptions,
        slash_order: SlashOrder,
    ) -> Document {
        let mut document = Document {
            id,
            collection,
            meta: None,
            body: Body::default(),
            problems: Vec::new(),
            allows: Vec::new(),
            lost: Vec::new(),
            interwoven: false,
            gap: Span::at(source.without_mark().1),
            scan: Scan::default(),
            language: options.language.clone(),
            slash_order,
            source,
        };
        if let Some(problem) = document.source.refused.clone() {
            document.problems.push(problem);
            return document;
        }
        match Format::of(&document.source.path) {
            Some(Format::Data) => document.read_data(),
            Some(Format::Text) => document.read_plain_text(options),
            Some(Format::Markdown) | None => document.read_text(options),
        }
        document.set_aside_own(&options.own_keys);
        document.name_drafts();
        document.part_addresses();
        document.use_canonical_names(&options.naming);
        document.part_dates();
        document.spell_status();
        document.set_aside_made();
        let stated =
            document.records().first().and_then(|record| record.get("language")).and_then(Node::text);
        if let Some(language) = stated.and_then(main_language) {
            document.language = language;
        } else if document.is_english()
            && let Some(other) = language::other_than_english(own_words(&document.body))
        {
            document.language = other.to_owned();
        }
        document
    }

    /// False where the file could not be parsed: then its readers' problems are all that is said of it.
    #[must_use]
    pub fn is_readable(&self) -> bool {
        self.problems.iter().all(|problem| problem.kind != ProblemKind::Unreadable)
    }

    /// Whether the text is in English.
    #[must_use]
    pub fn is_english(&self) -> bool {
        self.language == "en"
    }

    /// Whether it is a page of its own: a text with a title. Others are parts, which a template puts together.
    #[must_use]
    pub fn is_whole_page(&self) -> bool {
        let stated = |key: &str| {
            let record = self.records().first();
            record.and_then(|record| record.get(key)).is_some_and(|node| !node.is_empty())
        };
        stated("title") || stated("name") || self.body.headings.iter().any(|heading| heading.level == 1)
    }

    /// Whether the front matter says that the page is for those who treat or study, and not for patients.
    #[must_use]
    pub fn is_for_clinicians(&self) -> bool {
        const READERS: [&str; 4] = ["clinician", "professional", "provider", "researcher"];
        let audience = self.records().first().and_then(|record| record.get("audience"));
        let named: Vec<&str> =
            audience.map(Node::one_or_many).unwrap_or_default().iter().filter_map(Node::text).collect();
        let is_for_them = |name: &&str| READERS.iter().any(|word| name.to_lowercase().contains(word));
        !named.is_empty() && named.iter().all(is_for_them)
    }

    /// Whether nothing is above the first heading of a text in Markdown.
    #[must_use]
    pub fn begins_with_heading(&self) -> bool {
        Format::of(&self.source.path) == Some(Format::Markdown)
            && self.body.blocks.first().is_some_and(|block| block.kind == BlockKind::Heading)
    }

    /// The records of a data file, which holds one or a list of them, or the front matter of a text.
    #[must_use]
    pub fn records(&self) -> &[Node] {
        match &self.meta {
            Some(Node { value: Value::Sequence(items), .. }) => items,
            Some(node) => std::slice::from_ref(node),
            None => &[],
        }
    }

    /// The gap where a missing key of a record belongs: after its last entry, or where front matter would begin.
    #[must_use]
    pub fn gap_of(&self, record: Option<&Node>) -> Span {
        match record.map(|record| (record, record.entries().last())) {
            Some((_, Some(last))) if !last.merged => Span::at(last.key.span.to(last.value.span).end as usize),
            Some((record, _)) => Span::at(record.span.end as usize),
            None => self.gap,
        }
    }

    fn read_data(&mut self) {
        let (text, offset) = self.source.without_mark();
        let syntax = Syntax::of(&self.source.path);
        let parsed = syntax.parse_at(text, offset);
        let region = Span::new(offset, self.source.text.len());
        self.allows = match syntax {
            Syntax::Bib => allow::in_bib(&self.source.text, region, parsed.root.as_ref(), &parsed.lost),
            // Their lines have no comments.
            Syntax::Ris | Syntax::Nbib => Vec::new(),
            _ => allow::in_yaml(&self.source.text, region, parsed.root.as_ref()),
        };
        self.meta = match self.collection {
            Collection::Source => parsed.root.map(zotero::unwrapped),
            Collection::Person => parsed.root.map(listed::by_id),
            Collection::Term => parsed.root.map(listed::terms),
            _ => parsed.root,
        };
        self.lost = parsed.lost;
        self.interwoven =
            syntax == Syntax::Bib && self.records().iter().flat_map(Node::entries).any(|entry| entry.merged);
        self.problems.extend(parsed.problems);
    }

    /// Plain text has no front matter: what it says of itself it says in its lines.
    fn read_plain_text(&mut self, options: &ReadOptions) {
        let (_, offset) = self.source.without_mark();
        self.body = plain::read(&self.source.text, offset, &options.body, self.slash_order);
        self.look_for_words(options.lexicon);
        self.allows = allow::in_plain_text(&self.source.text, offset);
        self.problems.append(&mut self.body.problems);
    }

    /// The one pass for all trigger words. From here on no block changes its text.
    fn look_for_words(&mut self, lexicon: &'static Lexicon) {
        self.scan = Scan::of(lexicon, self.body.blocks.iter().map(|block| block.prose.text()));
    }

    fn read_text(&mut self, options: &ReadOptions) {
        let (text, offset) = self.source.without_mark();
        let front = match FrontMatter::cut(text) {
            Ok(front) => front,
            Err(problem) => {
                self.problems.push(problem.shifted(offset));
                return;
            }
        };
        let mut start = offset;
        if let Some(FrontMatter { syntax, data, body, late }) = front {
            if let Some(fence) = late.filter(|_| !options.blank_lines_above) {
                self.problems.push(front::below_blank_lines(fence).shifted(offset));
                return;
            }
            let parsed = syntax.parse_at(data.slice(text), offset + data.start as usize);
            self.gap = Span::at(offset + data.start as usize);
            let region = data.shifted(offset);
            self.allows = allow::in_yaml(&self.source.text, region, parsed.root.as_ref());
            self.meta = parsed.root;
            self.problems.extend(parsed.problems);
            start += body;
        }
        let is_mdx = ending(&self.source.path).is_some_and(|ending| ending.eq_ignore_ascii_case("mdx"));
        let read = if is_mdx {
            markdown::without_code(&self.source.text, start)
        } else {
            markdown::without_indents(&self.source.text, start)
        };
        // Pandoc makes pages of these, whatever else is in the repository.
        let pandoc = ending(&self.source.path)
            .filter(|ending| ["qmd", "rmd"].iter().any(|known| ending.eq_ignore_ascii_case(known)))
            .map(|_| Reading { anchors: AnchorStyle::Pandoc, ..options.body.clone() });
        self.body = markdown::read(&read, start, pandoc.as_ref().unwrap_or(&options.body));
        self.look_for_words(options.lexicon);
        let about = byline::read(&mut self.body, &self.scan, self.slash_order);
        outline::read(&mut self.body, &self.scan, &self.source.text);
        roles::assign(&mut self.body, &about);
        self.allows.extend(allow::in_markdown(&self.source.text, &self.body));
        self.problems.append(&mut self.body.problems);
    }

    /// The fields of the front matter of an article.
    fn article_entries(&mut self) -> &mut [Entry] {
        match &mut self.meta {
            Some(Node { value: Value::Mapping(entries), .. }) if self.collection == Collection::Article => {
                entries
            }
            _ => &mut [],
        }
    }

    /// Takes keys that are the publisher's own out of the model's.
    fn set_aside_own(&mut self, own: &BTreeSet<String>) {
        if !own.is_empty() {
            set_aside(self.article_entries(), |key, _| own.contains(key));
        }
    }

    /// Takes dates that a program fills in when the site is built out of those that are written.
    fn set_aside_made(&mut self) {
        const DATES: [&str; 4] = ["published", "modified", "last-reviewed", "date"];
        if !self.source.path.to_ascii_lowercase().ends_with("md") {
            return;
        }
        set_aside(self.article_entries(), |key, value| {
            let text = value.text().unwrap_or("").trim();
            let made = text.starts_with("`r ") || matches!(text, "today" | "now" | "last-modified");
            made && DATES.contains(&key)
        });
    }

    /// Reads `Published` and `In Review` as what they say.
    fn spell_status(&mut self) {
        const KNOWN: [&str; 4] = ["draft", "in-review", "published", "retired"];
        for entry in self.article_entries().iter_mut().filter(|entry| entry.key.text() == Some("status")) {
            if let Value::Scalar(scalar) = &mut entry.value.value {
                let spelled = scalar.text.trim().to_lowercase().replace([' ', '_'], "-");
                if let Some(known) = KNOWN.iter().find(|known| **known == spelled) {
                    scalar.text = (*known).into();
                }
            }
        }
    }

    /// Jekyll's `published: false` is no date but says what `draft: true` says.
    fn name_drafts(&mut self) {
        if self.collection != Collection::Article {
            return;
        }
        let Some(Node { value: Value::Mapping(entries), .. }) = &mut self.meta else {
            return;
        };
        if entries.iter().any(|entry| entry.key.text() == Some("draft")) {
            return;
        }
        for Entry { key, value, .. } in
            entries.iter_mut().filter(|entry| entry.key.text() == Some("published"))
        {
            if let (Value::Scalar(key), Value::Scalar(value)) = (&mut key.value, &mut value.value)
                && let ScalarKind::Bool(published) = value.kind
            {
                key.text = "draft".into();
                value.kind = ScalarKind::Bool(!published);
                value.text = (!published).to_string().into();
            }
        }
    }

    /// Hugo takes a text of former addresses, with blanks between them, for a list of them.
    fn part_addresses(&mut self) {
        if self.collection != Collection::Article {
            return;
        }
        let Some(Node { value: Value::Mapping(entries), .. }) = &mut self.meta else {
            return;
        };
        for entry in entries.iter_mut().filter(|entry| entry.key.text() == Some("aliases")) {
            let Value::Scalar(scalar) = &entry.value.value else {
                continue;
            };
            let words = scalar.text.split_whitespace();
            let text = scalar.text.trim();
            if text.is_empty() || text.contains([',', ';']) {
                continue;
            }
            // One name may have several words.
            let several = words.clone().all(|word| word.starts_with('/'));
            let words: Vec<&str> = if several { words.collect() } else { vec![text] };
            let items = words.into_iter().map(|word| {
                let mut item = entry.value.clone();
                if let Value::Scalar(scalar) = &mut item.value {
                    scalar.text = word.into();
                }
                item
            });
            entry.value.value = Value::Sequence(items.collect());
        }
    }

    /// Material for MkDocs keeps the dates of a post together: `date: {created: 2026-03-01, updated: 2026-04-02}`.
    fn part_dates(&mut self) {
        let Some(Node { value: Value::Mapping(entries), .. }) = &mut self.meta else {
            return;
        };
        let dates = |entry: &&mut Entry| matches!(entry.key.text(), Some("published" | "date"));
        let Some(entry) = entries.iter_mut().find(dates).filter(|_| self.collection == Collection::Article)
        else {
            return;
        };
        let dated = |key: &str| entry.value.entry(key).filter(|own| own.value.text().is_some()).cloned();
        let Some(created) = dated("created") else {
            return;
        };
        let updated = dated("updated");
        entry.value = created.value;
        if let Some(mut updated) =
            updated.filter(|_| !entries.iter().any(|own| own.key.text() == Some("modified")))
            && let Value::Scalar(key) = &mut updated.key.value
        {
            key.text = "modified".into();
            entries.push(updated);
        }
    }

    /// Gives the publisher's fields the model's names, so that nothing after the reader has to know them.
    fn use_canonical_names(&mut self, naming: &Naming) {
        if naming.is_empty() {
            return;
        }
        let collection = self.collection;
        let records = match &mut self.meta {
            Some(Node { value: Value::Sequence(items), .. }) => items.as_mut_slice(),
            Some(node) => std::slice::from_mut(node),
            None => return,
        };
        for record in records {
            let Value::Mapping(entries) = &mut record.value else {
                continue;
            };
            let mut named: Vec<String> = Vec::new();
            for nth in 0..entries.len() {
                let Some(own) = entries[nth].key.text().map(str::to_owned) else {
                    continue;
                };
                let Some(canonical) = naming.canonical(collection, &own) else {
                    continue;
                };
                let again = named.contains(&own);
                if !again && entries.iter().any(|entry| entry.key.text() == Some(canonical)) {
                    continue;
                }
                named.push(own.clone());
                // Of a key that is written twice the first counts, and the second is no field that nobody knows.
                let canonical = if again { format!("{OWN_KEY}{own}") } else { canonical.to_owned() };
                if let Value::Scalar(key) = &mut entries[nth].key.value {
                    key.text = canonical.into();
                }
            }
        }
    }
}

/// The texts of a page but for its references, which are often in English.
fn own_words(body: &Body) -> impl Iterator<Item = &str> {
    body.blocks.iter().filter(|block| block.kind != BlockKind::Reference).map(|block| block.prose.text())
}

/// What comes before a key of the publisher's own that would mean something else to the model.
pub const OWN_KEY: &str = "x-";

/// Gives the fields that are chosen names that the model does not know.
fn set_aside(entries: &mut [Entry], chosen: impl Fn(&str, &Node) -> bool) {
    for entry in entries {
        if let Value::Scalar(key) = &mut entry.key.value
            && chosen(&key.text, &entry.value)
        {
            key.text = format!("{OWN_KEY}{}", key.text).into();
        }
    }
}

fn ending(path: &str) -> Option<&str> {
    path.rsplit_once('.').map(|(_, ending)| ending)
}

/// What is written in the front matter of a text; `None` without front matter that ends.
#[must_use]
pub fn front_matter(text: &str) -> Option<Option<Node>> {
    let FrontMatter { syntax, data, .. } = FrontMatter::cut(text).ok().flatten()?;
    Some(syntax.parse_at(data.slice(text), data.start as usize).root)
}

/// What is below the front matter of a text; all of it without any.
#[must_use]
pub fn below_front_matter(text: &str) -> &str {
    let body = FrontMatter::cut(text).ok().flatten().map_or(0, |front| front.body);
    text.get(body..).unwrap_or("")
}

/// The bytes of a file that are data: all of a data file, the front matter of a text that has one.
#[must_use]
pub fn data_region(source: &Source) -> Option<Span> {
    located_data(source).map(|(_, region)| region)
}

fn located_data(source: &Source) -> Option<(Syntax, Span)> {
    let (text, offset) = source.without_mark();
    let (syntax, region) = match Format::of(&source.path) {
        Some(Format::Data) => (Syntax::of(&source.path), Span::new(0, text.len())),
        _ => FrontMatter::cut(text).ok().flatten().map(|front| (front.syntax, front.data))?,
    };
    Some((syntax, region.shifted(offset)))
}

/// What the data of a file holds.
#[must_use]
pub fn data(source: &Source) -> Option<Node> {
    let (syntax, region) = located_data(source)?;
    syntax.parse_at(region.slice(&source.text), region.start as usize).root
}

/// A text as it has to be written in place of a value in the data of a file, `at`. `None` if it cannot be written
/// there on its own.
#[must_use]
pub fn value_like(source: &Source, at: Span, text: &str) -> Option<String> {
    let syntax = located_data(source)?.0;
    // An identifier is located without its quotes, which serve the new value too.
    let is_text =
        matches!(syntax, Syntax::Yaml | Syntax::Json | Syntax::Toml) && is_within_quotes(&source.text, at);
    if is_text && !text.contains(|c: char| matches!(c, '"' | '\'' | '\\') || c.is_control()) {
        return Some(text.to_owned());
    }
    syntax.string_like(at.slice(&source.text), text)
}

/// Whether quotes stand right around some bytes, and none within them.
fn is_within_quotes(text: &str, at: Span) -> bool {
    let quote = text.get(..at.start as usize).and_then(|before| before.chars().next_back());
    let Some(quote) = quote.filter(|quote| matches!(quote, '"' | '\'')) else {
        return false;
    };
    !at.slice(text).contains(quote)
        && text.get(at.end as usize..).is_some_and(|behind| behind.starts_with(quote))
}

/// Whether these bytes are in a data file or in front matter: a value there has the form that YAML gives it.
#[must_use]
pub fn holds_data(source: &Source, span: Span) -> bool {
    match Format::of(&source.path) {
        Some(Format::Data) => true,
        Some(Format::Text) => false,
        Some(Format::Markdown) | None => data_region(source).is_some_and(|front| front.contains(span)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(path: &str, text: &str) -> Document {
        Document::parse(DocId(0), Source::new(path, text), Collection::Article, &ReadOptions::default())
    }

    fn title(document: &Document) -> Option<(&str, &str)> {
        let value = document.meta.as_ref()?.get("title")?;
        Some((value.text()?, value.span.slice(&document.source.text)))
    }

    #[test]
    fn front_matter_is_cut_and_its_spans_are_the_files() {
        for text in [
            "---\ntitle: \"A\"\n---\n# B\n",
            "\u{feff}---\ntitle: \"A\"\n---\n# B\n",
            "---\r\ntitle: \"A\"\r\n---\r\n# B\r\n",
            "--- \ntitle: \"A\"\n...\n# B",
        ] {
            let document = parse("a.md", text);
            assert_eq!(title(&document), Some(("A", "\"A\"")), "{text:?}");
            let heading = &document.body.headings[0];
            assert_eq!((heading.text.as_str(), heading.text_span.slice(text)), ("B", "B"), "{text:?}");
            assert_eq!(document.problems, []);
        }
    }

    #[test]
    fn front_matter_without_an_end_is_unreadable() {
        let document = parse("a.md", "---\ntitle: A\n\nText\n");
        assert_eq!(document.problems[0].message, "the front matter that begins here never ends");
        assert_eq!(document.problems[0].span.slice(&document.source.text), "---");
        assert!(!document.is_readable());
    }

    #[test]
    fn a_thematic_break_is_no_front_matter() {
        let document = parse("a.md", "---\n\n# B\n");
        assert!(document.is_readable());
        assert_eq!(document.body.headings.len(), 1);
    }

    #[test]
    fn toml_is_read() {
        for text in ["\u{feff}+++\ntitle = 'A'\n+++\n# B\n", "+++\r\ntitle = 'A'\r\n+++\r\n# B"] {
            let document = parse("a.md", text);
            assert_eq!(document.problems, []);
            assert_eq!(title(&document), Some(("A", "'A'")));
            assert_eq!(document.body.headings.len(), 1);
        }
        let document = parse("a.md", "+++\ntitle = A\n+++\n");
        assert_eq!(document.problems[0].span.slice(&document.source.text), "A");
        assert!(!document.is_readable());
        assert_eq!(
            parse("a.md", "+++\ntitle = 'A'\n").problems[0].help.as_deref(),
            Some("Close it with a line of `+++` before the text begins.")
        );
    }

    #[test]
    fn a_data_file_holds_one_record_or_a_list() {
        assert_eq!(parse("a.yaml", "title: A\n").records().len(), 1);
        assert_eq!(parse("a.json", "[{\"title\": \"A\"}, {\"title\": \"B\"}]").records().len(), 2);
        assert_eq!(parse("a.yaml", "").records().len(), 0);
    }

    #[test]
    fn a_missing_key_belongs_behind_the_last() {
        let text = "---\ntitle: A\nstatus: draft\n---\n";
        let document = parse("a.md", text);
        let gap = document.gap_of(document.records().first());
        assert_eq!(&text[..gap.start as usize], "---\ntitle: A\nstatus: draft");
        assert_eq!(parse("a.md", "Text").gap_of(None), Span::at(0));
        assert_eq!(parse("a.md", "---\n---\nText").gap_of(None), Span::at(4));
    }

    #[test]
    fn the_publishers_names_become_the_models() {
        let mut options = ReadOptions::default();
        options.naming.add(Collection::Article, "title", "heading");
        let source = Source::new("a.md", "---\nheading: A\n---\n");
        let document = Document::parse(DocId(0), source, Collection::Article, &options);
        assert_eq!(title(&document), Some(("A", "A")));
    }
}
