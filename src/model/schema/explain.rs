//! Errors of the validator in our own words, at the bytes they concern.

mod member;
mod value;

use std::collections::HashSet;

use jsonschema::ValidationError;
use jsonschema::error::ValidationErrorKind;
use serde_json::Value;

use super::phrase::{quoted, yaml};
use super::record::{self, Found};
use super::spot::{self, Spot, segments};
use super::{Compiled, Reading, SchemaKind, Violation, Words};
use crate::base::node::Node;
use crate::base::phrase;
use crate::base::span::Span;

/// What a schema has against one record is said up to this number; a record with more is not what
/// the schema is for.
const LIMIT: usize = 100;

/// What the schema has against `record`, which the validator refused in each of the forms `refused`.
pub(super) fn explain(
    kind: SchemaKind,
    compiled: &Compiled,
    record: &Node,
    refused: &[(Reading, Value)],
    words: Words,
) -> Vec<Violation> {
    let Some(root) = Spot::at(&compiled.registry, &compiled.root) else {
        return Vec::new();
    };
    let mut explainer = Explainer {
        kind,
        compiled,
        record,
        words,
        root,
        reading: Reading::EmptyIsMissing,
        remarks: Vec::new(),
        further: 0,
        waived: 0,
    };
    for (reading, value) in refused {
        explainer.reading = *reading;
        let is_judge = |error: &ValidationError| {
            compiled.own.is_none() || is_by_ours(error) == (*reading == Reading::EmptyIsMissing)
        };
        for error in compiled.validator.iter_errors(value).filter(is_judge) {
            explainer.whole_error(&error);
        }
    }
    explainer.finish()
}

/// Whether an error comes from a schema of medproof, also where a schema of the repository refers to it.
fn is_by_ours(error: &ValidationError) -> bool {
    let location = error.absolute_keyword_location().map_or("", |location| location.as_str());
    let address = location.split('#').next().unwrap_or_default();
    SchemaKind::ALL.into_iter().any(|kind| kind.id() == address)
}

/// Whether a value is the address of a DOI with the angle brackets of those that SICI codes were made into:
/// `https://doi.org/10.1002/(SICI)1097-0258(19970115)16:1<81::AID-SIM473>3.0.CO;2-0`.
fn is_old_doi(value: &serde_json::Value) -> bool {
    let id = value.as_str().and_then(|address| address.split_once("doi.org/10.")).map_or("", |(_, id)| id);
    id.contains('<') && id.contains('>') && id.chars().all(|c| c.is_ascii_graphic())
}

struct Explainer<'a> {
    kind: SchemaKind,
    compiled: &'a Compiled,
    record: &'a Node,
    words: Words<'a>,
    /// The schema of the record, or of the list of records.
    root: Spot<'a>,
    /// How the record is read by the part of the schema that is explained.
    reading: Reading,
    remarks: Vec<Remark>,
    /// Errors beyond the limit.
    further: usize,
    /// Errors that the settings of the repository waive, such as a field that it does without.
    waived: usize,
}

/// A violation before it is known which others there are.
struct Remark {
    path: Vec<String>,
    about: About,
    /// The key that is missing, or the one that an unknown key was meant to be.
    key: Option<String>,
    violation: Violation,
}

/// What a remark is about decides which others it stands beside.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum About {
    /// The value at the path: of several such remarks the smallest is kept. The number is the
    /// rank of the error, then the number of options it leaves.
    Value(u8, usize),
    /// A key of the mapping at the path that is unknown.
    Unknown,
    /// A key of the mapping at the path that is missing.
    Missing,
    /// Another fault of a key or item of the mapping or list at the path.
    Member,
    /// A key that is known but fits nothing here, perhaps only because something else is wrong.
    Leftover,
}

impl<'a> Explainer<'a> {
    /// Explains an error, and says at least that there is one: no error of the validator is ever lost.
    fn whole_error(&mut self, error: &ValidationError) {
        let known = (self.remarks.len(), self.further, self.waived);
        self.error(error, 0);
        if known == (self.remarks.len(), self.further, self.waived) {
            let path = self.path(error);
            let message = format!("{} does not fit its schema", self.subject(&path));
            let violation = Violation::new(self.found(&path).span(), message);
            self.push(&path, About::Value(u8::MAX, 0), None, violation);
        }
    }

    fn error(&mut self, error: &ValidationError, depth: usize) {
        if self.remarks.len() >= LIMIT {
            self.further += 1;
            return;
        }
        let path = self.path(error);
        match error.kind() {
            ValidationErrorKind::AdditionalProperties { unexpected }
            | ValidationErrorKind::UnevaluatedProperties { unexpected } => {
                self.unknown(error, path, unexpected);
            }
            ValidationErrorKind::Required { property } => {
                let needless = |key: &str| path.is_empty() && self.words.is_optional(key);
                match property.as_str() {
                    Some(key) if needless(key) => self.waived += 1,
                    Some(key) => self.missing(error, path, key),
                    None => {}
                }
            }
            ValidationErrorKind::PropertyNames { error: inner } => self.key(error, path, inner),
            ValidationErrorKind::AnyOf { context } | ValidationErrorKind::OneOfNotValid { context } => {
                self.choice(error, path, context, depth);
            }
            ValidationErrorKind::UniqueItems => self.repeated(path),
            ValidationErrorKind::AdditionalItems { .. } | ValidationErrorKind::UnevaluatedItems { .. } => {
                self.surplus(error, path);
            }
            ValidationErrorKind::FalseSchema => self.forbidden(error, path),
            // Old DOIs have signs that an address has to disguise, and lead there as they are.
            ValidationErrorKind::Format { format }
                if matches!(format.as_str(), "uri" | "iri") && is_old_doi(error.instance()) =>
            {
                self.waived += 1;
            }
            kind => self.wrong(error, path, kind),
        }
    }

    /// Where the error is, without the list a record was wrapped in.
    fn path(&self, error: &ValidationError) -> Vec<String> {
        segments(error.instance_path().as_str()).skip(usize::from(self.compiled.list)).collect()
    }

    fn push(&mut self, path: &[String], about: About, key: Option<String>, violation: Violation) {
        if self.remarks.len() >= LIMIT {
            self.further += 1;
            return;
        }
        self.remarks.push(Remark { path: path.to_vec(), about, key, violation });
    }

    fn finish(mut self) -> Vec<Violation> {
        self.remarks.sort_by_key(|remark| (remark.violation.span, remark.about));
        let mut kept: Vec<Violation> = Vec::new();
        let mut valued: HashSet<&[String]> = HashSet::new();
        for remark in &self.remarks {
            let keep = match remark.about {
                About::Value(..) => valued.insert(&remark.path),
                About::Unknown | About::Member => true,
                // A key that is there, but misspelt, is one fault.
                About::Missing => self.remarks.iter().all(|other| {
                    other.about != About::Unknown || other.path != remark.path || other.key != remark.key
                }),
                // Where something else is wrong, the key would fit once that is right.
                About::Leftover => self
                    .remarks
                    .iter()
                    .all(|other| other.about == About::Leftover || !other.path.starts_with(&remark.path)),
            };
            let violation = &remark.violation;
            let here = kept.iter().rev().take_while(|other| other.span == violation.span);
            let said = here.into_iter().any(|other| other.message == violation.message);
            if keep && !said {
                kept.push(violation.clone());
            }
        }
        if self.further > 0 {
            let message = format!("{} has {} further faults", self.whole(&[]), self.further);
            let help = format!("Medproof names the first {LIMIT} of one record.");
            kept.push(Violation::new(self.found(&[]).span(), message).help(help));
        }
        kept
    }

    /// The part of the schema that holds the keyword that the error is about.
    fn parent(&self, error: &ValidationError) -> Option<Spot<'a>> {
        let location = match error.kind() {
            ValidationErrorKind::PropertyNames { error } => error.absolute_keyword_location()?.as_str(),
            _ => error.absolute_keyword_location()?.as_str(),
        };
        let (parent, _) = location.rsplit_once('/')?;
        Spot::at(&self.compiled.registry, parent)
    }

    /// Everything the schema says of the value at `path` of the record.
    fn along(&self, path: &[String]) -> Vec<Spot<'a>> {
        match self.compiled.list {
            true => spot::along(&self.root, &[&["0".to_owned()], path].concat()),
            false => spot::along(&self.root, path),
        }
    }

    fn found(&self, path: &[String]) -> Found<'a> {
        record::find(self.record, path, self.reading)
    }

    /// Whether medproof's own schema is in use.
    fn is_ours(&self) -> bool {
        self.compiled.root.split('#').next() == Some(self.kind.id().as_str())
    }

    /// What is spoken of: `` `authors` ``, `` item 2 of `authors` ``, `an article`.
    fn subject(&self, path: &[String]) -> String {
        let Some(last) = path.last() else {
            return self.kind.noun().to_owned();
        };
        let above = path.split_last().map(|(_, above)| above).unwrap_or_default();
        match self.found(above).node.items().is_empty() {
            true => quoted(self.name(path)),
            false => {
                let nth = last.parse::<usize>().map_or(0, |nth| nth + 1);
                format!("item {nth} of {}", quoted(self.list_name(above)))
            }
        }
    }

    /// The mapping a key belongs to: `an article`, `` `licence` ``, `` an item of `disclosures` ``.
    fn whole(&self, path: &[String]) -> String {
        let Some((_, above)) = path.split_last() else {
            return self.kind.noun().to_owned();
        };
        match self.found(above).node.items().is_empty() {
            true => quoted(self.name(path)),
            false => format!("an item of {}", quoted(self.list_name(above))),
        }
    }

    /// The key of the list at `path`, or of the list around it.
    fn list_name<'p>(&'p self, path: &'p [String]) -> &'p str {
        let mut path = path;
        while let Some((_, above)) = path.split_last() {
            if self.found(above).node.items().is_empty() {
                return self.name(path);
            }
            path = above;
        }
        self.kind.name()
    }

    /// The last key of a path, as the publisher calls it.
    fn name<'p>(&'p self, path: &'p [String]) -> &'p str {
        match path.split_last() {
            Some((key, above)) => self.shown(above, key),
            None => self.kind.name(),
        }
    }

    /// What the publisher calls a key of the mapping at `path`.
    fn shown<'k>(&self, path: &[String], key: &'k str) -> &'k str
    where
        'a: 'k,
    {
        match path {
            [] => self.words.in_file(key, self.record),
            _ => key,
        }
    }

    fn field(&self) -> &'static str {
        match self.kind {
            SchemaKind::Config => "setting",
            _ => "field",
        }
    }
}

/// The first example a schema gives.
fn example_of<'s>(part: &Spot<'s>) -> Option<&'s Value> {
    part.keyword("examples")?.as_array()?.first()
}

/// The first example that is given, as YAML on one line.
fn example(parts: &[Spot]) -> Option<String> {
    parts.iter().find_map(example_of).map(yaml)
}

fn did_you_mean(words: &[&str]) -> Option<String> {
    let words: Vec<String> = words.iter().map(|word| quoted(word)).collect();
    phrase::did_you_mean(&words)
}

impl Violation {
    fn new(span: Span, message: String) -> Violation {
        Violation {
            span,
            message,
            labels: Vec::new(),
            help: None,
            mild: false,
            keyless: false,
            suggestion: None,
        }
    }

    fn help(mut self, text: impl Into<String>) -> Violation {
        self.help = Some(text.into());
        self
    }

    fn label(mut self, span: Span, text: &str) -> Violation {
        self.labels.push((span, text.to_owned()));
        self
    }
}
