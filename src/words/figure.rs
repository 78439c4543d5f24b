//! Shares as they are written: `15%`, `15 to 20 percent`, `1 in 5`, `7 out of 10`, `one third`, `half of`, `2 million`.

use std::ops::Range;

use super::token::{Token, tokens};

/// A share or a count of millions.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Figure {
    /// All of it, in bytes of the text.
    pub(crate) at: Range<usize>,
    /// All of it, by its tokens.
    pub(crate) tokens: Range<usize>,
    /// How it is written.
    pub(crate) kind: FigureKind,
    /// The share, from 0 to 1; of a range its first number. Millions have none.
    pub(crate) share: f64,
}

/// How a [`Figure`] is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FigureKind {
    /// `15%`, `15 percent`
    Percent,
    /// `1 in 5`, `7 out of 10`
    Odds,
    /// `2 million`
    Millions,
    /// `one third`, `two-thirds`, `a quarter`, `half of`
    Part,
}

/// The figures of a text, in order.
pub(crate) fn figures(text: &str) -> Vec<Figure> {
    let tokens = tokens(text);
    figures_in(&tokens)
}

/// The figures among some tokens.
pub(crate) fn figures_in(tokens: &[Token<'_>]) -> Vec<Figure> {
    let mut figures = Vec::new();
    let mut nth = 0;
    while nth < tokens.len() {
        match figure(tokens, nth) {
            Some(found) => {
                nth = found.tokens.end;
                figures.push(found);
            }
            None => nth += 1,
        }
    }
    figures
}

/// Numbers in words, each at its own place.
pub(crate) const WORDS: [&str; 21] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
];

/// The part that begins at a token, with where the tokens go on: `one third`, `two-thirds`, `a quarter`, `half`. It counts
/// somebody where `of` follows.
fn part(tokens: &[Token<'_>], nth: usize) -> Option<(f64, usize)> {
    let of = |at: usize| tokens.get(at).is_some_and(|token| token.is("of")).then_some(at);
    let first = tokens.get(nth)?;
    let named = |word: &str| {
        Some(match word.trim_end_matches('s') {
            "half" | "halve" => 0.5,
            "third" => 1.0 / 3.0,
            "quarter" | "fourth" => 0.25,
            "fifth" => 0.2,
            "tenth" => 0.1,
            _ => return None,
        })
    };
    if first.is("half") {
        return of(nth + 1).map(|end| (0.5, end));
    }
    let low = first.text.to_lowercase();
    let count = |word: &str| match word {
        "a" => Some(1.0),
        "two" => Some(2.0),
        "three" => Some(3.0),
        "four" => Some(4.0),
        "one" => Some(1.0),
        _ => None,
    };
    if let Some((number, share)) = low.split_once('-') {
        return Some((count(number)? * named(share)?, of(nth + 1)?));
    }
    let share = named(&tokens.get(nth + 1)?.text.to_lowercase())?;
    Some((count(&low)? * share, of(nth + 2)?))
}

/// What a number is worth, in digits or in a small word.
fn value(token: &Token<'_>) -> Option<f64> {
    if token.is_number() {
        return token.text.replace(',', "").parse().ok();
    }
    let number = WORDS.iter().position(|word| token.is(word)).filter(|number| *number > 0)?;
    u32::try_from(number).ok().map(f64::from)
}

/// The figure that begins at a token.
fn figure(tokens: &[Token<'_>], nth: usize) -> Option<Figure> {
    if let Some((share, end)) = part(tokens, nth) {
        let (start, last) = (tokens.get(nth)?, tokens.get(end.checked_sub(1)?)?);
        let at = start.at.start..last.at.end;
        return Some(Figure { at, tokens: nth..end, kind: FigureKind::Part, share });
    }
    let first = value(tokens.get(nth)?)?;
    let before = nth.checked_sub(1).and_then(|before| tokens.get(before));
    if before.is_some_and(|before| matches!(before.text, "-" | "–" | "$" | "£")) {
        return None;
    }
    let at = |at: usize| tokens.get(at);
    let number = |nth: usize| at(nth).and_then(value);
    let mut end = nth + 1;
    // `15–20`, `15 to 20`, `15% to 20%`
    let mut percent = at(end).is_some_and(|token| token.text == "%");
    end += usize::from(percent);
    if at(end).is_some_and(|token| matches!(token.text, "-" | "–") || token.is("to"))
        && number(end + 1).is_some()
    {
        end += 2;
    }
    if at(end).is_some_and(|token| token.text == "%" || token.is("percent")) {
        end += 1;
        percent = true;
    } else if at(end).is_some_and(|token| token.is("per"))
        && at(end + 1).is_some_and(|token| token.is("cent"))
    {
        end += 2;
        percent = true;
    }
    let (kind, share) = if percent {
        (FigureKind::Percent, first / 100.0)
    } else if at(end).is_some_and(|token| token.is("million")) {
        end += 1;
        (FigureKind::Millions, 0.0)
    } else {
        // `1 in 5`, `one in every ten`, `7 out of 10`, but `one in the morning` and `2 in 2020`.
        let out =
            at(end).is_some_and(|token| token.is("out")) && at(end + 1).is_some_and(|token| token.is("of"));
        let joint = if out { 2 } else { usize::from(at(end).is_some_and(|token| token.is("in"))) };
        let every = usize::from(at(end + joint).is_some_and(|token| token.is("every")));
        let whole = number(end + joint + every).filter(|whole| joint > 0 && *whole > first)?;
        if !out && (1900.0..2100.0).contains(&whole) {
            return None;
        }
        end += joint + every + 1;
        (FigureKind::Odds, first / whole)
    };
    let (start, last) = (at(nth)?, at(end.checked_sub(1)?)?);
    Some(Figure { at: start.at.start..last.at.end, tokens: nth..end, kind, share })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_read() {
        let read = |text: &str| -> Vec<(FigureKind, f64)> {
            figures(text).into_iter().map(|figure| (figure.kind, figure.share)).collect()
        };
        assert_eq!(
            read("15% and 15 to 20 percent"),
            [(FigureKind::Percent, 0.15), (FigureKind::Percent, 0.15)]
        );
        assert_eq!(read("30 per cent, 5–10%"), [(FigureKind::Percent, 0.3), (FigureKind::Percent, 0.05)]);
        assert_eq!(
            read("1 in 5, one in every ten, 7 out of 10"),
            [(FigureKind::Odds, 0.2), (FigureKind::Odds, 0.1), (FigureKind::Odds, 0.7)]
        );
        assert_eq!(
            read("one third of men, two-thirds of women, half of all"),
            [(FigureKind::Part, 1.0 / 3.0), (FigureKind::Part, 2.0 / 3.0), (FigureKind::Part, 0.5)]
        );
        assert_eq!(
            read("A quarter of boys, twelve percent"),
            [(FigureKind::Part, 0.25), (FigureKind::Percent, 0.12)]
        );
        assert_eq!(read("the third of May, a third time, half a tablet, at half past"), []);
        assert_eq!(read("30 million people"), [(FigureKind::Millions, 0.0)]);
        assert_eq!(read("One in the family, 2 in 2020, two in one, 15 people"), []);
    }
}
