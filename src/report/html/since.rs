//! An earlier report of `medproof check --format json`, to compare with.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

/// The findings of an earlier report.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Since {
    /// The name of its file.
    pub name: String,
    /// Its open findings by fingerprint.
    findings: BTreeMap<String, Earlier>,
}

/// A finding of an earlier report.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Earlier {
    pub(super) rule: String,
    pub(super) path: String,
    pub(super) message: String,
}

impl Since {
    /// Reads a report.
    ///
    /// # Errors
    /// Why it is none, as part of a sentence.
    pub fn read(name: &str, text: &str) -> Result<Since, String> {
        let value: Value = serde_json::from_str(text).map_err(|error| format!("it is no JSON: {error}"))?;
        let Some(findings) = value.get("findings").and_then(Value::as_array) else {
            return Err("it has no list `findings`".to_owned());
        };
        let mut since = Since { name: name.to_owned(), findings: BTreeMap::new() };
        for finding in findings {
            let text = |key: &str| finding.get(key).and_then(Value::as_str);
            let (Some(rule), Some(path), Some(message), Some(fingerprint)) =
                (text("rule"), text("path"), text("message"), text("fingerprint"))
            else {
                return Err("a finding in it has no rule, path, message or fingerprint".to_owned());
            };
            if text("status").is_none_or(|status| status == "open") {
                let earlier =
                    Earlier { rule: rule.to_owned(), path: path.to_owned(), message: message.to_owned() };
                since.findings.insert(fingerprint.to_owned(), earlier);
            }
        }
        Ok(since)
    }

    /// Whether it has this finding.
    pub(super) fn has(&self, fingerprint: &str) -> bool {
        self.findings.contains_key(fingerprint)
    }

    /// How often it has each rule.
    pub(super) fn by_rule(&self) -> BTreeMap<&str, usize> {
        let mut counts = BTreeMap::new();
        for finding in self.findings.values() {
            *counts.entry(finding.rule.as_str()).or_default() += 1;
        }
        counts
    }

    /// What it has and is not among these, in order of rule, path and message.
    pub(super) fn missing(&self, now: &BTreeSet<&str>) -> Vec<&Earlier> {
        let gone = self.findings.iter().filter(|(fingerprint, _)| !now.contains(fingerprint.as_str()));
        let mut gone: Vec<&Earlier> = gone.map(|(_, finding)| finding).collect();
        gone.sort();
        gone
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_report_is_read() {
        let read = |text: &str| Since::read("a.json", text).map(|since| since.findings.len());
        assert_eq!(read(r#"{"findings": []}"#), Ok(0));
        assert_eq!(read("{}"), Err("it has no list `findings`".to_owned()));
        assert_eq!(
            read(r#"{"findings": [{"rule": "a/b"}]}"#),
            Err("a finding in it has no rule, path, message or fingerprint".to_owned())
        );
        assert!(read("nothing").is_err());
        let finding = |status: &str| {
            format!(
                r#"{{"rule": "a/b", "path": "c", "message": "d", "fingerprint": "e", "status": "{status}"}}"#
            )
        };
        assert_eq!(read(&format!(r#"{{"findings": [{}]}}"#, finding("open"))), Ok(1));
        assert_eq!(read(&format!(r#"{{"findings": [{}]}}"#, finding("allowed"))), Ok(0));
    }
}
