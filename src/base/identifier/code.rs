//! Identifiers of people, and codes of clinical terminologies.

use super::IdentifierError::{self, BadForm};
use super::{check_digit, is_separator, strip_label};

/// An ORCID iD in the form `0000-0002-1825-0097`, from that form, the 16 signs alone or the
/// address at orcid.org.
///
/// # Errors
/// [`IdentifierError::BadForm`] or [`IdentifierError::BadCheckDigit`] (ISO/IEC 7064 MOD 11-2).
pub fn orcid(text: &str) -> Result<String, IdentifierError> {
    let mut bare = text.trim();
    for prefix in ["https://", "http://", "www.", "orcid.org/"] {
        bare = bare.strip_prefix(prefix).unwrap_or(bare);
    }
    let bare = strip_label(bare.trim_end_matches('/'), "orcid");
    let groups: Vec<&str> = bare.split(is_separator).collect();
    if groups.len() != 1 && (groups.len() != 4 || groups.iter().any(|group| group.len() != 4)) {
        return Err(BadForm);
    }
    let digits = groups.concat();
    if digits.len() != 16 {
        return Err(BadForm);
    }
    let (body, check) = check_digit::split_checked(&digits, check_digit::mod_11_2)?;
    let mut id = String::with_capacity(19);
    for (nth, sign) in body.chars().chain([check]).enumerate() {
        if nth > 0 && nth % 4 == 0 {
            id.push('-');
        }
        id.push(sign);
    }
    Ok(id)
}

/// A National Provider Identifier of the United States: ten digits, the first 1 or 2.
///
/// # Errors
/// [`IdentifierError::BadForm`], or [`IdentifierError::BadCheckDigit`] by Luhn's formula over
/// `80840` and the number.
pub fn npi(text: &str) -> Result<String, IdentifierError> {
    let bare = strip_label(text.trim(), "npi");
    if bare.len() != 10 || !bare.starts_with(['1', '2']) {
        return Err(BadForm);
    }
    ascii_digits(bare)?;
    check_digit::split_checked(&format!("80840{bare}"), check_digit::luhn)?;
    Ok(bare.to_owned())
}

/// A terminology whose codes have a form that can be checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CodeSystem {
    /// SNOMED CT: 6 to 18 digits with a partition identifier and Verhoeff's check digit.
    SnomedCt,
    /// LOINC: digits, a hyphen, and the check digit modulo 10.
    Loinc,
    /// Medical Subject Headings: `D`, `Q` or `C` and 6 or 9 digits.
    Mesh,
    /// ICD-10-CM: `M54.2`, `U07.1`, `S13.4XXA`.
    Icd10Cm,
    /// Concept identifier of the Unified Medical Language System: `C` and 7 digits.
    UmlsCui,
}

impl CodeSystem {
    /// The system that people name so, in any case and with any signs: `snomed-ct`, `SNOMED CT`,
    /// `icd-10-cm`, `ICD10`.
    #[must_use]
    pub fn named(name: &str) -> Option<CodeSystem> {
        let name: String =
            name.chars().filter(|c| c.is_alphanumeric()).map(|c| c.to_ascii_lowercase()).collect();
        Some(match name.as_str() {
            "snomed" | "snomedct" | "sct" | "sctid" => CodeSystem::SnomedCt,
            "loinc" => CodeSystem::Loinc,
            "mesh" => CodeSystem::Mesh,
            "icd10cm" => CodeSystem::Icd10Cm,
            "umls" | "cui" | "umlscui" => CodeSystem::UmlsCui,
            _ => return None,
        })
    }

    /// Checks the form of a code and, where the system has one, its check digit.
    ///
    /// # Errors
    /// [`IdentifierError::BadForm`] or [`IdentifierError::BadCheckDigit`].
    pub fn check(self, code: &str) -> Result<(), IdentifierError> {
        match self {
            CodeSystem::SnomedCt => snomed_ct(code),
            CodeSystem::Loinc => loinc(code),
            CodeSystem::Mesh => letter_and_digits(code, &['D', 'Q', 'C'], &[6, 9]),
            CodeSystem::Icd10Cm => icd_10_cm(code),
            CodeSystem::UmlsCui => letter_and_digits(code, &['C'], &[7]),
        }
    }
}

fn snomed_ct(code: &str) -> Result<(), IdentifierError> {
    ascii_digits(code)?;
    // Concepts, descriptions and relationships, of the core and of an extension.
    let partitions = ["00", "01", "02", "10", "11", "12"];
    let length = code.len();
    let partition = length.checked_sub(3).and_then(|start| code.get(start..start + 2));
    if !(6..=18).contains(&length)
        || code.starts_with('0')
        || !partition.is_some_and(|partition| partitions.contains(&partition))
    {
        return Err(BadForm);
    }
    check_digit::split_checked(code, check_digit::verhoeff).map(drop)
}

fn loinc(code: &str) -> Result<(), IdentifierError> {
    let (body, check) = code.split_once('-').ok_or(BadForm)?;
    if !(1..=7).contains(&body.len()) || check.len() != 1 {
        return Err(BadForm);
    }
    ascii_digits(body)?;
    ascii_digits(check)?;
    check_digit::split_checked(&format!("{body}{check}"), check_digit::luhn).map(drop)
}

/// A letter, a digit, a letter or digit; a stop and one to four letters or digits may follow.
fn icd_10_cm(code: &str) -> Result<(), IdentifierError> {
    let (category, rest) = match code.split_once('.') {
        Some((category, rest)) => (category, Some(rest)),
        None => (code, None),
    };
    let &[letter, digit, third] = category.as_bytes() else {
        return Err(BadForm);
    };
    let capital_or_digit = |byte: u8| byte.is_ascii_uppercase() || byte.is_ascii_digit();
    let detail_fits =
        rest.is_none_or(|rest| (1..=4).contains(&rest.len()) && rest.bytes().all(capital_or_digit));
    if letter.is_ascii_uppercase() && digit.is_ascii_digit() && capital_or_digit(third) && detail_fits {
        Ok(())
    } else {
        Err(BadForm)
    }
}

fn letter_and_digits(code: &str, letters: &[char], lengths: &[usize]) -> Result<(), IdentifierError> {
    let digits = code.strip_prefix(letters).ok_or(BadForm)?;
    if !lengths.contains(&digits.len()) {
        return Err(BadForm);
    }
    ascii_digits(digits)
}

fn ascii_digits(text: &str) -> Result<(), IdentifierError> {
    if text.is_empty() || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(BadForm);
    }
    Ok(())
}
