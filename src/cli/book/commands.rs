//! The page of each command, from its arguments.

use clap::{Arg, Command};

use super::Page;
use crate::report::book::{address, code, escape, sentence};

/// The page that lists the commands, and theirs.
pub(super) fn pages(command: &mut Command) -> Vec<Page> {
    let mut body = format!("{}\n\n| command | does |\n|---|---|\n", sentence(&about(command)));
    for sub in listed(command) {
        let path = path(sub);
        let about = sentence(&about(sub)).replace('|', "\\|");
        body.push_str(&format!(
            "| [`medproof {}`]({}) | {about} |\n",
            sub.get_name(),
            address("commands", &path)
        ));
    }
    body.push_str("\n## Options of every command\n\n");
    for argument in
        command.get_arguments().filter(|argument| argument.is_global_set() && !is_built_in(argument))
    {
        body.push_str(&entry(argument));
    }
    if let Some(codes) = command.get_after_help() {
        body.push_str(&format!("\n{}\n", sentence(&codes.to_string())));
    }
    let mut pages = vec![Page::new(0, "commands", "Commands", &body)];
    let names: Vec<String> = listed(command).map(|sub| sub.get_name().to_owned()).collect();
    for name in &names {
        pages.extend(command.find_subcommand_mut(name).map(page));
    }
    pages
}

/// The commands that have a page.
pub(super) fn listed(command: &Command) -> impl Iterator<Item = &Command> {
    command.get_subcommands().filter(|sub| sub.get_name() != "help" && !sub.is_hide_set())
}

/// The path of a command's page.
pub(super) fn path(command: &Command) -> String {
    format!("commands/{}", command.get_name())
}

fn page(command: &mut Command) -> Page {
    let usage = command.render_usage().to_string();
    let usage = usage.trim_start_matches("Usage:").trim();
    let mut body = format!("{}\n\n```text\n{usage}\n```\n", sentence(&about(command)));
    let arguments = || {
        command
            .get_arguments()
            .filter(|argument| !argument.is_global_set() && !argument.is_hide_set() && !is_built_in(argument))
    };
    for (heading, positional) in [("Arguments", true), ("Options", false)] {
        let entries: String =
            arguments().filter(|argument| argument.is_positional() == positional).map(entry).collect();
        if !entries.is_empty() {
            body.push_str(&format!("\n## {heading}\n\n{entries}"));
        }
    }
    body.push_str("\n[Options of every command](../commands.md#options-of-every-command) come besides.\n");
    Page::new(1, &path(command), &format!("medproof {}", command.get_name()), &body)
}

fn about(command: &Command) -> String {
    command.get_about().map(ToString::to_string).unwrap_or_default()
}

/// What clap adds to every command.
fn is_built_in(argument: &Arg) -> bool {
    matches!(argument.get_id().as_str(), "help" | "version")
}

/// An argument as an item of a list: how it is written, what it does, and what it takes.
fn entry(argument: &Arg) -> String {
    let written = code(&argument.to_string());
    let written = match argument.get_short().filter(|_| argument.get_long().is_some()) {
        Some(short) => format!("{written}, `-{short}`"),
        None => written,
    };
    let help = argument.get_long_help().or(argument.get_help()).map(ToString::to_string).unwrap_or_default();
    let help: Vec<String> = help.split("\n\n").map(sentence).collect();
    let mut entry = format!("- {written}: {}", help.join(" "));
    if !argument.get_action().takes_values() {
        return entry + "\n";
    }
    let defaults: Vec<String> =
        argument.get_default_values().iter().map(|value| code(&value.to_string_lossy())).collect();
    if !defaults.is_empty() {
        entry.push_str(&format!(" By default {}.", defaults.join(", ")));
    }
    entry.push('\n');
    // The names of rules are for completions; they have pages of their own.
    let values =
        if argument.is_hide_possible_values_set() { Vec::new() } else { argument.get_possible_values() };
    for value in values {
        let help =
            value.get_help().map(|help| format!(": {}", escape(&help.to_string()))).unwrap_or_default();
        entry.push_str(&format!("  - {}{help}\n", code(value.get_name())));
    }
    entry
}
