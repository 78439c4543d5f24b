use crate::base::diagnostic::Severity;
use crate::rules::rule::{Check, Rule, Scope};

/// A comment or setting that allows what nothing reports.
pub const RULE: Rule = Rule {
    severity: Severity::Warning,
    standards: &[],
    scope: Scope::Usual,
    options: &[],
    check: Check::Verdict,
};
