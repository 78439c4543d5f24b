//! JUnit's XML, which every CI shows: a suite for each file, a case for each rule that reports it.
//!
//! Elements and attributes are those that the schema of Jenkins (`junit-10.xsd` of its xUnit plugin) allows, which is the
//! strictest in use: it knows the file of a suite, and neither file nor line of a case. Lines are in the text.

use std::io;

use super::{Report, Repository, elsewhere, in_full, sanitise};
use crate::base::diagnostic::{RuleId, Severity};
use crate::run::verdict::Verdict;

/// Writes the report. Where nothing was found there is one case that passed: some readers take a report without
/// cases for a run that broke down.
///
/// # Errors
/// Those of `out`.
pub fn write(report: &Report, out: &mut dyn io::Write) -> io::Result<()> {
    let suites: Vec<Suite> = report.repositories.iter().flat_map(suites).collect();
    writeln!(out, r#"<?xml version="1.0" encoding="UTF-8"?>"#)?;
    let name = env!("CARGO_PKG_NAME");
    if suites.is_empty() {
        writeln!(out, r#"<testsuites name="{name}" tests="1" failures="0" errors="0">"#)?;
        writeln!(
            out,
            r#"  <testsuite name="{name}" tests="1" failures="0" errors="0" skipped="0" time="0">"#
        )?;
        writeln!(out, r#"    <testcase name="nothing to report" classname="{name}" time="0"/>"#)?;
        writeln!(out, "  </testsuite>\n</testsuites>")?;
        return Ok(());
    }
    let cases: usize = suites.iter().map(|suite| suite.cases.len()).sum();
    writeln!(out, r#"<testsuites name="{name}" tests="{cases}" failures="{cases}" errors="0">"#)?;
    for suite in &suites {
        suite.write(out)?;
    }
    writeln!(out, "</testsuites>")
}

/// One file.
struct Suite {
    path: String,
    cases: Vec<Case>,
}

/// Everything a rule says of a file.
struct Case {
    rule: RuleId,
    worst: Severity,
    /// What the first of them says.
    message: String,
    findings: Vec<String>,
}

/// The files of a repository with findings, in their order.
fn suites(repository: &Repository) -> Vec<Suite> {
    let open: Vec<&Verdict> = repository.open().collect();
    let of_file = |verdicts: &[&Verdict]| {
        let path = repository.region(verdicts.first()?.diagnostic.at)?.path;
        let mut suite = Suite { path, cases: Vec::new() };
        verdicts.iter().for_each(|verdict| suite.add(repository, verdict));
        Some(suite)
    };
    open.chunk_by(|a, b| a.diagnostic.at.doc == b.diagnostic.at.doc).filter_map(of_file).collect()
}

impl Suite {
    fn add(&mut self, repository: &Repository, verdict: &Verdict) {
        let diagnostic = &verdict.diagnostic;
        let Some(at) = repository.region(diagnostic.at) else {
            return;
        };
        let mut finding = format!(
            "{}:{}:{}: {} {}",
            sanitise::path(&at.path),
            at.start.line,
            at.start.column,
            verdict.severity,
            in_full(diagnostic),
        );
        for line in elsewhere(repository, diagnostic) {
            finding.push_str("\n  ");
            finding.push_str(&line);
        }
        match self.cases.iter_mut().find(|case| case.rule == diagnostic.rule) {
            Some(case) => {
                case.worst = case.worst.max(verdict.severity);
                case.findings.push(finding);
            }
            None => self.cases.push(Case {
                rule: diagnostic.rule,
                worst: verdict.severity,
                message: sanitise::sentence(&diagnostic.message).into_owned(),
                findings: vec![finding],
            }),
        }
    }

    fn write(&self, out: &mut dyn io::Write) -> io::Result<()> {
        let (path, count) = (escape(&sanitise::path(&self.path)), self.cases.len());
        writeln!(
            out,
            r#"  <testsuite name="{path}" file="{path}" tests="{count}" failures="{count}" errors="0" skipped="0" time="0">"#
        )?;
        for Case { rule, worst, message, findings } in &self.cases {
            writeln!(out, r#"    <testcase name="{rule}" classname="{path}" time="0">"#)?;
            let message = match findings.len() {
                1 => message.clone(),
                number => format!("{message}, and {} more", number - 1),
            };
            let text = escape(&findings.join("\n"));
            writeln!(
                out,
                r#"      <failure type="{worst}" message="{}">{text}</failure>"#,
                escape(&message)
            )?;
            writeln!(out, "    </testcase>")?;
        }
        writeln!(out, "  </testsuite>")
    }
}

/// A text that is neither markup nor anything XML forbids. [`sanitise`] has taken the control characters out.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\n' => escaped.push('\n'),
            c if sanitise::stand_in(c, Some('é')).is_some() => escaped.push_str("&#xFFFD;"),
            c => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_markup_or_forbidden() {
        assert_eq!(escape("<a b=\"c\"> & ]]>"), "&lt;a b=&quot;c&quot;&gt; &amp; ]]&gt;");
        assert_eq!(escape("a\nb\u{1b}\u{0}\u{ffff}"), "a\nb&#xFFFD;&#xFFFD;&#xFFFD;");
        assert_eq!(
            escape("Nackenschmerzen – “é” 👩\u{200d}⚕\u{fe0f}"),
            "Nackenschmerzen – “é” 👩\u{200d}⚕\u{fe0f}"
        );
    }
}
