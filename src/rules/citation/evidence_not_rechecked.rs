use std::collections::{HashMap, HashSet};

use crate::base::date::Date;
use crate::base::diagnostic::{Findings, Severity};
use crate::base::span::Place;
use crate::model::collection::Collection;
use crate::model::facts::{Cited, Dated, Facts, Mention, Review, SourcesChecked};
use crate::model::index::{Cause, Index};
use crate::page::body::CitationForm;
use crate::rules::rule::{Check, Rule, Scope, Standard};
use crate::rules::settings::Settings;

/// A source that nobody opened again when the page was reviewed.
pub const RULE: Rule = Rule {
    severity: Severity::Warning,
    standards: &[Standard::Nhs],
    scope: Scope::Usual,
    check: Check::Repository(check),
};

fn check(settings: &Settings, index: &Index, findings: &mut Findings<Place>) {
    let works = Works::new(index);
    for (_, facts) in index.documents() {
        if let Some(reviewed) = index.last_reviewed(facts) {
            let page = Page::new(settings, index, facts, reviewed);
            for (cited, place) in page.evidence() {
                page.check(cited, place, &works, findings);
            }
        }
    }
}

/// What is on record of sources that are written down more than once, by the place of each reference.
#[derive(Default)]
struct Works<'a> {
    by_place: HashMap<Place, usize>,
    works: Vec<Work<'a>>,
}

#[derive(Default)]
struct Work<'a> {
    /// The last day on which any of the references says the source was opened.
    accessed: Option<Date>,
    /// What citations call it.
    keys: Vec<&'a str>,
}

impl<'a> Works<'a> {
    fn new(index: &'a Index) -> Works<'a> {
        let mut works = Works::default();
        for listed in index.repeated_sources() {
            let dates = listed.iter().filter_map(|listed| listed.fields.accessed.as_ref());
            let accessed = dates.map(|date| date.value.latest()).max();
            let keys = listed.iter().filter_map(|listed| listed.cited.key.as_ref());
            works.works.push(Work { accessed, keys: keys.map(|key| key.text.as_str()).collect() });
            let nth = works.works.len() - 1;
            works.by_place.extend(listed.iter().map(|listed| (listed.cited.place, nth)));
        }
        works
    }

    fn of(&self, cited: &Cited) -> Option<&Work<'a>> {
        self.works.get(*self.by_place.get(&cited.place)?)
    }
}

/// A reviewed page.
struct Page<'a> {
    index: &'a Index,
    facts: &'a Facts,
    reviewed: Dated,
    window: u32,
    /// The records in whose course sources may have been opened for this review.
    records: Vec<&'a Review>,
}

impl<'a> Page<'a> {
    fn new(settings: &Settings, index: &'a Index, facts: &'a Facts, reviewed: Dated) -> Page<'a> {
        let records = index.reviews(facts.start.doc).records.iter().map(|record| &record.review);
        let mut page = Page { index, facts, reviewed, window: settings.evidence_window, records: Vec::new() };
        page.records = records
            .filter(|record| record.date.is_some_and(|date| page.is_recent(date.date.latest())))
            .collect();
        page
    }

    /// True of a day within the window before the review, or after it.
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
        self.index.facts(source.doc)?.references.get(source.nth as usize)
    }

    fn check(&self, cited: &Cited, place: Place, works: &Works, findings: &mut Findings<Place>) {
        let Some(accessed) = cited.fields.as_ref().and_then(|fields| fields.accessed.as_ref()) else {
            return;
        };
        let work = works.of(cited);
        let last = work.and_then(|work| work.accessed).max(Some(accessed.value.latest()));
        if last.is_none_or(|day| self.is_recent(day)) || self.was_checked(cited, work) {
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

    /// True where a record says that the source was opened for the review.
    fn was_checked(&self, cited: &Cited, work: Option<&Work>) -> bool {
        let known_as = |key: &Mention| {
            cited.key.as_ref().is_some_and(|own| own.text == key.text)
                || work.is_some_and(|work| work.keys.contains(&key.text.as_str()))
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
