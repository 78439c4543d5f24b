use crate::base::diagnostic::{Findings, Severity};
use crate::base::title;
use crate::model::document::Document;
use crate::read::allow::Instruction;
use crate::rules;
use crate::rules::rule::{Check, Rule, Scope};
use crate::rules::settings::Settings;

/// A comment that allows a rule that does not exist.
pub const RULE: Rule = Rule {
    severity: Severity::Warning,
    standards: &[],
    scope: Scope::Usual,
    options: &[],
    check: Check::Document(check),
};

fn check(_: &Settings, document: &Document, findings: &mut Findings) {
    for allow in &document.allows {
        if !matches!(allow.instruction, Instruction::Allow | Instruction::AllowFile)
            || rules::by_id(&allow.rule).is_some()
        {
            continue;
        }
        if allow.rule.is_empty() {
            findings
                .report(allow.span, "this comment does not say which rule it allows")
                .help("Name the rule after `allow`, as the report does: `link/target-missing`.");
            continue;
        }
        let finding = findings.report(allow.rule_span, format!("there is no rule `{}`", allow.rule));
        if rules::is_group(&allow.rule) {
            finding.help(format!("`{}` is a group of rules. Name the one that is meant.", allow.rule));
            continue;
        }
        let near = title::nearest_ids(&allow.rule, rules::ALL.iter().map(|entry| entry.id.0), 2);
        if !finding.did_you_mean(Some(allow.rule_span), &near) {
            finding.help("The command `medproof rules` lists all rules.");
        }
    }
}
