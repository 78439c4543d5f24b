use crate::base::diagnostic::{Findings, Severity};
use crate::base::node::Node;
use crate::base::span::Span;
use crate::model::document::Document;
use crate::page::body::{Block, BlockKind, BlockRole};
use crate::rules::rule::{Check, Rule, Scope};
use crate::rules::settings::Settings;
use crate::words::lexicon::{Topic, words};
use crate::words::token::{Token, tokens};

/// A side in a heading, the title or a code that is the other one in the text.
pub const RULE: Rule = Rule {
    severity: Severity::Advice,
    standards: &[],
    scope: Scope::Usual,
    options: &[],
    check: Check::Language { topics: &[&SIDES], lists: &[], check },
};

/// The sides.
pub(crate) static SIDES: Topic =
    Topic::new("laterality-conflict", || words(&["left", "right", "left-sided", "right-sided"]));

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    Left,
    Right,
}

impl Side {
    fn name(self) -> &'static str {
        match self {
            Side::Left => "left",
            Side::Right => "right",
        }
    }
}

fn check(_: &Settings, document: &Document, findings: &mut Findings) {
    let title = document.records().first().and_then(|record| record.get("title"));
    let mut of_page: Vec<(Side, Span)> = Vec::new();
    if let Some(title) = title {
        of_page.extend(sides(title.text().unwrap_or("")).into_iter().map(|(side, _)| (side, title.span)));
    }
    let named = of_page.clone();
    let found = sections(document, &mut of_page, findings);
    if let ([only], false) = (named.as_slice(), found) {
        let text: Vec<(Side, Span)> = of_page.iter().skip(1).copied().collect();
        compare(Some(*only), &text, "title", findings);
    }
    codes(document, &of_page, findings);
}

/// Compares each heading that names a side with the text down to the next heading. Returns whether any two differ.
fn sections(document: &Document, of_page: &mut Vec<(Side, Span)>, findings: &mut Findings) -> bool {
    let mut differ = false;
    let mut heading: Option<(Side, Span)> = None;
    let mut below: Vec<(Side, Span)> = Vec::new();
    let hits: Vec<usize> = document.passages(&SIDES).map(|passage| passage.nth).collect();
    for (nth, block) in document.body.blocks.iter().enumerate() {
        if block.kind == BlockKind::Heading {
            differ |= compare(heading.take(), &below, "heading", findings);
            below.clear();
        }
        let own = block.role == BlockRole::Text
            && !matches!(block.kind, BlockKind::Quotation | BlockKind::Reference);
        if !own || hits.binary_search(&nth).is_err() {
            continue;
        }
        let found: Vec<(Side, Span)> = in_block(block);
        of_page.extend(&found);
        match (block.kind, found.as_slice()) {
            (BlockKind::Heading, [only]) => heading = Some(*only),
            (BlockKind::Heading, _) => {}
            _ => below.extend(found),
        }
    }
    differ | compare(heading, &below, "heading", findings)
}

/// Reports a text that names only the other side than what it stands below. Returns whether it does.
fn compare(
    heading: Option<(Side, Span)>,
    below: &[(Side, Span)],
    above: &str,
    findings: &mut Findings,
) -> bool {
    let Some((side, place)) = heading else { return false };
    let Some((other, first)) = below.first().filter(|_| below.iter().all(|(own, _)| *own != side)) else {
        return false;
    };
    let finding = findings
        .report(*first, format!("the {above} says {}, and the text below it {}", side.name(), other.name()));
    finding.label(place, format!("the {above}"));
    finding.help("Check which side is meant, and write it in both places.");
    true
}

/// Compares the codes of the page with the sides that the page names.
fn codes(document: &Document, of_page: &[(Side, Span)], findings: &mut Findings) {
    let Some((side, place)) = of_page.first() else { return };
    if of_page.iter().any(|(own, _)| own != side) {
        return;
    }
    let record = document.records().first();
    for entry in record.and_then(|record| record.get("codes")).map(Node::entries).unwrap_or_default() {
        let is_icd = entry
            .key
            .text()
            .is_some_and(|key| key.to_lowercase().replace(['-', '_', ' '], "").starts_with("icd10"));
        for code in entry.value.one_or_many().iter().filter(|_| is_icd) {
            let Some(coded) = code.text().and_then(side_of_code).filter(|coded| coded != side) else {
                continue;
            };
            let finding = findings.report(
                code.span,
                format!(
                    "this code is for the {} side, and the page is about the {}",
                    coded.name(),
                    side.name()
                ),
            );
            finding.label(*place, "the side of the page");
            finding.help("Check which side is meant, and correct the code or the text.");
        }
    }
}

/// The side of an ICD-10-CM code of a category that tells sides by its last sign before an extension: breasts, joints,
/// soft tissue, nerves of the limbs, and injuries of the limbs.
fn side_of_code(code: &str) -> Option<Side> {
    let (category, detail) = code.split_once('.')?;
    let letter = category.chars().next()?;
    let number: u32 = category.get(1..)?.parse().ok()?;
    let sided = match letter {
        'C' => number == 50,
        'G' => matches!(number, 56 | 57),
        'M' => matches!(number, 16 | 17 | 18 | 25 | 70 | 75 | 76 | 77),
        'S' => (40..=99).contains(&number) && detail.len() >= 3,
        _ => false,
    };
    let sign = match (letter, detail.len()) {
        ('S', _) => detail.get(2..3)?,
        (_, 2 | 3) => detail.get(detail.len() - 1..)?,
        _ => return None,
    };
    match (sided, sign) {
        (true, "1") => Some(Side::Right),
        (true, "2") => Some(Side::Left),
        _ => None,
    }
}

fn in_block(block: &Block) -> Vec<(Side, Span)> {
    let found = sides(block.prose.text()).into_iter();
    found.map(|(side, at)| (side, block.prose.span(at))).collect()
}

/// The sides that a text names: those of the body, not `right away` and `what is left`.
fn sides(text: &str) -> Vec<(Side, std::ops::Range<usize>)> {
    let tokens = tokens(text);
    let side = |token: &Token<'_>| match () {
        () if token.is_any(&["left", "left-sided"]) => Some(Side::Left),
        () if token.is_any(&["right", "right-sided"]) => Some(Side::Right),
        () => None,
    };
    let sided = |token: &Token<'_>| token.text.contains('-');
    let found = tokens.iter().enumerate().filter_map(|(nth, token)| {
        let side = side(token)?;
        let is_part = sided(token) || tokens.get(nth + 1).is_some_and(is_part);
        is_part.then(|| (side, token.at.clone()))
    });
    found.collect()
}

/// Whether a word names a part of the body that there are two of, or a side.
fn is_part(token: &Token<'_>) -> bool {
    const PARTS: [&str; 40] = [
        "side",
        "arm",
        "leg",
        "hand",
        "foot",
        "shoulder",
        "elbow",
        "wrist",
        "hip",
        "knee",
        "ankle",
        "eye",
        "ear",
        "breast",
        "lung",
        "kidney",
        "ovary",
        "testicle",
        "thumb",
        "finger",
        "toe",
        "thigh",
        "calf",
        "heel",
        "forearm",
        "upper",
        "lower",
        "jaw",
        "cheek",
        "nostril",
        "atrium",
        "ventricle",
        "hemisphere",
        "buttock",
        "groin",
        "collarbone",
        "temple",
        "neck",
        "big",
        "ring",
    ];
    let word = token.text.to_lowercase();
    PARTS.contains(&word.as_str()) || word.strip_suffix('s').is_some_and(|single| PARTS.contains(&single))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sides_of_the_body_are_read() {
        let read = |text: &str| sides(text).into_iter().map(|(side, _)| side).collect::<Vec<_>>();
        assert_eq!(read("Pain in the left arm and the right lower leg"), [Side::Left, Side::Right]);
        assert_eq!(read("Right-Sided Carpal Tunnel Syndrome"), [Side::Right]);
        for text in
            ["Call right away.", "What is left?", "The right treatment", "left untreated", "human rights"]
        {
            assert_eq!(read(text), [], "{text}");
        }
    }

    #[test]
    fn codes_have_sides() {
        for (code, side) in [
            ("C50.512", Some(Side::Left)),
            ("M25.511", Some(Side::Right)),
            ("M17.12", Some(Side::Left)),
            ("G56.01", Some(Side::Right)),
            ("S43.402A", Some(Side::Left)),
            ("M25.519", None),
            ("M54.2", None),
            ("S13.4XXA", None),
            ("U07.1", None),
        ] {
            assert_eq!(side_of_code(code), side, "{code}");
        }
    }
}
