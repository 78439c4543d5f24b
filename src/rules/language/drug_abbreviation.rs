use std::cell::LazyCell;
use std::ops::Range;

use crate::base::diagnostic::{Findings, Severity};
use crate::base::phrase;
use crate::model::document::Document;
use crate::rules::rule::{Check, Rule, Scope, Standard};
use crate::rules::settings::Settings;
use crate::words::dose::grammar::Doses;
use crate::words::lexicon::{Topic, words};
use crate::words::list::{DRUG_ABBREVIATIONS, Pair, WordPairs, folded};

/// A medicine whose name is abbreviated.
pub const RULE: Rule = Rule {
    severity: Severity::Warning,
    standards: &[Standard::Ama, Standard::Ismp],
    scope: Scope::Usual,
    options: &[],
    check: Check::Language { topics: &[&ABBREVIATIONS], lists: &["drug_abbreviations"], check },
};

/// The abbreviations.
pub(crate) static ABBREVIATIONS: Topic = Topic::new("drug-abbreviation", || {
    let pairs = DRUG_ABBREVIATIONS.everywhere().flat_map(WordPairs::all);
    words(&pairs.map(|pair| pair.words).collect::<Vec<_>>())
});

fn check(_: &Settings, document: &Document, findings: &mut Findings) {
    let Some(list) = DRUG_ABBREVIATIONS.in_language(&document.language) else {
        return;
    };
    let statements = document.statements(&ABBREVIATIONS);
    if statements.is_empty() {
        return;
    }
    let page: String =
        document.body.blocks.iter().map(|block| block.prose.text().to_lowercase() + "\n").collect();
    // What the page says of each abbreviation is asked once, however often it is used.
    let meant = list.all().filter(|pair| !pair.remarks().any(|other| page.contains(other)));
    let meant: Vec<(Pair, bool)> = meant.map(|pair| (pair, is_explained(&page, pair))).collect();
    for statement in &statements {
        let text = folded(&statement.text);
        let is_dosed = LazyCell::new(|| is_dosed(&statement.text));
        for &(pair, is_explained) in &meant {
            let in_row =
                LazyCell::new(|| statement.sentence.is_none() && is_spelled_out(&statement.text, pair));
            let written = |at: &Range<usize>| statement.text.get(at.clone()) == Some(pair.words);
            for at in pair.found_in(&text).into_iter().filter(written) {
                let Some(span) =
                    statement.span(at.clone()).filter(|_| statement.is_own(document, at.clone()))
                else {
                    continue;
                };
                // `TXA~2~` is thromboxane.
                let lowered =
                    statement.text.get(at.end..).is_some_and(|after| after.starts_with(['~', '₂', '₃']));
                if lowered || pair.remarks().next().is_some() && !*is_dosed {
                    continue;
                }
                if *in_row {
                    continue;
                }
                let finding = findings.report(
                    span,
                    format!(
                        "“{}” is short for {}, and such names have been read as another medicine",
                        pair.words, pair.other
                    ),
                );
                let begins = statement
                    .text
                    .get(..at.start)
                    .is_some_and(|before| !before.contains(|sign: char| sign.is_alphanumeric()));
                let instead = if begins { phrase::capital(pair.other) } else { pair.other.to_owned() };
                finding.help(format!("Write “{instead}”.")).fix_unsafe(span, instead);
                // The wrong medicine is given where an amount of it is ordered; elsewhere the name is short, and no more.
                if is_explained || !*is_dosed {
                    finding.severity(Severity::Advice);
                }
            }
        }
    }
}

/// Whether the row of a table says what an abbreviation stands for there, and it is no medicine of the list: the gene of
/// carboxypeptidase Z is called CPZ.
fn is_spelled_out(row: &str, pair: Pair) -> bool {
    let (short, other) = (pair.words.to_lowercase(), pair.other.to_lowercase());
    let words: Vec<String> = row
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    let stands_for = |word: &str, next: &str| {
        // A sign of its own may follow, as in `carboxypeptidase Z`.
        let next = if next.len() < 3 { next } else { "" };
        let mut letters = word.chars().chain(next.chars());
        word.starts_with(short.get(..1).unwrap_or(""))
            && short.chars().all(|wanted| letters.any(|c| c == wanted))
    };
    let pairs = words.iter().zip(words.iter().skip(1).map(String::as_str).chain([""]));
    pairs
        .filter(|(word, _)| word.len() > short.len() + 2 && !other.contains(word.as_str()))
        .any(|(word, next)| stands_for(word, next))
}

/// Whether a statement gives an amount of a medicine.
fn is_dosed(text: &str) -> bool {
    let doses = Doses::read(text);
    doses.is_given() && doses.amounts.iter().any(|amount| amount.unit.is_some())
}

/// Whether the page names the medicine in full as well.
fn is_explained(page: &str, pair: Pair) -> bool {
    page.contains(&pair.other.to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_may_say_that_it_means_something_else() {
        let pair = DRUG_ABBREVIATIONS.all().find(|pair| pair.words == "CPZ").expect("the list has it");
        for (row, expected) in [
            ("Gene Symbol Name GEN-0245 CPZ 2 2 carboxypeptidase Z", true),
            ("Medicine Dose CPZ 25 mg", false),
            ("Medicine Dose CPZ prochlorperazine 25 mg", false),
        ] {
            assert_eq!(is_spelled_out(row, pair), expected, "{row}");
        }
    }
}
