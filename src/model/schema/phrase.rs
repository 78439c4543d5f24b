//! Schemas and values in plain words.

use serde_json::Value;

use super::spot::Spot;
pub(super) use crate::base::phrase::quoted;
use crate::base::phrase::{clipped, joined};

/// Enumerations of more values than this are not spelled out in a message.
const LISTED: usize = 8;

/// A line to copy is quoted up to this number of characters.
const COPIED: usize = 120;

/// References and choices within each other are followed this far for a phrase.
const DEPTH: usize = 8;

/// What a schema takes: `a date`, `a text or a list`, `fields such as …`. `None` if it does not say.
pub(super) fn takes(spot: &Spot) -> Option<String> {
    let mut ways = Vec::new();
    collect(spot, 0, &mut ways);
    // A date may be written in many ways; all of them are a date.
    if ways.iter().any(|way| way == A_DATE) {
        ways = vec![A_DATE.to_owned()];
    }
    (!ways.is_empty()).then(|| either(&ways))
}

const A_DATE: &str = "a date";

fn collect(spot: &Spot, depth: usize, ways: &mut Vec<String>) {
    let mut add = |way: String| {
        if !ways.contains(&way) {
            ways.push(way);
        }
    };
    if let Some(value) = spot.keyword("const") {
        add(shown(value));
    } else if let Some(options) = spot.keyword("enum").and_then(Value::as_array) {
        match options.len() {
            0..=LISTED => options.iter().map(shown).for_each(add),
            many => add(format!("one of {many} values")),
        }
    } else if let Some(types) = types(spot) {
        for name in types {
            match name {
                "string" => add(string(spot)),
                "integer" => add("a whole number".to_owned()),
                "number" => add("a number".to_owned()),
                "boolean" => ["`true`", "`false`"].map(str::to_owned).into_iter().for_each(&mut add),
                "array" => add("a list".to_owned()),
                "object" => add(fields(spot)),
                _ => {}
            }
        }
    } else if depth < DEPTH {
        let branches = ["anyOf", "oneOf", "allOf"].into_iter().flat_map(|name| spot.list(name));
        for part in spot.references().chain(branches) {
            collect(&part, depth + 1, ways);
        }
    }
}

/// The types a schema names or, by its keywords, means.
fn types<'s>(spot: &Spot<'s>) -> Option<Vec<&'s str>> {
    match spot.keyword("type") {
        Some(Value::String(name)) => Some(vec![name]),
        Some(Value::Array(names)) => Some(names.iter().filter_map(Value::as_str).collect()),
        _ if spot.keyword("properties").is_some() => Some(vec!["object"]),
        _ if spot.keyword("items").or(spot.keyword("prefixItems")).is_some() => Some(vec!["array"]),
        _ if spot.keyword("format").or(spot.keyword("pattern")).is_some() => Some(vec!["string"]),
        _ => None,
    }
}

fn string(spot: &Spot) -> String {
    match (spot.text("format"), spot.keyword("pattern"), spot.text("title")) {
        (Some(format), ..) => self::format(format).to_owned(),
        (None, Some(_), Some(title)) => with_article(&uncapitalised(title)),
        _ => "a text".to_owned(),
    }
}

fn fields(spot: &Spot) -> String {
    let required = spot.keyword("required").and_then(Value::as_array);
    let mut keys: Vec<&str> = required.into_iter().flatten().filter_map(Value::as_str).collect();
    for key in spot.keys() {
        if !keys.contains(&key) {
            keys.push(key);
        }
    }
    keys.truncate(2);
    match keys.as_slice() {
        [] => "fields with values".to_owned(),
        keys => format!("fields such as {}", both(keys)),
    }
}

/// What a format asserts.
pub(super) fn format(name: &str) -> &'static str {
    match name {
        "date" => A_DATE,
        "date-time" => "a date with time and time zone",
        "time" => "a time of day with time zone",
        "duration" => "a duration by ISO 8601",
        "email" | "idn-email" => "an e-mail address",
        "hostname" | "idn-hostname" => "the name of a host",
        "ipv4" | "ipv6" => "an IP address",
        "uri" | "iri" => "a full web address",
        "uri-reference" | "iri-reference" => "a web address or path",
        "uri-template" => "a template of a web address",
        "uuid" => "a UUID",
        "json-pointer" | "relative-json-pointer" => "a JSON Pointer",
        "regex" => "a regular expression",
        _ => "a text of a certain form",
    }
}

/// `` `a`, `b` or `c` `` of phrases.
pub(super) fn either(phrases: &[String]) -> String {
    joined(phrases, "or")
}

/// `` `a`, `b` and `c` `` of words.
pub(super) fn both(words: &[&str]) -> String {
    let words: Vec<String> = words.iter().map(|word| quoted(word)).collect();
    joined(&words, "and")
}

/// The options of an enumeration as a choice, `` `a`, `b` or `c` ``, if they are few enough to be read.
pub(super) fn options(options: &[Value]) -> Option<String> {
    let shown: Vec<String> = options.iter().map(shown).collect();
    (shown.len() <= LISTED).then(|| either(&shown))
}

/// The same as a list: `` `a`, `b`, `c` ``.
pub(super) fn listed(options: &[Value]) -> Option<String> {
    let shown: Vec<String> = options.iter().map(shown).collect();
    (shown.len() <= LISTED).then(|| shown.join(", "))
}

/// A value that stands where another was expected: `` the text `x` ``, `a list`.
pub(super) fn actual(value: &Value) -> String {
    match value {
        Value::String(text) if !text.is_empty() => format!("the text {}", shown(value)),
        Value::Number(_) => format!("the number {}", shown(value)),
        _ => shown(value),
    }
}

/// A value in a sentence: scalars in backticks, clipped where they are long.
pub(super) fn shown(value: &Value) -> String {
    match value {
        Value::String(text) if text.is_empty() => "an empty text".to_owned(),
        Value::String(text) => quoted(text),
        Value::Array(_) => "a list".to_owned(),
        Value::Object(_) => "a set of fields".to_owned(),
        scalar => quoted(&scalar.to_string()),
    }
}

/// A line of YAML to copy, in backticks.
pub(super) fn line(text: &str) -> String {
    clipped(text, COPIED)
}

/// A value as YAML on one line: `[ron-miller]`.
pub(super) fn yaml(value: &Value) -> String {
    match value {
        Value::String(text) if plain(text) => text.clone(),
        Value::Array(items) => format!("[{}]", items.iter().map(yaml).collect::<Vec<_>>().join(", ")),
        Value::Object(map) => {
            let entries = map.iter().map(|(key, value)| format!("{key}: {}", yaml(value)));
            format!("{{{}}}", entries.collect::<Vec<_>>().join(", "))
        }
        other => other.to_string(),
    }
}

/// Whether it is a text that any YAML reader takes for this text without quotes, in a list too.
fn plain(text: &str) -> bool {
    let harmless = |letter: char| letter.is_alphanumeric() || " .-/_+@()".contains(letter);
    text.starts_with(char::is_alphanumeric)
        && text.ends_with(|letter: char| !letter.is_whitespace())
        && text.chars().all(harmless)
        && text.parse::<f64>().is_err()
        && !["true", "false", "null"].contains(&text.to_lowercase().as_str())
}

/// `a` or `an`, by the first letter.
pub(super) fn with_article(noun: &str) -> String {
    let article = if noun.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
    format!("{article} {noun}")
}

/// A title within a sentence: `Date of the review` loses its capital, `ORCID` keeps it.
pub(super) fn uncapitalised(title: &str) -> String {
    let mut letters = title.chars();
    match (letters.next(), letters.clone().next()) {
        (Some(first), Some(second)) if second.is_lowercase() || second == ' ' => {
            first.to_lowercase().chain(letters).collect()
        }
        _ => title.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn values_are_quoted_on_one_line_and_clipped() {
        assert_eq!(quoted("neck  spasm\n "), "`neck spasm`");
        assert_eq!(quoted("a `b`"), "“a `b`”");
        assert_eq!(quoted("\u{1b}[31m"), "`\u{FFFD}[31m`");
        assert_eq!(quoted(&"ä".repeat(40)), format!("`{}`", "ä".repeat(40)));
        assert_eq!(quoted(&"ä".repeat(41)), format!("`{}…`", "ä".repeat(40)));
        assert_eq!(actual(&json!(5.5)), "the number `5.5`");
        assert_eq!(actual(&json!(true)), "`true`");
        assert_eq!(actual(&json!([1])), "a list");
    }

    #[test]
    fn examples_are_written_as_yaml() {
        assert_eq!(yaml(&json!(["ron-miller", "Lee, A."])), r#"[ron-miller, "Lee, A."]"#);
        assert_eq!(yaml(&json!({"on": "2026-01-20", "n": 5})), "{on: 2026-01-20, n: 5}");
        assert_eq!(
            yaml(&json!(["off", "True", "12", "1e3", "", "a: b", "x "])),
            r#"[off, "True", "12", "1e3", "", "a: b", "x "]"#
        );
    }

    #[test]
    fn titles_lose_their_capital_unless_they_are_initials() {
        assert_eq!(uncapitalised("Date of the review"), "date of the review");
        assert_eq!(uncapitalised("ORCID"), "ORCID");
        assert_eq!(uncapitalised("A name"), "a name");
        assert_eq!(uncapitalised(""), "");
    }
}
