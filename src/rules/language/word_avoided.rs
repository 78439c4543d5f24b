use crate::base::diagnostic::{Findings, Severity};
use crate::base::phrase;
use crate::model::collection::Collection;
use crate::model::document::Document;
use crate::page::body::{BlockKind, BlockRole};
use crate::page::roles;
use crate::rules::rule::{Check, Rule, Scope};
use crate::rules::settings::Settings;

/// A word that the house style avoids.
pub const RULE: Rule = Rule {
    severity: Severity::Warning,
    standards: &[],
    scope: Scope::Usual,
    options: &[],
    check: Check::Document(check),
};

fn check(settings: &Settings, document: &Document, findings: &mut Findings) {
    if !matches!(document.collection, Collection::Article | Collection::Cause) {
        return;
    }
    for (nth, block) in document.body.blocks.iter().enumerate() {
        let text = block.prose.text();
        let own = !matches!(block.kind, BlockKind::Quotation | BlockKind::Reference);
        if !own || block.role != BlockRole::Text {
            continue;
        }
        for (at, word) in settings.house.find(text) {
            let quoted = document.scan.quotations(nth, text).is_some_and(|marks| marks.hold(at.start));
            let span = block.prose.span(at.clone());
            let elsewhere = word.language.as_ref().is_some_and(|language| *language != document.language);
            if quoted || elsewhere || !roles::within(&document.body.cuts, span).is_empty() {
                continue;
            }
            let written = text.get(at).unwrap_or("");
            let reason = word.reason.trim_end_matches('.');
            let finding = findings.report(span, format!("the house style avoids “{written}”: {reason}"));
            match &word.instead {
                Some(instead) => {
                    let instead = phrase::capitalised_as(written, &word.avoid, instead);
                    finding.help(format!("Write “{instead}”.")).fix_unsafe(span, instead);
                }
                None => drop(finding.help("Leave it out, or say it in another way.")),
            }
        }
    }
}
