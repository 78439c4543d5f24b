use crate::base::diagnostic::Severity;
use crate::rules::rule::{Check, Rule, Scope};

/// A setting that is about nothing.
pub const RULE: Rule = Rule {
    severity: Severity::Warning,
    standards: &[],
    scope: Scope::Usual,
    options: &[],
    check: Check::Verdict,
};
