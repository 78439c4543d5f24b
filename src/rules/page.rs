//! A rule's page: documentation, `explain` text and test in one.
//!
//! A page is Markdown: the rule's name, a sentence, `## Why`, then `## Bad`,
//! `## Good` and where the rule offers one `## Fixed`. The code blocks of a
//! section are the files of one small repository, each named by `file=PATH` in
//! its info string. Under a line of `Bad` stands what the rule says of it:
//!
//! ```text
//! See [doses](salbutamol.md).
//!             ^^^^^^^^^^^^^ there is no page at `content/articles/salbutamol.md`
//!             = help: Did you mean `content/articles/salbutamol-doses.md`?
//! ```
//!
//! `^^^` marks the characters of a finding, `^|` a gap where something is missing,
//! `~~~` and `~|` a label; `…` after the marks says that more lines follow. A
//! finding whose severity is not its rule's begins with it: `(advice) …`.

use crate::base::phrase::one_line;
use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Options, Parser, Tag, TagEnd};

/// A page, taken apart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RulePage<'a> {
    /// The first heading: the rule's id.
    pub title: String,
    /// The paragraph below it.
    pub summary: String,
    /// The sections, in order.
    pub sections: Vec<Section<'a>>,
}

/// A section of a page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Section<'a> {
    /// Its heading.
    pub heading: String,
    /// The Markdown below the heading.
    pub text: &'a str,
    /// The files of its example.
    pub files: Vec<File<'a>>,
}

/// A file of an example.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File<'a> {
    /// Its path in the example's repository.
    pub path: String,
    /// The block as written, with the lines that say what is found.
    pub text: &'a str,
}

impl<'a> RulePage<'a> {
    /// Takes the Markdown of a page apart.
    #[must_use]
    pub fn read(markdown: &'a str) -> RulePage<'a> {
        let mut page = RulePage::default();
        let mut level = None;
        let mut heading = String::new();
        let mut path = None;
        let mut block: Option<std::ops::Range<usize>> = None;
        for (event, range) in Parser::new_ext(markdown, Options::empty()).into_offset_iter() {
            match event {
                Event::Start(Tag::Heading { level: found, .. }) => level = Some(found),
                Event::Text(text) | Event::Code(text) if level.is_some() => heading.push_str(&text),
                Event::End(TagEnd::Heading(_)) => {
                    let heading = std::mem::take(&mut heading);
                    if level.take() == Some(HeadingLevel::H1) {
                        page.title = heading;
                    } else {
                        let start = range.end;
                        page.sections.push(Section { heading, text: &markdown[start..], files: Vec::new() });
                    }
                }
                Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => {
                    path = info
                        .split_whitespace()
                        .find_map(|word| word.strip_prefix("file="))
                        .map(str::to_owned);
                    block = None;
                }
                Event::Text(_) if path.is_some() => {
                    let start = block.take().map_or(range.start, |block| block.start);
                    block = Some(start..range.end);
                }
                Event::End(TagEnd::CodeBlock) => {
                    if let (Some(path), Some(section)) = (path.take(), page.sections.last_mut()) {
                        let text = markdown.get(block.take().unwrap_or_default()).unwrap_or("");
                        section.files.push(File { path, text });
                    }
                }
                Event::End(TagEnd::Paragraph) if page.sections.is_empty() && page.summary.is_empty() => {
                    page.summary = one_line(markdown.get(range).unwrap_or(""));
                }
                _ => {}
            }
        }
        // Each section's text ends where the next heading of level two begins.
        for section in &mut page.sections {
            let end = next_section(section.text);
            section.text = section.text[..end].trim_matches('\n');
        }
        page
    }

    /// The first section of this name.
    #[must_use]
    pub fn section(&self, heading: &str) -> Option<&Section<'a>> {
        self.sections.iter().find(|section| section.heading == heading)
    }
}

impl File<'_> {
    /// The file as it would be on disk: without the lines that say what is found.
    #[must_use]
    pub fn content(&self) -> String {
        self.text.split_inclusive('\n').filter(|line| !is_annotation(line)).collect()
    }
}

/// Whether it is a line of an example that is no part of the file.
#[must_use]
pub fn is_annotation(line: &str) -> bool {
    let line = line.trim_start().trim_end_matches('\n');
    if line.starts_with("= help: ") {
        return true;
    }
    let behind = match line.chars().next() {
        Some(mark @ ('^' | '~')) => line.trim_start_matches(mark).trim_start_matches(['|', '…']),
        _ => return false,
    };
    behind.len() > 1 && behind.starts_with(' ')
}

fn next_section(text: &str) -> usize {
    let mut fenced: Option<&str> = None;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let ticks = &line[..line.len() - line.trim_start_matches('`').len()];
        match fenced {
            None if ticks.len() >= 3 => fenced = Some(ticks),
            None if line.starts_with("## ") => return at,
            Some(open) if ticks.len() >= open.len() && line.trim() == ticks => fenced = None,
            _ => {}
        }
        at += line.len();
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "# link/target-missing\n\nReports a link\nto nothing.\n\n## Why\n\nReaders get lost.\n\n## Bad\n\n\
        ```md file=a.md\n## Not a section\nSee [b](b.md).\n        ^^^^ gone\n        = help: Write it.\n```\n\n## Good\n\nFine.\n";

    #[test]
    fn a_page_is_taken_apart() {
        let page = RulePage::read(PAGE);
        assert_eq!(
            (page.title.as_str(), page.summary.as_str()),
            ("link/target-missing", "Reports a link to nothing.")
        );
        let headings: Vec<&str> = page.sections.iter().map(|section| section.heading.as_str()).collect();
        assert_eq!(headings, ["Why", "Bad", "Good"]);
        assert_eq!(page.section("Why").map(|section| section.text), Some("Readers get lost."));
        let bad = page.section("Bad").expect("the page has one");
        assert_eq!(bad.files[0].path, "a.md");
        assert_eq!(bad.files[0].content(), "## Not a section\nSee [b](b.md).\n");
    }

    #[test]
    fn only_marks_with_a_text_are_annotations() {
        for line in ["^^^ gone", "    ^| gone", "~~~… here", "  = help: Do it."] {
            assert!(is_annotation(line), "{line}");
        }
        for line in ["^^^", "~~~", "| a | b |", "a ^^^ b", "= helper", "---"] {
            assert!(!is_annotation(line), "{line}");
        }
    }
}
