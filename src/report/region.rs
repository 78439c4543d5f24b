//! Where a finding lies, for formats that name lines and columns of files in a checkout.

use std::fmt::Write as _;

use super::Repository;
use crate::base::diagnostic::Location;
use crate::base::source::{Position, Source};

/// A stretch of a file.
pub(super) struct Region<'a> {
    /// As seen from the top of the checkout.
    pub(super) path: String,
    /// The first character.
    pub(super) start: Position,
    /// After the last character.
    pub(super) end: Position,
    pub(super) source: &'a Source,
    pub(super) at: Location,
}

impl Region<'_> {
    /// The text of the stretch.
    pub(super) fn text(&self) -> Option<&str> {
        let span = self.at.span;
        self.source.text.get(span.start as usize..span.end as usize)
    }
}

impl Repository<'_> {
    /// Where something lies; nowhere where no document holds it.
    pub(super) fn region(&self, at: Location) -> Option<Region<'_>> {
        let source = self.session.source(at.doc)?;
        Some(Region {
            path: format!("{}{}", self.checkout, source.path),
            start: source.position(at.span.start),
            end: source.position(at.span.end),
            source,
            at,
        })
    }
}

/// A path as a relative reference: everything is encoded that means something in an address.
pub(super) fn uri(path: &str) -> String {
    let mut uri = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'-' | b'.' | b'_' | b'~' => {
                uri.push(byte.into())
            }
            // Strings take what they are given.
            _ => drop(write!(uri, "%{byte:02X}")),
        }
    }
    uri
}
