//! The readers: Markdown, YAML, TOML and plain text. They know no rules and no repository.

pub mod allow;
pub mod markdown;
pub mod plain;
pub mod toml;
pub mod yaml;
