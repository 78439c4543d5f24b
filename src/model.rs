//! One file as a document, what it says as facts, and the repository as an index of facts.

pub mod collection;
pub mod content_hash;
pub mod document;
pub mod facts;
pub mod fields;
pub mod index;
pub mod notes;
pub mod schema;
