use crate::base::diagnostic::{Findings, Severity};
use crate::base::span::Span;
use crate::model::document::Document;
use crate::rules::rule::{Check, Rule, Scope, Standard};
use crate::rules::settings::Settings;
use crate::words::lexicon::{Topic, words};
use crate::words::list::{ACRONYMS, Pair, WordPairs, folded};

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
    let links: Vec<Span> = words_of_links(document).collect();
    let mut page = None;
    for pair in list.all() {
        let with_it = statements.iter().filter(|statement| statement.text.contains(pair.words));
        let first = with_it.into_iter().find_map(|statement| {
            pair.found_in(&folded(&statement.text))
                .into_iter()
                .filter(|at| {
                    statement.text.get(at.clone()) == Some(pair.words)
                        && statement.is_own(document, at.clone())
                })
                .filter_map(|at| statement.span(at))
                .find(|span| !is_within(&links, *span))
        });
        if let Some(span) = first
            && !is_explained(page.get_or_insert_with(|| small_letters(document)), pair)
        {
            findings
                .report(span, format!("this page does not say what {} stands for", pair.words))
                .help(format!("Explain it where it is first used, as in: {} ({}).", pair.other, pair.words));
        }
    }
}

/// All that a page says, in small letters and one line.
fn small_letters(document: &Document) -> String {
    let title = document.records().first().and_then(|record| record.get("title")?.text());
    let blocks = document.body.blocks.iter().map(|block| block.prose.text());
    blocks.chain(title).collect::<Vec<_>>().join("\n").to_lowercase().replace('\n', " ")
}

/// The words of the links of a page, in the order of the text. They name another page, which explains itself.
fn words_of_links(document: &Document) -> impl Iterator<Item = Span> {
    document.body.links.iter().filter(|link| !link.form.is_picture()).map(|link| link.label_span)
}

/// Whether a place is in one of some spans that follow each other.
fn is_within(spans: &[Span], place: Span) -> bool {
    let behind = spans.partition_point(|span| span.start <= place.start);
    behind.checked_sub(1).and_then(|nth| spans.get(nth)).is_some_and(|span| span.contains(place))
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
