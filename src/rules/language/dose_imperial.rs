use crate::base::diagnostic::{Findings, Severity};
use crate::model::document::Document;
use crate::rules::rule::{Check, Rule, Scope, Standard};
use crate::rules::settings::Settings;
use crate::words::dose::grammar::{Amount, Doses, Unit, UnitKind, opens_frequency};
use crate::words::lexicon::{Topic, units, words};
use crate::words::list::UNITS;
use crate::words::medicine::{self, Giving};

/// A dose in spoons or in measures that are not metric.
pub const RULE: Rule = Rule {
    severity: Severity::Warning,
    standards: &[Standard::Nhs, Standard::Ismp],
    scope: Scope::Usual,
    options: &[],
    check: Check::Language { topics: &[&MEASURES], lists: &["drugs", "giving", "units"], check },
};

/// The measures, after a number in digits or in words.
pub(crate) static MEASURES: Topic = Topic::new("dose-imperial", || {
    let measures: Vec<String> = UNITS.everywhere().flat_map(|list| list.with_plurals("household")).collect();
    let measures: Vec<&str> = measures.iter().map(String::as_str).collect();
    // A number may be glued to a measure: `5tsp`.
    words(&measures).into_iter().chain(units(&measures)).collect()
});

fn check(_: &Settings, document: &Document, findings: &mut Findings) {
    for statement in &document.statements(&MEASURES) {
        let doses = Doses::read(&statement.text);
        let named = names_medicine(&doses);
        for (nth, amount) in doses.amounts.iter().enumerate() {
            let Some(unit) = amount.unit.as_ref().filter(|unit| unit.kind == UnitKind::Household) else {
                continue;
            };
            if !named && !is_instruction(&doses, amount) && !is_of_liquid(&doses, amount) {
                continue;
            }
            let at = amount.at.clone();
            if is_converted(&doses, nth) || is_food(&doses, amount) || !statement.is_own(document, at.clone())
            {
                continue;
            }
            let written = statement.text.get(at.clone()).unwrap_or("");
            if let Some(span) = statement.span(at) {
                findings.report(span, format!("the dose “{written}” is not in metric units")).help(format!(
                    "Give the dose in {}, after checking it against the source.",
                    metric(unit)
                ));
            }
        }
    }
}

/// Words for medicines that are swallowed as a liquid.
const LIQUIDS: [&str; 13] = [
    "medicine",
    "medication",
    "syrup",
    "suspension",
    "elixir",
    "antacid",
    "laxative",
    "antibiotic",
    "antihistamine",
    "decongestant",
    "painkiller",
    "expectorant",
    "tonic",
];

/// Whether a statement is about the dose of a medicine: it names one, or a liquid that is one.
fn names_medicine(doses: &Doses<'_>) -> bool {
    let dose = doses.tokens.iter().any(|token| {
        matches!(medicine::giving(token), Some(Giving::Verb | Giving::Dose | Giving::Often | Giving::Way))
    });
    !doses.drugs.is_empty() || dose && doses.tokens.iter().any(|token| token.is_any(&LIQUIDS))
}

/// Whether it is an amount of a medicine by its kind: `2 teaspoons of the antibiotic`.
fn is_of_liquid(doses: &Doses<'_>, amount: &Amount<'_>) -> bool {
    let after = doses.after(amount);
    after.first().is_some_and(|of| of.is("of"))
        && after.iter().skip(1).take(3).any(|token| token.is_any(&LIQUIDS))
}

/// Whether somebody is told to take an amount, and how often: `Take 2 oz twice a day`.
fn is_instruction(doses: &Doses<'_>, amount: &Amount<'_>) -> bool {
    let verb = doses
        .before(amount, 0)
        .is_some_and(|before| before.is_any(&["take", "takes", "give", "gives", "taking", "giving"]));
    verb && opens_frequency(doses.after(amount))
}

/// Whether the same amount in metric units is beside it: `15 mL (1 tablespoon)`.
fn is_converted(doses: &Doses<'_>, nth: usize) -> bool {
    let amounts = &doses.amounts;
    let metric = |amount: &Amount<'_>| {
        amount.unit.as_ref().is_some_and(|unit| matches!(unit.kind, UnitKind::Volume(_) | UnitKind::Mass(_)))
    };
    let Some(own) = amounts.get(nth) else { return false };
    let near = |other: &Amount<'_>| {
        let gap = if other.at.start > own.at.start {
            other.tokens.start.saturating_sub(own.tokens.end)
        } else {
            own.tokens.start.saturating_sub(other.tokens.end)
        };
        metric(other) && gap <= 4
    };
    let before = nth.checked_sub(1).and_then(|before| amounts.get(before));
    before.is_some_and(near) || amounts.get(nth + 1).is_some_and(near)
}

/// Whether it is an amount of food, drink or a body: `with 8 ounces of water`.
fn is_food(doses: &Doses<'_>, amount: &Amount<'_>) -> bool {
    let after = doses.after(amount);
    let first = after.first();
    // `2 tablespoons of the syrup`, but `2 tablespoons of honey`.
    let of_food = first.is_some_and(|token| token.is("of"))
        && !after.iter().skip(1).take(3).any(|token| {
            medicine::named(token.text).is_some()
                || token.is_any(&LIQUIDS)
                || token.is_any(&["liquid", "it", "this"])
        });
    const BODIES: [&str; 16] = [
        "with", "glass", "water", "milk", "juice", "drink", "weigh", "weighs", "weighing", "pounds", "lb",
        "lbs", "serving", "food", "cup", "bottle",
    ];
    of_food
        || doses.has_before(amount, 4, &BODIES)
        || after
            .iter()
            .take(2)
            .any(|token| token.is_any(&["glass", "serving", "bottle", "water", "cup", "portion"]))
}

/// The metric units for a measure, with how much it is.
fn metric(unit: &Unit<'_>) -> &'static str {
    let small = unit.text.to_lowercase();
    if small.starts_with("tea") || small == "tsp" {
        "millilitres (a teaspoon holds about 5 mL)"
    } else if small.starts_with("table") || small == "tbsp" {
        "millilitres (a tablespoon holds about 15 mL)"
    } else if small.starts_with("grain") {
        "milligrams (a grain is about 65 mg)"
    } else if small.starts_with("fl") {
        "millilitres (a fluid ounce is about 30 mL)"
    } else if small.starts_with("ounce") || small == "oz" {
        "millilitres or grams (a fluid ounce is about 30 mL, an ounce of weight about 28 g)"
    } else {
        "millilitres"
    }
}
