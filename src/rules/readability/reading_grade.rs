use crate::base::diagnostic::{Findings, Severity};
use crate::base::node::Node;
use crate::model::collection::Collection;
use crate::model::document::Document;
use crate::page::body::{BlockKind, BlockRole};
use crate::rules::option::{Number, Opt};
use crate::rules::rule::{Check, Rule, Scope, Standard};
use crate::rules::settings::Settings;
use crate::words::reading::Counts;

/// A page that is harder to read than its readers may be used to.
pub const RULE: Rule = Rule {
    severity: Severity::Advice,
    standards: &[Standard::Ama],
    scope: Scope::Usual,
    options: &[&MOST],
    check: Check::Document(check),
};

const MOST: Opt<Number> = Opt {
    rule: "readability/reading-grade",
    name: "most",
    kind: Number { unit: "grades of school", least: 1, most: 30, default: 8 },
    about: "The highest reading grade of a page, by Flesch and Kincaid.",
    setting: None,
};

/// The formula says nothing of a text with fewer words.
const FEWEST_WORDS: usize = 100;

fn check(settings: &Settings, document: &Document, findings: &mut Findings) {
    if document.collection != Collection::Article || !document.is_english() || is_for_clinicians(document) {
        return;
    }
    let mut counts = Counts::default();
    for block in &document.body.blocks {
        let is_prose =
            matches!(block.kind, BlockKind::Paragraph | BlockKind::Item) && block.role == BlockRole::Text;
        if is_prose && !document.body.is_bio(block) {
            counts.add(block.prose.text());
        }
    }
    let most = settings.options.number(&MOST);
    let Some(grade) =
        counts.grade().filter(|grade| counts.words >= FEWEST_WORDS && *grade >= f64::from(most) + 1.0)
    else {
        return;
    };
    let title = document.records().first().and_then(|record| record.get("title")).map(|title| title.span);
    let heading = document.body.headings.first().map(|heading| heading.text_span);
    let at = title.or(heading).unwrap_or(document.gap);
    findings
        .report(
            at,
            format!("this page reads like a text for grade {grade:.0}; its readers are used to grade {most}"),
        )
        .help("Shorten the longest sentences, and explain or replace the longest words.");
}

/// Whether the front matter says that the page is not for patients.
fn is_for_clinicians(document: &Document) -> bool {
    let audience = document.records().first().and_then(|record| record.get("audience"));
    let named: Vec<&str> =
        audience.map(Node::one_or_many).unwrap_or_default().iter().filter_map(Node::text).collect();
    !named.is_empty()
        && named.iter().all(|name| {
            ["clinician", "professional", "provider", "researcher"]
                .iter()
                .any(|word| name.to_lowercase().contains(word))
        })
}
