use crate::base::diagnostic::{Findings, Severity};
use crate::base::node::{Node, Value};
use crate::model::document::{Document, Format};
use crate::rules::rule::{Check, Rule, Scope, Standard};
use crate::rules::settings::Settings;

/// A field the content model does not know, lacks, or wants otherwise.
pub const RULE: Rule = Rule {
    severity: Severity::Error,
    standards: &[Standard::SchemaOrg],
    scope: Scope::Always,
    options: &[],
    check: Check::Document(check),
};

fn check(settings: &Settings, document: &Document, findings: &mut Findings) {
    let records = document.records();
    let nothing = [Node { span: document.gap, value: Value::Mapping(Vec::new()) }];
    // A text without front matter lacks every field that is asked for; a data file without records lacks none.
    let lacks_all = records.is_empty() && Format::of(&document.source.path) == Some(Format::Markdown);
    let records = if lacks_all { &nothing } else { records };
    for violation in records.iter().flat_map(|record| settings.check_fields(document.collection, record)) {
        let finding = findings.report(violation.span, violation.message);
        finding.labels = violation.labels;
        finding.help = violation.help;
        if violation.mild {
            finding.severity(Severity::Warning);
        }
        if let Some((span, text)) = violation.suggestion {
            finding.suggest(span, text);
        }
    }
}
