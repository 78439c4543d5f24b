//! `## How to allow`: what the page gives is put into each of its bad examples, and nothing may be reported any more.
//!
//! The section is written from one reason: the forms that a page needs follow from where its findings are.
//! `MEDPROOF_UPDATE=1 cargo test examples` writes it; a new page needs no more than a line with ` -- ` and its reason.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::Path;

use super::{contents, judged};
use crate::base::diagnostic::{Diagnostic, Location};
use crate::base::problem::ProblemKind;
use crate::rules::page::{RulePage, Section};
use crate::rules::rule::{Check, Entry};
use crate::run::session::Session;

type Files = BTreeMap<String, String>;

/// What is above the section.
pub(super) const HEADING: &str = "## How to allow\n\n";

/// How something is allowed, in the order in which a page lists them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Form {
    /// A comment in Markdown or plain text.
    Text,
    /// A comment in front matter or YAML.
    Data,
    /// The same for what is absent: before all else.
    First,
    /// A comment in BibTeX.
    Bib,
    /// An entry of `allow:` in `medproof.yaml`, for a file that has no comments.
    Entry,
    /// The rule is switched off in `medproof.yaml`.
    Off,
}

impl Form {
    /// The form that a finding needs.
    fn of(entry: &Entry, session: &Session, finding: &Diagnostic<Location>) -> Form {
        if entry.id.group() == "policy" {
            return Form::Off;
        }
        let source = session.source(finding.at.doc).expect("findings are about files");
        let ending = Path::new(&source.path).extension().and_then(|ending| ending.to_str());
        let in_front_matter =
            || front_matter(&source.text).is_some_and(|end| (finding.at.span.start as usize) < end);
        match ending {
            _ if is_unreadable(entry) => Form::Entry,
            Some("json" | "ris" | "nbib") => Form::Entry,
            Some("bib") => Form::Bib,
            Some("yaml" | "yml") => Form::Data,
            Some("md") if in_front_matter() && finding.at.span.is_empty() => Form::First,
            Some("md") if in_front_matter() => Form::Data,
            _ => Form::Text,
        }
    }

    fn introduction(self) -> &'static str {
        match self {
            Form::Text => {
                "In the text, on a line of its own above the paragraph, or at the end of a list item or table cell, with \
                 your reason:"
            }
            Form::Data => {
                "In front matter or a YAML file, on the line above the key or entry, with your reason:"
            }
            Form::First => {
                "In front matter, as its first line, because the finding is about something that is missing:"
            }
            Form::Bib => "In a `.bib` file, on the line above the entry or field, with your reason:",
            Form::Entry => "For a file in which no comment can be read, in `medproof.yaml`:",
            Form::Off => {
                "No comment allows a finding of this rule. To do without the rule, switch it off in `medproof.yaml`:"
            }
        }
    }

    /// What is to be typed.
    fn typed(self, entry: &Entry, reason: &str, path: &str) -> (&'static str, String) {
        let id = entry.id;
        match self {
            Form::Text => ("md", format!("<!-- medproof: allow {id} -- {reason} -->")),
            Form::Data | Form::First => ("yaml", format!("# medproof: allow {id} -- {reason}")),
            Form::Bib => ("bib", format!("% medproof: allow {id} -- {reason}")),
            Form::Entry => {
                ("yaml", format!("allow:\n  - path: {path}\n    rule: {id}\n    reason: {reason}"))
            }
            Form::Off => ("yaml", format!("rules:\n  {id}: off")),
        }
    }
}

/// Whether a rule reports that a file cannot be read: then its comments cannot be read either.
fn is_unreadable(entry: &Entry) -> bool {
    matches!(entry.rule.check, Check::Reader(ProblemKind::Unreadable))
}

/// Where the front matter of a page ends.
fn front_matter(text: &str) -> Option<usize> {
    let rest = text.strip_prefix("---\n")?;
    Some("---\n".len() + rest.find("\n---")? + 1)
}

/// Whether a line of Markdown begins an item of a list. A comment between two items would make two lists of them.
fn is_item(line: &str) -> bool {
    let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
    rest.starts_with(". ") || line.starts_with(['-', '*'])
}

/// The section as it has to be.
///
/// # Panics
/// If what it says does not silence a bad example of the page.
pub(super) fn section(entry: &Entry, page: &RulePage) -> String {
    let written = page.section("How to allow").map_or("", |section| section.text);
    let reason = reason_in(written).unwrap_or("why");
    let mut forms: BTreeMap<Form, String> = BTreeMap::new();
    let bad = |section: &&Section| section.heading.starts_with("Bad") && !section.files.is_empty();
    for bad in page.sections.iter().filter(bad) {
        let files = contents(bad);
        let (session, before) = judged(files.clone());
        let own: Vec<_> = before.iter().filter(|finding| finding.rule == entry.id).collect();
        for finding in &own {
            let path = session.source(finding.at.doc).expect("findings are about files").path.clone();
            forms.entry(Form::of(entry, &session, finding)).or_insert(path);
        }
        let allowed = allowed(entry, &session, files, &own, reason);
        let (_, after) = judged(allowed.clone());
        let left = after.iter().filter(|finding| {
            finding.rule == entry.id || (finding.rule.group() == "policy" && !before.contains(finding))
        });
        let left: Vec<_> = left.map(|finding| (finding.rule, &finding.message)).collect();
        assert_eq!(left, [], "{} under {:?}, with everything allowed:\n{allowed:#?}", entry.id, bad.heading);
    }
    text(entry, &forms, reason)
}

/// The section, for the forms that the page's findings need.
fn text(entry: &Entry, forms: &BTreeMap<Form, String>, reason: &str) -> String {
    let mut text = String::new();
    for (form, path) in forms {
        let (language, typed) = form.typed(entry, reason, path);
        let _ = write!(text, "{}\n\n```{language}\n{typed}\n```\n\n", form.introduction());
    }
    text.trim_end().to_owned()
}

/// The reason that a section gives.
fn reason_in(section: &str) -> Option<&str> {
    let rest = section.split_once(" -- ").or_else(|| section.split_once("reason: "))?.1;
    let reason = rest.lines().next()?.trim().trim_end_matches("-->").trim();
    (!reason.is_empty()).then_some(reason)
}

/// The files with everything allowed that the rule reports in them.
fn allowed(
    entry: &Entry,
    session: &Session,
    mut files: Files,
    findings: &[&Diagnostic<Location>],
    reason: &str,
) -> Files {
    let mut comments: BTreeSet<(String, usize, String)> = BTreeSet::new();
    let mut settings: BTreeSet<String> = BTreeSet::new();
    for finding in findings {
        let source = session.source(finding.at.doc).expect("findings are about files");
        let form = Form::of(entry, session, finding);
        let (_, typed) = form.typed(entry, reason, &source.path);
        let start = finding.at.span.start as usize;
        let line = source.text[..start].rfind('\n').map_or(0, |end| end + 1);
        let indent: String = source.text[line..].chars().take_while(|c| *c == ' ').collect();
        let (at, comment) = match form {
            Form::Text => {
                let end = source.text[start..].find('\n').map_or(source.text.len(), |end| start + end);
                let text = source.text[line..end].trim_start();
                let paragraph = source.text[..line].rfind("\n\n").map_or(0, |end| end + 2);
                let body = front_matter(&source.text).map_or(0, |end| end + "---\n".len());
                match source.path.ends_with(".md") {
                    true if text.starts_with("[^") => (line, format!("{typed}\n")),
                    true if is_item(text) => (end, format!(" {typed}")),
                    _ => (paragraph.max(body), format!("{typed}\n\n")),
                }
            }
            Form::Data | Form::Bib => (line, format!("{indent}{typed}\n")),
            Form::First => ("---\n".len(), format!("{typed}\n")),
            Form::Entry | Form::Off => {
                settings.insert(typed);
                continue;
            }
        };
        comments.insert((source.path.clone(), at, comment));
    }
    for (path, at, comment) in comments.iter().rev() {
        files.get_mut(path).expect("the example has the file").insert_str(*at, comment);
    }
    for setting in settings {
        let text = files.entry("medproof.yaml".to_owned()).or_default();
        let (key, entry) = setting.split_once('\n').expect("a key with what is below it");
        match text.find(&format!("{key}\n")) {
            Some(at) => text.insert_str(at + key.len() + 1, &format!("{entry}\n")),
            None => text.push_str(&format!("{setting}\n")),
        }
    }
    files
}
