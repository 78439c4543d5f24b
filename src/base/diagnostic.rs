//! What a rule has to say.
//!
//! The position is a parameter: a document rule reports at a [`Span`], a
//! repository rule at a [`crate::base::span::Place`], and a report at a [`Location`].

use std::fmt;

use crate::base::phrase;
use crate::base::span::{DocId, Span};

/// How much a finding matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Severity {
    /// Worth a thought; shown on request.
    Advice,
    /// Should be fixed, need not stop a publication.
    Warning,
    /// Must not be published.
    Error,
}

impl Severity {
    /// The word for it in every format and in `medproof.yaml`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Severity::Advice => "advice",
            Severity::Warning => "warning",
            Severity::Error => "error",
        }
    }

    /// The severity of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Severity> {
        [Severity::Advice, Severity::Warning, Severity::Error].into_iter().find(|known| known.name() == name)
    }

    /// The severity `steps` milder; none below advice.
    #[must_use]
    pub fn milder(self, steps: u8) -> Option<Severity> {
        [Severity::Advice, Severity::Warning, Severity::Error]
            .get((self as usize).checked_sub(usize::from(steps))?)
            .copied()
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.name())
    }
}

/// The name of a rule: `link/see-unresolved`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct RuleId(pub &'static str);

impl RuleId {
    /// The part before the slash.
    #[must_use]
    pub fn group(self) -> &'static str {
        self.0.split_once('/').map_or(self.0, |(group, _)| group)
    }
}

impl fmt::Display for RuleId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.0)
    }
}

/// Bytes of one document of the repository.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Location {
    /// The document.
    pub doc: DocId,
    /// The bytes.
    pub span: Span,
}

/// One finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic<At = Span> {
    /// The rule that reports it.
    pub rule: RuleId,
    /// How much this finding matters; may be milder than its rule.
    pub severity: Severity,
    /// The characters it is about; a gap where something is missing.
    pub at: At,
    /// What is wrong, in the reader's words; no final stop.
    pub message: String,
    /// Where and why: places with a short text each. One at [`Diagnostic::at`] stands under the characters themselves.
    pub labels: Vec<(At, String)>,
    /// What to do next, in full sentences.
    pub help: Option<String>,
    /// Two entries of a numbered list that `--unsafe-fixes` makes one, together with all others of that list. Only the
    /// first of a list have a [`Diagnostic::fix`] of their own as well.
    pub merge: Option<Merge>,
    /// A change that would fix it.
    pub fix: Option<Fix<At>>,
    /// The path or id that was missing and is not there: anyone who asks about a deleted file is shown this finding.
    pub missing: Option<String>,
    /// The page it is about, where it is in another document: the status of that page decides how much it counts.
    pub page: Option<At>,
    /// The text it is about as a whole: of another text it is another finding, and anyone who allows it names this one.
    pub text: Option<TextHash>,
}

/// A text by its hash, in the two ways that people and programs name it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextHash {
    /// As a review record holds it.
    pub full: String,
    /// As a message prints it: `v2:ab12cd34`.
    pub short: String,
}

/// Two entries of a numbered list that become one. All of a list are made at once, since each changes the numbers of
/// the entries after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Merge {
    /// The number that stays.
    pub kept: u32,
    /// The number that goes.
    pub gone: u32,
}

/// A change that fixes a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix<At = Span> {
    /// What it does: "replace with `neck-pain.md`".
    pub title: String,
    /// Whether it can be applied without a person looking at it first.
    pub safe: bool,
    /// The replacements; they do not overlap.
    pub edits: Vec<Edit<At>>,
}

/// A replacement of the bytes at a place; an insertion at a gap.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit<At = Span> {
    /// The bytes that go.
    pub at: At,
    /// The text that comes.
    pub text: String,
    /// Whether the text still has to be put in quotes where it stands.
    pub writing: Writing,
}

/// How the text of an [`Edit`] is to be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Writing {
    /// As it is.
    Verbatim,
    /// As the value that it is: where its place is a scalar of YAML or JSON, in the quotes that are there or that
    /// the text needs. The session sees to that, and what it hands out is [`Writing::Verbatim`].
    Value,
}

impl<At> Edit<At> {
    /// Puts these very characters in place of those at `at`.
    #[must_use]
    pub fn verbatim(at: At, text: impl Into<String>) -> Edit<At> {
        Edit { at, text: text.into(), writing: Writing::Verbatim }
    }

    /// Puts a value in place of the one at `at`, be it in running text or in data.
    #[must_use]
    pub fn value(at: At, text: impl Into<String>) -> Edit<At> {
        Edit { at, text: text.into(), writing: Writing::Value }
    }
}

impl<At> Diagnostic<At> {
    /// Explains the characters at `at`.
    pub fn label(&mut self, at: At, text: impl Into<String>) -> &mut Self {
        self.labels.push((at, text.into()));
        self
    }

    /// Says what to do next.
    pub fn help(&mut self, text: impl Into<String>) -> &mut Self {
        self.help = Some(text.into());
        self
    }

    /// Makes this one finding milder than its rule.
    pub fn severity(&mut self, severity: Severity) -> &mut Self {
        self.severity = severity;
        self
    }

    /// Says which path or id was missing without success.
    pub fn missing(&mut self, name: impl Into<String>) -> &mut Self {
        self.missing = Some(name.into());
        self
    }

    /// Says which page it is about, where it is in another document.
    pub fn about(&mut self, page: At) -> &mut Self {
        self.page = Some(page);
        self
    }

    /// Says which text it is about, as a whole.
    pub fn of_text(&mut self, text: TextHash) -> &mut Self {
        self.text = Some(text);
        self
    }

    /// Asks whether one of these words was meant. A single one is also offered as the replacement of `at`, if that is
    /// a place where it can be written. Returns whether there was any word.
    pub fn did_you_mean<T: AsRef<str>>(&mut self, at: Option<At>, words: &[T]) -> bool {
        let shown: Vec<String> = words.iter().map(|word| format!("`{}`", word.as_ref())).collect();
        self.help = phrase::did_you_mean(&shown).or(self.help.take());
        if let ([word], Some(at)) = (words, at) {
            self.fix_unsafe(at, word.as_ref());
        }
        !words.is_empty()
    }

    /// Offers a replacement that a person has to agree to.
    pub fn fix_unsafe(&mut self, at: At, text: impl Into<String>) -> &mut Self {
        let text = text.into();
        let title = format!("replace with `{text}`");
        self.fix = Some(Fix { title, safe: false, edits: vec![Edit::value(at, text)] });
        self
    }

    /// Offers a replacement that nobody has to look at first: it changes the spelling of data, never what it says.
    pub fn fix_safe(&mut self, at: At, text: impl Into<String>) -> &mut Self {
        self.fix_unsafe(at, text);
        if let Some(fix) = &mut self.fix {
            fix.safe = true;
        }
        self
    }

    /// Offers a change of several places, or one that is more than a replacement.
    pub fn offer(&mut self, fix: Fix<At>) -> &mut Self {
        self.fix = Some(fix);
        self
    }

    /// The same finding with every position turned into another kind.
    pub fn map<To>(self, mut turn: impl FnMut(At) -> To) -> Diagnostic<To> {
        Diagnostic {
            rule: self.rule,
            severity: self.severity,
            at: turn(self.at),
            message: self.message,
            labels: self.labels.into_iter().map(|(at, text)| (turn(at), text)).collect(),
            help: self.help,
            missing: self.missing,
            page: self.page.map(&mut turn),
            text: self.text,
            merge: self.merge,
            fix: self.fix.map(|fix| Fix {
                title: fix.title,
                safe: fix.safe,
                edits: fix
                    .edits
                    .into_iter()
                    .map(|edit| Edit { at: turn(edit.at), text: edit.text, writing: edit.writing })
                    .collect(),
            }),
        }
    }
}

/// Collects the findings of one rule.
#[derive(Debug)]
pub struct Findings<At = Span> {
    rule: RuleId,
    severity: Severity,
    list: Vec<Diagnostic<At>>,
}

impl<At> Findings<At> {
    /// An empty list for a rule.
    #[must_use]
    pub fn new(rule: RuleId, severity: Severity) -> Findings<At> {
        Findings { rule, severity, list: Vec::new() }
    }

    /// Adds a finding at the rule's own severity; what it returns takes labels and help.
    pub fn report(&mut self, at: At, message: impl Into<String>) -> &mut Diagnostic<At> {
        self.list.push(Diagnostic {
            rule: self.rule,
            severity: self.severity,
            at,
            message: message.into(),
            labels: Vec::new(),
            help: None,
            fix: None,
            merge: None,
            missing: None,
            page: None,
            text: None,
        });
        self.list.last_mut().expect("a finding was just added")
    }

    /// The findings in the order they were reported.
    #[must_use]
    pub fn into_list(self) -> Vec<Diagnostic<At>> {
        self.list
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn severities_get_milder_until_nothing_is_left() {
        assert_eq!(Severity::Error.milder(0), Some(Severity::Error));
        assert_eq!(Severity::Error.milder(1), Some(Severity::Warning));
        assert_eq!(Severity::Error.milder(2), Some(Severity::Advice));
        assert_eq!(Severity::Advice.milder(1), None);
        assert!(Severity::Error > Severity::Warning && Severity::Warning > Severity::Advice);
    }

    #[test]
    fn a_rule_belongs_to_the_group_before_the_slash() {
        assert_eq!(RuleId("link/see-unresolved").group(), "link");
    }
}
