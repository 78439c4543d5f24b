use crate::base::diagnostic::{Findings, Severity};
use crate::base::span::Place;
use crate::base::title;
use crate::biblio::reference::{Kind, Reference};
use crate::biblio::same_source::{MatchKey, differ_in_publisher, differ_in_year};
use crate::model::facts::CitedForm;
use crate::model::index::{Index, Listed, Page, address};
use crate::rules::citation::identifier_title_mismatch::record_and_reference;
use crate::rules::rule::{Check, Rule, Scope, Standard};
use crate::rules::settings::Settings;

/// One identifier that is given to two different works.
pub const RULE: Rule = Rule {
    severity: Severity::Error,
    standards: &[Standard::Ama, Standard::Icmje],
    scope: Scope::Usual,
    options: &[],
    check: Check::Page(check),
};

fn check(_: &Settings, index: &Index, page: Page<'_>, findings: &mut Findings<Place>) {
    for [first, other] in index.conflicting_sources(page.doc) {
        // A reference that an imported record shows to be wrong is for the narrower rule to report.
        if record_and_reference(&first, &other).is_none() {
            two_works(&first, &other, findings);
        }
    }
    for listed in index.sources_first_in(page.doc) {
        let Some((first, others)) = listed.split_first() else {
            continue;
        };
        for other in others.iter().filter(|other| other.rung.is_some_and(MatchKey::is_identifier)) {
            years(first, other, findings);
            publishers(first, other, findings);
        }
    }
}

/// Reports two works that have one identifier.
fn two_works(first: &Listed, other: &Listed, findings: &mut Findings<Place>) {
    let (Some(left), Some(right)) = (&first.fields.title, &other.fields.title) else {
        return;
    };
    // A title that was translated is one work's.
    if address::differ_in_language(first.path, other.path) || differ_in_script(&left.value, &right.value) {
        return;
    }
    // The words of two links to one page need not be its title.
    if is_link(first) && is_link(other) {
        return;
    }
    let (here, there) = match title::fold(&left.value) == title::fold(&right.value) {
        true => (told_apart(other), told_apart(first)),
        false => (format!("“{}”", right.value), format!("“{}”", left.value)),
    };
    let finding = findings.report(right.at, format!("{here} and {there} share one identifier"));
    finding.label(left.at, format!("the other title, in `{}`", first.path));
    if is_chapter(first) && is_chapter(other) {
        finding.severity(Severity::Warning);
        finding.help(
            "Give each chapter its own identifier. If only the book has one, remove it from the chapters.",
        );
    } else {
        finding.help("Look the identifier up, and correct the reference it does not belong to.");
    }
}

/// Whether a reference of a page is an address and words for it, which name nobody who wrote the work.
fn is_link(listed: &Listed) -> bool {
    let fields = listed.fields;
    let named = fields.publisher.is_some() || fields.container.is_some() || !fields.authors.is_empty();
    let identified = fields.doi.is_some() || fields.pmid.is_some() || fields.pmcid.is_some();
    matches!(listed.cited.form, CitedForm::Text(_)) && fields.url.is_some() && !named && !identified
}

/// Whether one of two titles has letters of another script, and the other has none of them.
fn differ_in_script(one: &str, other: &str) -> bool {
    let is_far = |text: &str| text.contains(|c: char| c.is_alphabetic() && c > '\u{2fff}');
    is_far(one) != is_far(other)
}

fn is_chapter(listed: &Listed) -> bool {
    listed.fields.kind == Some(Kind::Chapter)
}

/// A title with what tells it from its equal.
fn told_apart(listed: &Listed) -> String {
    let Reference { title, edition, pages, .. } = listed.fields;
    let title = title.as_ref().map_or("", |title| &*title.value);
    match (edition, pages) {
        (Some(edition), _) => format!("“{title}” (edition {})", edition.value),
        (None, Some(pages)) => format!("“{title}” (page {})", pages.value),
        (None, None) => format!("“{title}”"),
    }
}

/// Reports two years of publication; a paper may appear online in one year and in print in the next.
fn years(first: &Listed, other: &Listed, findings: &mut Findings<Place>) {
    let (Some(left), Some(right)) = (&first.fields.issued, &other.fields.issued) else {
        return;
    };
    if !differ_in_year(first.fields, other.fields) {
        return;
    }
    findings
        .report(right.at, format!("one source is dated {} here and {} elsewhere", right.value, left.value))
        .label(left.at, format!("the other date, in `{}`", first.path))
        .help("Look the source up, and give the date of its publication in both places.");
}

/// Reports two publishers with no word in common.
fn publishers(first: &Listed, other: &Listed, findings: &mut Findings<Place>) {
    let (Some(left), Some(right)) = (&first.fields.publisher, &other.fields.publisher) else {
        return;
    };
    if !differ_in_publisher(first.fields, other.fields) {
        return;
    }
    findings
        .report(
            right.at,
            format!("one source is published by “{}” here and by “{}” elsewhere", right.value, left.value),
        )
        .label(left.at, format!("the other publisher, in `{}`", first.path))
        .help("Look the source up, and name its publisher in both places.");
}
