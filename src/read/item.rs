//! CSL items made of what reference managers write: the tree that everything after the readers knows.
//!
//! A key has the name that CSL gives the field and the bytes of the name that the file gives it. A value whose text is
//! not what is written in its bytes (an accent in LaTeX, a value over several lines) keeps the span of the whole value.

use crate::base::date::{self, PartialDate, SlashOrder};
use crate::base::node::{Entry, Node, Scalar, ScalarKind, Style, Value};
use crate::base::span::Span;

/// The field with the keys by which texts may cite an item beside its own: CSL has none for them.
pub const OTHER_KEYS: &str = "x-ids";

/// An item that is being made.
#[derive(Debug, Default)]
pub struct Item {
    entries: Vec<Entry>,
}

impl Item {
    /// Whether the item has a field.
    pub fn has(&self, key: &str) -> bool {
        self.entries.iter().any(|entry| entry.key.text() == Some(key))
    }

    /// Adds a field that is written as `name`. The first of several counts.
    pub fn add(&mut self, key: &str, name: Span, value: Node) {
        if !self.has(key) {
            self.entries.push(Entry { key: text(name, key), value, merged: false });
        }
    }

    /// Adds a field whose value is a text, unless it is empty.
    pub fn text(&mut self, key: &str, name: Span, at: Span, value: impl Into<Box<str>>) {
        let value = value.into();
        // EndNote links to Web of Science in a way of its own.
        let no_address = key == "URL" && value.starts_with('<');
        if !value.trim().is_empty() && !no_address {
            self.add(key, name, text(at, value));
        }
    }

    /// Adds a date. What is no date, but has digits, stays as it is written, so that it can be reported; other words are
    /// a date in words.
    pub fn date(&mut self, key: &str, name: Span, at: Span, written: &str) {
        let written = written.trim();
        if written.is_empty() {
            return;
        }
        let value = match known_date(written) {
            Some(date) => text(at, date.to_string()),
            None if written.contains(|c: char| c.is_ascii_digit()) => text(at, written),
            None => date_in_words(at, written),
        };
        self.add(key, name, value);
    }

    /// Adds what a publisher keeps under `custom`: the tier of the source, which a keyword such as `tier:guideline`
    /// states, and the address of an archived copy.
    pub fn custom<'k>(
        &mut self,
        keywords: impl Iterator<Item = (Span, Span, &'k str)>,
        archive: Option<(Span, Span, String)>,
    ) {
        let mut fields: Vec<(&str, Node)> = Vec::new();
        let mut name = None;
        for (of, at, keyword) in keywords {
            if let Some((label, tier)) = keyword.split_once(':')
                && label.trim().eq_ignore_ascii_case("tier")
                && fields.is_empty()
            {
                name = Some(of);
                fields.push(("tier", text(at, tier.trim())));
            }
        }
        if let Some((of, at, address)) = archive {
            name = name.or(Some(of));
            fields.push(("archive-url", text(at, address)));
        }
        if let Some(name) = name {
            let at = fields.iter().map(|(_, node)| node.span).reduce(Span::to).unwrap_or(name);
            self.add("custom", name, mapping(at, fields));
        }
    }

    /// The fields so far.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// Adds a field of another item, on which this one is a part of. An own field wins.
    pub fn inherit(&mut self, key: &str, from: &Node) {
        if !self.has(key) {
            let name = Span::at(from.span.start as usize);
            self.entries.push(Entry { key: text(name, key), value: from.clone(), merged: true });
        }
    }

    /// Gives back the memory that no field took: a library has a million of these.
    pub fn shrink(&mut self) {
        self.entries.shrink_to_fit();
    }

    /// The item, which is written in these bytes. Its fields come in the order of the text.
    #[must_use]
    pub fn finish(mut self, span: Span) -> Node {
        self.entries.sort_by_key(|entry| (entry.merged, entry.key.span.start));
        self.shrink();
        Node { span, value: Value::Mapping(self.entries) }
    }
}

/// A text.
#[must_use]
pub fn text(span: Span, text: impl Into<Box<str>>) -> Node {
    let scalar = Scalar { text: text.into(), style: Style::Plain, kind: ScalarKind::String };
    Node { span, value: Value::Scalar(scalar) }
}

/// A list.
#[must_use]
pub fn list(mut items: Vec<Node>) -> Node {
    items.shrink_to_fit();
    let span = items.iter().map(|item| item.span).reduce(Span::to).unwrap_or_default();
    Node { span, value: Value::Sequence(items) }
}

/// The items of a file; `None` if it has none.
#[must_use]
pub fn registry(items: Vec<Node>) -> Option<Node> {
    (!items.is_empty()).then(|| list(items))
}

fn mapping<'k>(span: Span, fields: impl IntoIterator<Item = (&'k str, Node)>) -> Node {
    let entry = |(key, value): (&str, Node)| Entry { key: text(value.span, key), value, merged: false };
    let mut entries: Vec<Entry> = fields.into_iter().map(entry).collect();
    entries.shrink_to_fit();
    Node { span, value: Value::Mapping(entries) }
}

/// A date that names no day of the calendar: `in press`.
#[must_use]
pub fn date_in_words(span: Span, written: &str) -> Node {
    mapping(span, [("literal", text(span, written))])
}

/// The name of an organisation.
#[must_use]
pub fn organisation(span: Span, name: &str) -> Node {
    mapping(span, [("literal", text(span, name))])
}

/// The name of a person.
#[must_use]
pub fn person(span: Span, parts: &Person) -> Node {
    let parts = [
        ("family", &parts.family),
        ("given", &parts.given),
        ("non-dropping-particle", &parts.particle),
        ("suffix", &parts.suffix),
    ];
    let written = parts.into_iter().filter(|(_, part)| !part.is_empty());
    mapping(span, written.map(|(key, part)| (key, text(span, part.as_str()))))
}

/// The parts of a person's name; those that are not there are empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Person {
    /// The family name without its particle.
    pub family: String,
    /// Given names or initials.
    pub given: String,
    /// `van der`
    pub particle: String,
    /// `Jr.`
    pub suffix: String,
}

/// `Family, Given, Suffix` as the exports of reference managers write it; a name without a comma is an organisation's, and
/// so is one that only ends with a comma.
#[must_use]
pub fn name_with_commas(span: Span, name: &str) -> Option<Node> {
    let mut parts = name.split(',').map(str::trim);
    let family = parts.next().unwrap_or("");
    let given = parts.next().unwrap_or("");
    let rest: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
    if family.is_empty() && given.is_empty() {
        return None;
    }
    if given.is_empty() && rest.is_empty() {
        return Some(organisation(span, family));
    }
    let person = Person {
        family: family.to_owned(),
        given: given.to_owned(),
        suffix: rest.join(", "),
        ..Person::default()
    };
    Some(self::person(span, &person))
}

/// The date that a value states, in the forms of BibTeX, RIS and MEDLINE: `2020-01-10`, `2020/01/10/`,
/// `1999/08//undefined`, `10 January 2020`, `2020 Jan-Feb`, `c2019`, `[2020]`. Of a text that names no more than a year that
/// year.
#[must_use]
pub fn known_date(written: &str) -> Option<PartialDate> {
    let written = written.trim();
    with_slashes(written)
        .or_else(|| PartialDate::edtf(written).filter(|_| is_edtf(written)))
        .or_else(|| in_words(written))
        .or_else(|| lone_year(written))
}

/// Whether both ends of an interval are dates; the reader of EDTF looks at the first alone.
fn is_edtf(written: &str) -> bool {
    written.split_once('/').is_none_or(|(_, end)| {
        matches!(end, "" | "..") || PartialDate::edtf(end).is_some() && !end.contains('/')
    })
}

/// `2020/01/10/Spring`: year, month, day and anything else, each of which but the year may be missing.
fn with_slashes(written: &str) -> Option<PartialDate> {
    let mut parts = written.split('/').map(str::trim);
    let year = number(parts.next().filter(|year| year.len() == 4)?)?;
    let month = parts.next()?;
    let day = parts.next().unwrap_or("");
    let Some(month) = number(month) else {
        let is_blank = month.is_empty() || !month.contains(|c: char| c.is_ascii_digit());
        return PartialDate::new(year, None, None).filter(|_| is_blank);
    };
    match number(day) {
        Some(day) => PartialDate::new(year, Some(month), Some(day)),
        None => {
            PartialDate::new(year, Some(month), None).filter(|_| !day.contains(|c: char| c.is_ascii_digit()))
        }
    }
}

/// A date that is the same to an American and a Briton.
fn in_words(written: &str) -> Option<PartialDate> {
    let american = date::written(written, SlashOrder::MonthFirst);
    american.filter(|_| american == date::written(written, SlashOrder::DayFirst))
}

/// `c2019`, `[2020]`, `1990-1995`, `2020a`, `in press, 2021`: the first number that can only be a year, unless other
/// numbers are there that a slip may have spoilt.
fn lone_year(written: &str) -> Option<PartialDate> {
    // `2025-13-40` is a slip, `2019-00-00` a year.
    let parts: Option<Vec<i16>> = written.split('-').map(number).collect();
    if matches!(parts.as_deref(), Some([_, month, day]) if *month > 0 && *day > 0) {
        return None;
    }
    let mut numbers = written.split(|c: char| !c.is_ascii_digit()).filter(|number| !number.is_empty());
    let year = numbers.next().filter(|number| number.len() == 4)?;
    let is_year = |year: &str| year.len() == 4 && matches!(year.get(..1), Some("1" | "2"));
    let others = numbers.all(|number| is_year(number) || number.len() == 2 && !written.contains('/'));
    (is_year(year) && others).then(|| PartialDate::new(number(year)?, None, None)).flatten()
}

/// A number of digits alone.
#[must_use]
pub fn number(text: &str) -> Option<i16> {
    let text = text.trim();
    (!text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())).then(|| text.parse().ok())?
}

/// The date of access that a remark states: `Accessed: 2020-01-10`, `[Online; accessed 19-March-2020]`.
#[must_use]
pub fn accessed_in(remark: &str) -> Option<PartialDate> {
    let lower = remark.to_ascii_lowercase();
    ["accessed", "retrieved", "visited"].into_iter().find_map(|word| {
        let mut rest = remark.get(lower.find(word)? + word.len()..)?;
        for between in ["date", "on"] {
            rest = rest.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, ':' | '-' | '='));
            rest = rest.strip_prefix(between).unwrap_or(rest);
        }
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, ':' | '-' | '='));
        let (american, _) = date::read(rest, SlashOrder::MonthFirst)?;
        let (british, _) = date::read(rest, SlashOrder::DayFirst)?;
        (american == british).then_some(american)
    })
}

/// The fields of an item for tests: the key, the name and the value as they are written, and the text where it is
/// another one.
#[cfg(test)]
pub fn shown(item: &Node, text: &str) -> Vec<String> {
    item.entries()
        .iter()
        .map(|entry| {
            let key = entry.key.text().unwrap_or("");
            let written = entry.value.span.slice(text);
            let value = value_shown(&entry.value, text);
            let value = if value == written { String::new() } else { format!(": {value}") };
            format!("{key} {} → {written}{value}", entry.key.span.slice(text))
        })
        .collect()
}

#[cfg(test)]
fn value_shown(node: &Node, text: &str) -> String {
    match &node.value {
        Value::Scalar(scalar) => scalar.text.to_string(),
        Value::Sequence(items) => {
            let items: Vec<String> = items
                .iter()
                .map(|item| format!("[{}: {}]", item.span.slice(text), value_shown(item, text)))
                .collect();
            items.join(" ")
        }
        Value::Mapping(entries) => {
            let entries: Vec<String> = entries
                .iter()
                .map(|entry| {
                    format!("{}: {}", entry.key.text().unwrap_or(""), value_shown(&entry.value, text))
                })
                .collect();
            format!("{{{}}}", entries.join(", "))
        }
    }
}

/// Items for tests of writers: what is written of one and read again has to be the same.
#[cfg(test)]
pub mod samples {
    use proptest::prelude::*;

    use crate::base::node::{Node, Value};
    use crate::read::syntax::Syntax;

    /// All fields of an item as one text each, without places and in order of name. Keywords say again what the tier is.
    pub fn said(item: &Node) -> Vec<(String, String)> {
        let mut said: Vec<(String, String)> = item
            .entries()
            .iter()
            .map(|entry| {
                (entry.key.text().unwrap_or("").to_owned(), super::value_shown(&bare(&entry.value), ""))
            })
            .collect();
        said.sort();
        said
    }

    fn bare(node: &Node) -> Node {
        let value = match &node.value {
            Value::Scalar(scalar) => Value::Scalar(scalar.clone()),
            Value::Sequence(items) => Value::Sequence(items.iter().map(bare).collect()),
            Value::Mapping(entries) => Value::Mapping(
                entries
                    .iter()
                    .map(|entry| crate::base::node::Entry { value: bare(&entry.value), ..entry.clone() })
                    .collect(),
            ),
        };
        Node { span: crate::base::span::Span::default(), value }
    }

    /// An item of CSL from YAML in one line.
    pub fn item(yaml: &str) -> Node {
        Syntax::Yaml.parse(yaml).root.expect("the sample is YAML")
    }

    /// Texts of one line, in which any sign may be.
    pub fn words() -> impl Strategy<Value = String> {
        let word = prop_oneof![
            3 => "[A-Za-zÀ-ž0-9]{1,8}",
            1 => "[A-Za-z][-&%#$_{}~^'`,;:.()\u{e9}\u{3b2}<>=*+/|\"]{1,3}[a-z]",
        ];
        proptest::collection::vec(word, 1..5).prop_map(|words| words.join(" "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_of_exports_are_read() {
        for (written, iso) in [
            ("2020-01-10", Some("2020-01-10")),
            ("2020/01/10", Some("2020-01-10")),
            ("2020/01/10/", Some("2020-01-10")),
            ("2020/01/10/12:00:00", Some("2020-01-10")),
            ("2020/1/5", Some("2020-01-05")),
            ("2020/01//", Some("2020-01")),
            ("2020///", Some("2020")),
            ("2020///Spring", Some("2020")),
            ("1999/08//undefined", Some("1999-08")),
            ("2020 Jan 10", Some("2020-01-10")),
            ("2020 Jan-Feb", Some("2020-01")),
            ("2019 Winter", Some("2019")),
            ("10 January 2020", Some("2020-01-10")),
            ("c2019", Some("2019")),
            ("[2020]", Some("2020")),
            ("1990-1995", Some("1990")),
            ("1990-95", Some("1990")),
            ("2020a", Some("2020")),
            ("2019/2020", Some("2019")),
            ("2020/13/40", None),
            ("2020/01/45", None),
            ("20201", None),
            ("20", None),
            ("2O20", None),
            ("in press", None),
            ("3/4/2020", None),
            ("", None),
        ] {
            assert_eq!(known_date(written).map(|date| date.to_string()).as_deref(), iso, "{written:?}");
        }
    }

    #[test]
    fn a_remark_may_state_the_date_of_access() {
        for (remark, iso) in [
            ("Accessed: 2020-01-10", Some("2020-01-10")),
            ("[Online; accessed 19-March-2020]", Some("2020-03-19")),
            ("accessed on 5 May 2021", Some("2021-05-05")),
            ("Date accessed: 2021", Some("2021")),
            ("Retrieved 2020-01-10 from the archive", Some("2020-01-10")),
            ("Accessed 3/4/2020", None),
            ("PMID: 31986264", None),
            ("accessed", None),
        ] {
            assert_eq!(accessed_in(remark).map(|date| date.to_string()).as_deref(), iso, "{remark:?}");
        }
    }
}
