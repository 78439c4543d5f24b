use memchr::memchr3;

use crate::base::diagnostic::{Findings, Severity};
use crate::base::steps::step;
use crate::model::collection::Collection;
use crate::model::document::Document;
use crate::page::body::{BlockKind, BlockRole};
use crate::rules::option::{Number, Opt};
use crate::rules::rule::{Check, Rule, Scope, Standard};
use crate::rules::settings::Settings;
use crate::words::token::each_token;

/// A sentence with many words.
pub const RULE: Rule = Rule {
    severity: Severity::Advice,
    standards: &[Standard::Nhs],
    scope: Scope::Usual,
    options: &[&MOST],
    check: Check::Document(check),
};

const MOST: Opt<Number> = Opt {
    rule: "readability/sentence-long",
    name: "most",
    kind: Number { unit: "words", least: 1, most: 1000, default: 25 },
    about: "How many words a sentence may have.",
    setting: None,
};

fn check(settings: &Settings, document: &Document, findings: &mut Findings) {
    if !matches!(document.collection, Collection::Article | Collection::Cause) || !document.is_english() {
        return;
    }
    let most = settings.options.number(&MOST) as usize;
    for (nth, block) in document.body.blocks.iter().enumerate() {
        let text = block.prose.text();
        let is_prose =
            matches!(block.kind, BlockKind::Paragraph | BlockKind::Item) && block.role == BlockRole::Text;
        // No block with fewer words has a long sentence, and most are left so.
        if !is_prose || !may_be_long(text, most) || document.body.is_bio(block) {
            continue;
        }
        for range in document.scan.sentences(nth, text) {
            let sentence = text.get(range.clone()).unwrap_or("");
            let count = words(sentence);
            if count > most {
                findings
                    .report(
                        block.prose.span(range.clone()),
                        format!("this sentence has {count} words; {most} are easy to read"),
                    )
                    .help("Make two sentences of it, or a list.");
            }
        }
    }
}

/// Whether between two signs that may end a sentence there are as many blanks as a sentence of more than `most` words
/// has.
fn may_be_long(text: &str, most: usize) -> bool {
    let is_blank = |byte: u8| {
        // All blanks beyond ASCII begin so, as other signs do.
        (byte == b' ') | (byte.wrapping_sub(b'\t') < 5) | (byte == 0xc2) | (byte.wrapping_sub(0xe1) < 3)
    };
    let mut rest = text;
    while rest.len() >= most {
        step();
        let end = memchr3(b'.', b'!', b'?', rest.as_bytes()).unwrap_or(rest.len());
        let (run, behind) = rest.split_at(end);
        let may_be = run.len() >= most && run.bytes().filter(|byte| is_blank(*byte)).count() >= most;
        if may_be && run.chars().filter(|sign| sign.is_whitespace()).count() >= most {
            return true;
        }
        rest = behind.get(1..).unwrap_or_default();
    }
    false
}

/// The words of a sentence, without the marks of citations.
fn words(sentence: &str) -> usize {
    let mut depth = 0_usize;
    let mut count = 0;
    for token in each_token(sentence) {
        match token.text {
            "[" => depth += 1,
            "]" => depth = depth.saturating_sub(1),
            _ if depth == 0 && (token.is_word() || token.is_number()) => count += 1,
            _ => {}
        }
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_counted_without_citations() {
        assert_eq!(words("Rest helps the neck [@lee2020; @day], in 5 days."), 7);
    }

    #[test]
    fn texts_without_a_long_sentence_are_known() {
        assert!(may_be_long("Rest. It helps a lot. Yes", 4));
        assert!(!may_be_long("Rest. It helps a lot. Yes", 5));
        assert!(may_be_long("It is\u{a0}a\u{2003}lot", 3));
        assert!(!may_be_long("It’s a lot", 3));
        assert!(!may_be_long("It is\u{a0}a\u{2003}lot", 4));
        assert!(!may_be_long("", 1));
    }
}
