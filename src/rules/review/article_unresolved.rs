use crate::base::diagnostic::{Findings, Severity};
use crate::base::span::Place;
use crate::model::collection::Collection;
use crate::model::index::{Index, Page};
use crate::rules::rule::{Check, Rule, Scope, Standard};
use crate::rules::settings::Settings;

/// A review record for an article that is not there.
pub const RULE: Rule = Rule {
    severity: Severity::Error,
    standards: &[Standard::Nhs],
    scope: Scope::Usual,
    options: &[],
    check: Check::Page(check),
};

fn check(_: &Settings, index: &Index, page: Page<'_>, findings: &mut Findings<Place>) {
    // An article that cannot be read may have an id of its own, unless another one was clearly meant.
    let all_are_read = index.is_complete(Collection::Article);
    for review in &page.facts.reviews {
        let Some(article) = &review.article else {
            continue;
        };
        if !index.reviewed_articles(review).is_empty() {
            continue;
        }
        if !index.names().all_by_id(Collection::Article, &article.text).is_empty() {
            let language = review.language.as_deref().unwrap_or_default();
            findings
                .report(
                    article.place,
                    format!("the article `{}` is not there in the language `{language}`", article.text),
                )
                .missing(article.text.as_str())
                .help("Correct the language, or remove it if the record is about every translation.");
            continue;
        }
        let near = index.names().ids_like(Collection::Article, &article.text, 1);
        if near.is_empty() && !all_are_read {
            continue;
        }
        let message = format!("there is no article `{}`, so this review counts for nothing", article.text);
        let finding = findings.report(article.place, message);
        finding.missing(article.text.as_str());
        let near = near.first();
        let place = near.filter(|near| near.clear).map(|_| article.place);
        let word: Vec<&str> = near.map(|near| near.name.as_str()).into_iter().collect();
        if !finding.did_you_mean(place, &word) {
            finding.help(
                    "Name the article by its id. If it was renamed, add a redirect from the old id, and the record counts again.",
                );
        }
    }
}
