//! What a reader could not read, or read with doubt.
//!
//! Parsing never fails: a reader yields what it saw, and problems. Problems know
//! no rules; the rules of kind [`crate::rules::rule::Check::Reader`] give them an id, a
//! severity and a page.

use crate::base::span::Span;

/// Which of the readers' own rules a problem belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ProblemKind {
    /// The text cannot be parsed from here on: `schema/unreadable`.
    Unreadable,
    /// One key is twice in one mapping: `schema/duplicate-key`.
    DuplicateKey,
    /// A record of a file is not written as its format wants, and the others are read: `schema/malformed-entry`.
    Malformed,
    /// A line of plain text can be read in two ways: `structure/reading-ambiguous`.
    Ambiguous,
}

/// One problem of one document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The rule it belongs to.
    pub kind: ProblemKind,
    /// Where reading stopped or went wrong.
    pub span: Span,
    /// What is wrong, in the reader's words; no final stop.
    pub message: String,
    /// What the marked characters are, e.g. where the open bracket began.
    pub labels: Vec<(Span, String)>,
    /// What to do next.
    pub help: Option<String>,
}

impl Problem {
    /// A problem without labels and help.
    #[must_use]
    pub fn new(kind: ProblemKind, span: Span, message: impl Into<String>) -> Problem {
        Problem { kind, span, message: message.into(), labels: Vec::new(), help: None }
    }

    /// Adds a marked place with its explanation.
    #[must_use]
    pub fn label(mut self, span: Span, text: impl Into<String>) -> Problem {
        self.labels.push((span, text.into()));
        self
    }

    /// The problem with every span moved `by` bytes to the right.
    #[must_use]
    pub fn shifted(mut self, by: usize) -> Problem {
        self.span = self.span.shifted(by);
        for (span, _) in &mut self.labels {
            *span = span.shifted(by);
        }
        self
    }

    /// Says what to do next.
    #[must_use]
    pub fn help(mut self, text: impl Into<String>) -> Problem {
        self.help = Some(text.into());
        self
    }
}
