//! `medproof diff`: what changed in a text since it was signed.

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use super::check::{parse_date, system_day};
use super::{Failure, Outcome, Streams, named};
use crate::base::date::Date;
use crate::project::discover::Root;
use crate::project::signed::{self, Signed};
use crate::report::wording as report;

#[derive(Debug, Args)]
#[command(
    after_help = "Exit codes: 0 the text is the one that was signed, 1 it was changed, 2 there is no signature, or the text that was signed is not in git."
)]
pub(super) struct Arguments {
    /// The article: its id or its path
    #[arg(value_name = "ARTICLE")]
    article: String,
    /// How to print what changed
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    format: Format,
    /// The day that counts as today
    #[arg(long, value_name = "DATE", value_parser = parse_date)]
    today: Option<Date>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// With the words around each change
    Human,
    /// For programs
    Json,
}

/// Compares an article with the text of its newest signature, and prints the difference.
pub(super) fn run(arguments: &Arguments, streams: &Streams) -> Result<Outcome, Failure> {
    let today = arguments.today.map_or_else(system_day, Ok)?;
    let path = Some(PathBuf::from(&arguments.article)).filter(|path| path.is_file());
    let root = Root::of(path.as_deref().unwrap_or(Path::new(".")))?;
    let (mut project, overrides) = named::project(&root, today, path.as_deref())?;
    let relative = path.as_deref().map(|path| root.relative(path)).transpose()?.flatten();
    let index = project.session.index();
    let doc = named::article(index, &arguments.article, relative.as_deref()).map_err(Failure::Message)?;
    let shown = index.facts(doc).map(|facts| facts.path.clone()).unwrap_or_default();
    if !index.facts(doc).is_some_and(|facts| facts.readable) {
        return Err(Failure::Message(format!(
            "`{shown}` cannot be read; `medproof check` says where it breaks"
        )));
    }
    match signed::compare(&mut project, &overrides, doc) {
        Signed::Compared(comparison) => {
            let style = streams.out_style();
            streams.print(|out| match arguments.format {
                Format::Human => report::human(&comparison, style, out),
                Format::Json => report::json(&comparison, out),
            })?;
            Ok(if comparison.changed { Outcome::Findings } else { Outcome::Clean })
        }
        Signed::Never(why) => {
            Err(Failure::Message(format!("`{shown}` cannot be compared with a signed text: {why}")))
        }
        Signed::Lost { signature, why } => Err(Failure::Message(format!(
            "`{shown}` was changed since {}, and the changes cannot be shown: {why}",
            signature.review()
        ))),
    }
}
