//! The addresses GitHub gives to headings.
//!
//! GitHub lower-cases the visible text, drops what is neither a letter, a mark, a
//! decimal digit, connecting punctuation (`_`), a hyphen nor a space, and turns
//! spaces into hyphens. The second `Causes` of a page becomes `causes-1`.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::sync::LazyLock;

use regex::Regex;

/// The slugs of one document, each given once.
#[derive(Clone, Debug, Default)]
pub struct Slugs {
    /// How often each slug was asked for again.
    repeats: HashMap<String, u32>,
}

impl Slugs {
    /// The slug of the next heading: that of its text, with a number after it where the
    /// document already has it. A number that another heading took by its own text is passed
    /// over, as GitHub does: `Foo`, `Foo`, `Foo 1` become `foo`, `foo-1`, `foo-1-1`.
    pub fn next(&mut self, text: &str) -> String {
        let plain = slug(text);
        if self.repeats.is_empty() {
            self.repeats.reserve(24);
        }
        let mut repeats = match self.repeats.entry(plain.clone()) {
            Entry::Occupied(entry) => *entry.get(),
            Entry::Vacant(entry) => {
                entry.insert(0);
                return plain;
            }
        };
        let unique = loop {
            repeats += 1;
            let unique = format!("{plain}-{repeats}");
            if !self.repeats.contains_key(&unique) {
                break unique;
            }
        };
        self.repeats.insert(plain, repeats);
        self.repeats.insert(unique.clone(), 0);
        unique
    }
}

/// GitHub's slug of a visible text, without regard to others of the same page.
#[must_use]
pub fn slug(text: &str) -> String {
    if !text.is_ascii() {
        return text
            .to_lowercase()
            .chars()
            .filter(|c| matches!(c, ' ' | '-') || is_word(*c))
            .map(|c| if c == ' ' { '-' } else { c })
            .collect();
    }
    let kept = text.bytes().filter_map(|byte| match byte {
        b' ' => Some(b'-'),
        b'-' | b'_' | b'a'..=b'z' | b'0'..=b'9' => Some(byte),
        b'A'..=b'Z' => Some(byte.to_ascii_lowercase()),
        _ => None,
    });
    let mut slug = Vec::with_capacity(text.len());
    slug.extend(kept);
    String::from_utf8(slug).expect("ASCII is UTF-8")
}

/// Whether it is a letter, mark, decimal digit or connecting punctuation.
fn is_word(c: char) -> bool {
    /// The standard library knows letters; these are what else belongs to a word.
    static REST: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"[\p{M}\p{Nd}\p{Pc}]").expect("the pattern is valid"));
    if c.is_ascii() {
        return c.is_ascii_alphanumeric() || c == '_';
    }
    c.is_alphabetic() || REST.is_match(c.encode_utf8(&mut [0; 4]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_follow_github() {
        for (text, expected) in [
            ("Causes", "causes"),
            ("When to see a doctor", "when-to-see-a-doctor"),
            ("Neck strain or sprain?", "neck-strain-or-sprain"),
            ("What's new (2024)", "whats-new-2024"),
            ("Pain & swelling", "pain--swelling"),
            ("A  B", "a--b"),
            ("1.2 mg/kg", "12-mgkg"),
            ("snake_case stays", "snake_case-stays"),
            ("Long-term care", "long-term-care"),
            ("em\u{2014}dash \u{2013} en", "emdash--en"),
            ("non\u{a0}breaking", "nonbreaking"),
            ("tab\tand\nline", "tabandline"),
            ("Übelkeit", "übelkeit"),
            ("Sjögren’s syndrome", "sjögrens-syndrome"),
            ("IЇ Україна", "iї-україна"),
            ("頸部 痛", "頸部-痛"),
            ("हिन्दी", "हिन्दी"),
            ("e\u{301}", "e\u{301}"),
            ("٣ steps", "٣-steps"),
            ("Vitamin B₁₂ and m²", "vitamin-b-and-m"),
            ("Type Ⅳ", "type-ⅳ"),
            ("🚑 Help", "-help"),
            ("❤\u{fe0f} Heart", "\u{fe0f}-heart"),
            ("zero\u{200d}width", "zerowidth"),
            ("tie‿bar", "tie‿bar"),
            ("ΟΔΟΣ", "οδος"),
            ("İstanbul", "i\u{307}stanbul"),
            ("-dash-", "-dash-"),
            ("!!!", ""),
            ("", ""),
        ] {
            assert_eq!(slug(text), expected, "{text:?}");
        }
    }

    #[test]
    fn repeated_slugs_are_numbered_as_github_does() {
        for (texts, expected) in [
            (&["Causes", "Causes", "CAUSES!"][..], &["causes", "causes-1", "causes-2"][..]),
            (&["Foo", "Foo", "Foo 1"], &["foo", "foo-1", "foo-1-1"]),
            (&["Foo 1", "Foo", "Foo"], &["foo-1", "foo", "foo-2"]),
            (&["Foo", "Foo 1", "Foo", "Foo"], &["foo", "foo-1", "foo-2", "foo-3"]),
            (&["", "", "?"], &["", "-1", "-2"]),
        ] {
            let mut slugs = Slugs::default();
            let found: Vec<String> = texts.iter().map(|text| slugs.next(text)).collect();
            assert_eq!(found, expected, "{texts:?}");
        }
    }
}
