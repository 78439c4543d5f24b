use crate::base::diagnostic::{Findings, Severity};
use crate::base::span::Span;
use crate::model::document::Document;
use crate::rules::rule::{Check, Rule, Scope, Standard};
use crate::rules::settings::Settings;
use crate::words::lexicon::{Topic, words};
use crate::words::list::{ACRONYMS, Pair, WordPairs};

/// An acronym that the page does not explain.
pub const RULE: Rule = Rule {
    severity: Severity::Warning,
    standards: &[Standard::Pemat],
    scope: Scope::Usual,
    options: &[],
    check: Check::Language { topics: &[&SHORT], lists: &["acronyms"], check },
};

/// The acronyms.
pub(crate) static SHORT: Topic = Topic::new("acronym-undefined", || {
    let pairs = ACRONYMS.everywhere().flat_map(WordPairs::all);
    words(&pairs.map(|pair| pair.words).collect::<Vec<_>>())
});

fn check(_: &Settings, document: &Document, findings: &mut Findings) {
    let Some(list) = ACRONYMS.in_language(&document.language) else {
        return;
    };
    let statements = document.statements(&SHORT);
    // Of a part of a page nobody knows what the other parts explain.
    if statements.is_empty() || !document.is_whole_page() {
        return;
    }
    let title = document.records().first().and_then(|record| record.get("title")?.text());
    let blocks = document.body.blocks.iter().map(|block| block.prose.text());
    let page = blocks.chain(title).collect::<Vec<_>>().join("\n").to_lowercase().replace('\n', " ");
    for pair in list.all().filter(|pair| !is_explained(&page, *pair)) {
        let first = statements.iter().find_map(|statement| {
            pair.found_in(&statement.text)
                .filter(|at| {
                    statement.text.get(at.clone()) == Some(pair.words)
                        && statement.is_own(document, at.clone())
                })
                .filter_map(|at| statement.span(at))
                .find(|span| !is_in_link(document, *span))
        });
        if let Some(span) = first {
            findings
                .report(span, format!("this page does not say what {} stands for", pair.words))
                .help(format!("Explain it where it is first used, as in: {} ({}).", pair.other, pair.words));
        }
    }
}

/// Whether a place is in the words of a link, which name another page: that one explains itself.
fn is_in_link(document: &Document, span: Span) -> bool {
    document.body.links.iter().any(|link| !link.form.is_picture() && link.label_span.contains(span))
}

/// Whether a page in small letters says somewhere what an acronym stands for.
fn is_explained(page: &str, pair: Pair) -> bool {
    let short = pair.words.to_lowercase();
    page.contains(&pair.other.to_lowercase())
        || pair.remarks().any(|way| page.contains(way))
        || page.contains(&format!("({short})"))
        || page.contains(&format!("{short} ("))
        || page.contains(&format!("{short} stands for"))
}
