//! How doses are written: amounts, units and what they are per. Data alone, in one place.

/// An amount, or a range of two: `0.5`, `1,000`, `10–20`, `2.4 million`; a pattern.
pub(crate) const AMOUNT: &str =
    r"\d[\d.,]*(?:\s?(?:-|–|to)\s?\d[\d.,]*)?(?:[\s-](?:thousand|million|billion|mill|mio)\.?)?";

/// Units, written so that they are mistaken for a digit.
pub(crate) const UNITS: &[&str] = &["U", "u"];

/// International units, written so that they are mistaken for IV or for a 10.
pub(crate) const INTERNATIONAL_UNITS: &[&str] = &["IU", "iu", "I.U.", "i.u.", "I.U", "i.u"];

/// Micrograms, written so that they are mistaken for milligrams: with the micro sign, the Greek letter or a `u`.
pub(crate) const MICROGRAMS: &[&str] = &["µg", "μg", "ug"];

/// What a dose may be given per; a lab value is per litre.
pub(crate) const RATES: &[&str] =
    &["kg", "day", "d", "h", "hr", "hour", "dose", "week", "wk", "min", "minute"];

/// A pattern for any of these spellings, the longer first: `ug` is no `u`.
pub(crate) fn any_of(spellings: &[&str]) -> String {
    let mut longest_first = spellings.to_vec();
    longest_first.sort_by_key(|spelling| std::cmp::Reverse(spelling.len()));
    longest_first.into_iter().map(regex::escape).collect::<Vec<_>>().join("|")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_longer_spelling_is_tried_first() {
        assert_eq!(any_of(&["U", "I.U", "I.U."]), r"I\.U\.|I\.U|U");
    }
}
