use crate::base::diagnostic::{Edit, Findings, Fix, Severity};
use crate::base::phrase;
use crate::base::span::{Place, Span};
use crate::model::collection::Collection;
use crate::model::document::Document;
use crate::model::index::{Index, Page};
use crate::model::notes::NoteTaker;
use crate::page::body::{BlockKind, BlockRole};
use crate::rules::rule::{Check, Rule, Scope, Standard};
use crate::rules::settings::Settings;
use crate::words::figure::WORDS;
use crate::words::token::tokens;

/// A number of causes that is not how many the page has.
pub const RULE: Rule = Rule {
    severity: Severity::Warning,
    standards: &[Standard::Nhs],
    scope: Scope::Usual,
    options: &[],
    check: Check::NotedPage { note, page: check },
};

/// Notes the numbers of causes that the title and the introduction state.
fn note(_: &Settings, document: &Document, notes: &mut NoteTaker) {
    if document.collection != Collection::Article || !document.is_english() {
        return;
    }
    let title = document.records().first().and_then(|record| record.get("title"));
    if let Some(title) = title
        && let Some((at, _)) = stated(title.text().unwrap_or(""), true)
    {
        // A title in quotes begins a sign later.
        let written = title.span.slice(&document.source.text);
        let shift =
            title.text().and_then(|text| written.find(text)).map(|shift| title.span.start as usize + shift);
        if let (Some(shift), Some(text)) = (shift, title.text()) {
            notes.note(Span::new(shift + at.start, shift + at.end), text.get(at).unwrap_or(""));
        }
    }
    let first = document
        .body
        .headings
        .iter()
        .find(|heading| heading.level > 1)
        .map_or(u32::MAX, |heading| heading.span.start);
    let introduction = document.body.blocks.iter().take_while(|block| block.span.start < first);
    for block in introduction.filter(|block| block.role == BlockRole::Text) {
        let heading = block.kind == BlockKind::Heading;
        if !heading && block.kind != BlockKind::Paragraph {
            continue;
        }
        let text = block.prose.text();
        if let Some((at, _)) = stated(text, heading) {
            notes.note(block.prose.span(at.clone()), text.get(at).unwrap_or(""));
        }
    }
}

/// So many times as many causes as it describes no page names by mistake.
const MOST: usize = 2;

fn check(_: &Settings, index: &Index, page: Page<'_>, findings: &mut Findings<Place>) {
    let Page { facts, notes, .. } = page;
    if notes.is_empty() {
        return;
    }
    let count = index.causes_of(facts).len();
    for note in notes.iter() {
        // A number far above that of the sections counts something else, as the rows of a table.
        let Some(number) = value(note.text).filter(|number| *number != count && *number <= count * MOST)
        else {
            continue;
        };
        let finding =
            findings.report(note.place, format!("this says {number} causes, but the page describes {count}"));
        finding.help("Correct the number, or add or remove a section.");
        if let Some(right) = written_like(note.text, count) {
            finding.offer(Fix {
                title: format!("replace with `{right}`"),
                safe: false,
                edits: vec![Edit::verbatim(note.place, right)],
            });
        }
    }
}

/// The number of causes that a text states, with where its word is: `eight causes`, `9 possible causes`.
fn stated(text: &str, is_title: bool) -> Option<(std::ops::Range<usize>, usize)> {
    const OPEN: [&str; 6] = ["possible", "potential", "different", "distinct", "separate", "known"];
    // In a title the page is what it counts; in a sentence `three common causes` may be three of nine.
    const IN_TITLE: [&str; 6] = ["common", "top", "main", "major", "surprising", "likely"];
    const PART: [&str; 18] = [
        "first",
        "last",
        "other",
        "these",
        "those",
        "than",
        "over",
        "least",
        "about",
        "nearly",
        "around",
        "most",
        "more",
        "of",
        "only",
        "next",
        "remaining",
        "another",
    ];
    // Hardly any text has the word, and to cut all of them into words takes long.
    let has_word = |at: usize| {
        let word = text.as_bytes().get(at..at + "causes".len());
        word.is_some_and(|word| word.eq_ignore_ascii_case(b"causes"))
    };
    if !memchr::memchr2_iter(b'c', b'C', text.as_bytes()).any(has_word) {
        return None;
    }
    let tokens = tokens(text);
    if !tokens.iter().any(|token| token.is("causes")) {
        return None;
    }
    tokens.iter().enumerate().find_map(|(nth, token)| {
        let number = value(token.text).filter(|number| *number > 1)?;
        let rest = tokens.get(nth + 1..).unwrap_or_default();
        let adjectives = rest
            .iter()
            .take(2)
            .take_while(|next| next.is_any(&OPEN) || is_title && next.is_any(&IN_TITLE))
            .count();
        let causes = rest.get(adjectives).is_some_and(|next| next.is("causes"));
        let before = tokens.get(nth.saturating_sub(3)..nth).unwrap_or_default();
        let part = before.iter().rev().take(if is_title { 1 } else { 3 }).any(|before| before.is_any(&PART));
        (causes && !part).then(|| (token.at.clone(), number))
    })
}

fn value(text: &str) -> Option<usize> {
    let digits = text.parse().ok().filter(|number| (0..100).contains(number));
    digits.or_else(|| WORDS.iter().position(|word| text.eq_ignore_ascii_case(word)))
}

/// A number in digits or in words, as another is written.
fn written_like(sample: &str, number: usize) -> Option<String> {
    if sample.starts_with(|c: char| c.is_ascii_digit()) {
        return Some(number.to_string());
    }
    Some(phrase::capitalised_as(sample, "", WORDS.get(number)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stated_numbers_are_read() {
        for (text, is_title, expected) in [
            ("This page describes nine causes of a spasm.", false, Some(9)),
            ("There are 8 possible causes.", false, Some(8)),
            ("7 Common Causes of Neck Pain", true, Some(7)),
            ("Three common causes are strains.", false, None),
            ("The first two causes are rare.", false, None),
            ("Two of the nine causes are rare.", false, None),
            ("More than ten causes are known.", false, None),
            ("It causes pain in 5 people.", false, None),
            ("One causes the other.", false, None),
        ] {
            assert_eq!(stated(text, is_title).map(|(_, number)| number), expected, "{text}");
        }
    }

    #[test]
    fn a_number_is_written_as_the_one_before() {
        assert_eq!(written_like("Eight", 9).as_deref(), Some("Nine"));
        assert_eq!(written_like("eight", 9).as_deref(), Some("nine"));
        assert_eq!(written_like("8", 21).as_deref(), Some("21"));
        assert_eq!(written_like("eight", 21), None);
    }
}
