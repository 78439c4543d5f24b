use std::collections::HashSet;

use crate::base::diagnostic::{Findings, Severity};
use crate::model::document::Document;
use crate::rules::rule::{Check, Rule, Scope, Standard};
use crate::rules::settings::Settings;
use crate::words::lexicon::{Topic, words};
use crate::words::list::{BRANDS, Pair, WordPairs, folded};

/// A brand of a medicine before its generic name.
pub const RULE: Rule = Rule {
    severity: Severity::Advice,
    standards: &[Standard::Ama],
    scope: Scope::Usual,
    options: &[],
    check: Check::Language { topics: &[&NAMES], lists: &["brands"], check },
};

/// The brands.
pub(crate) static NAMES: Topic = Topic::new("brand-first", || {
    let pairs = BRANDS.everywhere().flat_map(WordPairs::all);
    words(&pairs.map(|pair| pair.words).collect::<Vec<_>>())
});

fn check(_: &Settings, document: &Document, findings: &mut Findings) {
    let Some(list) = BRANDS.in_language(&document.language) else {
        return;
    };
    let statements = document.statements(&NAMES);
    if statements.is_empty() {
        return;
    }
    let blocks: Vec<String> =
        document.body.blocks.iter().map(|block| block.prose.text().to_lowercase()).collect();
    let mut known: HashSet<&str> = HashSet::new();
    for statement in &statements {
        let text = folded(&statement.text);
        for pair in list.all() {
            // A brand has its capital: `soma` is the body of a nerve cell.
            let mut found = pair.found_in(&text).into_iter();
            let Some(at) = found.find(|at| statement.text.get(at.clone()) == Some(pair.words)) else {
                continue;
            };
            if !statement.is_own(document, at.clone()) || !known.insert(pair.words) {
                continue;
            }
            let before = statement.text.get(..at.start).unwrap_or("").to_lowercase();
            let above = blocks.get(..statement.nth).unwrap_or_default();
            let here = blocks.get(statement.nth).map_or("", String::as_str);
            let earlier = here.get(..statement.start()).unwrap_or("");
            let named = |text: &str| generics(pair).any(|generic| text.contains(generic));
            // `Tylenol is a brand of acetaminophen` explains itself.
            let after = statement.text.get(at.end..).unwrap_or("").to_lowercase();
            let says_so = after.trim_start().starts_with("is a brand") && named(&after);
            if says_so || named(&before) || named(earlier) || above.iter().any(|text| named(text)) {
                continue;
            }
            let Some(span) = statement.span(at.clone()) else { continue };
            let both = pair.other.replace(" + ", " and ");
            let finding =
                findings.report(span, format!("{} is a brand of {both}, and is named before it", pair.words));
            finding.help(format!("Name the generic medicine first, as in: {both} ({}).", pair.words));
        }
    }
}

fn generics(pair: Pair) -> impl Iterator<Item = &'static str> {
    pair.other.split(" + ")
}
