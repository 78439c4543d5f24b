//! CSL items as records of RIS.

use crate::base::node::{Node, Value};
use crate::base::phrase::one_line;
use crate::read::item::known_date;
use crate::read::tagged::line_of;

use super::{FORMAT, TEXTS, type_name};

/// An item as a record, from `TY` to `ER`, with its last line end.
#[must_use]
pub fn record(item: &Node, end: &str) -> String {
    let text = |key: &str| item.get(key).and_then(Node::text).map(one_line).filter(|text| !text.is_empty());
    let csl = text("type").unwrap_or_default();
    let mut lines: Vec<String> = Vec::new();
    let mut line = |tag: &str, value: Option<String>| {
        lines.extend(value.filter(|value| !value.is_empty()).map(|value| line_of(&FORMAT, tag, &value)));
    };
    line("TY", Some(type_name(&csl).to_owned()));
    line("ID", text("id"));
    for (key, tags) in TEXTS {
        line(tags.first().copied().unwrap_or("N1"), text(key));
    }
    for (key, tag) in [("author", "AU"), ("editor", "ED")] {
        for name in item.get(key).map(Node::items).unwrap_or_default() {
            line(tag, Some(self::name(name)));
        }
    }
    line(container_tag(&csl), text("container-title"));
    issued(item, &mut line);
    line("Y2", text("accessed").map(|day| slashes(&day)));
    line("IS", text("issue"));
    line("SP", text("page"));
    line("DO", text("DOI"));
    if let Some(pmid) = text("PMID") {
        line("AN", Some(pmid));
        line("DB", Some("PubMed".to_owned()));
    }
    line("C2", text("PMCID"));
    line("SN", text("ISSN"));
    line("SN", text("ISBN"));
    for keyword in keywords(item) {
        line("KW", Some(keyword));
    }
    lines.push(line_of(&FORMAT, "ER", ""));
    lines.push(String::new());
    lines.join(end)
}

/// The tag in which the reader looks for the journal, book or site of a type.
fn container_tag(csl: &str) -> &'static str {
    match csl {
        "article-journal" | "article-magazine" | "article-newspaper" | "chapter" | "entry-dictionary"
        | "entry-encyclopedia" | "paper-conference" | "webpage" | "post-weblog" => "T2",
        _ => "JF",
    }
}

fn issued(item: &Node, line: &mut impl FnMut(&str, Option<String>)) {
    let Some(issued) = item.get("issued") else { return };
    match issued.text() {
        Some(text) => {
            line("PY", Some(text.get(..4).unwrap_or(text).to_owned()));
            if text.len() > 4 {
                line("DA", Some(slashes(text)));
            }
        }
        None => {
            let first = issued.get("date-parts").and_then(|parts| parts.items().first());
            let year = first.and_then(|first| first.items().first()).and_then(Node::text);
            line("PY", year.or_else(|| issued.get("literal")?.text()).map(one_line));
        }
    }
}

/// `2020/01/10`, as RIS writes days; other words are left as they are.
fn slashes(date: &str) -> String {
    match known_date(date) {
        Some(known) if known.to_string() == date => match date.len() {
            4 => format!("{date}///"),
            7 => format!("{}//", date.replace('-', "/")),
            _ => date.replace('-', "/"),
        },
        _ => one_line(date),
    }
}

/// `Family, Given, Suffix`.
fn name(name: &Node) -> String {
    let part = |key: &str| name.get(key).and_then(Node::text).map(one_line).filter(|part| !part.is_empty());
    if let Some(whole) = part("literal").or_else(|| name.text().map(one_line)) {
        return whole;
    }
    let family = [part("dropping-particle"), part("non-dropping-particle"), part("family")];
    let family = family.into_iter().flatten().collect::<Vec<_>>().join(" ");
    let parts = [Some(family), part("given"), part("suffix")];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// Each keyword, and the tier as one of them.
fn keywords(item: &Node) -> Vec<String> {
    let mut words: Vec<String> = match item.get("keyword").map(|words| &words.value) {
        Some(Value::Sequence(items)) => items.iter().filter_map(Node::text).map(one_line).collect(),
        Some(Value::Scalar(scalar)) => scalar.text.split([',', ';']).map(one_line).collect(),
        _ => Vec::new(),
    };
    let tier = item.get("custom").and_then(|custom| custom.get("tier")?.text());
    let tier = tier.map(|tier| format!("tier:{}", one_line(tier)));
    words.extend(tier.filter(|tier| !words.contains(tier)));
    words
}

#[cfg(test)]
mod tests;
