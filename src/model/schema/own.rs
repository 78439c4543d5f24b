//! The schemas a repository brings along: read, followed from reference to
//! reference within what was given, and compiled.

mod reference;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jsonschema::error::ValidationErrorKind;
use jsonschema::{Draft, ReferencingError, Registry, Uri, ValidationError, Validator};
use serde_json::Value;

use reference::{Addresses, NoAddress, Reference, address};

use super::phrase::{both, line, quoted};
use super::record;
use super::spot::segments;
use super::{Compiled, Own, SchemaKind, options, text, with_moments};
use crate::base::node::Node;
use crate::base::problem::ProblemKind;
use crate::base::span::Span;
use crate::model::collection::Collection;
use crate::read::syntax::Syntax;

/// Why a schema of the repository cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{path}: {message}")]
pub struct SchemaError {
    /// The schema's path.
    pub path: String,
    /// The bytes of it that are at fault, where they can be told.
    pub span: Option<Span>,
    /// What is wrong; no final stop.
    pub message: String,
    /// What to do next.
    pub help: Option<String>,
}

/// The files that the schema `text` refers to, as paths relative to its own folder: what has to be
/// read before [`super::Schemas::with_own`] is called with it. Nothing of a text that cannot be read.
#[must_use]
pub fn file_references(text: &str) -> Vec<String> {
    let Ok(schema) = read("schema.json", text).or_else(|_| read("schema.yaml", text)) else {
        return Vec::new();
    };
    let Ok(addresses) = Addresses::of(&schema, &address("")) else { return Vec::new() };
    // A part that names itself by a relative `$id` is no file.
    let is_part = |reference: &&Reference| addresses.own.contains(&reference.target);
    let others = addresses.references.iter().filter(|it| !it.is_embedded() && !is_part(it));
    let files: BTreeSet<String> = others.filter_map(Reference::file).collect();
    files.into_iter().collect()
}

/// Compiles the schema of every collection that names one.
pub(super) fn compile(
    own: &[(Collection, &str)],
    texts: &[(&str, &str)],
) -> Result<BTreeMap<Collection, Compiled>, SchemaError> {
    let own: BTreeMap<Collection, &str> = own.iter().copied().collect();
    if own.is_empty() {
        return Ok(BTreeMap::new());
    }
    let texts: BTreeMap<&str, &str> = texts.iter().copied().collect();
    let library = Library::gather(&texts, own.values().copied())?;
    let registry = Arc::new(library.registry()?);
    let extends_ours = library.references.values().flatten().any(Reference::is_ours);
    let mut validators = library.validators(&registry, extends_ours)?;
    let mut compiled = BTreeMap::new();
    for (collection, path) in own {
        let schema = library.schemas.get(path).ok_or_else(|| missing(path))?;
        let validator = validators.remove(path).ok_or_else(|| missing(path))?;
        let list = schema.get("type").and_then(Value::as_str) == Some("array");
        let root = format!("{}#", address(path));
        let mut schema = Compiled::new(validator, Arc::clone(&registry), root, list);
        schema.own = Some(Own { path: path.to_owned(), extends_ours });
        let _ = compiled.insert(collection, schema);
    }
    Ok(compiled)
}

/// The schemas in use, and the addresses they answer to.
struct Library<'t> {
    texts: &'t BTreeMap<&'t str, &'t str>,
    /// By path.
    schemas: BTreeMap<String, Arc<Value>>,
    /// By path.
    references: BTreeMap<String, Vec<Reference>>,
    /// The path of the schema that answers to an address.
    addresses: BTreeMap<String, String>,
    /// The `$id` of a whole schema, by its path.
    ids: BTreeMap<String, Uri<String>>,
}

impl<'t> Library<'t> {
    /// Reads the schemas at `paths` and all that they refer to, and judges each.
    fn gather<'p>(
        texts: &'t BTreeMap<&'t str, &'t str>,
        paths: impl Iterator<Item = &'p str>,
    ) -> Result<Library<'t>, SchemaError> {
        let mut library = Library {
            texts,
            schemas: BTreeMap::new(),
            references: BTreeMap::new(),
            addresses: BTreeMap::new(),
            ids: BTreeMap::new(),
        };
        // An `$id` may be referred to before the text that has it is reached.
        let mut by_id: BTreeMap<String, &str> = BTreeMap::new();
        for (path, text) in texts {
            let addresses =
                read(path, text).ok().and_then(|schema| Addresses::of(&schema, &address(path)).ok());
            for id in addresses.into_iter().flat_map(|addresses| addresses.own) {
                by_id.insert(id.to_string(), path);
            }
        }
        let mut waiting: Vec<String> = paths.map(str::to_owned).collect();
        while let Some(path) = waiting.pop() {
            if library.schemas.contains_key(&path) {
                continue;
            }
            let text = texts.get(path.as_str()).ok_or_else(|| missing(&path))?;
            let schema = Arc::new(read(&path, text)?);
            library.judge(&path, &schema)?;
            let base = address(&path);
            let mut addresses =
                Addresses::of(&schema, &base).map_err(|fault| library.no_address(&path, &fault))?;
            library.addresses.insert(base.to_string(), path.clone());
            if schema.get("$id").is_some()
                && let Some(id) = addresses.own.get(1)
            {
                library.ids.insert(path.clone(), id.clone());
            }
            library.schemas.insert(path.clone(), schema);
            for reference in &mut addresses.references {
                let target = reference.target.as_str();
                if reference.is_embedded() || addresses.own.contains(&reference.target) {
                    continue;
                }
                if let Some(file) = by_id.get(target) {
                    waiting.push((*file).to_owned());
                    reference.neighbour = (address(file) == reference.target).then(|| (*file).to_owned());
                    continue;
                }
                let neighbour =
                    reference.path(&path).and_then(|file| texts.get(file.as_str()).map(|text| (file, *text)));
                let Some((file, _)) = neighbour else {
                    return Err(library.refused(&path, reference));
                };
                // A schema with an `$id` of its own still finds its neighbours by their file names.
                library.addresses.insert(target.to_owned(), file.clone());
                reference.neighbour = Some(file.clone());
                waiting.push(file);
            }
            library.references.insert(path, addresses.references);
        }
        library.name_neighbours_by_id();
        Ok(library)
    }

    /// Writes the `$id` of a neighbour into the references that name its file. What a schema refers to is relative to
    /// its `$id`, and the validator would take the address by which it came to the schema instead.
    fn name_neighbours_by_id(&mut self) {
        for (path, references) in &mut self.references {
            for reference in references {
                let Some(id) = reference.neighbour.as_ref().and_then(|file| self.ids.get(file)) else {
                    continue;
                };
                let fragment = reference.written.split_once('#').map_or("", |(_, fragment)| fragment);
                let named = format!("{id}#{fragment}");
                let mut place = self.schemas.get_mut(path).map(Arc::make_mut);
                for step in &reference.pointer {
                    place = place.and_then(|value| match value {
                        Value::Object(keywords) => keywords.get_mut(step),
                        Value::Array(items) => items.get_mut(step.parse::<usize>().ok()?),
                        _ => None,
                    });
                }
                if let Some(place) = place {
                    *place = Value::from(named.as_str());
                    reference.by_id = Some(named);
                }
            }
        }
    }

    /// Everything a schema may refer to, once it is certain that each reference leads somewhere.
    fn registry(&self) -> Result<Registry<'static>, SchemaError> {
        let registry = self.unchecked_registry().map_err(|error| SchemaError {
            path: self.schemas.keys().next().cloned().unwrap_or_default(),
            span: None,
            message: format!("The schemas do not go together: {error}"),
            help: None,
        })?;
        for (path, references) in &self.references {
            for reference in references {
                let written = reference.by_id.as_ref().unwrap_or(&reference.written);
                if registry.resolver(reference.base.clone()).lookup(written).is_err() {
                    return Err(SchemaError {
                        path: path.clone(),
                        span: self.locate(path, &reference.pointer),
                        message: format!("{} leads nowhere", line(&reference.written)),
                        help: Some("Correct the reference, or add what it names.".to_owned()),
                    });
                }
            }
        }
        Ok(registry)
    }

    fn unchecked_registry(&self) -> Result<Registry<'static>, ReferencingError> {
        let mut builder = Registry::new();
        for kind in SchemaKind::ALL {
            let schema: Value =
                serde_json::from_str(text(kind)).expect("the embedded schemas are JSON, as the tests show");
            builder = builder.add(kind.id(), schema)?;
        }
        for (address, path) in &self.addresses {
            let schema = self.schemas.get(path).map_or(Value::Null, |schema| (**schema).clone());
            builder = builder.add(address.as_str(), schema)?;
        }
        builder.prepare()
    }

    /// Compiles every text. An error of one that others refer to shows up in those too, at a place
    /// that is not theirs: it is told by the text that has such a place.
    fn validators(
        &self,
        registry: &Registry<'static>,
        extends_ours: bool,
    ) -> Result<BTreeMap<&str, Validator>, SchemaError> {
        let mut validators = BTreeMap::new();
        let mut errors = Vec::new();
        for (path, schema) in &self.schemas {
            let base = self.ids.get(path).cloned().unwrap_or_else(|| address(path));
            let options = if extends_ours { with_moments(options()) } else { options() };
            match options
                .should_ignore_unknown_formats(true)
                .with_base_uri(base.as_str())
                .with_registry(registry)
                .build(schema)
            {
                Ok(validator) => {
                    validators.insert(path.as_str(), validator);
                }
                Err(error) => errors.push((path, error)),
            }
        }
        let own = errors.iter().find(|(path, error)| self.value(path, &steps(error)).is_some());
        match own.or(errors.first()) {
            Some((path, error)) => Err(self.explain(path, error)),
            None => Ok(validators),
        }
    }

    /// Checks a text against the rules of JSON Schema itself.
    fn judge(&self, path: &str, schema: &Value) -> Result<(), SchemaError> {
        if !schema.is_object() && !schema.is_boolean() {
            return Err(SchemaError {
                path: path.to_owned(),
                span: None,
                message: "A schema is a set of keywords, which this file is not".to_owned(),
                help: Some(
                    "Begin it with `{ \"$schema\": \"https://json-schema.org/draft/2020-12/schema\" }`."
                        .to_owned(),
                ),
            });
        }
        if Draft::default().detect(schema) == Draft::Unknown {
            let dialect = schema.get("$schema").and_then(Value::as_str).unwrap_or_default();
            return Err(SchemaError {
                path: path.to_owned(),
                span: self.locate(path, &["$schema".to_owned()]),
                message: format!("{} is no dialect of JSON Schema medproof knows", quoted(dialect)),
                help: Some("Use `https://json-schema.org/draft/2020-12/schema`.".to_owned()),
            });
        }
        jsonschema::meta::validate(schema).map_err(|error| self.explain(path, &error))
    }

    /// An error of the schema itself, at its place.
    fn explain(&self, path: &str, error: &ValidationError) -> SchemaError {
        let pointer = steps(error);
        let named = pointer.iter().rfind(|step| step.parse::<usize>().is_err());
        let keyword = match pointer.as_slice() {
            [.., keyword, _] if keyword == "patternProperties" => keyword,
            _ => named.map_or("", String::as_str),
        };
        let place = match pointer.as_slice() {
            [] => "at its root".to_owned(),
            steps => format!("at `/{}`", steps.join("/")),
        };
        let value = self.value(path, &pointer).unwrap_or_default();
        let written = match (keyword, &value) {
            ("patternProperties", _) => quoted(pointer.last().map_or("", String::as_str)),
            (_, Value::String(text)) => quoted(text),
            (_, value) => quoted(&value.to_string()),
        };
        let types = ["string", "number", "integer", "boolean", "array", "object", "null"];
        let (message, help) = match (keyword, error.kind()) {
            ("type", _) => (
                format!("{written} {place} is no type of JSON Schema"),
                Some(format!("The types are {}.", both(&types))),
            ),
            ("format", _) => (format!("{written} {place} is no format medproof can check"), None),
            ("pattern" | "patternProperties", _) => (
                format!("{written} {place} is no pattern medproof can use"),
                Some("Use a regular expression without look-around and back-references.".to_owned()),
            ),
            (_, ValidationErrorKind::Required { property }) => {
                let property = property.as_str().unwrap_or_default();
                (format!("The keyword {} is missing {place}", quoted(property)), None)
            }
            ("", _) => ("The file is no valid JSON Schema".to_owned(), None),
            _ => (format!("{written} {place} is nothing the keyword {} takes", quoted(keyword)), None),
        };
        SchemaError { path: path.to_owned(), span: self.locate(path, &pointer), message, help }
    }

    fn no_address(&self, path: &str, fault: &NoAddress) -> SchemaError {
        SchemaError {
            path: path.to_owned(),
            span: self.locate(path, &fault.pointer),
            message: format!("{} is no address", quoted(&fault.written)),
            help: Some("Write a path or a full address, with `%20` for a space.".to_owned()),
        }
    }

    fn refused(&self, path: &str, reference: &Reference) -> SchemaError {
        let written = line(&reference.written);
        let (message, help) = match reference.path(path) {
            Some(file) if !reference.absolute => (
                format!("{written} refers to a file that is not there: {}", quoted(&file)),
                "Correct the `$ref`, or add the file.",
            ),
            None if !reference.absolute => (
                format!("{written} refers to a file outside the repository"),
                "Copy the file into the repository.",
            ),
            _ => (
                format!(
                    "{written} is neither a schema of medproof nor the `$id` of a schema of this repository"
                ),
                "Copy the schema into the repository and refer to it by its path: medproof fetches nothing.",
            ),
        };
        SchemaError {
            path: path.to_owned(),
            span: self.locate(path, &reference.pointer),
            message,
            help: Some(help.to_owned()),
        }
    }

    fn value(&self, path: &str, pointer: &[String]) -> Option<Value> {
        let mut value = self.schemas.get(path).map(|schema| (**schema).clone()).or_else(|| {
            let text = self.texts.get(path)?;
            read(path, text).ok()
        })?;
        for step in pointer {
            value = match &mut value {
                Value::Object(map) => map.get_mut(step)?.take(),
                Value::Array(items) => items.get_mut(step.parse::<usize>().ok()?)?.take(),
                _ => return None,
            };
        }
        Some(value)
    }

    /// The bytes of a text that a pointer leads to: of a list or mapping its key.
    fn locate(&self, path: &str, pointer: &[String]) -> Option<Span> {
        let root = Syntax::Yaml.parse(self.texts.get(path)?).root?;
        let mut node: &Node = &root;
        let mut key: Option<&Node> = None;
        for step in pointer {
            if let Some(entry) = node.entry(step) {
                key = Some(&entry.key);
                node = &entry.value;
            } else {
                node = node.items().get(step.parse::<usize>().ok()?)?;
                key = None;
            }
        }
        let of_pattern = pointer.iter().rev().nth(1).is_some_and(|step| step == "patternProperties");
        Some(match (node.scalar(), key) {
            (Some(_), Some(key)) if of_pattern => key.span,
            (None, Some(key)) => key.span,
            _ => node.span,
        })
    }
}

/// Reads a schema: JSON, or YAML where the file's name says so.
fn read(path: &str, text: &str) -> Result<Value, SchemaError> {
    let failed = |span: Option<Span>, message: String| SchemaError {
        path: path.to_owned(),
        span,
        message,
        help: None,
    };
    if path.ends_with(".yaml") || path.ends_with(".yml") {
        let parsed = Syntax::Yaml.parse(text);
        if let Some(problem) = parsed.problems.into_iter().find(|it| it.kind == ProblemKind::Unreadable) {
            return Err(failed(Some(problem.span), problem.message));
        }
        return Ok(parsed.root.as_ref().map_or(Value::Null, record::verbatim));
    }
    serde_json::from_str(text.trim_start_matches('\u{feff}')).map_err(|error| {
        let before: usize =
            text.split_inclusive('\n').take(error.line().saturating_sub(1)).map(str::len).sum();
        let at = (before + error.column().saturating_sub(1)).min(text.len());
        let reason = error.to_string();
        let reason = reason.split(" at line ").next().unwrap_or_default();
        let reason = reason.replace("EOF while parsing", "it ends within");
        failed(Some(Span::at(at)), format!("The file is no JSON: {reason}"))
    })
}

fn missing(path: &str) -> SchemaError {
    SchemaError {
        path: path.to_owned(),
        span: None,
        message: "There is no such schema file in the repository".to_owned(),
        help: None,
    }
}

/// Where in a schema an error is.
fn steps(error: &ValidationError) -> Vec<String> {
    segments(error.instance_path().as_str()).collect()
}
