//! The syntaxes of data, and the one way to their readers and writers: nothing outside `read` names YAML or TOML code.

use super::{toml, yaml};
use crate::base::node::Parsed;

/// The syntax that data is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Syntax {
    /// YAML 1.2.2.
    Yaml,
    /// JSON (RFC 8259), which is read as the flow style of YAML: comments and trailing commas are accepted.
    Json,
    /// TOML 1.0.
    Toml,
}

impl Syntax {
    /// The syntax of a data file, by the ending of its path: JSON for `.json`, else YAML.
    #[must_use]
    pub fn of(path: &str) -> Syntax {
        if path.to_ascii_lowercase().ends_with(".json") { Syntax::Json } else { Syntax::Yaml }
    }

    /// Reads the first document of a text. A byte order mark is no part of any node.
    #[must_use]
    pub fn parse(self, text: &str) -> Parsed {
        self.parse_at(text, 0)
    }

    /// Reads data that was cut from a larger text at the byte `offset`, such as the front matter of a Markdown file.
    /// All spans are offsets in the larger text.
    #[must_use]
    pub fn parse_at(self, text: &str, offset: usize) -> Parsed {
        match self {
            Syntax::Yaml | Syntax::Json => yaml::parse_at(text, offset),
            Syntax::Toml => toml::parse_at(text, offset),
        }
    }

    /// `text` as a string in place of `old`, a value as it is written now. `None` if it cannot be written there on
    /// its own.
    #[must_use]
    pub fn string_like(self, old: &str, text: &str) -> Option<String> {
        match self {
            Syntax::Yaml => yaml::scalar_like(old, text),
            // JSON has no strings without quotes.
            Syntax::Json => yaml::scalar_like("\"", text),
            Syntax::Toml => toml::string_like(old, text),
        }
    }

    /// Whether a string needs no quotes, neither on a line of its own nor between brackets.
    #[must_use]
    pub fn is_bare(self, text: &str) -> bool {
        match self {
            Syntax::Yaml => yaml::is_plain(text),
            Syntax::Json | Syntax::Toml => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_string_is_written_as_its_syntax_wants() {
        let written = |syntax: Syntax, old: &str| syntax.string_like(old, "neck-strain");
        assert_eq!(written(Syntax::Yaml, "sprain").as_deref(), Some("neck-strain"));
        assert_eq!(written(Syntax::Yaml, "'sprain'").as_deref(), Some("'neck-strain'"));
        assert_eq!(written(Syntax::Json, "sprain").as_deref(), Some("\"neck-strain\""));
        assert_eq!(written(Syntax::Toml, "'sprain'").as_deref(), Some("'neck-strain'"));
        assert_eq!(written(Syntax::Yaml, "|\n  sprain"), None, "a block scalar");
    }

    #[test]
    fn only_yaml_has_bare_strings() {
        let bare = |text: &str| [Syntax::Yaml, Syntax::Json, Syntax::Toml].map(|syntax| syntax.is_bare(text));
        assert_eq!(bare("neck-strain"), [true, false, false]);
        assert_eq!(bare("yes"), [false; 3], "a truth value in YAML 1.1");
    }

    #[test]
    fn a_data_file_is_yaml_or_json() {
        assert_eq!(Syntax::of("content/people/amy.yaml"), Syntax::Yaml);
        assert_eq!(Syntax::of("REFERENCES.JSON"), Syntax::Json);
    }
}
