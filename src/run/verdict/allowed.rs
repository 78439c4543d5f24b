//! Which findings somebody allowed: by a comment beside them, or by an entry of the settings.
//!
//! A finding about a text as a whole ([`TextHash`]) is allowed by a reason that names this text, never by one that
//! would let the next change of it pass as well.

mod covers;
mod permits;

use std::collections::{BTreeSet, HashMap, HashSet};
use std::rc::Rc;

use covers::Groups;
use permits::{ByRule, InFile};

use super::{Fate, Judge};
use crate::base::diagnostic::{Diagnostic, Location, RuleId, TextHash};
use crate::base::node::{Node, Value};
use crate::base::span::{DocId, Span};
use crate::model::document;
use crate::run::session::Session;

/// What is allowed in a repository, and which of it had anything to allow.
pub(super) struct Allowed<'a> {
    session: &'a Session,
    judge: &'a Judge<'a>,
    /// The comments of each document that has a finding, by what they cover.
    groups: HashMap<DocId, Rc<Groups<'a>>>,
    /// Those that allowed something, or that a finding itself says how to correct.
    comments: HashSet<(DocId, usize)>,
    /// The same for all comments of one rule that cover the same.
    alike: HashSet<(DocId, usize)>,
    by_rule: ByRule<'a>,
    /// The entries of the settings for a rule in a document that has a finding of it.
    in_file: HashMap<(DocId, RuleId), Rc<InFile>>,
    /// The entries that allowed something.
    permits: BTreeSet<usize>,
    /// The groups of which all are among these.
    used_groups: HashSet<(DocId, RuleId, usize)>,
}

impl<'a> Allowed<'a> {
    pub(super) fn new(session: &'a Session, judge: &'a Judge<'a>) -> Allowed<'a> {
        Allowed {
            session,
            judge,
            groups: HashMap::new(),
            comments: HashSet::new(),
            alike: HashSet::new(),
            by_rule: ByRule::of(&judge.policy.permits, judge.settings.len()),
            in_file: HashMap::new(),
            permits: BTreeSet::new(),
            used_groups: HashSet::new(),
        }
    }

    /// What allows a finding. Of several comments all are used: each of them names it.
    ///
    /// Where none does and some would if they named the text, the finding says what to write in them.
    pub(super) fn permission(&mut self, finding: &mut Diagnostic<Location>) -> Option<Fate> {
        let doc = finding.at.doc;
        let mut fate = None;
        let mut short_of: Vec<(By, Location, &str)> = Vec::new();
        let mut judge = |allowed: &mut Self, by: By, at: Location, reason: &'a str| {
            if finding.text.as_ref().is_none_or(|text| names(reason, text)) {
                allowed.note(by);
                fate.get_or_insert_with(|| Fate::Allowed { at, reason: reason.to_owned() });
            } else {
                short_of.push((by, at, reason));
            }
        };
        let session = self.session;
        let allows = session.allows(doc);
        if !allows.is_empty() {
            let groups = self.groups.entry(doc).or_insert_with(|| Rc::new(Groups::of(allows)));
            let groups = Rc::clone(groups);
            for (number, group) in groups.holding(finding.rule.0, finding.at.span, self.title(doc)) {
                // What one of them allows all of them do, unless each has to name the text.
                let asked = if finding.text.is_none() { 1 } else { group.comments.len() };
                if finding.text.is_none() {
                    self.alike.insert((doc, number));
                }
                let asked = group.comments.iter().take(asked);
                for (nth, allow) in asked.filter_map(|nth| Some((*nth, allows.get(*nth)?))) {
                    let reason = allow.reason.as_deref().unwrap_or_default();
                    judge(self, By::Comment(doc, nth), Location { doc, span: allow.span }, reason);
                }
            }
        }
        let (permits, settings) = (&self.judge.policy.permits, self.judge.settings);
        let in_file = self.permits_in(doc, finding.rule);
        for (number, group) in in_file.holding(finding.at.span) {
            let is_known = finding.text.is_none() && !self.used_groups.insert((doc, finding.rule, number));
            let asked = group.iter().take(if is_known { 1 } else { group.len() });
            for (nth, permit) in asked.filter_map(|nth| Some((*nth, permits.get(*nth)?))) {
                if let Some(doc) = settings.get(permit.file) {
                    judge(self, By::Permit(nth), Location { doc: *doc, span: permit.span }, &permit.reason);
                }
            }
        }
        if let (None, Some(text)) = (&fate, finding.text.clone()) {
            for (by, at, reason) in short_of {
                self.note(by);
                explain(finding, at, reason, &text);
            }
        }
        fate
    }

    fn note(&mut self, by: By) {
        match by {
            By::Comment(doc, nth) => drop(self.comments.insert((doc, nth))),
            By::Permit(nth) => drop(self.permits.insert(nth)),
        }
    }

    pub(super) fn used(&self, doc: DocId, comment: usize) -> bool {
        let group = self.groups.get(&doc).and_then(|groups| groups.of_comment(comment));
        self.comments.contains(&(doc, comment))
            || group.is_some_and(|group| self.alike.contains(&(doc, group)))
    }

    /// The entries of the settings that allowed something since this was last asked, by their numbers.
    pub(super) fn take_permits(&mut self) -> BTreeSet<usize> {
        std::mem::take(&mut self.permits)
    }

    fn title(&self, doc: DocId) -> Option<Span> {
        let title = self.session.facts(doc)?.page()?.title.as_ref()?;
        Some(self.session.location(title.place).span)
    }

    fn permits_in(&mut self, doc: DocId, rule: RuleId) -> Rc<InFile> {
        let Allowed { session, by_rule, in_file, .. } = self;
        let entry = in_file.entry((doc, rule));
        let in_file = entry.or_insert_with(|| {
            let source = session.source(doc);
            let path = source.map(|source| source.path.as_str()).unwrap_or_default();
            Rc::new(by_rule.in_file(rule.0, path, || document::data(source?)))
        });
        Rc::clone(in_file)
    }
}

/// What may allow a finding.
#[derive(Clone, Copy)]
enum By {
    /// A comment, by its number in its document.
    Comment(DocId, usize),
    /// An entry of the settings, by its number.
    Permit(usize),
}

/// Whether a reason names this text and says something besides.
fn names(reason: &str, text: &TextHash) -> bool {
    let names = |word: &str| {
        let hash = hash_in(word);
        hash.is_some_and(|hash| hash == text.short || hash == text.full)
    };
    reason.split_whitespace().any(names) && !words_of(reason).is_empty()
}

/// A reason without the texts that it names.
fn words_of(reason: &str) -> String {
    let words: Vec<&str> = reason.split_whitespace().filter(|word| hash_in(word).is_none()).collect();
    if words.iter().any(|word| word.contains(char::is_alphanumeric)) {
        words.join(" ")
    } else {
        String::new()
    }
}

/// The hash that a word is, without the brackets, quotes or stops around it: `(v2:ab12cd34)`.
fn hash_in(word: &str) -> Option<&str> {
    let hash = word.trim_matches(|c: char| !c.is_ascii_alphanumeric());
    let (version, digits) = hash.split_once(':')?;
    let number = version.strip_prefix('v')?;
    let digits = digits.strip_prefix("sha256:").unwrap_or(digits);
    let is_hash = !number.is_empty()
        && number.bytes().all(|digit| digit.is_ascii_digit())
        && digits.len() >= 8
        && digits.bytes().all(|digit| digit.is_ascii_hexdigit());
    is_hash.then_some(hash)
}

/// Says at a comment or entry that does not name the text why it allows nothing, and what to write instead.
fn explain(finding: &mut Diagnostic<Location>, at: Location, reason: &str, text: &TextHash) {
    let words = words_of(reason);
    let label = if names_one(reason) && !words.is_empty() {
        "this allows another text than the one that is here now"
    } else if words.is_empty() {
        "this does not say why the text is allowed"
    } else {
        "this does not say which text it allows"
    };
    finding.label(at, label);
    let words = if words.is_empty() { "why" } else { &words };
    let write = format!(
        "To allow the text as it is now, write the reason as `{words} ({})`; after the next change it no longer allows anything.",
        text.short
    );
    let help = finding.help.take().map_or_else(|| write.clone(), |help| format!("{help} {write}"));
    finding.help(help);
}

fn names_one(reason: &str) -> bool {
    reason.split_whitespace().any(|word| hash_in(word).is_some())
}

/// The bytes of what a JSON pointer leads to, with its key.
fn node_at(root: &Node, pointer: &str) -> Option<Span> {
    let mut node = root;
    let mut span = root.span;
    for part in pointer.split('/').skip(1) {
        let part = part.replace("~1", "/").replace("~0", "~");
        match &node.value {
            Value::Mapping(_) => {
                let entry = node.entry(&part)?;
                span = entry.key.span.to(entry.value.span);
                node = &entry.value;
            }
            Value::Sequence(items) => {
                node = items.get(part.parse::<usize>().ok()?)?;
                span = node.span;
            }
            Value::Scalar(_) => return None,
        }
    }
    Some(span)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::syntax::Syntax;

    #[test]
    fn pointers_lead_to_keys_with_their_values() {
        let text = "[{\"a/b\": {\"c\": [1, 2]}}]";
        let root = Syntax::Yaml.parse(text).root.expect("it is data");
        let shown = |pointer: &str| node_at(&root, pointer).map(|span| span.slice(text));
        assert_eq!(shown("/0/a~1b/c/1"), Some("2"));
        assert_eq!(shown("/0/a~1b/c"), Some("\"c\": [1, 2]"));
        assert_eq!(shown(""), Some(text));
        assert_eq!(shown("/0/d"), None);
        assert_eq!(shown("/1"), None);
        assert_eq!(shown("/0/a~1b/c/1/x"), None);
    }
}
