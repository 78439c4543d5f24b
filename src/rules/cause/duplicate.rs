use std::collections::{BTreeSet, HashMap};

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
    let about = title_words(facts);
    let mut known: HashMap<String, &Mention> = HashMap::new();
    for cause in &causes {
        let names = names(index, cause);
        if let Some(first) = names.iter().find_map(|name| known.get(name)) {
            report(cause.name, first, Severity::Error, findings);
        } else if let Some(short) = shortened(cause, &about)
            && let Some(first) = known.get(&short)
        {
            report(cause.name, first, Severity::Warning, findings);
        }
        let short = shortened(cause, &about);
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

/// What a cause is called: its name, its aliases, and the term of the glossary that it is.
fn names(index: &Index, cause: &ArticleCause<'_>) -> Vec<String> {
    let mut names = vec![plain(&cause.name.text)];
    if let Cause::File(doc) = cause.cause
        && let Some(entity) = index.facts(doc).and_then(|facts| facts.entities.first())
    {
        names.extend(entity.aliases.iter().map(|alias| plain(&alias.text)));
    }
    let term = |name: &str| index.names().term(name);
    let term = term(&cause.name.text).or_else(|| term(&plain(&cause.name.text)));
    let term = term.and_then(|term| index.entity(term));
    names.extend(term.map(|term| format!("term {}", term.id.text)));
    names
}

/// A name without plurals: `Muscle strains` as `muscle strain`.
fn plain(name: &str) -> String {
    let words = title::fold(name);
    let single = words.split(' ').map(|word| match word.strip_suffix('s') {
        Some(stem) if stem.len() > 3 && !stem.ends_with(['s', 'u', 'i']) => stem,
        _ => word,
    });
    single.collect::<Vec<_>>().join(" ")
}

/// The words of the page's title, which a name may leave out: on a page on the neck a strain is a neck strain.
fn title_words(facts: &Facts) -> BTreeSet<String> {
    let title = facts.page().and_then(|page| page.title.as_ref());
    title.map(|title| plain(&title.text)).unwrap_or_default().split(' ').map(str::to_owned).collect()
}

/// A name without the words of the title, where others are left.
fn shortened(cause: &ArticleCause<'_>, about: &BTreeSet<String>) -> Option<String> {
    let name = plain(&cause.name.text);
    let left: Vec<&str> = name.split(' ').filter(|word| !about.contains(*word)).collect();
    (!left.is_empty()).then(|| left.join(" "))
}
