//! Call-outs that are written as quotations: `> [!WARNING]`, `> **Note:** …`.

use std::ops::Range;

use crate::base::steps::count;

/// Words that open a call-out, and what they stand for in the square brackets of GitHub and Obsidian.
const LABELS: [&str; 14] = [
    "alert",
    "attention",
    "caution",
    "danger",
    "hint",
    "important",
    "info",
    "information",
    "note",
    "notes",
    "remember",
    "reminder",
    "tip",
    "warning",
];

/// The part of a quotation that may say what it is.
fn head(quotation: &str) -> &str {
    const LONGEST: usize = 160;
    let end = (0..=LONGEST.min(quotation.len())).rev().find(|at| quotation.is_char_boundary(*at));
    quotation.get(..end.unwrap_or(0)).unwrap_or("")
}

/// Whether the source of a quotation is a call-out, and quotes nobody. One that begins with another quotation says nothing
/// itself.
pub(super) fn is_callout(quotation: &str) -> bool {
    let head = head(quotation);
    let first = head.strip_prefix('>').unwrap_or(head).trim_start_matches([' ', '\t']);
    if first.starts_with('>') {
        return false;
    }
    let text = first.trim_start_matches(|sign: char| !sign.is_alphanumeric() && sign != '[');
    count(1 + head.len() - text.len());
    if let Some(kind) = text.strip_prefix("[!") {
        let name = kind.split([']', '\n']).next().unwrap_or("").to_lowercase();
        return kind.contains(']') && !["quote", "cite", "quotation"].contains(&name.as_str());
    }
    let end = text.find(|sign: char| !sign.is_alphabetic()).unwrap_or(text.len());
    let (word, rest) = text.split_at(end);
    LABELS.iter().any(|label| word.eq_ignore_ascii_case(label))
        && rest.starts_with([':', '*', '_', '!', '.', '\n', '\r', '—', '–'])
}

/// The mark of its kind, which readers see as a label and an icon: `[!WARNING]`, in bytes of the quotation.
pub(super) fn kind(quotation: &str) -> Option<Range<usize>> {
    let line = head(quotation).lines().next()?;
    let start = line.find("[!")?;
    let end = line.get(start..)?.find(']')? + start + 1;
    Some(start..end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn call_outs_are_told_from_quotations() {
        for text in [
            "> [!WARNING]\n> Never drive.",
            "> [!info]- More\n> Text",
            "> **Note:** Rest.",
            "> ⚠️ **Warning**\n> Rest.",
            "> Important: rest.",
            "> __Tip__ — rest",
        ] {
            assert!(is_callout(text), "{text}");
        }
        for text in [
            "> Note that she said so.",
            "> [!quote]\n> Be well.",
            "> “Warning signs,” he said.",
            "> Text",
            ">",
        ] {
            assert!(!is_callout(text), "{text}");
        }
    }

    #[test]
    fn the_mark_of_a_kind_is_found_in_its_first_line() {
        let text = "> [!WARNING]\n> Never";
        assert_eq!(kind(text).map(|at| &text[at]), Some("[!WARNING]"));
        assert_eq!(kind("> **Note:**\n> [!TIP]"), None);
    }
}
