//! The words by which a page leads to others.

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

    fn words_of(&self, link: &Link) -> Span {
        if link.form != LinkForm::Href {
            return link.label_span;
        }
        // A card of a page of cards is one link, with other elements in it.
        let start = link.span.start as usize;
        let rest = self.source.text.as_bytes().get(start..).unwrap_or_default();
        let rest = rest.get(..LONGEST).unwrap_or(rest);
        let end = rest.windows(3).position(|tag| tag.eq_ignore_ascii_case(b"</a"));
        end.map_or(link.label_span, |length| Span::new(start, start + length))
    }
}
