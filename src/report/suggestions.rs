//! Safe fixes as suggestions on a pull request of GitHub: a reader applies one with a click.
//!
//! Each line is a comment of a review, as [the REST API](https://docs.github.com/en/rest/pulls/reviews) takes it. GitHub
//! takes comments on lines of the change alone, so only fixes whose lines the change touched are here.

use std::collections::{HashMap, HashSet};
use std::io;

use serde::Serialize;

use super::markdown::escape;
use super::{Report, Repository, replacement, sanitise};
use crate::base::digest::digest;
use crate::rules;
use crate::run::verdict::Verdict;

/// More suggestions at once are not read one by one, and `check --fix` applies them all.
pub const MOST: usize = 20;

/// Writes a line for each suggestion, the gravest finding first. Nothing if no change is looked at.
///
/// # Errors
/// Those of `out`.
pub fn write(report: &Report, out: &mut dyn io::Write) -> io::Result<()> {
    let mut written = HashSet::new();
    // A long file is compared once, however many findings it has.
    let mut changed: HashMap<String, HashSet<usize>> = HashMap::new();
    for (repository, verdict) in report.worst_first() {
        let Some((change, at)) = repository.change.as_ref().zip(repository.region(verdict.diagnostic.at))
        else {
            continue;
        };
        if written.len() == MOST || verdict.diagnostic.fix.as_ref().is_none_or(|fix| !fix.safe) {
            continue;
        }
        let lines = changed
            .entry(at.path.clone())
            .or_insert_with(|| change.changed_lines(verdict.diagnostic.at.doc, repository.session));
        if let Some(comment) = comment(repository, verdict, at.path, lines)
            && written.insert(comment.body.clone())
        {
            serde_json::to_writer(&mut *out, &comment).map_err(io::Error::from)?;
            writeln!(out)?;
        }
    }
    Ok(())
}

/// The fix as a comment, if all lines that it replaces are among `changed`.
fn comment(
    repository: &Repository,
    verdict: &Verdict,
    path: String,
    changed: &HashSet<usize>,
) -> Option<Comment> {
    let diagnostic = &verdict.diagnostic;
    let (span, text) = replacement::of(repository, diagnostic)?;
    let source = repository.session.source(diagnostic.at.doc)?;
    let (first, last) = (source.line_of(span.start), source.line_of(span.end));
    if !(first..=last).all(|line| changed.contains(&line)) {
        return None;
    }
    let lines = source.line(first).start as usize..source.line(last).end as usize;
    let before = source.text.get(lines.clone())?.trim_end_matches('\n');
    let start = source.text.get(lines.start..span.start as usize)?;
    let end = source.text.get(span.end as usize..lines.end)?;
    let after = format!("{start}{text}{end}");
    let after = after.trim_end_matches('\n');
    // What GitHub makes of other line ends, and of a mark before the text, is not documented.
    if source.line_end_at(span.start) != "\n" || before.contains(['\r', '\u{feff}']) || after.contains('\r') {
        return None;
    }
    let longest = after.split(|c| c != '`').map(str::len).max().unwrap_or_default();
    let fence = "`".repeat(longest.max(2) + 1);
    let body = format!(
        "{} ([{}]({}))\n\n{fence}suggestion\n{after}\n{fence}\n\n<!-- medproof suggestion {} -->",
        escape(&sanitise::sentence(&diagnostic.message)),
        diagnostic.rule,
        rules::url(diagnostic.rule),
        digest(&[&path, diagnostic.rule.0, before, after]),
    );
    let several = first < last;
    Some(Comment {
        path,
        line: last + 1,
        side: "RIGHT",
        start_line: several.then_some(first + 1),
        start_side: several.then_some("RIGHT"),
        body,
    })
}

#[derive(Serialize)]
struct Comment {
    path: String,
    line: usize,
    side: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    start_line: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    start_side: Option<&'static str>,
    body: String,
}
