//! What MkDocs sets off by an indent below a line of its own, `!!! note`, `??? tip "Rest"` or `=== "Tab"`. By the letter of
//! Markdown what is below a blank line there is code.

use std::borrow::Cow;

use crate::base::steps::step;

/// The width of an indent.
const INDENT: usize = 4;

/// A text in which what is set off so is no longer indented. Every byte of it stays where it was: the ends of the lines above
/// move into the indents instead.
#[must_use]
pub fn without_indents(text: &str, start: usize) -> Cow<'_, str> {
    let body = text.get(start..).unwrap_or("");
    if !MARKS.iter().any(|mark| body.contains(mark)) {
        return Cow::Borrowed(text);
    }
    let mut written = text.get(..start).unwrap_or("").to_owned();
    written.reserve(body.len());
    // The columns at which the boxes that are open begin.
    let mut open: Vec<usize> = Vec::new();
    let mut fence: Option<&str> = None;
    for line in body.split_inclusive('\n') {
        step();
        let content = line.trim_start_matches(' ');
        let column = line.len() - content.len();
        if content.trim().is_empty() {
            written.push_str(line);
            continue;
        }
        if fence.is_none() {
            open.retain(|above| column >= above + INDENT);
        }
        let out = open.len() * INDENT;
        if out > 0 && column >= out && written.ends_with('\n') && !written.ends_with("\r\n") {
            // One blank of the indent stays, behind the end of the line above.
            written.pop();
            written.extend(std::iter::repeat_n('\t', out - 1));
            written.push_str("\n ");
            written.push_str(line.get(out..).unwrap_or(""));
        } else {
            written.push_str(line);
        }
        match fence {
            Some(mark) if content.starts_with(mark) => fence = None,
            Some(_) => {}
            None => {
                fence = ["```", "~~~"].into_iter().find(|mark| content.starts_with(mark));
                if opens(content) {
                    open.push(column);
                }
            }
        }
    }
    Cow::Owned(written)
}

/// What a line that opens a box begins with.
const MARKS: [&str; 4] = ["!!! ", "??? ", "???+ ", "=== \""];

/// Whether a line opens a box: after its mark a word in letters or a title in quotation marks.
fn opens(content: &str) -> bool {
    MARKS.iter().any(|mark| {
        content.strip_prefix(mark).is_some_and(|rest| {
            let rest = rest.trim();
            rest.starts_with(|c: char| c.is_alphabetic() || c == '"')
                || mark.ends_with('"') && rest.ends_with('"')
        })
    })
}

#[cfg(test)]
mod tests {
    use super::without_indents;

    #[test]
    fn what_is_set_off_is_text_and_stays_where_it_was() {
        for (text, expected) in [
            ("!!! Info\n\n    Rest.\n\nHeat.\n", "!!! Info\n\n Rest.\n\nHeat.\n"),
            ("??? tip \"Rest\"\n    Rest.\n\n    - Heat.\n", "??? tip \"Rest\"\n Rest.\n\n - Heat.\n"),
            (
                "=== \"Adults\"\n\n    10 mg\n\n=== \"Children\"\n\n    5 mg\n",
                "=== \"Adults\"\n\n 10 mg\n\n=== \"Children\"\n\n 5 mg\n",
            ),
            ("!!! a\n\n    ??? b\n\n        Rest.\n\n    Heat.\n", "!!! a\n\n ??? b\n\n Rest.\n\n Heat.\n"),
            ("!!! a\n\n        code\n", "!!! a\n\n     code\n"),
            ("!!! a\n\n    ```\n    b\n    ```\n", "!!! a\n\n ```\n b\n ```\n"),
            ("- a\n\n    !!! b\n\n        Rest.\n", "- a\n\n    !!! b\n\n     Rest.\n"),
            ("    !!! a\n        code\n", "    !!! a\n     code\n"),
            ("!!! a\n\nText.\n\n    code\n", "!!! a\n\nText.\n\n    code\n"),
            ("!!! a\n\n  Text.\n\n    code\n", "!!! a\n\n  Text.\n\n    code\n"),
            ("```\n!!! a\n\n    b\n```\n", "```\n!!! a\n\n    b\n```\n"),
            ("Stop!!! Now\n\n    code\n", "Stop!!! Now\n\n    code\n"),
            ("!!! 3\n\n    code\n", "!!! 3\n\n    code\n"),
            ("=== a\n\n    code\n", "=== a\n\n    code\n"),
        ] {
            let read = without_indents(text, 0);
            assert_eq!(read.len(), text.len(), "{text}");
            assert_eq!(read.replace('\t', ""), expected, "{text}");
            for word in ["Rest.", "Heat.", "10 mg", "5 mg", "code"] {
                assert_eq!(read.find(word), text.find(word), "{text}");
            }
        }
        assert_eq!(without_indents("!!! a\n---\n!!! b\n\n    c\n", 10).get(..10), Some("!!! a\n---\n"));
    }
}
