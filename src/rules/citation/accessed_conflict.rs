use std::cmp::Ordering;

use crate::base::date::PartialDate;
use crate::base::diagnostic::{Findings, Severity};
use crate::base::span::Place;
use crate::model::index::{Index, Listed, Page, by_keeper};
use crate::rules::rule::{Check, Rule, Scope, Standard};
use crate::rules::settings::Settings;

/// One source with different access dates.
pub const RULE: Rule = Rule {
    severity: Severity::Error,
    standards: &[Standard::Ama],
    scope: Scope::Usual,
    options: &[],
    check: Check::Page(check),
};

fn check(_: &Settings, index: &Index, page: Page<'_>, findings: &mut Findings<Place>) {
    for listed in index.sources_first_in(page.doc) {
        let dated: Vec<Access> = listed.iter().filter_map(Access::of).collect();
        let owners = by_keeper(&listed);
        let mut conflicts = false;
        for kept in &owners {
            let dates: Vec<Access> = kept.iter().filter_map(Access::of).collect();
            conflicts |= report(&dates, Severity::Error, findings);
        }
        // What is wrong within an article need not be said again across articles.
        if owners.len() > 1 && !conflicts {
            report(&dated, Severity::Advice, findings);
        }
    }
}

/// A reference with its access date.
#[derive(Clone, Copy)]
struct Access<'a> {
    listed: Listed<'a>,
    date: PartialDate,
    place: Place,
}

impl<'a> Access<'a> {
    fn of(listed: &Listed<'a>) -> Option<Access<'a>> {
        let accessed = listed.fields.accessed.as_ref()?;
        Some(Access { listed: *listed, date: accessed.value, place: accessed.at })
    }
}

/// Reports references whose dates differ, as one finding: at the earliest date, which is the likeliest to be out of
/// date, with every other date beside it. Whether there was one.
fn report(dates: &[Access], severity: Severity, findings: &mut Findings<Place>) -> bool {
    let Some(earliest) = dates.iter().min_by(|a, b| a.date.compare(b.date)) else {
        return false;
    };
    let mut others =
        dates.iter().filter(|other| other.date.compare(earliest.date) != Ordering::Equal).peekable();
    let Some(first) = others.peek() else {
        return false;
    };
    let title = earliest.listed.fields.title.as_ref().map_or("this source", |title| &*title.value);
    let message = format!("“{title}” has two access dates, {} and {}", earliest.date, first.date);
    let finding = findings.report(earliest.place, message);
    finding.severity(severity);
    finding.label(earliest.place, format!("{} says {}", name(earliest), earliest.date));
    for other in others.take(5) {
        finding.label(other.place, format!("{} says {}", name(other), other.date));
    }
    finding.help(
        "Open the source, check that it still supports the text, and give the date of that day everywhere.",
    );
    true
}

fn name(access: &Access) -> String {
    match &access.listed.cited.key {
        Some(key) => format!("reference `{}`", key.text),
        None => "this reference".to_owned(),
    }
}
