//! The proofreader of medical content.
//!
//! ```text
//! discover → read ─ text ─→ Document ── Facts ──→ Index
//!  (drivers do I/O)            │                    │
//!                       document rules    page and repository rules
//!                         at Span              at Place
//!                              └──── findings ──────┘
//!                                       │ judge: policy → allows → baseline
//!                                    verdicts
//!                   ┌──────────┬────────┴────┬──────────┐
//!                 human    json, sarif …   diff   fix → changes → write
//! ```
//!
//! The floors, from the ground up. A floor names only those above it in this list; inside a floor siblings form
//! no circle, and only `project` and the floors after it touch the disk, other programs, the clock or the terminal
//! (`tests/layers.rs` reads this list and holds it).
//!
//! - [`base`]: what everything is on: bytes and places, dates, identifiers, titles, and the diagnostic itself.
//! - [`words`]: running text: what a reader reads of it, where its sentences end, and how amounts are written.
//! - [`biblio`]: references as people write them, when two of them are one source, and which are retracted.
//! - [`page`]: what a page is made of: blocks and what each is there for, links, See lines, bylines, its outline.
//! - [`read`]: the readers, Markdown, YAML, TOML and plain text; they know no rules and no repository.
//! - [`model`]: one file as a document, what it says as facts, and the repository as an index of facts.
//! - [`rules`]: the catalogue; a rule is a file, its page is its documentation and its test.
//! - [`run`]: what to work out again, which findings count, and what is to happen to files, all in memory.
//! - [`report`]: how findings look, one file a format. No rule prints.
//! - [`import`]: pages and sources from elsewhere, turned into files that the readers read again.
//! - [`project`]: a repository on a disk: read, compared with an earlier state, and written. Commands and servers share it.
//! - [`lsp`]: the editor server, over the same project as the commands; one file a kind of request.
//! - [`cli`]: arguments in, exit code out.
//!
//! Where something new goes: a rule into `rules/GROUP/NAME.rs` with its page beside it, an output format into `report/`,
//! a reader of a file format into `read/`, a kind of file that is turned into content into `import/`.

pub mod base;
pub mod biblio;
pub mod cli;
pub mod import;
#[cfg(feature = "lsp")]
pub mod lsp;
pub mod model;
pub mod page;
pub mod project;
pub mod read;
pub mod report;
pub mod rules;
pub mod run;
pub mod words;

#[cfg(test)]
mod examples;
