//! Where a comment goes that allows a finding.
//!
//! Each place that may do is tried on the repository itself, with a reason in it: the first that allows the finding and
//! brings no other is taken. What the editor then writes has no reason yet, and allows nothing before somebody types it.

use crate::base::diagnostic::Diagnostic;
use crate::base::diagnostic::Location;
use crate::base::problem::ProblemKind;
use crate::base::source::Source;
use crate::base::span::Span;
use crate::model::document;
use crate::project::Project;
use crate::rules;
use crate::rules::rule::Check;
use crate::run::verdict::Verdict;

/// A comment without its reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Comment {
    /// The byte it is written at.
    pub(super) at: usize,
    /// All that is written there.
    pub(super) text: String,
}

/// A place where a comment may do.
struct Candidate {
    at: usize,
    before: String,
    after: String,
}

impl Candidate {
    fn text(&self, rule: &str, reason: &str) -> String {
        format!("{}medproof: allow {rule} -- {reason}{}", self.before, self.after)
    }
}

/// Whether a comment can allow findings like this one at all.
pub(super) fn is_possible(finding: &Diagnostic<Location>) -> bool {
    let Some(entry) = rules::by_id(finding.rule.0) else {
        return false;
    };
    // A signature that a change voided is no matter for a comment that is written in passing.
    finding.text.is_none()
        && entry.id.group() != "policy"
        && !matches!(entry.rule.check, Check::Reader(ProblemKind::Unreadable))
}

/// Finds the place of a comment that allows a finding; `None` if the file can have none that does.
pub(super) fn comment(project: &mut Project, finding: &Diagnostic<Location>) -> Option<Comment> {
    if !is_possible(finding) {
        return None;
    }
    let doc = finding.at.doc;
    let source = project.session.source(doc)?;
    let (path, text) = (source.path.clone(), source.text.clone());
    let collection = project.session.facts(doc)?.collection;
    let candidates = candidates(source, finding.at.span);
    let before = project.judge();
    let rule = finding.rule.0;
    let found = candidates.into_iter().find(|candidate| {
        let mut tried = text.clone();
        tried.insert_str(candidate.at, &candidate.text(rule, "why"));
        project.session.set(vec![(Source::new(path.clone(), tried), collection)]);
        let after = project.judge();
        alike(&after, finding) < alike(&before, finding) && open(&after) < open(&before)
    });
    project.session.set(vec![(Source::new(path, text), collection)]);
    found.map(|candidate| Comment { at: candidate.at, text: candidate.text(rule, "") })
}

/// How often a finding is reported and not allowed.
fn alike(verdicts: &[Verdict], finding: &Diagnostic<Location>) -> usize {
    let is_it = |verdict: &&Verdict| {
        let own = &verdict.diagnostic;
        verdict.is_open()
            && (own.at.doc, own.rule, &own.message) == (finding.at.doc, finding.rule, &finding.message)
    };
    verdicts.iter().filter(is_it).count()
}

fn open(verdicts: &[Verdict]) -> usize {
    verdicts.iter().filter(|verdict| verdict.is_open()).count()
}

/// The places where a comment may do, the best first.
fn candidates(source: &Source, at: Span) -> Vec<Candidate> {
    let text = source.text.as_str();
    let ending = source.path.rsplit_once('.').map_or("", |(_, ending)| ending);
    let region = document::data_region(source);
    let sign = if ending == "bib" { '%' } else { '#' };
    let is_data =
        matches!(ending, "yaml" | "yml" | "bib") || region.is_some_and(|region| region.contains(at));
    let mut all = Vec::new();
    if is_data {
        let line = line_of(source, at.start);
        if !at.is_empty() {
            all.push(above(source, line, sign));
            all.push(Candidate { at: line.end as usize, before: format!(" {sign} "), after: String::new() });
        }
        let first = region.map_or(0, |region| region.start as usize);
        let eol = source.line_end_at(at.start);
        all.push(Candidate { at: first, before: format!("{sign} "), after: eol.to_owned() });
        return all;
    }
    let (opening, closing) = if ending == "mdx" { ("{/* ", " */}") } else { ("<!-- ", " -->") };
    let line = line_of(source, at.start);
    let shown = line.slice(text);
    let inline = |at: usize, after: &str| Candidate {
        at,
        before: format!(" {opening}"),
        after: format!("{closing}{after}"),
    };
    if shown.trim_start().starts_with('|') {
        let rest = text.get(at.end as usize..line.end as usize).unwrap_or("");
        all.extend(
            rest.find('|')
                .map(|cell| inline(at.end as usize + rest.get(..cell).unwrap_or("").trim_end().len(), "")),
        );
    }
    let end_of_line = inline(line.start as usize + shown.trim_end().len(), "");
    let is_item = {
        let rest = shown.trim_start().trim_start_matches(|c: char| c.is_ascii_digit());
        rest.starts_with(". ") || rest.starts_with(") ") || rest.starts_with(['-', '*', '+'])
    };
    let paragraph = paragraph_start(source, at.start);
    let indent: String = paragraph.slice(text).chars().take_while(|c| matches!(c, ' ' | '\t')).collect();
    let eol = source.line_end_at(paragraph.start);
    let own_line = Candidate {
        at: paragraph.start as usize,
        before: format!("{indent}{opening}"),
        after: format!("{closing}{eol}"),
    };
    if is_item {
        all.extend([end_of_line, own_line]);
    } else {
        all.extend([own_line, end_of_line]);
    }
    if let Some(region) = region {
        let eol = source.line_end_at(region.start);
        all.push(Candidate { at: region.start as usize, before: "# ".to_owned(), after: eol.to_owned() });
    } else {
        let start = text.len() - source.without_mark().0.len();
        all.push(Candidate { at: start, before: opening.to_owned(), after: format!("{closing}{eol}{eol}") });
    }
    all
}

/// A comment on a line of its own above another one, as far from the margin.
fn above(source: &Source, line: Span, sign: char) -> Candidate {
    let indent: String = line.slice(&source.text).chars().take_while(|c| matches!(c, ' ' | '\t')).collect();
    let eol = source.line_end_at(line.start);
    Candidate { at: line.start as usize, before: format!("{indent}{sign} "), after: eol.to_owned() }
}

fn line_of(source: &Source, at: u32) -> Span {
    source.line(source.line_of(at))
}

/// The first line of the lines of text around a place.
fn paragraph_start(source: &Source, at: u32) -> Span {
    let mut nth = source.line_of(at);
    while nth > 0 && !source.line(nth - 1).slice(&source.text).trim().is_empty() {
        nth -= 1;
    }
    source.line(nth)
}
