use crate::base::diagnostic::{Findings, Severity};
use crate::base::span::Place;
use crate::base::title::nearest_ids;
use crate::model::collection::Collection;
use crate::model::document::Format;
use crate::model::facts::{Bibliography, Facts, Mention};
use crate::model::index::{Index, Page, address};
use crate::rules::rule::{Check, Rule, Scope};
use crate::rules::settings::Settings;

/// A page that names a bibliography that cannot be read.
pub const RULE: Rule = Rule {
    severity: Severity::Error,
    standards: &[],
    scope: Scope::Usual,
    options: &[],
    check: Check::Page(check),
};

fn check(_: &Settings, index: &Index, page: Page<'_>, findings: &mut Findings<Place>) {
    let Page { facts, .. } = page;
    for file in index.missing_bibliographies(facts) {
        match Format::of(&file.name.text) {
            Some(Format::Data) => missing(index, facts, file, findings),
            _ => unknown_format(&file.name, findings),
        }
    }
}

fn missing(index: &Index, facts: &Facts, file: &Bibliography, findings: &mut Findings<Place>) {
    let name = &file.name;
    let finding = findings.report(name.place, format!("there is no bibliography `{}`", name.text));
    if file.made {
        finding.severity(Severity::Warning);
        finding.help("The page itself names the file once more. If the site makes it, build the site, so that citations can be checked.");
        return;
    }
    finding.missing(&name.text);
    let registries = index.paths(Collection::Source);
    let registries: Vec<String> = registries.map(|other| address::from(&facts.path, other)).collect();
    let last = |path: &str| path.rsplit('/').next().unwrap_or(path).to_owned();
    let files: Vec<String> = registries.iter().map(|path| last(path)).collect();
    let near = nearest_ids(&last(&name.text), files.iter().map(String::as_str), 1);
    let meant = near.first().and_then(|near| {
        let mut same = registries.iter().filter(|path| last(path) == **near);
        same.next().filter(|_| same.next().is_none())
    });
    let words: Vec<&String> = meant.into_iter().collect();
    if !finding.did_you_mean(Some(name.place), &words) {
        finding.help("Add the file, or correct its name: it is looked for beside the page and at the top of the repository.");
    }
}

fn unknown_format(name: &Mention, findings: &mut Findings<Place>) {
    findings
        .report(name.place, format!("medproof does not read bibliographies such as `{}`", name.text))
        .severity(Severity::Warning)
        .help("Export it as BibTeX, RIS or CSL JSON, and name that file.");
}
