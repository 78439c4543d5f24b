//! The command line: arguments in, exit code out. Only this module and those it
//! drives touch the disk, the clock and the terminal.

mod baseline;
mod book;
mod check;
mod completions;
mod diff;
mod docs;
mod due;
mod export;
mod import;
mod init;
mod inspect;
#[cfg(feature = "lsp")]
mod lsp;
mod man;
mod named;
mod new;
mod pager;
mod presets;
mod progress;
mod rename;
#[cfg(feature = "report")]
mod report;
mod sign;
mod steps;

use std::borrow::Cow;
use std::io::{self, IsTerminal, Write};
use std::process::ExitCode;

use clap::{Parser, Subcommand, ValueEnum};

use self::check::RuleName;
use self::completions::Ids;
use self::presets::PresetName;
use crate::base::release::VERSION;
use crate::project::ProjectError;
use crate::project::config::ConfigError;
use crate::project::discover::Root;
use crate::project::write::{self, Recovered};
use crate::report::{Style, sanitise};

/// Stops what must not be published: broken cross-links, conflicting references, missing reviews.
#[derive(Debug, Parser)]
#[command(name = "medproof", version, long_version = VERSION, about, long_about = None, propagate_version = true)]
#[command(
    after_help = "Exit codes: 0 nothing to stop a publication, 1 findings, 2 medproof could not do its work."
)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
    /// Whether to use colours
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    color: Color,
    /// Prints results alone: no counts below them, no notices
    #[arg(long, short, global = true)]
    quiet: bool,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Checks a repository of content and says what must not be published
    Check(check::Arguments),
    /// Shows what medproof understood of a file: title, causes, cross-links, references, people, dates
    Inspect(inspect::Arguments),
    /// Records the review of an article, with the hash of the text that was reviewed
    Sign(sign::Arguments),
    /// Shows by word what changed in an article since it was signed
    Diff(diff::Arguments),
    /// Lists the pages whose review is overdue or near, for people, calendars and issues
    Due(due::Arguments),
    /// Writes the state of the content as one HTML file, for people without a terminal
    #[cfg(feature = "report")]
    Report(report::Arguments),
    /// Writes what the published pages say of themselves for search engines: people, reviews, sources, causes
    Export(export::Arguments),
    /// Makes a page, cause, person, term or source that is not there yet, with the fields that the others have
    New(new::Arguments),
    /// Turns a page that was pasted or saved from a browser into an article, with its sources and people
    Import(import::Arguments),
    /// Looks at a repository and writes the settings, the hook and the workflow that it lacks
    Init(init::Arguments),
    /// Saves today's findings as a baseline; `check` ignores them until they are fixed
    Baseline(baseline::Arguments),
    /// Gives a page, cause, person or source another name: its file, its id, every link to it, and a redirect
    Mv(rename::Arguments),
    /// Serves an editor: findings as you type, fixes, and where links lead (Language Server Protocol)
    #[cfg(feature = "lsp")]
    Lsp(lsp::Arguments),
    /// Explains a rule: what it reports, why, and how text passes it
    Explain {
        /// The rule, such as link/see-unresolved
        #[arg(value_parser = RuleName { groups: false }, hide_possible_values = true)]
        rule: String,
        /// Print only the address of the rule's page on the web
        #[arg(long)]
        open: bool,
    },
    /// Lists all rules
    Rules {
        /// How to print the list
        #[arg(long, value_name = "FORMAT", default_value = "human")]
        format: docs::ListFormat,
        /// Lists what the standard of a preset asks for, and the rules that check it
        #[arg(long, value_name = "PRESET")]
        preset: Option<PresetName>,
    },
    /// Prints the JSON Schema of a kind of content, for editors, or of what programs are told
    Schema {
        /// The kind of content or output
        kind: docs::SchemaName,
    },
    /// Writes the reference pages of the documentation: rules, standards, settings, fields, commands, formats
    Docs(book::Arguments),
    /// Prints a script that completes commands in a shell
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
    /// Prints the ids of a repository, for completion scripts
    #[command(hide = true)]
    Ids {
        /// Whose ids
        ids: Ids,
    },
    /// Prints a manual page, for packages
    #[command(hide = true)]
    Man {
        /// The page: medproof, or medproof-check and so on
        #[arg(required_unless_present = "list")]
        page: Option<String>,
        /// List the names of all pages
        #[arg(long, conflicts_with = "page")]
        list: bool,
    },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Color {
    /// On a terminal, unless NO_COLOR is set
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// Lines that go on for longer are hard to read, however wide the terminal.
const WIDEST: usize = 160;

/// Exit codes, as linters agree on them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    /// Nothing is left that should stop a publication.
    Clean = 0,
    /// Findings are left.
    Findings = 1,
    /// The arguments, the configuration or the environment do not let medproof work.
    Failure = 2,
}

/// Why a command could not do its work.
#[derive(Debug, thiserror::Error)]
enum Failure {
    /// In a sentence.
    #[error("{0}")]
    Message(String),
    /// What is wrong with a configuration, and where.
    #[error("the configuration cannot be used")]
    Config(Box<ConfigError>),
    /// Output could not be written, or the working directory could not be had.
    #[error("{0}")]
    Io(#[from] io::Error),
}

impl From<ProjectError> for Failure {
    fn from(error: ProjectError) -> Failure {
        match error {
            ProjectError::Message(message) => Failure::Message(message),
            ProjectError::Config(error) => Failure::Config(error),
            // Git may quote names of files, which may contain control characters.
            ProjectError::Git(error) => Failure::Message(sanitise::sentence(&error.to_string()).into_owned()),
            ProjectError::Io(error) => Failure::Io(error),
        }
    }
}

/// Runs the program.
#[must_use]
pub fn main() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => {
            // Help and version go to stdout and are no failure.
            let code = if error.use_stderr() { Outcome::Failure } else { Outcome::Clean };
            return match refuse(&error) {
                Ok(()) => ExitCode::from(code as u8),
                Err(_) => ExitCode::from(Outcome::Failure as u8),
            };
        }
    };
    let streams = Streams { color: arguments.color, quiet: arguments.quiet };
    let outcome = match run(arguments.command, &streams) {
        Ok(outcome) => outcome,
        Err(failure) => {
            // Nobody is left to tell where even this cannot be written.
            let _ = streams.tell(&failure);
            Outcome::Failure
        }
    };
    ExitCode::from(outcome as u8)
}

/// Prints what is wrong with the arguments, or the help that was asked for. A script may hand us names of files for
/// arguments, so these are quoted as safely as anything else; colours are kept where there is nothing to hide.
fn refuse(error: &clap::Error) -> io::Result<()> {
    let text = error.render().to_string();
    let shown: Vec<Cow<str>> = text.split('\n').map(sanitise::path).collect();
    if shown.iter().all(|line| matches!(line, Cow::Borrowed(_))) {
        return error.print();
    }
    io::stderr().lock().write_all(shown.join("\n").as_bytes())
}

fn run(command: Command, streams: &Streams) -> Result<Outcome, Failure> {
    match command {
        Command::Check(arguments) => return check::run(&arguments, streams),
        Command::Diff(arguments) => return diff::run(&arguments, streams),
        Command::Due(arguments) => return due::run(&arguments, streams),
        #[cfg(feature = "report")]
        Command::Report(arguments) => return report::run(&arguments, streams),
        Command::Export(arguments) => return export::run(&arguments, streams),
        Command::Baseline(arguments) => return baseline::run(&arguments, streams),
        Command::Inspect(arguments) => inspect::run(&arguments, streams)?,
        Command::New(arguments) => new::run(&arguments, streams)?,
        Command::Import(arguments) => import::run(&arguments, streams)?,
        Command::Init(arguments) => init::run(&arguments, streams)?,
        Command::Sign(arguments) => return sign::run(&arguments, streams),
        Command::Mv(arguments) => rename::run(&arguments, streams)?,
        #[cfg(feature = "lsp")]
        Command::Lsp(arguments) => return lsp::run(&arguments),
        Command::Explain { rule, open: false } => docs::explain(&rule, streams)?,
        Command::Explain { rule, open: true } => docs::address(&rule, streams)?,
        Command::Rules { format, preset: None } => docs::rules(format, streams)?,
        Command::Rules { format, preset: Some(preset) } => presets::print(preset, format, streams)?,
        Command::Docs(arguments) => book::run(&arguments, streams)?,
        Command::Schema { kind } => docs::schema(kind, streams)?,
        Command::Completions { shell } => completions::run(shell, streams)?,
        Command::Ids { ids } => completions::ids(ids, streams)?,
        Command::Man { page, .. } => man::run(page.as_deref(), streams)?,
    }
    Ok(Outcome::Clean)
}

/// Puts back what a run that was killed had changed in part, and says so. Returns the commands that had made all their
/// changes.
fn put_back(root: &Root, streams: &Streams) -> Result<Vec<String>, Failure> {
    let Recovered { notices, finished } = write::recover(&root.folder).map_err(|error| {
        Failure::Message(format!(
            "an interrupted run left files in `{}` that cannot be put back ({error}); nothing was changed",
            root.folder.display()
        ))
    })?;
    notices.iter().try_for_each(|notice| streams.notice(notice))?;
    for command in &finished {
        streams.notice(&format!(
            "`{command}` was interrupted after its last change; all its changes are there"
        ))?;
    }
    Ok(finished)
}

/// True on GitHub Actions, whose runner reads what is printed and obeys some of it.
fn on_actions() -> bool {
    std::env::var_os("GITHUB_ACTIONS").is_some_and(|value| value == "true")
}

/// `1 file`, `2 files`, `2 entries of a list`
fn count(number: usize, noun: &str) -> String {
    match noun.strip_prefix("entry") {
        _ if number == 1 => format!("1 {noun}"),
        Some(rest) => format!("{number} entries{rest}"),
        None => format!("{number} {noun}s"),
    }
}

/// Whether anybody reads what is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Reader {
    /// All of it could be written.
    Reading,
    /// The pipe is closed at its other end.
    Gone,
}

/// Hands `write` a buffer before `stream`, and empties it.
fn written(stream: impl Write, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<Reader> {
    let mut out = io::BufWriter::new(stream);
    match write(&mut out).and_then(|()| out.flush()) {
        Ok(()) => Ok(Reader::Reading),
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => {
            // What is still in the buffer can never be written.
            let _ = out.into_parts();
            Ok(Reader::Gone)
        }
        Err(error) => Err(error),
    }
}

/// Where output goes, and how it may look.
struct Streams {
    color: Color,
    /// Whether nothing but results is asked for.
    quiet: bool,
}

impl Streams {
    /// Writes results to stdout. Returns whether anybody still reads there: a reader may close the pipe once it has
    /// seen enough (`| head -1`), which is no failure and changes no verdict.
    fn print(&self, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<Reader> {
        written(io::stdout().lock(), write)
    }

    /// Writes results to stderr, where stdout is for something else.
    fn print_aside(&self, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<Reader> {
        written(io::stderr().lock(), write)
    }

    /// Writes a line about the run itself to stderr. It may quote anything: a name of a file, an argument, git.
    fn notice(&self, text: &str) -> io::Result<()> {
        if self.quiet { Ok(()) } else { Streams::say(text) }
    }

    fn say(text: &str) -> io::Result<()> {
        written(io::stderr().lock(), |err| writeln!(err, "medproof: {}", sanitise::sentence(text))).map(drop)
    }

    fn tell(&self, failure: &Failure) -> io::Result<()> {
        match failure {
            Failure::Config(error) => {
                let style = self.err_style();
                let mut err = io::stderr().lock();
                crate::report::human::problems(&error.source_file, &error.problems, style, &mut err)?;
                let path = sanitise::path(&error.source_file.path);
                writeln!(err, "medproof: `{path}` cannot be used, so nothing was checked")
            }
            failure => Streams::say(&failure.to_string()),
        }
    }

    /// How reports on stderr may look.
    fn err_style(&self) -> Style {
        self.style(io::stderr().is_terminal())
    }

    /// How reports on stdout may look.
    fn out_style(&self) -> Style {
        self.style(io::stdout().is_terminal())
    }

    fn style(&self, terminal: bool) -> Style {
        let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty() && value != "0");
        let color = match self.color {
            Color::Always => true,
            Color::Never => false,
            Color::Auto if set("NO_COLOR") => false,
            Color::Auto => set("CLICOLOR_FORCE") || terminal,
        };
        let size = if terminal { terminal_size::terminal_size() } else { None };
        let width = size.map_or(Style::WIDTH, |(width, _)| usize::from(width.0).min(WIDEST));
        let links = terminal && color && supports_hyperlinks::supports_hyperlinks();
        Style { color, terminal, width, quiet: self.quiet, links, verbose: false }
    }
}
