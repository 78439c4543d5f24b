use crate::base::diagnostic::{Findings, Severity};
use crate::base::span::Place;
use crate::biblio::reference::{Reference, is_web_source};
use crate::model::facts::{Cited, CitedForm};
use crate::model::index::{Index, Page};
use crate::rules::rule::{Check, Rule, Scope, Standard};
use crate::rules::settings::Settings;

/// A web page that is cited without the day on which it was read.
pub const RULE: Rule = Rule {
    severity: Severity::Warning,
    standards: &[Standard::Ama, Standard::Nlm],
    scope: Scope::Usual,
    options: &[],
    check: Check::Page(check),
};

fn check(_: &Settings, index: &Index, page: Page<'_>, findings: &mut Findings<Place>) {
    let Page { facts, .. } = page;
    for cited in facts.references.iter().filter(|cited| !index.is_unused_export(facts, cited)) {
        let undated = cited.fields.as_ref().filter(|fields| fields.accessed.is_none());
        // What an identifier names stays what it is.
        let is_web = |fields: &Reference<Place>| {
            is_web_source(fields) && !fields.is_identified() && !is_prose(fields) && !is_otherwise(fields)
        };
        if undated.is_some_and(is_web) {
            report(cited, findings);
        }
    }
}

/// Whether what would be its title is text of a note: several sentences.
fn is_prose(fields: &Reference<Place>) -> bool {
    let ideographic = |title: &str| title.trim_end_matches('。').contains('。');
    fields.title.as_ref().is_some_and(|title| ideographic(&title.value))
}

/// Whether it is a note of what is to be written, an article whose kind is marked as GB/T 7714 does (`On sleep[J]`), or a
/// package of R's, of which each version stays what it is.
fn is_otherwise(fields: &Reference<Place>) -> bool {
    let title = fields.title.as_ref().map_or("", |title| title.value.as_str());
    let is_package = fields
        .url
        .as_ref()
        .is_some_and(|url| url.value.to_ascii_lowercase().contains("cran.r-project.org/package="));
    title.starts_with("TODO") || ["[J]", "[J/OL]"].iter().any(|mark| title.contains(mark)) || is_package
}

fn report(cited: &Cited, findings: &mut Findings<Place>) {
    // A date of the registry that cannot be read is no valid value, which its schema says.
    if cited.access_stated && !matches!(cited.form, CitedForm::Text(_)) {
        return;
    }
    if cited.access_stated {
        findings
            .report(cited.mark(), format!("the access date of {} cannot be read", cited.title()))
            .help("Write the date in full, such as “Accessed January 10, 2020.”");
        return;
    }
    findings
        .report(cited.mark(), format!("{} is cited from the web, but no access date is given", cited.title()))
        .help("Open the page, check that it still supports the text, and add that day as its access date.");
}
