//! A line for each finding: for pipes, editors and quick looks.

use std::io;

use super::{Report, Repository, Style, sanitise, summary};
use crate::run::verdict::Verdict;

/// Writes `path:line:column: severity rule message` for every finding. How many there are is said on a terminal
/// alone, so that every line of a pipe is a finding.
///
/// # Errors
/// Those of `out`.
pub fn write(report: &Report, style: Style, out: &mut dyn io::Write) -> io::Result<()> {
    for repository in &report.repositories {
        for verdict in repository.open() {
            write_verdict(repository, verdict, style, out)?;
        }
    }
    if style.terminal { summary::write(report, style, out) } else { Ok(()) }
}

fn write_verdict(
    repository: &Repository,
    verdict: &Verdict,
    style: Style,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    let at = verdict.diagnostic.at;
    let Some(source) = repository.session.source(at.doc) else {
        return Ok(());
    };
    let path = format!("{}{}", repository.prefix, source.path);
    let path = sanitise::path(&path);
    let position = source.position(at.span.start);
    let (bold, color) = (summary::bold(style), summary::paint(verdict.severity, style));
    writeln!(
        out,
        "{bold}{path}{bold:#}:{}:{}: {color}{}{color:#} {} {}",
        position.line,
        position.column,
        verdict.severity,
        verdict.diagnostic.rule,
        sanitise::sentence(&verdict.diagnostic.message),
    )
}
