//! MEDLINE, the format of PubMed's “Citation manager” files (`.nbib`), as CSL items.
//!
//! The tags are those of “MEDLINE/PubMed Data Element (Field) Descriptions” of the National Library of Medicine.

use crate::base::node::{Node, Parsed};
use crate::base::span::Span;
use crate::read::item::{self, Item, Person};
use crate::read::ris::derive_key;
use crate::read::tagged::{self, Field, Format, Record};

/// Lines such as `PMID- 31986264`; a value goes on in lines that begin with six blanks.
pub const FORMAT: Format = Format { first: "PMID", last: None, tag: (2, 4) };

/// Reads records that begin at the byte `offset` of a larger text. All spans are offsets in the larger text.
#[must_use]
pub fn parse_at(text: &str, offset: usize) -> Parsed {
    let (records, problems) = tagged::read(text, offset, &FORMAT);
    let items: Vec<Node> = records.iter().map(|record| item(text, offset, record)).collect();
    Parsed { root: item::registry(items), problems, ..Parsed::default() }
}

const TEXTS: &[(&str, &[&str])] = &[
    ("PMID", &["PMID"]),
    ("title", &["TI", "BTI", "TT"]),
    ("container-title", &["JT", "TA"]),
    ("volume", &["VI"]),
    ("issue", &["IP"]),
    ("page", &["PG"]),
    ("PMCID", &["PMC"]),
    ("publisher", &["PB"]),
    ("publisher-place", &["PL"]),
    ("edition", &["EN"]),
    ("language", &["LA"]),
    ("note", &["GN"]),
];

/// The tag that MEDLINE has for a field of CSL.
#[must_use]
pub fn field_name(csl: &str) -> Option<&'static str> {
    Some(match csl {
        "id" => "PMID",
        "type" => "PT",
        "author" => "FAU",
        "issued" => "DP",
        "DOI" => "LID",
        "ISBN" => "ISBN",
        "ISSN" => "IS",
        "keyword" | "custom" => "OT",
        csl => TEXTS.iter().find(|(key, _)| *key == csl).and_then(|(_, tags)| tags.first())?,
    })
}

fn item(text: &str, offset: usize, record: &Record) -> Node {
    let all = |tag: &'static str| {
        record.fields.iter().filter(move |field| field.tag == tag && !field.text.is_empty())
    };
    let first = |tags: &[&'static str]| tags.iter().find_map(|tag| all(tag).next());
    let mut item = Item::default();
    for (key, tags) in TEXTS {
        if let Some(field) = first(tags) {
            item.text(key, field.name, field.at, field.text.as_str());
        }
    }
    // The title of a book is that of the whole where the record is of one of its chapters.
    if let Some(book) = first(&["TI"]).and(first(&["BTI"])) {
        item.text("container-title", book.name, book.at, book.text.as_str());
    }
    authors(&all, &mut item);
    if let Some(date) = first(&["DP", "DEP"]) {
        item.date("issued", date.name, date.at, &date.text);
    }
    for field in all("LID").chain(all("AID")) {
        if let Some(doi) = field.text.strip_suffix("[doi]") {
            let at = without_mark(text, offset, field, "[doi]");
            item.text("DOI", field.name, at, doi.trim());
        }
    }
    if let Some(number) = first(&["ISBN"]) {
        let first = number.text.split_whitespace().next().unwrap_or("");
        item.text("ISBN", number.name, number.at, first);
    }
    // A number in print and one online, each with its mark.
    for number in all("IS") {
        let plain = number.text.split_whitespace().next().unwrap_or("");
        let key =
            if plain.chars().filter(char::is_ascii_alphanumeric).count() >= 10 { "ISBN" } else { "ISSN" };
        item.text(key, number.name, number.at, plain);
    }
    kind(&all, &mut item);
    if let Some(first) = first(&["MH", "OT"]) {
        let words: Vec<&str> = all("MH").chain(all("OT")).map(|field| field.text.as_str()).collect();
        item.text("keyword", first.name, first.at, words.join(", "));
    }
    let words = all("OT").chain(all("KW")).map(|field| (field.name, field.at, field.text.as_str()));
    item.custom(words, None);
    derive_key(&mut item);
    item.finish(record.span)
}

/// `FAU` has full names, `AU` initials, `CN` organisations.
fn authors<'r, I: Iterator<Item = &'r Field>>(all: &impl Fn(&'static str) -> I, item: &mut Item) {
    let tag = if all("FAU").next().is_some() { "FAU" } else { "AU" };
    let mut named: Vec<(Span, Node)> = all(tag)
        .filter_map(|field| {
            let name = match tag {
                "AU" if !field.text.contains(',') => with_initials(field),
                _ => item::name_with_commas(field.at, &field.text)?,
            };
            Some((field.name, name))
        })
        .collect();
    named.extend(all("CN").map(|field| (field.name, item::organisation(field.at, &field.text))));
    named.sort_by_key(|(name, _)| name.start);
    if let Some((name, _)) = named.first() {
        let name = *name;
        item.add("author", name, item::list(named.into_iter().map(|(_, node)| node).collect()));
    }
}

/// `van der Berg J Jr`: the family name comes first, without a comma.
fn with_initials(field: &Field) -> Node {
    let is_initials = |word: &str| word.chars().all(|c| c.is_uppercase() || c == '-');
    match field.text.rsplit_once(' ') {
        Some((family, initials)) if is_initials(initials) => {
            let person =
                Person { family: family.to_owned(), given: initials.to_owned(), ..Person::default() };
            item::person(field.at, &person)
        }
        _ => item::organisation(field.at, &field.text),
    }
}

/// The span of a value without the mark at its end.
fn without_mark(text: &str, offset: usize, field: &Field, mark: &str) -> Span {
    let local = Span::new(field.at.start as usize - offset, field.at.end as usize - offset);
    let written = local.slice(text);
    let kept = written.strip_suffix(mark).map_or(written.len(), |kept| kept.trim_end().len());
    Span::new(field.at.start as usize, field.at.start as usize + kept)
}

/// The type of a work: PubMed has journal articles, and books and their chapters from Bookshelf.
fn kind<'r, I: Iterator<Item = &'r Field>>(all: &impl Fn(&'static str) -> I, item: &mut Item) {
    let Some(field) = all("PT").next().or_else(|| all("PMID").next()).or_else(|| all("TI").next()) else {
        return;
    };
    let is = |name: &str| all("PT").any(|field| field.text.eq_ignore_ascii_case(name));
    let csl = if all("BTI").next().is_some() {
        if all("TI").next().is_some() { "chapter" } else { "book" }
    } else if is("Preprint") {
        "article"
    } else if is("Newspaper Article") || is("News") && all("JT").next().is_none() {
        "article-newspaper"
    } else {
        "article-journal"
    };
    item.text("type", field.name, field.at, csl);
}

#[cfg(test)]
mod tests;
