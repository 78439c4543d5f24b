//! Where the entries of a file of sources begin, found without reading them: libraries are read part by part.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

use super::syntax::Syntax;
use super::{bib, nbib, ris, tagged};
use crate::base::steps::count;

impl Syntax {
    /// Whether nothing in a text gives entries a meaning that they do not have by themselves.
    #[must_use]
    pub fn has_independent_entries(self, text: &str) -> bool {
        let bytes = text.as_bytes();
        let after = |mark: u8| {
            memchr::memchr_iter(mark, bytes).map(|at| (at, bytes.get(at + 1..).unwrap_or_default()))
        };
        match self {
            // Macros, remarks, and entries that take over what others say.
            Syntax::Bib => {
                static NAMES_OTHERS: LazyLock<AhoCorasick> = LazyLock::new(|| {
                    let words = ["crossref", "xdata", "xref"];
                    let found = AhoCorasick::builder().ascii_case_insensitive(true).build(words);
                    found.expect("three short words")
                });
                let is_of_file = |(_, rest): (usize, &[u8])| {
                    ["string", "comment", "preamble"].iter().any(|word| {
                        let start = rest.get(..word.len());
                        start.is_some_and(|start| start.eq_ignore_ascii_case(word.as_bytes()))
                    })
                };
                !after(b'@').any(is_of_file) && !NAMES_OTHERS.is_match(text)
            }
            // Anchors and what names them, and marks between documents.
            Syntax::Yaml => {
                let is_name = |(at, rest): (usize, &[u8])| {
                    let before = at.checked_sub(1).and_then(|at| bytes.get(at));
                    before.is_none_or(|byte| !byte.is_ascii_alphanumeric())
                        && rest.first().is_some_and(|byte| !byte.is_ascii_whitespace())
                };
                !after(b'&').chain(after(b'*')).any(is_name)
                    && !["\n---", "\n...", "\n%", "\t"].iter().any(|mark| text.contains(mark))
            }
            _ => true,
        }
    }

    /// Where the entries of a list begin, each with the blanks above it: a part of the text from one of these to another has
    /// those between them. As far as can be told without reading, there may be one too many or too few; there is none if
    /// something else is above the first.
    #[must_use]
    pub fn entry_starts(self, text: &str) -> Vec<usize> {
        count(text.len() / 1024);
        let is_tag = |line: &str, tag: &str| {
            line.strip_prefix(tag).is_some_and(|rest| rest.trim_start_matches(' ').starts_with('-'))
        };
        let starts = match self {
            Syntax::Json => return items_of_json(text),
            Syntax::Bib => lines_that(text, bib::begins_entry),
            Syntax::Ris | Syntax::Nbib if tagged::begins_with(text, nbib::FORMAT.first) => {
                lines_that(text, |line| is_tag(line, nbib::FORMAT.first))
            }
            Syntax::Ris | Syntax::Nbib => lines_that(text, |line| is_tag(line, ris::FORMAT.first)),
            Syntax::Yaml | Syntax::Toml => lines_that(text, |line| line.starts_with("- ")),
        };
        let above = starts.first().and_then(|first| text.get(..*first)).unwrap_or_default();
        if above.trim().is_empty() { starts } else { Vec::new() }
    }
}

/// The starts of the lines that are as asked for; a line goes on to the end of the text there.
fn lines_that(text: &str, is_start: impl Fn(&str) -> bool) -> Vec<usize> {
    let after_ends = memchr::memchr2_iter(b'\n', b'\r', text.as_bytes()).map(|end| end + 1);
    let starts = std::iter::once(0).chain(after_ends);
    starts.filter(|start| text.get(*start..).is_some_and(&is_start)).collect()
}

/// Where the items of a list in JSON begin: after its bracket, and after each comma between them.
fn items_of_json(text: &str) -> Vec<usize> {
    let bytes = text.as_bytes();
    let mut starts = Vec::new();
    let (mut depth, mut in_text, mut at) = (0_usize, false, 0);
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'\\' if in_text => at += 1,
            b'"' => in_text = !in_text,
            _ if in_text => {}
            b'[' if starts.is_empty() => {
                if !text.get(..at).is_some_and(|above| above.trim().is_empty()) {
                    return Vec::new();
                }
                depth = 1;
                starts.push(at + 1);
            }
            b'[' | b'{' => depth += 1,
            b']' | b'}' => depth = depth.saturating_sub(1),
            b',' if depth == 1 => starts.push(at + 1),
            _ => {}
        }
        at += 1;
    }
    starts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(syntax: Syntax, text: &str) -> Vec<&str> {
        let starts = syntax.entry_starts(text);
        let ends = starts.iter().skip(1).copied().chain([text.len()]);
        starts.iter().zip(ends).map(|(start, end)| &text[*start..end]).collect()
    }

    #[test]
    fn entries_are_told_by_how_they_begin() {
        assert_eq!(
            parts(Syntax::Yaml, "\n- id: a\n  b: - c\n- id: d\r\n"),
            ["- id: a\n  b: - c\n", "- id: d\r\n"]
        );
        assert_eq!(
            parts(Syntax::Bib, "@a{b,\n c = {d@e{f}}}\n @g{h}\n%@i{j}\n@ k"),
            ["@a{b,\n c = {d@e{f}}}\n", " @g{h}\n%@i{j}\n@ k"]
        );
        assert_eq!(
            parts(Syntax::Ris, "TY  - A\rTI  - TY  - B\rER  -\rTY  - C\rER  -"),
            ["TY  - A\rTI  - TY  - B\rER  -\r", "TY  - C\rER  -"]
        );
        assert_eq!(
            parts(Syntax::Ris, "PMID- 1\nTI  - A\n\nPMID- 2\n"),
            ["PMID- 1\nTI  - A\n\n", "PMID- 2\n"]
        );
        assert_eq!(
            parts(Syntax::Json, "[{\"a\": \"],\\\"\", \"b\": [1, 2]},\n{\"c\": 3}]"),
            ["{\"a\": \"],\\\"\", \"b\": [1, 2]},", "\n{\"c\": 3}]"]
        );
    }

    #[test]
    fn a_file_that_is_no_list_has_none() {
        assert_eq!(parts(Syntax::Yaml, "references:\n- id: a\n"), [""; 0]);
        assert_eq!(parts(Syntax::Json, "{\"items\": [1, 2]}"), [""; 0]);
        assert_eq!(parts(Syntax::Bib, "A remark.\n@a{b}\n"), [""; 0]);
        assert_eq!(parts(Syntax::Ris, ""), [""; 0]);
    }

    #[test]
    fn what_names_others_is_not_independent() {
        let bib = |text: &str| Syntax::Bib.has_independent_entries(text);
        assert!(bib("@book{a, title = {B}}") && bib("@book{a, title = {a@example.org}}"));
        for text in ["@String{a = \"b\"}", "@book{a, CrossRef = {b}}", "@comment{a}"] {
            assert!(!bib(text), "{text}");
        }
        let yaml = |text: &str| Syntax::Yaml.has_independent_entries(text);
        assert!(yaml("- id: a\n  title: Q&A * B\n"));
        for text in ["- &a\n  id: b\n", "- id: *a\n", "- id: a\n---\n- id: b\n"] {
            assert!(!yaml(text), "{text}");
        }
    }
}
