//! Registry entries: items of CSL, in YAML or JSON (citation-style-language schema 1.0.2).

use super::{Field, Identifier, Kind, Reference};
use crate::base::date::{self, PartialDate, SlashOrder};
use crate::base::identifier::{Doi, IdentifierError, Isbn, Issn, Pmcid, Pmid};
use crate::base::node::{Node, Style, Value};
use crate::base::span::Span;

/// Reads an item; a record that is none gives an empty reference. Each field stands where its
/// value stands, quotes included; empty texts and lists count as absent, and a number is as
/// good as its digits.
#[must_use]
pub fn read(record: &Node) -> Reference<Span> {
    let text = |key: &str| record.get(key).and_then(text);
    let quoted = |key: &str| record.get(key).and_then(scalar).is_some_and(is_quoted);
    // Zotero keeps identifiers that a type has no field for in a note.
    let known = |key: &str| text(key).or_else(|| noted(record.get("note")?, key));
    Reference {
        id: text("id"),
        kind: text("type").map(|kind| Kind::of_csl(&kind.value)),
        title: text("title"),
        authors: record.get("author").map(authors).unwrap_or_default(),
        container: text("container-title"),
        publisher: text("publisher"),
        edition: text("edition").or_else(|| text("version")),
        issued: record.get("issued").and_then(date),
        accessed: record.get("accessed").and_then(date),
        doi: known("DOI").map(|field| identifier(field, quoted("DOI"), Doi::in_field)),
        pmid: known("PMID").map(|field| identifier(field, quoted("PMID"), Pmid::in_field)),
        pmcid: known("PMCID").map(|field| identifier(field, quoted("PMCID"), Pmcid::in_field)),
        isbn: text("ISBN").map(|field| one_of_several(field, quoted("ISBN"), Isbn::parse)),
        issn: text("ISSN").map(|field| one_of_several(field, quoted("ISSN"), Issn::parse)),
        url: text("URL"),
        volume: text("volume"),
        issue: text("issue"),
        pages: text("page"),
    }
}

/// The text of a scalar, or of the first of a list, as Crossref writes titles.
fn text(node: &Node) -> Option<Field<Box<str>, Span>> {
    let node = scalar(node)?;
    let text = node.text()?.trim();
    (!text.is_empty()).then(|| Field::new(text.into(), node.span))
}

/// The identifier that a note states under a label at its start, in a line of its own or after another identifier:
/// `PMID: 28666405`. Elsewhere it may be that of another work.
fn noted(note: &Node, label: &str) -> Option<Field<Box<str>, Span>> {
    const LABELS: [&str; 3] = ["PMID", "PMCID", "DOI"];
    for line in note.text()?.lines() {
        let mut words = line.split([' ', ',', ';', '\t']).filter(|word| !word.is_empty());
        while let Some((name, value)) = words.next().and_then(|word| word.split_once(':'))
            && LABELS.iter().any(|known| known.eq_ignore_ascii_case(name))
        {
            let value = if value.is_empty() { words.next()? } else { value };
            if name.eq_ignore_ascii_case(label) {
                return Some(Field::new(value.into(), note.span));
            }
        }
    }
    None
}

fn scalar(node: &Node) -> Option<&Node> {
    match &node.value {
        Value::Sequence(items) => items.iter().find(|item| !item.is_empty()),
        _ => Some(node),
    }
}

fn is_quoted(node: &Node) -> bool {
    matches!(&node.value, Value::Scalar(scalar) if matches!(scalar.style, Style::SingleQuoted | Style::DoubleQuoted))
}

type Parse<T> = fn(&str) -> Result<T, IdentifierError>;

fn identifier<T>(
    field: Field<Box<str>, Span>,
    quoted: bool,
    parse: Parse<T>,
) -> Box<Field<Identifier<T>, Span>> {
    let mut identifier = Identifier::new(&field.value, parse);
    let (start, end) = (field.at.start as usize, field.at.end as usize);
    // What is as long as the span, but for two quotes, holds no escapes; the quotes are no part of the identifier.
    let at = match (end - start).checked_sub(field.value.len()) {
        Some(2) if quoted => Span::new(start + 1, end - 1),
        around => {
            identifier.verbatim = around == Some(0);
            field.at
        }
    };
    Box::new(Field::new(identifier, at))
}

/// `978-0-19-024655-6 0-19-024655-0`: of the numbers of print and ebook the first that is one.
fn one_of_several<T>(
    field: Field<Box<str>, Span>,
    quoted: bool,
    parse: Parse<T>,
) -> Box<Field<Identifier<T>, Span>> {
    if parse(&field.value).is_err() {
        let numbers = field.value.split([' ', ',', ';', '\n']);
        if let Some(number) = numbers.into_iter().find(|number| parse(number).is_ok()) {
            let known = Identifier { verbatim: false, ..Identifier::new(number, parse) };
            return Box::new(Field::new(known, field.at));
        }
    }
    identifier(field, quoted, parse)
}

/// The names of a list, or a single one.
fn authors(node: &Node) -> Vec<Field<Box<str>, Span>> {
    let names = match &node.value {
        Value::Sequence(items) => items.as_slice(),
        _ => std::slice::from_ref(node),
    };
    names.iter().filter_map(author).collect()
}

/// `{family: Lee, given: K}` is `Lee, K`; `{literal: NHS}` and a mere text are what they say.
fn author(node: &Node) -> Option<Field<Box<str>, Span>> {
    if let Some(name) = text(node).or_else(|| node.get("literal").and_then(text)) {
        return Some(Field::new(name.value, node.span));
    }
    let mut name = String::new();
    let mut put = |keys: &[&str], between: &str| {
        for key in keys {
            let part = node.get(key).and_then(scalar).and_then(Node::text).unwrap_or_default().trim();
            if !part.is_empty() {
                name.push_str(if name.is_empty() { "" } else { between });
                name.push_str(part);
            }
        }
    };
    put(&["dropping-particle", "non-dropping-particle", "family"], " ");
    put(&["given", "suffix"], ", ");
    (!name.is_empty()).then(|| Field::new(name.into(), node.span))
}

/// A date in any form that CSL, Pandoc and their exporters write. It stands where its value
/// stands; a value that names no day of the calendar is no date.
fn date(node: &Node) -> Option<Field<PartialDate, Span>> {
    let date = match &node.value {
        Value::Scalar(_) => written(node.text()?),
        // Pandoc's `- year: 2020`, whose second item ends an interval, or the parts without the outer list.
        Value::Sequence(items) => named_parts(items.first()?)
            .or_else(|| numbered_parts(node))
            .or_else(|| numbered_parts(items.first()?)),
        Value::Mapping(_) => {
            let parts = node.get("date-parts");
            let first = parts.and_then(|parts| parts.items().first());
            first
                .and_then(numbered_parts)
                .or_else(|| parts.and_then(numbered_parts))
                .or_else(|| named_parts(node))
                .or_else(|| {
                    ["raw", "literal"].into_iter().find_map(|key| {
                        let text = node.get(key)?.text()?;
                        written(text).or_else(|| only_year(text))
                    })
                })
        }
    };
    date.map(|date| Field::new(date, node.span))
}

/// `[2020, 1, 10]`, as numbers or texts.
fn numbered_parts(node: &Node) -> Option<PartialDate> {
    let parts: Vec<i16> = node.items().iter().map(number).collect::<Option<_>>()?;
    match *parts.as_slice() {
        [year] => PartialDate::new(year, None, None),
        [year, month] => PartialDate::new(year, Some(month), None),
        [year, month, day] => PartialDate::new(year, Some(month), Some(day)),
        _ => None,
    }
}

/// `{year: 2020, month: 1, day: 10}`
fn named_parts(node: &Node) -> Option<PartialDate> {
    let part = |key: &str| node.get(key).and_then(number);
    PartialDate::new(part("year")?, part("month"), part("day"))
}

fn number(node: &Node) -> Option<i16> {
    node.text()?.trim().parse().ok()
}

/// The year of `ca. 2014`, `Spring 2014` and `[2014?]`: the only number there.
fn only_year(text: &str) -> Option<PartialDate> {
    let mut numbers = text.split(|c: char| !c.is_ascii_digit()).filter(|number| !number.is_empty());
    let year = numbers.next().filter(|number| number.len() == 4)?.parse().ok()?;
    let is_year = (1500..=2100).contains(&year) && numbers.next().is_none();
    is_year.then(|| PartialDate::new(year, None, None)).flatten()
}

/// EDTF, or prose that says the same to an American and a Briton.
fn written(text: &str) -> Option<PartialDate> {
    let american = date::written(text, SlashOrder::MonthFirst);
    let unambiguous = || american.filter(|_| american == date::written(text, SlashOrder::DayFirst));
    PartialDate::edtf(text).or_else(unambiguous)
}

#[cfg(test)]
mod tests;
