//! Kinds of actions, and which of them an editor asks for.

use lsp_types::{CodeActionContext, CodeActionKind};

/// Whether actions of a kind are asked for.
pub(super) fn wants(context: &CodeActionContext, kind: &CodeActionKind) -> bool {
    context.only.as_ref().is_none_or(|only| only.iter().any(|wanted| is_part(kind, wanted)))
}

/// Whether a kind is another one or part of it, as `source.fixAll` is of `source`.
fn is_part(kind: &CodeActionKind, of: &CodeActionKind) -> bool {
    let rest = kind.as_str().strip_prefix(of.as_str());
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.') || of.as_str().is_empty())
}
