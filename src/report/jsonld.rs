//! What a page says of itself, in the words of schema.org (JSON-LD 1.1), for search engines and readers' tools.
//!
//! A page is a `MedicalWebPage`. Nothing is claimed that no record of the repository carries: a page whose last review was
//! taken back, or whose text was changed after it was signed, claims no review at all.

mod entity;
mod object;
mod page;
mod person;
mod records;
mod source;

use std::io;

use rayon::prelude::*;
use serde_json::{Map, Value, json};

use super::json as plain_json;
use crate::base::span::DocId;
use crate::model::index::{Index, Signed};
use crate::run::session::Session;

use records::Records;

/// The context of schema.org's terms.
const CONTEXT: &str = "https://schema.org";

/// What the pages of a repository say of themselves.
#[derive(Clone, Debug, PartialEq)]
pub struct Exported {
    /// The pages, each with its path and its object, in order of their paths.
    pub pages: Vec<(String, Value)>,
    /// The paths of the pages whose review is not claimed, because their text was changed after it was signed.
    pub changed: Vec<String>,
}

/// Takes what these pages say of themselves. `None` stands for a repository that was not read yet.
#[must_use]
pub fn export(session: &Session, pages: &[DocId]) -> Option<Exported> {
    let index = session.known_index()?;
    let records = Records::of(session);
    let objects: Vec<Option<(String, Value)>> = pages
        .par_iter()
        .map(|page| {
            let path = index.facts(*page)?.path.clone();
            Some((path, page::object(session, index, &records, *page)?))
        })
        .collect();
    let mut exported: Vec<(String, Value)> = objects.into_iter().flatten().collect();
    exported.sort_by(|(one, _), (other, _)| one.cmp(other));
    let changed = pages.iter().filter(|page| is_changed(index, **page));
    let mut changed: Vec<String> =
        changed.filter_map(|page| Some(index.facts(*page)?.path.clone())).collect();
    changed.sort_unstable();
    Some(Exported { pages: exported, changed })
}

/// Whether the text is another one than the one that was signed.
fn is_changed(index: &Index, page: DocId) -> bool {
    matches!(index.signed(page), Signed::Changed(..))
}

/// Writes all pages as one object.
///
/// # Errors
/// Those of `out`.
pub fn write_all(exported: &Exported, out: &mut dyn io::Write) -> io::Result<()> {
    let pages: Vec<&Value> = exported.pages.iter().map(|(_, page)| page).collect();
    write(&json!({ "@context": CONTEXT, "@graph": pages }), out)
}

/// Writes one page as an object of its own.
///
/// # Errors
/// Those of `out`.
pub fn write_one(page: &Value, out: &mut dyn io::Write) -> io::Result<()> {
    let mut object = Map::new();
    object.insert("@context".to_owned(), CONTEXT.into());
    object.extend(page.as_object().cloned().unwrap_or_default());
    write(&Value::Object(object), out)
}

/// Writes a value so that it can be put into a `script` element as it is: no character in it ends the element, or is one
/// that HTML knows.
fn write(value: &Value, out: &mut dyn io::Write) -> io::Result<()> {
    let mut text = Vec::new();
    plain_json::pretty(value, &mut text)?;
    // In JSON these are in strings alone.
    for byte in text {
        match byte {
            b'<' => out.write_all(b"\\u003c")?,
            b'>' => out.write_all(b"\\u003e")?,
            b'&' => out.write_all(b"\\u0026")?,
            byte => out.write_all(&[byte])?,
        }
    }
    Ok(())
}
