//! What the fields of an entry are in CSL.

use std::borrow::Cow;

use super::latex::{Reading, text};
use super::scan::{Entry, Field};
use super::{Macros, name};
use crate::base::character_reference;
use crate::base::date::{self, PartialDate, SlashOrder};
use crate::base::node::Node;
use crate::base::phrase::quoted;
use crate::base::problem::{Problem, ProblemKind};
use crate::base::span::Span;
use crate::base::steps::count;
use crate::read::item::{self, Item, OTHER_KEYS};

/// Fields that are texts and nothing else, with the names they have in CSL: of several the first that is there counts.
const TEXTS: &[(&str, &[&str], Reading)] = &[
    ("container-title", &["journal", "journaltitle", "fjournal", "booktitle"], Reading::Prose),
    ("publisher", &["publisher", "institution", "school", "organization"], Reading::Prose),
    ("publisher-place", &["location", "address"], Reading::Prose),
    ("edition", &["edition"], Reading::Prose),
    ("version", &["version"], Reading::Prose),
    ("volume", &["volume"], Reading::Prose),
    ("note", &["note"], Reading::Prose),
    ("language", &["langid", "language"], Reading::Prose),
    ("keyword", &["keywords"], Reading::Prose),
    ("DOI", &["doi"], Reading::Verbatim),
    ("PMID", &["pmid"], Reading::Verbatim),
    ("PMCID", &["pmcid", "pmc"], Reading::Verbatim),
    ("ISBN", &["isbn"], Reading::Verbatim),
    ("ISSN", &["issn"], Reading::Verbatim),
    ("URL", &["url"], Reading::Verbatim),
];

/// Fields in which people keep the date of access.
const ACCESSED: &[&str] = &[
    "urldate",
    "accessed",
    "accessdate",
    "access-date",
    "urlaccessdate",
    "lastaccessed",
    "lastchecked",
    "lastvisited",
    "visited",
    "retrieved",
];

/// Fields that may be written once, because rules compare them.
const ONCE: &[&str] = &[
    "author",
    "title",
    "journal",
    "journaltitle",
    "booktitle",
    "publisher",
    "year",
    "date",
    "urldate",
    "doi",
    "pmid",
    "pmcid",
    "isbn",
    "issn",
    "url",
    "volume",
    "number",
    "pages",
];

/// An entry as an item, and the fields that it has twice.
pub fn item(text: &str, offset: usize, entry: &Entry, macros: &Macros) -> (Item, Vec<Problem>) {
    let fields = Fields::new(text, offset, entry, macros);
    let mut item = Item::default();
    let kind = entry.kind.slice(text).to_ascii_lowercase();
    let csl = type_of(&kind, &fields);
    item.text("type", entry.kind.shifted(offset), entry.kind.shifted(offset), csl);
    item.text("id", entry.key.shifted(offset), entry.key.shifted(offset), entry.key.slice(text));
    fields.title(&mut item);
    for (key, names, reading) in TEXTS {
        if let Some(found) = fields.text(names, *reading) {
            item.text(key, found.name, found.at, found.text);
        }
    }
    for key in ["author", "editor"] {
        if let Some((field, written)) = fields.written(&[key]) {
            let span = field.value.span(text);
            // The bytes of each name are known where the value is written in one piece.
            let names = match written == span.slice(text) {
                true => name::all(&written, span.start as usize + offset),
                false => {
                    name::all(&written, 0).into_iter().map(|name| at(name, span.shifted(offset))).collect()
                }
            };
            if !names.is_empty() {
                item.add(key, field.name.shifted(offset), item::list(names));
            }
        }
    }
    fields.issued(&mut item);
    fields.accessed(&mut item);
    fields.number_and_pages(csl, &mut item);
    fields.elsewhere(&mut item);
    fields.custom(&mut item);
    fields.other_keys(&mut item);
    (item, fields.repeated())
}

/// A name as if all of it were written in these bytes.
fn at(mut name: crate::base::node::Node, span: Span) -> crate::base::node::Node {
    use crate::base::node::Value;
    name.span = span;
    if let Value::Mapping(entries) = &mut name.value {
        for entry in entries {
            entry.key.span = span;
            entry.value.span = span;
        }
    }
    name
}

/// The name in CSL under which an entry takes a field over from the one that it names; `None` if it does not.
pub fn inherited(key: &str, whole: bool) -> Option<&'static str> {
    const SAME: &[&str] = &[
        "publisher",
        "publisher-place",
        "issued",
        "editor",
        "ISBN",
        "ISSN",
        "volume",
        "edition",
        "language",
    ];
    const WHOLE: &[&str] =
        &["title", "author", "container-title", "DOI", "URL", "accessed", "issue", "page", "note"];
    let found = |names: &[&'static str]| names.iter().copied().find(|name| *name == key);
    match key {
        "title" if !whole => Some("container-title"),
        _ if whole => found(SAME).or_else(|| found(WHOLE)),
        _ => found(SAME),
    }
}

/// The name that BibTeX has for a field of CSL.
pub fn name_of(csl: &str) -> Option<&'static str> {
    Some(match csl {
        "id" => "key",
        "type" => "type",
        "title" => "title",
        "author" => "author",
        "editor" => "editor",
        "issued" => "year",
        "accessed" => "urldate",
        "issue" => "number",
        "page" => "pages",
        "custom" => "keywords",
        csl => TEXTS.iter().find(|(key, ..)| *key == csl).and_then(|(_, names, _)| names.first())?,
    })
}

struct Fields<'t> {
    source: &'t str,
    offset: usize,
    macros: &'t Macros,
    /// The fields with their names in small letters.
    named: Vec<(String, &'t Field)>,
}

/// A value as readers see it.
struct Found<'t> {
    name: Span,
    at: Span,
    text: Cow<'t, str>,
}

impl<'t> Fields<'t> {
    fn new(source: &'t str, offset: usize, entry: &'t Entry, macros: &'t Macros) -> Fields<'t> {
        count(entry.fields.len());
        let named =
            entry.fields.iter().map(|field| (field.name.slice(source).to_ascii_lowercase(), field)).collect();
        Fields { source, offset, macros, named }
    }

    /// The first of some fields that says something, as it is written.
    fn written(&self, names: &[&str]) -> Option<(&'t Field, Cow<'t, str>)> {
        names.iter().find_map(|name| {
            let (_, field) = self.named.iter().find(|(known, _)| known == name)?;
            let written = match field.value.text(self.source, self.macros) {
                Cow::Borrowed(written) => Cow::Borrowed(written.trim()),
                Cow::Owned(written) => Cow::Owned(written),
            };
            (!written.is_empty()).then_some((*field, written))
        })
    }

    fn text(&self, names: &[&str], reading: Reading) -> Option<Found<'t>> {
        let (field, written) = self.written(names)?;
        let mut at = field.value.span(self.source);
        let text = match written {
            Cow::Borrowed(mut written) => {
                // `{{NHS}}` keeps its capitals; the braces are no part of the text.
                while let Some(inner) = unbraced(written) {
                    at = if at.slice(self.source) == written {
                        let blank = inner.len() - inner.trim_start().len();
                        let start = at.start as usize + 1 + blank;
                        Span::new(start, start + inner.trim().len())
                    } else {
                        at
                    };
                    written = inner.trim();
                }
                text(written, reading)
            }
            Cow::Owned(written) => Cow::Owned(text(&written, reading).into_owned()),
        };
        // Publishers' exports have `&amp;` and `&lt;` in their titles.
        let text = match character_reference::decode(&text) {
            Cow::Owned(decoded) if reading == Reading::Prose => Cow::Owned(decoded),
            _ => text,
        };
        (!text.is_empty()).then(|| Found {
            name: field.name.shifted(self.offset),
            at: at.shifted(self.offset),
            text,
        })
    }

    fn prose(&self, name: &str) -> Option<Found<'t>> {
        self.text(&[name], Reading::Prose)
    }

    /// BibLaTeX keeps what is after the colon of a title in a field of its own.
    fn title(&self, item: &mut Item) {
        let Some(title) = self.prose("title") else {
            return;
        };
        match self.prose("subtitle") {
            Some(subtitle) => {
                item.text("title", title.name, title.at, format!("{}: {}", title.text, subtitle.text));
            }
            None => item.text("title", title.name, title.at, title.text),
        }
    }

    /// `date`, or `year` with `month` and `day`.
    fn issued(&self, item: &mut Item) {
        let year = self.prose("year");
        if let Some(date) = self.prose("date") {
            // Exports of Web of Science have `date = {Mar 3}` beside the year.
            let in_year =
                year.as_ref().and_then(|year| item::known_date(&format!("{} {}", date.text, year.text)));
            match in_year.filter(|_| item::known_date(&date.text).is_none()) {
                Some(known) => item.text("issued", date.name, date.at, known.to_string()),
                None => item.date("issued", date.name, date.at, &date.text),
            }
            return;
        }
        let Some(year) = year else {
            return;
        };
        if let Some(known) = item::known_date(&year.text)
            && let (Some(month), day) = self.month_and_day(known.year())
        {
            let whole = PartialDate::new(known.year(), Some(month), day);
            if let Some(date) = whole.or_else(|| PartialDate::new(known.year(), Some(month), None)) {
                return item.text("issued", year.name, year.at, date.to_string());
            }
        }
        item.date("issued", year.name, year.at, &year.text);
    }

    /// `month = jan`, `month = 1`, `month = {Jan-Feb}`, `month = "10~" # jan`.
    fn month_and_day(&self, year: i16) -> (Option<i16>, Option<i16>) {
        let day = self.prose("day").and_then(|day| item::number(&day.text));
        let Some(month) = self.prose("month") else {
            return (None, None);
        };
        if let Some(month) = item::number(&month.text) {
            return (Some(month), day);
        }
        let read = |text: &str| date::written(text, SlashOrder::MonthFirst);
        let dated =
            read(&format!("{} {year}", month.text)).or_else(|| read(&format!("{}, {year}", month.text)));
        let written = dated.and_then(PartialDate::day).map(|date| i16::from(date.day()));
        (dated.and_then(PartialDate::month).map(i16::from), day.or(written))
    }

    fn accessed(&self, item: &mut Item) {
        if let Some(date) = self.text(ACCESSED, Reading::Prose) {
            return item.date("accessed", date.name, date.at, &date.text);
        }
        for remark in ["note", "howpublished", "annote", "addendum"] {
            if let Some(remark) = self.prose(remark)
                && let Some(date) = item::accessed_in(&remark.text)
            {
                return item.text("accessed", remark.name, remark.at, date.to_string());
            }
        }
    }

    /// Of an article the `number` is the issue; pages are joined by one hyphen.
    fn number_and_pages(&self, csl: &str, item: &mut Item) {
        let in_journal = matches!(csl, "article-journal" | "article-magazine" | "article-newspaper");
        let issue = self.prose("issue");
        let number = self.prose("number");
        let (issue, number) = if in_journal { (number.or(issue), None) } else { (issue, number) };
        for (key, found) in [("issue", issue), ("number", number)] {
            if let Some(found) = found {
                item.text(key, found.name, found.at, found.text);
            }
        }
        if let Some(pages) = self.prose("pages") {
            let text = match pages.text.contains(['–', '—']) {
                true => Cow::Owned(pages.text.replace(['–', '—'], "-")),
                false => pages.text,
            };
            item.text("page", pages.name, pages.at, text);
        }
    }

    /// Identifiers and addresses that are kept in other fields: `eprint` of PubMed, `howpublished = {\url{…}}`.
    fn elsewhere(&self, item: &mut Item) {
        let scheme = self.text(&["eprinttype", "archiveprefix"], Reading::Verbatim);
        let scheme = scheme.map(|scheme| scheme.text.to_ascii_lowercase());
        let key = match scheme.as_deref() {
            Some("pmid" | "pubmed") => Some("PMID"),
            Some("pmcid" | "pmc") => Some("PMCID"),
            _ => None,
        };
        if let Some(key) = key
            && let Some(eprint) = self.text(&["eprint"], Reading::Verbatim)
        {
            item.text(key, eprint.name, eprint.at, eprint.text);
        }
        if let Some(published) = self.text(&["howpublished"], Reading::Verbatim)
            && let Some(start) = published.text.find("http://").or_else(|| published.text.find("https://"))
        {
            let address =
                published.text.get(start..).unwrap_or("").split([' ', ',', ';']).next().unwrap_or("");
            item.text("URL", published.name, published.at, address.trim_end_matches(['.', ')']));
        }
    }

    fn custom(&self, item: &mut Item) {
        let keywords = self.prose("keywords");
        let tier = self.prose("tier");
        let archive = self.text(&["archive-url", "archiveurl"], Reading::Verbatim);
        let stated = tier.iter().map(|tier| (tier.name, tier.at, format!("tier:{}", tier.text)));
        let words = keywords.iter().flat_map(|all| {
            all.text.split([',', ';']).map(|word| (all.name, all.at, word.trim().to_owned()))
        });
        let words: Vec<(Span, Span, String)> = stated.chain(words).collect();
        let archive = archive.map(|archive| (archive.name, archive.at, archive.text.into_owned()));
        item.custom(words.iter().map(|(name, at, word)| (*name, *at, word.as_str())), archive);
    }

    /// The further keys that BibLaTeX lets a text cite the entry by.
    fn other_keys(&self, item: &mut Item) {
        let Some(ids) = self.text(&["ids"], Reading::Verbatim) else { return };
        let keys = ids.text.split(',').map(str::trim).filter(|key| !key.is_empty());
        let keys: Vec<Node> = keys.map(|key| item::text(ids.at, key)).collect();
        if !keys.is_empty() {
            item.add(OTHER_KEYS, ids.name, item::list(keys));
        }
    }

    fn repeated(&self) -> Vec<Problem> {
        let mut problems = Vec::new();
        for (nth, (name, field)) in self.named.iter().enumerate() {
            if !ONCE.contains(&name.as_str()) {
                continue;
            }
            let first = self.named.iter().take(nth).find(|(known, _)| known == name);
            if let Some((_, first)) = first {
                let message =
                    format!("{} is written twice in the same entry", quoted(field.name.slice(self.source)));
                problems.push(
                    Problem::new(ProblemKind::DuplicateKey, field.name.shifted(self.offset), message)
                        .label(first.name.shifted(self.offset), "first written here")
                        .help("Keep one of the two."),
                );
            }
        }
        problems
    }
}

/// The inside of a value that is in one more pair of braces as a whole.
fn unbraced(written: &str) -> Option<&str> {
    let inner = written.strip_prefix('{')?.strip_suffix('}')?;
    let mut depth = 0_i32;
    let mut bytes = inner.bytes();
    while let Some(byte) = bytes.next() {
        match byte {
            b'\\' => drop(bytes.next()),
            b'{' => depth += 1,
            b'}' => depth -= 1,
            _ => {}
        }
        if depth < 0 {
            return None;
        }
    }
    (depth == 0).then_some(inner)
}

/// The CSL type of an entry.
fn type_of(kind: &str, fields: &Fields) -> &'static str {
    match kind {
        "article" | "suppperiodical" => {
            match fields.prose("entrysubtype").as_ref().map(|found| found.text.as_ref()) {
                Some("magazine") => "article-magazine",
                Some("newspaper") => "article-newspaper",
                _ => "article-journal",
            }
        }
        "review" => "review",
        "book" | "mvbook" | "collection" | "mvcollection" | "reference" | "mvreference" | "proceedings"
        | "mvproceedings" => "book",
        // In BibTeX the title of such an entry is that of the book, and `chapter` says which part is meant.
        "inbook" if fields.written(&["booktitle", "maintitle", "crossref", "xref", "xdata"]).is_none() => {
            "book"
        }
        "inbook" | "incollection" | "bookinbook" | "suppbook" | "suppcollection" => "chapter",
        "inreference" => "entry",
        "inproceedings" | "conference" => "paper-conference",
        "phdthesis" | "mastersthesis" | "thesis" => "thesis",
        "techreport" | "report" | "manual" => "report",
        "online" | "electronic" | "www" | "webpage" => "webpage",
        "booklet" => "pamphlet",
        "unpublished" => "manuscript",
        "periodical" => "periodical",
        "dataset" | "data" => "dataset",
        "software" | "softwareversion" => "software",
        "patent" => "patent",
        "standard" => "standard",
        "legislation" | "legal" => "legislation",
        "jurisdiction" => "legal_case",
        "newspaper" => "article-newspaper",
        "magazine" => "article-magazine",
        "letter" => "personal_communication",
        "video" | "movie" => "motion_picture",
        "audio" | "music" => "song",
        "artwork" | "image" => "graphic",
        _ => "document",
    }
}

/// The entry type for a type of CSL, and its `entrysubtype`.
pub fn type_name(csl: &str) -> (&'static str, &'static str) {
    let kind = match csl {
        "article" | "article-journal" | "review-book" => "article",
        "article-magazine" => return ("article", "magazine"),
        "article-newspaper" => return ("article", "newspaper"),
        "review" => "review",
        "book" | "classic" | "collection" => "book",
        "chapter" => "incollection",
        "entry" | "entry-dictionary" | "entry-encyclopedia" => "inreference",
        "paper-conference" => "inproceedings",
        "thesis" => "thesis",
        "report" => "report",
        "webpage" | "post" | "post-weblog" => "online",
        "pamphlet" => "booklet",
        "manuscript" => "unpublished",
        "periodical" => "periodical",
        "dataset" => "dataset",
        "software" => "software",
        "patent" => "patent",
        "standard" => "standard",
        "bill" | "legislation" | "regulation" | "treaty" => "legislation",
        "hearing" | "legal_case" => "jurisdiction",
        "personal_communication" => "letter",
        "motion_picture" => "video",
        "song" => "audio",
        "graphic" => "artwork",
        _ => "misc",
    };
    (kind, "")
}
