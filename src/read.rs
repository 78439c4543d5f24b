//! The readers: Markdown, YAML, JSON, TOML and plain text. They know no rules and no repository.

pub mod allow;
pub mod markdown;
pub mod plain;
pub mod syntax;
mod toml;
mod yaml;
