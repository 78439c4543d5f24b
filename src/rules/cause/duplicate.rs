use std::collections::HashMap;

use crate::base::diagnostic::{Findings, Severity};
use crate::base::span::Place;
use crate::base::title;
use crate::model::facts::{Facts, Mention};
use crate::model::index::{ArticleCause, Cause, Index, Page};
use crate::rules::rule::{Check, Rule, Scope, Standard};
use crate::rules::settings::Settings;

/// A cause that an article has twice.
pub const RULE: Rule = Rule {
    severity: Severity::Error,
    standards: &[Standard::Nhs],
    scope: Scope::Usual,
    options: &[],
    check: Check::Page(check),
};

fn check(_: &Settings, index: &Index, page: Page<'_>, findings: &mut Findings<Place>) {
    let facts = page.facts;
    if facts.article.is_none() {
        return;
    }
    // An entry of `causes` that is there twice is one cause to everybody else.
    let mut entries: HashMap<Cause, &Mention> = HashMap::new();
    for (entry, cause) in index.causes(facts) {
        if cause == Cause::Unknown {
            continue;
        }
        match entries.get(&cause) {
            Some(first) => {
                let finding = findings
                    .report(entry.place, format!("`{}` is listed twice among the causes", entry.text));
                finding.label(first.place, "first listed here");
                finding.help("Remove one of the two entries.");
            }
            None => drop(entries.insert(cause, entry)),
        }
    }
    sections(index, facts, findings);
}

fn sections(index: &Index, facts: &Facts, findings: &mut Findings<Place>) {
    let causes = index.causes_of(facts);
    if causes.len() < 2 {
        return;
    }
    let title = facts.page().and_then(|page| page.title.as_ref());
    let title = title.map(|title| plain(&title.text)).unwrap_or_default();
    let mut about: Vec<&str> = title.split(' ').collect();
    about.sort_unstable();
    let mut known: HashMap<String, &Mention> = HashMap::new();
    for cause in &causes {
        let names = names(index, cause);
        let short = names.first().and_then(|name| shortened(name, &about));
        if let Some(first) = names.iter().find_map(|name| known.get(name)) {
            report(cause.name, first, Severity::Error, findings);
        } else if let Some(first) = short.as_ref().and_then(|short| known.get(short)) {
            report(cause.name, first, Severity::Warning, findings);
        }
        for name in names.into_iter().chain(short) {
            known.entry(name).or_insert(cause.name);
        }
    }
}

fn report(name: &Mention, first: &Mention, severity: Severity, findings: &mut Findings<Place>) {
    let message = if name.text == first.text {
        format!("the cause “{}” is on this page twice", name.text)
    } else {
        format!("the causes “{}” and “{}” are the same", first.text, name.text)
    };
    let finding = findings.report(name.place, message);
    finding.severity(severity);
    finding.label(first.place, "the first of the two");
    finding.help("Make one section of the two. If they differ, give them names that say how.");
}

/// What a cause is called: first its name, then its aliases, and the term of the glossary that it is.
fn names(index: &Index, cause: &ArticleCause<'_>) -> Vec<String> {
    let own = plain(&cause.name.text);
    let term = index.names().term(&cause.name.text).or_else(|| index.names().term(&own));
    let mut names = vec![own];
    if let Cause::File(doc) = cause.cause
        && let Some(entity) = index.facts(doc).and_then(|facts| facts.entities.first())
    {
        names.extend(entity.aliases.iter().map(|alias| plain(&alias.text)));
    }
    let term = term.and_then(|term| index.entity(term));
    names.extend(term.map(|term| format!("term {}", term.id.text)));
    names
}

/// A name without plurals: `Muscle strains` as `muscle strain`.
fn plain(name: &str) -> String {
    let words = title::fold(name);
    let mut single = String::with_capacity(words.len());
    for (nth, word) in words.split(' ').enumerate() {
        if nth > 0 {
            single.push(' ');
        }
        single.push_str(match word.strip_suffix('s') {
            Some(stem) if stem.len() > 3 && !stem.ends_with(['s', 'u', 'i']) => stem,
            _ => word,
        });
    }
    single
}

/// A name without the words of the page's title, where others are left: on a page on the neck a strain is a neck strain.
fn shortened(name: &str, about: &[&str]) -> Option<String> {
    let left: Vec<&str> = name.split(' ').filter(|word| about.binary_search(word).is_err()).collect();
    (!left.is_empty()).then(|| left.join(" "))
}
