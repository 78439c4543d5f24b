//! Arguments that make no sense.

use snapbox::str;

use crate::repo::Repo;

#[cfg(all(feature = "lsp", feature = "report"))]
#[test]
fn help_names_the_main_job_and_the_exit_codes() {
    Repo::new(&[])
        .run(&["--help"])
        .code(0)
        .stdout_eq(str![[r#"
The proofreader of medical content: broken cross-links, conflicting references and missing reviews,
found before they are published.

Usage: medproof [OPTIONS] <COMMAND>

Commands:
  check        Checks a repository of content and says what must not be published
  inspect      Shows what medproof understood of a file: title, causes, cross-links, references,
               people, dates
  sign         Records the review of an article, with the hash of the text that was reviewed
  diff         Shows by word what changed in an article since it was signed
  due          Lists the pages whose review is overdue or near, for people, calendars and issues
  report       Writes the state of the content as one HTML file, for people without a terminal
  export       Writes what the published pages say of themselves for search engines: people,
               reviews, sources, causes
  new          Makes a page, cause, person, term or source that is not there yet, with the fields
               that the others have
  import       Turns a page that was pasted or saved from a browser into an article, with its
               sources and people
  init         Looks at a repository and writes the settings, the hook and the workflow that it
               lacks
  baseline     Saves today's findings as a baseline; `check` ignores them until they are fixed
  mv           Gives a page, cause, person or source another name: its file, its id, every link to
               it, and a redirect
  lsp          Serves an editor: findings as you type, fixes, and where links lead (Language Server
               Protocol)
  explain      Explains a rule: what it reports, why, and how text passes it
  rules        Lists all rules
  schema       Prints the JSON Schema of a kind of content, for editors, or of what programs are
               told
  docs         Writes the reference pages of the documentation: rules, standards, settings, fields,
               commands, formats
  completions  Prints a script that completes commands in a shell
  help         Print this message or the help of the given subcommand(s)

Options:
      --color <WHEN>
          Whether to use colours

          Possible values:
          - auto:   On a terminal, unless NO_COLOR is set
          - always: Always
          - never:  Never
          
          [default: auto]

  -q, --quiet
          Prints results alone: no counts below them, no notices

  -h, --help
          Print help (see a summary with '-h')

  -V, --version
          Print version

Exit codes: 0 nothing to stop a publication, 1 findings, 2 medproof could not do its work.

"#]])
        .stderr_eq("");
}

#[test]
fn no_command_shows_the_help() {
    Repo::new(&[]).run(&[]).code(2).stdout_eq("");
}

#[test]
fn the_version_is_that_of_the_package_with_its_commit_where_it_is_known() {
    let run = |word: &str| Repo::new(&[]).run(&[word]).code(0).stderr_eq("");
    run("-V").stdout_eq(format!("medproof {}\n", env!("CARGO_PKG_VERSION")));
    run("--version").stdout_eq(format!("medproof {}\n", env!("MEDPROOF_VERSION")));
    assert!(env!("MEDPROOF_VERSION").starts_with(env!("CARGO_PKG_VERSION")));
}

#[test]
fn a_date_is_written_year_month_day() {
    Repo::new(&[]).run(&["check", "--today", "11/22/2026"]).code(2).stdout_eq("").stderr_eq(str![[r#"
error: invalid value '11/22/2026' for '--today <DATE>': a date is written as year-month-day, such as 2026-11-22

For more information, try '--help'.

"#]]);
    Repo::new(&[]).run(&["check", "--today", "2026-02-30"]).code(2).stdout_eq("");
}

#[test]
fn an_unknown_argument_is_named() {
    Repo::new(&[]).run(&["check", "--formt", "json"]).code(2).stdout_eq("").stderr_eq(str![[r#"
error: unexpected argument '--formt' found

  tip: a similar argument exists: '--format'

Usage: medproof check --format <FORMAT> [PATH]...

For more information, try '--help'.

"#]]);
}
