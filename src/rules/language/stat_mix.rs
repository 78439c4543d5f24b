use crate::base::diagnostic::{Findings, Severity};
use crate::model::document::Document;
use crate::page::body::{Block, BlockKind, BlockRole};
use crate::page::roles;
use crate::rules::rule::{Check, Rule, Scope, Standard};
use crate::rules::settings::Settings;
use crate::words::figure::{Figure, FigureKind, figures};
use crate::words::lexicon::{Topic, parts, words};
use crate::words::sentence::Quotations;

/// A section that gives shares in percent and as one in so many.
pub const RULE: Rule = Rule {
    severity: Severity::Advice,
    standards: &[Standard::Nhs],
    scope: Scope::Usual,
    options: &[],
    check: Check::Language { topics: &[&SHARES], lists: &[], check },
};

/// Words of which every share in percent has one.
pub(crate) static SHARES: Topic = Topic::new("stat-mix", || {
    let mut triggers = parts(&["%"]);
    triggers.extend(words(&["percent", "per cent"]));
    triggers
});

fn check(_: &Settings, document: &Document, findings: &mut Findings) {
    let blocks = &document.body.blocks;
    let mut done = 0;
    for passage in document.passages(&SHARES) {
        if passage.nth < done {
            continue;
        }
        let is_heading = |block: &Block| block.kind == BlockKind::Heading;
        let start = blocks.iter().take(passage.nth + 1).rposition(is_heading).unwrap_or(0);
        let end = blocks
            .iter()
            .skip(passage.nth + 1)
            .position(is_heading)
            .map_or(blocks.len(), |end| passage.nth + 1 + end);
        done = end;
        section(document, blocks.get(start..end).unwrap_or_default(), findings);
    }
}

/// Compares the shares of a section.
fn section(document: &Document, blocks: &[Block], findings: &mut Findings) {
    let own = blocks.iter().filter(|block| {
        matches!(block.kind, BlockKind::Paragraph | BlockKind::Item) && block.role == BlockRole::Text
    });
    let mut found: Vec<(&Block, Figure)> = Vec::new();
    for block in own {
        let text = block.prose.text();
        if ["%", "percent", "per cent", " in ", " of "].iter().any(|word| text.contains(word)) {
            found.extend(
                figures(text)
                    .into_iter()
                    .filter(|figure| is_of_people(text, figure))
                    .map(|figure| (block, figure)),
            );
        }
    }
    // The same share in both ways helps readers of either.
    let alone = |kind: FigureKind| {
        found.iter().find(|(_, figure)| {
            figure.kind == kind
                && !found.iter().any(|(_, other)| other.kind != kind && is_one_share(figure, other))
        })
    };
    let (Some(percent), Some(odds)) = (alone(FigureKind::Percent), alone(FigureKind::Odds)) else {
        return;
    };
    let place = |(block, figure): &(&Block, Figure)| block.prose.span(figure.at.clone());
    let (first, second) =
        if place(percent).start > place(odds).start { (odds, percent) } else { (percent, odds) };
    let quoted =
        |(block, figure): &(&Block, Figure)| Quotations::of(block.prose.text()).hold(figure.at.start);
    if quoted(first) || quoted(second) || !roles::within(&document.body.cuts, place(second)).is_empty() {
        return;
    }
    let finding = findings
        .report(place(second), "this section gives one share in percent and one as people out of a number");
    finding.label(place(first), "written in the other way");
    finding.help("Give both in one way, so that readers can compare them.");
}

/// Whether a share is one of people: no dose, and no part of a body or a product.
fn is_of_people(text: &str, figure: &Figure) -> bool {
    const PRODUCTS: [&str; 8] =
        ["cream", "gel", "solution", "lidocaine", "hydrocortisone", "oxygen", "alcohol", "calories"];
    let after = text.get(figure.at.end..).unwrap_or("").to_lowercase();
    let near: Vec<&str> =
        after.split(|sign: char| !sign.is_alphanumeric()).filter(|word| !word.is_empty()).take(3).collect();
    !near.iter().any(|word| PRODUCTS.contains(word))
}

fn is_one_share(one: &Figure, other: &Figure) -> bool {
    let compares = |figure: &Figure| matches!(figure.kind, FigureKind::Percent | FigureKind::Odds);
    compares(one) && compares(other) && (one.share - other.share).abs() <= 0.02
}
