use crate::base::diagnostic::{Findings, Severity};
use crate::base::span::Place;
use crate::model::collection::Collection;
use crate::model::index::{Index, Page, Reviewed};
use crate::rules::rule::{Check, Rule, Scope, Standard};
use crate::rules::settings::Settings;

/// A published page that nobody reviewed.
pub const RULE: Rule = Rule {
    severity: Severity::Error,
    standards: &[Standard::Nhs, Standard::Tis],
    scope: Scope::Publication,
    options: &[],
    check: Check::Page(check),
};

fn check(settings: &Settings, index: &Index, page: Page<'_>, findings: &mut Findings<Place>) {
    let field = settings.field(Collection::Article, "reviewers");
    // A review that nobody finds may stand in a file that cannot be read.
    let all_are_read = index.is_complete(Collection::Review);
    let Page { doc, facts, .. } = page;
    let Some(article) = &facts.article else {
        return;
    };
    match index.reviews(doc).state() {
        Reviewed::Whole(_) | Reviewed::FrontMatter | Reviewed::Uncounted => {}
        Reviewed::Revoked(record) => {
            findings
                .report(article.gap, "the last medical review of this page asked for changes")
                .label(record.review.place, "this review")
                .help("Make the changes and have the page reviewed again before it is published.");
        }
        Reviewed::Part(record) if all_are_read => {
            findings
                .report(article.gap, "only part of this page was medically reviewed")
                .label(record.review.place, "this review")
                .help("Have a qualified person review the whole page before it is published.");
        }
        Reviewed::Never if all_are_read => {
            findings.report(article.gap, "no medical reviewer is named").help(format!(
                "Have a qualified person review the page, and name them in `{field}` or in a review record."
            ));
        }
        Reviewed::Part(_) | Reviewed::Never => {}
    }
}
