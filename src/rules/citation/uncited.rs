use std::collections::HashSet;

use crate::base::diagnostic::{Diagnostic, Edit, Findings, Fix, Severity};
use crate::base::identifier::{Doi, Pmcid, Pmid};
use crate::base::span::Place;
use crate::model::collection::Collection;
use crate::model::facts::{Cited, CitedForm, Facts, Mention};
use crate::model::index::address::{self, LISTED_BY_KNITR};
use crate::model::index::{Aspect, Index, UseSite, Via};
use crate::page::body::{CitationForm, EntryForm};
use crate::read::syntax::Syntax;
use crate::rules::rule::{Check, Rule, Scope, Standard};
use crate::rules::settings::Settings;

/// A source that is listed and never cited.
pub const RULE: Rule = Rule {
    severity: Severity::Warning,
    standards: &[Standard::Ama],
    scope: Scope::Usual,
    options: &[],
    check: Check::Repository(check),
};

fn check(_: &Settings, index: &Index, findings: &mut Findings<Place>) {
    for (_, facts) in index.documents_for(Aspect::Citations) {
        page(facts, findings);
    }
    // What a page that cannot be read cites, nobody knows.
    let texts = [Collection::Article, Collection::Cause, Collection::Person];
    if texts.into_iter().all(|texts| index.is_complete(texts)) {
        registry(index, findings);
    }
}

/// The references that a page lists itself.
fn page(facts: &Facts, findings: &mut Findings<Place>) {
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

/// The sources of the registry.
fn registry(index: &Index, findings: &mut Findings<Place>) {
    let used = index.used_ids(Collection::Source).filter(|(_, sites)| sites.iter().any(cites));
    let cited: HashSet<&str> = used.map(|(key, _)| key).collect();
    // What Manubot's tags stand for is written in a table that is no content.
    if cited.iter().any(|key| key.starts_with("tag:")) {
        return;
    }
    let identified = Identified::of(&cited);
    let sources: Vec<&Cited> = index
        .documents_for(Aspect::Citations)
        .flat_map(|(_, facts)| &facts.references)
        .filter(|source| source.form == CitedForm::Registry && source.key.is_some())
        .collect();
    // Some are cited by a key beside their own.
    let others: HashSet<&str> = index
        .documents_for(Aspect::Citations)
        .filter(|(_, facts)| facts.collection == Collection::Source)
        .flat_map(|(_, facts)| &facts.entities)
        .filter(|entity| entity.aliases.iter().any(|key| cited.contains(key.text.as_str())))
        .map(|entity| entity.id.text.as_str())
        .collect();
    let is_cited = |source: &&Cited| {
        let by_key = |key: &Mention| cited.contains(key.text.as_str()) || others.contains(key.text.as_str());
        source.key.as_ref().is_some_and(by_key) || identified.has(source)
    };
    // A registry that nothing cites from is used in another way, or not yet: that is to be said once.
    if sources.len() > 1 && !sources.iter().any(is_cited) {
        if let Some(first) = sources.first().and_then(|source| source.key.as_ref()) {
            findings
                .report(first.place, format!("no page cites any of the {} sources of the registry", sources.len()))
                .help("Cite them by their keys, such as `[@smith2020]`. If your pages cite in another way, switch this rule off.");
        }
        return;
    }
    // A source whose key somebody mistyped is to be cited, not to be taken out.
    let names = index.names();
    let unknown = cited.iter().filter(|key| names.by_id(Collection::Source, key).is_none());
    let meant: HashSet<String> =
        unknown.flat_map(|key| names.ids_like(Collection::Source, key, 3)).map(|near| near.name).collect();
    // knitr writes a source for each package that pages load, cited or not.
    let is_written = |source: &&&Cited| {
        let file = index.facts_at(source.place);
        file.is_some_and(|file| address::last_part(&file.path) == LISTED_BY_KNITR)
    };
    let uncited: Vec<&&Cited> =
        sources.iter().filter(|source| !is_cited(source) && !is_written(source)).collect();
    for of_file in uncited.chunk_by(|one, next| one.place.doc == next.place.doc) {
        let path = of_file
            .first()
            .and_then(|first| index.facts_at(first.place))
            .map_or("", |file| file.path.as_str());
        if Syntax::of(path).is_export() && of_file.len() > MOST_OF_LIBRARY {
            library(of_file, findings);
            continue;
        }
        for source in of_file {
            if let Some(key) = &source.key {
                let finding = findings.report(key.place, format!("no page cites the source `{}`", key.text));
                finding.help("Cite it after a statement that it supports, or remove it from the registry.");
                if !meant.contains(&key.text) && index.uses(Collection::Source, &key.text).is_empty() {
                    take_out(finding, source, "remove the source from the registry");
                }
            }
        }
    }
}

/// Of an export of a reference manager this many sources are named one by one; with more of them it holds a library.
const MOST_OF_LIBRARY: usize = 20;

/// Reports the sources of a library that nothing cites, all together.
fn library(uncited: &[&&Cited], findings: &mut Findings<Place>) {
    if let Some(key) = uncited.first().and_then(|first| first.key.as_ref()) {
        findings
            .report(
                key.place,
                format!("no page cites `{}` and {} more sources of this file", key.text, uncited.len() - 1),
            )
            .severity(Severity::Advice)
            .help("Export only the sources that pages cite. If the file is to hold a whole library, switch this rule off for it.");
    }
}

/// Whether readers of a page are led to the source. A review record only says that somebody opened it.
fn cites(site: &UseSite) -> bool {
    match site.via {
        Via::Citation(form) => matches!(form, CitationForm::Key | CitationForm::InText),
        Via::Field(field) => field.collection != Collection::Review,
        Via::Byline | Via::See | Via::Redirect => false,
    }
}

/// The sources that citations name by an identifier, as in `[@doi:10.1000/x]`.
#[derive(Default)]
struct Identified {
    dois: HashSet<Doi>,
    pmids: HashSet<Pmid>,
    pmcids: HashSet<Pmcid>,
}

impl Identified {
    fn of(keys: &HashSet<&str>) -> Identified {
        let mut identified = Identified::default();
        for (scheme, id) in keys.iter().filter_map(|key| key.split_once(':')) {
            match scheme.to_ascii_lowercase().as_str() {
                "doi" | "https" | "http" => {
                    identified.dois.extend(Doi::parse(id));
                }
                "pmid" | "pubmed" => identified.pmids.extend(Pmid::parse(id)),
                "pmcid" | "pmc" => identified.pmcids.extend(Pmcid::parse(id)),
                _ => {}
            }
        }
        identified
    }

    fn has(&self, source: &Cited) -> bool {
        source.fields.as_ref().is_some_and(|fields| {
            fields.known_doi().is_some_and(|doi| self.dois.contains(&doi))
                || fields.known_pmid().is_some_and(|pmid| self.pmids.contains(&pmid))
                || fields.known_pmcid().is_some_and(|pmcid| self.pmcids.contains(&pmcid))
        })
    }
}
