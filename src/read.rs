//! The readers: Markdown, plain text, and data in YAML, JSON, TOML and the formats of reference managers. They know no rules
//! and no repository.

pub mod allow;
mod bib;
mod entries;
pub mod item;
pub mod markdown;
mod nbib;
pub mod plain;
mod ris;
pub mod syntax;
mod tagged;
mod toml;
mod yaml;
pub mod zotero;
