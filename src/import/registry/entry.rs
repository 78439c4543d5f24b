//! A source as a new entry of the registry: an item of CSL.

use crate::base::date::PartialDate;
use crate::base::node::{Entry as Pair, Node, Scalar, ScalarKind, Style, Value};
use crate::base::span::{Place, Span};
use crate::biblio::reference::{Field, Identifier, Kind, Reference, is_web_source};
use crate::read::item;

use super::Incoming;
use super::name;

/// The order in which the fields of an entry are written; those that it does not name come after them.
const ORDER: [&str; 23] = [
    "id",
    "type",
    "title",
    "author",
    "editor",
    "container-title",
    "publisher",
    "publisher-place",
    "edition",
    "version",
    "volume",
    "issue",
    "number",
    "page",
    "issued",
    "DOI",
    "PMID",
    "PMCID",
    "ISBN",
    "ISSN",
    "URL",
    "accessed",
    "language",
];

/// A new entry.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    /// Its key.
    pub(super) key: String,
    /// Its fields but for key and notes; they keep no place.
    fields: Vec<(Box<str>, Node)>,
    notes: Vec<String>,
}

impl Entry {
    pub(super) fn new(key: String, source: &Incoming<'_>) -> Entry {
        let mut entry = Entry { key, fields: Vec::new(), notes: Vec::new() };
        match source.record {
            Some(record) => entry.take_record(record, source.fields),
            None => entry.take_fields(source.fields),
        }
        if entry.get("title").is_none() {
            entry.add_text("title", source.raw);
        }
        if entry.get("type").is_none() {
            entry.add_text("type", csl_type(source.fields));
        }
        entry.notes.extend(source.note.map(str::to_owned));
        entry
    }

    /// Takes in what another reference to the same source says besides.
    pub(super) fn complete(&mut self, other: &Incoming<'_>) {
        let Entry { fields, notes, .. } = Entry::new(String::new(), other);
        for (name, value) in fields {
            let Some((_, own)) = self.fields.iter_mut().find(|(known, _)| *known == name) else {
                if &*name != "title" {
                    self.fields.push((name, value));
                }
                continue;
            };
            let vague = |value: &Node| value.text() == Some("document");
            match &*name {
                "type" if vague(own) && !vague(&value) => *own = value,
                // Of two days of access the later is what the entry says; the other is somebody's act and stays known.
                "accessed" => {
                    let Some((ours, theirs)) =
                        day(own).zip(day(&value)).filter(|(ours, theirs)| ours != theirs)
                    else {
                        continue;
                    };
                    let later = ours.latest() < theirs.latest();
                    self.notes.push(format!("Also accessed {}.", if later { ours } else { theirs }));
                    if later {
                        *own = value;
                    }
                }
                _ => {}
            }
        }
        for note in notes {
            if self.notes.iter().all(|known| *known != note) {
                self.notes.push(note);
            }
        }
    }

    /// The type that the content model goes by to choose a file among several.
    pub(super) fn csl_type(&self) -> &str {
        self.get("type").and_then(Node::text).unwrap_or("document")
    }

    /// All of it as an item of CSL.
    pub(super) fn item(&self) -> Node {
        let mut fields = self.fields.clone();
        fields.push(("id".into(), text(&self.key)));
        let rank = |name: &str| ORDER.iter().position(|known| *known == name).unwrap_or(ORDER.len());
        fields.sort_by_key(|(name, _)| rank(name));
        if !self.notes.is_empty() {
            fields.push(("note".into(), text(&self.notes.join(" "))));
        }
        let pair = |(name, value): (Box<str>, Node)| Pair { key: text(&name), value, merged: false };
        node(Value::Mapping(fields.into_iter().map(pair).collect()))
    }

    fn get(&self, name: &str) -> Option<&Node> {
        self.fields.iter().find(|(known, _)| &**known == name).map(|(_, value)| value)
    }

    fn add(&mut self, name: &str, value: Node) {
        self.fields.push((name.into(), value));
    }

    fn add_text(&mut self, name: &str, value: &str) {
        self.add(name, text(value));
    }

    /// What a registry says of a source, in its own words where it is well written, as CSL has it where it is not.
    fn take_record(&mut self, record: &Node, fields: &Reference<Place>) {
        for Pair { key, value, .. } in record.entries() {
            let Some(name) = key.text().filter(|name| *name != "id" && !value.is_empty()) else {
                continue;
            };
            match name {
                "note" => match value.text() {
                    Some(note) => self.notes.push(note.trim().to_owned()),
                    None => self.add(name, bare(value)),
                },
                "volume" | "issue" | "edition" | "number" => {
                    self.add(name, value.text().map_or_else(|| bare(value), number));
                }
                "issued" => self.add(name, dated(value, fields.issued.as_ref())),
                "accessed" => self.add(name, dated(value, fields.accessed.as_ref())),
                // Crossref writes these as lists of one.
                "title" | "container-title" | "publisher" => {
                    self.add(name, bare(value.items().first().unwrap_or(value)));
                }
                _ => match identified(name, fields) {
                    Some(known) => self.add_text(name, &known),
                    None => self.add(name, bare(value)),
                },
            }
        }
        // Zotero keeps identifiers for which a type has no field in its note.
        for name in ["DOI", "PMID", "PMCID"] {
            if self.get(name).is_none()
                && let Some(known) = identified(name, fields)
            {
                self.add_text(name, &known);
            }
        }
    }

    /// What a reference in words says of a source.
    fn take_fields(&mut self, fields: &Reference<Place>) {
        self.add_text("type", csl_type(fields));
        self.fields.extend(fields.title.iter().map(|title| ("title".into(), text(&title.value))));
        if !fields.authors.is_empty() {
            let names = fields.authors.iter().map(|author| name::node(&name::name(&author.value))).collect();
            self.add("author", item::list(names));
        }
        for (name, field) in [
            ("container-title", &fields.container),
            ("publisher", &fields.publisher),
            ("edition", &fields.edition),
            ("volume", &fields.volume),
            ("issue", &fields.issue),
            ("page", &fields.pages),
        ] {
            self.fields.extend(field.iter().map(|field| (name.into(), number(&field.value))));
        }
        let mut date = |name: &str, field: &Option<Field<PartialDate, Place>>| {
            self.fields.extend(field.iter().map(|field| (name.into(), text(&field.value.to_string()))));
        };
        date("issued", &fields.issued);
        date("accessed", &fields.accessed);
        for name in ["DOI", "PMID", "PMCID", "ISBN", "ISSN"] {
            if let Some(known) = identified(name, fields) {
                self.add_text(name, &known);
            }
        }
        self.fields.extend(fields.url.iter().map(|url| ("URL".into(), text(&full(&url.value)))));
    }
}

fn node(value: Value) -> Node {
    Node { span: Span::default(), value }
}

fn text(words: &str) -> Node {
    item::text(Span::default(), words)
}

/// A text that may be a number, which needs no quotes.
fn number(words: &str) -> Node {
    let is_number =
        words.len() <= 9 && !words.starts_with('0') && words.bytes().all(|byte| byte.is_ascii_digit());
    match words.parse() {
        Ok(number) if is_number => node(Value::Scalar(Scalar {
            text: words.into(),
            style: Style::Plain,
            kind: ScalarKind::Int(number),
        })),
        _ => text(words),
    }
}

/// A value without its place; nothing of it refers to the file that it came from.
fn bare(value: &Node) -> Node {
    node(match &value.value {
        Value::Scalar(scalar) => Value::Scalar(Scalar { style: Style::Plain, ..scalar.clone() }),
        Value::Sequence(items) => Value::Sequence(items.iter().map(bare).collect()),
        Value::Mapping(pairs) => Value::Mapping(
            pairs
                .iter()
                .map(|pair| Pair { key: bare(&pair.key), value: bare(&pair.value), merged: false })
                .collect(),
        ),
    })
}

/// A date: in the one form that every tool reads where it is a day, month or year, in the parts of CSL where it is more,
/// else as it is.
fn dated(value: &Node, read: Option<&Field<PartialDate, Place>>) -> Node {
    // `- year: 2014`, `{year: 2014, month: 3}`, and the two days of an interval, as pandoc writes them.
    let named: Vec<&Node> = match &value.value {
        Value::Sequence(items) => items.iter().filter(|item| item.get("year").is_some()).collect(),
        _ => value.get("year").map(|_| value).into_iter().collect(),
    };
    let parts = value.get("date-parts").map(Node::items);
    let only = |node: &Node, known: &[&str]| {
        node.entries().iter().all(|entry| entry.key.text().is_some_and(|key| known.contains(&key)))
    };
    let is_one = match (named.as_slice(), parts) {
        (&[named], _) => only(named, &["year", "month", "day"]),
        (_, Some(parts)) => parts.len() == 1 && value.entries().len() == 1,
        _ => only(value, &["raw"]) && value.get("raw").is_some(),
    };
    match read {
        Some(date) if is_one => text(&date.value.to_string()),
        Some(_) if !named.is_empty() => in_parts(&named),
        _ => bare(value),
    }
}

/// Days that pandoc names by year, month and day, as CSL has them, with what else the first one says.
fn in_parts(dates: &[&Node]) -> Node {
    let parts = |date: &&Node| {
        let names = ["year", "month", "day"].into_iter();
        item::list(names.map_while(|name| date.get(name)).map(bare).collect())
    };
    let further = dates.first().into_iter().flat_map(|date| date.entries());
    let further = further.filter(|entry| !matches!(entry.key.text(), Some("year" | "month" | "day")));
    let first =
        Pair { key: text("date-parts"), value: item::list(dates.iter().map(parts).collect()), merged: false };
    let further =
        further.map(|entry| Pair { key: bare(&entry.key), value: bare(&entry.value), merged: false });
    node(Value::Mapping(std::iter::once(first).chain(further).collect()))
}

fn day(value: &Node) -> Option<PartialDate> {
    item::known_date(value.text()?)
}

/// An identifier in its usual form, or as somebody wrote it where it is none.
fn identified(name: &str, fields: &Reference<Place>) -> Option<String> {
    fn usual<T: std::fmt::Display>(field: Option<&Field<Identifier<T>, Place>>) -> Option<String> {
        let identifier = &field?.value;
        Some(identifier.value.as_ref().map_or_else(|_| identifier.raw.to_string(), ToString::to_string))
    }
    match name {
        "DOI" => usual(fields.doi.as_deref()),
        "PMID" => usual(fields.pmid.as_deref()),
        "PMCID" => usual(fields.pmcid.as_deref()),
        "ISBN" => usual(fields.isbn.as_deref()),
        "ISSN" => usual(fields.issn.as_deref()),
        _ => None,
    }
}

/// An address with its scheme; one that is written without gets what a browser tries first.
fn full(address: &str) -> String {
    let scheme = if address.contains("://") { "" } else { "http://" };
    format!("{scheme}{address}")
}

/// The type of a source, by what it was read as, else by what it says.
fn csl_type(fields: &Reference<Place>) -> &'static str {
    match fields.kind {
        Some(Kind::Article) => "article-journal",
        Some(Kind::News) => "article-newspaper",
        Some(Kind::Webpage) => "webpage",
        Some(Kind::Post) => "post-weblog",
        Some(Kind::Book) => "book",
        Some(Kind::Chapter) => "chapter",
        Some(Kind::Conference) => "paper-conference",
        Some(Kind::Report) => "report",
        Some(Kind::Thesis) => "thesis",
        Some(Kind::Law) => "legislation",
        Some(Kind::Standard) => "standard",
        Some(Kind::Data) => "dataset",
        Some(Kind::Other) => "document",
        None if is_web_source(fields) => "webpage",
        None if fields.isbn.is_some() && fields.container.is_none() => "book",
        None if fields.container.is_some() => "article-journal",
        None if fields.publisher.is_some() && fields.issued.is_some() => "book",
        None => "document",
    }
}
