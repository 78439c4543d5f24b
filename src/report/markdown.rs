//! A comment on a pull request that is written again at each run, or the summary of a job.
//!
//! Content must not become markup, a link, or a name that somebody is called by.

mod change;

use std::cmp::Reverse;
use std::io;

use super::region::Region;
use super::{Links, Report, Repository, Style, sanitise, summary};
use crate::base::diagnostic::Severity;
use crate::rules;
use crate::run::verdict::Verdict;

/// GitHub refuses comments of 65,536 characters and more. Bytes are counted, which are never fewer.
pub const LONGEST_COMMENT: usize = 65_000;

/// The first line. The script that comments finds the comment of the last run by it.
pub const MARKER: &str = "<!-- medproof -->";

/// Writes the findings in at most [`LONGEST_COMMENT`] bytes: by file, the gravest file first, or where a change is looked
/// at, what is new, what it broke elsewhere, what was there before, and what it fixed.
///
/// # Errors
/// Those of `out`.
pub fn write(report: &Report, out: &mut dyn io::Write) -> io::Result<()> {
    write_within(LONGEST_COMMENT, report, out)
}

/// As [`write()`], in at most so many bytes. What does not fit is left out from the end, and counted. However few
/// the bytes are, heading and count are written.
///
/// # Errors
/// Those of `out`.
pub fn write_within(most: usize, report: &Report, out: &mut dyn io::Write) -> io::Result<()> {
    let of_change = report.repositories.iter().any(|repository| repository.change.is_some());
    let sections = if of_change { change::sections(report) } else { files(report) };
    let heading = heading(report, of_change)?;
    let all: usize = sections.iter().map(|section| section.entries.len()).sum();
    let files = |left: usize| (!of_change).then_some(left);
    // No sentence about what is left out is longer than the one about all of it.
    let room = most.saturating_sub(heading.len() + left_out(all, files(sections.len())).len());
    let mut text = String::new();
    let mut shown = 0;
    let mut left = sections.len();
    'sections: for section in &sections {
        let mut written = format!("\n#### {}\n\n", section.heading);
        for (nth, entry) in section.entries.iter().enumerate() {
            if text.len() + written.len() + entry.text.len() > room {
                if nth > 0 {
                    text.push_str(&written);
                }
                break 'sections;
            }
            written.push_str(&entry.text);
            shown += 1;
        }
        text.push_str(&written);
        left -= 1;
    }
    write!(out, "{heading}{text}")?;
    if shown < all {
        write!(out, "{}", left_out(all - shown, files(left)))?;
    }
    Ok(())
}

fn heading(report: &Report, of_change: bool) -> io::Result<String> {
    let mut counts = Vec::new();
    summary::write(report, Style::default(), &mut counts)?;
    let counts = String::from_utf8_lossy(&counts).replace('\n', "\n\n");
    let is_clear =
        of_change && report.repositories.iter().all(|repository| repository.open().next().is_none());
    let clear = if is_clear { "**All clear.** " } else { "" };
    Ok(format!("{MARKER}\n### medproof\n\n{clear}{}\n", counts.trim_end()))
}

fn left_out(findings: usize, files: Option<usize>) -> String {
    let noun = if findings == 1 { "finding" } else { "findings" };
    let place = match files {
        None => String::new(),
        Some(1) => " in 1 file".to_owned(),
        Some(files) => format!(" in {files} files"),
    };
    format!("\n{findings} more {noun}{place} did not fit here.\n")
}

/// A heading with findings.
struct Section {
    heading: String,
    entries: Vec<Entry>,
}

struct Entry {
    severity: Severity,
    text: String,
}

/// The files with findings: the gravest findings first, and the files that have them.
fn files(report: &Report) -> Vec<Section> {
    let mut files: Vec<Section> = Vec::new();
    for repository in &report.repositories {
        let open: Vec<&Verdict> = repository.open().collect();
        for verdicts in open.chunk_by(|a, b| a.diagnostic.at.doc == b.diagnostic.at.doc) {
            files.extend(file(repository, verdicts, report.links.as_ref()));
        }
    }
    files.sort_by_key(|file| Reverse(file.entries.first().map(|entry| entry.severity)));
    files
}

fn file(repository: &Repository, verdicts: &[&Verdict], links: Option<&Links>) -> Option<Section> {
    let path = repository.region(verdicts.first()?.diagnostic.at)?.path;
    let entry = |verdict: &&Verdict| {
        let at = repository.region(verdict.diagnostic.at)?;
        let place = linked(&format!("line {}", at.start.line), &at.path, at.start.line, None, links);
        let text = item(repository, verdict, &at, &place, links);
        Some(Entry { severity: verdict.severity, text })
    };
    let mut entries: Vec<Entry> = verdicts.iter().filter_map(entry).collect();
    entries.sort_by_key(|entry| Reverse(entry.severity));
    Some(Section { heading: code(&sanitise::path(&path)), entries })
}

/// The name of a place, which leads to its line where somebody knows the address.
fn linked(name: &str, path: &str, line: usize, commit: Option<&str>, links: Option<&Links>) -> String {
    match links {
        Some(links) => format!("[{name}]({})", links.line(commit, path, line)),
        None => name.to_owned(),
    }
}

/// A finding as an item of a list: place, message, rule, then what to do.
fn item(
    repository: &Repository,
    verdict: &Verdict,
    at: &Region,
    place: &str,
    links: Option<&Links>,
) -> String {
    let diagnostic = &verdict.diagnostic;
    let mut text = format!(
        "- **{}** {place}: {} ([{}]({}))\n",
        verdict.severity,
        escape(&sanitise::sentence(&diagnostic.message)),
        diagnostic.rule,
        rules::url(diagnostic.rule),
    );
    for (other, message) in diagnostic.labels.iter().filter(|(place, _)| *place != diagnostic.at) {
        if let Some(other) = repository.region(*other) {
            let file = if other.path == at.path {
                String::new()
            } else {
                format!("{} ", code(&sanitise::path(&other.path)))
            };
            let message = escape(&sanitise::sentence(message));
            let line = other.start.line;
            let place = linked(&format!("{file}line {line}"), &other.path, line, None, links);
            text.push_str(&format!("  - {place}: {message}\n"));
        }
    }
    if let Some(help) = &diagnostic.help {
        text.push_str(&format!("  - {}\n", escape(&sanitise::sentence(help))));
    }
    text
}

/// Running text. What stands between backticks stays code, where every backtick has its partner.
#[must_use]
pub fn escape(text: &str) -> String {
    let parts: Vec<&str> = text.split('`').collect();
    if parts.len().is_multiple_of(2) {
        return escape_words(text);
    }
    let mut escaped = String::with_capacity(text.len());
    for (nth, part) in parts.into_iter().enumerate() {
        match nth % 2 {
            0 => escaped.push_str(&escape_words(part)),
            _ if part.trim().is_empty() => escaped.push_str("\\`\\`"),
            _ => escaped.push_str(&code(part)),
        }
    }
    escaped
}

/// Text in which no character means anything to Markdown or HTML, and none makes GitHub link an address, an issue
/// or a person.
fn escape_words(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    let mut last = None;
    // True up to the first character that is no digit: a number may begin a list.
    let mut number = true;
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        let means = match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '&' | '|' | '~' | '$' | '^' | '@' | '#' => true,
            // It ends the name of a scheme, and begins and ends that of a picture.
            ':' => rest.peek().is_some_and(|next| !next.is_whitespace()),
            '-' | '+' => last.is_none(),
            '.' => (number && last.is_some()) || matches!(last, Some('w' | 'W')),
            ')' => number && last.is_some(),
            _ => false,
        };
        if means {
            escaped.push('\\');
        }
        escaped.push(c);
        if matches!(c, '@' | '#') {
            // A comment is nothing to a reader, and parts what would be found as one name.
            escaped.push_str("<!-- -->");
        }
        number &= c.is_ascii_digit();
        last = Some(c);
    }
    escaped
}

/// Text in a code span, which ends where so many backticks stand as it begins with.
#[must_use]
pub fn code(text: &str) -> String {
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or_default();
    let fence = "`".repeat(longest + 1);
    let space = if longest > 0 || text.starts_with(' ') { " " } else { "" };
    format!("{fence}{space}{text}{space}{fence}")
}

#[cfg(test)]
mod tests {
    use proptest::strategy::Strategy as _;

    use super::*;

    /// What a reader sees of a piece of Markdown, and whether it is anything but text and code.
    fn rendered(markdown: &str) -> (String, bool) {
        use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
        let mut shown = String::new();
        let mut plain = true;
        for event in Parser::new_ext(markdown, Options::all() - Options::ENABLE_SMART_PUNCTUATION) {
            match event {
                Event::Text(text) => shown.push_str(&text),
                Event::Code(text) => shown.push_str(&format!("‹{text}›")),
                Event::InlineHtml(html) if &*html == "<!-- -->" => {}
                Event::Start(Tag::Paragraph) | Event::End(TagEnd::Paragraph) => {}
                _ => plain = false,
            }
        }
        (shown, plain)
    }

    #[test]
    fn content_is_text_and_nothing_else() {
        for text in [
            "a *b* _c_ ~~d~~ [e](http://f) ![g](h) <img src=x onerror=y> &amp; | $x$ ^1^",
            "# 1. - + > = <!-- --> 2026-08-24 (a) \\ ``` [^1] :smile: {% raw %} $$x$$",
            "<script>alert(1)</script> </details> \\* ==a== ||b||",
        ] {
            assert_eq!(
                rendered(&format!("x {}", escape(text))),
                (format!("x {text}"), true),
                "{}",
                escape(text)
            );
        }
    }

    proptest::proptest! {
        #[test]
        fn a_reader_sees_what_the_content_says(
            text in r"[a1 .,:;!?'*_~`<>&#@\[\](){}|$^=+/%-]{0,30}".prop_map(|text| text.trim().to_owned())
        ) {
            proptest::prop_assume!(!text.is_empty());
            proptest::prop_assert_eq!(rendered(&escape_words(&text)), (text, true));
        }
    }

    #[test]
    fn code_stays_code_where_backticks_are_paired() {
        assert_eq!(escape("there is no page at `a_b.md`"), "there is no page at `a_b.md`");
        assert_eq!(rendered(&escape("no `<b>` and `*c*`")), ("no ‹<b>› and ‹*c*›".to_owned(), true));
        assert_eq!(rendered(&escape("a ` b")), ("a ` b".to_owned(), true));
        assert_eq!(rendered(&escape("a `` *b*")), ("a `` *b*".to_owned(), true));
        assert_eq!(rendered(&code("a``b`")), ("‹a``b`›".to_owned(), true));
    }

    #[test]
    fn nobody_is_called_and_nothing_is_linked() {
        assert_eq!(escape("@team"), "\\@<!-- -->team");
        assert_eq!(escape("see #12"), "see \\#<!-- -->12");
        assert_eq!(escape("Neck Pain (2020-01): a"), "Neck Pain (2020-01): a");
        assert_eq!(escape("https://a.b www.c.d a@b.c"), "https\\://a.b www\\.c.d a\\@<!-- -->b.c");
    }
}
