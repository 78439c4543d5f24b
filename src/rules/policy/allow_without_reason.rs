use crate::base::diagnostic::{Findings, Severity};
use crate::model::document::Document;
use crate::read::allow::Instruction;
use crate::rules::rule::{Check, Rule, Scope};
use crate::rules::settings::Settings;

/// A comment that allows something and does not say why.
pub const RULE: Rule = Rule {
    severity: Severity::Warning,
    standards: &[],
    scope: Scope::Usual,
    options: &[],
    check: Check::Document(check),
};

fn check(_: &Settings, document: &Document, findings: &mut Findings) {
    let mut reported = None;
    for allow in &document.allows {
        let is_instruction = matches!(allow.instruction, Instruction::Allow | Instruction::AllowFile);
        // A comment that names several rules lacks one reason.
        if is_instruction && allow.reason.is_none() && reported.replace(allow.span) != Some(allow.span) {
            findings
                .report(allow.span, "this comment gives no reason, so it allows nothing")
                .help("Add the reason after the rule: ` -- why`.");
        }
    }
}
