//! A source as an entry of CSL YAML.

use crate::base::date::PartialDate;
use crate::base::span::Place;
use crate::biblio::reference::{Field, Identifier, Kind, Reference, is_web_source};

use super::super::repository::{value, value_in_list};

/// A new entry.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    /// Its key.
    pub(super) key: String,
    fields: Reference<Place>,
    title: String,
    notes: Vec<String>,
}

impl Entry {
    pub(super) fn new(key: String, fields: &Reference<Place>, raw: &str, note: Option<&str>) -> Entry {
        let title = fields.title.as_ref().map_or(raw, |title| title.value.as_str()).to_owned();
        let notes = note.map(str::to_owned).into_iter().collect();
        Entry { key, fields: fields.clone(), title, notes }
    }

    /// Takes in what another reference to the same source says besides.
    pub(super) fn complete(&mut self, other: &Reference<Place>, note: Option<&str>) {
        let own = &mut self.fields;
        own.kind = own.kind.or(other.kind);
        if own.authors.is_empty() {
            own.authors.clone_from(&other.authors);
        }
        fn fill<T: Clone>(own: &mut Option<Field<T, Place>>, other: &Option<Field<T, Place>>) {
            if own.is_none() {
                own.clone_from(other);
            }
        }
        fill(&mut own.container, &other.container);
        fill(&mut own.publisher, &other.publisher);
        fill(&mut own.edition, &other.edition);
        fill(&mut own.issued, &other.issued);
        fill(&mut own.doi, &other.doi);
        fill(&mut own.pmid, &other.pmid);
        fill(&mut own.pmcid, &other.pmcid);
        fill(&mut own.isbn, &other.isbn);
        fill(&mut own.issn, &other.issn);
        fill(&mut own.url, &other.url);
        fill(&mut own.volume, &other.volume);
        fill(&mut own.issue, &other.issue);
        fill(&mut own.pages, &other.pages);
        // Of two days of access the later is what the entry says; the other is somebody's act and stays known.
        if let (Some(ours), Some(theirs)) = (&mut own.accessed, &other.accessed)
            && ours.value != theirs.value
        {
            let later = ours.value.latest() < theirs.value.latest();
            let earlier = if later { std::mem::replace(&mut ours.value, theirs.value) } else { theirs.value };
            self.notes.push(format!("Also accessed {earlier}."));
        }
        fill(&mut own.accessed, &other.accessed);
        let new = note.filter(|note| self.notes.iter().all(|known| known != note));
        self.notes.extend(new.map(str::to_owned));
    }

    /// The type that the content model goes by to choose a file among several.
    pub(super) fn csl_type(&self) -> &'static str {
        csl_type(&self.fields)
    }

    /// Its lines, without indent.
    pub(super) fn lines(&self) -> Vec<String> {
        let fields = &self.fields;
        let mut lines = vec![
            format!("id: {}", value(&self.key)),
            format!("type: {}", self.csl_type()),
            format!("title: {}", value(&self.title)),
        ];
        if !fields.authors.is_empty() {
            lines.push("author:".to_owned());
            lines
                .extend(fields.authors.iter().map(|author| format!("  - {}", written(&name(&author.value)))));
        }
        let mut text = |key: &str, field: &Option<Field<String, Place>>| {
            lines.extend(field.iter().map(|field| format!("{key}: {}", number(&field.value))));
        };
        text("container-title", &fields.container);
        text("publisher", &fields.publisher);
        text("edition", &fields.edition);
        text("volume", &fields.volume);
        text("issue", &fields.issue);
        text("page", &fields.pages);
        let date = |key: &str, field: &Option<Field<PartialDate, Place>>| {
            field.as_ref().map(|field| format!("{key}: {}", field.value))
        };
        lines.extend(date("issued", &fields.issued));
        lines.extend(identifier("DOI", fields.doi.as_ref()));
        lines.extend(identifier("PMID", fields.pmid.as_ref()));
        lines.extend(identifier("PMCID", fields.pmcid.as_ref()));
        lines.extend(identifier("ISBN", fields.isbn.as_ref()));
        lines.extend(identifier("ISSN", fields.issn.as_ref()));
        lines.extend(fields.url.iter().map(|url| format!("URL: {}", value(&full(&url.value)))));
        lines.extend(date("accessed", &fields.accessed));
        if !self.notes.is_empty() {
            lines.push(format!("note: {}", value(&self.notes.join(" "))));
        }
        lines
    }
}

/// An address with its scheme; one that is written without gets what a browser tries first.
fn full(address: &str) -> String {
    let scheme = if address.contains("://") { "" } else { "http://" };
    format!("{scheme}{address}")
}

/// A text that may be a number, which needs no quotes.
fn number(text: &str) -> String {
    let is_number = text.len() <= 9 && !text.starts_with('0') && text.chars().all(|c| c.is_ascii_digit());
    if is_number && !text.is_empty() { text.to_owned() } else { value(text) }
}

fn identifier<T: std::fmt::Display>(
    key: &str,
    field: Option<&Field<Identifier<T>, Place>>,
) -> Option<String> {
    let identifier = &field?.value;
    let text = identifier.value.as_ref().map_or_else(|_| identifier.raw.clone(), ToString::to_string);
    Some(format!("{key}: {}", value(&text)))
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

/// A name in the parts that CSL has for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Name {
    /// A person.
    Person {
        /// The family name, with its particles.
        family: String,
        /// Given names or initials.
        given: String,
    },
    /// An organisation, or a name whose parts are not certain.
    Literal(String),
}

/// Takes a name apart where its shape leaves no doubt.
pub(super) fn name(text: &str) -> Name {
    let words: Vec<&str> = text.split_whitespace().collect();
    let literal = || Name::Literal(words.join(" "));
    let person =
        |family: &str, given: &str| Name::Person { family: family.to_owned(), given: given.to_owned() };
    if let Some((family, given)) = text.split_once(", ") {
        let short =
            words.len() <= 5 && !given.contains(',') && !words.iter().any(|word| is_of_organisation(word));
        return if short { person(family.trim(), given.trim()) } else { literal() };
    }
    match words.as_slice() {
        // `Smith JA`, `van der Berg J`
        [family @ .., initials]
            if (1..=4).contains(&family.len())
                && is_initials(initials)
                && family.iter().all(|word| !is_initials(word) && !is_of_organisation(word)) =>
        {
            person(&family.join(" "), initials)
        }
        // `J. A. Smith`
        [given @ .., family]
            if !given.is_empty()
                && !is_initials(family)
                && given.iter().all(|word| word.ends_with('.') && is_initials(word)) =>
        {
            person(family, &given.join(" "))
        }
        _ => literal(),
    }
}

fn is_initials(word: &str) -> bool {
    const COUNTRIES: [&str; 5] = ["UK", "US", "USA", "EU", "UN"];
    let letters: Vec<char> = word.chars().filter(|c| !matches!(c, '.' | '-')).collect();
    (1..=3).contains(&letters.len()) && letters.iter().all(|c| c.is_uppercase()) && !COUNTRIES.contains(&word)
}

fn is_of_organisation(word: &str) -> bool {
    const WORDS: [&str; 26] = [
        "of",
        "for",
        "the",
        "and",
        "&",
        "on",
        "institute",
        "institutes",
        "association",
        "society",
        "center",
        "centre",
        "centers",
        "clinic",
        "college",
        "academy",
        "foundation",
        "department",
        "national",
        "world",
        "health",
        "research",
        "university",
        "hospital",
        "organization",
        "organisation",
    ];
    WORDS.iter().any(|known| known.eq_ignore_ascii_case(word.trim_end_matches([',', '.'])))
}

fn written(name: &Name) -> String {
    let within = |text: &str| value_in_list(text);
    match name {
        Name::Person { family, given } => format!("{{family: {}, given: {}}}", within(family), within(given)),
        Name::Literal(name) => format!("{{literal: {}}}", within(name)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_taken_apart_where_their_shape_is_certain() {
        let person = |family: &str, given: &str| Name::Person { family: family.into(), given: given.into() };
        for (text, expected) in [
            ("Smith JA", person("Smith", "JA")),
            ("Smith, John A.", person("Smith", "John A.")),
            ("van der Berg J", person("van der Berg", "J")),
            ("J. A. Smith", person("Smith", "J. A.")),
            ("O'Neil-Hart B", person("O'Neil-Hart", "B")),
            ("John Smith", Name::Literal("John Smith".into())),
            ("Cancer Research UK", Name::Literal("Cancer Research UK".into())),
            ("Institute of Medicine, Division A", Name::Literal("Institute of Medicine, Division A".into())),
            ("NHS", Name::Literal("NHS".into())),
        ] {
            assert_eq!(name(text), expected, "{text}");
        }
    }
}
