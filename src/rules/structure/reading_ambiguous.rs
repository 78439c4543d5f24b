use crate::base::diagnostic::Severity;
use crate::base::problem::ProblemKind;
use crate::rules::rule::{Check, Rule, Scope, Standard};

/// A line of plain text that can be read in two ways.
pub const RULE: Rule = Rule {
    severity: Severity::Advice,
    standards: &[Standard::Nhs],
    scope: Scope::Usual,
    options: &[],
    check: Check::Reader(ProblemKind::Ambiguous),
};
