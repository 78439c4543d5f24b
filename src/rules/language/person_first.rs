use crate::base::diagnostic::{Findings, Severity};
use crate::model::document::Document;
use crate::rules::rule::{Check, Rule, Scope, Standard};
use crate::rules::settings::Settings;
use crate::words::lexicon::{Topic, words};
use crate::words::list::{PERSON_FIRST, WordPairs};

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
        for pair in list.all() {
            for at in pair.found_in(&statement.text) {
                let after = statement.text.get(at.end..).unwrap_or("");
                let followed = |remark: &str| match remark {
                    // `a diabetic foot`, `the disabled veteran`: before a noun it describes that.
                    "noun" => is_before_noun(after),
                    name => after.trim_start().to_lowercase().starts_with(name),
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
                let mut instead = pair.other.to_owned();
                if written.starts_with(|sign: char| sign.is_ascii_uppercase())
                    && !pair.words.starts_with(|sign: char| sign.is_ascii_uppercase())
                {
                    instead.replace_range(..1, &pair.other.get(..1).unwrap_or("").to_uppercase());
                }
                if let Some(span) = statement.span(at.clone()) {
                    findings
                        .report(span, format!("“{written}” does not put the person first"))
                        .help(format!("Write “{instead}”."))
                        .fix_unsafe(span, instead);
                }
            }
        }
    }
}

/// Whether the text goes on in a word that the words before may describe.
fn is_before_noun(after: &str) -> bool {
    const NO_NOUN: [&str; 40] = [
        "and", "or", "but", "who", "are", "is", "was", "were", "may", "can", "might", "should", "must",
        "will", "have", "has", "had", "often", "need", "needs", "in", "on", "with", "to", "for", "from",
        "at", "than", "as", "because", "do", "does", "live", "get", "take", "that", "whose", "should",
        "also", "tend",
    ];
    let Some(rest) = after.strip_prefix([' ', '\u{a0}', '\n']) else {
        return after.starts_with('-');
    };
    let word: String = rest.chars().take_while(|sign| sign.is_alphanumeric()).collect();
    !word.is_empty() && !NO_NOUN.contains(&word.to_lowercase().as_str())
}
