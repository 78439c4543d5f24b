//! RIS, the format in which most databases and reference managers hand over references, as CSL items.
//!
//! The tags are those of the specification of 2012 and what EndNote, Mendeley, Zotero, Scopus and Google Scholar make of
//! them: a journal is `T2`, `JO`, `JF` or `JA`, a DOI is `DO` or `M3`, `Y2` is the date of access or the last page.

pub mod write;

use std::collections::HashSet;

use crate::base::identifier::{Doi, Issn, Pmcid, Pmid};
use crate::base::node::{Node, Parsed};
use crate::base::span::Span;
use crate::base::steps::step;
use crate::read::item::{self, Item};
use crate::read::tagged::{self, Field, Format, Record};

/// Lines such as `TY  - JOUR`, from `TY` to `ER`.
pub const FORMAT: Format = Format { first: "TY", last: Some("ER"), tag: (2, 2) };

/// Reads records that begin at the byte `offset` of a larger text. All spans are offsets in the larger text.
#[must_use]
pub fn parse_at(text: &str, offset: usize) -> Parsed {
    let (records, problems) = tagged::read(text, offset, &FORMAT);
    let items: Vec<Node> = records.iter().map(item).collect();
    Parsed { root: item::registry(items), problems, ..Parsed::default() }
}

/// The first field of each tag by which RIS calls a field of CSL, for those that are texts and nothing else.
const TEXTS: &[(&str, &[&str])] = &[
    ("title", &["TI", "T1", "CT"]),
    ("publisher", &["PB"]),
    ("publisher-place", &["CY", "PP"]),
    ("edition", &["ET"]),
    ("volume", &["VL"]),
    ("language", &["LA"]),
    ("note", &["N1"]),
    ("URL", &["UR"]),
];

fn item(record: &Record) -> Node {
    let tags = Tags { record };
    let mut item = Item::default();
    let kind = tags.first(&["TY"]);
    let csl = kind.map_or("document", |kind| type_of(&kind.text));
    if let Some(kind) = kind {
        item.text("type", kind.name, kind.at, csl);
    }
    for (key, names) in TEXTS {
        if let Some(field) = tags.first(names) {
            item.text(key, field.name, field.at, field.text.as_str());
        }
    }
    containers(&tags, csl, &mut item);
    names(&tags, "author", &["AU", "A1"], &mut item);
    names(&tags, "editor", &["ED", "A2"], &mut item);
    issued(&tags, &mut item);
    accessed_and_pages(&tags, &mut item);
    if let Some(issue) = tags.first(&["IS", "CP"]) {
        item.text("issue", issue.name, issue.at, issue.text.as_str());
    }
    identifiers(&tags, csl, &mut item);
    let keywords = tags.all(&["KW"]).map(|field| (field.name, field.at, field.text.as_str()));
    item.custom(keywords, None);
    if let Some(first) = tags.first(&["KW"]) {
        let all: Vec<&str> = tags.all(&["KW"]).map(|field| field.text.as_str()).collect();
        item.text("keyword", first.name, first.at, all.join(", "));
    }
    key(&tags, &mut item);
    item.finish(record.span)
}

struct Tags<'r> {
    record: &'r Record,
}

impl<'r> Tags<'r> {
    /// The fields of some tags that say something, the tags in the order in which they are given.
    fn all<'t>(&self, tags: &'t [&str]) -> impl Iterator<Item = &'r Field> + use<'r, 't> {
        let fields = &self.record.fields;
        tags.iter().flat_map(move |tag| {
            fields.iter().filter(move |field| field.tag == *tag && !field.text.is_empty())
        })
    }

    fn first(&self, tags: &[&str]) -> Option<&'r Field> {
        self.all(tags).next()
    }
}

/// The journal, book, proceedings or site. Of a book and a report the second title is that of a series.
fn containers(tags: &Tags, csl: &str, item: &mut Item) {
    let names: &[&str] = match csl {
        "article-journal" | "article-magazine" | "article-newspaper" => &["T2", "JF", "JO", "JA", "J2", "J1"],
        "chapter" | "entry-dictionary" | "entry-encyclopedia" | "paper-conference" => {
            &["T2", "BT", "JF", "JO", "J2"]
        }
        "webpage" | "post-weblog" => &["T2"],
        _ => &["JF", "JO", "JA"],
    };
    if let Some(field) = tags.first(names) {
        item.text("container-title", field.name, field.at, field.text.as_str());
    }
    // `BT` is the title of a whole book.
    if let Some(field) = tags.first(&["BT"]) {
        item.text("title", field.name, field.at, field.text.as_str());
    }
}

fn names(tags: &Tags, key: &str, names: &[&str], item: &mut Item) {
    // Some databases write each name twice, as `AU` and as `A1`.
    let mut known: HashSet<&str> = HashSet::new();
    let fields: Vec<&Field> = tags.all(names).filter(|field| known.insert(&field.text)).collect();
    let people: Vec<Node> =
        fields.iter().filter_map(|field| item::name_with_commas(field.at, &field.text)).collect();
    if let Some(first) = fields.first().filter(|_| !people.is_empty()) {
        item.add(key, first.name, item::list(people));
    }
}

/// `PY` has the year, `DA` the day as well; EndNote writes `DA  - Mar 12` beside it.
fn issued(tags: &Tags, item: &mut Item) {
    let year = tags.first(&["PY", "Y1"]);
    let day = tags.first(&["DA"]);
    if let Some(day) = day {
        let in_year = year.and_then(|year| item::known_date(&year.text)).map(|date| date.year());
        let own = item::known_date(&day.text).filter(|date| in_year.is_none_or(|year| year == date.year()));
        let with_year = || item::known_date(&format!("{} {}", day.text, in_year?));
        if let Some(date) = own.or_else(with_year) {
            item.text("issued", day.name, day.at, date.to_string());
        }
    }
    if let Some(year) = year.or(day) {
        item.date("issued", year.name, year.at, &year.text);
    }
}

/// `SP` and `EP` are the first and the last page, and either of them may hold both. `Y2` is the date of access; older
/// exports write the last page there.
fn accessed_and_pages(tags: &Tags, item: &mut Item) {
    let start = tags.first(&["SP"]);
    let mut end = tags.first(&["EP"]);
    if let Some(second) = tags.first(&["Y2"]) {
        let is_number = second.text.chars().all(|c| c.is_ascii_alphanumeric()) && second.text.len() <= 6;
        if is_number && start.is_some() && end.is_none() {
            end = Some(second);
        } else {
            item.date("accessed", second.name, second.at, &second.text);
        }
    }
    let note = tags.first(&["N1"]).and_then(|note| Some((note, item::accessed_in(&note.text)?)));
    if let Some((note, date)) = note {
        item.text("accessed", note.name, note.at, date.to_string());
    }
    match (start, end) {
        (Some(start), Some(end)) if !start.text.contains(['-', '–']) => {
            item.text("page", start.name, start.at, format!("{}-{}", start.text, end.text));
        }
        (Some(pages), _) | (None, Some(pages)) => {
            item.text("page", pages.name, pages.at, pages.text.as_str());
        }
        (None, None) => {}
    }
}

fn identifiers(tags: &Tags, csl: &str, item: &mut Item) {
    if let Some(doi) = tags.first(&["DO"]) {
        item.text("DOI", doi.name, doi.at, doi.text.as_str());
    }
    // EndNote and older exports keep it among remarks, and some only as the address.
    let elsewhere = tags.all(&["M3", "L3", "N1"]).find(|field| Doi::parse(&field.text).is_ok());
    if let Some(doi) = elsewhere {
        item.text("DOI", doi.name, doi.at, doi.text.as_str());
    }
    if let Some(number) = tags.first(&["AN"]) {
        let database = tags.all(&["DB", "DP"]).map(|field| field.text.to_ascii_lowercase());
        let is_pubmed = database
            .into_iter()
            .any(|name| ["pubmed", "medline", "nlm"].iter().any(|known| name.contains(known)));
        if is_pubmed && Pmid::parse(&number.text).is_ok() {
            item.text("PMID", number.name, number.at, number.text.as_str());
        }
    }
    if let Some(number) = tags.all(&["C2"]).find(|field| Pmcid::parse(&field.text).is_ok()) {
        item.text("PMCID", number.name, number.at, number.text.as_str());
    }
    for number in tags.all(&["SN"]) {
        let first = number.text.split([' ', ',', ';']).next().unwrap_or("");
        let digits = number.text.chars().filter(char::is_ascii_digit).count();
        let is_book = matches!(csl, "book" | "chapter") || digits >= 10;
        let key = if Issn::parse(first).is_ok() || !is_book { "ISSN" } else { "ISBN" };
        item.text(key, number.name, number.at, number.text.as_str());
    }
}

/// What pages cite the record by: its `ID`, else the identifier that Manubot's keys name it by.
fn key(tags: &Tags, item: &mut Item) {
    if let Some(id) = tags.first(&["ID"]) {
        item.text("id", id.name, id.at, id.text.as_str());
    }
    derive_key(item);
}

/// The key of a record that states none: `doi:10.1000/182`, `pmid:31986264`, `url:https://…`, as Manubot writes it.
pub fn derive_key(item: &mut Item) {
    for (field, scheme) in
        [("PMID", "pmid"), ("DOI", "doi"), ("PMCID", "pmcid"), ("ISBN", "isbn"), ("URL", "url")]
    {
        let entry = item.entries().iter().find(|entry| entry.key.text() == Some(field));
        let Some((name, at, value)) =
            entry.and_then(|entry| Some((entry.key.span, entry.value.span, entry.value.text()?.to_owned())))
        else {
            continue;
        };
        let value = match field {
            "DOI" => Doi::in_field(&value).map_or(value, |doi| doi.to_string()),
            _ => value,
        };
        step();
        if !value.contains(char::is_whitespace) {
            return item.text("id", Span::at(name.start as usize), at, format!("{scheme}:{value}"));
        }
    }
}

/// The tag that RIS has for a field of CSL.
#[must_use]
pub fn field_name(csl: &str) -> Option<&'static str> {
    Some(match csl {
        "id" => "ID",
        "type" => "TY",
        "author" => "AU",
        "editor" => "A2",
        "container-title" => "T2",
        "issued" => "PY",
        "accessed" => "Y2",
        "issue" => "IS",
        "page" => "SP",
        "DOI" => "DO",
        "PMID" => "AN",
        "PMCID" => "C2",
        "ISBN" | "ISSN" => "SN",
        "keyword" | "custom" => "KW",
        csl => TEXTS.iter().find(|(key, _)| *key == csl).and_then(|(_, tags)| tags.first())?,
    })
}

/// The RIS type for a type of CSL.
fn type_name(csl: &str) -> &'static str {
    match csl {
        "article" | "article-journal" | "review" | "review-book" => "JOUR",
        "article-magazine" => "MGZN",
        "article-newspaper" => "NEWS",
        "book" | "classic" | "collection" => "BOOK",
        "chapter" => "CHAP",
        "paper-conference" => "CPAPER",
        "entry" | "entry-encyclopedia" => "ENCYC",
        "entry-dictionary" => "DICT",
        "thesis" => "THES",
        "report" => "RPRT",
        "webpage" => "ELEC",
        "post" | "post-weblog" => "BLOG",
        "bill" => "BILL",
        "legislation" | "regulation" | "treaty" => "STAT",
        "legal_case" => "CASE",
        "hearing" => "HEAR",
        "standard" => "STAND",
        "patent" => "PAT",
        "dataset" => "DATA",
        "software" => "COMP",
        "manuscript" => "UNPB",
        "pamphlet" => "PAMP",
        "personal_communication" => "PCOMM",
        "motion_picture" => "VIDEO",
        "song" => "SOUND",
        "map" => "MAP",
        "graphic" | "figure" => "ART",
        "speech" => "SLIDE",
        _ => "GEN",
    }
}

/// The CSL type of a RIS type.
fn type_of(kind: &str) -> &'static str {
    match kind.to_ascii_uppercase().as_str() {
        "JOUR" | "JFULL" | "EJOUR" | "INPR" | "ABST" => "article-journal",
        "MGZN" => "article-magazine",
        "NEWS" => "article-newspaper",
        "BOOK" | "EBOOK" | "EDBOOK" | "SER" => "book",
        "CHAP" | "ECHAP" => "chapter",
        "CONF" | "CPAPER" => "paper-conference",
        "ENCYC" => "entry-encyclopedia",
        "DICT" => "entry-dictionary",
        "THES" => "thesis",
        "RPRT" | "GOVDOC" => "report",
        "ELEC" | "WEB" => "webpage",
        "BLOG" => "post-weblog",
        "BILL" | "UNBILL" => "bill",
        "STAT" | "LEGAL" => "legislation",
        "CASE" => "legal_case",
        "HEAR" => "hearing",
        "STAND" => "standard",
        "PAT" => "patent",
        "DATA" | "DBASE" | "AGGR" => "dataset",
        "COMP" => "software",
        "UNPB" | "MANSCPT" => "manuscript",
        "PAMP" => "pamphlet",
        "PCOMM" | "ICOMM" => "personal_communication",
        "VIDEO" | "MPCT" | "ADVS" => "motion_picture",
        "SOUND" | "MUSIC" => "song",
        "MAP" => "map",
        "ART" | "FIGURE" | "CHART" => "graphic",
        "SLIDE" => "speech",
        "CTLG" | "GEN" | "GRANT" | "MULTI" => "document",
        _ => "document",
    }
}

#[cfg(test)]
mod tests;
