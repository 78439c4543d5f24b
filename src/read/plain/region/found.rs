//! What reading the text of a line or a group of lines as a reference finds.

use std::ops::Range;

use crate::base::date::SlashOrder;
use crate::base::steps::step;
use crate::biblio::reference::{self, Kind, Reference};

/// What is found in a text that was read as a reference.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Found {
    /// How much of a reference it is; `None` of other text.
    pub(super) quality: Option<i32>,
    /// Whether it says what appeared when, and where or by whom.
    pub(super) dated: bool,
    /// Whether it has a title and a publisher.
    pub(super) published: bool,
}

impl Found {
    pub(super) fn of(text: &str, order: SlashOrder) -> Found {
        step();
        let options = reference::text::Options { slash_order: order, linked: false };
        reference::read(text, options).map_or(Found::default(), |read| {
            let says = read.publisher.is_some() || read.container.is_some() || !read.authors.is_empty();
            Found {
                quality: Some(quality(&read)),
                dated: read.title.is_some() && read.issued.is_some() && says,
                published: read.title.is_some() && read.publisher.is_some(),
            }
        })
    }
}

/// How much of a reference was read.
fn quality(read: &Reference<Range<usize>>) -> i32 {
    // `In: Hart WR, ed. Sports Medicine. 4th ed. Corvid; 2020:chap 33.`
    let is_chapter = read.kind == Some(Kind::Chapter) && read.publisher.is_some();
    let located = read.volume.is_some() || read.pages.is_some() || read.issue.is_some() || is_chapter;
    let says = read.publisher.is_some() || read.container.is_some() || !read.authors.is_empty();
    let certain = read.accessed.is_some()
        || read.doi.is_some()
        || read.pmid.is_some()
        || read.pmcid.is_some()
        || (read.container.is_some() && located && read.issued.is_some())
        || (read.url.is_some() && read.title.is_some() && says);
    let likely = read.title.is_some() && (read.url.is_some() || (read.issued.is_some() && says));
    let title = i32::from(read.title.is_some()) * 5;
    title
        + if certain {
            65
        } else if likely {
            45
        } else {
            15
        }
}
