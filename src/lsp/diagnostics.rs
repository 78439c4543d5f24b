//! Findings as the protocol writes them.

use std::collections::HashMap;
use std::path::Path;
use std::str::FromStr;

use lsp_types::{
    CodeDescription, Diagnostic as Shown, DiagnosticRelatedInformation, DiagnosticSeverity, DiagnosticTag,
    Location as Where, NumberOrString, Range, Uri,
};

use super::position::{Encoding, Positions};
use crate::base::diagnostic::{Diagnostic, Location, RuleId, Severity};
use crate::base::source::Source;
use crate::base::span::{DocId, Span};
use crate::project::Project;
use crate::rules;
use crate::run::verdict::Verdict;

/// Who reports, in the editor's list of problems.
const REPORTER: &str = "medproof";

/// Rules whose findings are about text that nothing needs, which editors grey out.
const UNNECESSARY: &[&str] = &[
    "citation/uncited",
    "link/see-duplicate",
    "policy/allow-unused",
    "policy/baseline-stale",
    "policy/setting-unused",
    "schema/entity-unused",
];

/// Rules whose findings are about what another thing has taken the place of, which editors strike through.
const DEPRECATED: &[&str] =
    &["cause/name-not-preferred", "citation/retracted-source", "link/see-via-redirect"];

/// Turns places of a repository into those of an editor.
pub(super) struct Places<'a> {
    project: &'a Project,
    encoding: Encoding,
    uri: &'a dyn Fn(&Path) -> Option<Uri>,
    known: HashMap<DocId, (Uri, Positions<'a>)>,
}

impl<'a> Places<'a> {
    /// `uri` is the editor's name of a file.
    pub(super) fn new(
        project: &'a Project,
        encoding: Encoding,
        uri: &'a dyn Fn(&Path) -> Option<Uri>,
    ) -> Places<'a> {
        Places { project, encoding, uri, known: HashMap::new() }
    }

    /// Where bytes of a document are.
    pub(super) fn place(&mut self, at: Location) -> Option<Where> {
        let (uri, positions) = match self.known.get(&at.doc) {
            Some(known) => known,
            None => {
                let source = self.project.session.source(at.doc)?;
                let uri = (self.uri)(&self.project.on_disk(&source.path))?;
                self.known.entry(at.doc).or_insert((uri, Positions::new(source, self.encoding)))
            }
        };
        Some(Where { uri: uri.clone(), range: positions.range(at.span) })
    }

    /// A finding that counts.
    pub(super) fn finding(&mut self, verdict: &Verdict) -> Option<Shown> {
        let diagnostic = &verdict.diagnostic;
        let range = self.place(diagnostic.at)?.range;
        let mut related = Vec::new();
        for (at, message) in diagnostic.labels.iter().filter(|(at, _)| *at != diagnostic.at) {
            let location = self.place(*at)?;
            related.push(DiagnosticRelatedInformation { location, message: message.clone() });
        }
        let own = diagnostic.labels.iter().filter(|(at, _)| *at == diagnostic.at);
        let own: Vec<&str> = own.map(|(_, text)| text.as_str()).collect();
        Some(Shown {
            related_information: Some(related).filter(|related| !related.is_empty()),
            ..shown(range, verdict.severity, diagnostic, &own)
        })
    }
}

/// What is wrong with settings.
pub(super) fn of_settings(source: &Source, problem: &Diagnostic<Span>, encoding: Encoding) -> Shown {
    let range = Positions::new(source, encoding).range(problem.at);
    let labels: Vec<&str> = problem.labels.iter().map(|(_, text)| text.as_str()).collect();
    shown(range, problem.severity, problem, &labels)
}

/// An error about a file as a whole.
pub(super) fn of_file(message: String) -> Shown {
    Shown {
        severity: Some(DiagnosticSeverity::ERROR),
        source: Some(REPORTER.to_owned()),
        message,
        ..Shown::default()
    }
}

/// A finding without what is said elsewhere: its message, the labels at its own place and the help, a line each.
fn shown<At>(range: Range, severity: Severity, diagnostic: &Diagnostic<At>, labels: &[&str]) -> Shown {
    let mut message = diagnostic.message.clone();
    for line in labels.iter().copied().chain(diagnostic.help.as_deref()) {
        message.push('\n');
        message.push_str(line);
    }
    let url = rules::by_id(diagnostic.rule.0).map(|entry| rules::url(entry.id));
    let href = url.and_then(|url| Uri::from_str(&url).ok());
    Shown {
        range,
        severity: Some(severity_of(severity)),
        code: Some(NumberOrString::String(diagnostic.rule.0.to_owned())),
        code_description: href.map(|href| CodeDescription { href }),
        source: Some(REPORTER.to_owned()),
        message,
        tags: tag(diagnostic.rule).map(|tag| vec![tag]),
        ..Shown::default()
    }
}

fn severity_of(severity: Severity) -> DiagnosticSeverity {
    match severity {
        Severity::Error => DiagnosticSeverity::ERROR,
        Severity::Warning => DiagnosticSeverity::WARNING,
        Severity::Advice => DiagnosticSeverity::INFORMATION,
    }
}

fn tag(rule: RuleId) -> Option<DiagnosticTag> {
    match rule.0 {
        id if UNNECESSARY.contains(&id) => Some(DiagnosticTag::UNNECESSARY),
        id if DEPRECATED.contains(&id) => Some(DiagnosticTag::DEPRECATED),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_with_a_tag_is_a_rule() {
        for id in UNNECESSARY.iter().chain(DEPRECATED) {
            assert!(rules::by_id(id).is_some(), "{id}");
        }
    }

    #[test]
    fn every_rule_has_an_address_that_a_client_can_read() {
        for entry in rules::ALL {
            let url = rules::url(entry.id);
            assert_eq!(Uri::from_str(&url).unwrap().as_str(), url);
        }
    }
}
