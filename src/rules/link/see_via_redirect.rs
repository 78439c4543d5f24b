use crate::base::diagnostic::{Findings, Severity};
use crate::base::span::Place;
use crate::model::index::{Index, Page};
use crate::rules::rule::{Check, Rule, Scope, Standard};
use crate::rules::settings::Settings;

/// A link or a See line that says the old address of a page.
pub const RULE: Rule = Rule {
    severity: Severity::Warning,
    standards: &[Standard::Urac],
    scope: Scope::Usual,
    options: &[],
    check: Check::Page(check),
};

fn check(_: &Settings, index: &Index, page: Page<'_>, findings: &mut Findings<Place>) {
    let Page { doc, .. } = page;
    for moved in index.moved(doc) {
        let old = &moved.old.text;
        let page = index.facts(moved.page).and_then(|page| page.page());
        let page = page.map_or(old.as_str(), |page| page.id.text.as_str());
        // Titles are words; ids and addresses are not.
        let quoted = |name: &str| match name.contains(' ') {
            true => format!("“{name}”"),
            false => format!("`{name}`"),
        };
        let message = format!("{} has moved, and only a redirect leads to `{page}`", quoted(old));
        let finding = findings.report(moved.old.place, message);
        match &moved.new {
            Some(new) => {
                finding.help(format!("Write {}.", quoted(new)));
                finding.fix_safe(moved.old.place, new);
            }
            None => {
                finding.help(format!("Name the page `{page}` itself."));
            }
        }
    }
}
