//! A file of house words, checked.

use std::collections::HashMap;

use super::ConfigError;
use super::raw::CONFIG;
use crate::base::diagnostic::{Findings, Severity};
use crate::base::node::{Node, ScalarKind};
use crate::base::source::Source;
use crate::base::span::Span;
use crate::model::document::main_language;
use crate::model::schema::Schemas;
use crate::read::syntax::Syntax;
use crate::words::house::HouseWord;

/// Reads a file of house words.
///
/// # Errors
/// Everything that is wrong with it, each at its place.
pub fn read(source: Source, schemas: &Schemas) -> Result<Vec<HouseWord>, Box<ConfigError>> {
    let mut findings = Findings::new(CONFIG, Severity::Error);
    let words = words(&source, schemas, &mut findings);
    let problems = findings.into_list();
    if problems.is_empty() { Ok(words) } else { Err(Box::new(ConfigError { source_file: source, problems })) }
}

fn words(source: &Source, schemas: &Schemas, findings: &mut Findings) -> Vec<HouseWord> {
    let (text, offset) = source.without_mark();
    let parsed = Syntax::of(&source.path).parse_at(text, offset);
    for problem in source.refused.iter().chain(&parsed.problems) {
        let finding = findings.report(problem.span, problem.message.clone());
        finding.labels.clone_from(&problem.labels);
        finding.help.clone_from(&problem.help);
    }
    let Some(root) = parsed.root.filter(|_| source.refused.is_none() && parsed.problems.is_empty()) else {
        return Vec::new();
    };
    let mut words = Vec::new();
    let mut known: HashMap<(String, Option<String>), Span> = HashMap::new();
    for record in root.one_or_many() {
        for violation in schemas.check_list(record) {
            let finding = findings.report(violation.span, violation.message);
            finding.labels = violation.labels;
            finding.help = violation.help;
        }
        of_record(record, &mut known, &mut words, findings);
    }
    words
}

/// The words of one record. What is of the wrong kind was reported by the schema and is passed over.
fn of_record(
    record: &Node,
    known: &mut HashMap<(String, Option<String>), Span>,
    words: &mut Vec<HouseWord>,
    findings: &mut Findings,
) {
    let items = |key: &str| record.get(key).map(Node::one_or_many).unwrap_or_default();
    let text = |key: &str| record.get(key).and_then(Node::text).map(str::to_owned);
    let (avoided, used) = (items("avoid"), items("use"));
    if used.len() > 1 && used.len() != avoided.len() {
        let at = record.get("use").map_or(record.span, |node| node.span);
        findings
            .report(at, format!("`use` lists {} forms and `avoid` {}", used.len(), avoided.len()))
            .help("Write one form for all, or one for each form that is avoided, in the same order.");
    }
    let language = text("language").as_deref().and_then(main_language);
    let scalar = record.get("match-case").and_then(Node::scalar);
    let match_case = scalar.is_some_and(|scalar| scalar.kind == ScalarKind::Bool(true));
    for (nth, node) in avoided.iter().enumerate() {
        let Some(avoid) = node.text() else { continue };
        let instead = used.get(nth).or(used.first()).and_then(Node::text);
        if instead == Some(avoid) {
            findings
                .report(node.span, format!("`{avoid}` is avoided, and used instead of itself"))
                .help("Write what is used instead, or take `use` out.");
        }
        let key = if match_case { avoid.to_owned() } else { avoid.to_lowercase() };
        if let Some(first) = known.insert((key, language.clone()), node.span) {
            findings.report(node.span, format!("`{avoid}` is listed twice")).label(first, "here first");
        }
        words.push(HouseWord {
            avoid: avoid.to_owned(),
            instead: instead.map(str::to_owned),
            reason: text("reason").unwrap_or_default(),
            language: language.clone(),
            match_case,
        });
    }
}
