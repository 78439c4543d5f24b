use crate::base::diagnostic::Severity;
use crate::rules::rule::{Check, Rule, Scope};

/// An entry of the baseline that is fixed.
pub const RULE: Rule = Rule {
    severity: Severity::Warning,
    standards: &[],
    scope: Scope::Usual,
    options: &[],
    check: Check::Verdict,
};
