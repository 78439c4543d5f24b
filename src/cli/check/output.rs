//! Printing what was found, in the format that was asked for.

use clap::ValueEnum;

use super::Arguments;
use crate::cli::world::World;
use crate::cli::{Failure, Streams};
use crate::fingerprint::Fingerprints;
use crate::report::{Report, Repository, concise, human, json, statistics};
use crate::verdict::Verdict;

/// Prints the findings of all repositories.
pub(super) fn print(
    arguments: &Arguments,
    streams: &Streams,
    worlds: &mut [(World, Vec<Verdict>)],
    hidden_advice: usize,
) -> Result<(), Failure> {
    let style = streams.out_style();
    let format = arguments.format.unwrap_or(if style.terminal { Format::Human } else { Format::Concise });
    let repositories = worlds.iter_mut().map(|(world, verdicts)| Repository {
        fingerprints: if format == Format::Json { world.fingerprints() } else { Fingerprints::default() },
        session: &world.session,
        verdicts: std::mem::take(verdicts),
        prefix: world.prefix(),
    });
    let report = Report { repositories: repositories.collect(), hidden_advice };
    streams.print(|out| match format {
        Format::Json => json::write(&report, out),
        _ if arguments.statistics => statistics::write(&report, style, out),
        Format::Human => human::write(&report, style, out),
        Format::Concise => concise::write(&report, style, out),
    })?;
    Ok(())
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// With the text around each finding
    Human,
    /// A line for each finding
    Concise,
    /// For programs
    Json,
}
