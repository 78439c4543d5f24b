//! What a schema refers to, and where.

use jsonschema::{Uri, uri};
use serde_json::{Map, Value};

use crate::model::schema::SchemaKind;

/// The address of the repository's root. Nothing is fetched from it: it only makes relative
/// references come out as paths.
const ROOT: &str = "repository:///";

/// A reference of a schema to a part of itself or to another.
pub(super) struct Reference {
    /// As it is written.
    pub(super) written: String,
    /// The address it is relative to.
    pub(super) base: Uri<String>,
    /// Its full address, without the fragment.
    pub(super) target: Uri<String>,
    /// Whether it is written as a full address.
    pub(super) absolute: bool,
    /// Where in the schema it stands.
    pub(super) pointer: Vec<String>,
    /// The path of the file it means, where it names one.
    pub(super) neighbour: Option<String>,
    /// The same reference by the `$id` of what it means.
    pub(super) by_id: Option<String>,
}

/// An address that is none.
pub(super) struct NoAddress {
    pub(super) written: String,
    pub(super) pointer: Vec<String>,
}

/// The addresses a schema gives to its parts, and all its references, both in its order.
#[derive(Default)]
pub(super) struct Addresses {
    pub(super) own: Vec<Uri<String>>,
    pub(super) references: Vec<Reference>,
}

impl Addresses {
    /// Reads them from a schema that is found at `base`.
    pub(super) fn of(schema: &Value, base: &Uri<String>) -> Result<Addresses, NoAddress> {
        let mut addresses = Addresses { own: vec![base.clone()], references: Vec::new() };
        addresses.walk(schema, base, &mut Vec::new())?;
        Ok(addresses)
    }

    /// Visits every set of keywords with the address its references are relative to. The reader of
    /// the schema has bounded its depth.
    fn walk(&mut self, value: &Value, base: &Uri<String>, at: &mut Vec<String>) -> Result<(), NoAddress> {
        match value {
            Value::Object(keywords) => {
                let base = &self.base(keywords, base, at)?;
                self.refer(keywords, base, at)?;
                for (keyword, value) in keywords {
                    // These hold data, not schemas.
                    if matches!(keyword.as_str(), "enum" | "const" | "examples" | "default") {
                        continue;
                    }
                    at.push(keyword.clone());
                    self.walk(value, base, at)?;
                    at.pop();
                }
            }
            Value::Array(items) => {
                for (nth, value) in items.iter().enumerate() {
                    at.push(nth.to_string());
                    self.walk(value, base, at)?;
                    at.pop();
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn base(
        &mut self,
        keywords: &Map<String, Value>,
        base: &Uri<String>,
        at: &[String],
    ) -> Result<Uri<String>, NoAddress> {
        let Some(id) = keywords.get("$id").and_then(Value::as_str) else {
            return Ok(base.clone());
        };
        let own = resolve(base, id, at, "$id")?;
        self.own.push(own.clone());
        Ok(own)
    }

    fn refer(
        &mut self,
        keywords: &Map<String, Value>,
        base: &Uri<String>,
        at: &[String],
    ) -> Result<(), NoAddress> {
        for keyword in ["$ref", "$dynamicRef", "$recursiveRef"] {
            let Some(written) = keywords.get(keyword).and_then(Value::as_str) else { continue };
            let address = written.split('#').next().unwrap_or_default();
            self.references.push(Reference {
                written: written.to_owned(),
                base: base.clone(),
                target: resolve(base, address, at, keyword)?,
                absolute: address.split('/').next().is_some_and(|first| first.contains(':')),
                pointer: child(at, keyword),
                neighbour: None,
                by_id: None,
            });
        }
        Ok(())
    }
}

impl Reference {
    /// Whether it is a reference to a schema of medproof, or to one of JSON Schema itself.
    pub(super) fn is_embedded(&self) -> bool {
        let target = self.target.as_str();
        let theirs = ["https://json-schema.org/draft/", "http://json-schema.org/draft-"];
        self.is_ours() || theirs.iter().any(|prefix| target.starts_with(prefix))
    }

    /// Whether it refers to a schema of medproof.
    pub(super) fn is_ours(&self) -> bool {
        SchemaKind::ALL.into_iter().any(|kind| kind.id() == self.target.as_str())
    }

    /// The file it means, relative to the folder it is written in. None of a full address and of a
    /// part of the same text.
    pub(super) fn file(&self) -> Option<String> {
        let written = self.written.split('#').next()?;
        (!self.absolute && !written.is_empty()).then(|| decoded(written))
    }

    /// The path of the file it means, as written in the file at `path`. None of a full address and
    /// where it leads out of the repository.
    pub(super) fn path(&self, path: &str) -> Option<String> {
        let file = self.file().filter(|file| !file.starts_with('/'))?;
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        let mut steps: Vec<&str> = Vec::new();
        for step in folder.split('/').chain(file.split('/')) {
            match step {
                "" | "." => {}
                ".." => {
                    steps.pop()?;
                }
                name => steps.push(name),
            }
        }
        Some(steps.join("/"))
    }
}

/// The address of a file of the repository.
pub(super) fn address(path: &str) -> Uri<String> {
    let mut address = ROOT.to_owned();
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            address.push(char::from(byte));
        } else {
            address.push_str(&format!("%{byte:02X}"));
        }
    }
    uri::from_str(&address).expect("a percent-encoded path is part of an address")
}

fn resolve(
    base: &Uri<String>,
    written: &str,
    at: &[String],
    keyword: &str,
) -> Result<Uri<String>, NoAddress> {
    let written_alone = written.trim_end_matches('#');
    uri::resolve_against(&base.borrow(), written_alone)
        .map_err(|_| NoAddress { written: written.to_owned(), pointer: child(at, keyword) })
}

fn child(at: &[String], keyword: &str) -> Vec<String> {
    at.iter().map(String::as_str).chain([keyword]).map(str::to_owned).collect()
}

/// A path with its percent-encoding undone; as it is where that gives no text.
fn decoded(path: &str) -> String {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.bytes();
    while let Some(byte) = rest.next() {
        let pair: Vec<u8> = if byte == b'%' { rest.clone().take(2).collect() } else { Vec::new() };
        let code = std::str::from_utf8(&pair)
            .ok()
            .filter(|pair| pair.len() == 2)
            .and_then(|pair| u8::from_str_radix(pair, 16).ok());
        match code {
            Some(code) => {
                bytes.push(code);
                rest.nth(1);
            }
            None => bytes.push(byte),
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| path.to_owned())
}
