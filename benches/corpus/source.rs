//! The registry of sources: lists of CSL items.

use std::io;

use jiff::civil::Date;
use serde::Serialize;

use super::rng::{Rng, Stream};
use super::{World, days_after, words, yaml};

/// How many entries a file of the registry holds.
const PER_FILE: usize = 100;

/// A second entry for a work that the registry holds already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Twin {
    /// Nothing but the key differs.
    Same,
    /// The key and the access date differ.
    OtherDate,
}

/// Writes all sources, and the second entries to files of their own, as if somebody had imported
/// what was there already.
pub fn write(world: &World, put: &mut dyn FnMut(&str, &str) -> io::Result<()>) -> io::Result<()> {
    let all: Vec<usize> = (0..world.sources()).collect();
    for (file, numbers) in all.chunks(PER_FILE).enumerate() {
        let items: Vec<Item> = numbers.iter().map(|nth| item(world, *nth)).collect();
        put(&format!("content/citations/sources-{file:04}.yaml"), &yaml(&items)?)?;
    }
    let twins: Vec<(usize, Twin)> =
        all.iter().filter_map(|nth| twin(world, *nth).map(|twin| (*nth, twin))).collect();
    for (file, numbers) in twins.chunks(PER_FILE).enumerate() {
        let items: Vec<Item> = numbers.iter().map(|(nth, twin)| twin_item(world, *nth, *twin)).collect();
        put(&format!("content/citations/imported-{file:04}.yaml"), &yaml(&items)?)?;
    }
    Ok(())
}

/// The keys an article cites, all different: each source and each second entry is the first
/// citation of one article at least.
pub fn cited(world: &World, rng: &mut Rng, article: usize) -> [String; 4] {
    let all = world.sources();
    let mut numbers = [article % all; 4];
    for at in 1..numbers.len() {
        let mut next = rng.below(all);
        while numbers.iter().take(at).any(|number| *number == next) {
            next = (next + 1) % all;
        }
        numbers[at] = next;
    }
    let mut keys = numbers.map(|nth| key(world, nth));
    if article >= all && twin(world, article % all).is_some() {
        keys[0] = twin_key(world, article % all);
    }
    keys
}

/// The second entry of a source, where one is planted. Only sources that two articles cite first
/// have one, so that each entry is cited.
pub fn twin(world: &World, nth: usize) -> Option<Twin> {
    let mut rng = world.rng(Stream::SourceKind, nth);
    let same = rng.chance(world.plan.flaws);
    let other_date = rng.chance(world.plan.flaws);
    if nth + world.sources() >= world.plan.articles {
        None
    } else if other_date {
        Some(Twin::OtherDate)
    } else {
        same.then_some(Twin::Same)
    }
}

/// The key of a source: `okafor2023-17`.
pub fn key(world: &World, nth: usize) -> String {
    let Draft { families, issued, .. } = draft(world, nth);
    format!("{}{}-{nth}", words::slug(families.first().copied().unwrap_or_default()), issued.year())
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Paper,
    Page,
    Book,
    Report,
}

/// What the key of a source depends on.
struct Draft {
    families: Vec<&'static str>,
    issued: Date,
    rng: Rng,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct Item {
    id: String,
    #[serde(rename = "type")]
    kind: &'static str,
    title: String,
    author: Vec<Name>,
    #[serde(skip_serializing_if = "Option::is_none")]
    container_title: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    publisher: Option<&'static str>,
    issued: When,
    #[serde(skip_serializing_if = "Option::is_none")]
    volume: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    page: Option<String>,
    #[serde(rename = "DOI", skip_serializing_if = "Option::is_none")]
    doi: Option<String>,
    #[serde(rename = "PMID", skip_serializing_if = "Option::is_none")]
    pmid: Option<String>,
    #[serde(rename = "ISBN", skip_serializing_if = "Option::is_none")]
    isbn: Option<String>,
    #[serde(rename = "URL", skip_serializing_if = "Option::is_none")]
    url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    accessed: Option<When>,
}

#[derive(Serialize)]
struct Name {
    family: &'static str,
    given: String,
}

/// A date in either of the forms CSL knows.
#[derive(Serialize)]
#[serde(untagged)]
enum When {
    Text(String),
    #[serde(rename_all = "kebab-case")]
    Parts {
        date_parts: [[i16; 3]; 1],
    },
}

fn item(world: &World, nth: usize) -> Item {
    let id = key(world, nth);
    let Draft { families, issued, mut rng } = draft(world, nth);
    let kind = match twin(world, nth) {
        Some(Twin::OtherDate) => Kind::Page,
        _ => match rng.below(10) {
            0..6 => Kind::Paper,
            6..8 => Kind::Page,
            8 => Kind::Book,
            _ => Kind::Report,
        },
    };
    let author = families
        .iter()
        .map(|family| Name { family, given: words::person_name(rng.below(4000)).0.to_owned() })
        .collect();
    let title = words::source_title(nth);
    let (publisher, host) = rng.pick(PUBLISHERS);
    let url = format!("https://{host}/library/{}", words::slug(&title));
    let date = accessed(&mut rng);
    let issued = when(&mut rng, issued);
    let accessed = when(&mut rng, date);
    let blank = Item {
        id,
        kind: "article-journal",
        title,
        author,
        container_title: None,
        publisher: None,
        issued,
        volume: None,
        page: None,
        doi: None,
        pmid: None,
        isbn: None,
        url: None,
        accessed: None,
    };
    match kind {
        Kind::Paper => {
            let first = 1 + rng.below(900);
            Item {
                title: format!("{}: {}", blank.title, rng.pick(DESIGNS)),
                container_title: Some(rng.pick(JOURNALS)),
                volume: Some(1 + rng.below(60)),
                page: Some(format!("{first}-{}", first + 4 + rng.below(12))),
                // 10.5555 is the prefix for examples.
                doi: Some(format!("10.5555/med.{nth:06}")),
                pmid: rng.chance(0.7).then(|| (30_000_000 + nth).to_string()),
                ..blank
            }
        }
        Kind::Page => Item {
            kind: "webpage",
            container_title: Some(publisher),
            publisher: Some(publisher),
            url: Some(url),
            accessed: Some(accessed),
            ..blank
        },
        Kind::Book => Item { kind: "book", publisher: Some(publisher), isbn: Some(isbn(nth)), ..blank },
        Kind::Report => Item {
            kind: "report",
            publisher: Some(publisher),
            url: Some(url),
            accessed: Some(accessed),
            ..blank
        },
    }
}

fn twin_item(world: &World, nth: usize, twin: Twin) -> Item {
    let mut again = Item { id: twin_key(world, nth), ..item(world, nth) };
    if twin == Twin::OtherDate {
        // A year before any other access date, so the two differ in any case.
        let days = world.rng(Stream::SourceKind, nth).below(200);
        again.accessed = Some(When::Text(days_after(jiff::civil::date(2025, 1, 10), days).to_string()));
    }
    again
}

fn twin_key(world: &World, nth: usize) -> String {
    format!("{}-again", key(world, nth))
}

fn draft(world: &World, nth: usize) -> Draft {
    let mut rng = world.rng(Stream::Source, nth);
    let families = (0..1 + rng.below(4)).map(|_| words::family(&mut rng)).collect();
    let issued = days_after(jiff::civil::date(2022, 1, 3), rng.below(1200));
    Draft { families, issued, rng }
}

/// A day shortly before today, later than any review less 90 days: the evidence of every article
/// counts as re-checked.
fn accessed(rng: &mut Rng) -> Date {
    days_after(jiff::civil::date(2026, 8, 15), rng.below(90))
}

fn when(rng: &mut Rng, date: Date) -> When {
    if rng.chance(0.5) {
        When::Text(date.to_string())
    } else {
        When::Parts { date_parts: [[date.year(), date.month().into(), date.day().into()]] }
    }
}

/// An ISBN-13 with its check digit, of a number below a thousand million.
fn isbn(nth: usize) -> String {
    let body = format!("978{nth:09}");
    let sum: u32 = body
        .chars()
        .filter_map(|digit| digit.to_digit(10))
        .zip([1, 3].into_iter().cycle())
        .map(|(digit, weight)| digit * weight)
        .sum();
    format!("{body}{}", (10 - sum % 10) % 10)
}

const PUBLISHERS: &[(&str, &str)] = &[
    ("National Spine Institute", "spine.example.org"),
    ("Society for Rare Disorders", "rare.example.org"),
    ("Federal Health Office", "health.example.gov"),
    ("Institute of Neurological Disease", "neuro.example.org"),
    ("Royal Academy of Physical Therapy", "www.therapy.example.net"),
    ("University Hospital Press", "press.example.edu"),
    ("Arthritis Council", "arthritis.example.org"),
    ("Children’s Health Trust", "children.example.org"),
];

const JOURNALS: &[&str] = &[
    "Journal of Spine Care",
    "Annals of Musculoskeletal Medicine",
    "Physical Therapy Reports",
    "Archives of Pain Research",
    "Clinical Neurology Today",
    "Primary Care Review",
    "International Journal of Rehabilitation",
    "Bone, Joint & Muscle",
    "European Headache Journal",
    "Revista de Fisioterapia Clínica",
];

const DESIGNS: &[&str] = &[
    "a randomised controlled trial",
    "a cohort study",
    "a systematic review",
    "a cross-sectional survey",
    "a pilot trial",
    "five-year follow-up",
    "a qualitative study",
    "a network meta-analysis",
];
