//! The check digits of the standards.

use super::IdentifierError;

/// The number without its check digit, and the check digit, where `expected` of the one gives
/// the other. The text must be ASCII digits; the last may be an `X`, where the standard has it.
pub(super) fn split_checked(text: &str, expected: fn(&str) -> char) -> Result<(&str, char), IdentifierError> {
    let last = text.chars().next_back().ok_or(IdentifierError::BadForm)?;
    let body = text.get(..text.len() - last.len_utf8()).unwrap_or("");
    let check = last.to_ascii_uppercase();
    if body.is_empty() || !body.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(IdentifierError::BadForm);
    }
    if !check.is_ascii_digit() && check != 'X' {
        return Err(IdentifierError::BadForm);
    }
    let expected = expected(body);
    if check == expected { Ok((body, check)) } else { Err(IdentifierError::BadCheckDigit { expected }) }
}

/// ISO 2108, ten digits: weights 10 to 2, modulo 11.
pub(super) fn isbn_10(body: &str) -> char {
    modulo_11(body, 10)
}

/// ISO 3297: weights 8 to 2, modulo 11.
pub(super) fn issn(body: &str) -> char {
    modulo_11(body, 8)
}

/// ISO 2108, thirteen digits: weights 1 and 3 in turn, modulo 10.
pub(super) fn isbn_13(body: &str) -> char {
    let sum: u32 = digits(body).zip([1, 3].into_iter().cycle()).map(|(digit, weight)| digit * weight).sum();
    digit((10 - sum % 10) % 10)
}

/// ISO/IEC 7812-1, known as Luhn: every second digit from the right doubled, modulo 10.
pub(super) fn luhn(body: &str) -> char {
    let sum: u32 = digits(body)
        .rev()
        .enumerate()
        .map(|(nth, digit)| if nth % 2 == 0 { digit * 2 / 10 + digit * 2 % 10 } else { digit })
        .sum();
    digit((10 - sum % 10) % 10)
}

/// ISO/IEC 7064 MOD 11-2.
pub(super) fn mod_11_2(body: &str) -> char {
    let total = digits(body).fold(0, |total, digit| (total + digit) * 2 % 11);
    digit((12 - total % 11) % 11)
}

/// Verhoeff's check digit, by the group of the symmetries of a pentagon.
pub(super) fn verhoeff(body: &str) -> char {
    let check = digits(body).rev().enumerate().fold(0, |check, (nth, value)| {
        let permuted = (0..(nth + 1) % 8).fold(value, |value, _| PERMUTATION[value as usize % 10]);
        compose(check, permuted)
    });
    // Rotations undo each other in a ring of five; a reflection undoes itself.
    digit(if check < 5 { (5 - check) % 5 } else { check })
}

/// One step of the permutation that Verhoeff applies once more at every place.
const PERMUTATION: [u32; 10] = [1, 5, 7, 6, 2, 8, 3, 0, 9, 4];

/// The product of two symmetries of a pentagon: 0 to 4 are rotations, 5 to 9 reflections.
fn compose(left: u32, right: u32) -> u32 {
    let (l, r) = (left % 5, right % 5);
    match (left < 5, right < 5) {
        (true, true) => (l + r) % 5,
        (true, false) => 5 + (l + r) % 5,
        (false, true) => 5 + (l + 5 - r) % 5,
        (false, false) => (l + 5 - r) % 5,
    }
}

fn modulo_11(body: &str, highest_weight: u32) -> char {
    let sum: u32 = digits(body)
        .enumerate()
        .map(|(nth, digit)| digit * highest_weight.saturating_sub(u32::try_from(nth).unwrap_or(u32::MAX)))
        .sum();
    digit((11 - sum % 11) % 11)
}

fn digits(body: &str) -> impl DoubleEndedIterator<Item = u32> + ExactSizeIterator {
    body.bytes().map(|byte| u32::from(byte.wrapping_sub(b'0')))
}

/// The sign of a check digit from 0 to 10.
fn digit(value: u32) -> char {
    char::from_digit(value, 10).unwrap_or('X')
}
