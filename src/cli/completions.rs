//! `medproof completions`, and what its scripts ask: rules and groups, which the program knows, and ids, which the
//! repository has.
//!
//! `clap_complete` has a second engine, by which the program itself answers at every key. Its authors call that feature
//! unstable, so an update of it could break every build without `--locked`. The scripts of the first engine
//! are extended instead: they know rules by themselves, and ask `medproof ids` for ids.

use std::collections::BTreeSet;
use std::path::Path;

use clap::{CommandFactory as _, ValueEnum};
use clap_complete::Shell;

use super::check::system_day;
use super::{Failure, Streams};
use crate::model::collection::Collection;
use crate::model::facts::Facts;
use crate::model::index::Index;
use crate::project::discover::{Files, Root};
use crate::project::{Overrides, Project, settings};
use crate::rules;

/// Whose ids are asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Ids {
    /// Of articles
    Pages,
    /// Of authors, reviewers and editors
    People,
    /// Of the registry of sources
    Sources,
    /// What pages are about
    Topics,
    /// Everything that can be renamed
    All,
}

impl Ids {
    fn name(self) -> &'static str {
        match self {
            Ids::Pages => "pages",
            Ids::People => "people",
            Ids::Sources => "sources",
            Ids::Topics => "topics",
            Ids::All => "all",
        }
    }

    fn includes(self, collection: Collection) -> bool {
        match self {
            Ids::Pages => collection == Collection::Article,
            Ids::People => collection == Collection::Person,
            Ids::Sources => collection == Collection::Source,
            Ids::Topics => collection == Collection::Term,
            Ids::All => matches!(
                collection,
                Collection::Article | Collection::Cause | Collection::Person | Collection::Source
            ),
        }
    }
}

/// What takes ids: a command, its option or, if `None`, its first argument, and whose ids.
const TAKES: [(&str, Option<&str>, Ids); 7] = [
    ("sign", None, Ids::Pages),
    ("sign", Some("reviewer"), Ids::People),
    ("sign", Some("sources-checked"), Ids::Sources),
    ("diff", None, Ids::Pages),
    ("due", Some("reviewer"), Ids::People),
    ("due", Some("topic"), Ids::Topics),
    ("mv", None, Ids::All),
];

/// Prints a completion script.
pub(super) fn run(shell: Shell, streams: &Streams) -> Result<(), Failure> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut super::Arguments::command(), "medproof", &mut script);
    let mut script = String::from_utf8_lossy(&script).into_owned();
    match shell {
        Shell::Bash => script.push_str(&bash()),
        Shell::Fish => script.push_str(&fish()),
        Shell::Zsh => script = zsh(&script),
        // These shells complete rules, and no ids.
        _ => {}
    }
    streams.print(|out| out.write_all(script.as_bytes()))?;
    Ok(())
}

/// Prints the ids of the repository that the working directory is in, one a line.
pub(super) fn ids(ids: Ids, streams: &Streams) -> Result<(), Failure> {
    let root = Root::of(Path::new("."))?;
    let files = Files::on_disk(root);
    let config = settings::load(&files, system_day()?)?;
    let mut project = Project::read(files, config, Overrides::default());
    let all = of(ids, project.session.index());
    streams.print(|out| all.iter().try_for_each(|id| writeln!(out, "{id}")))?;
    Ok(())
}

/// The ids in order. One with a sign that a shell may obey is left out: it would be put into a command line as it is.
fn of(ids: Ids, index: &Index) -> BTreeSet<&str> {
    let of_facts = |facts: &'_ Facts| ids.includes(facts.collection);
    let written = index.documents().filter(|(_, facts)| of_facts(facts));
    let mut all: BTreeSet<&str> =
        written.flat_map(|(_, facts)| &facts.entities).map(|entity| entity.id.text.as_str()).collect();
    if ids == Ids::Topics {
        let topics = index.documents().filter_map(|(_, facts)| facts.article.as_ref()?.topic.as_ref());
        all.extend(topics.map(|topic| topic.text.as_str()));
    }
    all.retain(|id| is_plain(id));
    all
}

fn is_plain(id: &str) -> bool {
    let starts_plainly = id.chars().next().is_some_and(char::is_alphanumeric);
    starts_plainly
        && id.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | ':' | '/' | '@'))
}

/// A function around the one of the script. The words are read line by line, because bash would expand a list of words.
fn bash() -> String {
    let mut cases = String::new();
    for (command, option, ids) in TAKES {
        let before = option.map_or_else(|| command.to_owned(), |option| format!("--{option}"));
        cases.push_str(&format!("        \"{command} {before}\") ids={} ;;\n", ids.name()));
    }
    format!(
        "
_medproof_with_ids() {{
    _medproof \"$@\"
    local current=\"${{COMP_WORDS[COMP_CWORD]}}\" before=\"${{COMP_WORDS[COMP_CWORD-1]}}\" ids='' id
    # `--option=value` is three words.
    if [[ \"$current\" == = ]]; then
        current=''
    elif [[ \"$before\" == = && $COMP_CWORD -gt 2 ]]; then
        before=\"${{COMP_WORDS[COMP_CWORD-2]}}\"
    fi
    case \"${{COMP_WORDS[1]}} $before\" in
{cases}    esac
    [[ -n \"$ids\" && \"$current\" != -* ]] || return 0
    COMPREPLY=()
    while IFS= read -r id; do
        [[ \"$id\" != \"$current\"* ]] || COMPREPLY+=(\"$id\")
    done < <(medproof ids \"$ids\" 2>/dev/null)
}}

complete -F _medproof_with_ids -o bashdefault -o default medproof
"
    )
}

fn fish() -> String {
    let mut lines = String::new();
    for (command, option, ids) in TAKES {
        let option = option.map(|option| format!(" -l {option} -r")).unwrap_or_default();
        lines.push_str(&format!(
            "complete -c medproof -n \"__fish_medproof_using_subcommand {command}\"{option} -f -a \"(medproof ids {} 2>/dev/null)\"\n",
            ids.name()
        ));
    }
    // What values an argument without an option may have is not in this shell's script.
    let rules: Vec<&str> = rules::ALL.iter().map(|entry| entry.id.0).collect();
    lines.push_str(&format!(
        "complete -c medproof -n \"__fish_medproof_using_subcommand explain\" -f -a \"{}\"\n",
        rules.join(" ")
    ));
    lines
}

/// The script with functions that ask for ids, in place of the one that completes files. They come first: when zsh loads
/// the script for a first completion, it runs to its end.
fn zsh(script: &str) -> String {
    let mut command = "";
    let mut first = true;
    let mut changed = String::with_capacity(script.len());
    for line in script.lines() {
        if let Some(name) = line.strip_prefix('(').and_then(|line| line.strip_suffix(')')) {
            (command, first) = (name, true);
        }
        let is_argument = line.starts_with("':") && first;
        let takes = TAKES.iter().find(|(of, option, _)| {
            *of == command
                && match option {
                    Some(option) => {
                        line.trim_start_matches(['\'', '*']).starts_with(&format!("--{option}=["))
                    }
                    None => is_argument,
                }
        });
        first = first && !is_argument;
        match (takes, line.strip_suffix(":_default' \\")) {
            (Some((_, _, ids)), Some(rest)) => {
                changed.push_str(&format!("{rest}:_medproof_ids_{}' \\\n", ids.name()));
            }
            _ => {
                changed.push_str(line);
                changed.push('\n');
            }
        }
        if line == "autoload -U is-at-least" {
            for ids in Ids::value_variants() {
                let name = ids.name();
                changed.push_str(&format!(
                    "\n_medproof_ids_{name}() {{\n    local -a ids\n    ids=(${{(f)\"$(medproof ids {name} 2>/dev/null)\"}})\n    compadd -a ids\n}}\n"
                ));
            }
        }
    }
    changed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_that_a_shell_may_obey_is_not_plain() {
        for id in ["neck-pain", "a/b.c", "smith:2020", "smith2020@x", "künstliche-hüfte", "7"] {
            assert!(is_plain(id), "{id}");
        }
        for id in [
            "",
            "$(touch x)",
            "a b",
            "`x`",
            "-rf",
            "a;b",
            "~",
            "a\u{1b}",
            "*",
            "'a'",
            ".hidden",
            "a\u{202e}b",
        ] {
            assert!(!is_plain(id), "{id}");
        }
    }

    #[test]
    fn what_takes_ids_is_there() {
        let program = super::super::Arguments::command();
        for (command, option, _) in TAKES {
            let command = program.find_subcommand(command).expect("the command is there");
            let found = match option {
                Some(option) => command.get_opts().any(|known| known.get_long() == Some(option)),
                None => command.get_positionals().next().is_some(),
            };
            assert!(found, "{} {option:?}", command.get_name());
        }
    }

    #[test]
    fn every_place_that_takes_ids_asks_for_them_in_zsh() {
        let mut script = Vec::new();
        clap_complete::generate(Shell::Zsh, &mut super::super::Arguments::command(), "medproof", &mut script);
        let script = zsh(&String::from_utf8(script).unwrap());
        for ids in Ids::value_variants() {
            let wanted = TAKES.iter().filter(|(_, _, of)| of == ids).count();
            let name = format!(":_medproof_ids_{}' \\", ids.name());
            assert_eq!(script.matches(&name).count(), wanted, "{name}");
        }
    }
}
