use std::ops::Range;

use crate::base::diagnostic::{Findings, Severity};
use crate::base::phrase::one_line;
use crate::model::document::Document;
use crate::rules::rule::{Check, Rule, Scope, Standard};
use crate::rules::settings::Settings;
use crate::words::lexicon::{Topic, words};
use crate::words::list::{CLAIMS, DENIALS, WordList};
use crate::words::token::{Token, tokens};

/// A claim without any limit: that something cures, always works or is entirely safe.
pub const RULE: Rule = Rule {
    severity: Severity::Advice,
    standards: &[Standard::Fda],
    scope: Scope::Usual,
    options: &[],
    check: Check::Language { topics: &[&ABSOLUTE], lists: &["claims", "denials"], check },
};

/// The words of such claims.
pub(crate) static ABSOLUTE: Topic =
    Topic::new("absolute-claim", || words(&CLAIMS.everywhere().flat_map(WordList::all).collect::<Vec<_>>()));

fn check(_: &Settings, document: &Document, findings: &mut Findings) {
    let statements = document.statements(&ABSOLUTE);
    // Most pages claim nothing, and the lists are long.
    if statements.is_empty() {
        return;
    }
    let Some(vocabulary) = Vocabulary::of(&document.language) else {
        return;
    };
    for statement in &statements {
        let Some(claim) =
            vocabulary.claim(&statement.text).filter(|claim| statement.is_own(document, claim.clone()))
        else {
            continue;
        };
        let block = document.body.blocks.get(statement.nth);
        if is_title(&statement.text, &claim) || block.is_some_and(|block| is_story(block.prose.text())) {
            continue;
        }
        let written = one_line(statement.text.get(claim.clone()).unwrap_or(""));
        if let Some(span) = statement.span(claim) {
            findings
                .report(span, format!("“{written}” promises more than any treatment can keep"))
                .help("Say what the evidence shows, for how many people, and what can go wrong.");
        }
    }
}

/// Whether a claim is in the title of a work, whose words begin with capitals: `*Cure Your Child with Food*`.
fn is_title(text: &str, claim: &Range<usize>) -> bool {
    let capital =
        |text: &str| text.trim_start_matches(|c: char| !c.is_alphanumeric()).starts_with(char::is_uppercase);
    let (before, own) = (text.get(..claim.start).unwrap_or(""), text.get(claim.clone()).unwrap_or(""));
    let after = text.get(claim.end..).unwrap_or("");
    let shouted = own.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase);
    // `Miracle Cure Question:` is what something is called.
    let is_name = !before.contains(char::is_alphanumeric)
        && after.contains(char::is_alphanumeric)
        && after.trim_end().ends_with(':')
        && after.split_whitespace().all(capital);
    (before.contains(char::is_alphanumeric) || is_name)
        && !shouted
        && own.split_whitespace().all(capital)
        && capital(after)
}

/// Whether somebody tells what happened to them.
fn is_story(text: &str) -> bool {
    /// So often a leaflet does not say it.
    const OFTEN: usize = 2;
    let first =
        |word: &&str| matches!(word.trim_matches(|c: char| !c.is_alphanumeric()), "I" | "me" | "my" | "My");
    text.split_whitespace().filter(first).take(OFTEN).count() == OFTEN
}

/// The words of claims, and of what denies and limits them, in one language.
struct Vocabulary {
    claims: WordList,
    denied: Vec<&'static str>,
    limited: Vec<&'static str>,
}

impl Vocabulary {
    fn of(language: &str) -> Option<Vocabulary> {
        let denials = DENIALS.in_language(language)?;
        Some(Vocabulary {
            claims: CLAIMS.in_language(language)?,
            denied: denials.tagged("denied").collect(),
            limited: denials.tagged("limited").collect(),
        })
    }

    /// The claim that a statement makes, if it does: the longest of the list that nothing limits or denies.
    fn claim(&self, text: &str) -> Option<Range<usize>> {
        if text.trim_end().ends_with('?') {
            return None;
        }
        let tokens = tokens(text);
        let claims = self.claims.all().flat_map(|claim| occurrences(&tokens, claim));
        let mut found: Vec<Range<usize>> = claims.filter(|claim| self.is_claim(&tokens, claim)).collect();
        found.sort_by_key(|claim| (claim.start, std::cmp::Reverse(claim.end)));
        let first = found.first()?;
        let (start, end) = (tokens.get(first.start)?, tokens.get(first.end.checked_sub(1)?)?);
        Some(start.at.start..end.at.end)
    }
}

/// Where some words are among the tokens.
fn occurrences<'a>(text: &'a [Token<'a>], words: &'a str) -> impl Iterator<Item = Range<usize>> + 'a {
    let words = tokens(words);
    let length = words.len();
    let alike = move |start: &usize| {
        let own = text.get(*start..start + length).unwrap_or_default();
        own.len() == length
            && own
                .iter()
                .zip(&words)
                .all(|(one, other)| one.text.replace('\'', "’").eq_ignore_ascii_case(other.text))
    };
    (0..text.len()).filter(alike).map(move |start| start..start + length)
}

impl Vocabulary {
    /// Whether words are a claim of the page's own.
    fn is_claim(&self, tokens: &[Token<'_>], claim: &Range<usize>) -> bool {
        let own = tokens.get(claim.clone()).unwrap_or_default();
        let before = tokens.get(..claim.start).unwrap_or_default();
        let after = tokens.get(claim.end..).unwrap_or_default();
        let denied = before.iter().rev().take(12).any(|token| token.is_any(&self.denied));
        let limited = before.iter().rev().take(8).any(|token| token.is_any(&self.limited));
        // `The only guaranteed way is …` says that nothing else is, and `that it is completely safe is not warranted` denies.
        let is_only = before.last().is_some_and(|token| token.is("only"));
        let denied_after = after.windows(2).any(|pair| {
            matches!(pair, [verb, no] if verb.is_any(&["is", "are", "was"]) && no.is_any(&["not", "false", "unproven"]))
        });
        if denied || is_only || denied_after {
            return false;
        }
        match own {
            // `cures` is a noun as well: `cures for cancer`.
            [word] if word.is("cures") => {
                let noun = after.first().is_none_or(|next| {
                    !(next.is_word() || next.is_number())
                        || next.is_any(&[
                            "for", "are", "is", "and", "or", "have", "that", "were", "in", "of", "include",
                            "may", "exist", "such", "was", "will", "would", "could", "by", "with", "from",
                            "on", "funded", "sooner", "faster",
                        ])
                });
                let led = before.last().is_some_and(|last| {
                    last.is_word()
                        && !last.is_any(&[
                            "the",
                            "of",
                            "for",
                            "as",
                            "new",
                            "these",
                            "possible",
                            "potential",
                            "folk",
                            "home",
                            "natural",
                            "find",
                            "finding",
                            "other",
                            "and",
                            "or",
                            "quick",
                            "to",
                            "future",
                            "test",
                            "more",
                            "discover",
                            "develop",
                            "fund",
                        ])
                });
                !noun && led && !limited
            }
            // A guarantee of a loan or a product is none of health.
            [word] if word.is_any(&["guaranteed", "guarantees", "guarantee"]) => {
                const EFFECTS: [&str; 29] = [
                    "relief",
                    "cure",
                    "cures",
                    "results",
                    "result",
                    "recovery",
                    "pain",
                    "heal",
                    "heals",
                    "healing",
                    "safe",
                    "effective",
                    "success",
                    "weight",
                    "treatment",
                    "symptoms",
                    "health",
                    "sleep",
                    "prevent",
                    "improvement",
                    "work",
                    "stop",
                    "end",
                    "relieve",
                    "reduce",
                    "improve",
                    "lose",
                    "snoring",
                    "help",
                ];
                // What a program guarantees, it computes.
                const COMPUTED: [&str; 3] = ["vector", "code", "variable"];
                let near = |most: usize| before.iter().rev().take(most).chain(after.iter().take(most));
                let has = |most: usize, words: &[&str]| near(most).any(|token| token.is_any(words));
                if has(12, &COMPUTED) {
                    return false;
                }
                // `A 120-day guarantee` is one of a purchase.
                let counted = before
                    .iter()
                    .rev()
                    .take(2)
                    .any(|token| token.text.contains(|c: char| c.is_ascii_digit()));
                let is_time = |token: &Token<'_>| {
                    let text = token.text.to_lowercase();
                    ["day", "days", "month", "year"].iter().any(|unit| text.ends_with(unit))
                };
                if counted && before.last().is_some_and(is_time) {
                    return false;
                }
                // `to guarantee enough blood for all organs` is what a body does.
                if after.first().is_some_and(|token| token.is_any(&["enough", "adequate", "sufficient"])) {
                    return false;
                }
                has(6, &EFFECTS)
                    && !limited
                    && !has(6, &["loan", "loans", "money", "insurance", "income", "minimum"])
            }
            _ if own.iter().any(|token| token.is("side")) => {
                // `some people have no side effects`
                !limited
                    && !before.iter().rev().take(8).any(|token| {
                        token.is_any(&["people", "you", "patients", "women", "men", "children", "who"])
                    })
            }
            // `prevent all movement of the limb` is what a splint is for.
            [first, _] if first.is_any(&["prevent", "prevents"]) => {
                const HELD: [&str; 6] =
                    ["movement", "movements", "motion", "contact", "access", "weight-bearing"];
                !limited && !after.first().is_some_and(|token| token.is_any(&HELD))
            }
            // `Zero risk factors` are counted.
            [.., last]
                if last.is("risk")
                    && after.first().is_some_and(|next| {
                        next.is_any(&["factor", "factors", "score", "scores", "group", "groups", "category"])
                    }) =>
            {
                false
            }
            // `100% success rate in studies` is what was found.
            [number, ..]
                if number.text.starts_with("100")
                    && after
                        .iter()
                        .take(3)
                        .any(|token| token.is_any(&["studies", "trials", "study", "trial", "series"])) =>
            {
                false
            }
            _ => !limited,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn claim(text: &str) -> Option<Range<usize>> {
        Vocabulary::of("en").expect("English has the lists").claim(text)
    }

    #[test]
    fn claims_without_a_limit_are_found() {
        for (text, expected) in [
            ("This stretch cures neck pain.", "cures"),
            ("A miracle cure for arthritis.", "miracle cure"),
            ("Relief is guaranteed within a day.", "guaranteed"),
            ("The pillow is 100% effective.", "100% effective"),
            ("Massage is completely safe.", "completely safe"),
            ("The supplement has no side effects.", "has no side effects"),
            ("It works for everyone.", "works for everyone"),
            ("Vitamins prevent all colds.", "prevent all"),
            ("The brace has a 100% success rate in every home.", "100% success"),
            ("The oil permanently cures the pain.", "permanently cures"),
            ("Our secret formula is best.", "secret formula"),
        ] {
            assert_eq!(claim(text).map(|at| &text[at]), Some(expected), "{text}");
        }
    }

    #[test]
    fn titles_and_stories_promise_nothing() {
        let title = |text: &str| claim(text).is_some_and(|claim| is_title(text, &claim));
        assert!(title("She wrote *Permanently Cures Your Child with Food*."));
        assert!(!title("Miracle Cure Found For Pain"));
        assert!(title("Miracle Cure Question:") && !title("Miracle cure found:") && !title("Miracle Cure:"));
        assert!(!title("The oil Permanently cures the pain."));
        assert!(is_story("They told me so. Instant relief. On my first visit I was weak."));
        assert!(!is_story("Instant relief. Ask me how."));
    }

    #[test]
    fn what_is_denied_or_limited_is_left_alone() {
        for text in [
            "There is no cure.",
            "The cure rate is high.",
            "Recovery is not guaranteed.",
            "No drug is completely safe.",
            "Beware of a miracle cure.",
            "Is it 100% effective?",
            "Surgery usually cures the problem.",
            "There are no known cures for it.",
            "Doctors look for new cures.",
            "Some people have no side effects.",
            "The VA guarantees part of the loan.",
            "It helps the heart to guarantee enough blood and relief.",
            "Surgery has an almost 100% success rate.",
            "No method is 100 percent effective.",
            "Patients get access to cures funded by all.",
            "Trials that test cures was what they paid for.",
            "Abstaining is the only guaranteed way to prevent it.",
            "The assumption that this cream is completely safe is not warranted.",
            "The goal is to prevent all movement of the limb.",
            "On arms: 100% success rate in studies.",
            "Ads that promise a miracle cure are wrong.",
            "The assumption that massage is completely safe is not warranted.",
            "It is a common misconception that herbs are completely safe.",
        ] {
            assert_eq!(claim(text), None, "{text}");
        }
    }
}
