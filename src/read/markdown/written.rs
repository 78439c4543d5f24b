//! Writing text into Markdown.

/// A text of one line as Markdown writes it in running text and in the label of a link, so that a reader sees just
/// these characters.
#[must_use]
pub fn escaped(text: &str) -> String {
    let mut written = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        let behind = text.get(at + 1..).unwrap_or("");
        let marks = match c {
            '\\' | '`' | '*' | '[' | ']' | '<' | '>' | '|' | '~' | '^' => true,
            // Within a word it is a sign like any other.
            '_' => !(text.get(..at).is_some_and(ends_in_word) && behind.starts_with(char::is_alphanumeric)),
            // `&amp;` reads `&`.
            '&' => behind.split_once(';').is_some_and(|(name, _)| {
                !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '#')
            }),
            _ => false,
        };
        if marks {
            written.push('\\');
        }
        written.push(c);
    }
    written
}

fn ends_in_word(before: &str) -> bool {
    before.ends_with(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::see::Reading;

    #[test]
    fn what_is_escaped_reads_as_it_did() {
        for text in [
            "Neck strain",
            "Neck [C5] *pain*",
            "a_b _c_ <b> `d` | ~e~ \\",
            "Q&A &amp; more &#38; all; & so on",
            "x^2^ [a]",
        ] {
            let page = format!("# {}\n\n[{}](a.md)\n", escaped(text), escaped(text));
            let body = super::super::read(&page, 0, &Reading::default());
            let read: Vec<&str> = body.headings.iter().map(|heading| heading.text.as_str()).collect();
            assert_eq!(read, [text], "{page}");
            let labels: Vec<&str> = body.links.iter().map(|link| link.label.as_str()).collect();
            assert_eq!(labels, [text], "{page}");
            assert_eq!(body.citations, [], "{page}");
        }
        assert_eq!(escaped("Q&A; a_b, diagnosis & care"), "Q\\&A; a_b, diagnosis & care");
    }
}
