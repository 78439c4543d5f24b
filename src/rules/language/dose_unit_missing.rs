use crate::base::diagnostic::{Findings, Severity};
use crate::base::span::Span;
use crate::model::document::{Document, Statement};
use crate::rules::rule::{Check, Rule, Scope, Standard};
use crate::rules::settings::Settings;
use crate::words::dose::grammar::{Amount, Doses, opens_frequency};
use crate::words::lexicon::{Topic, words};
use crate::words::medicine::{self, Giving};

/// A dose without its unit.
pub const RULE: Rule = Rule {
    severity: Severity::Error,
    standards: &[Standard::Ismp],
    scope: Scope::Usual,
    options: &[],
    check: Check::Language { topics: &[&GIVEN], lists: &[], check },
};

/// Words of which every dose without a unit has one.
pub(crate) static GIVEN: Topic = Topic::new("dose-unit-missing", || {
    words(&[
        "take",
        "takes",
        "taking",
        "taken",
        "give",
        "gives",
        "given",
        "inject",
        "administer",
        "swallow",
        "prescribed",
        "dose",
        "dosage",
        "daily",
        "nightly",
        "every",
        "once",
        "twice",
        "per",
        "bedtime",
        "a day",
        "by mouth",
        "needed",
    ])
});

fn check(_: &Settings, document: &Document, findings: &mut Findings) {
    let needed = |text: &str| text.contains(|sign: char| sign.is_ascii_digit());
    for statement in &document.statements_with(&GIVEN, needed) {
        // The unit of a cell may be in its header or its neighbour.
        let found = if statement.sentence.is_some() { Doses::read(&statement.text) } else { continue };
        for amount in found.amounts.iter().filter(|amount| lacks_unit(&found, amount)) {
            report(document, statement, amount, findings);
        }
    }
}

fn report(document: &Document, statement: &Statement<'_>, amount: &Amount<'_>, findings: &mut Findings) {
    let span: Option<Span> = statement.span(amount.at.clone());
    if let Some(span) = span.filter(|_| statement.is_own(document, amount.at.clone())) {
        let written = statement.text.get(amount.at.clone()).unwrap_or("");
        findings
            .report(span, format!("the dose {written} has no unit"))
            .help("Look the dose up in the source, and write its unit, such as mg or mL, after the number.");
    }
}

/// Whether a bare number is the dose of a medicine.
fn lacks_unit(doses: &Doses<'_>, amount: &Amount<'_>) -> bool {
    let digits = amount.low.text.bytes().any(|byte| byte.is_ascii_digit());
    if amount.unit.is_some() || !digits || is_listed(doses, amount) {
        return false;
    }
    let after = doses.after(amount);
    let ends = after.first().is_none_or(|next| matches!(next.text, "." | "," | ";" | "!" | "?" | ")"));
    let of_drug = after.first().is_some_and(|next| next.is("of"))
        && after.get(1).is_some_and(|next| medicine::named(next.text).is_some());
    let frequency = opens_frequency(after);
    let largest = amount.high.as_ref().map_or(amount.low.value, |high| high.value.max(amount.low.value));
    // Up to ten may be counted: `take 2 at bedtime`. So may halves of tablets.
    let too_many = largest > 12.0;
    match lead(doses, amount) {
        Lead::Verb => {
            too_many && (frequency || of_drug || ends && !doses.drugs.is_empty() || ends && largest >= 50.0)
        }
        // `ibuprofen 200 every 6 hours`, but `Tylenol 3 every 6 hours` is the name of a product.
        Lead::Generic => frequency && (largest > 1.0 || amount.low.text.contains('.')),
        Lead::Brand => too_many && frequency,
        Lead::Other => false,
    }
}

/// What is before a bare number.
enum Lead {
    Verb,
    Generic,
    Brand,
    Other,
}

fn lead(doses: &Doses<'_>, amount: &Amount<'_>) -> Lead {
    const BETWEEN: [&str; 13] =
        ["up", "to", "about", "around", "only", "just", "least", "at", "either", "the", "dose", "of", "is"];
    for back in 0..4 {
        let Some(token) = doses.before(amount, back) else { break };
        if let Some(name) = medicine::named(token.text) {
            // `vitamin D 400 daily`: what is a letter of a name is no medicine here.
            return if name.brand { Lead::Brand } else { Lead::Generic };
        }
        match medicine::giving(token) {
            Some(Giving::Verb) => return Lead::Verb,
            Some(Giving::Form | Giving::Dose) => {}
            _ if token.is_any(&BETWEEN) || token.text == ":" => {}
            _ => break,
        }
    }
    Lead::Other
}

/// Whether a number is part of a chain, a ratio or a name: `70/30`, `120/80`, `1-0-1`.
fn is_listed(doses: &Doses<'_>, amount: &Amount<'_>) -> bool {
    let joins = |text: &str| matches!(text, "/" | "-" | "–" | "%" | "°" | ":" | "+" | "×" | "x");
    doses.after(amount).first().is_some_and(|next| joins(next.text))
        || doses.before(amount, 0).is_some_and(|before| matches!(before.text, "/" | "-" | "–" | "(" | "["))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bare(text: &str) -> Vec<&str> {
        let doses = Doses::read(text);
        let found = doses.amounts.iter().filter(|amount| lacks_unit(&doses, amount));
        found.map(|amount| &text[amount.at.clone()]).collect()
    }

    #[test]
    fn doses_without_a_unit_are_found() {
        for (text, expected) in [
            ("Take 200 every 6 hours.", "200"),
            ("Take 200.", "200"),
            ("Take up to 400 of ibuprofen.", "400"),
            ("Ibuprofen 200 every 6 hours", "200"),
            ("Metformin 500 twice daily", "500"),
            ("Lisinopril: 10 daily", "10"),
            ("Give 250–500 by mouth.", "250–500"),
            ("Warfarin tablets 2.5 at bedtime", "2.5"),
            ("The usual dose of naproxen is 250 twice a day.", "250"),
        ] {
            assert_eq!(bare(text), [expected], "{text}");
        }
    }

    #[test]
    fn what_has_a_unit_or_is_counted_is_left_alone() {
        for text in [
            "Take 200 mg every 6 hours.",
            "Take 2 at bedtime.",
            "Take one or two every 4 hours.",
            "Take 10 deep breaths every hour.",
            "Take 20 minutes every day.",
            "Insulin 3 times a day",
            "Metformin 2 daily doses",
            "Insulin 70/30 twice a day",
            "Aspirin 81 is a product.",
            "Tylenol 3 every 6 hours",
            "Take ibuprofen for 10 days.",
            "By age 50 take aspirin daily.",
            "Ibuprofen was first given in 1961.",
            "Take it until 2020.",
            "Blood pressure of 120/80, taken daily",
            "Take bus 20 daily.",
            "Take 30 of these pills.",
            "Give it to children under 12.",
            "Take ibuprofen 2 or 3 times a day.",
            "Take vitamin B12 daily.",
        ] {
            assert_eq!(bare(text), [""; 0], "{text}");
        }
    }
}
