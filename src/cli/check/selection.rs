//! `--select` and `--ignore`: which rules are reported.

use super::Failure;
use crate::base::diagnostic::RuleId;
use crate::base::title;
use crate::rules;

/// Which rules are reported.
pub(super) struct Selection {
    select: Vec<String>,
    ignore: Vec<String>,
}

impl Selection {
    /// # Errors
    /// There is no such rule or group.
    pub(super) fn new(select: &[String], ignore: &[String]) -> Result<Selection, Failure> {
        for rule in select.iter().chain(ignore) {
            if rules::by_id(rule).is_none() && !rules::is_group(rule) {
                return Err(unknown_rule(rule));
            }
        }
        Ok(Selection { select: select.to_vec(), ignore: ignore.to_vec() })
    }

    /// Whether the findings of a rule are reported.
    pub(super) fn takes(&self, rule: RuleId) -> bool {
        let names = |list: &[String]| list.iter().any(|name| name == rule.0 || name == rule.group());
        (self.select.is_empty() || names(&self.select)) && !names(&self.ignore)
    }
}

/// A rule that does not exist, with the one that may have been meant.
pub(in crate::cli) fn unknown_rule(rule: &str) -> Failure {
    let near = title::nearest_ids(rule, rules::ALL.iter().map(|entry| entry.id.0), 1);
    let hint = match near.first() {
        Some(near) => format!("did you mean `{near}`?"),
        None => "`medproof rules` lists all rules.".to_owned(),
    };
    Failure::Message(format!("there is no rule `{rule}`; {hint}"))
}
