use crate::base::diagnostic::{Findings, Severity};
use crate::base::identifier::{IdentifierError, npi, orcid};
use crate::base::node::Node;
use crate::model::collection::Collection;
use crate::model::document::Document;
use crate::rules::rule::{Check, Rule, Scope};
use crate::rules::settings::Settings;

/// An NPI or ORCID iD that cannot be one.
pub const RULE: Rule = Rule {
    severity: Severity::Error,
    standards: &[],
    scope: Scope::Usual,
    options: &[],
    check: Check::Document(check),
};

fn check(_: &Settings, document: &Document, findings: &mut Findings) {
    if document.collection != Collection::Person {
        return;
    }
    for record in document.records() {
        report(
            record.get("npi"),
            "an NPI",
            "An NPI has ten digits, the first of them 1 or 2.",
            npi,
            findings,
        );
        report(
            record.get("orcid"),
            "an ORCID iD",
            "An ORCID iD has four groups of four digits, the last of which may be X.",
            orcid,
            findings,
        );
    }
}

fn report(
    node: Option<&Node>,
    name: &str,
    form: &str,
    parse: fn(&str) -> Result<String, IdentifierError>,
    findings: &mut Findings,
) {
    let Some((node, raw)) =
        node.and_then(|node| Some((node, node.text()?))).filter(|(_, raw)| !raw.is_empty())
    else {
        return;
    };
    match parse(raw) {
        Ok(_) => {}
        Err(IdentifierError::BadForm) => {
            findings
                .report(node.span, format!("`{raw}` is not {name}"))
                .help(format!("{form} Copy the number from the register again."));
        }
        Err(IdentifierError::BadCheckDigit { .. }) => {
            findings
                .report(node.span, format!("`{raw}` is not {name}: the check digit is wrong"))
                .help("Copy the number from the register again. A right check digit does not prove that the number is this person's.");
        }
    }
}
