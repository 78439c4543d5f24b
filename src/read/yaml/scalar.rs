//! The type of a scalar: the core schema of YAML 1.2.2, chapter 10.3, and nothing of YAML 1.1.
//!
//! So `no`, `1_000` and `12:30` are strings, and `010` is the number ten.

use granit_parser::Tag;

use crate::base::node::{ScalarKind, Style};

/// The type of a scalar by its tag, else by its style and text.
pub(super) fn kind(text: &str, style: Style, tag: Option<&Tag>) -> ScalarKind {
    match tag {
        None if style == Style::Plain => plain(text),
        None => ScalarKind::String,
        Some(tag) => tagged(text, tag.core_suffix()),
    }
}

/// An explicit core tag counts in any quotes; a text that does not fit its tag stays a string, and so
/// does a scalar under `!` or under a tag of somebody's own.
fn tagged(text: &str, core: Option<&str>) -> ScalarKind {
    let kind = plain(text);
    match (core, kind) {
        (Some("null"), ScalarKind::Null)
        | (Some("bool"), ScalarKind::Bool(_))
        | (Some("int"), ScalarKind::Int(_))
        | (Some("float"), ScalarKind::Float(_)) => kind,
        (Some("float"), ScalarKind::Int(_)) => number(text).map_or(ScalarKind::String, ScalarKind::Float),
        _ => ScalarKind::String,
    }
}

/// The type of a plain scalar.
fn plain(text: &str) -> ScalarKind {
    match text.as_bytes().first() {
        None => ScalarKind::Null,
        Some(b'n' | b'N' | b'~' | b't' | b'T' | b'f' | b'F') => match text {
            "~" | "null" | "Null" | "NULL" => ScalarKind::Null,
            "true" | "True" | "TRUE" => ScalarKind::Bool(true),
            "false" | "False" | "FALSE" => ScalarKind::Bool(false),
            _ => ScalarKind::String,
        },
        Some(b'0'..=b'9' | b'+' | b'-' | b'.') => integer(text)
            .map(ScalarKind::Int)
            .or_else(|| number(text).map(ScalarKind::Float))
            .unwrap_or(ScalarKind::String),
        Some(_) => ScalarKind::String,
    }
}

/// `[-+]?[0-9]+`, `0o[0-7]+` or `0x[0-9a-fA-F]+` where it fits 64 bits.
fn integer(text: &str) -> Option<i64> {
    match radix(text) {
        Some((digits, radix)) => i64::from_str_radix(digits, radix).ok(),
        None => text.parse().ok(),
    }
}

/// A number that is no 64-bit integer: `.5`, `1.`, `1e3`, `.inf`, `.nan`, and integers that are too long.
fn number(text: &str) -> Option<f64> {
    if let Some((digits, radix)) = radix(text) {
        return digits
            .chars()
            .try_fold(0.0, |sum, digit| Some(sum * f64::from(radix) + f64::from(digit.to_digit(radix)?)));
    }
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    match unsigned {
        ".inf" | ".Inf" | ".INF" if text.starts_with('-') => Some(f64::NEG_INFINITY),
        ".inf" | ".Inf" | ".INF" => Some(f64::INFINITY),
        ".nan" | ".NaN" | ".NAN" if unsigned.len() == text.len() => Some(f64::NAN),
        // Rust reads decimal numbers as the core schema does, and the words `inf` and `nan` besides.
        _ if unsigned.starts_with(|first: char| first == '.' || first.is_ascii_digit()) => text.parse().ok(),
        _ => None,
    }
}

/// The digits after `0o` or `0x`. They have no sign, though Rust would read one.
fn radix(text: &str) -> Option<(&str, u32)> {
    let (digits, radix) = match text.as_bytes() {
        [b'0', b'o', ..] => (text.get(2..)?, 8),
        [b'0', b'x', ..] => (text.get(2..)?, 16),
        _ => return None,
    };
    (!digits.is_empty() && digits.chars().all(|digit| digit.is_digit(radix))).then_some((digits, radix))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_scalars_have_the_types_of_the_core_schema() {
        use ScalarKind::{Bool, Float, Int, Null, String};
        let table = [
            ("", Null),
            ("~", Null),
            ("null", Null),
            ("Null", Null),
            ("NULL", Null),
            ("nUll", String),
            ("none", String),
            ("true", Bool(true)),
            ("FALSE", Bool(false)),
            ("no", String),
            ("on", String),
            ("0", Int(0)),
            ("-0", Int(0)),
            ("+12", Int(12)),
            ("010", Int(10)),
            ("0o17", Int(15)),
            ("0x1F", Int(31)),
            ("0o18", String),
            ("-0x1F", String),
            ("0x+1", String),
            ("0x", String),
            ("0b1", String),
            ("9223372036854775807", Int(i64::MAX)),
            ("9223372036854775808", Float(9_223_372_036_854_775_808.0)),
            ("0xFFFFFFFFFFFFFFFF", Float(18_446_744_073_709_551_615.0)),
            ("1.5", Float(1.5)),
            (".5", Float(0.5)),
            ("-1.", Float(-1.0)),
            ("1e3", Float(1000.0)),
            ("1.e+3", Float(1000.0)),
            ("1e", String),
            (".", String),
            ("-", String),
            ("+", String),
            (".e3", String),
            (".inf", Float(f64::INFINITY)),
            ("-.INF", Float(f64::NEG_INFINITY)),
            ("inf", String),
            ("-inf", String),
            ("+.nan", String),
            ("-.infx", String),
            ("1_000", String),
            ("12:30", String),
            ("2020-01-10", String),
            ("1 2", String),
            ("\u{661}", String),
        ];
        for (text, expected) in table {
            assert_eq!(plain(text), expected, "{text}");
        }
        assert!(matches!(plain(".NaN"), Float(number) if number.is_nan()));
    }

    #[test]
    fn a_core_tag_decides_where_the_text_fits_it() {
        assert_eq!(tagged("2020-01-10", Some("str")), ScalarKind::String);
        assert_eq!(tagged("12", Some("str")), ScalarKind::String);
        assert_eq!(tagged("12", Some("int")), ScalarKind::Int(12));
        assert_eq!(tagged("12", Some("float")), ScalarKind::Float(12.0));
        assert_eq!(tagged("twelve", Some("int")), ScalarKind::String);
        assert_eq!(tagged("", Some("null")), ScalarKind::Null);
        assert_eq!(tagged("", Some("str")), ScalarKind::String);
        assert_eq!(tagged("true", Some("bool")), ScalarKind::Bool(true));
        assert_eq!(tagged("12", None), ScalarKind::String);
    }
}
