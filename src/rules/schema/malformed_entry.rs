use crate::base::diagnostic::Severity;
use crate::base::problem::ProblemKind;
use crate::rules::rule::{Check, Rule, Scope};

/// An entry of a `.bib`, `.ris` or `.nbib` file that is not written as its format wants.
pub const RULE: Rule = Rule {
    severity: Severity::Error,
    standards: &[],
    scope: Scope::Reading,
    options: &[],
    check: Check::Reader(ProblemKind::Malformed),
};
