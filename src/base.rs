//! What everything stands on: bytes and places, dates, identifiers, titles, slugs, and the diagnostic itself.

pub mod character_reference;
pub mod date;
pub mod diagnostic;
pub mod digest;
pub mod identifier;
pub mod lines;
pub mod node;
pub mod phrase;
pub mod problem;
pub mod quick;
pub mod release;
pub mod slug;
pub mod source;
pub mod span;
pub(crate) mod steps;
pub mod title;
