//! That a renamed repository says what it said, but for the name.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::{Moves, Refusal, Renaming};
use crate::base::diagnostic::{Diagnostic, RuleId, Severity};
use crate::base::span::{DocId, Place};
use crate::model::collection::Collection;
use crate::model::facts::Facts;
use crate::model::index::{Cause, Index, SeeTarget, Signed, Target};
use crate::run::session::Session;
use crate::run::verdict::Verdict;

/// A repository with what was found in it.
pub struct Judged<'a> {
    /// The repository.
    pub session: &'a mut Session,
    /// What was found.
    pub verdicts: &'a [Verdict],
}

/// Compares a repository with what a rename makes of it.
///
/// # Errors
/// What would be worse, or would mean something else.
pub fn compare(before: Judged, after: Judged, renaming: &Renaming) -> Result<(), Refusal> {
    let moves = &renaming.moves;
    before.session.index();
    after.session.index();
    if let (Some(old), Some(new)) = (before.session.known_index(), after.session.known_index()) {
        let meaning = Meaning::new(old, new, moves);
        for (doc, facts) in old.documents() {
            if let Some((place, message)) = meaning.difference(doc, facts) {
                let line = line(before.session, place);
                return Err(Refusal(format!("`{}`{line}: {message}", facts.path)));
            }
        }
    }
    worse(&before, &after, renaming)
}

/// No rule may report the same files more often than before, or at a higher severity. Which of several files it names first is
/// up to their names.
fn worse(before: &Judged, after: &Judged, renaming: &Renaming) -> Result<(), Refusal> {
    let mut left: BTreeMap<Key, i64> = BTreeMap::new();
    for verdict in before.verdicts.iter().filter(|verdict| counts_for(verdict)) {
        *left.entry(key(before.session, verdict, |path| renaming.moves.now(path))).or_default() += 1;
    }
    // A name that nothing has may now look like a misspelling of the new one: that it is wrong is no news.
    let (old, new) = &renaming.ids;
    let of_another = |verdict: &&Verdict| {
        let missing = verdict.diagnostic.missing.as_deref();
        missing.is_some_and(|missing| !missing.contains(old.as_str()) && !missing.contains(new.as_str()))
    };
    for verdict in after.verdicts.iter().filter(|verdict| counts_for(verdict) && !of_another(verdict)) {
        let known = left.entry(key(after.session, verdict, str::to_owned)).or_default();
        *known -= 1;
        if *known < 0
            && let Some(source) = after.session.source(verdict.diagnostic.at.doc)
        {
            let line = source.position(verdict.diagnostic.at.span.start).line;
            return Err(Refusal(format!(
                "`{}`, line {line}: {} would have something new to report, {}",
                source.path, verdict.diagnostic.rule, verdict.diagnostic.message
            )));
        }
    }
    Ok(())
}

/// What identifies a finding while lines and the order of files change: its rule, and the files it names.
type Key = (RuleId, Severity, BTreeSet<String>);

fn key(session: &Session, verdict: &Verdict, now: impl Fn(&str) -> String) -> Key {
    let Diagnostic { rule, at, labels, .. } = &verdict.diagnostic;
    let places = labels.iter().map(|(at, _)| at).chain([at]);
    let paths = places.filter_map(|at| session.source(at.doc)).map(|source| now(&source.path));
    (*rule, verdict.severity, paths.collect())
}

/// Comments that have nothing left to allow are no harm.
fn counts_for(verdict: &Verdict) -> bool {
    verdict.diagnostic.rule.group() != "policy" && verdict.is_open()
}

fn line(session: &Session, place: Option<Place>) -> String {
    let line = place.and_then(|place| {
        let at = session.location(place);
        Some(session.source(at.doc)?.position(at.span.start).line)
    });
    line.map(|line| format!(", line {line}")).unwrap_or_default()
}

/// What the documents of two repositories lead to.
struct Meaning<'a> {
    old: &'a Index,
    new: &'a Index,
    /// From the documents of the old one to those of the new one.
    docs: HashMap<DocId, DocId>,
}

impl<'a> Meaning<'a> {
    fn new(old: &'a Index, new: &'a Index, moves: &Moves) -> Meaning<'a> {
        let by_path: HashMap<&str, DocId> =
            new.documents().map(|(doc, facts)| (facts.path.as_str(), doc)).collect();
        let docs = old
            .documents()
            .filter_map(|(doc, facts)| Some((doc, *by_path.get(moves.now(&facts.path).as_str())?)))
            .collect();
        Meaning { old, new, docs }
    }

    /// Where a document would say something else, and what.
    fn difference(&self, doc: DocId, facts: &Facts) -> Option<(Option<Place>, String)> {
        let found = |place: Option<Place>, message: String| Some((place, message));
        let Some((now, new)) = self.docs.get(&doc).and_then(|doc| Some((*doc, self.new.facts(*doc)?))) else {
            return found(None, "this file would no longer be read".to_owned());
        };
        if facts.collection == Collection::Redirect {
            return None;
        }
        if new.links.len() != facts.links.len() || new.sees.len() != facts.sees.len() {
            return found(None, "its links would be read in another way".to_owned());
        }
        for (nth, link) in facts.links.iter().enumerate() {
            if !self.same_target(self.old.target(doc, nth), self.new.target(now, nth)) {
                let message = format!("the link to `{}` would lead elsewhere", link.target.text);
                return found(Some(link.target.place), message);
            }
        }
        for (nth, see) in facts.sees.iter().enumerate() {
            if !self.same_see(self.old.see(doc, nth), self.new.see(now, nth)) {
                let message = format!("the See line that names “{}” would lead elsewhere", see.label.text);
                return found(Some(see.label.place), message);
            }
        }
        let causes = self.old.causes(facts);
        for ((mention, cause), (_, new)) in causes.iter().zip(self.new.causes(new)) {
            let same = match cause {
                Cause::File(doc) => new == Cause::File(self.now(*doc)),
                other => new == *other,
            };
            if !same {
                return found(
                    Some(mention.place),
                    format!("the cause `{}` would be taken for another, or for a heading", mention.text),
                );
            }
        }
        let is_valid = |index: &Index, doc: DocId| matches!(index.signed(doc), Signed::Valid(_));
        if facts.article.is_some() && is_valid(self.old, doc) && !is_valid(self.new, now) {
            let message = "words that were signed name it by its id: let them name it by its title, and have them signed again";
            return found(None, message.to_owned());
        }
        None
    }

    fn now(&self, doc: DocId) -> DocId {
        self.docs.get(&doc).copied().unwrap_or(DocId(u32::MAX))
    }

    fn same_target(&self, old: &Target, new: &Target) -> bool {
        match (old, new) {
            (Target::Page { doc, anchor }, Target::Page { doc: new, anchor: new_anchor }) => {
                self.now(*doc) == *new && anchor == new_anchor
            }
            (old, new) => std::mem::discriminant(old) == std::mem::discriminant(new),
        }
    }

    fn same_see(&self, old: &SeeTarget, new: &SeeTarget) -> bool {
        match (old, new) {
            (SeeTarget::Pages(pages), SeeTarget::Pages(new)) => {
                pages.iter().map(|page| self.now(page.doc)).eq(new.iter().map(|page| page.doc))
            }
            (old, new) => std::mem::discriminant(old) == std::mem::discriminant(new),
        }
    }
}
