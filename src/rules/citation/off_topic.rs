use std::collections::BTreeSet;

use crate::base::diagnostic::{Findings, Severity};
use crate::base::span::Place;
use crate::base::title;
use crate::model::collection::Collection;
use crate::model::facts::{Citation, Cited, Facts};
use crate::model::index::{ArticleCause, Index, Page};
use crate::page::body::CitationForm;
use crate::rules::rule::{Check, Rule, Scope};
use crate::rules::settings::Settings;

/// A source that is cited for one cause, and whose title names another.
pub const RULE: Rule = Rule {
    severity: Severity::Advice,
    standards: &[],
    scope: Scope::Usual,
    options: &[],
    check: Check::Page(check),
};

fn check(_: &Settings, index: &Index, page: Page<'_>, findings: &mut Findings<Place>) {
    let facts = page.facts;
    let causes = index.causes_of(facts);
    if causes.len() < 2 {
        return;
    }
    let about =
        facts.page().and_then(|page| page.title.as_ref()).map(|title| words(&title.text)).unwrap_or_default();
    let named: Vec<BTreeSet<String>> =
        causes.iter().map(|cause| words(&cause.name.text).difference(&about).cloned().collect()).collect();
    for (nth, cause) in causes.iter().enumerate() {
        let own = named.get(nth).cloned().unwrap_or_default();
        for citation in &cause.citations {
            let Some(title) = title_of(index, facts, citation) else { continue };
            let title_words = words(title);
            if title_words.iter().any(|word| own.contains(word)) {
                continue;
            }
            let fits = |other: usize| {
                named.get(other).is_some_and(|name| {
                    !name.is_empty() && name.iter().all(|word| title_words.contains(word))
                })
            };
            let other = (0..causes.len())
                .filter(|other| *other != nth && fits(*other))
                .find_map(|other| causes.get(other));
            let Some(other) = other.filter(|other| !cites(other, citation)) else { continue };
            let finding = findings.report(
                citation.key.place,
                format!(
                    "“{title}” is cited for “{}”, but its title is about “{}”",
                    cause.name.text, other.name.text
                ),
            );
            finding.label(other.name.place, "this cause");
            finding.help("Check that the source supports this cause, or move the citation to the other one.");
        }
    }
}

fn cites(cause: &ArticleCause<'_>, citation: &Citation) -> bool {
    cause.citations.iter().any(|own| own.key.text == citation.key.text)
}

/// The title of the source that a citation points at.
fn title_of<'a>(index: &'a Index, facts: &'a Facts, citation: &Citation) -> Option<&'a str> {
    let key = citation.key.text.as_str();
    let cited: &Cited = if matches!(citation.form, CitationForm::Key | CitationForm::InText) {
        let source = index.names().by_id(Collection::Source, key)?;
        index.facts(source.doc)?.references.get(source.nth as usize)?
    } else {
        facts.references.iter().find(|cited| cited.key.as_ref().is_some_and(|own| own.text == key))?
    };
    Some(cited.fields.as_ref()?.title.as_ref()?.value.as_str())
}

/// The words of a title or name that carry meaning, without plurals.
fn words(text: &str) -> BTreeSet<String> {
    const SMALL: [&str; 16] = [
        "with",
        "from",
        "pain",
        "cause",
        "causes",
        "symptoms",
        "fact",
        "sheet",
        "disorder",
        "syndrome",
        "disease",
        "other",
        "injury",
        "treatment",
        "your",
        "this",
    ];
    let folded = title::fold(text);
    let words = folded
        .split(|sign: char| !sign.is_alphanumeric())
        .filter(|word| word.len() > 3 && !SMALL.contains(word));
    words
        .map(|word| word.strip_suffix('s').filter(|stem| stem.len() > 3).unwrap_or(word).to_owned())
        .collect()
}
