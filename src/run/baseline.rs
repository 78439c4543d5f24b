//! The baseline: findings that existed when somebody decided to begin, which stop nobody until
//! they are fixed. It only shrinks.
//!
//! The file is JSON with a line for each finding, so that two branches that fix different ones can be merged.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde_json::json;

use crate::base::diagnostic::{Diagnostic, Findings, RuleId, Severity};
use crate::base::node::{Node, ScalarKind};
use crate::base::source::Source;
use crate::base::span::Span;
use crate::read::syntax::Syntax;

/// The name of the file where nobody chose another.
pub const FILE_NAME: &str = "medproof-baseline.json";

/// The version of the form; it grows when an older medproof could no longer read the file.
const VERSION: i64 = 1;

/// A baseline.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Baseline {
    /// The findings, in the order of the file.
    pub entries: Vec<BaselineEntry>,
}

/// One finding that is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BaselineEntry {
    /// How it is known again (see [`crate::run::fingerprint`]).
    pub fingerprint: String,
    /// The rule that reports it.
    pub rule: String,
    /// The file it is in, relative to the repository's root.
    pub path: String,
    /// What was wrong, for people who read the file.
    pub message: String,
    /// Where it is in the file.
    pub span: Span,
}

/// What is wrong with a baseline has this name: it has no page.
const BASELINE: RuleId = RuleId("baseline");

impl Baseline {
    /// Reads a baseline.
    ///
    /// # Errors
    /// What is wrong with it, and where.
    pub fn read(source: &Source) -> Result<Baseline, Vec<Diagnostic>> {
        let mut findings = Findings::new(BASELINE, Severity::Error);
        let (text, offset) = source.without_mark();
        let parsed = Syntax::Yaml.parse_at(text, offset);
        let problem = source.refused.iter().chain(&parsed.problems).next();
        if let Some(problem) = problem {
            match text.find("<<<<<<<") {
                Some(at) => findings
                    .report(Span::new(offset + at, offset + at + 7), "two branches changed this file, and git could not join them")
                    .help("Keep the lines of both sides and remove the marks. Then run `medproof baseline --prune`, which removes the findings that were fixed."),
                None => findings.report(problem.span, problem.message.clone()).help(HELP),
            };
            return Err(findings.into_list());
        }
        let root = parsed
            .root
            .unwrap_or(Node { span: Span::at(offset), value: crate::base::node::Value::Mapping(Vec::new()) });
        let version = root.get("version").and_then(Node::scalar).map(|scalar| scalar.kind);
        if version != Some(ScalarKind::Int(VERSION)) {
            let span = root.get("version").map_or(Span::at(offset), |node| node.span);
            findings.report(span, format!("this is no baseline of version {VERSION}")).help(HELP);
            return Err(findings.into_list());
        }
        let mut baseline = Baseline::default();
        for node in root.get("findings").map(Node::items).unwrap_or_default() {
            let text = |key: &str| node.get(key).and_then(Node::text).map(str::to_owned);
            match (text("fingerprint"), text("rule"), text("path")) {
                (Some(fingerprint), Some(rule), Some(path)) => baseline.entries.push(BaselineEntry {
                    fingerprint,
                    rule,
                    path,
                    message: text("message").unwrap_or_default(),
                    span: node.span,
                }),
                _ => {
                    let message = "an entry has a `fingerprint`, a `rule` and a `path`";
                    findings.report(node.span, message).help(HELP);
                }
            }
        }
        let problems = findings.into_list();
        if problems.is_empty() { Ok(baseline) } else { Err(problems) }
    }

    /// The text of its file: in order of path, rule and fingerprint.
    #[must_use]
    pub fn write(&self) -> String {
        let mut entries: Vec<&BaselineEntry> = self.entries.iter().collect();
        entries.sort_by_key(|entry| (&entry.path, &entry.rule, &entry.fingerprint));
        let mut text = format!("{{\"version\": {VERSION}, \"findings\": [");
        for (nth, entry) in entries.into_iter().enumerate() {
            let entry = json!({
                "path": entry.path,
                "rule": entry.rule,
                "fingerprint": entry.fingerprint,
                "message": entry.message,
            });
            // Strings take what they are given.
            let _ = write!(text, "{}\n{entry}", if nth == 0 { "" } else { "," });
        }
        text.push_str("\n]}\n");
        text
    }

    /// How many findings each rule has in it.
    #[must_use]
    pub fn by_rule(&self) -> BTreeMap<&str, usize> {
        let mut counts = BTreeMap::new();
        for entry in &self.entries {
            *counts.entry(entry.rule.as_str()).or_default() += 1;
        }
        counts
    }
}

const HELP: &str = "The command `medproof baseline` writes this file; nothing else should.";

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(path: &str, rule: &str) -> BaselineEntry {
        BaselineEntry {
            fingerprint: "00ff".into(),
            rule: rule.into(),
            path: path.into(),
            message: "“a”\nb".into(),
            span: Span::default(),
        }
    }

    #[test]
    fn what_is_written_is_read() {
        let baseline = Baseline { entries: vec![entry("b.md", "link/x"), entry("a.md", "link/y")] };
        let text = baseline.write();
        assert_eq!(
            text,
            "{\"version\": 1, \"findings\": [\n\
             {\"path\":\"a.md\",\"rule\":\"link/y\",\"fingerprint\":\"00ff\",\"message\":\"“a”\\nb\"},\n\
             {\"path\":\"b.md\",\"rule\":\"link/x\",\"fingerprint\":\"00ff\",\"message\":\"“a”\\nb\"}\n]}\n"
        );
        let read = Baseline::read(&Source::new("b.json", text.as_str())).expect("we wrote it");
        assert_eq!(read.write(), text);
        assert_eq!(
            read.entries[0].span.slice(&text),
            text.lines().nth(1).unwrap_or("").trim_end_matches(',')
        );
        assert_eq!(read.by_rule(), [("link/x", 1), ("link/y", 1)].into());
        assert_eq!(Baseline::default().write(), "{\"version\": 1, \"findings\": [\n]}\n");
    }

    #[test]
    fn what_is_no_baseline_is_refused_at_its_place() {
        let messages = |text: &str| -> Vec<String> {
            let problems = Baseline::read(&Source::new("b.json", text)).expect_err("it is none");
            problems.iter().map(|problem| format!("{} {}", problem.at.start, problem.message)).collect()
        };
        assert_eq!(messages("{\"version\": 2}"), ["12 this is no baseline of version 1"]);
        assert_eq!(messages(""), ["0 this is no baseline of version 1"]);
        assert_eq!(
            messages("{\"version\": 1, \"findings\": [{\"rule\": \"a\"}]}"),
            ["28 an entry has a `fingerprint`, a `rule` and a `path`"]
        );
        assert_eq!(messages("{\"version\": 1").len(), 1);
        assert_eq!(
            messages("{\"version\": 1, \"findings\": [\n<<<<<<< HEAD\n{},\n=======\n>>>>>>> b\n]}"),
            ["29 two branches changed this file, and git could not join them"]
        );
    }
}
