//! Which findings somebody allowed: by a comment where they stand, or by an entry of the settings.

use std::collections::{HashMap, HashSet};

use super::{Fate, Judge};
use crate::allow::{Allow, Instruction};
use crate::diagnostic::{Diagnostic, Location};
use crate::document;
use crate::policy::Permit;
use crate::session::Session;
use crate::span::{DocId, Span};
use crate::yaml::{Node, Value};

/// What is allowed in a repository, and which of it had anything to allow.
pub(super) struct Allowed<'a> {
    session: &'a Session,
    judge: &'a Judge<'a>,
    comments: HashSet<(DocId, usize)>,
    permits: HashSet<usize>,
    /// The data of the files that a pointer leads into.
    data: HashMap<DocId, Option<Node>>,
}

impl<'a> Allowed<'a> {
    pub(super) fn new(session: &'a Session, judge: &'a Judge<'a>) -> Allowed<'a> {
        Allowed { session, judge, comments: HashSet::new(), permits: HashSet::new(), data: HashMap::new() }
    }

    /// What allows a finding. Of several comments all are used: each of them names it.
    pub(super) fn permission(&mut self, finding: &Diagnostic<Location>) -> Option<Fate> {
        let doc = finding.at.doc;
        let mut fate = None;
        for (nth, allow) in self.session.allows(doc).iter().enumerate() {
            if let Some(reason) = allows(allow, finding)
                && allow.covers.holds(finding.at.span, self.title(doc))
            {
                self.comments.insert((doc, nth));
                let at = Location { doc, span: allow.span };
                fate.get_or_insert(Fate::Allowed { at, reason: reason.to_owned() });
            }
        }
        let path = self.session.source(doc).map(|source| source.path.as_str()).unwrap_or_default();
        for (nth, permit) in self.judge.policy.permits.iter().enumerate() {
            if permit.rule == finding.rule.0 && permit.files.is_match(path) && self.points_at(permit, finding)
            {
                self.permits.insert(nth);
                if let Some(settings) = self.judge.settings.get(permit.file) {
                    let at = Location { doc: *settings, span: permit.span };
                    fate.get_or_insert(Fate::Allowed { at, reason: permit.reason.clone() });
                }
            }
        }
        fate
    }

    pub(super) fn used(&self, doc: DocId, comment: usize) -> bool {
        self.comments.contains(&(doc, comment))
    }

    pub(super) fn used_permit(&self, nth: usize) -> bool {
        self.permits.contains(&nth)
    }

    fn title(&self, doc: DocId) -> Option<Span> {
        let title = self.session.facts(doc)?.page()?.title.as_ref()?;
        Some(self.session.location(title.place).span)
    }

    fn points_at(&mut self, permit: &Permit, finding: &Diagnostic<Location>) -> bool {
        let Some(pointer) = &permit.pointer else {
            return true;
        };
        let source = self.session.source(finding.at.doc);
        let root = self.data.entry(finding.at.doc).or_insert_with(|| document::data(source?));
        let at = finding.at.span;
        root.as_ref()
            .and_then(|root| node_at(root, pointer))
            .is_some_and(|span| span.contains(at) || (span.start <= at.start && at.start < span.end))
    }
}

/// The reason of a comment that allows what the rule of a finding reports. Without a reason nothing is allowed.
fn allows<'a>(allow: &'a Allow, finding: &Diagnostic<Location>) -> Option<&'a str> {
    let is_instruction = matches!(allow.instruction, Instruction::Allow | Instruction::AllowFile);
    allow.reason.as_deref().filter(|_| is_instruction && allow.rule == finding.rule.0)
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
    use crate::yaml;

    #[test]
    fn pointers_lead_to_keys_with_their_values() {
        let text = "[{\"a/b\": {\"c\": [1, 2]}}]";
        let root = yaml::parse(text).root.expect("it is data");
        let shown = |pointer: &str| node_at(&root, pointer).map(|span| span.slice(text));
        assert_eq!(shown("/0/a~1b/c/1"), Some("2"));
        assert_eq!(shown("/0/a~1b/c"), Some("\"c\": [1, 2]"));
        assert_eq!(shown(""), Some(text));
        assert_eq!(shown("/0/d"), None);
        assert_eq!(shown("/1"), None);
        assert_eq!(shown("/0/a~1b/c/1/x"), None);
    }
}
