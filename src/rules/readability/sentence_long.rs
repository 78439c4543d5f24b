use crate::base::diagnostic::{Findings, Severity};
use crate::model::collection::Collection;
use crate::model::document::Document;
use crate::page::body::{BlockKind, BlockRole};
use crate::rules::option::{Number, Opt};
use crate::rules::rule::{Check, Rule, Scope, Standard};
use crate::rules::settings::Settings;
use crate::words::token::tokens;

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
        if !is_prose || longest_run(text) < most || document.body.is_bio(block) {
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

/// The most blanks between two signs that may end a sentence: no sentence has more words than that and one.
fn longest_run(text: &str) -> usize {
    let (mut longest, mut blanks) = (0, 0);
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'.' | b'!' | b'?' => blanks = 0,
            b' ' | b'\t'..=b'\r' => blanks += 1,
            // All blanks beyond ASCII begin so.
            0xc2 | 0xe1..=0xe3 => {
                let sign = text.get(at..).and_then(|rest| rest.chars().next());
                blanks += usize::from(sign.is_some_and(char::is_whitespace));
            }
            _ => {}
        }
        longest = longest.max(blanks);
    }
    longest
}

/// The words of a sentence, without the marks of citations.
fn words(sentence: &str) -> usize {
    let mut depth = 0_usize;
    let mut count = 0;
    for token in tokens(sentence) {
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
        assert_eq!(longest_run("Rest. It helps a lot! Yes"), 4);
        assert_eq!(longest_run("It’s\u{a0}a\u{2003}lot"), 2);
        assert_eq!(longest_run(""), 0);
    }
}
