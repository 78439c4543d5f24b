use crate::base::diagnostic::{Findings, Severity};
use crate::base::span::Place;
use crate::model::index::{DeadRedirect, Index};
use crate::rules::rule::{Check, Rule, Scope, Standard};
use crate::rules::settings::Settings;

/// A redirect that leads nowhere.
pub const RULE: Rule = Rule {
    severity: Severity::Error,
    standards: &[Standard::Urac],
    scope: Scope::Usual,
    options: &[],
    check: Check::Repository(check),
};

fn check(_: &Settings, index: &Index, findings: &mut Findings<Place>) {
    for dead in index.dead_redirects() {
        match dead {
            DeadRedirect::Circle(places) => circle(places, findings),
            DeadRedirect::Missing(redirect) => {
                let to = &redirect.to.text;
                findings
                    .report(redirect.to.place, format!("there is no page `{to}`"))
                    .missing(to.trim_matches('/'))
                    .help("Name the page that took the place of the old one, or remove the redirect.");
            }
            // `schema/entity-unused` says so.
            DeadRedirect::Taken(..) => {}
        }
    }
}

fn circle(places: &[Place], findings: &mut Findings<Place>) {
    let Some((first, others)) = places.split_first() else {
        return;
    };
    if others.is_empty() {
        findings
            .report(*first, "this redirect leads back to itself, so readers never arrive")
            .help("Name the page that took the place of the old one, or remove the redirect.");
        return;
    }
    let by_way = match others.len() {
        1 => "another".to_owned(),
        others => format!("{others} others"),
    };
    let finding = findings.report(
        *first,
        format!("this redirect leads back to itself through {by_way}, so readers never arrive"),
    );
    for other in others {
        finding.label(*other, "which redirects from here");
    }
    finding.help("Let each of them name the page that readers should see now.");
}
