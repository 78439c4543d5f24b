//! What a reviewer signs: a hash of what a page says, and of nothing else.
//!
//! It is made of the visible text of headings, blocks and alternative texts, the pages its See lines lead to,
//! the text of the shared causes it includes, in order, and each cited source by title, container or
//! publisher, and year. Keys, numbers, addresses, front matter and layout take no part: whoever rewraps a
//! paragraph, splits it, moves a comment or mends an address leaves every signature valid.
//!
//! A document's own part is worked out while it is read ([`TextDigest`]); the index puts the parts of several
//! documents together ([`ContentHash`]).

use std::collections::BTreeSet;
use std::fmt;
use std::sync::LazyLock;

use regex::Regex;
use sha2::{Digest as _, Sha256};
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use crate::body::{Block, BlockKind, Body, Citation, CitationForm, Link, LinkForm, See};
use crate::collection::Collection;
use crate::document::Document;
use crate::facts::Facts;
use crate::reference::Reference;
use crate::span::Span;
use crate::title;

/// The part of a content hash that one document gives: its own text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct TextDigest([u8; 32]);

/// The hash of all that a page says, written `v1:sha256:` and 64 hexadecimal digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ContentHash([u8; 32]);

/// The parts of a content hash.
#[derive(Clone, Debug, Default)]
pub struct Parts {
    /// The article's own text.
    pub text: Option<TextDigest>,
    /// What its causes and the See lines of shared ones say, in the order of the page.
    pub causes: Vec<Part>,
    /// The ids of the pages that See lines lead to, and the labels of those that lead elsewhere.
    pub sees: BTreeSet<String>,
    /// The cited sources, as [`source`] writes them.
    pub sources: BTreeSet<String>,
}

/// A cause of an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// A section of the article: its heading. The text is part of the article's own.
    Section(String),
    /// A cause that several articles may share.
    File(TextDigest),
}

/// The form of hash that this version writes and can compare.
const VERSION: &str = "v1:sha256:";

impl Parts {
    /// The hash of all parts together.
    #[must_use]
    pub fn hash(&self) -> ContentHash {
        let mut hash = Sha256::new();
        // Every part is behind a sign of its kind and its length, so that no two lists of parts read alike.
        let mut part = |kind: u8, bytes: &[u8]| {
            hash.update([kind]);
            hash.update((bytes.len() as u64).to_be_bytes());
            hash.update(bytes);
        };
        part(b't', &self.text.map_or([0; 32], |digest| digest.0));
        for cause in &self.causes {
            match cause {
                Part::Section(heading) => part(b'h', normal(heading).as_bytes()),
                Part::File(digest) => part(b'c', &digest.0),
            }
        }
        self.sees.iter().for_each(|see| part(b's', see.as_bytes()));
        self.sources.iter().for_each(|source| part(b'r', source.as_bytes()));
        ContentHash(hash.finalize().into())
    }
}

impl ContentHash {
    /// Reads a hash as a record writes it; none of a form that this version does not make.
    #[must_use]
    pub fn parse(text: &str) -> Option<ContentHash> {
        let digits = text.strip_prefix(VERSION)?;
        if digits.len() != 64 || !digits.is_ascii() {
            return None;
        }
        let mut bytes = [0; 32];
        for (nth, byte) in bytes.iter_mut().enumerate() {
            *byte = u8::from_str_radix(digits.get(2 * nth..2 * nth + 2)?, 16).ok()?;
        }
        Some(ContentHash(bytes))
    }

    /// The hash as messages print it and as an allow names it: the version and the first eight digits, which tell
    /// the texts of one page apart.
    #[must_use]
    pub fn short(&self) -> String {
        let version = VERSION.split(':').next().unwrap_or(VERSION);
        let digits = self.0.iter().take(4).map(|byte| format!("{byte:02x}"));
        format!("{version}:{}", digits.collect::<String>())
    }
}

impl fmt::Display for ContentHash {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(VERSION)?;
        self.0.iter().try_for_each(|byte| write!(formatter, "{byte:02x}"))
    }
}

/// A source as the hash knows it: its title, its container or else its publisher, and its year. None of a
/// reference that gives none of them.
#[must_use]
pub fn source<At>(reference: &Reference<At>) -> Option<String> {
    let title = reference.title.as_ref().map(|title| title::fold(&title.value)).unwrap_or_default();
    let within = reference.container.as_ref().or(reference.publisher.as_ref());
    let within = within.map(|within| title::fold(&within.value)).unwrap_or_default();
    let year = reference.issued.as_ref().map(|issued| issued.value.year().to_string()).unwrap_or_default();
    let known = !(title.is_empty() && within.is_empty() && year.is_empty());
    known.then(|| [title, within, year].join("\n"))
}

/// The text of an article or a cause, as a digest; none of anything else, or of a file that could not be read.
#[must_use]
pub fn text(document: &Document, facts: &Facts) -> Option<TextDigest> {
    let page = matches!(document.collection, Collection::Article | Collection::Cause);
    (page && document.is_readable()).then(|| {
        let text = normal(&visible(&document.body, facts));
        TextDigest(Sha256::digest(text.as_bytes()).into())
    })
}

/// What a reader of the page reads, less citations, See lines, table of contents and byline. A space stands
/// between blocks, whatever they are, since a paragraph that is split says what it said before.
fn visible(body: &Body, facts: &Facts) -> String {
    let mut text = String::new();
    let mut cut: Vec<Span> =
        body.citations.iter().filter(|citation| is_mark(citation, facts)).map(|found| found.group).collect();
    let sees: Vec<&See> = body.sees.iter().filter(|see| see.link.is_some() || see.capital).collect();
    cut.extend(sees.iter().flat_map(|see| [see.lead_span, see.span]));
    let address = |link: &&Link| matches!(link.form, LinkForm::Autolink | LinkForm::Bare);
    cut.extend(body.links.iter().filter(address).map(|link| link.span));
    let cut = merged(cut);
    let mut in_contents = false;
    for block in &body.blocks {
        if block.kind == BlockKind::Heading {
            in_contents = is_contents(block.prose.text());
        }
        let left_out = match block.kind {
            BlockKind::Heading => in_contents,
            BlockKind::Item => in_contents || leads_within(block, &body.links) || is_byline(block),
            BlockKind::Paragraph => is_byline(block),
            // Sources count by what they are, not by how they are written out.
            BlockKind::Reference => true,
            BlockKind::Cell | BlockKind::Quotation => false,
        };
        if !left_out {
            text.push(' ');
            push_block(block, &cut, &sees, &mut text);
        }
    }
    // A note among the references is no source: it speaks to the reader.
    for (entry, cited) in body.entries.iter().zip(&facts.references) {
        if cited.fields.is_none() {
            text.push(' ');
            text.push_str(entry.prose.text());
        }
    }
    for picture in body.links.iter().filter(|link| matches!(link.form, LinkForm::Image | LinkForm::Src)) {
        text.push(' ');
        text.push_str(&picture.label);
    }
    text
}

/// False of a raised number that no reference of the page bears: it may be a power, which is part of what is said.
fn is_mark(citation: &Citation, facts: &Facts) -> bool {
    citation.form != CitationForm::Superscript
        || facts.references.iter().any(|cited| cited.key.as_ref().is_some_and(|key| key.text == citation.key))
}

/// Appends a block's text without what is cut, and without lines of which a See line leaves no more than a joint.
fn push_block(block: &Block, cut: &[Span], sees: &[&See], text: &mut String) {
    let first = cut.partition_point(|span| span.end <= block.span.start);
    let behind = cut.partition_point(|span| span.start < block.span.end);
    let cut = cut.get(first..behind).unwrap_or_default();
    if cut.is_empty() {
        text.push_str(block.prose.text());
        return;
    }
    let mut shown = String::with_capacity(block.prose.len());
    block.prose.outside(cut, |part| shown.push_str(part));
    let has_see = sees.iter().any(|see| block.span.contains(see.span));
    for line in shown.split('\n') {
        let mut words = line.split(|c: char| !c.is_alphanumeric());
        if !(has_see && words.all(|word| matches!(word, "" | "and" | "or"))) {
            text.push_str(line);
            text.push('\n');
        }
    }
}

/// Spans in order, those that overlap made one.
fn merged(mut spans: Vec<Span>) -> Vec<Span> {
    spans.sort_unstable();
    let mut merged: Vec<Span> = Vec::with_capacity(spans.len());
    for span in spans.into_iter().filter(|span| !span.is_empty()) {
        match merged.last_mut() {
            Some(last) if span.start <= last.end => *last = last.to(span),
            _ => merged.push(span),
        }
    }
    merged
}

/// True of the heading of a table of contents.
fn is_contents(heading: &str) -> bool {
    const HEADINGS: [&str; 6] = [
        "in this article",
        "on this page",
        "in this guide",
        "contents",
        "table of contents",
        "page contents",
    ];
    HEADINGS.contains(&title::fold(heading).as_str())
}

/// True of a list item that is nothing but a link to a section of its page: an entry of a table of contents.
fn leads_within(block: &Block, links: &[Link]) -> bool {
    let first = links.partition_point(|link| link.span.start < block.span.start);
    links
        .get(first..)
        .unwrap_or_default()
        .iter()
        .take_while(|link| link.span.end <= block.span.end)
        .any(|link| link.target.starts_with('#') && link.label.trim() == block.prose.text().trim())
}

/// True of a short paragraph that says who wrote, reviewed or changed the page, and when.
fn is_byline(block: &Block) -> bool {
    static BYLINE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"(?x)^\s* (?:
                (?i: (?: (?: medically | clinically | expert | fact[\s-]? ) \s* )? (?: written | reviewed | checked
                    | updated | edited | approved ) (?: \s+ and \s+ [a-z]+ )? \s* (?: by | on | : ) \s* :? ) \s*
                    [\p{Lu}\d]
              | (?i: (?: page \s+ )? (?: last | next | date | review ) \s+ (?: medically \s+ )? (?: reviewed | updated
                    | review | published | revised | modified | date ) \s* (?: on | : )? ) \s* [\p{Lu}\d]
              | (?i: (?: authors? | reviewers? | editors? | published | updated | reviewed ) \s* : )
              | By \s+ \p{Lu} [^.!?]* $
            )",
        )
        .expect("the pattern is well formed")
    });
    block.prose.len() < 200 && BYLINE.is_match(block.prose.text())
}

/// Text as the hash compares it: Unicode normalised (NFC), blanks collapsed, and none before a sign that ends
/// something, where a citation may have stood.
fn normal(text: &str) -> String {
    // Most text is in this form already, and asking costs a tenth of putting it there.
    if is_nfc_quick(text.chars()) == IsNormalized::Yes {
        collapsed(text.chars(), text.len())
    } else {
        collapsed(text.nfc(), text.len())
    }
}

fn collapsed(text: impl Iterator<Item = char>, length: usize) -> String {
    let mut normal = String::with_capacity(length);
    let mut gap = false;
    for c in text {
        if c.is_whitespace() {
            gap = true;
            continue;
        }
        if gap && !normal.is_empty() && !matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | ')') {
            normal.push(' ');
        }
        gap = false;
        normal.push(c);
    }
    normal
}

#[cfg(test)]
mod tests;
