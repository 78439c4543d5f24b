//! Markdown of medproof's own, such as a rule's page, for a person at a terminal: wrapped, with colours.

use super::Style;
use super::summary::{bold, paint};
use super::wrap::wrap;
use crate::base::diagnostic::Severity;
use crate::rules::page::is_annotation;

/// Blanks before a line of an example.
const INDENT: &str = "    ";

/// The text as a terminal shows it. Lines of prose take at most [`Style::WIDTH`] columns, however wide the terminal;
/// lines of examples stay as they are, so that they can be copied.
#[must_use]
pub fn shown(markdown: &str, style: Style) -> String {
    let mut page = Page { width: style.width.min(Style::WIDTH), style, shown: String::new(), block: None };
    let mut fence: Option<&str> = None;
    for line in markdown.lines() {
        let start = line.trim_start();
        let ticks = &line[..line.len() - line.trim_start_matches('`').len()];
        match fence {
            Some(open) if ticks.len() >= open.len() && line.trim() == ticks => fence = None,
            Some(_) => page.example(line),
            None if ticks.len() >= 3 => {
                page.finish();
                page.name(line);
                fence = Some(ticks);
            }
            None if start.is_empty() => {
                page.finish();
                page.line("");
            }
            None if line.starts_with('#') => {
                page.finish();
                let bold = bold(style);
                page.line(&format!("{bold}{}{bold:#}", line.trim_start_matches('#').trim()));
            }
            None => page.prose(line, start),
        }
    }
    page.finish();
    page.shown
}

struct Page {
    width: usize,
    style: Style,
    shown: String,
    /// The paragraph or item that is being read: what its first line begins with, and its text.
    block: Option<(String, String)>,
}

impl Page {
    fn line(&mut self, line: &str) {
        self.shown.push_str(line);
        self.shown.push('\n');
    }

    /// A line of a paragraph or of an item of a list.
    fn prose(&mut self, line: &str, start: &str) {
        let number = start.len() - start.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let marker = match start.as_bytes().get(number..) {
            Some([b'-', b' ', ..]) if number == 0 => 2,
            Some([b'.', b' ', ..]) if number > 0 => number + 2,
            _ => 0,
        };
        let lead = line.len() - start.len() + marker;
        match &mut self.block {
            Some((_, text)) if marker == 0 => {
                text.push(' ');
                text.push_str(start.trim_end());
            }
            _ => {
                self.finish();
                self.block = Some((line[..lead].to_owned(), line[lead..].trim_end().to_owned()));
            }
        }
    }

    /// Writes the paragraph or item that was read.
    fn finish(&mut self) {
        let Some((lead, text)) = self.block.take() else {
            return;
        };
        let wrapped = wrap(&without_links(&text), self.width.saturating_sub(lead.len()));
        let painted = painted(&wrapped, self.style);
        let rest = " ".repeat(lead.len());
        for (nth, line) in painted.split('\n').enumerate() {
            let lead = if nth == 0 { &lead } else { &rest };
            self.line(&format!("{lead}{line}"));
        }
    }

    /// The path of an example, which its first line names.
    fn name(&mut self, line: &str) {
        if let Some(path) = line.split_whitespace().find_map(|word| word.strip_prefix("file=")) {
            let name = painted(&format!("`{path}`"), self.style);
            self.line(&format!("{name}:"));
        }
    }

    /// A line of an example; what medproof says of the one above has the colour of a finding.
    fn example(&mut self, line: &str) {
        let color = match line.trim_start() {
            start if !is_annotation(line) || start.is_empty() => anstyle::Style::new(),
            start if start.starts_with('^') => paint(Severity::Error, self.style),
            _ => paint(Severity::Advice, self.style),
        };
        self.line(format!("{INDENT}{color}{line}{color:#}").trim_end());
    }
}

/// A text in which each link is its words, and its address in brackets.
fn without_links(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, link)) = rest.split_once('[') {
        let parts = link.split_once("](").and_then(|(words, link)| {
            let (address, after) = link.split_once(')')?;
            (!words.contains('[') && address.starts_with("http")).then_some((words, address, after))
        });
        plain.push_str(before);
        match parts {
            Some((words, address, after)) => {
                plain.push_str(&format!("{words} ({address})"));
                rest = after;
            }
            None => {
                plain.push('[');
                rest = link;
            }
        }
    }
    plain + rest
}

/// A text whose code has a colour in place of its backticks.
fn painted(text: &str, style: Style) -> String {
    let parts: Vec<&str> = text.split('`').collect();
    if !style.color || parts.len().is_multiple_of(2) {
        return text.to_owned();
    }
    let color = paint(Severity::Advice, style);
    let part = |(nth, part): (usize, &&str)| {
        if nth % 2 == 0 { (*part).to_owned() } else { format!("{color}{part}{color:#}") }
    };
    parts.iter().enumerate().map(part).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "# link/self-link\n\nReports a link to the page that it is on, which takes readers\nnowhere.\n\n\
        - `window`: How many days.\n  - one that is nested, and so long that it is wrapped\n\n\
        1. First.\n\n```md file=a.md\nSee [a](a.md), which is a long line that nobody wraps for you.\n    ^^^^^^^^^ it is this page\n    \
        = help: Remove it.\n```\n\n- [NHS](https://nhs.uk/x), “5”.\n";

    fn at(width: usize, color: bool) -> String {
        shown(PAGE, Style { color, width, terminal: true, ..Style::default() })
    }

    #[test]
    fn prose_is_wrapped_and_examples_are_not() {
        assert_eq!(
            at(40, false),
            "link/self-link\n\nReports a link to the page that it is\non, which takes readers nowhere.\n\n\
             - `window`: How many days.\n  - one that is nested, and so long that\n    it is wrapped\n\n1. First.\n\n\
             `a.md`:\n    See [a](a.md), which is a long line that nobody wraps for you.\n        ^^^^^^^^^ it is this \
             page\n        = help: Remove it.\n\n- NHS (https://nhs.uk/x), “5”.\n"
        );
        let wide = at(200, false);
        assert!(
            wide.contains("\nReports a link to the page that it is on, which takes readers nowhere.\n"),
            "{wide}"
        );
    }

    #[test]
    fn colours_replace_signs() {
        let colored = at(80, true);
        for part in [
            "\u{1b}[1mlink/self-link\u{1b}[0m\n",
            "- \u{1b}[1m\u{1b}[36mwindow\u{1b}[0m: How many days.\n",
            "    \u{1b}[1m\u{1b}[31m    ^^^^^^^^^ it is this page\u{1b}[0m\n",
            "    \u{1b}[1m\u{1b}[36m    = help: Remove it.\u{1b}[0m\n",
            "\u{1b}[1m\u{1b}[36ma.md\u{1b}[0m:\n    See [a](a.md)",
        ] {
            assert!(colored.contains(part), "{part:?} is not in {colored:?}");
        }
    }
}
