//! The block of data that the script of a report reads.

use std::io;

use serde::Serialize;

use super::model::{File, Model, Person, RuleRow, Source, Words};

#[derive(Serialize)]
struct Data<'a> {
    words: Option<&'a Words>,
    files: &'a [File],
    people: &'a [Person],
    sources: &'a [Source],
    rules: &'a [RuleRow],
    texts: &'a [String],
}

/// The data as JSON that may be inside of a `script` element: no `<` is in it, so that nothing in it ends the element or
/// begins a comment.
///
/// # Errors
/// There are none: every value has a form in JSON.
pub(super) fn json(model: &Model) -> io::Result<String> {
    let data = Data {
        words: model.words.as_ref(),
        files: &model.files,
        people: &model.people,
        sources: &model.sources,
        rules: &model.rules,
        texts: &model.texts,
    };
    // In JSON this is in strings alone.
    Ok(serde_json::to_string(&data)?.replace('<', "\\u003c"))
}

/// The bytes of a value in the data.
pub(super) fn size(value: &impl Serialize) -> usize {
    let json = serde_json::to_string(value).unwrap_or_default();
    json.len() + json.matches('<').count() * ("\\u003c".len() - 1)
}
