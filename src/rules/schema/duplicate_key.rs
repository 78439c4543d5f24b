use crate::diagnostic::Severity;
use crate::problem::ProblemKind;
use crate::rule::{Check, Rule, Scope, Standard};

/// Tools disagree on which of two equal keys counts.
pub const RULE: Rule = Rule {
    severity: Severity::Error,
    standards: &[Standard::Yaml],
    scope: Scope::Reading,
    check: Check::Reader(ProblemKind::DuplicateKey),
};
