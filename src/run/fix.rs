//! Applying the fixes that rules offer.
//!
//! Fixes are applied in rounds, until none is left: in one round only those that do
//! not touch each other, the first by position first. After each round everything is
//! judged again. A round that brought anything new to report is taken back, and the
//! fix that did it is left out from then on: no fix makes a repository worse.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::mem;

use crate::base::diagnostic::{Diagnostic, Edit, Fix, Location, Merge, RuleId, Severity};
use crate::base::source::Source;
use crate::base::span::{DocId, Place};
use crate::model::facts::merging::Merging;
use crate::run::change::{Change, Edits};
use crate::run::session::Session;
use crate::run::verdict::Verdict;

/// What became of the fixes.
#[derive(Debug, Default)]
pub struct Fixed {
    /// The files that changed, in order of path; the session holds them as they are now.
    pub changes: Vec<Change>,
    /// How many findings were fixed, by rule.
    pub counts: BTreeMap<RuleId, usize>,
    /// For each change the number of its group: a fix that edits several files is written to all of them or to none.
    pub groups: Vec<usize>,
    /// Each finding that was counts: its rule, and a file that its fix edits.
    applied: Vec<(RuleId, DocId)>,
    /// Fixes that were left out.
    pub refused: Vec<Refused>,
    /// How many fixes are left for another run, because this one took as many rounds as a run may.
    pub left: usize,
}

impl Fixed {
    /// Takes the changes out that could not be written, by their place among the changes, and returns them. They are
    /// whole groups.
    pub fn take_unwritten(&mut self, unwritten: &BTreeSet<usize>, session: &Session) -> Vec<Change> {
        let all = mem::take(&mut self.changes).into_iter().enumerate();
        let (left, written): (Vec<_>, Vec<_>) = all.partition(|(nth, _)| unwritten.contains(nth));
        self.groups = written.iter().filter_map(|(nth, _)| self.groups.get(*nth).copied()).collect();
        self.changes = written.into_iter().map(|(_, change)| change).collect();
        let left: Vec<Change> = left.into_iter().map(|(_, change)| change).collect();
        let docs: HashSet<DocId> = left.iter().filter_map(|change| session.doc(&change.path)).collect();
        for (rule, _) in self.applied.iter().filter(|(_, doc)| docs.contains(doc)) {
            if let Some(number) = self.counts.get_mut(rule) {
                *number -= 1;
            }
        }
        self.applied.retain(|(_, doc)| !docs.contains(doc));
        self.counts.retain(|_, number| *number > 0);
        left
    }
}

/// A fix that was left out, because the repository would be worse with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// The finding it belongs to, in the file of this path.
    pub path: String,
    /// The rule that offered it.
    pub rule: RuleId,
    /// What it would have done.
    pub title: String,
    /// The rule that would then have something new to say.
    pub because: RuleId,
}

/// Rounds after which a run ends, and says what is left. Each makes the findings fewer, and costs as much as a check.
const MOST_ROUNDS: usize = 256;

/// How often a round may be taken back: each time costs as much as a check.
const MOST_TRIALS: usize = 256;

/// Applies fixes to the files in a session until none is left. `judge` says what is found in it, `wanted` which of
/// the findings are to be fixed; where `unsafe_too` is false, only fixes that nobody has to look at are applied.
pub fn apply(
    session: &mut Session,
    judge: impl Fn(&mut Session) -> Vec<Verdict>,
    wanted: impl Fn(&Verdict, &Session) -> bool,
    unsafe_too: bool,
) -> Fixed {
    let mut verdicts = judge(session);
    let mut fixed = Fixed::default();
    let mut before: BTreeMap<DocId, String> = BTreeMap::new();
    let mut groups = Groups::default();
    let mut refused: HashSet<Key> = HashSet::new();
    let mut suspects: Option<BTreeSet<DocId>> = None;
    let (mut rounds, mut trials, mut most) = (0, 0, usize::MAX);
    loop {
        let offered = verdicts.iter().filter(|verdict| {
            verdict.is_open()
                && offers(&verdict.diagnostic, unsafe_too)
                && wanted(verdict, session)
                && !refused.contains(&Key::of(&verdict.diagnostic, session))
        });
        if rounds == MOST_ROUNDS || trials == MOST_TRIALS {
            fixed.left = offered.count();
            break;
        }
        let offered = offered.map(|verdict| &verdict.diagnostic);
        let (batch, edits) = batch(offered, suspects.as_ref(), most, session);
        if batch.is_empty() {
            // Only fixes that are under suspicion are left: they are tried after all.
            if suspects.take().is_some() {
                continue;
            }
            break;
        }
        let texts = edited(session, &edits);
        let olds = exchange(session, texts);
        let now = judge(session);
        match worse(&verdicts, &now, &batch) {
            None => {
                for diagnostic in &batch {
                    *fixed.counts.entry(diagnostic.rule).or_default() += 1;
                    fixed.applied.push((diagnostic.rule, groups.join(diagnostic)));
                }
                for (doc, text) in olds {
                    before.entry(doc).or_insert(text);
                }
                verdicts = now;
                rounds += 1;
                (suspects, most) = (None, usize::MAX);
            }
            Some(worse) => {
                exchange(session, olds);
                trials += 1;
                let clear = |diagnostic: &&Diagnostic<Location>| !touches(diagnostic, &worse.documents);
                if let [only] = batch.as_slice() {
                    refused.insert(Key::of(only, session));
                    fixed.refused.extend(refusal(only, worse.rule, session));
                    (suspects, most) = (None, usize::MAX);
                } else if suspects.is_none() && batch.iter().any(|one| clear(&one)) {
                    suspects = Some(worse.documents);
                } else {
                    most = batch.len() / 2;
                }
            }
        }
    }
    let mut changes = Vec::new();
    for (doc, old) in before {
        if let Some(source) = session.source(doc).filter(|source| source.text != old) {
            changes.push((Change::edited(source.path.clone(), old, source.text.clone()), groups.of(doc)));
        }
    }
    changes.sort_by(|(a, _), (b, _)| a.path.cmp(&b.path));
    (fixed.changes, fixed.groups) = changes.into_iter().unzip();
    fixed
}

/// Which files belong together, because one fix edits them.
#[derive(Debug, Default)]
struct Groups {
    /// Each file with another of its group; a file without another represents the group.
    next: BTreeMap<DocId, DocId>,
}

impl Groups {
    /// Joins the files that a fix edits; returns one of them.
    fn join(&mut self, diagnostic: &Diagnostic<Location>) -> DocId {
        let mut docs = diagnostic.fix.iter().flat_map(|fix| &fix.edits).map(|edit| edit.at.doc);
        let first = docs.next().unwrap_or(diagnostic.at.doc);
        let head = self.head(first);
        for doc in docs {
            let other = self.head(doc);
            if other != head {
                self.next.insert(other, head);
            }
        }
        first
    }

    fn head(&self, mut doc: DocId) -> DocId {
        while let Some(next) = self.next.get(&doc) {
            doc = *next;
        }
        doc
    }

    fn of(&self, doc: DocId) -> usize {
        self.head(doc).0 as usize
    }
}

/// Whether a finding offers a fix of the wanted kind.
#[must_use]
pub fn offers(diagnostic: &Diagnostic<Location>, unsafe_too: bool) -> bool {
    diagnostic.fix.as_ref().is_some_and(|fix| fix.safe || unsafe_too)
        || unsafe_too && diagnostic.merge.is_some()
}

/// What tells a fix from others from round to round, while positions change.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Key {
    rule: RuleId,
    path: String,
    message: String,
    texts: Vec<String>,
}

impl Key {
    fn of(diagnostic: &Diagnostic<Location>, session: &Session) -> Key {
        let edits = diagnostic.fix.iter().flat_map(|fix| &fix.edits);
        Key {
            rule: diagnostic.rule,
            path: session.source(diagnostic.at.doc).map(|source| source.path.clone()).unwrap_or_default(),
            message: diagnostic.message.clone(),
            texts: edits.map(|edit| edit.text.clone()).collect(),
        }
    }
}

/// The first fixes, by position, that do not touch each other: none in a document under suspicion, and at most `most`.
fn batch<'a>(
    offered: impl Iterator<Item = &'a Diagnostic<Location>>,
    suspects: Option<&BTreeSet<DocId>>,
    most: usize,
    session: &Session,
) -> (Vec<Diagnostic<Location>>, Edits) {
    let mut edits = Edits::default();
    let mut batch = Vec::new();
    let mut merges: BTreeMap<DocId, Vec<(&Diagnostic<Location>, Merge)>> = BTreeMap::new();
    for diagnostic in offered {
        if batch.len() >= most {
            break;
        }
        if suspects.is_some_and(|suspects| touches(diagnostic, suspects)) {
            continue;
        }
        if let Some(merge) = diagnostic.merge {
            merges.entry(diagnostic.at.doc).or_default().push((diagnostic, merge));
        } else if diagnostic.fix.as_ref().is_some_and(|fix| edits.take(&fix.edits)) {
            batch.push(diagnostic.clone());
        }
    }
    for (doc, merges) in merges {
        let left = most - batch.len();
        let made = merge_all(doc, &merges, left, session, &mut edits);
        batch.extend(made.into_iter().cloned());
    }
    (batch, edits)
}

/// Makes entries of one list one, as many as go together and at most `most`, and numbers the list once. Where that
/// touches another edit, the fix of a single finding may not.
fn merge_all<'a>(
    doc: DocId,
    merges: &[(&'a Diagnostic<Location>, Merge)],
    most: usize,
    session: &Session,
    edits: &mut Edits,
) -> Vec<&'a Diagnostic<Location>> {
    let Some(facts) = session.facts(doc).filter(|_| most > 0) else {
        return Vec::new();
    };
    let mut merging = Merging::new(facts);
    let together = merges.iter().filter(|(_, merge)| merging.add(*merge)).take(most);
    let together: Vec<&Diagnostic<Location>> = together.map(|(diagnostic, _)| *diagnostic).collect();
    let located =
        |edit: Edit<Place>| Edit { at: session.location(edit.at), text: edit.text, writing: edit.writing };
    let all: Option<Vec<Edit<Location>>> =
        merging.edits().map(|edits| edits.into_iter().map(located).collect());
    if all.is_some_and(|all| edits.take(&all)) {
        return together;
    }
    let mut alone = merges.iter().map(|(diagnostic, _)| *diagnostic);
    let one = alone.find(|one| one.fix.as_ref().is_some_and(|fix| edits.take(&fix.edits)));
    one.into_iter().collect()
}

fn touches(diagnostic: &Diagnostic<Location>, documents: &BTreeSet<DocId>) -> bool {
    let edited = |fix: &Fix<Location>| fix.edits.iter().any(|edit| documents.contains(&edit.at.doc));
    documents.contains(&diagnostic.at.doc) || diagnostic.fix.as_ref().is_some_and(edited)
}

/// What the edited files will hold.
fn edited(session: &Session, edits: &Edits) -> Vec<(DocId, String)> {
    let text = |doc| Some((doc, edits.apply(doc, &session.source(doc)?.text)));
    edits.files().filter_map(text).collect()
}

/// Gives files other texts; returns those they had.
fn exchange(session: &mut Session, texts: Vec<(DocId, String)>) -> Vec<(DocId, String)> {
    let mut olds = Vec::new();
    let mut files = Vec::new();
    for (doc, text) in texts {
        if let (Some(source), Some(facts)) = (session.source(doc), session.facts(doc)) {
            files.push((Source::new(source.path.clone(), text), facts.collection));
            olds.push((doc, source.text.clone()));
        }
    }
    session.set(files);
    olds
}

/// What got worse.
struct Worse {
    rule: RuleId,
    /// The documents of findings that were not there before.
    documents: BTreeSet<DocId>,
}

/// Compares what is found: no rule may report a file more often than before, or at a higher severity, and every finding that
/// was to be fixed must be gone. Two fixes can undo each other: one cites a source, one removes it as uncited.
fn worse(before: &[Verdict], now: &[Verdict], batch: &[Diagnostic<Location>]) -> Option<Worse> {
    let (mut before, now) = (counts(before), counts(now));
    for mended in batch {
        if let Some(number) = before.get_mut(&(mended.at.doc, mended.rule, Severity::Advice)) {
            *number = number.saturating_sub(1);
        }
    }
    let mut worse: Option<Worse> = None;
    for (key, number) in now {
        let (doc, rule, _) = key;
        if number > before.get(&key).copied().unwrap_or_default() {
            let worse = worse.get_or_insert_with(|| Worse { rule, documents: BTreeSet::new() });
            worse.documents.insert(doc);
        }
    }
    worse
}

/// How often each rule reports each file, at a severity or above it. What was written to silence a finding and
/// has nothing left to silence is no harm.
fn counts(verdicts: &[Verdict]) -> BTreeMap<(DocId, RuleId, Severity), usize> {
    let mut counts = BTreeMap::new();
    for verdict in verdicts.iter().filter(|verdict| verdict.diagnostic.rule.group() != "policy") {
        let (doc, rule) = (verdict.diagnostic.at.doc, verdict.diagnostic.rule);
        for severity in [Severity::Advice, Severity::Warning, Severity::Error] {
            if severity <= verdict.severity {
                *counts.entry((doc, rule, severity)).or_default() += 1;
            }
        }
    }
    counts
}

fn refusal(diagnostic: &Diagnostic<Location>, because: RuleId, session: &Session) -> Option<Refused> {
    Some(Refused {
        path: session.source(diagnostic.at.doc)?.path.clone(),
        rule: diagnostic.rule,
        title: diagnostic
            .fix
            .as_ref()
            .map_or_else(|| "make the two references one".to_owned(), |fix| fix.title.clone()),
        because,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::date::Date;
    use crate::model::collection::Collection;
    use crate::rules::settings::Settings;
    use crate::run::policy::Policy;
    use crate::run::verdict::Judge;

    const REFERENCE: &str = "Lee A. Neck spasm number N of it. Spine J. 2020;N(1):1-9.";

    fn page(body: &str) -> String {
        format!("---\ntitle: Neck pain\nstatus: draft\n---\n\n{body}\n\n## References\n\n")
    }

    fn entry(nth: usize, source: usize) -> String {
        format!("{nth}. {}\n", REFERENCE.replace('N', &source.to_string()))
    }

    /// Applies all fixes to one page; returns it, what was done, and how often the repository was judged.
    fn fixed(text: &str) -> (String, Fixed, usize) {
        let mut session = Session::new(Settings::new(Date::parse("2026-11-22").expect("a date")));
        session.set(vec![(Source::new("a.md", text), Collection::Article)]);
        let policy = Policy::default();
        let judge = |session: &mut Session| {
            Judge { policy: &policy, settings: &[], baseline: None, told: &[] }.judge(session)
        };
        let wanted =
            |verdict: &Verdict, _: &Session| verdict.diagnostic.rule.0 == "citation/duplicate-source";
        let fixed = apply(&mut session, judge, wanted, true);
        let doc = session.doc("a.md").expect("it is there");
        let text = session.source(doc).expect("it is there").text.clone();
        (text, fixed, session.work().pages_judged)
    }

    /// 60 sources, each listed twice and cited once under each number.
    #[test]
    fn all_merges_of_one_list_are_made_in_one_round() {
        let facts = |number: &dyn Fn(usize) -> usize| -> String {
            (1..=120).map(|nth| format!("Fact [{}].\n", number(nth))).collect()
        };
        let list: String = (1..=120).map(|nth| entry(nth, (nth - 1) % 60 + 1)).collect();
        let (text, fixed, judged) = fixed(&(page(&facts(&|nth| nth)) + &list));
        let expected: String = (1..=60).map(|nth| entry(nth, nth)).collect();
        assert_eq!(text, page(&facts(&|nth| (nth - 1) % 60 + 1)) + &expected);
        assert_eq!(fixed.counts.into_values().collect::<Vec<_>>(), [60]);
        assert_eq!((fixed.left, fixed.refused.len()), (0, 0));
        assert_eq!(judged, 2, "once before the round and once after it");
    }

    /// What is allowed stays, and so does what readers would see as one mark twice; the numbers after them come down.
    #[test]
    fn what_is_not_to_be_merged_keeps_its_place_in_the_list() {
        let text = page("One [1], [2, 5]. Two [3,4]. Three [6] [7].")
            + &entry(1, 1)
            + &entry(2, 2)
            + &entry(3, 1)
            + &entry(4, 1)
            + &entry(5, 2)
            + "6. Lee A. Neck spasm number 1 of it. Spine J. 2020;1(1):1-9. <!-- medproof: allow citation/duplicate-source -- kept -->\n"
            + &entry(7, 3)
            + &entry(8, 3);
        let (text, fixed, _) = fixed(&text);
        assert_eq!(
            text,
            page("One [1], [2, 4]. Two [1,3]. Three [5] [6].")
                + &entry(1, 1)
                + &entry(2, 2)
                + &entry(3, 1)
                + &entry(4, 2)
                + "5. Lee A. Neck spasm number 1 of it. Spine J. 2020;1(1):1-9. <!-- medproof: allow citation/duplicate-source -- kept -->\n"
                + &entry(6, 3)
        );
        assert_eq!(fixed.counts.into_values().collect::<Vec<_>>(), [2]);
    }
}
