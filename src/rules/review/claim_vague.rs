use crate::base::diagnostic::{Findings, Severity};
use crate::base::span::Place;
use crate::model::collection::Collection;
use crate::model::document::Document;
use crate::model::index::{Index, Page};
use crate::model::notes::NoteTaker;
use crate::page::body::{BlockKind, Role};
use crate::page::topics::REVIEWED;
use crate::rules::rule::{Check, Rule, Scope};
use crate::rules::settings::Settings;
use crate::words::token::{Token, tokens};

/// A page that says it was reviewed, and not by whom.
pub const RULE: Rule = Rule {
    severity: Severity::Warning,
    standards: &[],
    scope: Scope::Usual,
    options: &[],
    check: Check::NotedPage { note, page: check },
};

/// Notes the claims of a page that names no reviewer in its text.
fn note(_: &Settings, document: &Document, notes: &mut NoteTaker) {
    let named = document.body.bylines.iter().any(|byline| byline.role == Role::Reviewer);
    if document.collection != Collection::Article || named || !document.is_english() {
        return;
    }
    let hits = document.scan.hits(&REVIEWED).chunk_by(|one, next| one.block == next.block);
    let blocks = hits.filter_map(|hits| document.body.blocks.get(hits.first()?.block));
    let own = blocks.filter(|block| {
        !matches!(block.kind, BlockKind::Quotation | BlockKind::Reference | BlockKind::Heading)
    });
    for block in own {
        // Such a line is short, or begins with its words.
        let text = block.prose.text();
        if let Some(words) = claim(text) {
            notes.note(block.prose.span(words.clone()), text.get(words).unwrap_or(""));
        }
    }
}

fn check(_: &Settings, index: &Index, page: Page<'_>, findings: &mut Findings<Place>) {
    let Page { doc, facts, notes } = page;
    let named = facts.article.as_ref().is_none_or(|article| !article.reviewers.is_empty());
    let recorded = index.reviews(doc).records.iter().any(|record| record.review.reviewer.is_some());
    if named || recorded {
        return;
    }
    for note in notes.iter() {
        findings
            .report(note.place, format!("“{}” names nobody", note.text))
            .help("Name the person who reviewed the page, with the qualification, or remove the claim.");
    }
}

/// What was done to the page.
const VERBS: [&str; 3] = ["reviewed", "checked", "fact-checked"];

/// The words of a block that say that the page was reviewed.
fn claim(text: &str) -> Option<std::ops::Range<usize>> {
    const LONGEST: usize = 2000;
    if text.len() > LONGEST {
        return None;
    }
    let tokens = tokens(text);
    if !tokens.iter().any(|token| token.is_any(&VERBS)) {
        return None;
    }
    (0..tokens.len()).find_map(|nth| {
        let end = claim_at(&tokens, nth)?;
        Some(tokens.get(nth)?.at.start..tokens.get(end.checked_sub(1)?)?.at.end)
    })
}

/// Where the tokens of a claim end that begins at a token.
fn claim_at(tokens: &[Token<'_>], nth: usize) -> Option<usize> {
    const TEAMS: [&str; 15] = [
        "our",
        "a",
        "an",
        "the",
        "medical",
        "expert",
        "experts",
        "doctors",
        "physicians",
        "clinicians",
        "health",
        "qualified",
        "licensed",
        "board-certified",
        "independent",
    ];
    const PEOPLE: [&str; 15] = [
        "team",
        "experts",
        "expert",
        "doctors",
        "doctor",
        "physicians",
        "physician",
        "clinicians",
        "clinician",
        "professionals",
        "professional",
        "board",
        "panel",
        "specialists",
        "specialist",
    ];
    let at = |at: usize| tokens.get(at);
    let starts = nth == 0;
    let of_page = nth
        .checked_sub(2)
        .and_then(at)
        .is_some_and(|token| token.is_any(&["page", "article", "content", "text"]))
        && at(nth - 1).is_some_and(|token| token.is_any(&["was", "is"]))
        || nth
            .checked_sub(3)
            .and_then(at)
            .is_some_and(|token| token.is_any(&["page", "article", "content", "text"]))
            && at(nth - 2).is_some_and(|token| token.is("has"))
            && at(nth - 1).is_some_and(|token| token.is("been"));
    if !starts && !of_page {
        return None;
    }
    let adverb = at(nth).is_some_and(|token| token.is_any(&["medically", "clinically", "expert"]));
    let verb = nth + usize::from(adverb);
    if !at(verb).is_some_and(|token| token.is_any(&VERBS)) {
        return None;
    }
    let next = at(verb + 1);
    if next.is_some_and(|next| next.is("by")) {
        // `by our medical team`, but `by Amy Lee, MD`.
        let words = tokens.get(verb + 2..).unwrap_or_default();
        let length = words.iter().take(6).position(|token| token.is_any(&PEOPLE))?;
        let vague = words.iter().take(length).all(|token| token.is_any(&TEAMS));
        let named = words.get(length + 1).is_some_and(|token| {
            token.text.starts_with(char::is_uppercase) || matches!(token.text, ":" | ",")
        });
        return (vague && !named).then_some(verb + 3 + length);
    }
    // `Medically reviewed.`, `Medically reviewed on May 4, 2026`
    let ends = next.is_none_or(|next| {
        matches!(next.text, "." | "," | ";" | "|" | "(" | "✓")
            || next.is_any(&["on", "and", "for", "in"])
            || next.is_number()
    });
    (adverb && ends).then_some(verb + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn claims_that_name_nobody_are_found() {
        for (text, expected) in [
            ("Medically reviewed", "Medically reviewed"),
            ("Medically reviewed on May 4, 2026.", "Medically reviewed"),
            ("Reviewed by our medical team.", "Reviewed by our medical team"),
            ("This page was medically reviewed.", "medically reviewed"),
            ("This article has been reviewed by doctors.", "reviewed by doctors"),
            (
                "Medically reviewed by a board-certified physician",
                "Medically reviewed by a board-certified physician",
            ),
        ] {
            assert_eq!(claim(text).map(|at| &text[at]), Some(expected), "{text}");
        }
    }

    #[test]
    fn claims_with_a_name_and_other_reviews_are_left_alone() {
        for text in [
            "Medically reviewed by Amy Lee, MD",
            "Reviewed by Dr. Lee",
            "Your records are reviewed by a doctor.",
            "The plan is medically reviewed each year.",
            "All our pages are medically reviewed.",
            "Last reviewed: May 4, 2026",
            "Reviewed on May 4, 2026",
            "Checked by the doctor, the lump was small.",
        ] {
            assert_eq!(claim(text), None, "{text}");
        }
    }
}
