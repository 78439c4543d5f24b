use crate::base::diagnostic::{Findings, Severity};
use crate::base::span::Span;
use crate::model::document::{Document, Statement};
use crate::rules::rule::{Check, Rule, Scope, Standard};
use crate::rules::settings::Settings;
use crate::words::dose::grammar::{Amount, Doses, opens_frequency};
use crate::words::lexicon::{Topic, words};
use crate::words::medicine::{self, Giving};
use crate::words::token::Token;

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
        "at night",
        "morning",
        "evening",
        "breakfast",
        "meals",
        "with food",
        "hours",
        "start",
        "starts",
        "may have",
        "can have",
        "at once",
    ])
});

fn check(_: &Settings, document: &Document, findings: &mut Findings) {
    let needed = |text: &str| text.contains(|sign: char| sign.is_ascii_digit());
    for statement in document.statements_with(&GIVEN, needed).iter().filter(|given| needed(&given.text)) {
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
    let told = amount.tokens.start.checked_sub(1);
    // `ibuprofen 400, every 6 hours`
    let parted = after.split_first().filter(|(comma, _)| comma.text == ",").map(|(_, rest)| rest);
    let parted = parted.filter(|_| told.is_some_and(|name| is_named(doses, name)));
    let frequency =
        [Some(after), parted].into_iter().flatten().any(|after| opens_frequency(after) || times_a_day(after));
    let largest = amount.high.as_ref().map_or(amount.low.value, |high| high.value.max(amount.low.value));
    // Up to ten may be counted: `take 2 at bedtime`. So may halves of tablets.
    let too_many = largest > 12.0;
    // `take it until 2020`, `taken in 1999`
    let year = (1900.0..2100.0).contains(&largest) && amount.low.text.len() == 4;
    match lead(doses, amount) {
        _ if of_drug && too_many => true,
        Lead::Verb => {
            // `given to 100 at once` counts people.
            let people = doses.before(amount, 0).is_some_and(|before| before.is("to"))
                && !doses.before(amount, 1).is_some_and(|before| before.is("up"));
            let counted = goes_on(after) && largest >= 50.0 && !year && !people;
            too_many && (frequency || ends && !doses.drugs.is_empty() || (ends || counted) && largest >= 50.0)
        }
        // `ibuprofen 200 every 6 hours`, but `Tylenol 3 every 6 hours` is the name of a product.
        Lead::Generic => {
            let told = told.is_some_and(|name| is_told(doses, name));
            frequency && (largest > 1.0 || amount.low.text.contains('.'))
                || told && !year && largest >= 5.0 && (goes_on(after) || ends)
                || too_many && !year && is_given_later(after)
        }
        Lead::Brand => too_many && frequency,
        Lead::Other => false,
    }
}

/// Whether a number is followed by how often, in words or digits of its own: `500 three times a day`.
fn times_a_day(after: &[Token<'_>]) -> bool {
    const NUMBERS: [&str; 5] = ["two", "three", "four", "five", "six"];
    let [first, second, ..] = after else { return false };
    (first.is_number() || first.is_any(&NUMBERS)) && second.is("times")
}

/// Whether a sentence goes on after an amount, and counts nothing with it: `1500 at once`, but `100 steps`.
fn goes_on(after: &[Token<'_>]) -> bool {
    let [first, second @ ..] = after else { return false };
    // `300 as soon as you can`, but `Take 111 as the number to ring`
    let as_told =
        second.first().is_some_and(|next| next.is_any(&["soon", "needed", "directed", "prescribed"]));
    first.is("as") && as_told
        || first
            .is_any(&["at", "the", "and", "then", "again", "now", "when", "if", "right", "straight", "in"])
}

/// Whether what is taken is said to be so after its number: `100 can be given every 8 hours`.
fn is_given_later(after: &[Token<'_>]) -> bool {
    after.first().is_some_and(|next| next.is_any(&["can", "may", "should", "must", "is", "was"]))
        && after
            .iter()
            .skip(1)
            .take(3)
            .any(|token| medicine::giving(token) == Some(Giving::Verb) || token.is("used"))
}

/// Whether this token names a medicine.
fn is_named(doses: &Doses<'_>, nth: usize) -> bool {
    doses.tokens.get(nth).is_some_and(|token| medicine::named(token.text).is_some())
}

/// Whether somebody is told to take the medicine of this token: `take aspirin`, `give her the ibuprofen`.
fn is_told(doses: &Doses<'_>, name: usize) -> bool {
    let before = doses.tokens.get(name.saturating_sub(3)..name).unwrap_or_default();
    is_named(doses, name) && before.iter().any(|token| medicine::giving(token) == Some(Giving::Verb))
}

/// What is before a bare number.
enum Lead {
    Verb,
    Generic,
    Brand,
    Other,
}

fn lead(doses: &Doses<'_>, amount: &Amount<'_>) -> Lead {
    const BETWEEN: [&str; 15] = [
        "up", "to", "about", "around", "only", "just", "least", "at", "either", "the", "dose", "of", "is",
        "more", "than",
    ];
    for back in 0..4 {
        let Some(token) = doses.before(amount, back) else { break };
        if let Some(name) = medicine::named(token.text) {
            // `vitamin D 400 daily`: what is a letter of a name is no medicine here.
            return if name.brand { Lead::Brand } else { Lead::Generic };
        }
        match medicine::giving(token) {
            Some(Giving::Verb) if is_of_a_thing(doses, amount, back) => return Lead::Other,
            Some(Giving::Verb) => return Lead::Verb,
            Some(Giving::Form | Giving::Dose) => {}
            _ if token.is_any(&BETWEEN) || token.text == ":" => {}
            _ => break,
        }
    }
    Lead::Other
}

/// Whether it is no person who takes: `the sampler takes 6,000`. Who names a medicine means that.
fn is_of_a_thing(doses: &Doses<'_>, amount: &Amount<'_>, back: usize) -> bool {
    const PEOPLE: [&str; 18] = [
        "he", "she", "who", "patient", "person", "adult", "child", "baby", "infant", "man", "woman",
        "mother", "teenager", "user", "everyone", "somebody", "someone", "nobody",
    ];
    let takes = doses.before(amount, back).is_some_and(|verb| verb.is("takes"));
    takes && doses.drugs.is_empty() && !doses.before(amount, back + 1).is_some_and(|who| who.is_any(&PEOPLE))
}

/// Whether a number is part of a chain, a ratio or a name: `70/30`, `120/80`, `1-0-1`.
fn is_listed(doses: &Doses<'_>, amount: &Amount<'_>) -> bool {
    let joins = |text: &str| matches!(text, "/" | "-" | "–" | "%" | "°" | ":" | "+" | "×" | "x");
    let after = doses.after(amount);
    // `250, 500 or 1000 mg` share their unit.
    let shared = matches!(after, [comma, next, ..] if comma.text == "," && next.is_number());
    shared
        || after.first().is_some_and(|next| joins(next.text))
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
            ("Do not take 1500 at once.", "1500"),
            ("Never take more than 2550 of metformin daily.", "2550"),
            ("Ibuprofen 100 can be given every 8 hours.", "100"),
            ("Take sumatriptan 50 at the start and again after 2 hours.", "50"),
            ("If you miss it, do not take warfarin 10 the next day.", "10"),
            ("Take aspirin 300 as soon as you can.", "300"),
            ("The dose of amoxicillin is 500 three times a day.", "500"),
            ("Start with 50 of sertraline a day.", "50"),
            ("A child may have 120 of paracetamol.", "120"),
            ("Amlodipine 10 at night", "10"),
            ("Ibuprofen 400, every 6 hours", "400"),
            ("Do not take more than 4000 a day.", "4000"),
            ("A patient takes 500.", "500"),
            ("Ibuprofen is common: she takes 600 twice a day.", "600"),
            ("The average of those on metformin takes 500.", "500"),
        ] {
            assert_eq!(bare(text), [expected], "{text}");
        }
    }

    #[test]
    fn what_has_a_unit_or_is_counted_is_left_alone() {
        for text in [
            "Take 200 mg every 6 hours.",
            "It is exactly why the sampler takes 6,000.",
            "The trip takes 200 every day.",
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
            "Take 250, 500 or 1000 mg of metformin daily.",
            "Take ibuprofen 30 minutes before exercise.",
            "Take calcium 2 hours after levothyroxine.",
            "Take aspirin 5 or more days before it.",
            "Take aspirin 2 at a time.",
            "Take 111 as the number to ring.",
            "It was taken in 1500 and at once forgotten.",
            "Of 120 who took ibuprofen, 50 were given more.",
            "Insulin 2 times a day",
            "Ibuprofen was given to 100 at once.",
        ] {
            assert_eq!(bare(text), [""; 0], "{text}");
        }
    }
}
