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

/// Codes of SNOMED CT have at least so many digits.
const CODE: usize = 6;

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
            // A row of a table that has other words beside it says which to write.
            let instead = pair.other.split(' ').next().unwrap_or(pair.other);
            let has_other = || {
                after
                    .split(|c: char| !c.is_alphabetic())
                    .any(|word| word.eq_ignore_ascii_case(instead) || word.eq_ignore_ascii_case("person"))
            };
            // So is one with a code, whose name is that of a terminology.
            let has_code =
                || statement.text.split(|c: char| !c.is_ascii_digit()).any(|digits| digits.len() >= CODE);
            if statement.sentence.is_none() && (has_other() || has_code()) {
                continue;
            }
            let before = statement.text.get(..at.start).unwrap_or("");
            let written = statement.text.get(at.clone()).unwrap_or("");
            if is_own_word(before) || is_within_name(before, after) || ends_name(before, written) {
                continue;
            }
            // `Care for the Elderly` is the name of a program.
            let named =
                written.split(' ').next_back().is_some_and(|word| word.starts_with(char::is_uppercase));
            if named && written.contains(' ') && !pair.words.starts_with(char::is_uppercase) {
                continue;
            }
            let instead = phrase::capitalised_as(written, pair.words, pair.other);
            if let Some(span) = statement.span(at.clone()) {
                let finding = findings.report(span, format!("“{written}” does not put the person first"));
                finding.help(format!("Write “{instead}”."));
                // `very obese people` and `type 2 diabetics` take more than other words.
                if stands_alone(&document.language, before, after) {
                    finding.fix_unsafe(span, instead);
                }
            }
        }
    }
}

/// Whether nothing before or after some words belongs to them, so that others can take their place: at the start of a
/// clause or after a word that goes before any noun, and in Spanish, where adjectives follow, before one that begins
/// something else.
fn stands_alone(language: &str, before: &str, after: &str) -> bool {
    const EN: [&str; 56] = [
        "of",
        "for",
        "in",
        "and",
        "or",
        "with",
        "to",
        "by",
        "from",
        "that",
        "among",
        "between",
        "many",
        "most",
        "some",
        "all",
        "these",
        "those",
        "other",
        "our",
        "as",
        "if",
        "when",
        "because",
        "than",
        "are",
        "is",
        "was",
        "were",
        "be",
        "not",
        "no",
        "the",
        "any",
        "both",
        "more",
        "few",
        "several",
        "where",
        "while",
        "on",
        "at",
        "about",
        "against",
        "like",
        "including",
        "help",
        "helps",
        "helping",
        "treat",
        "treating",
        "whether",
        "unless",
        "who",
        "why",
        "call",
    ];
    const ES: [&str; 34] = [
        "a", "al", "ante", "como", "con", "de", "del", "e", "el", "en", "entre", "la", "las", "los", "mas",
        "muchas", "muchos", "ni", "o", "para", "pero", "por", "que", "según", "si", "sin", "sobre", "son",
        "su", "sus", "u", "unas", "unos", "y",
    ];
    let known = match language {
        "es" => ES.as_slice(),
        _ => &EN,
    };
    let is_known = |word: &str| known.contains(&word.to_lowercase().as_str());
    let ahead = before.trim_end();
    let last = ahead.rsplit(|c: char| !(c.is_alphanumeric() || c == '-')).next().unwrap_or("");
    let next = after.trim_start();
    let first = next.split(|c: char| !(c.is_alphanumeric() || c == '-')).next().unwrap_or("");
    let begins = last.is_empty() || is_known(last);
    let ends = language != "es" || first.is_empty() || is_known(first);
    begins && ends
}

/// Whether somebody says it of themselves: `I felt crippled`.
fn is_own_word(before: &str) -> bool {
    // The words of the clause, from the last one back.
    for word in before.split_whitespace().rev().take(4) {
        let own = word.rsplit(['.', ';', ':', ',']).next().unwrap_or("");
        if matches!(own, "I" | "I’m" | "I'm" | "me" | "myself") {
            return true;
        }
        if own.len() < word.len() {
            return false;
        }
    }
    false
}

/// Whether the words are part of a name that is written out in capitals here and there, as `TEACCH` is: `Communication
/// handicapped CHildren`.
fn is_within_name(before: &str, after: &str) -> bool {
    let mixed = |word: &str| {
        let mut signs = word.chars().filter(|c| c.is_alphabetic());
        signs.next().is_some_and(char::is_uppercase)
            && signs.next().is_some_and(char::is_uppercase)
            && signs.next().is_some_and(char::is_lowercase)
    };
    let first = after.split_whitespace().next().unwrap_or("");
    let last = before.split_whitespace().next_back().unwrap_or("");
    mixed(first) || mixed(last)
}

/// Whether words in capitals are the end of a name: `the Society for Epileptics`, `the Home of the Disabled`.
fn ends_name(before: &str, written: &str) -> bool {
    let is_capital = |word: &&str| word.starts_with(char::is_uppercase);
    let mut words = before.split_whitespace().rev().skip_while(|word| *word == "the");
    is_capital(&written)
        && words.next().is_some_and(|word| matches!(word, "for" | "of"))
        && words.next().is_some_and(|word| is_capital(&word))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_may_end_in_such_words() {
        assert!(ends_name("She led the Society for ", "Epileptics"));
        assert!(ends_name("the Home of the ", "Disabled"));
        assert!(!ends_name("care for ", "Epileptics"));
        assert!(!ends_name("Care for ", "diabetics"));
        assert!(!ends_name("", "Diabetics"));
    }

    #[test]
    fn other_words_are_put_only_where_nothing_belongs_to_those_that_go() {
        for (language, before, after, expected) in [
            ("en", "", " often need help.", true),
            ("en", "Advice for ", " with pain", true),
            ("en", "At first, ", " need help", true),
            ("en", "very ", " need help", false),
            ("en", "type 2 ", " need help", false),
            ("en", "chronic ", " need help", false),
            ("es", "La ayuda para ", " es gratuita", false),
            ("es", "La ayuda para ", ", y", true),
            ("es", "", " crónicos", false),
        ] {
            assert_eq!(stands_alone(language, before, after), expected, "{before}…{after}");
        }
    }

    #[test]
    fn names_and_what_people_say_of_themselves_are_left_alone() {
        assert!(is_within_name("Autistic and related Communication ", " CHildren"));
        assert!(!is_within_name("The ", " Children"));
        assert!(is_own_word("For a year I felt "));
        assert!(!is_own_word("As I said, they felt "));
    }
}
