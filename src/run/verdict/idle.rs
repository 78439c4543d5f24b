//! What was written to silence or steer the rules and did nothing.

use std::collections::HashSet;

use super::allowed::Allowed;
use super::{Judge, Verdict};
use crate::base::diagnostic::{Diagnostic, Findings, Location};
use crate::base::identifier::Doi;
use crate::base::span::DocId;
use crate::base::title;
use crate::model::collection::Collection;
use crate::model::facts::Facts;
use crate::read::allow::{Allow, Instruction};
use crate::rules;
use crate::run::policy::Claimed;
use crate::run::session::Session;

/// What is to be said of comments, settings and the baseline, where all others have spoken. `settled` are the
/// fingerprints of the baselined findings that are still there, `verdicts` the other findings.
pub(super) fn findings(
    session: &Session,
    judge: &Judge,
    allowed: &Allowed,
    settled: &HashSet<String>,
    verdicts: &[Verdict],
) -> Vec<Diagnostic<Location>> {
    // While a file cannot be read, much is not said that will be once it can.
    let complete = match session.known_index() {
        Some(index) => index.is_all_read(),
        None => session.documents().all(|(_, facts)| facts.readable),
    };
    let mut all = comments(session, allowed, complete);
    if complete {
        all.extend(permits(judge, allowed));
        all.extend(entries(session, judge, settled, verdicts));
        all.extend(claims(session, judge));
    }
    all
}

fn of_rule(id: &str) -> Findings<Location> {
    let entry = rules::by_id(id).expect("the rule is in the catalogue");
    Findings::new(entry.id, entry.rule.severity)
}

fn comments(session: &Session, allowed: &Allowed, complete: bool) -> Vec<Diagnostic<Location>> {
    let mut findings = of_rule("policy/allow-unused");
    for (doc, facts) in session.commented().filter(|(_, facts)| facts.readable) {
        for (nth, allow) in session.allows(doc).iter().enumerate() {
            comment(doc, facts, allow, complete && !allowed.used(doc, nth), &mut findings);
        }
    }
    findings.into_list()
}

fn comment(doc: DocId, facts: &Facts, allow: &Allow, idle: bool, findings: &mut Findings<Location>) {
    let at = Location { doc, span: allow.span };
    match &allow.instruction {
        Instruction::Unknown(word) => {
            let message = match word.as_str() {
                "" => "this comment does not say what medproof is to do".to_owned(),
                word => format!("`{word}` is nothing that medproof can be told to do"),
            };
            let near = title::nearest_ids(word, ["allow", "allow-file"], 1);
            findings.report(at, message).help(match near.first() {
                Some(near) => format!("Did you mean `{near}`?"),
                None => "Write `medproof: allow`, a rule, ` -- ` and the reason.".to_owned(),
            });
        }
        // What names no rule, or none that is known, or has no reason, is said elsewhere.
        Instruction::Allow | Instruction::AllowFile => {
            if idle && allow.reason.is_some() && rules::by_id(&allow.rule).is_some() {
                let what = match (&allow.instruction, &allow.covers.span) {
                    (Instruction::AllowFile, _) => "in this file".to_owned(),
                    (_, Some(_)) => "here".to_owned(),
                    (_, None) => "here, because nothing follows this comment".to_owned(),
                };
                findings.report(at, format!("{} has nothing to report {what}", allow.rule)).help(match facts
                    .collection
                {
                    Collection::Article | Collection::Cause => {
                        "Take the comment out, or move it to the line above the text it is about."
                    }
                    _ => "Take the comment out, or move it to the line above the key it is about.",
                });
            }
        }
    }
}

/// Entries of `allow:` in the nearest settings; what these build on may serve others.
fn permits(judge: &Judge, allowed: &Allowed) -> Vec<Diagnostic<Location>> {
    let mut findings = of_rule("policy/allow-unused");
    let Some(doc) = judge.settings.first().copied() else {
        return Vec::new();
    };
    let idle = judge
        .policy
        .permits
        .iter()
        .enumerate()
        .filter(|(nth, permit)| permit.file == 0 && !allowed.used_permit(*nth));
    for (_, permit) in idle {
        findings
            .report(
                Location { doc, span: permit.span },
                format!("{} has nothing to report there", permit.rule),
            )
            .help("Take the entry out, or correct its path or pointer.");
    }
    findings.into_list()
}

fn entries(
    session: &Session,
    judge: &Judge,
    settled: &HashSet<String>,
    verdicts: &[Verdict],
) -> Vec<Diagnostic<Location>> {
    let mut findings = of_rule("policy/baseline-stale");
    let Some((baseline, doc)) = judge.baseline else {
        return Vec::new();
    };
    let of_texts: HashSet<(&str, &str)> = verdicts
        .iter()
        .filter(|verdict| verdict.diagnostic.text.is_some())
        .filter_map(|verdict| {
            Some((verdict.diagnostic.rule.0, session.source(verdict.diagnostic.at.doc)?.path.as_str()))
        })
        .collect();
    for entry in baseline.entries.iter().filter(|entry| !settled.contains(&entry.fingerprint)) {
        let at = Location { doc, span: entry.span };
        if of_texts.contains(&(entry.rule.as_str(), entry.path.as_str())) {
            let message =
                format!("the text of `{}` was changed again, so {} reports it again", entry.path, entry.rule);
            findings.report(at, message).help(
                "An entry of the baseline is about one text alone. Have the page as it is now reviewed and signed; the command `medproof baseline --prune` removes the entry.",
            );
            continue;
        }
        let message = format!("{} no longer reports this in `{}`", entry.rule, entry.path);
        findings.report(at, message).help("It was fixed. Remove it with `medproof baseline --prune`.");
    }
    findings.into_list()
}

fn claims(session: &Session, judge: &Judge) -> Vec<Diagnostic<Location>> {
    let mut findings = of_rule("policy/setting-unused");
    let Some(doc) = judge.settings.first().copied() else {
        return Vec::new();
    };
    for claim in &judge.policy.claims {
        let message = match &claim.what {
            Claimed::Files { pattern, files } => {
                let is_there = session.documents().any(|(_, facts)| files.is_match(&facts.path));
                (!is_there).then(|| format!("no file of the content matches `{pattern}`"))
            }
            Claimed::Excluded { pattern, used } => {
                (!used).then(|| format!("no file matches `{pattern}`, so nothing is left out"))
            }
            Claimed::Topic(topic) => {
                let is_it = |facts: &Facts| {
                    facts
                        .article
                        .as_ref()
                        .and_then(|article| article.topic.as_ref())
                        .is_some_and(|own| own.text == *topic)
                };
                (!session.documents().any(|(_, facts)| is_it(facts)))
                    .then(|| format!("no article has the topic `{topic}`"))
            }
            Claimed::Cause(id) => {
                (!has_cause(session, id)).then(|| format!("no article and no file has a cause `{id}`"))
            }
            Claimed::Source(name) => {
                (!has_source(session, name)).then(|| format!("no source has the id or DOI `{name}`"))
            }
            Claimed::Field(name) => {
                (!session.uses_field(name)).then(|| format!("no file of the content has a field `{name}`"))
            }
        };
        if let Some(message) = message {
            findings
                .report(Location { doc, span: claim.span }, message)
                .help("Correct it, or remove it from the settings.");
        }
    }
    findings.into_list()
}

fn has_cause(session: &Session, id: &str) -> bool {
    session.documents().any(|(_, facts)| {
        let named = facts.article.iter().flat_map(|article| &article.causes).any(|cause| cause.text == id);
        let is_file =
            facts.collection == Collection::Cause && facts.entities.iter().any(|cause| cause.id.text == id);
        named || is_file || facts.headings.iter().any(|heading| heading.anchor == id)
    })
}

fn has_source(session: &Session, name: &str) -> bool {
    let doi = Doi::parse(name).ok();
    session.documents().flat_map(|(_, facts)| &facts.references).any(|cited| {
        let key = cited.key.as_ref().is_some_and(|key| key.text == name);
        key || (doi.is_some() && cited.fields.as_ref().and_then(|fields| fields.known_doi()) == doi)
    })
}
