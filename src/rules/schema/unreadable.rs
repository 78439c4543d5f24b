use crate::base::diagnostic::Severity;
use crate::base::problem::ProblemKind;
use crate::rules::rule::{Check, Rule, Scope, Standard};

/// What cannot be parsed cannot be checked.
pub const RULE: Rule = Rule {
    severity: Severity::Error,
    standards: &[Standard::Yaml],
    scope: Scope::Reading,
    options: &[],
    check: Check::Reader(ProblemKind::Unreadable),
};
