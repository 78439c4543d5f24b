//! The tutorials of the documentation: what they tell readers to save is saved, each command runs, and its output is the
//! one that is printed there. `MEDPROOF_UPDATE=1` writes the outputs into them.
//!
//! A block with `file=PATH` is a file that the reader saves, one with `show=PATH` what then is in a file. In a block
//! `console` each line that begins with `$ ` is a command.

use std::fs;
use std::io::{Read, Seek};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use snapbox::IntoData;
use tempfile::TempDir;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/src/tutorials")
}

#[test]
fn the_tutorial_for_authors_is_true() {
    walk("author", 10);
}

#[cfg(feature = "report")]
#[test]
fn the_tutorial_for_editors_is_true() {
    walk("editor", 7);
}

#[test]
fn the_tutorial_for_ci_is_true() {
    walk("ci", 9);
}

#[test]
fn the_tutorial_on_moving_content_is_true() {
    walk("migration", 5);
}

#[test]
fn every_tutorial_is_walked() {
    let mut names: Vec<String> = fs::read_dir(folder())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    assert_eq!(names, ["author.md", "ci.md", "editor.md", "migration.md"]);
}

/// Walks a tutorial, which has at least so many commands of medproof.
fn walk(name: &str, least: usize) {
    let path = folder().join(format!("{name}.md"));
    let text = fs::read_to_string(&path).unwrap().replace("\r\n", "\n");
    let reader = Reader { folder: TempDir::with_prefix("medproof-").unwrap() };
    let mut walked = String::new();
    let mut lines = text.split_inclusive('\n');
    let mut commands = 0;
    while let Some(line) = lines.next() {
        walked.push_str(line);
        let fence: String = line.chars().take_while(|c| *c == '`').collect();
        if fence.len() < 3 {
            continue;
        }
        let block: Vec<&str> = lines.by_ref().take_while(|line| line.trim_end() != fence).collect();
        let mut words = line[fence.len()..].split_whitespace();
        let is_console = words.next() == Some("console");
        let word = words.next().and_then(|word| word.split_once('='));
        match word {
            Some(("file", path)) => reader.save(path, &block.concat()),
            Some(("show", path)) => walked.push_str(&reader.read(path)),
            other => assert_eq!(other, None, "{name}: {line}"),
        }
        if is_console {
            for command in block.iter().filter_map(|line| line.strip_prefix("$ ")) {
                commands += usize::from(command.starts_with("medproof "));
                walked.push_str(&format!("$ {command}{}", reader.run(command.trim_end())));
            }
        } else if word.is_none_or(|(kind, _)| kind == "file") {
            walked.extend(block);
        }
        walked.push_str(&format!("{fence}\n"));
    }
    assert!(commands >= least, "{name} has only {commands} commands");
    if std::env::var_os("MEDPROOF_UPDATE").is_some() {
        fs::write(&path, &walked).unwrap();
    }
    snapbox::assert_data_eq!(walked, text.raw());
}

/// Somebody who follows a tutorial, in an empty folder.
struct Reader {
    folder: TempDir,
}

impl Reader {
    fn save(&self, path: &str, text: &str) {
        let path = self.folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn read(&self, path: &str) -> String {
        let text = fs::read_to_string(self.folder.path().join(path))
            .unwrap_or_else(|error| panic!("{path}: {error}"));
        text.trim_end().to_owned() + "\n"
    }

    /// Runs a command as a terminal would show it: both streams as they come.
    fn run(&self, line: &str) -> String {
        let mut words = words(line);
        let program = words.remove(0);
        let mut command = match program.as_str() {
            "medproof" => {
                // A terminal gets findings with the text around them, a pipe a line for each.
                let formats = words.iter().any(|word| word == "--format" || word == "--statistics");
                if words[0] == "check" && !formats {
                    words.extend(["--format".to_owned(), "human".to_owned()]);
                }
                Command::new(snapbox::cmd::cargo_bin!("medproof"))
            }
            "git" => Command::new("git"),
            other => panic!("a reader may have no `{other}`"),
        };
        let mut printed = tempfile::tempfile().unwrap();
        command.args(words).current_dir(self.folder.path());
        crate::git::without_account(&mut command);
        for name in ["NO_COLOR", "CLICOLOR_FORCE", "CLICOLOR", "GITHUB_ACTIONS", "GITHUB_STEP_SUMMARY"] {
            command.env_remove(name);
        }
        command
            .stdin(Stdio::null())
            .stdout(printed.try_clone().unwrap())
            .stderr(printed.try_clone().unwrap());
        let status = command.status().unwrap();
        let mut text = String::new();
        printed.rewind().unwrap();
        printed.read_to_string(&mut text).unwrap();
        // A tutorial shows findings, and nothing that cannot be done.
        assert!(matches!(status.code(), Some(0 | 1)), "{line}: {status}\n{text}");
        text
    }
}

/// The words of a command line, of which one may be in double quotes.
fn words(line: &str) -> Vec<String> {
    line.split('"')
        .enumerate()
        .flat_map(|(nth, part)| match nth % 2 {
            0 => part.split_whitespace().map(str::to_owned).collect::<Vec<_>>(),
            _ => vec![part.to_owned()],
        })
        .collect()
}
