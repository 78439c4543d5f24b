use crate::base::diagnostic::{Findings, Severity};
use crate::base::quick::QuickSet;
use crate::base::span::Place;
use crate::base::title;
use crate::model::collection::Collection;
use crate::model::document::Document;
use crate::model::index::{Index, Page};
use crate::model::notes::NoteTaker;
use crate::page::body::{BlockKind, BlockRole};
use crate::rules::rule::{Check, Rule, Scope, Standard};
use crate::rules::settings::Settings;
use crate::words::token::{Token, each_token};

/// A term of the glossary that a page uses without explaining it.
pub const RULE: Rule = Rule {
    severity: Severity::Advice,
    standards: &[Standard::Pemat],
    scope: Scope::Usual,
    options: &[],
    check: Check::NotedPage { note, page: check },
};

/// Shorter words are seldom terms that need an explanation.
const SHORTEST: usize = 9;

/// Notes the long words of an English article, each where it is first used and not explained beside.
fn note(settings: &Settings, document: &Document, notes: &mut NoteTaker) {
    if !settings.has_terms || document.collection != Collection::Article || !document.is_english() {
        return;
    }
    let mut known: QuickSet<String> = QuickSet::default();
    let mut small = String::new();
    for block in &document.body.blocks {
        let own = matches!(block.kind, BlockKind::Paragraph | BlockKind::Item | BlockKind::Cell)
            && block.role == BlockRole::Text;
        if !own || document.body.is_bio(block) {
            continue;
        }
        let mut tokens = each_token(block.prose.text()).peekable();
        let mut before: Option<Token<'_>> = None;
        while let Some(token) = tokens.next() {
            let before = before.replace(token.clone());
            if !token.is_word() || token.text.len() < SHORTEST {
                continue;
            }
            small.clear();
            if token.text.is_ascii() {
                small.push_str(token.text);
                small.make_ascii_lowercase();
            } else {
                small.push_str(&token.text.to_lowercase());
            }
            if known.contains(&small) {
                continue;
            }
            known.insert(small.clone());
            // `bone spurs (osteophytes)`, `osteophytes (bone spurs)`, `osteophytes, or bone spurs`, `osteophytes are …`
            let after = tokens.peek();
            let bracketed = before.as_ref().is_some_and(|before| before.text == "(");
            let called =
                before.as_ref().is_some_and(|before| before.is_any(&["called", "named", "term", "as"]));
            let explained = after.is_some_and(|after| {
                matches!(after.text, "(" | "—" | "–" | ",") || after.is_any(&["is", "are", "means", "or"])
            });
            if !(bracketed || called || explained) {
                notes.note(block.prose.span(token.at.clone()), &small);
            }
        }
    }
}

fn check(_: &Settings, index: &Index, page: Page<'_>, findings: &mut Findings<Place>) {
    let Page { facts, notes, .. } = page;
    // What a page is about it explains.
    let topic =
        facts.article.as_ref().and_then(|article| article.topic.as_ref()).map(|topic| topic.text.as_str());
    let title = facts
        .page()
        .and_then(|page| page.title.as_ref())
        .map(|title| title::fold(&title.text))
        .unwrap_or_default();
    for note in notes.iter() {
        let single = note.text.strip_suffix('s').unwrap_or(note.text);
        let Some(term) = index.names().term(note.text).or_else(|| index.names().term(single)) else {
            continue;
        };
        let Some(term) = index.entity(term) else { continue };
        if topic == Some(term.id.text.as_str()) || title.contains(single) {
            continue;
        }
        let finding = findings.report(
            note.place,
            format!("“{}” is a term of the glossary, and is not explained here", note.text),
        );
        if let Some(preferred) = &term.title {
            finding.label(preferred.place, "the term");
        }
        finding.help("Explain it where it is first used, in the plain words of the glossary.");
    }
}
