//! Changes as edits that an editor makes.

use std::collections::HashMap;

use lsp_types::{
    DocumentChangeOperation, DocumentChanges, OneOf, OptionalVersionedTextDocumentIdentifier,
    TextDocumentEdit, TextEdit, Uri, WorkspaceEdit,
};
use similar::TextDiff;

use super::client::Client;
use super::position::{Encoding, Positions};
use crate::base::source::Source;
use crate::base::span::Span;

/// Edits of one file.
#[derive(Clone, Debug)]
pub(super) struct FileEdits {
    pub(super) uri: Uri,
    /// The version of the text that they are for, where it is open.
    pub(super) version: Option<i32>,
    pub(super) edits: Vec<TextEdit>,
}

/// Edits of several files as one.
#[allow(
    clippy::mutable_key_type,
    reason = "the type of the protocol; what can change in an address is never its text"
)]
pub(super) fn workspace_edit(client: &Client, files: Vec<FileEdits>) -> WorkspaceEdit {
    if client.versioned_edits {
        let operations = files.into_iter().map(|file| DocumentChangeOperation::Edit(document_edit(file)));
        return WorkspaceEdit {
            document_changes: Some(DocumentChanges::Operations(operations.collect())),
            ..WorkspaceEdit::default()
        };
    }
    let mut changes: HashMap<Uri, Vec<TextEdit>> = HashMap::new();
    for file in files {
        changes.entry(file.uri).or_default().extend(file.edits);
    }
    WorkspaceEdit { changes: Some(changes), ..WorkspaceEdit::default() }
}

/// Edits of one file, for the version of its text that they were made from.
pub(super) fn document_edit(file: FileEdits) -> TextDocumentEdit {
    TextDocumentEdit {
        text_document: OptionalVersionedTextDocumentIdentifier { uri: file.uri, version: file.version },
        edits: file.edits.into_iter().map(OneOf::Left).collect(),
    }
}

/// What turns a text into another one, in edits as small as their lines allow: the cursor stays where it is.
pub(super) fn difference(before: &Source, after: &str, encoding: Encoding) -> Vec<TextEdit> {
    let diff = TextDiff::from_lines(before.text.as_str(), after);
    let ends = |lines: Vec<&str>| {
        let mut at = 0;
        std::iter::once(0)
            .chain(lines.into_iter().map(|line| {
                at += line.len();
                at
            }))
            .collect::<Vec<usize>>()
    };
    let (olds, news) = (ends(diff.iter_old_slices().collect()), ends(diff.iter_new_slices().collect()));
    let span = |bounds: &[usize], range: std::ops::Range<usize>| {
        let at = |nth: usize| bounds.get(nth).copied().unwrap_or_default();
        Span::new(at(range.start), at(range.end))
    };
    let positions = Positions::new(before, encoding);
    let mut edits = Vec::new();
    for op in diff.ops() {
        let (old, new) = (span(&olds, op.old_range()), span(&news, op.new_range()));
        let (was, is) = (old.slice(&before.text), new.slice(after));
        if was == is {
            continue;
        }
        let same = |(a, b): &(char, char)| a == b;
        let head: usize = was.chars().zip(is.chars()).take_while(same).map(|(c, _)| c.len_utf8()).sum();
        let (was_rest, is_rest) = (was.get(head..).unwrap_or(""), is.get(head..).unwrap_or(""));
        let tails = was_rest.chars().rev().zip(is_rest.chars().rev());
        let tail: usize = tails.take_while(same).map(|(c, _)| c.len_utf8()).sum();
        let span = Span::new(old.start as usize + head, old.end as usize - tail);
        // A line end of two characters is not parted, since editors show one.
        let text = is_rest.get(..is_rest.len() - tail).unwrap_or("");
        edits.push(if parts_line_end(&before.text, span) {
            TextEdit { range: positions.range(old), new_text: is.to_owned() }
        } else {
            TextEdit { range: positions.range(span), new_text: text.to_owned() }
        });
    }
    edits
}

fn parts_line_end(text: &str, span: Span) -> bool {
    let parted = |at: u32| {
        let (before, after) = text.split_at_checked(at as usize).unwrap_or((text, ""));
        before.ends_with('\r') && after.starts_with('\n')
    };
    parted(span.start) || parted(span.end)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Makes edits as an editor does: all at once, in the text as it was.
    fn made(before: &str, edits: &[TextEdit]) -> String {
        let source = Source::new("a.md", before);
        let positions = Positions::new(&source, Encoding::Utf16);
        let mut spans: Vec<(Span, &str)> =
            edits.iter().map(|edit| (positions.span(edit.range), edit.new_text.as_str())).collect();
        spans.sort_by_key(|(span, _)| *span);
        let mut text = before.to_owned();
        for (span, new) in spans.into_iter().rev() {
            text.replace_range(span.range(), new);
        }
        text
    }

    #[test]
    fn only_what_differs_is_edited() {
        let before = Source::new("a.md", "one\ntwo three\nfour\n");
        let edits = difference(&before, "one\ntwo 3\nfour\nfive\n", Encoding::Utf16);
        let shown: Vec<_> = edits
            .iter()
            .map(|edit| {
                (
                    edit.range.start.line,
                    edit.range.start.character,
                    edit.range.end.character,
                    edit.new_text.as_str(),
                )
            })
            .collect();
        assert_eq!(shown, [(1, 4, 9, "3"), (3, 0, 0, "five\n")]);
    }

    proptest! {
        #[test]
        fn edits_turn_one_text_into_the_other(before in "[ab👩\r\n]{0,24}", after in "[ab👩\r\n]{0,24}") {
            let source = Source::new("a.md", before.as_str());
            let edits = difference(&source, &after, Encoding::Utf16);
            prop_assert_eq!(made(&before, &edits), after);
        }
    }
}
