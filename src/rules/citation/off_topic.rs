use std::collections::HashMap;

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
    let title = facts.page().and_then(|page| page.title.as_ref());
    let about = title.map(|title| Words::of(&title.text)).unwrap_or_default();
    let named: Vec<Words> = causes.iter().map(|cause| Words::of(&cause.name.text).without(&about)).collect();
    // A source is often cited for several causes.
    let mut titles: HashMap<&str, Words> = HashMap::new();
    for (nth, (cause, own)) in causes.iter().zip(&named).enumerate() {
        for citation in &cause.citations {
            let Some(title) = title_of(index, facts, citation) else { continue };
            let title_words = titles.entry(title).or_insert_with(|| Words::of(title));
            if title_words.has_any(own) {
                continue;
            }
            let fits = |other: usize| {
                named.get(other).is_some_and(|name| !name.0.is_empty() && title_words.has_all(name))
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
        index.source(source)?
    } else {
        facts.references.iter().find(|cited| cited.key.as_ref().is_some_and(|own| own.text == key))?
    };
    Some(&*cited.fields.as_ref()?.title.as_ref()?.value)
}

/// The words of a title or name that carry meaning, without plurals, sorted.
#[derive(Debug, Default)]
struct Words(Vec<String>);

impl Words {
    fn of(text: &str) -> Words {
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
            .filter(|word| word.len() > 3 && !SMALL.contains(word))
            .map(|word| word.strip_suffix('s').filter(|stem| stem.len() > 3).unwrap_or(word));
        let mut words: Vec<String> = words.map(str::to_owned).collect();
        words.sort_unstable();
        words.dedup();
        Words(words)
    }

    fn without(mut self, others: &Words) -> Words {
        self.0.retain(|word| !others.has(word));
        self
    }

    fn has(&self, word: &str) -> bool {
        self.0.binary_search_by(|own| own.as_str().cmp(word)).is_ok()
    }

    fn has_any(&self, others: &Words) -> bool {
        others.0.iter().any(|word| self.has(word))
    }

    fn has_all(&self, others: &Words) -> bool {
        others.0.iter().all(|word| self.has(word))
    }
}
