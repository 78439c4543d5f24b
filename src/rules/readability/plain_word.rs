use std::ops::Range;

use crate::base::diagnostic::{Findings, Severity};
use crate::base::phrase;
use crate::model::document::Document;
use crate::rules::rule::{Check, Rule, Scope, Standard};
use crate::rules::settings::Settings;
use crate::words::lexicon::{Topic, words};
use crate::words::list::{PLAIN_WORDS, Pair, WordPairs, folded};

/// A word that has a plainer one.
pub const RULE: Rule = Rule {
    severity: Severity::Advice,
    standards: &[Standard::Pemat, Standard::Cdc],
    scope: Scope::Usual,
    options: &[],
    check: Check::Language { topics: &[&WORDS], lists: &["plain_words"], check },
};

/// The words.
pub(crate) static WORDS: Topic = Topic::new("plain-word", || {
    let pairs = PLAIN_WORDS.everywhere().flat_map(WordPairs::all);
    words(&pairs.map(|pair| pair.words).collect::<Vec<_>>())
});

fn check(_: &Settings, document: &Document, findings: &mut Findings) {
    let Some(list) = PLAIN_WORDS.in_language(&document.language) else {
        return;
    };
    for statement in &document.statements(&WORDS) {
        let text = folded(&statement.text);
        for pair in list.all() {
            for at in pair.found_in(&text).into_iter().filter(|at| statement.is_own(document, at.clone())) {
                let written = statement.text.get(at.clone()).unwrap_or("");
                if is_part_of_name(&statement.text, &at, pair) {
                    continue;
                }
                let plain = phrase::capitalised_as(written, pair.words, pair.other);
                if let Some(span) = statement.span(at.clone()) {
                    findings
                        .report(span, format!("“{written}” has a plainer word"))
                        .help(format!("Write “{plain}”."))
                        .fix_unsafe(span, plain);
                }
            }
        }
    }
}

/// Whether a word is a part of a name, or of a term that means something else: `Office of Business Utilization`,
/// `purchase loan`.
fn is_part_of_name(text: &str, at: &Range<usize>, pair: Pair) -> bool {
    let after = text.get(at.end..).unwrap_or("").trim_start();
    let next = after.split(|sign: char| !sign.is_alphanumeric()).next().unwrap_or("").to_lowercase();
    let begins = text.get(..at.start).is_none_or(|before| before.trim().is_empty());
    let capital = text.get(at.clone()).is_some_and(|word| word.starts_with(char::is_uppercase));
    capital && !begins || pair.remarks().any(|other| next == other)
}
