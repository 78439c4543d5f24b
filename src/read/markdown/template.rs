//! Addresses that a site generator fills in: `[Neck]({{< ref "neck.md" >}})`, `[Neck]({% link _pages/neck.md %})`.
//!
//! By the letter of Markdown such a destination is none, because it holds blanks and quotation marks. So the parser
//! gets a text in which each of these expressions is one long word of the same length, and what it says is read
//! once its link is known.

use std::borrow::Cow;
use std::ops::Range;

use memchr::memchr2;

use crate::base::span::Span;
use crate::base::steps::step;
use crate::page::body::{Link, LinkBase};

/// Stands for every byte of an expression. No meaning in Markdown, HTML or an address.
const FILLER: &str = "x";

/// An address may begin this many bytes before the expression it holds.
const LONGEST_START: usize = 500;

/// A text without expressions in its addresses, and where they stood.
pub struct Masked<'a> {
    /// The text, as long as it was.
    pub text: Cow<'a, str>,
    original: &'a str,
    /// The expressions, in the order of the text.
    expressions: Vec<Range<usize>>,
}

/// Makes the expressions in the addresses of a text, from byte `start` on, single words.
pub fn masked(text: &str, start: usize) -> Masked<'_> {
    let mut masked = Masked { text: Cow::Borrowed(text), original: text, expressions: Vec::new() };
    let mut seeker = Seeker { text, no_end_before: [0; ENDS.len()] };
    let mut written = String::new();
    let mut copied = 0;
    let mut at = start;
    while let Some(found) = text.as_bytes().get(at..).and_then(|rest| memchr2(b'{', b'<', rest)) {
        step();
        let open = at + found;
        at = open + 1;
        let Some(end) = seeker.end(open) else {
            continue;
        };
        written.push_str(text.get(copied..open).unwrap_or(""));
        copied = open;
        if in_address(&written) {
            written.push_str(&FILLER.repeat(end - open));
            masked.expressions.push(open..end);
            copied = end;
        }
        at = end;
    }
    if !masked.expressions.is_empty() {
        written.push_str(text.get(copied..).unwrap_or(""));
        masked.text = Cow::Owned(written);
    }
    masked
}

/// How expressions begin and end; the longer first.
const ENDS: [(&str, &str); 7] =
    [("{{<", ">}}"), ("{{%", "%}}"), ("{{", "}}"), ("{%", "%}"), ("<%", "%>"), ("<?", "?>"), ("{", "}")];

struct Seeker<'a> {
    text: &'a str,
    /// Before these bytes no end of the kind stands any more: a line full of beginnings is read once.
    no_end_before: [usize; ENDS.len()],
}

impl Seeker<'_> {
    /// Where the expression that begins at `open` ends, on its line.
    fn end(&mut self, open: usize) -> Option<usize> {
        let rest = self.text.get(open..)?;
        let kind = ENDS.iter().position(|(begin, _)| rest.starts_with(begin))?;
        let (begin, end) = ENDS.get(kind)?;
        let known = self.no_end_before.get_mut(kind)?;
        if open < *known {
            return None;
        }
        let line = rest.get(..rest.find('\n').unwrap_or(rest.len()))?;
        let found = line.get(begin.len()..)?.find(end);
        if found.is_none() {
            *known = open + line.len();
        }
        Some(open + begin.len() + found? + end.len())
    }
}

/// Whether an address has begun and not ended at the end of a text.
fn in_address(text: &str) -> bool {
    let mut from = text.len().saturating_sub(LONGEST_START);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    let near = text.get(from..).unwrap_or("");
    let outside = |c: char| c.is_whitespace() || matches!(c, '(' | ')' | '"' | '\'' | '<' | '>');
    let before = near.trim_end_matches(|c: char| !outside(c));
    let before = before.strip_suffix('<').unwrap_or(before);
    before.ends_with("](")
        || before.ends_with("=\"")
        || before.ends_with("='")
        || before.trim_end_matches([' ', '\t']).ends_with("]:")
}

impl<'a> Masked<'a> {
    /// Whether nothing was masked.
    pub fn is_plain(&self) -> bool {
        self.expressions.is_empty()
    }

    /// What is in the text itself at the place of a piece of the masked one.
    pub fn original(&self, piece: &str, range: Range<usize>) -> Option<&'a str> {
        if self.is_plain() || piece.len() != range.len() || !self.holds(&range) {
            return None;
        }
        self.original.get(range)
    }

    fn holds(&self, range: &Range<usize>) -> bool {
        let behind = self.expressions.partition_point(|expression| expression.end <= range.start);
        self.expressions.get(behind).is_some_and(|expression| expression.start < range.end)
    }

    /// Gives a link the address that its expression names, or else the one that is written.
    pub fn resolve(&self, link: &mut Link) {
        let span = link.target_span;
        if !self.holds(&span.range()) {
            return;
        }
        let written = span.slice(self.original);
        link.target = written.to_owned();
        let Some(named) = Named::read(written) else {
            return;
        };
        let at = |range: Range<usize>| Span::from(range).shifted(span.start as usize);
        let fragment = named.fragment.clone().and_then(|range| written.get(range)).unwrap_or("");
        link.target = format!("{}{fragment}", written.get(named.path.clone()).unwrap_or(""));
        link.base = named.base;
        link.target_span = at(named.path);
        link.fragment_span = named.fragment.map(at);
    }

    /// The address of a reference, as it is written.
    pub fn restore(&self, url: &mut String, span: Span) {
        if self.holds(&span.range()) {
            span.slice(self.original).clone_into(url);
        }
    }
}

/// What an address with an expression names; ranges are those of the address.
#[derive(Debug, PartialEq)]
struct Named {
    base: LinkBase,
    path: Range<usize>,
    /// What stands from `#` on after the expression.
    fragment: Option<Range<usize>>,
}

impl Named {
    /// Reads an address; `None` for one that names nothing we could look for.
    fn read(address: &str) -> Option<Named> {
        let mut at = 0;
        // `{{ site.url }}{{ site.baseurl }}` only says where the site begins.
        while let Some((inner, end)) = expression(address, at, "{{", "}}")
            && ["site.baseurl", "site.url", "base_url"].contains(&inner.1.trim())
        {
            step();
            at = end;
        }
        let rest = address.get(at..)?;
        if rest.starts_with('/') && !is_template(rest) {
            return Some(Named { base: LinkBase::Site, path: at..address.len(), fragment: None });
        }
        let hugo = |open, close| {
            let (inner, end) = expression(address, at, open, close)?;
            Some((LinkBase::Reference, hugo_path(inner)?, end))
        };
        let jekyll = || {
            let ((start, inner), end) = expression(address, at, "{%", "%}")?;
            let trimmed = inner.trim_start_matches('-').trim_start();
            let name = trimmed.split_whitespace().next()?;
            let base = match name {
                "link" => LinkBase::Source,
                "post_url" => LinkBase::Post,
                _ => return None,
            };
            let path = trimmed.get(name.len()..)?.trim_end_matches('-').trim();
            let from = start + inner.find(name)? + name.len();
            let from = from + address.get(from..)?.find(path)?;
            (!path.is_empty()).then_some((base, from..from + path.len(), end))
        };
        let filtered = || {
            let ((start, inner), end) = expression(address, at, "{{", "}}")?;
            let (path, filter) = inner.split_once('|')?;
            let known = ["relative_url", "absolute_url"].contains(&filter.trim());
            let range = quoted(path, 0).filter(|_| known)?;
            path.get(range.clone())?.starts_with('/').then_some(())?;
            Some((LinkBase::Site, start + range.start..start + range.end, end))
        };
        let found = hugo("{{<", ">}}").or_else(|| hugo("{{%", "%}}")).or_else(jekyll).or_else(filtered);
        let (base, path, end) = found?;
        let behind = address.get(end..)?;
        let is_path = address.get(path.clone()).is_some_and(|path| !is_template(path) && !path.is_empty());
        let is_fragment = behind.is_empty() || (behind.starts_with('#') && !is_template(behind));
        (is_path && is_fragment).then(|| Named {
            base,
            path,
            fragment: (!behind.is_empty()).then_some(end..address.len()),
        })
    }
}

/// What is between two marks, with where it begins, if an expression of this kind begins at a byte; and where
/// the expression ends.
fn expression<'t>(text: &'t str, at: usize, open: &str, close: &str) -> Option<((usize, &'t str), usize)> {
    let inner = text.get(at..)?.strip_prefix(open)?;
    let length = inner.find(close)?;
    let start = at + open.len();
    Some(((start, inner.get(..length)?), start + length + close.len()))
}

/// The path in `ref "a.md"` and `relref path="a.md"`.
fn hugo_path((start, inner): (usize, &str)) -> Option<Range<usize>> {
    let trimmed = inner.trim_start();
    let name = trimmed.split_whitespace().next().filter(|name| matches!(*name, "ref" | "relref"))?;
    let from = inner.len() - trimmed.len() + name.len();
    let arguments = inner.get(from..)?;
    // A page in another language has another address than the file says.
    if arguments.contains("lang=") {
        return None;
    }
    let range = match quoted(arguments, arguments.find("path=").unwrap_or(0)) {
        Some(range) => range,
        None => {
            let word = arguments.split_whitespace().next()?;
            let at = arguments.find(word)?;
            at..at + word.len()
        }
    };
    Some(start + from + range.start..start + from + range.end)
}

/// What is between the first two quotation marks of one kind after a byte.
fn quoted(text: &str, from: usize) -> Option<Range<usize>> {
    let rest = text.get(from..)?;
    let open = rest.find(['"', '\'', '`'])?;
    let mark = rest.get(open..)?.chars().next()?;
    let length = rest.get(open + 1..)?.find(mark)?;
    let start = from + open + 1;
    Some(start..start + length)
}

fn is_template(text: &str) -> bool {
    text.contains("{{") || text.contains("{%")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::see::Reading;

    /// The links of a text: base, target, the bytes of the target, those of the fragment.
    fn links(text: &str) -> Vec<(LinkBase, String, String, Option<String>)> {
        let body = super::super::read(text, 0, &Reading::default());
        let slice = |span: Span| span.slice(text).to_owned();
        body.links
            .into_iter()
            .map(|link| (link.base, link.target, slice(link.target_span), link.fragment_span.map(slice)))
            .collect()
    }

    #[test]
    fn expressions_that_name_a_file_are_links_to_it() {
        use LinkBase::{Post, Reference, Site, Source};
        for (text, base, target, written, fragment) in [
            ("[a]({{< ref \"neck.md\" >}})", Reference, "neck.md", "neck.md", None),
            ("[a]({{% relref \"../b.md#when\" %}})", Reference, "../b.md#when", "../b.md#when", None),
            ("[a]({{<ref neck>}} \"t\")", Reference, "neck", "neck", None),
            ("[a]({{< ref path='/b.md' >}}#c)", Reference, "/b.md#c", "/b.md", Some("#c")),
            ("[a][b]\n\n[b]: {{< ref \"b.md\" >}}", Reference, "b.md", "b.md", None),
            ("<a href=\"{{< ref \"b.md\" >}}\">a</a>", Reference, "b.md", "b.md", None),
            ("<p><a href='{{< ref \"b.md\" >}}'>a</a></p>", Reference, "b.md", "b.md", None),
            ("[a]({% link _pages/b.md %})", Source, "_pages/b.md", "_pages/b.md", None),
            ("[a]({%- link b.md -%}#c)", Source, "b.md#c", "b.md", Some("#c")),
            ("[a]({{ site.baseurl }}{% link b.md %})", Source, "b.md", "b.md", None),
            ("[a]({% post_url 2026-01-02-b %})", Post, "2026-01-02-b", "2026-01-02-b", None),
            ("[a]({{ site.baseurl }}/b/#c)", Site, "/b/#c", "/b/#c", None),
            ("[a]({{site.url}}{{site.baseurl}}/b)", Site, "/b", "/b", None),
            ("[a]({{ '/b/' | relative_url }})", Site, "/b/", "/b/", None),
            ("[é](<{{< ref \"é.md\" >}}>)", Reference, "é.md", "é.md", None),
        ] {
            let expected = (base, target.to_owned(), written.to_owned(), fragment.map(str::to_owned));
            assert_eq!(links(text), [expected], "{text}");
        }
    }

    #[test]
    fn other_expressions_stay_as_they_are_written() {
        for text in [
            "<%= link_to \"a\" %>",
            "<?php echo $url; ?>",
            "${base}/a",
            "#{url || \"a\"}",
            "{props.url}",
            "%BASE_URL%",
            "{{ page.next }}",
            "{{ site.baseurl }}",
            "{% include a.html %}",
            "{{< param \"x\" >}}",
            "{{< ref \"a.md\" >}}b",
            "{{ site.baseurl }}/{{ page.x }}",
            "{{< ref path=\"a.md\" lang=\"fr\" >}}",
            "{{ 'a' | upcase }}",
            "/a/{{ b }}/c",
            "{{< ref \"\" >}}",
        ] {
            let expected = (LinkBase::File, text.to_owned(), text.to_owned(), None);
            assert_eq!(links(&format!("[a]({text})")), [expected], "{text}");
        }
    }

    #[test]
    fn nothing_else_is_touched() {
        for text in [
            "{{< ref \"a.md\" >}}",
            "see ({{< ref \"a.md\" >}})",
            "[a]({{< ref \"a.md\"",
            "`[a]({{< ref \"a.md\" >}})`",
            "```\n[a]({{< ref \"a.md\" >}})\n```",
        ] {
            assert_eq!(links(text), [], "{text}");
        }
        let text = "\\[a]({{< ref \"a.md\" >}}) b";
        let body = super::super::read(text, 0, &Reading::default());
        let shown: Vec<&str> = body.blocks.iter().map(|block| block.prose.text()).collect();
        assert_eq!(shown, ["[a]({{< ref \"a.md\" >}}) b"]);
    }

    #[test]
    fn many_beginnings_are_read_in_linear_time() {
        let text = "[a]({{< ".repeat(200_000);
        assert!(masked(&text, 0).is_plain());
    }
}
