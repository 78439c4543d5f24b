//! CSL items as entries of BibLaTeX, in a form that BibTeX and every reference manager read too.

use crate::base::node::{Node, Value};
use crate::base::phrase::one_line;

use super::fields::{name_of, type_name};

/// Fields that are written as they are: dashes and quotes in them mean nothing.
const VERBATIM: [&str; 6] = ["DOI", "PMID", "PMCID", "ISBN", "ISSN", "URL"];

/// The order of the fields; those of CSL that BibTeX has no name for are left out.
const FIELDS: [&str; 21] = [
    "author",
    "editor",
    "title",
    "container-title",
    "publisher",
    "publisher-place",
    "edition",
    "version",
    "volume",
    "issue",
    "number",
    "page",
    "DOI",
    "PMID",
    "PMCID",
    "ISBN",
    "ISSN",
    "URL",
    "accessed",
    "language",
    "note",
];

/// An item as an entry, with its last line end.
#[must_use]
pub fn entry(item: &Node, end: &str) -> String {
    let csl = item.get("type").and_then(Node::text).unwrap_or("document");
    let (kind, subtype) = type_name(csl);
    let mut lines = vec![format!("@{kind}{{{},", item.get("id").and_then(Node::text).unwrap_or(""))];
    let mut field = |name: &str, value: String| {
        if !value.is_empty() {
            lines.push(format!("  {name} = {{{value}}},"));
        }
    };
    field("entrysubtype", subtype.to_owned());
    for key in FIELDS {
        let Some(value) = item.get(key) else { continue };
        let written = match key {
            "author" | "editor" => names(value),
            "page" => prose(value.text().unwrap_or("")).replace('-', "--"),
            _ if VERBATIM.contains(&key) => verbatim(value.text().unwrap_or("")),
            // Capitals of a title in double braces are kept by every style.
            "title" => braced(&prose(value.text().unwrap_or(""))),
            _ => prose(value.text().unwrap_or("")),
        };
        field(field_name(key, csl), written);
    }
    date(item, &mut field);
    field("keywords", keywords(item));
    let custom = item.get("custom");
    field(
        "archive-url",
        custom.and_then(|custom| custom.get("archive-url")?.text()).map_or_else(String::new, verbatim),
    );
    lines.push("}".to_owned());
    lines.push(String::new());
    lines.join(end)
}

/// What BibTeX calls a field, where the type of the work decides.
fn field_name(key: &str, csl: &str) -> &'static str {
    match (key, csl) {
        (
            "container-title",
            "chapter" | "entry" | "entry-dictionary" | "entry-encyclopedia" | "paper-conference",
        ) => "booktitle",
        ("publisher", "report") => "institution",
        ("publisher", "thesis") => "school",
        ("issue", "article-journal" | "article-magazine" | "article-newspaper") => "number",
        // The number of a report; of an article that name has the issue.
        ("issue", _) => "issue",
        ("number", _) => "number",
        _ => name_of(key).unwrap_or("note"),
    }
}

fn braced(text: &str) -> String {
    if text.is_empty() { String::new() } else { format!("{{{text}}}") }
}

/// `year` for BibTeX, and `date` where more than the year is known.
fn date(item: &Node, field: &mut impl FnMut(&str, String)) {
    let Some(issued) = item.get("issued") else { return };
    match issued.text() {
        Some(text) => {
            field(
                "year",
                text.get(..4)
                    .filter(|year| year.bytes().all(|byte| byte.is_ascii_digit()))
                    .unwrap_or(text)
                    .to_owned(),
            );
            if text.len() > 4 {
                field("date", prose(text));
            }
        }
        None => {
            let literal = issued.get("literal").and_then(Node::text);
            field("year", literal.map_or_else(|| range(issued), prose));
        }
    }
}

/// `2020-01-10/2020-02-03`: a date in the parts that CSL has for it.
fn range(date: &Node) -> String {
    let parts = |parts: &Node| {
        let numbers = parts.items().iter().filter_map(Node::text).map(|part| format!("{part:0>2}"));
        numbers.collect::<Vec<_>>().join("-")
    };
    let dates = date.get("date-parts").map(Node::items).unwrap_or_default();
    dates.iter().map(parts).collect::<Vec<_>>().join("/")
}

fn names(names: &Node) -> String {
    names.items().iter().map(name).filter(|name| !name.is_empty()).collect::<Vec<_>>().join(" and ")
}

fn name(name: &Node) -> String {
    let part = |key: &str| name.get(key).and_then(Node::text).map(prose).unwrap_or_default();
    let whole = name.get("literal").and_then(Node::text).or(name.text());
    if let Some(whole) = whole {
        return braced(&prose(whole));
    }
    let particles = [part("dropping-particle"), part("non-dropping-particle"), part("family")];
    let family = particles.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
    // A family name that begins with a small letter, or has a word that joins names, is one only in braces.
    let is_safe = part("family").chars().next().is_some_and(char::is_uppercase)
        && !family.split_whitespace().any(|word| word.eq_ignore_ascii_case("and") || word == "others");
    let family = if is_safe { family } else { braced(&family) };
    match (part("suffix"), part("given")) {
        (suffix, given) if suffix.is_empty() && given.is_empty() => braced(&family),
        (suffix, given) if suffix.is_empty() => format!("{family}, {given}"),
        (suffix, given) => format!("{family}, {suffix}, {given}"),
    }
}

/// The keywords, and the tier as one of them.
fn keywords(item: &Node) -> String {
    let tier = item.get("custom").and_then(|custom| custom.get("tier")?.text());
    let tier = tier.map(|tier| format!("tier:{tier}"));
    let words = item.get("keyword").map(|words| match &words.value {
        Value::Sequence(items) => items.iter().filter_map(Node::text).collect::<Vec<_>>().join(", "),
        _ => words.text().unwrap_or("").to_owned(),
    });
    // A file that was read before has the tier among its keywords.
    let known = words.as_deref().zip(tier.as_deref()).is_some_and(|(words, tier)| words.contains(tier));
    let all = words.into_iter().chain(tier.filter(|_| !known));
    prose(&all.collect::<Vec<_>>().join(", "))
}

/// A text in which no sign means anything to TeX.
fn prose(text: &str) -> String {
    let mut written = String::with_capacity(text.len());
    let mut last = ' ';
    for c in one_line(text).chars() {
        match c {
            '&' | '%' | '#' | '$' | '_' => written.extend(['\\', c]),
            '{' => written.push_str("\\textbraceleft{}"),
            '}' => written.push_str("\\textbraceright{}"),
            '\\' => written.push_str("\\textbackslash{}"),
            '~' => written.push_str("\\textasciitilde{}"),
            '^' => written.push_str("\\textasciicircum{}"),
            // Two of these are read as one sign.
            '-' | '`' | '\'' if c == last => written.extend(['{', '}', c]),
            c => written.push(c),
        }
        last = c;
    }
    written
}

/// An address or identifier. Its braces have to be paired, and a backslash begins a command.
fn verbatim(text: &str) -> String {
    let mut written = String::with_capacity(text.len());
    for c in text.chars().filter(|c| !c.is_whitespace()) {
        match c {
            '{' => written.push_str("%7B"),
            '}' => written.push_str("%7D"),
            '\\' => written.push_str("%5C"),
            c => written.push(c),
        }
    }
    written
}

#[cfg(test)]
mod tests;
