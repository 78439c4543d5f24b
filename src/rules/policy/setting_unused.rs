use crate::diagnostic::Severity;
use crate::rule::{Check, Rule, Scope};

/// A setting that is about nothing.
pub const RULE: Rule =
    Rule { severity: Severity::Warning, standards: &[], scope: Scope::Usual, check: Check::Verdict };
