//! A fix as one replacement, for formats in which two would be two ways to fix a finding.

use super::Repository;
use crate::base::diagnostic::{Diagnostic, Edit, Location};
use crate::base::span::Span;

/// The bytes that go and the text that comes; `None` of a fix that changes other files than the one it is shown in.
pub(super) fn of(repository: &Repository, diagnostic: &Diagnostic<Location>) -> Option<(Span, String)> {
    let fix = diagnostic.fix.as_ref()?;
    let source = repository.session.source(diagnostic.at.doc)?;
    let mut edits: Vec<&Edit<Location>> = fix.edits.iter().collect();
    edits.sort_by_key(|edit| edit.at);
    if edits.iter().any(|edit| edit.at.doc != diagnostic.at.doc) {
        return None;
    }
    let (first, last) = (edits.first()?, edits.last()?);
    let whole = first.at.span.to(last.at.span);
    let mut text = String::new();
    let mut from = whole.start;
    for edit in edits {
        text.push_str(source.text.get(from as usize..edit.at.span.start as usize)?);
        text.push_str(&edit.text);
        from = edit.at.span.end;
    }
    Some((whole, text))
}
