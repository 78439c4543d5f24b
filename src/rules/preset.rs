//! Presets: what a standard for health content asks for, and the settings that check it.
//!
//! A preset is a settings file of its own, which `extends` names without a path. Below `x-criteria` it lists the criteria
//! of its standard, each with the rules that check it, or with the reason why no rule can.

use std::sync::LazyLock;

use crate::base::diagnostic::Severity;
use crate::base::node::Node;
use crate::read::syntax::Syntax;
use crate::rules;
use crate::rules::rule::Entry;

/// A preset.
#[derive(Clone, Copy, Debug)]
pub struct Preset {
    /// How `extends` names it.
    pub name: &'static str,
    /// Its settings.
    pub text: &'static str,
}

/// Every preset, in order of name.
pub const ALL: [Preset; 4] = [
    Preset { name: "jama", text: include_str!("preset/jama.yaml") },
    Preset { name: "nhs", text: include_str!("preset/nhs.yaml") },
    Preset { name: "pif-tick", text: include_str!("preset/pif-tick.yaml") },
    Preset { name: "urac", text: include_str!("preset/urac.yaml") },
];

/// What the standard of a preset asks for.
#[derive(Clone, Debug)]
pub struct Criteria {
    /// The name of the standard.
    pub standard: String,
    /// Where it is published.
    pub address: String,
    /// What it asks for, in its own order.
    pub criteria: Vec<Criterion>,
}

/// One thing that a standard asks for.
#[derive(Clone, Debug)]
pub struct Criterion {
    /// Its number or name in the standard.
    pub name: String,
    /// What it asks for, in our words.
    pub asks: String,
    /// The rules that check it, each with what a finding weighs under the preset.
    pub rules: Vec<(&'static Entry, Severity)>,
    /// What of it no rule can check, and why.
    pub by_hand: Option<String>,
}

/// The preset of this name.
#[must_use]
pub fn named(name: &str) -> Option<&'static Preset> {
    ALL.iter().find(|preset| preset.name == name)
}

/// The names of all presets, as a sentence lists them.
#[must_use]
pub fn names() -> &'static str {
    static NAMES: LazyLock<String> = LazyLock::new(|| {
        let names: Vec<String> = ALL.iter().map(|preset| format!("`{}`", preset.name)).collect();
        match names.split_last() {
            Some((last, rest)) if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
            _ => names.concat(),
        }
    });
    &NAMES
}

impl Preset {
    /// The criteria of its standard.
    #[must_use]
    pub fn criteria(&self) -> Criteria {
        let root = Syntax::Yaml.parse(self.text).root;
        let get = |key: &str| root.as_ref().and_then(|root| root.get(key));
        let standard = get("x-standard");
        let criteria = get("x-criteria").map(Node::items).unwrap_or_default();
        Criteria {
            standard: text(standard, "name"),
            address: text(standard, "address"),
            criteria: criteria.iter().map(|node| criterion(node, get("rules"))).collect(),
        }
    }
}

fn criterion(node: &Node, decisions: Option<&Node>) -> Criterion {
    let rules = node.get("rules").map(Node::items).unwrap_or_default();
    let entries = rules.iter().filter_map(|id| rules::by_id(id.text()?));
    let weighed = entries.map(|entry| {
        let decision = decisions.and_then(|rules| rules.get(entry.id.0));
        let name = decision.and_then(|decision| decision.get("severity").unwrap_or(decision).text());
        (entry, name.and_then(Severity::named).unwrap_or(entry.rule.severity))
    });
    Criterion {
        name: text(Some(node), "name"),
        asks: text(Some(node), "asks"),
        rules: weighed.collect(),
        by_hand: node.get("by-hand").and_then(Node::text).map(str::to_owned),
    }
}

fn text(node: Option<&Node>, key: &str) -> String {
    node.and_then(|node| node.get(key)).and_then(Node::text).unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::model::schema::Schemas;

    /// Nothing a preset says is lost: its settings are valid, its rules exist, and each that it decides on belongs to a
    /// criterion.
    #[test]
    fn presets_are_whole() {
        for preset in ALL {
            let root = Syntax::Yaml.parse(preset.text).root.expect("settings");
            let problems: Vec<String> = Schemas::embedded()
                .check_config(&root)
                .into_iter()
                .map(|violation| violation.message)
                .collect();
            assert_eq!(problems, Vec::<String>::new(), "{}", preset.name);
            let criteria = preset.criteria();
            assert!(
                !criteria.standard.is_empty() && criteria.address.starts_with("https://"),
                "{}",
                preset.name
            );
            let listed: Vec<&str> = root
                .get("x-criteria")
                .map(Node::items)
                .unwrap_or_default()
                .iter()
                .flat_map(|node| node.get("rules").map(Node::items).unwrap_or_default())
                .filter_map(Node::text)
                .collect();
            let known = criteria.criteria.iter().flat_map(|criterion| &criterion.rules);
            let known: Vec<&str> = known.map(|(entry, _)| entry.id.0).collect();
            assert_eq!(listed, known, "{}: a rule that does not exist", preset.name);
            let unique: BTreeSet<&str> = known.iter().copied().collect();
            assert_eq!(unique.len(), known.len(), "{}: a rule is listed twice", preset.name);
            for entry in root.get("rules").map(Node::entries).unwrap_or_default() {
                let rule = entry.key.text().unwrap_or("");
                assert!(unique.contains(rule), "{}: `{rule}` belongs to no criterion", preset.name);
            }
            for criterion in &criteria.criteria {
                assert!(criterion.asks.ends_with('.'), "{}: {:?}", preset.name, criterion.name);
                assert!(
                    !criterion.rules.is_empty() || criterion.by_hand.is_some(),
                    "{}: {:?} is neither checked nor said to be no matter of rules",
                    preset.name,
                    criterion.name
                );
            }
        }
    }

    #[test]
    fn a_decision_of_the_preset_is_what_a_rule_weighs() {
        let criteria = named("jama").expect("a preset").criteria();
        let weight = |rule: &str| {
            let all = criteria.criteria.iter().flat_map(|criterion| &criterion.rules);
            all.clone().find(|(entry, _)| entry.id.0 == rule).map(|(_, severity)| *severity)
        };
        assert_eq!(weight("review/bio-missing"), Some(Severity::Error));
        assert_eq!(weight("review/overdue"), Some(Severity::Error));
        assert_eq!(names(), "`jama`, `nhs`, `pif-tick` and `urac`");
    }
}
