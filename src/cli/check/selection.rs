//! `--select` and `--ignore`: which rules are reported, and how a rule is named on the command line.

use std::collections::BTreeSet;

use clap::builder::{PossibleValue, StringValueParser, TypedValueParser};
use clap::error::Error;
use clap::{Arg, Command};

use super::Failure;
use crate::base::diagnostic::RuleId;
use crate::base::title;
use crate::rules;

/// Takes any text for a rule, which is judged later and with a suggestion, and tells completions which there are.
#[derive(Clone)]
pub(in crate::cli) struct RuleName {
    /// Whether a group may stand for its rules.
    pub(in crate::cli) groups: bool,
}

impl TypedValueParser for RuleName {
    type Value = String;

    fn parse_ref(
        &self,
        command: &Command,
        argument: Option<&Arg>,
        value: &std::ffi::OsStr,
    ) -> Result<String, Error> {
        StringValueParser::new().parse_ref(command, argument, value)
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        let rules = rules::ALL.iter().map(|entry| entry.id.0);
        let groups: BTreeSet<&str> = rules::ALL.iter().map(|entry| entry.id.group()).collect();
        let groups = groups.into_iter().filter(|_| self.groups);
        Some(Box::new(groups.chain(rules).map(PossibleValue::new)))
    }
}

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
