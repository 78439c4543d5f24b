//! The page of formats: what each command can write, and the schemas of it.

use clap::{Arg, Command};

use super::Page;
use super::commands::{listed, path};
use crate::report::book::{address, code, escape};

/// The page.
pub(super) fn page(command: &Command) -> Page {
    let mut body = String::from(
        "`--format` chooses how a command prints what it found; it never changes the exit code. `medproof check --output \
         [FORMAT=]FILE` writes to files besides, in any of its formats.\n",
    );
    for sub in listed(command) {
        let Some(values) = values(sub, |argument| argument.get_long() == Some("format")) else {
            continue;
        };
        body.push_str(&format!(
            "\n## medproof {}\n\n{values}\nSee [its page]({}).\n",
            sub.get_name(),
            address("formats", &path(sub))
        ));
    }
    if let Some(schemas) =
        command.find_subcommand("schema").and_then(|schema| values(schema, Arg::is_positional))
    {
        body.push_str(&format!(
            "\n## JSON Schemas\n\n`medproof schema NAME` prints the schema of a kind of content, or of what a command prints \
             with `--format json`:\n\n{schemas}"
        ));
    }
    Page::new(0, "formats", "Formats", &body)
}

/// What an argument of a command may be, as a list.
fn values(command: &Command, is_it: impl Fn(&Arg) -> bool) -> Option<String> {
    let argument = command.get_arguments().find(|argument| is_it(argument))?;
    let values = argument.get_possible_values().into_iter().map(|value| {
        let help =
            value.get_help().map(|help| format!(": {}", escape(&help.to_string()))).unwrap_or_default();
        format!("- {}{help}\n", code(value.get_name()))
    });
    Some(values.collect())
}
