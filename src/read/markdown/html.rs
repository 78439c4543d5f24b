//! HTML within Markdown: tags, attributes, character references.
//!
//! Enough of HTML to know what a reader sees: where text ends and tags begin, the
//! addresses and ids in the tags, and what is not shown at all. It never fails; a
//! `<` that opens nothing is text.

use crate::base::steps::step;
use std::ops::Range;

/// A part of a piece of HTML.
#[derive(Debug, PartialEq)]
pub enum Token<'a> {
    /// Text that is shown.
    Text(Range<usize>),
    /// An opening or self-closing tag.
    Open(Tag<'a>),
    /// A closing tag.
    Close(&'a str, Range<usize>),
    /// A comment.
    Comment(Range<usize>),
    /// A declaration, what stands inside `script` and its like, or a comment that does not end; with the text
    /// that would have ended it, where the piece of HTML ends before.
    Hidden(Option<&'static str>),
}

/// An opening tag.
#[derive(Clone, Debug, PartialEq)]
pub struct Tag<'a> {
    html: &'a str,
    /// Its name, as written.
    pub name: &'a str,
    /// All its bytes.
    pub range: Range<usize>,
}

/// An attribute with a value.
pub struct Attribute<'a> {
    /// Its name, as written.
    pub name: &'a str,
    /// Its value as written, without quotation marks, and the bytes of it.
    pub value: &'a str,
    /// The bytes of the value.
    pub range: Range<usize>,
}

/// The tokens of a piece of HTML.
pub struct Tokens<'a> {
    html: &'a str,
    at: usize,
    /// The closing tag that ends text which is no HTML, such as a script.
    raw: Option<&'static str>,
}

/// Splits a piece of HTML into tokens.
pub fn tokens(html: &str) -> Tokens<'_> {
    Tokens { html, at: 0, raw: None }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        let rest = self.html.get(self.at..).filter(|rest| !rest.is_empty())?;
        if let Some(end) = self.raw.take() {
            let found = find_ignoring_case(rest, end);
            self.at += found.unwrap_or(rest.len());
            return Some(Token::Hidden(found.is_none().then_some(end)));
        }
        let mut from = 0;
        while let Some(at) = rest.get(from..).and_then(|rest| rest.find('<')).map(|at| from + at) {
            step();
            let Some((token, length)) = markup(self.html, self.at + at) else {
                from = at + 1;
                continue;
            };
            if at > 0 {
                self.at += at;
                return Some(Token::Text(self.at - at..self.at));
            }
            self.at += length;
            if let Token::Open(tag) = &token {
                self.raw = raw_end(tag.name);
            }
            return Some(token);
        }
        self.at = self.html.len();
        Some(Token::Text(self.at - rest.len()..self.at))
    }
}

/// Where the last of a piece of HTML ends that is more than blanks and comments; 0 if nothing is.
pub fn shown_until(html: &str) -> usize {
    let mut until = 0;
    let mut tokens = tokens(html);
    while let Some(token) = tokens.next() {
        step();
        let is_nothing = match token {
            Token::Text(range) => html.get(range).is_none_or(|text| text.trim().is_empty()),
            Token::Comment(_) => true,
            Token::Open(_) | Token::Close(..) | Token::Hidden(_) => false,
        };
        if !is_nothing {
            until = tokens.at;
        }
    }
    until
}

/// What the `<` at `at` opens, and its length.
fn markup(html: &str, at: usize) -> Option<(Token<'_>, usize)> {
    let rest = html.get(at..)?;
    if rest.starts_with("<!--") {
        return Some(match rest.find("-->") {
            Some(length) => (Token::Comment(at..at + length + 3), length + 3),
            None => (Token::Hidden(Some("-->")), rest.len()),
        });
    }
    if rest.starts_with("<!") || rest.starts_with("<?") {
        // Declarations are short; a text full of `<!` must not be read once for each of them.
        let end = rest.bytes().take(4096).position(|byte| byte == b'>')?;
        return Some((Token::Hidden(None), end + 1));
    }
    let closing = rest.starts_with("</");
    let start = at + 1 + usize::from(closing);
    let length = html.get(start..)?.find(|c: char| !(c.is_ascii_alphanumeric() || c == '-' || c == ':'))?;
    let name = html.get(start..start + length)?;
    if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    let end = tag_end(html.get(start + length..)?)? + start + length;
    let token =
        if closing { Token::Close(name, at..end) } else { Token::Open(Tag { html, name, range: at..end }) };
    Some((token, end - at))
}

/// Where a tag ends, from after its name: after the next `>` outside quotation marks.
fn tag_end(rest: &str) -> Option<usize> {
    let mut quote = None;
    let mut value = false;
    for (at, byte) in rest.bytes().enumerate() {
        match (quote, byte) {
            (Some(open), _) if byte == open => quote = None,
            (Some(_), _) => {}
            (None, b'>') => return Some(at + 1),
            (None, b'<') => return None,
            (None, b'"' | b'\'') if value => quote = Some(byte),
            _ => {}
        }
        // A quotation mark opens a value only after an equals sign.
        value = byte == b'=' || (value && byte.is_ascii_whitespace());
    }
    None
}

/// The closing tag of elements whose content is not HTML.
fn raw_end(name: &str) -> Option<&'static str> {
    [("script", "</script"), ("style", "</style"), ("textarea", "</textarea")]
        .into_iter()
        .find(|(raw, _)| raw.eq_ignore_ascii_case(name))
        .map(|(_, end)| end)
}

/// The tag that is all of `html`: an inline one, as Markdown's parser yields it.
pub fn whole(html: &str) -> Option<Token<'_>> {
    markup(html, 0).map(|(token, _)| token)
}

impl<'a> Tag<'a> {
    /// Whether the tag's name is this, in any case.
    pub fn is(&self, name: &str) -> bool {
        self.name.eq_ignore_ascii_case(name)
    }

    /// Whether it is `<a/>`.
    pub fn closes_itself(&self) -> bool {
        self.html.get(self.range.clone()).is_some_and(|tag| tag.ends_with("/>"))
    }

    /// The attributes that have a value.
    pub fn attributes(&self) -> impl Iterator<Item = Attribute<'a>> {
        let html = self.html;
        let end = self.range.end.saturating_sub(1);
        let mut at = self.range.start + 1 + self.name.len();
        std::iter::from_fn(move || {
            loop {
                step();
                at += run(html, at, end, |byte| byte.is_ascii_whitespace() || byte == b'/');
                let name = at;
                at += run(html, at, end, |byte| !byte.is_ascii_whitespace() && byte != b'=' && byte != b'/');
                let name = html.get(name..at)?;
                let before = at;
                at += run(html, at, end, |byte| byte.is_ascii_whitespace());
                if at >= end && name.is_empty() {
                    return None;
                }
                if html.as_bytes().get(at) != Some(&b'=') {
                    at = at.max(before);
                    continue;
                }
                at += 1;
                at += run(html, at, end, |byte| byte.is_ascii_whitespace());
                let quote = html.as_bytes().get(at).copied().filter(|byte| matches!(byte, b'"' | b'\''));
                let start = at + usize::from(quote.is_some());
                let length = run(html, start, end, |byte| match quote {
                    Some(quote) => byte != quote,
                    None => !byte.is_ascii_whitespace(),
                });
                at = start + length + usize::from(quote.is_some());
                return Some(Attribute {
                    name,
                    value: html.get(start..start + length)?,
                    range: start..start + length,
                });
            }
        })
    }

    /// Whether it has an attribute of this name, with or without a value.
    pub fn has(&self, name: &str) -> bool {
        let inner = self.html.get(self.range.start + 1 + self.name.len()..self.range.end).unwrap_or("");
        let words = inner.split(|c: char| c.is_ascii_whitespace() || matches!(c, '/' | '>'));
        self.attribute(name).is_some() || words.into_iter().any(|word| word.eq_ignore_ascii_case(name))
    }

    /// The attribute of this name.
    pub fn attribute(&self, name: &str) -> Option<Attribute<'a>> {
        self.attributes().find(|attribute| attribute.name.eq_ignore_ascii_case(name))
    }
}

/// The number of bytes from `at`, below `end`, that are of a kind.
fn run(html: &str, at: usize, end: usize, kind: impl Fn(u8) -> bool) -> usize {
    html.as_bytes().get(at..end).map_or(0, |bytes| bytes.iter().take_while(|byte| kind(**byte)).count())
}

/// Where an ASCII text is in another, in any case.
pub fn find_ignoring_case(text: &str, wanted: &str) -> Option<usize> {
    let first = wanted.get(..1)?;
    text.match_indices(first)
        .map(|(at, _)| at)
        .find(|at| text.get(*at..at + wanted.len()).is_some_and(|found| found.eq_ignore_ascii_case(wanted)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(html: &str) -> Vec<String> {
        tokens(html)
            .map(|token| match token {
                Token::Text(range) => format!("text {}", &html[range]),
                Token::Open(tag) => {
                    let attributes: Vec<String> = tag
                        .attributes()
                        .map(|attribute| {
                            assert_eq!(&html[attribute.range.clone()], attribute.value);
                            format!(" {}={}", attribute.name, attribute.value)
                        })
                        .collect();
                    format!("open {}{}", tag.name, attributes.concat())
                }
                Token::Close(name, _) => format!("close {name}"),
                Token::Comment(_) | Token::Hidden(None) => "hidden".to_owned(),
                Token::Hidden(Some(end)) => format!("hidden until {end}"),
            })
            .collect()
    }

    #[test]
    fn html_falls_into_tokens() {
        for (html, expected) in [
            ("a <b>c</b>", &["text a ", "open b", "text c", "close b"][..]),
            (
                r#"<a href="x>y" ID='z' name=w disabled class = "c">"#,
                &[r"open a href=x>y ID=z name=w class=c"],
            ),
            ("<a\n href=\nx/y/>t", &["open a href=x/y/", "text t"]),
            ("<img src='a' / alt=b>", &["open img src=a alt=b"]),
            ("<br/>", &["open br"]),
            ("a<!-- <b> -->c", &["text a", "hidden", "text c"]),
            ("<!-- a", &["hidden until -->"]),
            ("<!DOCTYPE html><?php x ?>", &["hidden", "hidden"]),
            ("<script>a < b</SCRIPT>c", &["open script", "hidden", "close SCRIPT", "text c"]),
            ("<style>a", &["open style", "hidden until </style"]),
            ("1 < 2 <3 and <", &["text 1 < 2 <3 and <"]),
            ("<a <b>", &["text <a ", "open b"]),
            ("<p a=\"x", &["text <p a=\"x"]),
            ("<p it's>", &["open p"]),
            ("<é>", &["text <é>"]),
            ("<x-y z=é>", &["open x-y z=é"]),
        ] {
            assert_eq!(shown(html), expected, "{html}");
        }
    }
}
