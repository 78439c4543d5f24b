//! JSON Schemas: medproof's own, those a repository brings along, and what they
//! say of a record in words an editor understands.
//!
//! Nothing here reaches a network or a file: a schema may refer to medproof's
//! schemas and to the texts it was given, and to nothing else. No message of the
//! validator is ever shown; each is written again from the kind of its error, at
//! the bytes it concerns.

pub mod date;
mod explain;
mod near;
mod own;
mod phrase;
mod record;
mod spot;

#[cfg(test)]
mod tests;

use std::collections::BTreeSet;
use std::fmt;
use std::str::FromStr;
use std::sync::{Arc, OnceLock};

use jsonschema::{PatternOptions, Registry, ValidationOptions, Validator};
use serde_json::Value;

use crate::base::date::Date;
use crate::base::node::Node;
use crate::base::span::Span;
use crate::model::collection::{Collection, Naming};
use crate::read::syntax::Syntax;

use spot::Spot;

pub use own::{SchemaError, file_references};

/// What a schema describes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum SchemaKind {
    /// The front matter of an article.
    Article,
    /// The front matter of a cause file.
    Cause,
    /// A source of the registry, a CSL item.
    Source,
    /// An author, reviewer or editor.
    Person,
    /// A review record.
    Review,
    /// A glossary entry.
    Term,
    /// An old address and the page that answers it now.
    Redirect,
    /// A word that the house style avoids.
    List,
    /// `medproof.yaml`.
    Config,
}

/// One thing a schema has against a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violation {
    /// The key or value concerned; a gap where a field is missing.
    pub span: Span,
    /// What is wrong; no final stop.
    pub message: String,
    /// Other places that belong to it.
    pub labels: Vec<(Span, String)>,
    /// What to do next.
    pub help: Option<String>,
    /// Whether it is a key that resembles none of the schema's: it may be the publisher's own, so a warning does.
    pub mild: bool,
    /// Whether it is the key that a record of RIS lacks: many tools write none, so that one finding does for a file.
    pub keyless: bool,
    /// A key or value, and the word that was meant, without quotes, where one stands clearly ahead of all others.
    pub suggestion: Option<(Span, String)>,
}

/// The schemas of one repository, ready to check records.
///
/// Medproof's own are compiled at first use, the repository's when the value is made.
#[derive(Debug, Default)]
pub struct Schemas {
    compiled: [OnceLock<Compiled>; SchemaKind::ALL.len()],
    /// Fields that no record need have, even if its schema requires them.
    optional: BTreeSet<String>,
}

/// A schema ready to be used, with the texts it came from for the messages.
struct Compiled {
    validator: Validator,
    /// All texts the schema may refer to.
    registry: Arc<Registry<'static>>,
    /// Where the schema stands in the registry: an address with a fragment.
    root: String,
    /// Whether it is a schema for whole files: it takes a list, so a record is checked as a list of one.
    list: bool,
    /// The keys of a record, where the schema allows no others.
    keys: Option<BTreeSet<String>>,
    /// What is known of a schema that the repository brought along; `None` of medproof's own.
    own: Option<Own>,
}

/// A schema that a repository brought along.
#[derive(Clone, Debug)]
struct Own {
    /// Its path, relative to the root of the repository.
    path: String,
    /// Whether it, or a file that it refers to, refers to a schema of medproof.
    extends_ours: bool,
}

/// Which part of a schema judges a record, and how the record is then read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Reading {
    /// By medproof's own schemas: null, empty texts and empty lists count as missing.
    EmptyIsMissing,
    /// By what the repository wrote: as JSON Schema says.
    AsWritten,
}

impl Schemas {
    /// Medproof's own schemas.
    #[must_use]
    pub fn embedded() -> Schemas {
        Schemas::default()
    }

    /// Medproof's schemas, but for each collection in `own` the repository's at that path.
    ///
    /// `texts` are the schemas' paths and texts, and those of all files they refer to. Paths are
    /// relative to the repository's root, with `/`. A text may refer to medproof's schemas by `$id`
    /// and to the others by relative path or `$id`.
    ///
    /// # Errors
    ///
    /// Where a schema in use is not among the texts, cannot be parsed, is no valid JSON Schema or
    /// refers to anything else.
    pub fn with_own(own: &[(Collection, &str)], texts: &[(&str, &str)]) -> Result<Schemas, SchemaError> {
        let schemas = Schemas::default();
        for (collection, compiled) in own::compile(own, texts)? {
            // Of two entries for one collection the last wins, as the nearest settings file does.
            let _ = schemas.slot(collection.into()).set(compiled);
        }
        Ok(schemas)
    }

    /// The same schemas, with these fields of a record asked for by none.
    #[must_use]
    pub fn without_need_of(mut self, fields: impl IntoIterator<Item = String>) -> Schemas {
        self.optional.extend(fields);
        self
    }

    /// What the schema of a collection has against one record, in the order of the text.
    ///
    /// The keys of the record are the model's names; `naming` says what the publisher calls them,
    /// `extra` which further keys it uses, `export` how the file of a reference manager writes them. For medproof's own schemas null, empty texts and empty lists count as
    /// missing; a schema of the repository is applied as it is written.
    #[must_use]
    pub fn check(
        &self,
        collection: Collection,
        record: &Node,
        extra: &BTreeSet<String>,
        naming: &Naming,
        export: Option<Export>,
    ) -> Vec<Violation> {
        let words = Words {
            collection: Some(collection),
            naming: Some(naming),
            extra: Some(extra),
            optional: Some(&self.optional),
            export,
        };
        self.judge(collection.into(), record, words)
    }

    /// What the schema of `medproof.yaml` has against its content. Unknown keys are errors there.
    #[must_use]
    pub fn check_config(&self, root: &Node) -> Vec<Violation> {
        self.judge(SchemaKind::Config, root, Words::default())
    }

    /// What the schema of house words has against one of them.
    #[must_use]
    pub fn check_list(&self, record: &Node) -> Vec<Violation> {
        self.judge(SchemaKind::List, record, Words::default())
    }

    fn judge(&self, kind: SchemaKind, record: &Node, words: Words) -> Vec<Violation> {
        let compiled = self.slot(kind).get_or_init(|| Compiled::embedded(kind));
        let readings = [Reading::AsWritten, Reading::EmptyIsMissing].into_iter().filter_map(|reading| {
            let value = compiled.value(record, reading)?;
            (!compiled.validator.is_valid(&value)).then_some((reading, value))
        });
        let refused: Vec<(Reading, Value)> = readings.collect();
        match refused.is_empty() {
            true => Vec::new(),
            false => explain::explain(kind, compiled, record, &refused, words),
        }
    }

    fn slot(&self, kind: SchemaKind) -> &OnceLock<Compiled> {
        &self.compiled[kind as usize]
    }
}

/// The repository's own words for the fields of a record.
#[derive(Clone, Copy, Debug, Default)]
struct Words<'a> {
    collection: Option<Collection>,
    naming: Option<&'a Naming>,
    extra: Option<&'a BTreeSet<String>>,
    optional: Option<&'a BTreeSet<String>>,
    export: Option<Export<'a>>,
}

/// The file of a reference manager that a record is from: its fields have other names and another form there.
#[derive(Clone, Copy, Debug)]
pub struct Export<'a> {
    /// The syntax of the file.
    pub syntax: Syntax,
    /// Its text.
    pub text: &'a str,
}

/// Medproof's schema of `kind`, as `medproof schema` prints it.
#[must_use]
pub fn text(kind: SchemaKind) -> &'static str {
    match kind {
        SchemaKind::Article => include_str!("../../schema/article.schema.json"),
        SchemaKind::Cause => include_str!("../../schema/cause.schema.json"),
        SchemaKind::Source => include_str!("../../schema/source.schema.json"),
        SchemaKind::Person => include_str!("../../schema/person.schema.json"),
        SchemaKind::Review => include_str!("../../schema/review.schema.json"),
        SchemaKind::Term => include_str!("../../schema/term.schema.json"),
        SchemaKind::Redirect => include_str!("../../schema/redirect.schema.json"),
        SchemaKind::List => include_str!("../../schema/list.schema.json"),
        SchemaKind::Config => include_str!("../../schema/config.schema.json"),
    }
}

impl SchemaKind {
    /// Every kind, in the order of the content model.
    pub const ALL: [SchemaKind; 9] = [
        SchemaKind::Article,
        SchemaKind::Cause,
        SchemaKind::Source,
        SchemaKind::Person,
        SchemaKind::Review,
        SchemaKind::Term,
        SchemaKind::Redirect,
        SchemaKind::List,
        SchemaKind::Config,
    ];

    /// The name on the command line and in the schema's address: `article`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            SchemaKind::Article => "article",
            SchemaKind::Cause => "cause",
            SchemaKind::Source => "source",
            SchemaKind::Person => "person",
            SchemaKind::Review => "review",
            SchemaKind::Term => "term",
            SchemaKind::Redirect => "redirect",
            SchemaKind::List => "list",
            SchemaKind::Config => "config",
        }
    }

    /// The record in a sentence: `an article`.
    fn noun(self) -> &'static str {
        match self {
            SchemaKind::Article => "an article",
            SchemaKind::Cause => "a cause",
            SchemaKind::Source => "a source",
            SchemaKind::Person => "a person",
            SchemaKind::Review => "a review",
            SchemaKind::Term => "a term",
            SchemaKind::Redirect => "a redirect",
            SchemaKind::List => "a house word",
            SchemaKind::Config => "medproof.yaml",
        }
    }

    /// The address the schema has in its `$id`. Nothing is ever fetched from it.
    #[must_use]
    pub fn id(self) -> String {
        format!("https://medproof.dev/schema/{}.schema.json", self.name())
    }

    /// Where the schema of one record stands in the text: data files hold a record or a list of
    /// them, and their schema says both.
    fn record_fragment(self) -> &'static str {
        match self {
            SchemaKind::Article | SchemaKind::Cause | SchemaKind::Config => "#",
            _ => "#/$defs/record",
        }
    }
}

impl fmt::Display for SchemaKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for SchemaKind {
    type Err = ();

    fn from_str(name: &str) -> Result<SchemaKind, ()> {
        SchemaKind::ALL.into_iter().find(|kind| kind.name() == name).ok_or(())
    }
}

impl From<Collection> for SchemaKind {
    fn from(collection: Collection) -> SchemaKind {
        match collection {
            Collection::Article => SchemaKind::Article,
            Collection::Cause => SchemaKind::Cause,
            Collection::Source => SchemaKind::Source,
            Collection::Person => SchemaKind::Person,
            Collection::Review => SchemaKind::Review,
            Collection::Term => SchemaKind::Term,
            Collection::Redirect => SchemaKind::Redirect,
        }
    }
}

impl<'a> Words<'a> {
    /// The publisher's name for a field.
    fn own(&self, name: &'a str) -> &'a str {
        match (self.collection, self.naming) {
            (Some(collection), Some(naming)) => naming.shown(collection, name),
            _ => name,
        }
    }

    /// What the file that `record` is from calls one of its fields.
    fn in_file(&self, name: &'a str, record: &Node) -> &'a str {
        let Some(Export { syntax, text }) = self.export else {
            return self.own(name);
        };
        let written =
            record.entry(name).map(|entry| entry.key.span.slice(text)).filter(|key| !key.is_empty());
        // A key and a type have no name of their own in BibTeX.
        let named = written.filter(|_| syntax != Syntax::Bib || !matches!(name, "id" | "type"));
        named.or_else(|| syntax.field_name(name)).unwrap_or(name)
    }

    /// A field as it is written in the file.
    fn line(&self, name: &str, value: &str) -> String {
        self.export.map_or(Syntax::Yaml, |export| export.syntax).line(name, value)
    }

    /// Whether it is a key the publisher uses besides the model's.
    fn is_extra(&self, key: &str) -> bool {
        self.extra.is_some_and(|extra| {
            extra.contains(key) || extra.iter().any(|known| known.eq_ignore_ascii_case(key))
        })
    }

    /// The keys that the publisher uses besides the model's.
    fn extra(&self) -> impl Iterator<Item = &'a str> {
        self.extra.into_iter().flatten().map(String::as_str)
    }

    /// Whether it is a field that the publisher's records need not have.
    fn is_optional(&self, field: &str) -> bool {
        self.optional.is_some_and(|optional| optional.contains(field))
    }
}

impl Compiled {
    fn embedded(kind: SchemaKind) -> Compiled {
        let holds = "the embedded schemas are valid, as the tests show";
        let mut schema: Value = serde_json::from_str(text(kind)).expect(holds);
        let registry = Registry::new()
            .add(kind.id(), schema.clone())
            .and_then(|builder| builder.prepare())
            .expect(holds);
        if kind.record_fragment() != "#"
            && let Value::Object(keywords) = &mut schema
        {
            keywords.remove("anyOf");
            keywords.insert("$ref".to_owned(), kind.record_fragment().into());
        }
        let validator = with_moments(options()).build(&schema).expect(holds);
        Compiled::new(validator, Arc::new(registry), kind.id() + kind.record_fragment(), false)
    }

    fn new(validator: Validator, registry: Arc<Registry<'static>>, root: String, list: bool) -> Compiled {
        let item = if list { vec!["0".to_owned()] } else { Vec::new() };
        let parts = Spot::at(&registry, &root).map(|root| spot::along(&root, &item)).unwrap_or_default();
        let closing = |part: &Spot, keyword| part.keyword(keyword).and_then(Value::as_bool) == Some(false);
        let closed = parts
            .iter()
            .any(|part| closing(part, "unevaluatedProperties") || closing(part, "additionalProperties"));
        let keys = closed.then(|| parts.iter().flat_map(Spot::keys).map(str::to_owned).collect());
        Compiled { validator, registry, root, list, keys, own: None }
    }

    /// The record as the validator sees it; `None` if no part of the schema reads it so.
    fn value(&self, record: &Node, reading: Reading) -> Option<Value> {
        let value = match reading {
            Reading::AsWritten if self.own.is_none() => return None,
            Reading::AsWritten => record::verbatim_record(record),
            Reading::EmptyIsMissing if self.own.as_ref().is_none_or(|own| own.extends_ours) => {
                record::value(record, self.keys.as_ref())
            }
            Reading::EmptyIsMissing => return None,
        };
        Some(if self.list { Value::Array(vec![value]) } else { value })
    }
}

impl fmt::Debug for Compiled {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Compiled").field("root", &self.root).finish_non_exhaustive()
    }
}

/// How every schema is compiled: no retrieval, formats asserted, patterns in linear time.
fn options<'i>() -> ValidationOptions<'i> {
    jsonschema::options()
        .offline()
        .with_pattern_options(PatternOptions::regex())
        .should_validate_formats(true)
        .should_ignore_unknown_formats(false)
}

/// Lets dates have a time of day, as our fields take them; a schema of the repository's own means what it says.
fn with_moments(options: ValidationOptions<'_>) -> ValidationOptions<'_> {
    options.with_format("date", |text: &str| Date::of_moment(text).is_ok())
}
