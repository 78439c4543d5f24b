use std::fmt::Display;

use crate::base::diagnostic::{Findings, Severity};
use crate::base::identifier::{Doi, IdentifierError, Isbn, Issn, visible};
use crate::base::span::Place;
use crate::biblio::reference::{Field, Identifier, Kind, Reference};
use crate::model::facts::{Cited, CitedForm};
use crate::model::index::{Index, Page};
use crate::rules::rule::{Check, Rule, Scope};
use crate::rules::settings::Settings;

/// A DOI, PMID, PMCID, ISBN or ISSN that cannot be one.
pub const RULE: Rule = Rule {
    severity: Severity::Error,
    standards: &[],
    scope: Scope::Usual,
    options: &[],
    check: Check::Page(check),
};

fn check(_: &Settings, _: &Index, page: Page<'_>, findings: &mut Findings<Place>) {
    let Page { facts, .. } = page;
    for cited in &facts.references {
        source(cited, findings);
    }
}

fn source(cited: &Cited, findings: &mut Findings<Place>) {
    let Some(fields) = &cited.fields else {
        return;
    };
    one(fields.doi.as_deref(), &DOI, findings);
    one(fields.pmid.as_deref(), &PMID, findings);
    one(fields.pmcid.as_deref(), &PMCID, findings);
    if !is_of_journal(fields) {
        several(fields.isbn.as_deref(), &ISBN, Isbn::parse, findings);
    }
    several(fields.issn.as_deref(), &ISSN, Issn::parse, findings);
    if matches!(cited.form, CitedForm::Text(_)) {
        return;
    }
    if let Some(doi) = &fields.doi {
        doi_form(doi, findings);
    }
    address(fields.pmid.as_deref(), "write only the PMID, without the address of PubMed", findings);
    address(fields.pmcid.as_deref(), "write only the PMCID, without the address of PubMed Central", findings);
}

/// An identifier, and what it looks like.
struct Looks {
    /// With its article.
    name: &'static str,
    form: &'static str,
}

const DOI: Looks = Looks {
    name: "a DOI",
    form: "A DOI is `10.`, four to nine digits, a slash and the publisher's own part, such as 10.1016/S0140-6736(20)30183-5.",
};
const PMID: Looks =
    Looks { name: "a PMID", form: "A PMID has one to eight digits, the first of them not 0." };
const PMCID: Looks = Looks { name: "a PMCID", form: "A PMCID is `PMC` and digits, such as PMC7159299." };
const ISBN: Looks = Looks {
    name: "an ISBN",
    form: "An ISBN has thirteen digits and begins with 978 or 979; an old one has ten.",
};
const ISSN: Looks = Looks {
    name: "an ISSN",
    form: "An ISSN has two groups of four digits, the last of which may be X, such as 0098-7484.",
};

fn one<T>(field: Option<&Field<Identifier<T>, Place>>, looks: &Looks, findings: &mut Findings<Place>) {
    if let Some(Field { value: Identifier { raw, value: Err(error), .. }, at }) = field {
        report(raw, *error, *at, looks, findings);
    }
}

/// As [`one`]; what reference managers write as one value may hold the numbers of print and online editions.
fn several<T>(
    field: Option<&Field<Identifier<T>, Place>>,
    looks: &Looks,
    parse: fn(&str) -> Result<T, IdentifierError>,
    findings: &mut Findings<Place>,
) {
    let Some(Field { value: Identifier { raw, value: Err(error), .. }, at }) = field else {
        return;
    };
    let parts = parts(raw);
    let wrong = parts.iter().find_map(|part| Some((part, parse(part).err()?)));
    match wrong {
        Some((part, error)) if parts.len() > 1 => report(part, error, *at, looks, findings),
        Some(_) => report(raw, *error, *at, looks, findings),
        None if parts.is_empty() => report(raw, *error, *at, looks, findings),
        None => {}
    }
}

/// Whether the field for an ISBN has ISSNs, as some reference managers export the numbers of journals. Of a book they are
/// mistaken.
fn is_of_journal(fields: &Reference<Place>) -> bool {
    let is_book = matches!(fields.kind, Some(Kind::Book | Kind::Chapter));
    !is_book
        && fields.isbn.as_ref().is_some_and(|field| {
            let parts = parts(&field.value.raw);
            !parts.is_empty() && parts.iter().all(|part| Issn::parse(part).is_ok())
        })
}

/// The numbers in `0098-7484, 1538-3598`, in `0098-7484 (print)` and in two ISBNs with a blank between.
fn parts(raw: &str) -> Vec<String> {
    let mut plain = String::new();
    let mut depth = 0_usize;
    for c in raw.chars() {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            _ if depth == 0 => plain.push(c),
            _ => {}
        }
    }
    let listed: Vec<&str> = plain.split([',', ';', '/', '|', '\n']).map(str::trim).collect();
    let parts = match listed.as_slice() {
        // Within one number blanks stand for hyphens; around several whole ones they part them.
        [only]
            if only.split_whitespace().all(|word| word.chars().filter(char::is_ascii_digit).count() >= 7) =>
        {
            only.split_whitespace().collect()
        }
        _ => listed,
    };
    parts.into_iter().filter(|part| !part.is_empty()).map(str::to_owned).collect()
}

fn report(raw: &str, error: IdentifierError, at: Place, looks: &Looks, findings: &mut Findings<Place>) {
    match error {
        IdentifierError::BadForm => {
            findings.report(at, format!("`{raw}` is not {}", looks.name)).help(format!(
                "{} Copy it from the source again. A right form does not prove that it exists.",
                looks.form
            ));
        }
        IdentifierError::BadCheckDigit { .. } => {
            findings
                .report(at, format!("`{raw}` is not {}: the check digit is wrong", looks.name))
                .help("Copy the number from the source again. A right check digit does not prove that the number exists.");
        }
    }
}

/// The field is for the DOI itself, not for its address.
fn doi_form(field: &Field<Identifier<Doi>, Place>, findings: &mut Findings<Place>) {
    let (raw, Ok(doi)) = (&field.value.raw, &field.value.value) else {
        return;
    };
    if raw.eq_ignore_ascii_case(doi.as_str()) {
        return;
    }
    let message = match raw.to_ascii_lowercase().contains("doi.org/") {
        true => "write only the DOI, without `https://doi.org/`",
        false if raw.contains(['\u{2010}', '\u{2011}']) => {
            "the hyphens of this DOI are signs that only look like hyphens"
        }
        false => "write only the DOI, without what is around it",
    };
    let finding = findings.report(field.at, message);
    finding.severity(Severity::Warning);
    finding.help(format!("Write `{doi}`."));
    // What had to be decoded may need quotes where it stands.
    if field.value.verbatim && visible(raw).to_ascii_lowercase().contains(doi.as_str()) {
        finding.fix_safe(field.at, doi.as_str());
    }
}

/// The field is for the identifier itself, not for its address.
fn address<T: Display>(
    field: Option<&Field<Identifier<T>, Place>>,
    message: &str,
    findings: &mut Findings<Place>,
) {
    let Some(Field { value: Identifier { raw, value: Ok(id), verbatim }, at }) = field else {
        return;
    };
    if raw.contains('/') {
        let finding = findings.report(*at, message);
        finding.severity(Severity::Warning);
        finding.help(format!("Write `{id}`."));
        if *verbatim {
            finding.fix_safe(*at, id.to_string());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn several_numbers_in_one_field_are_taken_apart() {
        for (raw, expected) in [
            ("0098-7484, 1538-3598", vec!["0098-7484", "1538-3598"]),
            ("0098-7484 (print); 1538-3598 (online)", vec!["0098-7484", "1538-3598"]),
            ("9780190246556 0190246553", vec!["9780190246556", "0190246553"]),
            ("978 0 19 024655 6", vec!["978 0 19 024655 6"]),
            ("n/a", vec!["n", "a"]),
            ("(print)", vec![]),
        ] {
            assert_eq!(parts(raw), expected, "{raw}");
        }
    }
}
