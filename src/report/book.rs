//! Pages of the documentation that follow from the code: rules, standards, settings and fields, as Markdown for mdBook.
//!
//! Paths are those below the folder of the book's sources, with `/`.

mod fields;
mod rules;
mod schema;
mod standards;

pub use rules::facts;

pub use super::markdown::{code, escape};
use crate::model::index::address;

/// The first line of every generated page. A page without it was written by hand.
pub const MARKER: &str = "<!-- Written by `medproof docs`: changes here are lost. -->";

/// The folder of the generated pages.
pub const FOLDER: &str = "reference";

/// A generated page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// How many pages it is below in the list of pages.
    pub depth: usize,
    /// Where it lies.
    pub path: String,
    /// Its first heading.
    pub title: String,
    /// The whole of it.
    pub text: String,
}

impl Page {
    /// A page at `path` below [`FOLDER`], without the ending.
    #[must_use]
    pub fn new(depth: usize, path: &str, title: &str, body: &str) -> Page {
        Page {
            depth,
            path: format!("{FOLDER}/{path}.md"),
            title: title.to_owned(),
            text: format!("{MARKER}\n\n# {title}\n\n{}\n", body.trim()),
        }
    }
}

/// Every page that needs no more than the library, in the order of the list.
#[must_use]
pub fn pages() -> Vec<Page> {
    [fields::settings(), fields::pages(), rules::pages(), standards::pages()].concat()
}

/// The text of `SUMMARY.md`, from which mdBook makes its table of contents: `chapters`, then the pages.
#[must_use]
pub fn summary(chapters: &str, pages: &[Page]) -> String {
    let mut text = format!("{MARKER}\n\n{}\n\n# Reference\n\n", chapters.trim());
    for page in pages {
        text.push_str(&"  ".repeat(page.depth));
        text.push_str(&format!("- [{}]({})\n", page.title, page.path));
    }
    text
}

/// The address of one page as another one names it; both are paths below [`FOLDER`] without the ending.
#[must_use]
pub fn address(from: &str, to: &str) -> String {
    format!("{}.md", address::from(from, to))
}

/// A text as a sentence of Markdown.
#[must_use]
pub fn sentence(text: &str) -> String {
    let text = text.trim();
    let stop = if text.is_empty() || text.ends_with(['.', ':', '?']) { "" } else { "." };
    format!("{}{stop}", escape(text))
}

#[cfg(test)]
mod tests;
