use std::ops::Range;

use crate::base::diagnostic::{Findings, Severity};
use crate::base::phrase;
use crate::model::document::Document;
use crate::rules::rule::{Check, Rule, Scope, Standard};
use crate::rules::settings::Settings;
use crate::words::lexicon::{Topic, words};
use crate::words::list::{PERSON_FIRST, Pair, WordPairs, folded};

/// Words that make a person a disease.
pub const RULE: Rule = Rule {
    severity: Severity::Warning,
    standards: &[Standard::Nhs, Standard::Cdc],
    scope: Scope::Usual,
    options: &[],
    check: Check::Language { topics: &[&LABELS], lists: &["person_first"], check },
};

/// The words.
pub(crate) static LABELS: Topic = Topic::new("person-first", || {
    let pairs = PERSON_FIRST.everywhere().flat_map(WordPairs::all);
    words(&pairs.map(|pair| pair.words).collect::<Vec<_>>())
});

fn check(_: &Settings, document: &Document, findings: &mut Findings) {
    let Some(list) = PERSON_FIRST.in_language(&document.language) else {
        return;
    };
    for statement in &document.statements(&LABELS) {
        for (pair, at) in labels(list, &statement.text) {
            let after = statement.text.get(at.end..).unwrap_or("");
            let followed = |remark: &str| match remark {
                // `a diabetic foot`, `the disabled veteran`: before a noun it describes that.
                "noun" => is_before_noun(after),
                name => {
                    after.trim_start().get(..name.len()).is_some_and(|next| next.eq_ignore_ascii_case(name))
                }
            };
            if pair.remarks().any(followed) || !statement.is_own(document, at.clone()) {
                continue;
            }
            let written = statement.text.get(at.clone()).unwrap_or("");
            // `Care for the Elderly` is the name of a program.
            let named =
                written.split(' ').next_back().is_some_and(|word| word.starts_with(char::is_uppercase));
            if named && written.contains(' ') && !pair.words.starts_with(char::is_uppercase) {
                continue;
            }
            let instead = phrase::capitalised_as(written, pair.words, pair.other);
            if let Some(span) = statement.span(at.clone()) {
                findings
                    .report(span, format!("“{written}” does not put the person first"))
                    .help(format!("Write “{instead}”."))
                    .fix_unsafe(span, instead);
            }
        }
    }
}

/// Where a text has words of the list, in order. `drug addicts` and `addicts` are one finding, the longer.
fn labels(list: WordPairs, text: &str) -> Vec<(Pair, Range<usize>)> {
    let text = folded(text);
    let mut found: Vec<(Pair, Range<usize>)> =
        list.all().flat_map(|pair| pair.found_in(&text).into_iter().map(move |at| (pair, at))).collect();
    found.sort_by_key(|(_, at)| (at.start, std::cmp::Reverse(at.end)));
    let mut end = 0;
    found.retain(|(_, at)| {
        let is_part = at.end <= end;
        end = end.max(at.end);
        !is_part
    });
    found
}

/// Whether the text goes on in a word that the words before may describe.
fn is_before_noun(after: &str) -> bool {
    const NO_NOUN: [&str; 79] = [
        "and", "or", "but", "who", "are", "is", "was", "were", "may", "can", "might", "should", "must",
        "will", "have", "has", "had", "often", "need", "needs", "in", "on", "with", "to", "for", "from",
        "at", "than", "as", "because", "do", "does", "live", "lives", "get", "gets", "take", "takes", "that",
        "whose", "also", "tend", "tends", "fall", "falls", "sleep", "sleeps", "eat", "eats", "use", "uses",
        "benefit", "suffer", "lose", "loses", "become", "becomes", "feel", "feels", "die", "go", "goes",
        "recover", "respond", "when", "if", "more", "less", "not", "cannot", "could", "would", "still",
        "then", "face", "want", "wants", "meet", "meets",
    ];
    let Some(rest) = after.strip_prefix([' ', '\u{a0}', '\n']) else {
        return after.starts_with('-');
    };
    let word: String = rest.chars().take_while(|sign| sign.is_alphanumeric()).collect();
    !word.is_empty() && !NO_NOUN.contains(&word.to_lowercase().as_str())
}
