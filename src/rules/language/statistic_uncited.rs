use std::cell::LazyCell;
use std::ops::Range;

use crate::base::diagnostic::{Findings, Severity};
use crate::base::phrase::one_line;
use crate::model::document::{Citing, Document};
use crate::page::body::{Block, BlockKind, BlockRole};
use crate::rules::rule::{Check, Rule, Scope, Standard};
use crate::rules::settings::Settings;
use crate::words::figure::{Figure, FigureKind, figures_in};
use crate::words::lexicon::{Topic, parts, words};
use crate::words::pattern::Pattern;
use crate::words::token::{Token, tokens};

/// A figure about people or cases without a source.
pub const RULE: Rule = Rule {
    severity: Severity::Advice,
    standards: &[Standard::Tis],
    scope: Scope::Usual,
    options: &[],
    check: Check::Language { topics: &[&FIGURES], lists: &[], check },
};

/// Words of which every such figure has one.
pub(crate) static FIGURES: Topic = Topic::new("statistic-uncited", || {
    let mut triggers = parts(&["%"]);
    triggers.extend(words(&[
        "percent",
        "per cent",
        "in every",
        "out of",
        "million",
        "in five",
        "in ten",
        "in 5",
        "in 10",
        "one in",
        "1 in",
        "2 in",
        "3 in",
        "half of",
        "third of",
        "thirds of",
        "quarter of",
        "quarters of",
    ]));
    triggers
});

fn check(_: &Settings, document: &Document, findings: &mut Findings) {
    let citing = LazyCell::new(|| Citing::of(document));
    for statement in &document.statements(&FIGURES) {
        let Some(sentence) = statement.sentence else { continue };
        let Some(block) = document.body.blocks.get(statement.nth) else { continue };
        if !matches!(block.kind, BlockKind::Paragraph | BlockKind::Item) || block.role != BlockRole::Text {
            continue;
        }
        let Some(figure) = figure(&statement.text) else { continue };
        if !statement.is_own(document, figure.clone())
            || citing.supports(statement.nth, sentence)
            || citing.is_closed(statement.nth)
            || is_example(&statement.text, figure.start)
            || is_own_figure(document, block)
        {
            continue;
        }
        let text = block.prose.text();
        let before = text.find(statement.text.as_ref() as &str).map_or(text.len(), |at| at + figure.start);
        let earlier = statement.nth.checked_sub(1).and_then(|nth| document.body.blocks.get(nth));
        let earlier = earlier
            .filter(|earlier| earlier.kind == BlockKind::Paragraph)
            .map(|earlier| earlier.prose.text());
        let is_supposed = |text: &str| Citing::is_supposed(text, text.len());
        if Citing::is_supposed(text, before) || earlier.is_some_and(is_supposed) {
            continue;
        }
        let written = one_line(statement.text.get(figure.clone()).unwrap_or(""));
        let Some(span) = statement.span(figure).filter(|span| !citing.leads_on(*span)) else { continue };
        findings
            .report(span, format!("the figure “{written}” has no source"))
            .help("Cite the source of the figure after the sentence.");
    }
}

/// Whether a sentence makes the figure up to explain something: `For example, if the model gives 100 people a risk of
/// 10%`, `a population (e.g. 10 million patients)`.
fn is_example(sentence: &str, figure: usize) -> bool {
    let before = sentence.get(..figure).unwrap_or("").trim_end().to_lowercase();
    let before = before.trim_end_matches([',', ' ']);
    let opens = before.trim_start_matches(|c: char| !c.is_alphanumeric());
    ["for example", "for instance"].iter().any(|words| {
        opens.starts_with(words) || before.strip_suffix(words).is_some_and(|rest| rest.ends_with(' '))
    }) || before.rsplit([' ', '(']).next().is_some_and(|word| matches!(word, "e.g." | "eg" | "i.e."))
}

/// Whether a paragraph is about a figure or table of the work that it is in, which is its source.
fn is_own_figure(document: &Document, block: &Block) -> bool {
    const NAMED: [&str; 5] = ["@ref(fig:", "@ref(tab:", "@fig-", "@tbl-", "@fig:"];
    let written = block.span.slice(&document.source.text);
    NAMED.iter().any(|name| written.contains(name))
}

/// The figure about people or cases in a sentence.
fn figure(text: &str) -> Option<Range<usize>> {
    const COUNTED: [&str; 46] = [
        "people",
        "men",
        "women",
        "adults",
        "children",
        "patients",
        "cases",
        "americans",
        "population",
        "babies",
        "infants",
        "pregnancies",
        "deaths",
        "teens",
        "teenagers",
        "boys",
        "girls",
        "adolescents",
        "workers",
        "veterans",
        "persons",
        "individuals",
        "smokers",
        "nonsmokers",
        "athletes",
        "students",
        "newborns",
        "births",
        "couples",
        "families",
        "citizens",
        "residents",
        "survivors",
        "users",
        "injuries",
        "visits",
        "risk",
        "chance",
        "seniors",
        "cancers",
        "toddlers",
        "strokes",
        "mortality",
        "prevalence",
        "incidence",
        "survival",
    ];
    let mut tokens = tokens(text);
    // What is reckoned from a risk is no share of people: `a risk score`, `the risk adjustment`, `a low risk of bias`.
    let is_other = |at: usize, tokens: &[Token<'_>]| {
        let next = |nth: usize| tokens.get(at + nth).map_or("", |token| token.text);
        tokens.get(at).is_some_and(|token| token.is("risk"))
            && (["score", "scores", "adjustment", "model", "models", "pool"]
                .iter()
                .any(|word| next(1).eq_ignore_ascii_case(word))
                || text.contains("risk of bias"))
    };
    let others: Vec<bool> = (0..tokens.len()).map(|at| is_other(at, &tokens)).collect();
    let mut others = others.into_iter();
    tokens.retain(|_| !others.next().unwrap_or(false));
    if is_category(text) || is_of_model(&tokens) {
        return None;
    }
    // A table of the page has its source below it, and cases of tests and of use are no people.
    if OTHERWISE.is_match(text) {
        return None;
    }
    if text.trim_end().ends_with('?') || !tokens.iter().any(|token| token.is_any(&COUNTED)) {
        return None;
    }
    figures_in(&tokens)
        .into_iter()
        .find(|figure| is_about_people(&tokens, figure, &COUNTED))
        .map(|figure| figure.at)
}

/// Whether a sentence is about figures that somebody put into a model or took out of one.
fn is_of_model(tokens: &[Token<'_>]) -> bool {
    const WORDS: [&str; 7] =
        ["assuming", "simulated", "simulation", "simulations", "priors", "predictions", "hypothetical"];
    let has = |words: &[&str]| tokens.iter().any(|token| token.is_any(words));
    has(&WORDS) || has(&["prediction"]) && has(&["model", "models"])
}

/// Whether a text says which risk is called what: `Intermediate risk: 7.5–19.9%`.
fn is_category(text: &str) -> bool {
    let Some((label, _)) = text.split_once(':') else { return false };
    let label = label.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    let degree = label.strip_suffix("risk").map(|degree| degree.trim_end_matches([' ', '-']));
    degree.is_some_and(|degree| {
        ["low", "borderline", "intermediate", "moderate", "high", "very low", "very high"].contains(&degree)
    })
}

/// Sentences on a table or figure of the page, and on cases that are no people.
pub(crate) static OTHERWISE: Pattern = Pattern::new(
    r"(?-u:\b)(?:Table|Figure|Fig\.)\s+\d+[a-z]?\s+(?:show|list|present|summari|give)|(?-u:\b)(?:[Tt]est|[Uu]se)\s+cases(?-u:\b)",
);

/// Whether a figure is the range between two percentiles, as far from either end: `2.5% to 97.5% of the values`.
fn is_percentiles(tokens: &[Token<'_>], figure: &Figure) -> bool {
    let own = tokens.get(figure.tokens.clone()).unwrap_or_default();
    let numbers: Vec<f64> = own.iter().filter_map(|token| token.text.parse().ok()).collect();
    matches!(numbers.as_slice(), [low, high] if (low + high - 100.0).abs() < 0.01)
}

/// Whether a figure is a share or number of people: of no body, food or product, and not supposed.
fn is_about_people(tokens: &[Token<'_>], figure: &Figure, counted: &[&str]) -> bool {
    const SUPPOSED: [&str; 15] = [
        "if",
        "predicted",
        "probability",
        "suppose",
        "imagine",
        "example",
        "score",
        "containing",
        "say",
        "whether",
        "tablet",
        "cream",
        "solution",
        "bleach",
        "alcohol",
    ];
    const SERVED: [&str; 5] = ["serve", "serves", "served", "serving", "employs"];
    const OF: [&str; 20] = [
        "calories",
        "body",
        "weight",
        "fat",
        "oxygen",
        "hydrocortisone",
        "lidocaine",
        "cream",
        "gel",
        "solution",
        "energy",
        "water",
        "alcohol",
        "dna",
        "sunlight",
        "cotton",
        "juice",
        "diet",
        "maximum",
        "cells",
    ];
    let after = tokens.get(figure.tokens.end..).unwrap_or_default();
    let before = tokens.get(..figure.tokens.start).unwrap_or_default();
    // Half of the women, but half of the glass that women drink.
    let part = figure.kind != FigureKind::Part || after.iter().take(4).any(|token| token.is_any(counted));
    let near = after.iter().take(7).chain(before.iter().rev().take(6)).any(|token| token.is_any(counted));
    let supposed = before.iter().rev().take(8).any(|token| token.is_any(&SUPPOSED));
    // Whom an organisation serves it knows itself.
    let served = before.iter().rev().take(4).any(|token| token.is_any(&SERVED));
    // Millions of something else, `the other 90%`, `a 95% CI`, `a target of 80%`.
    let other_count =
        figure.kind == FigureKind::Millions && !after.iter().take(4).any(|token| token.is_any(counted));
    // `a ratio > 60% in children` is a limit.
    let limit = before.last().is_some_and(|token| token.is_any(&["<", ">", "≥", "≤"]))
        && before.iter().rev().take(4).any(|token| token.is_any(&["ratio", "score", "index"]));
    let rest = before.last().is_some_and(|token| token.is_any(&["other", "remaining"]));
    let interval = after
        .iter()
        .take(2)
        .any(|token| token.is_any(&["ci", "confidence", "credible", "interval", "power"]));
    let wanted = before.iter().rev().take(3).any(|token| token.is_any(&["target", "targets", "goal"]));
    if limit || other_count || rest || interval || wanted || is_percentiles(tokens, figure) {
        return false;
    }
    let product = after.iter().take(4).any(|token| token.is_any(&OF));
    let first = tokens.get(figure.tokens.start).map_or("", |token| token.text);
    // Every second child inherits a gene: that is no count.
    let inherited = matches!(first, "25" | "50" | "75")
        && after.first().is_some_and(|token| token.is_any(&["chance", "risk"]));
    near && part && !supposed && !served && !product && !inherited && first != "100"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_about_people_are_found() {
        for (text, expected) in [
            ("About 15% of men have it.", "15%"),
            ("It affects 15 to 20 percent of adults.", "15 to 20 percent"),
            ("Nearly 1 in 5 people get it.", "1 in 5"),
            ("One in every ten children has asthma.", "One in every ten"),
            ("More than 30 million Americans have back pain.", "30 million"),
            ("The risk falls by 30 per cent.", "30 per cent"),
            ("Seven out of 10 women recover.", "Seven out of 10"),
            ("In adults the chance is 5–10%.", "5–10%"),
            ("One third of patients have a second fit.", "One third"),
            ("Nearly half of all women get it.", "half"),
            ("Twelve percent of children have it.", "Twelve percent"),
            ("Four in ten men snore.", "Four in ten"),
            ("It is found in 90 percent of toddlers.", "90 percent"),
            ("The survival rate is 90%.", "90%"),
            ("Mortality is 5%.", "5%"),
        ] {
            assert_eq!(figure(text).map(|at| &text[at]), Some(expected), "{text}");
        }
    }

    #[test]
    fn what_is_no_statistic_is_left_alone() {
        for text in [
            "Adults use a 1% hydrocortisone cream.",
            "Our clinics serve nearly 9 million veterans.",
            "People should get 30% of calories from fat.",
            "Losing 5 percent of your body weight helps people.",
            "Do 15% of men have it?",
            "One in the family may help people.",
            "People were asked about 2 in 2020.",
            "Oxygen of 95% is normal.",
            "Children drink half of the glass.",
            "Adults take a third of the tablet.",
            "People sleep a third of their lives.",
            "The room is 40% humid.",
            "Men have 4.7 to 6.1 million cells in each microlitre.",
            "Each of the children has a 25 percent chance of it.",
            "If 10% of people agree, it is done.",
            "The study had 5,000 cases and looked at 8 million genetic variants of them.",
            "The other 90% of the patients are forgotten.",
            "The line goes from 2.5% to 97.5% of the individuals of the population.",
            "The risk was 1.4 (95% CI 1.1 to 1.8).",
            "Men have a target of 80% in this plan.",
            "Table 4 shows that 39% of the patients died.",
            "Intermediate risk: 7.5-19.9%",
            "Cardiomegaly, with a cardiothoracic ratio > 60% in children, is seen.",
            "The plan will be blended using 67% of the risk score of the old model.",
            "It was 77% in high risk of bias studies, but only 26% in studies with a low risk.",
            "Some 90% of the test cases had the result that was wanted.",
        ] {
            assert_eq!(figure(text), None, "{text}");
        }
    }
}
