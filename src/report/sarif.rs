//! SARIF 2.1.0, with everything that GitHub's code scanning reads.
//!
//! What somebody decided to live with is among the results, as suppressed ones: a
//! code host closes an alert that it no longer finds, and would open it again.

mod rules;

use std::collections::HashSet;
use std::io;

use rayon::prelude::*;
use serde::Serialize;

use self::rules::{Descriptor, Text};
use super::region::{Region, uri};
use super::{Report, Repository, in_full, json, sanitise};
use crate::base::diagnostic::{Diagnostic, Edit, Fix, Location, Severity};
use crate::run::verdict::{Fate, Verdict};

/// GitHub refuses a run with more results.
pub const MOST_RESULTS: usize = 25_000;

/// The most bytes of a text that are shown with its place: a finding about a whole page is no quotation of it.
const LONGEST_SNIPPET: usize = 500;

const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// Paths are relative to the top of the checkout, and this is the name that code hosts know it by.
const TOP: &str = "%SRCROOT%";

/// Writes the report. Of more results than [`MOST_RESULTS`] the gravest are written, with a notification that says
/// how many were left out.
///
/// # Errors
/// Those of `out`.
pub fn write(report: &Report, out: &mut dyn io::Write) -> io::Result<()> {
    let mut taken: Vec<(&Repository, &Verdict)> = report
        .repositories
        .iter()
        .flat_map(|repository| repository.verdicts.iter().map(move |verdict| (repository, verdict)))
        .collect();
    let left_out = taken.len().saturating_sub(MOST_RESULTS);
    if left_out > 0 {
        taken = gravest(taken);
    }
    let notifications = if left_out > 0 { vec![Notification::left_out(left_out)] } else { Vec::new() };
    let log = Log {
        schema: SCHEMA,
        version: "2.1.0",
        runs: [Run {
            tool: Tool {
                driver: Driver {
                    name: env!("CARGO_PKG_NAME"),
                    version: env!("CARGO_PKG_VERSION"),
                    semantic_version: env!("CARGO_PKG_VERSION"),
                    information_uri: env!("CARGO_PKG_REPOSITORY"),
                    rules: rules::descriptors(),
                },
            },
            invocations: [Invocation {
                execution_successful: true,
                tool_execution_notifications: notifications,
            }],
            version_control_provenance: provenance(report).into_iter().collect(),
            original_uri_base_ids: BaseIds {
                top: Base { description: Text::new("The top folder of the checkout.") },
            },
            newline_sequences: ["\r\n", "\n", "\r"],
            column_kind: "unicodeCodePoints",
            results: [],
        }],
    };
    let mut text = Vec::new();
    json::pretty(&log, &mut text)?;
    // The results come last and are many: each is on a line of its own, written on all threads.
    let start = text.strip_suffix(END).expect("the list of results is the last thing in the object");
    out.write_all(start)?;
    let mut separator = "\n";
    for taken in taken.chunks(AT_ONCE) {
        let written: Vec<Vec<u8>> = taken.par_iter().filter_map(written).collect();
        for result in &written {
            write!(out, "{separator}        ")?;
            out.write_all(result)?;
            separator = ",\n";
        }
    }
    if !taken.is_empty() {
        write!(out, "\n      ")?;
    }
    out.write_all(END)
}

/// How many results are kept at once, beside what was written.
const AT_ONCE: usize = 4_096;

/// What comes after the results.
const END: &[u8] = b"]\n    }\n  ]\n}\n";

/// A result as JSON; `None` if no document holds its place.
fn written((repository, verdict): &(&Repository, &Verdict)) -> Option<Vec<u8>> {
    let mut text = Vec::new();
    // What is written to memory arrives.
    json::serialize(&result(repository, verdict)?, &mut text).ok()?;
    Some(text)
}

/// Where the checkout comes from. Nothing is said if the repositories come from several: paths are relative to one top.
fn provenance(report: &Report) -> Option<VersionControl> {
    let mut all = report.repositories.iter().map(|repository| repository.origin.as_ref());
    let first = all.next()??;
    all.all(|other| other == Some(first)).then(|| VersionControl {
        repository_uri: first.repository.clone(),
        revision_id: first.revision.clone(),
        mapped_to: MappedTo { uri_base_id: TOP },
    })
}

/// The number of findings that [`write()`] leaves out.
#[must_use]
pub fn left_out(report: &Report) -> usize {
    let all: usize = report.repositories.iter().map(|repository| repository.verdicts.len()).sum();
    all.saturating_sub(MOST_RESULTS)
}

/// As many findings as a run may have: what is to be fixed before what is lived with, errors before the rest,
/// in the order that they came in.
fn gravest<'a>(all: Vec<(&'a Repository<'a>, &'a Verdict)>) -> Vec<(&'a Repository<'a>, &'a Verdict)> {
    let mut order: Vec<usize> = (0..all.len()).collect();
    let gravity = |nth: &usize| all.get(*nth).map(|(_, verdict)| (verdict.is_open(), verdict.severity));
    order.sort_by_key(|nth| std::cmp::Reverse(gravity(nth)));
    order.truncate(MOST_RESULTS);
    let kept: HashSet<usize> = order.into_iter().collect();
    all.into_iter().enumerate().filter(|(nth, _)| kept.contains(nth)).map(|(_, taken)| taken).collect()
}

fn result(repository: &Repository, verdict: &Verdict) -> Option<ResultObject> {
    let diagnostic = &verdict.diagnostic;
    let related = diagnostic.labels.iter().filter_map(|(at, message)| {
        Some((physical(&repository.region(*at)?), Text::new(plain(&sanitise::sentence(message)))))
    });
    Some(ResultObject {
        rule_id: diagnostic.rule.0,
        rule_index: rules::index(diagnostic.rule),
        level: level(verdict.severity),
        message: Text::new(plain(&in_full(diagnostic))),
        locations: [LocationObject {
            id: None,
            physical_location: physical(&repository.region(diagnostic.at)?),
            message: None,
        }],
        related_locations: (1..)
            .zip(related)
            .map(|(id, (physical_location, message))| LocationObject {
                id: Some(id),
                physical_location,
                message: Some(message),
            })
            .collect(),
        partial_fingerprints: partial_fingerprints(repository, diagnostic),
        fixes: diagnostic.fix.iter().map(|fix| fix_object(repository, fix)).collect(),
        suppressions: suppressions(repository, &verdict.fate),
        baseline_state: match verdict.fate {
            _ if !repository.has_baseline => None,
            Fate::Known => Some("unchanged"),
            Fate::Open | Fate::Allowed { .. } => Some("new"),
        },
    })
}

/// The word for a severity.
fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Advice => "note",
    }
}

/// A message in which nothing of the content is taken for a link.
fn plain(text: &str) -> String {
    text.replace("](", "] (")
}

fn partial_fingerprints(
    repository: &Repository,
    diagnostic: &Diagnostic<Location>,
) -> Option<PartialFingerprints> {
    let fingerprint = repository.fingerprints.get(diagnostic)?;
    Some(PartialFingerprints { primary_location_line_hash: fingerprint.to_owned() })
}

fn fix_object(repository: &Repository, fix: &Fix<Location>) -> FixObject {
    let mut edits: Vec<&Edit<Location>> = fix.edits.iter().collect();
    edits.sort_by_key(|edit| edit.at);
    let changes = edits.chunk_by(|a, b| a.at.doc == b.at.doc).filter_map(|edits| {
        let artifact_location = artifact(&repository.region(edits.first()?.at)?.path);
        let replacements = edits.iter().filter_map(|edit| {
            let inserted = (!edit.text.is_empty()).then(|| Content { text: edit.text.clone() });
            Some(Replacement {
                deleted_region: region(&repository.region(edit.at)?),
                inserted_content: inserted,
            })
        });
        Some(ArtifactChange { artifact_location, replacements: replacements.collect() })
    });
    FixObject {
        description: Text::new(plain(&sanitise::sentence(&fix.title))),
        artifact_changes: changes.collect(),
    }
}

/// Why a result is no open one. The list is there even where it is empty, which says that nobody suppressed it.
fn suppressions(repository: &Repository, fate: &Fate) -> Vec<Suppression> {
    match fate {
        Fate::Open => Vec::new(),
        Fate::Known => vec![Suppression {
            kind: "external",
            status: "accepted",
            justification: "in the baseline".to_owned(),
            location: None,
        }],
        Fate::Allowed { at, reason } => {
            // What is no document of the content is an entry of the settings.
            let in_source = repository.session.facts(at.doc).is_some();
            vec![Suppression {
                kind: if in_source { "inSource" } else { "external" },
                status: "accepted",
                justification: sanitise::sentence(reason).into_owned(),
                location: repository.region(*at).map(|at| LocationObject {
                    id: None,
                    physical_location: physical(&at),
                    message: None,
                }),
            }]
        }
    }
}

fn physical(at: &Region) -> PhysicalLocation {
    PhysicalLocation { artifact_location: artifact(&at.path), region: region(at) }
}

fn artifact(path: &str) -> ArtifactLocation {
    ArtifactLocation { uri: uri(path), uri_base_id: TOP }
}

fn region(at: &Region) -> RegionObject {
    let Region { start, end, .. } = at;
    let text = at.text().filter(|text| !text.is_empty() && text.len() <= LONGEST_SNIPPET);
    RegionObject {
        start_line: start.line,
        start_column: start.column,
        end_line: end.line,
        end_column: end.column,
        snippet: text.map(|text| Content { text: text.to_owned() }),
    }
}

#[derive(Serialize)]
struct Log {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [Run; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Run {
    tool: Tool,
    invocations: [Invocation; 1],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    version_control_provenance: Vec<VersionControl>,
    original_uri_base_ids: BaseIds,
    newline_sequences: [&'static str; 3],
    column_kind: &'static str,
    /// Written one by one, after all else.
    results: [ResultObject; 0],
}

#[derive(Serialize)]
struct Tool {
    driver: Driver,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Driver {
    name: &'static str,
    version: &'static str,
    semantic_version: &'static str,
    information_uri: &'static str,
    rules: Vec<Descriptor>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Invocation {
    execution_successful: bool,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    tool_execution_notifications: Vec<Notification>,
}

#[derive(Serialize)]
struct Notification {
    level: &'static str,
    message: Text,
}

impl Notification {
    fn left_out(findings: usize) -> Notification {
        let noun = if findings == 1 { "finding was" } else { "findings were" };
        let text = format!(
            "{findings} {noun} left out: a run may have {MOST_RESULTS} results, and the gravest were kept."
        );
        Notification { level: "warning", message: Text::new(text) }
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct VersionControl {
    repository_uri: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    revision_id: Option<String>,
    mapped_to: MappedTo,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct MappedTo {
    uri_base_id: &'static str,
}

#[derive(Serialize)]
struct BaseIds {
    #[serde(rename = "%SRCROOT%")]
    top: Base,
}

#[derive(Serialize)]
struct Base {
    description: Text,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ResultObject {
    rule_id: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    rule_index: Option<usize>,
    level: &'static str,
    message: Text,
    locations: [LocationObject; 1],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<LocationObject>,
    #[serde(skip_serializing_if = "Option::is_none")]
    partial_fingerprints: Option<PartialFingerprints>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    fixes: Vec<FixObject>,
    suppressions: Vec<Suppression>,
    #[serde(skip_serializing_if = "Option::is_none")]
    baseline_state: Option<&'static str>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct LocationObject {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<usize>,
    physical_location: PhysicalLocation,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<Text>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct PhysicalLocation {
    artifact_location: ArtifactLocation,
    region: RegionObject,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ArtifactLocation {
    uri: String,
    uri_base_id: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct RegionObject {
    start_line: usize,
    start_column: usize,
    end_line: usize,
    end_column: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    snippet: Option<Content>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct PartialFingerprints {
    primary_location_line_hash: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct FixObject {
    description: Text,
    artifact_changes: Vec<ArtifactChange>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ArtifactChange {
    artifact_location: ArtifactLocation,
    replacements: Vec<Replacement>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Replacement {
    deleted_region: RegionObject,
    #[serde(skip_serializing_if = "Option::is_none")]
    inserted_content: Option<Content>,
}

#[derive(Serialize)]
struct Content {
    text: String,
}

#[derive(Serialize)]
struct Suppression {
    kind: &'static str,
    status: &'static str,
    justification: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    location: Option<LocationObject>,
}

#[cfg(test)]
mod tests;
