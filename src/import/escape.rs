//! Writing the text of a page into Markdown, so that a reader of it sees just these characters.

use std::sync::LazyLock;

use regex::Regex;

use crate::read::markdown;

/// Running text; `opens` is whether it begins a line.
#[must_use]
pub fn text(text: &str, opens: bool) -> String {
    let mut written = String::with_capacity(text.len() + 8);
    for (nth, line) in text.split('\n').enumerate() {
        if nth > 0 {
            written.push('\n');
        }
        let escaped = inline(line);
        if nth > 0 || opens {
            written.push_str(&opening(escaped.trim_start()));
        } else {
            written.push_str(&escaped);
        }
    }
    written
}

/// The text of a heading, in one line.
#[must_use]
pub fn heading(text: &str) -> String {
    let line: Vec<&str> = text.split_whitespace().collect();
    let written = inline(&line.join(" "));
    // What is in braces at the end of a heading is its id, with a backslash or without.
    if written.ends_with('}') {
        return written.replace("\\{", "&#123;");
    }
    // `## C#` would lose its sign.
    match written.strip_suffix('#') {
        Some(rest) => format!("{rest}\\#"),
        None => written,
    }
}

/// The signs that [`markdown::escaped`] leaves since most Markdown has no use for them, and medproof or a site generator does.
fn inline(line: &str) -> String {
    let mut written = String::with_capacity(line.len() + 8);
    for c in markdown::escaped(line).chars() {
        if matches!(c, '@' | '{' | '$') {
            written.push('\\');
        }
        written.push(c);
    }
    written
}

/// A line that would begin a heading, a list, a rule or a definition, so that it begins none.
#[must_use]
pub fn opening(line: &str) -> String {
    static SIGN: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^(?:#{1,6}(?:\s|$)|[-+](?:\s|$)|[-+=]+\s*$|:|!!!|\?\?\?|%)")
            .expect("the pattern is valid")
    });
    static NUMBER: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"^(\d{1,9})([.)])(\s|$)").expect("the pattern is valid"));
    if SIGN.is_match(line) {
        return format!("\\{line}");
    }
    NUMBER.replace(line, r"${1}\${2}${3}").into_owned()
}

/// An address as a link writes it.
#[must_use]
pub fn destination(address: &str) -> String {
    let plain = !address.is_empty() && !address.contains([' ', '(', ')', '<', '>', '\\', '\t', '\n']);
    if plain {
        return address.to_owned();
    }
    let escaped = address.replace('\\', "%5C").replace('<', "%3C").replace('>', "%3E");
    format!("<{}>", escaped.split_whitespace().collect::<Vec<_>>().join("%20"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::see::Reading;

    #[test]
    fn an_address_stays_one_word() {
        assert_eq!(destination("a.md"), "a.md");
        assert_eq!(destination("a b.md"), "<a%20b.md>");
        assert_eq!(destination("a_(b).md"), "<a_(b).md>");
        assert_eq!(destination(""), "<>");
    }

    #[test]
    fn what_is_written_reads_as_it_was() {
        for line in [
            "Plain text.",
            "# no heading",
            "#hashtag",
            "- no item",
            "+ no item",
            "* no item",
            "1. no item",
            "12) no item",
            "2020. A year",
            "> no quotation",
            "---",
            "===",
            "~~~",
            "```",
            ": no definition",
            "::: note",
            "!!! note",
            "% no title",
            "| no | table |",
            "[no link](a.md) and ![no picture](b.png)",
            "[@nobody], @nobody and [^1]",
            "a@b.example",
            "<b>no tag</b> <!-- no comment -->",
            "{{ no template }} {% none %} {#id}",
            "Costs $5 and $6",
            "*not* _emphasised_ a_b __init__",
            "`no code`",
            "&amp; & &lt;",
            "\\ and \\\\",
            "x^2^ H~2~O ~~gone~~",
            "5 < 6 > 4",
            "Straße – “quoted” 🙂 e\u{301}",
            "https://example.org/a_b*c",
        ] {
            let page = text(line, true);
            let body = markdown::read(&page, 0, &Reading::default());
            let read: Vec<&str> = body.blocks.iter().map(|block| block.prose.text()).collect();
            assert_eq!(read, [line], "{page}");
            assert_eq!((body.citations.len(), body.headings.len()), (0, 0), "{page}");
            let page = format!("## {}\n", heading(line));
            let body = markdown::read(&page, 0, &Reading::default());
            let read: Vec<&str> = body.headings.iter().map(|heading| heading.text.as_str()).collect();
            assert_eq!(read, [line], "{page}");
        }
    }
}
