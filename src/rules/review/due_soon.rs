use crate::base::date::Date;
use crate::base::diagnostic::{Findings, Severity};
use crate::base::span::Place;
use crate::model::index::{Index, Page};
use crate::rules::option::{Number, Opt};
use crate::rules::review::overdue::Schedule;
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

/// How many days before a review is due it is reported.
#[must_use]
pub fn window(settings: &Settings) -> u32 {
    settings.options.number(&WITHIN)
}

fn check(settings: &Settings, index: &Index, page: Page<'_>, findings: &mut Findings<Place>) {
    let Page { doc, facts, .. } = page;
    let Some(article) = &facts.article else {
        return;
    };
    let due = Schedule::of(settings, index, doc, article).and_then(|schedule| schedule.due());
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
    (0..=i64::from(window(settings))).contains(&left)
}
