//! `medproof lsp`: the editor server.

use clap::Args;

use super::check::parse_date;
use super::{Failure, Outcome};
use crate::base::date::Date;
use crate::lsp::{self, Ending, Options};

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The day that counts as today, such as 2026-11-22
    #[arg(long, value_name = "DATE", value_parser = parse_date)]
    today: Option<Date>,
    /// Speak on standard input and output, as it always does: some editors ask for it
    #[arg(long, hide = true)]
    stdio: bool,
}

/// Serves an editor until it ends.
pub(super) fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    let ending = lsp::serve_stdio(Options { today: arguments.today })?;
    // The protocol asks for exit code 1 where no `shutdown` came before the end.
    Ok(match ending {
        Ending::Asked => Outcome::Clean,
        Ending::Abandoned => Outcome::Findings,
    })
}
