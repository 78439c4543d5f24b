//! Words of a page that belong to others: those of links, and what HTML marks as a quotation.

use super::Document;
use crate::base::span::Span;
use crate::page::body::{Link, LinkForm};

/// A link in HTML that is longer was not closed.
const LONGEST: usize = 4096;

impl Document {
    /// The words of the links of a page, in the order of the text. They name another page, which explains itself.
    pub fn words_of_links(&self) -> impl Iterator<Item = Span> {
        self.body.links.iter().filter(|link| !link.form.is_picture()).map(|link| self.words_of(link))
    }

    /// Whether a place is in an element of HTML for the words or titles of others: `<q>`, `<cite>`, `<blockquote>`.
    #[must_use]
    pub fn is_in_quoting_element(&self, place: Span) -> bool {
        const NAMES: [&[u8]; 4] = [b"q", b"cite", b"quote", b"blockquote"];
        let end = place.start as usize;
        let before = self.source.text.as_bytes().get(end.saturating_sub(LONGEST)..end).unwrap_or_default();
        for at in memchr::memrchr_iter(b'<', before) {
            let tag = before.get(at + 1..).unwrap_or_default();
            let (closes, name) = tag.strip_prefix(b"/").map_or((false, tag), |name| (true, name));
            let is_named = |known: &&[u8]| {
                name.get(..known.len()).is_some_and(|own| own.eq_ignore_ascii_case(known))
                    && name.get(known.len()).is_none_or(|next| !next.is_ascii_alphanumeric())
            };
            if NAMES.iter().any(is_named) {
                return !closes;
            }
        }
        false
    }

    fn words_of(&self, link: &Link) -> Span {
        if link.form != LinkForm::Href {
            return link.label_span;
        }
        // A card of a page of cards is one link, with other elements in it.
        let start = link.span.start as usize;
        let rest = self.source.text.as_bytes().get(start..).unwrap_or_default();
        let rest = rest.get(..LONGEST).unwrap_or(rest);
        // `</abbr>` ends no link.
        let closes = |tag: &[u8]| match tag {
            [start @ .., last] => start.eq_ignore_ascii_case(b"</a") && !last.is_ascii_alphanumeric(),
            [] => false,
        };
        let end = rest.windows(4).position(closes);
        end.map_or(link.label_span, |length| Span::new(start, start + length))
    }
}
