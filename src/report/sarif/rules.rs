//! The rules as SARIF describes them: from their pages, all of them, found or not.

use serde::Serialize;

use super::level;
use crate::base::diagnostic::{RuleId, Severity};
use crate::base::phrase::one_line;
use crate::rules;
use crate::rules::rule::Entry;

/// GitHub cuts a full description after so many characters.
const LONGEST_DESCRIPTION: usize = 1024;

/// What a rule is.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Descriptor {
    id: &'static str,
    name: String,
    short_description: Text,
    full_description: Text,
    help: Help,
    help_uri: String,
    default_configuration: Configuration,
    properties: Properties,
}

/// A message without markup.
#[derive(Serialize)]
pub(super) struct Text {
    text: String,
}

#[derive(Serialize)]
struct Help {
    text: String,
    markdown: String,
}

#[derive(Serialize)]
struct Configuration {
    level: &'static str,
}

/// What GitHub's code scanning asks for beyond the standard.
#[derive(Serialize)]
struct Properties {
    tags: Vec<&'static str>,
    #[serde(rename = "problem.severity")]
    problem_severity: &'static str,
}

impl Text {
    pub(super) fn new(text: impl Into<String>) -> Text {
        Text { text: text.into() }
    }
}

/// Every rule, in order of id.
pub(super) fn descriptors() -> Vec<Descriptor> {
    rules::ALL.iter().map(Descriptor::new).collect()
}

/// The number of a rule among [`descriptors`].
pub(super) fn index(rule: RuleId) -> Option<usize> {
    rules::ALL.iter().position(|entry| entry.id == rule)
}

impl Descriptor {
    fn new(entry: &Entry) -> Descriptor {
        let page = entry.page();
        let why = page.section("Why").map_or(page.summary.as_str(), |section| section.text);
        // The title is the id, which is shown above it anyway.
        let help = entry.page.split_once('\n').map_or(entry.page, |(_, rest)| rest).trim();
        let url = rules::url(entry.id);
        let mut tags = vec![entry.id.group()];
        tags.extend(entry.rule.standards.iter().map(|standard| standard.name()));
        Descriptor {
            id: entry.id.0,
            name: pascal_case(entry.id.0),
            full_description: Text::new(description(why)),
            help: Help { text: format!("{} See {url}", page.summary), markdown: help.to_owned() },
            short_description: Text::new(page.summary),
            help_uri: url,
            default_configuration: Configuration { level: level(entry.rule.severity) },
            properties: Properties {
                tags,
                problem_severity: match entry.rule.severity {
                    Severity::Error => "error",
                    Severity::Warning => "warning",
                    Severity::Advice => "recommendation",
                },
            },
        }
    }
}

/// The id as the standard wants names of rules, for people and in Pascal case: `LinkSeeUnresolved`.
fn pascal_case(id: &str) -> String {
    let words = id.split(['/', '-']).filter_map(|word| {
        let first = word.chars().next()?;
        Some(first.to_uppercase().chain(word.chars().skip(1)).collect::<String>())
    });
    words.collect()
}

/// Running text in one line, cut after a word where it is too long.
fn description(text: &str) -> String {
    let mut line = one_line(text);
    if let Some((end, _)) = line.char_indices().nth(LONGEST_DESCRIPTION) {
        // The last character is the mark of the cut.
        let end = line.get(..end).and_then(|kept| kept.rfind(' ')).unwrap_or_default();
        line.truncate(end);
        line.push('…');
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_description_is_cut_behind_a_word() {
        assert_eq!(description("A promise.\n\nTo  readers.\n"), "A promise. To readers.");
        let long = description(&"neck ".repeat(300));
        assert_eq!(long.chars().count(), 1020);
        assert!(long.ends_with("neck neck…"), "{long}");
    }

    #[test]
    fn a_name_is_the_id_in_pascal_case() {
        assert_eq!(pascal_case("link/see-unresolved"), "LinkSeeUnresolved");
        let mut names: Vec<String> = descriptors().into_iter().map(|descriptor| descriptor.name).collect();
        let all = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), all);
        for name in names {
            assert!(
                name.chars().all(char::is_alphanumeric) && name.starts_with(char::is_uppercase),
                "{name}"
            );
        }
    }

    #[test]
    fn every_rule_is_described_and_found_by_its_number() {
        let all = descriptors();
        for entry in rules::ALL {
            let descriptor = &all[index(entry.id).unwrap()];
            assert_eq!(descriptor.id, entry.id.0);
            assert!(descriptor.full_description.text.chars().count() <= LONGEST_DESCRIPTION, "{}", entry.id);
            assert!(!descriptor.full_description.text.is_empty(), "{}", entry.id);
            assert!(descriptor.help.markdown.starts_with("Reports "), "{}", entry.id);
        }
    }
}
