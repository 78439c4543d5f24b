use crate::base::date::Date;
use crate::base::diagnostic::{Findings, Severity};
use crate::base::span::Place;
use crate::model::index::{Index, Page, Reviewed};
use crate::rules::option::{Number, Opt};
use crate::rules::review::overdue;
use crate::rules::rule::{Check, Rule, Scope, Standard};
use crate::rules::settings::Settings;

/// A page whose next review is near.
pub const RULE: Rule = Rule {
    severity: Severity::Advice,
    standards: &[Standard::Nhs],
    scope: Scope::Publication,
    options: &[&WITHIN],
    check: Check::Page(check),
};

const WITHIN: Opt<Number> = Opt {
    rule: "review/due-soon",
    name: "within",
    kind: Number { unit: "days", least: 1, most: 3650, default: 60 },
    about: "How long before the review is due it is reported.",
    setting: None,
};

fn check(settings: &Settings, index: &Index, page: Page<'_>, findings: &mut Findings<Place>) {
    let Page { doc, facts, .. } = page;
    let Some(article) = &facts.article else {
        return;
    };
    let Some(months) = overdue::review_age(settings, article) else {
        return;
    };
    let reviews = index.reviews(doc);
    if matches!(reviews.state(), Reviewed::Revoked(_) | Reviewed::Uncounted) {
        return;
    }
    let last = overdue::last_review(article, reviews);
    let planned = overdue::next_review(article, reviews)
        .filter(|(due, _)| last.is_none_or(|(reviewed, _)| *due > reviewed));
    let expires = last.map(|(reviewed, place)| (reviewed.months_later(months), place));
    // The earlier of the two binds.
    let due = [planned, expires].into_iter().flatten().min_by_key(|(due, _)| *due);
    let Some((due, place)) = due.filter(|(due, _)| is_near(settings, *due)) else {
        return;
    };
    let finding = findings.report(
        if place.doc == doc { place } else { article.gap },
        format!("the next review of this page is due on {due}"),
    );
    if place.doc != doc {
        finding.label(place, "this review");
    }
    finding.help("Ask a medical reviewer to review the page before that day.");
}

/// Whether a day is today or within the days of the setting.
fn is_near(settings: &Settings, due: Date) -> bool {
    let left = due.days_since(settings.today);
    let within = i64::from(settings.options.number(&WITHIN));
    (0..=within).contains(&left)
}
