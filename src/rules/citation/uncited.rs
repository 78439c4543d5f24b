use std::collections::HashSet;

use crate::base::diagnostic::{Diagnostic, Edit, Findings, Fix, Severity};
use crate::base::span::Place;
use crate::model::collection::Collection;
use crate::model::facts::{Cited, CitedForm, Entity, Facts};
use crate::model::index::address::{self, LISTED_BY_KNITR};
use crate::model::index::{Identity, Index, Page};
use crate::page::body::{CitationForm, EntryForm};
use crate::read::syntax::Syntax;
use crate::rules::compared::{Count, Mode, Modes, Total};
use crate::rules::rule::{Check, Rule, Scope, Standard};
use crate::rules::settings::Settings;

/// A source that is listed and never cited.
pub const RULE: Rule = Rule {
    severity: Severity::Warning,
    standards: &[Standard::Ama],
    scope: Scope::Usual,
    options: &[],
    check: Check::Compared { note: None, count, at_once, page },
};

fn count(_: &Settings, index: &Index, page: Page<'_>) -> Vec<Count> {
    if registered(page.facts).next().is_none() || !knows_citations(index) {
        return Vec::new();
    }
    let all = registered(page.facts).count();
    let otherwise = cited_otherwise(index, page.facts);
    let some = registered(page.facts).filter(|source| is_cited(index, &otherwise, source)).count();
    vec![Count { subject: None, some, all, joins: true }]
}

/// A registry that nothing cites from is used in another way, or not yet: that is to be said once.
fn at_once(_: &Settings, _: Option<&str>, total: &Total) -> bool {
    total.all > 1 && total.some == 0
}

fn page(_: &Settings, index: &Index, page: Page<'_>, modes: Modes<'_>, findings: &mut Findings<Place>) {
    own(page.facts, findings);
    match modes.whole {
        Mode::Alone => registry(index, page.facts, findings),
        Mode::First(total) => {
            if let Some(key) = registered(page.facts).next().and_then(|source| source.key.as_ref()) {
                findings
                    .report(key.place, format!("no page cites any of the {} sources of the registry", total.all))
                    .help("Cite them by their keys, such as `[@smith2020]`. If your pages cite in another way, switch this rule off.");
            }
        }
        Mode::Elsewhere => {}
    }
}

/// The references that a page lists itself.
fn own(facts: &Facts, findings: &mut Findings<Place>) {
    if facts.references.is_empty() {
        return;
    }
    let keys = |wanted: fn(CitationForm) -> bool| -> HashSet<&str> {
        let citations = facts.citations.iter().filter(|citation| wanted(citation.form));
        citations.map(|citation| citation.key.text.as_str()).collect()
    };
    let footnotes = keys(|form| form == CitationForm::Footnote);
    let numbers = keys(|form| matches!(form, CitationForm::Number | CitationForm::Superscript));
    let names = keys(|form| matches!(form, CitationForm::Key | CitationForm::InText));
    let uses_numbers = uses_numbers(facts, &numbers);
    let tail = tail_of_list(facts, &numbers);
    for cited in &facts.references {
        if let (CitedForm::FrontMatter, Some(key)) = (cited.form, &cited.key)
            && !names.is_empty()
            && !names.contains(key.text.as_str())
        {
            findings.report(key.place, format!("nothing on this page cites the source `{}`", key.text)).help(
                format!(
                    "Put `[@{}]` after the statement it supports, or remove it from `references`.",
                    key.text
                ),
            );
        }
        let (CitedForm::Text(form), Some(key)) = (cited.form, &cited.key) else {
            continue;
        };
        let name = key.text.as_str();
        match form {
            EntryForm::Footnote if !footnotes.contains(name) => {
                let finding = findings.report(
                    key.place,
                    format!("nothing on this page points to the footnote `[^{name}]`, so no reader sees it"),
                );
                finding.help(format!(
                    "Put `[^{name}]` after the statement it supports, or remove the footnote."
                ));
                take_out(finding, cited, "remove the footnote");
            }
            EntryForm::ListItem if uses_numbers && !numbers.contains(name) => {
                let finding = findings.report(
                    key.place,
                    format!("reference {name} is listed, but nothing on this page cites it"),
                );
                finding.help(format!(
                    "Put {name} after the statement it supports, or remove the reference from the list."
                ));
                if number(cited).zip(tail).is_some_and(|(number, tail)| number >= tail) {
                    take_out(finding, cited, "remove the reference from the list");
                }
            }
            // Where a reference stands in the prose, it is its own citation.
            EntryForm::Footnote | EntryForm::ListItem | EntryForm::Spliced => {}
        }
    }
}

/// Offers to take a reference out.
fn take_out(finding: &mut Diagnostic<Place>, cited: &Cited, title: &str) {
    if let Some(lines) = cited.lines {
        let edits = vec![Edit::verbatim(lines, "")];
        finding.offer(Fix { title: title.to_owned(), safe: false, edits });
    }
}

/// The number from which on nothing cites the only list of the page. Without those references the others keep their
/// numbers. The first of a list is never one of them: what cites none of it means something else.
fn tail_of_list(facts: &Facts, cited: &HashSet<&str>) -> Option<u32> {
    let listed = facts.references.iter().filter(|cited| cited.form == CitedForm::Text(EntryForm::ListItem));
    let numbers: Vec<u32> = listed.map(number).collect::<Option<_>>()?;
    if !numbers.is_sorted_by(|one, next| one < next) {
        return None;
    }
    let others = numbers.get(1..).unwrap_or_default();
    others.iter().rev().take_while(|number| !cited.contains(number.to_string().as_str())).last().copied()
}

fn number(cited: &Cited) -> Option<u32> {
    cited.key.as_ref()?.text.parse().ok()
}

/// Whether the numbers of the text point at the page's list: at half of it at least. Without any, the list is one of
/// further reading; and a single raised number that is not the first of the list may as well be a power.
fn uses_numbers(facts: &Facts, numbers: &HashSet<&str>) -> bool {
    let listed = facts.references.iter().filter(|cited| cited.form == CitedForm::Text(EntryForm::ListItem));
    let keys: Vec<&str> =
        listed.filter_map(|cited| cited.key.as_ref()).map(|key| key.text.as_str()).collect();
    let cited = keys.iter().filter(|key| numbers.contains(**key)).count();
    let bracketed = facts.citations.iter().any(|citation| citation.form == CitationForm::Number);
    let told = bracketed || keys.first().is_some_and(|first| numbers.contains(first)) || numbers.len() > 1;
    told && 2 * cited >= keys.len()
}

/// The sources of the registry in a file.
fn registered(facts: &Facts) -> impl Iterator<Item = &Cited> {
    facts.references.iter().filter(|source| source.form == CitedForm::Registry && source.key.is_some())
}

/// Whether it is known what pages cite: what one that cannot be read cites, nobody knows, and what Manubot's tags stand
/// for is written in a table that is no content.
fn knows_citations(index: &Index) -> bool {
    let texts = [Collection::Article, Collection::Cause, Collection::Person];
    texts.into_iter().all(|texts| index.is_complete(texts)) && !index.cites_tags()
}

/// The sources of a file that are cited by a key that they have besides their own.
fn cited_otherwise<'f>(index: &Index, facts: &'f Facts) -> HashSet<&'f str> {
    let is_cited = |entity: &&Entity| entity.aliases.iter().any(|other| index.is_cited(&other.text));
    facts.entities.iter().filter(is_cited).map(|entity| entity.id.text.as_str()).collect()
}

/// Whether a source is cited: by its key, by one that it has besides, or by an identifier.
fn is_cited(index: &Index, otherwise: &HashSet<&str>, source: &Cited) -> bool {
    let Some(key) = source.key.as_ref().map(|key| key.text.as_str()) else {
        return false;
    };
    index.is_cited(key)
        || otherwise.contains(key)
        || source
            .fields
            .as_ref()
            .is_some_and(|fields| Identity::of(fields).any(|identity| index.is_cited_by(&identity)))
}

fn registry(index: &Index, facts: &Facts, findings: &mut Findings<Place>) {
    // knitr writes a source for each package that pages load, cited or not.
    if address::last_part(&facts.path) == LISTED_BY_KNITR
        || registered(facts).next().is_none()
        || !knows_citations(index)
    {
        return;
    }
    let otherwise = cited_otherwise(index, facts);
    let uncited: Vec<&Cited> =
        registered(facts).filter(|source| !is_cited(index, &otherwise, source)).collect();
    let is_export = Syntax::of(&facts.path).is_export();
    let is_library = match is_export {
        true => uncited.len() > MOST_OF_EXPORT,
        false => uncited.len() > MOST_OF_REGISTRY && 2 * uncited.len() > registered(facts).count(),
    };
    if is_library {
        library(&uncited, is_export, findings);
        return;
    }
    for source in uncited {
        if let Some(key) = &source.key {
            let finding = findings.report(key.place, format!("no page cites the source `{}`", key.text));
            finding.help("Cite it after a statement that it supports, or remove it from the registry.");
            // No reader sees what is not cited of the file of a reference manager.
            if is_export {
                finding.severity(Severity::Advice);
            }
            // A source whose key somebody mistyped is to be cited, not to be taken out.
            if !index.is_meant(&key.text) && index.uses(Collection::Source, &key.text).is_empty() {
                take_out(finding, source, "remove the source from the registry");
            }
        }
    }
}

/// Of an export of a reference manager this many sources are named one by one; with more of them it holds a library.
const MOST_OF_EXPORT: usize = 20;
/// The same of a registry that editors keep, where most of it is not cited.
const MOST_OF_REGISTRY: usize = 100;

/// Reports the sources of a library that nothing cites, all together.
fn library(uncited: &[&Cited], is_export: bool, findings: &mut Findings<Place>) {
    if let Some(key) = uncited.first().and_then(|first| first.key.as_ref()) {
        let message =
            format!("no page cites `{}` and {} more sources of this file", key.text, uncited.len() - 1);
        let finding = findings.report(key.place, message);
        // No reader sees what is not cited of the file of a reference manager.
        if is_export {
            finding.severity(Severity::Advice);
        }
        let first =
            if is_export { "Export only the sources that pages cite." } else { "Cite them, or remove them." };
        finding.help(format!("{first} If the file is to hold a whole library, switch this rule off for it."));
    }
}
