//! Working out what a report shows. Nothing here reads a disk or a clock.

mod files;
mod findings;
mod graph;
mod people;
mod sources;
mod standards;
mod texts;
mod words;

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::base::diagnostic::{RuleId, Severity};
use crate::base::span::DocId;
use crate::model::index::Index;
use crate::rules;
use crate::run::calendar::Calendar;
use crate::run::fingerprint::Fingerprints;
use crate::run::session::Session;
use crate::run::verdict::{Fate, Summary, Verdict};

use super::model::{Compared, Model, RuleRow};
use super::since::Since;
use super::{Input, SinceSigned, data};

use people::People;
use sources::Sources;
use texts::Texts;

/// Bytes of data in a report, so that with everything around them it stays below 20 MB.
const MOST_DATA: usize = 19_000_000;

/// What is worked out from.
struct Gathered<'a> {
    session: &'a Session,
    index: &'a Index,
    verdicts: &'a [Verdict],
    fingerprints: &'a Fingerprints,
    since: Option<&'a Since>,
    signed: &'a HashMap<DocId, SinceSigned>,
    /// The number of each document among the files of the report.
    numbers: HashMap<DocId, usize>,
    /// The number of each rule among those of the report.
    rules: BTreeMap<&'static str, usize>,
    /// Whether there is no room for all words, so that headings are searched.
    searches_headings: bool,
}

/// Works out a report. `None` if the repository was not read yet.
pub(super) fn model(input: &Input) -> Option<Model> {
    let index = input.session.known_index()?;
    let rules = rules(input);
    let order = files::order(input.session, index, input.verdicts);
    let mut gathered = Gathered {
        session: input.session,
        index,
        verdicts: input.verdicts,
        fingerprints: input.fingerprints,
        since: input.since,
        signed: input.signed,
        numbers: order.iter().enumerate().map(|(nth, doc)| (*doc, nth)).collect(),
        rules: rules.iter().enumerate().map(|(nth, row)| (row.id, nth)).collect(),
        searches_headings: false,
    };
    let words = files::words(&gathered, &order);
    gathered.searches_headings = words.is_none();
    let calendar = Calendar::of(input.session.settings(), index);
    let mut people = People::of(input.session, index);
    let mut texts = Texts::default();
    let sources = Sources::of(&gathered, &order);
    let mut files = files::files(&gathered, &order, &calendar, &mut people, &sources);
    let drawing = graph::draw(&files);
    let all_sources = sources.len();
    let (people, sources) = (people.rows(&files, &calendar), sources.rows());
    let taken = data::size(&files) + data::size(&people) + data::size(&sources) + data::size(&words);
    findings::put(&gathered, &mut files, &mut texts, MOST_DATA.saturating_sub(taken));
    Some(Model {
        name: input.name.to_owned(),
        today: calendar.today,
        summary: Summary::of(input.verdicts),
        people,
        sources,
        all_sources,
        standards: standards::standards(&rules, input.off),
        since: input.since.map(|since| compared(input, since)),
        rules,
        calendar,
        files,
        drawing,
        texts: texts.all,
        words,
    })
}

/// The rules that report something or did, in order of id.
fn rules(input: &Input) -> Vec<RuleRow> {
    let mut rows: BTreeMap<&'static str, RuleRow> = BTreeMap::new();
    let row = |rule: RuleId| RuleRow {
        id: rule.0,
        summary: rules::by_id(rule.0).map(|entry| entry.page().summary).unwrap_or_default(),
        url: rules::url(rule),
        counts: [0; 3],
        allowed: 0,
        known: 0,
        before: input.since.map(|_| 0),
    };
    for verdict in input.verdicts {
        let rule = verdict.diagnostic.rule;
        let row = rows.entry(rule.0).or_insert_with(|| row(rule));
        match verdict.fate {
            Fate::Open => row.counts[column(verdict.severity)] += 1,
            Fate::Allowed { .. } => row.allowed += 1,
            Fate::Known => row.known += 1,
        }
    }
    for (id, number) in input.since.map(Since::by_rule).unwrap_or_default() {
        if let Some(entry) = rules::by_id(id) {
            rows.entry(entry.id.0).or_insert_with(|| row(entry.id)).before = Some(number);
        }
    }
    rows.into_values().collect()
}

/// The place of a severity in counts: errors first.
fn column(severity: Severity) -> usize {
    match severity {
        Severity::Error => 0,
        Severity::Warning => 1,
        Severity::Advice => 2,
    }
}

fn compared(input: &Input, since: &Since) -> Compared {
    let open = input.verdicts.iter().filter(|verdict| verdict.is_open());
    let now: BTreeSet<&str> =
        open.filter_map(|verdict| input.fingerprints.get(&verdict.diagnostic)).collect();
    let fixed = since.missing(&now).into_iter();
    Compared {
        name: since.name.clone(),
        new: now.iter().filter(|fingerprint| !since.has(fingerprint)).count(),
        fixed: fixed
            .map(|earlier| (earlier.rule.clone(), earlier.path.clone(), earlier.message.clone()))
            .collect(),
    }
}

/// The beginning of a text.
fn start(text: &str, most: usize) -> &str {
    let end = (0..=most.min(text.len())).rev().find(|end| text.is_char_boundary(*end)).unwrap_or(0);
    text.get(..end).unwrap_or("")
}
