//! Doses as a grammar reads them: `take 1 to 2 tablets`, `250 mg/5 mL`, `0.5–1 mg/kg/day`, `½ teaspoon`.
//!
//! A statement (a sentence, or the row of a table) is read once, and every rule about doses asks it.

use std::ops::Range;
use std::sync::LazyLock;

use crate::base::quick::QuickMap;
use crate::base::steps::step;
use crate::words::lexicon::{Topic, units};
use crate::words::list::{UNITS, WordList};
use crate::words::medicine::{self, Giving, Name};
use crate::words::token::{Token, TokenKind, tokens};

/// Amounts with a unit.
pub(crate) static DOSES: Topic = Topic::new("doses", || {
    let words = UNITS.everywhere().flat_map(WordList::with_tags).filter(|(_, _, tags)| *tags != "rate");
    let plurals = words.flat_map(|(unit, plural, _)| {
        [
            Some(unit.to_owned()),
            plural.map(str::to_owned).or_else(|| (unit.len() > 2).then(|| format!("{unit}s"))),
        ]
    });
    let words: Vec<String> = plurals.flatten().collect();
    units(&words.iter().map(String::as_str).collect::<Vec<_>>())
});

/// A sentence, or the row of a table, with the amounts in it.
#[derive(Debug)]
pub(crate) struct Doses<'a> {
    /// Its words, numbers and marks.
    pub(crate) tokens: Vec<Token<'a>>,
    /// Its amounts, in order; also those without a unit.
    pub(crate) amounts: Vec<Amount<'a>>,
    /// The names of medicines, by their tokens.
    pub(crate) drugs: Vec<(usize, Name)>,
}

/// One number or a range of two, with its unit.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Amount<'a> {
    /// All of it, in bytes of the statement.
    pub(crate) at: Range<usize>,
    /// All of it, by its tokens.
    pub(crate) tokens: Range<usize>,
    /// The number, or the first of two.
    pub(crate) low: Number<'a>,
    /// The second of two.
    pub(crate) high: Option<Number<'a>>,
    /// The mark or word between the two.
    pub(crate) joint: Option<&'a str>,
    /// The unit; of a range that writes it twice, the second.
    pub(crate) unit: Option<Unit<'a>>,
    /// The unit after the first of two numbers.
    pub(crate) low_unit: Option<Unit<'a>>,
    /// What it is given or measured per: `/5 mL`, `per kg`.
    pub(crate) per: Vec<&'a str>,
}

/// A number.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Number<'a> {
    /// As it is written.
    pub(crate) text: &'a str,
    /// Where it is, in bytes of the statement.
    pub(crate) at: Range<usize>,
    /// What it is worth.
    pub(crate) value: f64,
}

/// A unit.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Unit<'a> {
    /// As it is written.
    pub(crate) text: &'a str,
    /// Where it is, in bytes of the statement.
    pub(crate) at: Range<usize>,
    /// What it measures.
    pub(crate) kind: UnitKind,
}

/// What a unit measures.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum UnitKind {
    /// A weight, with how many micrograms it is.
    Mass(f64),
    /// A volume in metric measure, with how many millilitres it is.
    Volume(f64),
    /// The effect of a medicine: units and international units.
    Effect,
    /// Molecules or their charges.
    Molar,
    /// Something that is counted: tablets, drops.
    Counted,
    /// Spoons and measures that are not metric.
    Household,
    /// The weight of a body, or a span of time.
    Rate,
}

impl<'a> Doses<'a> {
    /// Reads a sentence or the row of a table.
    pub(crate) fn read(text: &'a str) -> Doses<'a> {
        let tokens = tokens(text);
        let drugs = tokens.iter().enumerate().filter(|(_, token)| token.is_word());
        let drugs = drugs.filter_map(|(nth, token)| Some((nth, medicine::named(token.text)?))).collect();
        let mut amounts = Vec::new();
        let mut nth = 0;
        while nth < tokens.len() {
            step();
            match amount(text, &tokens, nth) {
                Some(found) => {
                    nth = found.tokens.end;
                    amounts.push(found);
                }
                None => nth += 1,
            }
        }
        Doses { tokens, amounts, drugs }
    }

    /// Whether it names a medicine, or says that something is given or taken.
    pub(crate) fn is_given(&self) -> bool {
        !self.drugs.is_empty() || self.tokens.iter().any(|token| medicine::giving(token).is_some())
    }

    /// Whether it names a product of two medicines, or two medicines side by side: `800-160 mg` is then no range.
    pub(crate) fn names_two(&self) -> bool {
        let joined = self.drugs.windows(2).any(|pair| {
            let [(first, _), (second, _)] = pair else { return false };
            let between = self.tokens.get(first + 1..*second).unwrap_or_default();
            between.len() == 1
                && between.iter().all(|token| {
                    matches!(token.text, "/" | "-" | "–" | "+") || token.is_any(&["and", "with", "plus"])
                })
        });
        joined || self.drugs.iter().any(|(nth, name)| name.two || self.has_partner(*nth))
    }

    /// Whether the name of a medicine is joined to a word that may be that of a second one: `amoxicillin/clavulanic acid`.
    fn has_partner(&self, nth: usize) -> bool {
        let Some([name, joint, other]) = self.tokens.get(nth..nth + 3) else { return false };
        let is_close = name.at.end == joint.at.start && joint.at.end == other.at.start;
        is_close && joint.text == "/" && medicine::may_be_medicine(&other.text.to_lowercase())
    }

    /// The token before an amount, `back` places from it.
    pub(crate) fn before(&self, amount: &Amount<'_>, back: usize) -> Option<&Token<'a>> {
        self.tokens.get(amount.tokens.start.checked_sub(back + 1)?)
    }

    /// The tokens after an amount.
    pub(crate) fn after(&self, amount: &Amount<'_>) -> &[Token<'a>] {
        self.tokens.get(amount.tokens.end..).unwrap_or_default()
    }

    /// Whether one of these words is among the last `most` tokens before an amount.
    pub(crate) fn has_before(&self, amount: &Amount<'_>, most: usize, words: &[&str]) -> bool {
        let start = amount.tokens.start.saturating_sub(most);
        self.tokens
            .get(start..amount.tokens.start)
            .unwrap_or_default()
            .iter()
            .any(|token| token.is_any(words))
    }
}

impl Amount<'_> {
    /// Whether it is an amount as medicines have it, by its unit alone: a weight or volume, and no lab value.
    pub(crate) fn is_small(&self) -> bool {
        let unit = self.unit.as_ref().map(|unit| unit.kind);
        matches!(unit, Some(UnitKind::Mass(_) | UnitKind::Volume(_) | UnitKind::Effect))
            && !self.is_lab_value()
    }

    /// Whether it is measured and not given: per litre or decilitre, or per mole.
    pub(crate) fn is_lab_value(&self) -> bool {
        const LAB: [&str; 12] =
            ["l", "dl", "µl", "μl", "mol", "m3", "m³", "liter", "litre", "mmol", "deciliter", "decilitre"];
        self.per.iter().any(|per| LAB.iter().any(|lab| per.to_lowercase() == *lab))
    }
}

/// The amount that begins at a token.
fn amount<'a>(text: &'a str, tokens: &[Token<'a>], start: usize) -> Option<Amount<'a>> {
    let (low, mut next) = number(text, tokens, start)?;
    // `4.5.6` and `B-12` are no amounts, and a price has no dose.
    let before = start.checked_sub(1).and_then(|at| tokens.get(at));
    if before.is_some_and(|before| matches!(before.text, "$" | "£" | "€" | "#" | "<!--")) {
        return None;
    }
    let mut low_unit = None;
    let mut high = None;
    let mut joint = None;
    let first_unit = unit(text, tokens, next);
    let after_unit = first_unit.as_ref().map_or(next, |(_, end)| *end);
    let between = before.is_some_and(|before| before.is("between"));
    if let Some((word, after)) = joint_at(tokens, after_unit, between)
        && let Some((second, end)) = number(text, tokens, after)
    {
        // `5 mg or 2 tablets` are two amounts; a range has one kind of unit.
        let second_unit = unit(text, tokens, end);
        let one_kind = match (&first_unit, &second_unit) {
            (Some((one, _)), Some((other, _))) => is_of_one_kind(one.kind, other.kind),
            (Some(_), None) => false,
            (None, _) => true,
        };
        if one_kind {
            low_unit = first_unit.as_ref().map(|(unit, _)| unit.clone());
            (high, joint, next) = (Some(second), Some(word), end);
        }
    }
    let found = if high.is_some() { unit(text, tokens, next) } else { first_unit };
    let (unit, mut end) = match found {
        Some((unit, end)) => (Some(unit), end),
        None => (None, next),
    };
    let mut per = Vec::new();
    while unit.is_some()
        && let Some((what, after)) = rate(tokens, end)
    {
        step();
        per.push(what);
        end = after;
    }
    let last = tokens.get(end.checked_sub(1)?)?;
    Some(Amount { at: low.at.start..last.at.end, tokens: start..end, low, high, joint, unit, low_unit, per })
}

fn is_of_one_kind(one: UnitKind, other: UnitKind) -> bool {
    std::mem::discriminant(&one) == std::mem::discriminant(&other)
}

/// Numbers in words.
const IN_WORDS: [(&str, f64); 13] = [
    ("one", 1.0),
    ("two", 2.0),
    ("three", 3.0),
    ("four", 4.0),
    ("five", 5.0),
    ("six", 6.0),
    ("seven", 7.0),
    ("eight", 8.0),
    ("nine", 9.0),
    ("ten", 10.0),
    ("half", 0.5),
    ("one-half", 0.5),
    ("one-quarter", 0.25),
];

/// The number that begins at a token, with where the tokens go on: `0.5`, `1,000`, `2,5`, `1/2`, `1 ½`, `one`.
fn number<'a>(text: &'a str, tokens: &[Token<'a>], start: usize) -> Option<(Number<'a>, usize)> {
    let first = tokens.get(start)?;
    let fraction = |at: usize| tokens.get(at).and_then(|token| fraction(token.text));
    let (value, end) = match first.kind {
        TokenKind::Word if first.is_any(&["a", "an"]) => {
            // `a teaspoon`, but `once a day`.
            let (unit, _) = unit(text, tokens, start + 1)?;
            if !matches!(unit.kind, UnitKind::Household | UnitKind::Counted) {
                return None;
            }
            (1.0, start + 1)
        }
        TokenKind::Word => {
            let (_, value) = IN_WORDS.iter().find(|(word, _)| first.is(word))?;
            // `half a tablet`
            let article = usize::from(
                first.is("half") && tokens.get(start + 1).is_some_and(|next| next.is_any(&["a", "an"])),
            );
            // `one and a half teaspoons`
            let rest = tokens.get(start + 1..start + 4).unwrap_or_default();
            let half =
                rest.iter().zip(["and", "a", "half"]).filter(|(token, word)| token.is(word)).count() == 3;
            match half {
                true => (*value + 0.5, start + 4),
                false => (*value, start + 1 + article),
            }
        }
        TokenKind::Mark => return None,
        TokenKind::Number => match self::fraction(first.text) {
            Some(value) => (value, start + 1),
            None => {
                let whole = value_of(first.text)?;
                let over = tokens.get(start + 1).is_some_and(|token| token.text == "/" || token.text == "⁄");
                let below = tokens.get(start + 2).filter(|_| over).and_then(|token| value_of(token.text));
                match below {
                    // `1/2`, but `120/80` and `70/30` are two numbers.
                    Some(below) if whole < below && below <= 8.0 && whole.fract() == 0.0 => {
                        (whole / below, start + 3)
                    }
                    _ => match fraction(start + 1) {
                        Some(part) => (whole + part, start + 2),
                        None => (whole, start + 1),
                    },
                }
            }
        },
    };
    let last = tokens.get(end.checked_sub(1)?)?;
    let at = first.at.start..last.at.end;
    Some((Number { text: text.get(at.clone())?, at, value }, end + repeated(tokens, end)))
}

/// How many tokens say a number once more, as prescriptions do: `one (1) tablet`, `5 (five) mg`.
fn repeated(tokens: &[Token<'_>], at: usize) -> usize {
    let [open, again, close] = tokens.get(at..at + 3).unwrap_or_default() else { return 0 };
    let is_number = again.is_number() || IN_WORDS.iter().any(|(word, _)| again.is(word));
    if open.text == "(" && is_number && close.text == ")" { 3 } else { 0 }
}

fn fraction(text: &str) -> Option<f64> {
    Some(match text {
        "½" => 0.5,
        "¼" => 0.25,
        "¾" => 0.75,
        "⅓" => 1.0 / 3.0,
        "⅔" => 2.0 / 3.0,
        "⅛" => 0.125,
        _ => return None,
    })
}

/// What digits are worth: `1,000`, `0.5`, `2,5`.
fn value_of(text: &str) -> Option<f64> {
    if !text.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b',')) {
        return None;
    }
    let groups: Vec<&str> = text.split(',').collect();
    let thousands = groups.len() > 1
        && groups.first().is_some_and(|first| (1..=3).contains(&first.len()) && *first != "0")
        && groups.iter().skip(1).all(|group| group.split('.').next().is_some_and(|digits| digits.len() == 3));
    let plain = if thousands { text.replace(',', "") } else { text.replace(',', ".") };
    plain.parse().ok()
}

/// The mark or word that makes a range of two numbers, with where the tokens go on.
fn joint_at<'a>(tokens: &[Token<'a>], at: usize, between: bool) -> Option<(&'a str, usize)> {
    let token = tokens.get(at)?;
    let joins = matches!(token.text, "-" | "–" | "—" | "‑" | "−" | "‒")
        || token.is_any(&["to", "or"])
        || between && token.is("and");
    joins.then_some((token.text, at + 1))
}

/// Units in the letters of the list, with what they measure.
static KINDS: LazyLock<QuickMap<String, UnitKind>> = LazyLock::new(|| {
    let mut kinds = QuickMap::default();
    // Texts in one language name products and doses in another, and no unit of one is a common word of the other.
    for (words, plural, tags) in UNITS.everywhere().flat_map(WordList::with_tags) {
        let has = |tag: &str| tags.split(' ').any(|own| own == tag);
        let kind = if has("mass") {
            UnitKind::Mass(match words {
                _ if words.starts_with('g') => 1_000_000.0,
                _ if words.starts_with("mg") || words.starts_with("mil") => 1_000.0,
                _ => 1.0,
            })
        } else if has("volume") {
            UnitKind::Volume(if words.starts_with(['L', 'l']) { 1_000.0 } else { 1.0 })
        } else if has("household") {
            UnitKind::Household
        } else if has("molar") {
            UnitKind::Molar
        } else if has("international")
            || has("digit")
            || plural == Some("unidades")
            || words == "unit"
            || words == "international unit"
        {
            UnitKind::Effect
        } else if has("counted") {
            UnitKind::Counted
        } else {
            UnitKind::Rate
        };
        kinds.insert(words.to_owned(), kind);
        let in_full = has("counted") || has("spoken") || has("household") || has("rate");
        if in_full && words.len() > 2 {
            kinds.insert(plural.map_or_else(|| format!("{words}s"), str::to_owned), kind);
        }
    }
    kinds
});

/// The unit that begins at a token, with where the tokens go on.
fn unit<'a>(text: &'a str, tokens: &[Token<'a>], start: usize) -> Option<(Unit<'a>, usize)> {
    // `a 250-mg tablet`
    let hyphen = tokens.get(start).is_some_and(|token| matches!(token.text, "-" | "‑"));
    let start = start + usize::from(hyphen);
    for length in [2, 1] {
        let words = tokens.get(start..start + length).unwrap_or_default();
        let (Some(first), Some(last)) = (words.first(), words.last()) else {
            continue;
        };
        if !words.iter().all(Token::is_word) {
            continue;
        }
        let at = first.at.start..last.at.end;
        let written = text.get(at.clone())?;
        let kind = match length {
            1 => kind_of(written),
            _ => kind_of(&words.iter().map(|word| word.text).collect::<Vec<_>>().join(" ")),
        };
        if let Some(kind) = kind {
            return Some((Unit { text: written, at, kind }, start + length));
        }
    }
    None
}

fn kind_of(written: &str) -> Option<UnitKind> {
    if written.len() > 24 {
        return None;
    }
    let small = || KINDS.get(&written.to_lowercase()).filter(|_| written.len() > 1);
    KINDS.get(written).or_else(small).copied()
}

/// What an amount is given or measured per, from a token on: `/5 mL`, `per kg`, `a day`.
fn rate<'a>(tokens: &[Token<'a>], at: usize) -> Option<(&'a str, usize)> {
    let opens = tokens.get(at).is_some_and(|token| token.text == "/" || token.is("per"));
    if !opens {
        return None;
    }
    let number = tokens.get(at + 1).is_some_and(Token::is_number);
    let what = tokens.get(at + 1 + usize::from(number)).filter(|token| token.is_word())?;
    Some((what.text, at + 2 + usize::from(number)))
}

/// Whether a token says how often something is given, so that a bare number before it is an amount.
pub(crate) fn opens_frequency(tokens: &[Token<'_>]) -> bool {
    let Some(first) = tokens.first() else { return false };
    let second = tokens.get(1);
    match medicine::giving(first) {
        // `500 daily`, but `2 daily doses`.
        Some(Giving::Often) => {
            !second
                .is_some_and(|second| matches!(medicine::giving(second), Some(Giving::Form | Giving::Dose)))
                && !first.is_any(&["each", "monthly"])
        }
        Some(Giving::Way) => true,
        _ => {
            first.is_any(&["at", "before", "after", "with", "in"])
                && tokens.iter().take(3).any(|token| {
                    token.is_any(&["bedtime", "night", "meals", "food", "breakfast", "morning", "evening"])
                })
                || first.is("by") && second.is_some_and(|second| second.is("mouth"))
                || first.is("as") && second.is_some_and(|second| second.is("needed"))
                || first.is("a") && second.is_some_and(|second| second.is_any(&["day", "week"]))
        }
    }
}

#[cfg(test)]
mod tests;
