//! Identifiers of works, people and clinical concepts, as far as they can be checked offline.
//!
//! A value of these types is well formed and normalised: two of them are equal where they
//! name the same thing. That the thing exists is more than a form can prove.

use std::borrow::Cow;
use std::fmt;

mod address;
mod check_digit;
mod code;

pub use address::{Address, identity_of_address, percent_decoded, url_identity};
pub use code::{CodeSystem, npi, orcid};

/// Why a text is no identifier of its kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
pub enum IdentifierError {
    /// Length, signs or prefix are not those of the identifier.
    #[error("not the form of this identifier")]
    BadForm,
    /// The form is right, but the check digit belongs to other digits: a typing mistake.
    #[error("the check digit is not {expected}")]
    BadCheckDigit {
        /// The check digit that would fit the other digits.
        expected: char,
    },
}

use IdentifierError::BadForm;

/// A Digital Object Identifier (ISO 26324): `10.1016/s0140-6736(20)30183-5`, in lower case,
/// without prefix or resolver.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Doi(Box<str>);

impl Doi {
    /// Reads a DOI in any of its spellings: bare, after `doi:`, or as an address of
    /// `doi.org` or `dx.doi.org`.
    ///
    /// Percent signs are decoded, and what a sentence puts after it is dropped (`.`, `,`,
    /// `;`, quotes, brackets that it does not open).
    ///
    /// # Errors
    /// [`IdentifierError::BadForm`] where `10.`, four to nine digits, a slash and a suffix
    /// without blanks are not what is left.
    pub fn parse(text: &str) -> Result<Doi, IdentifierError> {
        let text = text.trim();
        let bare = match address::resolver_path(text) {
            Some(path) => path.split(['?', '#']).next().unwrap_or(path),
            None => text,
        };
        let bare = strip_label(bare, "doi");
        let decoded = address::percent_decoded(bare);
        let trimmed = decoded.get(..Doi::trimmed_length(&decoded)).unwrap_or("");
        let (prefix, suffix) = trimmed.split_once('/').ok_or(BadForm)?;
        let registrant = prefix.strip_prefix("10.").ok_or(BadForm)?;
        // Registrants may have divisions: `10.1000.10/123`.
        let mut parts = registrant.split('.');
        let first_fits = parts.next().is_some_and(|part| (4..=9).contains(&part.len()));
        let is_numeric = registrant
            .split('.')
            .all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()));
        let has_gap = suffix.chars().any(|c| c.is_whitespace() || c.is_control());
        if !first_fits || !is_numeric || suffix.is_empty() || has_gap {
            return Err(BadForm);
        }
        Ok(Doi(trimmed.to_ascii_lowercase().into_boxed_str()))
    }

    /// Reads what a field for a DOI holds: besides the spellings that [`Doi::parse`] takes an address of a publisher
    /// or of a library's proxy, a name as `info:doi/` and `urn:doi:`, PubMed's mark `[doi]`, brackets around it, signs
    /// that nobody sees, and a short DOI (`10/b65c2d`).
    ///
    /// # Errors
    /// [`IdentifierError::BadForm`] where none of these is what the field holds.
    pub fn in_field(text: &str) -> Result<Doi, IdentifierError> {
        let visible = visible(text);
        let mut bare = visible.trim();
        // PubMed's line for identifiers may hold several.
        if let Some(before) = strip_suffix_ignoring_case(bare, "[doi]") {
            bare = before.split_whitespace().next_back().unwrap_or_default();
        }
        bare = bare.trim_start_matches(['(', '[', '{', '<', '"', '\'', '“', '‘', '«', '„']).trim_start();
        for prefix in ["info:doi/", "urn:doi:", "doi:", "doi "] {
            bare = strip_prefix_ignoring_case(bare, prefix).unwrap_or(bare).trim_start();
        }
        if let Some(doi) = Doi::short(bare) {
            return Ok(doi);
        }
        // What opens as a DOI is no address, though it may hold one.
        let address = if bare.starts_with("10.") { None } else { address::identity_of_address(bare) };
        match address {
            Some(Address::Doi(doi)) => Ok(doi),
            Some(Address::Pmid(_) | Address::Pmcid(_)) => Err(BadForm),
            None => {
                let doi = Doi::parse(bare)?;
                let unversioned = address::without_version(doi.as_str());
                Ok(if unversioned.len() == doi.as_str().len() { doi } else { Doi(unversioned.into()) })
            }
        }
    }

    /// A short DOI, from itself or from its address at doi.org.
    fn short(text: &str) -> Option<Doi> {
        let code = text.strip_prefix("10/").or_else(|| address::resolver_path(text))?;
        let is_code = (3..=10).contains(&code.len())
            && code.bytes().all(|byte| byte.is_ascii_alphanumeric())
            && code.bytes().any(|byte| byte.is_ascii_alphabetic());
        is_code.then(|| Doi(format!("10/{}", code.to_ascii_lowercase()).into_boxed_str()))
    }

    /// Whether it is a short DOI. It leads to a work, and does not say to which.
    #[must_use]
    pub fn is_short(&self) -> bool {
        self.0.starts_with("10/")
    }

    /// The normalised text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// How many bytes of `text` are left without what a sentence puts after a DOI.
    #[must_use]
    pub fn trimmed_length(text: &str) -> usize {
        trimmed_length(text)
    }
}

impl fmt::Display for Doi {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A PubMed identifier: one to eight digits, the first not 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Pmid(u32);

impl Pmid {
    /// Reads the digits, with or without `PMID:` before them.
    ///
    /// # Errors
    /// [`IdentifierError::BadForm`] where anything else is there.
    pub fn parse(text: &str) -> Result<Pmid, IdentifierError> {
        number(strip_label(text.trim(), "pmid"), 8).map(Pmid)
    }

    /// Reads what a field for a PMID holds: besides the digits an address at PubMed, and signs that nobody sees.
    ///
    /// # Errors
    /// [`IdentifierError::BadForm`] where none of these is what the field holds.
    pub fn in_field(text: &str) -> Result<Pmid, IdentifierError> {
        let visible = visible(text);
        match address::identity_of_address(&visible) {
            Some(Address::Pmid(pmid)) => Ok(pmid),
            Some(Address::Doi(_) | Address::Pmcid(_)) => Err(BadForm),
            None => Pmid::parse(&visible),
        }
    }
}

impl fmt::Display for Pmid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// A PubMed Central identifier: `PMC` and digits. A version (`PMC123.1`) is accepted and
/// dropped: all versions are one work.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Pmcid(u32);

impl Pmcid {
    /// Reads `PMC123`, `PMC 123` or `PMC123.1`, with or without `PMCID:` before it.
    ///
    /// # Errors
    /// [`IdentifierError::BadForm`] where anything else is there, bare digits included:
    /// they could as well be a PMID.
    pub fn parse(text: &str) -> Result<Pmcid, IdentifierError> {
        let bare = strip_label(text.trim(), "pmcid");
        let digits = strip_prefix_ignoring_case(bare, "pmc").ok_or(BadForm)?.trim_start();
        let work = match digits.split_once('.') {
            Some((work, version)) => {
                number(version, 3)?;
                work
            }
            None => digits,
        };
        number(work, 9).map(Pmcid)
    }

    /// Reads what a field for a PMCID holds: besides `PMC` and digits an address at PubMed Central or Europe PMC, and
    /// signs that nobody sees.
    ///
    /// # Errors
    /// [`IdentifierError::BadForm`] where none of these is what the field holds.
    pub fn in_field(text: &str) -> Result<Pmcid, IdentifierError> {
        let visible = visible(text);
        match address::identity_of_address(&visible) {
            Some(Address::Pmcid(pmcid)) => Ok(pmcid),
            Some(Address::Doi(_) | Address::Pmid(_)) => Err(BadForm),
            None => Pmcid::parse(&visible),
        }
    }
}

impl fmt::Display for Pmcid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PMC{}", self.0)
    }
}

/// An International Standard Book Number (ISO 2108) in its form of 13 digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Isbn(u64);

impl Isbn {
    /// Reads an ISBN-13 or ISBN-10, with or without hyphens, blanks and `ISBN` before it. The
    /// ten digits become the thirteen that name the same book.
    ///
    /// # Errors
    /// [`IdentifierError::BadForm`] or [`IdentifierError::BadCheckDigit`], the digit that is
    /// expected being that of the written form.
    pub fn parse(text: &str) -> Result<Isbn, IdentifierError> {
        let visible = visible(text);
        let bare = visible.trim();
        let mut bare = strip_label(strip_prefix_ignoring_case(bare, "urn:").unwrap_or(bare), "isbn");
        for form in ["-13", "-10"] {
            if let Some(rest) = bare.strip_prefix(form) {
                bare = rest.trim_start_matches([':', ' ']);
            }
        }
        let digits: String = bare.chars().filter(|&c| !is_separator(c)).collect();
        match digits.len() {
            10 => {
                let (body, _) = check_digit::split_checked(&digits, check_digit::isbn_10)?;
                let body = format!("978{body}");
                let check = check_digit::isbn_13(&body);
                format!("{body}{check}").parse().map(Isbn).map_err(|_| BadForm)
            }
            13 if digits.starts_with("978") || digits.starts_with("979") => {
                check_digit::split_checked(&digits, check_digit::isbn_13)?;
                digits.parse().map(Isbn).map_err(|_| BadForm)
            }
            _ => Err(BadForm),
        }
    }
}

impl fmt::Display for Isbn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// An International Standard Serial Number (ISO 3297).
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Issn(Box<str>);

impl Issn {
    /// Reads `0098-7484`, with or without the hyphen and `ISSN` before it.
    ///
    /// # Errors
    /// [`IdentifierError::BadForm`] or [`IdentifierError::BadCheckDigit`].
    pub fn parse(text: &str) -> Result<Issn, IdentifierError> {
        let visible = visible(text);
        let bare = visible.trim();
        let bare = strip_label(strip_prefix_ignoring_case(bare, "urn:").unwrap_or(bare), "issn");
        let mut digits = bare.to_ascii_uppercase();
        if let Some((left, right)) = bare.split_once(is_separator) {
            if left.len() != 4 {
                return Err(BadForm);
            }
            digits = format!("{left}{right}").to_ascii_uppercase();
        }
        if digits.len() != 8 {
            return Err(BadForm);
        }
        let (body, check) = check_digit::split_checked(&digits, check_digit::issn)?;
        let (left, right) = body.split_at_checked(4).ok_or(BadForm)?;
        Ok(Issn(format!("{left}-{right}{check}").into_boxed_str()))
    }
}

impl fmt::Display for Issn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

fn trimmed_length(text: &str) -> usize {
    let mut open = [0_i32; 4];
    for c in text.chars() {
        if let Some((kind, step)) = bracket(c) {
            open[kind] += step;
        }
    }
    let mut length = text.len();
    for (at, c) in text.char_indices().rev() {
        let belongs = match c {
            '.' | ',' | ';' | ':' | '"' | '\'' | '“' | '”' | '’' | '»' | '*' | '_' => false,
            _ => match bracket(c) {
                Some((kind, -1)) if open[kind] < 0 => {
                    open[kind] += 1;
                    false
                }
                Some((_, 1)) => false,
                _ => true,
            },
        };
        if belongs {
            break;
        }
        if let Some((kind, 1)) = bracket(c) {
            open[kind] -= 1;
        }
        length = at;
    }
    length
}

/// Which pair of brackets, and whether it opens (1) or closes (-1).
fn bracket(c: char) -> Option<(usize, i32)> {
    Some(match c {
        '(' => (0, 1),
        ')' => (0, -1),
        '[' => (1, 1),
        ']' => (1, -1),
        '{' => (2, 1),
        '}' => (2, -1),
        '<' => (3, 1),
        '>' => (3, -1),
        _ => return None,
    })
}

/// `text` without `label`, in any case, and the colon and blanks after it.
fn strip_label<'a>(text: &'a str, label: &str) -> &'a str {
    match strip_prefix_ignoring_case(text, label) {
        Some(rest) => rest.trim_start_matches(|c: char| c == ':' || c.is_whitespace()),
        None => text,
    }
}

/// `text` without signs that nobody sees and that come along when it is copied from a page; the hyphens of typesetters,
/// at which no line breaks, become the sign of the keyboard.
#[must_use]
pub fn visible(text: &str) -> Cow<'_, str> {
    let is_hidden = |c: char| matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}');
    let is_hyphen = |c: char| matches!(c, '\u{2010}' | '\u{2011}');
    if text.is_ascii() || !text.contains(|c| is_hidden(c) || is_hyphen(c)) {
        return Cow::Borrowed(text);
    }
    let shown = text.chars().filter(|c| !is_hidden(*c));
    Cow::Owned(shown.map(|c| if is_hyphen(c) { '-' } else { c }).collect())
}

fn strip_suffix_ignoring_case<'a>(text: &'a str, suffix: &str) -> Option<&'a str> {
    let (rest, end) = text.split_at_checked(text.len().checked_sub(suffix.len())?)?;
    end.eq_ignore_ascii_case(suffix).then_some(rest)
}

fn strip_prefix_ignoring_case<'a>(text: &'a str, prefix: &str) -> Option<&'a str> {
    let (start, rest) = text.split_at_checked(prefix.len())?;
    start.eq_ignore_ascii_case(prefix).then_some(rest)
}

/// A number of at most `most` digits, the first not 0.
fn number(digits: &str, most: usize) -> Result<u32, IdentifierError> {
    let fits = (1..=most).contains(&digits.len())
        && digits.bytes().all(|byte| byte.is_ascii_digit())
        && !digits.starts_with('0');
    if !fits {
        return Err(BadForm);
    }
    digits.parse().map_err(|_| BadForm)
}

/// What people put between the groups of a number.
fn is_separator(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{2011}' | '\u{2012}' | '–') || c.is_whitespace()
}

#[cfg(test)]
mod tests;
