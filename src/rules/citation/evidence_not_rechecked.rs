use std::collections::HashSet;

use crate::base::date::Date;
use crate::base::diagnostic::{Findings, Severity};
use crate::base::span::Place;
use crate::model::collection::Collection;
use crate::model::facts::{Cited, Dated, Facts, Mention, Review, SourcesChecked};
use crate::model::index::{Cause, Index, Page, Work};
use crate::page::body::CitationForm;
use crate::rules::option::{Number, Opt};
use crate::rules::rule::{Check, Rule, Scope, Standard};
use crate::rules::settings::Settings;

/// A source that nobody opened again when the page was reviewed.
pub const RULE: Rule = Rule {
    severity: Severity::Warning,
    standards: &[Standard::Nhs],
    scope: Scope::Usual,
    options: &[&WINDOW],
    check: Check::Page(check),
};

const WINDOW: Opt<Number> = Opt {
    rule: "citation/evidence-not-rechecked",
    name: "window",
    kind: Number { unit: "days", least: 1, most: 3650, default: 90 },
    about: "How long before a review the sources may have been opened for it.",
    setting: Some(["review", "evidence-window"]),
};

fn check(settings: &Settings, index: &Index, page: Page<'_>, findings: &mut Findings<Place>) {
    if let Some(reviewed) = index.last_reviewed(page.facts) {
        let page = ReviewedPage::new(settings, index, page.facts, reviewed);
        for (cited, place) in page.evidence() {
            page.check(cited, place, findings);
        }
    }
}

/// A reviewed page.
struct ReviewedPage<'a> {
    index: &'a Index,
    facts: &'a Facts,
    reviewed: Dated,
    window: u32,
    /// The records in whose course sources may have been opened for this review.
    records: Vec<&'a Review>,
}

impl<'a> ReviewedPage<'a> {
    fn new(settings: &Settings, index: &'a Index, facts: &'a Facts, reviewed: Dated) -> ReviewedPage<'a> {
        let records = index.reviews(facts.start.doc).records.iter().map(|record| &record.review);
        let mut page = ReviewedPage {
            index,
            facts,
            reviewed,
            window: settings.options.number(&WINDOW),
            records: Vec::new(),
        };
        page.records = records
            .filter(|record| record.date.is_some_and(|date| page.is_recent(date.date.latest())))
            .collect();
        page
    }

    /// Whether it is a day within the window before the review, or after it.
    fn is_recent(&self, day: Date) -> bool {
        self.reviewed.date.earliest().days_since(day) <= i64::from(self.window)
    }

    /// The references written in the page, and the sources it and its causes cite, each with the place in the page that
    /// leads to it.
    fn evidence(&self) -> Vec<(&'a Cited, Place)> {
        let mut evidence: Vec<(&Cited, Place)> =
            self.facts.references.iter().map(|cited| (cited, date_place(cited))).collect();
        let mut seen = HashSet::new();
        let mut cite = |facts: &'a Facts, place: Option<Place>| {
            for citation in &facts.citations {
                let by_key = matches!(citation.form, CitationForm::Key | CitationForm::InText);
                if by_key
                    && let Some(cited) = self.registered(&citation.key.text)
                    && seen.insert(cited.place)
                {
                    evidence.push((cited, place.unwrap_or(citation.key.place)));
                }
            }
        };
        cite(self.facts, None);
        for (mention, cause) in self.index.causes(self.facts) {
            if let Cause::File(doc) = cause
                && let Some(file) = self.index.facts(doc)
            {
                cite(file, Some(mention.place));
            }
        }
        evidence
    }

    fn registered(&self, key: &str) -> Option<&'a Cited> {
        let source = self.index.names().by_id(Collection::Source, key)?;
        self.index.source(source)
    }

    fn check(&self, cited: &Cited, place: Place, findings: &mut Findings<Place>) {
        let Some(accessed) = cited.fields.as_ref().and_then(|fields| fields.accessed.as_ref()) else {
            return;
        };
        let source = self.index.repeated_source(cited.place);
        let last = source.and_then(|source| source.last_accessed).max(Some(accessed.value.latest()));
        if last.is_none_or(|day| self.is_recent(day)) || self.was_checked(cited, source) {
            return;
        }
        let message = format!(
            "{} was accessed on {}, more than {} days before the review of {}",
            cited.title(),
            accessed.value,
            self.window,
            self.reviewed.date
        );
        let finding = findings.report(place, message);
        if place != accessed.at {
            finding.label(accessed.at, "its access date");
        }
        finding.label(self.reviewed.place, "the last review");
        finding.help(
            "Open the source again at the next review. If the reviewer did, name it under `sources-checked` in the review record.",
        );
    }

    /// Whether a record says that the source was opened for the review.
    fn was_checked(&self, cited: &Cited, source: Option<&Work>) -> bool {
        let known_as = |key: &Mention| {
            cited.key.as_ref().is_some_and(|own| own.text == key.text)
                || source.is_some_and(|source| source.is_known_as(&key.text))
        };
        self.records.iter().any(|record| match &record.sources_checked {
            SourcesChecked::Unstated => false,
            SourcesChecked::All => true,
            SourcesChecked::Some(keys) => keys.iter().any(known_as),
        })
    }
}

fn date_place(cited: &Cited) -> Place {
    let accessed = cited.fields.as_ref().and_then(|fields| fields.accessed.as_ref());
    accessed.map_or(cited.place, |accessed| accessed.at)
}
