//! What MDX adds to Markdown and no reader sees: statements of JavaScript, and comments in braces.

use std::borrow::Cow;

/// A text of MDX in which everything that is program and no text is blank. Every byte stays where it was. A comment
/// that may be addressed to medproof is an HTML comment there, which Markdown's parser knows.
#[must_use]
pub fn without_code(text: &str, start: usize) -> Cow<'_, str> {
    let body = text.get(start..).unwrap_or("");
    if !["import ", "export ", "{/*"].iter().any(|mark| body.contains(mark)) {
        return Cow::Borrowed(text);
    }
    let mut written = text.get(..start).unwrap_or("").to_owned();
    written.reserve(body.len());
    let mut fence: Option<&str> = None;
    let mut state = State::Between;
    for line in body.split_inclusive('\n') {
        let content = line.trim();
        let is_statement = || line.starts_with("import ") || line.starts_with("export ");
        match (&state, fence) {
            (_, Some(open)) if content.starts_with(open) => fence = None,
            (_, Some(_)) => {}
            (State::Comment, _) => {}
            _ if content.is_empty() => state = State::Between,
            (State::Between, _) if is_statement() => state = State::Statement,
            (State::Between, _) if content.starts_with("{/*") => state = State::Comment,
            (State::Between | State::Text, _) => {
                fence = ["```", "~~~"].into_iter().find(|mark| content.starts_with(mark));
                state = State::Text;
            }
            (State::Statement, _) => {}
        }
        match state {
            State::Comment if is_addressable(content) => {
                written.push_str(&line.replacen("{/* ", "<!--", 1).replacen("*/}", "-->", 1));
            }
            State::Statement | State::Comment => blank(line, &mut written),
            State::Between | State::Text => written.push_str(line),
        }
        if state == State::Comment && content.ends_with("*/}") {
            state = State::Between;
        }
    }
    Cow::Owned(written)
}

/// Whether a comment of one line names medproof. Its marks are as long as those of HTML.
fn is_addressable(content: &str) -> bool {
    let inner = content.strip_prefix("{/* ").and_then(|inner| inner.strip_suffix("*/}"));
    inner.is_some_and(|inner| {
        !inner.contains("*/") && inner.to_ascii_lowercase().trim_start().starts_with("medproof")
    })
}

/// Where in the text a line stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    /// Before a block.
    Between,
    /// Within text.
    Text,
    /// Within statements, which end at a blank line.
    Statement,
    /// Within a comment.
    Comment,
}

fn blank(line: &str, written: &mut String) {
    for c in line.chars() {
        match c {
            '\n' | '\r' => written.push(c),
            c => written.extend(std::iter::repeat_n(' ', c.len_utf8())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn statements_and_comments_are_blank() {
        for (text, expected) in [
            ("import A from 'a'\nimport B from 'b'\n\n# C\n", "\n\n\n# C\n"),
            ("export const é = {\n  a: 1,\n}\n\nText\n", "\n\n\n\nText\n"),
            ("Text\nimport of goods\n", "Text\nimport of goods\n"),
            ("{/* note\n\nmore */}\nText\n", "\n\n\nText\n"),
            ("```js\n\nimport A from 'a'\n```\n\nimport B\n", "```js\n\nimport A from 'a'\n```\n\n\n"),
            ("important\n", "important\n"),
        ] {
            let read = without_code(text, 0);
            assert_eq!(read.len(), text.len(), "{text}");
            let trimmed: String = read.lines().map(|line| format!("{}\n", line.trim_end())).collect();
            assert_eq!(trimmed, expected, "{text}");
        }
        assert_eq!(without_code("---\nimport a\n---\n{/*x*/}", 17).get(..17), Some("---\nimport a\n---\n"));
    }
}
