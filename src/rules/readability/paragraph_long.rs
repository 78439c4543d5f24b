use memchr::memchr3_iter;

use crate::base::diagnostic::{Findings, Severity};
use crate::model::collection::Collection;
use crate::model::document::Document;
use crate::page::body::{BlockKind, BlockRole};
use crate::rules::option::{Number, Opt};
use crate::rules::rule::{Check, Rule, Scope, Standard};
use crate::rules::settings::Settings;

/// A paragraph with many sentences.
pub const RULE: Rule = Rule {
    severity: Severity::Advice,
    standards: &[Standard::Nhs],
    scope: Scope::Usual,
    options: &[&MOST],
    check: Check::Document(check),
};

const MOST: Opt<Number> = Opt {
    rule: "readability/paragraph-long",
    name: "most",
    kind: Number { unit: "sentences", least: 1, most: 100, default: 3 },
    about: "How many sentences a paragraph may have.",
    setting: None,
};

fn check(settings: &Settings, document: &Document, findings: &mut Findings) {
    if !matches!(document.collection, Collection::Article | Collection::Cause) || !document.is_english() {
        return;
    }
    let most = settings.options.number(&MOST) as usize;
    for (nth, block) in document.body.blocks.iter().enumerate() {
        let text = block.prose.text();
        let is_prose = block.kind == BlockKind::Paragraph && block.role == BlockRole::Text;
        // No block with fewer stops has so many sentences, and most are left so.
        let stops = || memchr3_iter(b'.', b'!', b'?', text.as_bytes()).count();
        if !is_prose || stops() <= most || document.body.is_bio(block) {
            continue;
        }
        let count = document.scan.sentences(nth, text).len();
        if count > most {
            findings
                .report(
                    block.prose.whole(),
                    format!("this paragraph has {count} sentences; {most} are easy to read"),
                )
                .help("Begin a new paragraph where a new thought begins.");
        }
    }
}
