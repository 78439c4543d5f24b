//! A text that is open in the editor.

use lsp_types::{TextDocumentContentChangeEvent, Uri};

use super::position::{Encoding, Positions};
use crate::base::source::Source;

/// A text that is open in the editor, as the editor shows it.
pub(super) struct Buffer {
    /// The editor's name for it.
    pub(super) uri: Uri,
    /// The editor's count of its changes.
    pub(super) version: i32,
    source: Source,
}

impl Buffer {
    pub(super) fn new(uri: Uri, version: i32, text: String) -> Buffer {
        let source = Source::new(uri.as_str(), text);
        Buffer { uri, version, source }
    }

    /// The text, with the lines in it; its path is the editor's name.
    pub(super) fn source(&self) -> &Source {
        &self.source
    }

    pub(super) fn text(&self) -> &str {
        &self.source.text
    }

    /// Makes changes, each in the text that the one before it left.
    pub(super) fn change(
        &mut self,
        version: i32,
        changes: Vec<TextDocumentContentChangeEvent>,
        encoding: Encoding,
    ) {
        self.version = version;
        for change in changes {
            let text = match change.range {
                None => change.text,
                Some(range) => {
                    let span = Positions::new(&self.source, encoding).span(range);
                    let mut text = std::mem::take(&mut self.source.text);
                    text.replace_range(span.range(), &change.text);
                    text
                }
            };
            self.source = Source::new(self.uri.as_str(), text);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::str::FromStr;

    use lsp_types::{Position, Range};

    use super::*;

    fn changed(text: &str, changes: &[(u32, u32, u32, u32, &str)]) -> String {
        let uri = Uri::from_str("file:///a.md").unwrap();
        let mut buffer = Buffer::new(uri, 1, text.to_owned());
        let event = |&(line, column, end_line, end_column, text): &(u32, u32, u32, u32, &str)| {
            let start = Position::new(line, column);
            TextDocumentContentChangeEvent {
                range: Some(Range { start, end: Position::new(end_line, end_column) }),
                range_length: None,
                text: text.to_owned(),
            }
        };
        buffer.change(2, changes.iter().map(event).collect(), Encoding::Utf16);
        assert_eq!(buffer.version, 2);
        buffer.text().to_owned()
    }

    #[test]
    fn each_change_is_made_in_the_text_before_it() {
        assert_eq!(
            changed("a👩b\nc\n", &[(0, 3, 0, 3, "x"), (0, 0, 0, 1, ""), (1, 1, 1, 1, "!")]),
            "👩xb\nc!\n"
        );
        assert_eq!(changed("ab\r\ncd", &[(0, 1, 1, 1, "-")]), "a-d");
    }

    #[test]
    fn changes_outside_of_the_text_are_made_at_its_edge() {
        assert_eq!(changed("ab\n", &[(9, 9, 9, 12, "c")]), "ab\nc");
        assert_eq!(changed("ab\n", &[(0, 99, 0, 99, "c")]), "abc\n");
        assert_eq!(changed("abc", &[(0, 2, 0, 1, "-")]), "a-c");
    }
}
