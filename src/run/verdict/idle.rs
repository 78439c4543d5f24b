//! What was written to silence or steer the rules and did nothing.

use std::collections::{BTreeSet, HashSet};

use super::allowed::Allowed;
use super::{Judge, Judged, Verdicts};
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

/// What is to be said of the settings and the baseline, where all others have spoken and every file can be read.
/// `elsewhere` are the verdicts in files that are no documents; `may_match` says whether paths may have changed.
pub(super) fn findings(
    session: &Session,
    judge: &Judge,
    may_match: bool,
    verdicts: &mut Verdicts,
    elsewhere: &Judged,
) -> Vec<Diagnostic<Location>> {
    if may_match {
        verdicts.claims = Claims::of(session, judge);
    }
    let mut all =
        permits(judge, |nth| verdicts.permits.contains_key(&nth) || elsewhere.permits.contains(&nth));
    all.extend(entries(session, judge, verdicts, elsewhere));
    all.extend(claims(session, judge, &verdicts.claims));
    all
}

/// The claims of the settings for which no path answers, by their numbers.
#[derive(Debug, Default)]
pub(super) struct Claims(BTreeSet<usize>);

impl Claims {
    fn of(session: &Session, judge: &Judge) -> Claims {
        let claims = judge.policy.claims.iter().enumerate();
        let idle = claims.filter(|(_, claim)| match &claim.what {
            Claimed::Files { files, .. } => {
                !session.documents().any(|(_, facts)| files.is_match(&facts.path))
            }
            _ => false,
        });
        Claims(idle.map(|(nth, _)| nth).collect())
    }
}

fn of_rule(id: &str) -> Findings<Location> {
    let entry = rules::by_id(id).expect("the rule is in the catalogue");
    Findings::new(entry.id, entry.rule.severity)
}

/// What is to be said of the comments of a document, once it was judged. While a file cannot be read, it is not known
/// which of them are used.
pub(super) fn comments(
    session: &Session,
    allowed: &Allowed,
    doc: DocId,
    complete: bool,
) -> Vec<Diagnostic<Location>> {
    let mut findings = of_rule("policy/allow-unused");
    if let Some(facts) = session.facts(doc).filter(|facts| facts.readable) {
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
fn permits(judge: &Judge, is_used: impl Fn(usize) -> bool) -> Vec<Diagnostic<Location>> {
    let mut findings = of_rule("policy/allow-unused");
    let Some(doc) = judge.settings.first().copied() else {
        return Vec::new();
    };
    let idle =
        judge.policy.permits.iter().enumerate().filter(|(nth, permit)| permit.file == 0 && !is_used(*nth));
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
    verdicts: &Verdicts,
    elsewhere: &Judged,
) -> Vec<Diagnostic<Location>> {
    let mut findings = of_rule("policy/baseline-stale");
    let Some((baseline, doc)) = judge.baseline else {
        return Vec::new();
    };
    let is_settled = |fingerprint: &String| {
        verdicts.settled.contains_key(fingerprint) || elsewhere.settled.contains(fingerprint)
    };
    let stale: Vec<_> = baseline.entries.iter().filter(|entry| !is_settled(&entry.fingerprint)).collect();
    if stale.is_empty() {
        return Vec::new();
    }
    let all = verdicts.by_doc.values().chain([elsewhere]).flat_map(|judged| &judged.verdicts);
    let of_texts: HashSet<(&str, &str)> = all
        .filter(|verdict| verdict.diagnostic.text.is_some())
        .filter_map(|verdict| {
            Some((verdict.diagnostic.rule.0, session.source(verdict.diagnostic.at.doc)?.path.as_str()))
        })
        .collect();
    for entry in stale {
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

fn claims(session: &Session, judge: &Judge, idle: &Claims) -> Vec<Diagnostic<Location>> {
    let mut findings = of_rule("policy/setting-unused");
    let Some(doc) = judge.settings.first().copied() else {
        return Vec::new();
    };
    for (nth, claim) in judge.policy.claims.iter().enumerate() {
        let message = match &claim.what {
            Claimed::Files { pattern, .. } => {
                idle.0.contains(&nth).then(|| format!("no file of the content matches `{pattern}`"))
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
